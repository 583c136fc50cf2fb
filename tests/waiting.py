"""Waiting for the program: Qt goes on, and so do the threads of its jobs.

Qt's own `QTest.qWait` keeps Python's lock: a thread beside it gets a hundredth of the time it has here.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer


def pause(milliseconds: int) -> None:
    """Let Qt and the threads of jobs work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()


def wait_until(happened: Callable[[], object], seconds: float = 60.0, step: int = 2) -> None:
    """Look every `step` milliseconds whether something has happened. TimeoutError: it never did."""
    last = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > last:
            raise TimeoutError("that never happened")
        pause(step)
