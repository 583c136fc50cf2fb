"""What the tests of the load share: edits that change it, and a slow sum of its own from the rules, over plain rows.

The sum shares no code with the models: it reads rows, goes through a period day by day, and knows no records.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from models.edits import project as on_project
from models.edits import sorting, theming, voices, weighing
from models.edits.base import Edit
from models.edits.notes_many import ChangeMany
from models.edits.prepare import DeleteEnvelopeLine
from models.errors import GateClosed, Refused
from models.project import Project
from tests.models.support import Op, Walk, result, rows

DAY = date(2026, 4, 1)
ENDS = (date(2026, 4, 1), date(2026, 12, 31), date(2027, 6, 30), None)
STARTS = (None, date(2026, 1, 31), date(2026, 3, 15), date(2025, 11, 30))
KINDS = ("idea", "idea", "stop", "offer", "question", "problem", "unsorted")
SAID: dict[str, object] = {
    "owner": "Lead",
    "report_back": DAY,
    "recipient": "The club",
    "body": "The board",
    "decision_day": DAY,
    "find_out_by": DAY,
    "reason_kind": "money",
    "reason": "There is none",
    "possible_part": "A smaller one",
}
CODES = ("now", "try", "now", "decide", "unknown", "no", "accepted", "heard", "answered")


# -- the rules, once more -----------------------------------------------------------------------------------


@dataclass
class Told:
    """What the rules say of one measure."""

    confirmed: int = 0
    provisional: int = 0
    freed: int = 0
    if_freed: int = 0
    have: int | None = None


def told_by_the_rules(project: Project) -> dict[str, Told]:
    """The load from the product's rules: slow, plain, by itself."""
    kinds = {row[0]: row[1] for row in rows(project, "SELECT id, kind FROM contribution")}
    asked = "SELECT {0}, code, confirmed FROM answer WHERE {0} IS NOT NULL"
    of_note = {row[0]: row[1:] for row in rows(project, asked.format("contribution_id"))}
    of_theme = {row[0]: row[1:] for row in rows(project, asked.format("theme_id"))}
    theme = {row[0]: row[1] for row in rows(project, "SELECT contribution_id, theme_id FROM theme_note")}
    found: dict[str, Told] = {}
    for measure, line_kind in (("money", "money"), ("days", "staff_days")):
        lines = rows(project, "SELECT amount, starts, ends FROM envelope_line WHERE kind = ?", line_kind)
        told = found[measure] = Told()
        if lines and all(amount is not None for amount, _, _ in lines):
            told.have = sum(amount for amount, _, _ in lines)
        first = min((date.fromisoformat(starts) for _, starts, _ in lines if starts), default=None)
        last = max((date.fromisoformat(ends) for _, _, ends in lines if ends), default=None)
        asked = "SELECT contribution_id, theme_id, direction, high, recurrence, starts, ends FROM cost_line"
        for note_id, theme_id, direction, high, recurrence, starts, ends in rows(
            project, f"{asked} WHERE measure = ?", measure
        ):
            amount = high * times(recurrence, day(starts), day(ends), first, last)
            kind = kinds[note_id] if note_id else "theme"
            said = of_note.get(note_id) if note_id else of_theme.get(theme_id)
            if said is None and kind in ("idea", "stop"):
                said = of_theme.get(theme.get(note_id))
            code, sure = said or ("", 0)
            if direction == "takes" and code in ("now", "try"):
                told.confirmed += amount * bool(sure)
                told.provisional += amount * (not sure)
            if direction == "frees" and (kind == "stop" or (kind == "offer" and measure == "money")):
                yes = code in (("now", "try") if kind == "stop" else ("accepted",))
                if yes and sure:
                    told.freed += amount
                elif yes or code in ("", "decide", "unknown"):
                    told.if_freed += amount
    return found


def times(recurrence: str, starts: date | None, ends: date | None, first: date | None, last: date | None) -> int:
    """How often a line falls due within a period, day by day."""
    begin = starts or first
    stop = min((one for one in (ends, last) if one), default=None)
    if recurrence == "once" or begin is None or stop is None:
        return 1
    every = {"month": 1, "quarter": 3, "year": 12}[recurrence]
    due, today = 0, begin
    while today <= stop:
        months = (today.year - begin.year) * 12 + today.month - begin.month
        on = min(begin.day, monthrange(today.year, today.month)[1])
        due += months % every == 0 and today.day == on and (first is None or today >= first)
        today += timedelta(days=1)
    return due


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# -- the edits ----------------------------------------------------------------------------------------------


def _of(walk: Walk, a: int, b: int) -> dict[str, str]:
    return {"theme_id": walk.pick("theme", b)} if a % 4 == 0 else {"note_id": walk.pick("contribution", b)}


def _some(walk: Walk, a: int, b: int) -> tuple[str, ...]:
    return tuple(walk.pick("contribution", a + at) for at in range(1 + b % 3))


def _cost(walk: Walk, a: int, b: int) -> Edit:
    starts, ends = STARTS[a % 4], ENDS[b % 4]
    of = _of(walk, a + 1, b) if b % 3 < 2 else {"note_id": walk.pick("contribution", a, "kind IN ('stop', 'offer')")}
    return weighing.AddCost(
        weighing.NewCost(
            ("money", "days")[a % 2],
            (a * 37 + b * 101) % 1000,
            direction=("takes", "takes", "frees")[b % 3],
            recurrence=("once", "once", "month", "quarter", "year")[(a + b) % 5],
            starts=starts,
            ends=ends,
            envelope_line_id=walk.maybe("envelope_line", b),
        ),
        **of,
    )


def _new_note(walk: Walk, a: int, b: int) -> Edit:
    kind = KINDS[b % len(KINDS)]
    return voices.AddNote(voices.NewNote((voices.NewVoice(walk.words(a)),), {"kind": kind}))


def _envelope(walk: Walk, a: int, b: int) -> Edit:
    values = {"starts": STARTS[a % 4], "ends": ENDS[b % 4]}
    kind = ("money", "staff_days", "money", "offers", "other")[a % 5]
    return on_project.AddEnvelopeLine(kind, walk.words(a), b * 50 if b % 9 else None, values)


def _confirm(walk: Walk, a: int, b: int) -> Edit:
    del b
    return weighing.ConfirmAnswer(walk.pick("answer", a, "NOT confirmed"), "Head", "signed", "Scribe")


def _ready(walk: Walk, a: int, b: int) -> Edit:
    """What the gate asks for, mostly, of something that has an answer."""
    answer = walk.pick("answer", a)
    note_id, theme_id = rows(walk.project, "SELECT contribution_id, theme_id FROM answer WHERE id = ?", answer)[0]
    estimate = {"no_cost": bool(b % 5), "no_days": bool(b % 7), "starts": DAY, "ends": DAY if b % 6 else None}
    return weighing.SetEstimate(estimate, note_id=note_id, theme_id=theme_id)


def _answer(walk: Walk, a: int, b: int) -> Edit:
    return weighing.GiveAnswer(CODES[a % len(CODES)], SAID, **_of(walk, b, a + b))


LOAD_EDITS: tuple[Callable[[Walk, int, int], Edit], ...] = (
    _new_note,
    _new_note,
    _new_note,
    _cost,
    _cost,
    _cost,
    _cost,
    lambda w, a, b: weighing.ChangeCost(
        w.pick("cost_line", a), {"high": b * 13, "direction": ("takes", "frees")[b % 2]}
    ),
    lambda w, a, b: weighing.ChangeCost(w.pick("cost_line", a), {"envelope_line_id": w.maybe("envelope_line", b)}),
    lambda w, a, b: weighing.ChangeCost(w.pick("cost_line", a), {"measure": ("money", "days")[b % 2], "ends": None}),
    lambda w, a, b: weighing.DeleteCost(w.pick("cost_line", a)),
    _ready,
    _ready,
    _ready,
    _answer,
    _answer,
    _answer,
    _answer,
    _confirm,
    _confirm,
    _confirm,
    lambda w, a, b: weighing.DeleteAnswer(w.pick("answer", a)),
    lambda w, a, b: voices.ChangeNote(w.pick("contribution", a), {"kind": KINDS[b % len(KINDS)]}),
    lambda w, a, b: ChangeMany(_some(w, a, b), values={"kind": KINDS[b % len(KINDS)]}),
    lambda w, a, b: voices.DeleteNotes((w.pick("contribution", a),)),
    lambda w, a, b: voices.WithdrawVoice(w.pick("voice", a)),
    lambda w, a, b: sorting.MergeTwins(w.pick("contribution", a), w.pick("contribution", b)),
    lambda w, a, b: theming.NewTheme(w.words(a), _some(w, a, b), w.maybe("workshop", b), "scribe"),
    lambda w, a, b: theming.PutNotes(_some(w, a, b), w.pick("theme", b), by="scribe"),
    lambda w, a, b: theming.PutNotes(_some(w, b, a), w.pick("theme", a), by="scribe"),
    lambda w, a, b: theming.TakeOut((w.pick("contribution", a, "id IN (SELECT contribution_id FROM theme_note)"),)),
    lambda w, a, b: theming.JoinThemes(w.pick("theme", a), w.pick("theme", b)),
    lambda w, a, b: theming.DeleteTheme(w.pick("theme", a)),
    _envelope,
    lambda w, a, b: on_project.ChangeEnvelopeLine(w.pick("envelope_line", a), {"amount": b * 7 if b % 9 else None}),
    lambda w, a, b: on_project.ChangeEnvelopeLine(w.pick("envelope_line", a), {"starts": None, "ends": ENDS[b % 4]}),
    lambda w, a, b: DeleteEnvelopeLine(w.pick("envelope_line", a)),
)


def load_step(walk: Walk, op: Op) -> bool:
    """Perform one edit; False where it was refused or there is nothing to do it on."""
    kind, a, b = op
    try:
        walk.project.perform(LOAD_EDITS[kind % len(LOAD_EDITS)](walk, a, b))
    except (LookupError, Refused, GateClosed):
        return False
    return True


def something_to_weigh(project: Project) -> None:
    """Notes, a theme that holds some of them, a stop-doing that is confirmed, and what we have: walks begin with it."""
    walk = Walk(project)
    notes = [result(project.perform(_new_note(walk, 0, at))) for at in range(6)]
    theme = result(project.perform(sorting.AddTheme("Theme")))
    project.perform(theming.PutNotes((notes[0], notes[2]), theme, by="scribe"))
    project.perform(_envelope(walk, 0, 1))
    project.perform(_envelope(walk, 1, 2))
    stop = notes[2]
    for measure, high in (("money", 1234), ("days", 567)):
        for direction, amount in (("frees", high), ("takes", high // 2)):
            project.perform(weighing.AddCost(weighing.NewCost(measure, amount, direction=direction), stop))
    project.perform(weighing.SetEstimate({"starts": DAY, "ends": DAY}, stop))
    answer = result(project.perform(weighing.GiveAnswer("now", SAID, stop)))
    project.perform(weighing.ConfirmAnswer(answer, "Head", "signed", "Scribe"))


def as_told(load: Any) -> Told:
    """What the models say of one measure, in the same shape."""
    return Told(load.confirmed, load.provisional, load.freed, load.if_freed, load.have)
