"""Where backups go: the folder that the settings name, and a second one such as a stick. No Qt."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.paths import Paths

FIRST, SECOND = "backups_folder", "backups_second"


def backup_places(paths: Paths, first: str, second: str) -> tuple[Path, ...]:
    """Return the places, the first one first; an empty name means the usual place, or none."""
    here = _folder(first) or paths.backups
    beside = _folder(second)
    return (here, beside) if beside is not None and beside != here else (here,)


def places_in_profile(paths: Paths) -> tuple[Path, ...]:
    """Return the places as the settings of a profile name them, for a program without a window."""
    try:
        told = json.loads(paths.settings.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        told = {}
    values: Mapping[str, Any] = told if isinstance(told, dict) else {}
    first, second = (values.get(key, "") for key in (FIRST, SECOND))
    return backup_places(paths, first if isinstance(first, str) else "", second if isinstance(second, str) else "")


def _folder(named: str) -> Path | None:
    """Return a folder that somebody named; none for nothing, and for what no folder can be called."""
    path = Path(named) if named.strip() and "\0" not in named else None
    return path if path is not None and path.is_absolute() else None
