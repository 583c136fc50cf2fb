"""Somebody types into real fields in a process that is killed at any moment; what is left of the words is counted.

`python -m tests.faults.typing` is the process: it loads everything once, then makes a child for each line it reads,
before there is any window or open file. A child opens the project, shows one field and types into it until it is
killed, telling after each letter how many there are and when.
"""

import importlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from models.drafts_aside import drafts
from models.edits.project import ChangeProject
from models.project import Project

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("note", "story", "form", "line", "over")
EVERY = 20  # milliseconds between two letters
LETTERS = "sana "
MOST = 1500  # letters of one child
ALLOWED = 2.0  # seconds of typing that may be lost


@dataclass(frozen=True)
class Kill:
    """One killed process: letters typed, letters found again, and seconds of typing between the two."""

    place: str
    typed: int
    kept: int
    lost: float
    stalled: float  # the longest time in which the machine let it do nothing


def text_of(count: int) -> str:
    """The first letters of what is typed."""
    return (LETTERS * (count // len(LETTERS) + 1))[:count]


def kill_while_typing(rounds: int, chance: random.Random, at_once: int = 5) -> list[Kill]:
    """Kill that many processes at random moments of their typing."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "p.polku"
        Project.create(path, "Typing").close()
        command = [sys.executable, "-m", "tests.faults.typing"]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=environment
        ) as made:
            kills: list[Kill] = []
            for first in range(0, rounds, at_once):
                numbers = range(first, min(first + at_once, rounds))
                kills += _some(made, [_Round(Path(folder), path, number, chance) for number in numbers])
            made.communicate()
        return kills


class _Round:
    """One process to be killed: its own copy of the project, and the file it tells its letters in."""

    def __init__(self, folder: Path, project: Path, number: int, chance: random.Random) -> None:
        self.place = PLACES[number % len(PLACES)]
        self.path, self.told = folder / f"{number}.polku", folder / f"{number}.txt"
        self.after = chance.uniform(0.1, 4.0)  # seconds after the first letter
        self.process = 0
        shutil.copyfile(project, self.path)

    def moments(self) -> list[float]:
        lines = self.told.read_text(encoding="ascii").splitlines() if self.told.exists() else []
        return [float(line) for line in lines[:-1]] if lines else []  # the last line may be half written

    def result(self, killed: float) -> Kill:
        moments = self.moments()
        with Project.open(self.path) as project:
            found = [words for _, words in project.ask(drafts)]
            found += [text for text in _values(project) if text.startswith(LETTERS[:2])]
        kept = max(
            (len(words.rstrip()) for words in found if words.rstrip() == text_of(len(words)).rstrip()), default=0
        )
        gone = moments[kept + 1] if kept + 1 < len(moments) else killed  # blanks at the end are no loss
        stalled = max((b - a for a, b in zip(moments, [*moments[1:], killed], strict=True)), default=0.0)
        return Kill(self.place, len(moments), kept, killed - gone, stalled)


def _values(project: Project) -> Iterator[str]:
    from models import queries

    yield project.ask(queries.project).organisation


def _some(made: "subprocess.Popen[bytes]", rounds: list[_Round]) -> list[Kill]:
    assert made.stdin is not None
    assert made.stdout is not None
    for one in rounds:
        made.stdin.write(f"{one.place} {one.path} {one.told}\n".encode())
        made.stdin.flush()
        one.process = int(made.stdout.readline())
    waiting, kills = list(rounds), list[Kill]()
    while waiting:
        time.sleep(0.01)
        for one in list(waiting):
            moments = one.moments()
            if moments and time.monotonic() >= moments[0] + one.after:
                os.kill(one.process, signal.SIGKILL)
                killed = time.monotonic()
                while psutil.pid_exists(one.process):
                    time.sleep(0.005)
                kills.append(one.result(killed))
                waiting.remove(one)
    return kills


# -- the process ------------------------------------------------------------------------------------


def _type(place: str, path: Path, told: Path) -> None:
    """Type until killed."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication([])
    field, keeping = _field(place, path)
    assert isinstance(field, QWidget)
    field.window().show()
    field.setFocus()
    count, parent = [0], os.getppid()
    handle = os.open(told, os.O_CREAT | os.O_APPEND | os.O_WRONLY)

    def letter() -> None:
        if os.getppid() != parent or count[0] > MOST:
            os._exit(1)  # nobody is there to kill it
        at = time.monotonic()
        QTest.keyClicks(field, LETTERS[count[0] % len(LETTERS)])
        count[0] += 1
        os.write(handle, f"{at:.4f}\n".encode())

    clock = QTimer()
    clock.setInterval(EVERY)
    clock.timeout.connect(letter)
    clock.start()
    application.exec()
    del keeping


def _field(place: str, path: Path) -> tuple[object, object]:
    """The field of a place, and what has to live as long as it."""
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QTextEdit

    from tests.widgets.support import context_of
    from widgets.capture.bar import CaptureBar
    from widgets.fields.field import Field
    from widgets.fields.form import Form
    from widgets.map.text.inline import AtLine
    from widgets.prepare.adding import AddLine

    context = context_of(Project.open(path))
    if place in ("note", "story"):
        bar = CaptureBar(context)
        bar.open(place)
        return bar.words, (bar, context)
    if place == "line":
        line = AddLine(context, "Group", "", lambda *_: True, "typing", longest=30_000)
        return line.line, (line, context)
    if place == "form":

        def save(key: str, value: object, told: Callable[[str], object]) -> bool:
            return context.document.perform(ChangeProject({key: value}), told) is not None

        form = Form(context, (Field("organisation", "Organisation", "text"),), save, "project")
        form.show_values("row", {"organisation": ""})
        return form.editor("organisation").target(), (form, context)

    view = QTextEdit()
    view.resize(400, 300)
    over = AtLine(context, view, lambda: QRect(0, 0, 300, 30))
    view.show()
    over.open("map/typing", "", "Words", lambda *_: True)
    return over.words, (over, view, context)


def _serve() -> None:
    """Load everything, then make a child for each line."""
    for module in ("tests.widgets.support", "widgets.capture.bar", "widgets.prepare.adding", "widgets.map.text.inline"):
        importlib.import_module(module)  # once, for all children

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the killed are buried at once
    for line in sys.stdin:
        place, path, told = line.split()
        process = os.fork()
        if not process:
            os.close(0)
            os.close(1)
            _type(place, Path(path), Path(told))
            os._exit(0)
        sys.stdout.write(f"{process}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
