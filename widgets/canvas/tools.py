"""One class per gesture of the mouse. A gesture moves things on screen only; letting go makes one edit of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QTimer
from PySide6.QtWidgets import QApplication

from widgets.canvas.drops import Drop, drop_at
from widgets.canvas.items import Z_CARRIED, Ground

if TYPE_CHECKING:
    from widgets.canvas.view import PathView

BORDER, STRIDE = 36, 14  # near this edge of the view a carried card scrolls it, by so much


class Tool(QObject):
    """A gesture from pressing to letting go. Positions are the viewport's."""

    def __init__(self, view: "PathView", start: QPoint) -> None:
        super().__init__(view)
        self.view, self.start = view, start

    def move(self, at: QPoint) -> None:
        """Follow the mouse."""

    def release(self, at: QPoint) -> None:
        """Do what was meant."""

    def cancel(self) -> None:
        """Leave no trace."""


class Pan(Tool):
    """Move the view over the path."""

    def __init__(self, view: "PathView", start: QPoint) -> None:
        super().__init__(view, start)
        self._last = start

    def move(self, at: QPoint) -> None:
        """Scroll by what the mouse moved."""
        by, self._last = at - self._last, at
        for bar, step in ((self.view.horizontalScrollBar(), by.x()), (self.view.verticalScrollBar(), by.y())):
            bar.setValue(bar.value() - step)


class Carry(Tool):
    """Carry a card to another place. A press that does not move far is a click and carries nothing."""

    def __init__(self, view: "PathView", start: QPoint, card_id: str) -> None:
        super().__init__(view, start)
        self._card_id = card_id
        self._home: QPointF | None = None
        self._grip = QPointF()
        self._at = start
        self._drop: Drop | None = None
        self._mark = Ground(Z_CARRIED - 1)
        self._scroll = QTimer(self)
        self._scroll.setInterval(30)
        self._scroll.timeout.connect(self._scroll_on)

    def move(self, at: QPoint) -> None:
        """Lift the card once the mouse went far enough, then let it follow."""
        self._at = at
        if self._home is None and (at - self.start).manhattanLength() >= QApplication.startDragDistance():
            self._lift()
        if self._home is not None:
            self._follow()

    def release(self, at: QPoint) -> None:
        """Put the card down where it is; away from any cell it goes home."""
        drop, carried = self._drop, self._home is not None
        self.cancel()
        if carried and drop is not None:
            self.view.dropped.emit(self._card_id, drop.stage_id, drop.lane_id, drop.index)

    def cancel(self) -> None:
        """Put the card back."""
        self._scroll.stop()
        item = self.view.path_scene.card_item(self._card_id)
        if self._home is not None and item is not None:
            item.carry(False)
            item.setPos(self._home)
        if self._mark.scene() is not None:
            self._mark.scene().removeItem(self._mark)
        self._home, self._drop = None, None

    def _lift(self) -> None:
        item = self.view.path_scene.card_item(self._card_id)
        if item is None:
            return
        self._home = item.pos()
        self._grip = self.view.mapToScene(self.start) - self._home
        item.carry(True)
        self.view.path_scene.addItem(self._mark)
        self._scroll.start()

    def _follow(self) -> None:
        scene = self.view.path_scene
        item = scene.card_item(self._card_id)
        if item is None or scene.path is None or scene.plan is None:
            return
        item.setPos(self.view.mapToScene(self._at) - self._grip)
        self._drop = drop_at(scene.path, scene.plan, item.area().center(), self._card_id)
        self._mark.setVisible(self._drop is not None)
        if self._drop is not None:
            self._mark.show_area(self._drop.mark, scene.look.colour("accent"))

    def _scroll_on(self) -> None:
        area = self.view.viewport().rect()
        sides = (
            (self.view.horizontalScrollBar(), self._at.x() < BORDER, self._at.x() > area.width() - BORDER),
            (self.view.verticalScrollBar(), self._at.y() < BORDER, self._at.y() > area.height() - BORDER),
        )
        for bar, back, on in sides:
            if back != on:
                bar.setValue(bar.value() + (STRIDE if on else -STRIDE))
                self._follow()
