"""The load in words: each line that adds up, and what would bring it back within what we have."""

from models import vocabulary as v
from models.capacity import KIND_OF_MEASURE, PromisedLine
from models.load_lines import LineLoad, WayBackToBudget, line_loads, what_brings_back, what_would_free
from resources.texts import N_, Translator
from widgets.weigh.board import Board
from widgets.weigh.load_list import LoadRow
from widgets.weigh.wordings import amount, number_of, period

NAMES = {"money": N_("Money"), "days": N_("Staff time")}
STATES = {  # how a line counts, and the tone of that word
    "confirmed": (N_("Confirmed"), "settled"),
    "provisional": (N_("Not confirmed yet"), "waiting"),
    "freed": (N_("Frees"), "settled"),
    "if_freed": (N_("Frees, if confirmed"), "neutral"),
    "if": (N_("If it is decided"), "neutral"),
}
ORDER = {bucket: at for at, bucket in enumerate(STATES)}
MINUS = "−"
MOST_WAYS, MOST_NAMED = 2, 3


Made = dict[tuple[PromisedLine, str], LoadRow]  # rows by what they say: one change leaves hundreds as they are


def rows_of(board: Board, tr: Translator, made: Made) -> list[LoadRow]:
    """Return all rows: by measure and line of what we have, what counts first. `made` is kept from time to time."""
    found: list[LoadRow] = []
    for measure in NAMES:
        own = [line for line in board.lines if line.measure == measure]
        own.sort(key=lambda line: (ORDER[line.bucket], -line.amount, line.cost_id))
        loads = line_loads(board.lines, board.envelope, measure)
        if len(loads) <= 2:  # one line of what we have, or none: it is the measure as a whole
            whole = board.loads[measure]
            found += _group(next(iter(loads)), whole.used, whole.have, own, board, tr, made)
            continue
        for load in loads:
            lines = [line for line in own if line.envelope_line_id == load.envelope_line_id]
            if lines or load.envelope_line_id:
                found += _group(load, load.used, load.have, lines, board, tr, made)
    return found


def _group(
    load: LineLoad, used: int, have: int | None, lines: list[PromisedLine], board: Board, tr: Translator, made: Made
) -> list[LoadRow]:
    """Return a heading and the lines under it."""
    line = next((one for one in board.envelope if one.id == load.envelope_line_id), None)
    parts = [tr(NAMES[load.measure])]
    if line is not None:
        parts += [line.name or tr(v.label(v.ENVELOPE_KINDS, line.kind)), period(line.starts, line.ends, tr)]
    elif any(one.kind == KIND_OF_MEASURE[load.measure] for one in board.envelope):
        parts.append(tr("of all lines together"))
    title = " · ".join(part for part in dict.fromkeys(parts) if part)
    head = LoadRow(title, _against(load.measure, used, have, board, tr), heading=True)
    return [
        head,
        *([_row(one, board, tr, made) for one in lines] or [LoadRow(tr("Nothing is promised from it yet"), "")]),
    ]


def back_sentences(board: Board, tr: Translator) -> list[tuple[str, str]]:
    """Return (sentence, id of the first subject) for each thing that would bring a measure back; nothing: not over."""
    found: list[tuple[str, str]] = []
    for load in board.loads.values():
        for way in what_would_free(load, board.lines)[:1]:
            told = _told(way, load.measure, board, tr)
            number = len(way.subject_ids)
            sentence = tr.count(
                "Confirm {what}: it frees {amount}, which is enough.",
                "Confirm {what}: together they free {amount}, which is enough.",
                number,
                **told,
            )
            found.append((sentence, way.subject_ids[0]))
        for way in what_brings_back(load, board.lines)[:MOST_WAYS]:
            found.append((_later(way, _told(way, load.measure, board, tr), tr), way.subject_ids[0]))
    return found


def _later(way: WayBackToBudget, told: dict[str, str], tr: Translator) -> str:
    """Return what would have to wait; where a word would be taken back, it says so."""
    if way.confirmed:
        return tr.count(
            "Say later to {what}: it would take {amount} off, and it is confirmed already.",
            "Say later to {what}: together they would take {amount} off, and some are confirmed already.",
            len(way.subject_ids),
            **told,
        )
    return tr.count(
        "Say later to {what}: it takes {amount} off, which is enough.",
        "Say later to {what}: together they take {amount} off, which is enough.",
        len(way.subject_ids),
        **told,
    )


def _told(way: WayBackToBudget, measure: str, board: Board, tr: Translator) -> dict[str, str]:
    return {"what": _titles(way, board, tr), "amount": amount(measure, way.amount, board.currency, tr)}


def _titles(way: WayBackToBudget, board: Board, tr: Translator) -> str:
    named = [tr("“{title}”", title=_title(one, board, tr)) for one in way.subject_ids[:MOST_NAMED]]
    more = len(way.subject_ids) - len(named)
    rest = [tr.count("{n} more", "{n} more", more)] if more else []
    return ", ".join((*named, *rest))


def _title(subject_id: str, board: Board, tr: Translator) -> str:
    item = board.items.get(subject_id)
    return item.title if item else tr("A note that was withdrawn")


def _row(line: PromisedLine, board: Board, tr: Translator, made: Made) -> LoadRow:
    title = _title(line.subject_id, board, tr)
    if (line, title) in made:
        return made[line, title]
    state, tone = STATES[line.bucket]
    shown = tr("{title} · {what}", title=title, what=line.label) if line.label else title
    said = amount(line.measure, line.amount, board.currency, tr)
    if line.bucket in ("freed", "if_freed"):
        said = MINUS + said
    if line.bucket in ("if", "if_freed"):
        said = f"({said})"
    made[line, title] = LoadRow(shown, said, line.subject_id, tr(state), tone)
    return made[line, title]


def _against(measure: str, used: int, have: int | None, board: Board, tr: Translator) -> str:
    if have is None:
        return tr("{used}; not known how much there is", used=amount(measure, used, board.currency, tr))
    number = number_of(measure, used, board.currency)
    said = tr("{used} of {have}", used=number, have=amount(measure, have, board.currency, tr))
    over = used - have
    return tr("{said} · {over} over", said=said, over=amount(measure, over, board.currency, tr)) if over > 0 else said
