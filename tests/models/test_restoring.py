"""Bringing back a single thing from the past: what comes back, what stays as it is, what may not."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import bringing_back, history_reads
from models.edits import path_frame, sorting, voices, weighing
from models.edits import project as on_project
from models.edits.path import AddTouchpoint, DeletePath, DeleteTouchpoint
from models.edits.restoring import RestoreRow
from models.errors import Refused
from models.project import Project
from tests.models.history_edits import HISTORY_EDITS
from tests.models.promised import noted, promised
from tests.models.support import Walk, add_note, column, dump, healthy, index_from_scratch, indexed, result, rows
from tests.models.test_history import new_project


def seq_of(project: Project, label: str) -> int:
    """The number of the newest step with a label."""
    return int(column(project, "SELECT seq FROM history_step WHERE label = ? ORDER BY seq DESC", label)[0])


def story(project: Project, words: str, **values: object) -> str:
    return result(project.perform(voices.AddStory(words, values)))


def test_a_deleted_note_comes_back_with_its_words_its_place_and_its_code_as_one_undoable_edit(project: Project) -> None:
    path = result(project.perform(path_frame.AddStandardPath("Our path", "as_is", ("Before", "After"))))
    stage = column(project, "SELECT id FROM stage WHERE path_id = ?", path)[0]
    note = add_note(project, "A chair by the door", "A bench")
    project.perform(voices.PlaceNote(note, voices.Place(stage)))
    project.perform(sorting.PutInTheme(note, result(project.perform(sorting.AddTheme("Seats"))), "Scribe"))
    was = dump(project)
    project.perform(voices.DeleteNote(note))
    gone = dump(project)
    project.perform(voices.AddNote(voices.NewNote((voices.NewVoice("Another note"),))))
    seq = seq_of(project, "Delete note")
    project.perform(RestoreRow("contribution", note, seq, after=False))
    for table in ("contribution", "voice", "contribution_place", "theme_note"):
        assert set(was[table]) <= set(dump(project)[table]), table
    project.undo()
    project.undo()
    assert dump(project) == gone


def test_what_was_said_since_stays_when_a_changed_story_goes_back(project: Project) -> None:
    told = story(project, "I waited six weeks", clearer="Six weeks of waiting")
    project.perform(voices.ChangeStory(told, {"words": "I waited seven weeks", "teller": "A daughter"}))
    project.perform(voices.PlaceStory(told, voices.Place(_a_stage(project))))
    project.perform(RestoreRow("story", told, seq_of(project, "Change story"), after=False))
    assert rows(project, "SELECT words, teller FROM story") == [("I waited six weeks", "")]
    assert len(rows(project, "SELECT 1 FROM story_place")) == 1


def _a_stage(project: Project) -> str:
    path = result(project.perform(path_frame.AddStandardPath("Our path", "as_is", ("Before",))))
    return str(column(project, "SELECT id FROM stage WHERE path_id = ?", path)[0])


def test_an_agreement_to_a_clearer_wording_does_not_come_back(project: Project) -> None:
    told = story(project, "It took long", clearer="It took six weeks", clearer_agreed=True)
    project.perform(voices.ChangeStory(told, {"clearer": "It took a while"}))
    project.perform(RestoreRow("story", told, seq_of(project, "Change story"), after=False))
    assert rows(project, "SELECT clearer, clearer_agreed FROM story") == [("It took six weeks", 0)]


def test_a_withdrawn_story_does_not_come_back_and_its_consents_are_never_touched(project: Project) -> None:
    told = story(project, "Nobody may read this any more")
    project.perform(voices.RecordConsent(told, voices.ConsentAnswer("room", "yes")))
    project.perform(voices.WithdrawStory(told))
    project.perform(voices.DeleteStory(told))
    consents = rows(project, "SELECT * FROM consent")
    with pytest.raises(Refused, match="withdrawn"):
        project.perform(RestoreRow("story", told, seq_of(project, "Delete story"), after=False))
    assert column(project, "SELECT 1 FROM story") == []
    for table in ("consent", "withdrawal"):
        row_id = column(project, f"SELECT id FROM {table}")[0]
        with pytest.raises(Refused):
            project.perform(RestoreRow(table, row_id, seq_of(project, "Withdraw story")))
    assert rows(project, "SELECT * FROM consent") == consents


def test_erased_words_do_not_come_back(project: Project) -> None:
    note = add_note(project, "To be forgotten")
    seq = seq_of(project, "Add note")
    project.erase(note)
    with pytest.raises(Refused, match="erased"):
        project.perform(RestoreRow("contribution", note, seq))


def test_a_note_whose_one_voice_was_withdrawn_does_not_come_back_after_it_was_deleted(project: Project) -> None:
    note = add_note(project, "My neighbour's name", wording="A name")
    project.perform(voices.WithdrawVoice(column(project, "SELECT id FROM voice")[0]))
    project.perform(voices.DeleteNote(note))
    with pytest.raises(Refused, match="withdrawn"):
        project.perform(RestoreRow("contribution", note, seq_of(project, "Delete note"), after=False))


def test_a_confirmation_that_lacks_something_now_does_not_come_back(project: Project) -> None:
    note = promised(project, "A lift")
    answer = column(project, "SELECT id FROM answer")[0]
    seq = seq_of(project, "Confirm answer")
    project.perform(
        weighing.GiveAnswer("try", {"owner": "Head", "report_back": date(2026, 5, 1)}, note_id=_note(project))
    )
    for cost in column(project, "SELECT id FROM cost_line"):
        project.perform(weighing.DeleteCost(cost))
    project.perform(weighing.SetEstimate({"no_cost": False, "no_days": False}, note_id=_note(project)))
    project.perform(RestoreRow("answer", answer, seq))
    assert rows(project, "SELECT code, confirmed FROM answer WHERE id = ?", answer)[0][1] == 0
    assert note


def _note(project: Project) -> str:
    return str(column(project, "SELECT id FROM contribution")[0])


def test_where_another_answer_stands_now_the_older_one_does_not_come_beside_it(project: Project) -> None:
    note = noted(project, "A lift")
    first = result(project.perform(weighing.GiveAnswer("unknown", {}, note)))
    project.perform(weighing.DeleteAnswer(first))
    seq = seq_of(project, "Take back the answer")
    project.perform(weighing.GiveAnswer("no", {}, note))
    with pytest.raises(Refused, match="another one"):
        project.perform(RestoreRow("answer", first, seq, after=False))


def test_what_belonged_to_something_that_is_gone_asks_for_that_first(project: Project) -> None:
    path = result(project.perform(path_frame.AddStandardPath("Our path", "as_is", ("Before",))))
    stage, lane = (column(project, f"SELECT id FROM {table}")[0] for table in ("stage", "lane"))
    card = result(project.perform(AddTouchpoint(stage, lane, "A letter", {})))
    project.perform(DeleteTouchpoint(card))
    seq = seq_of(project, "Delete card")
    project.perform(DeletePath(path))
    with pytest.raises(Refused, match="Bring that back first"):
        project.perform(RestoreRow("touchpoint", card, seq, after=False))
    project.perform(RestoreRow("path", path, seq_of(project, "Delete path"), after=False))
    project.perform(RestoreRow("touchpoint", card, seq, after=False))
    assert column(project, "SELECT words FROM touchpoint") == ["A letter"]


def test_what_would_change_is_known_before_and_nothing_is_refused(project: Project) -> None:
    group = result(project.perform(on_project.AddSegment("Carers")))
    project.perform(on_project.ChangeSegment(group, {"name": "Relatives"}))
    seq = seq_of(project, "Change group")
    plan = project.ask(bringing_back.plan, "segment", group, seq - 1)
    assert [(one.before, one.after) for one in plan.images()] == [({"name": "Relatives"}, {"name": "Carers"})]
    with pytest.raises(Refused, match="as it was then"):
        project.ask(bringing_back.plan, "segment", group, seq)


def test_what_was_not_there_yet_cannot_come_back(project: Project) -> None:
    first = project.ask(history_reads.steps).lines[-1].seq
    note = add_note(project, "Later")
    with pytest.raises(Refused, match="not there at that time"):
        project.perform(RestoreRow("contribution", note, first))


@settings(max_examples=8)
@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 30), st.integers(0, 30)), min_size=25, max_size=60))
def test_whatever_is_brought_back_leaves_a_sound_file_that_undo_takes_back(
    ops: list[tuple[int, int, int]],
) -> None:
    with new_project() as (_, project):
        walk = Walk(project)
        for at, op in enumerate(ops):
            if at % 3 < 2:
                walk.step(op)
                continue
            before, consents = dump(project), dump(project, undoable=False)
            try:
                project.perform(HISTORY_EDITS[0](walk, op[1], op[2]))
            except (LookupError, Refused):
                continue
            after = dump(project)
            assert dump(project, undoable=False) == consents
            project.undo()
            assert dump(project) == before
            project.redo()
            assert dump(project) == after
        assert healthy(project)
        assert indexed(project) == index_from_scratch(project)
        bare = "SELECT id FROM contribution WHERE id NOT IN (SELECT contribution_id FROM voice)"
        assert column(project, bare) == []
