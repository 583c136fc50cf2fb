"""Where a new row goes: behind its siblings."""

from sqlalchemy import ColumnElement, func, select

from models.reader import Reader
from models.tables import Domain


def last_key(reader: Reader, cls: type[Domain], *where: ColumnElement[bool]) -> str:
    """Return the greatest order key among the rows that `where` selects, empty where there is none."""
    column = cls.__table__.c["order"]
    return str(reader.scalar(select(func.max(column)).where(*where)) or "")
