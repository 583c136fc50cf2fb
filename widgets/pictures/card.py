"""One photo: a small image that opens large, what is to be seen on it in words, its size, and deleting it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from models.edits.pictures import ChangePicture
from models.pictures import PictureRecord
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.buttons import Button
from widgets.parts.frames import Surface, column, flow
from widgets.parts.labels import Label
from widgets.pictures.drawing import Thumbnails
from widgets.theme import GRID, RADIUS_SMALL

ALTERNATIVE = Field(
    "alternative",
    N_("What is to be seen, for those who cannot see it"),
    "text",
    hint=N_("For example: a drawing of a bus stop without a bench"),
    longest=2000,
)
HIGHEST, WIDEST = 190, 420  # pixels of a small image at 100 % text
FOCUS = 2


class Thumbnail(QAbstractButton):
    """A small image as a button; a quiet surface with a word until it is made."""

    def __init__(self, context: Context, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._look, self._tr = context.look, context.tr
        self._thumbnails = thumbnails
        self._picture: PictureRecord | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        thumbnails.made.connect(self._made)
        context.look.changed.connect(self.updateGeometry)

    def show_picture(self, picture: PictureRecord) -> None:
        """Show one picture; its image is read when it is painted."""
        self._picture = picture
        said = picture.alternative.strip() or self._tr("Photo without a description")
        self.setAccessibleName(self._tr("Open large: {what}", what=said))
        self.setToolTip(self._tr("Open large"))
        self.updateGeometry()
        self.update()

    def image(self) -> QImage | None:
        """Return the image as it is painted; None: it is being made."""
        if self._picture is None:
            return None
        side = round(self._look.px(WIDEST) * self.devicePixelRatioF())
        return self._thumbnails.image(self._picture.sha256, side)

    def hasHeightForWidth(self) -> bool:
        """Return yes: the image keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the image at a width, up to the highest."""
        highest = self._look.px(HIGHEST)
        if self._picture is None or not self._picture.width:
            return highest
        return max(self._look.px(60), min(highest, round(width * self._picture.height / self._picture.width)))

    def sizeHint(self) -> QSize:
        """Return a size for a usual column."""
        width = self._look.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return a small size: the image is scaled."""
        return QSize(self._look.px(120), self._look.px(60))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter too, as buttons do."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the image on a quiet surface, with a ring where the focus is."""
        del event
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect()).adjusted(FOCUS, FOCUS, -FOCUS, -FOCUS)
        shape = QPainterPath()
        shape.addRoundedRect(area, RADIUS_SMALL, RADIUS_SMALL)
        painter.fillPath(shape, self._look.colour("neutral.soft"))
        image = self.image()
        if image is None or image.isNull():
            said = self._tr("Loading …") if image is None else self._tr("This photo cannot be shown.")
            painter.setPen(self._look.colour("neutral.text"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, int(flags), said)
        else:
            size = image.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(area.center())
            painter.setClipPath(shape)
            painter.drawImage(place, image)
            painter.setClipping(False)
        focused = self.hasFocus()
        painter.setPen(QPen(self._look.colour("focus" if focused else "line"), FOCUS if focused else 1))
        painter.drawPath(shape)

    def _made(self, sha256: str) -> None:
        if self._picture is not None and self._picture.sha256 == sha256:
            self.update()


class PictureCard(Surface):
    """One photo with its words. `opened`, `delete_wanted`: the id of its place."""

    opened = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, context: Context, thumbnails: Thumbnails) -> None:
        super().__init__("card")
        self.context = context
        self.picture: PictureRecord | None = None
        tr, look = context.tr, context.look
        self.thumbnail = Thumbnail(context, thumbnails)
        self.thumbnail.clicked.connect(self._open)
        self.words = Form(context, (ALTERNATIVE,), self._save, "picture")
        self.size_label = Label("", "muted")
        self.open_large = Button(look, tr("Open large"), "maximize", "quiet", self._open)
        self.delete = Button(look, tr("Delete photo"), "trash-2", "quiet", self._delete)
        buttons = flow(self.open_large, self.delete, spacing=0)
        self.setLayout(column(self.thumbnail, self.words, self.size_label, buttons, spacing=2 * GRID, margin=3 * GRID))

    def show_picture(self, picture: PictureRecord) -> None:
        """Show a photo; words being typed for it stay."""
        self.picture = picture
        self.thumbnail.show_picture(picture)
        self.words.show_values(picture.id, {"alternative": picture.alternative})
        self.size_label.setText(
            self.context.tr(
                "{width} × {height} · {size}",
                width=picture.width,
                height=picture.height,
                size=said_size(self.context, picture.size),
            )
        )

    def settle(self) -> None:
        """Make an edit of what is typed."""
        self.words.settle()

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        del key
        edit = ChangePicture(self.words.row_id, alternative=str(value or ""))
        return self.context.document.perform(edit, told) is not None

    def _open(self) -> None:
        if self.picture is not None:
            self.opened.emit(self.picture.id)

    def _delete(self) -> None:
        if self.picture is not None:
            self.delete_wanted.emit(self.picture.id)


def said_size(context: Context, size: int) -> str:
    """Return how large something is, as people say it."""
    if size < 1_000_000:
        return context.tr("{n} kB", n=max(1, round(size / 1000)))
    return context.tr("{n} MB", n=f"{size / 1_000_000:.1f}")
