"""The middle of the page: numbers and buttons, the strip of reading back, and the wall."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from widgets.context import Context
from widgets.parts.empty import EmptyState
from widgets.parts.frames import column
from widgets.sort.themes.head import Head
from widgets.sort.themes.read_back import ReadBackBar
from widgets.sort.themes.wall import Wall
from widgets.theme import GRID

LOW = 430  # pixels at 100 % text: where the page is lower, reading back has it for itself


class Middle(QWidget):
    """`parts`: head, strip, wall, and what stands there while nobody made a theme."""

    def __init__(self, context: Context, parts: tuple[Head, ReadBackBar, Wall, EmptyState]) -> None:
        super().__init__()
        head, self._strip, self._wall, self._empty = parts
        self._look, self._session = context.look, context.session
        self._place = QWidget()
        self._stack = QStackedLayout(self._place)
        self._stack.addWidget(self._wall)
        self._stack.addWidget(self._empty)
        layout = column(head, self._strip, self._place, spacing=2 * GRID, margin=3 * GRID)
        layout.setStretch(2, 1)
        layout.addStretch(0)
        self.setLayout(layout)
        context.session.reading_changed.connect(self._fit)
        context.look.changed.connect(self._fit)

    def show_wall(self, *, on: bool) -> None:
        """Show the wall, or what to do where there is none."""
        self._stack.setCurrentWidget(self._wall if on else self._empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        reading = self._session.theme_id is not None
        self._place.setVisible(not reading or self.height() >= self._look.px(LOW))
