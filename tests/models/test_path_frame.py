"""A path's frame can be changed: columns and rows move and go, cards are added and deleted together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import queries
from models.edits import path, path_frame, places, voices
from models.edits.base import Edit
from models.errors import Refused
from models.order import order_at
from models.project import Project
from models.records import CardRecord, PathRecord
from tests.models.support import add_note, column, dump, result, rows, undoes

GONE = "0" * 32


def whole(project: Project) -> PathRecord:
    return project.ask(queries.paths)[0]


def names(project: Project) -> list[str]:
    return [stage.name for stage in whole(project).stages]


@pytest.fixture
def way(project: Project) -> PathRecord:
    """A path of three stages, two lanes and a card in each cell of the first lane."""
    cards = tuple(path.NewCard(stage, 0, f"Card {stage}", (("", -1),)) for stage in range(3))
    lanes = (("people_do", ""), ("own", "Our lane"))
    project.perform(path.AddPath("Way", stages=("A", "B", "C"), lanes=lanes, cards=cards))
    return whole(project)


def test_a_standard_path_has_five_lanes_and_the_stages_that_are_named(project: Project) -> None:
    made = path_frame.AddStandardPath("Getting help", "could_be", ("Before", "After"))
    undoes(project, made)
    found = whole(project)
    assert (found.title, found.state, found.cards) == ("Getting help", "could_be", ())
    assert [stage.name for stage in found.stages] == ["Before", "After"]
    assert [lane.kind for lane in found.lanes] == ["people_do", "feeling", "people_meet", "behind", "life"]
    with pytest.raises(Refused):
        project.perform(path_frame.AddStandardPath(" "))


def test_a_path_a_stage_and_a_lane_are_changed(project: Project, way: PathRecord) -> None:
    undoes(project, path_frame.ChangePath(way.id, {"title": "Other", "state": "could_be", "description": "More"}))
    undoes(project, path_frame.ChangeStage(way.stages[0].id, {"name": "First", "position": "before"}))
    undoes(project, path_frame.ChangeLane(way.lanes[0].id, {"kind": "own", "name": "Ours"}))
    undoes(project, path_frame.ChangeLane(way.lanes[0].id, {"kind": "life", "name": "Life around it"}))
    found = whole(project)
    assert (found.title, found.state, found.stages[0].name, found.stages[0].position) == (
        "Other",
        "could_be",
        "First",
        "before",
    )
    assert (found.lanes[0].kind, found.lanes[0].name) == ("life", "")


def test_an_own_lane_keeps_a_name(project: Project, way: PathRecord) -> None:
    for lane, values in ((0, {"kind": "own"}), (1, {"name": " "})):
        with pytest.raises(Refused, match="needs a name"):
            project.perform(path_frame.ChangeLane(way.lanes[lane].id, values))
    assert whole(project) == way


@settings(max_examples=10)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-2, 8)), max_size=25))
def test_moved_stages_stand_where_a_list_would_have_them(project: Project, moves: list[tuple[int, int]]) -> None:
    path_id = result(project.perform(path.AddPath("Way", stages=tuple("ABCDEF"))))
    wanted = list("ABCDEF")
    for number, to in moves:
        stages = next(found for found in project.ask(queries.paths) if found.id == path_id).stages
        name = wanted.pop(number)
        wanted.insert(max(to, 0), name)
        done = project.perform(path_frame.MoveStage(stages[number].id, to))
        assert len(done.rows) <= 1  # the others stay untouched
        stages = next(found for found in project.ask(queries.paths) if found.id == path_id).stages
        assert [stage.name for stage in stages] == wanted
    project.perform(path.DeletePath(path_id))


def test_moves_are_one_step_and_a_move_to_the_same_place_is_none(project: Project, way: PathRecord) -> None:
    undoes(project, path_frame.MoveStage(way.stages[2].id, 0))
    assert names(project) == ["C", "A", "B"]
    assert [card.code for card in whole(project).cards] == ["A1", "B1", "C1"]
    assert project.perform(path_frame.MoveStage(way.stages[2].id, 0)).rows == frozenset()
    undoes(project, path_frame.MoveLane(way.lanes[1].id, 0))
    assert [lane.name for lane in whole(project).lanes] == ["Our lane", ""]
    for edit in (path_frame.MoveStage(GONE, 0), path_frame.MoveLane(GONE, 0)):
        with pytest.raises(Refused, match="not there any more"):
            project.perform(edit)


def test_stages_that_share_an_order_key_can_still_be_moved(project: Project, way: PathRecord) -> None:
    with project.store.transaction() as connection:  # as joining two laptops' files may leave them
        connection.exec_driver_sql('UPDATE stage SET "order" = ?', ("i000",))
    undoes(project, path_frame.MoveStage(way.stages[0].id, 1))
    assert names(project) == ["B", "A", "C"]


def test_a_moved_stage_keeps_a_frozen_letter(project: Project, way: PathRecord) -> None:
    project.perform(path.FreezeStepCodes(way.id))
    project.perform(path_frame.MoveStage(way.stages[2].id, 0))
    assert [stage.letter for stage in whole(project).stages] == ["C", "A", "B"]


def test_a_deleted_stage_takes_its_cards_and_leaves_what_people_said(project: Project, way: PathRecord) -> None:
    note_id = add_note(project, "Here")
    project.perform(places.SetNotePlaces(note_id, (voices.Place(way.stages[0].id, way.cards[0].id),)))
    undoes(project, path_frame.DeleteStage(way.stages[0].id))
    found = project.ask(queries.notes)[0]
    assert (found.id, found.places) == (note_id, ())
    assert [card.words for card in whole(project).cards] == ["Card 1", "Card 2"]


@pytest.mark.parametrize("how", ["lane", "cards", "card"])
def test_what_was_attached_to_a_card_stays_at_the_stage(project: Project, way: PathRecord, how: str) -> None:
    stage, card = way.stages[0].id, way.cards[0].id
    note_id = add_note(project, "Here")
    story = result(project.perform(voices.AddStory("There", places=(voices.Place(stage, card),))))
    project.perform(places.SetNotePlaces(note_id, (voices.Place(stage, card),)))
    edits: dict[str, Edit] = {
        "lane": path_frame.DeleteLane(way.lanes[0].id),
        "cards": path_frame.DeleteTouchpoints((card, way.cards[1].id, card)),
        "card": path.DeleteTouchpoint(card),
    }
    undoes(project, edits[how])
    assert rows(project, "SELECT contribution_id, stage_id, touchpoint_id FROM contribution_place") == [
        (note_id, stage, None)
    ]
    assert rows(project, "SELECT story_id, stage_id, touchpoint_id FROM story_place") == [(story, stage, None)]


def test_pasted_cards_are_one_step(project: Project, way: PathRecord) -> None:
    stage, lane = way.stages[1].id, way.lanes[1].id
    cards = ((stage, lane, "one", {"pain_point": True}), (stage, lane, "two", {}))
    undoes(project, path_frame.AddTouchpoints(cards))
    found = [card for card in whole(project).cards if card.lane_id == lane]
    assert [(card.words, card.pain_point, card.code) for card in found] == [
        ("one", True, "B2.1"),
        ("two", False, "B2.2"),
    ]
    before = dump(project)
    with pytest.raises(Refused):
        project.perform(path_frame.AddTouchpoints((*cards, (stage, GONE, "three", {}))))
    with pytest.raises(Refused):
        project.perform(path_frame.DeleteTouchpoints((found[0].id, GONE)))
    assert dump(project) == before


def test_a_feeling_is_cleared(project: Project, way: PathRecord) -> None:
    feeling = way.feelings[0].id
    undoes(project, path_frame.ClearFeeling(feeling))
    assert feeling not in [found.id for found in whole(project).feelings]


def card(key: str) -> CardRecord:
    return CardRecord(key, "", "", "", "", "", "", "", "", False, "", "", "", "", key)


@given(st.lists(st.integers(-1, 40), max_size=60))
def test_a_card_is_dropped_where_a_list_would_have_it(indices: list[int]) -> None:
    cell: list[CardRecord] = []
    for number, index in enumerate(indices):
        made = card(order_at(cell, index))
        cell.insert(max(index, 0), made)
        assert sorted(one.order for one in cell) == [one.order for one in cell], number
        assert len({one.order for one in cell}) == len(cell)


def test_a_card_finds_a_place_beside_cards_that_share_a_key() -> None:
    assert order_at([card("i"), card("i"), card("i0")], 1) > "i0"
    assert "i" < order_at([card("i"), card("i"), card("j")], 1) < "j"


def test_a_card_is_dropped_between_two_others(project: Project, way: PathRecord) -> None:
    stage, lane = way.stages[1].id, way.lanes[1].id
    project.perform(path_frame.AddTouchpoints(tuple((stage, lane, words, {}) for words in ("one", "two"))))
    cell = [found for found in whole(project).cards if (found.stage_id, found.lane_id) == (stage, lane)]
    undoes(project, path.MoveTouchpoint(way.cards[0].id, stage, lane, order_at(cell, 1)))
    found = [found.words for found in whole(project).cards if (found.stage_id, found.lane_id) == (stage, lane)]
    assert found == ["one", "Card 0", "two"]
    assert column(project, "SELECT count(*) FROM touchpoint") == [5]
