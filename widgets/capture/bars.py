"""A bar for a part of a whole, with a mark for the part there would be if all spoke alike."""

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from widgets.look import Look


class Bar(QWidget):
    """A part of the longest, as a bar. What it says stands in words beside it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._part = look, 0.0
        self._mark: float | None = None
        look.changed.connect(self._fit)
        self._fit()

    def show_part(self, part: float, mark: float | None = None) -> None:
        """Show another part, 0…1, and a mark where one is given."""
        if (part, mark) != (self._part, self._mark):
            self._part, self._mark = part, mark
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it, from the side that people begin to read."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = self._look.px(8)
        area = QRectF(0.5, (self.height() - high) / 2, self.width() - 1, high)
        painter.setPen(self._look.colour("control") if self._look.palette.name == "contrast" else "transparent")
        painter.setBrush(self._look.colour("neutral.soft"))
        painter.drawRoundedRect(area, high / 2, high / 2)
        whole = area.width()
        if self._part > 0:
            area.setWidth(max(high, whole * min(1.0, self._part)))
            painter.setBrush(self._look.colour("accent"))
            painter.drawRoundedRect(area, high / 2, high / 2)
        if self._mark is not None:
            at = area.left() + whole * min(1.0, self._mark)
            line = QLineF(at, area.top() - 4, at, area.bottom() + 4)
            painter.setPen(QPen(self._look.colour("panel"), 5))
            painter.drawLine(line)
            painter.setPen(QPen(self._look.colour("ink"), 2))
            painter.drawLine(line)

    def _fit(self) -> None:
        self.setMinimumWidth(self._look.px(60))
        self.setFixedHeight(self._look.px(20))
        self.update()
