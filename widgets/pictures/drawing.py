"""Pictures of the file as images for the screen: read by what they are, never larger than what is shown."""

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from exports.exchange.pictures import MOST_PIXELS
from models.pictures import picture_content
from widgets.context import Context

KINDS = ((b"\xff\xd8\xff", b"jpeg"), (b"\x89PNG", b"png"))
Key = tuple[str, int]  # SHA-256 of a picture, and how many pixels its image is long
MOST_KEPT = 200  # small images, of about 200 kB each


def image_of(content: bytes, box: QSize) -> QImage:
    """Return a picture that fits into a box, an empty image where the bytes are none; may run on any thread.

    A file from elsewhere may hold anything: only JPEG and PNG are read, and the size is looked at first.
    """
    kind = next((kind for start, kind in KINDS if content.startswith(start)), None)
    if kind is None:
        return QImage()
    held = QByteArray(content)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoTransform(False)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    if size.width() > box.width() or size.height() > box.height():
        reader.setScaledSize(size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    return reader.read()


class Thumbnails(QObject):
    """Small images of pictures, made beside the window and kept. `made`: the SHA-256 of one that is ready."""

    made = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._kept: OrderedDict[Key, QImage] = OrderedDict()
        self._asked: set[Key] = set()

    def image(self, sha256: str, side: int) -> QImage | None:
        """Return a picture at most `side` pixels long; None: it is being made, and `made` says when it is there."""
        key = (sha256, side)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._asked:
            self._asked.add(key)
            content = self._context.document.ask(picture_content, sha256)
            self._start(key, content)
        return None

    def keep_only(self, shown: Iterable[str]) -> None:
        """Forget the images of pictures that are not shown any more: one may have been erased for good."""
        wanted = set(shown)
        for key in [key for key in self._kept if key[0] not in wanted]:
            del self._kept[key]

    def _start(self, key: Key, content: bytes) -> None:
        job = self._context.jobs.start(lambda _step: (key, image_of(content, QSize(key[1], key[1]))))
        job.done.connect(self._keep)

    def _keep(self, made: tuple[Key, QImage]) -> None:
        key, image = made
        self._asked.discard(key)
        self._kept[key] = image
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        self.made.emit(key[0])
