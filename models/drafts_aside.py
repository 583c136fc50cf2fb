"""Words being typed that the project's file cannot take now: the disk is full or gone, or the file may only be read.

They lie in a private file of the profile, one for each project by its id, and go back into the project as soon as it
can be written. Of a project that is locked with a password nothing is ever put on the disk outside it.
"""

import contextlib
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import func, select

from models.reader import Reader
from models.shapes import shapes
from models.tables import Draft, Tombstone
from resources.private import write_private

MEMORY, PROFILE = "memory", "profile"
ROW_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")


class DraftsAside:
    """The words of one project that its file could not take. `folder` None: they are kept in memory only."""

    def __init__(self, folder: Path | None, project_id: str, erasures: int = 0) -> None:
        """`erasures`: of how many erased rows the file knows. Words from before the last one are forgotten."""
        self._file = folder / f"{_stem(project_id)}.json" if folder else None
        self._words: dict[str, str] = {}
        self._erasures = erasures
        self.kept_in = PROFILE if self._file else MEMORY
        self._load()

    def __bool__(self) -> bool:
        return bool(self._words)

    def keep(self, place: str, words: str) -> None:
        """Keep words; empty ones say that the draft of this place is over."""
        if self._words.get(place) != words:
            self._words[place] = words
            self._write()

    def words(self, place: str) -> str | None:
        """Return the words of a place; None where the project's file is the one to ask."""
        return self._words.get(place)

    def places(self) -> dict[str, str]:
        """Return all words by their place."""
        return dict(self._words)

    def end(self, place: str) -> None:
        """Forget what was taken back into the project."""
        if self._words.pop(place, None) is not None:
            self._write()

    def forget(self, erasures: int | None = None) -> None:
        """Forget everything, on the disk too. `erasures`: how many rows are erased now."""
        self._erasures = self._erasures if erasures is None else erasures
        self._words.clear()
        self._remove()

    def only_in_memory(self) -> None:
        """Put nothing on the disk any more: the project is locked with a password."""
        self.kept_in = MEMORY
        self._remove()
        self._file = None

    # -- inside ---------------------------------------------------------------------------------

    def _load(self) -> None:
        if self._file is None:
            return
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError, KeyError):
            found = json.loads(self._file.read_text(encoding="utf-8", errors="surrogatepass"))
            if int(found["erasures"]) < self._erasures:  # one of them may hold what was erased since
                self._remove()
            else:
                self._words = {str(place): str(words) for place, words in found["words"].items()}

    def _write(self) -> None:
        if self._file is None:
            return
        if not self._words:
            self._remove()
            return
        try:
            write_private(self._file, json.dumps({"erasures": self._erasures, "words": self._words}))
            self.kept_in = PROFILE
        except OSError:
            self.kept_in = MEMORY  # the profile cannot be written either

    def _remove(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)


def forget_drafts(folder: Path, project_id: str) -> None:
    """Remove what lies aside of a project; called when words were erased without a window."""
    DraftsAside(folder, project_id).forget()


def erasures(reader: Reader) -> int:
    """Return how many rows were erased for good: a number that only grows, whatever the clocks say."""
    return int(reader.scalar(select(func.count()).select_from(Tombstone)) or 0)


def drafts(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return place and words of every draft in the file, the newest first."""
    rows = reader.rows(select(Draft.place, Draft.words).order_by(Draft.written_at.desc(), Draft.place))
    return tuple((str(place), str(words)) for place, words in rows)


def without_field(reader: Reader, places: Iterable[str]) -> frozenset[str]:
    """Return those places of drafts that belong to a row which is gone: no field is left where they stand again."""
    return frozenset(
        place for place in places if any(not _is_there(reader, row_id) for row_id in ROW_ID.findall(place))
    )


def _is_there(reader: Reader, row_id: str) -> bool:
    tables = (table for table, shape in shapes().items() if "id" in shape.columns)
    return any(reader.driver_rows(f'SELECT 1 FROM "{table}" WHERE id = ?', row_id) for table in tables)  # noqa: S608


def _stem(project_id: str) -> str:
    """Return a name for the file that says nothing, whatever a hostile file calls itself."""
    return hashlib.blake2b(project_id.encode(errors="replace"), digest_size=12).hexdigest()
