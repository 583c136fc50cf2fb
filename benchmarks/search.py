"""D5: a keystroke of search at 100,000 rows, through the function that Ctrl+K calls."""

from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks.measure import Figure, quicker
from benchmarks.notes import notes, texts
from models.edits.imports import ImportNotes
from models.find import find
from models.project import Project

LIMIT = 20.0  # milliseconds
SHOWN = 30  # as app/finding.py asks for


def measure(count: int = 100_000, phrases: int = 60, folder: Path | None = None) -> tuple[Figure, ...]:
    """Type phrases letter by letter, and parts of words, into a project of `count` notes."""
    with TemporaryDirectory(dir=folder) as name:
        path = Path(name) / "search.polku"
        with Project.create(path, "Search") as project:
            project.perform(ImportNotes("0" * 64, "notes.csv", "csv", notes(count)))
        with Project.open(path) as project:
            whole, cpu = _typed(project, keystrokes(phrases))
            within, _ = _typed(project, parts(phrases))
    what = f"a key of search at {count:,} notes"
    return (
        Figure("D5", f"{what}, 95 of 100 are quicker", quicker(whole, 95), "ms", LIMIT),
        Figure("D5", "the same, processor time", quicker(cpu, 95), "ms"),
        Figure("D5", "the same, median", median(whole), "ms"),
        Figure("D5", f"{what}, parts within words, 95 of 100 are quicker", quicker(within, 95), "ms", LIMIT),
    )


def keystrokes(phrases: int) -> list[str]:
    """Return what stands in the field after each key while two words that follow each other are typed."""
    random = Random(5)  # noqa: S311 - the same in every run
    known = texts(3000)
    typed: list[str] = []
    for _ in range(phrases):
        words = random.choice(known).split()
        at = random.randrange(len(words) - 1)
        phrase = " ".join(words[at : at + 2])
        typed += [phrase[:length] for length in range(1, len(phrase) + 1)]
    return typed


def parts(phrases: int) -> list[str]:
    """Return parts of three to six letters from within long words."""
    words = sorted({word for text in texts(200) for word in text.split() if len(word) > 8})
    return [word[2 : 2 + length] for word in words[:phrases] for length in (3, 4, 5, 6)]


def _typed(project: Project, typed: Iterable[str]) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each search, by the clock and of the processor."""
    pairs = [_timed(lambda words=words: project.ask(find, words, SHOWN)) for words in typed]
    return [wall for wall, _ in pairs], [cpu for _, cpu in pairs]


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = perf_counter(), process_time()
    work()
    return (perf_counter() - wall) * 1000, (process_time() - cpu) * 1000
