"""Frames, rows and columns with the distances of the look."""

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from widgets.look import Look
from widgets.parts.labels import Label
from widgets.theme import GRID

Part = QWidget | QLayout | int
L = TypeVar("L", QVBoxLayout, QHBoxLayout)


def column(*parts: Part, spacing: int = 2 * GRID, margin: int = 0) -> QVBoxLayout:
    """Return parts below each other; a number is a stretch of that weight."""
    return _filled(QVBoxLayout(), parts, spacing, margin)


def row(*parts: Part, spacing: int = 2 * GRID, margin: int = 0) -> QHBoxLayout:
    """Return parts beside each other; a number is a stretch of that weight."""
    return _filled(QHBoxLayout(), parts, spacing, margin)


def _filled(layout: L, parts: Iterable[Part], spacing: int, margin: int) -> L:
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addStretch(part)
    return layout


class Surface(QFrame):
    """A frame of one of the surfaces: paper, panel, card, focus-card, well, line."""

    def __init__(self, surface: str, layout: QLayout | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", surface)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if layout is not None:
            self.setLayout(layout)


def card(*parts: Part, spacing: int = 2 * GRID) -> Surface:
    """Return a white card around parts."""
    return Surface("card", column(*parts, spacing=spacing, margin=3 * GRID))


def hairline() -> Surface:
    """Return a hairline across the column."""
    return Surface("line")


class Callout(QFrame):
    """A tinted box with an icon and a sentence: something to know, to be careful about, or settled."""

    ICONS: ClassVar = {"settled": "circle-check", "waiting": "info", "danger": "triangle-alert"}

    def __init__(self, look: Look, tone: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = Label()
        self._icon.setWordWrap(False)
        self._icon.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.words = Label(sentence)
        self.setLayout(row(self._icon, self.words, margin=3 * GRID))
        self.layout().setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)  # pyright: ignore[reportOptionalMemberAccess]
        self._tone = tone
        self.say(sentence, tone)
        look.changed.connect(self._repaint)

    def say(self, sentence: str, tone: str | None = None) -> None:
        """Show another sentence, in another tone where one is given."""
        self._tone = tone or self._tone
        self.setProperty("tone", self._tone)
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self.style().unpolish(self)
        self.style().polish(self)
        self._repaint()

    def _repaint(self) -> None:
        name = self.ICONS.get(self._tone, "info")
        token = "accent" if self._tone == "accent" else f"{self._tone}.strong"
        self._icon.setPixmap(self._look.picture(name, token))


class Flow(QLayout):
    """Parts beside each other that go on in the next line where the width ends; for chips and short buttons."""

    def __init__(self, *parts: QWidget, spacing: int = 2 * GRID) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: one change asks for the same height many times
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for part in parts:
            self.addWidget(part)

    def invalidate(self) -> None:
        """Forget the heights: a part changed; Qt calls this."""
        self._heights.clear()
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item; Qt calls this."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Take an item out, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return none: a flow takes what it is given."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return yes: narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, area: QRect) -> None:
        """Place the items in an area."""
        super().setGeometry(area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:
        """Return the size with all items in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        least = QSize(0, 0)
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, area: QRect, *, move: bool) -> int:
        x, y, high = area.x(), area.y(), 0
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(1, area.width()), 100000))
            if item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if x > area.x() and x + size.width() > area.right() + 1:
                x, y, high = area.x(), y + high + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            high = max(high, size.height())
        return y + high - area.y()


def flow(*parts: QWidget, spacing: int = 2 * GRID) -> QWidget:
    """Return a widget whose parts flow."""
    holder = QWidget()
    holder.setLayout(Flow(*parts, spacing=spacing))
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


class Scroll(QScrollArea):
    """A column that scrolls up and down, never sideways."""

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        inside.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        """Return a small size: what does not fit is scrolled to."""
        return QSize(120, 80)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give wrapped words the height they need: a scroll area does not ask for it by itself."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again at another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        inside = self.widget()
        layout = inside.layout() if inside else None
        if inside is not None and layout is not None and layout.hasHeightForWidth():
            whole = layout.totalHeightForWidth(self.width())  # it may fit once the scroll bar is away
            inside.setMinimumHeight(
                whole if whole <= self.height() else layout.totalHeightForWidth(self.viewport().width())
            )


def scrolled(*parts: Part, surface: str = "panel", margin: int = 4 * GRID, spacing: int = 3 * GRID) -> Scroll:
    """Return a scrolling column of parts on a surface."""
    return Scroll(Surface(surface, column(*parts, spacing=spacing, margin=margin)))


class Panes(QWidget):
    """Left to choose, middle to work, right to understand. Where that is too narrow, what is known goes below.

    `left` and `right` may be None. Widths are pixels at 100 % text and grow with it.
    """

    def __init__(
        self,
        look: Look,
        left: QWidget | None,
        middle: QWidget,
        right: QWidget | None,
        *,
        widths: tuple[int, int, int] = (300, 420, 320),
    ) -> None:
        super().__init__()
        self._look = look
        self._widths = widths
        self.left, self.middle, self.right = left, middle, right
        self._outer = QSplitter(Qt.Orientation.Horizontal)
        self._inner = QSplitter(Qt.Orientation.Horizontal)
        for splitter in (self._outer, self._inner):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        if left is not None:
            self._outer.addWidget(_framed(left, "chooser"))
        self._inner.addWidget(middle)
        self._framed_right = _framed(right, "side") if right is not None else QFrame()
        if right is not None:
            self._inner.addWidget(self._framed_right)
        self._outer.addWidget(self._inner)
        self._page = Scroll(self._outer)
        self.setLayout(column(self._page))
        self._state: tuple[bool, bool, int] | None = None
        self._side_part = 0.4
        self._side_width = 0
        self._right_shown = True
        look.changed.connect(self._arrange)

    def share_below(self, part: float) -> None:
        """Say which part of the height the right pane takes where it lies below; it grows when it has more to say."""
        if part != self._side_part:
            self._side_part = part
            self._state = None
            self._arrange()

    def share_beside(self, width: int) -> None:
        """Say how wide the right pane would be beside the middle, at 100 % text; the middle keeps its least."""
        if width != self._side_width:
            self._side_width = width
            self._state = None
            self._arrange()

    def show_right(self, shown: bool) -> None:
        """Show or hide the right pane, whose room the middle takes."""
        if self.right is not None and shown != self._right_shown:
            self._right_shown = shown
            self._framed_right.setVisible(shown)
            self._state = None
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew where the width asks for it."""
        super().resizeEvent(event)
        self._arrange()

    def _least_height(self, *, chooser_above: bool, side_below: bool) -> int:
        """Return how high the panes must be together so that each shows something; the page scrolls beyond that."""
        if not (chooser_above or side_below):
            return 0
        lines = 18 + (10 if side_below else 0) + (8 if chooser_above else 0)
        return lines * self._look.scale.text

    def _arrange(self) -> None:
        left, middle, right = (self._look.px(width) for width in self._widths)
        left, right = left if self.left else 0, right if self.right and self._right_shown else 0
        side_below = bool(right) and self.width() < left + middle + right
        chooser_above = bool(left) and self.width() < left + middle
        state = (side_below, chooser_above, self._look.percent)
        if state == self._state or not self.width():
            return
        self._state = state
        vertical, horizontal = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
        self._outer.setOrientation(vertical if chooser_above else horizontal)
        self._inner.setOrientation(vertical if side_below else horizontal)
        least = self._least_height(chooser_above=chooser_above, side_below=side_below)
        self._outer.setMinimumHeight(least)
        high = max(self.height(), least)
        if left:
            first = high * 3 // 10 if chooser_above else left
            total = high if chooser_above else self.width()
            self._outer.setSizes([first, max(1, total - first)])
            self._outer.setStretchFactor(0, 0)
            self._outer.setStretchFactor(1, 1)
        if right:
            below = high - (high * 3 // 10 if chooser_above else 0)
            total = below if side_below else self.width() - (0 if chooser_above else left)
            wide = max(right, min(self._look.px(self._side_width), total - middle))
            last = round(total * self._side_part) if side_below else wide
            self._inner.setSizes([max(1, total - last), last])
            self._inner.setStretchFactor(0, 1)
            self._inner.setStretchFactor(1, 0)


def _framed(inside: QWidget, name: str) -> QFrame:
    frame = QFrame()
    frame.setObjectName(name)
    frame.setLayout(column(inside))
    return frame
