"""The decision page: what is asked of which body by when, what it costs, who asked, and what it would add."""

import pytest

from exports.document import Callout, Document, Heading, PageBreak, Paragraph, Table, TickBoxes, WritingLines, plain
from models.edits.path import AddPath, NewCard
from models.edits.project import AddDecisionDate, AddEnvelopeLine, AddSegment, SetAttendance
from models.edits.theming import NewTheme
from models.edits.voices import AddVoice, NewVoice, WithdrawVoice
from models.edits.weighing import AddCost, ConfirmAnswer, GiveAnswer, NewCost, SetEstimate, SetFinding
from models.project import Project
from tests.app.support import TODAY, blocks_of, document, said
from tests.exports.report_cases import DAY, add_note, code_of, preset, workshop
from tests.models.support import column, result

SAID: dict[str, object] = {"owner": "Clinic lead", "report_back": DAY, "body": "The board", "decision_day": DAY}


def page_of(project: Project, body: str = "") -> Document:
    return document(project, "decision-page", body=body)


def headings(made: Document) -> list[tuple[int, str]]:
    return [(one.level, one.text) for one in blocks_of(made, Heading)]


def facts(made: Document) -> dict[str, str]:
    """What is written down about the first item."""
    tables = [one for one in blocks_of(made, Table) if one.head[0] == "About it"]
    return {plain(row[0]): plain(row[1]) for row in tables[0].rows}


def question(made: Document) -> str:
    return next(plain(one.words) for one in blocks_of(made, Paragraph) if one.style == "sentence")


def asked(
    project: Project, words: str, *, confirm: bool = True, body: str = "The board", workshop_id: str | None = None
) -> str:
    note = add_note(project, words, workshop_id=workshop_id)
    answer = result(project.perform(GiveAnswer("decide", {**SAID, "body": body}, note)))
    if confirm:
        project.perform(ConfirmAnswer(answer, "Head", "signed", "Scribe"))
    return note


def test_nothing_waits_in_a_new_project(project: Project) -> None:
    assert [plain(one.words) for one in blocks_of(page_of(project), Paragraph)] == ["Nothing waits for a decision."]


def test_a_body_with_what_it_is_asked(project: Project) -> None:
    project.perform(AddDecisionDate("The board", DAY, "Papers in May"))
    project.perform(AddEnvelopeLine("money", "Budget", 100_00))
    note = asked(project, "open late")
    project.perform(AddCost(NewCost("money", 120_00, low=90_00), note))
    project.perform(AddCost(NewCost("days", 1_00), note))
    project.perform(SetEstimate({"starts": TODAY, "ends": DAY, "possible_part": "Thursdays"}, note))
    project.perform(SetFinding("money", {"value": "beyond", "confidence": "checked", "looked_by": "Treasurer"}, note))
    made = page_of(project)
    code = code_of(project, note)
    assert headings(made) == [(1, "At a glance"), (1, "The board"), (2, f"{code} “open late”")]
    [overview] = [one for one in blocks_of(made, Table) if one.head[0] == "Who decides"]
    assert overview.rows == (("The board", "1 June 2027", code, "€120", "1 day"),)
    assert (
        question(made) == "May “open late” be done from 14 May 2027 to 1 June 2027, at a cost of €90 to €120 and 1 day?"
    )
    assert "Meets: 1 June 2027 (Papers in May)" in [plain(one.words) for one in blocks_of(made, Paragraph)]
    told = facts(made)
    assert told["What it takes"] == "€90 to €120; 1 day"
    assert told["When"] == "14 May 2027 to 1 June 2027"
    assert told["How it is seen"] == (
        "Mandate and law: not known; Money: beyond (checked); People and time: not known; Skills and tools: not known; "
        "Depends on others: not known; Fits the calendar: not known"
    )
    assert told["If it gets a yes"] == (
        "Money: €0 promised so far, €120 with it, of €100. That is €20 over. "
        "Staff days: 0 days promised so far, 1 day with it; what we have is not known."
    )
    assert told["Without a decision"] == "Thursdays"
    assert told["Who answers"] == "Clinic lead, who reports back by 1 June 2027"
    assert blocks_of(made, TickBoxes)[0].choices == ("Yes", "No", "Later")
    assert [one.label for one in blocks_of(made, WritingLines)] == ["Why, or until when", "Date and signature"]


def test_each_body_has_a_page_and_one_can_be_chosen(project: Project) -> None:
    project.perform(AddDecisionDate("The board", DAY))
    project.perform(AddDecisionDate("The council", DAY))
    project.perform(AddDecisionDate("The county", DAY))
    asked(project, "open late")
    asked(project, "a new door", body="The council")
    made = page_of(project)
    assert [text for level, text in headings(made) if level == 1] == [
        "At a glance", "Nothing waits for", "The board", "The council",
    ]  # fmt: skip
    assert sum(isinstance(block, PageBreak) for block in made.blocks) == 2
    only = page_of(project, body="COUNCIL")
    assert [text for level, text in headings(only) if level == 1] == ["The council"]
    assert "open late" not in said(only)
    assert "Nobody of this name" in said(page_of(project, body="The parish"))


def test_a_body_without_a_date_and_one_past_its_date_say_so(project: Project) -> None:
    asked(project, "open late")
    made = page_of(project)
    assert [one.title for one in blocks_of(made, Callout)] == ["No date"]
    assert "That day is not in the calendar." in said(made)
    project.perform(AddDecisionDate("The board", DAY))
    assert blocks_of(page_of(project), Callout) == []
    late = document(project, "decision-page", DAY.replace(month=7))
    assert [one.title for one in blocks_of(late, Callout)] == ["Past its date"]
    assert "That day is past, and no decision is written down." in said(late)


def test_who_decides_is_not_told_while_nobody_confirmed_it(project: Project) -> None:
    project.perform(AddDecisionDate("The board", DAY))
    known = asked(project, "open late", confirm=False)
    draft = asked(project, "a new door", confirm=False, body="CANARY committee")
    made = page_of(project)
    assert "CANARY" not in said(made)
    assert "Not confirmed yet: it may still change" in said(made)
    assert f"{code_of(project, draft)} “a new door” (not confirmed yet)" in said(made)
    assert (2, f"{code_of(project, known)} “open late”") in headings(made)


def test_words_of_who_asked_with_a_group_that_is_large_enough(project: Project) -> None:
    held = workshop(project)
    project.perform(AddPath("The path", stages=("One",), lanes=(("people_do", ""),), cards=(NewCard(0, 0, "Ring"),)))
    many, few = (str(project.perform(AddSegment(name)).result) for name in ("Carers", "CANARY men"))
    project.perform(SetAttendance(held, many, 9, 9))
    project.perform(SetAttendance(held, few, 2, 2))
    note = asked(project, "open late", workshop_id=held)
    for group in (many, few, many):
        voice = NewVoice(f"Yes {group[-2:]}", {"workshop_id": held, "segment_id": group, "words_source": "own_hand"})
        project.perform(AddVoice(note, voice))
    text = said(page_of(project))
    assert f"“Yes {many[-2:]}” – Carers" in text
    assert f"“Yes {few[-2:]}”" in text
    assert "CANARY" not in text
    assert "and 1 more voice" in text


@pytest.mark.parametrize("words_preset", ["not_at_all", "within_theme"])
def test_words_that_may_not_be_printed_are_counted_only(project: Project, words_preset: str) -> None:
    held = workshop(project)
    preset(project, held, words_preset)
    asked(project, "CANARY", workshop_id=held)
    text = said(page_of(project))
    assert "CANARY" not in text
    assert "1 voice asked for it." in text


def test_of_a_withdrawn_note_only_that(project: Project) -> None:
    note = asked(project, "CANARY")
    project.perform(SetFinding("money", {"value": "beyond", "note": "CANARY"}, note))
    for voice in column(project, "SELECT id FROM voice"):
        project.perform(WithdrawVoice(voice))
    text = said(page_of(project))
    assert "CANARY" not in text
    assert "The words of this note were withdrawn." in text


def test_a_theme_waits_with_the_voices_of_its_notes_and_what_they_take(project: Project) -> None:
    project.perform(AddDecisionDate("The board", DAY))
    notes = (add_note(project, "open late"), add_note(project, "open early"))
    theme = result(project.perform(NewTheme("Longer hours", notes)))
    answer = result(project.perform(GiveAnswer("decide", SAID, theme_id=theme)))
    project.perform(ConfirmAnswer(answer, "Head", "signed", "Scribe"))
    project.perform(AddCost(NewCost("days", 2_00), notes[0]))
    project.perform(AddCost(NewCost("days", 3_00), theme_id=theme))
    made = page_of(project)
    assert "“open early”" in said(made)
    assert "5 days with it" in facts(made)["If it gets a yes"]
    assert question(made) == "May “Longer hours” be done, at a cost of 3 days?"
