"""The edits of Map that random walks perform, beside those of support.py."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from models.edits import (
    linking_paths,
    moments,
    paper,
    path_cards,
    path_copy,
    path_links,
    path_shape,
    path_table,
    places,
    voices,
)
from models.edits import path as on_path
from models.edits.base import Edit
from tests.models.paper_edits import place_lines, take_back

MODULES: tuple[ModuleType, ...] = (
    linking_paths,
    moments,
    paper,
    path_cards,
    path_copy,
    path_links,
    path_shape,
    path_table,
)


def _some(walk: Any, table: str, a: int, b: int) -> tuple[str, ...]:
    return tuple(walk.pick(table, a + 5 * i) for i in range(1 + b % 3))


def _rows(walk: Any, sql: str, *values: object) -> list[Any]:
    return walk.project.store.raw.execute(sql, values).fetchall()


def _cell(walk: Any, a: int, b: int) -> tuple[str, str]:
    path = walk.pick("path", a)
    return walk.pick("stage", a, f"path_id = '{path}'"), walk.pick("lane", b, f"path_id = '{path}'")


def _connect(walk: Any, a: int, b: int) -> Edit:
    kind = ("next", "branch", "loop", "drop_out")[b % 4]
    leaves, leads = walk.pick("touchpoint", a), walk.pick("touchpoint", b)
    return path_links.Connect(leaves, None if kind == "drop_out" and a % 2 else leads, kind, walk.words(a) * (b % 2))


def _in(walk: Any, column: str, row_id: str, b: int) -> tuple[str, ...]:
    found = _rows(walk, f"SELECT id FROM touchpoint WHERE {column} = ? ORDER BY id", row_id)
    return tuple(str(row[0]) for at, row in enumerate(found) if (at + b) % 2)


def _split_stage(walk: Any, a: int, b: int) -> Edit:
    stage = walk.pick("stage", a)
    return path_shape.SplitStage(stage, walk.words(b), _in(walk, "stage_id", stage, b))


def _split_lane(walk: Any, a: int, b: int) -> Edit:
    lane = walk.pick("lane", a)
    return path_shape.SplitLane(lane, ("own", "behind")[b % 2], walk.words(b), _in(walk, "lane_id", lane, b))


def _paste(walk: Any, a: int, b: int) -> Edit:
    cards = tuple(path_cards.PastedCard(*_cell(walk, a, b + i), walk.words(a + i)) for i in range(1 + b % 3))
    links = tuple((i, i + 1, "next", "") for i in range(len(cards) - 1))
    return path_cards.PasteCards(cards, links)


def _move(walk: Any, a: int, b: int) -> Edit:
    cards = tuple(dict.fromkeys(_some(walk, "touchpoint", a, b)))
    path = _rows(walk, "SELECT path_id FROM stage WHERE id = (SELECT stage_id FROM touchpoint WHERE id = ?)", cards[0])[
        0
    ][0]
    stage = walk.pick("stage", b, f"path_id = '{path}'")
    lane = walk.pick("lane", a, f"path_id = '{path}'")
    return path_cards.MoveTouchpoints(tuple((card, stage, lane, f"m{at}") for at, card in enumerate(cards)))


def _neighbours(walk: Any, table: str, a: int, b: int) -> tuple[str, str]:
    one = walk.pick(table, a)
    path = _rows(walk, f"SELECT path_id FROM {table} WHERE id = ?", one)[0][0]
    return one, walk.pick(table, b, f"path_id = '{path}'")


def _told(walk: Any, a: int, b: int) -> tuple[str, ...]:
    """A story and a note, or only one of them; now and then twice the same."""
    found = (walk.pick("story", a), walk.pick("contribution", b))
    return (found[:1], found[1:], found, (*found, *found))[b % 4]


def _step(walk: Any, a: int, b: int) -> voices.Place:
    card = walk.pick("touchpoint", a)
    stage = str(_rows(walk, "SELECT stage_id FROM touchpoint WHERE id = ?", card)[0][0])
    return voices.Place(stage, card if b % 2 else None)


def _taken(walk: Any, a: int, b: int) -> Edit:
    """What is attached somewhere, taken from there; now and then what is not."""
    if b % 5 == 4:
        return places.TakeFromStep(_told(walk, a, b), _step(walk, b, a))
    table, owner = (("story_place", "story_id"), ("contribution_place", "contribution_id"))[b % 2]
    sql = f"SELECT {owner}, stage_id, touchpoint_id FROM {table} WHERE id = ?"
    row_id, stage, card = _rows(walk, sql, walk.pick(table, a))[0]
    return places.TakeFromStep((str(row_id),), voices.Place(str(stage), card))


def _paste_table(walk: Any, a: int, b: int) -> Edit:
    """New stages, cards in them and in a cell that is there, a card that is changed and now and then moved."""
    stage, lane = _cell(walk, a, b)
    path = _rows(walk, "SELECT path_id FROM stage WHERE id = ?", stage)[0][0]
    names = tuple(walk.words(a + i) for i in range(b % 3))
    felt = ((None, a % 5 - 2),)
    added = (path_table.TypedCard(stage, lane, walk.words(b), {"channel": walk.words(a)}, felt),)
    added += tuple(path_table.TypedCard(at, lane, walk.words(at)) for at in range(len(names)))
    cell = (stage, lane) if b % 2 else None
    changed = (path_table.FilledCard(walk.pick("touchpoint", b), {"waiting": walk.words(a)}, felt, cell),)
    return path_table.PasteTable(str(path), names, added, changed)


MAP_EDITS: tuple[Callable[[Any, int, int], Edit], ...] = (
    _connect,
    _connect,
    lambda w, a, b: path_links.ChangeConnection(
        w.pick("connection", a), {"kind": ("next", "branch", "loop", "drop_out")[b % 4], "label": w.words(b)}
    ),
    lambda w, a, b: path_links.Disconnect(w.pick("connection", a)),
    _split_stage,
    _split_lane,
    lambda w, a, b: path_shape.MergeStages(*_neighbours(w, "stage", a, b)),
    lambda w, a, b: path_shape.MergeLanes(*_neighbours(w, "lane", a, b)),
    _paste,
    _paste_table,
    _move,
    place_lines,
    take_back,
    lambda w, a, b: path_cards.ChangeTouchpoints(
        _some(w, "touchpoint", a, b), {"evidence": ("told", "observed", "")[b % 3], "channel": w.words(a)}
    ),
    lambda w, a, b: path_copy.CopyPath(w.pick("path", a), w.words(b), ("as_is", "could_be")[b % 2]),
    lambda w, a, b: linking_paths.LinkPaths(w.pick("path", a), w.pick("path", b)),
    lambda w, a, b: linking_paths.UnlinkPath(w.pick("path", a)),
    lambda w, a, b: on_path.AddStage(w.pick("path", a), w.words(b), at=b % 4),
    lambda w, a, b: on_path.AddLane(w.pick("path", a), "behind", at=b % 3),
    lambda w, a, b: on_path.AddTouchpoint(*_cell(w, a, b), w.words(a), at=b % 3),
    lambda w, a, b: places.AttachToStep(_told(w, a, b), _step(w, a, b)),
    lambda w, a, b: places.AttachToStep(_told(w, b, a), _step(w, b, a)),
    _taken,
    lambda w, a, b: moments.AddMoment(w.words(a)),
    lambda w, a, b: moments.AddMoment(w.words(b)),
    lambda w, a, b: moments.RenameMoment(w.pick("snapshot", a), w.words(b)),
    lambda w, a, b: moments.DeleteMoment(w.pick("snapshot", a)),
    lambda w, a, b: moments.RestorePath(w.pick("path", a), w.pick("snapshot", b)),
    lambda w, a, b: moments.RestorePath(w.pick("path", b), w.pick("snapshot", a)),
)
