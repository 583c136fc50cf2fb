"""Connections as arrows that run in the gaps: out of a card at its right, along gaps, into the next card's side."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from exports.document import Line, Polyline, Shape, Tone
from models.records import ConnectionRecord

TRACK = 6.0  # between two arrows in a gap
HEAD = 6.0
STUB = 9.0  # of an arrow that leads nowhere
TONES: dict[str, Tone] = {"next": "accent", "branch": "decide", "loop": "idea", "drop_out": "closed"}
DASHED = ("branch", "loop")

Box = tuple[float, float, float, float]  # left, upper, right and lower edge
Cell = tuple[int, int]  # column and lane of a card, counted from 0


@dataclass(frozen=True)
class Route:
    """Which gaps an arrow takes: the one after a column where it comes out, perhaps one after a lane, and the one
    before the card that it leads to. The gap before the first is -1. Each is with the arrow's own track in it."""

    link: ConnectionRecord
    out: tuple[int, int]
    across: tuple[int, int] | None
    into: tuple[int, int] | None
    from_right: bool = False  # it comes into the right side of the card


@dataclass(frozen=True)
class Routes:
    """All arrows of a path, and how many run in each gap."""

    routes: tuple[Route, ...] = ()
    columns: tuple[tuple[int, int], ...] = ()
    lanes: tuple[tuple[int, int], ...] = ()

    def in_column_gap(self, after: int) -> int:
        """Return how many tracks the gap after a column has."""
        return dict(self.columns).get(after, 0)

    def in_lane_gap(self, after: int) -> int:
        """Return how many tracks the gap after a lane has."""
        return dict(self.lanes).get(after, 0)


def routes_of(links: Iterable[ConnectionRecord], cells: dict[str, Cell]) -> Routes:
    """Return how every connection runs. Columns and lanes are counted in reading order."""
    columns, lanes = Counter[int](), Counter[int]()

    def track(counter: Counter[int], gap: int) -> tuple[int, int]:
        counter[gap] += 1
        return gap, counter[gap] - 1

    made: list[Route] = []
    for link in links:
        start = cells.get(link.from_id)
        if start is None:
            continue
        end = cells.get(link.to_id) if link.to_id else None
        if end is None:
            made.append(Route(link, track(columns, start[0]), None, None))
            continue
        out = track(columns, start[0])
        if end[0] in (start[0], start[0] + 1):  # the gap beside it is the one that it comes in from
            made.append(Route(link, out, None, out, end[0] == start[0]))
            continue
        gap = end[1] - 1 if end[1] > start[1] else end[1] if end[1] < start[1] else start[1]
        made.append(Route(link, out, track(lanes, gap), track(columns, end[0] - 1)))
    return Routes(tuple(made), tuple(columns.items()), tuple(lanes.items()))


@dataclass(frozen=True)
class Gaps:
    """Where the gaps lie: (from, to) after each column and each lane, by number; and how many tracks each has."""

    columns: dict[int, tuple[float, float]]
    lanes: dict[int, tuple[float, float]]
    routes: Routes

    def across(self, track: tuple[int, int]) -> float:
        """Return where a track runs down in the gap after a column."""
        return _middle(self.columns[track[0]], track[1], self.routes.in_column_gap(track[0]))

    def down(self, track: tuple[int, int]) -> float:
        """Return where a track runs across in the gap after a lane."""
        return _middle(self.lanes[track[0]], track[1], self.routes.in_lane_gap(track[0]))


def _middle(gap: tuple[float, float], number: int, of: int) -> float:
    return (gap[0] + gap[1]) / 2 + (number - (of - 1) / 2) * TRACK


def arrows(routes: Routes, boxes: dict[str, tuple[Box, Box]], gaps: Gaps) -> list[Shape]:
    """Return all arrows; `boxes`: the first and the last piece of each card (mostly the same)."""
    sides = Counter[tuple[str, str]]()
    for route in routes.routes:
        sides[route.link.from_id, "right"] += 1
        if route.link.to_id and route.into:
            sides[route.link.to_id, "right" if route.from_right else "left"] += 1
    used = Counter[tuple[str, str]]()

    def place(card_id: str, side: str, box: Box) -> float:
        used[card_id, side] += 1
        return box[1] + (box[3] - box[1]) * used[card_id, side] / (sides[card_id, side] + 1)

    shapes: list[Shape] = []
    for route in routes.routes:
        first, last = boxes[route.link.from_id][1], boxes.get(route.link.to_id or "")
        y = place(route.link.from_id, "right", first)
        if route.into is None or last is None:
            shapes += _leaves(first[2], y)
            continue
        end = place(route.link.to_id or "", "right" if route.from_right else "left", last[0])
        points = [(first[2], y), (gaps.across(route.out), y)]
        if route.across:
            run = gaps.down(route.across)
            points += [(gaps.across(route.out), run), (gaps.across(route.into), run)]
        points.append((gaps.across(route.into), end))
        shapes += _arrow(points, (last[0][2] if route.from_right else last[0][0], end), route)
    return shapes


def _arrow(points: list[tuple[float, float]], tip: tuple[float, float], route: Route) -> list[Shape]:
    tone = TONES.get(route.link.kind, "accent")
    back = HEAD if route.from_right else -HEAD
    x, y = tip
    line = Polyline((*points, (x + back * 0.8, y)), tone, 1.4, dashed=route.link.kind in DASHED)
    return [line, Polyline(((x, y), (x + back, y - HEAD / 2), (x + back, y + HEAD / 2)), tone, 0.6, fill=tone)]


def _leaves(x: float, y: float) -> list[Shape]:
    """Return an arrow that ends before a bar: from here on somebody is gone."""
    tone = TONES["drop_out"]
    end = x + STUB
    return [Line(x, y, end, y, tone, 1.4), Line(end, y - 6, end, y + 6, tone, 2.4)]
