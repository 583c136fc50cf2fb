"""What you said and what happens now, and what became of it: honest counts, every answer once, nothing promised."""

from datetime import timedelta
from pathlib import Path

import page
import pytest

from exports.catalog import Made, export_of, make
from exports.document import Bar, Chip, Document, Heading, QrCode
from models import queries
from models.answers import IDEA_ANSWERS, phrase
from models.codes import codes_in
from models.edits.project import AddSegment, SetAttendance
from models.edits.theming import NewTheme
from models.edits.voices import WithdrawVoice
from models.edits.weighing import ConfirmAnswer, GiveAnswer, RecordOutcome, SetEstimate
from models.project import Project
from tests.app.support import TODAY, blocks_of, document, pdf_codes, pdf_text, said, sample_in, squeezed
from tests.exports import full_evening
from tests.exports.report_cases import (
    CONFIRMED_NAME,
    DAY,
    PAIRS,
    add_note,
    add_story,
    code_of,
    confirm,
    entry,
    give,
    way_back,
    workshop,
    yes,
)

SAID, LATER = "you-said", "you-said-follow-up"
LATE = DAY + timedelta(days=30)


def made(project: Project, export_id: str, folder: Path, **choices: str) -> Made:
    export = export_of(export_id)
    with project.snapshot(export.purpose, TODAY) as copy:
        return make(export, copy, folder / "out.pdf", export.options(**choices))


def headings(document_made: Document, level: int = 1) -> list[str]:
    return [block.text for block in blocks_of(document_made, Heading) if block.level == level]


def lead(project: Project, export_id: str = SAID) -> str:
    return str(document(project, export_id).blocks[0].words)  # pyright: ignore[reportAttributeAccessIssue]


# -- what you said --------------------------------------------------------------------------------------------------


def test_every_kind_of_confirmed_answer_stands_with_its_sentence(project: Project) -> None:
    way_back(project)
    marks = {}
    for kind, code in PAIRS:
        note = add_note(project, f"Words {kind} {code}", kind)
        confirm(project, give(project, note, code, f"MARK{kind}{code}END"))
        marks[code_of(project, note)] = (kind, code)
    whole = document(project, SAID)
    for note_code, (kind, code) in marks.items():
        here = entry(whole, note_code)
        assert f"You said: “Words {kind} {code}”" in here
        assert said(whole).count(f"We will do this on 1 March MARK{kind}{code}END.") == 1
        assert "We report back by 1 June 2027." in here
    assert [block.code for block in blocks_of(whole, QrCode)] and len(blocks_of(whole, QrCode)) == len(PAIRS)
    assert {block.caption for block in blocks_of(whole, QrCode)} == {"Did we get it right?"}


def test_why_not_and_which_part_could_be(project: Project) -> None:
    confirm(project, give(project, add_note(project, "Words"), "no", "MARK"))
    text = said(document(project, SAID))
    for words in ("The reason MARK", "The part MARK", "The other way MARK (The board MARK, 1 June 2027)"):
        assert words in text


def test_the_bar_has_all_six_answers(project: Project) -> None:
    confirm(project, give(project, add_note(project, "Words"), "now", "x"))
    give(project, add_note(project, "More"), "try", "y")
    add_note(project, "Silent")
    (bar,) = blocks_of(document(project, SAID), Bar)
    assert [part.label for part in bar.parts[:6]] == [phrase(one.code, confirmed=True) for one in IDEA_ANSWERS]
    assert [part.count for part in bar.parts] == [1, 0, 0, 0, 0, 0, 1, 1]
    assert [part.provisional for part in bar.parts] == [False] * 6 + [True, True]


def test_the_lead_counts_only_what_the_file_holds(project: Project) -> None:
    assert lead(project) == "Nothing is written down yet, so nothing is answered."
    confirm(project, give(project, add_note(project, "Words"), "now", "x"))
    add_note(project, "Silent")
    add_story(project, "A story", (yes("public_report"),))
    add_story(project, "Another", (yes("internal_report"),))
    assert lead(project) == (
        "You told us 1 story that may be told in public and 2 ideas, wishes and questions. "
        "We can do 1 of them now. 1 is not answered yet."
    )


@pytest.mark.parametrize(("came", "words"), [(3, "Fewer than 5 people told us"), (46, "46 people told us")])
def test_people_are_counted_by_the_rule_for_small_groups(project: Project, came: int, words: str) -> None:
    held = workshop(project, day=TODAY)
    project.perform(SetAttendance(held, str(project.perform(AddSegment("Carers")).result), 9, came))
    add_note(project, "Words", workshop_id=held)
    assert lead(project).startswith(words)


def test_people_of_several_workshops_are_not_added_up(tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path), reading=True) as project:
        assert lead(project).startswith("At 2 workshops you told us 14 stories that may be told in public and 44 ideas")


def test_nothing_provisional_is_promised_and_who_answers_is_said(project: Project) -> None:
    held = workshop(project, pledge_role="Team lead", pledge_day=DAY)
    give(project, add_note(project, "Words", workshop_id=held), "now", "CANARY")
    silent = add_note(project, "Silent", workshop_id=held)
    whole = document(project, SAID)
    text = said(whole)
    assert whole.stamp == "Not all confirmed"
    assert "CANARY" not in text
    assert "This looks possible soon" in text
    assert "We can do this now" not in text
    assert "No answer is confirmed yet." in text
    assert "Not confirmed yet. Team lead answers by 1 June 2027." in text
    assert code_of(project, silent) in text
    assert not any(chip.tone == "settled" for chip in blocks_of(whole, Chip))


@pytest.mark.parametrize("order", ["answer", "theme", "step"])
def test_every_note_stands_once_in_every_order(order: str, tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path), reading=True) as project:
        whole = document(project, SAID, order=order)
        codes = [note.code for note in project.ask(queries.notes)]
    found = [block.code for block in blocks_of(whole, QrCode)]
    assert sorted(found) == sorted(codes)
    assert len(headings(whole)) >= 3


def test_offers_are_thanked_for_and_problems_say_where_they_went(project: Project) -> None:
    for kind, code in (("offer", "accepted"), ("offer", "not_needed"), ("question", "answered"), ("problem", "heard")):
        confirm(project, give(project, add_note(project, f"Words {code}", kind), code, "x"))
    assert headings(document(project, SAID))[:4] == [
        "Your questions, answered",
        "Your offers, accepted with thanks",
        "Your offers, not needed now: thank you",
        "Heard, and where it went",
    ]


def test_the_answer_to_a_theme_stands_once_with_its_notes(project: Project) -> None:
    way_back(project)
    notes = tuple(add_note(project, f"Words {number}") for number in range(3))
    theme = str(project.perform(NewTheme("The theme", notes)).result)
    project.perform(SetEstimate({"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY}, theme_id=theme))
    values: dict[str, object] = {"sentence": "We will do all of it.", "owner": "Lead", "report_back": DAY}
    confirm(project, str(project.perform(GiveAnswer("now", values, theme_id=theme)).result))
    whole = document(project, SAID)
    assert said(whole).count("We will do all of it.") == 1
    assert "You said: The theme" in headings(whole, 2)
    assert all(code_of(project, note) in {one.code for one in blocks_of(whole, QrCode)} for note in notes)


def test_a_name_is_printed_only_where_it_was_agreed(project: Project) -> None:
    confirm(project, give(project, add_note(project, "Words"), "now", "x"))
    assert CONFIRMED_NAME not in said(document(project, SAID))
    confirm(project, give(project, add_note(project, "More"), "now", "x"), agreed=True)
    assert CONFIRMED_NAME in said(document(project, SAID))


def test_stories_are_counted_and_not_told(project: Project) -> None:
    add_note(project, "Words")
    add_story(project, "STORY CANARY", (yes("public_report"),), teller="CANARY")
    assert "CANARY" not in said(document(project, SAID))


@pytest.mark.parametrize("export_id", [SAID, LATER])
def test_the_sample_is_read_by_a_camera_and_a_reader(export_id: str, tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path), reading=True) as project:
        result = made(project, export_id, tmp_path)
        expected = len(project.ask(queries.notes)) if export_id == SAID else 7
    assert result.missing == ()
    assert result.pages <= (12 if export_id == SAID else 4)
    assert len({codes_in(one.replace("%20", " "))[-1] for one in pdf_codes(tmp_path / "out.pdf")}) == expected
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf_bytes((tmp_path / "out.pdf").read_bytes(), profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_beyond_sixty_notes_sections_have_codes_and_contents(project: Project, tmp_path: Path) -> None:
    full_evening.fill(project, notes=70, answered=0.4)
    result = made(project, SAID, tmp_path, order="theme")
    text = squeezed(pdf_text(tmp_path / "out.pdf"))
    assert all(note.code in text for note in project.ask(queries.notes))
    read = {codes_in(address)[-1] for address in pdf_codes(tmp_path / "out.pdf")}
    assert {theme.code for theme in project.ask(queries.themes)} <= read
    assert result.pages < 20


# -- what became of it ----------------------------------------------------------------------------------------------


def promised(project: Project, words: str, status: str = "", became: str = "", on: object = DAY) -> str:
    note = add_note(project, words)
    answer = give(project, note, "now", words.upper())
    confirm(project, answer)
    if status:
        project.perform(RecordOutcome(answer, status, became, on, "Lead"))  # pyright: ignore[reportArgumentType]
    return answer


def test_every_promise_stands_under_what_became_of_it(project: Project) -> None:
    way_back(project)
    for status in ("kept", "late", "changed", "broken", ""):
        promised(project, f"Words {status or 'open'}", status, f"It was {status} MARK" if status else "")
    give(project, add_note(project, "Draft words"), "now", "CANARY")
    whole = document(project, LATER)
    text = said(whole)
    assert headings(whole)[:5] == ["Kept", "Late", "Changed", "Not kept", "Still open"]
    assert lead(project, LATER) == (
        "We promised you 5 things. 1 is kept. 1 came late. 1 became something else. 1 was not kept, and we say why. "
        "1 is still open."
    )
    (bar,) = blocks_of(whole, Bar)
    assert [part.count for part in bar.parts] == [1, 1, 1, 1, 1]
    for status in ("kept", "late", "changed", "broken"):
        assert f"It was {status} MARK" in text
    assert "Nothing reported yet" in text
    assert "Lead answers for it. We report back by 1 June 2027." in text
    assert "CANARY" not in text
    assert "Draft words" not in text
    assert len(blocks_of(whole, QrCode)) == 5


def test_what_is_past_its_day_is_said(project: Project) -> None:
    promised(project, "Words")
    text = said(document(project, LATER, today=LATE))
    assert "1 is past its day." in text
    assert "We wanted to report back by 1 June 2027, and did not." in text


def test_what_was_changed_is_told_with_its_reason(project: Project) -> None:
    answer = promised(project, "Words")
    note = next(one.contribution_id for one in project.ask(queries.weighing).answers if one.id == answer)
    project.perform(GiveAnswer("now", {"report_back": LATE}, note, why="Two of us were ill"))
    assert "Two of us were ill" not in said(document(project, LATER)), "it is not confirmed again yet"
    project.perform(ConfirmAnswer(answer, "Lead", "signed", "Scribe", on=DAY))
    text = said(document(project, LATER))
    assert "The day to report back was moved from 1 June 2027 to 1 July 2027. Why: Two of us were ill." in text


def test_what_was_taken_back_is_not_told_again(project: Project) -> None:
    promised(project, "Secret words", "kept", "It was SECRET MARK")
    (note,) = project.ask(queries.notes)
    project.perform(WithdrawVoice(note.voices[0].id))
    text = said(document(project, LATER))
    assert "ecret" not in text
    assert "SECRET" not in text


def test_what_waits_is_listed_apart(project: Project) -> None:
    for code in ("decide", "pass", "unknown", "no"):
        confirm(project, give(project, add_note(project, f"Words {code}"), code, code))
    text = said(document(project, LATER))
    assert "The body decide decides, 1 June 2027." in text
    assert "passed on to The recipient pass." in text
    assert "we find out by 1 June 2027." in text
    assert "Words no" not in text
