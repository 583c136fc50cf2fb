"""What belongs to a row as a set, such as its places or tags: only what differs is written."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from models.reader import Reader
from models.tables import Domain
from models.writer import Writer


def write_set(
    writer: Writer, reader: Reader, cls: type[Domain], owner: tuple[str, str], wanted: Iterable[Mapping[str, object]]
) -> None:
    """Make the rows of `owner` (its column and id) the rows `wanted`; a row that is said twice is kept once."""
    rows = {tuple(row.values()): row for row in wanted}
    if not rows:
        remove_from_set(writer, reader, cls, owner)
        return
    table = cls.__table__.c
    names = tuple(next(iter(rows.values())))
    columns = (table["id"], *(table[name] for name in names))
    there: set[tuple[object, ...]] = set()
    for row_id, *said in reader.rows(select(*columns).where(table[owner[0]] == owner[1]).order_by(table["id"])):
        if tuple(said) in rows and tuple(said) not in there:
            there.add(tuple(said))
        else:
            writer.remove(cls, row_id)
    writer.insert_many(cls, [{owner[0]: owner[1], **row} for key, row in rows.items() if key not in there])


def remove_from_set(
    writer: Writer, reader: Reader, cls: type[Domain], owner: tuple[str, str], **same: object
) -> tuple[str, ...]:
    """Remove the rows of `owner` whose columns hold `same`, and return their ids."""
    table = cls.__table__.c
    alike = [table[name].is_(None) if value is None else table[name] == value for name, value in same.items()]
    found = reader.rows(select(table["id"]).where(table[owner[0]] == owner[1], *alike).order_by(table["id"]))
    for row in found:
        writer.remove(cls, row[0])
    return tuple(str(row[0]) for row in found)
