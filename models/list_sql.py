"""What lists ask in SQL: the columns of a note or a story that can be sorted, filtered and grouped by.

Written by hand, because one statement must sort 10,000 notes within a frame. `c` is the note or the story; people's
words and everything that a person chose are parameters, never part of a statement.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GONE = "SELECT voice_id FROM withdrawal WHERE voice_id IS NOT NULL"
GONE_STORIES = "SELECT story_id FROM withdrawal WHERE story_id IS NOT NULL"
GONE_NOTES = (
    f"SELECT contribution_id FROM voice WHERE contribution_id IN "  # noqa: S608 - constants
    f"(SELECT contribution_id FROM voice WHERE id IN ({GONE})) "
    f"GROUP BY contribution_id HAVING min(id IN ({GONE})) = 1"
)
SPOKEN = f"v.contribution_id = c.id AND v.id NOT IN ({GONE})"
FIRST = f'FROM voice v WHERE {SPOKEN} ORDER BY v."order", v.id LIMIT 1'
# The key of an answer: its code, and whether it is confirmed (!) or not (?).
ANSWER = "a.code || CASE WHEN a.confirmed THEN '!' ELSE '?' END"
OWN_ANSWER = f"(SELECT {ANSWER} FROM answer a WHERE a.contribution_id = c.id LIMIT 1)"  # noqa: S608 - constants
THEMES_ANSWER = (  # as models.capacity.effective_answers has it
    f"CASE WHEN c.kind IN ('idea', 'stop') THEN (SELECT {ANSWER} FROM theme_note n "  # noqa: S608 - constants
    f"JOIN answer a ON a.theme_id = n.theme_id WHERE n.contribution_id = c.id LIMIT 1) END"
)
NOTE_THEME = "(SELECT n.theme_id FROM theme_note n WHERE n.contribution_id = c.id LIMIT 1)"
LONGEST_SHOWN = 400
NUMBERED = re.compile(r"\?(\d+)")


@dataclass(frozen=True)
class Source:
    """One kind of list. `keys`: a column's value, by dimension; `holds`: whether a row has one of the values `{0}`.

    A dimension that a row may have several of (steps, tags, groups of voices) is sorted and grouped by the first;
    `pairs` lists all of them as (k, id).
    """

    table: str
    there: str
    words: str
    whole: str
    keys: Mapping[str, str]
    holds: Mapping[str, str]
    columns: tuple[str, ...]
    numbers: Mapping[str, str]
    pairs: Mapping[str, str]

    def has(self, dimension: str) -> str:
        """Return the condition of a filter; `{0}` stands for the list of values."""
        return self.holds.get(dimension) or f"{self.keys[dimension]} IN ({{0}})"


def _place(table: str, owner: str, whole: str) -> dict[str, str]:
    step = "coalesce(p.touchpoint_id, p.stage_id)"
    return {
        "first": f"coalesce((SELECT {step} FROM {table} p WHERE p.{owner} = c.id "  # noqa: S608 - constants
        f"ORDER BY instr({{steps}}, ',' || {step} || ','), {step} LIMIT 1), '')",
        "all": f"(SELECT group_concat(DISTINCT {step}) FROM {table} p WHERE p.{owner} = c.id)",  # noqa: S608 - constants
        # A stage stands for all its cards; '' for no step at all.
        "holds": f"(EXISTS (SELECT 1 FROM {table} p WHERE p.{owner} = c.id "  # noqa: S608 - constants
        f"AND (p.stage_id IN ({{0}}) OR p.touchpoint_id IN ({{0}}))) OR "
        f"('' IN ({{0}}) AND NOT EXISTS (SELECT 1 FROM {table} p WHERE p.{owner} = c.id)))",
        "pairs": f"SELECT stage_id AS k, {owner} AS id FROM {table} "  # noqa: S608 - constants
        f"UNION ALL SELECT touchpoint_id, {owner} FROM {table} WHERE touchpoint_id IS NOT NULL "
        f"UNION ALL SELECT '', id FROM {whole} WHERE id NOT IN (SELECT {owner} FROM {table})",
    }


_SAID = _place("contribution_place", "contribution_id", "contribution")
_TOLD = _place("story_place", "story_id", "story")
_VOICES = f"coalesce(c.support, (SELECT count(*) FROM voice v WHERE {SPOKEN}))"  # noqa: S608 - constants
_ANSWERED = f"coalesce({OWN_ANSWER}, {THEMES_ANSWER}, '')"

NOTES = Source(
    table="contribution",
    there=f"c.id NOT IN ({GONE_NOTES})",
    words=f"(SELECT substr(v.words, 1, {LONGEST_SHOWN}) {FIRST})",
    whole=f"(SELECT group_concat(words, char(10)) FROM (SELECT v.words FROM voice v WHERE {SPOKEN} "  # noqa: S608
    'ORDER BY v."order", v.id))',
    keys={
        "kind": "c.kind",
        "group": f"coalesce((SELECT v.segment_id {FIRST}), '')",
        "step": _SAID["first"],
        "theme": f"coalesce({NOTE_THEME}, '')",
        "workshop": "coalesce(c.workshop_id, '')",
        "answer": _ANSWERED,
    },
    holds={
        "group": f"EXISTS (SELECT 1 FROM voice v WHERE {SPOKEN} AND coalesce(v.segment_id, '') IN ({{0}}))",  # noqa: S608
        "step": _SAID["holds"],
    },
    columns=(
        "c.kind",
        f"(SELECT group_concat(DISTINCT v.segment_id) FROM voice v WHERE {SPOKEN})",  # noqa: S608 - constants
        _SAID["all"],
        "c.workshop_id",
        NOTE_THEME,
        _ANSWERED,
        f"{OWN_ANSWER} IS NOT NULL",
        _VOICES,
        "''",
    ),
    numbers={"voices": _VOICES},
    pairs={
        "group": f"SELECT coalesce(segment_id, '') AS k, contribution_id AS id FROM voice WHERE id NOT IN ({GONE})",  # noqa: S608
        "step": _SAID["pairs"],
    },
)

_ASKED = "(SELECT count(DISTINCT k.purpose) FROM consent k WHERE k.story_id = c.id)"
_TAG = "FROM story_tag g WHERE g.story_id = c.id"
STORIES = Source(
    table="story",
    there=f"c.id NOT IN ({GONE_STORIES})",
    words=f"substr(c.words, 1, {LONGEST_SHOWN})",
    whole="c.words",
    keys={
        "group": "coalesce(c.segment_id, '')",
        "step": _TOLD["first"],
        "workshop": "coalesce(c.workshop_id, '')",
        "tag": f"coalesce((SELECT g.tag {_TAG} ORDER BY g.tag LIMIT 1), '')",
        "consent": f"CASE {_ASKED} WHEN 0 THEN '' WHEN {{purposes}} THEN 'all' ELSE 'some' END",
    },
    holds={
        "step": _TOLD["holds"],
        "tag": f"(EXISTS (SELECT 1 {_TAG} AND g.tag IN ({{0}})) OR ('' IN ({{0}}) AND NOT EXISTS (SELECT 1 {_TAG})))",
    },
    columns=(
        "''",
        "c.segment_id",
        _TOLD["all"],
        "c.workshop_id",
        "''",
        "''",
        "0",
        "1",
        f"(SELECT group_concat(g.tag, char(10)) {_TAG})",
    ),
    numbers={},
    pairs={
        "step": _TOLD["pairs"],
        "tag": "SELECT tag AS k, story_id AS id FROM story_tag "
        "UNION ALL SELECT '', id FROM story WHERE id NOT IN (SELECT story_id FROM story_tag)",
    },
)
SOURCES: Mapping[str, Source] = {"notes": NOTES, "stories": STORIES}


class Values:
    """The parameters of one statement: each value is handed over once and named by its number."""

    def __init__(self) -> None:
        self.found: list[Any] = []

    def put(self, value: object) -> str:
        """Take a value and return its place in the statement."""
        self.found.append(value)
        return f"?{len(self.found)}"

    def of(self, sql: str) -> list[Any]:
        """Return the parameters that a statement asks for: those up to the highest number in it."""
        return self.found[: max((int(number) for number in NUMBERED.findall(sql)), default=0)]
