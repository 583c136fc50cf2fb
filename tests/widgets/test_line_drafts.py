"""Words half typed in a line: a draft in the file soon, in the line again after the program died, gone once kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from models import moments, queries, themes
from models.drafts_aside import drafts
from models.edits.moments import AddMoment
from models.edits.path import SetFeeling
from models.edits.project import AddSegment
from models.project import Project
from tests.models.support import column
from tests.widgets.map.support import close, fill, mark, path_of, room_of
from tests.widgets.sort.test_themes import Walled, notes, theme
from widgets.dialogs.typed import typed_of
from widgets.map.felt import FeltRow
from widgets.map.moments.panel import MomentsPanel
from widgets.map.room import MapRoom

Key = Qt.Key
HALF = "Nobody rang for thr"


@contextmanager
def after_dying(project: Project, folder: Path) -> Iterator[Project]:
    """What is stored of a project now, opened again; nobody settled before."""
    project.save_copy(folder / "left.polku")
    with Project.open(folder / "left.polku") as opened:
        yield opened


def drafted(qtbot: QtBot, project: Project) -> str:
    """Wait for the draft, and return its place. What a person is told of it are the words."""
    qtbot.waitUntil(lambda: bool(typed_of(project.ask(drafts))), timeout=20_000)
    ((place, words),) = project.ask(drafts)
    assert words == HALF
    assert [one.room_id for one in typed_of([(place, words)])] != [""]
    return place


def finish(qtbot: QtBot, line: QLineEdit, project: Project) -> None:
    """Type on and keep it."""
    assert line.isVisible()
    assert line.text() == HALF
    line.end(False)
    qtbot.keyClicks(line, "ee weeks")
    qtbot.keyClick(line, Key.Key_Return)
    QApplication.processEvents()
    assert project.ask(drafts) == ()


def give_up_and_begin_again(qtbot: QtBot, walled: Walled, key: Qt.Key) -> None:
    """Type half of it, leave by Escape, and type half of it once more."""
    for is_first in (True, False):
        walled.press(key)
        walled.type(HALF)
        drafted(qtbot, walled.project)
        if is_first:
            walled.press(Key.Key_Escape)
            assert walled.project.ask(drafts) == ()


# -- the wall -------------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", [(Key.Key_N,), (Key.Key_Left, Key.Key_Return)], ids=["new", "renamed"])
def test_a_name_of_a_theme(project: Project, qtbot: QtBot, tmp_path: Path, keys: tuple[Qt.Key, ...]) -> None:
    theme(project, "One")
    notes(project, 2)
    walled = Walled(project, qtbot)
    walled.press(*keys[:-1])
    give_up_and_begin_again(qtbot, walled, keys[-1])
    with after_dying(project, tmp_path) as left:
        again = Walled(left, qtbot)
        again.press(*keys)
        line = again.focus()
        assert isinstance(line, QLineEdit)
        finish(qtbot, line, left)
        assert f"{HALF}ee weeks" in [one.title for one in left.ask(themes.wall_themes)]


def test_clearer_words_while_reading_back(project: Project, qtbot: QtBot, tmp_path: Path) -> None:
    project.operator = "Facilitator"
    theme(project, "One", *notes(project, 2))
    walled = Walled(project, qtbot)
    walled.press(Key.Key_P, Key.Key_Right)
    give_up_and_begin_again(qtbot, walled, Key.Key_C)
    with after_dying(project, tmp_path) as left:
        left.operator = "Facilitator"
        again = Walled(left, qtbot)
        again.press(Key.Key_P, Key.Key_Right, Key.Key_C)
        finish(qtbot, again.page.read_back_bar.line, left)
        assert left.ask(queries.notes)[0].wording == f"{HALF}ee weeks"


# -- the map --------------------------------------------------------------------------------------


def moment_line(room: MapRoom) -> QLineEdit:
    panel = room.places.show_panel("moments")
    assert isinstance(panel, MomentsPanel)
    return panel.line


def renamed_line(room: MapRoom) -> QLineEdit:
    line = moment_line(room)
    panel = room.places.show_panel("moments")
    assert isinstance(panel, MomentsPanel)
    panel.rename.click()
    return line


def feeling_line(room: MapRoom) -> QLineEdit:
    mark(room, "Notice")
    row: FeltRow = next(row for row in room.inspector.card.felt._rows.values() if row.line.name == "Night nurses")
    if not row.note.isVisible():
        row.pen.click()
    return row.note


def moment_names(project: Project) -> list[str]:
    return [one.name for one in project.ask(moments.moments)]


def feeling_notes(project: Project) -> list[str]:
    return [one.note for one in path_of(project).feelings]


@pytest.mark.parametrize(
    ("line_of", "kept"),
    [(moment_line, moment_names), (renamed_line, moment_names), (feeling_line, feeling_notes)],
    ids=["moment", "moment renamed", "feeling"],
)
def test_a_line_of_the_map(
    project: Project,
    qtbot: QtBot,
    tmp_path: Path,
    line_of: Callable[[MapRoom], QLineEdit],
    kept: Callable[[Project], list[str]],
) -> None:
    fill(project)
    project.perform(AddMoment("Before lunch"))
    group = str(project.perform(AddSegment("Night nurses")).result)
    card = column(project, "SELECT id FROM touchpoint WHERE words = 'Notice'")[0]
    project.perform(SetFeeling(card, -2, group))
    room = room_of(project)
    try:
        line = line_of(room)
        line.selectAll()
        qtbot.keyClicks(line, HALF)
        drafted(qtbot, project)
        with after_dying(project, tmp_path) as left:
            again = room_of(left)
            finish(qtbot, line_of(again), left)
            assert f"{HALF}ee weeks" in kept(left)
            close(again)
        line.selectAll()
        qtbot.keyClick(line, Key.Key_Delete)
        room.context.document.settle()
        assert project.ask(drafts) == ()
    finally:
        close(room)
