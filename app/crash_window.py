"""Brings a mistake from any thread to the one crash dialog: never two at once, and none about itself."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from app.crash import CrashNet
from resources.texts import Translator
from widgets.dialogs.crash import CrashDialog, Mistake
from widgets.look import Look

QUIET = 60.0  # seconds in which the same mistake is written down and not told again


class CrashWindow(QObject):
    """Shows the crash dialog. `close_window` is called when the person wants to close Polku."""

    _caught = Signal(str)

    def __init__(
        self,
        net: CrashNet,
        look: Look,
        tr: Translator,
        show_report: Callable[[Path], object],
        close_window: Callable[[], object],
        start_safely: Callable[[], object] = lambda: None,
    ) -> None:
        """`start_safely`: called when the person wants Polku to start again in safe mode."""
        super().__init__()
        self._net, self._look, self._tr = net, look, tr
        self._show_report, self._close_window, self._start_safely = show_report, close_window, start_safely
        self._told: dict[str, float] = {}
        self._broken = False
        self.dialog: CrashDialog | None = None
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)
        net.tell = self._caught.emit

    def tell_of_last(self) -> None:
        """Say at the start that the program broke off last time, where it did; safe mode is offered from twice on."""
        if self._net.last_fault is not None and self.dialog is None:
            self._open(Mistake(self._net.last_fault, _read(self._net.last_fault), True, self._net.faults_in_row > 1))

    def _show(self, key: str) -> None:
        now = time.monotonic()
        quiet = now - self._told.get(key, -QUIET) < QUIET
        if self._broken or self.dialog is not None or quiet:
            return
        self._told[key] = now
        try:
            file = self._net.file if self._net.file and self._net.file.is_file() else None
            self._open(Mistake(file, _read(file) if file else ""))
        except Exception as error:  # noqa: BLE001 - a mistake in telling of a mistake is told once, and only written
            self._broken, self.dialog = True, None
            self._net.report(error, "crash-dialog")

    def _open(self, mistake: Mistake) -> None:
        dialog = CrashDialog(self._look, self._tr, mistake, self._show_report, QApplication.activeWindow())
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.close_wanted.connect(self._leave)
        dialog.safe_wanted.connect(self._start_safely)
        dialog.open()
        dialog.go_on.setFocus()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _leave(self) -> None:
        try:
            self._close_window()
        except Exception as error:  # noqa: BLE001 - the person wants to go, and nothing may hold them
            self._broken = True
            self._net.report(error, "closing")
            QApplication.exit(1)


def _read(report: Path) -> str:
    """Return what a report says; the file is ours and holds no words of people."""
    try:
        return report.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
