# ruff: noqa: S608 - every statement is made of constants of this module
"""A copy of the project in memory that holds only what one purpose allows: what is not in it cannot leak."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from models.reader import Reader
from models.store import Store

T = TypeVar("T")

# Stories that nobody allowed for this purpose today, or that were withdrawn, lose everything their tellers said.
_ALLOWED = (
    "SELECT story_id FROM consent WHERE purpose = :purpose AND answer = 'yes' "
    "AND (ask_again IS NULL OR ask_again >= :today) "
    "AND story_id NOT IN (SELECT story_id FROM withdrawal WHERE story_id IS NOT NULL)"
)
_FILTER = (
    f"UPDATE feeling SET story_id = NULL WHERE story_id NOT IN ({_ALLOWED})",
    f"DELETE FROM story_place WHERE story_id NOT IN ({_ALLOWED})",
    f"DELETE FROM story_tag WHERE story_id NOT IN ({_ALLOWED})",
    f"DELETE FROM redaction WHERE story_id NOT IN ({_ALLOWED})",
    f"DELETE FROM picture_place WHERE story_id NOT IN ({_ALLOWED})",
    f"DELETE FROM text_version WHERE of_table = 'story' AND of_id NOT IN ({_ALLOWED})",
    f"DELETE FROM story WHERE id NOT IN ({_ALLOWED})",
    "UPDATE voice SET words = '', translated_by = '', source = '', source_id = '', participant_id = NULL, "
    "segment_id = NULL, table_name = '' WHERE id IN (SELECT voice_id FROM withdrawal WHERE voice_id IS NOT NULL)",
    "UPDATE contribution SET wording = '' WHERE id IN (SELECT contribution_id FROM voice) AND id NOT IN "
    "(SELECT contribution_id FROM voice WHERE id NOT IN "
    "(SELECT voice_id FROM withdrawal WHERE voice_id IS NOT NULL))",
    "DELETE FROM contact",
    "DELETE FROM consent WHERE purpose <> :purpose",
    "DELETE FROM picture_bytes WHERE sha256 NOT IN "
    "(SELECT sha256 FROM picture WHERE id IN (SELECT picture_id FROM picture_place))",
    "DELETE FROM history_step",
    "DELETE FROM draft",
    "DELETE FROM export_log",
    "DELETE FROM search",
    "DELETE FROM search_entry",
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
        source.copy_into(copy)
        raw = copy.raw
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("BEGIN")
        values = {"purpose": purpose, "today": today.isoformat()}
        for statement in _FILTER:
            raw.execute(statement, values if ":" in statement else {})
        raw.execute("COMMIT")
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
