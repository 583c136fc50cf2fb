"""Fix or fit: confirmed answers alone, once each, and all-fit is pointed out."""

from datetime import date

from models import fix_or_fit, queries
from models.edits.voices import WithdrawVoice
from models.edits.weighing import ConfirmAnswer, GiveAnswer
from models.fix_or_fit import Ratio, sentence
from models.project import Project
from resources.texts import translator
from tests.models.support import add_note, result

DAY = date(2026, 6, 1)
TR = translator("en")


def answered(project: Project, fix: str, *, confirmed: bool = True, kind: str = "idea") -> str:
    note_id = add_note(project, "Words", kind=kind)
    code = "decide" if kind == "idea" else "heard"
    values = {"body": "Board", "decision_day": DAY, "owner": "Lead", "report_back": DAY, "fix_or_fit": fix}
    answer = result(project.perform(GiveAnswer(code, values, note_id)))
    if confirmed:
        project.perform(ConfirmAnswer(answer, "Head", "signed", "Scribe", on=DAY))
    return note_id


def both(project: Project) -> Ratio:
    """The ratio from the database, which the records must agree with."""
    found, weighing = project.ask(fix_or_fit.read), project.ask(queries.weighing)
    gone = {note.id for note in weighing.notes if note.withdrawn}
    assert found == fix_or_fit.ratio(weighing.answers, gone)
    return found


def test_only_confirmed_answers_count(project: Project) -> None:
    assert both(project) == Ratio()
    answered(project, "service", confirmed=False)
    assert both(project) == Ratio()
    answered(project, "service")
    answered(project, "expectation")
    answered(project, "")
    assert both(project) == Ratio(1, 1, 1)


def test_what_was_only_heard_is_not_asked_for_it(project: Project) -> None:
    answered(project, "", kind="problem")
    assert both(project) == Ratio()
    answered(project, "service", kind="problem")
    assert both(project) == Ratio(1, 0, 0)


def test_a_withdrawn_notes_answer_does_not_count(project: Project) -> None:
    note_id = answered(project, "service")
    voice = next(note for note in project.ask(queries.notes) if note.id == note_id).voices[0]
    project.perform(WithdrawVoice(voice.id))
    assert both(project) == Ratio()


def test_all_fit_is_pointed_out_and_only_where_it_is_so() -> None:
    assert sentence(Ratio(0, 3, 0), TR) == fix_or_fit.ALL_FIT
    assert "Of 2 it was not said yet." in sentence(Ratio(0, 3, 2), TR)
    assert sentence(Ratio(0, 3, 2), TR) != fix_or_fit.ALL_FIT
    assert not Ratio(1, 3, 0).all_fit
    assert not Ratio(0, 0, 3).all_fit
    assert sentence(Ratio(0, 0, 3), TR) == fix_or_fit.NOTHING_SAID


def test_the_figure_says_how_many_of_how_many() -> None:
    assert fix_or_fit.figure(Ratio(3, 2, 4), TR) == "3 of 5"
    assert fix_or_fit.figure(Ratio(0, 0, 4), TR) == "–"
