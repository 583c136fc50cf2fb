"""Where a row goes among its siblings: a new one behind them, a moved one between two."""

from sqlalchemy import ColumnElement, func, select

from models.errors import Refused
from models.order import between, sequence
from models.reader import Reader
from models.tables import Domain
from models.writer import Writer
from resources.texts import N_


def last_key(reader: Reader, cls: type[Domain], *where: ColumnElement[bool]) -> str:
    """Return the greatest order key among the rows that `where` selects, empty where there is none."""
    column = cls.__table__.c["order"]
    return str(reader.scalar(select(func.max(column)).where(*where)) or "")


def move_to(
    writer: Writer, reader: Reader, cls: type[Domain], row_id: str, to: int, *where: ColumnElement[bool]
) -> None:
    """Put a row at the place `to`, counted from 0, among the rows that `where` selects; only its own key changes.

    Refused: the row is not among them any more.
    """
    table = cls.__table__.c
    rows = reader.rows(select(table["id"], table["order"]).where(*where).order_by(table["order"], table["id"]))
    keys = {str(row[0]): str(row[1]) for row in rows}
    if row_id not in keys:
        raise Refused(N_("This is not there any more. Somebody deleted it meanwhile."))
    others = [other for other in keys if other != row_id]
    to = max(0, min(to, len(others)))
    wanted = [*others[:to], row_id, *others[to:]]
    if wanted == list(keys):
        return
    try:
        low, high = (keys[others[at]] if 0 <= at < len(others) else "" for at in (to - 1, to))
        writer.update(cls, row_id, order=between(low, high))
    except ValueError:  # two siblings share a key, as after joining two laptops' files
        for sibling, key in zip(wanted, sequence(len(wanted)), strict=True):
            writer.update(cls, sibling, order=key)
