"""D6: long lists. What the order, a filter, a page and scrolling take, against a raw read of all rows in the same run.

The reference is the plain way's least: the driver reads id, words, kind and theme of every note into Python, unsorted.
The window's part (`scroll`) is the real table on the offscreen platform, without a style sheet.
"""

import os
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.measure import Figure
from benchmarks.notes import KINDS, texts
from models import lists
from models.edits.path import AddPath, AddStage
from models.edits.project import AddSegment
from models.edits.sorting import AddTheme
from models.edits.theming import PutNotes
from models.edits.voices import AddNotes, NewNote, NewVoice, Place
from models.lists import ListQuery
from models.project import Project

ROUNDS = 7
FRAME_LIMIT = 100.0  # milliseconds that nothing may block the window
ALL = (
    "SELECT c.id, c.kind, v.words, n.theme_id FROM contribution c JOIN voice v ON v.contribution_id = c.id "
    "LEFT JOIN theme_note n ON n.contribution_id = c.id"
)


def measure(counts: tuple[int, ...] = (10_000, 100_000), folder: Path | None = None) -> tuple[Figure, ...]:
    """Measure lists of several lengths."""
    return tuple(figure for count in counts for figure in _of(count, folder))


def _of(count: int, folder: Path | None) -> tuple[Figure, ...]:
    with TemporaryDirectory(dir=folder) as name, Project.create(Path(name) / "lists.polku", "Lists") as project:
        _fill(project, count)
        ask = project.ask
        known = ask(lists.names)
        usual = ask(lists.listing, ListQuery(), known)
        page = usual.page(count // 2, 64)
        works: tuple[tuple[str, Callable[[], object]], ...] = (
            ("order and first page, newest first", lambda: _shown(project, ListQuery(), known)),
            ("sorted by words", lambda: _shown(project, ListQuery(sort="words"), known)),
            ("sorted by group", lambda: _shown(project, ListQuery(sort="group"), known)),
            ("grouped by theme", lambda: _shown(project, ListQuery(group_by="theme"), known)),
            ("only one kind", lambda: _shown(project, ListQuery(only={"kind": ("idea",)}), known)),
            ("only what holds a word", lambda: _shown(project, ListQuery(words="kalo"), known)),
            ("a page of 64 rows", lambda: ask(lists.rows, "notes", page, known)),
        )
        told = f"{count:,} notes"
        figures: list[Figure] = []
        for what, work in works:
            taken, ratio = _beside(work, lambda: ask(lambda reader: reader.driver_rows(ALL)))
            if count <= 10_000:
                figures.append(Figure("D6", f"{told}: {what}, processor time", taken, "ms", FRAME_LIMIT))
            figures.append(Figure("D6", f"{told}: {what} / raw read of all rows", ratio))
        scrolled = _scrolled(project)
        figures.append(Figure("D6", f"{told}: scrolling by a row, painted", scrolled, "ms", 16.0))
        return tuple(figures)


def _fill(project: Project, count: int) -> None:
    """Write notes with groups, steps and themes, as a year of workshops leaves them."""
    groups = [str(project.perform(AddSegment(f"Group {at}")).result) for at in range(6)]
    path = str(project.perform(AddPath("Path")).result)
    stages = [str(project.perform(AddStage(path, f"Stage {at}")).result) for at in range(8)]
    ways = zip(texts(count), cycle(KINDS), cycle(groups), cycle(stages), strict=False)
    made = tuple(
        NewNote((NewVoice(words, {"segment_id": group}),), {"kind": kind}, (Place(stage),) if at % 3 else ())
        for at, (words, kind, group, stage) in enumerate(ways)
    )
    ids = project.perform(AddNotes(made)).result
    assert isinstance(ids, tuple)
    for at in range(12):
        theme = str(project.perform(AddTheme(f"Theme {at}")).result)
        project.perform(PutNotes(tuple(ids[at::24][:400]), theme))


def _shown(project: Project, query: ListQuery, known: lists.Names) -> object:
    listing = project.ask(lists.listing, query, known)
    return project.ask(lists.rows, query.of, listing.page(0, 64), known)


def _beside(work: Callable[[], object], raw: Callable[[], object]) -> tuple[float, float]:
    """Return the milliseconds of a work, and how they compare to the raw one; by turns, medians."""
    taken = [(_processor(work), _processor(raw)) for _ in range(ROUNDS)]
    return 1000 * median(own for own, _ in taken), median(own for own, _ in taken) / median(
        beside for _, beside in taken
    )


def _processor(work: Callable[[], object]) -> float:
    """Return the processor's seconds: nothing here waits, and other programs do not count."""
    start = process_time()
    work()
    return process_time() - start


def _scrolled(project: Project, rows: int = 50) -> float:
    """Return the median milliseconds of scrolling by one row, with reading and painting."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from resources.texts import translator
    from widgets.lists.columns import COLUMNS
    from widgets.lists.table import ListTable
    from widgets.look import Look

    application = QApplication.instance() or QApplication([])
    known, look = project.ask(lists.names), Look()
    look.load_first_faces()
    look.choose("light", 100)
    table = ListTable(look, translator("en"), "List", lambda ids: project.ask(lists.rows, "notes", ids, known))
    table.resize(1200, 600)
    table.show_listing(project.ask(lists.listing, ListQuery(), known), known, "", COLUMNS["notes"][:7])
    table.show()
    application.processEvents()
    bar, taken = table.verticalScrollBar(), []
    for _ in range(rows):
        start = process_time()
        bar.setValue(bar.value() + table.rowHeight(0))
        application.processEvents()
        taken.append(process_time() - start)
    table.close()
    return 1000 * median(taken)
