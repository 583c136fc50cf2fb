"""The decision calendar: what waits for whom and when, and what the calendar does not know."""

from datetime import date

from models import decisions
from models.edits.prepare import ChangeDecisionDate
from models.edits.project import AddDecisionDate, AddSegment
from models.edits.voices import AddNote, NewNote, NewVoice
from models.edits.weighing import AddCost, GiveAnswer, NewCost
from models.project import Project
from tests.models.promised import TODAY, answered, noted, promised

MAY = date(2026, 5, 1)


def test_an_answer_waits_under_its_bodys_date_however_it_is_spelt(project: Project) -> None:
    project.perform(AddDecisionDate("District  Board", MAY, "Papers two weeks before"))
    project.perform(AddDecisionDate("County", date(2026, 4, 1)))
    promised(project, "A named person", "decide", body="district board ", decision_day=MAY)
    county, board = project.ask(decisions.calendar)
    assert (county.body, county.waits) == ("County", ())
    assert [one.title for one in board.waits] == ["A named person"]
    assert board.waits[0].confirmed


def test_a_body_or_a_day_that_the_calendar_does_not_know_is_listed_too(project: Project) -> None:
    project.perform(AddDecisionDate("District board", MAY))
    answered(project, noted(project, "Elsewhere"), "decide", body="Parish council", decision_day=date(2026, 2, 1))
    answered(project, noted(project, "Another day"), "decide", decision_day=date(2026, 6, 1))
    project.perform(GiveAnswer("decide", {"body": "District board"}, noted(project, "No day")))
    found = project.ask(decisions.calendar)
    assert [(one.body, one.day, bool(one.date_id), len(one.waits)) for one in found] == [
        ("Parish council", date(2026, 2, 1), False, 1),
        ("District board", MAY, True, 0),
        ("District board", date(2026, 6, 1), False, 1),
        ("District board", None, False, 1),
    ]
    assert found[0].is_past(TODAY)
    assert not found[3].is_past(TODAY)
    assert decisions.next_of("DISTRICT board", found, TODAY) == MAY
    assert decisions.next_of("Parish council", found, TODAY) is None


def test_moving_a_date_of_the_calendar_leaves_behind_what_was_said_in_public(project: Project) -> None:
    line = str(project.perform(AddDecisionDate("District board", MAY)).result)
    promised(project, "A named person", "decide", decision_day=MAY)
    project.perform(ChangeDecisionDate(line, {"day": date(2026, 6, 1)}))
    old, new = project.ask(decisions.calendar)
    assert (old.day, old.date_id, len(old.waits)) == (MAY, "", 1)
    assert (new.day, new.waits) == (date(2026, 6, 1), ())
    project.undo()
    assert [len(one.waits) for one in project.ask(decisions.calendar)] == [1]


def test_it_says_who_asked_and_what_it_takes(project: Project) -> None:
    group = str(project.perform(AddSegment("Family carers")).result)
    voices = (NewVoice("Weekend respite", {"segment_id": group}), NewVoice("Yes", {"segment_id": group}))
    note = str(project.perform(AddNote(NewNote(voices, {"kind": "idea"}))).result)
    answered(project, note, "decide")
    project.perform(AddCost(NewCost("money", 50_000, recurrence="year"), note))
    project.perform(AddCost(NewCost("money", 20_000, 10_000, recurrence="year"), note))
    project.perform(AddCost(NewCost("days", 150), note))
    project.perform(AddCost(NewCost("money", 999, direction="frees"), note))
    (waits,) = project.ask(decisions.waiting_for_bodies)
    assert (waits.groups, waits.confirmed) == (("Family carers",), False)
    assert set(waits.costs) == {decisions.Cost("money", "year", 70_000), decisions.Cost("days", "once", 150)}
