"""One writer at a time: held by another program, another computer, a dead process, or half-written."""

import json
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import psutil
import pytest

from models import queries
from models.errors import InUse
from models.lock_file import Holder, LockFile, lock_path, read_holder
from models.project import Project
from tests.models.support import add_note

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys, pathlib
from models.project import Project
project = Project.open(pathlib.Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
project.close()
"""
RACE = """
import os, sys, time
from pathlib import Path
from models.errors import InUse
from models.lock_file import LockFile
document, inside = Path(sys.argv[1]), Path(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
until, taken = time.monotonic() + 2, 0
while time.monotonic() < until:
    lock = LockFile(document)
    try:
        lock.take()
    except InUse:
        continue
    os.close(os.open(inside, os.O_CREAT | os.O_EXCL))  # fails where somebody else is inside
    time.sleep(0.001)
    inside.unlink()
    lock.release()
    taken += 1
print(taken, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.polku"
    with Project.create(path, "Title") as project:
        add_note(project, "kept")
    return path


@contextmanager
def held_by_another_program(path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        yield process
        if process.poll() is None:
            process.communicate(b"")


def leave_lock(path: Path, **changes: object) -> None:
    me = psutil.Process()
    holder = Holder(platform.node(), me.pid, me.create_time(), "Ana", "2026-03-02 09:00+00:00")
    lock_path(path).write_text(json.dumps({**asdict(holder), **changes}))


def test_a_file_that_another_program_has_open_is_refused_with_who_and_since_when(path: Path) -> None:
    with held_by_another_program(path):
        for reading in (False, True):
            with pytest.raises(InUse, match=r"“p\.polku” is (in use by|open in another program)"):
                Project.open(path, reading=reading)
        assert lock_path(path).exists()
    with Project.open(path) as project:
        add_note(project, "mine again")


def test_without_the_lock_file_the_database_itself_is_locked(path: Path) -> None:
    with held_by_another_program(path):
        lock_path(path).unlink()
        for _ in range(2):
            with pytest.raises(InUse, match="is open in another program"):
                Project.open(path)
    with Project.open(path) as project:
        assert len(project.ask(queries.notes)) == 1


def test_a_protected_file_that_another_program_has_open_is_refused(path: Path) -> None:
    with held_by_another_program(path):
        path.chmod(0o444)
        path.with_name("p.polku-wal").unlink(missing_ok=True)
        with pytest.raises(InUse):
            Project.open(path)


def test_after_a_killed_program_the_file_opens_at_once_with_everything_saved(path: Path) -> None:
    with held_by_another_program(path) as process:
        process.kill()
        process.wait()
    assert lock_path(path).exists()
    with Project.open(path) as project:
        assert len(project.ask(queries.notes)) == 1
    assert [entry.name for entry in path.parent.iterdir()] == ["p.polku"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no zombies")
def test_a_killed_program_that_nobody_has_buried_yet_holds_nothing(path: Path) -> None:
    with held_by_another_program(path) as process:
        process.kill()
        while psutil.Process(process.pid).status() != psutil.STATUS_ZOMBIE:
            pass
        Project.open(path).close()


def test_the_lock_of_a_process_that_only_has_the_same_number_is_taken_over(path: Path) -> None:
    leave_lock(path, started=psutil.Process().create_time() - 1000)
    Project.open(path).close()
    assert not lock_path(path).exists()


def test_the_lock_of_a_dead_process_is_taken_over(path: Path) -> None:
    leave_lock(path, process=2**22 + 1)
    Project.open(path).close()


def test_the_lock_of_another_computer_is_never_taken_over(path: Path) -> None:
    leave_lock(path, host="other-laptop", process=2**22 + 1)
    before = lock_path(path).read_bytes()
    with pytest.raises(InUse, match=r"in use by Ana on other-laptop since 2026-03-02 09:00"):
        Project.open(path)
    assert lock_path(path).read_bytes() == before


@pytest.mark.parametrize(
    "content",
    ["", "{", "null", "[]", '{"host": "x"}', '{"process": "x", "started": 0}', "\x00" * 50, '{"extra": 1}'],
)
def test_a_half_written_lock_is_taken_over_because_the_database_is_locked_too(path: Path, content: str) -> None:
    lock_path(path).write_text(content)
    assert read_holder(lock_path(path)) is None
    Project.open(path).close()
    assert not lock_path(path).exists()


def test_a_lock_with_a_process_that_cannot_be_is_taken_over(path: Path) -> None:
    leave_lock(path, process=-5)
    Project.open(path).close()


def test_refusing_leaves_the_other_ones_lock(path: Path) -> None:
    mine, other = LockFile(path), LockFile(path)
    mine.take()
    with pytest.raises(InUse):
        other.take()
    other.release()
    assert lock_path(path).exists()
    mine.release()
    mine.release()
    assert not lock_path(path).exists()


def test_programs_that_race_for_the_lock_hold_it_one_at_a_time(path: Path, tmp_path: Path) -> None:
    """A lock that is just being made has no name in it yet; it was taken for one that nobody finished."""
    command = [sys.executable, "-c", RACE, str(path), str(tmp_path / "inside")]
    pipe = subprocess.PIPE
    racing = [subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, cwd=ROOT) for _ in range(3)]
    for one in racing:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in racing:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    ended = [one.communicate(timeout=60) for one in racing]
    assert [said for _, said in ended] == ["", "", ""]
    assert all(int(taken) > 0 for taken, _ in ended)
    assert not lock_path(path).exists()
    assert [one.name for one in tmp_path.iterdir()] == ["p.polku"]


def test_giving_back_twice_does_not_take_the_lock_from_the_next(path: Path) -> None:
    mine, other = LockFile(path), LockFile(path)
    mine.take()
    mine.release()
    other.take()
    mine.release()
    assert lock_path(path).exists()
    other.release()


def test_the_lock_can_be_read_only_by_its_owner(path: Path) -> None:
    with Project.open(path):
        assert lock_path(path).stat().st_mode & 0o077 == 0
        holder = read_holder(lock_path(path))
        assert holder is not None
        assert not holder.is_dead()
