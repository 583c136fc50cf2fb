"""The decision calendar: who decides when, and what waits for each; a date is added and changed in place."""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedLayout, QWidget

from models import decisions, queries
from models.decisions import Sitting
from models.edits.prepare import ChangeDecisionDate, DeleteDecisionDate
from models.edits.project import AddDecisionDate
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.reading import date_in_words
from widgets.lists.cards import CardList
from widgets.paged import Page
from widgets.parts.buttons import Button
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Callout, Panes, Scroll, Surface, column
from widgets.parts.labels import Label, caption, muted
from widgets.parts.order import tab_in_reading_order
from widgets.prepare.adding import AddLine, Told
from widgets.prepare.details import Details
from widgets.prepare.rows import RowList
from widgets.reflect.decisions_words import card_of, row_of, when
from widgets.room import Rows
from widgets.theme import GRID

DATE = (
    Field("body", N_("Who decides"), "wrapped", longest=300),
    Field("day", N_("Date"), "date"),
    Field("note", N_("Note"), "text", longest=2000),
)
SHOWN = frozenset("decision_date answer contribution voice withdrawal theme theme_note segment cost_line".split())

MOST_ROWS = 40  # of what waits for one sitting; the others are counted


class DecisionsPage(Page):
    """Sittings by date. Enter on what waits goes to where it is answered."""

    id = "decisions"
    name = N_("Who decides when")
    icon = "calendar"
    tables = ("decision_date",)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self.sittings: tuple[Sitting, ...] = ()
        self.list = CardList(look, tr("Who decides when, and what waits"), lines=2)
        self.list.chosen.connect(lambda _: self._show_marked())
        self.list.opened.connect(lambda _: self._go_beside())
        self.list.removed.connect(lambda _: self.delete())
        self.add = AddLine(context, tr("Add a decision date"), tr("Who decides"), self._add, "reflect/add/decision")
        self.body, self.when = Label("", "title"), Label("", "muted")
        self.loose = Callout(look, "waiting", "")
        self.take_up = Button(look, tr("Add it to the calendar"), "plus", "", self.add_marked)
        self.waits_title = caption("")
        self.waits = RowList(look, tr("What waits for it"))
        self.waits.opened.connect(self.answer)
        self.hint = muted("")
        self.date = Details(context, tr("In the calendar"), DATE, self._save, "reflect-decision", self.delete)
        self._lay_out()

    def _lay_out(self) -> None:
        tr, look = self.context.tr, self.context.look
        self.empty = EmptyState(
            look,
            "calendar",
            tr("No date and nothing that waits"),
            tr("Write down when the board meets. Ideas that it must decide are listed under its date."),
        )
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        for page in (self.list, self.empty):
            self._stack.addWidget(page)
        middle = QWidget()
        inside = column(holder, self.add, spacing=3 * GRID)
        inside.setStretchFactor(holder, 1)
        inside.setContentsMargins(4 * GRID, GRID, 4 * GRID, 4 * GRID)
        middle.setLayout(inside)
        head = column(self.body, self.when, spacing=2)
        below = column(self.waits_title, self.waits, self.hint, spacing=GRID)
        self.inside = Surface("panel", column(head, self.loose, self.take_up, below, self.date, 1, margin=4 * GRID))
        self.side = Scroll(self.inside)
        self.panes = Panes(look, None, middle, self.side, widths=(0, 460, 420))
        self.setLayout(column(self.panes))

    # -- what the room calls --------------------------------------------------------------------

    @classmethod
    def commands(cls, page: Callable[[], Page]) -> tuple[Command, ...]:
        """Return the way to the calendar."""
        return (
            Command("decisions", N_("Who decides when"), lambda: page().enter_focus(), "calendar", group="calendar"),
        )

    def refresh(self, rows: Rows) -> None:
        """Read the calendar, where anything that it shows has changed."""
        if rows and SHOWN.isdisjoint(table for table, _ in rows):
            return
        self._read()

    def enter_focus(self) -> None:
        """Put the focus on the sittings; on the line that adds where there is none."""
        if self.sittings:
            self.list.take_focus()
        else:
            self.add.focus_line()

    def settle(self) -> None:
        """Perform what is typed."""
        self.date.form.settle()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a date of the calendar."""
        if table != "decision_date" or not self.list.mark(row_id):
            return False
        self.list.take_focus()
        return True

    # -- what people do -------------------------------------------------------------------------

    def add_marked(self) -> None:
        """Add the marked body and day, which only answers name, to the calendar."""
        sitting = self._marked()
        if sitting is not None and not sitting.date_id:
            done = self.context.document.perform(AddDecisionDate(sitting.body, sitting.day))
            if done is not None:
                self.list.mark(str(done.result))
                self.list.take_focus()

    def delete(self) -> None:
        """Delete the marked date; what waits for it stays."""
        sitting, tr, document = self._marked(), self.context.tr, self.context.document
        if sitting and sitting.date_id and document.perform(DeleteDecisionDate(sitting.date_id)) is not None:
            self.context.notices.say(tr("The decision date was deleted."), tr("Undo"), document.undo)
            self.enter_focus()

    def answer(self, answer_id: str) -> None:
        """Go to where an answer is given."""
        sitting = self._marked()
        waits = next((one for one in sitting.waits if one.id == answer_id), None) if sitting else None
        if waits is not None:
            table, row_id = ("contribution", waits.note_id) if waits.note_id else ("theme", waits.theme_id)
            self.context.window.show_room("weigh")
            self.context.window.show_subject(table, row_id or "")

    def _add(self, words: str, told: Told) -> bool:
        done = self.context.document.perform(AddDecisionDate(words), told)
        if done is not None:
            self.list.mark(str(done.result))
            self.date.focus("day")
        return done is not None

    def _save(self, key: str, value: object, told: Told) -> bool:
        row_id = self.date.row_id
        done = self.context.document.perform(ChangeDecisionDate(row_id, {key: value}), told)
        return done is not None

    def _go_beside(self) -> None:
        sitting = self._marked()
        if sitting is None:
            return
        if sitting.waits:
            self.waits.mark(self.waits.marked_id() or sitting.waits[0].id, focus=True)
        elif sitting.date_id:
            self.date.focus("day")

    # -- showing --------------------------------------------------------------------------------

    def _read(self) -> None:
        tr, today = self.context.tr, self.context.today()
        self.sittings = self.context.document.ask(decisions.calendar)
        self.list.show_cards([card_of(tr, one, today) for one in self.sittings])
        self._stack.setCurrentWidget(self.list if self.sittings else self.empty)
        if self.sittings and not self.list.current_id():
            first = next((one for one in self.sittings if not one.is_past(today)), self.sittings[0])
            self.list.mark(first.key)
        self._show_marked()

    def _marked(self) -> Sitting | None:
        key = self.list.current_id()
        return next((one for one in self.sittings if one.key == key), None)

    def _show_marked(self) -> None:
        sitting, tr, today = self._marked(), self.context.tr, self.context.today()
        if frame := self.side.parentWidget():
            frame.setVisible(sitting is not None)
        if sitting is None:
            self.date.show_row("", "", None)
            return
        self.body.setText(sitting.body or tr("Nobody named yet"))
        day = date_in_words(sitting.day, tr.language)
        self.when.setText(" · ".join(part for part in (day, when(tr, sitting, today)) if part))
        currency = self.context.document.ask(queries.project).currency
        self.waits.show_rows([row_of(tr, one, currency) for one in sitting.waits[:MOST_ROWS]])
        count = len(sitting.waits)
        self.waits_title.setText(
            tr.count("{n} answer waits for it", "{n} answers wait for it", count)
            if count
            else tr("Nothing waits for it")
        )
        more = tr.count("{n} more waits. ", "{n} more wait. ", count - MOST_ROWS) if count > MOST_ROWS else ""
        self.hint.setText(more + tr("Enter on one of them goes to where it is answered."))
        self.hint.setVisible(bool(count))
        self._show_loose(sitting)
        record = next(
            (one for one in self.context.document.ask(queries.decision_dates) if one.id == sitting.date_id), None
        )
        tab_in_reading_order(self.inside)
        self.date.show_row(sitting.date_id, day or tr("No date known yet"), record)

    def _show_loose(self, sitting: Sitting) -> None:
        """Say that only answers name this body or day, and which day the calendar knows."""
        tr = self.context.tr
        self.loose.setVisible(not sitting.date_id)
        self.take_up.setVisible(not sitting.date_id and bool(sitting.body))
        known = decisions.next_of(sitting.body, self.sittings, self.context.today())
        day = date_in_words(known, tr.language)
        if day:
            self.loose.say(tr("Only answers say this. The calendar knows this body on {day}.", day=day))
        else:
            self.loose.say(tr("Only answers say this. The calendar does not know this body on a day to come."))
