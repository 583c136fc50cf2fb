"""What is drawn after a change, how many items it takes, and that far-off cards, quiet cards and carried cards show."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from benchmarks.canvas import path_of as long_path
from models import queries
from models.edits.path import AddTouchpoint, ChangeTouchpoint, DeleteTouchpoint, MoveTouchpoint
from models.edits.path_links import Connect, Disconnect
from models.project import Project
from resources.texts import translator
from tests.widgets.map.support import fill, path_of
from tests.widgets.support import context_of
from widgets.canvas.index import Index, index_of
from widgets.canvas.items import PathItem
from widgets.canvas.scene import PathScene
from widgets.canvas.spots import Spot, all_spots, spot_of_stage
from widgets.look import Look

tr = translator("en")


@pytest.fixture
def scene(qtbot: QtBot, project: Project) -> PathScene:
    fill(project)
    made = PathScene(context_of(project).look, tr)
    made.show_path(path_of(project))
    return made


def picture(scene: PathScene, scale: float = 1.0) -> QImage:
    """The scene as it is painted now."""
    area = scene.sceneRect()
    image = QImage(int(area.width() * scale), int(area.height() * scale), QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    scene.render(painter, QRectF(image.rect()), area)
    painter.end()
    return image


def test_what_was_patched_is_what_is_drawn_anew(qtbot: QtBot, scene: PathScene, project: Project) -> None:
    """Whatever happens to cards one after the other, the picture is that of a scene made afterwards."""
    path = path_of(project)
    first, second, third = path.cards
    lanes, stages = [lane.id for lane in path.lanes], [stage.id for stage in path.stages]
    edits = (
        ChangeTouchpoint(second.id, {"words": "Wait for a very long time, and then wait longer", "pain_point": True}),
        MoveTouchpoint(first.id, stages[2], lanes[0], "a"),
        AddTouchpoint(stages[2], lanes[0], "One more"),
        Connect(first.id, third.id, "branch", "if nobody answers"),
        MoveTouchpoint(third.id, stages[0], lanes[0], "a"),
        DeleteTouchpoint(first.id),
        ChangeTouchpoint(second.id, {"words": "Short"}),
    )
    for edit in edits:
        project.perform(edit)
        path = path_of(project)
        scene.show_path(path)
        anew = PathScene(scene.look, tr)
        anew.show_path(path)
        assert scene.plan is not None
        assert anew.plan is not None
        assert dict(scene.plan.cards) == dict(anew.plan.cards)
        assert scene.plan.rows == anew.plan.rows
        assert scene.spoken_words() == anew.spoken_words()
        assert picture(scene) == picture(anew), edit


def test_an_index_that_was_patched_holds_what_a_new_one_holds(project: Project) -> None:
    path = long_path(200)
    index_of(path)
    cards = list(path.cards)
    moved = replace(cards.pop(3), stage_id=cards[100].stage_id, lane_id=cards[100].lane_id)
    cards.insert(101, moved)
    for now in (replace(path, cards=tuple(cards)), replace(path, cards=tuple(cards[:40] + cards[44:]))):
        patched, anew = index_of(now), Index(now)
        assert patched.base is not None
        assert patched.cards == anew.cards
        assert patched.cells == anew.cells
    assert len(index_of(now).gone) == 4


def test_a_path_of_many_cards_takes_few_items(qtbot: QtBot) -> None:
    scene = PathScene(Look(), tr)
    scene.show_path(long_path(1000))
    few = len(scene.items())
    assert few < 20
    assert len(scene.spoken_spots()) > 1000
    assert not [item for item in scene.items() if isinstance(item, PathItem)]
    scene.mark(Spot("card", "c700"), tell=False)
    assert scene.card_item("c700") is not None
    assert len(scene.items()) == few + 1


def test_items_of_what_was_spoken_are_let_go_of(qtbot: QtBot) -> None:
    scene = PathScene(Look(), tr)
    path = long_path(600)
    scene.show_path(path)
    scene.mark(Spot("card", "c5"), tell=False)
    marked = scene.card_item("c5")
    for spot in all_spots(path):
        assert scene.item_of(spot) is not None
    assert scene.card_item("c5") is marked
    assert sum(isinstance(item, PathItem) for item in scene.items()) <= 200


def test_headers_stay_in_view_and_answer_to_the_mouse(scene: PathScene, project: Project) -> None:
    path = path_of(project)
    item = scene.item_of(spot_of_stage(path.stages[1].id))
    assert item is not None
    at_first = item.area().center()
    assert scene.spot_at(at_first) == spot_of_stage(path.stages[1].id)
    scene.keep_frame(QPointF(0, 60))
    assert item.area().center() == at_first + QPointF(0, 60)
    assert scene.spot_at(at_first + QPointF(0, 60)) == spot_of_stage(path.stages[1].id)


def test_carried_cards_follow_and_leave_no_trace(scene: PathScene, project: Project) -> None:
    before = picture(scene)
    cards = [card.id for card in path_of(project).cards[:2]]
    item = scene.card_item(cards[0])
    assert item is not None
    home = item.area()
    scene.begin_carry(cards)
    scene.carry_by(QPointF(200, 40))
    assert item.area() == home.translated(200, 40)
    assert picture(scene) != before
    scene.end_carry()
    assert item.area() == home
    assert picture(scene) == before


def test_chosen_quiet_and_reached_cards_look_different(scene: PathScene, project: Project) -> None:
    card = path_of(project).cards[0]
    plain = picture(scene)
    scene.show_choice(None, (card.id,))
    chosen = picture(scene)
    scene.show_choice(None, ())
    assert picture(scene) == plain
    scene.show_quiet((card.id,))
    quiet = picture(scene)
    scene.show_quiet(())
    scene.show_line(QPointF(10, 10), QPointF(300, 200), Spot("card", card.id))
    pulled = picture(scene)
    scene.hide_line()
    assert picture(scene) == plain
    assert len({bytes(image.constBits()) for image in (plain, chosen, quiet, pulled)}) == 4


def test_a_band_takes_the_cards_it_touches(scene: PathScene, project: Project) -> None:
    assert scene.plan is not None
    ids = [card.id for card in path_of(project).cards]
    first, second = scene.plan.cards[ids[0]], scene.plan.cards[ids[1]]
    assert scene.cards_in(first.adjusted(5, 5, -5, -5)) == (ids[0],)
    assert scene.cards_in(first.united(second)) == (ids[0], ids[1])
    assert scene.cards_in(QRectF(-50, -50, 5, 5)) == ()
    assert scene.cards_in(scene.sceneRect()) == tuple(ids)


def test_from_far_off_cards_are_still_shapes(scene: PathScene, project: Project) -> None:
    assert scene.plan is not None
    area = scene.plan.cards[path_of(project).cards[0].id]
    far = picture(scene, 0.3)
    middle = area.center() * 0.3
    edge = QPointF(area.left() + 2, area.center().y()) * 0.3
    assert far.pixelColor(middle.toPoint()) == scene.look.colour("panel")
    assert far.pixelColor(edge.toPoint()) == scene.look.colour("accent")


def test_another_look_draws_everything_anew(scene: PathScene, project: Project) -> None:
    light, plan = picture(scene), scene.plan
    scene.look.use("dark", 150)
    assert scene.plan is not plan
    assert scene.plan is not None
    assert scene.plan.label_width > 114
    assert picture(scene).pixelColor(2, 2) == scene.look.colour("paper") != light.pixelColor(2, 2)
    scene.look.use("light", 100)
    assert picture(scene) == light


def test_the_last_path_going_leaves_nothing(scene: PathScene, project: Project) -> None:
    scene.mark(Spot("card", path_of(project).cards[0].id), tell=False)
    scene.show_path(None)
    assert scene.plan is None
    assert scene.spot is None
    assert scene.spoken_spots() == ()
    assert scene.spot_at(QPointF(200, 80)) is None
    assert not [item for item in scene.items() if isinstance(item, PathItem)]


def test_connections_are_spoken_with_their_card(scene: PathScene, project: Project) -> None:
    first, second, third = path_of(project).cards
    links = [
        project.perform(Connect(first.id, second.id, "next", "")).result,
        project.perform(Connect(second.id, third.id, "branch", "if it is urgent")).result,
        project.perform(Connect(third.id, first.id, "loop", "")).result,
        project.perform(Connect(third.id, None, "drop_out", "gave up")).result,
    ]
    scene.show_path(path_of(project), project.ask(queries.groups))
    said = scene.spoken_words()
    assert any(words.startswith("A1.1 Notice") and words.endswith("Then to A1.2") for words in said)
    assert any(words.endswith("Or to B3: if it is urgent") for words in said)
    assert any(words.endswith("Back to A1.1. Drops out: gave up") for words in said)
    project.perform(Disconnect(str(links[1])))
    scene.show_path(path_of(project))
    assert not any("urgent" in words for words in scene.spoken_words())
