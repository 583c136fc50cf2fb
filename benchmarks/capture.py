"""D1 with the window: from the key press of Enter in the bar to the painted card on the wall.

The reference is the raw commit of the same two rows by the driver, by turns in the same run. The window is the real one
on the offscreen platform with a project of `existing` notes.
"""

import os
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.measure import Figure
from benchmarks.notes import notes
from benchmarks.raw import CONTRIBUTION, VOICE, raw_file, rows_of
from models.edits.voices import AddNotes
from models.project import Project
from models.writer import CodeSupply

PAINTED_LIMIT = 16.0  # milliseconds: one frame at 60 Hz
WARM_UP = 10


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
    slowest = quantiles(painted, n=100)[98] * 1000
    return (
        Figure("D1", "Enter to the painted card, 99 of 100 are quicker", slowest, "ms", PAINTED_LIMIT),
        Figure("D1", "Enter to the painted card / raw commit of its rows, medians", median(painted) / median(raw)),
    )


def _keep_notes(
    folder: Path, path: Path, count: int, connection: object, painted: list[float], raw: list[float]
) -> None:
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.arguments import Launch
    from app.paths import find_paths
    from app.startup import begin, make_application, make_program

    class Painted(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.seen = self.seen or event.type() == QEvent.Type.Paint
            return False

    make_application()
    launch = Launch(path, folder / "profile")
    program = make_program(find_paths(launch.profile), launch, lambda: date(2027, 5, 14))
    program.window.resize(1366, 768)
    program.window.show()
    begin(program, launch)
    while program.workspace is None:
        QApplication.processEvents()
    program.show_room("capture")
    room = program.workspace.room("capture")
    bar, wall = room.bar, room.wall.cards  # pyright: ignore[reportAttributeAccessIssue]
    watcher = Painted()
    QTest.qWait(500)
    codes = CodeSupply(1, 0)
    for note in notes(count):
        head, voices = rows_of(note, codes)
        start = perf_counter()
        connection.execute("BEGIN IMMEDIATE")  # pyright: ignore[reportAttributeAccessIssue]
        connection.execute(CONTRIBUTION.insert, head)  # pyright: ignore[reportAttributeAccessIssue]
        connection.execute(VOICE.insert, voices[0])  # pyright: ignore[reportAttributeAccessIssue]
        connection.execute("COMMIT")  # pyright: ignore[reportAttributeAccessIssue]
        raw.append(perf_counter() - start)
        bar.words.setPlainText(note.voices[0].words)
        QApplication.processEvents()
        before = wall.cards.cards[0].id if wall.cards.cards else ""
        wall.viewport().installEventFilter(watcher)
        watcher.seen = False
        start = perf_counter()
        QTest.keyClick(bar.words, Qt.Key.Key_Return)
        while not (watcher.seen and wall.cards.cards and wall.cards.cards[0].id != before):
            QApplication.processEvents()
        painted.append(perf_counter() - start)
        wall.viewport().removeEventFilter(watcher)
        QTest.qWait(2)
    program.window.close()
    QApplication.processEvents()
