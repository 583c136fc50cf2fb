"""Polku from a fresh checkout: `python3 start.py` sets everything up in .venv and starts it.

    python3 start.py [arguments]     set up what is missing, then run polku with the arguments
    python3 start.py setup           only set up; the command is then .venv/bin/polku (.venv/Scripts/polku.exe)
    python3 start.py test [--quick] [-- pytest arguments]
                                     set up the test tools as well; run lint, types, import rule and all tests

It needs Python 3.11 or newer and, the first time, the network. A second start finds its stamp and does nothing more.
Every Python 3 must be able to read this file, so that one that is too old can say so: no syntax newer than 3.6 here.
How the setting up works stands in bootstrap/.
"""

import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OLDEST = (3, 11)
NEWEST_FIRST = ("3.14", "3.13", "3.12", "3.11")
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a private folder is made there
ROOM = 8 * 1024**3  # bytes: among what tests make is a whole environment


def is_new_enough(python: str) -> bool:
    """Tell whether the command is a Python that runs Polku; a stub that only claims to be one is not."""
    question = "import sys; sys.exit(0 if sys.version_info >= %r else 1)" % (OLDEST,)
    try:
        return subprocess.call([python, "-c", question], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def find_newer_python() -> "str | None":
    """Return the newest suitable Python on the path."""
    found = (shutil.which("python" + version) for version in NEWEST_FIRST)
    return next((python for python in found if python and is_new_enough(python)), None)


def hand_over() -> int:
    """Run this file again with a newer Python, or say that there is none."""
    newer = find_newer_python()
    if newer:
        return subprocess.call([newer, str(Path(__file__).resolve()), *sys.argv[1:]])
    have = ".".join(str(part) for part in sys.version_info[:3])
    text = "Polku needs Python 3.11 or newer, and this is Python %s. Install a newer one and start again with it."
    sys.stderr.write(text % have + "\n")
    return 2


if __name__ == "__main__" and sys.version_info < OLDEST:
    sys.exit(hand_over())

from bootstrap.environment import set_up  # noqa: E402 - an older Python does not understand what follows
from bootstrap.places import Places, Trouble, say  # noqa: E402
from bootstrap.system import bring_browser  # noqa: E402


def run(command: list[str], cwd: "Path | None" = None) -> int:
    """Run a program to its end and return its exit code."""
    code = subprocess.call(command, cwd=cwd)
    return code if code >= 0 else 128 - code


def split_test_arguments(arguments: list[str]) -> tuple[bool, list[str]]:
    """Return whether only the quick tests were asked for, and what goes on to pytest."""
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    ours, pytests = arguments[:cut], arguments[cut + 1 :]
    unknown = [argument for argument in ours if argument != "--quick"]
    if unknown:
        raise Trouble("'start.py test' knows --quick, and passes on what stands after --; not %s." % unknown[0])
    return "--quick" in ours, pytests


def stages(places: Places, quick: bool, pytests: list[str]) -> list[tuple[str, list[str]]]:
    """Return what the test command runs, in order: the name shown, and the program."""
    selection = ["-m", "not slow"] if quick else []
    return [
        ("Lint", [str(places.tool("ruff")), "check", "."]),
        ("Format", [str(places.tool("ruff")), "format", "--check", "."]),
        ("Types", [str(places.tool("basedpyright"))]),
        ("Import rule", [str(places.tool("lint-imports")), "--no-logo"]),
        # One process a processor; "-- -n 0" runs them one after the other, for a debugger.
        ("Tests", [str(places.python), "-m", "pytest", "-n", "auto", "--dist", "worksteal", *selection, *pytests]),
    ]


def bytecode(places: Places) -> "dict[str, str]":
    """Return settings by which the hundreds of programs that tests start do not each compile all modules anew.

    What is compiled lies in the environment, not beside the sources: also for somebody who wants none there.
    """
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(places.env / "bytecode")}


@contextlib.contextmanager
def passing_files() -> "Iterator[None]":
    """Let tests keep what is not for long in memory, where the system has a roomy place for that: they store thousands
    of times, and would wait for a disk each time. A place that somebody chose (TMPDIR) stays."""
    roomy = IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free >= ROOM
    if not roomy or "TMPDIR" in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="polku-", dir=IN_MEMORY, ignore_cleanup_errors=True) as folder:
        os.environ["TMPDIR"] = folder
        try:
            yield
        finally:
            del os.environ["TMPDIR"]


def run_tests(places: Places, arguments: list[str]) -> int:
    """Run all checks until one fails. The tests come last, so that their summary ends the output."""
    quick, pytests = split_test_arguments(arguments)
    set_up(places, tests=True)
    bring_browser()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.update(bytecode(places))
    with passing_files():
        for name, command in stages(places, quick, pytests):
            say("== %s" % name)
            code = run(command, cwd=places.root)
            if code:
                sys.stderr.write("This stage failed: %s.\n" % name)
                return code
    return 0


def run_setup(places: Places, arguments: list[str]) -> int:
    """Set up and say where the command is."""
    if arguments:
        raise Trouble("'start.py setup' takes nothing more; not %s." % arguments[0])
    set_up(places, tests=False)
    say("Ready: %s" % places.tool("polku"))
    return 0


def run_polku(places: Places, arguments: list[str]) -> int:
    """Set up and run Polku itself, in the folder that the person is in; without arguments it shows the example."""
    set_up(places, tests=False)
    return run([str(places.tool("polku")), *(arguments or ["--example"])])


def do(places: Places, arguments: list[str]) -> int:
    """Do what was asked for and return the exit code."""
    jobs = {"test": run_tests, "setup": run_setup}
    if arguments and arguments[0] in jobs:
        return jobs[arguments[0]](places, arguments[1:])
    return run_polku(places, arguments)


def main(arguments: list[str]) -> int:
    """Do what was asked for; 2 and a sentence when something stands in the way."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return do(Places(Path(__file__).resolve().parent), arguments)
    except Trouble as trouble:
        sys.stderr.write("%s\n" % trouble)
    except PermissionError as error:
        sys.stderr.write("There is no right to write %s. Start Polku from a folder of your own.\n" % error.filename)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Start again to go on.\n")
        return 130
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
