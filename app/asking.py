"""The person at the file dialogs and questions, and the system that opens files; see widgets/asking.py."""

import contextlib
import os
import re
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from resources.texts import Translator
from widgets.asking import PrintOrder
from widgets.dialogs.question import Question
from widgets.look import Look

FILE_MANAGER = ("org.freedesktop.FileManager1", "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1")
LONGEST_WAIT = 2000  # milliseconds for the file manager of a desktop
FIRST_SUFFIX = re.compile(r"\*(\.[\w.]+)")


class SystemAsking:
    """Asks with the system's own file dialogs, and over whatever window is in front."""

    def __init__(self, look: Look, tr: Translator) -> None:
        self._look, self._tr = look, tr

    def file_to_open(self, title: str, patterns: str, folder: Path) -> Path | None:
        """Ask for a file that is there; None: the person thought better of it."""
        dialog = self._dialog(title, patterns, folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return _chosen(dialog)

    def files_to_open(self, title: str, patterns: str, folder: Path) -> tuple[Path, ...]:
        """Ask for any number of files that are there; none: the person thought better of it."""
        dialog = self._dialog(title, patterns, folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return _all_chosen(dialog)

    def file_to_save(self, title: str, patterns: str, proposed: Path) -> Path | None:
        """Ask where to save; a file that is there is only returned after the person agreed to replace it.

        The question is ours: systems ask before the suffix is added, and would let another file be replaced unasked.
        """
        dialog = self._dialog(title, patterns, proposed.parent)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(proposed.name)
        while (chosen := _chosen(dialog)) is not None:
            path = with_suffix(chosen, patterns)
            asked = sys.platform == "darwin" and path == chosen  # there the system asks in any case
            if asked or not os.path.lexists(path) or self._may_replace(path):
                return path
        return None

    def folder_to_use(self, title: str, folder: Path) -> Path | None:
        """Ask for a folder that is there; None: the person thought better of it."""
        dialog = QFileDialog(_in_front(), title, str(nearest_folder(folder)))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return _chosen(dialog)

    def agreed(self, question: str, explanation: str, yes: str, no: str) -> bool:
        """Ask a question with two answers; True: the person chose `yes`. `no` is what Escape and Enter choose."""
        dialog = Question(self._look, question, explanation, yes, no, _in_front())
        agreed = bool(dialog.exec())
        with contextlib.suppress(RuntimeError):  # the window below was closed meanwhile and took the question along
            dialog.deleteLater()
        return agreed

    def open_file(self, path: Path) -> bool:
        """Open a file with the program the system has for it; only files that are there, never an address."""
        return path.is_file() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute())))

    def show_in_folder(self, path: Path) -> bool:
        """Show a file in its folder; where the system cannot mark it, open the folder."""
        place = path.absolute()
        if not place.exists():
            place = place.parent
        shown = {"win32": _show_on_windows, "darwin": _show_on_macos}.get(sys.platform, _show_on_desktop)
        return shown(place) or QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute().parent)))

    def has_printer(self) -> bool:
        """Tell whether a printer is set up on this computer."""
        from app import printing

        return printing.has_printer()

    def order_print(self, title: str, pages: int) -> PrintOrder | None:
        """Ask for a printer and which of `pages` to print; None: the person thought better of it."""
        from app import printing

        return printing.order_print(title, pages, _in_front())

    def _dialog(self, title: str, patterns: str, folder: Path) -> QFileDialog:
        dialog = QFileDialog(_in_front(), title, str(nearest_folder(folder)))
        dialog.setNameFilters(patterns.split(";;"))
        return dialog

    def _may_replace(self, path: Path) -> bool:
        return self.agreed(
            self._tr("Replace “{name}”?", name=path.name),
            self._tr("There is a file of that name already. What is in it will be lost."),
            self._tr("Replace it"),
            self._tr("Choose another name"),
        )


def with_suffix(path: Path, patterns: str) -> Path:
    """Return a path with the first suffix of the patterns, where it has none of theirs."""
    known = [suffix.lower() for suffix in FIRST_SUFFIX.findall(patterns)]
    if not known or any(path.name.lower().endswith(suffix) for suffix in known):
        return path
    return path.with_name(path.name + known[0])


def nearest_folder(folder: Path) -> Path:
    """Return a folder, or the nearest above it that is there: Documents/Polku is made with the first project only."""
    return next((one for one in (folder, *folder.parents) if one.is_dir()), Path.home())


def _chosen(dialog: QFileDialog) -> Path | None:
    return next(iter(_all_chosen(dialog)), None)


def _all_chosen(dialog: QFileDialog) -> tuple[Path, ...]:
    return tuple(Path(name) for name in dialog.selectedFiles() if name) if dialog.exec() else ()


def _in_front() -> QWidget | None:
    """Return the window to ask over; not a dialog that was just closed, which would take the new one along."""
    windows = (QApplication.activeModalWidget(), QApplication.activeWindow())
    return next((window for window in windows if window is not None and window.isVisible()), None)


def _show_on_windows(path: Path) -> bool:
    """Explorer reads its own command line: the path is quoted, the option is not. No name there holds a quote."""
    option = "/select," if path.is_file() else ""
    return _started(f'explorer {option}"{path}"')


def _show_on_macos(path: Path) -> bool:
    return _started(["/usr/bin/open", "-R", str(path)])


def _started(command: str | list[str]) -> bool:
    try:
        import subprocess  # slow to load, and rarely needed

        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return True


def _show_on_desktop(path: Path) -> bool:
    """Ask the file manager of the desktop over the session's bus; False: there is no bus or no file manager."""
    try:
        from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage
    except ImportError:
        return False
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    call = QDBusMessage.createMethodCall(*FILE_MANAGER, "ShowItems")
    address = QUrl.fromLocalFile(str(path)).toString(QUrl.ComponentFormattingOption.FullyEncoded)
    call.setArguments([[address], ""])
    reply = bus.call(call, QDBus.CallMode.Block, LONGEST_WAIT)
    return reply.type() == QDBusMessage.MessageType.ReplyMessage
