"""Recovering: what can be read of a damaged project in a new file; the damaged one stays, erased words stay gone."""

import shutil
from pathlib import Path

import pytest

from models import queries, relock
from models.content_hash import content_hash
from models.driver import can_lock, driver
from models.edits.voices import AddNotes, AddStory
from models.errors import InUse, NeedsPassword, NotAProject, Refused, WrongPassword
from models.pages import Pages
from models.project import Project
from models.recover import recover, report_path
from models.salvage import from_pages
from resources.texts import translator
from tests.faults.damage import PAGE, content_of, rows_of
from tests.models.support import add_note, note

DATA = Path(__file__).resolve().parents[1] / "data"
SAMPLES = sorted(DATA.glob("schema_*.polku"))
PASSWORD = "correct horse battery"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.polku"
    shutil.copyfile(SAMPLES[-1], path)
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.polku"


def page_of(path: Path, table: str) -> int:
    raw = driver.connect(str(path))
    (root,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    raw.close()
    return int(root)


def destroy(path: Path, page: int) -> bytes:
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    path.write_bytes(content)
    return bytes(content)


def hash_of(path: Path, password: str | None = None) -> str:
    with Project.open(path, reading=True, password=password) as project:
        return project.ask(content_hash)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_sound_file_of_every_version_is_recovered_whole(sample: Path, out: Path) -> None:
    before = sample.read_bytes()
    report = recover(sample, out)
    assert sample.read_bytes() == before
    assert report.is_whole
    assert not report.affected
    assert hash_of(out) == sample.with_suffix(".hash").read_text(encoding="utf-8").strip()
    with Project.open(out) as project:
        assert project.full_check() == ()
        assert project.undo_label() != ""


def test_the_pages_give_every_row_as_sqlite_does(path: Path) -> None:
    saved = from_pages(Pages(path.read_bytes()))
    raw = driver.connect(str(path))
    for table, rows in saved.rows.items():
        columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
        found = {tuple(row) for row in raw.execute(f"SELECT * FROM {table}").fetchall()}
        assert {tuple(row.get(column) for column in columns) for row in rows} == found, table
    assert not any(saved.lost.values())
    raw.close()


@pytest.mark.parametrize("table", ["voice", "contribution", "project", "story", "tombstone", "device"])
def test_a_table_that_lost_its_first_page_comes_back(path: Path, out: Path, table: str) -> None:
    sound, damaged = hash_of(path), destroy(path, page_of(path, table))
    report = recover(path, out)
    assert path.read_bytes() == damaged
    assert report.history_kept
    assert hash_of(out) == sound


def test_a_history_with_a_gap_begins_anew_and_every_row_stays(path: Path, out: Path) -> None:
    raw = driver.connect(str(path))
    raw.execute("DELETE FROM history_step WHERE seq = 12")
    raw.commit()
    raw.close()
    sound = rows_of(path)
    report = recover(path, out)
    assert not report.history_kept
    assert rows_of(out) == sound
    with Project.open(out) as project:
        assert project.undo_label() == ""
        assert project.full_check() == ()
        add_note(project, "goes on")
        project.undo()
    assert "begins anew" in " ".join(report.sentences(translator("en")))


def test_erased_words_do_not_come_back(path: Path, out: Path) -> None:
    words = "Zyxxyz was never here, erased for good"
    with Project.open(path) as project:
        story = str(project.perform(AddStory(words)).result)
        stale = project.store.raw.execute("SELECT * FROM story WHERE id = ?", (story,)).fetchone()
        project.erase(story)
    raw = driver.connect(str(path))
    raw.execute(f"INSERT INTO story VALUES ({', '.join('?' * len(stale))})", stale)  # as a stale page would bring it
    raw.commit()
    raw.close()
    recover(path, out)
    assert words.encode() not in out.read_bytes()
    assert words not in report_path(out).read_text(encoding="utf-8")


def test_deleted_rows_are_not_read_out_of_free_pages(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "free.polku"
    with Project.create(path, "Free") as project:
        project.perform(AddNotes(tuple(note(f"gone {number} " * 9) for number in range(300))))
    raw = driver.connect(str(path))
    for statement in (
        "PRAGMA secure_delete=OFF",
        "PRAGMA foreign_keys=OFF",
        "DELETE FROM voice",
        "DELETE FROM contribution",
    ):
        raw.execute(statement)
    raw.commit()
    raw.close()
    assert b"gone 299" in path.read_bytes()
    saved = from_pages(Pages(path.read_bytes()))
    assert not saved.rows.get("voice")


def test_what_the_log_beside_holds_is_read_too(tmp_path: Path, out: Path) -> None:
    path, copy = tmp_path / "p.polku", tmp_path / "copy.polku"
    Project.create(path, "Log").close()
    with Project.open(path) as project:
        add_note(project, "only in the log")
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
    recover(copy, out)
    with Project.open(out) as project:
        assert [voice.words for one in project.ask(queries.notes) for voice in one.voices] == ["only in the log"]
    assert copy.with_name("copy.polku-wal").exists()


def test_the_report_says_tables_and_codes_and_no_words(path: Path, out: Path) -> None:
    content = path.read_bytes()
    with Project.open(path, reading=True) as project:
        words = [voice.words for one in project.ask(queries.notes) for voice in one.voices]
        words += [story.words for story in project.ask(queries.stories)]
    path.write_bytes(content)
    destroy(path, page_of(path, "voice"))
    recover(path, out)
    told = report_path(out).read_text(encoding="utf-8")
    assert "voice of a note" in told
    assert not [said for said in words if said and said in told]


def test_what_is_refused_leaves_nothing_behind(path: Path, out: Path, tmp_path: Path) -> None:
    out.write_bytes(b"mine")
    with pytest.raises(Refused):
        recover(path, out)
    out.unlink()
    (tmp_path / "text.polku").write_bytes(b"Dear diary\n" * 999)
    with pytest.raises(NotAProject):
        recover(tmp_path / "text.polku", out)
    with Project.open(path), pytest.raises(InUse):
        recover(path, out)
    assert {one.name for one in tmp_path.iterdir()} == {"p.polku", "text.polku"}


def test_stopped_it_leaves_nothing_behind(path: Path, out: Path) -> None:
    def stop(done: int, _: int) -> None:
        if done == 3:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        recover(path, out, None, stop)
    assert [one.name for one in path.parent.iterdir()] == ["p.polku"]


@pytest.mark.skipif(not can_lock(), reason="no SQLCipher on this system")
@pytest.mark.parametrize("table", ["voice", "history_step", "ix_voice_contribution_id"])
def test_c14_a_locked_file_with_a_destroyed_page_gives_the_other_pages(path: Path, out: Path, table: str) -> None:
    sound = rows_of(path)
    relock.lock(path, PASSWORD)
    with Project.open(path, reading=True, password=PASSWORD) as project:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        (page,) = project.store.raw.execute(sql, (table,)).fetchone()
    damaged = destroy(path, page)
    with pytest.raises(NeedsPassword):
        recover(path, out)
    with pytest.raises(WrongPassword):
        recover(path, out, "another password")
    report = recover(path, out, PASSWORD)
    assert path.read_bytes() == damaged
    assert b"SQLite format" not in out.read_bytes()[:32]
    with Project.open(out, password=PASSWORD) as project:
        assert project.full_check() == ()
        for name in ("contribution", "story", "consent"):
            (count,) = project.store.raw.execute(f"SELECT count(*) FROM {name}").fetchone()
            assert count == sum(row[0] == name for row in sound)
    assert report.is_whole or report.lost or not report.history_kept


def test_content_is_the_same_however_it_is_read(path: Path) -> None:
    assert content_of(path) == content_of(path)
