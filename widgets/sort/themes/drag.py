"""Dragging cards: a picture under the pointer, one hint where they would land, and Escape leaves no trace."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from widgets.look import Look
from widgets.sort.themes.list import DragList
from widgets.theme import GRID

NEAR_EDGE = 36  # pixels within which the wall scrolls on
STEP = 18  # pixels at a time
PAUSE = 30


class Place(Protocol):
    """Where cards can land."""

    cards: DragList

    @property
    def theme_id(self) -> str | None:
        """The theme; None: what is not sorted."""
        ...

    def area(self) -> QRect:
        """Return where it is on the screen, empty for not at all."""
        ...

    def hint_at(self, where: QPoint, ids: tuple[str, ...]) -> str | None:
        """Show the hint; return the note in front of which the cards would land, None: the end."""
        ...

    def end_hint(self) -> None:
        """Take the hint away."""
        ...


class Picture(QWidget):
    """The cards under the pointer: the first of them, and how many there are."""

    def __init__(self, look: Look, parent: QWidget, picture: QPixmap, count: str) -> None:
        super().__init__(parent)
        self._look, self._picture, self._count = look, picture, count
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        size = picture.deviceIndependentSize().toSize()
        self.resize(size.width() + 2 * GRID, size.height() + 2 * GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them, a bit transparent."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.85)
        painter.drawPixmap(0, 0, self._picture)
        if self._count:
            painter.setOpacity(1)
            metrics = self.fontMetrics()
            box = QRect(GRID, 0, metrics.horizontalAdvance(self._count) + 4 * GRID, metrics.height() + GRID)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("accent"))
            painter.drawRoundedRect(box, GRID, GRID)
            painter.setPen(self._look.colour("on_accent"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._count)


class CardDrag(QObject):
    """One gesture at a time. `drop(place, before, ids)` is called once, where the cards are let go over a place."""

    def __init__(
        self,
        look: Look,
        page: QWidget,
        places: Callable[[], Sequence[Place]],
        scroll: Callable[[QPoint], object],
        drop: Callable[[Place, str | None, tuple[str, ...]], object],
    ) -> None:
        super().__init__(page)
        self._look, self._page, self._places, self._scroll, self._drop = look, page, places, scroll, drop
        self._source: DragList | None = None
        self._picture: Picture | None = None
        self._over: Place | None = None
        self._where = QPoint()
        self.ids: tuple[str, ...] = ()
        self._clock = QTimer(self)
        self._clock.setInterval(PAUSE)
        self._clock.timeout.connect(self._scroll_on)

    @property
    def active(self) -> bool:
        """Whether cards are under the pointer."""
        return self._source is not None

    def begin(self, source: DragList, count: str, where: QPoint) -> None:
        """Take the marked cards of a list. `count`: how many there are in words, empty for one."""
        self.ids = source.marked_ids()
        if not self.ids:
            source.stop_dragging()
            return
        self._source = source
        shown = source.current_id() if source.current_id() in self.ids else self.ids[0]
        self._picture = Picture(self._look, self._page, source.picture_of(shown), count)
        self._picture.show()
        self._clock.start()
        self.move(where)

    def move(self, where: QPoint) -> None:
        """Follow the pointer."""
        if self._picture is None:
            return
        self._where = where
        self._picture.move(self._page.mapFromGlobal(where) + QPoint(2 * GRID, 2 * GRID))
        over = next((place for place in self._places() if place.area().contains(where)), None)
        if self._over is not None and over is not self._over:
            self._over.end_hint()
        self._over = over
        if over is not None:
            over.hint_at(where, self.ids)

    def end(self, where: QPoint) -> None:
        """Let the cards go."""
        if not self.active:
            return
        self.move(where)
        over, ids = self._over, self.ids
        before = over.hint_at(where, ids) if over is not None else None
        self.cancel()
        if over is not None:
            self._drop(over, before, ids)

    def check(self) -> None:
        """End where a card under the pointer is not there any more."""
        if self._source is not None and not set(self.ids) <= {card.id for card in self._source.cards.cards}:
            self.cancel()

    def cancel(self) -> None:
        """Leave everything as it was."""
        self._clock.stop()
        if self._over is not None:
            self._over.end_hint()
        if self._picture is not None:
            self._picture.hide()
            self._picture.deleteLater()
        if self._source is not None:
            self._source.stop_dragging()
        self._source = self._picture = self._over = None
        self.ids = ()

    def _scroll_on(self) -> None:
        """Scroll what the pointer is near the edge of: the wall sideways, a list up and down."""
        self._scroll(self._where)
        if self._over is not None:
            view = self._over.cards.viewport()
            y = view.mapFromGlobal(self._where).y()
            bar = self._over.cards.verticalScrollBar()
            if y < NEAR_EDGE:
                bar.setValue(bar.value() - STEP)
            elif y > view.height() - NEAR_EDGE:
                bar.setValue(bar.value() + STEP)
        self.move(self._where)
