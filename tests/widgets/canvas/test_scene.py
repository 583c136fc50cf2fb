"""The drawn path: what appears, what stays, what assistive technology hears, and the manners of the projector."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.path import ChangeTouchpoint, DeleteTouchpoint, SetFeeling
from models.project import Project
from resources.texts import translator
from tests.widgets.map.support import fill, path_of
from tests.widgets.support import context_of
from widgets.canvas.curves import CurveFace
from widgets.canvas.faces import CardLook, marks_of
from widgets.canvas.feelings import lines_of
from widgets.canvas.scene import PathScene
from widgets.canvas.spots import Spot, neighbour, spot_of_card, still_there
from widgets.canvas.view import PathView
from widgets.canvas.words import Fonts, laid_out
from widgets.look import Look

tr = translator("en")


def scene_of(project: Project, *, manners: bool = False) -> PathScene:
    scene = PathScene(context_of(project).look, tr, manners=manners)
    scene.show_path(path_of(project), project.ask(queries.groups))
    return scene


def test_only_what_changed_gets_a_new_face(qtbot: QtBot, project: Project) -> None:
    fill(project)
    scene = scene_of(project)
    first, second, _ = path_of(project).cards
    faces = {card.id: scene.card_item(card.id).face for card in (first, second)}  # pyright: ignore[reportOptionalMemberAccess]
    project.perform(ChangeTouchpoint(second.id, {"words": "Wait for a very long time, then wait again for longer"}))
    scene.show_path(path_of(project), project.ask(queries.groups))
    assert scene.card_item(first.id).face is faces[first.id]  # pyright: ignore[reportOptionalMemberAccess]
    changed = scene.card_item(second.id)
    assert changed is not None
    assert changed.face.height > faces[second.id].height
    project.perform(DeleteTouchpoint(second.id))
    scene.show_path(path_of(project))
    assert scene.card_item(second.id) is None


def test_cards_of_a_cell_never_overlap(qtbot: QtBot, project: Project) -> None:
    fill(project)
    scene = scene_of(project)
    first, second, third = (scene.card_item(card.id) for card in path_of(project).cards)
    assert first is not None
    assert second is not None
    assert third is not None
    assert first.area().bottom() < second.area().top()
    assert second.area().bottom() < third.area().top()  # the row took the height of its fullest cell


def test_what_is_spoken_follows_the_path_and_goes_with_it(qtbot: QtBot, project: Project) -> None:
    fill(project)
    scene = scene_of(project)
    view = PathView(scene, "The path")
    spoken = QAccessible.queryAccessibleInterface(view)
    assert spoken.role() == QAccessible.Role.List
    names = [spoken.child(at).text(QAccessible.Text.Name) for at in range(spoken.childCount())]
    assert names[0] == "Stage A. Before"
    assert "A1.1 Notice. What people do" in names
    card = path_of(project).cards[0]
    scene.mark(spot_of_card(path_of(project), card.id))
    item = spoken.focusChild()
    assert item.text(QAccessible.Text.Name) == "A1.1 Notice. What people do"
    assert item.role() == QAccessible.Role.ListItem
    project.perform(DeleteTouchpoint(card.id))
    scene.show_path(path_of(project))
    names = [spoken.child(at).text(QAccessible.Text.Name) for at in range(spoken.childCount())]
    assert not any("Notice" in name for name in names)
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_projector_manners_hide_counts_and_red(project: Project) -> None:
    fill(project)
    path = path_of(project)
    project.perform(ChangeTouchpoint(path.cards[0].id, {"pain_point": True}))
    path = path_of(project)
    asked = CardLook(path.cards[0], path.lanes[0], 4, 2, 200, True)
    assert {mark.tone for mark in marks_of(asked, tr)} == {"", "neutral"}
    assert not any("4" in mark.text or "2" in mark.text for mark in marks_of(asked, tr))
    plain = CardLook(path.cards[0], path.lanes[0], 4, 2, 200, False)
    assert [mark.text for mark in marks_of(plain, tr)] == ["A1.1", "Pain point", "4 stories", "2 notes"]


def test_nothing_can_be_marked_with_projector_manners(qtbot: QtBot, project: Project) -> None:
    fill(project)
    scene = scene_of(project, manners=True)
    item = scene.card_item(path_of(project).cards[0].id)
    assert item is not None
    assert scene.spot_at(item.area().center()) is None


def test_a_group_is_one_line_with_its_spread(project: Project) -> None:
    fill(project)
    path = path_of(project)
    group = project.ask(queries.groups)[0]
    project.perform(SetFeeling(path.cards[0].id, -2, group.id))
    project.perform(SetFeeling(path.cards[2].id, 1, group.id))
    project.perform(SetFeeling(path.cards[2].id, -1))
    lines = lines_of(path_of(project), project.ask(queries.groups), tr)
    assert [(line.name, line.joined, len(line.points)) for line in lines] == [
        ("Carers", True, 2),
        ("Group not said", False, 1),
    ]
    columns = {path.stages[0].id: (0.0, 100.0), path.stages[1].id: (110.0, 100.0)}
    face = CurveFace(Fonts(Look()), tr, path_of(project), lines, columns)
    assert face.x_of(path.cards[0].id) == 50
    assert face.x_of(path.cards[1].id) is None


def test_what_went_leaves_the_mark_near_by(project: Project) -> None:
    fill(project)
    path = path_of(project)
    spot = spot_of_card(path, path.cards[2].id)
    assert spot is not None
    project.perform(DeleteTouchpoint(spot.id))
    path = path_of(project)
    assert still_there(path, spot) == Spot("cell", "", spot.stage_id, spot.lane_id)
    lane = Spot("lane", path.lanes[0].id, lane_id=path.lanes[0].id)
    below = neighbour(path, lane, 0, 1)
    assert below is not None
    assert below.id == path.lanes[1].id


def test_long_words_break_and_end_in_an_ellipsis(qtbot: QtBot) -> None:
    long = "lääkkeidenantoaikataulunmuutosilmoituslomake " * 20
    laid = laid_out(long, Look().font(), 120, 4)
    assert laid.layout.lineCount() == 4
    assert laid.layout.text().endswith("…")
    assert laid.width <= 121
