"""The Soak column: every harness of faults for as long as wanted.

`python -m benchmarks.soak [--minutes N] [--only NAME …] [--json FILE]`, from the project's folder. The time is shared
among the harnesses. Prints a table; exit code 1 where anything was violated.
"""

import argparse
import importlib
import inspect
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import soak_faults, soak_locks, soak_long
from tests.faults.harness import shim

Soak = Callable[[float], dict[str, object]]
LARGEST = ("longest", "most")  # of these the largest counts
BAD = (
    "violations",
    "unexpected exceptions",
    "too slow",
    "too large",
    "lost",
    "failed",
    "wrong",
    "not refused",
    "unnoticed",
    "touched",
    "different",
    "erased_words_found",
    "rows lost",
    "too much memory",
    "less than 95 %",
)


@dataclass(frozen=True)
class Harness:
    """One harness, with its share of the time and the numbers of the goals that it serves."""

    goals: str
    share: float
    run: Soak


def _of(module: str, function: str) -> Soak:
    """Return a harness that is kept in another module of benchmarks."""
    found = getattr(importlib.import_module(f"benchmarks.{module}"), function)
    takes = tuple(inspect.signature(found).parameters)
    if takes[:1] != ("seconds",):
        return lambda seconds: _in_rounds(found, seconds)
    return (lambda seconds: found(seconds, seed=_number())) if "seed" in takes else found


def _number() -> int:
    """Return where to begin: each run tries something else."""
    return time.time_ns() % 1_000_000_000


def _in_rounds(run: Callable[..., dict[str, Any]], seconds: float) -> dict[str, object]:
    """Run a harness that counts in rounds until the time is over, and add its counts up.

    One that takes `first` or `seed`, which decide what it tries, gets another one each time.
    """
    until, first = time.monotonic() + seconds, list[object]()
    counts: dict[str, float] = {}
    seeded = {"first", "seed"} & {*inspect.signature(run).parameters}
    number = _number()
    while time.monotonic() < until:
        number += 1
        for name, value in run(1, **dict.fromkeys(seeded, number)).items():
            if isinstance(value, int | float):
                before = counts.get(name, 0)
                counts[name] = max(before, value) if name in LARGEST else before + value
            elif isinstance(value, list):
                first += value[: 5 - len(first)]
    return {**counts, "first": first}


def harnesses() -> dict[str, Harness]:
    """Return all that can run on this computer."""
    found: dict[str, Harness | None] = {
        "kills": Harness("R1 R2 R23", 3, soak_faults.soak_kills),
        "disk": Harness("R3", 3, soak_faults.soak_disk) if not shim.why_not() else None,
        "power": Harness("R4 R5", 2, soak_faults.soak_power) if not shim.why_not() else None,
        "locks": Harness("R21", 1, soak_locks.soak_locks),
        "long": Harness("R25", 2, soak_long.soak_long),
    }
    for name, goals in (
        ("damage", "R6 R7"),
        ("recovery", "R6"),
        ("imports", "R8"),
        ("backups", "R20 R22"),
        ("privacy", "R20"),
        ("merges", "R13"),
        ("migrations", "R14"),
        ("words", "R10 R11 R12"),
    ):
        run = _of("soak_damage" if name == "recovery" else f"soak_{name}", f"soak_{name}")
        found[name] = Harness(goals, 1, run)
    return {name: one for name, one in found.items() if one is not None}


def violated(counts: dict[str, object]) -> float:
    """Return how many of the counts tell of something that must not be."""
    return sum(value for name, value in counts.items() if name in BAD and isinstance(value, int | float))


def main() -> int:
    """Run the harnesses, print and keep what they found."""
    known = harnesses()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0, help="of all harnesses together (60)")
    parser.add_argument("--only", action="append", choices=sorted(known), help="only this one; again for more")
    parser.add_argument("--json", type=Path, help="a file for the counts")
    chosen = parser.parse_args()
    names = chosen.only or list(known)
    shares = sum(known[name].share for name in names)
    told: dict[str, dict[str, object]] = {}
    for name in names:
        seconds = chosen.minutes * 60 * known[name].share / shares
        began = time.monotonic()
        told[name] = {**known[name].run(seconds), "seconds": round(time.monotonic() - began)}
        print(f"{name} ({known[name].goals}), {told[name]['seconds']} s", flush=True)
        for what, value in told[name].items():
            if what != "seconds" and value != []:
                print(f"    {what:32} {value}", flush=True)
    found = sum(violated(counts) for counts in told.values())
    print(json.dumps(told, ensure_ascii=False))
    if chosen.json:
        chosen.json.write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")
    print(f"violations: {found}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
