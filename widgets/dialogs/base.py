"""What every dialog is: a title, a body that scrolls where it must, buttons; never larger than the screen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from widgets.look import Look
from widgets.parts.frames import Part, Surface, column, row
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
        look.changed.connect(self.fit)

    def fill(self, body: Part, buttons: list[QWidget], *, margin: int = 5 * GRID) -> None:
        """Put in the body and, under a hairline, the buttons; the first stands at the right."""
        inside = body if isinstance(body, QLayout) else column(body)
        inside.setContentsMargins(margin, margin, margin, margin)
        foot = Surface("panel", row(1, *reversed(buttons), margin=3 * GRID))
        outer = column(inside, Surface("line"), foot, spacing=0)
        outer.setStretch(0, 1)
        self.setLayout(outer)

    def fit(self) -> None:
        """Take the size that the text size asks for, and no more than the screen has."""
        self.resize(self.fitting_size())

    def fitting_size(self) -> QSize:
        """Return that size."""
        screen = self.screen().availableGeometry().size()
        most = QSize(round(screen.width() * OF_SCREEN), round(screen.height() * OF_SCREEN))
        width = min(self._look.px(self._size[0]), most.width())
        layout = self.layout()
        needs = layout.totalHeightForWidth(width) if layout and layout.hasHeightForWidth() else self.sizeHint().height()
        height = self._look.px(self._size[1]) if self._size[1] else needs
        return QSize(width, min(max(height, 0), most.height()))

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
