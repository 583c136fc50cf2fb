"""A lock with a password: only that password opens it, others' programs agree, and nothing of it is ever told."""

import logging
import os
import subprocess
import sys
import traceback
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from models import cipher, queries
from models.cipher import Key, check_password, is_locked_file, key_for
from models.content_hash import content_hash
from models.driver import driver
from models.edits.voices import AddNotes
from models.errors import CannotLock, Damaged, NeedsPassword, NotAProject, OnlyReading, Refused, WrongPassword
from models.project import Project
from models.relock import change, lock, unlock
from models.store import Store, left_over
from tests.models.locked import RIGHT, as_after_a_crash, quick_keys, with_cipher
from tests.models.support import Rows, add_note, bytes_of_open_file, dump, healthy, indexed, note, rows

CANARY = "zyxcanary"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that is quickly made; what a real one is, the tests with other programs say."""
    quick_keys(monkeypatch)


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "p.polku"
    with Project.create(path, "Title") as project:
        for number in range(5):
            add_note(project, f"{CANARY} {number}")
        project.undo()
    return path


@pytest.fixture
def locked(plain: Path, quick: None) -> Path:
    del quick
    lock(plain, RIGHT)
    return plain


def beside(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())


def content(path: Path, password: str | None = None) -> Rows:
    with Project.open(path, password=password) as project:
        return dump(project)


# -- passwords ---------------------------------------------------------------------------------------------

passwords = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=8, max_size=40)


@with_cipher
@settings(max_examples=40)
@given(passwords, passwords)
@example('it\'s "quoted"; DROP TABLE x;--', 'it\'s "quoted"; DROP TABLE x;-')
@example("x'00112233445566778899aabbccddeeff'", "00112233445566778899aabbccddeeff")
@example("пароль 🙂🙂🙂 שלום", "пароль 🙂🙂🙂 שלום ")
@example("päiväkirja 1", "paivakirja 1")
@example("        ", "         ")
def test_any_password_opens_again_and_any_other_does_not(tmp_path: Path, quick: None, right: str, other: str) -> None:
    del quick
    assume(unicodedata.normalize("NFC", right) != unicodedata.normalize("NFC", other))
    path = tmp_path / "small.polku"
    path.unlink(missing_ok=True)
    key = Key.fresh(right)
    raw = driver.connect(str(path))
    cipher.keyed(key)(raw, None)
    raw.execute("CREATE TABLE word (word)")
    raw.commit()
    raw.close()
    assert key_for(path, right) == key_for(path, key) == key
    for wrong in (other, Key.of(other, key.salt), Key.fresh(right)):
        with pytest.raises(WrongPassword):
            key_for(path, wrong)
    with pytest.raises(NeedsPassword):
        key_for(path, None)


@with_cipher
@pytest.mark.parametrize("password", ['it\'s a "fine" one; --', "päivä 🙂 שלום", "x'0011'0011"])
def test_a_project_opens_with_whatever_it_was_locked_with(plain: Path, quick: None, password: str) -> None:
    del quick
    lock(plain, password)
    with Project.open(plain, password=password) as project:
        assert len(project.ask(queries.notes)) == 4


@with_cipher
def test_a_password_is_the_same_from_every_keyboard(locked: Path) -> None:
    change(locked, RIGHT, unicodedata.normalize("NFC", "hyvää päivää é"))
    Project.open(locked, password=unicodedata.normalize("NFD", "hyvää päivää é")).close()


@pytest.mark.parametrize(
    "password", ["", "short", "1234567", "e\u0301" * 7, "with\0null here", "lone \ud800 surrogate"]
)
def test_a_password_that_no_lock_should_have(password: str) -> None:
    with pytest.raises(Refused):
        check_password(password)
    check_password("12345678")
    check_password("any letters at all, ÄÖ שלום 🙂")
    with pytest.raises(Refused, match="at most 1000"):
        check_password("x" * 1001)


@with_cipher
def test_what_cannot_be_typed_opens_nothing(locked: Path) -> None:
    for password in ("", "a\0b", "\ud800", RIGHT + "\0", RIGHT.upper(), RIGHT + " "):
        with pytest.raises(WrongPassword):
            Project.open(locked, password=password)


@with_cipher
def test_no_message_log_or_repr_tells_the_password_or_the_key(
    locked: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    with Project.open(locked, password=RIGHT) as project:
        key = project.store.key
        assert key is not None
        told += [repr(key), str(key), repr(project.store), f"{key!r:>10}"]
        add_note(project, "more")
        with pytest.raises(driver.DatabaseError) as caught:
            project.store.raw.execute("SELECT nothing FROM nowhere")
        told += traceback.format_exception(caught.value)
        with pytest.raises(Exception, match="nowhere") as seen:
            project.store.connection.exec_driver_sql("SELECT * FROM nowhere")
        told += traceback.format_exception(seen.value)
    typed = " ".join((CANARY, "password"))
    with pytest.raises(WrongPassword) as wrong:
        Project.open(locked, password=typed)
    told += [*traceback.format_exception(wrong.value), repr(wrong.value), str(wrong.value.values)]
    told += [caplog.text, *capfd.readouterr()]
    for secret in (RIGHT, typed, key.digits(), key.secret.hex(), repr(key.secret), key.salt.hex()):
        assert secret not in "\n".join(told)


# -- the file ----------------------------------------------------------------------------------------------


@with_cipher
def test_another_program_with_sqlcipher_opens_it_by_the_password(plain: Path) -> None:
    password = 'it\'s a "fine" päivä 🙂'
    lock(plain, password)
    other = driver.connect(str(plain))
    other.execute("PRAGMA cipher_log_level=NONE")
    quoted = password.replace("'", "''")
    other.execute(f"PRAGMA key='{quoted}'")
    assert other.execute("SELECT title FROM project").fetchall() == [("Title",)]
    assert other.execute("PRAGMA cipher_integrity_check").fetchall() == []
    assert other.execute("PRAGMA kdf_iter").fetchone() == (str(cipher.ROUNDS),)
    other.close()


@with_cipher
def test_locking_keeps_everything_and_so_does_unlocking(plain: Path, quick: None) -> None:
    del quick
    with Project.open(plain) as project:
        project.keep_draft("bar", "half typed")
        before, steps = dump(project), rows(project, "SELECT * FROM history_step ORDER BY seq")
        content, words, marks = project.ask(content_hash), indexed(project), _marks(project.store)
    mode = plain.stat().st_mode
    for turn in (
        lambda: lock(plain, RIGHT),
        lambda: change(plain, RIGHT, RIGHT + "!"),
        lambda: unlock(plain, RIGHT + "!"),
    ):
        done = turn()
        assert beside(plain) == ["p.polku"]
        assert is_locked_file(plain) == (done.key is not None)
        assert plain.stat().st_mode == mode
        with Project.open(plain, password=done.key) as project:
            assert project.store.is_locked == (done.key is not None)
            assert dump(project) == before
            assert rows(project, "SELECT * FROM history_step ORDER BY seq") == steps
            assert (project.ask(content_hash), indexed(project), _marks(project.store)) == (content, words, marks)
            assert project.draft("bar") == "half typed"
            assert healthy(project)
    with Project.open(plain) as project:
        project.redo()
        assert len(project.ask(queries.notes)) == 5


def _marks(store: Store) -> tuple[object, object]:
    return store.pragma("application_id"), store.pragma("user_version")


@with_cipher
def test_nothing_beside_a_locked_file_holds_words(locked: Path, tmp_path: Path) -> None:
    with Project.open(locked, password=RIGHT) as project:
        add_note(project, f"{CANARY} in the log")
        project.store.save_copy(tmp_path / "copy.polku")
        assert b"-wal" in " ".join(beside(locked)).encode()
        assert CANARY.encode() not in bytes_of_open_file(locked)
        assert CANARY.encode() not in b"".join(one.read_bytes() for one in tmp_path.iterdir() if one.name != "p.polku")
        project.store.checkpoint()
    assert all(CANARY.encode() not in one.read_bytes() for one in tmp_path.iterdir())
    with pytest.raises(NeedsPassword):
        Project.open(tmp_path / "copy.polku")
    with Project.open(tmp_path / "copy.polku", password=RIGHT) as copy:
        assert len(copy.ask(queries.notes)) == 5


@with_cipher
def test_a_locked_project_is_searched_erased_and_shown_to_the_room_like_any_other(locked: Path) -> None:
    with Project.open(locked, password=RIGHT) as project:
        notes = project.ask(queries.notes)
        project.erase(notes[0].id)
        assert indexed(project)
        with project.snapshot("room", datetime.now(UTC).date()) as copy:
            assert len(copy.ask(queries.notes)) == 3
    with Project.open(locked, password=RIGHT, reading=True) as project:
        assert len(project.ask(queries.notes)) == 3
        with pytest.raises(OnlyReading):
            add_note(project, "new")


@with_cipher
def test_a_protected_locked_file_is_read_and_not_rewritten(locked: Path) -> None:
    locked.chmod(0o444)
    with Project.open(locked, password=RIGHT) as project:
        assert project.store.read_only
        assert len(project.ask(queries.notes)) == 4
    before = locked.read_bytes()
    with pytest.raises(OnlyReading):
        unlock(locked, RIGHT)
    assert locked.read_bytes() == before


@with_cipher
def test_an_older_locked_file_is_migrated_after_a_locked_backup(tmp_path: Path) -> None:
    path = tmp_path / "old.polku"
    source = Path(__file__).parents[1] / "data" / "schema_4.polku"
    path.write_bytes(source.read_bytes())
    key = Key.of(RIGHT, os.urandom(16))
    raw = driver.connect(str(path), isolation_level=None)
    raw.execute("ATTACH DATABASE ? AS made KEY ?", (str(tmp_path / "made"), key.digits()))
    raw.execute("SELECT sqlcipher_export('made')")
    raw.execute("PRAGMA made.user_version=4")
    raw.execute(f"PRAGMA made.application_id={raw.execute('PRAGMA application_id').fetchone()[0]}")
    raw.close()
    (tmp_path / "made").replace(path)
    Project.open(path, password=RIGHT).close()
    backup = tmp_path / "old before version 5.polku"
    assert beside(path) == [backup.name, path.name]
    assert is_locked_file(backup)
    assert key_for(backup, RIGHT) == key


@with_cipher
def test_a_locked_file_is_locked_already_and_a_plain_one_has_no_password(plain: Path, quick: None) -> None:
    del quick
    for turn in (lambda: unlock(plain, RIGHT), lambda: change(plain, RIGHT, RIGHT + "!")):
        with pytest.raises(Refused, match="not locked"):
            turn()
    Project.open(plain, password="what nobody asked for").close()
    lock(plain, RIGHT)
    before = plain.read_bytes()
    with pytest.raises(NeedsPassword):
        lock(plain, RIGHT)
    for turn in (lambda: unlock(plain, "another one"), lambda: change(plain, "another one", RIGHT)):
        with pytest.raises(WrongPassword):
            turn()
    with pytest.raises(Refused, match="at least 8"):
        change(plain, RIGHT, "short")
    assert plain.read_bytes() == before
    assert beside(plain) == ["p.polku"]


@with_cipher
def test_one_flipped_bit_anywhere_is_noticed(locked: Path) -> None:
    whole = locked.read_bytes()
    for at in (20, 4000, 4096 + 7, len(whole) // 2, len(whole) - 1):
        damaged = bytearray(whole)
        damaged[at] ^= 4
        locked.write_bytes(damaged)
        with pytest.raises((Damaged, WrongPassword)), Project.open(locked, password=RIGHT) as project:
            if project.faults():
                raise Damaged("noticed by the full check")
    locked.write_bytes(whole[:-5000])
    with pytest.raises(Damaged):
        Project.open(locked, password=RIGHT)


@with_cipher
def test_a_torn_first_page_is_mended_from_the_log(locked: Path, tmp_path: Path) -> None:
    with Project.open(locked, password=RIGHT) as project:
        project.perform(AddNotes(tuple(note("kept in the log " * 30) for _ in range(50))))  # the file grows: page one
        copy = as_after_a_crash(locked, tmp_path / "elsewhere")
    whole = copy.read_bytes()
    copy.write_bytes(whole[:2048] + bytes(2048) + whole[4096:])
    with Project.open(copy, password=RIGHT) as project:
        assert len(project.ask(queries.notes)) == 54


# -- what only looks like one ------------------------------------------------------------------------------


@with_cipher
def test_noise_asks_for_a_password_and_then_is_none_of_ours(tmp_path: Path, quick: None) -> None:
    del quick
    path = tmp_path / "noise.polku"
    path.write_bytes(b"\x01" + os.urandom(3 * 4096 - 1))
    with pytest.raises(NeedsPassword, match="is locked with a password"):
        Project.open(path)
    with pytest.raises(WrongPassword, match=r"wrong, or “noise\.polku” is not a Polku project"):
        Project.open(path, password=RIGHT)


EVERY_BYTE = bytes(range(256)) * 64
OTHERS = (
    *(magic + EVERY_BYTE for magic in (b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"%PDF")),
    "Dear diary äö\n".encode() * 4096,
    bytes(8192),
    b"\x80" * 8192,
    EVERY_BYTE[:4095],
    bytes(range(128)) * 64,
)


@pytest.mark.parametrize("content", OTHERS)
def test_other_files_are_told_at_once(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wrong.polku"
    path.write_bytes(content)
    with pytest.raises(NotAProject, match="is not a Polku project"):
        Project.open(path)


# -- beside, replaced --------------------------------------------------------------------------------------


@with_cipher
@pytest.mark.parametrize(
    "fault", [OSError(28, "No space left on device"), Damaged("not the same"), KeyboardInterrupt()]
)
def test_a_lock_that_fails_leaves_the_file_as_it_was(
    plain: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    before = content(plain)

    def fails(path: Path) -> None:
        assert path.stat().st_size > 4096
        raise fault

    monkeypatch.setattr("models.relock.settle", fails)
    with pytest.raises((Refused, Damaged, KeyboardInterrupt, Exception)) as caught:
        lock(plain, RIGHT)
    assert not isinstance(caught.value, OSError)
    assert beside(plain) == ["p.polku"]
    assert content(plain) == before


@with_cipher
def test_what_is_not_the_same_never_takes_the_place(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(path: Path) -> None:
        if path.name.endswith(".part"):
            raw = driver.connect(str(path))
            raw.execute("UPDATE contribution SET wording = 'another'")
            raw.commit()
            raw.close()

    lock(plain, RIGHT)
    before = content(plain, RIGHT)
    monkeypatch.setattr("models.relock.settle", spoil)
    with pytest.raises(Damaged, match="is not the same"):
        unlock(plain, RIGHT)
    assert content(plain, RIGHT) == before
    assert beside(plain) == ["p.polku"]


@with_cipher
def test_what_somebody_who_was_killed_left_is_removed_at_the_next_opening(locked: Path) -> None:
    left_over(locked).write_bytes(CANARY.encode() * 1000)
    Project.open(locked, password=RIGHT, reading=True).close()
    assert left_over(locked).exists()  # who only reads removes nothing
    Project.open(locked, password=RIGHT).close()
    assert beside(locked) == ["p.polku"]


@with_cipher
@pytest.mark.skipif(os.name == "nt", reason="Windows does not let a file be replaced that is held open")
def test_i10_the_old_plain_file_is_written_over(plain: Path) -> None:
    with plain.open("rb") as old:
        assert CANARY.encode() in old.read()
        lock(plain, RIGHT)
        old.seek(0)
        assert not old.read().strip(b"\0")


@with_cipher
@pytest.mark.skipif(os.name == "nt", reason="a hard link is made otherwise there")
def test_i10_another_name_of_the_file_keeps_its_content_and_is_told(plain: Path, tmp_path: Path) -> None:
    other = tmp_path / "other name.polku"
    other.hardlink_to(plain)
    before = content(plain)
    assert lock(plain, RIGHT).other_names == 1
    assert content(other) == before


# -- without the driver ------------------------------------------------------------------------------------

WITHOUT = """
import sys
sys.modules["sqlcipher3"] = None
from pathlib import Path
from models.driver import can_lock, safe_mode
from models.edits.voices import AddNotes
from models.errors import CannotLock, Refused
from models.project import Project
from models import relock
from resources.texts import translator
assert not can_lock() and "cannot lock" in safe_mode(translator())
path, plain = Path(sys.argv[1]), Path(sys.argv[2])
for turn in (
    lambda: Project.open(path), lambda: Project.open(path, password="four plain words here"),
    lambda: Project.open(path, reading=True, password="four plain words here"),
    lambda: relock.lock(plain, "four plain words here"), lambda: relock.unlock(path, "four plain words here"),
):
    try:
        turn()
    except CannotLock as error:
        print(error)
    else:
        raise SystemExit("not refused")
Project.open(plain, reading=True).close()
"""


@with_cipher
def test_where_the_driver_knows_no_locks_it_is_said_and_nothing_is_written_plain(locked: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.polku"
    Project.create(plain, "Plain").close()
    before = (locked.read_bytes(), plain.read_bytes())
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(locked), str(plain)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("computer lacks the part of Polku") == 5
    assert "without a lock" in ran.stdout
    assert (locked.read_bytes(), plain.read_bytes()) == before
    assert beside(locked) == ["p.polku", "plain.polku"]
    assert CannotLock.__mro__[1] is Refused
