"""The titles above a list of traces, where its stops lie beside each other."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.look import Look
from widgets.reflect.trace_list import TraceList
from widgets.theme import GRID


class TraceHeader(QWidget):
    """One line of titles that goes along with the width of the list; gone where each stop has a line of its own."""

    def __init__(self, look: Look, titles: list[str], view: TraceList) -> None:
        super().__init__()
        self._look, self._titles, self._view = look, titles, view
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(" → ".join(titles))
        view.viewport().installEventFilter(self)
        look.changed.connect(self._follow)

    def sizeHint(self) -> QSize:
        """Return the height of a line of titles."""
        return QSize(0, QFontMetrics(self._look.font(bold=True)).height() + 4 * GRID)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the list."""
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the titles."""
        del event
        painter, look = QPainter(self), self._look
        painter.setFont(look.font(bold=True))
        painter.setPen(look.colour("muted"))
        metrics = painter.fontMetrics()
        for title, (x, width) in zip(
            self._titles, self._view.lines.columns(self._view.viewport().width()), strict=True
        ):
            shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRect(x, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _follow(self) -> None:
        self.setVisible(self._view.lines.is_wide())
        self.updateGeometry()
        self.update()
