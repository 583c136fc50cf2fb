"""Where the real data lies that nobody on the team wrote; tests without it are skipped, and say so."""

import json
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).parents[3].parent / "shared" / "data"


def shared(place: str) -> Path:
    """Return a path below ../shared/data, or skip the test (or the whole file) where it is absent."""
    path = SHARED / place
    if not path.exists():
        pytest.skip(f"the shared data are not here: {path}", allow_module_level=True)
    return path


def all_shared(pattern: str) -> list[Any]:
    """Return the files of a pattern for parametrizing; where the data are absent, one case that is skipped."""
    return sorted(SHARED.glob(pattern)) or _absent(pattern)


def cases(place: str) -> list[Any]:
    """Return the cases of a JSON list for parametrizing; where the data are absent, one case that is skipped."""
    path = SHARED / place
    return json.loads(path.read_text("utf-8")) if path.exists() else _absent(place)


def _absent(place: str) -> list[Any]:
    reason = f"the shared data are not here: {SHARED / place}"
    return [pytest.param(None, id="absent", marks=pytest.mark.skip(reason=reason))]
