"""Influence trace: for each note its exact words, its step, what it takes, what was said and what happened."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedLayout

from exports.reports.trace_words import RULE, STOP_NAMES, Telling, breaks_words, counts_words, line_of
from models import fix_or_fit, influence, queries
from models.answers import IDEA_ANSWERS
from models.influence import STOPS, Survey, Trace, TraceCounts
from models.lists import Listing, names
from models.vocabulary import codes
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.paged import Page
from widgets.parts.buttons import Button, Choices
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Callout, Panes, Scroll, Surface, column, flow
from widgets.parts.labels import muted
from widgets.reflect.figures import Figures
from widgets.reflect.trace_details import TraceDetails
from widgets.reflect.trace_header import TraceHeader
from widgets.reflect.trace_list import TraceList
from widgets.room import Rows
from widgets.theme import GRID

SHOWN = frozenset(
    "contribution voice withdrawal redaction contribution_place theme theme_note finding cost_line estimate answer "
    "outcome change_log stage touchpoint lane path project".split()
)
ALL, WHOLE = "all", influence.WHOLE
LISTED = codes(IDEA_ANSWERS)  # answers that stand in the ledger of promises, or beside it
SLICE = 200  # notes of which the lines are made in one go


class TracePage(Page):
    """The figures, the filters, the list, and the marked note's chain beside it. Enter opens where it breaks."""

    id: ClassVar[str] = "trace"
    name: ClassVar[str] = N_("Influence trace")
    icon: ClassVar[str] = "waypoints"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self.survey = Survey("", "")
        self._telling = self._named_steps = Telling(tr, "EUR")
        self._copying: Iterator[None] | None = None
        self.figures = Figures(look, 4)
        self.all_fit = Callout(look, "waiting", "")
        codes = (ALL, WHOLE, *STOPS[1:])
        self.filter = Choices(look, tr("Which notes"), [(code, self._named(code, 0), "") for code in codes], chips=True)
        self.filter.show_code(ALL)
        self.filter.chosen.connect(lambda _: self._show_list())
        self.rule, self.nothing = muted(tr(RULE)), muted(tr("No note breaks off here."))
        self.list = TraceList(look, tr, self._read)
        self.header = TraceHeader(look, [tr(STOP_NAMES[stop]) for stop in STOPS], self.list)
        self.list.chosen.connect(lambda _: self._show_marked())
        self.list.opened.connect(lambda _: self.open())
        self.details = TraceDetails(context)
        self.details.open_wanted.connect(self.open)
        self.details.copy_wanted.connect(self._copy_line)
        self.copy_all = Button(look, tr("Copy all as text"), "copy", "quiet", self.copy_everything)
        self._lay_out()

    def _lay_out(self) -> None:
        tr, look = self.context.tr, self.context.look
        framed = Surface("card", column(self.header, self.list, spacing=0, margin=2))
        self._framed = framed
        parts = (self.figures, self.all_fit, self.filter, self.nothing, framed, self.rule, flow(self.copy_all))
        inside = column(*parts, spacing=3 * GRID)
        inside.setStretchFactor(framed, 1)
        inside.setContentsMargins(4 * GRID, GRID, 4 * GRID, 4 * GRID)
        self.panes = Panes(look, None, Scroll(Surface("paper", inside)), self.details, widths=(0, 620, 300))
        self.go = Button(
            look, tr("Go to Capture"), "square-pen", "primary", lambda: self.context.window.show_room("capture")
        )
        words = tr("Each note is followed from somebody's exact words to what was said and what happened.")
        self.empty = EmptyState(look, "waypoints", tr("Nothing to follow yet"), words, self.go)
        self._stack = QStackedLayout(self)
        for page in (self.panes, self.empty):
            self._stack.addWidget(page)

    # -- what the room calls --------------------------------------------------------------------

    @classmethod
    def commands(cls, page: Callable[[], Page]) -> tuple[Command, ...]:
        """Return what can be done with the traces."""

        def traces() -> TracePage:
            shown = page()
            assert isinstance(shown, TracePage)  # noqa: S101 - the room makes each page from its own class
            return shown

        return (
            Command("trace", N_("Influence trace"), lambda: traces().enter_focus(), "waypoints", "", "trace"),
            Command("trace-copy", N_("Copy all traces as text"), lambda: traces().copy_everything(), "", "", "trace"),
        )

    def refresh(self, rows: Rows) -> None:
        """Ask anew where each chain breaks, where anything that it stands on has changed."""
        if rows and SHOWN.isdisjoint(table for table, _ in rows):
            return
        ask, tr = self.context.document.ask, self.context.tr
        self.survey = ask(influence.survey)
        themes = {theme.id: theme.title for theme in ask(queries.themes)}
        self._telling = Telling(tr, ask(queries.project).currency, lambda theme_id: themes.get(theme_id or "", ""))
        self._named_steps = replace(self._telling, step=partial(_step_words, ask(names).step_names))
        counts, ratio = self.survey.counts, ask(fix_or_fit.read)
        self.figures.show_figures(
            (*self._figures(counts), (fix_or_fit.figure(ratio, tr), fix_or_fit.figure_words(ratio, tr)))
        )
        self.figures.setAccessibleName(counts_words(counts, tr))
        self.all_fit.say(fix_or_fit.sentence(ratio, tr))
        self.all_fit.setVisible(ratio.all_fit)
        for code in (ALL, WHOLE, *STOPS[1:]):
            self.filter.say(code, self._named(code, self._number(code)))
        self._stack.setCurrentWidget(self.panes if self.survey.ids else self.empty)
        self._show_list()

    def enter_focus(self) -> None:
        """Begin in the list."""
        if self._stack.currentWidget() is self.empty:
            self.go.setFocus()
        elif len(self.list.rows.listing):
            self.list.take_focus()
        else:
            self.filter.focus_chosen()

    def find_here(self) -> None:
        """Put the focus on the filters."""
        self.filter.focus_chosen()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a note, without the filter where that leaves it out."""
        if table != "contribution":
            return False
        if not self.list.mark(row_id):
            self.filter.show_code(ALL)
            self._show_list()
        return self.list.mark(row_id)

    def copy(self) -> bool:
        """Copy the marked note's line."""
        if not self.list.hasFocus() or self.list.current() is None:
            return False
        self._copy_line()
        return True

    # -- what people do -------------------------------------------------------------------------

    def open(self) -> None:
        """Go to where the marked note's chain breaks; a whole one to what became of its answer."""
        trace, window = self.list.current(), self.context.window
        if trace is None or trace.withdrawn:
            return
        if trace.breaks_at in ("words", "step"):
            window.show_room("capture")
            window.show_subject("contribution", trace.note_id)
            return
        answer = trace.answer
        if trace.outcome is not None and answer is not None and answer.code in LISTED:
            window.show_subject("outcome", trace.outcome.id)
            return
        window.show_room("weigh")
        if answer is not None and answer.theme_id:
            window.show_subject("theme", answer.theme_id)
        else:
            window.show_subject("contribution", trace.note_id)

    def copy_everything(self) -> None:
        """Copy all notes' lines, as the filter shows them, in slices so that the window stays alive."""
        if self._copying is None:
            self._copying = self._copied(self.survey.listing(self.filter.code))
            self.copy_all.setEnabled(False)
            QTimer.singleShot(0, self, self._copy_on)

    def _copied(self, listing: Listing) -> Iterator[None]:
        tr = self.context.tr
        lines = [counts_words(self.survey.counts, tr)]
        for at in range(0, len(listing), SLICE):
            lines += [line_of(one, self._telling, 20_000) for one in self._read(listing.page(at, SLICE))]
            yield
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.context.notices.say(tr.count("{n} line copied", "{n} lines copied", len(listing)))

    def _copy_on(self) -> None:
        if self._copying is None:
            return
        try:
            next(self._copying)
        except StopIteration:
            self._copying = None
            self.copy_all.setEnabled(True)
            return
        QTimer.singleShot(0, self, self._copy_on)

    def _copy_line(self) -> None:
        trace = self.list.current()
        if trace is not None:
            QGuiApplication.clipboard().setText(line_of(trace, self._telling, 20_000))
            self.context.notices.say(self.context.tr("Line copied"))

    # -- showing --------------------------------------------------------------------------------

    def _read(self, ids: tuple[str, ...]) -> tuple[Trace, ...]:
        return self.context.document.ask(influence.traces, ids)

    def _number(self, code: str) -> int:
        counts = self.survey.counts
        if code == ALL:
            return counts.notes
        if code == WHOLE:
            return counts.traced
        return counts.breaks[code] + (counts.breaks["words"] if code == "step" else 0)

    def _named(self, code: str, number: int) -> str:
        tr = self.context.tr
        if code == ALL:
            return tr("All {n}", n=number)
        if code == WHOLE:
            return tr("Whole {n}", n=number)
        return tr("{what} {n}", what=breaks_words(code, tr), n=number)

    def _figures(self, counts: TraceCounts) -> tuple[tuple[str, str], ...]:
        tr = self.context.tr
        of = tr("{part} of {whole}", part=counts.traced, whole=counts.notes)
        return (
            (of, tr("notes can be followed from the words to what was said")),
            (str(counts.to_the_end), tr("of them to what happened")),
            (str(counts.untraced), tr("cannot be followed yet")),
        )

    def _show_list(self) -> None:
        listing = self.survey.listing(self.filter.code)
        self.list.show_listing(listing, self._named_steps)
        self._framed.setVisible(bool(len(listing)))
        self.nothing.setVisible(not len(listing))
        self._show_marked()

    def _show_marked(self) -> None:
        trace = self.list.current()
        self.details.show_trace(trace, self._named_steps)
        if frame := self.details.parentWidget():
            frame.setVisible(trace is not None)


def _step_words(names_of: Mapping[str, str], trace: Trace) -> str:
    """Return the steps of a note with what they are called."""
    found = (" ".join((place.code, names_of.get(place.touchpoint_id or place.stage_id, ""))) for place in trace.places)
    return "; ".join(one.strip() for one in dict.fromkeys(found))
