"""Programs that are killed while they work: each says what is saved, and goes on until it is."""

import os
from multiprocessing.connection import Connection
from pathlib import Path

from models import queries
from models.edits.imports import ImportNotes
from models.edits.voices import AddNotes, ChangeNote, DeleteNote
from models.project import Project
from tests.models.support import add_note, column, note

LINES = 2000


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
            project.store.checkpoint()


def imports(path: str, said: Connection) -> None:
    """Import for ever; say the name of each file once it is saved."""
    project = Project.open(Path(path))
    said.send("open")
    while True:
        name = os.urandom(32).hex()
        project.perform(ImportNotes(name, name, "csv", tuple(note(f"line {i} of {name}") for i in range(LINES))))
        said.send(name)


def erasures(path: str, said: Connection) -> None:
    """Erase note after note; say the id of each once it is erased."""
    project = Project.open(Path(path))
    said.send("open")
    while True:
        notes = project.ask(queries.notes)
        if not notes:
            project.perform(AddNotes(tuple(note(secret(i)) for i in range(20))))
            notes = project.ask(queries.notes)
        project.erase(notes[0].id)
        said.send(notes[0].voices[0].words)


def secret(number: int) -> str:
    """Words that can be found again wherever they are: ends differ, so that an index cannot shorten them."""
    return f"{os.urandom(8).hex()}canary{number}"


def _last_step(project: Project) -> str:
    return str(column(project, "SELECT id FROM history_step ORDER BY seq DESC LIMIT 1")[0])
