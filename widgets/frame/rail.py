"""The rail: a list of rooms, not an order. The present one is filled, those where work was done are tinted."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton

from widgets.look import Look
from widgets.parts.buttons import native
from widgets.parts.frames import column
from widgets.theme import GRID

WIDTH = 92  # pixels at 100 % text


@dataclass(frozen=True)
class Place:
    """One entry of the rail; `name` is translated already."""

    id: str
    name: str
    icon: str
    shortcut: str


class Rail(QFrame):
    """Buttons for the rooms; arrow keys walk through them. `wanted`: the id of a room somebody asked for."""

    wanted = Signal(str)

    def __init__(self, look: Look, name: str, places: Sequence[Place]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(name)
        self._look = look
        self._places = {place.id: place for place in places}
        self._buttons: dict[str, QToolButton] = {}
        for place in places:
            self._buttons[place.id] = self._made(place)
        self.setLayout(column(*self._buttons.values(), 1, spacing=0, margin=GRID))
        look.changed.connect(self._draw)
        self._draw()

    def show_present(self, room_id: str) -> None:
        """Fill one entry; an empty id fills none."""
        for own, button in self._buttons.items():
            button.setChecked(own == room_id)
        self._draw()

    def show_done(self, room_id: str, done: bool) -> None:
        """Tint an entry where work was done, or not."""
        button = self._buttons[room_id]
        if bool(button.property("done")) != done:
            button.setProperty("done", done)
            button.style().unpolish(button)
            button.style().polish(button)
            self._draw()

    def button(self, room_id: str) -> QToolButton:
        """Return the button of a room."""
        return self._buttons[room_id]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the rooms by arrow keys."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        at = next((at for at, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the icons out where all names would not stand below each other whole."""
        super().resizeEvent(event)
        self._fit()

    def _made(self, place: Place) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "rail")
        button.setProperty("done", False)
        button.setText(place.name.replace("&", "&&"))
        button.setCheckable(True)
        button.setAutoExclusive(False)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(place.name)
        button.setToolTip(f"{place.name} · {native(place.shortcut)}")
        button.clicked.connect(lambda _=False: self.wanted.emit(place.id))
        return button

    def _draw(self) -> None:
        bold = QFontMetrics(self._look.font(bold=True))  # as the present one is written
        widest = max((bold.horizontalAdvance(place.name) for place in self._places.values()), default=0)
        self.setFixedWidth(max(self._look.px(WIDTH), widest + 10 * GRID))
        size = min(self._look.px(22), 30)  # large letters need the height more than large icons
        for room_id, button in self._buttons.items():
            done = bool(button.property("done"))
            token = "on_accent" if button.isChecked() else "accent" if done else "ink"
            button.setIconSize(QSize(size, size))
            button.setIcon(self._look.icon(self._places[room_id].icon, token, size))
        self._fit()

    def _fit(self) -> None:
        styles = Qt.ToolButtonStyle
        for style in (styles.ToolButtonTextUnderIcon, styles.ToolButtonTextOnly):
            for button in self._buttons.values():
                button.setToolButtonStyle(style)
            if sum(button.sizeHint().height() for button in self._buttons.values()) + 2 * GRID <= self.height():
                break
