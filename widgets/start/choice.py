"""A large choice: an icon, a title, a sentence, and the key that does the same."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from widgets.look import Look
from widgets.parts.frames import column, row
from widgets.parts.labels import Label
from widgets.theme import GRID


class BigChoice(QPushButton):
    """One of the few things to begin with. As high as its words need."""

    def __init__(
        self, look: Look, icon: str, title: str, sentence: str, key: str, clicked: Callable[[], object]
    ) -> None:
        super().__init__()
        self._look, self._icon_name = look, icon
        self._picture = Label()
        self._picture.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        heading, words, shown_key = Label(title, "title"), Label(sentence, "muted"), Label(key, "muted")
        shown_key.setAlignment(Qt.AlignmentFlag.AlignRight)
        inside = column(row(self._picture, 1, shown_key), heading, words, 1, spacing=GRID, margin=5 * GRID)
        self.setLayout(inside)
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("kind", "big")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{sentence} {key}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.clicked.connect(lambda _=False: clicked())
        look.changed.connect(self._draw_icon)
        self._draw_icon()

    def hasHeightForWidth(self) -> bool:
        """Return yes: the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need at a width."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else 0

    def sizeHint(self) -> QSize:
        """Return a size of a readable line length."""
        width = self._look.px(260)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: a short word a line."""
        return QSize(self._look.px(150), self._look.px(90))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def _draw_icon(self) -> None:
        self._picture.setPixmap(self._look.picture(self._icon_name, "accent", self._look.px(30)))
        self.updateGeometry()
