"""Finding by words: what the search index holds, as things that a person knows: notes, stories, cards, themes …"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from models import queries
from models.reader import Reader
from models.shapes import shapes

LONGEST_TITLE = 120
MOST_ROWS = 5000  # rows of the index that one search looks at
# What has a place in the window: the kind of hit and the column that is its title.
TITLES: Mapping[str, tuple[str, str]] = {
    "touchpoint": ("card", "words"),
    "stage": ("stage", "name"),
    "path": ("path", "title"),
    "theme": ("theme", "title"),
    "workshop": ("workshop", "title"),
    "segment": ("group", "name"),
    "scope_item": ("scope", "statement"),
    "earlier_promise": ("earlier_promise", "statement"),
    "response": ("response", "words"),
}
# Rows that are a part of something else, found as that.
PART_OF = frozenset("voice story_tag picture_place answer finding estimate outcome".split())
WHOLES = {"contribution_id": "contribution", "story_id": "story", "theme_id": "theme"}
Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that holds the words. `title`: the first line of its exact words; `place_code`: its first step."""

    kind: str
    id: str
    title: str
    code: str = ""
    place_code: str = ""


def find(reader: Reader, words: str, limit: int = 50) -> tuple[Hit, ...]:
    """Return what holds all words, or words that begin like them, newest first; each thing once, nothing withdrawn.

    Words of a voice lead to its note, whose title is then that voice's words; those of an answer to what it answers.
    """
    asked = 2 * limit
    while True:
        rows = queries.search(reader, words, asked)
        hits = _hits(reader, rows)
        if len(hits) >= limit or len(rows) < asked or asked > MOST_ROWS:
            return hits[:limit]
        asked *= 2


def first_line(words: str) -> str:
    """Return the first line that says something, cut where a list shows no more."""
    return next((line.strip() for line in words.splitlines() if line.strip()), "")[:LONGEST_TITLE]


def _hits(reader: Reader, rows: Iterable[Row]) -> tuple[Hit, ...]:
    found = tuple(rows)
    wholes = _wholes(reader, found)
    targets: dict[Row, str] = {}
    for table, row_id in found:
        whole = wholes.get(row_id) if table in PART_OF else (table, row_id)
        if whole:
            targets.setdefault(whole, row_id)
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for table, row_id in targets:
        ids[table].append(row_id)
    hits = _stories(reader, ids["story"]) | _notes(reader, ids["contribution"], targets) | _titled(reader, ids)
    return tuple(hits[row_id] for _, row_id in targets if row_id in hits)


def _wholes(reader: Reader, rows: tuple[Row, ...]) -> dict[str, Row]:
    """Return what each row that is only a part belongs to."""
    found: dict[str, Row] = {}
    for table in PART_OF:
        columns = shapes()[table].cls.__table__.c
        names = [name for name in WHOLES if name in columns]
        ids = [row_id for name, row_id in rows if name == table]
        if not ids:
            continue
        for row_id, *owners in reader.rows(
            select(columns["id"], *(columns[n] for n in names)).where(columns["id"].in_(ids))
        ):
            whole = next(((WHOLES[name], str(owner)) for name, owner in zip(names, owners, strict=True) if owner), None)
            if whole:
                found[row_id] = whole
    return found


def _stories(reader: Reader, ids: list[str]) -> dict[str, Hit]:
    if not ids:
        return {}
    return {
        story.id: Hit(
            "story", story.id, first_line(story.words), story.code, _first(place.code for place in story.places)
        )
        for story in queries.stories(reader, ids)
        if not story.withdrawn
    }


def _notes(reader: Reader, ids: list[str], targets: Mapping[Row, str]) -> dict[str, Hit]:
    if not ids:
        return {}
    hits: dict[str, Hit] = {}
    for note in queries.notes(reader, ids):
        if note.withdrawn:
            continue
        matched = targets["contribution", note.id]
        spoken = sorted(note.voices, key=lambda voice: voice.id != matched)
        words = _first(voice.words for voice in spoken) or note.wording
        hits[note.id] = Hit("note", note.id, first_line(words), note.code, _first(place.code for place in note.places))
    return hits


def _titled(reader: Reader, ids: Mapping[str, list[str]]) -> dict[str, Hit]:
    places = queries.step_codes(reader) if ids.get("touchpoint") or ids.get("stage") else {}
    hits: dict[str, Hit] = {}
    for table, (kind, title) in TITLES.items():
        if not ids.get(table):
            continue
        columns = shapes()[table].cls.__table__.c
        wanted = [columns["id"], columns[title], *([columns["code"]] if "code" in columns else [])]
        for row in reader.rows(select(*wanted).where(columns["id"].in_(ids[table]))):
            code = str(row[2]) if len(row) > 2 else ""
            hits[row[0]] = Hit(kind, row[0], first_line(row[1]), code, places.get(row[0], ""))
    return hits


def _first(texts: Iterable[str]) -> str:
    return next(iter(texts), "")
