"""Damaged and hostile documents for as long as one likes; see tests/faults/damage.py for what is done to them."""

import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from models.recover import recover
from tests.faults.damage import WAYS, content_of, dice, look, rows_of, zero

SAMPLE = Path(__file__).resolve().parents[1] / "tests" / "data" / "schema_5.polku"


def soak_damage(rounds: int, first: int = 0) -> dict[str, float]:
    """Damage so many documents and look at each: how many changed content, how many of these went unnoticed."""
    found: Counter[str] = Counter()
    worst = 0.0
    with TemporaryDirectory() as folder:
        path, good = Path(folder) / "p.polku", SAMPLE.read_bytes()
        path.write_bytes(good)
        sound = content_of(path)
        for seed in range(first, first + rounds):
            content = bytearray(good)
            WAYS[seed % len(WAYS)](content, dice(seed))
            path.write_bytes(content)
            began = time.thread_time()
            looked = look(path)
            worst = max(worst, time.thread_time() - began)
            changed = content_of(path) != sound
            found["documents"] += 1
            found["changed"] += changed
            found["unnoticed"] += changed and not looked.is_detected
            found["touched"] += path.read_bytes() != content
    return {**found, "longest": worst}


def soak_recovery(rounds: int, first: int = 0) -> dict[str, int]:
    """Zero three sectors of so many documents and recover them: how often less than 95 % of the rows came back."""
    below = 0
    with TemporaryDirectory() as folder:
        path, good, out = (Path(folder) / name for name in ("p.polku", "good.polku", "out.polku"))
        good.write_bytes(SAMPLE.read_bytes())
        rows = rows_of(good)
        for seed in range(first, first + rounds):
            content, rng = bytearray(good.read_bytes()), dice(seed)
            for _ in range(3):
                zero(content, rng)
            path.write_bytes(content)
            recover(path, out)
            below += len(rows & rows_of(out)) < 0.95 * len(rows)
            out.unlink()
    return {"recovered": rounds, "less than 95 %": below}
