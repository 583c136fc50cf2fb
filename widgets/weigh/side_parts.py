"""Parts of Weigh's right side: two fields beside each other, what is there and what is missing, a folded question."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from models.gate import Lack
from resources.texts import N_
from widgets.context import Context
from widgets.look import Look
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import column, row
from widgets.parts.labels import Label, caption
from widgets.theme import GRID
from widgets.weigh.parts import Picture, Pointer

# What stands for each thing that the gate asks for, once it is there.
THERE = {
    "owner": N_("Who answers for it is named"),
    "report_back": N_("The date to report back is set"),
    "cost": N_("The cost is said"),
    "days": N_("The staff days are said"),
    "period": N_("The period is said"),
    "reason": N_("The reason is written"),
    "reason_kind": N_("The kind of reason is chosen"),
    "possible_part": N_("Which part could be done is written"),
    "chosen": N_("Who chose otherwise is written"),
    "body": N_("Who decides is named"),
    "decision_day": N_("The date of the decision is set"),
    "recipient": N_("Who it is passed on to is named"),
    "find_out_by": N_("The date to find out by is set"),
}


class Beside(QWidget):
    """Two parts beside each other where each has `least` pixels (at 100 % text), else below each other."""

    def __init__(self, look: Look, first: QWidget, second: QWidget, least: int) -> None:
        super().__init__()
        self._look, self._least = look, least
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(3 * GRID)
        for part in (first, second):
            self._box.addWidget(part, 1)
        self.setLayout(self._box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        look.changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put them beside or below each other."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= 2 * self._look.px(self._least) + 3 * GRID
        directions = QBoxLayout.Direction
        wanted = directions.LeftToRight if wide else directions.TopToBottom
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)


class Ticked(QWidget):
    """A quiet line with a tick: something that is there."""

    def __init__(self, look: Look, sentence: str) -> None:
        super().__init__()
        made = row(Picture(look, "check", "settled.strong"), Label(sentence), spacing=2 * GRID)
        made.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        made.setStretch(1, 1)
        self.setLayout(made)
        self.setAccessibleName(sentence)


class GateList(QWidget):
    """Before you say it: what is there, with a tick, and what is missing, as sentences. `wanted`: one was activated."""

    wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: tuple[object, ...] = ()
        self._lines = column(spacing=GRID)
        self.setLayout(column(caption(context.tr("Before you say it")), self._lines, spacing=GRID))

    def show_needs(self, there: Sequence[Lack], missing: Sequence[Lack]) -> None:
        """Show what is missing first, then what is there."""
        shown = (tuple(there), tuple(missing))
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        tr, look = self._context.tr, self._context.look
        for part in (
            *self._pointers(missing),
            *(Ticked(look, tr(THERE[one.code])) for one in there if one.code in THERE),
        ):
            self._lines.addWidget(part)
            part.show()  # Qt itself would show it only a turn later

    def _pointers(self, missing: Iterable[Lack]) -> Iterable[Pointer]:
        for lack in missing:
            sentence = self._context.tr(lack.sentence)
            yield Pointer(
                self._context.look, sentence, "circle", "waiting", lambda code=lack.code: self.wanted.emit(code)
            )


class Folded(QWidget):
    """A question that is folded until it is wanted: a link that opens a few choices."""

    def __init__(
        self,
        look: Look,
        question: str,
        options: Iterable[tuple[str, str]],
        chosen: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._question, self._options = question, dict(options)
        self.link = Button(look, question, "chevron-down", "link", self.toggle)
        self.words = Label("", "muted")
        made = [(code, text, "") for code, text in self._options.items()]
        self.choices = Choices(look, question, made, chips=True, may_be_none=True)
        self.choices.chosen.connect(chosen)
        self.choices.hide()
        self._title = Label(question, "muted")
        head = row(self.words, self.link)
        head.setStretch(0, 1)
        self.setLayout(column(self._title, head, self.choices, spacing=GRID))

    def show_code(self, code: str, change: str, say: str) -> None:
        """Show what is chosen. `change` and `say`: what the link is called where something is, and where nothing is."""
        self.choices.show_code(code)
        self.words.setText(self._options.get(code, ""))
        self.words.setVisible(bool(code))
        self.link.say(change if code else say)

    def toggle(self) -> None:
        """Open or close the choices."""
        opened = not self.choices.isVisibleTo(self)
        self.choices.setVisible(opened)
        if opened:
            self.choices.focus_chosen()

    def close_choices(self) -> None:
        """Fold them."""
        self.choices.hide()
