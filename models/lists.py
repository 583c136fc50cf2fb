"""Lists of notes and stories, sorted, filtered and grouped in SQL: the order of all ids first, then pages of rows.

The order of 10,000 notes is one string of their ids, which costs a third of a megabyte and no objects; a view asks for
the rows that it shows. What was withdrawn is in no list. Votes are those of closed rounds only.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, groupby

from sqlalchemy import select

from models import queries
from models import tables as t
from models.answers import ANSWERS
from models.find import first_line
from models.list_sql import LONGEST_SHOWN, SOURCES, Source, Values
from models.reader import Reader
from models.vocabulary import NOTE_KINDS, PURPOSES, codes
from models.vote_reads import votes_by_subject

ID = 32  # hexadecimal digits
MOST_FOUND = 200_000  # rows of the search index that a filter by words takes in
NOT_ANSWERED, PROVISIONAL, CONFIRMED = "", "?", "!"
DIMENSIONS = {
    "notes": ("kind", "group", "step", "theme", "workshop", "answer"),
    "stories": ("group", "step", "workshop", "tag", "consent"),
}
SORTS = {
    "notes": ("newest", "words", "kind", "group", "step", "theme", "workshop", "voices", "answer", "votes"),
    "stories": ("newest", "words", "group", "step", "workshop", "tag", "consent"),
}


@dataclass(frozen=True)
class ListQuery:
    """What is listed. `only`: the wanted values by dimension; in one dimension any of them, "" for not said.

    Answers are wanted by `now?` (not confirmed yet), `now!` (confirmed), `?` or `!` (any such) and "" (none).
    `sort`: one of SORTS; `down`: the other way round. `group_by`: a dimension, empty for none.
    """

    of: str = "notes"
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    words: str = ""
    sort: str = "newest"
    down: bool = False
    group_by: str = ""

    def wanting(self, dimension: str, values: Iterable[str]) -> "ListQuery":
        """Return the query with other values wanted of one dimension; none: it is not filtered by."""
        kept = {name: found for name, found in self.only.items() if name != dimension}
        wanted = tuple(values)
        return replace(self, only={**kept, dimension: wanted} if wanted else kept)

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.only or self.words.strip())


@dataclass(frozen=True)
class Names:
    """What the values of the dimensions are called, each in its order; read once for many rows."""

    groups: Mapping[str, str]
    steps: Mapping[str, str]
    step_names: Mapping[str, str]
    themes: Mapping[str, str]
    workshops: Mapping[str, str]
    votes: Mapping[str, int]

    def ranked(self, dimension: str) -> tuple[str, ...]:
        """Return the values of a dimension in their order; tags have none of their own."""
        found: dict[str, Iterable[str]] = {
            "kind": codes(NOTE_KINDS),
            "group": self.groups,
            "step": self.steps,
            "theme": self.themes,
            "workshop": self.workshops,
            "answer": (f"{one.code}{state}" for one in ANSWERS for state in (CONFIRMED, PROVISIONAL)),
            "consent": ("some", "all"),
        }
        return tuple(found.get(dimension, ()))


@dataclass(frozen=True)
class Section:
    """One group of a list: the value that its rows share, and how many there are."""

    key: str
    count: int


@dataclass(frozen=True)
class Listing:
    """The ids in their order, joined; and the sections where the list is grouped."""

    ids: str
    sections: tuple[Section, ...] = ()

    def __len__(self) -> int:
        return len(self.ids) // ID

    def id_at(self, at: int) -> str:
        """Return the id of a place."""
        return self.ids[at * ID : (at + 1) * ID]

    def page(self, offset: int, limit: int) -> tuple[str, ...]:
        """Return the ids of some places."""
        last = min(len(self), offset + limit)
        return tuple(self.id_at(at) for at in range(max(0, offset), last))

    def position_of(self, row_id: str) -> int:
        """Return the place of an id, -1 where it is not listed."""
        at = self.ids.find(row_id) if len(row_id) == ID else -1
        while at > 0 and at % ID:
            at = self.ids.find(row_id, at + 1)
        return at // ID if at >= 0 else -1

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The place at which each section begins."""
        ends = tuple(accumulate(section.count for section in self.sections))
        return (0, *ends[:-1]) if ends else ()

    def section_of(self, at: int) -> int:
        """Return which section a place is in."""
        return bisect_right(self.starts, at) - 1


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of a list. `answer`: its code, own or of its theme; `voices`: how many, or the support it came with."""

    id: str
    code: str
    words: str
    kind: str = ""
    group_ids: tuple[str, ...] = ()
    place_ids: tuple[str, ...] = ()
    workshop_id: str = ""
    theme_id: str = ""
    answer: str = ""
    confirmed: bool = False
    own_answer: bool = False
    voices: int = 0
    votes: int | None = None
    tags: tuple[str, ...] = ()
    asked: str = ""
    title: str = ""


def names(reader: Reader) -> Names:
    """Return what everything is called that lists show."""
    steps: dict[str, str] = {}
    step_names: dict[str, str] = {}
    for path in queries.paths(reader):
        for stage in path.stages:
            steps[stage.id], step_names[stage.id] = stage.letter, stage.name
            for card in (card for card in path.cards if card.stage_id == stage.id):
                steps[card.id], step_names[card.id] = card.code, first_line(card.words)
    return Names(
        groups=_titles(reader, t.Segment, "name"),
        steps=steps,
        step_names=step_names,
        themes=_titles(reader, t.Theme, "title"),
        workshops=_titles(reader, t.Workshop, "title"),
        votes=votes_by_subject(reader),
    )


def listing(reader: Reader, query: ListQuery, known: Names | None = None) -> Listing:
    """Return what is listed, in its order."""
    known = known or names(reader)
    source, values = SOURCES[query.of], Values()
    where = _where(reader, query, known, source, values)
    by = _filled(source.keys[query.group_by], known, values) if query.group_by else "''"
    sorted_by, order = _order(query, known, source, values)
    if query.group_by:
        order = [*_ranked("g", query.group_by, known, values), *order]
    with_votes = _votes(known, values) if query.sort == "votes" else ""
    keys = "json_group_array(g)" if query.group_by else "'[]'"
    once = "NOT MATERIALIZED" if sorted_by == "NULL" and not query.group_by else "MATERIALIZED"
    sql = (  # each key is found out once; an aggregate keeps the order of a query with a limit
        f"WITH l AS {once} (SELECT c.id AS id, {by} AS g, {sorted_by} AS s "  # noqa: S608 - our own
        f"FROM {source.table} c {with_votes} WHERE {where}) "
        f"SELECT group_concat(id, ''), {keys} FROM (SELECT id, g FROM l ORDER BY {', '.join(order)} LIMIT -1)"
    )
    ids, grouped = reader.driver_rows(sql, *values.of(sql))[0]
    sections = tuple(Section(str(key), sum(1 for _ in same)) for key, same in groupby(json.loads(str(grouped))))
    return Listing(str(ids or ""), sections)


def count(reader: Reader, query: ListQuery, known: Names | None = None) -> int:
    """Return how many there are."""
    source, values = SOURCES[query.of], Values()
    where = _where(reader, query, known or names(reader), source, values)
    sql = f"SELECT count(*) FROM {source.table} c WHERE {where}"  # noqa: S608 - our own
    return int(reader.driver_rows(sql, *values.of(sql))[0][0])


def value_counts(reader: Reader, query: ListQuery, dimension: str, known: Names | None = None) -> dict[str, int]:
    """Return how many rows a filter by each value would leave, whatever is wanted of that dimension itself."""
    known = known or names(reader)
    free = query.wanting(dimension, ())
    source, values = SOURCES[query.of], Values()
    where = _where(reader, free, known, source, values)
    key = _filled(source.keys[dimension], known, values)
    pairs = source.pairs.get(dimension, f"SELECT {key} AS k, c.id AS id FROM {source.table} c")  # noqa: S608 - our own
    sql = (
        f"SELECT k, count(DISTINCT id) FROM ({pairs}) "  # noqa: S608 - our own
        f"WHERE id IN (SELECT c.id FROM {source.table} c WHERE {where}) GROUP BY k"
    )
    return {str(row[0]): int(row[1]) for row in reader.driver_rows(sql, *values.of(sql))}


def rows(reader: Reader, of: str, ids: tuple[str, ...], known: Names) -> tuple[ListRow, ...]:
    """Return the rows of some ids, in their order; one that is gone is left out."""
    source = SOURCES[of]
    title = "c.wording" if of == "notes" else "''"
    asked = _filled(source.keys.get("consent", "''"), known, Values())
    columns = ", ".join(("c.id", "c.code", source.words, *source.columns, asked, title))
    sql = (
        f"SELECT {columns} FROM {source.table} c WHERE {source.there} "  # noqa: S608 - our own
        "AND c.id IN (SELECT value FROM json_each(?1))"
    )
    found = {row[0]: row for row in reader.driver_rows(sql, json.dumps(ids))}
    return tuple(_row(found[row_id], known) for row_id in ids if row_id in found)


def words_of(reader: Reader, of: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the exact words of some notes or stories, whole, in their order; the voices of a note below each other."""
    source = SOURCES[of]
    sql = (
        f"SELECT c.id, {source.whole} FROM {source.table} c WHERE {source.there} "  # noqa: S608 - our own
        "AND c.id IN (SELECT value FROM json_each(?1))"
    )
    found = {str(row_id): str(words or "") for row_id, words in reader.driver_rows(sql, json.dumps(ids))}
    return tuple(found[row_id] for row_id in ids if row_id in found)


def _row(row: tuple[object, ...], known: Names) -> ListRow:
    row_id, code, words, kind, groups, places, workshop, theme, answer, own, voices, tags, asked, title = row
    said = str(answer or "")
    return ListRow(
        id=str(row_id),
        code=str(code),
        words=_one_line(str(words or "")),
        kind=str(kind),
        group_ids=_ordered(groups, known.groups),
        place_ids=_ordered(places, known.steps),
        workshop_id=str(workshop or ""),
        theme_id=str(theme or ""),
        answer=said[:-1],
        confirmed=said.endswith(CONFIRMED),
        own_answer=bool(own),
        voices=int(str(voices)),
        votes=known.votes.get(str(row_id)),
        tags=tuple(sorted(str(tags).split("\n"))) if tags else (),
        asked=str(asked),
        title=str(title),
    )


def _one_line(words: str) -> str:
    """Return the first line that says something, with an ellipsis where there is more."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return (lines[0] + ("…" if len(lines) > 1 or len(words) >= LONGEST_SHOWN else "")) if lines else ""


def _ordered(joined: object, known: Mapping[str, str]) -> tuple[str, ...]:
    there = set(str(joined).split(",")) if joined else set[str]()
    return tuple(one for one in known if one in there) if len(there) > 1 else tuple(there)


# -- the parts of a statement ---------------------------------------------------------------------------------------


def _where(reader: Reader, query: ListQuery, known: Names, source: Source, values: Values) -> str:
    parts = [source.there]
    for dimension, wanted in query.only.items():
        if dimension == "answer":
            parts.append(_answered(wanted, source, values))
        else:
            parts.append(_filled(source.has(dimension), known, values).replace("{0}", _put(wanted, values)))
    if query.words.strip():
        parts.append(_found(reader, query, values))
    return " AND ".join(parts)


def _put(wanted: tuple[str, ...], values: Values) -> str:
    """Return one list of values; a condition may name it more than once."""
    return f"SELECT value FROM json_each({values.put(json.dumps(wanted))})"  # noqa: S608 - a number


def _answered(wanted: tuple[str, ...], source: Source, values: Values) -> str:
    key = source.keys["answer"]
    states = [one for one in wanted if one in (PROVISIONAL, CONFIRMED)]
    exact = tuple(one for one in wanted if one not in states)
    is_one, is_such = (f"IN ({_put(one, values)})" for one in (exact, tuple(states)))
    return f"(SELECT k {is_one} OR substr(k, -1) {is_such} FROM (SELECT {key} AS k))"  # noqa: S608 - our own


def _found(reader: Reader, query: ListQuery, values: Values) -> str:
    """Return the condition that a row holds the words, or has them as its code."""
    hits = queries.search(reader, query.words, MOST_FOUND)
    ids = values.put(json.dumps([row_id for _, row_id in hits]))
    among = f"(SELECT value FROM json_each({ids}))"  # noqa: S608 - our own
    code = values.put(query.words.strip().upper())
    if query.of == "stories":
        tagged = f"c.id IN (SELECT g.story_id FROM story_tag g WHERE g.id IN {among})"  # noqa: S608 - our own
        return f"(c.id IN {among} OR {tagged} OR c.code = {code})"
    spoken = f"c.id IN (SELECT v.contribution_id FROM voice v WHERE v.id IN {among})"  # noqa: S608 - our own
    return f"(c.id IN {among} OR {spoken} OR c.code = {code})"


def _filled(sql: str, known: Names, values: Values) -> str:
    """Return an expression with the order of the steps and the number of purposes in it, where it asks for them."""
    if "{steps}" in sql:
        sql = sql.replace("{steps}", values.put(f",{','.join(known.steps)},"))
    return sql.replace("{purposes}", str(len(PURPOSES)))


def _ranked(column: str, dimension: str, known: Names, values: Values, way: str = "") -> list[str]:
    """Return the terms that bring rows into the order of a dimension's values; what is not said comes last."""
    ranks = known.ranked(dimension)
    if not ranks:
        return [f"{column} = ''", f"{column} COLLATE NOCASE{way}", f"{column}{way}"]
    joined = values.put(f",{','.join(ranks)},")
    return [f"nullif(instr({joined}, ',' || {column} || ','), 0){way} NULLS LAST", f"{column} DESC"]


def _order(query: ListQuery, known: Names, source: Source, values: Values) -> tuple[str, list[str]]:
    """Return what rows are sorted by, and the terms that do it with that as `s`."""
    way, other = (" DESC", "") if query.down else ("", " DESC")
    if query.sort == "newest":
        return "NULL", [f"id{other}"]
    if query.sort == "words":
        return f"ltrim(substr({source.words}, 1, 80))", [f"s COLLATE NOCASE{way}", f"id{other}"]
    if query.sort == "votes":
        return "votes.value", ["s IS NULL", f"s{other}", f"id{other}"]
    if query.sort in source.numbers:
        return source.numbers[query.sort], [f"s{other}", f"id{other}"]
    return _filled(source.keys[query.sort], known, values), [*_ranked("s", query.sort, known, values, way), "id DESC"]


def _votes(known: Names, values: Values) -> str:
    return f"LEFT JOIN json_each({values.put(json.dumps(dict(known.votes)))}) votes ON votes.key = c.id"


def _titles(reader: Reader, cls: type[t.Segment] | type[t.Theme] | type[t.Workshop], name: str) -> dict[str, str]:
    columns = cls.__table__.c
    wanted = select(columns["id"], columns[name]).order_by(columns["order"], columns["id"])
    return {str(row[0]): str(row[1]) for row in reader.rows(wanted)}
