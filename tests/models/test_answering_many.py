"""Several notes and themes answered and confirmed together: all or nothing, one step, and plainly who lacks what."""

from datetime import date

import pytest

from models import queries
from models.edits.answering_many import AnswerMany, ConfirmMany, GatesClosed, ManyRefused, TakeBackMany
from models.edits.sorting import AddTheme
from models.edits.weighing import GiveAnswer
from models.errors import GateClosed, Refused
from models.project import Project
from models.records import AnswerRecord
from resources.texts import translator
from tests.models.support import add_note, dump

DAY = date(2027, 6, 15)
FULL = {"recipient": "The bus company", "owner": "Day centre manager", "report_back": DAY}


def notes(project: Project, *kinds: str) -> tuple[tuple[str, str], ...]:
    return tuple(("contribution", add_note(project, f"Words {n}", kind=kind)) for n, kind in enumerate(kinds))


def answers(project: Project) -> dict[str, AnswerRecord]:
    found = project.ask(queries.weighing).answers
    return {one.contribution_id or one.theme_id or "": one for one in found}


def ids_of(project: Project) -> tuple[str, ...]:
    return tuple(one.id for one in answers(project).values())


def test_one_answer_for_several_notes_and_a_theme_is_one_step(project: Project) -> None:
    theme = str(project.perform(AddTheme("Getting there")).result)
    subjects = (*notes(project, "idea", "stop"), ("theme", theme))
    before = dump(project)
    done = project.perform(AnswerMany(subjects, "pass", FULL))
    found = answers(project)
    assert done.result == tuple(found[row_id].id for _, row_id in subjects)
    assert {one.code for one in found.values()} == {"pass"}
    assert not any(one.confirmed for one in found.values())
    assert {one.owner for one in found.values()} == {"Day centre manager"}
    project.undo()
    assert dump(project) == before
    project.redo()
    assert answers(project) == found


def test_values_alone_leave_each_its_own_answer(project: Project) -> None:
    first, second = subjects = notes(project, "idea", "question")
    project.perform(GiveAnswer("now", {"sentence": "We do."}, note_id=first[1]))
    project.perform(GiveAnswer("answered", note_id=second[1]))
    project.perform(AnswerMany(subjects, values={"owner": "Team lead"}))
    found = answers(project)
    assert [(found[row_id].code, found[row_id].owner) for _, row_id in subjects] == [
        ("now", "Team lead"),
        ("answered", "Team lead"),
    ]
    assert found[first[1]].sentence == "We do."


def test_all_or_nothing_where_one_cannot_get_the_answer(project: Project) -> None:
    subjects = notes(project, "idea", "question", "unsorted", "unsorted")
    with pytest.raises(ManyRefused, match="2 of 4 are unsorted") as unsorted:
        project.perform(AnswerMany(subjects, "now"))
    assert unsorted.value.ids == (subjects[2][1], subjects[3][1])
    with pytest.raises(ManyRefused, match="1 of 2 cannot get this answer") as wrong:
        project.perform(AnswerMany(subjects[:2], "now"))
    assert wrong.value.ids == (subjects[1][1],)
    codes = {note.id: note.code for note in project.ask(queries.notes)}
    assert codes[subjects[1][1]] in str(wrong.value)
    with pytest.raises(ManyRefused, match="no answer yet"):
        project.perform(AnswerMany(subjects[:2], values={"owner": "Somebody"}))
    with pytest.raises(Refused, match="Mark first"):
        project.perform(AnswerMany((), "now"))
    with pytest.raises(Refused, match="not there any more"):
        project.perform(AnswerMany((("contribution", "0" * 32),), "now"))
    assert answers(project) == {}


def test_all_are_confirmed_or_none_and_it_is_said_which_lack_what(project: Project) -> None:
    first, second = subjects = notes(project, "idea", "idea")
    project.perform(AnswerMany(subjects, "pass", FULL))
    project.perform(AnswerMany((second,), "unknown"))
    with pytest.raises(GatesClosed) as closed:
        project.perform(ConfirmMany(ids_of(project), "Lead", "in_the_room", "Scribe"))
    assert {row_id: [lack.code for lack in found] for row_id, found in closed.value.lacking.items()} == {
        second[1]: ["find_out_by"]
    }
    assert closed.value.sentence(translator("en")) == (
        "1 of 2 cannot be confirmed yet, so none was. The date by which you find out is missing. (1)"
    )
    assert not any(one.confirmed for one in answers(project).values())
    project.perform(AnswerMany((second,), values={"find_out_by": DAY}))
    project.perform(ConfirmMany(ids_of(project), "Lead", "in_the_room", "Scribe", "Aino", DAY, name_agreed=True))
    for answer in answers(project).values():
        assert (answer.confirmed, answer.confirmed_role, answer.confirmed_how) == (True, "Lead", "in_the_room")
        assert (answer.entered_by, answer.confirmed_by, answer.confirmed_on) == ("Scribe", "Aino", DAY)
        assert answer.name_agreed
    project.undo()
    assert not any(one.confirmed for one in answers(project).values())
    assert answers(project)[first[1]].owner == "Day centre manager"


def test_who_confirms_is_asked_for(project: Project) -> None:
    project.perform(AnswerMany(notes(project, "keep", "problem"), "heard", FULL))
    for role, how, entered_by in (("", "signed", "Scribe"), ("Lead", "", "Scribe"), ("Lead", "signed", " ")):
        with pytest.raises(GateClosed):
            project.perform(ConfirmMany(ids_of(project), role, how, entered_by))
    with pytest.raises(Refused):
        project.perform(ConfirmMany((*ids_of(project), "0" * 32), "Lead", "signed", "Scribe"))
    assert not any(one.confirmed for one in answers(project).values())


def test_changing_confirmed_ones_makes_them_provisional(project: Project) -> None:
    subjects = notes(project, "idea", "idea")
    project.perform(AnswerMany(subjects, "pass", FULL))
    project.perform(ConfirmMany(ids_of(project), "Lead", "signed", "Scribe"))
    project.perform(AnswerMany(subjects, values={"sentence": "The bus company answers."}, why="They asked"))
    assert not any(one.confirmed for one in answers(project).values())


def test_several_are_taken_back_in_one_step(project: Project) -> None:
    subjects = notes(project, "idea", "offer", "limit")
    project.perform(AnswerMany(subjects[:1], "now"))
    project.perform(AnswerMany(subjects[1:2], "accepted"))
    found = answers(project)
    project.perform(TakeBackMany(ids_of(project)))
    assert answers(project) == {}
    project.undo()
    assert answers(project) == found


def test_more_than_one_question_takes(project: Project) -> None:
    subjects = notes(project, *["idea"] * 3)
    many = tuple(("contribution", add_note(project, f"More {n}", kind="idea")) for n in range(520))
    project.perform(AnswerMany((*subjects, *many), "pass", FULL))
    project.perform(ConfirmMany(ids_of(project), "Lead", "signed", "Scribe"))
    assert len(answers(project)) == 523
    assert all(one.confirmed for one in answers(project).values())
