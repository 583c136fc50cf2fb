"""What two laptops said differently and nobody decided yet: a list, and both sides of the marked one beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from models import merge_sight, queries
from models.edits.settling import SettleConflict
from models.merge_sight import Sides
from models.merging.conflicts import open_conflicts
from models.reader import Reader
from resources.texts import N_
from widgets.context import Context
from widgets.lists.cards import CardData, CardList
from widgets.merging.conflict_view import ConflictView
from widgets.merging.words import conflict_title, why
from widgets.paged import Page
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, Surface, column, scrolled
from widgets.room import Rows


def waiting(reader: Reader) -> list[Sides]:
    """Return what waits for a decision, to be shown."""
    return merge_sight.sides(reader, open_conflicts(reader))


class Beside(QWidget):
    """The marked conflict. `left`: back to the list."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.view: ConflictView | None = None
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column(scrolled(self._inside, 1)))

    def show_view(self, view: ConflictView | None) -> None:
        """Show another one."""
        if self.view is not None:
            self._lines.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
        self.view = view
        if view is not None:
            self._lines.addWidget(view)
            view.show()  # a layout would do so later only

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class DecidePage(Page):
    """The list. Enter goes beside it, where one button lets a side stand; Escape comes back."""

    id = "decide"
    name = N_("To decide after merging")
    icon = "scale"
    tables = ("merge_conflict",)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self.waiting: list[Sides] = []
        self.list = CardList(look, tr("Two laptops said different things"), lines=3)
        self.beside = Beside()
        self.beside.setAccessibleName(tr("The marked one, both sides"))
        self.nothing = EmptyState(
            look,
            "check",
            tr("Nothing waits for a decision"),
            tr("Where two laptops said different things before a merge, both are listed here until somebody decides."),
        )
        self._whole = QStackedLayout(self)
        chooser = Surface("panel", column(self.list))
        self.panes = Panes(look, chooser, Surface("panel", column(self.beside)), None, widths=(380, 460, 0))
        for one in (self.panes, self.nothing):
            self._whole.addWidget(one)
        self.list.chosen.connect(lambda _: self._show_marked())
        self.list.opened.connect(lambda _: self._go_beside())
        self.beside.left.connect(self.list.take_focus)

    def refresh(self, rows: Rows) -> None:
        """Show what waits now; what is marked stays marked."""
        del rows  # every edit may settle or change what it is about
        tr = self.context.tr
        self.waiting = self.context.document.ask(waiting)
        self._whole.setCurrentWidget(self.panes if self.waiting else self.nothing)
        self.list.show_cards(
            [CardData(one.id, conflict_title(tr, one), why(tr, one), bold=True) for one in self.waiting]
        )
        if self.waiting and not self.list.current_id():
            self.list.mark(self.waiting[0].id)
        else:
            self._show_marked()

    def enter_focus(self) -> None:
        """Put the focus on the list."""
        self.list.take_focus()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark one; an empty id: the first. The page is shown in any case."""
        del table
        return not row_id or self.list.mark(row_id)

    # -- inside ---------------------------------------------------------------------------------

    def _marked(self) -> Sides | None:
        return next((one for one in self.waiting if one.id == self.list.current_id()), None)

    def _show_marked(self) -> None:
        one = self._marked()
        if one is not None and self.beside.view is not None and self.beside.view.sides == one:
            return
        view = None
        if one is not None:
            currency = self.context.document.ask(queries.project).currency
            view = ConflictView(self.context.look, self.context.tr, one, currency, at_once=True)
            view.decided.connect(lambda side: self._decide(one.id, side))
        self.beside.show_view(view)

    def _go_beside(self) -> None:
        if self.beside.view is not None and self.beside.view.buttons:
            self.beside.view.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _decide(self, conflict_id: str, side: str) -> None:
        tr, document = self.context.tr, self.context.document
        if document.perform(SettleConflict(conflict_id, side)) is not None:
            self.context.notices.say(tr("Decided."), tr("Undo"), document.undo)
            if self.waiting:
                self.list.take_focus()
