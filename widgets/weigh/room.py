"""The room Weigh: what is to answer, what it takes and what is said, and the gate before it is confirmed."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QWidget

from models.answers import allowed_answers
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, column
from widgets.present.answers_page import ANSWERS, NO_THEME
from widgets.room import Room, Rows
from widgets.weigh.answering import ANSWER_KEYS
from widgets.weigh.board import Board, Item
from widgets.weigh.chooser import TABLE_KEYS, Chooser
from widgets.weigh.many import Many
from widgets.weigh.menus import MenuActs, menu_of
from widgets.weigh.side import NEXT_KEYS, Side
from widgets.weigh.tagging import Tagging
from widgets.weigh.telling import CONFIRM_KEYS, Telling
from widgets.weigh.views import Views
from widgets.weigh.work import Work

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
        self.many = Many(context, self.board)
        self.tagging = Tagging(context, self.board, self)
        self.middle = QStackedWidget()
        for page in (self.work, self.many):
            self.middle.addWidget(page)
        self.side = Side(context, self.telling, self.answer_and_next)
        self.side_scroll, self.next_button = self.side.area, self.side.next_button
        self.panes = Panes(context.look, self.chooser, self.middle, self.side, widths=(276, 350, 344))
        self.nothing = self._empty_state()
        self.pages = Views(context, self.board, self.panes, self.nothing)
        self.pages.opened.connect(self._work_on)
        self.pages.back.connect(self.enter_focus)
        self.setLayout(column(self.pages))
        self.chooser.chosen.connect(self._choose)
        self.chooser.table_wanted.connect(self.show_table)
        self.chooser.list.opened.connect(lambda _: self.focus_work())
        self.chooser.list.menu_wanted.connect(self._menu)
        self.telling.wanted.connect(self._focus_missing)
        self.work.load.wanted.connect(self.chooser.mark)
        self.telling.confirming.done.connect(self._confirmed)
        self.telling.confirm_wanted.connect(self.confirm)
        self.telling.reopened.connect(lambda: self.telling.sentence.focus_field("sentence"))
        self._connect_list()

    def _connect_list(self) -> None:
        cards = self.chooser.list
        cards.tag_wanted.connect(self.tag)
        cards.back_wanted.connect(self.take_back)
        cards.kinds_wanted.connect(self.open_kinds)
        cards.marked.connect(self._marked)
        self.tagging.unsorted_met.connect(lambda: self.open_kinds(cards.below_current()))
        self.tagging.confirmed_met.connect(self.telling.warn)
        self.many.answer_wanted.connect(lambda code: self.tagging.give(self.chooser.targets(), code))
        self.many.kinds_wanted.connect(self.open_kinds)
        self.many.marks_wanted.connect(self.chooser.mark_all)
        self.many.confirming.kept = self.telling.confirming.kept
        self.many.left.connect(lambda: self.chooser.list.mark(self.board.current))

    # -- what the window asks -------------------------------------------------------------------

    def refresh(self, rows: Rows) -> None:
        """Show what the document holds now; the marked card, the focus and half-typed words stay."""
        answered = self.board.follow(rows)
        self.chooser.narrowing.follow(rows)
        self.pages.follow()
        if self.board.current and self.board.current not in self.board.items:
            self.board.current = ""
        if answered is None:
            self.chooser.show_items()
        else:
            self.chooser.show_changed(answered)
        shown = bool(self.board.current)
        if not shown:
            self.chooser.mark_first()  # which shows it
        self.work.load.show_loads()
        item = self._item()
        if item is None:
            self._show_nobody()
        elif shown and not self.tagging.busy:
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
            Command("weigh-table", N_("All answers in a table, or back"), self.pages.switch, "table", TABLE_KEYS, "go"),
            Command("weigh-down", N_("Next to answer"), partial(self.go, 1), "arrow-down", "Alt+Down", "go"),
            Command("weigh-up", N_("Previous to answer"), partial(self.go, -1), "arrow-up", "Alt+Up", "go"),
            *give,
            *self.work.commands(),
            Command("weigh-confirm", N_("Confirm …"), self.confirm, "badge-check", CONFIRM_KEYS, "confirm", answered),
            Command("weigh-take-back", N_("Take back the answer"), self.take_back, "undo-2", "", "confirm", answered),
        )

    def enter_focus(self) -> None:
        """Begin in the list."""
        if (desk := self.pages.desk) is not None:
            desk.enter_focus()
        else:
            (self.chooser.list if self.board.items else self.nothing).setFocus()

    def find_here(self) -> None:
        """Go to the filter by words."""
        if (desk := self.pages.desk) is not None:
            desk.find_here()
            return
        self.chooser.search.setFocus()
        self.chooser.search.selectAll()

    def copy(self) -> bool:
        """Copy the words and the code of what is marked in the list."""
        if (desk := self.pages.desk) is not None:
            return desk.copy()
        items = self.chooser.targets()
        if not items or not self.chooser.list.hasFocus():
            return False
        QGuiApplication.clipboard().setText("\n".join(f"{item.title}\n{item.code}" for item in items))
        return True

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a note or a theme."""
        if table not in ("contribution", "theme"):
            return False
        if not self.board.is_read:
            self.refresh(frozenset())
        self.pages.show_work()
        return self.chooser.mark(row_id)

    def seen_by_room(self) -> tuple[str, str]:
        """Return the answers of the theme that is worked on: Room view shows them."""
        item = self._item()
        theme_id = (item.theme_id or NO_THEME) if item and item.is_note else self.board.current
        return (ANSWERS, theme_id)

    # -- what people do -------------------------------------------------------------------------

    def tag(self, number: int) -> None:
        """Answer what is marked in the list and go on to the next that is to answer."""
        self.settle()
        items = self.chooser.targets()
        self.tagging.busy = True  # what is answered now need not be shown anew: the mark goes on
        try:
            done = self.tagging.tag(items, number)
        finally:
            self.tagging.busy = False
        if not done or self.chooser.go_on(item.id for item in items):
            return
        self._show_again()
        if self.chooser.filter == "open":
            self.context.notices.say(self.context.tr("Nothing is left to answer in this list. Thank you."))

    def open_kinds(self, where: QPoint) -> None:
        """Open the menu that says what the marked notes are."""
        if (menu := self.tagging.kinds_menu(self.chooser.targets())) is not None:
            menu.popup(where)

    def show_table(self) -> None:
        """Show the table of all answers."""
        self.settle()
        self.pages.show_table()

    def _work_on(self, item_id: str) -> None:
        self.pages.show_work()
        self.chooser.mark(item_id)
        self.chooser.list.setFocus()

    def give(self, number: int) -> None:
        """Answer with the first, second … answer that is offered."""
        self.settle()
        items = self.chooser.targets()
        if len(items) > 1:
            self.tagging.tag(items, number)
        else:
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
        if self.is_many:
            self.many.open_confirming()
        elif self.telling.confirming.isVisibleTo(self.telling):
            self.telling.confirming.perform()  # the same keys again: yes
        elif self.telling.open_confirming():
            QTimer.singleShot(0, self, self._show_confirming)
        elif lacks := self.board.lacks(item):
            self._focus_missing(lacks[0].code)
            self.context.notices.say(self.context.tr(lacks[0].sentence), tone="waiting")

    def take_back(self) -> None:
        """Take the answers back that are marked: they are not answered any more."""
        self.tagging.take_back(self.chooser.targets())

    def settle(self) -> None:
        """Commit whatever is typed."""
        self.work.settle()
        self.telling.settle()
        self.many.settle()

    @property
    def is_many(self) -> bool:
        """Whether several are marked: then the middle is about all of them."""
        return self.middle.currentWidget() is self.many

    def focus_work(self) -> None:
        """Put the focus where the work on the item begins."""
        item = self._item()
        if item is None:
            return
        if self.is_many:
            self.many.focus_choices()
        elif item.kind == "unsorted":
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

    def marked_row(self) -> tuple[str, str]:
        """Return the note or the theme that is weighed."""
        item = self._item()
        return ("contribution" if item.is_note else "theme", self.board.current) if item else ("", "")

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
            if not self.is_many:
                self._show(item, anew=True)
        else:
            self._show_nobody()

    def _marked(self) -> None:
        """Show what holds for all where several are marked, and one alone where it is one again."""
        items = self.chooser.targets()
        several = len(items) > 1
        if several != self.is_many:
            self.settle()
            self.middle.setCurrentWidget(self.many if several else self.work)
            self.side.show_it(shown=not several)
            if not several:
                self._show_again()
        if several:
            self.many.show_items(items)

    def _show_again(self) -> None:
        if item := self._item():
            self._show(item, anew=False)

    def _show(self, item: Item, *, anew: bool) -> None:
        if self.is_many:
            self.many.show_items(self.chooser.targets())
            return
        focused = QApplication.focusWidget()
        self.work.show()
        self.work.show_item(item, anew=anew)
        self.telling.show_item(item)
        self.side.show_it(shown=True)
        if anew:
            self.side.begin()
        elif focused is not None and not focused.isVisible() and self.isAncestorOf(focused):
            self.work.answering.focus_choices()

    def _show_nobody(self) -> None:
        self.work.hide()
        self.side.show_it(shown=False)

    def _confirmed(self) -> None:
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_confirming(self) -> None:
        self.side.bring(self.telling.confirming)

    def _focus_missing(self, code: str) -> None:
        if code == "answer":
            self._focus_answers()
            return
        forms = {"owner": self.telling.owner, "report_back": self.telling.report_back}
        if form := forms.get(code):
            form.focus_field(code)
            self.side.bring(form)
        else:
            self.work.focus_missing(code)

    def _menu(self, ids: tuple[str, ...], where: QPoint) -> None:
        if items := tuple(item for one in ids if (item := self.board.items.get(one)) is not None):
            self.menu_of(*items).popup(where)

    def menu_of(self, *items: Item) -> QMenu:
        """Return the menu of a card, or of several that are marked."""
        acts = MenuActs(self.confirm, self.take_back, self._copy_marked)
        return menu_of(self, self.context, self.board, self.tagging, items, acts)

    def _copy_marked(self) -> None:
        self.chooser.list.setFocus()
        self.copy()
