"""The sheet of all shortcuts, built from the commands themselves, so that it cannot be wrong."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from resources.texts import Translator
from widgets.command import Command
from widgets.dialogs.base import Dialog
from widgets.dialogs.reader import Reader, safe
from widgets.look import Look
from widgets.parts.buttons import Button, native
from widgets.parts.frames import column

Groups = list[tuple[str, list[Command]]]


class ShortcutSheet(Dialog):
    """All commands that have a shortcut, by menu and room; typing finds them."""

    def __init__(self, look: Look, tr: Translator, groups: Groups, parent: QWidget | None = None) -> None:
        """`groups`: a translated heading and its commands; a group without any shortcut is left out."""
        super().__init__(look, tr("Shortcuts"), parent, (620, 620))
        self._tr = tr
        self._rows = [(heading, [row for row in map(self._row, listed) if row[1]]) for heading, listed in groups]
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find by name or key"))
        self.search.setAccessibleName(tr("Find a shortcut by name or key"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._show())
        self.reader = Reader(look, tr("Shortcuts"))
        close = Button(look, tr("Close"), "", "", self.reject, "Esc")
        copy = Button(look, tr("Copy as text"), "copy", "quiet", self.copy, hint=tr("To paste and print elsewhere"))
        self.fill(column(self.search, self.reader, spacing=12), [close, copy])
        look.changed.connect(self._show)
        self._show()
        self.search.setFocus()

    def text(self) -> str:
        """Return the whole sheet as plain text, to print or to paste."""
        lines: list[str] = []
        for heading, rows in self._rows:
            if rows:
                width = max(len(keys) for _, keys in rows)
                lines += [heading, *(f"  {keys:<{width}}  {name}" for name, keys in rows), ""]
        return "\n".join(lines).rstrip("\n") + "\n"

    def copy(self) -> None:
        """Put the sheet into the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrow keys scroll while the search has the cursor."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            bar = self.reader.verticalScrollBar()
            page = bar.pageStep() if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) else bar.singleStep()
            down = key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
            bar.setValue(bar.value() + (page if down else -page))
            return
        super().keyPressEvent(event)

    def _row(self, command: Command) -> tuple[str, str]:
        keys = ", ".join(native(one) for one in command.shortcut.split(" ") if one)
        return self._tr(command.text), keys

    def _show(self) -> None:
        words = self.search.text().casefold().split()
        bold = QFontMetrics(self._look.font(bold=True))
        wide = max((bold.horizontalAdvance(keys) for _, rows in self._rows for _, keys in rows), default=0)
        parts: list[str] = []
        for heading, rows in self._rows:
            found = [row for row in rows if _fits(words, heading, *row)]
            if found:
                lines = (
                    f"<tr><td width='{wide}'><b>{safe(keys)}</b></td><td>{safe(name)}</td></tr>" for name, keys in found
                )
                parts.append(f"<h2>{safe(heading)}</h2><table>{''.join(lines)}</table>")
        nothing = self._tr("No shortcut is called “{words}”.", words=self.search.text())
        self.reader.show_html("".join(parts) or f"<p>{safe(nothing)}</p>")
        self.reader.verticalScrollBar().setValue(0)


def _fits(words: list[str], heading: str, name: str, keys: str) -> bool:
    told = f"{heading} {name} {keys}".casefold()
    return all(word in told for word in words)
