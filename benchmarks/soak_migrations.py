"""R14 for as long as one likes: random documents of every version, opened by this one; see tests/models/older.py."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.models.older import make_document, what_is_lost

KEPT = sorted((Path(__file__).resolve().parents[1] / "tests" / "data").glob("schema_*.polku"))


def soak_migrations(rounds: int, seed: int = 0) -> dict[str, object]:
    """Make so many documents, each in every version: how many lost something, and what the first ones lost."""
    violations: list[str] = []
    for number in range(seed, seed + rounds):
        with TemporaryDirectory() as folder:
            present, older = (Path(folder) / name for name in ("p.polku", "older.polku"))
            make_document(present, random.Random(number))  # noqa: S311 - edits, no secret
            for kept in KEPT:
                if lost := what_is_lost(present, kept, older):
                    violations.append(f"{kept.stem}, seed {number}: {lost}")
    return {"documents": rounds * len(KEPT), "violations": len(violations), "first": violations}
