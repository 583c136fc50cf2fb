"""Programs that are killed while they work: each says what is done, and goes on until it is."""

import os
import shutil
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO

from exports import target
from models import backups, queries
from models.clock import wall_clock
from models.edits.base import at_once
from models.edits.imports import ImportNotes
from models.edits.voices import AddNotes, ChangeNote, DeleteNote
from models.merging.plan import plan
from models.project import Project
from models.store import Store
from tests.faults.harness.sabotage import sabotage
from tests.models.support import add_note, column, note

LINES = 600
EXPORTED = 400
OLD = sorted((Path(__file__).resolve().parents[2] / "data").glob("schema_*.polku"))


def weakened(how: str, work: Callable[..., None], path: str, said: Connection) -> None:
    """Work with a program that was made worse."""
    if how == "plain":
        target.write_file = _plainly  # type: ignore[assignment]
    else:
        sabotage(how)
    work(path, said)


def edits(path: str, said: Connection) -> None:
    """Add, change, delete, undo and redo for ever; say the id of each step once it is saved."""
    project = Project.open(Path(path))
    said.send("open")
    number = 0
    while True:
        number += 1
        note_id = add_note(project, f"words {number}", "second voice", wording=f"title {number}")
        said.send(_last_step(project))
        project.perform(ChangeNote(note_id, {"wording": f"changed {number}"}))
        said.send(_last_step(project))
        if number % 3 == 0:
            project.perform(DeleteNote(note_id))
            said.send(_last_step(project))
        if number % 4 == 0:
            project.undo()
            said.send(_last_step(project))
        if number % 8 == 0:
            project.redo()
            said.send(_last_step(project))
        if number % 5 == 0:
            project.rest()


def typing(path: str, said: Connection) -> None:
    """Type for ever; say the words of each draft once it is kept."""
    project = Project.open(Path(path))
    said.send("open")
    words = ""
    while True:
        words += f" word{len(words)}"
        project.keep_draft("here", words)
        said.send(words)


def imports(path: str, said: Connection) -> None:
    """Import for ever; say the name of each file once it is saved."""
    project = Project.open(Path(path))
    said.send("open")
    while True:
        name = os.urandom(32).hex()
        project.perform(ImportNotes(name, name, "csv", tuple(note(f"line {i} of {name}") for i in range(LINES))))
        said.send(name)


def erasures(path: str, said: Connection) -> None:
    """Erase note after note; say the words of each once they are erased."""
    project = Project.open(Path(path))
    said.send("open")
    while True:
        notes = project.ask(queries.notes)
        if not notes:
            project.perform(AddNotes(tuple(note(secret(i)) for i in range(20))))
            notes = project.ask(queries.notes)
        project.erase(notes[0].id)
        said.send(notes[0].voices[0].words)


def migrations(path: str, said: Connection) -> None:
    """Open files of every old version for ever, which brings them up to date; say the name of each once it is open."""
    folder = Path(path).parent
    said.send("open")
    number = 0
    while True:
        number += 1
        old = folder / f"{number} {OLD[number % len(OLD)].name}"
        if not old.exists():
            shutil.copyfile(OLD[number % len(OLD)], folder / "begun")
            (folder / "begun").rename(old)
        with Project.open(old):
            said.send(old.name)


def copies(path: str, said: Connection) -> None:
    """Save copies and make backups for ever, with an edit between them; say the path of each once it is made."""
    folder = Path(path).parent
    project = Project.open(Path(path))
    said.send("open")
    while True:
        add_note(project, "more words", "second voice")
        copy = folder / "copies" / f"{os.urandom(8).hex()}.polku"
        project.save_copy(copy)
        said.send(str(copy))
        kept = backups.keep(backups.take(project.store), [folder / "backups"])
        said.send(str(kept.made[0].path))


def merges(path: str, said: Connection) -> None:
    """Merge the files of the other laptops, one after the other; say the name of each once it is merged."""
    project = Project.open(Path(path))
    said.send("open")
    for other in sorted(Path(path).parent.glob("laptop *.polku")):
        merge(project, other)
        said.send(other.name)
    while True:
        add_note(project, "after all merges", "second voice")
        said.send("")


def merge(project: Project, other: Path) -> bool:
    """Merge a file into an open project; return whether there was anything to merge."""
    copy = Store.in_memory()
    project.store.copy_into(copy)
    made = plan(copy, [(other, None)], wall_clock())
    try:
        if made.is_nothing:
            return False
        at_once(project.merging(made.merge_into(project, wall_clock())))
        return True
    finally:
        made.close()


def exports(path: str, said: Connection) -> None:
    """Write the same document for ever, each time another version of it; say its number once it is there."""
    said.send("open")
    number = int(os.times().elapsed * 100)
    while True:
        number += 1

        def write(file: BinaryIO, number: int = number) -> None:
            for _ in range(EXPORTED):
                file.write(f"{number}\n".encode())
                file.flush()

        target.write_file(Path(path), write)
        said.send(str(number))


def _plainly(path: Path, writer: Callable[[BinaryIO], object]) -> object:
    with path.open("wb") as file:
        return writer(file)


def secret(number: int) -> str:
    """Words that can be found again wherever they are: ends differ, so that an index cannot shorten them."""
    return f"{os.urandom(8).hex()}canary{number}"


def _last_step(project: Project) -> str:
    return str(column(project, "SELECT id FROM history_step ORDER BY seq DESC LIMIT 1")[0])
