"""Files that only this person may read: settings, the log, crash reports, words that are being typed."""

import os
from pathlib import Path
from typing import TextIO

from resources.half_made import write_whole

FILE, FOLDER = 0o600, 0o700


def make_private_folder(folder: Path) -> None:
    """Make a folder for this person alone; one that is there already stays as it is. OSError: it cannot be made."""
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER)


def open_private(path: Path) -> TextIO:
    """Open a text file for appending; a new one is for this person alone. OSError: it cannot be written."""
    make_private_folder(path.parent)
    handle = os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, FILE)
    return os.fdopen(handle, "a", encoding="utf-8", errors="backslashreplace")


def write_private(path: Path, text: str) -> None:
    """Write a text file for this person alone: beside its place, then put there. OSError: the old one is as it was."""
    make_private_folder(path.parent)
    write_whole(path, text, FILE)
