"""The columns of the list of notes or stories: what they are called, how wide they are, and what a cell says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models import vocabulary as v
from models.answers import phrase
from models.lists import CONFIRMED, PROVISIONAL, ListRow, Names
from resources.texts import N_, Translator

# Answers and votes are nothing to see while people are generating: not shown until somebody switches them on.
SHOWN_AT_FIRST = ("kind", "group", "step", "theme", "voices", "tag", "consent")


@dataclass(frozen=True)
class Column:
    """One column. `width` at 100 % text; 0: what the others leave. `number`: written at the end of the cell."""

    key: str
    title: str
    width: int
    number: bool = False


WORDS = Column("words", N_("Words"), 0)
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "notes": (
        WORDS,
        Column("kind", N_("Kind"), 96),
        Column("group", N_("Group"), 140),
        Column("step", N_("Step"), 76),
        Column("theme", N_("Theme"), 150),
        Column("workshop", N_("Workshop"), 120),
        Column("voices", N_("Voices"), 82, number=True),
        Column("answer", N_("Answer"), 200),
        Column("votes", N_("Votes"), 76, number=True),
    ),
    "stories": (
        WORDS,
        Column("group", N_("Group"), 160),
        Column("step", N_("Step"), 90),
        Column("workshop", N_("Workshop"), 150),
        Column("tag", N_("Tags"), 160),
        Column("consent", N_("Asked"), 160),
    ),
}
# What a filter, a sort order or a group of rows is called.
DIMENSION_NAMES: Mapping[str, str] = {
    "newest": N_("Newest"),
    "words": N_("Words"),
    "kind": N_("Kind"),
    "group": N_("Group"),
    "step": N_("Step"),
    "theme": N_("Theme"),
    "workshop": N_("Workshop"),
    "voices": N_("Voices"),
    "answer": N_("Answer"),
    "votes": N_("Votes"),
    "tag": N_("Tags"),
    "consent": N_("Asked"),
}
NOT_SAID: Mapping[str, str] = {
    "kind": N_("Unsorted"),
    "group": N_("Group not said"),
    "step": N_("No step"),
    "theme": N_("In no theme"),
    "workshop": N_("Between workshops"),
    "answer": N_("Not answered yet"),
    "tag": N_("No tag"),
    "consent": N_("Nobody asked yet"),
}
ASKED: Mapping[str, str] = {"": N_("Nobody asked yet"), "some": N_("Asked in part"), "all": N_("Asked")}


def value_name(tr: Translator, known: Names, dimension: str, key: str) -> str:
    """Return what one value of a dimension is called; words of people as they are."""
    if not key:
        return tr(NOT_SAID.get(dimension, N_("Not said")))
    if dimension == "kind":
        return tr(v.label(v.NOTE_KINDS, key))
    if dimension == "answer":
        return _answer_name(tr, key)
    if dimension == "step":
        return " ".join(part for part in (known.steps.get(key, ""), known.step_names.get(key, "")) if part)
    if dimension == "consent":
        return tr(ASKED.get(key, key))
    named = {"group": known.groups, "theme": known.themes, "workshop": known.workshops}.get(dimension, {})
    return named.get(key, key)


def _answer_name(tr: Translator, key: str) -> str:
    if key in (CONFIRMED, PROVISIONAL):
        return tr("Any answer that is confirmed") if key == CONFIRMED else tr("Any answer, not confirmed yet")
    said = tr(phrase(key[:-1], confirmed=key.endswith(CONFIRMED)))
    return tr("{answer} · confirmed", answer=said) if key.endswith(CONFIRMED) else said


def cell(tr: Translator, known: Names, row: ListRow, key: str) -> str:
    """Return what a cell shows; nothing where nothing was said."""
    if key == "words":
        return row.words
    if key in ("voices", "votes"):
        number = getattr(row, key)
        return "" if number is None else str(number)
    if key == "answer":
        return tr(phrase(row.answer, confirmed=row.confirmed)) if row.answer else ""
    if key == "step":
        return ", ".join(known.steps.get(one, "") for one in row.place_ids)
    values = _values(row, key)
    return ", ".join(value_name(tr, known, key, one) for one in values if one or key == "consent")


def _values(row: ListRow, key: str) -> Iterable[str]:
    several: Mapping[str, Iterable[str]] = {
        "kind": (row.kind,),
        "group": row.group_ids,
        "theme": (row.theme_id,),
        "workshop": (row.workshop_id,),
        "tag": row.tags,
        "consent": (row.asked,),
    }
    return several.get(key, ())


def said(tr: Translator, known: Names, row: ListRow, columns: Iterable[Column]) -> str:
    """Return a whole row as a screen reader says it: its words, then each column that says something."""
    parts = [row.words]
    for column in columns:
        if column.key != "words" and (words := cell(tr, known, row, column.key)):
            parts.append(tr("{what}: {said}", what=tr(column.title), said=words))
    return ". ".join(parts)
