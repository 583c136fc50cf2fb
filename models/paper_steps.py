"""Step codes as a scribe reads them off a wall template: which cell or card each means now.

A code of a printed template whose column, row or card was moved leads to where that went. Look-alike letters are not
tried: 8 is no B.
"""

import re
from dataclasses import dataclass, field

from models.queries import lane_name
from models.records import CardRecord, LaneRecord, PathRecord, StageRecord
from resources.texts import N_, Translator

Values = tuple[tuple[str, str], ...]

NO_STAGES = N_("This path has no stages and lanes yet, so there are no step codes.")
NO_CODE = N_("Begin with a step code, such as {code}.")
LETTER_FIRST = N_("In a step code the letter comes first: {code}.")
NO_STAGE = N_("There is no stage {letter} on this path. Its stages are {codes}.")
NO_LANE = N_("There is no lane {number} on this path. Its lanes are {codes}.")
STAGE_GONE = N_("Stage {letter} was removed from the path, so {code} leads nowhere now.")
LANE_GONE = N_("Lane {number} was removed from the path, so {code} leads nowhere now.")
STAGE_ALONE = N_("{letter} is a stage: say the lane too, {first} to {last}.")
STAGE_ALONE_ONE = N_("{letter} is a stage: say the lane too, {first}.")
NO_CARD = N_("There is no card {code}. Write {cell} for a new card in that cell.")
CARD_GONE = N_("The card {code} was removed from the path, so its code leads nowhere now.")
LINE = N_("Lane {number} is the line “{lane}”. Nothing lies on it: say another lane.")

DASHES = "\\-\u2010-\u2015\u2212\ufe63\uff0d"
_ENDS = rf"(?=$|[\s:;,)]|\.(?:\s|$)|[{DASHES}+\uff0b]\d)"
_STEP = re.compile(rf"([A-Za-z]{{1,3}})\s*(\d{{1,3}})(?:\.(\d{{1,3}}))?{_ENDS}")
_STAGE = re.compile(rf"([A-Za-z]{{1,3}}){_ENDS}")
_REVERSED = re.compile(rf"(\d{{1,2}})\s*([A-Za-z]){_ENDS}")
_BEFORE = re.compile(r"[\s\u200e\u200f\u061c\u2066-\u2069\ufeff]*(?:[•·*‣▪◦○●✓✔☐☑–—-]\s+)?")
_BEHIND = re.compile(rf"[\s:;,.)]*(?:[{DASHES}](?!\d)\s*)?")


class NotPlaced(Exception):
    """A line cannot be placed: a sentence and its values, and the group that is missing where that is all."""

    def __init__(self, message: str, missing_group: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.missing_group = missing_group
        self.values: Values = tuple((name, str(value)) for name, value in values.items())


@dataclass(frozen=True, slots=True)
class Cell:
    """What a code means: `code` as it was written; `card` where it names one; `card_only`: it names no cell.

    `moved_from`: the card that carries this code on paper and lies elsewhere now. `rest`: what stands behind the code.
    """

    code: str
    stage: StageRecord | None
    lane: LaneRecord | None
    card: CardRecord | None
    card_only: bool
    rest: str
    moved_from: CardRecord | None = None
    trouble: NotPlaced | None = field(default=None, compare=False)

    def place(self) -> tuple[StageRecord, LaneRecord]:
        """Return the cell. NotPlaced: it is not there any more."""
        if self.stage is None or self.lane is None:
            raise self.trouble or NotPlaced(NO_STAGES)
        return self.stage, self.lane


class Steps:
    """The codes of one path."""

    def __init__(self, path: PathRecord, tr: Translator) -> None:
        self.path = path
        self._tr = tr
        self._stages = {stage.letter.upper(): stage for stage in path.stages}
        self._lanes = {lane.number: lane for lane in path.lanes}
        self._stage_ids = {stage.id: stage for stage in path.stages}
        self._lane_ids = {lane.id: lane for lane in path.lanes}
        self._card_ids = {card.id: card for card in path.cards}
        self._cards = {card.code.upper(): card for card in path.cards}
        self._aliases = {alias.printed.upper(): alias for alias in path.aliases}

    def read(self, text: str) -> Cell:
        """Return what the code at the beginning of a line means. NotPlaced: it means nothing here."""
        if not self.path.stages or not self.path.lanes:
            raise NotPlaced(NO_STAGES)
        begins = _BEFORE.match(text)
        start = begins.end() if begins else 0
        found = _STEP.match(text, start)
        if found is None:
            raise self._no_code(text, start)
        letter, number, place = found[1].upper(), str(int(found[2])), found[3]
        behind = _BEHIND.match(text, found.end())
        rest = text[behind.end() if behind else found.end() :].strip()
        if place is not None:
            return self._card(f"{letter}{number}.{int(place)}", f"{letter}{number}", rest)
        return self._cell(letter, number, rest)

    def cards_in(self, stage: StageRecord, lane: LaneRecord | None = None) -> list[CardRecord]:
        """Return the cards of a cell, or of a whole stage."""
        return [
            card for card in self.path.cards if card.stage_id == stage.id and (lane is None or card.lane_id == lane.id)
        ]

    # -- inside -----------------------------------------------------------------------------------

    def _cell(self, letter: str, number: str, rest: str) -> Cell:
        code = f"{letter}{number}"
        stage, lane, trouble = None, None, None
        try:
            stage, lane = self._stage(letter, code), self._lane(number, code)
        except NotPlaced as error:
            trouble = error
        if trouble is None and lane is not None and lane.kind == "visibility":
            trouble = NotPlaced(LINE, number=lane.number, lane=self._tr(lane_name(lane)))
            stage = None
        moved = self._moved(code)
        card = self._cards.get(code) or moved
        if trouble is not None and card is None:
            raise trouble
        return Cell(code, stage, lane, card, False, rest, moved, trouble)

    def _card(self, code: str, cell: str, rest: str) -> Cell:
        card = self._cards.get(code) or self._moved(code)
        if card is None and code in self._aliases:
            raise NotPlaced(CARD_GONE, code=code)
        if card is None:
            self._cell(*_parts(cell), rest).place()  # a stage or a lane that is not there is the better reason
            raise NotPlaced(NO_CARD, code=code, cell=cell)
        return Cell(code, self._stage_ids[card.stage_id], self._lane_ids[card.lane_id], card, True, rest)

    def _moved(self, code: str) -> CardRecord | None:
        alias = self._aliases.get(code)
        return self._card_ids.get(alias.touchpoint_id or "") if alias else None

    def _stage(self, letter: str, code: str) -> StageRecord:
        alias = self._aliases.get(letter)
        found = self._stages.get(letter) or (self._stage_ids.get(alias.stage_id or "") if alias else None)
        if found is None and alias is not None:
            raise NotPlaced(STAGE_GONE, letter=letter, code=code)
        if found is None:
            raise NotPlaced(NO_STAGE, letter=letter, codes=", ".join(stage.letter for stage in self.path.stages))
        return found

    def _lane(self, number: str, code: str) -> LaneRecord:
        alias = self._aliases.get(number)
        found = self._lanes.get(number) or (self._lane_ids.get(alias.lane_id or "") if alias else None)
        if found is None and alias is not None:
            raise NotPlaced(LANE_GONE, number=number, code=code)
        if found is None:
            raise NotPlaced(NO_LANE, number=number, codes=", ".join(lane.number for lane in self.path.lanes))
        return found

    def _no_code(self, text: str, start: int) -> NotPlaced:
        """Return why nothing was read: a stage without a lane, a code the wrong way round, no code at all."""
        stage = _STAGE.match(text, start)
        letter = stage[1].upper() if stage else ""
        lanes = [f"{letter}{lane.number}" for lane in self.path.lanes]
        if stage and (letter in self._stages or letter in self._aliases) and (stage[1].isupper() or len(text) < 12):
            if len(lanes) == 1:
                return NotPlaced(STAGE_ALONE_ONE, letter=letter, first=lanes[0])
            return NotPlaced(STAGE_ALONE, letter=letter, first=lanes[0], last=lanes[-1])
        turned = _REVERSED.match(text, start)
        if turned and turned[2].upper() in self._stages:
            return NotPlaced(LETTER_FIRST, code=f"{turned[2].upper()}{int(turned[1])}")
        return NotPlaced(NO_CODE, code=f"{self.path.stages[0].letter}{self.path.lanes[0].number}")


def _parts(cell: str) -> tuple[str, str]:
    letters = cell.rstrip("0123456789")
    return letters, cell[len(letters) :]
