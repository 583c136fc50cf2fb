"""The lead's report: what something takes as each person sees it, every line of the load, promises and what waits."""

from datetime import timedelta

import pytest

from exports.document import Document, Heading, Table
from models import queries
from models.capacity import load_of
from models.edits.project import AddDecisionDate, AddEnvelopeLine
from models.edits.theming import NewTheme
from models.edits.voices import WithdrawVoice
from models.edits.weighing import (
    AddCost,
    ConfirmAnswer,
    GiveAnswer,
    NewCost,
    RecordOutcome,
    SetEstimate,
    SetFinding,
)
from models.project import Project
from tests.app.support import TODAY, document, said
from tests.exports.report_cases import DAY, add_note, code_of, preset, workshop
from tests.models.support import column, result

SAID: dict[str, object] = {"owner": "Clinic lead", "report_back": DAY, "body": "The board", "decision_day": DAY}


def report(project: Project) -> Document:
    return document(project, "lead-report")


def part(made: Document, title: str) -> list[object]:
    """What stands below a heading, up to the next one of its level."""
    at = next(at for at, block in enumerate(made.blocks) if isinstance(block, Heading) and block.text == title)
    level = made.blocks[at].level  # type: ignore[union-attr]
    found: list[object] = []
    for block in made.blocks[at + 1 :]:
        if isinstance(block, Heading) and block.level <= level:
            break
        found.append(block)
    return found


def table_in(made: Document, title: str) -> Table:
    return next(block for block in part(made, title) if isinstance(block, Table))


def yes(
    project: Project, words: str, *costs: NewCost, confirm: bool = False, code: str = "now", kind: str = "idea"
) -> str:
    note = add_note(project, words, kind)
    for cost in costs:
        project.perform(AddCost(cost, note))
    project.perform(SetEstimate({"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY}, note))
    answer = result(project.perform(GiveAnswer(code, {**SAID, "sentence": f"We will {words}."}, note)))
    if confirm:
        project.perform(ConfirmAnswer(answer, "Head", "signed", "Scribe"))
    return note


def money(high: int, direction: str = "takes", label: str = "") -> NewCost:
    return NewCost("money", high, direction=direction, label=label)


def test_every_line_of_the_load_is_printed_and_adds_up(project: Project) -> None:
    project.perform(AddEnvelopeLine("money", "Budget", 100_00))
    first = yes(project, "open late", money(30_00, label="Porter"), confirm=True)
    second = yes(project, "open on Sundays", money(90_50))
    yes(project, "stop the form", money(5_25, "frees"), kind="stop", confirm=True)
    yes(project, "stop the fax", money(7_00, "frees"), kind="stop")
    yes(project, "ask the board", money(400_00), code="decide")
    add_note(project, "nobody answered this")
    rows = table_in(report(project), "Money").rows
    assert [(row[0], row[2], row[3]) for row in rows[:2]] == [
        (code_of(project, first), "confirmed", "€30"),
        (code_of(project, second), "not confirmed yet", "€90.50"),
    ]
    assert said(rows[0][1]) == "“open late”: Porter"
    assert [row[2:] for row in rows[2:]] == [
        ("freed, confirmed", "−€5.25"),
        ("would come free, not added in", "€7"),
        ("if it is decided so, not added in", "€400"),
        ("", "€115.25"),
    ]
    weighing = project.ask(queries.weighing)
    load = load_of(weighing.notes, weighing.answers, weighing.costs, weighing.envelope)["money"]
    assert load.used == 115_25
    assert said(part(report(project), "Money")[0]).splitlines()[0] == (
        "€115.25 of €100 promised. That is €15.25 over. If what is not confirmed yet is confirmed, €7 come free. "
        "If what waits for a decision gets a yes, €400 come on top."
    )
    assert "Without “open on Sundays” it fits. Without “open late” it fits." in said(
        tuple(part(report(project), "Money"))
    )


def test_what_a_line_of_what_we_have_carries_is_printed_where_costs_name_lines(project: Project) -> None:
    line = result(project.perform(AddEnvelopeLine("money", "Grant", 100_00)))
    yes(project, "open late", money(30_00))
    assert table_in(report(project), "What we have").head == ("What we have", "How much", "Said by")
    yes(project, "print cards", NewCost("money", 12_00, envelope_line_id=line))
    assert table_in(report(project), "What we have").rows == (("Money: Grant", "€100", "€12", ""),)


def test_who_looked_how_sure_they_are_and_where_they_differ(project: Project) -> None:
    note = add_note(project, "open late")
    for who, value, sure in (("Nurse", "within", "checked"), ("Manager", "beyond", "guess")):
        told = {
            "value": value,
            "confidence": sure,
            "looked_by": who,
            "looked_on": TODAY,
            "source": "Roster",
            "note": "Six people",
        }
        project.perform(SetFinding("people", told, note))
    project.perform(SetFinding("mandate", {"value": "within", "confidence": "confirmed", "looked_by": "Lawyer"}, note))
    project.perform(SetFinding("skills", {"value": "unknown"}, note))
    [(code, title, words)] = table_in(report(project), "What it takes").rows
    assert (code, title) == (code_of(project, note), "“open late”")
    assert "".join(run.text for run in words if not isinstance(run, str)) == (
        "Mandate and law: within (confirmed, Lawyer). "
        "People and time: reviewers differ: within (checked, Nurse, 14 May 2027, Roster) – Six people; "
        "beyond (guess, Manager, 14 May 2027, Roster) – Six people. "
    )


def test_the_shift_of_work_is_written_out(project: Project) -> None:
    note = add_note(project, "ring families")
    theme = result(project.perform(NewTheme("Evenings")))
    project.perform(SetEstimate({"work_now": "The nurses", "work_after": "The families", "helps": "The club"}, note))
    project.perform(SetEstimate({"work_after": "Volunteers"}, theme_id=theme))
    made = report(project)
    assert [row[1:] for row in table_in(made, "The shift of work").rows] == [
        ("Evenings", "not said", "Volunteers"),
        ("“ring families”", "The nurses", "The families"),
    ]
    assert "Who helps: The club." in "".join(said(part(made, "What it takes")[0]).split("\n"))


def test_promises_with_owner_day_and_what_became_of_them(project: Project) -> None:
    kept = yes(project, "open late", confirm=True)
    yes(project, "nobody confirmed this")
    late = yes(project, "print cards", confirm=True)
    answer = column(project, "SELECT id FROM answer WHERE contribution_id = ?", kept)[0]
    project.perform(RecordOutcome(answer, "kept", "It is open", TODAY, "Lead"))
    rows = table_in(report(project), "Promises").rows
    assert {row[0]: row[1:] for row in rows} == {
        code_of(project, kept): (
            "“open late” → We will open late.",
            "Clinic lead, 1 June 2027",
            "Kept: It is open (14 May 2027)",
        ),
        code_of(project, late): (
            "“print cards” → We will print cards.",
            "Clinic lead, 1 June 2027",
            "nothing reported yet",
        ),
    }
    after = document(project, "lead-report", DAY + timedelta(days=1))
    assert [row[3] for row in table_in(after, "Promises").rows if row[0] == code_of(project, late)] == [
        "late: nothing was reported yet"
    ]


def test_without_a_confirmed_yes_nothing_is_promised(project: Project) -> None:
    yes(project, "open late")
    assert said(tuple(part(report(project), "Promises"))).startswith("Nothing is promised yet: no yes is confirmed.")


def test_what_waits_for_each_body(project: Project) -> None:
    project.perform(AddDecisionDate("The board", DAY, "Papers in May"))
    project.perform(AddDecisionDate("The council", None))
    sure = yes(project, "open late", code="decide", confirm=True)
    draft = yes(project, "print cards", code="decide")
    rows = table_in(report(project), "Decision calendar").rows
    assert rows == (
        (
            "The board (Papers in May)",
            "1 June 2027",
            f"{code_of(project, sure)} “open late”; {code_of(project, draft)} “print cards” (not confirmed yet)",
        ),
        ("The council", "no date known yet", "nothing"),
    )
    project.perform(GiveAnswer("decide", {**SAID, "body": "CANARY committee"}, draft))
    made = report(project)
    assert "CANARY" not in said(made)
    last = ("Who decides is not confirmed yet", "", f"{code_of(project, draft)} “print cards” (not confirmed yet)")
    assert table_in(made, "Decision calendar").rows[-1] == last


@pytest.mark.parametrize("words_preset", ["not_at_all", "within_theme"])
def test_words_that_may_not_be_printed_are_in_none_of_these_parts(project: Project, words_preset: str) -> None:
    shop = workshop(project)
    preset(project, shop, words_preset)
    note = add_note(project, "CANARY words", workshop_id=shop)
    project.perform(AddCost(money(5_00), note))
    project.perform(SetEstimate({"work_now": "Nurses", "no_days": True, "starts": DAY, "ends": DAY}, note))
    answer = result(project.perform(GiveAnswer("now", SAID, note)))
    project.perform(ConfirmAnswer(answer, "Head", "signed", "Scribe"))
    assert "CANARY" not in said(report(project))


def test_of_a_withdrawn_note_only_the_code_is_left_and_it_still_counts(project: Project) -> None:
    note = yes(project, "CANARY open late", money(30_00, label="CANARY"), confirm=True)
    for voice in column(project, "SELECT id FROM voice"):
        project.perform(WithdrawVoice(voice))
    made = report(project)
    code = code_of(project, note)
    assert table_in(made, "Money").rows[0][:2] == (code, f"Withdrawn note {code}")
    assert "CANARY" not in said(made)
