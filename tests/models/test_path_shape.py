"""Stages and lanes split and merge without losing a card, copies know their origin, printed codes stay taken."""

import pytest

from models import path_reads
from models.edits import path as on_path
from models.edits import voices
from models.edits.path_cards import ChangeTouchpoints, MoveTouchpoints, PasteCards, PastedCard
from models.edits.path_copy import CopyPath
from models.edits.path_frame import DeleteLane, DeleteStage
from models.edits.path_links import ChangeConnection, Connect, Disconnect
from models.edits.path_shape import MergeLanes, MergeStages, SplitLane, SplitStage
from models.errors import Refused
from models.path_records import PathRecord
from models.project import Project
from tests.models.support import add_note, column, result, undoes

LANES = (("people_do", ""), ("people_meet", ""))


@pytest.fixture
def path_id(project: Project) -> str:
    cards = tuple(on_path.NewCard(i % 3, i % 2, f"Card {i}") for i in range(12))
    return result(project.perform(on_path.AddPath("Care", stages=("A", "B", "C"), lanes=LANES, cards=cards)))


def of(project: Project, path_id: str) -> PathRecord:
    return next(path for path in project.ask(path_reads.paths) if path.id == path_id)


def words(path: PathRecord) -> dict[str, str]:
    return {card.code: card.words for card in path.cards}


def card(path: PathRecord, code: str) -> str:
    return next(card.id for card in path.cards if card.code == code)


def test_a_split_stage_gives_the_named_cards_to_a_new_one_behind_it(project: Project, path_id: str) -> None:
    path = of(project, path_id)
    before = words(path)
    undoes(project, SplitStage(path.stages[0].id, "A later", (card(path, "A1.1"), card(path, "A2.2"))))
    after = of(project, path_id)
    assert [stage.name for stage in after.stages] == ["A", "A later", "B", "C"]
    assert words(after)["B1"] == before["A1.1"]
    assert words(after)["B2"] == before["A2.2"]
    assert len(after.cards) == 12
    with pytest.raises(Refused, match="not there any more"):
        project.perform(SplitStage(after.stages[0].id, "Wrong", (card(after, "B1"),)))


def test_a_merged_stage_takes_cards_and_attachments_along(project: Project, path_id: str) -> None:
    path = of(project, path_id)
    note_id = add_note(project, "One wish")
    both = add_note(project, "In both")
    for place in (voices.Place(path.stages[0].id), voices.Place(path.stages[1].id)):
        project.perform(voices.PlaceNote(both, place))
    project.perform(voices.PlaceNote(note_id, voices.Place(path.stages[0].id, card(path, "A1.1"))))
    undoes(project, MergeStages(path.stages[0].id, path.stages[1].id))
    after = of(project, path_id)
    assert [stage.name for stage in after.stages] == ["B", "C"]
    assert len(after.cards) == 12
    assert set(column(project, "SELECT stage_id FROM contribution_place")) == {path.stages[1].id}
    assert len(column(project, "SELECT id FROM contribution_place")) == 2
    with pytest.raises(Refused, match="another stage"):
        project.perform(MergeStages(after.stages[0].id, after.stages[0].id))


def test_lanes_split_and_merge_in_the_same_way(project: Project, path_id: str) -> None:
    path = of(project, path_id)
    undoes(project, SplitLane(path.lanes[0].id, "own", "Phone calls", (card(path, "A1.1"),)))
    split = of(project, path_id)
    assert [lane.name for lane in split.lanes] == ["", "Phone calls", ""]
    undoes(project, MergeLanes(split.lanes[2].id, split.lanes[0].id))
    after = of(project, path_id)
    assert [lane.kind for lane in after.lanes] == ["people_do", "own"]
    assert len(after.cards) == 12
    with pytest.raises(Refused, match="another lane"):
        project.perform(MergeLanes(after.lanes[0].id, path.lanes[2 - 1].id + "x"))


def test_several_cards_move_change_and_are_pasted_in_one_step(project: Project, path_id: str) -> None:
    path = of(project, path_id)
    ids = (card(path, "A1.1"), card(path, "A1.2"))
    moves = tuple((one, path.stages[2].id, path.lanes[1].id, f"z{at}") for at, one in enumerate(ids))
    undoes(project, MoveTouchpoints(moves))
    undoes(project, ChangeTouchpoints(ids, {"evidence": "told", "pain_point": True}))
    assert sum(one.pain_point and one.evidence == "told" for one in of(project, path_id).cards) == 2
    cell = (path.stages[0].id, path.lanes[0].id)
    made = (PastedCard(*cell, "First", {"channel": "letter"}), PastedCard(*cell, "Second"))
    undoes(project, PasteCards(made, ((0, 1, "branch", "or"), (1, None, "drop_out", ""))))
    after = of(project, path_id)
    assert words(after)["A1.1"] == "First"
    assert [(one.kind, one.label, one.to_id is None) for one in after.connections] == [
        ("branch", "or", False),
        ("drop_out", "", True),
    ]


def test_a_connection_leads_within_a_path_and_only_a_drop_out_nowhere(project: Project, path_id: str) -> None:
    path = of(project, path_id)
    one, two = path.cards[0].id, path.cards[1].id
    undoes(project, Connect(one, two, "branch", "if urgent"))
    found = of(project, path_id).connections[0]
    project.perform(Connect(one, two, "branch"))
    assert of(project, path_id).connections == (found,)
    undoes(project, ChangeConnection(found.id, {"kind": "next", "label": ""}))
    for edit, said in (
        (Connect(one, None), "drop out"),
        (Connect(one, one), "only as a loop"),
        (ChangeConnection(found.id, {"kind": "no such kind"}), "is not one of"),
    ):
        with pytest.raises(Refused, match=said):
            project.perform(edit)
    project.perform(Connect(one, one, "loop"))
    other = of(project, result(project.perform(CopyPath(path_id, "As it could be"))))
    with pytest.raises(Refused, match="do not belong to one path"):
        project.perform(Connect(one, other.cards[0].id))
    undoes(project, Disconnect(found.id))


def test_a_copy_knows_what_each_part_was_made_from_and_nobody_felt_anything_there(
    project: Project, path_id: str
) -> None:
    path = of(project, path_id)
    project.perform(on_path.SetFeeling(path.cards[0].id, -2))
    project.perform(Connect(path.cards[0].id, path.cards[1].id, "loop", "again"))
    project.perform(on_path.FreezeStepCodes(path_id))
    path = of(project, path_id)
    copy_id = result(project.perform(CopyPath(path_id, "As it could be")))
    copy = of(project, copy_id)
    assert (copy.state, copy.origin_id, copy.frozen) == ("could_be", path_id, False)
    assert [stage.origin_id for stage in copy.stages] == [stage.id for stage in path.stages]
    assert [lane.origin_id for lane in copy.lanes] == [lane.id for lane in path.lanes]
    assert [one.origin_id for one in copy.cards] == [one.id for one in path.cards]
    assert words(copy) == words(path)
    assert [(one.kind, one.label) for one in copy.connections] == [("loop", "again")]
    assert copy.feelings == ()
    assert {one.frozen_code for one in copy.cards} == {""}


def test_printed_codes_of_what_moved_or_went_are_never_given_anew(project: Project, path_id: str) -> None:
    path = of(project, path_id)
    project.perform(on_path.FreezeStepCodes(path_id))
    gone, moved = card(path, "A1.1"), card(path, "A1.2")
    project.perform(on_path.DeleteTouchpoint(gone))
    project.perform(on_path.MoveTouchpoint(moved, path.stages[2].id, path.lanes[1].id, "z"))
    for name in ("One", "Two", "Three"):
        project.perform(on_path.AddTouchpoint(path.stages[0].id, path.lanes[0].id, name))
    codes = [one.code for one in of(project, path_id).cards if one.stage_id == path.stages[0].id]
    assert codes[:3] == ["A1.3", "A1.4", "A1.5"]
    leads = {alias.printed: alias.touchpoint_id for alias in of(project, path_id).aliases}
    assert leads == {"A1.1": None, "A1.2": moved}


def test_letters_and_numbers_of_stages_and_lanes_that_went_stay_taken(project: Project, path_id: str) -> None:
    path = of(project, path_id)
    project.perform(on_path.FreezeStepCodes(path_id))
    undoes(project, DeleteStage(path.stages[1].id))
    undoes(project, MergeStages(path.stages[2].id, path.stages[0].id))
    undoes(project, DeleteLane(path.lanes[1].id))
    project.perform(on_path.AddStage(path_id, "New", at=0))
    project.perform(on_path.AddLane(path_id, "behind", at=0))
    after = of(project, path_id)
    assert [(stage.name, stage.letter) for stage in after.stages] == [("New", "D"), ("A", "A")]
    assert [lane.number for lane in after.lanes] == ["3", "1"]
    leads = {alias.printed: alias.stage_id for alias in after.aliases if len(alias.printed) == 1}
    assert leads["B"] is None
    assert leads["C"] == path.stages[0].id


def test_what_is_added_goes_where_it_is_wanted(project: Project, path_id: str) -> None:
    path = of(project, path_id)
    project.perform(on_path.AddStage(path_id, "First", "before", at=0))
    project.perform(on_path.AddLane(path_id, "life", at=1))
    project.perform(on_path.AddTouchpoint(path.stages[0].id, path.lanes[0].id, "On top", at=0))
    after = of(project, path_id)
    assert [(stage.name, stage.position) for stage in after.stages][:2] == [("First", "before"), ("A", "within")]
    assert [lane.kind for lane in after.lanes] == ["people_do", "life", "people_meet"]
    assert words(after)["B1.1"] == "On top"
