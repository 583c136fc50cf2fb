"""The rows of a file as its history tells them: a second copy of everything that people entered.

The steps of the file are done again in their order. Steps that a merge brought from elsewhere are left out: what they
changed here is in the merge's own images. Rows whose words were erased are in no image any more, and so not here.
"""

from collections.abc import Iterator

from models.errors import Damaged
from models.history import ERASED, UNDO, UNREADABLE
from models.images import Image, parts, unpack_part
from models.reader import Reader
from models.shapes import RawRow, shapes

Rows = dict[str, dict[str, RawRow]]  # rows by id, by table
STEPS = (
    "SELECT s.kind, coalesce(r.images, s.images) FROM history_step s "
    "LEFT JOIN history_step r ON r.id = s.reverses WHERE s.brought_by = '' ORDER BY s.seq"
)


def rows_by_history(reader: Reader) -> Rows:
    """Return every row of every recorded table, as the steps of the file leave it. Damaged: a step cannot be read."""
    rows: Rows = {name: {} for name in shapes()}
    for kind, packed in reader.driver_rows(STEPS):  # of undo and redo: the images of what they turned
        for image in _turned(packed, back=kind == UNDO):
            take(rows, image, back=kind == UNDO)
    return rows


def take(rows: Rows, image: Image, *, back: bool) -> None:
    """Bring one row to what it was after an image, or before it (`back`)."""
    if image.before == {ERASED: 1}:
        return
    now, then = (image.after, image.before) if back else (image.before, image.after)
    table = rows[image.table]
    if then is None:
        table.pop(image.id, None)
    elif now is None:
        table[image.id] = {**shapes()[image.table].defaults, **then}  # a step from before a column does not know it
    elif image.id in table:
        table[image.id] = {**table[image.id], **then}


def _turned(packed: bytes | None, *, back: bool) -> Iterator[Image]:
    """Yield the images of a step in the order in which they are done, one part unpacked at a time."""
    try:
        found = list(parts(packed))
        for part in reversed(found) if back else found:
            images = unpack_part(part)
            yield from reversed(images) if back else images
    except ValueError:
        raise Damaged(UNREADABLE) from None
