"""Finding by words: what the search index holds, as things that a person knows: notes, stories, cards, themes …"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from models import queries
from models.codes import read_code
from models.reader import Reader
from models.search_text import excerpt, searchable, terms_of
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
    "vote_round": ("vote", "question"),
    "response": ("response", "words"),
}
# Rows that are a part of something else, found as that.
PART_OF = frozenset("voice story_tag picture_place answer finding estimate outcome response_answer".split())
GONE = "SELECT {0}_id FROM withdrawal WHERE {0}_id IS NOT NULL"
WHOLES = {
    "contribution_id": "contribution",
    "story_id": "story",
    "theme_id": "theme",
    "response_id": "response",
}
Row = tuple[str, str]
STEP = re.compile(r"[A-Z]{1,2}(\d{1,2}(\.\d{1,2})?)?")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that holds the words. `title`: the part of its exact words where they stand; `place_code`: its first
    step; `because`: the words that were found where they stand elsewhere, in its clearer wording or its answer."""

    kind: str
    id: str
    title: str
    code: str = ""
    place_code: str = ""
    because: str = ""


def find(reader: Reader, words: str, limit: int = 50) -> tuple[Hit, ...]:
    """Return what holds all words, or words that begin like them, newest first; each thing once, nothing withdrawn.

    What a code names stands first: a reference code, also of a twin that was joined, or the code of a step.
    Words of a voice lead to its note, whose title is then that voice's words; those of an answer to what it answers.
    """
    asked, terms = 2 * limit, terms_of(words)
    exact = _of_code(reader, words)
    while True:
        rows = queries.search(reader, words, asked)
        hits = _Hits(reader, terms).of((*exact, *rows))
        if len(hits) >= limit or len(rows) < asked or asked > MOST_ROWS:
            return hits[:limit]
        asked *= 2


def first_line(words: str) -> str:
    """Return the first line that says something, cut where a list shows no more."""
    return next((line.strip() for line in words.splitlines() if line.strip()), "")[:LONGEST_TITLE]


def _of_code(reader: Reader, words: str) -> tuple[Row, ...]:
    """Return what a typed code names: a note, a story, a step …; nothing where it is no code."""
    if (code := read_code(words)) and (named := queries.id_of_code(reader, code)):
        return (named,)
    typed = words.strip().upper()
    if not STEP.fullmatch(typed):
        return ()
    table = "touchpoint" if any(letter.isdigit() for letter in typed) else "stage"
    return tuple((table, row_id) for row_id, code in queries.step_codes(reader).items() if code == typed)


class _Hits:
    """Reads what a list of hits shows, and nothing else: this is done at every key."""

    def __init__(self, reader: Reader, terms: tuple[str, ...]) -> None:
        self._reader, self._terms = reader, terms
        self._codes: dict[str, str] | None = None

    def of(self, rows: Iterable[Row]) -> tuple[Hit, ...]:
        """Return rows of the index as hits, each thing once."""
        found = tuple(rows)
        wholes = self._wholes(found)
        targets: dict[Row, str] = {}
        for table, row_id in found:
            whole = wholes.get(row_id) if table in PART_OF else (table, row_id)
            if whole:
                targets.setdefault(whole, row_id)
        ids: defaultdict[str, list[str]] = defaultdict(list)
        for table, row_id in targets:
            ids[table].append(row_id)
        hits = self._stories(ids["story"]) | self._notes(ids["contribution"], targets) | self._titled(ids)
        tables = {row_id: table for table, row_id in found}
        return tuple(
            self._told(hits[row_id], tables[matched], matched)
            for (_, row_id), matched in targets.items()
            if row_id in hits
        )

    def _told(self, hit: Hit, table: str, row_id: str) -> Hit:
        """Return a hit with the words that were found, where its title does not show them."""
        title = searchable(hit.title)
        if not self._terms or any(term in title for term in self._terms):
            return hit
        columns = ", ".join(shapes()[table].searched)
        texts = self._rows(f"SELECT {columns} FROM {table} WHERE id IN", [row_id]) if columns else []  # noqa: S608
        held = (text for row in texts for text in row if text and self._terms[0] in searchable(text))
        return replace(hit, because=excerpt(next(held, ""), self._terms))

    def _wholes(self, rows: tuple[Row, ...]) -> dict[str, Row]:
        """Return what each row that is only a part belongs to."""
        found: dict[str, Row] = {}
        for table in PART_OF:
            ids = [row_id for name, row_id in rows if name == table]
            names = [name for name in WHOLES if name in shapes()[table].columns]
            for row_id, *owners in self._rows(f"SELECT id, {', '.join(names)} FROM {table} WHERE id IN", ids):  # noqa: S608
                owned = ((WHOLES[n], str(owner)) for n, owner in zip(names, owners, strict=True) if owner)
                if whole := next(owned, None):
                    found[row_id] = whole
        return found

    def _stories(self, ids: list[str]) -> dict[str, Hit]:
        places = self._places("story", ids)
        told = f"SELECT id, words, code FROM story WHERE id NOT IN ({GONE.format('story')}) AND id IN"  # noqa: S608
        return {
            row_id: Hit("story", row_id, self._title(words), code, places.get(row_id, ""))
            for row_id, words, code in self._rows(told, ids)
        }

    def _notes(self, ids: list[str], targets: Mapping[Row, str]) -> dict[str, Hit]:
        """Return notes, with the words of the voice that was found; those without any voice left are not there."""
        places = self._places("contribution", ids)
        said = (
            f"SELECT contribution_id, id, words, id IN ({GONE.format('voice')}) FROM voice "  # noqa: S608
            "WHERE contribution_id IN"
        )
        spoken: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        voiced: set[str] = set()
        for note_id, voice_id, words, gone in self._rows(said, ids, 'ORDER BY contribution_id, "order", id'):
            voiced.add(note_id)
            if not gone:
                spoken[note_id].append((voice_id, words))
        hits: dict[str, Hit] = {}
        for note_id, wording, code in self._rows("SELECT id, wording, code FROM contribution WHERE id IN", ids):
            if note_id in voiced and note_id not in spoken:
                continue
            matched = targets["contribution", note_id]
            voices = sorted(spoken[note_id], key=lambda voice: voice[0] != matched)
            words = voices[0][1] if voices else wording
            hits[note_id] = Hit("note", note_id, self._title(words), code, places.get(note_id, ""))
        return hits

    def _titled(self, ids: Mapping[str, list[str]]) -> dict[str, Hit]:
        hits: dict[str, Hit] = {}
        for table, (kind, title) in TITLES.items():
            wanted = ids.get(table, [])
            code = "code" if "code" in shapes()[table].columns else "''"
            for row_id, words, own_code in self._rows(f"SELECT id, {title}, {code} FROM {table} WHERE id IN", wanted):  # noqa: S608
                place = self._step_codes().get(row_id, "") if table in ("touchpoint", "stage") else ""
                hits[row_id] = Hit(kind, row_id, self._title(words), own_code, place)
        return hits

    def _places(self, owner: str, ids: list[str]) -> dict[str, str]:
        """Return the first step of each note or story."""
        sql = f"SELECT {owner}_id, stage_id, touchpoint_id FROM {owner}_place WHERE {owner}_id IN"  # noqa: S608
        found: defaultdict[str, list[str]] = defaultdict(list)
        for owner_id, stage_id, card_id in self._rows(sql, ids):
            found[owner_id].append(self._step_codes().get(card_id or stage_id, ""))
        return {owner_id: min(codes) for owner_id, codes in found.items()}

    def _step_codes(self) -> dict[str, str]:
        if self._codes is None:
            self._codes = queries.step_codes(self._reader)
        return self._codes

    def _title(self, words: str) -> str:
        first = first_line(words)
        return first if len(first) < LONGEST_TITLE and first == words.strip() else excerpt(words, self._terms)

    def _rows(self, sql: str, ids: list[str], after: str = "") -> list[tuple[Any, ...]]:
        if not ids:
            return []
        return self._reader.driver_rows(f"{sql} ({', '.join('?' * len(ids))}) {after}", *ids)
