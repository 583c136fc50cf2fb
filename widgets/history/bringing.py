"""Before a thing is brought back: what would change, then one button; or the sentence why it cannot come back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from models import bringing_back, history_details
from models.edits.restoring import RestoreRow
from models.errors import Refused
from models.history_details import RowChange
from models.reader import Reader
from widgets.context import Context
from widgets.history.change_view import RowView
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, Surface, column, flow
from widgets.parts.labels import Label
from widgets.theme import GRID

MOST = 12  # rows that are listed; the others are counted


def would_change(reader: Reader, table: str, row_id: str, seq: int, after: bool) -> tuple[RowChange, ...]:
    """Return what bringing a row back would change. Refused: with the sentence why it cannot come back."""
    plan = bringing_back.plan(reader, table, row_id, seq, after)
    return history_details.row_changes(reader, plan.images())


class Bringing(Surface):
    """Asks once more, with what would change below each other. `done`: it came back; `left`: leave it as it is."""

    done = Signal()
    left = Signal()

    def __init__(self, context: Context, table: str, row_id: str, seq: int, after: bool, currency: str) -> None:
        super().__init__("focus-card")
        self._context = context
        self._edit = RestoreRow(table, row_id, seq, after)
        tr, look = context.tr, context.look
        self.said = Callout(look, "waiting", "")
        self.said.hide()
        self.title = Label(tr("Bringing it back would change:"), "strong")
        self.bring = Button(look, tr("Bring it back"), "check", "primary", self._bring)
        self.leave = Button(look, tr("Leave it as it is"), "", "quiet", self.left.emit, "Esc")
        self.rows: list[RowView] = []
        self.more = Label("", "muted")
        listed = column(spacing=2 * GRID)
        buttons = flow(self.bring, self.leave)
        self.setLayout(column(self.said, self.title, listed, self.more, buttons, spacing=2 * GRID, margin=3 * GRID))
        for row in self._listed(currency):
            listed.addWidget(row)
        self.more.setVisible(bool(self.more.text()))
        self.setAccessibleName(tr("What bringing it back would change"))

    def take_focus(self) -> None:
        """Put the focus on the button that brings it back, else on the one that leaves it."""
        (self.bring if self.bring.isVisibleTo(self) else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave it by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _listed(self, currency: str) -> list[RowView]:
        edit, tr = self._edit, self._context.tr
        try:
            rows = self._context.document.ask(would_change, edit.table, edit.row_id, edit.seq, edit.after)
        except Refused as error:
            self._refuse(error.sentence(tr))
            return []
        self.rows = [RowView(self._context, row, currency) for row in rows[:MOST]]
        rest = len(rows) - len(self.rows)
        self.more.setText(tr.count("and {n} more", "and {n} more", rest) if rest else "")
        return self.rows

    def _refuse(self, sentence: str) -> None:
        self.said.say(sentence)
        self.said.show()
        self.title.hide()
        self.more.hide()
        self.bring.hide()
        self.leave.say(self._context.tr("Close"))

    def _bring(self) -> None:
        document, tr = self._context.document, self._context.tr
        if document.perform(self._edit, self._refuse) is not None:
            self._context.notices.say(tr("It is back as it was then."), tr("Undo"), document.undo)
            self.done.emit()
