"""Where the tested SQLite is missing, the commands and the window say so, and what needs it is refused aloud."""

import os
import subprocess
import sys
from pathlib import Path

from tests.app.support import ROOT

COMMAND = """
import sys
sys.modules["sqlcipher3"] = None
from app.__main__ import main
raise SystemExit(main(sys.argv[1:]))
"""
WINDOW = """
import sys
sys.modules["sqlcipher3"] = None
from pathlib import Path
from tests.journeys.window import opened, settle
from app.startup import make_application, say_safe_mode
make_application()
with opened(Path(sys.argv[1])) as person:
    say_safe_mode(person.program)
    print(person.window.notices.sentence())
    person.new_project("An evening")
    person.window.notices.hide()
    person.program.locking.lock()
    settle()
    print(person.window.notices.sentence(), person.program.locking.dialog)
"""


def without_sqlcipher(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "QT_QPA_PLATFORM": "offscreen"},
        timeout=300,
    )


def test_j10_commands_work_and_say_that_the_driver_is_another_one(tmp_path: Path) -> None:
    path = tmp_path / "care.polku"
    made = without_sqlcipher(COMMAND, "new", path, "--title", "Care")
    assert made.returncode == 0, made.stderr
    told = without_sqlcipher(COMMAND, "info", path)
    assert told.returncode == 0, told.stderr
    assert "Safe mode: Polku uses the SQLite" in told.stderr
    assert "cannot lock a project with a password here" in told.stderr
    before = path.read_bytes()
    refused = without_sqlcipher(COMMAND, "lock", path, "--password-stdin")
    assert refused.returncode == 2
    assert "lacks the part of Polku that locks files" in refused.stderr
    assert path.read_bytes() == before


def test_j10_the_window_says_it_once_and_locks_nothing(tmp_path: Path) -> None:
    ran = without_sqlcipher(WINDOW, tmp_path / "home")
    assert ran.returncode == 0, ran.stderr
    first, second = ran.stdout.splitlines()
    assert first.startswith("Safe mode: Polku uses the SQLite")
    assert second.endswith("None")
    assert "lacks the part of Polku that locks files" in second
