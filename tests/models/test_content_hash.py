"""The content hash: the same edits give the same hash anywhere; what people entered changes it, nothing else does."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from models import queries
from models import tables as t
from models.content_hash import content_hash
from models.edits import path, sorting, voices, weighing
from models.edits import project as on_project
from models.order import between
from models.project import Project
from models.shapes import shapes
from tests.conftest import BEGINNING, TickingClock
from tests.models.support import EDITS, Op, Walk, add_note, column, note, result, rows

WALK: tuple[Op, ...] = tuple((kind, 7 * kind, 3 + kind) for kind in (*range(len(EDITS)), *range(len(EDITS))))

TAKING_BACK = ("Delete", "Detach", "Clear", "Withdraw")
FILLING = tuple(op for op in WALK if not any(n.startswith(TAKING_BACK) for n in EDITS[op[0]].__code__.co_names))


def digest(project: Project) -> str:
    return project.ask(content_hash)


def test_the_same_edits_in_two_new_projects_give_the_same_hash(tmp_path: Path) -> None:
    found: list[list[str]] = []
    for name, days in (("one", 0), ("two", 400)):
        start = TickingClock(BEGINNING + timedelta(days=days))
        with Project.create(tmp_path / f"{name}.polku", "Title", clock=start) as project:
            project.operator = name
            walk = Walk(project)
            hashes = [digest(project)]
            for op in WALK:
                walk.step(op)
                hashes.append(digest(project))
            found.append(hashes)
    assert found[0] == found[1]
    assert len(set(found[0])) > 40


def test_undo_gives_the_hash_of_that_state_and_reopening_keeps_it(tmp_path: Path) -> None:
    where = tmp_path / "p.polku"
    with Project.create(where, "Title") as project:
        hashes = [digest(project)]
        for words in ("one", "two", "three"):
            add_note(project, words)
            hashes.append(digest(project))
        for expected in (*hashes[2::-1],):
            project.undo()
            assert digest(project) == expected
        for expected in hashes[1:]:
            project.redo()
            assert digest(project) == expected
    with Project.open(where) as project:
        assert digest(project) == hashes[-1]
        project.store.save_copy(tmp_path / "copy.polku")
    with Project.open(tmp_path / "copy.polku") as copy:
        assert digest(copy) == hashes[-1]
    assert len(set(hashes)) == 4


def test_an_import_taken_back_leaves_the_hash_as_it_was(project: Project) -> None:
    from models.edits.imports import ImportNotes

    before = digest(project)
    project.perform(ImportNotes("a" * 64, "n.csv", "csv", tuple(note(f"line {i}") for i in range(9)), ("Group",)))
    assert digest(project) != before
    project.undo()
    assert digest(project) == before


def test_what_leaves_no_trace_in_the_content_leaves_none_in_the_hash(project: Project) -> None:
    note_id = add_note(project, "words", wording="Short")
    before = digest(project)
    project.log_export("summary", "summary.pdf", "public_report", ())
    project.store.vacuum()
    with project.store.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO draft VALUES ('note', 'half', 0)")
        connection.exec_driver_sql("UPDATE contribution SET created_at = created_at + 5, code = 'OTHER'")
    assert digest(project) == before
    project.perform(voices.ChangeNote(note_id, {"wording": "Other"}))
    assert digest(project) != before
    project.perform(voices.ChangeNote(note_id, {"wording": "Short"}))
    assert digest(project) == before


def a_full_project(project: Project) -> None:
    """Something in every table that there are edits for, and little of it taken back again."""
    walk = Walk(project)
    for op in (*WALK, *FILLING):
        walk.step(op)


@pytest.mark.slow
def test_every_single_text_number_and_date_counts(project: Project) -> None:
    """Each column of each row that people fill is changed by hand, one at a time; ids, codes and times are not."""
    a_full_project(project)
    before = digest(project)
    tried = 0
    for shape in shapes().values():
        for name in shape.columns:
            if not shape.is_hashed(name) or shape.is_ranked(name) or name in {ref.column for ref in shape.references}:
                continue
            if shape.table_column_of(name) or not column(project, f"SELECT 1 FROM {shape.name} LIMIT 1"):
                continue
            text = str(shape.cls.__table__.columns[name].type) == "TEXT"
            new = f"coalesce(\"{name}\", '') || 'x'" if text else f'coalesce("{name}", 0) + 1'
            connection = project.store.connection
            project.store.pragma("ignore_check_constraints=ON")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            connection.exec_driver_sql(
                f'UPDATE {shape.name} SET "{name}" = {new} WHERE id = (SELECT min(id) FROM {shape.name})'
            )
            # A row that refers to nothing is no content: a consent of a story that was deleted.
            dangling = shape.name in ("consent", "withdrawal", "outcome")
            changed = digest(project) != before
            connection.exec_driver_sql("ROLLBACK")
            assert changed or dangling, (shape.name, name)
            tried += 1
    assert tried > 120
    assert digest(project) == before


def three_cards(project: Project) -> list[str]:
    cards = tuple(path.NewCard(0, 0, words) for words in "abc")
    project.perform(path.AddPath("Way", stages=("One",), lanes=(("life", ""),), cards=cards))
    return [card.id for card in project.ask(queries.paths)[0].cards]


def test_the_order_of_siblings_counts_and_their_keys_do_not(project: Project) -> None:
    ids = three_cards(project)
    before = digest(project)
    stage, lane = rows(project, "SELECT stage_id, lane_id FROM touchpoint")[0]
    keys = column(project, 'SELECT "order" FROM touchpoint ORDER BY "order"')
    project.perform(path.MoveTouchpoint(ids[2], stage, lane, between(keys[1], keys[2])))
    assert digest(project) == before
    project.perform(path.MoveTouchpoint(ids[2], stage, lane, between(keys[0], keys[1])))
    assert digest(project) != before
    project.undo()
    assert digest(project) == before


def test_a_swap_of_two_equal_rows_elsewhere_counts(tmp_path: Path) -> None:
    """Who said which of two equal things is told apart by what the rows refer to."""
    found: list[str] = []
    for first in (True, False):
        with Project.create(tmp_path / f"{first}.polku", "Title") as project:
            groups = [result(project.perform(on_project.AddSegment(name))) for name in ("Carers", "Staff")]
            for words, group in zip(("one", "two"), groups if first else reversed(groups), strict=True):
                project.perform(voices.AddStory(words, {"segment_id": group}))
            found.append(digest(project))
    assert found[0] != found[1]


@pytest.mark.parametrize(
    "edit",
    [
        lambda note_id: voices.RecordConsent(note_id, voices.ConsentAnswer("room", "yes")),
        voices.WithdrawStory,
        voices.DeleteStory,
    ],
)
def test_consent_withdrawing_and_deleting_count(project: Project, edit: Callable[[str], voices.DeleteStory]) -> None:
    story = result(project.perform(voices.AddStory("words", consents=(voices.ConsentAnswer("room", "no"),))))
    before = digest(project)
    project.perform(edit(story))
    assert digest(project) != before


def test_a_consent_whose_story_was_undone_is_no_content(project: Project) -> None:
    before = digest(project)
    project.perform(voices.AddStory("words", consents=(voices.ConsentAnswer("room", "yes"),)))
    project.undo()
    assert column(project, "SELECT count(*) FROM consent") == [1]
    assert digest(project) == before


def test_a_moment_of_the_project_counts_by_its_name_not_by_the_step_it_follows(tmp_path: Path) -> None:
    found: list[str] = []
    for step in ("0" * 32, "1" * 32):
        with Project.create(tmp_path / f"{step}.polku", "Title") as project:
            shape = shapes()[t.Snapshot.__tablename__]
            row = {**shape.defaults, "id": "2" * 32, "name": "Before the vote", "step_id": step}
            with project.store.transaction() as connection:
                connection.exec_driver_sql(shape.insert, tuple(row[name] for name in shape.columns))
            found.append(digest(project))
    assert found[0] == found[1]


def test_the_trail_and_the_weighing_are_content(project: Project) -> None:
    note_id = add_note(project, "words", kind="idea")
    theme = result(project.perform(sorting.AddTheme("Theme")))
    seen = {digest(project)}
    for edit in (
        sorting.PutInTheme(note_id, theme, "Scribe"),
        sorting.PutInTheme(note_id, None, "Scribe"),
        weighing.SetFinding("money", {"value": "beyond"}, note_id),
        weighing.SetEstimate({"no_cost": True}, note_id),
        weighing.AddCost(weighing.NewCost("money", 5), note_id),
        weighing.GiveAnswer("unknown", {"find_out_by": date(2026, 5, 1)}, note_id),
    ):
        project.perform(edit)
        assert digest(project) not in seen
        seen.add(digest(project))
