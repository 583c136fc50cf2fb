"""R21 for hours: two processes fight for one file while their clocks jump. Never two writers, nothing lost."""

import multiprocessing
import random
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from models import queries
from models.errors import PolkuError
from models.project import Project
from tests.models.support import add_note


def _duellist(path: str, name: str, seconds: float, said: Connection) -> None:
    chance, until = random.Random(name), time.monotonic() + seconds  # noqa: S311 - moments, no secret
    saved, refused, number = list[str](), 0, 0
    while time.monotonic() < until:
        jump = timedelta(hours=chance.choice((0, 0, -2, 8760, -8760, 1)))
        try:
            with Project.open(Path(path), clock=lambda jump=jump: datetime.now(UTC) + jump) as project:
                for _ in range(chance.randint(1, 4)):
                    number += 1
                    add_note(project, f"{name} {number}")
                    saved.append(f"{name} {number}")
        except PolkuError:
            refused += 1
            time.sleep(chance.uniform(0, 0.02))
    said.send((saved, refused))


def _said(here: Any) -> tuple[list[str], int]:
    """Return what a process told at its end; nothing where it ended by a mistake."""
    try:
        return here.recv()
    except EOFError:
        return [], 0


def soak_locks(seconds: float) -> dict[str, object]:
    """Let two processes open, write and close one file; at the end every acknowledged note is there once."""
    counts, context = Counter[str](), multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "p.polku"
        Project.create(path, "Title").close()
        pipes = [context.Pipe(duplex=False) for _ in range(2)]
        duel = [
            context.Process(target=_duellist, args=(str(path), f"laptop {at}", seconds, there))
            for at, (_, there) in enumerate(pipes)
        ]
        for one, (_, there) in zip(duel, pipes, strict=True):
            one.start()
            there.close()  # so that the end of who ended early is heard
        told = [_said(here) for here, _ in pipes]
        for one in duel:
            one.join()
            counts["violations"] += one.exitcode != 0
        with Project.open(path) as project:
            found = Counter(note.voices[0].words for note in project.ask(queries.notes))
            counts["violations"] += len(project.faults())
    expected = Counter(word for saved, _ in told for word in saved)
    counts["violations"] += sum((expected - found).values()) + sum((found - expected).values())
    counts["notes written"] = sum(expected.values())
    counts["kept out"] = sum(refused for _, refused in told)
    return dict(counts)
