"""What a scribe types off a wall template, one line each: a step code, words, how it feels, and the group.

    B2 waited six weeks -2 relative

is a new card in cell B2 that feels −2 to the relatives. What can be understood in two ways is not placed: it comes back
as a sentence that says why. The rules stand in docs/paper_lines.md.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.group_names import folded, groups_meant, groups_named
from models.paper_steps import DASHES, Cell, NotPlaced, Steps, Values
from models.records import CardRecord, GroupRecord, PathRecord
from models.vocabulary import EVIDENCE
from resources.texts import N_, Translator, document_languages, translator

EMPTY = N_("Say what happened at {code}, or how it feels.")
NO_CARD_HERE = N_("There is no card at {code} that could feel so. Write what happened, or name a card: {codes}.")
NO_CARD_IN_STAGE = N_("There is no card at {code} that could feel so. Write what happened too.")
SEVERAL = N_("{code} holds several cards. Say which one: {codes}.")
TWO_CARDS = N_("The card printed as {code} is {now} now, and another card lies at {code}. Write {now} for the first.")
SCALE = N_("“{words}” is not on the scale. How it feels is a whole number from −2 to +2.")
UNSIGNED = N_("Is “{words}” how it feels? Write +{words} or −{words}. If it is one of the words, spell it out.")
TWO_NUMBERS = N_("There are several numbers. Write each one before its group, as in: −2 relatives −1 staff.")
NO_GROUP = N_("There is no group “{words}”. There are: {groups}.")
NO_GROUPS = N_("There is no group “{words}”, and no other group yet.")
WHICH_GROUP = N_("“{words}” can be {groups}. Write more of the name.")
WORD_OR_GROUP = N_("Is “{words}” the group, or one of the words? Write the group behind the number.")
SAID_TWICE = N_("One group is named twice in this line. Write a line for each.")
EVIDENCE_ALONE = N_("“{words}” says how a new card is known. Write what happened too, or leave it out.")
GROUP_ALONE = N_("“{words}” stands in a column behind the words, but no number stands before it.")
NOT_READ = N_("“{words}” in a column behind the words is no number, no group and no evidence.")
TOO_LONG = N_("The words have more than {limit} characters.")

LONGEST = 4000
LISTED = 6
MINUS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_SIGNED = re.compile(rf"([{DASHES}+\uff0b±])(\d+)([.,]\d+)?")
_AROUND = "()[]{}<>,;:.|·/\u200e\u200f\u061c\u2066\u2067\u2068\u2069"
_BEHIND_WORDS = " \t,;:|·/(["
_MARK = re.compile(r"\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*$")
# After these a word is one of the words, though it may be called like a group: "to the carer −2".
_LEADS_ON = frozenset(
    "a an the my our your his her their its to of for from with by and or no every each other another some any this "
    "that these those as at in on about than like".split()
)


@dataclass(frozen=True, slots=True)
class PaperFeeling:
    """How it feels, −2…+2, to a group; to a nameless person where none was said."""

    value: int
    group_id: str | None = None


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line that can be placed.

    With words: a new card in the cell, right below `card_id` where that is said, else at the end. Without: the feelings
    are of the card `card_id`.
    """

    stage_id: str
    lane_id: str
    card_id: str | None
    words: str
    feelings: tuple[PaperFeeling, ...] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A line that cannot be placed, and why; `missing_group`: the name of a group that is all it lacks."""

    message: str
    values: Values = ()
    missing_group: str = ""

    def sentence(self, tr: Translator) -> str:
        """Return why, in the reader's language."""
        return tr(self.message, **dict(self.values))


def read_line(text: str, path: PathRecord, groups: Sequence[GroupRecord], tr: Translator) -> PaperLine | Unplaced:
    """Return what a line means on a path, or why it cannot be placed. `tr`: for names of the program's own."""
    return LineReader(path, groups, tr).read(text)


def lines_in(text: str) -> tuple[str, ...]:
    """Return the lines of a text that hold anything."""
    return tuple(
        line.strip("\r\n ") for line in re.split(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+", text) if line.strip()
    )


def write_line(line: PaperLine, path: PathRecord, groups: Sequence[GroupRecord], tr: Translator) -> str:
    """Return the text that means a line; with columns, between tabs, where in plain words it would mean another."""
    cards = {card.id: card for card in path.cards}
    letters = {stage.id: stage.letter for stage in path.stages}
    numbers = {lane.id: lane.number for lane in path.lanes}
    code = cards[line.card_id].code if line.card_id else letters[line.stage_id] + numbers[line.lane_id]
    names = {group.id: group.name for group in groups}
    evidence = next((term.label for term in EVIDENCE if term.code == line.evidence), "") if line.evidence else ""
    felt = [part for one in line.feelings for part in (signed(one.value), names.get(one.group_id or "", ""))]
    plain = [code, line.words, *felt, f"({evidence})" if evidence else ""]
    written = " ".join(part for part in plain if part)
    if read_line(written, path, groups, tr) == line:
        return written
    return "\t".join([code, line.words, *felt, *([evidence] if evidence else [])])


def signed(value: int) -> str:
    """Return a feeling as it is written: −2, 0, +1."""
    return f"−{-value}" if value < 0 else f"+{value}" if value else "0"


@dataclass
class _Said:
    """What stands behind a code, taken apart."""

    words: str
    feelings: tuple[PaperFeeling, ...] = ()
    evidence: str = ""
    evidence_words: str = ""


class LineReader:
    """Reads lines of one path, one after the other."""

    def __init__(self, path: PathRecord, groups: Sequence[GroupRecord], tr: Translator) -> None:
        self._steps = Steps(path, tr)
        self._groups = groups

    def read(self, text: str) -> PaperLine | Unplaced:
        """Return what a line means, or why it cannot be placed."""
        try:
            return self._line(text)
        except NotPlaced as reason:
            return Unplaced(reason.message, reason.values, reason.missing_group)

    def _line(self, text: str) -> PaperLine:
        head, tab, behind = text.partition("\t")
        cell = self._steps.read(head if tab else text)
        said = self._columns(cell.rest, behind.split("\t")) if tab else self._plain(cell.rest)
        if len(said.words) > LONGEST:
            raise NotPlaced(TOO_LONG, limit=LONGEST)
        ids = [one.group_id for one in said.feelings if one.group_id]
        if len(ids) != len(set(ids)):
            raise NotPlaced(SAID_TWICE)
        return self._placed(cell, said)

    # -- where it goes ------------------------------------------------------------------------------

    def _placed(self, cell: Cell, said: _Said) -> PaperLine:
        if said.words:
            stage, lane = cell.place()
            below = cell.card.id if cell.card_only and cell.card else None
            return PaperLine(stage.id, lane.id, below, said.words, said.feelings, said.evidence)
        if said.evidence:
            raise NotPlaced(EVIDENCE_ALONE, words=said.evidence_words)
        if not said.feelings:
            raise NotPlaced(EMPTY, code=cell.code)
        card = self._card_of(cell)
        return PaperLine(card.stage_id, card.lane_id, card.id, "", said.feelings)

    def _card_of(self, cell: Cell) -> CardRecord:
        """Return the card that a feeling without words is about."""
        if cell.card is not None:
            if cell.moved_from and cell.moved_from.code != cell.card.code:
                raise NotPlaced(TWO_CARDS, code=cell.code, now=cell.moved_from.code)
            return cell.card
        stage, lane = cell.place()
        here = self._steps.cards_in(stage, lane)
        if len(here) == 1:
            return here[0]
        if here:
            raise NotPlaced(SEVERAL, code=cell.code, codes=_listed([card.code for card in here]))
        beside = [card.code for card in self._steps.cards_in(stage)]
        if beside:
            raise NotPlaced(NO_CARD_HERE, code=cell.code, codes=_listed(beside))
        raise NotPlaced(NO_CARD_IN_STAGE, code=cell.code)

    # -- plain words --------------------------------------------------------------------------------

    def _plain(self, rest: str) -> _Said:
        evidence, evidence_words, rest = _evidence_at_end(rest)
        words, feelings = self._feelings(rest)
        return _Said(words, feelings, evidence, evidence_words)

    def _feelings(self, rest: str) -> tuple[str, tuple[PaperFeeling, ...]]:
        tokens = list(re.finditer(r"\S+", rest))
        numbers = [at for at, token in enumerate(tokens) if self._is_feeling(token, rest)]
        if not numbers:
            return self._unsigned(rest, tokens)
        if len(numbers) > 1:
            return self._several(rest, tokens, numbers)
        at = numbers[0]
        value = _value(tokens[at][0].strip(_AROUND))
        behind = rest[tokens[at].end() :].strip(_AROUND + " ")
        if behind:
            return _words(rest, tokens, at), (PaperFeeling(value, self._group(behind).id),)
        return self._group_before(rest, tokens, at, value)

    def _is_feeling(self, token: re.Match[str], rest: str) -> bool:
        """Tell whether a number with a sign is meant as a feeling: +358 within the words is none."""
        found = _SIGNED.fullmatch(token[0].strip(_AROUND))
        if found is None or (int(found[2]) <= 2 and not found[3]):
            return found is not None
        behind = rest[token.end() :].strip(_AROUND + " ")
        return not behind or bool(groups_meant(behind, self._groups))

    def _several(
        self, rest: str, tokens: list[re.Match[str]], numbers: list[int]
    ) -> tuple[str, tuple[PaperFeeling, ...]]:
        """Return several numbers, each before its group."""
        found: list[PaperFeeling] = []
        for at, until in zip(numbers, [*numbers[1:], len(tokens)], strict=True):
            value = _value(tokens[at][0].strip(_AROUND))
            behind = " ".join(token[0] for token in tokens[at + 1 : until]).strip(_AROUND + " ")
            if not behind:
                raise NotPlaced(TWO_NUMBERS)
            found.append(PaperFeeling(value, self._group(behind).id))
        return _words(rest, tokens, numbers[0]), tuple(found)

    def _unsigned(self, rest: str, tokens: list[re.Match[str]]) -> tuple[str, tuple[PaperFeeling, ...]]:
        """Return a 0 at the end, or before a group at the end. NotPlaced: a 1 or a 2 there may be a count."""
        for at in range(len(tokens) - 1, -1, -1):
            raw = tokens[at][0]
            if not raw.isdecimal() or int(raw) > 2:
                continue
            behind = rest[tokens[at].end() :].strip(_AROUND + " ")
            if behind and not groups_meant(behind, self._groups):
                break
            if int(raw):
                raise NotPlaced(UNSIGNED, words=str(int(raw)))
            if behind:
                return _words(rest, tokens, at), (PaperFeeling(0, self._group(behind).id),)
            return self._group_before(rest, tokens, at, 0)
        return rest.strip(), ()

    def _group_before(
        self, rest: str, tokens: list[re.Match[str]], at: int, value: int
    ) -> tuple[str, tuple[PaperFeeling, ...]]:
        """Return a number at the end, and the group before it, where one is written whole there."""
        longest = max((len(folded(group.name)) for group in self._groups), default=0) + 3
        for first in range(max(0, at - longest), at):
            written = rest[tokens[first].start() : tokens[at - 1].end()].strip(_AROUND + " ")
            named = groups_named(written, self._groups)
            if not named:
                continue
            before = tokens[first - 1][0].strip(_AROUND).casefold() if first else ""
            if before in _LEADS_ON and not tokens[first - 1][0].endswith((",", ";", ":")):
                raise NotPlaced(WORD_OR_GROUP, words=written)
            return _words(rest, tokens, first), (PaperFeeling(value, self._one_of(named, written).id),)
        return _words(rest, tokens, at), (PaperFeeling(value),)

    def _group(self, written: str) -> GroupRecord:
        return self._one_of(groups_meant(written, self._groups), written)

    def _one_of(self, meant: Sequence[GroupRecord], written: str) -> GroupRecord:
        shown = written if len(written) <= 60 else f"{written[:59]}…"
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise NotPlaced(WHICH_GROUP, words=shown, groups=_listed([group.name for group in meant]))
        if self._groups:
            names = _listed([group.name for group in self._groups])
            raise NotPlaced(NO_GROUP, missing_group=written[:200], words=shown, groups=names)
        raise NotPlaced(NO_GROUPS, missing_group=written[:200], words=shown)

    # -- columns ------------------------------------------------------------------------------------

    def _columns(self, rest: str, cells: list[str]) -> _Said:
        """Return what stands in columns: the words as they are, then numbers, each with its group, and evidence."""
        said = _Said(" ".join([rest, cells[0]]).strip() if rest else cells[0].strip())
        waiting: int | None = None
        felt: list[PaperFeeling] = []
        for cell in [*(cell.strip() for cell in cells[1:])]:
            number = cell.isdecimal() or _SIGNED.fullmatch(cell)
            if not number and waiting is not None and cell and not _evidence(cell):
                felt.append(PaperFeeling(waiting, self._group(cell).id))
                waiting = None
                continue
            if (number or not cell or _evidence(cell)) and waiting is not None:
                felt.append(PaperFeeling(waiting))
                waiting = None
            if number:
                waiting = _value(cell)
            elif evidence := _evidence(cell):
                said.evidence, said.evidence_words = evidence, cell
            elif cell:
                meant = groups_meant(cell, self._groups)
                raise NotPlaced(GROUP_ALONE if meant else NOT_READ, words=cell[:60])
        said.feelings = tuple([*felt, PaperFeeling(waiting)] if waiting is not None else felt)
        return said


def _value(written: str) -> int:
    """Return a feeling. NotPlaced: it is not on the scale."""
    found = _SIGNED.fullmatch(written)
    size = int(found[2]) if found else int(written)
    if size > 2 or (found and (found[3] or (found[1] == "±" and size))):
        raise NotPlaced(SCALE, words=written[:20])
    return -size if found and found[1] in MINUS else size


def _words(rest: str, tokens: list[re.Match[str]], until: int) -> str:
    """Return the words before a token, without what only parts them from it."""
    if until >= len(tokens):
        return rest.strip()
    words = rest[: tokens[until].start()].rstrip(_BEHIND_WORDS)
    return re.sub(rf"\s+[{DASHES}]$", "", words).strip() if words.strip("-–—−") else ""


def _evidence_at_end(rest: str) -> tuple[str, str, str]:
    """Return the evidence in brackets at the end, as it is stored and as it was written, and what stands before it."""
    found = _MARK.search(rest)
    code = _evidence(found[1]) if found else ""
    return (code, found[1], rest[: found.start()].rstrip()) if found and code else ("", "", rest)


def _evidence(words: str) -> str:
    """Return the evidence that a word of any language of documents means; empty for none."""
    wanted = words.strip().casefold()
    for term in EVIDENCE:
        labels = {term.code, *(translator(language)(term.label) for language in document_languages())}
        if wanted in {label.casefold() for label in labels}:
            return term.code
    return ""


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:LISTED])
    return f"{shown} …" if len(names) > LISTED else shown
