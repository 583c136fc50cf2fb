# ruff: noqa: S608 - every statement is made of constants of this module
"""A copy of the project in memory that holds only what one purpose allows, and nothing that documents hide."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from models import hidden, queries
from models.consent import may_use, to_ask
from models.keep_gate import failing
from models.reader import Reader
from models.records import StoryRecord
from models.store import Store
from models.tables import SEARCH_INDEX, SEARCH_TABLES
from models.trouble import raise_trouble, result_code
from models.versions import outdated, text_hash, versions, words_of
from models.vocabulary import PURPOSES, codes

T = TypeVar("T")

# Stories that nobody allowed for this purpose today, or that were withdrawn, lose everything their tellers said.
_ALLOWED = "SELECT id FROM allowed_story"
# An empty story_id is of no story and stays: SQL finds that NULL is "not in" a list of nothing.
_OF_OTHER_STORIES = f"story_id IS NOT NULL AND story_id NOT IN ({_ALLOWED})"
_WITHOUT_PHOTOS = f"story_id IS NOT NULL AND story_id NOT IN ({_ALLOWED} WHERE photos)"
_GONE = "SELECT voice_id FROM withdrawal WHERE voice_id IS NOT NULL"
_NOTES_GONE = (
    "SELECT contribution_id FROM voice WHERE contribution_id NOT IN "
    f"(SELECT contribution_id FROM voice WHERE id NOT IN ({_GONE}))"
)
_FILTER = (
    f"UPDATE feeling SET story_id = NULL, note = '' WHERE {_OF_OTHER_STORIES}",
    f"DELETE FROM story_place WHERE story_id NOT IN ({_ALLOWED})",
    f"DELETE FROM story_tag WHERE story_id NOT IN ({_ALLOWED})",
    f"DELETE FROM redaction WHERE {_OF_OTHER_STORIES}",
    f"DELETE FROM picture_place WHERE {_WITHOUT_PHOTOS}",
    f"DELETE FROM text_version WHERE of_table = 'story' AND of_id NOT IN ({_ALLOWED})",
    f"DELETE FROM story WHERE id NOT IN ({_ALLOWED})",
    f"DELETE FROM redaction WHERE voice_id IN ({_GONE})",
    f"DELETE FROM text_version WHERE of_table = 'voice' AND of_id IN ({_GONE})",
    f"DELETE FROM text_version WHERE of_table = 'contribution' AND of_id IN ({_NOTES_GONE})",
    f"DELETE FROM picture_place WHERE contribution_id IN ({_NOTES_GONE})",
    f"UPDATE vote_option SET label = '' WHERE contribution_id IN ({_NOTES_GONE})",
    f"UPDATE contribution SET wording = '' WHERE id IN ({_NOTES_GONE})",
    "UPDATE voice SET words = '', translated_by = '', language = '', source = '', source_id = '', "
    f"participant_id = NULL, segment_id = NULL, table_name = '' WHERE id IN ({_GONE})",
    "DELETE FROM contact",
    "UPDATE response SET participant_id = NULL",
    "DELETE FROM consent WHERE purpose <> ? OR story_id NOT IN (SELECT id FROM story)",
    "DELETE FROM participant WHERE id NOT IN (SELECT participant_id FROM story WHERE participant_id IS NOT NULL "
    "UNION SELECT participant_id FROM voice WHERE participant_id IS NOT NULL "
    "UNION SELECT participant_id FROM feeling WHERE participant_id IS NOT NULL "
    "UNION SELECT participant_id FROM ballot WHERE participant_id IS NOT NULL)",
    "DELETE FROM picture WHERE id NOT IN (SELECT picture_id FROM picture_place)",
    "DELETE FROM picture_bytes WHERE sha256 NOT IN (SELECT sha256 FROM picture)",
    "DELETE FROM history_step",
    "DELETE FROM merge_conflict",
    "DELETE FROM draft",
    "DELETE FROM export_log",
    "DELETE FROM search_entry",
    *(f"DROP TABLE {table}" for table in SEARCH_TABLES),  # emptying them would leave words in their segments
    *SEARCH_INDEX,
)


class Snapshot:
    """A filtered copy. It keeps nothing of the file, so one other thread may use it, one at a time.

    `left_out` is all that it knows of stories whose tellers did not agree to the purpose: how many there are. For the
    room it also knows the codes, and nothing else, of the stories whose tellers were not asked everything: `to_ask`.
    """

    def __init__(
        self, store: Store, purpose: str, today: date, left_out: int = 0, to_ask: tuple[str, ...] = ()
    ) -> None:
        self._store = store
        self._reader = Reader(store.connection)
        self.purpose = purpose
        self.today = today
        self.left_out = left_out
        self.to_ask = to_ask

    @classmethod
    def take(cls, source: Store, purpose: str, today: date) -> "Snapshot":
        """Copy a store and remove what `purpose` does not allow on the day `today`."""
        copy = Store.in_memory(source.key)
        try:
            source.copy_into(copy)
            told = queries.stories(Reader(copy.connection))
            allowed = _allowed(told, purpose, today)
            left_out = sum(1 for story in told if not story.withdrawn) - len(allowed)
            _filter(copy, purpose, allowed, _allowed(told, "photo", today))
        except BaseException as error:
            copy.abandon()
            if result_code(error):
                raise_trouble(error, source.name)
            raise
        return cls(copy, purpose, today, left_out, _to_ask(told) if purpose == "room" else ())

    def ask(self, query: Callable[..., T], /, *args: object) -> T:
        """Return what a query of models.queries reads in the copy."""
        return query(self._reader, *args)

    def close(self) -> None:
        """Forget the copy."""
        self._store.abandon()

    def __enter__(self) -> "Snapshot":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _allowed(told: tuple[StoryRecord, ...], purpose: str, today: date) -> tuple[str, ...]:
    """Return the stories that may be used, by the one rule there is for it."""
    return tuple(story.id for story in told if may_use(story, purpose, today))


def _to_ask(told: tuple[StoryRecord, ...]) -> tuple[str, ...]:
    """Return the codes of the stories whose tellers were not asked about every purpose."""
    return tuple(story.code for story in told if not story.withdrawn and to_ask(story, codes(PURPOSES)))


def _filter(copy: Store, purpose: str, allowed: tuple[str, ...], photos: tuple[str, ...]) -> None:
    """Remove the rest. `photos`: the stories whose tellers also agreed to photos; the others lose their pictures."""
    raw = copy.raw
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten, not only forgotten
    raw.execute("BEGIN")
    raw.execute("CREATE TEMP TABLE allowed_story (id TEXT PRIMARY KEY, photos INTEGER)")
    with_photos = frozenset(photos)
    rows = [(story_id, story_id in with_photos) for story_id in allowed]
    raw.executemany("INSERT INTO allowed_story VALUES (?, ?)", rows)
    for statement in _FILTER:
        raw.execute(statement, (purpose,) if "?" in statement else ())
    raw.execute("DROP TABLE allowed_story")
    reader = Reader(copy.connection)
    for version_id in outdated(reader):  # what was written for other words, or for what is not here any more
        raw.execute("DELETE FROM text_version WHERE id = ?", (version_id,))
    changes = hidden.changes(reader)
    for one in changes:
        raw.execute(f'UPDATE {one.table} SET "{one.column}" = ? WHERE id = ?', (one.text, one.row_id))
    _follow_versions(copy, changes)
    for answer_id in failing(Reader(copy.connection)):  # of a file that could only be read
        raw.execute("UPDATE answer SET confirmed = 0 WHERE id = ?", (answer_id,))
    raw.execute("DELETE FROM redaction")  # its places are counted in words that are not here any more
    raw.execute("COMMIT")


def _follow_versions(copy: Store, changes: tuple[hidden.Changed, ...]) -> None:
    """Let versions go on with texts of which something is hidden.

    A version in which nothing of it was found is removed: what is hidden may stand there in another form or script.
    """
    changed = {(one.table, one.row_id, one.column) for one in changes}
    for version in versions(Reader(copy.connection)):
        if version.key not in changed:
            continue
        if ("text_version", version.id, "words") not in changed:
            copy.raw.execute("DELETE FROM text_version WHERE id = ?", (version.id,))
            continue
        words = words_of(Reader(copy.connection), *version.key) or ""
        copy.raw.execute("UPDATE text_version SET written_for = ? WHERE id = ?", (text_hash(words), version.id))
