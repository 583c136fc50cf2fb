"""The soak column of R13: random histories of five laptops, merged in random orders and groupings, again and again."""

import random
import time
from collections.abc import Sequence

from models.project import Project
from tests.models.merging.laptops import ERASING, copied, digest, merged, started, together, walked
from tests.models.support import EDITS, Op

LAPTOPS = 5


def soak_merges(seconds: float, seed: int = 0) -> dict[str, int]:
    """Return how many histories were merged, and how often two ways of merging came to different content."""
    counts = {"histories": 0, "merges": 0, "different": 0}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        number = random.Random(seed + counts["histories"])  # noqa: S311 - a choice, no secret
        with started() as origin:
            walked(origin, _ops(number, 25, lowest=0))
            laptops = [walked(copied(origin), _ops(number, 10, lowest=ERASING)) for _ in range(LAPTOPS)]
            digests = {digest(_some_way(number, laptops)) for _ in range(3)}
        counts["histories"] += 1
        counts["merges"] += 3 * (LAPTOPS - 1)
        counts["different"] += len(digests) - 1
    return counts


def _some_way(number: random.Random, laptops: Sequence[Project]) -> Project:
    """Merge laptops in some order and grouping, some of them twice."""
    left = list(laptops)
    number.shuffle(left)
    while len(left) > 1:
        one, other = left.pop(), left.pop(number.randrange(len(left)))
        both = together(one, other)
        if number.random() < 0.2:
            merged(both, other)
        left.append(both)
    return left[0]


def _ops(number: random.Random, count: int, *, lowest: int) -> list[Op]:
    few = 4 if lowest else 60
    return [(number.randint(lowest, len(EDITS) - 1), number.randrange(few), number.randrange(60)) for _ in range(count)]


if __name__ == "__main__":
    import sys

    print(soak_merges(float(sys.argv[1]) if len(sys.argv) > 1 else 60))
