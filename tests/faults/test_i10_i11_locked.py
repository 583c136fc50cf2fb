"""What is locked stays locked: its copies, backups, logs and half-written files hold no word; and it is never half."""

import multiprocessing
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import date
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path

import pytest

from models import cipher, queries
from models.backups import keep, take, version_copies
from models.cipher import is_locked_file
from models.content_hash import content_hash
from models.edits.voices import AddNotes, AddStory
from models.errors import NeedsPassword, WrongPassword
from models.lock_told import after_lock, after_unlock
from models.project import Project
from models.relock import change, lock, unlock
from models.store import left_over
from resources.texts import translator
from tests.models.locked import OTHER, RIGHT, quick_keys, with_cipher
from tests.models.support import add_note, bytes_of_open_file, healthy, note

pytestmark = with_cipher
CANARY = b"zyxcanary"
TR = translator()


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    quick_keys(monkeypatch)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "care.polku"
    with Project.create(made, "Title") as project:
        project.perform(AddStory("zyxcanary walked home"))
        project.perform(AddNotes(tuple(note(f"zyxcanary {number} " * 20) for number in range(50))))
    return made


def holding(folder: Path) -> list[str]:
    """The files below a folder that hold a word of people."""
    return [one.name for one in folder.rglob("*") if one.is_file() and CANARY in one.read_bytes()]


def test_i10_after_locking_no_file_beside_it_holds_a_word(path: Path, tmp_path: Path) -> None:
    assert holding(tmp_path) == ["care.polku"]
    done = lock(path, RIGHT)
    assert holding(tmp_path) == []
    said = after_lock(done, TR)
    assert "locked with a password now" in said[0]
    assert any("nobody can open the project any more" in one for one in said)
    assert any("may still hold bytes of the unlocked file" in one for one in said)
    assert any("Copies that were made before the lock stay without one" in one for one in said)


def test_i10_copies_without_a_lock_are_named(path: Path, tmp_path: Path) -> None:
    with Project.open(path) as project:
        project.save_copy(tmp_path / "care before version 5.polku")
    left = [one.path for one in version_copies(path) if not one.locked]
    assert [one.name for one in left] == ["care before version 5.polku"]
    told = after_lock(lock(path, RIGHT), TR, left)
    assert any("“care before version 5.polku”" in one for one in told)


def test_i10_who_takes_the_lock_off_is_told_what_that_means(path: Path) -> None:
    lock(path, RIGHT)
    said = after_lock(change(path, RIGHT, OTHER), TR)
    assert "open with the old one" in said[1]
    assert "whoever has the file can read it" in after_unlock(unlock(path, OTHER), TR)[0]


def test_i11_copies_backups_and_logs_of_a_locked_project_are_locked(path: Path, tmp_path: Path) -> None:
    lock(path, RIGHT)
    places = [tmp_path / "backups", tmp_path / "stick"]
    with Project.open(path, password=RIGHT) as project:
        add_note(project, "zyxcanary more")
        project.save_copy(tmp_path / "copy.polku")
        made = keep(take(project.store), places).made
        assert len(made) == 2
        assert all(one.locked for one in made)
        assert CANARY not in bytes_of_open_file(path)  # with its log
        key, content = project.store.key, project.ask(content_hash)
        project.snapshot("room", date(2026, 3, 2)).close()
    assert holding(tmp_path) == []
    for copy in (tmp_path / "copy.polku", *(one.path for one in made)):
        assert is_locked_file(copy)
        with pytest.raises(NeedsPassword):
            Project.open(copy)
        for password in (RIGHT, key):
            with Project.open(copy, password=password, reading=True) as opened:
                assert opened.ask(content_hash) == content


def test_i11_a_backup_from_before_another_password_opens_with_its_own(path: Path, tmp_path: Path) -> None:
    lock(path, RIGHT)
    with Project.open(path, password=RIGHT) as project:
        project.save_copy(tmp_path / "copy.polku")
    key = change(path, RIGHT, OTHER).key
    for password in (OTHER, key):
        with pytest.raises(WrongPassword):
            Project.open(tmp_path / "copy.polku", password=password)
    Project.open(tmp_path / "copy.polku", password=RIGHT).close()


# -- killed ------------------------------------------------------------------------------------------------


def turn_for_ever(path: str, said: Connection) -> None:
    """Lock, change and unlock for ever; say when it begins."""
    cipher.ROUNDS = 10
    place = Path(path)
    said.send("begun")
    while True:
        lock(place, RIGHT)
        change(place, RIGHT, OTHER)
        unlock(place, OTHER)


@pytest.fixture(scope="module")
def context() -> Iterator[BaseContext]:
    how = "spawn" if sys.platform == "win32" else "forkserver"
    made = multiprocessing.get_context(how)
    if how == "forkserver":
        made.set_forkserver_preload(["tests.faults.test_i10_i11_locked"])
    yield made


def opened_somehow(path: Path) -> Project:
    for password in (None, RIGHT, OTHER):
        try:
            return Project.open(path, password=password)
        except NeedsPassword:
            continue
    raise AssertionError("nothing opens it")


def kill_while_it_is_rewritten(context: BaseContext, path: Path, times: int) -> None:
    with Project.open(path) as project:
        content, notes = project.ask(content_hash), len(project.ask(queries.notes))
    found: set[str] = set()
    for _ in range(times):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=turn_for_ever, args=(str(path), there), daemon=True)  # type: ignore[attr-defined]
        process.start()
        there.close()
        assert here.recv() == "begun"
        time.sleep(random.uniform(0, 1.2))  # noqa: S311 - a moment, no secret
        process.kill()
        process.join()
        here.close()
        found.update(one.name.removeprefix(path.name) for one in path.parent.iterdir())
        with opened_somehow(path) as project:
            found.add("locked" if project.store.is_locked else "plain")
            assert project.ask(content_hash) == content
            assert len(project.ask(queries.notes)) == notes
            assert project.undo_label()
            assert healthy(project)
            key = project.store.key
        assert [one.name for one in path.parent.iterdir()] == [path.name]
        if key is not None:  # the next one begins with a plain file
            assert holding(path.parent) == []
            unlock(path, key)
    if times > 10:
        assert left_over(path).name.removeprefix(path.name) in found  # else nothing was killed while it worked


@pytest.mark.slow
def test_i10_killed_while_it_is_locked_or_unlocked_the_file_is_whole(context: BaseContext, path: Path) -> None:
    kill_while_it_is_rewritten(context, path, int(os.environ.get("POLKU_KILLS", "12")))
