"""What the rule would say: only on request, or beside an answer that a person chose. Taking and keeping cost the same.

Neither needs a reason, and nothing of it is kept in the file: an answer is the person's either way.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from models.answers import phrase
from models.suggestion import KINDS, Suggestion, careful_values, explained, suggested
from widgets.context import Context
from widgets.parts.buttons import Button, native
from widgets.parts.frames import Surface, column, flow, row
from widgets.parts.labels import Label
from widgets.theme import GRID
from widgets.weigh.board import Board, Item
from widgets.weigh.parts import Picture

ASK_KEYS, TAKE_KEYS, KEEP_KEYS = "Ctrl+Shift+G", "Ctrl+Shift+T", "Ctrl+Shift+K"


class Suggesting(QWidget):
    """One line under the answers. `give` answers with a code; `back` puts the focus on the answers."""

    def __init__(
        self, context: Context, board: Board, give: Callable[[str], object], back: Callable[[], object]
    ) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self.context, self.board = context, board
        self._give, self._back = give, back
        self._item: Item | None = None
        self._asked = ""  # the item that it was asked for
        self._kept: dict[str, tuple[str, str]] = {}  # by item: the answer that was kept, and what the rule said
        self.said = Suggestion("")
        self.ask = Button(look, tr("What would the rule say?"), "scale", "link", self.ask_rule, ASK_KEYS)
        self.picture = Picture(look, "scale", "muted")
        self.words = Label("")
        self.take = Button(look, self._with_keys(tr("Take it"), TAKE_KEYS), "", "", self.take_it)
        self.keep = Button(look, self._with_keys(tr("Keep mine"), KEEP_KEYS), "", "", self.keep_mine)
        self.choices = flow(self.take, self.keep)
        line = row(self.picture, column(self.words, self.choices), margin=2 * GRID)
        line.setStretch(1, 1)
        line.setAlignment(self.picture, Qt.AlignmentFlag.AlignTop)
        self.card = Surface("card", line)
        self.card.setAccessibleName(tr("What the rule would say"))
        self.setLayout(column(self.ask, self.card, spacing=GRID))

    def show_item(self, item: Item) -> None:
        """Show what the rule says to an item, where it was asked for or an answer was chosen."""
        if self._item is not None and self._item.id != item.id:
            self._asked = ""
        self._item = item
        offered = self.is_offered()
        self.setVisible(offered)
        if not offered:
            return
        self.said = self._suggestion(item)
        answer = self.board.answers.get(item.id)
        given = answer.code if answer else ""
        kept = self._kept.get(item.id) == (given, self.said.code)
        asked = self._asked == item.id
        shown = asked or (bool(given and self.said.code) and not kept)
        differs = bool(self.said.code) and given != self.said.code
        self.ask.setVisible(not shown)
        self.card.setVisible(shown)
        self.words.setText(self._sentence(given))
        self.picture.use("scale" if differs or not self.said.code else "circle-check", "muted")
        self.take.setVisible(differs)
        tr = self.context.tr
        keep = tr("Keep mine") if given and differs else tr("Leave it") if differs else tr("Close")
        self.keep.say(self._with_keys(keep, KEEP_KEYS))
        self.keep.setVisible(differs or asked)
        self.choices.setVisible(differs or asked)

    def is_offered(self) -> bool:
        """Tell whether the rule has a say: to an idea, a stop-doing or a theme that is not confirmed."""
        item = self._item
        answer = self.board.answers.get(item.id) if item else None
        return item is not None and item.place in KINDS and not (answer and answer.confirmed)

    def is_shown(self) -> bool:
        """Tell whether what the rule says stands there now."""
        return self.is_offered() and self.card.isVisibleTo(self)

    def can_take(self) -> bool:
        """Tell whether there is another answer to take."""
        return self.is_shown() and self.take.isVisibleTo(self)

    def can_keep(self) -> bool:
        """Tell whether what stands there can be sent away."""
        return self.is_shown() and self.keep.isVisibleTo(self)

    def ask_rule(self) -> None:
        """Show what the rule says."""
        if self._item is not None and self.is_offered():
            self._asked = self._item.id
            self._kept.pop(self._item.id, None)
            self._again()

    def take_it(self) -> None:
        """Answer as the rule says; not confirmed, like every answer."""
        if self._item is not None and self.can_take():
            self._asked = ""
            self._give(self.said.code)
            self._again()

    def keep_mine(self) -> None:
        """Leave the answer as it is; the rule is silent until it would say something else."""
        if self._item is not None and self.can_keep():
            answer = self.board.answers.get(self._item.id)
            self._asked = ""
            self._kept[self._item.id] = (answer.code if answer else "", self.said.code)
            self._again()

    # -- inside ---------------------------------------------------------------------------------

    def _again(self) -> None:
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        if self._item is not None:
            self.show_item(self._item)
        if inside and focused is not None and not focused.isVisibleTo(self):
            self._back()

    def _suggestion(self, item: Item) -> Suggestion:
        estimate = self.board.estimate(item.id)
        helped = bool(estimate and estimate.helps.strip())
        return suggested(careful_values(self.board.findings(item.id)), helped=helped)

    def _sentence(self, given: str) -> str:
        tr = self.context.tr
        why = explained(self.said, tr)
        if not self.said.code:
            return tr("The rule says nothing yet. {why}", why=why)
        if given == self.said.code:
            return tr("The rule says the same. {why}", why=why)
        answer = tr(phrase(self.said.code, confirmed=False))
        return tr("The rule would say “{answer}”. {why}", answer=answer, why=why)

    @staticmethod
    def _with_keys(text: str, keys: str) -> str:
        return f"{text}   {native(keys)}"
