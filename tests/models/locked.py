"""What the tests of locked projects share."""

import subprocess
import sys
from pathlib import Path

import pytest

from models import cipher
from models.driver import can_lock

RIGHT, OTHER = "four plain words here", 'quite another one, päivä 🙂 it\'s "mine"'
with_cipher = pytest.mark.skipif(
    not can_lock(), reason="the driver of this system is the stock one, which knows no locks"
)
COPY = "import shutil, sys; [shutil.copy(one, sys.argv[1]) for one in sys.argv[2:]]"


def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let keys be made quickly. What a real one is, the tests with other programs say."""
    monkeypatch.setattr(cipher, "ROUNDS", 10)


def as_after_a_crash(path: Path, folder: Path) -> Path:
    """Return a copy of an open project with its log, as a crash leaves it.

    Another program copies: closing a handle of our own on an open file would drop SQLite's locks.
    """
    folder.mkdir()
    found = [str(one) for one in path.parent.glob(f"{path.name}*")]
    subprocess.run([sys.executable, "-c", COPY, str(folder), *found], check=True)
    return folder / path.name
