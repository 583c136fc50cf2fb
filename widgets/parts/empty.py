"""An honest empty state: what is not here, and the one thing to do about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from widgets.look import Look
from widgets.parts.frames import column, row
from widgets.parts.labels import Label


class EmptyState(QWidget):
    """An icon, a title, a sentence, and a button where there is something to do."""

    def __init__(self, look: Look, icon: str, title: str, sentence: str, button: QWidget | None = None) -> None:
        super().__init__()
        self._look, self._icon_name = look, icon
        self._icon = Label()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words = Label(sentence, "muted")
        heading = Label(title, "title")
        for label in (words, heading):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        parts = [self._icon, heading, words]
        self.setLayout(column(1, *parts, *([row(1, button, 1)] if button else []), 2, margin=16))
        self.setAccessibleName(f"{title}. {sentence}")
        look.changed.connect(self._draw_icon)
        self._draw_icon()

    def _draw_icon(self) -> None:
        self._icon.setPixmap(self._look.picture(self._icon_name, "control", self._look.px(40)))
