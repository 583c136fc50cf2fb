"""R25: a long run of opening, editing, reporting and closing; memory, descriptors, threads and the log stay small."""

import tempfile
import threading
import time
from datetime import date
from pathlib import Path

import psutil

from models import queries
from models.edits.voices import ChangeNote, DeleteNote
from models.project import Project
from tests.models.support import add_note

ACTIONS = 120  # between opening and closing
AGAIN = 10  # openings of one file
LARGEST_LOG = 16 * 1024 * 1024
WARM = 0.3  # of the time: caches fill
MOST = 1.0  # megabytes of growth an hour
LEAST_SECONDS = 1800  # below, a slope says nothing


def soak_long(seconds: float) -> dict[str, object]:
    """Work as a person does, over and over; return slopes and largest values. `violations`: limits not kept."""
    process, began = psutil.Process(), time.monotonic()
    seen: list[tuple[float, float, int, int]] = []
    actions = openings = largest = 0
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "p.polku"
        while (now := time.monotonic() - began) < seconds:
            if openings % AGAIN == 0:  # the history of a file grows with what is done, and memory with it
                path.unlink(missing_ok=True)
                Project.create(path, "Title").close()
            openings += 1
            with Project.open(path) as project:
                largest = max(largest, _session(project, path))
            actions += ACTIONS
            memory = process.memory_info().rss / 1024**2
            seen.append((now / 3600, memory, process.num_fds(), threading.active_count()))
    warm = [one for one in seen if one[0] * 3600 >= WARM * seconds] or seen[-1:]
    slope = _slope([(at, memory) for at, memory, _, _ in warm])
    constant = len({one[2] for one in warm}) == 1 and len({one[3] for one in warm}) == 1
    steep = slope > MOST and seconds >= LEAST_SECONDS
    return {
        "actions": actions,
        "openings": openings,
        "megabytes an hour": round(slope, 2),
        "descriptors": sorted({one[2] for one in warm}),
        "threads": sorted({one[3] for one in warm}),
        "largest log in bytes": largest,
        "violations": int(not constant) + int(largest > LARGEST_LOG) + int(steep),
    }


def _session(project: Project, path: Path) -> int:
    """Do ACTIONS things that leave the file as large as it was; return the largest log met."""
    largest, log = 0, path.with_name(path.name + "-wal")
    for number in range(ACTIONS // 6):
        note_id = add_note(project, f"words {number}", "second voice")
        project.perform(ChangeNote(note_id, {"wording": f"title {number}"}))
        project.undo()
        project.redo()
        project.keep_draft("here", f"half a sentence {number}")
        project.perform(DeleteNote(note_id))
        if number % 10 == 0:
            with project.snapshot("room", date(2026, 3, 2)) as copy:
                copy.ask(queries.notes)
            project.rest()
        if log.exists():
            largest = max(largest, log.stat().st_size)
    project.keep_draft("here", "")
    return largest


def _slope(points: list[tuple[float, float]]) -> float:
    """Return the slope of a line through points, by least squares."""
    count = len(points)
    middle_x = sum(x for x, _ in points) / count
    middle_y = sum(y for _, y in points) / count
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread if spread else 0.0
