"""Lines of connections run through no card; lines of feelings have names that lie on nothing."""

from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF
from pytestqt.qtbot import QtBot

from benchmarks.canvas import path_of as long_path
from models import queries
from models.edits.path import SetFeeling
from models.edits.project import AddSegment
from models.edits.voices import AddParticipant
from models.project import Project
from resources.texts import translator
from tests.widgets.map.support import fill, path_of
from widgets.canvas.curves import CurveFace
from widgets.canvas.drawn import Asked, Drawn
from widgets.canvas.feelings import lines_of
from widgets.canvas.words import Fonts
from widgets.look import Look

tr = translator("en")


def drawn(asked: Asked) -> Drawn:
    made = Drawn(Fonts(Look()), tr, manners=False)
    made.show(asked)
    return made


@pytest.mark.parametrize("count", [40, 300, 1000])
def test_no_line_runs_through_a_card(qtbot: QtBot, count: int) -> None:
    made = drawn(Asked(long_path(count, 60)))
    assert made.plan is not None
    assert len(made.routes) == 60
    cards = {card_id: area.adjusted(1, 1, -1, -1) for card_id, area in made.plan.cards.items()}
    for route in made.routes:
        ends = list(pairwise(route.points))
        pieces = [QRectF(one, other).normalized().adjusted(-0.2, -0.2, 0.2, 0.2) for one, other in ends]
        assert all(one.x() == other.x() or one.y() == other.y() for one, other in ends)
        through = [card_id for card_id, area in cards.items() if any(area.intersects(piece) for piece in pieces)]
        assert through == [], route


def test_what_goes_back_is_seen_to_go_back(qtbot: QtBot) -> None:
    made = drawn(Asked(long_path(300, 60)))
    assert made.plan is not None
    for route in made.routes:
        start, end = made.plan.cards[route.from_id], made.plan.cards[str(route.to_id)]
        if end.left() < start.left():
            assert route.points[0].x() == start.left()
            assert route.points[-1].x() == end.right()
        elif end.left() > start.left():
            assert route.points[0].x() == start.right()
            assert route.points[-1].x() == end.left()


def test_groups_and_persons_have_lines_of_their_own(qtbot: QtBot, project: Project) -> None:
    fill(project)
    path = path_of(project)
    carers = project.ask(queries.groups)[0].id
    others = str(project.perform(AddSegment("Neighbours")).result)
    rowan = str(project.perform(AddParticipant("Rowan", carers)).result)
    for card, value in zip(path.cards, (-2, 0, 1), strict=True):
        project.perform(SetFeeling(card.id, value, carers, rowan))
        project.perform(SetFeeling(card.id, value + 1 if value < 0 else value, carers))
        project.perform(SetFeeling(card.id, 2, others))
    path, groups = path_of(project), project.ask(queries.groups)
    found = lines_of(path, groups, tr, {rowan: "Rowan"})
    assert [(line.name, line.person) for line in found] == [("Carers", False), ("Neighbours", False), ("Rowan", True)]
    assert (found[0].points[0].low, found[0].points[0].high) == (-2, -1)
    assert [line.name for line in lines_of(path, groups, tr, {rowan: "Rowan"}, others)] == ["Neighbours"]
    assert [line.name for line in lines_of(path, groups, tr)] == ["Carers", "Neighbours"]  # nobody said who it was


def test_names_of_lines_lie_on_nothing_and_the_lowest_point_is_named(qtbot: QtBot, project: Project) -> None:
    fill(project)
    path = path_of(project)
    people: dict[str, str] = {}
    for number in range(6):
        group = str(project.perform(AddSegment(f"Group with a long name {number}")).result)
        person = str(project.perform(AddParticipant(f"Person {number}", group)).result)
        people[person] = f"Person {number}"
        for at, card in enumerate(path.cards):
            project.perform(SetFeeling(card.id, (number + at) % 4 - 1, group))
            project.perform(SetFeeling(card.id, (number + 2 * at) % 4 - 1, group, person))
    project.perform(SetFeeling(path.cards[2].id, -2))
    path, groups = path_of(project), project.ask(queries.groups)
    columns = {stage.id: (200.0 * at, 190.0) for at, stage in enumerate(path.stages)}
    face = CurveFace(Fonts(Look()), tr, path, lines_of(path, groups, tr, people), columns)
    assert face.lowest is not None
    assert face.names[0].text == "Lowest: B3 The nurse"
    whole = QRectF(0, 0, face.width, face.height)
    assert len(face.names) > 6
    assert all(whole.contains(name.area) for name in face.names)
    assert not [pair for pair in combinations(face.names, 2) if pair[0].area.intersects(pair[1].area)]
    assert isinstance(face.x_of(path.cards[2].id), float)
    assert QPointF(0, face.y_of(2)).y() < face.y_of(-2)
