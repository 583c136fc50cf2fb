"""Where the window stood, restored so that it is never off the screen and never larger than it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from widgets.settings import Settings

FIRST = QSize(1366, 860)  # of a window that was never opened before
LEAST_SEEN = 120  # pixels of a window's top edge that must be on a screen for a hand to reach it
FRAME = 40  # what the system puts around a window, mostly above it


def restore_geometry(window: QWidget, settings: Settings) -> None:
    """Put a window where it stood, as far as the screens of today allow; shown maximised where it was."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    area = fitting(read(settings.get("geometry")), window.minimumSizeHint(), screens)
    if area is not None:
        window.setGeometry(area)
    if settings.get("maximized"):
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def keep_geometry(window: QWidget, settings: Settings) -> None:
    """Remember where a window stands; of a maximised or full one, where it would be otherwise."""
    settings.set("maximized", window.isMaximized())
    area = window.normalGeometry() if window.isMaximized() or window.isFullScreen() else window.geometry()
    if area.isValid():
        settings.set("geometry", f"{area.x()} {area.y()} {area.width()} {area.height()}")


def read(text: str) -> QRect | None:
    """Return what `keep_geometry` wrote; None where that is nothing or rubbish."""
    try:
        x, y, width, height = (int(number) for number in text.split())
    except ValueError:
        return None
    sane = all(abs(number) < 100_000 for number in (x, y)) and 0 < width < 100_000 and 0 < height < 100_000
    return QRect(x, y, width, height) if sane else None


def fitting(wanted: QRect | None, least: QSize, screens: Sequence[QRect]) -> QRect | None:
    """Return a place on one of the screens, as near to the wanted one as can be; None where there is no screen."""
    if not screens:
        return wanted
    if wanted is None:
        size = FIRST.boundedTo(screens[0].size() - QSize(0, FRAME))
        return _inside(QRect(screens[0].center() - _half(size), size), screens[0])
    screen = max(screens, key=lambda one: _area(one.intersected(wanted)))
    size = wanted.size().expandedTo(least).boundedTo(screen.size())
    placed = QRect(wanted.topLeft(), size)
    top = QRect(placed.x(), placed.y(), placed.width(), FRAME)
    reachable = screen.intersected(top)
    if screen.contains(placed) or (reachable.width() >= LEAST_SEEN and reachable.height() >= FRAME // 2):
        return placed
    return _inside(placed, screen)


def _inside(area: QRect, screen: QRect) -> QRect:
    """Return an area moved so that it lies inside a screen, below where the system puts its title."""
    x = max(screen.left(), min(area.x(), screen.right() + 1 - area.width()))
    y = max(screen.top() + FRAME, min(area.y(), screen.bottom() + 1 - area.height()))
    height = min(area.height(), screen.bottom() + 1 - y)
    return QRect(x, y, area.width(), height)


def _area(rectangle: QRect) -> int:
    return max(0, rectangle.width()) * max(0, rectangle.height())


def _half(size: QSize) -> QPoint:
    return QRect(0, 0, size.width(), size.height()).center()
