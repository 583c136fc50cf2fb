"""A program that backs up for ever and is killed: it says the name of each backup once it is written."""

from multiprocessing.connection import Connection
from pathlib import Path

from models import backups
from models.project import Project
from tests.models.support import add_note


def back_up_for_ever(path: str, said: Connection) -> None:
    """Edit and back up until killed; say which backup is there."""
    project = Project.open(Path(path))
    said.send("open")
    number = 0
    while True:
        number += 1
        add_note(project, f"words {number} " * 20)
        kept = backups.keep(backups.take(project.store), [Path(path).parent / "Backups"])
        for made in kept.made:
            said.send(made.path.name)
