"""The order of Tab: as people read, also for parts that were made later than those below them."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_in_reading_order(owner: QWidget) -> None:
    """Let Tab walk through what is inside `owner` in the order of its layouts."""
    layout = owner.layout()
    stops = list(_stops(layout)) if layout is not None else []
    for before, after in pairwise(stops):
        if before.nextInFocusChain() is not after:
            QWidget.setTabOrder(before, after)


def _stops(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _stops(inner)
        elif widget is not None:
            yield from _within(widget)


def _within(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:  # also what Tab passes by now: a choice is a stop once it holds
        yield widget
    inside = widget.widget() if isinstance(widget, QScrollArea) else widget
    if inside is not None and inside.layout() is not None:
        yield from _stops(inside.layout())  # pyright: ignore[reportArgumentType]
