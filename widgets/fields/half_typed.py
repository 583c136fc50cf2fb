"""What is half typed, as a draft in the file that is at most two seconds old: a crash takes no words away."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.context import Context
from widgets.fields.form import DRAFT
from widgets.fields.place_field import PlaceField


class HalfTyped(QObject):
    """Follows a field as long as it is there. `place`: among the drafts."""

    def __init__(self, context: Context, field: QWidget, place: str) -> None:
        super().__init__(field)
        self.place = place
        self._document = context.document
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT)
        self._timer.timeout.connect(self.keep)

    def words(self) -> str:
        """Return what was half typed here before."""
        return self._document.draft(self.place) if self.place else ""

    def keep(self) -> None:
        """Keep what is typed, now."""
        raise NotImplementedError

    def end(self) -> None:
        """Forget it: what was typed is kept otherwise, or dropped."""
        self._timer.stop()
        if not self._document.is_closed and self.words():
            self._document.keep_draft(self.place, "")

    def typed(self) -> None:
        """Keep it soon."""
        if not self._timer.isActive():
            self._timer.start()


class CellDraft(HalfTyped):
    """Of a field that stands over a view; its place is the same on the canvas and in the table."""

    def __init__(self, context: Context, field: PlaceField, place: str) -> None:
        super().__init__(context, field, place)
        self._field = field
        field.textChanged.connect(self.typed)

    def keep(self) -> None:
        """Keep what is typed, where there is something."""
        text = self._field.toPlainText().strip()
        if text and not self._document.is_closed:
            self._document.keep_draft(self.place, text)


class LineDraft(HalfTyped):
    """Of a line. One with a `place` always stands for the same, and shows its words; others `begin` a place."""

    def __init__(self, context: Context, line: QLineEdit, place: str = "") -> None:
        super().__init__(context, line, place)
        self._line = line
        self._edited = False  # in this place, since it began
        line.textEdited.connect(lambda _: self.typed())
        context.document.settling.connect(self.keep)
        if place:
            line.setText(self.words())

    def begin(self, place: str) -> str:
        """Follow the line as one of another place from now on; return what was half typed there before."""
        self.keep()
        self.place, self._edited = place, False
        return self.words()

    def typed(self) -> None:
        """Keep it soon, and at the latest when everybody settles."""
        self._edited = True
        super().typed()

    def keep(self) -> None:
        """Keep what is typed, also that nothing is left of it."""
        self._timer.stop()
        if self._edited and self.place and not self._document.is_closed and self._line.text() != self.words():
            self._document.keep_draft(self.place, self._line.text())

    def settle(self, *, kept: bool) -> None:
        """Forget it where it was kept otherwise; let it stay a draft where that was refused."""
        self.end() if kept else self.keep()

    def end(self) -> None:
        """Forget it."""
        self._edited = False
        super().end()
