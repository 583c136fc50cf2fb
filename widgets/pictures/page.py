"""The photos of the workshop beside Capture's wall: flip charts, drawings, what was stuck to the window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.pictures import PictureOwner
from widgets.context import Context
from widgets.parts.buttons import IconButton
from widgets.parts.frames import Surface, column, row, scrolled
from widgets.parts.labels import Label, muted
from widgets.pictures.offered import Offered
from widgets.pictures.strip import PictureStrip
from widgets.theme import GRID


class PhotosPage(QWidget):
    """Shows and takes the photos of the workshop that was entered. `closed`: back to where one was."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr = context.tr
        self.title = Label(tr("Photos of the workshop"), "title")
        close = IconButton(context.look, tr("Close"), "x", self.closed.emit, "Esc")
        self.strip = PictureStrip(context)
        about = muted(tr("Flip charts and drawings. Drop them anywhere in the window, paste them, or choose them."))
        self._scroll = scrolled(about, self.strip, 1)
        head = row(self.title, close, margin=3 * GRID)
        head.setStretch(0, 1)
        self.setLayout(column(Surface("panel", head), self._scroll, spacing=0))
        context.session.workshop_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read the photos of the workshop anew."""
        self.strip.show_owner(PictureOwner(self.context.session.workshop_id))

    def take_offered(self, offered: tuple[Offered, ...]) -> None:
        """Take photos in for the workshop."""
        self.refresh()
        self.strip.take_offered(offered)

    def focus_first(self) -> None:
        """Put the focus where one goes on."""
        self.strip.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
