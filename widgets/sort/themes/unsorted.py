"""What is not sorted yet, oldest first: found by words, kind and step; cards are taken from here and put back."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedLayout, QWidget

from models import queries
from models.themes import NO_STEP, NoteFilter
from models.vocabulary import NOTE_KINDS
from widgets.context import Context
from widgets.parts.buttons import IconButton
from widgets.parts.empty import EmptyState
from widgets.parts.frames import column, row
from widgets.parts.labels import Label
from widgets.sort.themes.list import DragList
from widgets.sort.themes.reading import WallReading
from widgets.theme import GRID

PAUSE = 150


class Unsorted(QWidget):
    """The list and what it is searched by. `filtered`: something else is to be shown."""

    filtered = Signal(object)
    theme_id = None

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr, look = context.tr, context.look
        self.count = Label(tr("Not sorted yet"), "strong")
        self.order = Label(tr("oldest first"), "muted")
        self.open_filter = IconButton(look, tr("Find among these notes"), "search", self.start_search, "Ctrl+F")
        self._steps_known = False
        self._make_filter()
        self.cards = DragList(look, tr("Notes that are not sorted yet, oldest first"), tr("Back to not sorted yet"))
        self.none = EmptyState(
            look, "message-square-plus", tr("No notes yet"), tr("Notes come from Capture. Press F2 and type one.")
        )
        self.all_sorted = EmptyState(
            look,
            "circle-check",
            tr("Everything is sorted"),
            tr("Read the themes back to the room, or look at the trail."),
        )
        self.not_found = EmptyState(look, "search", tr("Nothing found"), tr("No note that is not sorted fits."))
        pages = QWidget()
        self._stack = QStackedLayout(pages)
        for page in (self.cards, self.none, self.all_sorted, self.not_found):
            self._stack.addWidget(page)
        self.hint = Label(
            tr("1–9 puts the marked card into a theme. N makes a new one, 0 takes it out again."), "muted"
        )
        head = row(self.count, 1, self.order, self.open_filter)
        self.setLayout(column(head, self.filters, pages, self.hint, spacing=GRID, margin=3 * GRID))
        layout = self.layout()
        layout.setStretch(2, 1)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]

    def _make_filter(self) -> None:
        tr = self._context.tr
        self.search = QLineEdit()
        self.search.setAccessibleName(tr("Words to find among the notes that are not sorted"))
        self.search.setPlaceholderText(tr("Find words"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._pause.start(PAUSE))
        self.search.installEventFilter(self)
        self.kind, self.step = QComboBox(), QComboBox()
        self.kind.setAccessibleName(tr("Kind"))
        self.step.setAccessibleName(tr("Step"))
        self.kind.addItem(tr("Every kind"), "")
        for term in NOTE_KINDS:
            self.kind.addItem(tr(term.label), term.code)
        for box in (self.kind, self.step):
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.activated.connect(lambda _: self._tell())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._tell)
        boxes = row(self.kind, self.step)
        boxes.setStretch(0, 1)
        boxes.setStretch(1, 1)
        self.filters = QWidget()
        self.filters.setLayout(column(self.search, boxes, spacing=GRID))
        self.filters.hide()

    # -- what the page calls --------------------------------------------------------------------

    def show_notes(self, reading: WallReading) -> None:
        """Show what is not sorted now."""
        tr = self._context.tr
        self.count.setText(tr("Not sorted yet ({n})", n=reading.unsorted_count))
        self.cards.show_cards(reading.cards_unsorted())
        if reading.unsorted:
            page = self.cards
        elif reading.only:
            page = self.not_found
        else:
            page = self.all_sorted if reading.so_far.notes else self.none
        self._stack.setCurrentWidget(page)

    def forget_steps(self) -> None:
        """Offer other steps: at once where one can choose, else when one can."""
        self._steps_known = False
        if self.filters.isVisibleTo(self):
            self._offer_steps()

    def _offer_steps(self) -> None:
        self._steps_known = True
        tr, kept = self._context.tr, self.step.currentData()
        self.step.clear()
        self.step.addItem(tr("Every step"), "")
        self.step.addItem(tr("No step"), NO_STEP)
        for path in self._context.document.ask(queries.paths):
            for stage in path.stages:
                self.step.addItem(" ".join(part for part in (stage.letter, stage.name) if part), stage.id)
        self.step.setCurrentIndex(max(0, self.step.findData(kept)))

    def start_search(self) -> None:
        """Put the cursor where words to find are typed; a second press closes an empty search."""
        if self.filters.isVisible() and self.search.hasFocus() and not self.wanted():
            self._close()
            return
        self.filters.show()
        if not self._steps_known:
            self._offer_steps()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def wanted(self) -> NoteFilter:
        """Return what is to be shown."""
        return NoteFilter(self.search.text().strip(), self.kind.currentData() or "", self.step.currentData() or "")

    def clear_filter(self) -> None:
        """Show everything again."""
        self.search.clear()
        self.kind.setCurrentIndex(0)
        self.step.setCurrentIndex(0)
        self.filters.hide()
        self._tell()

    def settle(self) -> None:
        """Find now what is typed to be found."""
        if self._pause.isActive():
            self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape ends the search; Enter and Down go to the cards."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._close()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.settle()
                self.cards.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    # -- where cards land -----------------------------------------------------------------------

    def area(self) -> QRect:
        """Return where this is on the screen."""
        return QRect(self.mapToGlobal(QPoint(0, 0)), self.size()) if self.isVisible() else QRect()

    def hint_at(self, where: QPoint, ids: tuple[str, ...]) -> str | None:
        """Show that cards would land here: their age says where."""
        del where, ids
        self.cards.show_hint(len(self.cards.cards.cards))
        return None

    def end_hint(self) -> None:
        """Take the hint away."""
        self.cards.show_hint(None)

    # -- inside ---------------------------------------------------------------------------------

    def _close(self) -> None:
        self.clear_filter()
        self.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        self._pause.stop()
        self.filtered.emit(self.wanted())
