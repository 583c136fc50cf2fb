"""The page Votes: rounds at the left; one of them as sheet, count or result; what is known of it at the right."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import vote_reads as reads
from models.edits.voting import AddRound, CloseRound, DeleteRound, ReopenRound, RepeatRound
from models.vocabulary import VOTE_METHODS, label
from models.vote_records import RoundRecord
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.lists.cards import CardData, CardList
from widgets.paged import Page
from widgets.parts.buttons import Button, Choices
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Callout, Panes, Scroll, Surface, column, flow
from widgets.parts.labels import Label, caption
from widgets.prepare.adding import AddLine, Told
from widgets.room import Rows
from widgets.sort.votes.about import AboutPart
from widgets.sort.votes.counting import CountPart
from widgets.sort.votes.outcome import ResultPart
from widgets.sort.votes.printing import PrintSheet
from widgets.sort.votes.sheet import SheetPart
from widgets.theme import GRID

PARTS = (("sheet", N_("The sheet")), ("count", N_("Count")), ("result", N_("Result")))
NEW_KEYS = "Ctrl+Shift+N"
WATCHED = frozenset(
    "vote_round vote_option ballot vote_turnout theme theme_note contribution voice withdrawal answer workshop segment "
    "attendance scope_item project".split()
)

COUNTS = {"ballot", "vote_turnout"}


class VotesPage(Page):
    """Holds ids; the parts read what they show. While a round is open no part adds up its votes."""

    id: ClassVar[str] = "votes"
    name: ClassVar[str] = N_("Votes")
    icon: ClassVar[str] = ""
    tables: ClassVar[tuple[str, ...]] = ("vote_round",)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._round_id = ""
        self._part = "sheet"
        self._counted = False
        self._rounds: tuple[RoundRecord, ...] = ()
        tr, look = context.tr, context.look
        self.list = CardList(look, tr("Votes"), lines=3)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _: self.focus_part())
        self.list.removed.connect(lambda ids: self._delete(ids[0]))
        self.add_line = AddLine(context, tr("New vote"), tr("The question"), self._add, "vote/add", longest=500)
        self.sheet, self.count, self.result = SheetPart(context), CountPart(context), ResultPart(context)
        self.about = AboutPart(context)
        self.panes = Panes(look, self._left(), self._middle(), Scroll(self.about), widths=(260, 460, 290))
        self.panes.share_below(0.25)
        self.empty = self._empty_state()
        self.places = QStackedWidget()
        self.places.addWidget(self.panes)
        self.places.addWidget(self.empty)
        self.setLayout(column(self.places))
        self.count.close_wanted.connect(self.close_round)
        self.result.again_wanted.connect(self.vote_again)
        self.result.open_wanted.connect(self.reopen)
        self.result.compare_wanted.connect(self._compare)

    def _left(self) -> QWidget:
        inside = column(caption(self.context.tr("Votes")), self.list, self.add_line, spacing=2 * GRID, margin=3 * GRID)
        inside.setStretchFactor(self.list, 1)
        return Surface("panel", inside)

    def _middle(self) -> QWidget:
        tr, look = self.context.tr, self.context.look
        self.heading = Label("", "title")
        self.about_round = Label("", "muted")
        self.parts = Choices(look, tr("What is shown of the vote"), [(code, tr(name), "") for code, name in PARTS])
        self.parts.chosen.connect(self.show_part)
        self.warning = Callout(look, "waiting", "")
        self.settle_first = Button(look, tr("Compare the counts"), "list-checks", "primary", self._compare)
        self.close_anyway = Button(look, tr("Close all the same"), "", "quiet", self._close_anyway)
        self.question = QWidget()
        self.question.setLayout(column(self.warning, flow(self.settle_first, self.close_anyway)))
        self.question.hide()
        self.hidden = Callout(
            look, "accent", tr("The result is shown once the vote is closed. Until then nobody sees a total.")
        )
        self.printing = PrintSheet(self.context, lambda: self._round_id)
        self.remove = Button(look, tr("Delete this vote"), "trash-2", "quiet", lambda: self._delete(self._round_id))
        foot = flow(self.printing.button, self.remove)
        parts = (self.heading, self.about_round, self.parts, self.question, self.sheet, self.count, self.hidden)
        inside = column(*parts, self.result, self.printing, foot, 1, spacing=3 * GRID, margin=4 * GRID)
        self.area = Scroll(Surface("paper", inside))
        return self.area

    def _empty_state(self) -> QWidget:
        tr, look = self.context.tr, self.context.look
        self.first_line = AddLine(
            self.context, tr("New vote"), tr("What is the question?"), self._add, "vote/add-first", longest=500
        )
        self.first_line.line.setMinimumWidth(look.px(340))
        said = tr("Ask one question, print the sheet, count the papers twice. The sheet says what the vote decides.")
        return EmptyState(look, "list-checks", tr("No votes yet"), said, self.first_line)

    # -- showing --------------------------------------------------------------------------------

    def refresh(self, rows: Rows) -> None:
        """Show what the document holds now; rows that no vote knows are none of our business."""
        tables = {table for table, _ in rows}
        if rows and (not tables & WATCHED or self._only_counted(tables)):
            return
        self._rounds = self.context.document.ask(reads.rounds)
        replaced = {one.round.id for one in self.context.document.ask(reads.closed_rounds) if one.replaced_by}
        self.list.show_cards([self._card(one, one.id in replaced) for one in self._rounds])
        ids = [one.id for one in self._rounds]
        if self._round_id not in ids:
            self._round_id = ids[-1] if ids else ""
            self._part = self._natural_part()
            self.list.mark(self._round_id)
        had_keys = self.places.currentWidget() is self.empty and self.empty.isAncestorOf(self.focusWidget() or self)
        self.places.setCurrentWidget(self.panes if ids else self.empty)
        if had_keys and ids:
            self.focus_part()
        if not rows or "theme" in tables:
            self.sheet.fill_again()
        self._show()

    def _only_counted(self, tables: set[str]) -> bool:
        """Show a number that was typed, quickly, where nothing else of the page depends on it; False: it does."""
        round_ = self._round()
        if not tables <= COUNTS or self._part != "count" or round_ is None or round_.closed:
            return False
        if self.context.document.ask(reads.progress, round_.id).counted != self._counted:
            return False
        self.count.follow()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Show the round anew: a count was hidden with the page."""
        super().showEvent(event)
        self._show()

    def _card(self, one: RoundRecord, replaced: bool) -> CardData:
        tr = self.context.tr
        state = (
            (tr("replaced"), "neutral")
            if replaced
            else (tr("closed"), "settled")
            if one.closed
            else (tr("open"), "waiting")
        )
        again = tr("held again") if one.again_of_id else ""
        sub = " · ".join(part for part in (tr(label(VOTE_METHODS, one.method)), again) if part)
        return CardData(one.id, one.question, sub, (state,))

    def _show(self) -> None:
        round_ = self._round()
        if round_ is None:
            return
        tr, ask = self.context.tr, self.context.document.ask
        self._counted = ask(reads.progress, round_.id).counted
        counted = self._counted or round_.closed
        self.heading.setText(round_.question)
        again = tr("held again") if round_.again_of_id else ""
        state = tr("closed") if round_.closed else tr("open")
        self.about_round.setText(
            " · ".join(part for part in (tr(label(VOTE_METHODS, round_.method)), state, again) if part)
        )
        self.heading.setVisible(counted or self._part != "sheet")  # the sheet has the question in its first field
        self.parts.show_code(self._part)
        self.sheet.setVisible(self._part == "sheet")
        self.count.setVisible(self._part == "count")
        self.hidden.setVisible(self._part == "result" and not round_.closed)
        self.result.setVisible(self._part == "result" and round_.closed)
        self.printing.show_for(on=self._part == "sheet")
        self.remove.setVisible(self._part == "sheet")
        self.about.show_round(round_, counted=counted)
        if self._part == "sheet":
            self.sheet.show_round(round_, counted=counted)
        elif self._part == "count":
            self.count.show_round(round_)
        elif round_.closed:
            self.result.show_round(round_)

    def _round(self) -> RoundRecord | None:
        return next((one for one in self._rounds if one.id == self._round_id), None)

    def _natural_part(self) -> str:
        """Return what a round is about now: its result, its count, or its sheet."""
        round_ = self._round()
        if round_ is None:
            return "sheet"
        if round_.closed:
            return "result"
        return "count" if self.context.document.ask(reads.progress, round_.id).counted else "sheet"

    def _choose(self, round_id: str) -> None:
        if round_id and round_id != self._round_id:
            self.settle()
            self.count.leave()
            self.question.hide()
            self._round_id = round_id
            self._part = self._natural_part()
            self._show()

    def show_part(self, part: str) -> None:
        """Show the sheet, the count or the result of the round."""
        self.settle()
        if part != "count":
            self.count.leave()
        self.question.hide()
        self._part = part
        self._show()

    # -- what people do -------------------------------------------------------------------------

    def _add(self, words: str, told: Told) -> bool:
        done = self.context.document.perform(AddRound(words, {"workshop_id": self.context.session.workshop_id}), told)
        if done is None:
            return False
        self._go_to(str(done.result), "sheet")
        return True

    def _go_to(self, round_id: str, part: str) -> None:
        self.list.mark(round_id)
        self._choose(round_id)
        self.show_part(part)
        self.focus_part()

    def close_round(self) -> None:
        """Close the round; where two counts differ, ask first whether that is meant."""
        round_ = self._round()
        if round_ is None or round_.closed:
            return
        self.settle()
        waiting = sum(1 for one in self.context.document.ask(reads.differences, round_.id) if one.settled is None)
        if waiting and not self.question.isVisibleTo(self):
            said = self.context.tr.count(
                "The two counts differ in {n} number. Until it is settled there is no result.",
                "The two counts differ in {n} numbers. Until they are settled there is no result.",
                waiting,
            )
            self.warning.say(said)
            self.question.show()
            self.settle_first.setFocus()
            self.area.ensureWidgetVisible(self.question)
            return
        self._close_anyway()

    def _close_anyway(self) -> None:
        round_ = self._round()
        self.question.hide()
        if round_ is not None and self.context.document.perform(
            CloseRound(round_.id, self.context.document.ask(reads.decides, round_))
        ):
            self.show_part("result")
            self.focus_part()

    def reopen(self) -> None:
        """Open the round again; its result is hidden until it is closed."""
        if self.context.document.perform(ReopenRound(self._round_id)):
            self.show_part("count")
            self.focus_part()

    def vote_again(self) -> None:
        """Make a new round of the same question and options."""
        done = self.context.document.perform(RepeatRound(self._round_id))
        if done is not None:
            self._go_to(str(done.result), "sheet")

    def _compare(self) -> None:
        self.show_part("count")
        self.count.show_who("compare")
        self.focus_part()

    def _delete(self, round_id: str) -> None:
        tr, document = self.context.tr, self.context.document
        if round_id and document.perform(DeleteRound(round_id)):
            self.context.notices.say(tr("The vote was deleted, with what was counted."), tr("Undo"), document.undo)
            self.enter_focus()

    # -- what every page does -------------------------------------------------------------------

    @classmethod
    def commands(cls, page: Callable[[], Page]) -> tuple[Command, ...]:
        """Return what can be done here."""

        def votes() -> "VotesPage":
            shown = page()
            assert isinstance(shown, VotesPage)  # noqa: S101 - the room gives back what it made of this class
            return shown

        return (
            Command("vote-new", N_("New vote"), lambda: votes().new_round(), "plus", NEW_KEYS, "vote"),
            Command(
                "vote-next", N_("Next part of the vote"), lambda: votes().beside(1), "", "Ctrl+Shift+PgDown", "vote"
            ),
            Command(
                "vote-before",
                N_("Previous part of the vote"),
                lambda: votes().beside(-1),
                "",
                "Ctrl+Shift+PgUp",
                "vote",
            ),
            Command("vote-close", N_("Close the vote"), lambda: votes().close_round(), "lock", "", "vote"),
            Command(
                "vote-print",
                N_("Save the sheet and ballot papers"),
                lambda: votes().print_sheet(),
                "printer",
                "",
                "vote",
            ),
        )

    def new_round(self) -> None:
        """Put the cursor where a new question is typed."""
        (self.add_line if self._rounds else self.first_line).focus_line()

    def beside(self, step: int) -> None:
        """Go on to the next part of the round."""
        codes = [code for code, _ in PARTS]
        self.show_part(codes[(codes.index(self._part) + step) % len(codes)])
        self.focus_part()

    def print_sheet(self) -> None:
        """Save the sheet and the ballot papers of the marked round."""
        self.printing.save()

    def focus_part(self) -> None:
        """Put the focus where the shown part begins."""
        round_ = self._round()
        if self._part == "sheet":
            self.sheet.focus()
        elif self._part == "count":
            self.count.focus()
        elif round_ is not None and round_.closed:
            self.result.focus()
        else:
            self.parts.focus_chosen()

    def settle(self) -> None:
        """Make an edit of what is typed."""
        self.sheet.form.settle()
        self.sheet.option_form.settle()
        self.about.form.settle()
        self.count.settle()

    def enter_focus(self) -> None:
        """Begin with the rounds, or with the first question."""
        if not self._rounds:
            self.first_line.focus_line()
        else:
            self.list.setFocus()

    def find_here(self) -> None:
        """Go to the list of votes."""
        self.enter_focus()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a round."""
        if table != "vote_round" or not self.list.mark(row_id):
            return False
        self._choose(row_id)
        self.list.setFocus()
        return True
