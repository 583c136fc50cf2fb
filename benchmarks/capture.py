"""D1 with the window: from the key press of Enter in the bar to the painted card on the wall.

The reference is the raw commit of the same two rows by the driver, by turns in the same run. The window is the real one
on the offscreen platform with a project of `existing` notes.
"""

import os
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.measure import Figure, quicker
from benchmarks.notes import notes
from benchmarks.raw import CONTRIBUTION, VOICE, raw_file, rows_of
from models.edits.voices import AddNotes
from models.project import Project
from models.writer import CodeSupply

PAINTED_LIMIT = 16.0  # milliseconds: one frame at 60 Hz
WARM_UP = 10
PATIENCE = 30.0  # seconds after which something is broken


def measure(count: int = 200, existing: int = 2000, folder: Path | None = None) -> tuple[Figure, ...]:
    """Keep `count` notes by Enter, each timed alone."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    painted: list[float] = []
    raw: list[float] = []
    with TemporaryDirectory(dir=folder) as name:
        path = Path(name) / "capture.polku"
        with Project.create(path, "Capture") as project:
            project.perform(AddNotes(tuple(notes(existing))))
        with raw_file(Path(name)) as connection:
            _keep_notes(Path(name), path, count + WARM_UP, connection, painted, raw)
    painted, raw = painted[WARM_UP:], raw[WARM_UP:]
    slowest = quicker(painted, 99) * 1000
    return (
        Figure("D1", "Enter to the painted card, 99 of 100 are quicker", slowest, "ms", PAINTED_LIMIT),
        Figure("D1", "Enter to the painted card / raw commit of its rows, medians", median(painted) / median(raw)),
    )


def _keep_notes(folder: Path, path: Path, count: int, connection: Any, painted: list[float], raw: list[float]) -> None:
    from app.collector import Collector
    from tests.waiting import pause

    program, room = _window(folder, path)
    pause(500)
    collector = Collector()  # as the program itself does: garbage is collected between two events
    collector.start()
    codes = CodeSupply(1, 0)
    for note in notes(count):
        raw.append(_committed(connection, rows_of(note, codes)))
        painted.append(_kept(room, note.voices[0].words))
        pause(2)
    collector.stop()
    program.window.close()


def _window(folder: Path, path: Path) -> tuple[Any, Any]:
    """Return the program and its room Capture, on screen."""
    from PySide6.QtWidgets import QApplication

    from app.arguments import Launch
    from app.paths import find_paths
    from app.startup import begin, make_application, make_program

    make_application()
    launch = Launch(path, folder / "profile")
    program = make_program(find_paths(launch.profile), launch, lambda: date(2027, 5, 14))
    program.window.resize(1366, 768)
    program.window.show()
    begin(program, launch)
    last = perf_counter() + PATIENCE
    while program.workspace is None:
        QApplication.processEvents()
        if perf_counter() > last:
            raise TimeoutError("the project did not open")
    program.show_room("capture")
    return program, program.workspace.room("capture")


def _committed(connection: Any, rows: tuple[Any, Any]) -> float:
    """Commit the rows by the driver alone and return the seconds."""
    start = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(CONTRIBUTION.insert, rows[0])
    connection.execute(VOICE.insert, rows[1][0])
    connection.execute("COMMIT")
    return perf_counter() - start


def _kept(room: Any, words: str) -> float:
    """Press Enter in the bar and return the seconds until the new card was painted."""
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    class Painted(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.seen = self.seen or event.type() == QEvent.Type.Paint
            return False

    wall, watcher = room.wall.cards, Painted()
    room.bar.words.setPlainText(words)
    QApplication.processEvents()
    before = len(wall.cards.cards) and wall.cards.cards[0].id
    wall.viewport().installEventFilter(watcher)
    watcher.seen = False
    start = perf_counter()
    QTest.keyClick(room.bar.words, Qt.Key.Key_Return)
    while not (watcher.seen and wall.cards.cards and wall.cards.cards[0].id != before):
        QApplication.processEvents()
        if perf_counter() - start > PATIENCE:
            raise TimeoutError("the card was not painted")
    taken = perf_counter() - start
    wall.viewport().removeEventFilter(watcher)
    return taken
