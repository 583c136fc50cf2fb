"""Moments: a path as it was is exactly what it was, going back makes it that again, and nobody's words come back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import queries
from models import records as r
from models.content_hash import content_hash
from models.edits import moments as edits
from models.edits import path as on_path
from models.edits import path_frame, places, voices
from models.edits.path_cards import MoveTouchpoints
from models.edits.path_copy import CopyPath
from models.edits.path_links import Connect
from models.edits.path_shape import MergeStages
from models.edits.project import AddSegment
from models.errors import Refused
from models.moments import Changes, changes, moments, path_at
from models.project import Project
from tests.conftest import TickingClock, blank_project
from tests.models import map_edits
from tests.models.support import EDITS, Op, Walk, column, dump, healthy, index_from_scratch, indexed, result, rows

NUMBER = st.integers(0, 59)
ON_A_PATH = (*range(14), *range(68, 86), *range(len(EDITS) - len(map_edits.MAP_EDITS), len(EDITS)))
KIND = st.sampled_from(ON_A_PATH) | st.integers(0, len(EDITS) - 1)
OPS = st.lists(st.tuples(KIND, NUMBER, NUMBER), min_size=1, max_size=30)
# Something of everything to begin with; the moment comes after it.
OPENING: tuple[Op, ...] = tuple((kind, 4, 3) for kind in (0, 45, 48, 14, 15, 23, 32, 54, 4, 5, 12))


@contextmanager
def new_project() -> Iterator[Project]:
    with TemporaryDirectory() as folder:
        where = Path(folder) / "walk.polku"
        where.write_bytes(blank_project())
        project = Project.open(where, clock=TickingClock())
        try:
            yield project
        finally:
            project.close()


def paths(project: Project) -> dict[str, r.PathRecord]:
    return {path.id: path for path in project.ask(queries.paths)}


def people(project: Project) -> tuple[frozenset[str], set[str]]:
    return project.ask(queries.withdrawn_ids), set(column(project, "SELECT id FROM participant"))


def seen_again(project: Project, path: r.PathRecord) -> r.PathRecord:
    """A path of then without the feelings that may not come back: of withdrawn stories, of people who are gone."""
    gone, there = people(project)
    kept = tuple(
        one
        for one in path.feelings
        if one.story_id not in gone and (one.participant_id is None or one.participant_id in there)
    )
    return replace(path, feelings=kept)


def shorn(project: Project, path: r.PathRecord) -> r.PathRecord:
    """What going back promises: without codes that paper may carry, and without what refers to things that are gone."""
    known = {
        str(row_id)
        for table in ("workshop", "segment", "story")
        for row_id in column(project, f"SELECT id FROM {table}")
    }
    there = lambda row_id: row_id if row_id in known else None  # noqa: E731
    return replace(
        seen_again(project, path),
        frozen=False,
        origin_id=None,
        aliases=(),
        stages=tuple(replace(one, letter="", frozen_letter="", origin_id=None) for one in path.stages),
        lanes=tuple(replace(one, number="", frozen_number="", origin_id=None) for one in path.lanes),
        cards=tuple(replace(one, code="", frozen_code="", origin_id=None) for one in path.cards),
        feelings=tuple(
            replace(
                one, workshop_id=there(one.workshop_id), segment_id=there(one.segment_id), story_id=there(one.story_id)
            )
            for one in seen_again(project, path).feelings
        ),
    )


def look_back_and_return(before: list[Op], after: list[Op]) -> None:
    with new_project() as project:
        walk = Walk(project)
        for op in (*OPENING, *before):
            walk.step(op)
        was = paths(project)
        moment = result(project.perform(edits.AddMoment("After the break")))
        for at, op in enumerate(after):
            walk.step(op)
            if at % 4 == 1 and len(project.history.done) > 3:
                project.undo()
            if at % 8 == 3 and project.redo_label():
                project.redo()
        if not column(project, "SELECT 1 FROM snapshot WHERE id = ?", moment):
            return  # the walk forgot it, or went back behind it
        steps = rows(project, "SELECT * FROM history_step ORDER BY seq")
        for path_id, path in was.items():
            assert seen_again(project, project.ask(path_at, moment, path_id)) == seen_again(project, path)
        assert rows(project, "SELECT * FROM history_step ORDER BY seq") == steps
        for path in was.values():
            go_back(project, path, moment)
        assert indexed(project) == index_from_scratch(project)
        assert healthy(project)


def go_back(project: Project, path: r.PathRecord, moment: str) -> None:
    """Go back with one path, take that back, and go back again."""
    state, digest = dump(project), project.ask(content_hash)
    consents, height = dump(project, undoable=False), len(project.history.done)
    kept = [column(project, f"SELECT id FROM {table} ORDER BY id") for table in ("story", "contribution", "voice")]
    project.perform(edits.RestorePath(path.id, moment))
    expected = shorn(project, path)
    assert shorn(project, paths(project)[path.id]) == expected
    assert changes(paths(project)[path.id], path).gone == 0
    assert [column(project, f"SELECT id FROM {t} ORDER BY id") for t in ("story", "contribution", "voice")] == kept
    assert dump(project, undoable=False) == consents
    after = dump(project)
    if len(project.history.done) > height:
        project.undo()
        assert (dump(project), project.ask(content_hash)) == (state, digest)
        project.redo()
    assert dump(project) == after
    printed = column(project, "SELECT printed FROM step_alias WHERE path_id = ?", path.id)
    assert not set(printed) & {code for code in codes(project, path.id) if code}


def codes(project: Project, path_id: str) -> set[str]:
    """The codes on paper that rows of a path carry."""
    path = paths(project)[path_id]
    found = {stage.frozen_letter for stage in path.stages} | {lane.frozen_number for lane in path.lanes}
    return found | {card.frozen_code for card in path.cards}


@settings(max_examples=6)
@given(OPS, OPS)
def test_a_path_of_then_is_what_it_was_and_going_back_makes_it_that_again(before: list[Op], after: list[Op]) -> None:
    look_back_and_return(before, after)


@pytest.mark.slow
@settings(max_examples=60)
@given(OPS, OPS)
def test_looking_back_and_going_back_over_many_walks(before: list[Op], after: list[Op]) -> None:
    look_back_and_return(before, after)


# -- examples ---------------------------------------------------------------------------------------------------------


def drawn(project: Project) -> r.PathRecord:
    """Two stages, the usual lanes, three cards, one group and how it feels to it."""
    path_id = result(project.perform(path_frame.AddStandardPath("Getting help", "as_is", ("Before", "During"))))
    path = paths(project)[path_id]
    doing = path.lanes[0].id
    group = result(project.perform(AddSegment("Carers")))
    for stage, words in ((0, "Notice"), (0, "Wait"), (1, "Nurse")):
        card = result(project.perform(on_path.AddTouchpoint(path.stages[stage].id, doing, words)))
        project.perform(on_path.SetFeeling(card, -1, group))
    return paths(project)[path_id]


def named(project: Project, name: str = "After the relatives' table") -> str:
    return result(project.perform(edits.AddMoment(name)))


def test_moments_are_listed_newest_first_with_when_and_by_whom(project: Project) -> None:
    project.operator = "Facilitator"
    first, second = named(project, "  Before lunch "), named(project)
    found = project.ask(moments)
    assert [(one.id, one.name, one.role, one.known) for one in found] == [
        (second, "After the relatives' table", "Facilitator", True),
        (first, "Before lunch", "Facilitator", True),
    ]
    assert found[0].at > found[1].at
    project.perform(edits.RenameMoment(first, "After lunch"))
    project.perform(edits.DeleteMoment(second))
    assert [one.name for one in project.ask(moments)] == ["After lunch"]
    with pytest.raises(Refused):
        named(project, "   ")


def test_going_back_brings_back_what_was_deleted_with_what_was_attached_to_it(project: Project) -> None:
    path = drawn(project)
    notice, wait, nurse = path.cards
    story = result(project.perform(voices.AddStory("I waited", places=(voices.Place(wait.stage_id, wait.id),))))
    copy = result(project.perform(CopyPath(path.id, "As it could be")))
    moment = named(project)
    project.perform(on_path.DeleteTouchpoint(wait.id))
    later = result(project.perform(on_path.AddTouchpoint(nurse.stage_id, nurse.lane_id, "Later")))
    fresh = result(project.perform(voices.AddStory("Since then", places=(voices.Place(nurse.stage_id, later),))))
    project.perform(on_path.ChangeTouchpoint(notice.id, {"words": "Noticing"}))
    project.perform(MoveTouchpoints(((nurse.id, notice.stage_id, nurse.lane_id, "z"),)))
    assert changes(paths(project)[path.id], path) == Changes(back=1, gone=1, moved=1, changed=1, feelings=1)
    project.perform(edits.RestorePath(path.id, moment))
    assert paths(project)[path.id] == path
    assert changes(paths(project)[path.id], path).is_nothing
    told = {one.id: one.places for one in project.ask(queries.stories)}
    assert [place.touchpoint_id for place in told[story]] == [wait.id]
    assert [(place.stage_id, place.touchpoint_id) for place in told[fresh]] == [(nurse.stage_id, None)]
    assert {card.origin_id for card in paths(project)[copy].cards} == {notice.id, wait.id, nurse.id}


def test_a_whole_path_that_was_deleted_comes_back(project: Project) -> None:
    path = drawn(project)
    project.perform(Connect(path.cards[0].id, path.cards[2].id, "branch", "only some"))
    path = paths(project)[path.id]
    moment = named(project)
    project.perform(on_path.DeletePath(path.id))
    assert project.ask(path_at, moment, path.id) == path
    project.perform(edits.RestorePath(path.id, moment))
    assert paths(project)[path.id] == path
    project.undo()
    assert paths(project) == {}


def test_what_was_not_there_yet_is_refused(project: Project) -> None:
    moment = named(project)
    path = drawn(project)
    for act in (
        lambda: project.ask(path_at, moment, path.id),
        lambda: project.perform(edits.RestorePath(path.id, moment)),
    ):
        with pytest.raises(Refused, match="not there yet"):
            act()
    with pytest.raises(Refused, match="not there any more"):
        project.ask(path_at, "0" * 32, path.id)


def test_a_history_that_was_shortened_says_so(project: Project) -> None:
    path, moment = drawn(project), named(project)
    with project.store.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM history_step WHERE seq < (SELECT max(seq) FROM history_step)")
    assert [one.known for one in project.ask(moments)] == [False]
    with pytest.raises(Refused, match="before the history was shortened"):
        project.ask(path_at, moment, path.id)
    with pytest.raises(Refused, match="before the history was shortened"):
        project.perform(edits.RestorePath(path.id, moment))


def test_feelings_of_a_withdrawn_story_and_of_an_erased_person_do_not_come_back(project: Project) -> None:
    path = drawn(project)
    person = result(project.perform(voices.AddParticipant("Fern")))
    story = result(project.perform(voices.AddStory("I waited", {"participant_id": person})))
    other = result(project.perform(voices.AddParticipant("Moss")))
    card = path.cards[0].id
    project.perform(on_path.SetFeeling(card, -2, participant_id=person, story_id=story, note="the canary sang"))
    project.perform(on_path.SetFeeling(card, 2, participant_id=other, note="a second canary"))
    moment = named(project)
    project.perform(on_path.DeleteTouchpoint(card))
    project.perform(voices.WithdrawStory(story))
    project.erase(other)
    back = project.ask(path_at, moment, path.id)
    assert [(one.value, one.note) for one in back.feelings if one.touchpoint_id == card] == [(-1, "")]
    project.perform(edits.RestorePath(path.id, moment))
    again = paths(project)[path.id]
    assert [card.words for card in again.cards] == ["Notice", "Wait", "Nurse"]
    assert [(one.value, one.note) for one in again.feelings if one.touchpoint_id == card] == [(-1, "")]
    assert column(project, "SELECT 1 FROM withdrawal WHERE story_id = ?", story) == [1]


def test_codes_on_paper_stay_what_they_are(project: Project) -> None:
    path = drawn(project)
    _, wait, nurse = path.cards
    moment = named(project)
    later = result(project.perform(on_path.AddStage(path.id, "After")))
    project.perform(on_path.FreezeStepCodes(path.id))
    project.perform(MoveTouchpoints(((wait.id, nurse.stage_id, nurse.lane_id, "z"),)))
    project.perform(edits.RestorePath(path.id, moment))
    again = paths(project)[path.id]
    assert again.frozen
    assert [(card.words, card.code) for card in again.cards] == [("Notice", "A1.1"), ("Wait", "A1.3"), ("Nurse", "B1")]
    assert [stage.letter for stage in again.stages] == ["A", "B"]
    leads = {alias.printed: alias.touchpoint_id for alias in again.aliases}
    assert (leads["A1.2"], leads["C"]) == (wait.id, None)  # what paper says still leads to the card
    assert later not in {stage.id for stage in again.stages}
    fresh = result(project.perform(on_path.AddStage(path.id, "Follow-up")))
    assert next(stage.letter for stage in paths(project)[path.id].stages if stage.id == fresh) == "D"


def test_cards_of_a_stage_that_was_merged_away_return_with_their_notes(project: Project) -> None:
    path = drawn(project)
    notice, wait, nurse = path.cards
    place = voices.Place(nurse.stage_id, nurse.id)
    note = result(project.perform(voices.AddNote(voices.NewNote((voices.NewVoice("A call back"),), {}, (place,)))))
    moment = named(project)
    project.perform(MergeStages(nurse.stage_id, notice.stage_id))
    project.perform(places.DetachNote(note, voices.Place(notice.stage_id, nurse.id)))
    project.perform(voices.PlaceNote(note, voices.Place(notice.stage_id, wait.id)))
    project.perform(edits.RestorePath(path.id, moment))
    assert paths(project)[path.id] == path
    (kept,) = project.ask(queries.notes)
    assert [(one.stage_id, one.touchpoint_id) for one in kept.places] == [(wait.stage_id, wait.id)]
