"""History: undo and redo reproduce every state exactly, over random walks of all edits, also across reopening."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import queries
from models.content_hash import content_hash
from models.edits import path, sorting, voices, weighing
from models.edits import project as on_project
from models.edits.project import StartProject
from models.errors import Refused
from models.project import Project
from tests.conftest import TickingClock, blank_project
from tests.models.support import (
    EDITS,
    Op,
    Rows,
    Walk,
    add_note,
    column,
    dump,
    healthy,
    history_text,
    index_from_scratch,
    indexed,
    live_consents,
    note,
    result,
    rows,
    sources_of_edits,
)

NUMBER = st.integers(0, 59)
OPS = st.lists(st.tuples(st.integers(0, len(EDITS) - 1), NUMBER, NUMBER), min_size=1, max_size=40)
TURNS = st.lists(st.sampled_from(("edit", "edit", "edit", "undo", "redo", "reopen")), min_size=10, max_size=60)
# Something of everything to begin with, so that walks soon find rows to work on.
OPENING: tuple[Op, ...] = tuple((kind, 4, 3) for kind in (0, 45, 48, 14, 15, 23, 32, 54))


@contextmanager
def new_project() -> Iterator[tuple[Path, Project]]:
    with TemporaryDirectory() as folder:
        where = Path(folder) / "walk.polku"
        where.write_bytes(blank_project())
        project = Project.open(where, clock=TickingClock())
        try:
            yield where, project
        finally:
            project.close()


class States:
    """What the file looked like at each height of the undo stack, and what it must look like there again."""

    def __init__(self, project: Project) -> None:
        self.kept: dict[int, tuple[Rows, object, str]] = {}
        self.keep(project)

    def keep(self, project: Project) -> None:
        height = len(project.history.done)
        self.kept[height] = (dump(project), live_consents(project), project.ask(content_hash))

    def check(self, project: Project) -> None:
        before, consents, digest = self.kept[len(project.history.done)]
        assert dump(project) == before
        if live_consents(project) == consents:  # else the tellers said something new meanwhile
            assert project.ask(content_hash) == digest


def undo_all(project: Project, states: States) -> None:
    while project.undo_label():
        turn(project, states, "undo")


def redo_all(project: Project, states: States) -> None:
    while project.redo_label():
        turn(project, states, "redo")


def turn(project: Project, states: States, way: str) -> None:
    """One undo or redo, which never changes what people consented to, nor any step there is."""
    consents, steps = dump(project, undoable=False), rows(project, "SELECT * FROM history_step ORDER BY seq")
    if way == "undo":
        project.undo()
    else:
        project.redo()
    assert dump(project, undoable=False) == consents
    after = rows(project, "SELECT * FROM history_step ORDER BY seq")
    assert after[: len(steps)] == steps
    assert len(after) > len(steps)
    states.check(project)


def undo_and_redo_everything(ops: list[Op]) -> None:
    with new_project() as (where, project):
        walk = Walk(project)
        states = States(project)
        for op in (*OPENING, *ops):
            walk.step(op)
            states.keep(project)
        assert indexed(project) == index_from_scratch(project)
        undo_all(project, states)
        assert indexed(project) == index_from_scratch(project)
        redo_all(project, states)
        assert indexed(project) == index_from_scratch(project)
        project.close()
        with Project.open(where, clock=TickingClock()) as again:
            states.check(again)
            undo_all(again, states)
            redo_all(again, states)
            assert indexed(again) == index_from_scratch(again)
            assert healthy(again)


@settings(max_examples=4)
@given(OPS)
def test_undoing_all_and_redoing_all_goes_through_every_state_exactly(ops: list[Op]) -> None:
    undo_and_redo_everything(ops)


@pytest.mark.slow
@settings(max_examples=15)
@given(OPS)
def test_undoing_all_and_redoing_all_goes_through_every_state_of_many_walks(ops: list[Op]) -> None:
    undo_and_redo_everything(ops)


def turn_at_random(ops: list[Op], turns: list[str]) -> None:
    with new_project() as (where, first):
        project, chosen = first, cycle(ops)
        walk, clock = Walk(project), TickingClock()
        states = States(project)
        for op in OPENING:
            walk.step(op)
            states.keep(project)
        for way in turns:
            if way == "reopen":
                project.close()
                project = walk.project = Project.open(where, clock=clock)
                states.check(project)
            elif way == "edit":
                walk.step(next(chosen))
                states.keep(project)
            elif (project.undo_label if way == "undo" else project.redo_label)():
                turn(project, states, way)
        assert indexed(project) == index_from_scratch(project)
        undo_all(project, states)
        redo_all(project, states)
        assert healthy(project)
        project.close()


@settings(max_examples=4)
@given(OPS, TURNS)
def test_edits_undo_redo_and_reopening_in_any_order_keep_every_state(ops: list[Op], turns: list[str]) -> None:
    turn_at_random(ops, turns)


@pytest.mark.slow
@settings(max_examples=15)
@given(OPS, TURNS)
def test_edits_undo_redo_and_reopening_in_any_order_of_many_walks(ops: list[Op], turns: list[str]) -> None:
    turn_at_random(ops, turns)


def test_walks_cover_every_edit_there_is(project: Project) -> None:
    walk = Walk(project)
    for round_ in range(6):
        for kind in range(len(EDITS)):
            walk.step((kind, 7 * round_ + kind, 5 * round_ + 3))
    assert {cls.__name__ for cls in set(sources_of_edits()) - {StartProject} - walk.used} == set()


def test_nothing_is_undone_past_the_start_of_the_project(project: Project) -> None:
    assert project.undo_label() == ""
    with pytest.raises(Refused, match="nothing to undo"):
        project.undo()
    with pytest.raises(Refused, match="nothing to redo"):
        project.redo()
    assert project.ask(queries.project).title == "Test project"


def test_repeated_moves_with_one_run_are_undone_and_redone_together(project: Project) -> None:
    made = path.AddPath("Way", stages=("A", "B", "C"), lanes=(("life", ""),), cards=(path.NewCard(0, 0, "Card"),))
    project.perform(made)
    whole = project.ask(queries.paths)[0]
    start, card, lane = dump(project), whole.cards[0].id, whole.lanes[0].id
    for stage in (1, 2, 1, 2):
        project.perform(path.MoveTouchpoint(card, whole.stages[stage].id, lane, "i000", run="keys 1"))
    moved = dump(project)
    project.undo()
    assert dump(project) == start
    project.redo()
    assert dump(project) == moved
    assert project.redo_label() == ""


def test_moves_of_two_runs_are_undone_one_after_the_other(project: Project) -> None:
    made = path.AddPath("Way", stages=("A", "B", "C"), lanes=(("life", ""),), cards=(path.NewCard(0, 0, "Card"),))
    project.perform(made)
    whole = project.ask(queries.paths)[0]
    for stage, run in ((1, "one"), (2, "two")):
        move = path.MoveTouchpoint(whole.cards[0].id, whole.stages[stage].id, whole.lanes[0].id, "i000", run=run)
        project.perform(move)
    project.undo()
    assert project.ask(queries.paths)[0].cards[0].code == "B1"
    project.undo()
    assert project.ask(queries.paths)[0].cards[0].code == "A1"


def test_a_new_edit_after_undo_clears_redo(project: Project) -> None:
    add_note(project, "one")
    project.undo()
    assert project.redo_label() == "Add note"
    add_note(project, "two")
    assert project.redo_label() == ""
    with pytest.raises(Refused):
        project.redo()


def test_an_edit_that_changes_nothing_is_no_step(project: Project) -> None:
    note_id = add_note(project, "one", wording="Short")
    project.perform(voices.ChangeNote(note_id, {"wording": "Other"}))
    project.undo()
    done = project.perform(voices.ChangeNote(note_id, {"wording": "Short"}))
    assert done.rows == frozenset()
    assert project.redo_label() == "Change note"


def test_done_names_the_rows_that_changed(project: Project) -> None:
    done = project.perform(voices.AddNote(note("one")))
    assert {table for table, _ in done.rows} == {"contribution", "voice"}
    assert project.undo().rows == done.rows
    assert project.redo().rows == done.rows


def test_a_consent_survives_undo_and_redo_of_its_story_and_is_not_undone_itself(project: Project) -> None:
    story = result(project.perform(voices.AddStory("I rang.", consents=(voices.ConsentAnswer("room", "yes"),))))
    project.undo()
    project.redo()
    assert [c.answer for c in project.ask(queries.stories)[0].consents] == ["yes"]
    project.perform(voices.RecordConsent(story, voices.ConsentAnswer("room", "no")))
    project.undo()
    project.redo()
    assert [c.answer for c in project.ask(queries.stories)[0].consents] == ["no"]


def test_no_undo_brings_back_a_withdrawn_story(project: Project) -> None:
    story = result(project.perform(voices.AddStory("zyxsecret", consents=(voices.ConsentAnswer("room", "yes"),))))
    project.perform(voices.ChangeStory(story, {"words": "zyxsecret more"}))
    project.perform(voices.WithdrawStory(story))
    for way in (project.undo, project.undo, project.redo, project.redo, project.undo, project.redo):
        way()
        assert "zyxsecret" not in repr(project.ask(queries.stories))
        assert project.ask(queries.search, "zyxsecret") == ()
    assert project.ask(queries.stories)[0].withdrawn


def test_no_undo_brings_back_the_wording_of_a_withdrawn_note(project: Project) -> None:
    note_id = add_note(project, "zyxsecret", wording="zyxsecret in short")
    project.perform(voices.ChangeNote(note_id, {"kind": "idea"}))
    project.perform(voices.WithdrawVoice(column(project, "SELECT id FROM voice")[0]))
    for way in (project.undo, project.undo, project.redo, project.redo):
        way()
        assert "zyxsecret" not in repr(project.ask(queries.notes))
        assert project.ask(queries.search, "zyxsecret") == ()
    project.perform(voices.ChangeNote(note_id, {"wording": "zyxsecret again"}))
    assert project.ask(queries.search, "zyxsecret") == ()


def test_only_a_newly_recorded_yes_ends_a_withdrawal(project: Project) -> None:
    story = result(project.perform(voices.AddStory("zyxsecret")))
    project.perform(voices.WithdrawStory(story))
    project.perform(voices.RecordConsent(story, voices.ConsentAnswer("room", "no")))
    assert project.ask(queries.stories)[0].withdrawn
    project.perform(voices.RecordConsent(story, voices.ConsentAnswer("room", "yes")))
    assert project.ask(queries.stories)[0].words == "zyxsecret"
    assert project.ask(queries.search, "zyxsecret") == (("story", story),)


def test_labels_hold_no_words_of_people(project: Project) -> None:
    walk = Walk(project)
    for kind in (*range(len(EDITS)), *range(len(EDITS))):
        walk.step((kind, kind, 3))
    own = {str(cls.label) for cls in sources_of_edits()}
    assert set(column(project, "SELECT label FROM history_step")) <= own
    assert not any("{" in label for label in own)


def test_an_edit_that_fails_leaves_nothing_behind(project: Project) -> None:
    add_note(project, "something to begin with")
    before, steps = dump(project), history_text(project)
    codes = rows(project, "SELECT * FROM device")
    for edit in (
        voices.AddNotes((note("good"), note("  "))),
        voices.AddStory(""),
        path.AddStage("0" * 32, " "),
        path.AddPath("Way", stages=("A", "")),
        on_project.SetWayBack("web", "https://polku.example/without"),
        sorting.MergeTwins("0" * 32, "1" * 32),
        weighing.RecordOutcome("0" * 32, "kept", "x"),
    ):
        with pytest.raises(Refused):
            project.perform(edit)
        assert (dump(project), history_text(project)) == (before, steps)
    assert rows(project, "SELECT * FROM device") == codes
    add_note(project, "the same session goes on")


def test_what_refers_to_nothing_is_refused_with_a_sentence(project: Project) -> None:
    note_id = add_note(project, "one", kind="idea")
    gone = "0" * 32
    for edit in (
        voices.PlaceNote(note_id, voices.Place(gone)),
        voices.AddVoice(gone, voices.NewVoice("words")),
        weighing.GiveAnswer("now", note_id=gone),
        weighing.AddCost(weighing.NewCost("money", 5), note_id=gone),
        path.AddStage(gone, "Stage"),
    ):
        before = dump(project)
        with pytest.raises(Refused, match="not there any more"):
            project.perform(edit)
        assert dump(project) == before


def test_a_value_that_would_come_back_as_another_one_is_not_taken(project: Project) -> None:
    """SQLite turns the text 3 into the number 3; undo would then say that somebody changed it."""
    before = dump(project)
    with pytest.raises(Refused):
        project.perform(on_project.AddWorkshop("Workshop", {"promise_level": "3"}))
    with pytest.raises(TypeError, match="does not hold"):
        project.perform(on_project.AddWorkshop("Workshop", {"venue": 3}))
    with pytest.raises(TypeError, match="does not hold"):
        project.perform(on_project.ChangeProject({"small_group": "7"}))
    assert dump(project) == before


def test_a_number_that_cannot_be_stored_is_refused(project: Project) -> None:
    before = dump(project)
    with pytest.raises(Refused):
        add_note(project, "votes", support=2**63)
    assert dump(project) == before


def test_an_import_is_one_step(project: Project) -> None:
    from models.edits.imports import ImportNotes

    before = dump(project)
    project.perform(ImportNotes("a" * 64, "notes.csv", "csv", tuple(note(f"line {i}") for i in range(50))))
    with pytest.raises(Refused, match="imported before"):
        project.perform(ImportNotes("a" * 64, "notes.csv", "csv", (note("again"),)))
    project.undo()
    assert dump(project) == before
    project.redo()
    assert len(project.ask(queries.notes)) == 50


def test_steps_say_who_wrote_them(project: Project) -> None:
    project.operator = "Scribe"
    add_note(project, "one")
    add_note(project, "two")
    project.undo()
    assert rows(project, "SELECT operator, counter FROM history_step ORDER BY seq")[1:] == [
        ("Scribe", 1),
        ("Scribe", 2),
        ("Scribe", 3),
    ]


def test_a_step_whose_rows_somebody_else_changed_is_not_undone_and_nothing_changes(project: Project) -> None:
    note_id = add_note(project, "one", wording="Short")
    project.perform(voices.ChangeNote(note_id, {"wording": "Other"}))
    with project.store.transaction() as connection:  # as merging another laptop's file will
        connection.exec_driver_sql("UPDATE contribution SET wording = 'Theirs' WHERE id = ?", (note_id,))
    before = dump(project)
    for _ in range(2):
        with pytest.raises(Refused, match="has been changed again since"):
            project.undo()
        assert dump(project) == before
        assert (project.undo_label(), project.redo_label()) == ("Change note", "")
    with project.store.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM voice")
        connection.exec_driver_sql("DELETE FROM contribution")
    with pytest.raises(Refused, match="not there any more"):
        project.undo()
