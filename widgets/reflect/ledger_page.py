"""The promise ledger: figures above, the promises in a table, and the marked one beside it. What waits is apart."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedLayout

from models import fix_or_fit, promises
from models.promises import Promise, Rates
from resources.texts import N_, Translator
from widgets.command import Command
from widgets.context import Context
from widgets.fields.reading import date_in_words
from widgets.paged import Page
from widgets.parts.buttons import Button, Choices
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, Scroll, Surface, column, flow
from widgets.parts.labels import muted
from widgets.reflect.figures import Figures
from widgets.reflect.ledger_details import LedgerDetails
from widgets.reflect.ledger_table import TITLES_OF_FIRST, LedgerRow, LedgerTable
from widgets.reflect.ledger_words import below, state_of, subject_title
from widgets.room import Rows
from widgets.theme import GRID

SHOWN = frozenset("answer outcome change_log contribution voice withdrawal theme theme_note workshop".split())
FILTERS = {
    "all": N_("All {n}"),
    "due": N_("Due or late {n}"),
    "kept": N_("Kept {n}"),
    "waits": N_("Waits for others {n}"),
    "no": N_("Not possible {n}"),
}
APART = {
    "waits": N_("These are no promises: somebody else decides first, or an answer is still being looked for."),
    "no": N_("These are no promises: it was said in public that they are not possible as they are, and why."),
}
URGENCY = ("overdue", "due", "soon", "open", "late", "broken", "changed", "kept")  # what asks for somebody comes first
APART_TITLES = (N_("What was answered, and what became of it"), N_("Answer"))


class LedgerPage(Page):
    """Promises. 1 to 4 say what became of the marked one, Enter goes beside it, Escape comes back."""

    id = "promises"
    name = N_("Promises")
    icon = "handshake"
    tables = ("answer", "outcome")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self.promises: tuple[Promise, ...] = ()
        self.apart: tuple[Promise, ...] = ()
        self._states: dict[str, str] = {}
        self._by_filter: dict[str, list[Promise]] = {code: [] for code in FILTERS}
        self.filter = Choices(
            look, tr("Which promises"), [(code, tr(words, n=0), "") for code, words in FILTERS.items()], chips=True
        )
        self.filter.show_code("all")
        self.filter.chosen.connect(lambda _: self._show_table())
        self.figures = Figures(look, 4)
        self.table = LedgerTable(look, tr, tr("Promises and what became of them"))
        self.table.chosen.connect(lambda _: self._show_marked())
        self.table.opened.connect(lambda _: self._go_beside())
        self.table.told.connect(self.tell)
        self.apart_words, self.nothing = muted(""), muted("")
        self.unconfirmed = Button(look, "", "scale", "link", self._to_weigh)
        self.details = LedgerDetails(context)
        self.details.left.connect(self.table.take_focus)
        self.details.weigh_wanted.connect(self.answer_anew)
        self._lay_out()

    def _lay_out(self) -> None:
        tr, look = self.context.tr, self.context.look
        parts = (self.filter, self.figures, self.apart_words, self.nothing, self.table, flow(self.unconfirmed))
        inside = self._inside = column(*parts, spacing=3 * GRID)
        inside.setStretchFactor(self.table, 1)
        self.figures.folded.connect(self._place_figures)
        self._place_figures(self.figures.is_folded())
        inside.setContentsMargins(4 * GRID, GRID, 4 * GRID, 4 * GRID)
        self.panes = Panes(look, None, Scroll(Surface("paper", inside)), self.details, widths=(0, 500, 400))
        button = Button(look, tr("Go to Weigh"), "scale", "primary", self._to_weigh)
        self.empty = EmptyState(
            look,
            "sprout",
            tr("No promise yet"),
            tr("A promise is an answer that says yes and was confirmed. Here you see what became of each."),
            button,
        )
        self._stack = QStackedLayout(self)
        for page in (self.panes, self.empty):
            self._stack.addWidget(page)

    def _place_figures(self, folded: bool) -> None:
        """Let the promises come first where the figures would push them out of sight."""
        self._inside.removeWidget(self.figures)
        self._inside.insertWidget(self._inside.indexOf(self.table) + 1 if folded else 1, self.figures)

    # -- what the room calls --------------------------------------------------------------------

    @classmethod
    def commands(cls, page: Callable[[], Page]) -> tuple[Command, ...]:
        """Return what can be done with promises."""

        def ledger() -> LedgerPage:
            shown = page()
            assert isinstance(shown, LedgerPage)  # noqa: S101 - the room makes each page from its own class
            return shown

        marked = "promise"
        return (
            Command("promises", N_("Promises"), lambda: ledger().enter_focus(), "handshake", group=marked),
            Command(
                "promises-due", N_("What is due or late"), lambda: ledger().show_due(), "calendar", "Ctrl+D", marked
            ),
            Command("promise-tell", N_("Say what became of it"), lambda: ledger().begin_telling(), "check", "", marked),
            Command(
                "promise-move", N_("Another date or owner"), lambda: ledger().begin_moving(), "calendar", "", marked
            ),
        )

    def refresh(self, rows: Rows) -> None:
        """Read the promises, where anything that they show has changed."""
        if rows and SHOWN.isdisjoint(table for table, _ in rows):
            return
        ask, today, tr = self.context.document.ask, self.context.today(), self.context.tr
        self.promises, self.apart = ask(promises.ledger), ask(promises.waiting)
        self._states = {one.id: one.state(today) for one in self.promises}
        self._by_filter = {code: self._filtered(code) for code in FILTERS}
        unconfirmed = ask(promises.unconfirmed)
        self.unconfirmed.say(
            tr.count(
                "{n} answer is not confirmed yet, so it is no promise. Go to Weigh",
                "{n} answers are not confirmed yet, so they are no promises. Go to Weigh",
                unconfirmed,
            )
        )
        self.unconfirmed.setVisible(unconfirmed > 0)
        rates = ask(promises.rates, self.promises, today)
        ratio = ask(fix_or_fit.read)
        figures = (_kept(tr, rates), _days(tr, rates))
        words = (fix_or_fit.figure(ratio, tr), fix_or_fit.figure_words(ratio, tr))
        self.figures.show_figures((*figures, words, self._due()))
        for code, text in FILTERS.items():
            self.filter.say(code, tr(text, n=len(self._by_filter[code])))
        self._stack.setCurrentWidget(self.panes if self.promises or self.apart else self.empty)
        self._show_table()

    def settle(self) -> None:
        """Hold what is typed."""
        self.details.settle()

    def enter_focus(self) -> None:
        """Put the focus on the promises."""
        if self._stack.currentWidget() is self.empty:
            self.empty.setFocus()
        else:
            self.table.take_focus()

    def find_here(self) -> None:
        """Put the focus on the filters."""
        self.filter.focus_chosen()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark the promise of an answer, or of what became of it."""
        if table == "outcome":
            row_id = self.context.document.ask(promises.answer_of_outcome, row_id)
        for code in (self.filter.code, "all", "waits", "no"):
            if any(one.id == row_id for one in self._by_filter[code]):
                self._use_filter(code)
                self.table.mark(row_id)
                self.table.take_focus()
                return True
        return False

    # -- what people do -------------------------------------------------------------------------

    def show_due(self) -> None:
        """Show what is due or late, the oldest first."""
        self._use_filter("due")
        self.table.take_focus()

    def tell(self, number: int) -> None:
        """Begin to say what became of the marked promise: 1 kept, 2 late, 3 changed, 4 broken."""
        if self.details.promise is not None and self.details.isVisibleTo(self):
            self.details.outcome.tell(number)

    def begin_telling(self) -> None:
        """Put the focus where it is said what became of the marked promise."""
        self._mark_any()
        self._go_beside()

    def begin_moving(self) -> None:
        """Ask for another date or owner of the marked promise."""
        self._mark_any()
        if self.details.promise is not None:
            self.details.begin_moving()

    def answer_anew(self) -> None:
        """Go to where the marked answer is given."""
        promise = self.details.promise
        if promise is not None:
            table, row_id = ("contribution", promise.note_id) if promise.note_id else ("theme", promise.theme_id)
            self.context.window.show_room("weigh")
            self.context.window.show_subject(table, row_id or "")

    def _to_weigh(self) -> None:
        self.context.window.show_room("weigh")

    def _mark_any(self) -> None:
        if not self.table.current_id():
            self.table.take_focus()

    def _go_beside(self) -> None:
        if self.details.isVisibleTo(self) and self.details.promise is not None:
            self.details.outcome.focus_first()

    # -- showing --------------------------------------------------------------------------------

    def _filtered(self, code: str) -> list[Promise]:
        today = self.context.today()
        if code == "all":
            return sorted(self.promises, key=lambda one: URGENCY.index(self._states[one.id]))
        if code == "due":
            late = (one for one in self.apart if promises.waits_past(one, today))
            return [*(one for one in self.promises if self._states[one.id] in ("soon", "due", "overdue")), *late]
        if code == "kept":
            return [one for one in self.promises if one.status == "kept"]
        return [one for one in self.apart if (one.code == "no") == (code == "no")]

    def _use_filter(self, code: str) -> None:
        self.filter.show_code(code)
        self._show_table()

    def _show_table(self) -> None:
        tr, code = self.context.tr, self.filter.code
        lines = self._by_filter[code]
        words = self._said_of_apart(code, lines)
        self.apart_words.setText(words)
        self.apart_words.setVisible(bool(words and lines))
        self.nothing.setText(_nothing(tr, code))
        self.nothing.setVisible(not lines)
        self.table.setVisible(bool(lines))
        self.table.show_promises(lines, self._row, *(APART_TITLES if code in APART else TITLES_OF_FIRST))
        self._show_marked()

    def _said_of_apart(self, code: str, lines: list[Promise]) -> str:
        """Return which of the lines are no promises."""
        tr = self.context.tr
        if code in APART:
            return tr(APART[code])
        apart = sum(not one.is_yes() for one in lines)
        if not apart:
            return ""
        return tr.count(
            "The last one is no promise: it waits for others.",
            "The last {n} are no promises: they wait for others.",
            apart,
        )

    def _row(self, promise: Promise) -> LedgerRow:
        tr, today = self.context.tr, self.context.today()
        return LedgerRow(
            promise.id,
            subject_title(tr, promise.title, promise.subject_code, withdrawn=promise.withdrawn),
            below(tr, promise, today),
            state_of(tr, promise, today),
            promise.owner,
            date_in_words(promise.report_back, tr.language),
        )

    def _show_marked(self) -> None:
        marked = self.table.current_id()
        promise = next((one for one in (*self.promises, *self.apart) if one.id == marked), None)
        history = self.context.document.ask(promises.changes_of, marked) if promise else ()
        self.details.show_promise(promise, history)
        if frame := self.details.parentWidget():
            frame.setVisible(promise is not None)

    def _due(self) -> tuple[str, str]:
        tr, states = self.context.tr, list(self._states.values())
        late, soon = states.count("overdue"), sum(state in ("soon", "due") for state in states)
        if late:
            words = tr.count("{n} more is due within two weeks", "{n} more are due within two weeks", soon)
            return tr("{n} late", n=late), words if soon else tr("nothing else is due within two weeks")
        if soon:
            return tr("{n} due", n=soon), tr("within two weeks; nothing is late")
        return "0", tr("promises are due within two weeks; nothing is late")


def _kept(tr: Translator, rates: Rates) -> tuple[str, str]:
    if not rates.due_so_far:
        return "–", tr.count("{n} promise, and it is not due yet", "{n} promises, and none is due yet", rates.promises)
    return tr("{part} of {whole}", part=rates.kept, whole=rates.due_so_far), tr("promises kept of those that came due")


def _days(tr: Translator, rates: Rates) -> tuple[str, str]:
    if rates.days is None:
        return "–", tr("days from workshop to first answer: nothing is answered yet")
    number = tr.count("{n} day", "{n} days", rates.days) if rates.days else tr("Same day")
    return number, tr.count(
        "from workshop to first answer, for {n} answered note",
        "from workshop to first answer, or less, for half of {n} answered notes",
        rates.answered,
    )


def _nothing(tr: Translator, code: str) -> str:
    words = {
        "all": N_("Nothing was said yes to and confirmed yet."),
        "due": N_("Nothing is late, and nothing is due within two weeks."),
        "kept": N_("No promise was kept yet, or nobody wrote it down."),
        "waits": N_("Nothing waits for others."),
        "no": N_("Nothing was answered with “not possible as it is”."),
    }
    return tr(words[code])
