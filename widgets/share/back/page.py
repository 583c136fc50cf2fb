"""What came back: a list with the inbox, one response in the middle, and at the right how more of it comes in."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedLayout, QWidget

from models import queries, responses
from models.edits.base import Edit
from models.responses import CameBack, QuestionRecord
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.lists.cards import CardList
from widgets.paged import Page
from widgets.parts.buttons import Button, Choices
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Callout, Panes, Scroll, Surface, column, flow, hairline
from widgets.parts.labels import caption
from widgets.parts.order import tab_in_reading_order
from widgets.prepare.way_back_section import state_of as way_back_state
from widgets.room import Rows
from widgets.share.back.details import Doing, ResponseDetails
from widgets.share.back.taking import TakeAnswers
from widgets.share.back.typing import TypeIn
from widgets.share.back.words import ALL, FILTERS, INBOX, card_of, numbers, state_of
from widgets.theme import GRID

SHOWN = frozenset(
    "response response_answer contribution voice withdrawal theme story stage workshop project code_alias "
    "participant contact".split()
)
TABLES_OF = {"note": "contribution", "theme": "theme", "step": "stage", "story": "story"}


class BackPage(Page):
    """The list patches itself; a response that leaves the list is followed by the next one."""

    id = "back"
    name = N_("What came back")
    icon = "mail"
    tables = ("response",)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self._all: dict[str, CameBack] = {}
        self.choice = Choices(
            look, tr("Which of them"), [(code, tr(words, n=0), "") for code, words in FILTERS], chips=True
        )
        self.choice.chosen.connect(lambda _: self._show_list())
        self.choice.show_code(ALL)
        self.list = CardList(look, tr("What came back"), lines=3)
        self.list.chosen.connect(lambda _: self._show_marked())
        self.list.opened.connect(lambda _: self.details.begin_placing())
        self.list.removed.connect(lambda _: self.details.delete())
        self.details = ResponseDetails(context, Doing(self._perform, self._show_subject, self._reach))
        self.way = Callout(look, "waiting", "")
        self.way_button = Button(
            look, tr("Change the way back"), "", "link", lambda: context.window.show_room("prepare")
        )
        self.taking = TakeAnswers(context)
        self._side_layout = column(spacing=4 * GRID, margin=4 * GRID)
        self._questions: tuple[QuestionRecord, ...] = ()
        self.typing = TypeIn(context, ())
        self._lay_out()

    def _lay_out(self) -> None:
        tr, look = self.context.tr, self.context.look
        left = Surface("panel", column(self.choice, self.list, spacing=3 * GRID, margin=3 * GRID))
        left.layout().setStretch(1, 1)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        self.empty = EmptyState(
            look,
            "mail",
            tr("Nothing came back yet"),
            tr(
                "Answers to your codes come here: read the file that your form gives, or type in slips and calls. An "
                "answer finds its note by the code; the rest waits here until somebody looks at it."
            ),
        )
        self.nothing_here = EmptyState(look, "check", tr("Nothing is left here"), tr("Choose another list above."))
        paper = Surface("paper", column(self.details, margin=6 * GRID))
        holder = QWidget()
        self._middle = QStackedLayout(holder)
        self.paper = Scroll(paper)
        for widget in (self.empty, self.nothing_here, self.paper):
            self._middle.addWidget(widget)
        for part in (self.typing, hairline(), self.taking, hairline()):
            self._side_layout.addWidget(part)
        for part in (caption(tr("The way back")), self.way, flow(self.way_button)):
            self._side_layout.addWidget(part)
        self._side_layout.addStretch(1)
        side = Surface("panel")
        side.setLayout(self._side_layout)
        self.panes = Panes(look, left, holder, Scroll(side), widths=(320, 380, 340))
        self.setLayout(column(self.panes))

    # -- what the room calls --------------------------------------------------------------------

    @classmethod
    def commands(cls, page: Callable[[], Page]) -> tuple[Command, ...]:
        """Return what can be done here."""

        def shown() -> "BackPage":
            found = page()
            assert isinstance(found, BackPage)  # noqa: S101 - the room makes each page from its own class
            return found

        def begin_typing() -> None:
            shown().typing.focus_code()

        def choose_file() -> None:
            shown().taking.choose_file()

        return (
            Command("back-type", N_("Type in a slip or a call"), begin_typing, "pencil", group="back"),
            Command(
                "back-file",
                N_("Read a file of answers…"),
                choose_file,
                "folder-open",
                group="back",
            ),
            Command("back-inbox", N_("Go to the inbox"), lambda: shown().show_list(INBOX), "mail", group="back"),
        )

    def refresh(self, rows: Rows) -> None:
        """Show what the file holds now."""
        tables = {table for table, _ in rows}
        if not rows or tables & {"feedback_question"}:
            self._show_questions()
        if not rows or tables & {"feedback_round"}:
            self._show_way()
        if not rows or tables & SHOWN:
            self._read()

    def settle(self) -> None:
        """Make an edit of what is typed."""
        self.details.settle()
        self.typing.settle()

    def enter_focus(self) -> None:
        """Put the focus on the list; on the code of a slip where nothing came back yet."""
        if self.list.cards.cards:
            self.list.take_focus()
        else:
            self.typing.focus_code()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a response."""
        if table != "response" or row_id not in self._all:
            return False
        if not self.list.mark(row_id):
            self.show_list(ALL)
            self.list.mark(row_id)
        return True

    def show_list(self, code: str) -> None:
        """Show all, the inbox, what has its place, or what was set aside."""
        self.choice.show_code(code)
        self._show_list()
        self.enter_focus()

    def copy(self) -> bool:
        """Copy the words of the marked response."""
        one = self.details.shown
        if one is None or not self.list.hasFocus():
            return False
        QGuiApplication.clipboard().setText(one.words)
        return True

    # -- inside ---------------------------------------------------------------------------------

    def _read(self) -> None:
        came = self.context.document.ask(responses.came_back)
        self._all = {one.id: one for one in came}
        counted = numbers(self.context.document.ask(responses.counts))
        for code, words in FILTERS:
            self.choice.say(code, self.context.tr(words, n=counted[code]))
        self._show_list()

    def _show_list(self) -> None:
        tr, wanted = self.context.tr, self.choice.code or ALL
        self.list.show_cards([card_of(one, tr) for one in self._all.values() if wanted in (ALL, state_of(one))])
        if self.list.cards.cards and not self.list.current_id():
            self.list.mark(self.list.cards.cards[0].id)
        self._show_marked()

    def _show_marked(self) -> None:
        one = self._all.get(self.list.current_id())
        self.details.show_response(one)
        nothing = self.nothing_here if self._all else self.empty
        shown: QWidget = self.paper if one else nothing
        self._middle.setCurrentWidget(shown)

    def _show_questions(self) -> None:
        """Ask for what is asked now; a slip that is being typed keeps what was filled in."""
        found = self.context.document.ask(responses.questions)
        if found == self._questions:
            return
        self._questions = found
        self.typing.settle()
        old, self.typing = self.typing, TypeIn(self.context, found)
        self._side_layout.replaceWidget(old, self.typing)
        self.typing.show()
        old.hide()
        old.deleteLater()
        tab_in_reading_order(self)

    def _show_way(self) -> None:
        tr, rounds = self.context.tr, self.context.document.ask(queries.ways_back)
        if rounds:
            tone, sentence = way_back_state(rounds[-1], self.context.today(), tr)
        else:
            tone, sentence = (
                "waiting",
                tr("There is no way back: documents carry no code, and say how to answer on paper."),
            )
        self.way.say(sentence, tone)

    def _perform(self, edit: Edit, told: str) -> None:
        """Perform an edit and offer to take it back; the list keeps the focus where it had it."""
        context, had_focus = self.context, self.list.hasFocus()
        if context.document.perform(edit) is None:
            return
        context.notices.say(told, context.tr("Undo"), context.document.undo)
        if had_focus or not self.details.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_subject(self, one: CameBack) -> None:
        self.context.window.show_subject(TABLES_OF[one.about.kind], one.about.id)

    def _reach(self, response_id: str) -> str:
        found = self.context.document.ask(responses.wanting_news)
        return ", ".join(one.address for one in found if one.response_id == response_id)
