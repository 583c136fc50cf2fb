"""Two parts beside each other where there is room, else below each other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from widgets.look import Look
from widgets.theme import GRID

LEAST = 520  # pixels at 100 % text


class Beside(QWidget):
    """Two parts. `least`: how wide both together must be to stand beside each other."""

    def __init__(self, look: Look, first: QWidget, second: QWidget, least: int = LEAST) -> None:
        super().__init__()
        self._look, self._least = look, least
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4 * GRID)
        for part in (first, second):
            self._box.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._box)
        look.changed.connect(self._arrange)

    @property
    def is_wide(self) -> bool:
        """Whether the parts stand beside each other."""
        return self._box.direction() == QBoxLayout.Direction.LeftToRight

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew where the width asks for it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= self._look.px(self._least)
        if wide != self.is_wide:
            down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            self._box.setDirection(across if wide else down)
