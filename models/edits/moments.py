"""Edits of named moments, and going back to one: the path as it was then, while what people said since is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import func, select

from models import moments
from models import tables as t
from models.moments import OF_PATH, Rows
from models.reader import Reader
from models.shapes import Raw, RawRow, shapes
from models.tables import Domain, HistoryStep
from models.writer import Writer
from resources.texts import N_

# What is attached to cards and stages, and what was copied from them: it is not of the path, and follows it.
PLACES = {"story_place": "story_id", "contribution_place": "contribution_id", "segment_place": "segment_id"}
COPIED = ("path", "stage", "lane", "touchpoint")
PRINTED = {"stage": "frozen_letter", "lane": "frozen_number", "touchpoint": "frozen_code"}
MAPPED: tuple[type[Domain], ...] = (t.Path, t.Stage, t.Lane, t.Touchpoint, t.Connection, t.Feeling, t.StepAlias)
CLASSES = {cls.__tablename__: cls for cls in (*MAPPED, t.StoryPlace, t.ContributionPlace, t.SegmentPlace)}


@dataclass(frozen=True)
class AddMoment:
    """Name the present moment, so that one can look back at it."""

    name: str
    label: ClassVar[str] = N_("Name this moment")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the moment's id. Refused: no name."""
        last = select(HistoryStep.id).where(HistoryStep.seq == select(func.max(HistoryStep.seq)).scalar_subquery())
        return writer.insert(t.Snapshot, name=self.name.strip(), step_id=str(reader.scalar(last) or ""))


@dataclass(frozen=True)
class RenameMoment:
    """Give a moment another name."""

    moment_id: str
    name: str
    label: ClassVar[str] = N_("Rename moment")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: no name, or the moment is gone."""
        writer.update(t.Snapshot, self.moment_id, name=self.name.strip())


@dataclass(frozen=True)
class DeleteMoment:
    """Forget a moment; nothing else changes."""

    moment_id: str
    label: ClassVar[str] = N_("Delete moment")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is gone already."""
        writer.remove(t.Snapshot, self.moment_id)


@dataclass(frozen=True)
class RestorePath:
    """Make a path again what it was at a moment: its stages, lanes, cards, connections, and how it felt.

    Stories and notes are kept. What was attached to a card that comes back is attached to it again; what is attached
    to a card that goes stays at its stage. Codes on printed paper stay taken.
    """

    path_id: str
    moment_id: str
    label: ClassVar[str] = N_("Restore the path of a moment")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the path was not there yet, or the history does not reach back so far."""
        everything = moments.rows_at(reader, self.moment_id, (*OF_PATH, *PLACES))
        then = moments.path_then(reader, everything, self.path_id)
        now = moments.path_rows({name: _rows(reader, name) for name in OF_PATH}, self.path_id)
        wanted = _printed(_referring(reader, then), now)
        _write(writer, now, wanted)
        _attachments_follow(writer, reader, wanted["touchpoint"])
        _remove(writer, now, wanted)
        fresh = {key for name in COPIED for key in wanted[name].keys() - now[name].keys()}
        _attach_again(writer, reader, everything, fresh, wanted["touchpoint"])
        _copies_remember(writer, reader, everything, fresh)
        _retire(writer, self.path_id, now, wanted)


# -- what is to be --------------------------------------------------------------------------------


def _referring(reader: Reader, then: Rows) -> Rows:
    """Return rows whose references to what is gone meanwhile are emptied: a group, a workshop, where it came from."""
    found: Rows = {}
    for name, rows in then.items():
        refs = [ref for ref in shapes()[name].references if not ref.owned]
        found[name] = {
            key: {**row, **{ref.column: _there(reader, then, ref.target, row[ref.column]) for ref in refs}}
            for key, row in rows.items()
        }
    return found


def _there(reader: Reader, then: Rows, table: str, row_id: Raw) -> Raw:
    if row_id is None or row_id in then.get(table, ()):
        return row_id
    there = reader.driver_rows(f"SELECT 1 FROM {table} WHERE id = ?", row_id)  # noqa: S608 - names of our own schema
    return row_id if there else None


def _printed(then: Rows, now: Rows) -> Rows:
    """Return the rows with the codes that paper carries: those of then, and those given since to what stays there."""
    found = {name: {key: dict(row) for key, row in rows.items()} for name, rows in then.items()}
    for row in found["path"].values():
        row["frozen"] = int(any(bool(old["frozen"]) for old in (row, *now["path"].values())))
    for name, column in PRINTED.items():
        taken = {row[column] for row in found[name].values()}
        for key, row in found[name].items():
            since = now[name].get(key)
            if since and not row[column] and since[column] not in taken and _same_cell(row, since):
                row[column] = since[column]
                taken.add(since[column])
    carried = set(_carried(found))
    kept = {key: row for key, row in now["step_alias"].items() if key not in found["step_alias"]}
    aliases = {**found["step_alias"], **kept}
    found["step_alias"] = {key: row for key, row in aliases.items() if row["printed"] not in carried}
    return found


def _same_cell(row: RawRow, other: RawRow) -> bool:
    return all(row.get(name) == other.get(name) for name in ("stage_id", "lane_id"))


def _carried(rows: Rows) -> Iterator[Raw]:
    """Return the printed codes that rows of a path carry."""
    return (row[column] for name, column in PRINTED.items() for row in rows[name].values() if row[column])


# -- writing --------------------------------------------------------------------------------------


def _write(writer: Writer, now: Rows, wanted: Rows) -> None:
    """Bring back the rows that went and change those that differ."""
    for name in OF_PATH:
        shape = shapes()[name]
        for key, row in wanted[name].items():
            old = now[name].get(key)
            if old is None:
                writer.restore(shape, key, None, row)
            elif changed := {column: value for column, value in row.items() if old[column] != value}:
                writer.restore(shape, key, {column: old[column] for column in changed}, changed)


def _remove(writer: Writer, now: Rows, wanted: Rows) -> None:
    """Let later rows go, what belongs to a row before the row."""
    for name in reversed(OF_PATH):
        for key in now[name].keys() - wanted[name].keys():
            writer.remove(CLASSES[name], key)


def _attachments_follow(writer: Writer, reader: Reader, cards: dict[str, RawRow]) -> None:
    """Bring what is attached to a card to the stage that the card lies in."""
    for name in PLACES:
        for key, place in _rows(reader, name).items():
            card = cards.get(str(place.get("touchpoint_id")))
            if card and card["stage_id"] != place["stage_id"]:
                writer.update(CLASSES[name], key, stage_id=card["stage_id"])


def _attach_again(writer: Writer, reader: Reader, then: Rows, fresh: set[str], cards: dict[str, RawRow]) -> None:
    """Attach to the cards and stages that came back what was attached to them and is still there."""
    for name, owner in PLACES.items():
        now, owners = _rows(reader, name), _rows(reader, owner.removesuffix("_id"))
        taken = {(row[owner], row["stage_id"], row.get("touchpoint_id")) for row in now.values()}
        for key, row in then[name].items():
            card_id = row.get("touchpoint_id")
            stage_id = cards[str(card_id)]["stage_id"] if card_id in cards else row["stage_id"]
            place = (row[owner], stage_id, card_id)
            if (card_id or stage_id) not in fresh or row[owner] not in owners or place in taken:
                continue
            taken.add(place)
            if key not in now:
                writer.restore(shapes()[name], key, None, {**row, "stage_id": stage_id})
            elif now[key].get("touchpoint_id") is None:
                writer.update(CLASSES[name], key, stage_id=stage_id, touchpoint_id=card_id)


def _copies_remember(writer: Writer, reader: Reader, then: Rows, fresh: set[str]) -> None:
    """Let copies of what came back know again where they came from."""
    for name in COPIED:
        for key, row in _rows(reader, name).items():
            origin = then[name].get(key, row)["origin_id"]
            if row["origin_id"] is None and origin in fresh:
                writer.update(CLASSES[name], key, origin_id=origin)


def _retire(writer: Writer, path_id: str, now: Rows, wanted: Rows) -> None:
    """Keep the printed codes that nothing carries any more from being given anew; they lead where their row lies."""
    known = {*_carried(wanted), *(row["printed"] for row in wanted["step_alias"].values())}
    for name, column in PRINTED.items():
        for key, row in now[name].items():
            if row[column] and row[column] not in known:
                known.add(row[column])
                leads = {f"{name}_id": key} if key in wanted[name] else {}
                writer.insert(t.StepAlias, path_id=path_id, printed=row[column], **leads)


def _rows(reader: Reader, table: str) -> dict[str, RawRow]:
    shape = shapes()[table]
    found = (dict(zip(shape.columns, row, strict=True)) for row in reader.driver_rows(shape.select_all))
    return {str(row["id"]): row for row in found}
