"""Reads of service paths: all of them, and what changed of those that were read before."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol, TypeVar

from sqlalchemy import select

from models import path_records as r
from models import tables as t
from models.codes import letters_for, numbers_for, step_code
from models.reader import Reader


class _Row(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Row)
Paths = tuple[r.PathRecord, ...]
Rows = frozenset[tuple[str, str]]

# A change of these tables is patched into what was read; a change of the frame reads the paths again.
ON_CARDS = frozenset({"touchpoint", "feeling", "connection"})
FRAME = frozenset({"path", "stage", "lane", "step_alias"})
MOST_PATCHED = 400  # changed rows from which on reading everything is quicker


def paths(reader: Reader) -> Paths:
    """Return the paths, whole."""
    stages = _by(_owners(reader, t.Stage), reader.records(r.StageRecord, t.Stage))
    lanes = _by(_owners(reader, t.Lane), reader.records(r.LaneRecord, t.Lane))
    aliased = {str(row[0]): str(row[1]) for row in reader.rows(select(t.StepAlias.id, t.StepAlias.path_id))}
    aliases = _by(aliased, reader.records(r.AliasRecord, t.StepAlias))
    path_of = {stage.id: path_id for path_id, of_path in stages.items() for stage in of_path}
    cards: defaultdict[str, list[r.CardRecord]] = defaultdict(list)
    for card in reader.records(r.CardRecord, t.Touchpoint):
        cards[path_of[card.stage_id]].append(card)
    path_of_card = {card.id: path_id for path_id, of_path in cards.items() for card in of_path}
    felt, linked = reader.records(r.FeelingRecord, t.Feeling), reader.records(r.ConnectionRecord, t.Connection)
    feelings = _by({one.id: path_of_card[one.touchpoint_id] for one in felt}, felt)
    links = _by({one.id: path_of_card[one.from_id] for one in linked}, linked)
    return tuple(
        whole(
            replace(
                path,
                stages=tuple(stages[path.id]),
                lanes=tuple(lanes[path.id]),
                aliases=tuple(aliases[path.id]),
                feelings=tuple(feelings[path.id]),
                connections=tuple(links[path.id]),
            ),
            cards[path.id],
        )
        for path in reader.records(r.PathRecord, t.Path)
    )


def paths_after(reader: Reader, before: Paths, rows: Rows) -> Paths:
    """Return the paths after a change of `rows` (table, id), given what was read before it.

    Cards, feelings and connections that changed are read one by one; where the frame of a path changed, or rows are
    many, all is read again. Paths that did not change are the very records of `before`.
    """
    tables = {table for table, _ in rows}
    touched = [row for row in rows if row[0] in ON_CARDS]
    if tables & FRAME or len(touched) > MOST_PATCHED:
        return _kept(before, paths(reader))
    if not touched:
        return before
    ids = {table: tuple(row_id for name, row_id in touched if name == table) for table in ON_CARDS}
    cards = {one.id: one for one in reader.records(r.CardRecord, t.Touchpoint, t.Touchpoint.id.in_(ids["touchpoint"]))}
    felt = {one.id: one for one in reader.records(r.FeelingRecord, t.Feeling, t.Feeling.id.in_(ids["feeling"]))}
    links = {
        one.id: one for one in reader.records(r.ConnectionRecord, t.Connection, t.Connection.id.in_(ids["connection"]))
    }
    gone = {row_id for _, row_id in touched}
    return tuple(_patched(path, gone, cards, felt, links) for path in before)


def step_codes(reader: Reader) -> dict[str, str]:
    """Return the step code of every stage and card, by id."""
    codes: dict[str, str] = {}
    for path in paths(reader):
        codes.update({stage.id: stage.letter for stage in path.stages})
        codes.update({card.id: card.code for card in path.cards})
    return codes


def retired(path: r.PathRecord) -> frozenset[str]:
    """Return the codes on printed paper that nothing of the path carries any more: they are never given anew."""
    return frozenset(alias.printed for alias in path.aliases)


def _kept(before: Paths, now: Paths) -> Paths:
    """Return the paths of now; those that are equal as the records of before, so that nobody draws them anew."""
    known = {path.id: path for path in before}
    return tuple(known[path.id] if known.get(path.id) == path else path for path in now)


def _patched(
    path: r.PathRecord,
    touched: set[str],
    cards: dict[str, r.CardRecord],
    felt: dict[str, r.FeelingRecord],
    links: dict[str, r.ConnectionRecord],
) -> r.PathRecord:
    stages = {stage.id for stage in path.stages}
    own = [replace(card, code="") for card in cards.values() if card.stage_id in stages]
    left = [card for card in path.cards if card.id not in touched]
    after = path
    if own or len(left) < len(path.cards):
        after = whole(path, sorted([*left, *own], key=lambda card: (card.order, card.id)))
    here = {card.id for card in after.cards}
    feelings = _changed(path.feelings, touched, [one for one in felt.values() if one.touchpoint_id in here])
    connections = _changed(path.connections, touched, [one for one in links.values() if one.from_id in here])
    if (feelings, connections) == (path.feelings, path.connections):
        return after
    return replace(after, feelings=feelings, connections=connections)


def _changed(before: tuple[T, ...], touched: set[str], now: list[T]) -> tuple[T, ...]:
    kept = [one for one in before if one.id not in touched]
    if not now and len(kept) == len(before):
        return before
    return tuple(sorted([*kept, *now], key=lambda one: one.id))


def whole(path: r.PathRecord, cards: Iterable[r.CardRecord]) -> r.PathRecord:
    """Return a path with its letters, numbers and cards with their codes; everything in reading order."""
    gone = retired(path)
    letters = letters_for(tuple(stage.frozen_letter for stage in path.stages), gone)
    numbers = numbers_for(tuple(lane.frozen_number for lane in path.lanes), gone)
    stages = tuple(replace(stage, letter=letter) for stage, letter in zip(path.stages, letters, strict=True))
    lanes = tuple(replace(lane, number=number) for lane, number in zip(path.lanes, numbers, strict=True))
    cells: defaultdict[tuple[str, str], list[r.CardRecord]] = defaultdict(list)
    for card in cards:
        cells[card.stage_id, card.lane_id].append(card)
    coded: list[r.CardRecord] = []
    for stage in stages:
        for lane in lanes:
            if cell := cells.get((stage.id, lane.id)):
                fresh = _free_codes(stage.letter, lane.number, cell, gone)
                coded += [_with_code(card, card.frozen_code or next(fresh)) for card in cell]
    return replace(path, stages=stages, lanes=lanes, cards=tuple(coded))


def _with_code(card: r.CardRecord, code: str) -> r.CardRecord:
    return card if card.code == code else replace(card, code=code)


def _free_codes(letter: str, number: str, cell: list[r.CardRecord], gone: frozenset[str]) -> Iterator[str]:
    """Return the codes for the cards of a cell that have no frozen one.

    A single card carries the code of its cell, also where another single card carried it on paper: that one lies
    elsewhere now, and the cell is still the cell.
    """
    if len(cell) == 1:
        return iter((step_code(letter, number),))
    used = {card.frozen_code for card in cell} | gone
    places = (step_code(letter, number, place) for place in range(1, 2 * len(cell) + len(gone) + 2))
    return (code for code in places if code not in used)


def _by(owners: dict[str, str], found: Iterable[T]) -> defaultdict[str, list[T]]:
    listed: defaultdict[str, list[T]] = defaultdict(list)
    for one in found:
        listed[owners[one.id]].append(one)
    return listed


def _owners(reader: Reader, cls: type[t.Stage] | type[t.Lane]) -> dict[str, str]:
    return {row[0]: row[1] for row in reader.rows(select(cls.id, cls.path_id))}
