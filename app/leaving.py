"""The session ends: log-off, shut-down, a signal. What is typed is in the file first, and nobody is asked anything."""

import contextlib
import signal
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from app.program import Program

SIGNALS = ("SIGTERM", "SIGHUP", "SIGBREAK")
MAY_STAY = 30_000  # milliseconds: a log-off that was called off; then questions may be asked again


class Leaving(QObject):
    """Minds the end of the session for one program."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._hearing, self._speaking = socket.socketpair()
        for end in (self._hearing, self._speaking):
            end.setblocking(False)
        self._ear = QSocketNotifier(self._hearing.fileno(), QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._heard)
        self._before: dict[int, object] = {}
        self._woken = -1

    def watch(self) -> None:
        """Mind signals and the session manager from now on."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self.keep_all, Qt.ConnectionType.DirectConnection)
        with contextlib.suppress(ValueError):  # signals belong to the main thread only
            self._woken = signal.set_wakeup_fd(self._speaking.fileno(), warn_on_full_buffer=False)
            for name in SIGNALS:
                if number := getattr(signal, name, None):
                    self._before[number] = signal.signal(number, lambda *_: None)  # heard through the socket

    def stop(self) -> None:
        """Give the signals back."""
        with contextlib.suppress(ValueError):
            for number, handler in self._before.items():
                signal.signal(number, handler)  # pyright: ignore[reportArgumentType]
            if self._before:
                signal.set_wakeup_fd(self._woken)
        self._before.clear()
        self._ear.setEnabled(False)
        for end in (self._hearing, self._speaking):
            end.close()

    def keep_all(self, *_: object) -> None:
        """Put what is typed into the file, or beside it, and ask nothing from now on."""
        self._program.rescue.ending = True
        QTimer.singleShot(MAY_STAY, self, self._stay)
        if self._program.workspace is not None:
            self._program.workspace.document.settle()

    def leave(self) -> None:
        """Keep everything and close the window."""
        self.keep_all()
        self._program.window.close()

    def _heard(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            numbers = self._hearing.recv(64)
            if any(number in self._before for number in numbers):
                self.leave()

    def _stay(self) -> None:
        self._program.rescue.ending = False
