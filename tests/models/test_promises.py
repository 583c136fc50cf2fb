"""The promise ledger: what is a promise, how it stands, its whole history, and the figures."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from models import promises
from models import tables as t
from models.edits.promising import ChangePromise
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import WithdrawVoice
from models.edits.weighing import GiveAnswer, SetEstimate
from models.errors import Refused
from models.ids import new_id
from models.project import Project
from models.promises import Promise
from models.reader import Reader
from tests.models.promised import TODAY, answered, became, confirm, noted, promised, workshop_on
from tests.timing import quickest


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def only(project: Project) -> Promise:
    (found,) = project.ask(promises.ledger)
    return found


def test_only_confirmed_answers_that_say_yes_are_promises(project: Project) -> None:
    answered(project, noted(project, "Not confirmed"))
    for code in ("now", "try", "decide", "unknown", "pass", "no"):
        promised(project, code, code)
    assert [one.title for one in project.ask(promises.ledger)] == ["now", "try"]
    assert [one.title for one in project.ask(promises.waiting)] == ["decide", "unknown", "pass", "no"]
    assert project.ask(promises.unconfirmed) == 1


@pytest.mark.parametrize(("days", "state"), [(-9, "overdue"), (-1, "overdue"), (0, "due"), (14, "soon"), (15, "open")])
def test_a_promise_is_open_until_its_date_comes(project: Project, days: int, state: str) -> None:
    promised(project, "A lift", report_back=day(days))
    assert only(project).state(TODAY) == state
    assert only(project).days_over(TODAY) == -days


@pytest.mark.parametrize("status", ["kept", "late", "changed", "broken"])
def test_the_newest_outcome_says_how_it_stands(project: Project, status: str) -> None:
    answer_id = promised(project, "A lift", report_back=day(-9))
    became(project, answer_id, "late")
    became(project, answer_id, status, "In the end.")
    assert (only(project).state(TODAY), only(project).became) == (status, "In the end.")
    project.undo()
    assert only(project).state(TODAY) == "late"


def test_a_promise_that_is_late_and_got_a_new_date_comes_due_again(project: Project) -> None:
    answer_id = promised(project, "A lift", report_back=day(-9))
    became(project, answer_id, "late", day=TODAY)
    project.perform(ChangePromise(answer_id, report_back=day(7), why="The driver is ill."))
    assert only(project).state(TODAY) == "soon"
    assert only(project).state(day(10)) == "overdue"


def test_what_became_of_an_earlier_answer_is_none_of_what_is_said_now(project: Project) -> None:
    note_id = noted(project, "A lift")
    answer_id = answered(project, note_id)
    confirm(project, answer_id)
    became(project, answer_id, "broken")
    project.perform(GiveAnswer("try", {"sentence": "We try it again."}, note_id))
    confirm(project, answer_id)
    assert only(project).status == ""
    assert any(entry.became == "broken" for entry in project.ask(promises.changes_of, answer_id))


def test_the_history_says_who_when_from_to_and_why(project: Project) -> None:
    project.operator = "Facilitator"
    answer_id = promised(project, "A lift", report_back=day(3))
    project.perform(ChangePromise(answer_id, "Bus company", day(30), "The permit takes a month."))
    became(project, answer_id, "kept", "It runs.")
    told, *changes, first = project.ask(promises.changes_of, answer_id)
    assert (told.field, told.became, told.words, told.by, told.why) == ("", "kept", "It runs.", "Team lead", "Because")
    found = {one.field: (one.was, one.became, one.by, one.why) for one in changes}
    assert found == {
        "owner": ("Team lead", "Bus company", "Facilitator", "The permit takes a month."),
        "report_back": (day(3).isoformat(), day(30).isoformat(), "Facilitator", "The permit takes a month."),
    }
    assert all(one.on for one in changes)
    assert (first.field, first.by, first.how, first.on) == ("confirmed", "Manager", "signed", TODAY)


def test_moving_a_promise_keeps_it_confirmed_and_undo_takes_the_history_back(project: Project) -> None:
    answer_id = promised(project, "A lift", report_back=day(3))
    before = project.ask(promises.changes_of, answer_id)
    project.perform(ChangePromise(answer_id, report_back=day(30), why="Ill", changed="Only on Thursdays.", day=TODAY))
    assert (only(project).report_back, only(project).state(TODAY)) == (day(30), "changed")
    project.undo()
    assert (only(project).report_back, only(project).state(TODAY)) == (day(3), "soon")
    assert project.ask(promises.changes_of, answer_id) == before
    project.redo()
    assert only(project).became == "Only on Thursdays."


def test_a_promise_keeps_its_owner_and_what_is_no_promise_is_changed_elsewhere(project: Project) -> None:
    answer_id = promised(project, "A lift")
    with pytest.raises(Refused, match="Who answers for it"):
        project.perform(ChangePromise(answer_id, owner="  "))
    with pytest.raises(Refused, match="holds already"):
        project.perform(ChangePromise(answer_id, owner="Team lead"))
    open_id = answered(project, noted(project, "Another"))
    with pytest.raises(Refused, match="not confirmed"):
        project.perform(ChangePromise(open_id, owner="Bus company"))
    with pytest.raises(Refused):
        project.perform(ChangePromise("gone", owner="Bus company"))


def test_withdrawn_words_are_not_in_the_ledger(project: Project) -> None:
    answer_id = promised(project, "Secret words")
    voice = str(project.ask(lambda reader: reader.scalar(select(t.Voice.id))))
    project.perform(WithdrawVoice(voice))
    found = only(project)
    assert (found.title, found.withdrawn, found.sentence) == ("", True, "We do this.")
    assert "Secret" not in repr(project.ask(promises.changes_of, answer_id))


def test_the_rate_counts_what_came_due(project: Project) -> None:
    became(project, promised(project, "Kept", report_back=day(-5)), "kept")
    became(project, promised(project, "Kept early", report_back=day(50)), "kept")
    became(project, promised(project, "Broken", report_back=day(50)), "broken")
    promised(project, "Late", report_back=day(-1))
    promised(project, "Not yet", report_back=day(1))
    found = project.ask(promises.rates, project.ask(promises.ledger), TODAY)
    assert (found.promises, found.kept, found.due_so_far) == (5, 2, 4)


def test_days_run_from_the_workshop_or_from_when_it_was_heard(project: Project) -> None:
    shop = workshop_on(project, day(-20))
    for words, workshop, on in (("A", shop, day(-17)), ("B", shop, day(-11)), ("C", None, TODAY)):
        confirm(project, answered(project, noted(project, words, workshop_id=workshop)), on)
    found = project.ask(promises.rates, project.ask(promises.ledger), TODAY)
    assert (found.days, found.answered) == (3, 3)  # 3, 9, and 0 for the one without a workshop


def test_a_themes_answer_is_the_first_answer_of_its_notes(project: Project) -> None:
    shop = workshop_on(project, day(-6))
    theme = str(project.perform(AddTheme("Lifts")).result)
    for words in ("A van", "A bus"):
        project.perform(PutInTheme(noted(project, words, workshop_id=shop), theme))
    period = {"no_cost": True, "no_days": True, "starts": TODAY, "ends": day(90)}
    project.perform(SetEstimate(period, theme_id=theme))
    said = {"sentence": "Yes.", "owner": "Team lead", "report_back": day(3)}
    answer_id = str(project.perform(GiveAnswer("now", said, theme_id=theme)).result)
    confirm(project, answer_id, day(-2))
    assert only(project).title == "Lifts"
    found = project.ask(promises.rates, project.ask(promises.ledger), TODAY)
    assert (found.days, found.answered) == (4, 2)


def test_what_is_due_when_a_project_opens(project: Project) -> None:
    assert not project.ask(promises.what_is_due, TODAY).is_any()
    promised(project, "Soon", report_back=day(14))
    promised(project, "Late", report_back=day(-3))
    promised(project, "Waits", "decide", report_back=day(-3))
    promised(project, "Said", "no", report_back=day(-3))
    found = project.ask(promises.what_is_due, TODAY)
    assert (found.soon, found.late, found.waiting) == (1, 1, 1)


def test_thousands_of_promises_are_read_quickly(project: Project) -> None:
    fill(project, 2738)
    reader = Reader(project.store.connection)
    assert len(promises.ledger(reader)) == 2738
    assert quickest(lambda: promises.rates(reader, promises.ledger(reader), TODAY)) < 1.0  # takes a tenth of it


def fill(project: Project, count: int) -> None:
    """Write confirmed answers straight into the file: through the gate they would take minutes."""
    with project.store.transaction() as connection:
        for at in range(count):
            note, voice, answer = new_id(), new_id(), new_id()
            connection.exec_driver_sql(
                "INSERT INTO contribution (id, code, kind, created_at, \"order\") VALUES (?, ?, 'idea', 0, ?)",
                (note, f"N{at}", str(at)),
            )
            connection.exec_driver_sql(
                "INSERT INTO voice (id, contribution_id, words) VALUES (?, ?, ?)", (voice, note, f"Idea {at}")
            )
            connection.exec_driver_sql(
                "INSERT INTO answer (id, contribution_id, code, owner, report_back, confirmed, confirmed_role, "
                "confirmed_how, confirmed_on, entered_by) VALUES (?, ?, 'now', 'Lead', ?, 1, 'Lead', 'signed', ?, 'S')",
                (answer, note, day(at % 60 - 30).isoformat(), TODAY.isoformat()),
            )
