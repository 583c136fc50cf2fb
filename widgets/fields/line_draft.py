"""What is half typed in a line, as a draft in the file that is at most two seconds old: a crash takes no words away."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from widgets.context import Context
from widgets.fields.form import DRAFT


class LineDraft(QObject):
    """Follows a line. `place`: among the drafts, for a line that always stands for the same; others `begin` a place."""

    def __init__(self, context: Context, line: QLineEdit, place: str = "") -> None:
        super().__init__(line)
        self._document, self._line, self._place = context.document, line, place
        self._typed = False  # in this place, since it began
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT)
        self._timer.timeout.connect(self.keep)
        line.textEdited.connect(self._on_typed)
        context.document.settling.connect(self.keep)
        if place:
            line.setText(self.words())

    def begin(self, place: str) -> str:
        """Follow the line as one of another place from now on; return what was half typed there before."""
        self.keep()
        self._place, self._typed = place, False
        return self.words()

    def words(self) -> str:
        """Return what was half typed here before."""
        return self._document.draft(self._place) if self._place else ""

    def keep(self) -> None:
        """Keep what is typed, now."""
        self._timer.stop()
        if self._typed and self._place and not self._document.is_closed and self._line.text() != self.words():
            self._document.keep_draft(self._place, self._line.text())

    def end(self) -> None:
        """Forget it: what was typed is kept otherwise, or dropped."""
        self._timer.stop()
        self._typed = False
        if not self._document.is_closed and self.words():
            self._document.keep_draft(self._place, "")

    def _on_typed(self) -> None:
        self._typed = True
        if not self._timer.isActive():
            self._timer.start()
