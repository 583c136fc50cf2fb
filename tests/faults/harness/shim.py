"""Builds the shim between a program and its disk, and steers it from within the program that it was loaded into."""

import ctypes
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from shutil import which
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
SOURCE = Path(__file__).with_name("shim.c")
LOADED = "POLKU_SHIM"
WRITE, READ, SYNC, CUT, OPEN, UNLINK, RENAME, MARK = (1 << n for n in range(8))
NAMES = {
    WRITE: "write",
    READ: "read",
    SYNC: "fsync",
    CUT: "ftruncate",
    OPEN: "open",
    UNLINK: "unlink",
    RENAME: "rename",
}


def why_not() -> str:
    """Return why there can be no shim on this computer, or an empty text."""
    if sys.platform != "linux":
        return "the shim of the disk is for Linux: it is loaded with LD_PRELOAD"
    return "" if which("cc") else "there is no C compiler (cc) to build the shim of the disk with"


@cache
def built() -> Path:
    """Compile the shim, once in a process; it goes to a folder that this user alone can write."""
    made = Path(tempfile.mkdtemp(prefix="polku-shim-")) / "shim.so"
    command = ["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", str(made), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return made


def run_under(module: str, *arguments: object, timeout: float = 600) -> dict[str, Any]:
    """Run a module of ours with the shim loaded; return what it prints at the end as JSON."""
    environment = {**os.environ, "LD_PRELOAD": str(built()), LOADED: str(built())}
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout)
    if done.returncode:
        raise AssertionError(f"{module} ended with {done.returncode}:\n{done.stderr[-4000:]}")
    return json.loads(done.stdout.splitlines()[-1])


class Shim:
    """The shim that this process was started with."""

    def __init__(self, folder: Path) -> None:
        self._lib = ctypes.CDLL(os.environ[LOADED])
        self._lib.shim_arm.argtypes = [ctypes.c_long, ctypes.c_uint, ctypes.c_int, ctypes.c_uint]
        self._lib.shim_mark.argtypes = [ctypes.c_uint64]
        self._lib.shim_made.restype = self._lib.shim_fired.restype = ctypes.c_long
        self._lib.shim_calls.restype = ctypes.POINTER(ctypes.c_ubyte)
        self._lib.shim_watch(os.fsencode(folder))

    def arm(self, nth: int, kinds: int, error: int, *, lasting: bool) -> None:
        """Let the n-th call to the disk from now on fail, if it is of these kinds; `lasting`: all later ones too."""
        self._lib.shim_arm(nth, kinds, error, int(lasting))

    def count(self) -> None:
        """Begin to count anew; nothing fails."""
        self._lib.shim_arm(0, 0, 0, 0)

    def calm(self) -> None:
        """Let nothing fail any more."""
        self._lib.shim_calm()

    @property
    def fired(self) -> int:
        """How many calls failed since it was armed."""
        return int(self._lib.shim_fired())

    @property
    def calls(self) -> list[int]:
        """The kinds of all calls since counting began."""
        return self._lib.shim_calls()[: self._lib.shim_made()]

    def record(self, descriptor: int) -> None:
        """Write down every call that changes the disk from now on; -1: no more."""
        self._lib.shim_log(descriptor)

    def mark(self, number: int) -> None:
        """Write down that the person was told of something."""
        self._lib.shim_mark(number)
