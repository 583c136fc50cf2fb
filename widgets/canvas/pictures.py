"""Cards drawn once and kept as pictures, so that a frame puts pictures side by side instead of laying out words."""

from collections import OrderedDict
from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

MOST_BYTES = 96 * 1024 * 1024
AROUND = 1.0  # pixels of the scene around a picture, for the outer half of its outline

Key = object  # hashable


class Pictures:
    """Pictures by what they show and the scale they are shown at; those not used for long go first."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[Key, float], QPixmap] = OrderedDict()
        self._bytes = 0

    def clear(self) -> None:
        """Forget all, as another look needs."""
        self._kept.clear()
        self._bytes = 0

    def kept(self) -> tuple[tuple[Key, float], ...]:
        """Return what is kept: what each picture shows, and its scale."""
        return tuple(self._kept)

    def find(self, key: Key, scale: float) -> QPixmap | None:
        """Return a picture that was made before, None for none."""
        found = self._kept.get((key, scale))
        if found is not None:
            self._kept.move_to_end((key, scale))
        return found

    def make(
        self, key: Key, scale: float, size: QSizeF, paint: Callable[[QPainter], None], on: QPixmap | None = None
    ) -> QPixmap:
        """Draw a picture of `size` at a scale and keep it. `on`: a picture of that size to draw on."""
        wide, high = (ceil((length + 2 * AROUND) * scale) for length in (size.width(), size.height()))
        picture = QPixmap(max(1, wide), max(1, high)) if on is None else on.copy()
        if on is None:
            picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(scale, scale)
        painter.translate(AROUND, AROUND)
        paint(painter)
        painter.end()
        if (before := self._kept.pop((key, scale), None)) is not None:
            self._bytes -= before.width() * before.height() * 4
        self._kept[key, scale] = picture
        self._bytes += wide * high * 4
        while self._bytes > self._most and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._bytes -= old.width() * old.height() * 4
        return picture


class Pinboard:
    """A painter set up for putting pictures on whole pixels of the screen, where they stay sharp.

    `scale`: from the scene to pixels of the screen.
    """

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._at = painter.worldTransform()
        self._density = painter.device().devicePixelRatioF() if painter.device() else 1.0
        self.scale = round(self._at.m11() * self._density, 6)
        self._given, self._opacity = painter.opacity(), 1.0
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)

    def put(self, picture: QPixmap, x: float, y: float, opacity: float = 1.0) -> None:
        """Put a picture's upper left corner at a point of the scene."""
        if opacity != self._opacity:
            self._opacity = opacity
            self._painter.setOpacity(self._given * opacity)
        density = self._density
        left = round((self._at.m11() * (x - AROUND) + self._at.dx()) * density) / density
        top = round((self._at.m22() * (y - AROUND) + self._at.dy()) * density) / density
        if density == 1.0:
            self._painter.drawPixmap(int(left), int(top), picture)
        else:
            area = QRectF(left, top, picture.width() / density, picture.height() / density)
            self._painter.drawPixmap(area, picture, QRectF(picture.rect()))

    def end(self) -> None:
        """Give the painter back as it was."""
        self._painter.restore()
