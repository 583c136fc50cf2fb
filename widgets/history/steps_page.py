"""Everything that was done, newest first; the marked step beside it with what it changed and the ways back."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from models import history_details, history_reads, queries
from models.history_reads import StepLine, Writers
from models.history_subjects import Thing, thing_named
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.history.asking import Asking
from widgets.history.step_details import StepDetails
from widgets.history.taking_back import TakingBack
from widgets.history.words import step_below, step_icon, step_marks, step_title, thing_title
from widgets.lists.cards import CardData, CardList
from widgets.paged import Page
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, Surface, column
from widgets.parts.labels import Label
from widgets.room import Rows
from widgets.theme import GRID

MOST_NAMES = 3  # things named on a card
FIRST = 60  # steps that are read at first, and MORE at a time below them: measuring a card takes longer than reading it
MORE = 120
NEAR = 3  # cards before the end at which older ones are read


class StepsPage(Page):
    """The list. Enter goes beside it, Escape comes back."""

    id = "steps"
    name = N_("Everything that was done")
    icon = "history"

    refreshed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self._lines: dict[str, StepLine] = {}
        self._cards: list[CardData] = []
        self._next: int | None = None
        self._writers = Writers((), (), "")
        self._zone = ""
        self.asking = Asking(context)
        self.count = Label("", "muted")
        self.list = CardList(look, tr("Steps, newest first"), lines=2)
        self.details = StepDetails(context)
        self.taking = TakingBack(context)
        self.nothing = EmptyState(
            look, "search", tr("Nothing like this was done"), tr("Look for something else, or show everything.")
        )
        place = QWidget()
        self._stack = QStackedLayout(place)
        for one in (self.list, self.nothing):
            self._stack.addWidget(one)
        head = column(self.asking, self.count, spacing=2 * GRID, margin=3 * GRID)
        chooser = QWidget()
        lines = column(head, place, spacing=0)
        lines.setStretch(1, 1)
        chooser.setLayout(lines)
        beside = Surface("panel", column(self.taking, self.details, spacing=0))
        self.panes = Panes(look, chooser, beside, None, widths=(420, 420, 0))
        self.setLayout(column(self.panes))
        self._wire()

    def _wire(self) -> None:
        self.asking.changed.connect(self._read_anew)
        self.list.chosen.connect(lambda _: self._show_details())
        self.list.opened.connect(lambda _: self.details.take_focus())
        self.list.verticalScrollBar().valueChanged.connect(lambda _: self._read_on_if_near())
        self.details.left.connect(self.list.take_focus)
        self.details.only_wanted.connect(self.show_thing)
        self.details.back_wanted.connect(self._ask_to_take_back)
        self.taking.left.connect(self.list.take_focus)

    # -- as every page --------------------------------------------------------------------------

    @classmethod
    def commands(cls, page: Callable[[], Page]) -> tuple[Command, ...]:
        """Return what can be done here."""

        def only() -> None:
            here = page()
            assert isinstance(here, StepsPage)  # noqa: S101 - it is this class that is asked
            here.show_marked_thing()

        def everything() -> None:
            here = page()
            assert isinstance(here, StepsPage)  # noqa: S101 - likewise
            here.asking.clear_all()

        return (
            Command("history-only", N_("Only the thing of this step"), only, "history", "Ctrl+T", "history"),
            Command("history-everything", N_("Show everything"), everything, "list", "Ctrl+Shift+E", "history"),
        )

    def refresh(self, rows: Rows) -> None:
        """Show the history as it is now; what is marked stays marked."""
        del rows  # every edit is a step
        self._read(more=False, length=max(len(self._cards), FIRST))

    def enter_focus(self) -> None:
        """Put the focus on the newest step."""
        self.list.take_focus()

    def find_here(self) -> None:
        """Put the cursor where it is looked for what was done."""
        self.asking.line.setFocus()
        self.asking.line.selectAll()

    def show_thing(self, thing: Thing) -> None:
        """Show the history of one thing."""
        self.asking.only(thing)
        self.list.take_focus()

    def show_row(self, table: str, row_id: str) -> bool:
        """Show the history of one row of any table that is in it."""
        self.show_thing(self.context.document.ask(thing_named, table, row_id))
        return True

    def show_marked_thing(self) -> None:
        """Show the history of the first thing that the marked step touched."""
        line = self._marked()
        if line is not None and line.things:
            self.show_thing(line.things[0])

    # -- inside ---------------------------------------------------------------------------------

    def _read_anew(self) -> None:
        self.list.verticalScrollBar().setValue(0)
        self._read(more=False, length=FIRST)

    def _read(self, *, more: bool, length: int) -> None:
        ask = self.context.document.ask
        before = self._next if more else None
        page = ask(history_reads.steps, self.asking.wanted(), before, length)
        self._writers, self._zone = ask(history_reads.writers), ask(queries.project).zone
        self._lines = self._lines if more else {}
        self._lines |= {str(line.seq): line for line in page.lines}
        cards = [self._card(line) for line in page.lines]
        self._cards = [*self._cards, *cards] if more else cards
        self._next = page.next
        self.list.show_cards(self._cards)
        self._stack.setCurrentWidget(self.list if self._cards else self.nothing)
        self._say_count()
        if self._cards and not self.list.current_id():
            self.list.mark(self._cards[0].id)  # shows its details
        elif not more:
            self._show_details()

    def _read_on_if_near(self) -> None:
        bar = self.list.verticalScrollBar()
        if self._next is not None and bar.maximum() and bar.value() >= bar.maximum() - bar.pageStep() // 2:
            QTimer.singleShot(0, self, self._read_on)

    def _read_on(self) -> None:
        if self._next is not None and not self.context.document.is_closed:
            self._read(more=True, length=MORE)

    def _say_count(self) -> None:
        tr, shown = self.context.tr, len(self._cards)
        if self._next is not None:
            self.count.setText(tr("The newest {n} steps; older ones follow when you go down", n=shown))
        else:
            self.count.setText(tr.count("{n} step", "{n} steps", shown))

    def _card(self, line: StepLine) -> CardData:
        tr = self.context.tr
        names = [thing_title(tr, thing) for thing in line.things[:MOST_NAMES]]
        if line.more or len(line.things) > MOST_NAMES:
            names.append(tr("and more"))
        return CardData(
            str(line.seq),
            step_title(tr, line),
            step_below(tr, line, self._writers, self._zone),
            step_marks(tr, line),
            icon=step_icon(line),
            bold=True,
            also=tuple(names),
        )

    def _marked(self) -> StepLine | None:
        return self._lines.get(self.list.current_id())

    def _show_details(self) -> None:
        line = self._marked()
        found = self.context.document.ask(history_details.details, line.seq) if line else None
        self.taking.hide()
        self.details.show_details(found, self._writers, self._zone, may_undo=self._steps_back() > 0)
        rows = [card.id for card in self._cards[-NEAR:]]
        if self._next is not None and self.list.current_id() in rows:
            QTimer.singleShot(0, self, self._read_on)

    def _steps_back(self) -> int:
        """Return how many times undo has to be asked for, so that the marked step is taken back too."""
        line = self._marked()
        return self.taking.times(line.id) if line is not None else 0

    def _ask_to_take_back(self) -> None:
        line = self._marked()
        if line is not None:
            self.taking.ask(line.id)
