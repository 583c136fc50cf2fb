"""Damages a project file in the ways that disks, sticks and transfers do, and tells whether its content changed."""

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.driver import driver
from models.errors import PolkuError
from models.integrity import Fault
from models.odd_values import INDEX, tables
from models.project import Project
from models.shapes import shapes

PAGE, SECTOR = 4096, 512


def dice(seed: int) -> random.Random:
    """Return what decides what is damaged: the same for the same seed."""
    return random.Random(seed)  # noqa: S311 - a seed is the point


def flip(content: bytearray, rng: random.Random) -> None:
    """Turn one bit."""
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)


def zero(content: bytearray, rng: random.Random) -> None:
    """Lose one sector."""
    at = rng.randrange(len(content) // SECTOR) * SECTOR
    content[at : at + SECTOR] = bytes(SECTOR)


def swap(content: bytearray, rng: random.Random) -> None:
    """Write two pages to each other's place."""
    one, other = (at * PAGE for at in rng.sample(range(len(content) // PAGE), 2))
    content[one : one + PAGE], content[other : other + PAGE] = (
        content[other : other + PAGE],
        content[one : one + PAGE],
    )


def cut(content: bytearray, rng: random.Random) -> None:
    """Lose the end of the file."""
    del content[rng.randrange(len(content)) :]


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (flip, flip, zero, swap, cut)


@dataclass(frozen=True)
class Looked:
    """What became of opening and fully checking a file."""

    refused: str
    faults: tuple[Fault, ...] = ()
    was_set_aside: bool = False

    @property
    def is_detected(self) -> bool:
        """Whether the damage was noticed."""
        return bool(self.refused or self.faults or self.was_set_aside)


def look(path: Path, password: str | None = None) -> Looked:
    """Open a file for reading and check it; anything but a sentence is a fault of ours and is raised."""
    try:
        with Project.open(path, reading=True, password=password) as project:
            return Looked("", project.full_check(), project.set_aside is not None)
    except PolkuError as error:
        return Looked(str(error))


def content_of(path: Path) -> str | None:
    """Return the hash of every row that people's work stands in, read without any of our checks; None: not readable.

    The index of the search is made of the rest, and the order of rows in their table means nothing.
    """
    raw: Any = driver.connect(path.as_uri() + "?mode=ro", uri=True)
    raw.text_factory = bytes
    found = hashlib.sha256()
    try:
        for table in tables():
            if table != INDEX:
                rows = sorted(map(repr, raw.execute(f'SELECT * FROM "{table}" NOT INDEXED').fetchall()))
                found.update("\n".join((table, *rows)).encode())
    except (driver.Error, UnicodeDecodeError):  # the driver quotes damaged bytes in what it says of them
        return None
    finally:
        raw.close()
    return found.hexdigest()


def rows_of(path: Path) -> set[tuple[object, ...]]:
    """Return every row of the recorded tables with the name of its table."""
    raw: Any = driver.connect(str(path))
    try:
        return {(name, *row) for name, shape in shapes().items() for row in raw.execute(shape.select_all).fetchall()}
    finally:
        raw.close()
