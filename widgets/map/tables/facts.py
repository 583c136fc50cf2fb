"""The facts of cards as columns: what a cell says, what may be typed into it, and what that means."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.queries import lane_name
from models.records import CardRecord, FeelingRecord, GroupRecord, LaneRecord, PathRecord
from models.vocabulary import EVIDENCE, label
from resources.texts import N_, Translator
from widgets.canvas.feelings import signed
from widgets.canvas.spots import has_cells

Cell = tuple[str, str]  # the ids of a stage and a lane
Meant = str | int | bool | Cell | None
FELT = "felt:"
LONGEST = {"words": 4000, "pain_note": 2000, "what_works": 2000}


class Misfit(Exception):
    """What was typed or pasted means nothing here; the text says so."""


@dataclass(frozen=True)
class Column:
    """A column. `kind`: words (needed), text, choice, line (short), told (only shown). `wide`: pixels at 100 %."""

    key: str
    heading: str
    kind: str
    wide: int
    at_first: bool = True


COLUMNS: tuple[Column, ...] = (
    Column("code", N_("Step"), "line", 64),
    Column("words", N_("On the card"), "words", 240),
    Column("stage", N_("Stage"), "choice", 140),
    Column("lane", N_("Lane"), "choice", 130),
    Column("channel", N_("Channel"), "text", 120),
    Column("owner", N_("Who owns it"), "text", 130),
    Column("waiting", N_("Waiting time"), "text", 110),
    Column("cost_to_person", N_("What it costs the person"), "text", 150),
    Column("hand_off", N_("Handed on to"), "text", 130),
    Column("pain_point", N_("Pain point"), "choice", 84),
    Column("pain_note", N_("What hurts"), "text", 160),
    Column("what_works", N_("What works"), "text", 160),
    Column("evidence", N_("Evidence"), "choice", 104),
    Column("voices", N_("Voices"), "told", 110),
)
FROZEN = 2  # the step and the words stay in view
YES, NO = ("yes", "y", "x", "1", "true", "✓"), ("no", "n", "0", "false", "")


class Facts:
    """What the cards of one path say, by column. Made anew at each read."""

    def __init__(
        self,
        tr: Translator,
        path: PathRecord | None,
        groups: Sequence[GroupRecord] = (),
        counts: Mapping[str, tuple[int, int]] | None = None,
    ) -> None:
        self.tr, self.path, self.groups = tr, path, tuple(groups)
        self._counts = dict(counts or {})
        self.stages = {stage.id: stage for stage in path.stages} if path else {}
        self.lanes = {lane.id: lane for lane in path.lanes} if path else {}
        self.open_lanes = [lane for lane in path.lanes if has_cells(path, lane.id)] if path else []
        known = {group.id for group in groups}
        self._felt: defaultdict[tuple[str, str], list[FeelingRecord]] = defaultdict(list)
        self._said: defaultdict[str, list[tuple[str | None, int]]] = defaultdict(list)
        for one in path.feelings if path else ():
            group_id = one.segment_id if one.segment_id in known else None
            self._felt[one.touchpoint_id, group_id or ""].append(one)
            self._said[one.touchpoint_id].append((group_id, one.value))

    def columns(self) -> tuple[Column, ...]:
        """Return all columns there are for this path, those of the groups before what is only told."""
        felt = [Column(FELT + group.id, group.name, "line", 130) for group in self.groups]
        nameless = Column(FELT, N_("Group not said"), "line", 110, at_first=False)
        return (*COLUMNS[:-1], *felt, nameless, COLUMNS[-1])

    def heading(self, column: Column) -> str:
        """Return what a column is called; the name of a group is people's own word."""
        if column.key.startswith(FELT) and column.key != FELT:
            return self.tr("Feels: {group}", group=column.heading)
        if column.key == FELT:
            return self.tr("Feels: group not said")
        return self.tr(column.heading)

    def lane_words(self, lane: LaneRecord) -> str:
        """Return what a lane is called."""
        return self.tr(lane_name(lane))

    def words(self, card: CardRecord, key: str) -> str:
        """Return what the cell of a card shows."""
        if key.startswith(FELT):
            return self._felt_words(card.id, key[len(FELT) :])
        if key == "stage":
            return self.stages[card.stage_id].name
        if key == "lane":
            return self.lane_words(self.lanes[card.lane_id])
        if key == "pain_point":
            return self.tr("Yes") if card.pain_point else ""
        if key == "evidence":
            return self.tr(label(EVIDENCE, card.evidence)) if card.evidence else ""
        if key == "voices":
            return self._counted(card.id)
        return str(getattr(card, key))

    def value(self, card: CardRecord, key: str) -> object:
        """Return what an editor of the cell begins with."""
        if key in ("stage", "lane"):
            return getattr(card, f"{key}_id")
        return self.words(card, key) if key.startswith(FELT) else getattr(card, key, "")

    def state(self, card: CardRecord) -> tuple[object, ...]:
        """Return all that a row shows beside the card's own fields, to see whether it changed."""
        felt = tuple(self._said.get(card.id, ()))
        return (card, self.stages[card.stage_id].name, self.lanes[card.lane_id], felt, self._counts.get(card.id))

    def own_feelings(self, card_id: str, group_id: str, workshop_id: str | None) -> list[FeelingRecord]:
        """Return what this workshop said for a group as a whole; of nameless people, each."""
        felt = [one for one in self._felt[card_id, group_id] if one.participant_id is None]
        return [one for one in felt if one.workshop_id == workshop_id] if group_id else felt

    def options(self, key: str) -> list[tuple[str, object]]:
        """Return label and value of what a cell is chosen from."""
        tr = self.tr
        if key == "pain_point":
            return [(tr("No"), False), (tr("Yes"), True)]
        if key == "evidence":
            return [(tr("Not said"), ""), *((tr(term.label), term.code) for term in EVIDENCE)]
        if key == "stage":
            return [(f"{stage.letter} {stage.name}", stage.id) for stage in self.stages.values()]
        return [(f"{lane.number} {self.lane_words(lane)}", lane.id) for lane in self.open_lanes]

    # -- what was typed -------------------------------------------------------------------------

    def meant(self, key: str, typed: str) -> Meant:
        """Return what typed words mean in a column. Misfit: nothing there."""
        typed = typed.strip()
        if key == "code":
            return self.cell_of(typed)
        if key in ("stage", "lane"):
            return self._place(key, typed)
        if key.startswith(FELT):
            return self._feeling(typed)
        if key == "pain_point":
            return self._yes(typed)
        if key == "evidence":
            return self._among(key, typed)
        if len(typed) > LONGEST.get(key, 300):
            most = LONGEST.get(key, 300)
            raise Misfit(self.tr.count("At most {n} letter fits here.", "At most {n} letters fit here.", most))
        return typed

    def cell_of(self, typed: str) -> Cell:
        """Return the cell that a step code names: B2, or B2.1 for one of its cards."""
        code = typed.upper().split(".")[0].replace(" ", "")
        for stage in self.stages.values():
            for lane in self.open_lanes:
                if code == f"{stage.letter}{lane.number}".upper():
                    return stage.id, lane.id
        raise Misfit(self.tr("There is no step “{code}” on this path.", code=typed))

    def _place(self, key: str, typed: str) -> str:
        folded = typed.casefold()
        marked = [(one.letter, one.name, one.id) for one in self.stages.values()]
        if key == "lane":
            marked = [(one.number, self.lane_words(one), one.id) for one in self.open_lanes]
        for short, name, row_id in marked:
            if folded in (short.casefold(), name.casefold(), f"{short} {name}".casefold(), row_id):
                return row_id
        begun = [row_id for _, name, row_id in marked if folded and name.casefold().startswith(folded)]
        if len(begun) == 1:
            return begun[0]
        if key == "stage":
            raise Misfit(self.tr("There is no stage “{name}” on this path.", name=typed))
        raise Misfit(self.tr("There is no lane “{name}” for cards on this path.", name=typed))

    def _among(self, key: str, typed: str) -> str:
        folded = typed.casefold()
        for text, value in self.options(key):
            if folded in (text.casefold(), str(value).casefold()):
                return str(value)
        raise Misfit(self.tr("“{words}” is none of: told, observed, data, assumed.", words=typed))

    def _yes(self, typed: str) -> bool:
        folded = typed.casefold()
        if folded in (*YES, self.tr("Yes").casefold()):
            return True
        if folded in (*NO, self.tr("No").casefold()):
            return False
        raise Misfit(self.tr("“{words}” is neither yes nor no.", words=typed))

    def _feeling(self, typed: str) -> int | None:
        plain = typed.replace("−", "-").replace("–", "-").replace("+", "")
        if not plain:
            return None
        if plain in ("-2", "-1", "0", "1", "2"):
            return int(plain)
        raise Misfit(self.tr("How it feels is a number from −2 to +2."))

    def _felt_words(self, card_id: str, group_id: str) -> str:
        values = [one.value for one in self._felt.get((card_id, group_id), ())]
        return self.span(values) if values else ""

    def span(self, values: Sequence[int]) -> str:
        """Return how far apart values lie, as people write it."""
        low, high = signed(min(values)), signed(max(values))
        return low if low == high else f"{low} … {high}"

    def _counted(self, card_id: str) -> str:
        stories, notes = self._counts.get(card_id, (0, 0))
        tr = self.tr
        parts = [tr.count("{n} story", "{n} stories", stories)] if stories else []
        parts += [tr.count("{n} note", "{n} notes", notes)] if notes else []
        return ", ".join(parts)
