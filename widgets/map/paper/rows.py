"""The rows of the panel: a line that waits with its reason, and a line that landed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.paper_lines import PaperLine, Unplaced
from resources.texts import Translator
from widgets.look import Look
from widgets.map.paper.told import Told
from widgets.parts.buttons import Button, IconButton
from widgets.parts.frames import Surface, column, flow, row
from widgets.parts.labels import Chip, Label
from widgets.theme import GRID


class Understood(QWidget):
    """How a line is understood: where it goes, and how it feels to whom."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Label("")
        self.marks = Label("", "accent")
        self.setLayout(column(self.words, self.marks, spacing=GRID // 2))

    def show_told(self, told: Told) -> None:
        """Show what a line means."""
        self.words.setText(told.sentence)
        self.marks.setText(" · ".join(told.marks))
        self.marks.setVisible(bool(told.marks))
        self.setAccessibleName(told.whole)


class WaitingRow(Surface):
    """A line that is not on the path: its words, why, and what can be done."""

    def __init__(
        self,
        look: Look,
        tr: Translator,
        text: str,
        correct: Callable[[], object],
        place: Callable[[], object],
        add_group: Callable[[], object],
        drop: Callable[[], object],
    ) -> None:
        self._tr = tr
        self.text = Label(text, "strong")
        self.reason = Label("")
        self.understood = Understood()
        self.place = Button(look, tr("Place"), "check", "link", place)
        self.correct = Button(look, tr("Correct"), "pencil", "link", correct, hint=tr("Take it back into the field"))
        self.group = Button(look, tr("Add the group"), "plus", "link", add_group)
        self.remove = IconButton(look, tr("Remove this line: {line}", line=text), "x", drop)
        self.can_do = flow(self.correct, self.place, self.group, spacing=2 * GRID)
        words = column(self.text, self.reason, self.understood, self.can_do, 1, spacing=GRID // 2)
        mark = Chip(tr("Not placed"), "waiting")
        line = row(mark, words, self.remove, spacing=2 * GRID)
        line.setStretch(1, 1)
        line.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        super().__init__("card", line)
        for part in (mark, self.remove):
            line.setAlignment(part, Qt.AlignmentFlag.AlignTop)

    def show_read(self, found: PaperLine | Unplaced | None, told: Told | None) -> None:
        """Show why it waits; or what it means, where it could be placed by now."""
        tr = self._tr
        reason = found.sentence(tr) if isinstance(found, Unplaced) else tr("It can be placed now.") if found else ""
        self.reason.setText(reason)
        self.reason.setVisible(told is None)
        self.understood.setVisible(told is not None)
        if told is not None:
            self.understood.show_told(Told(tr("→ {place}", place=told.sentence), told.marks))
        missing = found.missing_group if isinstance(found, Unplaced) else ""
        self.group.setVisible(bool(missing))
        if missing:
            self.group.say(tr("Add the group “{group}”", group=missing))
        self.place.setVisible(isinstance(found, PaperLine))
        self.setAccessibleName(f"{self.text.text()}. {reason}")
        for button in (self.place, self.correct, self.group):
            button.setAccessibleDescription(self.text.text())


class LandedRow(Surface):
    """A line that is on the path."""

    def __init__(self, look: Look, tr: Translator, show: Callable[[], object], take_back: Callable[[], object]) -> None:
        self.understood = Understood()
        mark = Chip(tr("Placed"), "settled")
        self.show_it = Button(look, tr("Show"), "", "link", show, hint=tr("Mark its card on the path"))
        self.take_back = Button(look, tr("Take back"), "undo-2", "link", take_back)
        words = column(self.understood, flow(self.show_it, self.take_back, spacing=2 * GRID), spacing=GRID // 2)
        line = row(mark, words, spacing=2 * GRID)
        line.setStretch(1, 1)
        line.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        super().__init__("card", line)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)

    def show_told(self, told: Told) -> None:
        """Show what it did."""
        self.understood.show_told(told)
        self.setAccessibleName(told.whole)
        for button in (self.show_it, self.take_back):
            button.setAccessibleDescription(told.sentence)
