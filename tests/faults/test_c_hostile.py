"""R7: forty crafted and two hundred mutated documents that somebody might hand over. None of them opens as a project
that it is not, runs anything, takes long, or is changed by being looked at."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import queries
from models.content_hash import content_hash
from models.driver import driver
from models.edits.voices import AddNote, NewNote, NewVoice
from models.errors import Damaged, InUse, NewerFile, NotAProject, PolkuError, Refused
from models.history import SIGNED, digest_of
from models.images import Image, pack
from models.project import Project
from models.tables import SCHEMA_VERSION
from tests.faults.damage import PAGE, content_of, dice, look
from tests.timing import within

SAMPLE = Path(__file__).resolve().parents[1] / "data" / f"schema_{SCHEMA_VERSION}.polku"
AT_ONCE = 1.0  # second of the processor
RECURSIVE = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r"
BIG = 900 * 1024 * 1024


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.polku"
    shutil.copyfile(SAMPLE, path)
    return path


def changed(path: Path, *statements: str, schema: bool = False) -> None:
    raw: Any = driver.connect(str(path), isolation_level=None)
    raw.execute(f"PRAGMA writable_schema={'ON' if schema else 'OFF'}")
    for statement in statements:
        raw.execute(statement)
    raw.close()


def refusal(path: Path, *, reading: bool) -> PolkuError:
    with pytest.raises(PolkuError) as caught:
        Project.open(path, reading=reading)
    return caught.value


def assert_refused(path: Path, *kinds: type[PolkuError]) -> str:
    """Refused in no time with a sentence, by reading and by writing; every byte stays."""
    before = {one: one.read_bytes() if one.stat().st_size < BIG else b"" for one in path.parent.iterdir()}
    said = ""
    for reading in (True, False):
        error = within(AT_ONCE, lambda reading=reading: refusal(path, reading=reading))
        assert isinstance(error, kinds)
        said = str(error)
    assert {one: one.read_bytes() if one.stat().st_size < BIG else b"" for one in path.parent.iterdir()} == before
    return said


# -- C7: what runs -------------------------------------------------------------------------------------------

RUNS = {
    "a trigger that deletes": "CREATE TRIGGER t AFTER INSERT ON voice BEGIN DELETE FROM voice; END",
    "a trigger on a table of ours": "CREATE TRIGGER t BEFORE UPDATE ON device BEGIN SELECT raise(ABORT, 'no'); END",
    "a trigger with a loop": f"CREATE TRIGGER t AFTER INSERT ON draft BEGIN SELECT count(*) FROM ({RECURSIVE}); END",
    "a view": "CREATE VIEW extra AS SELECT * FROM story",
    "a recursive view": f"CREATE VIEW extra AS {RECURSIVE}",
    "a view with a table's name": f"CREATE VIEW extra AS {RECURSIVE}",
    "a generated column": f"ALTER TABLE voice ADD COLUMN big AS (zeroblob({BIG}))",
    "a table of generated columns": f"CREATE TABLE extra (id TEXT, big AS (hex(zeroblob({BIG}))))",
    "another virtual table": "CREATE VIRTUAL TABLE extra USING rtree(id, a, b)",
}


@pytest.mark.parametrize("statement", RUNS.values(), ids=RUNS)
def test_c7_a_file_that_runs_something_is_refused(path: Path, statement: str) -> None:
    try:
        changed(path, statement)
    except driver.Error as error:
        pytest.skip(f"this SQLite cannot make it: {error}")
    assert "instructions" in assert_refused(path, NotAProject)


def test_c7_a_view_in_the_place_of_a_table_is_refused(path: Path) -> None:
    changed(path, "PRAGMA foreign_keys=OFF", "DROP TABLE lesson", f"CREATE VIEW lesson AS {RECURSIVE}")
    assert_refused(path, NotAProject)


BUILT = {
    "an extra table": ["CREATE TABLE extra (id TEXT)"],
    "an extra column": ["ALTER TABLE voice ADD COLUMN extra TEXT"],
    "a column less": ["ALTER TABLE voice DROP COLUMN source"],
    "a column renamed": ["ALTER TABLE voice RENAME COLUMN words TO said"],
    "an extra index": ["CREATE INDEX extra ON voice (words)"],
    "an index on an expression": ["CREATE INDEX extra ON voice (lower(words))"],
    "an index that leaves rows out": ["CREATE INDEX extra ON voice (words) WHERE words > ''"],
    "a unique index that refuses": ["CREATE UNIQUE INDEX extra ON lesson (id)"],
    "an index less": ["DROP INDEX ix_voice_contribution_id"],
    "another full-text table": ["CREATE VIRTUAL TABLE extra USING fts5(body)"],
    "an index over other content": [
        "DROP TABLE search",
        "CREATE VIRTUAL TABLE search USING fts5(body, content='contact', content_rowid='rowid')",
    ],
    "a condition": ["DROP TABLE lesson", "CREATE TABLE lesson (id TEXT, CHECK (id IN ('')))"],
    "another default": ["DROP TABLE draft", "CREATE TABLE draft (place TEXT, words TEXT DEFAULT (hex(randomblob(9))))"],
    "a cascade": [
        "DROP TABLE contact",
        "CREATE TABLE contact (id TEXT, participant_id TEXT REFERENCES participant (id) ON DELETE CASCADE)",
    ],
}


@pytest.mark.parametrize("statements", BUILT.values(), ids=BUILT)
def test_c7_a_file_that_is_built_otherwise_is_refused(path: Path, statements: list[str]) -> None:
    changed(path, "PRAGMA foreign_keys=OFF", *statements)
    assert_refused(path, Damaged)


# -- C8: a schema that lies ----------------------------------------------------------------------------------

LIES = {
    "two tables on one page": "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema "
    "WHERE name = 'voice') WHERE name = 'story'",
    "an index on a table's page": "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema "
    "WHERE name = 'voice') WHERE name = 'ix_voice_contribution_id'",
    "a page that is not there": "UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'voice'",
    "a page of the schema itself": "UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'voice'",
    "two swapped tables": "UPDATE sqlite_schema SET rootpage = (SELECT sum(rootpage) FROM sqlite_schema "
    "WHERE name IN ('voice', 'lesson')) - rootpage WHERE name IN ('voice', 'lesson')",
    "no SQL at all": "UPDATE sqlite_schema SET sql = 'garbage' WHERE name = 'voice'",
    "another table's SQL": "UPDATE sqlite_schema SET sql = (SELECT sql FROM sqlite_schema WHERE name = 'lesson') "
    "WHERE name = 'voice'",
    "a kind that there is not": "UPDATE sqlite_schema SET type = 'thing' WHERE name = 'voice'",
}


@pytest.mark.parametrize("statement", LIES.values(), ids=LIES)
def test_c8_a_schema_that_lies_is_refused(path: Path, statement: str) -> None:
    changed(path, statement, schema=True)
    assert_refused(path, Damaged, NotAProject)


# -- C9: too much; a column of 900 MB, worked out anew at each read, stands among C7 ------------------------------


def test_c9_a_value_that_is_too_long_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.odd_values.LONGEST_VALUE", 1_000_000)
    monkeypatch.setattr("models.quick_check.LONGEST_VALUE", 1_000_000)
    changed(path, "INSERT INTO draft VALUES ('p', hex(zeroblob(600000)), 1)")
    assert "longer than any" in assert_refused(path, NotAProject)


# -- C4, C5, C6 in one place; the sentences are tried in tests/models/test_file_check.py --------------------------

MADE: dict[str, tuple[Callable[[bytes], bytes], type[PolkuError]]] = {
    "the header alone": (lambda good: good[:100], Damaged),
    "nothing": (lambda _: b"", NotAProject),
    "a text": (lambda _: b"Dear diary\n" * 500, NotAProject),
    "noise after the magic": (lambda good: good[:16] + dice(1).randbytes(9000), NotAProject),
    "noise after the header": (lambda good: good[:100] + dice(1).randbytes(len(good) - 100), Damaged),
    "a newer version": (lambda good: good[:60] + (SCHEMA_VERSION + 1).to_bytes(4) + good[64:], NewerFile),
    "another program": (lambda good: good[:68] + b"GPKG" + good[72:], NotAProject),
    "an unknown page size": (lambda good: good[:16] + b"\x10\x01" + good[18:], PolkuError),
}


@pytest.mark.parametrize(("make", "kind"), MADE.values(), ids=MADE)
def test_c4_c5_c6_what_is_no_project_of_this_version_is_refused(
    path: Path, make: Callable[[bytes], bytes], kind: type[PolkuError]
) -> None:
    path.write_bytes(make(path.read_bytes()))
    assert_refused(path, kind)


# -- R7: two hundred mutated -------------------------------------------------------------------------------------


def mutated(good: bytes, rng: random.Random) -> bytes:
    """Change a few bytes where the file says what it is made of, or where the trees are."""
    content = bytearray(good)
    for _ in range(rng.randint(1, 8)):
        page = rng.choice((0, 0, rng.randrange(len(content) // PAGE)))
        at = page * PAGE + rng.choice((rng.randrange(120), rng.randrange(PAGE)))
        content[at] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
    return bytes(content)


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(4))
def test_c_mutated_documents_never_open_wrongly(tmp_path: Path, batch: int) -> None:
    good, path = SAMPLE.read_bytes(), tmp_path / "p.polku"
    path.write_bytes(good)
    sound = content_of(path)
    for seed in range(batch * 50, batch * 50 + 50):
        content = mutated(good, dice(seed))
        path.write_bytes(content)
        looked = within(3 * AT_ONCE, lambda: look(path))
        assert path.read_bytes() == content
        assert looked.is_detected or content_of(path) == sound, seed


# -- C11, C16: what lies beside ------------------------------------------------------------------------------------


def open_log(path: Path, tmp_path: Path, words: str) -> bytes:
    """The log of a project with one note more, as a crash leaves it."""
    with Project.open(path) as project:
        project.perform(AddNote(NewNote((NewVoice(words),))))
        return path.with_name(path.name + "-wal").read_bytes()


def test_c11_the_log_of_another_document_is_not_used(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "p.polku"
    other.parent.mkdir()
    Project.create(other, "Other").close()
    log = open_log(other, tmp_path, "of another document")
    path.with_name("p.polku-wal").write_bytes(log)
    shutil.rmtree(other.parent)
    assert "does not belong to it" in assert_refused(path, Refused)


def test_c11_the_own_log_is_used(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    log = open_log(path, tmp_path, "in the log")
    path.write_bytes(before)
    path.with_name("p.polku-wal").write_bytes(log)
    with Project.open(path) as project:
        assert "in the log" in [voice.words for note in project.ask(queries.notes) for voice in note.voices]


def test_c11_the_journal_of_another_document_is_not_played_back(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    raw: Any = driver.connect(str(other), isolation_level=None)
    for statement in ("CREATE TABLE t (a)", "INSERT INTO t VALUES (zeroblob(9000))", "BEGIN", "DELETE FROM t"):
        raw.execute(statement)
    raw.execute("PRAGMA cache_size=1")
    raw.execute("INSERT INTO t VALUES (zeroblob(999000))")
    journal = tmp_path / "other.db-journal"
    content = bytearray(journal.read_bytes())
    content[8:12] = b"\xff" * 4  # as if it had been finished: so many records as there are
    raw.close()
    other.unlink()
    journal.unlink(missing_ok=True)
    path.with_name("p.polku-journal").write_bytes(content)
    assert "does not belong to it" in assert_refused(path, Refused)


@pytest.mark.skipif(not hasattr(os, "link"), reason="this system has no hard links")
def test_c16_two_names_of_one_file_are_one_document(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link.polku").symlink_to(path)
    os.link(path, tmp_path / "hard.polku")
    with Project.open(path):
        for name in ("link.polku", "hard.polku"):
            with pytest.raises(InUse):
                Project.open(tmp_path / name)
    with Project.open(tmp_path / "hard.polku") as project:
        assert project.faults() == ()


# -- C10, C15 --------------------------------------------------------------------------------------------------------

ODD = {
    "bytes": "UPDATE story SET words = x'0102' WHERE rowid = 2",
    "broken UTF-8": "UPDATE story SET words = CAST(x'c3c3ff' AS TEXT) WHERE rowid = 2",
    "a null character": "UPDATE contribution SET wording = 'a' || char(0) || 'b' WHERE rowid = 2",
    "an id that is bytes": "UPDATE story_tag SET id = x'00' WHERE rowid = 2",
}


@pytest.mark.parametrize("statement", ODD.values(), ids=ODD)
def test_c10_an_odd_value_is_set_aside_and_the_rest_opens(path: Path, statement: str) -> None:
    with Project.open(path) as project:
        sound = project.ask(content_hash)
    changed(path, statement)
    found = path.read_bytes()
    if "story_tag" not in statement:
        with Project.open(path, reading=True) as project:
            assert project.set_aside is not None
            assert project.ask(content_hash) == sound
    assert path.read_bytes() == found
    with Project.open(path) as project:
        assert project.set_aside is not None
        kept = project.set_aside.kept
        if "story_tag" not in statement:
            assert project.ask(content_hash) == sound
            assert project.full_check() == ()
    assert kept is not None
    assert content_of(kept) != content_of(path)


def test_c10_nothing_where_something_must_be(path: Path) -> None:
    changed(path, "UPDATE sqlite_schema SET sql = replace(sql, 'words TEXT DEFAULT '''' NOT NULL', "
            "'words TEXT DEFAULT ''''') WHERE name = 'story'", schema=True)  # fmt: skip
    changed(path, "UPDATE story SET words = NULL WHERE rowid = 2")
    changed(path, "UPDATE sqlite_schema SET sql = replace(sql, 'words TEXT DEFAULT ''''', "
            "'words TEXT DEFAULT '''' NOT NULL') WHERE name = 'story'", schema=True)  # fmt: skip
    with Project.open(path) as project:
        assert project.set_aside is not None
        assert project.full_check() == ()


def test_c15_orphans_are_reported_and_repaired_in_a_copy(path: Path, tmp_path: Path) -> None:
    from models.recover import recover

    with Project.open(path, reading=True) as project:
        sound = project.ask(content_hash)
    changed(path, "PRAGMA foreign_keys=OFF", "UPDATE voice SET contribution_id = 'nowhere' WHERE rowid = 3")
    found = path.read_bytes()
    assert look(path).is_detected
    report = recover(path, tmp_path / "out.polku")
    assert path.read_bytes() == found
    assert [table for table, _ in report.affected] == ["voice"]
    with Project.open(tmp_path / "out.polku") as project:
        assert project.ask(content_hash) == sound


def test_a_step_that_unpacks_without_end_is_not_believed(path: Path) -> None:
    """What a step holds is signed, so a hostile one needs a digest of its own; then its images are of nothing."""
    raw: Any = driver.connect(str(path), isolation_level=None)
    packed = pack([Image("no_such_table", "x", None, {"id": "x"})])
    step = raw.execute(f"SELECT {', '.join(SIGNED)} FROM history_step ORDER BY seq DESC LIMIT 1").fetchone()
    sql = "UPDATE history_step SET images = ?, digest = ? WHERE id = ?"
    raw.execute(sql, (packed, digest_of(step, packed), step[0]))
    raw.close()
    assert look(path).is_detected
