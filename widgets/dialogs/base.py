"""What every dialog is: a title, a body that scrolls where it must, buttons; never larger than the screen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from widgets.look import Look
from widgets.parts.frames import Part, Scroll, Surface, column, row
from widgets.theme import GRID

OF_SCREEN = 0.9  # a dialog leaves something of the window behind it to be seen


class Dialog(QDialog):
    """Base of the dialogs. Escape closes it. `size` is in pixels at 100 % text; a height of 0: as high as it needs."""

    def __init__(self, look: Look, name: str, parent: QWidget | None, size: tuple[int, int]) -> None:
        super().__init__(parent)
        self._look = look
        self._size = size
        self.setWindowTitle(name)
        self.setAccessibleName(name)
        self._inside, self._foot = Surface("paper"), Surface("panel")
        look.changed.connect(self.fit)

    def fill(self, body: Part, buttons: list[QWidget], *, margin: int = 5 * GRID) -> None:
        """Put in the body and, under a hairline, the buttons; the first stands at the right."""
        layout = body if isinstance(body, QLayout) else column(body)
        layout.setContentsMargins(margin, margin, margin, margin)
        self._inside = Surface("paper", layout)
        self._foot = Surface("panel", row(1, *reversed(buttons), margin=3 * GRID))
        middle = self._inside if self._size[1] else Scroll(self._inside)
        outer = column(middle, Surface("line"), self._foot, spacing=0)
        outer.setStretch(0, 1)
        self.setLayout(outer)

    def fit(self) -> None:
        """Take the size that the text size asks for, and no more than the screen has."""
        if self.isVisible() or self.layout() is not None:
            self.resize(self.fitting_size())

    def fitting_size(self) -> QSize:
        """Return that size."""
        screen = self.screen().availableGeometry().size()
        most = QSize(round(screen.width() * OF_SCREEN), round(screen.height() * OF_SCREEN))
        width = min(self._look.px(self._size[0]), most.width())
        height = self._look.px(self._size[1]) if self._size[1] else self._needed(width)
        return QSize(width, min(height, most.height()))

    def _needed(self, width: int) -> int:
        """Return the height at which nothing has to be scrolled."""
        layout = self._inside.layout()
        body = layout.totalHeightForWidth(width) if layout and layout.hasHeightForWidth() else 0
        return max(body, self._inside.sizeHint().height() if not body else 0) + self._foot.sizeHint().height() + 1

    def showEvent(self, event: QShowEvent) -> None:
        """Fit when it comes on screen."""
        self.ensurePolished()
        self.fit()
        super().showEvent(event)

    def stay(self) -> None:
        """Show it beside the window, which goes on working; called again it comes to the front."""
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.show()
        self.raise_()
        self.activateWindow()
