"""A path in words: headings, cards and their facts in reading order, one line each. Nothing is drawn here."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.queries import lane_name
from models.records import CardRecord, ConnectionRecord, GroupRecord, LaneRecord, PathRecord, StageRecord
from models.vocabulary import EVIDENCE, PATH_STATES, label
from resources.texts import N_, Translator
from widgets.canvas.feelings import signed
from widgets.canvas.spots import WITHOUT_CELLS, Spot, spot_of_lane, spot_of_stage

PATH, STAGE, LANE, CARD, FACT, EMPTY, SAID = "path", "stage", "lane", "card", "fact", "empty", "said"
BREAK = "\u2028"  # a line within a line: words of people may have several
FACTS = (
    ("channel", N_("Channel: {words}")),
    ("owner", N_("Who owns it: {words}")),
    ("waiting", N_("Waiting time: {words}")),
    ("cost_to_person", N_("What it costs the person: {words}")),
    ("hand_off", N_("Handed on to: {words}")),
)
STAGES = {
    "before": N_("{code} · {name}, before the service"),
    "within": N_("{code} · {name}, within the service"),
    "after": N_("{code} · {name}, after the service"),
}
# Kind of a connection: without and with its label.
LINKS = {
    "next": (N_("Then {code}"), N_("Then {code}: {label}")),
    "branch": (N_("Or {code}"), N_("Or {code}: {label}")),
    "loop": (N_("Back to {code}"), N_("Back to {code}: {label}")),
}


@dataclass(frozen=True)
class TextLine:
    """One line. `level`: of a heading, 0 for none; `depth`: of a list, 0 for none; `field`: the fact that it tells.

    `cell`: where a card is added from here; `spot`: what is marked while the caret is on it.
    """

    kind: str
    words: str
    level: int = 0
    depth: int = 0
    spot: Spot | None = None
    cell: tuple[str, str] | None = None
    field: str = ""


class Reading:
    """Puts a path into lines. `group_id`: only how it feels to one group."""

    def __init__(
        self,
        tr: Translator,
        path: PathRecord,
        groups: tuple[GroupRecord, ...],
        counts: Mapping[str, tuple[int, int]],
        group_id: str | None = None,
        known: dict[str, tuple[object, list[TextLine]]] | None = None,
    ) -> None:
        """`known`: the lines of cards as they were said before, by id; what is as it was is not said anew."""
        self._known = {} if known is None else known
        self._tr, self._path, self._counts = tr, path, counts
        self._names = {group.id: group.name for group in groups if group_id in (None, group.id)}
        self._nameless = group_id is None
        if self._known.get("", (None,))[0] != (self._names, tr.language):
            self._known.clear()
            self._known[""] = ((self._names, tr.language), [])
        self._codes = {card.id: card.code for card in path.cards}
        self._cells: defaultdict[tuple[str, str], list[CardRecord]] = defaultdict(list)
        for card in path.cards:
            self._cells[card.stage_id, card.lane_id].append(card)
        self._felt: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for one in path.feelings:
            self._felt[one.touchpoint_id][one.segment_id if one.segment_id in self._names else ""].append(one.value)
        self._links: defaultdict[str, list[ConnectionRecord]] = defaultdict(list)
        for link in path.connections:
            self._links[link.from_id].append(link)

    def lines(self) -> Iterator[TextLine]:
        """Give the lines, from the path's title on."""
        path, tr = self._path, self._tr
        state = tr(label(PATH_STATES, path.state))
        yield TextLine(PATH, tr("{title} · {state}", title=_one(path.title), state=state), level=1, field="title")
        if path.description:
            yield TextLine(SAID, _lines(path.description))
        if not path.stages:
            yield TextLine(SAID, tr("No stages yet."))
        for stage in path.stages:
            yield from self._stage(stage)

    def _stage(self, stage: StageRecord) -> Iterator[TextLine]:
        spot, words = spot_of_stage(stage.id), STAGES.get(stage.position, STAGES["within"])
        lanes = [lane for lane in self._path.lanes if lane.kind not in WITHOUT_CELLS]
        cell = (stage.id, lanes[0].id) if lanes else None
        name = self._tr(words, code=stage.letter, name=_one(stage.name))
        yield TextLine(STAGE, name, level=2, spot=spot, cell=cell, field="name")
        if (counted := self._counted(stage.id)) is not None:
            yield TextLine(SAID, counted, spot=spot, cell=cell)
        for lane in self._path.lanes:
            yield from self._lane(stage, lane)

    def _lane(self, stage: StageRecord, lane: LaneRecord) -> Iterator[TextLine]:
        tr, cards = self._tr, self._cells.get((stage.id, lane.id), [])
        name = _one(tr(lane_name(lane)))
        cell = (stage.id, lane.id) if lane.kind not in WITHOUT_CELLS else None
        felt = list(self._felt_at(stage)) if lane.kind == "feeling" else []
        if not cards and not felt:
            if cell is not None:
                words = tr("{number} · {lane}: nothing yet", number=lane.number, lane=name)
                yield TextLine(EMPTY, words, spot=Spot("cell", "", *cell), cell=cell)
            return
        heading = tr("{number} · {lane}", number=lane.number, lane=name)
        yield TextLine(LANE, heading, level=3, spot=spot_of_lane(lane.id), cell=cell, field="name")
        yield from (TextLine(SAID, words, depth=1, spot=spot_of_lane(lane.id)) for words in felt)
        for card in cards:
            yield from self._as_before(card)

    def _as_before(self, card: CardRecord) -> list[TextLine]:
        felt = tuple((group_id, tuple(values)) for group_id, values in self._felt.get(card.id, {}).items())
        links = tuple((link, self._codes.get(link.to_id or "")) for link in self._links.get(card.id, ()))
        basis = (card, felt, links, self._counts.get(card.id))
        before = self._known.get(card.id)
        if before is None or before[0] != basis:
            before = self._known[card.id] = (basis, list(self._card(card)))
        return before[1]

    def _card(self, card: CardRecord) -> Iterator[TextLine]:
        tr, cell = self._tr, (card.stage_id, card.lane_id)
        spot = Spot("card", card.id, *cell)
        words = tr("{code} {words}", code=card.code, words=_lines(card.words))
        yield TextLine(CARD, words, depth=1, spot=spot, cell=cell, field="words")
        for field, said in self._facts(card):
            yield TextLine(FACT, said, depth=2, spot=spot, cell=cell, field=field)

    def _facts(self, card: CardRecord) -> Iterator[tuple[str, str]]:
        tr = self._tr
        for field, words in FACTS:
            if value := getattr(card, field):
                yield field, tr(words, words=_lines(value))
        if card.pain_point or card.pain_note:
            note = _lines(card.pain_note)
            yield "pain_note", tr("Pain point: {words}", words=note) if note else tr("Pain point")
        if card.what_works:
            yield "what_works", tr("What works: {words}", words=_lines(card.what_works))
        if card.evidence:
            yield "", tr("How we know: {words}", words=tr(label(EVIDENCE, card.evidence)))
        for group_id, values in self._felt.get(card.id, {}).items():
            if group_id or self._nameless:
                yield "", tr("How it feels, {group}: {value}", group=self._who(group_id), value=_span(values))
        for link in self._links.get(card.id, ()):
            yield "", self._link(link)
        if (counted := self._counted(card.id)) is not None:
            yield "", counted

    def _felt_at(self, stage: StageRecord) -> Iterator[str]:
        """Give how a stage feels to each group, over its cards."""
        spans: defaultdict[str, list[int]] = defaultdict(list)
        for card in self._path.cards:
            if card.stage_id == stage.id:
                for group_id, values in self._felt.get(card.id, {}).items():
                    spans[group_id] += values
        for group_id, values in spans.items():
            if group_id or self._nameless:
                yield self._tr("{group}: {value}", group=self._who(group_id), value=_span(values))

    def _link(self, link: ConnectionRecord) -> str:
        tr, words = self._tr, _one(link.label)
        code = self._codes.get(link.to_id or "")
        if link.kind == "drop_out" or code is None:
            if code is not None:
                return tr("Drops out to {code}: {label}", code=code, label=words) if words else tr("Drops out to {code}", code=code)  # fmt: skip  # noqa: E501
            return tr("Drops out: {label}", label=words) if words else tr("Drops out")
        plain, labelled = LINKS.get(link.kind, LINKS["next"])
        return tr(labelled, code=code, label=words) if words else tr(plain, code=code)

    def _who(self, group_id: str) -> str:
        return _one(self._names.get(group_id, "")) or self._tr("group not said")

    def _counted(self, row_id: str) -> str | None:
        stories, notes = self._counts.get(row_id, (0, 0))
        tr = self._tr
        told = tr.count("{n} story", "{n} stories", stories)
        said = tr.count("{n} note", "{n} notes", notes)
        if stories and notes:
            return tr("{stories}, {notes}", stories=told, notes=said)
        return (told if stories else said) if stories or notes else None


def as_text(lines: list[TextLine]) -> str:
    """Return lines as plain text that says its structure, as in Markdown; what is empty is left out."""
    found: list[str] = []
    for line in lines:
        if line.kind == EMPTY:
            continue
        words = line.words.replace(BREAK, " ")
        if line.level:
            found += [*([""] if found and found[-1] else []), f"{'#' * line.level} {words}", ""]
        elif line.depth:
            found.append(f"{'  ' * (line.depth - 1)}- {words}")
        else:
            found += [words, ""]
    return "\n".join(found).strip("\n") + "\n"


def _one(words: str) -> str:
    return " ".join(words.split())


def _lines(words: str) -> str:
    return BREAK.join(line.strip() for line in words.strip().splitlines() if line.strip())


def _span(values: list[int]) -> str:
    low, high = signed(min(values)), signed(max(values))
    return low if low == high else f"{low} … {high}"
