"""Makes a report with hardly any memory left; says as JSON what the person was told and whether the project goes on.

`python -m tests.faults.harness.starved PATH`, in a program of its own because the limit is the whole program's.
"""

import json
import resource
import sys
from datetime import date
from pathlib import Path

import psutil
from PySide6.QtCore import QCoreApplication, QEventLoop

from exports.catalog import export_of
from models import queries
from models.edits.voices import AddNotes
from models.project import Project
from resources.texts import translator
from tests.models.support import add_note, note
from widgets.jobs import Jobs
from widgets.share.work import save_work, sentence_of

ROOM = 24 * 1024 * 1024


def main(path: Path) -> dict[str, object]:
    """Let a report of many notes run out of memory, then go on."""
    application = QCoreApplication([])
    jobs, heard = Jobs(), list[object]()
    export = export_of("print-pack")
    with Project.create(path, "Title") as project:
        project.perform(AddNotes(tuple(note(f"note {number} " + "many words " * 40) for number in range(3000))))
        before = len(project.ask(queries.notes))
        copy = project.snapshot(export.purpose, date(2026, 3, 2))
        unlimited = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (psutil.Process().memory_info().vms + ROOM, unlimited[1]))
        job = jobs.start(save_work(export, copy, export.options(), "en", path.with_suffix(".pdf"), []))
        loop = QEventLoop()
        for ending in (job.done, job.failed, job.cancelled):
            ending.connect(lambda *found: (heard.extend(found), loop.quit()))
        loop.exec()
        resource.setrlimit(resource.RLIMIT_AS, unlimited)
        add_note(project, "goes on")
        after, faults = len(project.ask(queries.notes)), project.faults()
    del application
    left = sorted(entry.name for entry in path.parent.iterdir())
    told = sentence_of(heard[0], translator()) if heard else ""
    return {
        "sentence": told,
        "kind": repr(heard)[:200],
        "before": before,
        "after": after,
        "faults": faults,
        "left": left,
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))  # noqa: T201 - read by the test
