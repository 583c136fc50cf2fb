"""Votes in a project: rounds, options, counts, and what may be read of them while a round is open."""

from typing import Any

import pytest

from models import vote_reads as reads
from models.edits.project import AddSegment, AddWorkshop, ChangeWorkshop, SetAttendance
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import DeleteNote, WithdrawVoice
from models.edits.voting import (
    AddOptions,
    AddRound,
    ChangeOption,
    ChangeRound,
    ClearCount,
    CloseRound,
    DeleteRound,
    MoveOption,
    NewOption,
    RemoveOption,
    ReopenRound,
    RepeatRound,
    SetCount,
)
from models.edits.weighing import ConfirmAnswer, GiveAnswer
from models.errors import Refused
from models.project import Project
from models.vote_records import DECIDES, FIRST, PAPERS, SECOND, SETTLED
from tests.models.support import TODAY, add_note, column, result, undoes

TEXTS = (NewOption(label="Night line"), NewOption(label="Plain letter"), NewOption(label="Evening hours"))


def a_round(project: Project, method: str = "dots", options: tuple[NewOption, ...] = TEXTS, **values: object) -> str:
    return result(project.perform(AddRound("What first?", {"method": method, **values}, options)))


def ids(project: Project, round_id: str) -> list[str]:
    return [one.id for one in project.ask(reads.options, round_id) if not one.left_out]


def count(project: Project, round_id: str, *numbers: int | None, tally: str = FIRST, **more: Any) -> None:
    for option, number in zip(ids(project, round_id), numbers, strict=False):
        cell = (option, more.get("group"), more.get("mark", 0))
        project.perform(SetCount(round_id, cell, tally, number))


def test_a_round_is_counted_closed_and_read(project: Project) -> None:
    round_id = a_round(project)
    count(project, round_id, 4, 0, 7)
    project.perform(SetCount(round_id, (PAPERS, None, 0), FIRST, 5))
    assert project.ask(reads.result, round_id) is None
    assert project.ask(reads.closed_rounds) == ()
    project.perform(CloseRound(round_id, DECIDES[2]))
    made = project.ask(reads.result, round_id)
    assert made is not None
    options = {one.id: one for one in project.ask(reads.options, round_id)}
    shown = [(options[one.option_id].letter, options[one.option_id].words, one.place) for one in made.standings]
    assert shown == [("C", "Evening hours", 1), ("A", "Night line", 2), ("B", "Plain letter", 3)]
    assert (made.voted, made.unused) == (5, 4)
    assert [one.result.nobody for one in project.ask(reads.closed_rounds)] == [False]
    project.perform(ReopenRound(round_id))
    assert project.ask(reads.result, round_id) is None


@pytest.mark.parametrize("make", [lambda r, o: SetCount(r, (o[0], None, 0), FIRST, 3), lambda r, o: RemoveOption(o[1])])
def test_every_step_can_be_taken_back(project: Project, make: Any) -> None:
    round_id = a_round(project)
    undoes(project, make(round_id, ids(project, round_id)))


def test_whole_rounds_can_be_taken_back(project: Project) -> None:
    undoes(project, AddRound("What first?", {}, TEXTS))
    round_id = a_round(project, "rating")
    undoes(project, ChangeRound(round_id, {"question": "What next?", "top": 4}))
    undoes(project, MoveOption(ids(project, round_id)[0], 2))
    undoes(project, ChangeOption(ids(project, round_id)[0], {"left_out": "Not now"}))
    undoes(project, AddOptions(round_id, (NewOption(label="One more"),)))
    count(project, round_id, 4, 3, 2, mark=2)
    undoes(project, ClearCount(round_id, FIRST))
    undoes(project, CloseRound(round_id, DECIDES[1]))
    project.perform(CloseRound(round_id))
    undoes(project, RepeatRound(round_id))
    undoes(project, ReopenRound(round_id))
    undoes(project, DeleteRound(round_id))


def test_what_was_counted_is_not_worded_anew(project: Project) -> None:
    round_id = a_round(project)
    option = ids(project, round_id)[0]
    count(project, round_id, 1)
    for edit in (
        ChangeRound(round_id, {"question": "Something else?"}),
        ChangeRound(round_id, {"decides": "Everything"}),
        AddOptions(round_id, (NewOption(label="Late"),)),
        RemoveOption(option),
        MoveOption(option, 2),
        ChangeOption(option, {"left_out": "Too dear"}),
    ):
        with pytest.raises(Refused, match="vote again"):
            project.perform(edit)
    project.perform(SetCount(round_id, (option, None, 0), FIRST, None))  # an emptied cell is no count
    project.perform(ChangeRound(round_id, {"question": "Something else?"}))


@pytest.mark.parametrize("number", [-1, 10**9])
def test_a_count_is_a_number_that_can_be(project: Project, number: int) -> None:
    round_id = a_round(project)
    with pytest.raises(Refused, match="0 or more"):
        count(project, round_id, number)


def test_a_closed_round_takes_no_counts_but_what_is_settled(project: Project) -> None:
    round_id = a_round(project, "one_choice")
    count(project, round_id, 4, 3)
    count(project, round_id, 4, 2, tally=SECOND)
    project.perform(CloseRound(round_id))
    with pytest.raises(Refused, match="closed"):
        count(project, round_id, 5)
    assert [(one.first, one.second) for one in project.ask(reads.differences, round_id)] == [(3, 2)]
    made = project.ask(reads.result, round_id)
    assert made is not None
    assert (made.agreed, made.standings) == (False, ())
    project.perform(SetCount(round_id, (ids(project, round_id)[1], None, 0), SETTLED, 3))
    made = project.ask(reads.result, round_id)
    assert made is not None
    assert [one.score for one in made.standings] == [4, 3, 0]


def test_a_number_that_is_counted_anew_must_be_settled_anew(project: Project) -> None:
    round_id = a_round(project, "one_choice")
    count(project, round_id, 4)
    count(project, round_id, 3, tally=SECOND)
    count(project, round_id, 3, tally=SETTLED)
    assert [one.settled for one in project.ask(reads.differences, round_id)] == [3]
    count(project, round_id, 5)
    assert [one.settled for one in project.ask(reads.differences, round_id)] == [None]


def test_who_counts_sees_their_own_numbers_only(project: Project) -> None:
    round_id = a_round(project)
    count(project, round_id, 4, 3)
    count(project, round_id, 9, tally=SECOND)
    first, second = (project.ask(reads.counted_by, round_id, one) for one in (FIRST, SECOND))
    assert (sorted(first.values()), sorted(second.values())) == ([3, 4], [9])
    progress = project.ask(reads.progress, round_id)
    assert progress.begun == {FIRST, SECOND}
    assert set(progress.papers.values()) == {0}


def test_a_rating_is_entered_by_mark(project: Project) -> None:
    round_id = a_round(project, "rating", top=3)
    count(project, round_id, 2, 1, mark=3)
    count(project, round_id, 5, mark=1)
    with pytest.raises(Refused, match="from 1 to 3"):
        count(project, round_id, 2, mark=4)
    project.perform(CloseRound(round_id))
    made = project.ask(reads.result, round_id)
    assert made is not None
    assert [(one.score, one.marks(), one.place) for one in made.standings] == [
        (3, {3: 1}, 1),
        (1, {3: 2, 1: 5}, 2),
        (0, {}, 0),
    ]


def test_ideas_that_look_not_possible_are_left_out_with_the_provisional_phrase(project: Project) -> None:
    theme = result(project.perform(AddTheme("Reaching someone")))
    free, no, passed, by_theme = (add_note(project, f"Idea {at}", kind="idea") for at in range(4))
    for note_id in (free, no, passed, by_theme):
        project.perform(PutInTheme(note_id, theme))
    project.perform(GiveAnswer("no", {"reason": "Too dear"}, no))
    project.perform(GiveAnswer("pass", {"recipient": "The city"}, passed))
    project.perform(GiveAnswer("now", {}, free))
    found = {one.contribution_id: one.left_out for one in project.ask(reads.note_options, theme)}
    assert found == {
        free: "",
        no: "As it is, this looks not possible",
        passed: "This looks like another body's task",
        by_theme: "",
    }
    answer = result(project.perform(GiveAnswer("no", {}, None, theme)))
    assert {one.contribution_id: one.left_out for one in project.ask(reads.note_options, theme)}[by_theme] == found[no]
    whole = {"reason_kind": "money", "reason": "x", "possible_part": "y", "owner": "Lead", "report_back": TODAY}
    project.perform(GiveAnswer("no", whole, None, theme))
    project.perform(ConfirmAnswer(answer, "Head", "signed", "Scribe"))
    (left,) = project.ask(reads.theme_options)
    assert left.left_out == "Not possible as it is"
    round_id = a_round(project, options=project.ask(reads.note_options, theme))
    on_sheet = [one for one in project.ask(reads.options, round_id) if not one.left_out]
    assert [one.words for one in on_sheet] == ["Idea 0"]
    back = next(one for one in project.ask(reads.options, round_id) if one.left_out)
    project.perform(ChangeOption(back.id, {"left_out": ""}))
    assert [one.letter for one in project.ask(reads.options, round_id)][:2] == ["A", "B"]


def test_a_sheet_holds_no_more_than_people_can_read(project: Project) -> None:
    for at in range(61):
        add_note(project, f"Idea {at}", kind="idea")
    with pytest.raises(Refused, match="at most 60"):
        a_round(project, options=project.ask(reads.note_options, None))


def test_what_stands_on_the_sheet_is_not_added_twice(project: Project) -> None:
    note = NewOption(contribution_id=add_note(project, "Idea", kind="idea"))
    round_id = a_round(project, options=(note, note))
    project.perform(AddOptions(round_id, (note, NewOption(label="New"))))
    assert len(ids(project, round_id)) == 2
    with pytest.raises(Refused, match="Write what"):
        project.perform(AddOptions(round_id, (NewOption(label=" "),)))


def test_words_that_were_withdrawn_or_deleted_are_on_no_sheet(project: Project) -> None:
    one, other = add_note(project, "Secret words"), add_note(project, "More secret words")
    round_id = a_round(project, options=(NewOption(one, label="Secret label"), NewOption(other), TEXTS[0]))
    project.perform(WithdrawVoice(column(project, "SELECT id FROM voice WHERE contribution_id = ?", one)[0]))
    project.perform(DeleteNote(other))
    found = project.ask(reads.options, round_id)
    assert [(option.words, option.label, option.gone) for option in found] == [
        ("", "", True),
        ("", "", True),
        ("Night line", "Night line", False),
    ]


def test_a_vote_decides_what_the_promise_level_says(project: Project) -> None:
    workshop = result(project.perform(AddWorkshop("W", {"promise_level": 1})))
    round_id = a_round(project, workshop_id=workshop)
    shown = project.ask(reads.round_by_id, round_id)
    assert shown is not None
    assert project.ask(reads.decides, shown) == DECIDES[1]
    for level in (2, 3, 4, 5, None):
        project.perform(ChangeWorkshop(workshop, {"promise_level": level}))
        assert project.ask(reads.decides, shown) == DECIDES[level]
    project.perform(ChangeRound(round_id, {"decides": "Our own words"}))
    project.perform(CloseRound(round_id, DECIDES[4]))
    shown = project.ask(reads.round_by_id, round_id)
    assert shown is not None
    assert project.ask(reads.decides, shown) == "Our own words"


def test_voting_again_keeps_the_earlier_round_as_replaced(project: Project) -> None:
    round_id = a_round(project, "one_choice")
    with pytest.raises(Refused, match="still open"):
        project.perform(RepeatRound(round_id))
    count(project, round_id, 1, 2)
    project.perform(CloseRound(round_id))
    again = result(project.perform(RepeatRound(round_id)))
    assert [one.replaced_by for one in project.ask(reads.closed_rounds)] == [""]
    assert [one.words for one in project.ask(reads.options, again)] == ["Night line", "Plain letter", "Evening hours"]
    count(project, again, 3, 2)
    project.perform(CloseRound(again))
    assert [one.replaced_by for one in project.ask(reads.closed_rounds)] == [again, ""]


def test_votes_of_notes_come_from_the_newest_closed_round(project: Project) -> None:
    note, theme = add_note(project, "Idea", kind="idea"), result(project.perform(AddTheme("Theme")))
    round_id = a_round(project, options=(NewOption(note), NewOption(theme_id=theme)))
    count(project, round_id, 4, 6)
    assert project.ask(reads.votes_by_subject) == {}
    project.perform(CloseRound(round_id))
    assert project.ask(reads.votes_by_subject) == {note: 4, theme: 6}


def test_people_who_came_are_read_by_group(project: Project) -> None:
    workshop = result(project.perform(AddWorkshop("W")))
    group = result(project.perform(AddSegment("Carers")))
    project.perform(SetAttendance(workshop, group, 9, 7))
    assert project.ask(reads.came, workshop) == {group: 7}
    assert project.ask(reads.came, None) == {}


@pytest.mark.parametrize("values", [{"dots": 0}, {"dots": 100}, {"top": 1}, {"top": 11}])
def test_numbers_that_no_sheet_can_hold_are_refused(project: Project, values: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        a_round(project, **values)
