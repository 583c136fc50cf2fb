"""Words laid out once and drawn often: wrapped, in their own direction, never read as markup."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from widgets.look import Look
from widgets.parts.labels import is_right_to_left
from widgets.theme import RADIUS_SMALL

ELLIPSIS = "…"
STEP = 8  # pixels between the sizes in which icons are drawn
MOST_KEPT = 30_000  # heights of words; more than any path has cards


@dataclass(frozen=True)
class Laid:
    """Words in lines. `height` and `width` are what they take."""

    layout: QTextLayout
    height: float
    width: float

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw them with their upper left corner at a point, in the painter's pen."""
        self.layout.draw(painter, QPointF(x, y))


class Fonts:
    """The two fonts of a look with their metrics. What was measured once is never measured again.

    Thousands of cards are measured to know how high a row is, and only those that are seen are ever laid out to draw.
    """

    def __init__(self, look: Look) -> None:
        self.look = look
        self.forget()

    def forget(self) -> None:
        """Begin anew, in another look."""
        self.plain, self.bold = self.look.font(), self.look.font(bold=True)
        self._plain, self._bold = QFontMetricsF(self.plain), QFontMetricsF(self.bold)
        self._layout = QTextLayout("", self.plain)
        self._layout.setTextOption(_option(""))
        self.line = self._plain.height()
        self.mark_height = self._bold.height() + 3
        self._widths: dict[tuple[str, bool], float] = {}
        self._heights: dict[tuple[str, float, int], float] = {}

    def width(self, text: str, *, bold: bool = False) -> float:
        """Return how wide a text is on one line."""
        key = (text, bold)
        if (found := self._widths.get(key)) is None:
            found = (self._bold if bold else self._plain).horizontalAdvance(text)
            if len(text) < 40:
                self._widths[key] = found
        return found

    def height(self, text: str, width: float, most: int) -> float:
        """Return how high a text is in lines of `width`, at most `most` of them."""
        key = (text, width, most)
        if (found := self._heights.get(key)) is None:
            if len(self._heights) > MOST_KEPT:
                self._heights.clear()
            found = self._heights[key] = self._measured(text, width, most)
        return found

    def _measured(self, text: str, width: float, most: int) -> float:
        """Return the height that `laid_out` would give, at less cost."""
        layout = self._layout
        layout.setText(text.replace("\n", "\u2028"))
        layout.beginLayout()
        height, width = 0.0, max(1.0, width)
        for _ in range(most):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            height += line.height()
        layout.endLayout()
        return height

    def elided(self, text: str, width: float, *, bold: bool = False) -> str:
        """Return a text that fits on one line; what is cut ends in an ellipsis."""
        if self.width(text, bold=bold) <= width:
            return text
        metrics = self._bold if bold else self._plain
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))


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
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(_option(text))
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


def _option(text: str) -> QTextOption:
    """Return how a text is broken, and in which direction it is written."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if not text.isascii() and is_right_to_left(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    return option


@dataclass(frozen=True, slots=True)
class Mark:
    """A short word at the foot of a card: a chip of a tone, or plain quiet words where `tone` is empty.

    `spoken`: what a screen reader says instead, where an icon says it to the eyes.
    """

    text: str
    tone: str = ""
    icon: str = ""
    bold: bool = False
    spoken: str = ""

    def width(self, fonts: Fonts) -> float:
        """Return how wide it is."""
        return fonts.width(self.text, bold=self.bold or bool(self.tone)) + self._beside(fonts.look)

    def _beside(self, look: Look) -> float:
        return (look.px(10) if self.tone else 0) + (look.px(16) + 3 if self.icon else 0)

    def paint(self, painter: QPainter, fonts: Fonts, box: QRectF) -> None:
        """Draw it into a box; what does not fit ends in an ellipsis."""
        look, x = fonts.look, box.left()
        bold = self.bold or bool(self.tone)
        token = f"{self.tone}.text" if self.tone else "muted"
        if self.tone:
            contrast = look.palette.name == "contrast"
            painter.setPen(QPen(look.colour(f"{self.tone}.strong"), 1) if contrast else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(f"{self.tone}.soft"))
            painter.drawRoundedRect(box, RADIUS_SMALL, RADIUS_SMALL)
            x += look.px(5)
        if self.icon:
            size = look.px(16)
            draw_icon(painter, look, self.icon, token, QRectF(x, box.center().y() - size / 2, size, size))
            x += size + 3
        painter.setFont(fonts.bold if bold else fonts.plain)
        painter.setPen(look.colour(token))
        words = QRectF(x, box.top(), box.right() - x + 2, box.height())
        text = fonts.elided(self.text, box.width() - self._beside(look) + 1, bold=bold)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def draw_icon(painter: QPainter, look: Look, name: str, token: str, box: QRectF) -> None:
    """Draw an icon into a box, as fine as the painter's scale needs it; in steps, so that zooming makes few of them."""
    wanted = box.width() * painter.worldTransform().m11()
    picture = look.picture(name, token, max(8, ceil(wanted / STEP) * STEP))
    painter.drawPixmap(box, picture, QRectF(picture.rect()))


def in_lines(marks: tuple[Mark, ...], fonts: Fonts, width: float, gap: float) -> tuple[tuple[QRectF, Mark], ...]:
    """Return where each mark goes: beside each other while they fit, then in the next line; from (0, 0)."""
    high = fonts.mark_height
    placed: list[tuple[QRectF, Mark]] = []
    x, y = 0.0, 0.0
    for mark in marks:
        wide = mark.width(fonts)
        if x and x + wide > width:
            x, y = 0.0, y + high + gap
        placed.append((QRectF(x, y, min(wide, max(width, 1)), high), mark))
        x += wide + (gap if mark.tone else 2 * gap)
    return tuple(placed)
