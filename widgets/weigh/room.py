"""The room Weigh: what is to answer, what it takes and what is said, and the gate before it is confirmed."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QWidget

from models.answers import allowed_answers, phrase
from models.edits.weighing import DeleteAnswer
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.parts.buttons import Button, native
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, Scroll, Surface, column
from widgets.room import Room, Rows
from widgets.theme import GRID
from widgets.weigh.answering import ANSWER_KEYS
from widgets.weigh.board import Board, Item
from widgets.weigh.chooser import Chooser
from widgets.weigh.telling import CONFIRM_KEYS, Telling
from widgets.weigh.work import Work

NEXT_KEYS = "Ctrl+Return"
GIVE = (
    N_("Give the first answer"),
    N_("Give the second answer"),
    N_("Give the third answer"),
    N_("Give the fourth answer"),
    N_("Give the fifth answer"),
    N_("Give the sixth answer"),
)


class WeighRoom(Room):
    """Left what is to answer, in the middle the work, right what is said. Holds ids; the board holds records."""

    id: ClassVar[str] = "weigh"
    name: ClassVar[str] = N_("Weigh")
    icon: ClassVar[str] = "scale"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.board = Board(context.document)
        self.chooser = Chooser(context, self.board)
        self.work = Work(context, self.board)
        self.telling = Telling(context, self.board)
        self.side = self._side()
        self.panes = Panes(context.look, self.chooser, self.work, self.side, widths=(276, 350, 300))
        self.nothing = self._empty_state()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.panes)
        self.pages.addWidget(self.nothing)
        self.setLayout(column(self.pages))
        self.chooser.chosen.connect(self._choose)
        self.chooser.list.opened.connect(lambda _: self.focus_work())
        self.chooser.list.menu_wanted.connect(self._menu)
        self.telling.wanted.connect(self._focus_missing)
        self.work.load.wanted.connect(self.chooser.mark)
        self.telling.confirming.done.connect(self._confirmed)
        self.telling.confirm_wanted.connect(self.confirm)
        self.telling.reopened.connect(lambda: self.telling.sentence.focus_field("sentence"))

    # -- what the window asks -------------------------------------------------------------------

    def refresh(self, rows: Rows) -> None:
        """Show what the document holds now; the marked card, the focus and half-typed words stay."""
        self.board.follow(rows)
        self.chooser.narrowing.follow(rows)
        self.pages.setCurrentWidget(self.panes if self.board.items else self.nothing)
        if self.board.current and self.board.current not in self.board.items:
            self.board.current = ""
        self.chooser.show_items()
        shown = bool(self.board.current)
        if not shown:
            self.chooser.mark_first()  # which shows it
        self.work.load.show_loads()
        item = self._item()
        if item is None:
            self._show_nobody()
        elif shown:
            self._show(item, anew=False)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here."""
        has, answered = self._has_item, self._has_answer
        give = (
            Command(f"weigh-answer-{at + 1}", text, partial(self.give, at + 1), "", ANSWER_KEYS[at], "answer", has)
            for at, text in enumerate(GIVE)
        )
        return (
            Command(
                "weigh-next", N_("Answer and go to the next"), self.answer_and_next, "arrow-right", NEXT_KEYS, "go", has
            ),
            Command("weigh-down", N_("Next to answer"), partial(self.go, 1), "arrow-down", "Alt+Down", "go"),
            Command("weigh-up", N_("Previous to answer"), partial(self.go, -1), "arrow-up", "Alt+Up", "go"),
            *give,
            *self.work.commands(),
            Command("weigh-confirm", N_("Confirm …"), self.confirm, "badge-check", CONFIRM_KEYS, "confirm", answered),
            Command("weigh-take-back", N_("Take back the answer"), self.take_back, "undo-2", "", "confirm", answered),
        )

    def enter_focus(self) -> None:
        """Begin in the list."""
        (self.chooser.list if self.board.items else self.nothing).setFocus()

    def find_here(self) -> None:
        """Go to the filter by words."""
        self.chooser.search.setFocus()
        self.chooser.search.selectAll()

    def copy(self) -> bool:
        """Copy the words and the code of what is marked in the list."""
        item = self._item()
        if item is None or not self.chooser.list.hasFocus():
            return False
        QGuiApplication.clipboard().setText(f"{item.title}\n{item.code}")
        return True

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a note or a theme."""
        if table not in ("contribution", "theme"):
            return False
        if not self.board.is_read:
            self.refresh(frozenset())
        return self.chooser.mark(row_id)

    # -- what people do -------------------------------------------------------------------------

    def give(self, number: int) -> None:
        """Answer with the first, second … answer that is offered."""
        self.settle()
        self.work.answering.give_number(number)

    def answer_and_next(self) -> None:
        """Commit what is typed and go to the next that is still to answer; without an answer, ask for one."""
        self.settle()
        item = self._item()
        if item is None:
            return
        if self.chooser.is_open(item.id):
            self._focus_answers()
            self.context.notices.say(self.context.tr("Choose an answer first."), tone="waiting")
            return
        if not self.chooser.step_open(1):
            self.context.notices.say(self.context.tr("Nothing is left to answer in this list. Thank you."))

    def go(self, step: int) -> None:
        """Go to the next or the previous that is still to answer, without answering."""
        self.settle()
        self.chooser.step_open(step)

    def confirm(self) -> None:
        """Open the step that confirms, or lead to what is missing."""
        self.settle()
        item = self._item()
        if item is None:
            return
        if self.telling.open_confirming():
            QTimer.singleShot(0, self, self._show_confirming)
        elif lacks := self.board.lacks(item):
            self._focus_missing(lacks[0].code)
            self.context.notices.say(self.context.tr(lacks[0].sentence), tone="waiting")

    def take_back(self) -> None:
        """Take the answer back: it is not answered any more."""
        if answer := self.board.answers.get(self.board.current):
            self.context.document.perform(DeleteAnswer(answer.id))

    def settle(self) -> None:
        """Commit whatever is typed."""
        self.work.settle()
        self.telling.settle()

    def focus_work(self) -> None:
        """Put the focus where the work on the item begins."""
        item = self._item()
        if item is None:
            return
        if item.kind == "unsorted":
            self.work.header.focus_kinds()
        else:
            self.work.focus_takes()

    # -- inside ---------------------------------------------------------------------------------

    def _focus_answers(self) -> None:
        item = self._item()
        if item is None:
            return
        if allowed_answers(item.place):
            self.work.answering.focus_choices()
            self.work.bring(self.work.answering)
        else:
            self.work.header.focus_kinds()
            self.work.bring(self.work.header)

    def _side(self) -> QWidget:
        tr, look = self.context.tr, self.context.look
        inside = Surface("panel", column(self.telling, margin=4 * GRID))
        self.side_scroll = Scroll(inside)
        text = tr("Answer and go to the next")
        self.next_button = Button(look, text, "", "primary", self.answer_and_next, NEXT_KEYS)
        self.next_button.setText(f"{text}   {native(NEXT_KEYS)}")
        policy = self.next_button.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.next_button.setSizePolicy(policy)
        holder = QWidget()
        made = column(self.side_scroll, Surface("panel", column(self.next_button, margin=2 * GRID)), spacing=0)
        made.setStretch(0, 1)
        holder.setLayout(made)
        return holder

    def _empty_state(self) -> QWidget:
        tr, look = self.context.tr, self.context.look
        go = Button(
            look, tr("Go to Capture"), "square-pen", "primary", partial(self.context.window.show_room, "capture")
        )
        return EmptyState(
            look,
            "scale",
            tr("Nothing to weigh yet"),
            tr("Notes come here once they are captured. You then say what each one takes, and what you answer."),
            go,
        )

    def _item(self) -> Item | None:
        return self.board.items.get(self.board.current)

    def _has_item(self) -> bool:
        return self._item() is not None

    def _has_answer(self) -> bool:
        return self.board.current in self.board.answers

    def _choose(self, item_id: str) -> None:
        if item_id == self.board.current:
            return
        self.settle()
        self.board.current = item_id
        if item := self._item():
            self._show(item, anew=True)
        else:
            self._show_nobody()

    def _show(self, item: Item, *, anew: bool) -> None:
        focused = QApplication.focusWidget()
        self.work.show()
        self.work.show_item(item, anew=anew)
        self.telling.show_item(item)
        self.side.show()
        if anew:
            self.side_scroll.verticalScrollBar().setValue(0)
        elif focused is not None and not focused.isVisible() and self.isAncestorOf(focused):
            self.work.answering.focus_choices()

    def _show_nobody(self) -> None:
        self.work.hide()
        self.side.setVisible(False)

    def _confirmed(self) -> None:
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_confirming(self) -> None:
        self._bring(self.telling.confirming)

    def _bring(self, part: QWidget) -> None:
        self.side_scroll.ensureWidgetVisible(part, 0, 4 * GRID)
        self.side_scroll.horizontalScrollBar().setValue(0)

    def _focus_missing(self, code: str) -> None:
        if code == "answer":
            self._focus_answers()
            return
        forms = {"owner": self.telling.owner, "report_back": self.telling.report_back}
        if form := forms.get(code):
            form.focus_field(code)
            self._bring(form)
        else:
            self.work.focus_missing(code)

    def _menu(self, ids: tuple[str, ...], where: QPoint) -> None:
        item = self.board.items.get(ids[0]) if ids else None
        if item is not None:
            menu = self.menu_of(item)
            menu.popup(where)

    def menu_of(self, item: Item) -> QMenu:
        """Return the menu of a card. Only words of our own: a menu reads an ampersand as a key."""
        tr = self.context.tr
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        answer = self.board.answers.get(item.id)

        def add(text: str, run: Callable[[], object], icon: str = "") -> None:
            action = menu.addAction(text.replace("&", "&&"), run)
            if icon:
                action.setIcon(self.context.look.icon(icon))

        for one in allowed_answers(item.place) if not (answer and answer.confirmed) else ():
            add(tr(phrase(one.code, confirmed=False)), partial(self.work.answering.give, one.code))
        if answer is not None:
            menu.addSeparator()
            if not answer.confirmed:
                add(tr("Confirm …"), self.confirm, "badge-check")
            add(tr("Take back the answer"), self.take_back, "undo-2")
        menu.addSeparator()
        add(tr("Copy words and code"), self._copy_marked, "copy")
        add(
            tr("Show where it is sorted"), partial(self.context.window.show_subject, item.table, item.id), "layout-grid"
        )
        return menu

    def _copy_marked(self) -> None:
        self.chooser.list.setFocus()
        self.copy()
