"""What is known of one backup, and the register of a folder of them (`backups.json`), rebuilt where it is damaged.

No decision looks at a file's own date: which backup is newer is told by a counter, and how old it is by a time line of
the project, which a clock that is set forward or back cannot move far.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from resources.half_made import write_whole

REGISTER = "backups.json"
SUFFIX = ".polku"
VERSION = 1
WEEK = 7 * 24 * 3600.0  # seconds; a longer pause ages the backups by a week: a clock may have been wrong


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. `passed`: seconds on the project's time line. `reason`: empty, or before what it was made.

    `step`, `label`, `kind`: the last thing done in it. `erased`: how much had been erased for good when it was made.
    `locked`: it can only be looked into with the password; the counts of what could not be looked into are −1.
    """

    path: Path
    counter: int
    at: datetime
    passed: float
    reason: str = ""
    project: str = ""
    of: str = ""
    step: str = ""
    label: str = ""
    kind: str = ""
    stories: int = -1
    notes: int = -1
    answers: int = -1
    paths: int = -1
    erased: int = 0
    content: str = ""
    size: int = 0
    locked: bool = False
    verified: bool = False

    @property
    def id(self) -> str:
        """What a list knows it by."""
        return str(self.path)


_KINDS: Mapping[str, type] = {
    **dict.fromkeys(("counter", "stories", "notes", "answers", "paths", "erased", "size"), int),
    **dict.fromkeys(("reason", "project", "of", "step", "label", "kind", "content"), str),
    **dict.fromkeys(("locked", "verified"), bool),
}


def next_passed(last: Backup | None, now: datetime, elapsed: float | None = None) -> float:
    """Return where on the time line the next backup stands. `elapsed`: seconds since the last by a steady clock."""
    if last is None:
        return 0.0
    gone = (now - last.at).total_seconds() if elapsed is None else elapsed
    return last.passed + min(max(gone, 0.0), WEEK)


def read_register(folder: Path) -> tuple[Backup, ...] | None:
    """Return what the register of a folder says, oldest first; None: there is none that can be read."""
    try:
        told = json.loads((folder / REGISTER).read_text(encoding="utf-8"))
        found = [_backup_of(folder, entry) for entry in told["backups"]]
    except (OSError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return None
    return tuple(sorted(found, key=lambda one: one.counter))


def write_register(folder: Path, backups: Iterable[Backup]) -> None:
    """Write the register of a folder. OSError: it cannot be written there."""
    entries = [_entry_of(one) for one in sorted(backups, key=lambda one: one.counter)]
    write_whole(folder / REGISTER, as_text({"version": VERSION, "backups": entries}))


def as_text(told: object) -> str:
    """Return what a register holds as people can read it too."""
    return json.dumps(told, indent=1, ensure_ascii=False)


def _entry_of(one: Backup) -> dict[str, Any]:
    told = asdict(one)
    told["path"] = one.path.name
    told["at"] = one.at.astimezone(UTC).isoformat()
    return told


def _backup_of(folder: Path, entry: Mapping[str, Any]) -> Backup:
    """Return one entry. ValueError, TypeError or KeyError: it is none of ours."""
    names = {field.name for field in fields(Backup)}
    values = {name: value for name, value in entry.items() if name in names}
    for name, kind in _KINDS.items():
        if name in values and type(values[name]) is not kind:
            raise TypeError(name)
    name = str(values["path"])
    if name != Path(name).name or not name.endswith(SUFFIX):
        raise ValueError(name)  # never out of its folder
    at = datetime.fromisoformat(values["at"])
    if at.tzinfo is None:
        raise ValueError(name)
    whole: dict[str, Any] = {**values, "path": folder / name, "at": at, "passed": float(values["passed"])}
    return Backup(**whole)
