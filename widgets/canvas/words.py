"""Words laid out once and drawn often: wrapped, in their own direction, never read as markup."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from widgets.look import Look
from widgets.parts.labels import is_right_to_left
from widgets.theme import RADIUS_SMALL

ELLIPSIS = "…"


@dataclass(frozen=True)
class Laid:
    """Words in lines. `height` and `width` are what they take."""

    layout: QTextLayout
    height: float
    width: float

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw them with their upper left corner at a point, in the painter's pen."""
        self.layout.draw(painter, QPointF(x, y))


def laid_out(text: str, font: QFont, width: float, most: int = 0) -> Laid:
    """Return `text` in lines of `width`, at most `most` of them (0: all); what is cut ends in an ellipsis."""
    made, end = _broken(text, font, width, most)
    while most and end < len(text):
        shorter = text[: max(0, end - 1)].rstrip()
        made, reached = _broken(shorter + ELLIPSIS, font, width, most)
        if reached >= len(shorter) + 1 or not shorter:
            break
        end -= 1
    return made


def _broken(text: str, font: QFont, width: float, most: int) -> tuple[Laid, int]:
    """Return the lines and where in the text they end."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if not text.isascii() and is_right_to_left(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    height, widest, end, count = 0.0, 0.0, 0, 0
    while (not most or count < most) and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
        widest = max(widest, line.naturalTextWidth())
        end = line.textStart() + line.textLength()
        count += 1
    layout.endLayout()
    return Laid(layout, height, widest), end


@dataclass(frozen=True)
class Mark:
    """A short word at the foot of a card: a chip of a tone, or plain quiet words where `tone` is empty."""

    text: str
    tone: str = ""
    icon: str = ""
    bold: bool = False

    def width(self, look: Look) -> float:
        """Return how wide it is."""
        words = QFontMetricsF(look.font(bold=self.bold or bool(self.tone))).horizontalAdvance(self.text)
        return words + (look.px(10) if self.tone else 0) + (look.px(16) + 3 if self.icon else 0)

    def paint(self, painter: QPainter, look: Look, box: QRectF) -> None:
        """Draw it into a box of its width."""
        x = box.left()
        if self.tone:
            contrast = look.palette.name == "contrast"
            painter.setPen(QPen(look.colour(f"{self.tone}.strong"), 1) if contrast else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(f"{self.tone}.soft"))
            painter.drawRoundedRect(box, RADIUS_SMALL, RADIUS_SMALL)
            x += look.px(5)
        if self.icon:
            size = look.px(16)
            painter.drawPixmap(QPointF(x, box.center().y() - size / 2), look.picture(self.icon, "muted", size))
            x += size + 3
        painter.setFont(look.font(bold=self.bold or bool(self.tone)))
        painter.setPen(look.colour(f"{self.tone}.text" if self.tone else "muted"))
        words = QRectF(x, box.top(), box.right() - x + 2, box.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text)


def in_lines(marks: tuple[Mark, ...], look: Look, width: float, gap: float) -> tuple[tuple[QRectF, Mark], ...]:
    """Return where each mark goes: beside each other while they fit, then in the next line; from (0, 0)."""
    high = mark_height(look)
    placed: list[tuple[QRectF, Mark]] = []
    x, y = 0.0, 0.0
    for mark in marks:
        wide = mark.width(look)
        if x and x + wide > width:
            x, y = 0.0, y + high + gap
        placed.append((QRectF(x, y, min(wide, max(width, 1)), high), mark))
        x += wide + gap
    return tuple(placed)


def mark_height(look: Look) -> float:
    """Return how high a mark is."""
    return QFontMetricsF(look.font(bold=True)).height() + 3
