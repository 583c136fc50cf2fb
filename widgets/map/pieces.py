"""A piece of a path that is copied: its cards with their places to each other, and where they go when put down."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from models.edits.path import CARD_FIELDS
from models.edits.path_cards import PastedCard
from models.records import CardRecord, LaneRecord, PathRecord
from models.vocabulary import LANE_KINDS, label
from resources.texts import Translator
from widgets.canvas.spots import WITHOUT_CELLS

Link = tuple[int, int | None, str, str]  # place of the card it leaves, place of the one it leads to, kind, label
FACTS = tuple(sorted(CARD_FIELDS - {"words"}))


@dataclass(frozen=True)
class Piece:
    """Cards of one path. A card: places of its stage and its lane among `stages` and `lanes`, its words, its facts.

    `stages`: (place in the path, name). `lanes`: (place among the lanes that hold cards, kind, name).
    """

    path_id: str
    stages: tuple[tuple[int, str], ...]
    lanes: tuple[tuple[int, str, str], ...]
    cards: tuple[tuple[int, int, str, dict[str, object]], ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Pasting:
    """What is put down, and what did not fit: how many cards are in the last stage, which lanes there were none for."""

    cards: tuple[PastedCard, ...] = ()
    links: tuple[Link, ...] = ()
    into_last_stage: int = 0
    last_stage: str = ""
    other_lanes: tuple[str, ...] = field(default_factory=tuple[str, ...])

    def said(self, tr: Translator) -> list[str]:
        """Return sentences about what was put elsewhere."""
        sentences: list[str] = []
        if self.into_last_stage:
            sentences.append(
                tr.count(
                    "{n} card found no stage of its own here: it is in the last one, {stage}.",
                    "{n} cards found no stage of their own here: they are in the last one, {stage}.",
                    self.into_last_stage,
                    stage=self.last_stage,
                )
            )
        if self.other_lanes:
            lacking = ", ".join(tr(name) for name in self.other_lanes)
            sentences.append(
                tr("This path lacks lanes for these: {lanes}. Their cards are in the last lane.", lanes=lacking)
            )
        return sentences


def lanes_with_cells(path: PathRecord) -> list[LaneRecord]:
    """Return the lanes that hold cards."""
    return [lane for lane in path.lanes if lane.kind not in WITHOUT_CELLS]


def piece_of(path: PathRecord, cards: Iterable[CardRecord]) -> Piece:
    """Return cards of a path as a piece, with the connections among them and those that lead nowhere."""
    wanted = {card.id for card in cards}
    listed = [card for card in path.cards if card.id in wanted]
    stages = [(at, stage) for at, stage in enumerate(path.stages) if any(card.stage_id == stage.id for card in listed)]
    holding = lanes_with_cells(path)
    lanes = [lane for lane in path.lanes if any(card.lane_id == lane.id for card in listed)]
    stage_at = {stage.id: at for at, (_, stage) in enumerate(stages)}
    lane_at = {lane.id: at for at, lane in enumerate(lanes)}
    card_at = {card.id: at for at, card in enumerate(listed)}
    links = tuple(
        (card_at[link.from_id], card_at[link.to_id] if link.to_id else None, link.kind, link.label)
        for link in path.connections
        if link.from_id in card_at and (link.to_id is None or link.to_id in card_at)
    )
    return Piece(
        path.id,
        tuple((at, stage.name) for at, stage in stages),
        tuple((holding.index(lane) if lane in holding else 0, lane.kind, lane.name) for lane in lanes),
        tuple((stage_at[c.stage_id], lane_at[c.lane_id], c.words, {k: getattr(c, k) for k in FACTS}) for c in listed),
        links,
    )


def put_down(
    path: PathRecord, piece: Piece, stage_id: str, lane_id: str, origin: tuple[str, str] | None = None
) -> Pasting:
    """Return where a piece goes whose first stage and lane are put at a cell. Lanes of another path go by their kind.

    `origin`: the cell of the piece that is put there instead of its first one, where it is of the same path.
    """
    stages, lanes = list(path.stages), lanes_with_cells(path)
    if not stages or not lanes or not piece.cards:
        return Pasting()
    columns = [at for at, _ in piece.stages]
    first_column, first_row = min(columns), min(at for at, _, _ in piece.lanes)
    if origin is not None:
        first_column = [stage.id for stage in stages].index(origin[0])
        first_row = next((at for at, lane in enumerate(lanes) if lane.id == origin[1]), first_row)
    to_column = [stage.id for stage in stages].index(stage_id)
    to_row = next((at for at, lane in enumerate(lanes) if lane.id == lane_id), 0)
    rows, lacking = _rows(piece, lanes, to_row - first_row, same=piece.path_id == path.id)
    cards: list[PastedCard] = []
    beyond = 0
    for stage_at, lane_at, words, facts in piece.cards:
        column = to_column + columns[stage_at] - first_column
        beyond += column >= len(stages)
        stage = stages[max(0, min(column, len(stages) - 1))]
        cards.append(PastedCard(stage.id, lanes[rows[lane_at]].id, words, facts))
    return Pasting(tuple(cards), piece.links, beyond, stages[-1].name, lacking)


def _rows(piece: Piece, lanes: list[LaneRecord], down: int, *, same: bool) -> tuple[list[int], tuple[str, ...]]:
    """Return the place of the lane of each lane of a piece, and the names of those for which there is none."""
    rows: list[int] = []
    lacking: list[str] = []
    known = {(lane.kind, lane.name): at for at, lane in reversed(list(enumerate(lanes)))}
    kinds = {lane.kind: at for at, lane in reversed(list(enumerate(lanes))) if lane.kind != "own"}
    of_kind = len(piece.lanes) > 1 and not same  # one lane goes where it is put, whatever its kind
    for place, kind, name in piece.lanes:
        found = known.get((kind, name), kinds.get(kind)) if of_kind else None
        at = found if found is not None else place + down
        if not 0 <= at < len(lanes):
            lacking.append(name or label(LANE_KINDS, kind))
        rows.append(max(0, min(at, len(lanes) - 1)))
    return rows, tuple(lacking)
