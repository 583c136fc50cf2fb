"""What a block of cells from a spreadsheet would do to a path, worked out first: all of it is done, or nothing."""

from dataclasses import dataclass

from models.edits.path_table import FilledCard, PasteTable, TypedCard
from models.records import CardRecord, PathRecord
from resources.texts import Translator
from widgets.map.tables.facts import FELT, LONGEST, Facts, Misfit
from widgets.map.tables.sheets import Block

ADD, REPLACE = "add", "replace"


@dataclass(frozen=True)
class Landing:
    """What would happen: the edit, and how to say it before it is done."""

    edit: PasteTable
    cards: int
    changes: int
    stages: int
    first: str  # the code of the first cell that it lands in, and of the last one
    last: str
    on_cards: bool  # cards lie already where it lands


def has_stage_names(path: PathRecord, block: Block) -> bool:
    """Tell whether the first row of a block holds names of stages: at least one that the path has."""
    names = {_folded(stage.name) for stage in path.stages}
    return len(block) > 1 and any(_folded(cell) in names for cell in block[0] if cell)


def on_grid(facts: Facts, block: Block, at: tuple[int, str], *, named: bool = False, how: str = ADD) -> Landing:
    """Return what a block does to a grid from a place on: the number of a stage, and the id of a lane.

    Each line of a cell is a card. `named`: the first row holds names of stages: a column goes to the stage of its
    name, and to a new one where there is none. `how`: ADD puts cards below those that are there; REPLACE gives
    their words to the cards that are there, one after the other. Misfit: it does not fit, with the reason.
    """
    path, tr = facts.path, facts.tr
    if path is None:
        raise Misfit(tr("There is no path yet."))
    heads, rows = (block[0], block[1:]) if named else ((), block)
    open_ids = [lane.id for lane in facts.open_lanes]
    if at[1] not in open_ids:
        raise Misfit(tr("Cards do not lie in this lane. Choose a cell of another lane first."))
    lanes = open_ids[open_ids.index(at[1]) :]
    if len(rows) > len(lanes):
        left = len(rows) - len(lanes)
        raise Misfit(
            tr.count(
                "{n} row does not fit: there are {lanes} lanes for cards from here on. Nothing was pasted.",
                "{n} rows do not fit: there are {lanes} lanes for cards from here on. Nothing was pasted.",
                left,
                lanes=len(lanes),
            )
        )
    columns, new = _columns(path, heads, max((len(row) for row in block), default=0), at[0], tr)
    return _landed(facts, path, rows, lanes, columns, new, how)


def _columns(
    path: PathRecord, heads: tuple[str, ...], wide: int, at: int, tr: Translator
) -> tuple[list[str | int], tuple[str, ...]]:
    """Return the stage of each column, or the place of a new one, and the names of the new ones."""
    named = {_folded(stage.name): stage.id for stage in path.stages}
    columns: list[str | int] = []
    new: list[str] = []
    for number in range(wide):
        name = " ".join(heads[number].split())[:200] if number < len(heads) else ""
        if _folded(name) in named:
            columns.append(named[_folded(name)])
        elif not name and not heads and at + number < len(path.stages):
            columns.append(path.stages[at + number].id)
        else:
            columns.append(len(new))
            new.append(name or tr("New stage"))
    return columns, tuple(new)


def _landed(
    facts: Facts,
    path: PathRecord,
    rows: Block,
    lanes: list[str],
    columns: list[str | int],
    new: tuple[str, ...],
    how: str,
) -> Landing:
    there: dict[tuple[str, str], list[CardRecord]] = {}
    for card in path.cards:
        there.setdefault((card.stage_id, card.lane_id), []).append(card)
    added: list[TypedCard] = []
    changed: list[FilledCard] = []
    hits: list[tuple[int, int]] = []
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if not (lines := [line.strip() for line in cell.split("\n") if line.strip()]):
                continue
            if any(len(line) > LONGEST["words"] for line in lines):
                raise Misfit(facts.tr("A cell is too long for a card. Nothing was pasted."))
            hits.append((across, down))
            stage = columns[across]
            present = there.get((stage, lanes[down]), []) if isinstance(stage, str) else []
            if how == REPLACE:
                pairs = zip(present, lines, strict=False)
                changed += [FilledCard(card.id, {"words": line}) for card, line in pairs if card.words != line]
                lines = lines[len(present) :]
            added += [TypedCard(stage, lanes[down], line) for line in lines]
    if not hits:
        raise Misfit(facts.tr("There are no words in what was copied."))
    occupied = any(there.get((str(columns[across]), lanes[down])) for across, down in hits)
    ends = [
        _code(path, columns[pick(x for x, _ in hits)], lanes[pick(y for _, y in hits)], facts) for pick in (min, max)
    ]
    edit = PasteTable(path.id, new, tuple(added), tuple(changed))
    return Landing(edit, len(added), len(changed), len(new), ends[0], ends[1], occupied)


def _code(path: PathRecord, stage: str | int, lane_id: str, facts: Facts) -> str:
    if isinstance(stage, int):
        letter = chr(ord("A") + len(path.stages) + stage) if len(path.stages) + stage < 26 else "…"
    else:
        letter = facts.stages[stage].letter
    return f"{letter}{facts.lanes[lane_id].number}"


def has_headings(facts: Facts, block: Block) -> bool:
    """Tell whether the first row of a block holds headings of the list: most of its cells are one."""
    known = {_folded(facts.heading(column)) for column in facts.columns()}
    heads = [_folded(cell) for cell in block[0] if cell] if block else []
    return len(block) > 1 and bool(heads) and 2 * sum(one in known for one in heads) > len(heads)


def on_list(
    facts: Facts, block: Block, row: int, keys: list[str], workshop_id: str | None, place: tuple[str, str] | None
) -> Landing:
    """Return what a block does to a list from a row on, its columns being the facts `keys`.

    Rows behind the last card become cards; `place` is the cell of those that name none. Empty cells change nothing.
    Misfit: something means nothing here, with its row and column; nothing is done then.
    """
    path, tr = facts.path, facts.tr
    if path is None:
        raise Misfit(tr("There is no path yet."))
    if block and len(block[0]) > len(keys):
        raise Misfit(
            tr.count(
                "{n} column does not fit beside the others here. Nothing was pasted.",
                "{n} columns do not fit beside the others here. Nothing was pasted.",
                len(block[0]) - len(keys),
            )
        )
    added: list[TypedCard] = []
    changed: list[FilledCard] = []
    names = {column.key: facts.heading(column) for column in facts.columns()}
    for number, cells in enumerate(block):
        meant: dict[str, object] = {}
        for key, cell in zip(keys, cells, strict=False):
            if cell and key != "voices":
                meant[key] = _meant(facts, key, cell, number, names[key])
        at = row + number
        if at < len(path.cards):
            if change := _change(path.cards[at], meant):
                changed.append(change)
        elif meant:
            added.append(_new(facts, meant, number, place))
            place = (str(added[-1].stage), added[-1].lane_id)
    if not added and not changed:
        raise Misfit(tr("What was copied says what is here already. Nothing was pasted."))
    edit = PasteTable(path.id, (), tuple(added), tuple(changed), workshop_id)
    last = min(row + len(block), len(path.cards)) - 1
    ends = [path.cards[one].code if 0 <= one < len(path.cards) else "" for one in (row, last)]
    return Landing(edit, len(added), len(changed), 0, ends[0], ends[1], bool(changed))


def _meant(facts: Facts, key: str, cell: str, number: int, heading: str) -> object:
    try:
        return facts.meant(key, cell)
    except Misfit as why:
        where = {"row": number + 1, "column": heading, "why": why}
        raise Misfit(facts.tr("Row {row}, {column}: {why} Nothing was pasted.", **where)) from why


def _felt(meant: dict[str, object]) -> tuple[tuple[str | None, int], ...]:
    said = ((key[len(FELT) :] or None, value) for key, value in meant.items() if key.startswith(FELT))
    return tuple((group_id, value) for group_id, value in said if isinstance(value, int))


def _values(meant: dict[str, object]) -> dict[str, object]:
    beside = ("code", "stage", "lane")
    return {key: value for key, value in meant.items() if key not in beside and not key.startswith(FELT)}


def _cell(meant: dict[str, object], before: tuple[str, str] | None) -> tuple[str, str] | None:
    """Return the cell that was named by its code, its stage or its lane; what was not named stays as before."""
    code = meant.get("code")
    stage_id, lane_id = code if isinstance(code, tuple) else before or ("", "")
    stage_id, lane_id = str(meant.get("stage", stage_id)), str(meant.get("lane", lane_id))
    return (stage_id, lane_id) if stage_id and lane_id else None


def _change(card: CardRecord, meant: dict[str, object]) -> FilledCard | None:
    values = {key: value for key, value in _values(meant).items() if getattr(card, key) != value}
    here = (card.stage_id, card.lane_id)
    cell = _cell(meant, here)
    moved = None if cell == here else cell
    felt = _felt(meant)
    return FilledCard(card.id, values, felt, moved) if values or moved or felt else None


def _new(facts: Facts, meant: dict[str, object], number: int, place: tuple[str, str] | None) -> TypedCard:
    values = _values(meant)
    words = str(values.pop("words", ""))
    cell = _cell(meant, place)
    if not words:
        raise Misfit(facts.tr("Row {row} would be a new card and has no words. Nothing was pasted.", row=number + 1))
    if cell is None:
        raise Misfit(facts.tr("First add a stage and a lane that holds cards."))
    return TypedCard(cell[0], cell[1], words, values, _felt(meant))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
