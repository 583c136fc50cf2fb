"""One quiet line at the edge of a drawing: what letting go would do now."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from widgets.parts.frames import Surface, row
from widgets.parts.labels import Label
from widgets.theme import GRID


class Hint(Surface):
    """Lies over a viewport and lets the mouse through."""

    def __init__(self, over: QWidget) -> None:
        self._words = Label()
        super().__init__("focus-card", row(self._words, margin=2 * GRID), over)
        self._top: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, sentence: str, top: int | None = None) -> None:
        """Show a sentence, nothing for an empty one. `top`: at this height instead, out of the way of the mouse."""
        self._top = top
        if sentence != self._words.text():
            self._words.setText(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            self.place()

    def place(self) -> None:
        """Go to the middle of the edge, no wider than the viewport.

        Which is asked for anew: PySide was seen to take a kept one for deleted while it was there.
        """
        over = self.parentWidget()
        if over is None:
            return
        most = max(1, over.width() - 6 * GRID)
        wide = min(most, self._words.fontMetrics().horizontalAdvance(self._words.text()) + 8 * GRID)
        layout = self.layout()
        high = layout.totalHeightForWidth(wide) if layout is not None else self.sizeHint().height()
        top = over.height() - high - 3 * GRID if self._top is None else self._top
        self.setGeometry((over.width() - wide) // 2, top, wide, high)
        self.raise_()
