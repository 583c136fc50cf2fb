"""D1 without the window: adding one note through Project.perform against a raw commit of the same two rows."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.measure import Figure, quicker
from benchmarks.notes import notes
from benchmarks.raw import CONTRIBUTION, VOICE, raw_file, rows_of
from models.edits.voices import AddNote
from models.project import Project
from models.writer import CodeSupply

LIMIT = 3.0
WARM_UP = 20


def measure(count: int = 1000, folder: Path | None = None) -> tuple[Figure, ...]:
    """Add `count` notes both ways by turns, each timed alone, on the disk that `folder` is on."""
    polku: list[float] = []
    raw: list[float] = []
    with (
        TemporaryDirectory(dir=folder) as name,
        Project.create(Path(name) / "edits.polku", "Edits") as project,
        raw_file(Path(name)) as connection,
    ):

        def commit_raw() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(CONTRIBUTION.insert, head)
            connection.execute(VOICE.insert, voices[0])
            connection.execute("COMMIT")

        codes = CodeSupply(1, 0)
        for note in notes(count + WARM_UP):
            head, voices = rows_of(note, codes)
            edit = AddNote(note)
            polku.append(_timed(lambda edit=edit: project.perform(edit)))
            raw.append(_timed(commit_raw))
    polku, raw = polku[WARM_UP:], raw[WARM_UP:]
    what = "one note with history and search index / raw commit of its rows"
    return (
        Figure("D1", f"{what}, the quickest tenth of each", quicker(polku, 10) / quicker(raw, 10), "×", LIMIT),
        Figure("D1", f"{what}, medians", median(polku) / median(raw), "×", LIMIT),
        Figure("D1", "the same, the slowest tenth of each", quicker(polku, 90) / quicker(raw, 90)),
    )


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
