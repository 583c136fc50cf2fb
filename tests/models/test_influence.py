"""The influence trace: which stops a note has, where its chain breaks, and that the database counts the same."""

from datetime import date
from random import Random

import pytest

from models import influence, queries
from models.edits.path import AddPath
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import AddNotes, PlaceNote, WithdrawVoice
from models.edits.voices import Place as At
from models.edits.weighing import (
    AddCost,
    ConfirmAnswer,
    GiveAnswer,
    NewCost,
    RecordOutcome,
    SetEstimate,
    SetFinding,
)
from models.influence import END, WHOLE, WITHDRAWN, Trace
from models.project import Project
from tests.models.support import add_note, note, result
from tests.timing import quickest

DAY = date(2026, 6, 1)
PERIOD = {"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY}


def stage(project: Project) -> str:
    if not project.ask(queries.paths):
        project.perform(AddPath("The path", stages=("One", "Two"), lanes=(("people_do", ""),)))
    return project.ask(queries.paths)[0].stages[0].id


def trace(project: Project, note_id: str) -> Trace:
    (found,) = project.ask(influence.traces, (note_id,))
    return found


def give(project: Project, code: str, note_id: str | None = None, theme_id: str | None = None) -> str:
    values = {"sentence": "We do it in May.", "owner": "Lead", "report_back": DAY}
    return result(project.perform(GiveAnswer(code, values, note_id, theme_id)))


def confirm(project: Project, answer_id: str) -> None:
    project.perform(ConfirmAnswer(answer_id, "Head of service", "signed", "Scribe", on=DAY))


def test_a_chain_grows_stop_by_stop(project: Project) -> None:
    note_id = add_note(project, "Just text me a time", kind="idea")
    assert trace(project, note_id).complete == ("words",)
    assert trace(project, note_id).breaks_at == "step"
    project.perform(PlaceNote(note_id, At(stage(project))))
    assert trace(project, note_id).step == "A"
    assert trace(project, note_id).breaks_at == "takes"
    project.perform(SetEstimate(PERIOD, note_id))
    assert trace(project, note_id).breaks_at == "sentence"
    answer = give(project, "now", note_id)
    here = trace(project, note_id)
    assert here.provisional
    assert (here.breaks_at, here.sentence, here.is_traced) == ("sentence", "", False)
    confirm(project, answer)
    here = trace(project, note_id)
    assert (here.breaks_at, here.sentence, here.is_traced) == ("outcome", "We do it in May.", True)
    project.perform(RecordOutcome(answer, "kept", "It was done", DAY))
    assert trace(project, note_id).breaks_at == END
    counts = project.ask(influence.counts)
    assert (counts.notes, counts.traced, counts.untraced, counts.to_the_end) == (1, 1, 0, 1)


def test_a_provisional_answer_carries_nothing_that_reads_as_a_promise(project: Project) -> None:
    note_id = add_note(project, "An idea", kind="idea")
    values = {"sentence": "CANARY", "reason": "CANARY", "possible_part": "CANARY", "owner": "Lead"}
    project.perform(GiveAnswer("no", values, note_id))
    assert "CANARY" not in repr(trace(project, note_id))


def test_nothing_known_is_no_finding(project: Project) -> None:
    note_id = add_note(project, "An idea", kind="idea")
    project.perform(SetFinding("money", {"value": "unknown"}, note_id))
    assert trace(project, note_id).takes is None
    project.perform(SetFinding("money", {"value": "unknown", "note": "asked the treasurer"}, note_id))
    assert trace(project, note_id).takes is not None


def test_nothing_is_to_be_weighed_about_a_question(project: Project) -> None:
    note_id = add_note(project, "When does it open?", kind="question")
    project.perform(PlaceNote(note_id, At(stage(project))))
    assert trace(project, note_id).breaks_at == "sentence"
    confirm(project, give(project, "answered", note_id))
    assert trace(project, note_id).is_traced
    assert project.ask(influence.counts).traced == 1


def test_the_themes_answer_and_what_it_takes_hold_until_the_note_has_its_own(project: Project) -> None:
    note_id = add_note(project, "An idea", kind="idea")
    project.perform(PlaceNote(note_id, At(stage(project))))
    theme = result(project.perform(AddTheme("Letters")))
    project.perform(PutInTheme(note_id, theme))
    project.perform(SetEstimate(PERIOD, theme_id=theme))
    confirm(project, give(project, "now", theme_id=theme))
    here = trace(project, note_id)
    assert here.of_theme
    assert here.is_traced
    assert here.takes is not None
    assert here.takes.of_theme
    give(project, "decide", note_id)
    here = trace(project, note_id)
    assert not here.of_theme
    assert here.takes is None  # an answer of its own stands on its own weighing
    assert here.breaks_at == "takes"


def test_a_withdrawn_note_has_its_code_alone_and_is_counted_apart(project: Project) -> None:
    note_id = add_note(project, "SECRET words", kind="idea", wording="SECRET title")
    made = project.ask(queries.notes)[0]
    give(project, "now", note_id)
    project.perform(WithdrawVoice(made.voices[0].id))
    here = trace(project, note_id)
    assert here == Trace(note_id, made.code, withdrawn=True)
    assert here.breaks_at == WITHDRAWN
    counts = project.ask(influence.counts)
    assert (counts.notes, counts.withdrawn, counts.traced) == (0, 1, 0)


def test_what_became_of_an_earlier_answer_is_no_outcome_of_the_present_one(project: Project) -> None:
    note_id = add_note(project, "An idea", kind="idea")
    project.perform(PlaceNote(note_id, At(stage(project))))
    project.perform(SetEstimate(PERIOD, note_id))
    answer = give(project, "now", note_id)
    confirm(project, answer)
    project.perform(RecordOutcome(answer, "kept", "It was done", DAY))
    give(project, "try", note_id)
    confirm(project, answer)
    assert trace(project, note_id).outcome is None
    assert trace(project, note_id).breaks_at == "outcome"
    assert project.ask(influence.counts).to_the_end == 0
    assert influence.counts_of(influence.traces_of(project.ask(queries.weighing))).to_the_end == 0


@pytest.mark.parametrize("seed", range(3))
def test_the_database_counts_what_the_records_say(project: Project, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - nothing secret
    place, theme = At(stage(project)), result(project.perform(AddTheme("A theme")))
    for number in range(24):
        kind = chance.choice(("idea", "stop", "question", "problem", "unsorted"))
        note_id = add_note(project, f"Words {number}", kind=kind)
        if chance.random() < 0.7:
            project.perform(PlaceNote(note_id, place))
        if chance.random() < 0.4:
            project.perform(PutInTheme(note_id, theme))
        if chance.random() < 0.5:
            project.perform(SetEstimate({"helps": "The club"} if number % 2 else PERIOD, note_id))
        elif chance.random() < 0.5:
            project.perform(AddCost(NewCost("money", 100), note_id))
        if kind in ("idea", "stop") and chance.random() < 0.5:
            answer = give(project, "decide", note_id)
            values = {"body": "Board", "decision_day": DAY, "owner": "Lead", "report_back": DAY}
            project.perform(GiveAnswer("decide", values, note_id))
            if chance.random() < 0.7:
                confirm(project, answer)
        if chance.random() < 0.1:
            voice = next(one for one in project.ask(queries.notes) if one.id == note_id).voices[0]
            project.perform(WithdrawVoice(voice.id))
    project.perform(SetFinding("money", {"value": "within"}, theme_id=theme))
    give(project, "now", theme_id=theme)
    found = influence.traces_of(project.ask(queries.weighing))
    survey = project.ask(influence.survey)
    assert survey.counts == influence.counts_of(found)
    assert project.ask(influence.traces, survey.listing().page(0, 100)) == found
    for stop in (*influence.STOPS[1:], WHOLE):
        listing = survey.listing(stop)
        wanted = [one.note_id for one in found if (one.is_traced if stop == WHOLE else one.breaks_at == stop)]
        assert list(listing.page(0, 100)) == wanted


def test_thousands_of_notes_are_surveyed_at_once(project: Project) -> None:
    project.perform(AddNotes(tuple(note("Some words", kind="idea") for _ in range(3000))))
    assert project.ask(influence.counts).notes == 3000
    assert quickest(lambda: project.ask(influence.survey)) < 1.0
