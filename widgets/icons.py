"""The one icon set (Lucide), drawn in the palette's colours and sharp on every screen."""

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QIcon, QImageReader, QPixmap

from resources.files import read_bytes


@lru_cache(maxsize=512)
def picture(name: str, colour: str, size: int, density: float = 2.0) -> QPixmap:
    """Return an icon as a pixmap of `size` pixels at a density. FileNotFoundError: there is no such icon."""
    # Lucide draws in currentColor, which Qt shows black. Read through Qt's image plug-in: importing QtSvg takes a
    # quarter of the time that a bare window needs to start.
    source = QBuffer()
    source.setData(QByteArray(read_bytes("icons", f"{name}.svg").replace(b"currentColor", colour.encode())))
    source.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(source, QByteArray(b"svg"))
    reader.setScaledSize(QSize(round(size * density), round(size * density)))
    pixmap = QPixmap.fromImageReader(reader)
    pixmap.setDevicePixelRatio(density)
    return pixmap


@lru_cache(maxsize=512)
def icon(name: str, colour: str, size: int, disabled: str = "", density: float = 2.0) -> QIcon:
    """Return an icon in one colour, and in another one where its control is switched off."""
    made = QIcon()
    made.addPixmap(picture(name, colour, size, density))
    if disabled:
        made.addPixmap(picture(name, disabled, size, density), QIcon.Mode.Disabled)
    return made
