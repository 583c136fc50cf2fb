"""What the history says of steps, things, fields and values, in people's words and as plain text."""

from datetime import date, datetime
from functools import lru_cache

from models import vocabulary as v
from models.answers import phrase
from models.history import FIXED, MERGE, REDO, UNDO
from models.history_details import FieldChange, RowChange
from models.history_reads import StepLine, Writers
from models.history_subjects import Thing
from models.shapes import Raw, shapes
from models.vocabulary import Term
from resources.texts import N_, Translator
from widgets.fields.reading import amount_in_words, date_in_words, days_in_words, moment_in_words
from widgets.history.names import FIELDS, OWN_FIELDS, THINGS

LONG = 280  # letters from which on a text is shortened until somebody asks for all
KINDS = {
    "added": N_("{what} · new"),
    "changed": N_("{what} · changed"),
    "removed": N_("{what} · deleted"),
    "erased": N_("{what} · erased for good"),
}
ICONS = {UNDO: "undo-2", REDO: "redo-2", FIXED: "lock", MERGE: "log-in"}
TURNS = {UNDO: N_("Undo “{what}”"), REDO: N_("Redo “{what}”")}


def step_title(tr: Translator, line: StepLine) -> str:
    """Return what was done."""
    what = tr(line.label)
    return tr(TURNS[line.kind], what=what) if line.kind in TURNS else what


def step_icon(line: StepLine) -> str:
    """Return the icon of a step."""
    return ICONS.get(line.kind, "pencil")


def step_marks(tr: Translator, line: StepLine) -> tuple[tuple[str, str], ...]:
    """Return what is to be said of a step beside its label: (words, tone)."""
    found: list[tuple[str, str]] = []
    if line.taken_back:
        found.append((tr("Taken back"), "neutral"))
    if line.brought:
        found.append((tr("From another laptop"), "story"))
    if line.kind == FIXED:
        found.append((tr("No undo for this"), "neutral"))
    return tuple(found)


def copy_name(tr: Translator, device: str, writers: Writers) -> str:
    """Return which other copy of the project something was done in; empty for the one that wrote last."""
    if device == writers.here or device not in writers.devices:
        return ""
    at = writers.devices.index(device)
    letter = chr(ord("A") + at) if at < 26 else str(at + 1)
    return tr("in another copy ({letter})", letter=letter)


def step_below(tr: Translator, line: StepLine, writers: Writers, zone: str) -> str:
    """Return when, who and where."""
    when = _when(line.at.replace(second=0, microsecond=0), zone, tr.language)
    return " · ".join(part for part in (when, line.who, copy_name(tr, line.device, writers)) if part)


def thing_title(tr: Translator, thing: Thing) -> str:
    """Return what a thing is called: its kind, its code and its first words, or what happened to them."""
    kind = tr(THINGS.get(thing.table, N_("Something else")))
    name = {"withdrawn": tr("withdrawn"), "erased": tr("erased for good")}.get(thing.state, thing.name)
    if thing.code:
        kind = f"{kind} {thing.code}"
    return tr("{kind}: {name}", kind=kind, name=name) if name else kind


def row_title(tr: Translator, row: RowChange) -> str:
    """Return what happened to a row."""
    return tr(KINDS[row.kind], what=tr(THINGS.get(row.table, N_("Something else"))))


def field_name(tr: Translator, table: str, column: str) -> str:
    """Return what a field is called."""
    return tr(OWN_FIELDS.get((table, column)) or FIELDS.get(column) or N_("Something else"))


def value_words(tr: Translator, table: str, field: FieldChange, currency: str, *, after: bool) -> str:
    """Return what a field held before or holds after a step, as plain text; empty for nothing."""
    value, thing = (field.after, field.is_now) if after else (field.before, field.was)
    if thing is not None:
        return thing_title(tr, thing)
    if value is None or value == "":
        return ""
    if field.unit:
        return days_in_words(int(value)) if field.unit == "days" else amount_in_words(int(value), currency)
    return _plain(tr, table, field.column, value)


def is_place(field: FieldChange) -> bool:
    """Tell whether a field says only where something stands in its list."""
    return field.column == "order"


def shortened(words: str) -> str:
    """Return the beginning of a long text."""
    return words if len(words) <= LONG else words[: LONG - 1].rstrip() + "…"


def _plain(tr: Translator, table: str, column: str, value: Raw) -> str:
    kind = _kind(table, column)
    if (table, column) == ("answer", "code"):  # what is not confirmed has its own phrase on every screen
        return tr(phrase(str(value), confirmed=False))
    if (table, column) == ("text_version", "field"):
        return tr(FIELDS.get(str(value)) or N_("Something else"))
    if column == "promise_level":
        return tr(v.label(v.PROMISE_LEVELS, str(value)))
    if kind == "flag":
        return tr("yes") if value else tr("no")
    if kind == "day":
        return _day(tr, str(value))
    terms = terms_of(table, column)
    if terms:
        return tr(v.label(terms, str(value)))
    return str(value)


def _day(tr: Translator, value: str) -> str:
    try:
        return date_in_words(date.fromisoformat(value), tr.language)
    except ValueError:
        return value


@lru_cache(maxsize=2000)
def _when(moment: datetime, zone: str, language: str) -> str:
    return moment_in_words(moment, zone, language)


@lru_cache
def _kind(table: str, column: str) -> str:
    found = shapes()[table].cls.__table__.columns.get(column)
    name = type(found.type).__name__ if found is not None else ""
    return {"Boolean": "flag", "Day": "day"}.get(name, "")


@lru_cache
def terms_of(table: str, column: str) -> tuple[Term, ...]:
    """Return the list of words that a column's codes are from, nothing for free text."""
    found = shapes()[table].cls.__table__.columns.get(column)
    among = frozenset(found.info.get("among", ())) - {""} if found is not None else frozenset[str]()
    if not among:
        return ()
    lists = (one for one in vars(v).values() if isinstance(one, tuple) and one and isinstance(one[0], Term))
    return next((terms for terms in lists if frozenset(v.codes(terms)) == among), ())
