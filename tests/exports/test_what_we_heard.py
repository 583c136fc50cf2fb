"""What we heard: always one page, chosen fairly, with nothing on it that may not be there."""

from pathlib import Path
from urllib.parse import unquote

import page
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.catalog import Made, export_of, make, proof
from exports.document import Beside, Document, QrCode
from models import queries
from models.codes import codes_in
from models.edits.project import LONGEST_ADDRESS, AddSegment, ChangeProject, ChangeWorkshop, SetAttendance
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import AddNotes, NewNote, NewVoice, WithdrawStory
from models.project import Project
from tests.app.support import TODAY, blocks_of, document, pdf_codes, pdf_text, said, sample_in
from tests.exports.report_cases import (
    CONFIRMED_NAME,
    DAY,
    add_note,
    add_story,
    confirm,
    give,
    preset,
    way_back,
    workshop,
    yes,
)

HEARD = export_of("what-we-heard")
LONG_WORD = "lääkkeidenantoaikataulunmuutosilmoituslomake "
PROPOSAL = "I propose that the pedestrian area be made wider, because the children walk to school there. " * 12


def heard(project: Project, **choices: str) -> Document:
    return document(project, HEARD.id, TODAY, **choices)


def made(project: Project, folder: Path, **choices: str) -> Made:
    with project.snapshot(HEARD.purpose, TODAY) as copy:
        return make(HEARD, copy, folder / "out.pdf", HEARD.options(**choices))


def many(project: Project, count: int, words: str = "Words", **values: object) -> None:
    notes = (NewNote((NewVoice(f"{words} {number}"),), values) for number in range(count))
    project.perform(AddNotes(tuple(notes)))


def full(project: Project, words: str, groups: int) -> str:
    """Put a text wherever the page prints one; return the workshop."""
    project.perform(ChangeProject({"title": words, "stamp": words[:60]}))
    values = {"venue": words, "ask": (words * 160)[:160], "promise_level": 4, "pledge_role": words, "pledge_day": DAY}
    held = workshop(project, day=TODAY, **values)
    project.perform(ChangeWorkshop(held, {"title": words}))
    for number in range(groups):
        group = str(project.perform(AddSegment(f"{number} {words}"[:200])).result)
        project.perform(SetAttendance(held, group, 9, number % 9))
    return held


# -- one page -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("covers", ["workshop", "project"])
def test_the_sample_is_one_page_that_a_camera_and_a_reader_take(covers: str, tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path), reading=True) as project:
        result = made(project, tmp_path, covers=covers)
        newest = project.ask(queries.workshops)[-1]
        text = pdf_text(tmp_path / "out.pdf")
    assert (result.pages, result.missing, result.stories) == (1, (), ())
    (address,) = pdf_codes(tmp_path / "out.pdf")
    assert codes_in(unquote(address))[-1] == newest.code
    words = " ".join(text.split())
    for expected in (
        "What makes a week with memory problems harder than it need be",
        "Family carers: 12",
        "Families who speak another language at home",
        "Memory team lead answers everything by 3 June 2027.",
        "all kept.",
    ):
        assert expected in words
    assert len(codes_in(words)) >= 6
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf_bytes((tmp_path / "out.pdf").read_bytes(), profile=profile)
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_an_empty_project_is_one_honest_page(project: Project, tmp_path: Path) -> None:
    assert made(project, tmp_path).pages == 1
    assert pdf_codes(tmp_path / "out.pdf") == []
    assert "Nothing is written down yet." in pdf_text(tmp_path / "out.pdf")


@pytest.mark.slow
@pytest.mark.parametrize("words", ["<b>x</b> & words ", LONG_WORD, "استمارة الإبلاغ عن تغيير ", "W" * 200])
@pytest.mark.parametrize("groups", [0, 40])
def test_the_longest_texts_and_the_longest_address_stay_on_one_page(
    words: str, groups: int, project: Project, tmp_path: Path
) -> None:
    held = full(project, (words * 30)[:300], groups)
    start = "https://polku.example/"
    way_back(
        project,
        address=start + "a" * (LONGEST_ADDRESS - len(start) - 6) + "{code}",
        question=(words * 30)[:200],
        opens=DAY,
    )
    many(project, 30, words * 20, workshop_id=held)
    for number in range(3):
        theme = str(project.perform(AddTheme(f"{number} {words * 30}"[:300])).result)
        project.perform(PutInTheme(project.ask(queries.notes)[number].id, theme))
    assert made(project, tmp_path).pages == 1
    asked = "".join((words * 160)[:160].split())
    assert asked in "".join(said(heard(project)).split())  # the ask is never cut


@pytest.mark.slow
def test_thousands_of_proposals_fit_on_one_page_and_are_counted(project: Project, tmp_path: Path) -> None:
    held = workshop(project, day=TODAY)
    notes = (
        NewNote((NewVoice(f"Title {number}\n\n{PROPOSAL}"),), {"wording": f"Title {number}", "workshop_id": held})
        for number in range(2738)
    )
    project.perform(AddNotes(tuple(notes)))
    assert made(project, tmp_path).pages == 1
    text = said(heard(project))
    shown = sum(1 for note in project.ask(queries.notes) if note.code in text)
    assert shown >= 8
    assert "We kept 2738 notes." in text
    assert f"And {2738 - shown} more notes, all kept." in text


def test_a_page_with_room_left_shows_every_note(project: Project) -> None:
    many(project, 6)
    text = said(heard(project))
    assert all(note.code in text for note in project.ask(queries.notes))
    assert "more" not in text


# -- what is chosen -------------------------------------------------------------------------------------------------


def test_every_theme_is_heard_before_one_is_heard_twice(project: Project) -> None:
    themes = [str(project.perform(AddTheme(f"Theme {name}")).result) for name in "ABC"]
    many(project, 30, "Much said")
    for note in project.ask(queries.notes)[:20]:
        project.perform(PutInTheme(note.id, themes[0]))
    for theme in themes[1:]:
        project.perform(PutInTheme(add_note(project, "Said once"), theme))
    text = said(heard(project))
    assert all(f" · Theme {name}" in text for name in "ABC")


def test_the_newest_workshop_that_was_held_is_meant(project: Project) -> None:
    first = workshop(project, ask="First question?", day=DAY.replace(year=2026))
    second = workshop(project, ask="Second question?", day=TODAY)
    workshop(project, ask="Next question?", day=DAY)
    add_note(project, "At the first", workshop_id=first)
    add_note(project, "At the second", workshop_id=second)
    assert "Second question?" in said(heard(project))
    assert "At the first" not in said(heard(project))
    assert "At the first" in said(heard(project, covers="project"))
    assert "At the first" in said(heard(project, workshop_id=first))
    assert "First question?" in said(heard(project, workshop_id=first))


def test_where_nothing_was_said_at_the_workshop_everything_is_meant(project: Project) -> None:
    workshop(project, day=TODAY)
    add_note(project, "Between workshops")
    assert "Between workshops" in said(heard(project))


# -- what may not be there ------------------------------------------------------------------------------------------


def test_stories_are_counted_and_not_told(project: Project) -> None:
    add_story(project, "YES CANARY", (yes("public_report"),), teller="CANARY")
    add_story(project, "NO CANARY", (yes("internal_report"),))
    project.perform(WithdrawStory(add_story(project, "GONE CANARY", (yes("public_report"),))))
    text = said(heard(project))
    assert "CANARY" not in text
    assert "1 story may be told in public, and is kept too." in text


@pytest.mark.parametrize(
    ("words_preset", "shown"), [("word_for_word", "AB"), ("within_theme", "B"), ("not_at_all", "")]
)
def test_words_are_printed_as_the_workshop_says(project: Project, words_preset: str, shown: str) -> None:
    held = workshop(project, day=TODAY)
    preset(project, held, words_preset)
    add_note(project, "A CANARY", workshop_id=held)
    themed = add_note(project, "B CANARY", workshop_id=held)
    add_note(project, "C CANARY", wording="A clearer wording", workshop_id=held)
    project.perform(PutInTheme(themed, str(project.perform(AddTheme("The theme")).result)))
    text = said(heard(project))
    assert [mark for mark in "AB" if f"{mark} CANARY" in text] == list(shown)
    assert ("A clearer wording" in text) == (words_preset != "word_for_word")
    assert "We kept 3 notes." in text


def test_answers_and_who_confirmed_them_are_elsewhere(project: Project) -> None:
    for sure in (True, False):
        answer = give(project, add_note(project, "Some words"), "now", "CANARY")
        if sure:
            confirm(project, answer, agreed=True)
    text = said(heard(project))
    assert "CANARY" not in text
    assert CONFIRMED_NAME not in text


@settings(max_examples=25)
@given(st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=4, max_size=4))
def test_small_groups_are_joined_or_not_counted(project: Project, numbers: list[int | None]) -> None:
    names = ("Alphas", "Betas", "Gammas", "Deltas")
    if not project.ask(queries.groups):
        held = workshop(project, day=TODAY)
        for name in names:
            project.perform(AddSegment(name))
    held = project.ask(queries.workshops)[0].id
    for group, number in zip(project.ask(queries.groups), numbers, strict=True):
        project.perform(SetAttendance(held, group.id, 3, number))
    lines = [line for line in said(heard(project)).replace("; ", "\n").replace(".", "").splitlines() if ": " in line]
    rows = [line.rsplit(": ", 1) for line in lines if any(name in line for name in names) and "nobody" not in line]
    came = dict(zip(names, numbers, strict=True))
    for groups, count in rows:
        total = sum(came[name] or 0 for name in names if name in groups)
        assert (count == str(total) and total >= 5) or (count == "fewer than 5" and total < 5)


def test_one_code_or_how_to_answer_on_paper(project: Project) -> None:
    add_note(project, "Some words")
    assert blocks_of(heard(project), QrCode) == []
    assert "Write on this paper, with the code of the note, or tell one of us." in said(heard(project))
    way_back(project, closes=DAY)
    (code,) = blocks_of(heard(project), QrCode)
    assert code.address == f"https://polku.example/{project.ask(queries.project).code}"
    assert "Scan the code until 1 June 2027." in said(heard(project))
    assert len(blocks_of(heard(project), Beside)) == 1
    assert blocks_of(document(project, HEARD.id, today=DAY.replace(month=7)), QrCode) == []


# -- the proof ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_proof_is_the_document_and_tells_what_is_known_of_it(tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path), reading=True) as project:
        answers = project.ask(queries.weighing).answers
        found = {}
        for export_id in ("what-we-heard", "participant-summary", "lead-report"):
            export = export_of(export_id)
            with project.snapshot(export.purpose, TODAY) as copy:
                found[export_id] = proof(export, copy)
                make(export, copy, tmp_path / "out.pdf")
            assert found[export_id].pdf == (tmp_path / "out.pdf").read_bytes()
    assert {one.strays for one in found.values()} == {0}
    assert {one.undescribed for one in found.values()} == {0}
    assert [one.codes for one in found.values()] == [1, 44, 0]
    open_answers = sum(1 for answer in answers if not answer.confirmed)
    assert [one.provisional for one in found.values()] == [0, open_answers, open_answers]
    assert found["participant-summary"].takes_answers
