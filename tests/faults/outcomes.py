"""What becomes of a file that somebody hands in: as the window and the commands read it, by its ending.

Run as a module with a folder it reads every file there, and prints as JSON what that took of time and memory.
"""

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from exports.exchange.dry_run import try_out
from exports.exchange.feedback import FeedbackTarget, plan_feedback
from exports.exchange.pictures import LARGEST_FILE, OTHER_SUFFIXES, SUFFIXES, clean_picture
from exports.exchange.planning import ForAll, Target, plan_path
from exports.exchange.reading_once import read_once
from exports.exchange.sources import HowRead, is_journey, read_source
from models.code_index import CodeIndex
from models.errors import Refused

EURO = Target("EUR")
PHOTOS = (*SUFFIXES, *OTHER_SUFFIXES)


@dataclass(frozen=True)
class Outcome:
    """How it ended: a sentence, or how many rows the file has, of which so many were taken."""

    sentence: str = ""
    rows: int = 0
    taken: int = 0
    aside: int = 0


def outcome(path: Path, *, answers: bool = False) -> Outcome:
    """Return what becomes of a file. Whatever is not Refused is a bug, and comes through."""
    try:
        if path.suffix.lower() in PHOTOS:
            clean_picture(read_once(path, LARGEST_FILE + 1))
            return Outcome(rows=1, taken=1)
        return of_bytes(path.name, read_source(path), answers=answers)
    except Refused as error:
        return Outcome(str(error))


def of_bytes(name: str, data: bytes, *, answers: bool = False) -> Outcome:
    """The same for bytes that were read."""
    try:
        if Path(name).suffix.lower() in PHOTOS:
            clean_picture(data)
            return Outcome(rows=1, taken=1)
        if answers:
            target = FeedbackTarget(CodeIndex({}, {}), (), frozenset())
            found = plan_feedback(target, name, data)
            found.edit()
            return Outcome(rows=len(found.rows) + len(found.dropped), taken=len(found.rows), aside=len(found.dropped))
        if is_journey(Path(name), data):
            cards = len(plan_path(EURO, Path(name), data).edit.cards)
            return Outcome(rows=cards, taken=cards)
        run = try_out(name, data, EURO, HowRead(), ForAll())
    except Refused as error:
        return Outcome(str(error))
    aside = len(run.draft.dropped) + len(run.draft.left_out)
    return Outcome(rows=len(run.rows), taken=len(run.edit().notes), aside=aside)


def peak() -> int:
    """Return the largest memory that this process has had, in bytes; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def forget_peak() -> None:
    """Let the largest memory be what it is now."""
    reset = Path("/proc/self/clear_refs")
    if reset.exists():
        reset.write_text("5")


def _weigh(path: Path) -> dict[str, object]:
    forget_peak()
    before, began = peak(), time.process_time()
    found = outcome(path)
    return {"sentence": found.sentence, "seconds": time.process_time() - began, "bytes": peak() - before}


def main() -> None:
    """Weigh every file of a folder; the libraries are loaded before."""
    import openpyxl  # noqa: F401
    from PIL import Image

    Image.init()
    folder = Path(sys.argv[1])
    json.dump({path.name: _weigh(path) for path in sorted(folder.iterdir())}, sys.stdout)


if __name__ == "__main__":
    main()
