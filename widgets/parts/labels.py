"""Labels for any text: never read as markup, and long words break rather than being cut."""

import math
import unicodedata

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Label(QLabel):
    """Words in one of the looks: title, display, strong, muted, caption, accent, error, danger, settled, or plain.

    Wraps between words, and inside a word that is longer than the line. Text is data: it is never markup.
    """

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[tuple[str, int, str], int] = {}  # layouts ask for the same height again and again
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def set_kind(self, kind: str) -> None:
        """Switch to another look."""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped words at a width."""
        if not self.pixmap().isNull():
            return super().sizeHint().height()
        margins = self.contentsMargins()
        key = (self.text(), width, self.font().key())
        if key not in self._heights:
            if len(self._heights) > 8:
                self._heights.clear()
            inner = width - margins.left() - margins.right()
            self._heights[key] = math.ceil(self._laid_out(inner).boundingRect().height())
        return self._heights[key] + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """Return the size of the words, at most eighty letters wide."""
        if not self.pixmap().isNull():
            return super().sizeHint()
        metrics = self.fontMetrics()
        lines = self.text().split("\n")
        natural = max((metrics.horizontalAdvance(line) for line in lines), default=0) + 2
        width = min(natural, 80 * metrics.averageCharWidth())
        margins = self.contentsMargins()
        return QSize(width + margins.left() + margins.right(), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: six letters wide, one line high."""
        if not self.pixmap().isNull():
            return super().sizeHint()
        metrics = self.fontMetrics()
        width = min(self.sizeHint().width(), metrics.averageCharWidth() * 6)
        return QSize(width, metrics.height() if self.text() else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        if not self.pixmap().isNull():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        area = self.contentsRect()
        laid = self._laid_out(area.width())
        height = laid.boundingRect().height()
        top = area.top() + (max(0.0, area.height() - height) / 2 if self._is_centred() else 0)
        painter.setPen(self.palette().windowText().color())
        laid.draw(painter, QPointF(area.left(), top))

    def _is_centred(self) -> bool:
        return bool(self.alignment() & Qt.AlignmentFlag.AlignVCenter)

    def _laid_out(self, width: int) -> QTextLayout:
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        return lay_out(self.text(), self, max(1, width), option)


def lay_out(text: str, widget: QWidget, width: float, option: QTextOption) -> QTextLayout:
    """Return `text` broken into lines of `width` pixels, in the direction it is written in."""
    if not text.isascii() and is_right_to_left(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    laid = QTextLayout(text.replace("\n", "\u2028"), widget.font(), widget)
    laid.setTextOption(option)
    laid.beginLayout()
    height = 0.0
    while (line := laid.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    laid.endLayout()
    return laid


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction is written from right to left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


class Chip(QLabel):
    """A word on a tinted ground. The word carries the meaning, the tone only helps to find it."""

    def __init__(self, text: str, tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("chip", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Switch to another tone."""
        if self.property("chip") != tone:
            self.setProperty("chip", tone)
            self.style().unpolish(self)
            self.style().polish(self)


def title(text: str) -> Label:
    """Return a title."""
    return Label(text, "title")


def caption(text: str) -> Label:
    """Return the small heading above a field or a group of fields."""
    return Label(text, "caption")


def muted(text: str) -> Label:
    """Return quieter words: an explanation, a date."""
    return Label(text, "muted")
