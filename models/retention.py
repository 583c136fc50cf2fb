"""Until when the words of people may be kept, and whose words those are once that day has passed. Nothing erases them
by itself: a person is reminded, and decides."""

from dataclasses import dataclass
from datetime import date

from models import queries
from models.reader import Reader


@dataclass(frozen=True, slots=True)
class PastRetention:
    """What the file holds of people beyond the day that was named; ids of rows as `Project.erase` takes them."""

    until: date
    stories: int
    notes: int
    people: int
    ids: tuple[str, ...]


def past_retention(reader: Reader, today: date) -> PastRetention | None:
    """Return what should be erased now; None: no day was named, it has not passed, or nothing of people is left."""
    until = queries.project(reader).keep_until
    if until is None or today <= until:
        return None
    found = {name: _ids(reader, name) for name in ("participant", "story", "contribution", "response", "picture_place")}
    ids = tuple(row_id for rows in found.values() for row_id in rows)
    if not ids:
        return None
    return PastRetention(until, len(found["story"]), len(found["contribution"]), len(found["participant"]), ids)


def _ids(reader: Reader, table: str) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in reader.driver_rows(f"SELECT id FROM {table} ORDER BY id"))  # noqa: S608 - ours
