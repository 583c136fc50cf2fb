"""Draws a trace: five stops beside each other with arrows between, or below each other where it is narrow."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from exports.reports.trace_words import STOP_NAMES
from models.influence import END, STOPS, WITHDRAWN
from resources.texts import Translator
from widgets.lists.model import Index
from widgets.look import Look
from widgets.parts.labels import is_right_to_left
from widgets.theme import GRID, RADIUS_SMALL

SHARES = (0.31, 0.1, 0.18, 0.25, 0.16)  # of the width, by stop
LINES = 3  # of words beside each other
WORD_LINES = 2  # of the exact words where the stops lie below each other
ARROW = 5 * GRID  # at 100 % text
PAD = 3 * GRID
WIDE = 720  # at 100 % text: from here on the stops lie beside each other
MOST_KEPT = 4000
SELECTED = QStyle.StateFlag.State_Selected


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One note as it is drawn: `stops` in words, `there`: which of them stand, `breaks`: the one that is missing."""

    code: str
    stops: tuple[str, ...]
    there: tuple[bool, ...]
    breaks: str

    def said(self, tr: Translator) -> str:
        """Return what a screen reader says."""
        if len(self.stops) == 1:
            return f"{self.code}. {self.stops[0]}"
        named = (
            tr("{what}: {said}", what=tr(STOP_NAMES[stop]), said=words)
            for stop, words in zip(STOPS, self.stops, strict=True)
        )
        return ". ".join((self.code, *named))


class TraceDelegate(QStyledItemDelegate):
    """All rows are equally high. What does not fit ends in an ellipsis; beside the list it is read whole."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self._broken: dict[tuple[str, int, int], tuple[str, ...]] = {}
        look.changed.connect(self._broken.clear)

    def is_wide(self) -> bool:
        """Tell whether the stops lie beside each other. A scroll bar that comes or goes changes nothing about it."""
        return self._view.width() >= self._look.px(WIDE)

    def columns(self, width: int) -> list[tuple[int, int]]:
        """Return where each stop begins and how wide it is, where they lie beside each other."""
        arrow = self._look.px(ARROW)
        room = width - 2 * PAD - arrow * (len(STOPS) - 1)
        found: list[tuple[int, int]] = []
        x = PAD
        for share in SHARES:
            found.append((x, int(room * share)))
            x += int(room * share) + arrow
        return found

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a row at the width of the list."""
        width, line = self._view.viewport().width(), QFontMetrics(self._look.font()).height()
        if self.is_wide():
            return QSize(width, LINES * line + 6 * GRID)
        return QSize(width, (WORD_LINES + len(STOPS) - 1) * (line + GRID) + 5 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        line: TraceLine | None = index.data(Qt.ItemDataRole.UserRole)
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        marked = bool(option.state & SELECTED)  # pyright: ignore[reportAttributeAccessIssue]
        if line is None:
            return
        painter.save()
        look = self._look
        if marked:
            painter.fillRect(area, look.colour("accent_soft"))
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), look.colour("accent"))
        if line.breaks == WITHDRAWN:
            inner = area.adjusted(PAD, 2 * GRID, -PAD, 0)
            self._words(painter, inner, f"{line.code} · {line.stops[0]}", 1, "muted")
        elif self.is_wide():
            self._beside(painter, area, line)
        else:
            self._below(painter, area, line)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if marked and self._view.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def _beside(self, painter: QPainter, area: QRect, line: TraceLine) -> None:
        arrow = self._look.px(ARROW)
        for at, (x, width) in enumerate(self.columns(area.width())):
            box = QRect(area.left() + x, area.top() + 3 * GRID, width, area.height() - 5 * GRID)
            self._stop(painter, box, line, at, LINES)
            if at:
                middle = QPoint(box.left() - arrow // 2, box.top() + QFontMetrics(self._look.font()).height() // 2)
                self._arrow(painter, middle, there=line.there[at])

    def _below(self, painter: QPainter, area: QRect, line: TraceLine) -> None:
        height, arrow = QFontMetrics(self._look.font()).height() + GRID, self._look.px(ARROW)
        y = area.top() + 3 * GRID
        for at in range(len(STOPS)):
            lines = 1 if at else WORD_LINES
            left = area.left() + PAD + (arrow if at else 0)
            box = QRect(left, y, area.right() - left - PAD, lines * height)
            self._stop(painter, box, line, at, lines)
            if at:
                self._arrow(painter, QPoint(left - arrow // 2, y + height // 2 - 2), there=line.there[at])
            y += lines * height

    def _stop(self, painter: QPainter, box: QRect, line: TraceLine, at: int, lines: int) -> None:
        """Draw one stop; where the chain breaks, in a dashed frame, so that it is found without colour."""
        breaks = line.breaks == STOPS[at] and line.breaks not in (END, "outcome")
        there = line.there[at]
        if not breaks:
            self._words(painter, box, line.stops[at], lines, "ink" if there else "muted")
            return
        look = self._look
        inner = box.adjusted(2 * GRID, 0, -GRID, 0)
        drawn = self._lines(line.stops[at], inner.width(), lines)
        metrics = QFontMetrics(look.font())
        wide = max((metrics.horizontalAdvance(words) for words in drawn), default=0) + 3 * GRID
        frame = QRectF(box.left(), box.top() - 3, min(box.width(), wide), len(drawn) * metrics.height() + 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.colour("waiting.strong"), 1.2)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.colour("waiting.soft"))
        painter.drawRoundedRect(frame, RADIUS_SMALL, RADIUS_SMALL)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._words(painter, inner, line.stops[at], lines, "waiting.text")

    def _arrow(self, painter: QPainter, middle: QPoint, *, there: bool) -> None:
        size = self._look.px(15)
        picture = self._look.picture("arrow-right", "accent" if there else "control", size)
        if not there:
            painter.setOpacity(0.7)
        painter.drawPixmap(middle.x() - size // 2, middle.y() - size // 2, picture)
        painter.setOpacity(1.0)

    def _words(self, painter: QPainter, box: QRect, words: str, lines: int, token: str) -> None:
        font = self._look.font()
        height = QFontMetrics(font).height()
        painter.setFont(font)
        painter.setPen(self._look.colour(token))
        side = Qt.AlignmentFlag.AlignRight if is_right_to_left(words) else Qt.AlignmentFlag.AlignLeft
        for at, shown in enumerate(self._lines(words, box.width(), lines)):
            line = QRect(box.left(), box.top() + at * height, box.width(), height)
            painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _lines(self, words: str, width: int, most: int) -> tuple[str, ...]:
        key = (words, width, most)
        if key not in self._broken:
            if len(self._broken) > MOST_KEPT:
                self._broken.clear()
            self._broken[key] = broken(words, self._look.font(), width, most)
        return self._broken[key]


def broken(words: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    """Return words in at most so many lines of a width, the last one with an ellipsis where there is more."""
    words = " ".join(words[:1200].split())
    laid = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    laid.setTextOption(option)
    laid.beginLayout()
    found: list[str] = []
    while (line := laid.createLine()).isValid():
        line.setLineWidth(max(8, width))
        start, length = line.textStart(), line.textLength()
        if len(found) == most - 1 and start + length < len(words):
            rest = QFontMetrics(font).elidedText(words[start:], Qt.TextElideMode.ElideRight, width)
            found.append(rest)
            break
        found.append(words[start : start + length].rstrip())
    laid.endLayout()
    return tuple(found)
