"""The views of Map, of which one is on screen: the others are made when first shown and catch up when shown again."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedWidget, QTextEdit, QWidget

from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.face import MapView
from widgets.map.views import ViewKind


class Views(QStackedWidget):
    """`made`: a view was made (its id and the widget). `shown`: another one is on screen now (its id)."""

    made = Signal(str, QWidget)
    shown = Signal(str)

    def __init__(self, context: Context, desk: Desk, editing: Editing, kinds: Iterable[ViewKind]) -> None:
        super().__init__()
        self._context, self._desk, self._editing = context, desk, editing
        self.kinds = {kind.id: kind for kind in kinds}
        self._views: dict[str, QWidget] = {}
        self.code = next(iter(self.kinds))

    def view(self, view_id: str) -> QWidget:
        """Return a view; it is made where nobody asked for it yet."""
        if view_id not in self._views:
            made = self.kinds[view_id].make(self._context, self._desk, self._editing)
            self._views[view_id] = made
            self.addWidget(made)
            self.made.emit(view_id, made)
            if self._desk.path is not None:
                _as_view(made).read()
        return self._views[view_id]

    def show_view(self, view_id: str) -> None:
        """Bring a view on screen, as the path is now."""
        stale = view_id in self._views
        there = self.view(view_id)
        if self.code == view_id:
            return
        self.code = view_id
        if stale:
            self.read()
        self.show_choice()  # before it is seen: a table that gets the keyboard would begin at its first row
        self.setCurrentWidget(there)
        self.shown.emit(view_id)

    def show_next(self) -> None:
        """Bring the next view on screen, after the last one the first."""
        ids = list(self.kinds)
        self.show_view(ids[(ids.index(self.code) + 1) % len(ids)])

    def read(self) -> None:
        """Let the view on screen show what the desk holds now."""
        self._current().read()

    def show_choice(self) -> None:
        """Let the view on screen show what is marked now."""
        self._current().show_choice()

    def take_focus(self) -> None:
        """Give the keyboard to the view on screen."""
        self._current().take_focus()

    def has_keys(self) -> bool:
        """Tell whether the keyboard is in the view on screen, and not in a field where words are written in it."""
        there, focused = self.view(self.code), QApplication.focusWidget()
        inside = focused is not None and (focused is there or there.isAncestorOf(focused))
        return inside and not isinstance(focused, QLineEdit | QPlainTextEdit | QTextEdit)

    def _current(self) -> MapView:
        return _as_view(self.view(self.code))


def _as_view(widget: QWidget) -> MapView:
    return widget  # pyright: ignore[reportReturnType] - each view is one: views.py
