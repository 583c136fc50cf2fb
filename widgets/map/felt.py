"""How the marked card feels: one row of −2 … +2 for each group, and one for people whose group nobody said."""

from PySide6.QtWidgets import QWidget

from models.records import CardRecord, FeelingRecord
from widgets.canvas.feelings import signed
from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import column
from widgets.parts.labels import Label, caption
from widgets.theme import GRID

VALUES = (-2, -1, 0, 1, 2)


class FeltRow(QWidget):
    """One group. Choosing the same value again takes it back."""

    def __init__(self, context: Context, editing: Editing, group_id: str | None, name: str) -> None:
        super().__init__()
        self._context, self._editing, self._group_id = context, editing, group_id
        self._own: FeelingRecord | None = None
        self._last: FeelingRecord | None = None
        tr = context.tr
        self.name = Label(name)
        options = [(str(value), signed(value), "") for value in VALUES]
        self.choices = Choices(context.look, tr("How it feels: {group}", group=name), options, may_be_none=True)
        self.choices.chosen.connect(self._chosen)
        self.others = Label("", "muted")
        self.clear = Button(context.look, tr("Take the last one back"), kind="link", clicked=self._clear_last)
        self.setLayout(column(self.name, self.choices, self.others, self.clear, spacing=GRID))

    def show_said(self, said: list[FeelingRecord]) -> None:
        """Show what was said for this group at the card."""
        tr, workshop_id = self._context.tr, self._context.session.workshop_id
        self._own = None
        if self._group_id is not None:
            own = [one for one in said if one.participant_id is None and one.workshop_id == workshop_id]
            self._own = own[-1] if own else None
        self.choices.show_code("" if self._own is None else str(self._own.value))
        rest = [one for one in said if one is not self._own]
        nameless = [one for one in rest if one.participant_id is None and self._group_id is None]
        self._last = nameless[-1] if nameless else None
        values = ", ".join(signed(one.value) for one in rest)
        if self._group_id is None:
            self.others.setText(tr("Said so far: {values}", values=values))
        else:
            self.others.setText(tr("Also said: {values}", values=values))
        self.others.setVisible(bool(rest))
        self.clear.setVisible(self._last is not None)

    def _chosen(self, code: str) -> None:
        if code:
            self._editing.say_feeling(int(code), self._group_id)
        elif self._own is not None:
            self._editing.clear_feeling(self._own)

    def _clear_last(self) -> None:
        if self._last is not None:
            self._editing.clear_feeling(self._last)
            self.choices.focus_chosen()


class FeltBox(QWidget):
    """All groups at the marked card. A group nobody said anything for is legal."""

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        self._context, self._desk, self._editing = context, desk, editing
        self._rows: dict[str | None, FeltRow] = {}
        self._names: tuple[tuple[str | None, str], ...] = ()
        self._layout = column(caption(context.tr("How it feels")), spacing=2 * GRID)
        self.setLayout(self._layout)

    def show_card(self, card: CardRecord) -> None:
        """Show what was said at a card."""
        self._show_groups()
        path = self._desk.path
        felt = [one for one in path.feelings if one.touchpoint_id == card.id] if path else []
        for group_id, row in self._rows.items():
            row.show_said(
                [one for one in felt if (one.segment_id if one.segment_id in self._rows else None) == group_id]
            )

    def _show_groups(self) -> None:
        tr = self._context.tr
        names: list[tuple[str | None, str]] = [(group.id, group.name) for group in self._desk.groups]
        names.append((None, tr("Group not said")))
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        for row in self._rows.values():
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {key: FeltRow(self._context, self._editing, key, name) for key, name in names}
        for row in self._rows.values():
            self._layout.addWidget(row)
