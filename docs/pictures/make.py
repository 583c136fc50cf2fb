"""Makes the pictures of the README from the running program: `python docs/pictures/make.py`, in the project's folder.

Opens the example on the offscreen platform, goes through the rooms in light and in dark, and writes one PNG each.
"""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.arguments import Launch
from app.paths import find_paths
from app.program import Program
from app.startup import begin, make_program
from tests.waiting import pause, wait_until
from widgets.places import ROOM_PLACES

SIZE = QSize(1366, 768)
TODAY = date(2027, 5, 14)


def main(folder: Path, palettes: tuple[str, ...] = ("light", "dark"), size: QSize = SIZE, percent: int = 100) -> None:
    """Write one picture a room and palette into `folder`."""
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as profile:
        launch = Launch(profile=Path(profile))
        program = make_program(find_paths(launch.profile), launch, lambda: TODAY)
        program.window.resize(size)
        program.window.show()
        save(program, folder / "start-light.png")
        begin(program, launch)
        program.open_example()
        wait_until(lambda: program.workspace is not None)
        for palette in palettes:
            program.settings.set("palette", palette)
            program.settings.set("text_size", percent)
            for place in ROOM_PLACES:
                show(program, place.id)
                wait_until(lambda: not program.jobs.is_busy())
                pause(400)
                save(program, folder / f"{place.id}-{palette}.png")
        program.window.close()
        application.processEvents()


def show(program: Program, room_id: str) -> None:
    """Go to a room, and in some to what shows best what it is for."""
    from models import queries

    workspace = program.workspace
    assert workspace is not None
    program.show_room(room_id)
    room = workspace.room(room_id)
    if room_id == "map":
        path = workspace.document.ask(queries.paths)[0]
        room.show_row("touchpoint", next(card.id for card in path.cards if card.pain_point))
    elif room_id == "weigh":
        notes = workspace.document.ask(queries.notes)
        room.show_row("contribution", next(note.id for note in notes if "second assessment form" in note.wording))


def save(program: Program, path: Path) -> None:
    """Write what the window shows now."""
    program.window.notices.hide()
    pause(50)
    program.window.grab().save(str(path))


if __name__ == "__main__":
    main(Path(__file__).parent)
