"""What of a row belongs together when two laptops differ, which value is the safe one, and which rows are one thing.

None of these rules looks at a clock: a laptop whose clock is a year ahead must not win by it.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from models.shapes import Raw, RawRow, shapes

Unit = tuple[str, ...]  # columns that are only ever taken together
Values = dict[str, Raw]

CONFIRMATION: Unit = (
    *("confirmed", "confirmed_by", "confirmed_role", "confirmed_how", "confirmed_on", "entered_by", "name_agreed"),
)
TOGETHER: Mapping[str, tuple[Unit, ...]] = {
    "touchpoint": (("stage_id", "lane_id", "order"),),
    "connection": (("from_id", "to_id"),),
    "step_alias": (("printed", "stage_id", "lane_id", "touchpoint_id"),),
    "feeling": (("touchpoint_id", "segment_id", "participant_id", "workshop_id"),),
    "cost_line": (("high", "low"), ("contribution_id", "theme_id")),
    "finding": (("contribution_id", "theme_id"),),
    "estimate": (("contribution_id", "theme_id"),),
    "answer": (CONFIRMATION, ("contribution_id", "theme_id")),
    "outcome": (("answer_id", "contribution_id", "theme_id"),),
    "change_log": (("answer_id", "envelope_line_id"),),
    "story_place": (("story_id", "stage_id", "touchpoint_id"),),
    "contribution_place": (("contribution_id", "stage_id", "touchpoint_id"),),
    "theme_note": (("theme_id", "order"),),
    "redaction": (("story_id", "voice_id", "first", "last", "instead"),),
    "consent": (("answer", "given", "witness", "ask_again"),),
    "story": (("words", "words_source", "translated_by"),),
    "voice": (("words", "words_source", "translated_by"),),
    "text_version": (("words", "writer", "written_for"),),
    "earlier_promise": (("outcome", "became"),),
    "envelope_line": (("amount", "unit"),),
    "picture": (("sha256", "media_type", "width", "height"),),
    "vote_round": (("closed", "closed_at"),),
}


def _weight(value: Raw) -> tuple[int, int, str]:
    """Order values so that the one that says more is greater: something before nothing, long texts before short."""
    if value is None:
        return 0, 0, ""
    if isinstance(value, bytes):
        return 3, len(value), value.hex()
    return (1, value, "") if isinstance(value, int) else (2, len(value), value)


def _whole(values: Values) -> tuple[Any, ...]:
    return tuple(_weight(value) for value in values.values())


def _careful(column: str) -> Callable[[Values], tuple[Any, ...]]:
    """Prefer the smaller value of one column, nothing first; then as always."""
    return lambda values: (-_number(values.get(column)), *_whole(values))


def _number(value: Raw) -> int:
    return value if isinstance(value, int) else -1


def _consent(values: Values) -> tuple[Any, ...]:
    """No goes before yes; then the earlier day to ask again."""
    again = str(values.get("ask_again") or "9999-12-31")
    return (values.get("answer") == "no", tuple(-ord(sign) for sign in again), *_whole(values))


# The safe choice where it is not the fuller one: a promise is not confirmed, a no is kept, what we have is the less.
SAFE: Mapping[tuple[str, str], Callable[[Values], tuple[Any, ...]]] = {
    ("answer", "confirmed"): _careful("confirmed"),
    ("consent", "answer"): _consent,
    ("story", "clearer_agreed"): _careful("clearer_agreed"),
    ("envelope_line", "amount"): _careful("amount"),
    ("response", "set_aside"): _careful("set_aside"),
    ("project", "keep_until"): lambda values: (
        tuple(-ord(sign) for sign in str(values.get("keep_until") or "9999-12-31")),
    ),
}

# Rows that say one thing: two laptops may each have made one. Owners stand before what hangs on them.
# A key with an empty part in a column of the second tuple is nobody's: such rows stay apart.
ONE_OF_A_KIND: tuple[tuple[str, Unit, Unit], ...] = (
    ("source_file", ("sha256",), ("sha256",)),
    ("picture", ("sha256",), ("sha256",)),
    ("code_alias", ("alias",), ("alias",)),
    ("attendance", ("workshop_id", "segment_id"), ()),
    ("segment_need", ("segment_id", "need"), ()),
    ("segment_place", ("segment_id", "stage_id"), ()),
    ("consent_preset", ("workshop_id", "purpose"), ()),
    ("consent", ("story_id", "purpose"), ()),
    ("withdrawal", ("story_id", "voice_id"), ()),
    ("story_place", ("story_id", "stage_id", "touchpoint_id"), ()),
    ("contribution_place", ("contribution_id", "stage_id", "touchpoint_id"), ()),
    ("story_tag", ("story_id", "tag"), ()),
    ("contact", ("participant_id", "channel", "address"), ()),
    ("step_alias", ("path_id", "printed"), ()),
    ("feeling", ("touchpoint_id", "workshop_id", "segment_id", "participant_id"), ("participant_id",)),
    ("feeling", ("touchpoint_id", "workshop_id", "segment_id", "participant_id"), ("segment_id",)),
    ("theme_note", ("contribution_id",), ()),
    ("vote_option", ("round_id", "contribution_id"), ("contribution_id",)),
    ("vote_option", ("round_id", "theme_id"), ("theme_id",)),
    ("ballot", ("option_id", "participant_id", "segment_id", "table_name", "tally"), ()),  # a rating: each mark apart
    ("vote_turnout", ("round_id", "segment_id", "tally"), ()),
    ("finding", ("contribution_id", "theme_id", "dimension", "looked_by"), ()),
    ("estimate", ("contribution_id", "theme_id"), ()),
    ("answer", ("contribution_id", "theme_id"), ()),
    ("response", ("channel", "source_id"), ("source_id",)),
    ("text_version", ("of_table", "of_id", "field", "language", "easy_read"), ()),
    ("redaction", ("story_id", "voice_id", "first", "last"), ()),
)


@lru_cache
def units_of(table: str) -> dict[str, Unit]:
    """Return for each column of a table, but its id, the columns that it is taken together with."""
    found: dict[str, Unit] = {name: (name,) for name in shapes()[table].columns if name != "id"}
    for unit in TOGETHER.get(table, ()):
        found.update(dict.fromkeys(unit, unit))
    return found


def safest(table: str, unit: Unit, among: list[Values]) -> Values:
    """Return the value that stands until a person decides: the same for every order of `among`."""
    rule = SAFE.get((table, unit[0]), _whole)
    return max(among, key=lambda values: rule({name: values[name] for name in unit}))


def is_shown(table: str, unit: Unit) -> bool:
    """Tell whether a difference in a unit is one that a person decides on: not codes, moments and order alone."""
    return not all(_is_quiet(table, name) for name in unit)


def content_of(table: str, row: RawRow) -> Values:
    """Return what people said in a row: without its id, code, moment and order."""
    return {name: value for name, value in row.items() if name != "id" and not _is_quiet(table, name)}


def _is_quiet(table: str, name: str) -> bool:
    shape = shapes()[table]
    return shape.is_ranked(name) or not shape.is_hashed(name)
