"""What is read out at the opening, as slides: for the facilitator's own screen and for the projector alike.

A slide without anything entered is left out. Names of people, answers and counts are never on one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models import queries
from models import records as r
from models.vocabulary import OUTCOMES, PROMISE_LEVELS, SCOPE_KINDS, cue, label
from resources.texts import Translator
from widgets.document import Document
from widgets.fields.reading import date_in_words


@dataclass(frozen=True, slots=True)
class Slide:
    """One thing to read out. `kind`: ask, word, open, shapeable, fixed, last_time or answers.

    `lines` hold people's words: plain text, never markup. `lead`: a quieter sentence before them, may be empty.
    `subject`: the id of the row that it is about, where something else follows it.
    """

    title: str
    lines: tuple[str, ...]
    kind: str
    lead: str = ""
    subject: str = ""


def opening_slides(
    document: Document, session_workshop_id: str | None, tr: Translator, today: date
) -> tuple[Slide, ...]:
    """Return what there is to read out, in order: the ask, how far the word goes, what may change, last time, who
    answers. Without a present workshop, the next one is meant."""
    workshop = present_workshop(document.ask(queries.workshops), session_workshop_id, today)
    made = [
        *(_of_workshop(workshop, tr) if workshop else ()),
        *_of_scope(document.ask(queries.scope_items), tr),
        *_of_last_time(document.ask(queries.earlier_promises), tr),
        *(_of_answers(workshop, tr) if workshop else ()),
    ]
    return tuple(made)


def present_workshop(
    workshops: Sequence[r.WorkshopRecord], session_workshop_id: str | None, today: date
) -> r.WorkshopRecord | None:
    """Return the workshop that is meant: the present one, else the next in the calendar, else the last there is."""
    present = next((one for one in workshops if one.id == session_workshop_id), None)
    coming = sorted((one for one in workshops if one.day and one.day >= today), key=lambda one: one.day or today)
    return present or next(iter(coming), None) or (workshops[-1] if workshops else None)


def _of_workshop(workshop: r.WorkshopRecord, tr: Translator) -> list[Slide]:
    slides: list[Slide] = []
    if workshop.ask.strip():
        slides.append(Slide(tr("What we ask you"), (workshop.ask,), "ask"))
    if workshop.promise_level:
        said = tr(label(PROMISE_LEVELS, str(workshop.promise_level)))
        note = workshop.promise_note.strip()
        first = () if note.startswith(said) else (f"{said}.",)  # people often begin their note with the sentence
        slides.append(Slide(tr("How far our word goes"), (*first, *((note,) if note else ())), "word"))
    return slides


def _of_scope(items: Sequence[r.ScopeRecord], tr: Translator) -> list[Slide]:
    slides: list[Slide] = []
    for term in SCOPE_KINDS:
        said = tuple(_scope_line(item, tr) for item in items if item.kind == term.code)
        if said:
            slides.append(Slide(tr(term.label), said, term.code, tr(cue(SCOPE_KINDS, term.code))))
    return slides


def _scope_line(item: r.ScopeRecord, tr: Translator) -> str:
    if item.kind != "fixed":
        return item.statement
    day = date_in_words(item.until, tr.language)
    if item.reason.strip() and day:
        return tr("{what}\nFixed until {day}: {why}", what=item.statement, why=item.reason, day=day)
    return item.statement


def _of_last_time(promises: Sequence[r.EarlierPromiseRecord], tr: Translator) -> list[Slide]:
    said = tuple(_promise_line(one, tr) for one in promises)
    return [Slide(tr("Last time"), said, "last_time", tr("What was promised before, and what became of it."))] * bool(
        said
    )


def _promise_line(promise: r.EarlierPromiseRecord, tr: Translator) -> str:
    outcome = tr(label(OUTCOMES, promise.outcome))
    became = ": ".join(part for part in (outcome, promise.became.strip()) if part)
    return "\n".join(part for part in (promise.statement, became) if part)


def _of_answers(workshop: r.WorkshopRecord, tr: Translator) -> list[Slide]:
    role, day = workshop.pledge_role.strip(), date_in_words(workshop.pledge_day, tr.language)
    if role and day:
        said = tr("{role} answers everything by {day}.", role=role, day=day)
    elif role:
        said = tr("{role} answers everything.", role=role)
    elif day:
        said = tr("Everything is answered by {day}.", day=day)
    else:
        return []
    return [Slide(tr("Who answers"), (said,), "answers")]
