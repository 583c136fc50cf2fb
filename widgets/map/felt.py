"""How the marked card feels: a row of −2 … +2 for each group, each person, and those whose group nobody said."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from models import queries
from models.records import CardRecord, FeelingRecord
from widgets.canvas.feelings import signed
from widgets.context import Context
from widgets.fields.chosen import ChoiceBox
from widgets.fields.half_typed import LineDraft
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.saying import Line
from widgets.parts.buttons import Button, Choices, IconButton
from widgets.parts.frames import column, flow, row
from widgets.parts.labels import Label, caption
from widgets.theme import GRID

VALUES = (-2, -1, 0, 1, 2)
FEW = 6  # rows up to which all are shown
LEAST = 4  # rows that are shown at any rate
LONGEST_NOTE = 300


class FeltRow(QWidget):
    """One of them. Choosing the same value again takes it back."""

    def __init__(self, context: Context, editing: Editing, line: Line) -> None:
        super().__init__()
        self._context, self._editing, self.line = context, editing, line
        self._card_id = ""
        self._own: FeelingRecord | None = None
        self._last: FeelingRecord | None = None
        tr, look = context.tr, context.look
        self.name = Label(tr("{person} · {group}", person=line.name, group=line.group) if line.group else line.name)
        options = [(str(value), signed(value), "") for value in VALUES]
        self.choices = Choices(look, tr("How it feels: {group}", group=line.name), options, may_be_none=True)
        self.choices.chosen.connect(self._chosen)
        self.pen = IconButton(look, tr("Write a note beside it"), "pencil", self._toggle_note)
        self.pen.setAccessibleName(tr("Write a note beside it: {who}", who=line.name))  # no people's words in a tooltip
        self.note = QLineEdit()
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setAccessibleName(tr("Note: {who}", who=line.name))
        self.note.setPlaceholderText(tr("Why it feels so"))
        self.note.editingFinished.connect(self._keep_note)
        context.document.settling.connect(self._keep_note)
        self._draft = LineDraft(context, self.note)
        self.others = Label("", "muted")
        self.clear = Button(look, tr("Take the last one back"), kind="link", clicked=self._clear_last)
        said = row(self.choices, self.pen, spacing=GRID)
        said.setStretch(0, 1)
        self.setLayout(column(self.name, said, self.note, self.others, self.clear, spacing=GRID))

    def show_said(self, card_id: str, code: str, withdrawn: frozenset[str], *, present: bool) -> None:
        """Show what was said at a card. `code`: of the story that this person told of it; `present`: the keys say it
        for this row."""
        saying, tr = self._editing.saying, self._context.tr
        if card_id != self._card_id:
            self._keep_note()
            self.note.hide()
        self._card_id = card_id
        said = saying.said(card_id, self.line.who)
        self._own = own = saying.own(card_id, self.line.who)
        self.name.set_kind("strong" if present else "")
        self.choices.show_code("" if own is None else str(own.value))
        rest = [one for one in said if one is not own]
        self._last = rest[-1] if rest and self.line.who.is_nameless else None
        self.others.setText(self._others(rest, code))
        self.others.setVisible(bool(self.others.text()))
        self.clear.setVisible(self._last is not None)
        hidden = own is not None and own.story_id in withdrawn
        self.pen.setVisible(own is not None and not hidden)
        kept = self._half_typed() if own is not None and not hidden else ""
        if not self.note.hasFocus():
            self.note.setText(kept or (own.note if own and not hidden else ""))
        self.note.setVisible(not hidden and own is not None and bool(kept or own.note or not self.note.isHidden()))
        self.note.setToolTip(tr("Kept with Enter"))

    def is_said(self) -> bool:
        """Tell whether something was said here."""
        return self._own is not None or bool(self.others.text())

    def _others(self, rest: list[FeelingRecord], code: str) -> str:
        tr = self._context.tr
        values = ", ".join(signed(one.value) for one in rest)
        if rest:
            so_far = self.line.who.is_nameless
            return tr("Said so far: {values}", values=values) if so_far else tr("Also said: {values}", values=values)
        return tr("Told the story {code}", code=code) if code else ""

    def _chosen(self, code: str) -> None:
        if code:
            self._editing.saying.say(self._card_id, self.line.who, int(code))
        elif self._own is not None:
            self._editing.saying.clear(self._own)

    def _clear_last(self) -> None:
        if self._last is not None:
            self._editing.saying.clear(self._last)
            self.choices.focus_chosen()

    def _toggle_note(self) -> None:
        if self.note.isVisible():
            self.choices.focus_chosen()
            self.note.setVisible(bool(self.note.text()))
        else:
            self.note.show()
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _half_typed(self) -> str:
        """Return what was half typed of this feeling before, where it is shown for the first time."""
        assert self._own is not None  # noqa: S101 - asked before
        place = f"map/felt/{self._own.id}"
        return self._draft.begin(place) if place != self._draft.place else ""

    def _keep_note(self) -> None:
        own = self._own
        if own is not None and not self.note.isHidden() and self.note.text().strip() != own.note:
            self._own = None  # keeping it shows the row anew, which would keep it again
            kept = self._editing.saying.note(own, self.note.text())
            self._draft.settle(kept=kept)
            if not kept:
                self._own = own


class NewPerson(QWidget):
    """A line for a pseudonym or a number, and a group; Enter adds them. `left`: it is to go."""

    added = Signal()
    left = Signal()

    def __init__(self, context: Context, editing: Editing) -> None:
        super().__init__()
        self._context, self._editing = context, editing
        tr, look = context.tr, context.look
        self.line = QLineEdit()
        self.line.setMaxLength(200)
        self.line.setAccessibleName(tr("Pseudonym or number; nobody needs a name"))
        self.line.returnPressed.connect(self._add)
        self.group = ChoiceBox(look)
        self.group.setAccessibleName(tr("Group of the person"))
        self.group.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.group.setMinimumContentsLength(8)
        self.told = Label("", "error")
        self.told.hide()
        add = Button(look, tr("Add"), "plus", "", self._add)
        leave = Button(look, tr("Cancel"), "", "quiet", self.left.emit)
        self.setLayout(column(self.line, self.group, self.told, flow(add, leave, spacing=GRID), spacing=GRID))

    def begin(self, groups: Sequence[tuple[str, str]], group_id: str | None) -> None:
        """Offer the next free number, and the groups."""
        self.group.clear()
        self.group.addItem(self._context.tr("Group not said"), "")
        for row_id, name in groups:
            self.group.addItem(name, row_id)
        self.group.setCurrentIndex(max(0, self.group.findData(group_id or "")))
        self.told.hide()
        self.line.setText(self._editing.saying.suggested_name())
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _add(self) -> None:
        group_id = str(self.group.currentData() or "") or None
        if self._editing.saying.add_person(self.line.text(), group_id, self._refused) is not None:
            self.added.emit()

    def _refused(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.show()


class FeltBox(QWidget):
    """Everybody at the marked card; where they are many, those who said nothing here are folded."""

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        self._context, self._desk, self._editing = context, desk, editing
        self._rows: dict[str, FeltRow] = {}
        self._lines: tuple[Line, ...] = ()
        self._unfolded = False
        self._card: CardRecord | None = None
        tr, look = context.tr, context.look
        self._list = column(spacing=2 * GRID)
        self.more = Button(look, "", "chevron-down", "link", self._toggle_fold)
        self.add = Button(look, tr("A person"), "plus", "link", self._begin_person, hint=tr("Say it for one person"))
        self.person = NewPerson(context, editing)
        self.person.hide()
        self.person.added.connect(self._added)
        self.person.left.connect(self._leave_person)
        editing.saying.turned.connect(self._turned)
        parts = (caption(tr("How it feels")), self._list, flow(self.more, self.add), self.person)
        self.setLayout(column(*parts, spacing=2 * GRID))

    def show_card(self, card: CardRecord) -> None:
        """Show what was said at a card."""
        if self._card is not None and self._card.id != card.id and self.person.isVisible():
            self.person.hide()
        self._card = card
        saying, ask = self._editing.saying, self._context.document.ask
        told = {one.participant_id: one.code for one in saying.tellers(card.id)}
        lines = saying.lines(card.id)
        self._show_lines(lines)
        present, withdrawn = saying.present(lines), ask(queries.withdrawn_ids)
        for line in lines:
            self._rows[line.who.key].show_said(card.id, told.get(line.who.key, ""), withdrawn, present=line == present)
        self._fold(present)

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        if lines == self._lines:
            return
        before = dict(self._rows)
        for gone in before.values():
            self._list.removeWidget(gone)
        self._rows = {}
        for line in lines:
            kept = before.pop(line.who.key, None)
            if kept is not None and kept.line != line:
                before[line.who.key], kept = kept, None
            self._rows[line.who.key] = kept or FeltRow(self._context, self._editing, line)
            self._list.addWidget(self._rows[line.who.key])
        for gone in before.values():
            gone.hide()
            gone.deleteLater()
        self._lines = lines

    def _fold(self, present: Line) -> None:
        """Show the rows that say something, the one that the keys say, and a few more."""
        said = [line for line in self._lines if self._rows[line.who.key].is_said() or line == present]
        rest = [line for line in self._lines if line not in said]
        shown = {line.who.key for line in (*said, *rest[: max(0, LEAST - len(said))])}
        folded = [] if len(self._lines) <= FEW else [line for line in self._lines if line.who.key not in shown]
        for key, one in self._rows.items():
            focused = one.isAncestorOf(self.focusWidget() or self)
            one.setVisible(self._unfolded or focused or all(line.who.key != key for line in folded))
        tr = self._context.tr
        self.more.setVisible(bool(folded))
        fewer = tr("Show fewer")
        self.more.say(fewer if self._unfolded else tr.count("{n} more", "{n} more", len(folded)))

    def _toggle_fold(self) -> None:
        self._unfolded = not self._unfolded
        self._fold(self._editing.saying.present(self._lines))

    def _begin_person(self) -> None:
        groups = [(group.id, group.name) for group in self._desk.groups]
        self.person.show()
        self.person.begin(groups, self._desk.group_id)

    def _added(self) -> None:
        self.person.hide()
        if self._card is not None:
            self.show_card(self._card)
            if (fresh := self._rows.get(self._editing.saying.last or "")) is not None:
                fresh.choices.focus_chosen()

    def _turned(self) -> None:
        if self._card is not None and self._desk.card() is not None and self.isVisible():
            self.show_card(self._card)

    def _leave_person(self) -> None:
        self.person.hide()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
