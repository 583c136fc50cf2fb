"""Tag: a digit in the list answers what is marked and goes on; 0 takes it back; K says what a note is."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from models import vocabulary as v
from models.answers import AnswerCode, allowed_answers, phrase
from models.edits.answering_many import AnswerMany, TakeBackMany
from models.edits.base import Edit
from models.edits.notes_many import ChangeMany
from models.edits.weighing import DeleteAnswer, GiveAnswer
from resources.texts import Translator
from widgets.context import Context
from widgets.lists.cards import CardList
from widgets.weigh.board import Board, Item

DIGITS = {Qt.Key(Qt.Key.Key_0 + number): number for number in range(10)}
BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
LONG = 150  # more answers than this are written in slices


class TagList(CardList):
    """A list of cards that takes digits. `tag_wanted`: 1 for the first answer …; letters are no search here."""

    tag_wanted = Signal(int)
    back_wanted = Signal()
    kinds_wanted = Signal(QPoint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits answer, once each press; 0, Backspace and Delete take back; Escape leaves one card marked."""
        key = Qt.Key(event.key())
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        leave = key == Qt.Key.Key_Escape and len(self.marked_ids()) < 2
        if leave or not bare or key not in (*DIGITS, *BACK, Qt.Key.Key_K, Qt.Key.Key_Escape):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():  # a key that is held down answers one, not all
            self._do(key)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters alone: a digit among them would be an answer. The search is above."""

    def below_current(self) -> QPoint:
        """Return where a menu of the present card opens."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())

    def _do(self, key: Qt.Key) -> None:
        number = DIGITS.get(key, 0)
        if number:
            self.tag_wanted.emit(number)
        elif key == Qt.Key.Key_K:
            self.kinds_wanted.emit(self.below_current())
        elif key == Qt.Key.Key_Escape:
            self.mark(self.current_id())
        else:
            self.back_wanted.emit()


class Tagging(QObject):
    """Answers, takes back and says the kind of one item or of several. Holds nothing but what it was handed.

    `unsorted_met`: somebody wants to answer what nobody has sorted. `confirmed_met`: what is confirmed is changed
    only after a warning.
    """

    unsorted_met = Signal()
    confirmed_met = Signal()

    def __init__(self, context: Context, board: Board, parent: QWidget) -> None:
        super().__init__(parent)
        self.context, self.board = context, board
        self.busy = False  # what is answered now is not shown anew: the mark goes on
        self._parent = parent

    def tag(self, items: Sequence[Item], number: int) -> bool:
        """Give the n-th answer that all of these can get. False: nothing was done, and it was said why."""
        tr = self.context.tr
        if any(not allowed_answers(item.place) for item in items):
            self.context.notices.say(tr("Say first what it is: K opens the kinds."), tone="waiting")
            self.unsorted_met.emit()
            return False
        offered = common_answers(items)
        if not 1 <= number <= len(offered):
            self.context.notices.say(self._offered(offered), tone="waiting")
            return False
        return bool(items) and self.give(items, offered[number - 1].code)

    def give(self, items: Sequence[Item], code: str) -> bool:
        """Give an answer, provisional. What is confirmed is left alone: it changes only after a warning."""
        if self._is_confirmed(items):
            return False
        if len(items) == 1:
            return self._perform(GiveAnswer(code, {}, **items[0].of))
        return self._perform(AnswerMany(tuple((item.table, item.id) for item in items), code), len(items))

    def take_back(self, items: Sequence[Item]) -> bool:
        """Take answers of their own back. False: there was none, or it stays."""
        if self._is_confirmed(items):
            return False
        ids = tuple(self.board.answers[item.id].id for item in items if item.id in self.board.answers)
        if not ids:
            return False
        return self._perform(DeleteAnswer(ids[0]) if len(ids) == 1 else TakeBackMany(ids), len(ids))

    def kinds_menu(self, items: Sequence[Item]) -> QMenu | None:
        """Return the menu that says what notes are; None where no note is among them."""
        notes = tuple(item.id for item in items if item.is_note)
        if not notes:
            return None
        tr, menu = self.context.tr, QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(tr("What is it?"))
        held = {item.kind for item in items}
        for term in v.NOTE_KINDS:
            if term.code != "unsorted":
                action = menu.addAction(tr(term.label), partial(self._say_kind, notes, term.code))
                action.setCheckable(True)
                action.setChecked(held == {term.code})
        menu.setActiveAction(menu.actions()[0])
        return menu

    # -- inside ---------------------------------------------------------------------------------

    def _say_kind(self, note_ids: tuple[str, ...], kind: str) -> None:
        self.context.document.perform(ChangeMany(note_ids, values={"kind": kind}))

    def _is_confirmed(self, items: Iterable[Item]) -> bool:
        own = (self.board.answers.get(item.id) for item in items)
        if not any(answer is not None and answer.confirmed for answer in own):
            return False
        self.context.notices.say(
            self.context.tr("What is confirmed stays as it is, until somebody says that it changes."), tone="waiting"
        )
        self.confirmed_met.emit()
        return True

    def _perform(self, edit: Edit, number: int = 1) -> bool:
        if number > LONG:
            return self.context.document.perform_slowly(edit) is not None
        return self.context.document.perform(edit) is not None

    def _offered(self, offered: Sequence[AnswerCode]) -> str:
        tr = self.context.tr
        if not offered:
            return tr("What is marked shares no answer: mark notes of one kind.")
        told = ", ".join(f"{at} {tr(phrase(one.code, confirmed=False))}" for at, one in enumerate(offered, 1))
        return tr("Here the keys are: {keys}.", keys=told)


def common_answers(items: Iterable[Item]) -> tuple[AnswerCode, ...]:
    """Return the answers that all of these can get, in their order."""
    return answers_for({item.place for item in items})


def answers_for(kinds: Iterable[str]) -> tuple[AnswerCode, ...]:
    """Return the answers that notes of all these kinds can get, in their order."""
    kinds = list(kinds)
    found = allowed_answers(kinds[0]) if kinds else ()
    for kind in kinds[1:]:
        found = tuple(one for one in found if one in allowed_answers(kind))
    return found


def key_line(tr: Translator) -> str:
    """Return what the keys of the list do."""
    return tr("1–6 answers · 0 takes it back · K says what it is · Shift and arrows mark several")
