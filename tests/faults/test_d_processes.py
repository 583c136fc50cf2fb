"""Section D: several processes on one file (R21: never two writers), forks, copies made while somebody writes."""

import ast
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from models import backups, queries
from models.backup_reading import is_whole
from models.edits.imports import ImportNotes
from models.edits.voices import ChangeNote, DeleteNote
from models.errors import InUse, PolkuError
from models.lock_file import lock_path
from models.project import Project
from tests.faults.harness import killed, killing
from tests.models.support import add_note, healthy, note

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ("app", "widgets", "exports", "models", "resources")

HOLDER = """
import sys
from pathlib import Path
from models.project import Project
from tests.models.support import add_note
project = Project.open(Path(sys.argv[1]))
print("open", flush=True)
for line in sys.stdin:
    add_note(project, line.strip())
    print("saved", flush=True)
project.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    Project.create(folder / "p.polku", "Title").close()
    return folder / "p.polku"


class Holder:
    """Another process that has the file open and writes when told to."""

    def __init__(self, path: Path) -> None:
        command = [sys.executable, "-c", HOLDER, str(path)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, bufsize=1)
        self.hears("open")

    def hears(self, word: str) -> None:
        assert self.process.stdout
        assert self.process.stdout.readline() == f"{word}\n"

    def writes(self, words: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()
        self.hears("saved")

    def ends(self) -> None:
        with self.process:  # whatever became of it, both pipes are closed
            if self.process.poll() is None:
                self.process.communicate(timeout=60)


@contextmanager
def held(path: Path) -> Iterator[Holder]:
    holder = Holder(path)
    try:
        yield holder
    finally:
        holder.ends()


def refused(path: Path) -> None:
    with pytest.raises(InUse):
        Project.open(path)


def ten_times(path: Path) -> None:
    for _ in range(10):
        refused(path)


def by_another_name(path: Path, link: Callable[[Path, Path], None]) -> None:
    other = path.with_name("other.polku")
    link(path, other)
    refused(other)
    other.unlink()


def with_the_lock_file(path: Path, change: Callable[[dict[str, object]], None]) -> None:
    lock = lock_path(path)
    told = json.loads(lock.read_text(encoding="utf-8"))
    change(told)
    lock.write_text(json.dumps(told), encoding="utf-8")
    refused(path)


def without_the_lock_file(path: Path) -> None:
    lock_path(path).unlink()
    refused(path)  # SQLite's own exclusive lock keeps the second one out


def half_a_lock_file(path: Path) -> None:
    lock_path(path).write_text("{", encoding="utf-8")
    refused(path)


def through_another_program(path: Path) -> None:
    other = sqlite3.connect(path, timeout=0.1)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("SELECT * FROM contribution").fetchall()
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("DELETE FROM contribution")
    other.close()


def only_to_read(path: Path) -> None:
    with pytest.raises(PolkuError):
        Project.open(path, reading=True)


def an_hour_later_and_a_year_earlier(path: Path) -> None:
    for moment in ("1999-01-01 00:00+00:00", "2099-01-01 00:00+00:00"):
        with_the_lock_file(path, lambda told, moment=moment: told.update(since=moment))


SCENARIOS: dict[str, Callable[[Path], None]] = {
    "again": refused,
    "ten times": ten_times,
    "by a symbolic link": lambda path: by_another_name(path, lambda one, other: other.symlink_to(one)),
    "by a hard link": lambda path: by_another_name(path, lambda one, other: other.hardlink_to(one)),
    "lock file deleted": without_the_lock_file,
    "lock file half written": half_a_lock_file,
    "clock set back and forth": an_hour_later_and_a_year_earlier,
    "by another program": through_another_program,
    "only to read": only_to_read,
}


@pytest.mark.slow
@pytest.mark.parametrize("how", SCENARIOS)
def test_r21_a_second_process_is_kept_out(path: Path, how: str) -> None:
    with held(path) as holder:
        holder.writes("one")
        SCENARIOS[how](path)
        holder.writes("two")
    with Project.open(path) as project:
        assert [one.voices[0].words for one in project.ask(queries.notes)] == ["one", "two"]
        assert healthy(project)


@pytest.mark.slow
def test_r21_a_killed_holder_is_followed_at_once_and_nothing_is_lost(path: Path) -> None:
    with held(path) as holder:
        holder.writes("one")
        holder.process.kill()
        holder.process.wait()
        with Project.open(path) as project:
            assert [one.voices[0].words for one in project.ask(queries.notes)] == ["one"]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="programs are not stopped by a signal here")
def test_r21_a_stopped_holder_keeps_the_file(path: Path) -> None:
    with held(path) as holder:
        holder.process.send_signal(signal.SIGSTOP)
        refused(path)
        holder.process.send_signal(signal.SIGCONT)
        holder.writes("one")


@pytest.mark.slow
def test_r21_a_holder_on_another_computer_is_not_judged_dead(path: Path) -> None:
    with held(path) as holder:
        holder.writes("one")
        told = json.loads(lock_path(path).read_text(encoding="utf-8"))
        holder.process.kill()
        holder.process.wait()
    told.update(host=f"not-{socket.gethostname()}", machine="another", born="")
    lock_path(path).write_text(json.dumps(told), encoding="utf-8")
    refused(path)
    assert lock_path(path).exists()


# -- within one process ------------------------------------------------------------------------------------------

TOUR = """
import os, sys
live, opened = set(), []

def heard(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        name = os.path.abspath(os.fsdecode(arguments[0]))
        if any(name == one or name.startswith(one + "-") for one in live):
            opened.append(name)

sys.addaudithook(heard)
from tests.faults.test_d_processes import tour
tour(live)
print(opened)
"""


def tour(live: set[str]) -> None:
    """Do everything that touches the file of an open project; `live` holds the paths that are open meanwhile."""
    from app.commands import run

    with TemporaryDirectory() as made:
        here = Path(made).resolve()
        path = here / "p.polku"
        Project.create(path, "Title").close()
        with Project.open(path) as project:
            live.add(str(path))
            _work(project, here)
            for command in (["info"], ["check"], ["export", "--as", "ideas-csv", "--to", str(here / "x.csv")]):
                assert run([command[0], str(path), *command[1:]])
            live.clear()


def _work(project: Project, here: Path) -> None:
    note_id = add_note(project, "words", "second voice")
    project.perform(ChangeNote(note_id, {"wording": "title"}))
    project.perform(ImportNotes("0" * 64, "x.csv", "csv", tuple(note(f"line {n}") for n in range(50))))
    project.perform(DeleteNote(note_id))
    project.undo()
    project.redo()
    project.keep_draft("here", "half")
    project.rest()
    project.erase(project.ask(queries.notes)[0].id)
    project.save_copy(here / "copy.polku")
    backups.keep(backups.take(project.store), [here / "backups"])
    with project.snapshot("room", date(2026, 3, 2)) as copy:
        copy.ask(queries.notes)
    assert project.faults() == ()
    with pytest.raises(PolkuError):
        Project.open(here / "p.polku")
    with pytest.raises(PolkuError):
        Project.open(here / "p.polku", reading=True)


def test_d5_our_code_never_opens_the_live_document_itself() -> None:
    done = subprocess.run([sys.executable, "-c", TOUR], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.splitlines()[-1] == "[]"


def test_d6_no_process_is_forked_and_a_project_refuses_to_be_used_in_one(path: Path) -> None:
    names = {"fork", "forkpty", "multiprocessing", "ProcessPoolExecutor"}
    found = [
        f"{file}: {node.lineno}"
        for folder in HOUSE
        for file in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in names)
        or (isinstance(node, ast.Import) and names & {one.name.partition(".")[0] for one in node.names})
        or (isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in names)
    ]
    assert found == []
    with Project.open(path) as project:
        project.store.opened_by = os.getpid() + 1  # what a forked child would find
        with pytest.raises(RuntimeError, match="another process"):
            add_note(project, "words")
        project.store.opened_by = os.getpid()
        add_note(project, "words")


def test_d7_every_write_begins_immediate(path: Path, tmp_path: Path) -> None:
    statements: list[str] = []
    with Project.open(path) as project:
        project.store.raw.set_trace_callback(statements.append)
        _work(project, tmp_path)
        project.store.raw.set_trace_callback(None)
    begun = False
    for statement in statements:
        word = statement.split(None, 1)[0].upper()
        if word == "BEGIN":
            assert statement.upper() == "BEGIN IMMEDIATE"
            begun = True
        elif word in ("COMMIT", "ROLLBACK"):
            begun = False
        elif word in ("INSERT", "UPDATE", "DELETE", "REPLACE"):
            assert begun, statement[:60]
    assert sum(one.upper().startswith("BEGIN") for one in statements) >= 8


def test_d8_the_log_stays_small_and_reports_read_from_a_copy(path: Path) -> None:
    wal = path.with_name("p.polku-wal")
    with Project.open(path) as project:
        with project.snapshot("room", date(2026, 3, 2)) as copy:  # a report that takes long
            for turn in range(6):
                lines = tuple(note(f"line {turn} {number} " + "words " * 40) for number in range(1500))
                project.perform(ImportNotes(f"{turn:064x}", "x.csv", "csv", lines))
                assert wal.stat().st_size < 16 * 1024 * 1024
            assert copy.ask(queries.notes) == ()
        project.rest()
        assert wal.stat().st_size == 0
        assert project.store.pragma("journal_size_limit") == 16 * 1024 * 1024


@pytest.mark.slow
def test_d11_a_client_copies_the_file_while_it_is_written(path: Path) -> None:
    here, there = killing.context().Pipe(duplex=False)
    (path.parent / "copies").mkdir()
    writer = killing.context().Process(target=killed.copies, args=(str(path), there), daemon=True)  # type: ignore[attr-defined]
    writer.start()
    there.close()
    assert here.recv() == "open"
    said: list[str] = []
    until = time.monotonic() + 60
    while len(said) < 12 and time.monotonic() < until:
        shutil.copyfile(path, path.parent / "uploaded")  # what a client that synchronises folders does
        while here.poll():
            said.append(here.recv())
    writer.kill()
    writer.join()
    assert len(said) >= 12
    assert all(is_whole(Path(one)) for one in said if Path(one).exists())
    with Project.open(path) as project:
        assert healthy(project)
        assert len(project.ask(queries.notes)) >= len(said) // 2
