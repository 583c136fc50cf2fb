"""The panel below the path in which people say one after the other how it feels to them, card by card."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.find import first_line
from widgets.canvas.feelings import signed
from widgets.canvas.spots import spot_of_card
from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.feelings.grid import FeelingsGrid
from widgets.map.felt import VALUES, NewPerson
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import Scroll, column, flow
from widgets.parts.labels import Label
from widgets.theme import GRID

LONGEST = 60


class FeelingsPanel(QWidget):
    """Whose turn it is and which card, five values to choose from, and the grid."""

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        self._context, self._desk, self._editing = context, desk, editing
        self._marking = False
        tr, look = context.tr, context.look
        self.turn = Label("", "strong")
        options = [(str(value), f"{place}   {signed(value)}", "") for place, value in enumerate(VALUES, 1)]
        self.choices = Choices(look, tr("How it feels"), options, may_be_none=True)
        self.choices.chosen.connect(self._chosen)
        self.add = Button(look, tr("A person"), "plus", "", self._begin_person, hint=tr("Say it for one person"))
        self.grid = FeelingsGrid(context, desk, editing.saying)
        self.grid.stood.connect(self._stood)
        self.person = NewPerson(context, editing)
        self.person.hide()
        self.person.added.connect(self._added)
        self.person.left.connect(self._leave_person)
        self.nothing = Label(
            tr("Add a person here or a group in Prepare, then say card by card how it feels."), "muted"
        )
        lines = column(flow(self.choices, self.add, self.turn), self.person, self.nothing, self.grid, spacing=GRID)
        lines.setContentsMargins(3 * GRID, 0, 3 * GRID, 2 * GRID)
        lines.setStretch(3, 1)
        lines.addStretch(0)  # takes the room where there is no grid
        inside = QWidget()
        inside.setLayout(lines)
        self._scroll = Scroll(inside)
        self.setLayout(column(self._scroll, spacing=0))
        context.session.workshop_changed.connect(self._read_if_seen)
        editing.saying.turned.connect(self._read_if_seen)

    # -- as every panel -------------------------------------------------------------------------

    def read(self) -> None:
        """Show what the desk holds now."""
        self.grid.read()
        empty = not (self.grid.feelings.lines and self.grid.feelings.cards)
        self.nothing.setVisible(empty)
        self.grid.setVisible(not empty)
        self._show_here()

    def show_choice(self) -> None:
        """Go to the column of the marked card."""
        card = self._desk.card()
        if card is not None and not self._marking:
            self.grid.stand_at(card_id=card.id)
        self._show_here()

    def take_focus(self) -> None:
        """Take the keyboard where the turn is."""
        if self.grid.isHidden():
            self.add.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.grid.stand_at(self._editing.saying.last or "")
        self.grid.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(self.grid)

    # -- inside ---------------------------------------------------------------------------------

    def _show_here(self) -> None:
        here, tr = self.grid.here(), self._context.tr
        self.choices.setEnabled(here is not None)
        if here is None:
            self.turn.setText("")
            return
        line, card = here
        words = first_line(card.words)
        words = words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"
        self.turn.setText(tr("{who} · {code} {words}", who=line.name, code=card.code, words=words))
        own = self._editing.saying.own(card.id, line.who)
        self.choices.show_code("" if own is None else str(own.value))

    def _stood(self) -> None:
        here, path = self.grid.here(), self._desk.path
        if here is not None and path is not None and self.grid.hasFocus():
            self._marking = True
            self._desk.mark(spot_of_card(path, here[1].id))
            self._marking = False
        self._show_here()

    def _chosen(self, code: str) -> None:
        if code:
            self.grid.say(int(code))
        else:
            self.grid.clear()
        self._show_here()

    def _begin_person(self) -> None:
        self.person.show()
        self.person.begin([(group.id, group.name) for group in self._desk.groups], self._desk.group_id)

    def _added(self) -> None:
        self.person.hide()
        self.read()
        self.grid.stand_at(self._editing.saying.last or "")
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_person(self) -> None:
        self.person.hide()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_if_seen(self) -> None:
        if self.isVisible():
            self.read()
