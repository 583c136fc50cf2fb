"""The drawn path for assistive technology: the view is a list, each card, header and cell an item of it."""

from typing import Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QAccessibleWidget, QGraphicsObject, QGraphicsView

# Qt asks for an interface once and keeps it by its id; Python must keep its half alive as long.
_kept: dict[int, QAccessibleInterface] = {}
_installed: list[bool] = []


class SpokenItem(QAccessibleObject):
    """One item of the path."""

    def __init__(self, item: Any) -> None:
        super().__init__(item)
        self._item = item

    def parent(self) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return the list."""
        view = _view_of(self._item)
        return QAccessible.queryAccessibleInterface(view) if view else None

    def child(self, index: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return none: an item holds nothing."""
        del index
        return None

    def childCount(self) -> int:
        """Return 0."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return −1."""
        del child
        return -1

    def role(self) -> QAccessible.Role:
        """Return that it is an item of a list."""
        return QAccessible.Role.ListItem

    def text(self, t: QAccessible.Text) -> str:
        """Return what is said."""
        return self._item.spoken if t == QAccessible.Text.Name else ""

    def state(self) -> QAccessible.State:
        """Return whether it is marked and has the keyboard."""
        state = QAccessible.State()
        state.focusable = True  # pyright: ignore[reportAttributeAccessIssue]
        state.selectable = True  # pyright: ignore[reportAttributeAccessIssue]
        state.selected = self._item.marked  # pyright: ignore[reportAttributeAccessIssue]
        state.focused = self._item.has_keys()  # pyright: ignore[reportAttributeAccessIssue]
        return state

    def rect(self) -> QRect:
        """Return where it is on the screen."""
        view = _view_of(self._item)
        if view is None:
            return QRect()
        shown = view.mapFromScene(self._item.area()).boundingRect()
        return QRect(view.viewport().mapToGlobal(shown.topLeft()), shown.size())


class SpokenView(QAccessibleWidget):
    """The list of what can be marked, in reading order."""

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self._view = view

    def _spots(self) -> tuple[Any, ...]:
        scene: Any = self._view.scene()
        return scene.spoken_spots() if scene is not None else ()

    def _item(self, spot: Any) -> QAccessibleInterface | None:
        scene: Any = self._view.scene()
        item = scene.item_of(spot) if spot is not None and scene is not None else None
        return QAccessible.queryAccessibleInterface(item) if item is not None else None

    def childCount(self) -> int:
        """Return how many things there are."""
        return len(self._spots())

    def child(self, index: int) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return one of them; its item is made now if need be."""
        spots = self._spots()
        return self._item(spots[index]) if 0 <= index < len(spots) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return where one of them stands."""
        found: Any = child.object()
        key = found.stands_for.key if hasattr(found, "stands_for") else None
        return next((at for at, spot in enumerate(self._spots()) if spot.key == key), -1)

    def focusChild(self) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return what has the keyboard."""
        scene: Any = self._view.scene()
        return self._item(scene.spot) if scene is not None else None


def install() -> None:
    """Tell Qt how to speak of paths; once a program."""
    if not _installed:
        QAccessible.installFactory(_made)
        _installed.append(True)


def forget(item: QGraphicsObject) -> None:
    """Delete the interface of an item that goes."""
    if kept := _kept.pop(id(item), None):
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(kept))


def announce(item: QObject) -> None:
    """Tell that the keyboard is on an item now."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Focus))


def _made(key: str, thing: QObject | None) -> QAccessibleInterface | None:
    if thing is None:
        return None
    if isinstance(thing, QGraphicsView) and hasattr(thing.scene(), "spoken_spots"):
        made: QAccessibleInterface = SpokenView(thing)
    elif isinstance(thing, QGraphicsObject) and hasattr(thing, "spoken"):
        made = SpokenItem(thing)
    else:
        return None
    del key
    _kept[id(thing)] = made
    return made


def _view_of(item: Any) -> QGraphicsView | None:
    scene = item.scene()
    views = scene.views() if scene is not None else []
    return views[0] if views else None
