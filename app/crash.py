"""The crash net: whatever nobody caught is written down without any word of people, and the window goes on.

It is hung up before Qt is loaded (`install`), and learns of Qt afterwards (`watch_qt`).
"""

import contextlib
import faulthandler
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from app.crash_report import HEAD, key_of, preamble, report_of, speaker_of, stack_here
from app.logbook import Logbook
from resources.private import make_private_folder, open_private, write_private

KEPT = 10  # reports of earlier runs
MOST_OF_ONE = 3  # a mistake in painting comes back sixty times a second
MOST_BYTES = 200_000
FAULTS = "fault.txt"
IN_ROW = "faults-in-row.txt"  # how many runs in a row ended in a fault of the machine


class CrashNet:
    """The net of one run. `tell`: called on any thread with the key of a mistake, after it was written down."""

    def __init__(self, folder: Path | None, version: Callable[[], str], logbook: Logbook) -> None:
        """`folder` None: nothing can be kept; reports go to standard error only."""
        self._folder = folder
        self._version = version
        self._logbook = logbook
        self._seen: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._before: tuple[Any, Any, Any] | None = None
        self._qt_before: Any = None
        self._watching = False
        self._faults: TextIO | None = None
        self.tell: Callable[[str], object] | None = None
        self.says_itself: Callable[[BaseException], bool] = lambda _: False  # a failure that has a sentence, no mistake
        self.last_fault: Path | None = None  # the report of the run before, which ended in a fault of the machine
        self.faults_in_row = 0
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        self.file = folder / f"crash-{stamp}-{os.getpid()}.txt" if folder else None

    def install(self) -> None:
        """Hang the net up: exceptions of all threads, those nobody can raise, and faults of the machine."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable
        self._sweep()
        self._watch_faults()

    def watch_qt(self) -> None:
        """Take Qt's messages too; called once Qt is loaded."""
        from PySide6.QtCore import qInstallMessageHandler

        self._qt_before = qInstallMessageHandler(self._on_qt)
        self._watching = True

    def take_down(self) -> None:
        """Give every hook back; called last, when the program ends by itself."""
        if self._watching:
            from PySide6.QtCore import qInstallMessageHandler

            qInstallMessageHandler(self._qt_before)
            self._watching = False
        if self._before is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
            self._before = None
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None
            self._forget_empty_faults()

    def report(self, error: BaseException, where: str = "job") -> None:
        """Write down a mistake that was caught, such as a job's failure without a sentence, and tell of it."""
        try:
            key = key_of(error)
            if self._is_worth_writing(key):
                self._write(report_of(error, self._version(), where))
                self._logbook.note("crashed", where=where)
        except Exception:  # noqa: BLE001 - the net itself must hold, whatever is thrown into it
            _say("Polku met a mistake of its own, and could not write it down.")
            return
        if self.tell is not None and where != "unraisable":
            with contextlib.suppress(Exception):
                self.tell(key)

    # -- the hooks ------------------------------------------------------------------------------

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            _quit_qt()
            return
        if _is_main_thread() and self._has_said(error):
            return
        self.report(error.with_traceback(trace), "main" if _is_main_thread() else "thread")
        for name in ("last_exc", "last_value", "last_traceback"):  # they keep every local alive, people's words too
            if hasattr(sys, name):
                delattr(sys, name)

    def _has_said(self, error: BaseException) -> bool:
        try:
            return self.says_itself(error)
        except Exception:  # noqa: BLE001 - then it is written down as a mistake
            return False

    def _on_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not issubclass(told.exc_type, SystemExit):
            self.report(told.exc_value, "thread")

    def _on_unraisable(self, told: Any) -> None:
        if told.exc_value is not None:
            self.report(told.exc_value, "unraisable")

    def _on_qt(self, kind: Any, context: Any, message: str) -> None:
        """Write down who in Qt warns, and from which place of ours; never the message."""
        from PySide6.QtCore import QtMsgType

        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            return
        with contextlib.suppress(Exception):
            category = str(getattr(context, "category", "") or "default")
            place = stack_here(sys._getframe(1))
            line = " ".join(part for part in (kind.name, category, speaker_of(message), place) if part)
            if self._is_worth_writing(f"qt {line}"):
                self._logbook.write(f"qt {line}")
            if kind == QtMsgType.QtFatalMsg:  # the program ends right after this
                about_plugins = category.startswith("qt.qpa.plugin")  # no document is open yet, so no words
                _say(message if about_plugins else f"Qt ended the program: {line}")
                self._write("\n".join([*preamble(self._version(), "qt"), line, ""]))

    # -- files ----------------------------------------------------------------------------------

    def _is_worth_writing(self, key: str) -> bool:
        with self._lock:
            self._seen[key] += 1
            return self._seen[key] <= MOST_OF_ONE

    def _write(self, text: str) -> None:
        _say(text)
        if self.file is None:
            return
        try:
            fresh = not self.file.exists()
            if not fresh and self.file.stat().st_size > MOST_BYTES:
                return
            with open_private(self.file) as report:
                report.write((HEAD if fresh else "") + text)
        except OSError:
            return

    def _watch_faults(self) -> None:
        """Let a fault of the machine leave its stack in a file; what one left before becomes a report."""
        if self._folder is None:
            return
        place = self._folder / FAULTS
        with contextlib.suppress(OSError):
            make_private_folder(self._folder)
            self._look_at_last(place, self._folder)
            self._faults = open_private(place)
            faulthandler.enable(self._faults, all_threads=True)

    def _look_at_last(self, place: Path, folder: Path) -> None:
        """Make a report of the fault that ended the run before, and count how many did so one after the other."""
        count = folder / IN_ROW
        if not (place.is_file() and place.stat().st_size):
            count.unlink(missing_ok=True)
            return
        stamp = datetime.fromtimestamp(place.stat().st_mtime, UTC).strftime("%Y%m%d-%H%M%S")
        self.last_fault = folder / f"crash-{stamp}-fault.txt"
        place.replace(self.last_fault)
        before = count.read_text(encoding="utf-8").strip() if count.is_file() else "0"
        self.faults_in_row = 1 + (int(before) if before.isdecimal() else 0)
        write_private(count, str(self.faults_in_row))

    def _forget_empty_faults(self) -> None:
        assert self._folder is not None  # noqa: S101 - there is a file of faults only in a folder
        place = self._folder / FAULTS
        with contextlib.suppress(OSError):
            if not place.stat().st_size:
                place.unlink()

    def _sweep(self) -> None:
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            for old in sorted(self._folder.glob("crash-*.txt"))[:-KEPT]:
                old.unlink(missing_ok=True)


def _say(text: str) -> None:
    """Write to standard error, where there is one: a program without a console has none."""
    with contextlib.suppress(Exception):
        print(text, file=sys.stderr, flush=True)  # noqa: T201


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _quit_qt() -> None:
    if core := sys.modules.get("PySide6.QtCore"):
        core.QCoreApplication.quit()
