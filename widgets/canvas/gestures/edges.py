"""Scrolling the view while something is dragged near one of its edges."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer

if TYPE_CHECKING:
    from widgets.canvas.view import PathView

BORDER, STRIDE, EVERY = 36, 24, 30  # pixels from the edge, the longest step, milliseconds between two


class EdgeScroll(QTimer):
    """Scrolls the faster the nearer the mouse comes to the edge. Whoever follows hears it by Gesture.scrolled.

    `across`, `down`: the ways that it goes.
    """

    def __init__(self, view: "PathView", parent: QObject, *, across: bool = True, down: bool = True) -> None:
        super().__init__(parent)
        self._view, self._at = view, QPoint()
        self._across, self._down = across, down
        self.setInterval(EVERY)
        self.timeout.connect(self._step)

    def watch(self, at: QPoint) -> None:
        """Look at where the mouse is now."""
        self._at = at
        if not any(self._strides()):
            self.stop()
        elif not self.isActive():
            self.start()

    def _strides(self) -> tuple[int, int]:
        seen = self._view.viewport().rect()
        covered = self._view.covered()  # headers stay in view: the edge of what moves lies below them
        return (
            _stride(self._at.x(), round(covered.x()), seen.width()) if self._across else 0,
            _stride(self._at.y(), round(covered.y()), seen.height()) if self._down else 0,
        )

    def _step(self) -> None:
        right, down = self._strides()
        for bar, by in ((self._view.horizontalScrollBar(), right), (self._view.verticalScrollBar(), down)):
            bar.setValue(bar.value() + by)


def _stride(at: int, low: int, high: int) -> int:
    """Return how far to scroll in one step: less than nothing near the low edge, 0 between them."""
    border = min(BORDER, max(0, high - low) // 4)
    back, on = low + border - at, at - (high - border)
    if border <= 0 or max(back, on) <= 0:
        return 0
    way = max(back, on)
    return (1 if on > back else -1) * max(2, round(STRIDE * min(way, border) / border))
