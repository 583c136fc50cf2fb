"""After every command, whatever became of it, nothing of the machinery lies about."""

from collections.abc import Iterator
from pathlib import Path

import pytest

LEFT_OVERS = (".lock", "-wal", "-shm", "-journal", ".part", ".tmp")


@pytest.fixture(autouse=True)
def _nothing_is_left_behind(tmp_path: Path) -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    yield
    assert [path.name for path in tmp_path.rglob("*") if path.name.endswith(LEFT_OVERS)] == []
