"""What is drawn of a path, and where: faces of cards, and the plan. After a change only what changed is redone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from models.path_records import CardRecord, LaneRecord, PathRecord
from models.records import GroupRecord
from resources.texts import Translator
from widgets.canvas.curves import CurveFace
from widgets.canvas.faces import CardFace, CardLook
from widgets.canvas.feelings import lines_of
from widgets.canvas.heads import LaneFace, StageFace
from widgets.canvas.index import Cell, Index, forget, index_of
from widgets.canvas.leads import Lead, leads_of
from widgets.canvas.plan import Plan, widths
from widgets.canvas.routes import Route, Way, routes_of, runs_of, ways_of
from widgets.canvas.words import Fonts, Mark

Counts = Mapping[str, tuple[int, int]]
Marks = Mapping[str, tuple[Mark, ...]]


@dataclass(frozen=True)
class Asked:
    """What is to be drawn. `people`: names of nameless persons, by id; `group_id`: only this group's feelings.

    `marks`: of cards and stages; `linked`: keep room for connections, even where there are none.
    """

    path: PathRecord
    groups: tuple[GroupRecord, ...] = ()
    counts: Counts = field(default_factory=dict[str, tuple[int, int]])
    marks: Marks = field(default_factory=dict[str, tuple[Mark, ...]])
    people: Mapping[str, str] = field(default_factory=dict[str, str])
    group_id: str | None = None
    width: float = 1000.0
    linked: bool = False

    @property
    def has_links(self) -> bool:
        """Whether room is kept for connections."""
        return self.linked or bool(self.path.connections)


@dataclass(frozen=True)
class Change:
    """What another picture needs: all of it where things moved, else the cells that look different."""

    moved: bool
    cells: frozenset[Cell]


class Drawn:
    """A path as it is drawn. Nothing here is an item of a scene."""

    def __init__(self, fonts: Fonts, tr: Translator, *, manners: bool) -> None:
        self._fonts, self._tr, self._manners = fonts, tr, manners
        self.asked: Asked | None = None
        self.plan: Plan | None = None
        self.faces: dict[str, CardFace] = {}
        self.heads: dict[str, StageFace] = {}
        self.labels: dict[str, LaneFace] = {}
        self.curves: dict[str, CurveFace] = {}
        self.routes: tuple[Route, ...] = ()
        self._ways: tuple[Way, ...] = ()
        self._leads: dict[str, tuple[Lead, ...]] = {}
        self._joined: frozenset[tuple[str, str]] = frozenset()

    def clear(self) -> None:
        """Draw nothing; the next path is drawn anew."""
        self.asked, self.plan, self.routes, self._ways = None, None, (), ()
        for kept in (self.faces, self.heads, self.labels, self.curves, self._leads):
            kept.clear()
        self._joined = frozenset()
        forget()

    def show(self, asked: Asked) -> Change:
        """Draw a path as it is now."""
        before, self.asked = self.asked, asked
        path, index = asked.path, index_of(asked.path)
        leads, joined = leads_of(path, index.cards), _joined(path)
        plan = self._plan_before(before, asked)
        if plan is None:
            plan = self.plan = Plan(self._fonts.look, path, asked.width, linked=asked.has_links)
            self._show_frame(asked, plan)
            self._show_cards(asked, path.cards, leads)
            for card_id in self.faces.keys() - index.cards.keys():
                del self.faces[card_id]
            touched = set(index.cells)
            moved = True
        else:
            changed, gone = self._differing(before, asked, index, leads)
            touched = self._touched(index, changed, gone, joined)
            self._show_cards(asked, changed, leads)
            for card_id in gone:
                del self.faces[card_id]
            moved = False
        self._leads, self._joined, self._ways = leads, joined, ways_of(path)
        for cell in touched:
            plan.put(cell, [(card.id, self.faces[card.id].height) for card in index.cells.get(cell, ())], joined)
        self._show_curves(before, asked, felt=moved or self._may_move_points(asked, touched))
        moved = not self._settle(plan) or moved
        self.routes = routes_of(self._fonts.look, plan, self.faces, self._ways)
        return Change(moved, frozenset(touched))

    # -- what changed ---------------------------------------------------------------------------

    def _plan_before(self, before: Asked | None, asked: Asked) -> Plan | None:
        """Return the plan to go on with; None where columns and rows are others."""
        if before is None or self.plan is None:
            return None
        path = asked.path
        if any(before.marks.get(stage.id) != asked.marks.get(stage.id) for stage in path.stages):
            return None
        if (before.path.id, before.path.stages, before.path.lanes) != (path.id, path.stages, path.lanes):
            return None
        wanted = widths(self._fonts.look, len(path.stages), asked.width, linked=asked.has_links)
        return self.plan if wanted == (self.plan.label_width, self.plan.column, self.plan.gap) else None

    def _differing(
        self, before: Asked | None, asked: Asked, index: Index, leads: Mapping[str, tuple[Lead, ...]]
    ) -> tuple[list[CardRecord], list[str]]:
        """Return the cards that may look or lie otherwise, and the ids of those that went."""
        assert before is not None  # noqa: S101 - a plan to go on with has something before it
        other = {*_other(before.counts, asked.counts), *_other(before.marks, asked.marks), *_other(self._leads, leads)}
        if index.base is before.path:
            changed, gone = index.changed, list(index.gone)
        else:
            old = index_of(before.path).cards
            changed = [card for card in asked.path.cards if old.get(card.id) is not card]
            gone = list(old.keys() - index.cards.keys())
        found = {card.id: card for card in changed}
        found.update((card_id, index.cards[card_id]) for card_id in other if card_id in index.cards)
        return list(found.values()), gone

    def _touched(
        self, index: Index, changed: Iterable[CardRecord], gone: Iterable[str], joined: frozenset[tuple[str, str]]
    ) -> set[Cell]:
        """Return the cells of which a card changed, came or went."""
        assert self.plan is not None  # noqa: S101 - as above
        place = self.plan.place
        touched = {(card.stage_id, card.lane_id) for card in changed}
        ends = {one for pair in joined ^ self._joined for one in pair}
        was = {place[card_id][0] for card_id in (*gone, *ends, *(card.id for card in changed)) if card_id in place}
        return touched | was

    def _may_move_points(self, asked: Asked, touched: Iterable[Cell]) -> bool:
        """Tell whether a stage has felt cards that another card came between, or that went elsewhere."""
        stages = {stage for stage, _ in touched}
        cards = index_of(asked.path).cards
        return any(
            cards[one.touchpoint_id].stage_id in stages for one in asked.path.feelings if one.touchpoint_id in cards
        )

    # -- doing it -------------------------------------------------------------------------------

    def _show_frame(self, asked: Asked, plan: Plan) -> None:
        path, heads, labels = asked.path, self.heads, self.labels
        self.heads, self.labels = {}, {}
        for stage in path.stages:
            head, wanted = heads.get(stage.id), (stage, plan.column, asked.marks.get(stage.id, ()))
            same = head is not None and head.asked == wanted
            self.heads[stage.id] = head if same and head else StageFace(self._fonts, self._tr, *wanted)
        for lane in path.lanes:
            one = labels.get(lane.id)
            same = one is not None and (one.lane, one.width) == (lane, plan.label_width)
            self.labels[lane.id] = one if same and one else LaneFace(self._fonts, self._tr, lane, plan.label_width)

    def _show_cards(self, asked: Asked, cards: Iterable[CardRecord], leads: Mapping[str, tuple[Lead, ...]]) -> None:
        assert self.plan is not None  # noqa: S101 - made before the cards
        lanes: dict[str, LaneRecord] = {lane.id: lane for lane in asked.path.lanes}
        wide, none = self.plan.column, (0, 0)
        for card in cards:
            stories, notes = asked.counts.get(card.id, none)
            marks, lead = asked.marks.get(card.id, ()), leads.get(card.id, ())
            look = CardLook(card, lanes[card.lane_id], stories, notes, wide, self._manners, marks, lead)
            face = self.faces.get(card.id)
            if face is None or face.asked != look:
                self.faces[card.id] = CardFace(self._fonts, self._tr, look)

    def _show_curves(self, before: Asked | None, asked: Asked, *, felt: bool) -> None:
        """Lay the lanes of feelings out anew where anything they show may be another."""
        path = asked.path
        lanes = [lane.id for lane in path.lanes if lane.kind == "feeling"]
        self.curves = {lane: face for lane, face in self.curves.items() if lane in lanes}
        same = before is not None and (before.groups, before.people, before.group_id, before.path.feelings) == (
            asked.groups,
            asked.people,
            asked.group_id,
            path.feelings,
        )
        if (same and not felt and len(self.curves) == len(lanes)) or self.plan is None:
            return
        lines = lines_of(path, asked.groups, self._tr, asked.people, asked.group_id)
        columns = {stage: (left - self.plan.first, wide) for stage, (left, wide) in self.plan.columns.items()}
        for lane in lanes:
            self.curves[lane] = CurveFace(self._fonts, self._tr, path, lines, columns)

    def _settle(self, plan: Plan) -> bool:
        px = self._fonts.look.px
        seen = [head.height for head in self.heads.values()]
        return plan.settle(
            max(seen, default=px(40)),
            {lane: face.height for lane, face in self.labels.items()},
            {lane: face.height for lane, face in self.curves.items()},
            runs_of(self._ways),
        )


def _joined(path: PathRecord) -> frozenset[tuple[str, str]]:
    return frozenset((link.from_id, link.to_id) for link in path.connections if link.to_id)


def _other(before: Mapping[str, object], now: Mapping[str, object]) -> set[str]:
    """Return the keys whose value is another one."""
    if before is now or before == now:
        return set()
    return {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
