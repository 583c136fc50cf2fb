"""Migrations: a backup first, one transaction, every row kept; a file of every version that ever landed opens."""

import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.exc import DBAPIError

from models import migrations, queries
from models.content_hash import content_hash
from models.edits.path import AddPath, NewCard
from models.edits.voices import Place, PlaceNote
from models.errors import Damaged, OnlyReading, StoreTrouble
from models.migrations import Step, backup_path, migrate
from models.project import Project
from models.store import Store, driver
from models.tables import SCHEMA_VERSION, Base
from tests.models.older import make_document, what_is_lost
from tests.models.support import Rows, add_note, column, dump

DATA = Path(__file__).resolve().parents[1] / "data"
SAMPLES = sorted(DATA.glob("schema_*.polku"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with a path, cards that refer to it, and notes that refer to the cards."""
    path = tmp_path / "p.polku"
    with Project.create(path, "Title") as project:
        cards = tuple(NewCard(i % 2, 0, f"card {i}", (("", 1),)) for i in range(6))
        project.perform(AddPath("Way", stages=("A", "B"), lanes=(("life", ""),), cards=cards))
        for card in project.ask(queries.paths)[0].cards:
            project.perform(PlaceNote(add_note(project, "note", "second"), Place(card.stage_id, card.id)))
    return path


def rebuild_stage(op: Operations) -> None:
    """The kind of step that once deleted every child row: SQLite can only change such a table by making it anew."""
    with op.batch_alter_table("stage", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.Text(), nullable=False, server_default="grey"))


def add_table(op: Operations) -> None:
    op.create_table("extra", sa.Column("id", sa.Text(), primary_key=True))


def fail(op: Operations) -> None:
    op.execute("DELETE FROM voice")
    op.drop_table("extra")
    raise ZeroDivisionError


def fail_in_the_database(op: Operations) -> None:
    op.execute("DELETE FROM voice")
    op.execute("INSERT INTO no_such_table VALUES (1)")


def orphan(op: Operations) -> None:
    op.execute("DELETE FROM contribution")


def contents(path: Path) -> tuple[int, Rows, list[Any]]:
    with Project.open(path, reading=True) as project:
        return project.store.version, dump(project), column(project, "SELECT sql FROM sqlite_master ORDER BY name")


def run(path: Path, steps: Sequence[Step], target: int) -> Path | None:
    store = Store.open(path)
    try:
        return migrate(store, (*migrations.STEPS, *steps), target)
    finally:
        store.close()


def present_rows(path: Path) -> Rows:
    """The rows as this version knows them, read without looking at the version."""
    copy = path.with_name("look.polku")
    shutil.copy(path, copy)
    plain = driver.connect(str(copy))
    plain.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    plain.commit()
    plain.close()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("models.fingerprint.FINGERPRINTS", {})
        found = contents(copy)[1]
    copy.unlink()
    return found


def version_of(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64])


def test_a_file_of_this_version_needs_nothing(path: Path) -> None:
    assert run(path, (), SCHEMA_VERSION) is None
    assert [entry.name for entry in path.parent.iterdir()] == ["p.polku"]


def test_steps_run_after_a_backup_and_keep_every_row_and_its_children(path: Path) -> None:
    version, before, schema = contents(path)
    backup = run(path, (rebuild_stage, add_table), SCHEMA_VERSION + 2)
    assert backup is not None
    assert backup == path.with_name(f"p before version {SCHEMA_VERSION + 1}.polku")
    assert contents(backup) == (version, before, schema)
    assert version_of(path) == SCHEMA_VERSION + 2
    assert present_rows(path) == before
    assert len(before["contribution_place"]) == len(before["feeling"]) == 6


def test_only_the_steps_that_are_missing_run(path: Path) -> None:
    assert run(path, (rebuild_stage, fail), SCHEMA_VERSION + 1) is not None
    assert version_of(path) == SCHEMA_VERSION + 1


@pytest.mark.parametrize(
    ("bad", "raised"), [(fail, ZeroDivisionError), (fail_in_the_database, DBAPIError), (orphan, Damaged)]
)
def test_a_step_that_fails_leaves_the_old_schema_with_all_rows(path: Path, bad: Step, raised: type[Exception]) -> None:
    before = contents(path)
    with pytest.raises(raised):
        run(path, (rebuild_stage, add_table, bad), SCHEMA_VERSION + 3)
    assert contents(path) == before
    assert (
        contents(backup_path(path, SCHEMA_VERSION).with_name(f"p before version {SCHEMA_VERSION + 1}.polku")) == before
    )
    with Project.open(path) as project:
        add_note(project, "goes on")
        assert project.store.pragma("foreign_keys") == 1


def test_opening_runs_the_steps_and_gives_a_sentence_when_one_fails(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(path)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, fail_in_the_database))
    monkeypatch.setattr(migrations.migrate, "__defaults__", (None, SCHEMA_VERSION + 1))
    with pytest.raises((StoreTrouble, DBAPIError)):
        Project.open(path)
    monkeypatch.undo()
    assert contents(path) == before
    assert not (path.parent / ".p.polku.lock").exists()


def test_a_backup_never_replaces_another(path: Path) -> None:
    first = backup_path(path, 1)
    first.write_bytes(b"mine")
    second = backup_path(path, 1)
    second.write_bytes(b"mine too")
    assert len({first, second, backup_path(path, 1)}) == 3
    made = run(path, (add_table,), SCHEMA_VERSION + 1)
    assert made is not None
    assert first.read_bytes() == b"mine"
    assert contents(made)[0] == SCHEMA_VERSION


def test_a_protected_file_of_an_older_version_is_not_changed(path: Path) -> None:
    path.chmod(0o444)
    whole = path.read_bytes()
    with pytest.raises(OnlyReading, match="comes from an older Polku"):
        run(path, (add_table,), SCHEMA_VERSION + 1)
    assert path.read_bytes() == whole
    assert [entry.name for entry in path.parent.iterdir()] == ["p.polku"]


def test_without_room_for_the_backup_nothing_is_migrated(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(path)

    def no_room(*_: object) -> None:
        raise StoreTrouble("full")

    monkeypatch.setattr(Store, "save_copy", no_room)
    with pytest.raises(StoreTrouble):
        run(path, (add_table,), SCHEMA_VERSION + 1)
    monkeypatch.undo()
    assert contents(path) == before


def test_a_new_file_has_exactly_the_schema_of_the_classes(project: Project) -> None:
    def ours(name: str | None, kind: str, _: object) -> bool:
        inner = name is not None and (name == "search" or name.startswith("search_")) and name != "search_entry"
        return not (kind == "table" and inner)

    options = {"include_name": ours, "compare_type": True}
    context = MigrationContext.configure(project.store.connection, opts=options)
    assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_migrated_file_has_the_schema_of_a_new_one(sample: Path, tmp_path: Path) -> None:
    made, old = tmp_path / "new.polku", tmp_path / "old.polku"
    Project.create(made, "Title").close()
    shutil.copy(sample, old)
    schemas = []
    for path in (made, old):
        with Project.open(path) as project:
            inspector = sa.inspect(project.store.connection)
            schemas.append(
                {
                    name: (
                        {
                            column["name"]: (str(column["type"]), column["nullable"])
                            for column in inspector.get_columns(name)
                        },
                        sorted(
                            (key["constrained_columns"], key["referred_table"])
                            for key in inspector.get_foreign_keys(name)
                        ),
                        sorted(str(index["column_names"]) for index in inspector.get_indexes(name)),
                    )
                    for name in inspector.get_table_names()
                }
            )
    assert schemas[1] == schemas[0]


def test_steps_of_an_older_version_are_undone_and_redone(tmp_path: Path) -> None:
    """The images of version 1 lack the columns that came later."""
    path = tmp_path / "old.polku"
    shutil.copy(DATA / "schema_1.polku", path)
    with Project.open(path) as project:
        before = project.ask(content_hash)
        undone = 0
        while project.undo_label():
            project.undo()
            undone += 1
        for _ in range(undone):
            project.redo()
        assert undone > 3
        assert project.ask(content_hash) == before


def test_there_is_one_step_for_each_version_after_the_first() -> None:
    assert len(migrations.STEPS) == SCHEMA_VERSION - 1


# -- a file of every version that ever landed --------------------------------------------------------------


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_file_of_every_version_opens_with_everything_in_it(sample: Path, tmp_path: Path) -> None:
    whole = sample.read_bytes()
    copy = tmp_path / sample.name
    copy.write_bytes(whole)
    assert version_of(copy) == int(sample.stem.removeprefix("schema_"))
    with Project.open(copy) as project:
        counts = project.ask(queries.counts)
        for table in (
            "project",
            "workshop",
            "segment",
            "path",
            "stage",
            "touchpoint",
            "story",
            "contribution",
            "voice",
        ):
            assert counts[table] > 0, table
        assert project.ask(content_hash) == sample.with_suffix(".hash").read_text(encoding="utf-8").strip()
        assert project.faults() == ()
        assert project.store.version == SCHEMA_VERSION
        add_note(project, "goes on")
        project.undo()
    assert sample.read_bytes() == whole


@pytest.mark.parametrize("seed", [1, 2])
def test_random_documents_of_every_version_lose_nothing(seed: int, tmp_path: Path) -> None:
    """R14: rows, history with undo and redo, and index, of what 150 random edits made."""
    make_document(tmp_path / "p.polku", random.Random(seed))  # noqa: S311 - edits, no secret
    for sample in SAMPLES:
        assert what_is_lost(tmp_path / "p.polku", sample, tmp_path / "older.polku") == [], sample.stem


def test_what_a_step_loses_of_a_random_document_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(op: Operations) -> None:
        migrations.to_5.migrate(op)
        op.execute("UPDATE project SET title = ''")

    make_document(tmp_path / "p.polku", random.Random(1))  # noqa: S311 - edits, no secret
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS[:-1], lose))
    lost = what_is_lost(tmp_path / "p.polku", DATA / "schema_4.polku", tmp_path / "older.polku")
    assert "table project" in lost
    assert any(one.startswith("fault: ") for one in lost)


def test_there_is_a_file_of_every_version() -> None:
    """To add one: keep the sample project of the release as tests/data/schema_N.polku, its hash beside it."""
    assert [sample.stem for sample in SAMPLES] == [f"schema_{number + 1}" for number in range(SCHEMA_VERSION)]
