"""Half-typed words of a cell as a draft in the file, at most two seconds old: a crash takes no sentence away."""

from PySide6.QtCore import QObject, QTimer

from widgets.context import Context
from widgets.fields.form import DRAFT
from widgets.fields.place_field import PlaceField


class CellDraft(QObject):
    """Follows the field of one cell as long as it is open. `place`: among the drafts, the same as on the canvas."""

    def __init__(self, context: Context, field: PlaceField, place: str) -> None:
        super().__init__(field)
        self._context, self._field, self._place = context, field, place
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT)
        self._timer.timeout.connect(self._keep)
        field.textChanged.connect(self._typed)

    def words(self) -> str:
        """Return what was half typed here before."""
        return self._context.document.draft(self._place)

    def end(self) -> None:
        """Forget it: what was typed is kept, or dropped."""
        self._timer.stop()
        if not self._context.document.is_closed and self.words():
            self._context.document.keep_draft(self._place, "")

    def _typed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _keep(self) -> None:
        text = self._field.toPlainText().strip()
        if text and not self._context.document.is_closed:
            self._context.document.keep_draft(self._place, text)
