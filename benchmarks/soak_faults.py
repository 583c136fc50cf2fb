"""R1–R5 for hours: kills, disks that fail, power that fails. Every call returns counts; `violations` must stay 0."""

import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from models.project import Project
from tests.faults.harness import killing, shim
from tests.faults.harness.killing import Tally

KILLS: dict[str, Callable[[Path, int], Tally]] = {
    "editing": killing.while_editing,
    "typing": killing.while_typing,
    "importing": killing.while_importing,
    "merging": killing.while_merging,
    "migrating": killing.while_migrating,
    "copying": killing.while_copying,
    "exporting": killing.while_exporting,
    "erasing": killing.while_erasing,
}
AT_ONCE = {"editing": 40}  # kills in one file before the next; of the others ten
JOURNALS = ("", "DELETE", "TRUNCATE")
POINTS, HONEST, LYING = 150, 200, 80


def soak_kills(seconds: float) -> dict[str, object]:
    """Kill programs at work of every kind, in turns."""
    until, counts, first = time.monotonic() + seconds, Counter[str](), list[str]()
    while True:
        for name, kill in KILLS.items():
            with tempfile.TemporaryDirectory() as made:
                folder = Path(made) / "work"
                folder.mkdir()
                Project.create(folder / "p.polku", "Title").close()
                tally = kill(folder / "p.polku", AT_ONCE.get(name, 10))
            counts[f"killed while {name}"] += tally.kills
            counts["acknowledged"] += tally.said
            counts["violations"] += len(tally.violations)
            first += [f"{name}: {one}" for one in tally.violations][: 5 - len(first)]
            if time.monotonic() > until:
                return {**counts, "first": first}


# Polku writes through the log alone. With another journal nothing may be lost either; but where its deletion is refused
# it lies beside the file, and what opens or reads it first says what that means for the file.
HARMLESS = ("left beside the file", "wrong sentence")


def soak_disk(seconds: float) -> dict[str, object]:
    """Let the disk fail at other points each time, with each of three journals."""
    until, counts, first, seed = time.monotonic() + seconds, Counter[str](), list[str](), time.time_ns()
    while time.monotonic() < until:
        for journal in JOURNALS:
            seed += 1
            asked = {"points": POINTS, "seed": seed, "journal": journal}
            told = shim.run_under("tests.faults.harness.disk", json.dumps(asked), timeout=7200)
            counts[f"points with {journal or 'WAL'}"] += told["points"]
            counts["failed calls"] += sum(told["fired"].values())
            wrong = [one for one in told["violations"] if not (journal and any(part in one for part in HARMLESS))]
            counts["violations"] += len(wrong)
            counts["journals not ours: left beside, or another sentence"] += len(told["violations"]) - len(wrong)
            first += [f"{journal or 'WAL'} {one[:600]}" for one in wrong][: 5 - len(first)]
            if time.monotonic() > until:
                break
    return {**counts, "first": first}


def soak_power(seconds: float) -> dict[str, object]:
    """Let the power fail at other moments each time, with an honest disk and a lying one."""
    until, counts, first, seed = time.monotonic() + seconds, Counter[str](), list[str](), time.time_ns()
    while time.monotonic() < until:
        seed += 1
        asked = {"honest": HONEST, "lying": LYING, "closing": 40, "seed": seed}
        told = shim.run_under("tests.faults.harness.power", json.dumps(asked), timeout=7200)
        for kind in ("honest", "lying", "closing"):
            counts[f"{kind} states"] += told[kind]["states"]
            counts["violations"] += len(told[kind]["first"]) and sum(told[kind][one] for one in ("lost", "bad", "half"))
            first += [f"{kind}: {one}" for one in told[kind]["first"]][: 5 - len(first)]
    return {**counts, "first": first}
