"""What the organisation wrote in other languages and in easy read: one version a text and language, with its writer.

A version is current while the text it was written for is still there word for word. Once that changes it is outdated:
no document prints it until somebody has looked at it again. Exact words have no versions: they stay in their language.
"""

import hashlib
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select

from models import tables as t
from models.list_sql import FIRST, GONE_NOTES, GONE_STORIES, SPOKEN
from models.reader import Reader
from models.tables import Domain

VERSIONED: tuple[tuple[str, str], ...] = (
    ("workshop", "ask"),
    ("theme", "title"),
    ("answer", "sentence"),
    ("contribution", "wording"),
    ("story", "clearer"),
)
TABLES: dict[str, type[Domain]] = {
    "workshop": t.Workshop,
    "theme": t.Theme,
    "answer": t.Answer,
    "contribution": t.Contribution,
    "story": t.Story,
}
Key = tuple[str, str, str]  # table, id, field of a text

# Each text with the code of what it is of, and words that say what that is, where it does not say so itself.
_HAS = "EXISTS (SELECT 1 FROM text_version x WHERE x.of_id = {0}.id)"
_ASKS = f"""
SELECT 'workshop', w.id, 'ask', w.code, w.title, w.ask FROM workshop w
WHERE w.ask <> '' OR {_HAS.format("w")} ORDER BY w."order", w.id
"""  # noqa: S608 - constants
_TITLES = """
SELECT 'theme', h.id, 'title', h.code, h.summary, h.title FROM theme h ORDER BY h."order", h.id
"""
_SENTENCES = f"""
SELECT 'answer', a.id, 'sentence', coalesce(c.code, h.code), coalesce(h.title, c.wording), a.sentence
FROM answer a LEFT JOIN contribution c ON c.id = a.contribution_id LEFT JOIN theme h ON h.id = a.theme_id
WHERE (c.id IS NULL OR c.id NOT IN ({GONE_NOTES})) AND (a.sentence <> '' OR {_HAS.format("a")})
ORDER BY c."order", c.id, h."order", h.id
"""  # noqa: S608 - constants
_WORDINGS = f"""
SELECT 'contribution', c.id, 'wording', c.code, '', c.wording FROM contribution c
WHERE c.id NOT IN ({GONE_NOTES}) AND (c.wording <> '' OR {_HAS.format("c")}) ORDER BY c."order", c.id
"""  # noqa: S608 - constants
_CLEARER = f"""
SELECT 'story', s.id, 'clearer', s.code, '', s.clearer FROM story s
WHERE s.id NOT IN ({GONE_STORIES}) AND (s.clearer <> '' OR {_HAS.format("s")}) ORDER BY s."order", s.id
"""  # noqa: S608 - constants
_SAID_IN = {
    "contribution": f"SELECT v.words {FIRST.replace('c.id', '?')}",
    "answer": f"SELECT v.words FROM answer a JOIN contribution c ON c.id = a.contribution_id JOIN voice v "  # noqa: S608
    f'ON {SPOKEN} WHERE a.id = ? ORDER BY v."order", v.id LIMIT 1',
    "story": "SELECT s.words FROM story s WHERE s.id = ?",
}
SOURCES = (_ASKS, _TITLES, _SENTENCES, _WORDINGS, _CLEARER)


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """A version of a text. `written_for`: the text_hash of the words that it was written for."""

    id: str
    of_table: str
    of_id: str
    field: str
    language: str
    easy_read: bool
    words: str
    writer: str
    written_for: str

    @property
    def key(self) -> Key:
        """Which text it is a version of."""
        return self.of_table, self.of_id, self.field

    def is_current(self, words: str) -> bool:
        """Tell whether the text still says what the version was written for."""
        return self.written_for == text_hash(words)


class VersionedText(NamedTuple):
    """A text that may have versions. `code`: of what it is of, `about`: words that say what that is, may be empty."""

    table: str
    id: str
    field: str
    code: str
    about: str
    words: str

    @property
    def key(self) -> Key:
        """What tells it from the others."""
        return self.table, self.id, self.field


def text_hash(words: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def same_language(one: str, other: str) -> bool:
    """Tell whether two codes mean one language: en and en-GB do."""
    return _short(one) == _short(other)


def _short(language: str) -> str:
    return language.strip().lower().replace("_", "-").partition("-")[0]


def versions(reader: Reader) -> tuple[VersionRecord, ...]:
    """Return every version, outdated ones too, in the order in which they were written."""
    return reader.records(VersionRecord, t.TextVersion)


def versions_of(reader: Reader, table: str, row_id: str, field: str) -> tuple[VersionRecord, ...]:
    """Return the versions of one text."""
    found = (t.TextVersion.of_table == table, t.TextVersion.of_id == row_id, t.TextVersion.field == field)
    return reader.records(VersionRecord, t.TextVersion, *found)


def texts(reader: Reader) -> tuple[VersionedText, ...]:
    """Return the texts that may have versions: those with words, and those that had when a version was written."""
    kept = {version.key for version in versions(reader)}
    rows = (VersionedText(*row) for source in SOURCES for row in reader.driver_rows(source))
    return tuple(one for one in rows if one.words.strip() or one.key in kept)


def exact_words(reader: Reader, text: VersionedText) -> str:
    """Return the first exact words that a text was made of, empty where there are none."""
    source = _SAID_IN.get(text.table)
    rows = reader.driver_rows(source, text.id) if source else []
    return str(rows[0][0]) if rows else ""


def words_of(reader: Reader, table: str, row_id: str, field: str) -> str | None:
    """Return the words of a text that may have versions, None where what it belongs to is gone."""
    cls = TABLES[table]
    found = reader.scalar(select(getattr(cls, field)).where(cls.id == row_id))
    return None if found is None else str(found)


def is_withdrawn(reader: Reader, table: str, row_id: str) -> bool:
    """Tell whether what people said was withdrawn, and with it every text that was made of it."""
    source = {"contribution": GONE_NOTES, "story": GONE_STORIES}.get(table)
    if table == "answer":
        noted = reader.scalar(select(t.Answer.contribution_id).where(t.Answer.id == row_id))
        return noted is not None and is_withdrawn(reader, "contribution", str(noted))
    if source is None:
        return False
    return bool(reader.driver_rows(f"SELECT 1 WHERE ? IN ({source})", row_id))


def outdated(reader: Reader) -> frozenset[str]:
    """Return the ids of the versions whose text has changed since they were written, or is gone."""
    found = versions(reader)
    now = {text.key: text.words for text in texts(reader)} if found else {}
    return frozenset(one.id for one in found if one.key not in now or not one.is_current(now[one.key]))
