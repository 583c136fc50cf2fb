"""R9: bombs are refused with a sentence within a second, and take less than 100 MB, in a process of their own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.hostile import BOMBS

ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES = 1.0, 100


def weighed(folder: Path) -> dict[str, dict[str, float]]:
    """What the files of a folder take, read in a process of their own."""
    command = [sys.executable, "-m", "tests.faults.outcomes", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.slow
def test_e8_r9_thirty_bombs_are_refused_within_a_second(tmp_path: Path) -> None:
    assert len(BOMBS) >= 25
    for number, bomb in enumerate(BOMBS):
        (tmp_path / f"{number:02} {bomb.file}").write_bytes(bomb.make(1))
    with (tmp_path / "99 sparse.csv").open("wb") as sparse:
        sparse.truncate(5_000_000_000)  # five gigabytes that take no room
    quickest = weighed(tmp_path)
    if any(one["seconds"] > SECONDS for one in quickest.values()):  # a busy machine: what is slow is so again
        again = weighed(tmp_path)
        quickest = {name: min(one, again[name], key=lambda two: two["seconds"]) for name, one in quickest.items()}
    names = [*(bomb.name for bomb in BOMBS), "five gigabytes of nothing"]
    for name, (file, found) in zip(names, quickest.items(), strict=True):
        assert found["sentence"], (name, file)
        assert found["seconds"] <= SECONDS, (name, found)
        assert found["bytes"] <= MEGABYTES * 1_000_000, (name, found)
