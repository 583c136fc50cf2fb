"""One row of the wording check: the words, why they are marked, and what may stand there or a question."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from models.wording import SENTENCES, Mark
from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.frames import Surface, column, flow, row
from widgets.parts.labels import Label
from widgets.theme import GRID

LONGEST_ON_BUTTON = 60  # letters; what is longer stands above its button


@dataclass(frozen=True, slots=True)
class Group:
    """Marks that are said and changed together: those of one kind whose replacement takes the same place."""

    marks: tuple[Mark, ...]

    @property
    def kind(self) -> str:
        """Return the kind."""
        return self.marks[0].kind

    @property
    def replacement(self) -> str | None:
        """Return what may stand there."""
        return self.marks[0].replacement

    @property
    def first(self) -> int:
        """Return where the replaced text begins."""
        return self.marks[0].first

    @property
    def last(self) -> int:
        """Return where the replaced text ends."""
        return self.marks[0].last


def grouped(marks: Iterable[Mark]) -> tuple[Group, ...]:
    """Put marks of one kind together that the same words would replace, or that ask the same question."""
    found: dict[object, list[Mark]] = {}
    for mark in marks:
        place = (mark.first, mark.last) if mark.replacement is not None else mark.hint
        found.setdefault((mark.kind, place), []).append(mark)
    return tuple(Group(tuple(marks)) for marks in found.values())


class MarkRow(Surface):
    """A group of marks: the words and "Leave it", why they are marked, and a question or what may stand there."""

    def __init__(
        self, context: Context, group: Group, use: Callable[[Group], object], leave: Callable[[Group], object]
    ) -> None:
        tr, look = context.tr, context.look
        kind, mark = SENTENCES[group.kind], group.marks[0]
        words = ", ".join(tr("“{words}”", words=one) for one in dict.fromkeys(mark.words for mark in group.marks))
        head = Label(tr("{kind}: {words}", kind=tr(kind.name), words=words), "strong")
        leaving = Button(look, tr("Leave it"), "", "link", lambda: leave(group))
        leaving.setAccessibleName(tr("Leave it: {words}", words=words))
        said = [tr(mark.why)] + ([tr(mark.question)] if group.replacement is None else [])
        said += [tr("Plainer: {words}", words=mark.hint)] if mark.hint else []
        top = row(spacing=2 * GRID)
        top.addWidget(head, 1)
        top.addWidget(leaving, 0, Qt.AlignmentFlag.AlignTop)
        parts: list[QWidget | QLayout] = [top, Label(" ".join(said))]
        buttons: tuple[Button, ...] = (leaving,)
        if group.replacement is not None:
            short = len(group.replacement) <= LONGEST_ON_BUTTON and "\n" not in group.replacement
            if not short:
                parts.append(Label(tr("“{words}”", words=group.replacement)))
            text = tr("Use “{words}”", words=group.replacement) if short else tr("Use this")
            using = Button(look, text, "", "", lambda: use(group), "", tr("Puts it in the text; undo takes it back"))
            using.setAccessibleDescription(group.replacement)
            parts.append(flow(using))
            buttons = (using, leaving)
        super().__init__("well", column(*parts, spacing=GRID, margin=2 * GRID))
        self.buttons = buttons
        self.setAccessibleName(head.text())

    def focus_first(self) -> None:
        """Put the focus on the first button."""
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
