"""The ledger: each change of what was confirmed, and of what we have, is kept with who and why, on every route."""

from datetime import date
from pathlib import Path

import pytest

from models import ledger, promises, queries
from models.edits.project import AddEnvelopeLine, ChangeEnvelopeLine
from models.edits.voices import ChangeNote
from models.edits.weighing import AddCost, ConfirmAnswer, DeleteAnswer, GiveAnswer, NewCost, SetEstimate
from models.errors import Refused
from models.project import Project
from models.weigh_records import ChangeRecord
from resources.texts import translator
from tests.models.support import add_note, column, result
from widgets.prepare import having_words
from widgets.reflect.ledger_words import change_words

SAID = {"owner": "Clinic lead", "report_back": date(2027, 6, 15), "recipient": "The city"}


@pytest.fixture
def answer(project: Project) -> str:
    """A confirmed answer: passed on."""
    note = add_note(project, "Better buses", kind="idea")
    answer = result(project.perform(GiveAnswer("pass", {**SAID, "sentence": "We pass it on."}, note_id=note)))
    project.perform(ConfirmAnswer(answer, "Manager", "signed", "Scribe"))
    return answer


def told(project: Project, answer: str) -> list[tuple[str, str, str, str]]:
    return [(c.field, c.was, c.became, c.why) for c in project.ask(ledger.changes_of_answer, answer)]


def change(project: Project, why: str = "", code: str = "pass", **values: object) -> None:
    (record,) = project.ask(queries.weighing).answers
    values = {name: getattr(record, name) for name in ("sentence", *SAID)} | values
    project.perform(GiveAnswer(code, values, note_id=record.contribution_id, why=why))


def test_a_draft_has_no_history_and_confirming_begins_it(project: Project, answer: str) -> None:
    assert told(project, answer) == [("confirmed", "0", "1", "")]


def test_a_change_says_from_to_why_and_that_it_is_not_confirmed_any_more(project: Project, answer: str) -> None:
    project.operator = "Scribe"
    change(project, "The city moved its meeting", report_back=date(2027, 9, 1))
    assert told(project, answer)[1:] == [
        ("confirmed", "1", "0", "The city moved its meeting"),
        ("report_back", "2027-06-15", "2027-09-01", "The city moved its meeting"),
    ]
    assert {c.by for c in project.ask(ledger.changes_of_answer, answer)[1:]} == {"Scribe"}
    assert project.ask(ledger.no_longer_confirmed) == (answer,)


def test_while_it_is_drafted_anew_each_text_has_one_entry(project: Project, answer: str) -> None:
    change(project, "They asked for plainer words")
    for words in ("We pass", "We pass it to", "We pass it to the city."):
        change(project, sentence=words)
    assert [row for row in told(project, answer) if row[0] == "sentence"] == [
        ("sentence", "We pass it on.", "We pass it to the city.", "")
    ]


def test_undo_takes_the_entry_back_and_redo_brings_it(project: Project, answer: str) -> None:
    before = told(project, answer)
    change(project, "Why", owner="Somebody else")
    after = told(project, answer)
    project.undo()
    assert told(project, answer) == before
    project.redo()
    assert told(project, answer) == after


def test_what_the_gate_reopens_is_noted_too(project: Project, answer: str) -> None:
    (record,) = project.ask(queries.weighing).answers
    project.perform(ChangeNote(str(record.contribution_id), {"kind": "question"}))
    assert told(project, answer)[-1] == ("confirmed", "1", "0", "")


def test_what_was_confirmed_once_cannot_be_taken_back(project: Project, answer: str) -> None:
    with pytest.raises(Refused, match="stays on record"):
        project.perform(DeleteAnswer(answer))
    change(project, "Not right")
    with pytest.raises(Refused, match="stays on record"):
        project.perform(DeleteAnswer(answer))


def test_erasing_the_note_erases_what_was_said_of_it(project: Project, answer: str, tmp_path: Path) -> None:
    change(project, "CANARY why", sentence="CANARY sentence")
    project.erase(column(project, "SELECT id FROM contribution")[0])
    assert column(project, "SELECT count(*) FROM change_log") == [0]
    project.close()
    assert all(b"CANARY" not in file.read_bytes() for file in tmp_path.rglob("*.polku"))


def test_what_we_have_keeps_its_history(project: Project) -> None:
    line = result(project.perform(AddEnvelopeLine("money", "Pilot money", None)))
    project.perform(ChangeEnvelopeLine(line, {"amount": 4_000_000, "source": "Budget 2027"}, why="Council decided"))
    project.perform(ChangeEnvelopeLine(line, {"amount": 3_500_000}))
    changes: tuple[ChangeRecord, ...] = project.ask(ledger.changes_of_line, line)
    assert [(c.field, c.was, c.became, c.why) for c in changes] == [
        ("amount", "", "4000000", "Council decided"),
        ("source", "", "Budget 2027", "Council decided"),
        ("amount", "4000000", "3500000", ""),
    ]


def test_amounts_of_a_line_whose_kind_changed_are_in_the_unit_of_their_time(project: Project) -> None:
    line = result(project.perform(AddEnvelopeLine("money", "Help at the door", 500_000)))
    project.perform(ChangeEnvelopeLine(line, {"amount": 600_000}))
    project.perform(ChangeEnvelopeLine(line, {"kind": "staff_days", "amount": 1_200}))
    (now,) = project.ask(queries.envelope)
    said = having_words.changes(project.ask(ledger.changes_of_line, line), now, "EUR", translator("en"))
    values = [" ".join(words.rpartition(": ")[2].split()) for words, _ in said]
    assert values == ["6 000 EUR → 12 days", "Money → Staff days", "5 000 EUR → 6 000 EUR"]


def test_a_cost_says_that_there_is_one(project: Project) -> None:
    note = add_note(project, "A ramp", kind="idea")
    project.perform(SetEstimate({"no_cost": True, "no_days": True}, note_id=note))
    project.perform(AddCost(NewCost("money", 100_00), note_id=note))
    (estimate,) = project.ask(queries.weighing).estimates
    assert (estimate.no_cost, estimate.no_days) == (False, True)
    project.undo()
    (estimate,) = project.ask(queries.weighing).estimates
    assert estimate.no_cost


def test_the_history_says_provisional_what_was_not_confirmed(project: Project, answer: str) -> None:
    change(project, code="unknown", find_out_by=date(2027, 5, 1))
    change(project, code="now")
    codes = [entry for entry in project.ask(promises.changes_of, answer) if entry.field == "code"]
    assert [change_words(translator("en"), entry) for entry in codes] == [
        "from We do not know yet to This looks possible soon",
        "from Not ours; we pass it on to We do not know yet",
    ]
