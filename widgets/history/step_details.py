"""Beside the list: one step with what it changed, and the ways back to what was."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import bringing_back, queries
from models.history import EDIT, FIXED
from models.history_details import Details, RowChange
from models.history_reads import Writers
from models.history_subjects import Thing
from widgets.context import Context
from widgets.history.bringing import Bringing
from widgets.history.change_view import RowView
from widgets.history.words import step_below, step_marks, step_title, thing_title
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, Surface, column, flow, scrolled
from widgets.parts.labels import Chip, Label
from widgets.parts.order import tab_in_reading_order
from widgets.places import ROOMS_OF_TABLE
from widgets.theme import GRID

AGREED = frozenset({"consent", "withdrawal"})
FIRST = 24  # rows that are shown at once


class StepDetails(QWidget):
    """`left`: back to the list; `only_wanted`: show the history of one thing; `back_wanted`: take back up to here."""

    left = Signal()
    only_wanted = Signal(object)
    back_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr, look = context.tr, context.look
        self.details: Details | None = None
        self._currency = ""
        self._rows: list[RowView] = []
        self.bringing: Bringing | None = None
        self.title, self.below = Label("", "title"), Label("", "muted")
        self.marks = flow(spacing=GRID)
        self.note = Callout(look, "accent", "")
        self.take_back = Button(look, tr("Take back up to here …"), "undo-2", "", self.back_wanted.emit)
        self.more = Button(look, tr("Show all"), "", "link", lambda: self._show_rows(None))
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4 * GRID)
        self.rest = Label("", "muted")
        head = column(self.title, self.below, self.marks, self.note, flow(self.take_back), spacing=2 * GRID)
        self.area = scrolled(head, self._inside, flow(self.more), self.rest, 1, spacing=4 * GRID)
        self.setLayout(column(self.area))
        self.setAccessibleName(tr("The marked step"))

    def show_details(self, details: Details | None, writers: Writers, zone: str, *, may_undo: bool) -> None:
        """Show a step; None: nothing is marked. `may_undo`: it and what came after it can be taken back."""
        self.take_back.setVisible(may_undo)
        if details is not None and details == self.details:
            return  # whatever somebody does here goes on
        other = self.details is None or details is None or details.line.seq != self.details.line.seq
        self.details = details
        self._end_bringing()
        self.area.setVisible(details is not None)
        if details is None:
            return
        tr, line = self.context.tr, details.line
        self._currency = self.context.document.ask(queries.project).currency
        self.title.setText(step_title(tr, line))
        self.below.setText(step_below(tr, line, writers, zone))
        self._show_marks(step_marks(tr, line))
        note = self._note(details)
        self.note.setVisible(bool(note))
        self.note.say(note)
        self._show_rows(FIRST)
        if other:
            self.area.verticalScrollBar().setValue(0)

    def take_focus(self) -> bool:
        """Put the focus on the first thing that can be done here. False: there is nothing."""
        stops = [self.take_back, *(button for row in self._rows for button in row.ways), *self.findChildren(Button)]
        found = next((button for button in stops if button.isVisibleTo(self) and button.isEnabled()), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)
        return found is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def row_views(self) -> list[RowView]:
        """Return the rows that are shown."""
        return self._rows

    # -- inside ---------------------------------------------------------------------------------

    def _note(self, details: Details) -> str:
        tr, line = self.context.tr, details.line
        if line.brought:
            return tr("This was done on another laptop and came with a merge. Below is what it changed there.")
        if line.kind == FIXED and not any(row.table in AGREED for row in details.rows):
            return tr("Undo does not take this back.")
        if line.kind == FIXED:
            return tr("What people agreed to, withdrew or erased is kept apart from undo, and nothing brings it back.")
        if line.kind == EDIT and line.taken_back:
            return tr("This was taken back. What it had changed is below.")
        return ""

    def _show_marks(self, marks: tuple[tuple[str, str], ...]) -> None:
        layout = self.marks.layout()
        assert layout is not None  # noqa: S101 - flow() sets it
        while layout.count():
            item = layout.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words, tone in marks:
            layout.addWidget(Chip(words, tone))
        self.marks.setVisible(bool(marks))

    def _show_rows(self, most: int | None) -> None:
        details = self.details
        if details is None:
            return
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []
        shown = details.rows if most is None else details.rows[:most]
        by_thing: dict[Thing, list[RowChange]] = {}
        for row in shown:
            by_thing.setdefault(row.thing, []).append(row)
        for thing, rows in by_thing.items():
            made = self._thing(thing, sorted(rows, key=lambda row: row.id != thing.id))
            self._lines.addWidget(made)
            made.show()  # a layout would do so later only
        tr = self.context.tr
        self.more.setVisible(len(shown) < len(details.rows))
        self.more.say(tr("Show all {n}", n=len(details.rows)))
        self.rest.setVisible(details.more)
        self.rest.setText(tr("This step changed more than is listed here.") if details.more else "")
        if not details.rows:
            self.rest.setText(tr("Nothing of it is known any more."))
            self.rest.show()
        tab_in_reading_order(self)

    def _thing(self, thing: Thing, rows: list[RowChange]) -> QWidget:
        """Return a card with what happened to one thing."""
        tr, look = self.context.tr, self.context.look
        title = Label(thing_title(tr, thing), "strong")
        links: list[Button] = []
        if thing.table in ROOMS_OF_TABLE and not thing.state:
            show = lambda: self.context.window.show_subject(thing.table, thing.id)  # noqa: E731 - a slot
            links.append(Button(look, tr("Show it"), "arrow-right", "link", show))
        links.append(Button(look, tr("Only this"), "history", "link", lambda: self.only_wanted.emit(thing)))
        parts: list[QWidget] = [title]
        whole = rows[0].id == thing.id and rows[0].kind != "changed"  # what belongs to it came or went with it
        for at, row in enumerate(rows):
            along = whole and at > 0 and row.kind == rows[0].kind
            holder = Surface("plain", column(spacing=2 * GRID))
            view = RowView(self.context, row, self._currency, () if along else self._ways(row, holder))
            layout = holder.layout()
            assert layout is not None  # noqa: S101 - set above
            layout.addWidget(view)
            self._rows.append(view)
            parts.append(holder)
        return Surface("card", column(*parts, flow(*links), spacing=3 * GRID, margin=3 * GRID))

    def _ways(self, row: RowChange, holder: QWidget) -> tuple[tuple[str, Callable[[], object]], ...]:
        """Return the ways back for one row: as it was after the step, or before it."""
        tr, details = self.context.tr, self.details
        if details is None or row.hidden or details.line.brought or not bringing_back.may_by_itself(row.table):
            return ()
        seq = details.line.seq
        found: list[tuple[str, Callable[[], object]]] = []
        if row.kind != "added":
            found.append((tr("Bring back as it was before"), lambda: self._begin(row, holder, seq, after=False)))
        if row.kind != "removed":
            found.append((tr("Bring back as it was after this"), lambda: self._begin(row, holder, seq, after=True)))
        return tuple(found)

    def _begin(self, row: RowChange, holder: QWidget, seq: int, *, after: bool) -> None:
        """Show what bringing a row back would change."""
        self._end_bringing()
        made = Bringing(self.context, row.table, row.id, seq, after, self._currency)
        self.bringing = made
        made.left.connect(self._left_bringing)
        made.done.connect(self._left_bringing)
        layout = holder.layout()
        assert layout is not None  # noqa: S101 - set in `_thing`
        layout.addWidget(made)
        made.show()
        made.take_focus()
        self.area.ensureWidgetVisible(made)
        tab_in_reading_order(self)

    def _left_bringing(self) -> None:
        holder = self.bringing.parentWidget() if self.bringing else None
        self._end_bringing()
        back = next(iter(holder.findChildren(Button)), None) if holder else None
        if back is not None:
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _end_bringing(self) -> None:
        made, self.bringing = self.bringing, None
        if made is not None:
            made.hide()
            made.deleteLater()
