"""What is offered as a photo: files that were dropped, chosen or copied, or an image of another program."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from exports.exchange.pictures import LARGEST_FILE, OTHER_SUFFIXES, SUFFIXES
from exports.exchange.reading_once import read_once

RAW_FORMATS = ("image/png", "image/jpeg", "image/webp")


@dataclass(frozen=True)
class Offered:
    """One photo as it comes: a file, or bytes, or an image that a program put into the clipboard."""

    name: str = ""
    path: Path | None = None
    content: bytes = field(default=b"", repr=False)
    image: QImage | None = field(default=None, repr=False)

    def read(self) -> bytes:
        """Return the bytes; may run on any thread. OSError: the file cannot be read. Refused: it is no regular one."""
        if self.path is not None:
            return read_once(self.path, LARGEST_FILE + 1)  # one more than is taken: refused with its own sentence
        return as_png(self.image) if self.image is not None else self.content


def is_photo(path: Path) -> bool:
    """Tell by its name whether a file is a picture, also of a kind that is refused with a sentence of its own."""
    return path.suffix.lower() in (*SUFFIXES, *OTHER_SUFFIXES)


def of_files(paths: list[Path]) -> tuple[Offered, ...]:
    """Return files as they are offered."""
    return tuple(Offered(path.name, path) for path in paths)


def offered_in(data: QMimeData | None) -> tuple[Offered, ...]:
    """Return the photos in what was dropped or copied; none where it holds words or other files. Fetches nothing."""
    if data is None:  # a clipboard that some platforms have not got yet
        return ()
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        return of_files(paths) if all(is_photo(path) for path in paths) else ()
    if not data.hasImage() or data.text().strip():
        return ()
    for kind in RAW_FORMATS:
        if data.hasFormat(kind):
            return (Offered(content=bytes(data.data(kind).data())),)
    image = data.imageData()
    return (Offered(image=image),) if isinstance(image, QImage) and not image.isNull() else ()


def as_png(image: QImage) -> bytes:
    """Return an image as the bytes of a PNG, quickly rather than small."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 90)  # pyright: ignore[reportCallIssue, reportArgumentType]
    return bytes(held.data())


def taker_above(widget: QWidget | None) -> "QWidget | None":
    """Return the nearest widget from here up that takes photos: one with a method `take_offered`."""
    while widget is not None and not hasattr(widget, "take_offered"):
        widget = widget.parentWidget()
    return widget


def hand_over(data: QMimeData | None, widget: QWidget | None) -> bool:
    """Give the photos in what was dropped or copied to whoever takes them here; False: there are none, or nobody."""
    taker = taker_above(widget)
    found = offered_in(data) if taker is not None else ()
    if taker is not None and found:
        taker.take_offered(found)  # pyright: ignore[reportAttributeAccessIssue]
    return bool(found)
