"""One conflict: here and there side by side, the side that stands marked, and what can be decided about it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.merge_sight import Sides
from models.merging.merge import HERE, THERE
from models.merging.state import DELETED
from resources.texts import Translator
from widgets.look import Look
from widgets.merging.words import can_be_taken, conflict_title, side_lines, why
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import Surface, column, flow
from widgets.parts.labels import Chip, Label, caption, muted
from widgets.theme import GRID

LATER = "later"


class SideView(Surface):
    """What one laptop holds."""

    def __init__(self, tr: Translator, one: Sides, side: str, currency: str) -> None:
        name = tr("Here, in this file") if side == HERE else tr("There, on the other laptop")
        parts: list[QWidget] = [caption(name)]
        said: list[str] = [name]
        if one.chosen == side and not one.hidden:
            parts.append(flow(Chip(tr("stands for now"), "settled")))
            said.append(tr("stands for now"))
        for field, words in side_lines(tr, one, side, currency):
            if field:
                parts.append(muted(field))
            parts.append(Label(words))
            said += [field, words]
        super().__init__("well", column(*parts, 1, spacing=GRID, margin=3 * GRID))
        self.setAccessibleName(". ".join(part for part in said if part))


class ConflictView(Surface):
    """A conflict that somebody may decide on. `side`: LATER, HERE or THERE, as it is chosen now.

    `decided`: a side was taken, where buttons take it at once (`at_once`); else a choice is only held.
    """

    decided = Signal(str)

    def __init__(self, look: Look, tr: Translator, one: Sides, currency: str, *, at_once: bool = False) -> None:
        super().__init__("card")
        self.sides = one
        self.title = Label(conflict_title(tr, one), "strong")
        pair = QWidget()
        beside = QHBoxLayout(pair)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2 * GRID)
        self.views = [SideView(tr, one, side, currency) for side in (HERE, THERE)]
        for view in self.views:
            beside.addWidget(view, 1)
        self.choices: Choices | None = None
        self.buttons: list[Button] = []
        parts: list[QWidget] = [self.title, muted(why(tr, one))]
        if not one.hidden:
            parts.append(pair)
        if at_once:
            self.buttons = self._buttons(look, tr, one)
            parts.append(flow(*self.buttons))
        elif can_be_taken(one):
            self.choices = self._choices(look, tr, one)
            parts.append(self.choices)
        self.setLayout(column(*parts, spacing=2 * GRID, margin=3 * GRID))
        self.setAccessibleName(conflict_title(tr, one))

    @property
    def side(self) -> str:
        """What is chosen."""
        return self.choices.code if self.choices is not None else LATER

    def _choices(self, look: Look, tr: Translator, one: Sides) -> Choices:
        here, there = _names(tr, one)
        options = [(LATER, tr("Decide later"), ""), (HERE, here, ""), (THERE, there, "")]
        choices = Choices(look, tr("What is to stand"), options, chips=True)
        choices.show_code(LATER)
        return choices

    def _buttons(self, look: Look, tr: Translator, one: Sides) -> list[Button]:
        if not can_be_taken(one):
            return [Button(look, tr("I have seen it"), "check", "", lambda: self.decided.emit(one.chosen or HERE))]
        run: dict[str, Callable[[], object]] = {
            side: (lambda side=side: self.decided.emit(side)) for side in (HERE, THERE)
        }
        here, there = _names(tr, one)
        return [Button(look, here, "check", "", run[HERE]), Button(look, there, "check", "", run[THERE])]


def _names(tr: Translator, one: Sides) -> tuple[str, str]:
    if one.kind == DELETED:
        keep, delete = tr("Keep it"), tr("Delete it")
        return (delete, keep) if one.deleting == HERE else (keep, delete)
    return tr("Keep what is here"), tr("Take what is there")
