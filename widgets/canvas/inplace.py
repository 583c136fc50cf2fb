"""Words written where they stand: a field over the drawing that Enter keeps and Escape drops."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from widgets.canvas.view import PathView
from widgets.context import Context
from widgets.fields.over import Keep, Over
from widgets.fields.place_field import PlaceField
from widgets.theme import GRID


class _Field(PlaceField):
    """Tab keeps and goes on to the next (1) or the one before (−1), Ctrl+Enter keeps and goes on to a new one below."""

    stepped = Signal(int)
    another = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep and go on, or do what a field does."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.another.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go on along the path instead of out of the drawing; Escape and Enter lead out of the field."""
        self.stepped.emit(1 if next else -1)
        return True


class InPlace(Over):
    """The one field of a drawn path.

    `went_on`: what was written is kept, and the next (1) or the one before (−1) is to be written; `another`: a new card
    below.
    """

    went_on = Signal(int)
    another = Signal()

    def __init__(self, context: Context, view: PathView) -> None:
        self._view, self._area = view, QRectF()
        self.words = _Field()
        super().__init__(context, view, self.words)
        self.words.stepped.connect(self._go_on)
        self.words.another.connect(self._add_another)
        view.moved.connect(self.follow)

    def open(self, area: QRectF, place: str, words: str, name: str, keep: Keep) -> None:
        """Write over an area of the scene. `place`: among the drafts; `keep`: performs the edit and tells whether."""
        self.settle()
        self._area = area
        self.write(place, words, name, keep)

    def area(self) -> QRect:
        """Return where the area of the scene lies in the viewport now; the field goes a little beyond it."""
        corner = self._view.mapFromScene(self._area.topLeft())
        wide = max(self._context.look.px(170), round(self._area.width() * self._view.scale_now()) + 2 * GRID)
        return QRect(corner.x() - GRID, corner.y() - GRID, wide, 1)

    def closing(self, *, had_keys: bool) -> None:
        """Leave off placing where somebody went elsewhere: the next card is not placed by surprise."""
        if not had_keys and not self._view.hasFocus():
            self._view.place_on(False)

    def _go_on(self, step: int) -> None:
        self.settle()
        if not self.is_open:
            self.went_on.emit(step)

    def _add_another(self) -> None:
        written = bool(self.words.toPlainText().strip())
        self.settle()
        if written and not self.is_open:
            self.another.emit()
