"""The last step of each project that this computer has seen stored, kept outside the file: ids and numbers only.

A file that lies at the same place and does not hold that step has lost its last seconds: somebody deleted the log
beside it, or a stick said that it had written what it had not.
"""

import contextlib
import json
from pathlib import Path
from typing import Any

from models.device import place_of
from models.reader import Reader
from models.store import Store
from resources.half_made import write_whole

MOST = 300  # projects; the oldest are forgotten
LAST = "SELECT id, counter FROM history_step ORDER BY seq DESC LIMIT 1"


class LastKnown:
    """Remembers in one file of the profile."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._noted: dict[str, Any] = {}

    def is_missing(self, store: Store) -> bool:
        """Tell whether an open file lacks the last step that was seen stored in it on this computer."""
        project = _project(store)
        known = self._read().get(project)
        if known is None or store.path is None or known.get("place") != place_of(store.path):
            return False  # another copy of the project, or nothing is known of it
        found = Reader(store.connection).driver_rows("SELECT 1 FROM history_step WHERE id = ?", str(known.get("step")))
        return not found

    def note(self, store: Store) -> None:
        """Remember the last step of an open file; nothing is said where the profile cannot be written."""
        rows = Reader(store.connection).driver_rows(LAST)
        if not rows or store.path is None or store.read_only:
            return
        entry = {"step": rows[0][0], "counter": rows[0][1], "place": place_of(store.path)}
        project = _project(store)
        if self._noted.get(project) == entry:
            return
        self._noted[project] = entry
        self._write(project, entry)

    def _write(self, project: str, entry: dict[str, Any]) -> None:
        known = self._read()
        known.pop(project, None)
        known[project] = entry
        kept = dict(list(known.items())[-MOST:])
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, json.dumps(kept, indent=1))

    def _read(self) -> dict[str, dict[str, Any]]:
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
            told: Any = json.loads(self._path.read_text(encoding="utf-8"))
            return {str(project): dict(entry) for project, entry in told.items()}
        return {}


def _project(store: Store) -> str:
    rows = Reader(store.connection).driver_rows("SELECT id FROM project")
    return str(rows[0][0]) if rows else ""
