"""The one icon set (Lucide), drawn in the palette's colours and sharp on every screen."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources.files import read_bytes

DENSITIES = (1.0, 2.0)


@lru_cache(maxsize=256)
def picture(name: str, colour: str, size: int, density: float = 2.0) -> QPixmap:
    """Return an icon as a pixmap of `size` pixels at a density. FileNotFoundError: there is no such icon."""
    # Lucide draws in currentColor, which QtSvg shows black.
    source = read_bytes("icons", f"{name}.svg").replace(b"currentColor", colour.encode())
    pixmap = QPixmap(QSize(round(size * density), round(size * density)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, size * density, size * density))
    painter.end()
    pixmap.setDevicePixelRatio(density)
    return pixmap


@lru_cache(maxsize=256)
def icon(name: str, colour: str, size: int, disabled: str = "") -> QIcon:
    """Return an icon in one colour, and in another one where its control is switched off."""
    made = QIcon()
    for density in DENSITIES:
        made.addPixmap(picture(name, colour, size, density))
        if disabled:
            made.addPixmap(picture(name, disabled, size, density), QIcon.Mode.Disabled)
    return made
