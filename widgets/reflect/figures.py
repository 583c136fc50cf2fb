"""Large figures with a few words below each, beside each other as far as the width goes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from widgets.look import Look
from widgets.parts.frames import Surface, column
from widgets.parts.labels import Label
from widgets.theme import GRID

LEAST = 150  # of a card, at 100 % text


class Figure(Surface):
    """One card: a number, and what it counts."""

    def __init__(self) -> None:
        self.number, self.words = Label("", "display"), Label("", "muted")
        super().__init__("card", column(self.number, self.words, 1, spacing=2, margin=3 * GRID))

    def show_figure(self, number: str, words: str) -> None:
        """Show another number."""
        self.number.setText(number)
        self.words.setText(words)
        self.setAccessibleName(f"{number} {words}")


class Figures(QWidget):
    """A strip of cards of the same width; two beside each other, or one, where there is less room.

    `folded`: whether they stand in several lines now.
    """

    folded = Signal(bool)

    def __init__(self, look: Look, count: int) -> None:
        super().__init__()
        self._look, self._columns = look, 0
        self.cards = [Figure() for _ in range(count)]
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(3 * GRID)
        self.setLayout(self._grid)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._arrange)
        self._arrange()

    def is_folded(self) -> bool:
        """Tell whether the cards stand in several lines."""
        return self._columns < len(self.cards)

    def show_figures(self, figures: Sequence[tuple[str, str]]) -> None:
        """Show (number, words) in each card."""
        for card, (number, words) in zip(self.cards, figures, strict=True):
            card.show_figure(number, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew for another width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        least = self._look.px(LEAST) + 3 * GRID
        count = len(self.cards)
        wanted = next((n for n in (count, 2, 1) if self.width() >= n * least), 1)
        if wanted == self._columns:
            return
        self._columns = wanted
        for at, card in enumerate(self.cards):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, at // wanted, at % wanted)
        for at in range(count):
            self._grid.setColumnStretch(at, 1 if at < wanted else 0)
        self.updateGeometry()
        self.folded.emit(self.is_folded())
