"""R8 and R9 for hours: broken files of every kind without end, and the bombs in three sizes.

python -m benchmarks.soak_imports [ROUNDS]      a round is one file of each of twelve kinds
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.faults.hostile import BOMBS
from tests.faults.mutants import mutant, seeds
from tests.faults.outcomes import of_bytes, peak
from tests.timing import quickest

SECONDS, BYTES = 5.0, 500_000_000
ROOT = Path(__file__).parents[1]


def soak_imports(rounds: int, seed: int | None = None) -> dict[str, object]:
    """Read so many broken files of each kind; return counts, and the first few that failed with how to make them."""
    beginning = seed if seed is not None else time.time_ns()
    before, counts, failed = peak(), Counter[str](), list[str]()
    for number in range(rounds):
        for kind in seeds():
            name, data = mutant(kind, random.Random(f"{beginning}/{number}/{kind}"))  # noqa: S311 - chance, no secret
            began = time.thread_time()
            counts["files"] += 1
            try:
                found = of_bytes(name, data, answers=kind.startswith("answers"))
            except Exception as error:  # noqa: BLE001 - each is what is looked for
                counts["unexpected exceptions"] += 1
                failed.append(f"{beginning}/{number}/{kind}: {type(error).__name__}")
                continue
            if time.thread_time() - began > SECONDS and quickest(lambda: of_bytes(name, data), 2) > SECONDS:  # noqa: B023
                counts["too slow"] += 1
                failed.append(f"{beginning}/{number}/{kind}: slow")
            if not found.sentence and found.rows != found.taken + found.aside:
                counts["rows lost"] += 1
                failed.append(f"{beginning}/{number}/{kind}: rows")
            counts["refused" if found.sentence else "read"] += 1
    grown = peak() - before
    zero = dict.fromkeys(("unexpected exceptions", "too slow", "rows lost"), 0)
    return {
        **zero,
        **counts,
        "megabytes": grown // 1_000_000,
        "too much memory": int(grown > BYTES),
        "failed": failed[:20],
    }


def soak_bombs(sizes: int = 3) -> dict[str, object]:
    """Read every bomb in so many sizes, each size in a process of its own; return what took most."""
    counts, failed = Counter[str](), list[str]()
    slowest, largest = 0.0, 0.0
    for size in range(1, sizes + 1):
        with tempfile.TemporaryDirectory() as folder:
            for number, bomb in enumerate(BOMBS):
                (Path(folder) / f"{number:02} {bomb.file}").write_bytes(bomb.make(size))
            command = [sys.executable, "-m", "tests.faults.outcomes", folder]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        for file, found in json.loads(done.stdout).items():
            counts["bombs"] += 1
            counts["refused"] += bool(found["sentence"])
            slowest, largest = max(slowest, found["seconds"]), max(largest, found["bytes"])
            if not found["sentence"] or found["seconds"] > 1 or found["bytes"] > 100_000_000:
                failed.append(f"{file} in size {size}")
    return {**counts, "slowest": round(slowest, 2), "megabytes": round(largest / 1_000_000), "failed": failed}


if __name__ == "__main__":
    print(json.dumps(soak_imports(int(sys.argv[1]) if len(sys.argv) > 1 else 1000), indent=2))
    print(json.dumps(soak_bombs(), indent=2))
