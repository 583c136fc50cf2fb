"""Promises over time: each promise that was ever made, with every change and what was said in public then."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from models import promise_times
from models.promise_times import Moment, PromiseTimes
from resources.texts import N_
from widgets.context import Context
from widgets.fields.reading import date_in_words
from widgets.lists.cards import CardData, CardList
from widgets.paged import Page
from widgets.parts.buttons import Button, Choices
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, Surface, column, flow, hairline, scrolled
from widgets.parts.labels import Chip, Label, caption
from widgets.reflect.ledger_words import change_title, change_who, change_words, state_of, subject_title
from widgets.room import EVERYTHING, Rows
from widgets.theme import GRID

SHOWN = frozenset("answer outcome change_log contribution voice withdrawal theme theme_note".split())
FILTERS = {
    "all": N_("All {n}"),
    "moved": N_("Moved {n}"),
    "reworded": N_("Said otherwise {n}"),
    "open": N_("Not confirmed now {n}"),
}


class MomentView(Surface):
    """One change: when and who, what, why, and the sentence that stood in public after it."""

    def __init__(self, context: Context, moment: Moment, *, tells_sentence: bool) -> None:
        tr, entry = context.tr, moment.entry
        words = change_words(tr, entry)
        lines: list[QWidget] = [Label(change_who(tr, entry), "muted"), Label(change_title(tr, entry), "strong")]
        lines += [Label(words)] if words else []
        lines += [Label(tr("Why: {why}", why=entry.why))] if entry.why else []
        if tells_sentence:
            said = tr("Said in public from then on: “{sentence}”", sentence=moment.said)
            lines.append(Label(said if moment.said else tr("Nothing stood in public from then on.")))
        super().__init__("card", column(*lines, spacing=GRID, margin=3 * GRID))
        texts = (line.text() for line in lines if isinstance(line, Label))
        self.setAccessibleName(". ".join(text for text in texts if text))


class TimesView(QWidget):
    """One promise through time. `left`: back to the list; `ledger_wanted`: to where it is worked on."""

    left = Signal()
    ledger_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown = ""
        tr = context.tr
        self.title, self.code, self.sentence = Label("", "title"), Label("", "muted"), Label("")
        self.state = Chip("")
        self.standing = caption("")
        self.show_it = Button(context.look, tr("Show it in Reflect"), "arrow-right", "link", self.ledger_wanted.emit)
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(3 * GRID)
        head = column(flow(self.state), self.title, self.code, spacing=GRID)
        said = column(self.standing, self.sentence, flow(self.show_it), spacing=GRID)
        self.area = scrolled(head, said, hairline(), caption(tr("From the first day to now")), self._inside, 1)
        self.setLayout(column(self.area))
        self.setAccessibleName(tr("The marked promise"))

    def show_times(self, times: PromiseTimes | None) -> None:
        """Show a promise; None: nothing is marked."""
        self.area.setVisible(times is not None)
        if times is None:
            return
        tr, promise = self._context.tr, times.promise
        state = state_of(tr, promise, self._context.today())
        self.state.setText(state.words if times.is_confirmed else tr("Not confirmed now"))
        self.state.set_tone(state.tone if times.is_confirmed else "waiting")
        self.title.setText(subject_title(tr, promise.title, promise.subject_code, withdrawn=promise.withdrawn))
        self.code.setText(promise.subject_code)
        self.standing.setText(tr("Said in public now") if times.is_confirmed else tr("Nothing is said in public now"))
        self.sentence.setText(promise.sentence if times.is_confirmed else "")
        self.sentence.setVisible(bool(self.sentence.text()))
        self.show_it.setVisible(times.is_confirmed)
        self._show_moments(times)
        if promise.id != self._shown:
            self.area.verticalScrollBar().setValue(0)
        self._shown = promise.id

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _show_moments(self, times: PromiseTimes) -> None:
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        before: str | None = None
        for moment in times.moments:
            made = MomentView(self._context, moment, tells_sentence=moment.said != before)
            self._lines.addWidget(made)
            made.show()  # a layout would do so later only
            before = moment.said


class PromisesPage(Page):
    """The list of promises and the marked one through time. Enter goes beside it, Escape comes back."""

    id = "promise-times"
    name = N_("Promises over time")
    icon = "handshake"
    tables = ("answer",)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self.times: tuple[PromiseTimes, ...] = ()
        self.filter = Choices(look, tr("Which promises"), [(code, "", "") for code in FILTERS], chips=True)
        self.filter.show_code("all")
        self.list = CardList(look, tr("Promises, those that changed last first"), lines=3)
        self.details = TimesView(context)
        self.nothing = EmptyState(
            look,
            "handshake",
            tr("No promise was made yet"),
            tr("Once an answer is confirmed in Weigh, everything that changes of it is kept here."),
        )
        self.nothing_here = EmptyState(look, "search", tr("No promise like this"), tr("Choose another filter."))
        place = QWidget()
        self._stack, self._whole = QStackedLayout(place), QStackedLayout(self)
        for one in (self.list, self.nothing_here):
            self._stack.addWidget(one)
        chooser = QWidget()
        lines = column(column(self.filter, margin=3 * GRID), place, spacing=0)
        lines.setStretch(1, 1)
        chooser.setLayout(lines)
        self.panes = Panes(look, chooser, Surface("panel", column(self.details)), None, widths=(420, 420, 0))
        for one in (self.panes, self.nothing):
            self._whole.addWidget(one)
        self.filter.chosen.connect(lambda _: self._show_list())
        self.list.chosen.connect(lambda _: self._show_details())
        self.list.opened.connect(lambda _: self.details.area.setFocus())
        self.details.left.connect(self.list.take_focus)
        self.details.ledger_wanted.connect(self._show_in_reflect)

    def refresh(self, rows: Rows) -> None:
        """Show the promises as they are now."""
        if rows == EVERYTHING or any(table in SHOWN for table, _ in rows):
            self.times = self.context.document.ask(promise_times.promise_times)
            self._whole.setCurrentWidget(self.panes if self.times else self.nothing)
            for code, text in FILTERS.items():
                self.filter.say(code, self.context.tr(text, n=len(self._among(code))))
            self._show_list()

    def enter_focus(self) -> None:
        """Put the focus on the list."""
        self.list.take_focus()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark the promise of an answer. False: it was never confirmed."""
        if table != "answer" or all(one.promise.id != row_id for one in self.times):
            return False
        self.filter.show_code("all")
        self._show_list()
        return self.list.mark(row_id)

    def _among(self, code: str) -> list[PromiseTimes]:
        wanted = {
            "moved": lambda one: one.moved,
            "reworded": lambda one: one.reworded,
            "open": lambda one: not one.is_confirmed,
        }.get(code, lambda one: True)
        return [one for one in self.times if wanted(one)]

    def _show_list(self) -> None:
        chosen = self._among(self.filter.code)
        self.list.show_cards([self._card(one) for one in chosen])
        self._stack.setCurrentWidget(self.list if chosen else self.nothing_here)
        if chosen and not self.list.current_id():
            self.list.mark(chosen[0].promise.id)
        self._show_details()

    def _card(self, times: PromiseTimes) -> CardData:
        tr, promise = self.context.tr, times.promise
        state = state_of(tr, promise, self.context.today())
        chip = (state.words, state.tone) if times.is_confirmed else (tr("Not confirmed now"), "waiting")
        number = tr.count("{n} change", "{n} changes", len(times.moments))
        last = date_in_words(times.last, tr.language)
        sub = tr("{number}, the last on {day}", number=number, day=last) if last else number
        title = subject_title(tr, promise.title, promise.subject_code, withdrawn=promise.withdrawn)
        return CardData(promise.id, title, sub, (chip,), bold=True)

    def _show_details(self) -> None:
        row_id = self.list.current_id()
        self.details.show_times(next((one for one in self.times if one.promise.id == row_id), None))

    def _show_in_reflect(self) -> None:
        if row_id := self.list.current_id():
            self.context.window.show_subject("answer", row_id)
