"""Draws cards: wrapped words, chips, a quiet line."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.lists.model import CardData, Index
from widgets.look import Look
from widgets.parts.labels import is_right_to_left
from widgets.theme import GRID, RADIUS, RADIUS_SMALL

PAD = 3 * GRID
MOST_PICTURES = 80  # of whole cards: what is seen, and some more; about ten megabytes
ALSO = 2 * GRID + 2  # how far further words are indented, behind a line that says they are of the same card


class CardDelegate(QStyledItemDelegate):
    """Draws a card. `lines`: how many lines of its words are shown before an ellipsis. `width`: of a card."""

    def __init__(self, look: Look, lines: int, width: Callable[[], int], parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._lines, self._width = look, lines, width
        self._grounds: dict[tuple[object, ...], QPixmap] = {}
        self._cards: dict[tuple[object, ...], QPixmap] = {}
        self._heights: dict[tuple[CardData, int, int], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the card's size at the width of its column."""
        width = self._width()
        card: CardData = index.data(Qt.ItemDataRole.UserRole)
        key = (card, width, self._look.percent)
        if key not in self._heights:
            if len(self._heights) > 20_000:
                self._heights.clear()
            self._heights[key] = self._height(card, width)
        return QSize(width, self._heights[key])

    def _height(self, card: CardData, width: int) -> int:
        inner = width - 2 * PAD - self._indent(card) - 4
        title = self._laid(card.title, self._look.font(bold=card.bold), inner)
        line = QFontMetrics(self._look.font()).height()
        height = 2 * PAD + round(title.boundingRect().height()) + 6
        for words in card.also:
            height += GRID + round(self._laid(words, self._look.font(), inner - ALSO).boundingRect().height())
        if card.chips:
            height += sum(GRID + line + 4 for _ in self._chip_lines(card, inner))
        if card.sub or (card.aside and not card.aside_above):
            sub = self._laid(card.sub, self._look.font(), inner - self._aside_width(card), 2)
            height += GRID + max(line, round(sub.boundingRect().height()))
        return height

    def _aside_width(self, card: CardData) -> int:
        return (
            QFontMetrics(self._look.font()).horizontalAdvance(card.aside) + GRID
            if card.aside and not card.aside_above
            else 0
        )

    def _indent(self, card: CardData) -> int:
        return self._look.px(18) + 2 * GRID if card.icon else 0

    def _chip_lines(self, card: CardData, width: int) -> list[list[tuple[str, str]]]:
        metrics = QFontMetrics(self._look.font(bold=True))
        aside = (
            QFontMetrics(self._look.font()).horizontalAdvance(card.aside) + 2 * GRID
            if card.aside and not card.low
            else 0
        )
        lines: list[list[tuple[str, str]]] = [[]]
        x = 0
        for chip in card.chips:
            wide = metrics.horizontalAdvance(chip[0]) + 16
            room = width - (aside if len(lines) == 1 else 0)
            if x and x + wide > room:
                lines.append([])
                x = 0
            lines[-1].append(chip)
            x += wide + GRID
        return lines

    def _laid(self, text: str, font: QFont, width: int, lines: int | None = None) -> QTextLayout:
        most = self._lines if lines is None else lines
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if is_right_to_left(text):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        text = " ".join(text[:2000].split())
        laid = _broken(text, font, width, option, most)
        while laid is None and text:  # too long: cut at a word until the ellipsis fits
            text = text[: _fitting(text, font, width, option, most)].rstrip()
            laid = _broken(text + "…", font, width, option, most)
            text = text[:-1]
        return laid or _broken("", font, width, option, most) or QTextLayout()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the card, from a picture of it where there is one: a new card moves all others, which stay the same."""
        card: CardData = index.data(Qt.ItemDataRole.UserRole)
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        selected, focused = bool(state & QStyle.StateFlag.State_Selected), bool(state & QStyle.StateFlag.State_HasFocus)
        area = QRectF(option.rect).adjusted(3, 3, -3, -3)  # pyright: ignore[reportAttributeAccessIssue]
        density = painter.device().devicePixelRatio()
        if density != int(density):  # between two pixels a picture of letters would be blurred
            self._draw(painter, card, area, selected=selected, focused=focused)
            return
        look = self._look
        key = (card, look.palette.name, look.percent, area.width(), area.height(), selected, focused, density)
        picture = self._cards.get(key)
        if picture is None:
            if len(self._cards) >= MOST_PICTURES:
                self._cards.clear()
            picture = self._cards[key] = _clear_picture(area.size(), density)
            on_picture = QPainter(picture)
            self._draw(on_picture, card, QRectF(3, 3, area.width(), area.height()), selected=selected, focused=focused)
            on_picture.end()
        painter.drawPixmap(area.topLeft() - QPointF(3, 3), picture)

    def _draw(self, painter: QPainter, card: CardData, area: QRectF, *, selected: bool, focused: bool) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, card, area, selected=selected, focused=focused)
        x, y = area.left() + PAD - 1, area.top() + PAD - 3
        if card.icon:
            painter.drawPixmap(QPointF(x, y + 1), self._look.picture(card.icon, "accent"))
            x += self._indent(card)
        inner = round(area.right() - PAD + 1 - x)
        y = self._words(painter, card, x, y, inner)
        y = self._also(painter, card, x, y, inner)
        self._below(painter, card, x, y, inner)
        painter.restore()

    def _ground(self, painter: QPainter, card: CardData, area: QRectF, *, selected: bool, focused: bool) -> None:
        """Draw the card's shape from a picture of that size: rounding the corners anew takes most of a repaint."""
        density = painter.device().devicePixelRatio()
        key = (card.tone, self._look.palette.name, area.width(), area.height(), selected, focused, density)
        ground = self._grounds.get(key)
        if ground is None:
            if len(self._grounds) > 200:
                self._grounds.clear()
            ground = self._grounds[key] = _clear_picture(area.size(), density)
            on_ground = QPainter(ground)
            on_ground.setRenderHint(QPainter.RenderHint.Antialiasing)
            shape = QRectF(3, 3, area.width(), area.height())
            self._shape(on_ground, card, shape, selected=selected, focused=focused)
            on_ground.end()
        painter.drawPixmap(area.topLeft() - QPointF(3, 3), ground)

    def _shape(self, painter: QPainter, card: CardData, area: QRectF, *, selected: bool, focused: bool) -> None:
        look = self._look
        edge = look.colour(f"{card.tone}.strong") if card.tone else look.colour("line")
        if card.tone and look.palette.name == "light":
            edge.setAlphaF(0.45)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(look.colour(f"{card.tone}.soft") if card.tone else look.colour("panel"))
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        if selected:
            painter.setPen(QPen(look.colour("focus" if focused else "accent"), 3 if focused else 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), RADIUS + 1, RADIUS + 1)

    def _words(self, painter: QPainter, card: CardData, x: float, y: float, width: int) -> float:
        laid = self._laid(card.title, self._look.font(bold=card.bold), width)
        painter.setPen(self._look.colour("ink"))
        laid.draw(painter, QPointF(x, y))
        return y + laid.boundingRect().height()

    def _also(self, painter: QPainter, card: CardData, x: float, y: float, width: int) -> float:
        for words in card.also:
            y += GRID
            laid = self._laid(words, self._look.font(), width - ALSO)
            height = laid.boundingRect().height()
            painter.fillRect(QRectF(x, y + 2, 2, height - 4), self._look.colour(f"{card.tone or 'neutral'}.strong"))
            painter.setPen(self._look.colour("ink"))
            laid.draw(painter, QPointF(x + ALSO, y))
            y += height
        return y

    def _below(self, painter: QPainter, card: CardData, x: float, y: float, width: int) -> None:
        look = self._look
        plain = look.font()
        line = QFontMetrics(plain).height()
        if card.chips:
            first = y + GRID
            for chips in self._chip_lines(card, width):
                y += GRID
                at = x
                for text, tone in chips:
                    at += self._chip(painter, text, tone, QPointF(at, y), x + width - at) + GRID
                y += line + 4
            if card.aside_above:
                self._aside(painter, card, QRectF(x, first, width, line + 4))
        if card.sub or (card.aside and not card.aside_above):
            y += GRID
            painter.setFont(plain)
            painter.setPen(look.colour("muted" if not card.tone else "ink"))
            laid = self._laid(card.sub, plain, width - self._aside_width(card), 2)
            laid.draw(painter, QPointF(x, y))
            if not card.aside_above:
                self._aside(painter, card, QRectF(x, y, width, line))

    def _aside(self, painter: QPainter, card: CardData, area: QRectF) -> None:
        if card.aside:
            painter.setFont(self._look.font())
            painter.setPen(self._look.colour("muted"))
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, card.aside)

    def _chip(self, painter: QPainter, text: str, tone: str, at: QPointF, most: float) -> float:
        """Draw a chip, with an ellipsis where the card is narrower than its words; return its width."""
        look, font = self._look, self._look.font(bold=True)
        metrics = QFontMetrics(font)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(max(most, 40) - 14))
        box = QRectF(at.x(), at.y(), metrics.horizontalAdvance(text) + 14, metrics.height() + 2)
        painter.setPen(QPen(look.colour(f"{tone}.strong"), 1) if look.palette.name == "contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{tone}.soft"))
        painter.drawRoundedRect(box, RADIUS_SMALL, RADIUS_SMALL)
        painter.setFont(font)
        painter.setPen(look.colour(f"{tone}.text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return box.width()


def _clear_picture(size: QSizeF, density: float) -> QPixmap:
    """Return an empty picture for a card, with room for its frame."""
    picture = QPixmap((QSizeF(size.width() + 6, size.height() + 6) * density).toSize())
    picture.setDevicePixelRatio(density)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _broken(text: str, font: QFont, width: int, option: QTextOption, lines: int) -> QTextLayout | None:
    """Return the text in at most `lines` lines, None where it needs more."""
    laid = QTextLayout(text, font)
    laid.setTextOption(option)
    laid.beginLayout()
    height = 0.0
    for _ in range(lines + 1):
        line = laid.createLine()
        if not line.isValid():
            laid.endLayout()
            return laid
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    laid.endLayout()
    return None


def _fitting(text: str, font: QFont, width: int, option: QTextOption, lines: int) -> int:
    """Return how many characters stand in the first lines."""
    laid = QTextLayout(text, font)
    laid.setTextOption(option)
    laid.beginLayout()
    end = 0
    for _ in range(lines):
        line = laid.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        end = line.textStart() + line.textLength()
    laid.endLayout()
    return end if end < len(text) else len(text) - 1
