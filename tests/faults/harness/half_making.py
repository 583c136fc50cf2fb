"""Programs that make files, and die when they give one its name. Without Qt: the server that starts them has it all."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from exports.target import write_file
from models import backups, queries, taking_over
from models.backup_restoring import restore_beside
from models.drafts_aside import DraftsAside
from models.last_known import LastKnown
from models.lock_file import lock_path, read_holder
from models.private_copy import copied
from models.project import Project
from models.recover import recover
from tests.models.support import add_note

WORDS = "It was Aino who said"
DIED = 9
NAMINGS = ("rename", "replace")
ELSEWHERE = {"host": "hall-laptop", "process": 7, "started": 1.0, "person": "Aino", "since": "2026-11-20 18:02+02:00"}


def copy(folder: Path) -> None:
    with Project.open(folder / "p.polku", reading=True) as project:
        project.save_copy(folder / "copy.polku")


def new(folder: Path) -> None:
    Project.create(folder / "new.polku", WORDS).close()


def back_up(folder: Path) -> None:
    with Project.open(folder / "p.polku") as project:
        add_note(project, WORDS)
        backups.keep(backups.take(project.store), [folder / "Backups"])


def restore(folder: Path) -> None:
    (backup,) = (folder / "Shelf").rglob("*.polku")
    restore_beside(backup, folder / "restored.polku")


def mend(folder: Path) -> None:
    recover(folder / "p.polku", folder / "recovered.polku")


def export(folder: Path) -> None:
    write_file(folder / "report.txt", lambda file: file.write(WORDS.encode()))


def look(folder: Path) -> None:
    """Read a file through a private copy, as where nothing can be written beside it."""
    tempfile.tempdir = str(folder / "passing")
    with copied(folder / "p.polku") as read:
        read.rename(read.with_name("read to the end"))


def take_over(folder: Path) -> None:
    """Open what another computer left open, with a log that nobody put in order: a copy is made first."""
    shared = folder / "shared.polku"
    with Project.open(folder / "p.polku") as project:
        add_note(project, "only in the log")
        for ending in ("", "-wal"):
            shutil.copyfile(folder / f"p.polku{ending}", folder / f"shared.polku{ending}")
    lock_path(shared).write_text(json.dumps(ELSEWHERE))
    holder = read_holder(lock_path(shared))
    assert holder is not None
    copy = taking_over.take_over(shared, holder, datetime.now(UTC))
    assert not lock_path(shared).exists()
    assert not copy.with_name(f"{copy.name}-wal").exists()
    with Project.open(copy, reading=True) as project:
        assert "only in the log" in [note.voices[0].words for note in project.ask(queries.notes)]
    with Project.open(shared) as project:
        assert project.faults() == ()


def type_aside(folder: Path) -> None:
    DraftsAside(folder / "home" / "profile" / "drafts", "an id").keep("capture/note", WORDS)


def note_last(folder: Path) -> None:
    with Project.open(folder / "p.polku") as project:
        LastKnown(folder / "home" / "profile" / "last.json").note(project.store)


OF_FILES = (copy, new, back_up, restore, mend, export, look, take_over)
AT_START = (type_aside, note_last)


def die_at_the_naming(folder: Path, work: Callable[[Path], None], name: str) -> None:
    """Work with a program that is killed when it gives a file its name; only one that contains `name`."""

    def dying(real: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def named(self: Path, target: Path) -> Path:
            if name in Path(target).name:
                os._exit(DIED)
            return real(self, target)

        return named

    for how in NAMINGS:
        setattr(Path, how, dying(getattr(Path, how)))
    work(folder)
