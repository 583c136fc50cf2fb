"""Where the real data lies that nobody on the team wrote; tests without it are skipped, and say so."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3].parent / "shared" / "data"


def shared(place: str) -> Path:
    """Return a path below ../shared/data, or skip the test (or the whole file) where it is absent."""
    path = SHARED / place
    if not path.exists():
        pytest.skip(f"the shared data are not here: {path}", allow_module_level=True)
    return path


def all_shared(pattern: str) -> list[Path]:
    """Return the files of a pattern for parametrizing; empty where the data are absent, so the test is skipped."""
    return sorted(SHARED.glob(pattern))
