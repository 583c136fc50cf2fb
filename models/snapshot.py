# ruff: noqa: S608 - every statement is made of constants of this module
"""A copy of the project in memory that holds only what one purpose allows: what is not in it cannot leak."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from models import queries
from models.consent import may_use
from models.reader import Reader
from models.store import Store
from models.tables import SEARCH_INDEX
from models.trouble import raise_trouble, result_code

T = TypeVar("T")

# Stories that nobody allowed for this purpose today, or that were withdrawn, lose everything their tellers said.
_ALLOWED = "SELECT id FROM allowed_story"
_GONE = "SELECT voice_id FROM withdrawal WHERE voice_id IS NOT NULL"
_NOTES_GONE = (
    "SELECT contribution_id FROM voice WHERE contribution_id NOT IN "
    f"(SELECT contribution_id FROM voice WHERE id NOT IN ({_GONE}))"
)
_FILTER = (
    f"UPDATE feeling SET story_id = NULL, note = '' WHERE story_id NOT IN ({_ALLOWED})",
    f"DELETE FROM story_place WHERE story_id NOT IN ({_ALLOWED})",
    f"DELETE FROM story_tag WHERE story_id NOT IN ({_ALLOWED})",
    f"DELETE FROM redaction WHERE story_id NOT IN ({_ALLOWED})",
    f"DELETE FROM picture_place WHERE story_id NOT IN ({_ALLOWED})",
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
    "DELETE FROM consent WHERE purpose <> ? OR story_id NOT IN (SELECT id FROM story)",
    "DELETE FROM participant WHERE id NOT IN (SELECT participant_id FROM story WHERE participant_id IS NOT NULL "
    "UNION SELECT participant_id FROM voice WHERE participant_id IS NOT NULL "
    "UNION SELECT participant_id FROM feeling WHERE participant_id IS NOT NULL "
    "UNION SELECT participant_id FROM ballot WHERE participant_id IS NOT NULL)",
    "DELETE FROM picture_bytes WHERE sha256 NOT IN "
    "(SELECT sha256 FROM picture WHERE id IN (SELECT picture_id FROM picture_place))",
    "DELETE FROM history_step",
    "DELETE FROM draft",
    "DELETE FROM export_log",
    "DELETE FROM search_entry",
    "DROP TABLE search",  # emptying it would leave words in its segments
    SEARCH_INDEX,
)


class Snapshot:
    """A filtered copy. It keeps nothing of the file, so one other thread may use it, one at a time."""

    def __init__(self, store: Store, purpose: str, today: date) -> None:
        self._store = store
        self._reader = Reader(store.connection)
        self.purpose = purpose
        self.today = today

    @classmethod
    def take(cls, source: Store, purpose: str, today: date) -> "Snapshot":
        """Copy a store and remove what `purpose` does not allow on the day `today`."""
        copy = Store.in_memory()
        try:
            source.copy_into(copy)
            _filter(copy, purpose, _allowed(copy, purpose, today))
        except BaseException as error:
            copy.abandon()
            if result_code(error):
                raise_trouble(error, source.name)
            raise
        return cls(copy, purpose, today)

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


def _allowed(copy: Store, purpose: str, today: date) -> tuple[str, ...]:
    """Return the stories that may be used, by the one rule there is for it."""
    return tuple(story.id for story in queries.stories(Reader(copy.connection)) if may_use(story, purpose, today))


def _filter(copy: Store, purpose: str, allowed: tuple[str, ...]) -> None:
    raw = copy.raw
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten, not only forgotten
    raw.execute("BEGIN")
    raw.execute("CREATE TEMP TABLE allowed_story (id TEXT PRIMARY KEY)")
    raw.executemany("INSERT INTO allowed_story VALUES (?)", [(story_id,) for story_id in allowed])
    for statement in _FILTER:
        raw.execute(statement, (purpose,) if "?" in statement else ())
    raw.execute("DROP TABLE allowed_story")
    raw.execute("COMMIT")
