"""The grid: stages in columns, lanes in rows, a row more for each further card of a cell; names of stages on top."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from models.edits.path import AddStage
from models.edits.path_frame import AddTouchpoints, DeleteTouchpoints
from models.records import CardRecord
from models.vocabulary import EVIDENCE, label
from widgets.canvas.spots import WITHOUT_CELLS, Spot, spot_of_lane, spot_of_stage
from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.tables.facts import Facts
from widgets.map.tables.patched import BELOW, CODE, DRAFT, INVITES, KIND, Index, PatchedModel

NAMES = ("", 0)  # the row of the names of stages
NEW = ""  # the column behind the last stage
Row = tuple[str, int]


class GridModel(PatchedModel):
    """The path on the desk as a grid. A row is a lane and the place of a card in its cells."""

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        self._context, self._desk, self._editing = context, desk, editing
        self.facts = Facts(context.tr, None)
        self._cells: dict[tuple[str, str], list[CardRecord]] = {}
        self._shown: dict[Row, tuple[object, ...]] = {}
        self._felt: dict[str, str] = {}
        self._longer = ""  # the lane that has an empty row below its cards, for the next one

    def read(self) -> None:
        """Show what the desk holds now; only what differs is told."""
        path = self._desk.path
        self.facts = Facts(self._context.tr, path, self._desk.groups, self._desk.counts)
        cells: defaultdict[tuple[str, str], list[CardRecord]] = defaultdict(list)
        for card in path.cards if path else ():
            cells[card.stage_id, card.lane_id].append(card)
        stages = [stage.id for stage in path.stages] if path else []
        rows: list[Row] = [NAMES] if path else []
        for lane in path.lanes if path else ():
            high = max((len(cells.get((stage_id, lane.id), ())) for stage_id in stages), default=0)
            high = max(1, high + (1 if lane.id == self._longer else 0))
            rows += [(lane.id, place) for place in range(high)]
        self._cells = dict(cells)
        self._felt = self._feelings()
        self.follow(rows, [*stages, NEW] if path else [])
        shown = {row: self._state(row) for row in rows}
        changed = [at for at, row in enumerate(rows) if self._shown.get(row) != shown[row]]
        self._shown = shown
        self.tell(changed)
        if rows:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(rows) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(stages))

    def row(self, index: Index) -> Row:
        """Return lane and place of a row."""
        key: Any = self.row_keys[index.row()]
        return key

    def card(self, index: Index) -> CardRecord | None:
        """Return the card of a cell."""
        if not index.isValid():
            return None
        lane_id, place = self.row(index)
        here = self._cells.get((self.column_keys[index.column()], lane_id), [])
        return here[place] if place < len(here) else None

    def cell(self, index: Index) -> tuple[str, str] | None:
        """Return stage and lane of a cell that cards are put into."""
        if not index.isValid():
            return None
        stage_id, lane_id = self.column_keys[index.column()], self.row(index)[0]
        lane = self.facts.lanes.get(lane_id)
        return (stage_id, lane_id) if stage_id and lane and lane.kind not in WITHOUT_CELLS else None

    def spot(self, index: Index) -> Spot | None:
        """Return what is marked by a cell."""
        if not index.isValid():
            return None
        stage_id, (lane_id, _) = self.column_keys[index.column()], self.row(index)
        if (card := self.card(index)) is not None:
            return Spot("card", card.id, card.stage_id, card.lane_id)
        if not lane_id:
            return spot_of_stage(stage_id) if stage_id else None
        if self.cell(index) is None:
            return spot_of_lane(lane_id)
        here = self._cells.get((stage_id, lane_id))
        return Spot("card", here[-1].id, stage_id, lane_id) if here else Spot("cell", "", stage_id, lane_id)

    def place_of(self, spot: Spot) -> tuple[int, int] | None:
        """Return row and column of what is marked, None where it is not here."""
        keys: list[Any] = self.row_keys
        if spot.kind == "lane":
            row = next((at for at, key in enumerate(keys) if key[0] == spot.lane_id), -1)
            return (row, 0) if row >= 0 else None
        if spot.stage_id not in self.column_keys:
            return None
        column = self.column_keys.index(spot.stage_id)
        if spot.kind == "stage":
            return 0, column
        here = [card.id for card in self._cells.get((spot.stage_id, spot.lane_id), [])]
        place = here.index(spot.id) if spot.id in here else 0
        row = (spot.lane_id, place)
        return (keys.index(row), column) if row in keys else None

    def rows_of_lane(self, row: int) -> list[int]:
        """Return the rows of the lane of a row."""
        keys: list[Any] = self.row_keys
        first = row - int(keys[row][1])
        last = row
        while last + 1 < len(keys) and keys[last + 1][0] == keys[row][0]:
            last += 1
        return list(range(first, last + 1))

    def cards_in(self, stage_id: str, lane_id: str) -> list[CardRecord]:
        """Return the cards of a cell."""
        return self._cells.get((stage_id, lane_id), [])

    def lane_spot(self, row: int) -> Spot | None:
        """Return the spot of the lane of a row."""
        key: Any = self.row_keys[row]
        return spot_of_lane(key[0]) if key[0] else None

    def make_room(self, lane_id: str) -> None:
        """Let a lane have an empty row below its cards; any other lane loses its own."""
        if self._longer != lane_id:
            self._longer = lane_id
            self.read()

    # -- as every model -------------------------------------------------------------------------

    def is_open(self, index: Index) -> bool:
        """Tell whether something can be typed into a cell."""
        return not self.row(index)[0] or self.cell(index) is not None or self.card(index) is not None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the letter of a stage, or the number and name of a lane."""
        tr, facts = self._context.tr, self.facts
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            stage = facts.stages.get(self.column_keys[section])
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return tr("Stage {code}. {name}", code=stage.letter, name=stage.name) if stage else tr("A new stage")
            return stage.letter if stage else "+"
        key: Any = self.row_keys[section]
        lane = facts.lanes.get(key[0])
        return f"{lane.number} {facts.lane_words(lane)}" if lane else tr("Stages")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, or what a screen reader says."""
        if not index.isValid() or index.row() >= len(self.row_keys):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._words(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == BELOW:
            card = self.card(index)
            return self._marks(card) if card else ""
        if role == CODE:
            card = self.card(index)
            return card.code if card else ""
        if role == DRAFT:
            return self._draft(index)
        if role == INVITES:
            return self._context.tr("New stage") if self.row(index) == NAMES and not self._words(index) else ""
        return self._kind(index) if role == KIND else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed: the name of a stage, the words of a card, or a new one. False: it was refused."""
        words = str(value).strip()
        if not words or words == self._words(index):
            return True
        lane_id, _ = self.row(index)
        stage_id = self.column_keys[index.column()]
        if not lane_id:
            if not stage_id:
                path_id = self._desk.path.id if self._desk.path else ""
                return self._context.document.perform(AddStage(path_id, words)) is not None
            return self._editing.rename(spot_of_stage(stage_id), words)
        if (card := self.card(index)) is not None:
            return self._editing.rename(Spot("card", card.id), words)
        if (cell := self.cell(index)) is None:
            return False
        return self._context.document.perform(AddTouchpoints(((*cell, words, {}),))) is not None

    def clear(self, indexes: Sequence[Index]) -> bool:
        """Delete the cards of cells."""
        gone = tuple(card.id for index in indexes if (card := self.card(index)))
        return bool(gone) and self._context.document.perform(DeleteTouchpoints(gone)) is not None

    # -- inside ---------------------------------------------------------------------------------

    def _words(self, index: Index) -> str:
        lane_id, place = self.row(index)
        stage_id = self.column_keys[index.column()]
        if (card := self.card(index)) is not None:
            return card.words
        stage, lane = self.facts.stages.get(stage_id), self.facts.lanes.get(lane_id)
        if lane is None:
            return stage.name if stage else ""
        return self._felt.get(stage_id, "") if lane.kind == "feeling" and place == 0 else ""

    def _feelings(self) -> dict[str, str]:
        """Return what the lane of feelings says at each stage: the span of each group, over the cards there."""
        path, tr = self._desk.path, self._context.tr
        if path is None:
            return {}
        stage_of = {card.id: card.stage_id for card in path.cards}
        names = {group.id: group.name for group in self._desk.groups}
        spans: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for one in path.feelings:
            who = names.get(one.segment_id or "") or tr("Group not said")
            spans[stage_of[one.touchpoint_id]][who].append(one.value)
        return {
            stage_id: "\n".join(f"{who} {self.facts.span(values)}" for who, values in said.items())
            for stage_id, said in spans.items()
        }

    def _state(self, row: Row) -> tuple[object, ...]:
        cells = (self._cells.get((stage_id, row[0]), []) for stage_id in self.column_keys)
        cards = [here[row[1]] if row[1] < len(here) else None for here in cells]
        shown = [(card, self._desk.counts.get(card.id)) if card else None for card in cards]
        lane = self.facts.lanes.get(row[0])
        beside: object = None
        if lane is None:
            beside = tuple((stage.name, stage.letter) for stage in self.facts.stages.values())
        elif lane.kind == "feeling":
            beside = tuple(self._felt.items())
        return (tuple(shown), lane, beside)

    def _marks(self, card: CardRecord) -> str:
        tr = self._context.tr
        marks = [tr("Pain point")] if card.pain_point else []
        marks += [tr(label(EVIDENCE, card.evidence))] if card.evidence else []
        marks += [said] if (said := self.facts.words(card, "voices")) else []
        return " · ".join(marks)

    def _kind(self, index: Index) -> str:
        if not self.row(index)[0]:
            return "name"
        if self.cell(index) is not None:
            return "card"
        return "card" if self.card(index) is not None else "told"

    def _draft(self, index: Index) -> str:
        if (card := self.card(index)) is not None:
            return f"words/{card.id}"
        if (cell := self.cell(index)) is not None:
            return f"new-card/{cell[0]}/{cell[1]}"
        stage_id = self.column_keys[index.column()]
        return f"words/{stage_id}" if stage_id and not self.row(index)[0] else ""

    def _spoken(self, index: Index) -> str:
        tr, card = self._context.tr, self.card(index)
        where = str(self.headerData(index.column(), Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole))
        if self.row(index) == NAMES:
            return where
        lane = str(self.headerData(index.row(), Qt.Orientation.Vertical))
        said = self._words(index) or tr("Empty")
        if card is not None:
            said = ", ".join(filter(None, (f"{card.code} {card.words}", self._marks(card))))
        return ". ".join((said, where, lane))
