"""Run as a program: makes every document of a project while a watch is on; prints what it saw as JSON.

python -m tests.faults.make_documents PROJECT FOLDER
"""

import json
import sys
from datetime import date
from pathlib import Path

from exports.catalog import EXPORTS, make
from models.project import Project
from tests.faults.naughty import Watched

TODAY = date(2027, 5, 14)


def main(project_path: str, folder: str) -> None:
    """Make each document twice: the first time libraries read files of their own."""
    out = Path(folder)
    watched = Watched(out, Path(project_path).parent)
    troubles: dict[str, str] = {}
    with Project.open(Path(project_path), reading=True) as project:
        for again in (False, True):
            for export in EXPORTS:
                with project.snapshot(export.purpose, TODAY) as copy:
                    target = out / f"{export.id}{export.suffix}"
                    try:
                        if again:
                            with watched.on():
                                make(export, copy, target)
                        else:
                            make(export, copy, target)
                    except Exception as error:  # noqa: BLE001 - all of them are told at once
                        troubles[export.id] = f"{type(error).__name__}: {error}"[:400]
    sys.stdout.write(json.dumps({"seen": sorted(set(watched.seen)), "troubles": troubles}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
