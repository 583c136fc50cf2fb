"""Writes a file beside its target and puts it in place only when it is whole: no half files, no lost old ones."""

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

from models.errors import Refused
from resources.half_made import part_name, sweep
from resources.settled import settle_names
from resources.texts import N_

T = TypeVar("T")

PROJECT_SUFFIX = ".polku"
_SQLITE = b"SQLite format 3\x00"
_DEVICES = frozenset(
    ("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10)))
)
_LONGEST = 120  # bytes of a file name without its suffix; some folders are encrypted and allow 143


class Cancelled(Exception):
    """The person stopped the export; nothing was written."""


def write_file(path: Path, writer: Callable[[BinaryIO], T]) -> T:
    """Calls `writer` with an open binary file and puts what it wrote at `path`; returns the writer's answer.

    Whatever the writer raises is passed on, with the old file untouched and nothing left beside it. Raises Refused,
    before the writer is called, when `path` may not be written: a folder, a device, a project, no right.
    """
    check(path)
    sweep(path.parent)
    part = path.with_name(part_name(path.name))
    try:
        with _create(part, path) as file:
            answer = writer(file)
            file.flush()
            os.fsync(file.fileno())
        _replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    settle_names(path.parent)
    return answer


def check(path: Path) -> None:
    """Raises Refused with a sentence when a document must not or cannot be written at `path`."""
    folder = path.parent
    if not folder.is_dir():
        raise Refused(N_("There is no folder “{name}”. Choose another place."), name=str(folder))
    if path.is_dir():
        raise Refused(N_("“{name}” is a folder. Choose a file name inside it."), name=path.name)
    if path.suffix.lower() == PROJECT_SUFFIX:
        raise Refused(N_("“{name}” is the name of a project. Choose a name for the document."), name=path.name)
    if path.exists() and not path.is_file():
        raise Refused(N_("“{name}” is not a usual file. Choose another name."), name=path.name)
    if path.exists() and _is_database(path):
        raise Refused(N_("“{name}” is a project or another database and is not overwritten."), name=path.name)
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise _no_right(path)


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16) == _SQLITE
    except OSError:
        return False


def _no_right(path: Path) -> Refused:
    return Refused(
        N_("“{name}” cannot be written there. Choose another folder, or close the program that has it open."),
        name=path.name,
    )


def _create(part: Path, path: Path) -> BinaryIO:
    try:
        return part.open("xb")
    except FileExistsError:  # ours, left by a crash of a process that had the same number
        part.unlink()
        return part.open("xb")
    except PermissionError as trouble:
        raise _no_right(path) from trouble


def _replace(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except PermissionError as trouble:  # on Windows: open in another program
        raise _no_right(path) from trouble


def safe_name(title: str, fallback: str = "polku") -> str:
    """A title as a file name (without suffix) that every system takes and that stays in its folder."""
    text = unicodedata.normalize("NFC", title)
    text = "".join(" " if unicodedata.category(c)[0] in "CZ" or c in '<>:"/\\|?*' else c for c in text)
    text = " ".join(text.split()).strip(". ")
    while len(text.encode("utf-8")) > _LONGEST:
        text = text[:-1]
    text = text.strip(". ")
    if text.partition(".")[0].strip().upper() in _DEVICES:
        text = "_" + text
    return text or fallback
