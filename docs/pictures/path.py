"""Makes pictures of a path as it fills a hall's wall: `python docs/pictures/path.py FOLDER`, in the project's folder.

Eight stages, six lanes, sixty cards with long Finnish words and Arabic text, three groups, connections; at three levels
of zoom, in light and in dark.
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from make import SIZE, TODAY, save
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from app.arguments import Launch
from app.paths import find_paths
from app.startup import begin, make_program
from models import path_reads
from models.edits.path import AddPath, ChangeTouchpoint, NewCard, SetFeeling
from models.edits.path_links import Connect
from models.edits.project import AddSegment
from models.project import Project
from tests.waiting import pause, wait_until

ZOOMS = (0.5, 1.0, 2.0)
GROUPS = ("Omaiset", "العائلة", "Henkilökunta")
STAGES = (
    "Huomataan",
    "Ensiyhteys",
    "Palveluntarpeen arviointi",
    "Diagnoosi",
    "Kotona asuminen",
    "Muutos",
    "Hoivakoti",
    "Jälkeenpäin",
)
LANES = ("people_do", "feeling", "people_meet", "visibility", "behind", "other_organisations")
WITH_CARDS = (0, 2, 4, 5)
WORDS = (
    "أول مكالمة هاتفية مع المركز الصحي",
    "Muistisairauden epäily",
    "lääkkeidenantoaikataulunmuutosilmoituslomake",
    "Kotihoidon asiakasmaksupäätös",
    "الانتظار ستة أسابيع",
    "Omaishoidontukihakemus",
    "Palveluntarvearvioinnin odotusaika",
)
LINKS = (
    (0, 3, "branch", "jos kiire"),
    (5, 1, "loop", "uudestaan alusta"),
    (2, 9, "next", ""),
    (6, None, "drop_out", "luovuttaa"),
)


def make_path(file: Path) -> None:
    """Make the project that the pictures show."""
    cards = tuple(NewCard(n % 8, WITH_CARDS[n // 8 % 4], WORDS[n % len(WORDS)]) for n in range(60))
    lanes = tuple((kind, "") for kind in LANES)
    positions = ("before", *("within",) * 6, "after")
    with Project.create(file, "Muistipolku") as project:
        groups = [str(project.perform(AddSegment(name)).result) for name in GROUPS]
        project.perform(AddPath("Muistisairaan palvelupolku", "as_is", "", STAGES, lanes, cards, positions))
        path = project.ask(path_reads.paths)[0]
        top = [card for card in path.cards if card.lane_id == path.lanes[0].id]
        for n, card in enumerate(top):
            project.perform(SetFeeling(card.id, n * 7 % 5 - 2, groups[n % 3]))
            project.perform(SetFeeling(card.id, n * 3 % 5 - 2, groups[(n + 1) % 3]))
            facts = {"channel": "puhelin", "waiting": "kuusi viikkoa", "pain_point": n % 3 == 0}
            evidence = ("told", "observed", "data", "assumed")[n % 4]
            project.perform(ChangeTouchpoint(card.id, {**facts, "evidence": evidence}))
        for leaves, leads, kind, words in LINKS:
            project.perform(Connect(top[leaves].id, None if leads is None else top[leads].id, kind, words))


def main(folder: Path) -> None:
    """Write one picture a zoom and palette into `folder`."""
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as profile:
        file = Path(profile) / "muistipolku.polku"
        make_path(file)
        launch = Launch(profile=Path(profile))
        program = make_program(find_paths(launch.profile), launch, lambda: TODAY)
        program.window.resize(SIZE)
        program.window.show()
        begin(program, launch)
        program.open_path(file)
        wait_until(lambda: program.workspace is not None)
        for palette in ("light", "dark"):
            program.settings.set("palette", palette)
            program.show_room("map")
            room = program.workspace.room("map") if program.workspace else None
            for zoom in ZOOMS:
                pause(300)
                room.view.scale_to(zoom, QPoint(0, 0))  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
                pause(300)
                save(program, folder / f"path-{round(zoom * 100)}-{palette}.png")
        program.window.close()
        application.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent))
