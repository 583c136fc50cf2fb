"""A photo as large as the screen allows: fitted at first, nearer by plus or the wheel, the next by Page Down."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QDialog, QFrame, QGraphicsPixmapItem, QGraphicsScene, QGraphicsView, QWidget

from exports.exchange.pictures import LONGEST_SIDE
from models.pictures import PictureRecord, picture_content
from widgets.context import Context
from widgets.parts.buttons import Button, IconButton
from widgets.parts.frames import Surface, column, row
from widgets.parts.labels import Label
from widgets.pictures.drawing import image_of
from widgets.theme import GRID

STEP, NEAREST = 1.25, 8.0
SIZE = (1100, 760)
KEY = Qt.Key
ARROWS = (KEY.Key_Left, KEY.Key_Right, KEY.Key_Up, KEY.Key_Down)
ZOOMS: dict[int, int] = {KEY.Key_Plus: 1, KEY.Key_Equal: 1, KEY.Key_Minus: -1, KEY.Key_0: 0}
TURNS: dict[int, int] = {KEY.Key_PageUp: -1, KEY.Key_PageDown: 1, KEY.Key_Left: -1, KEY.Key_Right: 1}


class PictureView(QGraphicsView):
    """One image that is fitted, or zoomed and moved by dragging and by arrow keys."""

    def __init__(self, context: Context) -> None:
        self._item = QGraphicsPixmapItem()
        self._scene = QGraphicsScene()
        self._scene.addItem(self._item)
        super().__init__(self._scene)
        self._look = context.look
        self._fitted = True
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setMinimumSize(160, 120)
        self._paint_paper()
        context.look.changed.connect(self._paint_paper)

    def show_image(self, image: QPixmap, said: str) -> None:
        """Show another image, fitted; `said` is what is to be seen on it."""
        self._item.setPixmap(image)
        self._scene.setSceneRect(QRectF(image.rect()))
        self.setAccessibleName(said)
        self.fit()

    def zoom(self, step: int) -> None:
        """Go nearer (+1) or farther (−1); 0: the whole image."""
        now = self.transform().m11()
        least = self._fitting()
        wanted = now * STEP**step
        if step == 0 or wanted <= least:
            self.fit()
            return
        self._fitted = False
        factor = min(wanted, NEAREST) / now
        self.scale(factor, factor)

    def fit(self) -> None:
        """Show the whole image, never larger than it is."""
        self._fitted = True
        self.resetTransform()
        self.scale(self._fitting(), self._fitting())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move a zoomed image by arrow keys; everything else is the window's."""
        if event.key() in ARROWS and not self._fitted:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom by the wheel."""
        self.zoom(1 if event.angleDelta().y() > 0 else -1)

    def _fitting(self) -> float:
        size, room = self._item.pixmap().size(), self.viewport().size() - QSize(2, 2)
        if size.isEmpty():
            return 1.0
        return max(0.01, min(1.0, room.width() / size.width(), room.height() / size.height()))

    def _paint_paper(self) -> None:
        self.setBackgroundBrush(self._look.colour("neutral.soft"))


class PictureViewer(QDialog):
    """Shows the photos of a strip one by one. It stands beside the work and blocks nothing."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context, self._over = context, parent
        self._shown: tuple[PictureRecord, ...] = ()
        self._at = 0
        tr, look = context.tr, context.look
        self.setWindowTitle(tr("Photo"))
        self.view = PictureView(context)
        self.words = Label("")
        self.count = Label("", "muted")
        self.before = IconButton(look, tr("Photo before"), "arrow-left", lambda: self.go(-1), "PgUp")
        self.after = IconButton(look, tr("Next photo"), "arrow-right", lambda: self.go(1), "PgDown")
        farther = IconButton(look, tr("Farther"), "zoom-out", lambda: self.view.zoom(-1), "-")
        nearer = IconButton(look, tr("Nearer"), "zoom-in", lambda: self.view.zoom(1), "+")
        whole = Button(look, tr("Whole photo"), "", "quiet", lambda: self.view.zoom(0), "0")
        close = Button(look, tr("Close"), "x", "", self.close, "Esc")
        tools = row(self.before, self.after, self.count, 1, farther, nearer, whole, close, spacing=GRID)
        foot = Surface("panel", column(self.words, tools, margin=3 * GRID))
        inside = column(self.view, foot, spacing=0)
        inside.setStretch(0, 1)
        self.setLayout(inside)
        context.document.closed.connect(self.close)

    def show_pictures(self, shown: tuple[PictureRecord, ...], place_id: str) -> None:
        """Open with one of several photos."""
        self._shown = shown
        self._at = next((at for at, one in enumerate(shown) if one.id == place_id), 0)
        self.resize(QSize(*SIZE).boundedTo(self._over.window().size()))
        self._show_present()
        self.show()
        self.activateWindow()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, step: int) -> None:
        """Show the photo before or after."""
        at = self._at + step
        if 0 <= at < len(self._shown):
            self._at = at
            self._show_present()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom and go on by keys; Escape closes."""
        key = event.key()
        if key in ZOOMS:
            self.view.zoom(ZOOMS[key])
        elif key in TURNS:
            self.go(TURNS[key])
        else:
            super().keyPressEvent(event)

    def _show_present(self) -> None:
        tr, one = self.context.tr, self._shown[self._at]
        content = self.context.document.ask(picture_content, one.sha256)
        image = image_of(content, QSize(LONGEST_SIDE, LONGEST_SIDE))
        said = one.alternative.strip() or tr("This photo has no text alternative yet.")
        self.words.setText(said if not image.isNull() else tr("This photo cannot be shown."))
        self.view.show_image(QPixmap.fromImage(image), said)
        self.count.setText(tr("{n} of {total}", n=self._at + 1, total=len(self._shown)))
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at + 1 < len(self._shown))
