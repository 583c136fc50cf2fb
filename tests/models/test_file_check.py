"""Wrong files: each gets its own sentence, stays as it is byte for byte, and no stray file is left beside it."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models import queries
from models.errors import Damaged, NewerFile, NotAProject, PolkuError
from models.project import Project
from models.store import driver
from models.tables import APPLICATION_ID, SCHEMA_VERSION
from resources.texts import translator
from tests.models.support import add_note, dump


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("good") / "good.polku"
    with Project.create(path, "Good") as project:
        for number in range(5):
            add_note(project, f"note {number}")
    return path.read_bytes()


def assert_refused(path: Path, kind: type[PolkuError], saying: str) -> None:
    before = {entry.name: entry.read_bytes() if entry.is_file() else b"" for entry in path.parent.iterdir()}
    for reading in (False, True):
        with pytest.raises(PolkuError) as caught:
            Project.open(path, reading=reading)
        assert type(caught.value) is kind
        assert f"“{path.name}”" in str(caught.value)
        assert saying in str(caught.value)
        after = {entry.name: entry.read_bytes() if entry.is_file() else b"" for entry in path.parent.iterdir()}
        assert after == before


def with_changes(good: bytes, *statements: str) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(good)
        plain = driver.connect(str(path))
        for statement in statements:
            plain.execute(statement)
        plain.commit()
        plain.close()

    return make


def test_a_missing_file(tmp_path: Path) -> None:
    assert_refused(tmp_path / "none.polku", NotAProject, "There is no file")


def test_a_file_in_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(NotAProject, match="There is no file"):
        Project.open(tmp_path / "none" / "p.polku")
    assert list(tmp_path.iterdir()) == []


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder.polku").mkdir()
    assert_refused(tmp_path / "folder.polku", NotAProject, "is a folder")
    with pytest.raises(NotAProject, match="is a folder"):
        Project.open(Path("/"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_read_which_would_wait_for_ever(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.polku")
    assert_refused(tmp_path / "pipe.polku", NotAProject, "is not a file on a disk")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_device() -> None:
    with pytest.raises(NotAProject, match="is not a file on a disk"):
        Project.open(Path("/dev/zero"))


def test_a_name_that_no_file_can_have() -> None:
    for name in ("x" * 300, "x\0y"):
        with pytest.raises(NotAProject):
            Project.open(Path("/tmp") / name)


@pytest.mark.parametrize(
    ("content", "saying"),
    [
        (b"", "is empty"),
        (b"Dear diary, this is a text.\n" * 100, "is not a Polku project"),
        (b"PK\x03\x04" + bytes(5000), "is not a Polku project"),
        (b"SQLite format 2\0" + bytes(5000), "is not a Polku project"),
        (b"SQLite format 3\0" + bytes(range(256)) * 40, "belongs to another program"),
        (b"SQLite form", "is not a Polku project"),
    ],
    ids=["empty", "text", "zip", "old magic", "random after the magic", "part of the magic"],
)
def test_a_file_of_something_else(tmp_path: Path, content: bytes, saying: str) -> None:
    (tmp_path / "wrong.polku").write_bytes(content)
    assert_refused(tmp_path / "wrong.polku", NotAProject, saying)


def test_random_bytes_behind_a_right_header(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "wrong.polku"
    path.write_bytes(good[:100] + os.urandom(len(good) - 100))
    assert_refused(path, Damaged, "cannot be read")


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE photo (id)")
    plain.execute("PRAGMA user_version=1")
    plain.commit()
    plain.close()
    assert_refused(path, NotAProject, "belongs to another program")


def test_another_programs_database_with_its_own_mark_and_a_log(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    plain = sqlite3.connect(path)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA application_id=7")
    plain.execute("CREATE TABLE photo (id)")
    plain.commit()
    shutil.copy(path, tmp_path / "other.db")
    plain.close()
    assert_refused(tmp_path / "other.db", NotAProject, "belongs to another program")


def test_a_newer_polkus_file(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "newer.polku"
    with_changes(good, f"PRAGMA user_version={SCHEMA_VERSION + 1}")(path)
    assert_refused(path, NewerFile, f"file version {SCHEMA_VERSION + 1}; this one knows up to {SCHEMA_VERSION}")


def test_a_version_that_no_polku_wrote(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "zero.polku"
    with_changes(good, "PRAGMA user_version=0")(path)
    assert_refused(path, Damaged, "lacks parts")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON voice BEGIN DELETE FROM voice; END",
        "CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r",
    ],
    ids=["trigger", "view"],
)
def test_instructions_that_polku_never_writes(tmp_path: Path, good: bytes, statement: str) -> None:
    path = tmp_path / "hostile.polku"
    with_changes(good, statement)(path)
    assert_refused(path, NotAProject, "holds instructions that Polku never writes")


@pytest.mark.parametrize("table", ["project", "history_step", "voice", "consent", "search", "device"])
def test_a_missing_table(tmp_path: Path, good: bytes, table: str) -> None:
    path = tmp_path / "less.polku"
    with_changes(good, f"DROP TABLE {table}")(path)
    assert_refused(path, Damaged, "lacks parts of a project")


def test_a_view_in_the_place_of_a_table(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "hostile.polku"
    with_changes(good, "DROP TABLE voice", "CREATE VIEW voice AS SELECT * FROM story")(path)
    assert_refused(path, NotAProject, "holds instructions")


def test_a_truncated_file_at_every_place(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "cut.polku"
    page = int.from_bytes(good[16:18])
    lengths = {*range(0, len(good), 97 * 31), *range(1, 120, 7), len(good) - 1, len(good) - page, 99, 100, 101}
    for length in sorted(lengths):
        path.write_bytes(good[:length])
        with pytest.raises((Damaged, NotAProject)) as caught:
            Project.open(path)
        assert isinstance(caught.value, Damaged) == (length >= 16)
        assert path.read_bytes() == good[:length]
    assert list(tmp_path.iterdir()) == [path]


def test_how_much_is_missing_is_said(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "cut.polku"
    path.write_bytes(good[:-1])
    assert_refused(path, Damaged, f"is cut short: {len(good) - 1} of {len(good)} bytes")


class Kept:
    """The bytes of a sound file, which hypothesis need not write out."""

    def __init__(self, content: bytes) -> None:
        self.content = content


@pytest.fixture(scope="module")
def kept(good: bytes) -> Kept:
    return Kept(good)


@settings(max_examples=40)
@example(0x4F00, 512, b"\xff")
@given(st.integers(0, 2**24), st.sampled_from((1, 16, 512, 4096)), st.sampled_from((b"\0", b"\xff", b"\x7f")))
def test_a_damaged_page_gives_a_sentence_or_opens_and_never_anything_else(
    kept: Kept, tmp_path_factory: pytest.TempPathFactory, place: int, length: int, filling: bytes
) -> None:
    good = kept.content
    path = tmp_path_factory.mktemp("damaged") / "p.polku"
    place = 100 + place % (len(good) - 100)
    damaged = (good[:place] + filling * length + good[place + length :])[: len(good)]
    path.write_bytes(damaged)
    try:
        with Project.open(path) as project:
            project.faults()
    except PolkuError:
        assert not (path.parent / ".p.polku.lock").exists()


def test_texts_of_the_schema_that_are_no_text(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "p.polku"
    path.write_bytes(good.replace(b"ix_voice_contribution_id", b"ix_\xff\xfe\xfdce_contribution_id"))
    assert_refused(path, Damaged, "cannot be read")


def test_words_that_are_no_text_are_set_aside_and_not_quoted(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "p.polku"
    with_changes(good, "UPDATE voice SET words = CAST(x'7a79786361fffefd' AS TEXT)")(path)
    with Project.open(path) as project:
        assert project.set_aside is not None
        assert "zyxca" not in project.set_aside.sentence(translator("en"))
        said = [voice.words for one in project.ask(queries.notes) for voice in one.voices]
        assert sorted(said) == [f"note {number}" for number in range(5)]
        assert project.ask(queries.project).title == "Good"


def test_a_history_that_makes_no_sense_is_refused(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "p.polku"
    with_changes(good, "UPDATE history_step SET reverses = 'gone', kind = 'undo' WHERE seq = 3")(path)
    with pytest.raises(Damaged, match="history cannot be read"):
        Project.open(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["p.polku"]


def test_a_step_that_cannot_be_read_is_not_undone_and_nothing_changes(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "p.polku"
    with_changes(good, "UPDATE history_step SET images = zeroblob(20) WHERE seq = (SELECT max(seq) FROM history_step)")(
        path
    )
    with Project.open(path) as project:
        before = dump(project)
        with pytest.raises(Damaged, match="history cannot be read"):
            project.undo()
        assert dump(project) == before
        add_note(project, "goes on")


def test_a_file_without_our_mark_but_with_a_log_beside_it_is_refused(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "p.polku"
    with_changes(good, "PRAGMA application_id=7")(path)
    path.with_name("p.polku-wal").write_bytes(b"")
    with pytest.raises(NotAProject, match="belongs to another program"):
        Project.open(path)


def test_the_log_of_another_document_is_not_applied(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "p.polku"
    path.write_bytes(good)
    path.with_name("p.polku-wal").write_bytes(b"\x37\x7f\x06\x82" + os.urandom(20_000))
    with Project.open(path) as project:
        assert project.faults() == ()
    assert [entry.name for entry in tmp_path.iterdir()] == ["p.polku"]


def test_the_mark_of_a_project_file_is_where_other_programs_look(good: bytes) -> None:
    assert good[68:72] == b"POLK" == APPLICATION_ID.to_bytes(4)
    assert int.from_bytes(good[60:64]) == SCHEMA_VERSION
