"""D3: importing 100,000 notes, with history and search index, against raw SQLite storing the same rows."""

from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.measure import Cost, Figure, by_turns, cost_of, in_child
from benchmarks.notes import notes
from benchmarks.raw import CONTRIBUTION, VOICE, raw_file, rows_of
from models.edits.imports import ImportNotes
from models.project import Project
from models.writer import CodeSupply

LIMIT = 3.5
LIMIT_MEGABYTES = 20.0
LIMIT_SLICE = 100.0  # milliseconds: the window never blocks for more than a tenth of a second
# As Polku's own index, but over the voices' words where they stand, which is the leanest way SQLite offers.
INDEX = (
    "CREATE VIRTUAL TABLE words_index USING fts5"
    "(words, content='voice', tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
)


def measure(count: int = 100_000, rounds: int = 3, folder: Path | None = None) -> tuple[Figure, ...]:
    """Import `count` notes each way by turns, each in a fresh process, on the disk that `folder` is on."""
    ways = (
        lambda: in_child(polku_import, count, folder),
        lambda: in_child(raw_import, count, folder, search=True),
        lambda: in_child(raw_import, count, folder, search=False),
    )
    polku, raw, bare = by_turns(rounds, *ways)
    few = min(count, 2738)
    slices = in_child(longest_slice, few, folder)
    what = f"import of {count:,} notes with history and search"
    return (
        Figure("D3", f"{what} / raw rows and their index", polku.wall / raw.wall, "×", LIMIT),
        Figure("D3", "the same, processor time", polku.cpu / raw.cpu),
        Figure("D3", f"{what} / raw rows without an index", polku.wall / bare.wall, "×", LIMIT),
        Figure("D3", "the same, processor time", polku.cpu / bare.cpu),
        Figure(
            "D3", "memory at the peak above raw rows and index", polku.megabytes - raw.megabytes, "MB", LIMIT_MEGABYTES
        ),
        Figure("D3", f"longest slice while {few:,} notes are imported", slices[0] * 1000, "ms", LIMIT_SLICE),
        Figure("D3", "longest slice while that is taken back", slices[1] * 1000, "ms", LIMIT_SLICE),
    )


def longest_slice(count: int, folder: Path | None) -> tuple[float, float]:
    """Return the longest time in seconds that a window is kept from drawing while the notes are written, and while
    they are taken back; a window does some of these steps in a row, up to a fiftieth of a second."""
    edit = ImportNotes("0" * 64, "notes.csv", "csv", notes(count))
    with TemporaryDirectory(dir=folder) as name, Project.create(Path(name) / "import.polku", "Import") as project:
        project.perform(ImportNotes("1" * 64, "first.csv", "csv", notes(1)))  # a window has written before
        return longest_step(project.performing(edit)), longest_step(project.undoing())


def longest_step(work: Generator[object, None, object]) -> float:
    """Return the longest time between two steps."""
    longest, began = 0.0, perf_counter()
    for _ in work:
        longest, began = max(longest, perf_counter() - began), perf_counter()
    return max(longest, perf_counter() - began)


def polku_import(count: int, folder: Path | None) -> Cost:
    """What the import takes; the notes were read from their file before."""
    edit = ImportNotes("0" * 64, "notes.csv", "csv", notes(count))
    with TemporaryDirectory(dir=folder) as name, Project.create(Path(name) / "import.polku", "Import") as project:
        return cost_of(lambda: project.perform(edit))


def raw_import(count: int, folder: Path | None, *, search: bool) -> Cost:
    """What one transaction of the driver takes that stores the same rows, which were made before."""
    codes = CodeSupply(1, 0)
    rows = [rows_of(note, codes) for note in notes(count)]
    heads = [head for head, _ in rows]
    voices = [voice for _, spoken in rows for voice in spoken]
    with TemporaryDirectory(dir=folder) as name, raw_file(Path(name)) as connection:
        if search:
            connection.execute(INDEX)

        def store() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(CONTRIBUTION.insert, heads)
            connection.executemany(VOICE.insert, voices)
            if search:
                connection.execute("INSERT INTO words_index(words_index) VALUES ('rebuild')")
            connection.execute("COMMIT")

        return cost_of(store)
