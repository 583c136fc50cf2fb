"""What happened to one row, field by field: before and after, with what can be done about it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models.history_details import FieldChange, RowChange
from widgets.context import Context
from widgets.history.words import LONG, field_name, is_place, row_title, shortened, value_words
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow
from widgets.parts.labels import Label, caption, muted
from widgets.theme import GRID


class FieldView(QWidget):
    """One field: its name, what it held, what it holds; long texts are shortened until all is asked for."""

    def __init__(self, context: Context, table: str, field: FieldChange, currency: str, kind: str) -> None:
        super().__init__()
        tr = context.tr
        self._words = tuple(value_words(tr, table, field, currency, after=after) for after in (False, True))
        self._tr, self._kind = tr, kind
        self.name = caption(field_name(tr, table, field.column))
        self.was, self.now = Label("", "muted"), Label("")
        self.more = Button(context.look, tr("Show all"), "", "link", self.show_all)
        self.setLayout(column(self.name, self.was, self.now, flow(self.more), spacing=2))
        self._place = is_place(field)
        self._say(whole=False)
        self.more.setVisible(any(len(words) > LONG for words in self._words))

    def show_all(self) -> None:
        """Show long texts whole."""
        self._say(whole=True)
        self.more.hide()

    def _say(self, *, whole: bool) -> None:
        tr = self._tr
        was, now = (words if whole else shortened(words) for words in self._words)
        if self._place:
            was, now = "", tr("moved in its list")
        elif self._kind == "changed":
            was = tr("Before: {words}", words=was) if was else tr("Before: nothing")
            now = tr("After: {words}", words=now) if now else tr("After: nothing")
        for label, words in ((self.was, was), (self.now, now)):
            label.setText(words)
            label.setVisible(bool(words))
        self.setAccessibleName(". ".join(part for part in (self.name.text(), was, now) if part))


class RowView(QWidget):
    """One row of a step: what happened, its fields, and the ways back where there are any."""

    def __init__(
        self,
        context: Context,
        row: RowChange,
        currency: str,
        ways: tuple[tuple[str, Callable[[], object]], ...] = (),
        *,
        titled: bool = True,
    ) -> None:
        super().__init__()
        tr = context.tr
        self.row = row
        title = Label(row_title(tr, row), "strong")
        self.fields = [FieldView(context, row.table, one, currency, row.kind) for one in row.fields]
        said = tr("Confirmed.") if row.confirmed else tr("Written, and not confirmed by this step.")
        stamp = muted(said)
        hidden = muted(tr("Its words are not shown."))
        self.ways = [Button(context.look, words, "undo-2", "", run) for words, run in ways]
        self.setLayout(
            column(title, stamp, hidden, *self.fields, *([flow(*self.ways)] if ways else []), spacing=2 * GRID)
        )
        for label, shown in (
            (title, titled),
            (stamp, row.table == "answer" and not row.hidden),
            (hidden, row.hidden),
        ):  # once they have a parent: before, each would be a window
            label.setVisible(shown)
        self.setAccessibleName(row_title(tr, row))
