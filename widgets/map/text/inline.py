"""A field at a line of the text: Enter keeps, Escape drops, going elsewhere keeps, half-typed words are a draft."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QTextEdit

from widgets.context import Context
from widgets.fields.over import Keep, Over
from widgets.fields.place_field import PlaceField


class AtLine(Over):
    """The one field of a text."""

    def __init__(self, context: Context, view: QTextEdit, line: Callable[[], QRect]) -> None:
        """`line` tells where the line lies in the view now."""
        self._line = line
        self.words = PlaceField()
        super().__init__(context, view, self.words)
        view.verticalScrollBar().valueChanged.connect(self.follow)

    def open(self, place: str, words: str, name: str, keep: Keep, *, may_be_empty: bool = False) -> None:
        """Write at the line. `place`: among the drafts; `keep`: performs the edit and tells whether."""
        self.settle()
        self.write(place, words, name, keep, may_be_empty=may_be_empty)

    def area(self) -> QRect:
        """Return where the line lies."""
        line = self._line()
        line.setWidth(max(self._context.look.px(180), line.width()))
        return line
