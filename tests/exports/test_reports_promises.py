"""No provisional answer reads as a promise, in any document; a confirmed one is said in full, with the role."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.catalog import EXPORTS, make
from exports.document import Chip
from exports.reports.content import Content
from models import queries
from models.answers import phrase
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.weighing import GiveAnswer, RecordOutcome, SetEstimate
from models.project import Project
from resources.texts import translator
from tests.app.support import TODAY, blocks_of, document, pdf_text, said, sample_in, squeezed
from tests.exports.report_cases import (
    CONFIRMED_NAME,
    DAY,
    ENTERED_BY,
    PAIRS,
    add_more,
    add_note,
    code_of,
    confirm,
    entry,
    give,
    way_back,
)

IDS = tuple(export.id for export in EXPORTS)
HOLD_ANSWERS = ("participant-summary", "lead-report", "you-said")
CHOICES = [("participant-summary", {"codes": "each"}), ("participant-summary", {"codes": "auto"}), ("lead-report", {})]


def promises(code: str) -> set[str]:
    """The phrases that only a confirmed answer may have."""
    if code == "decide":
        return {"Somebody must decide first:"}
    return {phrase(code, confirmed=True)} | {"unknown": {"We find out by"}, "pass": {"we pass it on"}}.get(code, set())


@settings(max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(PAIRS), st.booleans()), min_size=1, max_size=6))
def test_a_provisional_answer_is_never_a_promise(project: Project, answers: list[tuple[tuple[str, str], bool]]) -> None:
    """The project grows from example to example, so that short and long documents are both looked at."""
    marks: list[tuple[str, str, str, bool]] = []
    for (kind, code), is_confirmed in answers:
        note_id = add_note(project, "Some words", kind)
        mark = f"CANARY{note_id}"
        answer_id = give(project, note_id, code, mark)
        if is_confirmed:
            confirm(project, answer_id)
        marks.append((code_of(project, note_id), code, mark, is_confirmed))
    for export_id, choices in CHOICES:
        made = document(project, export_id, **choices)
        whole = said(made)
        for note_code, code, mark, is_confirmed in marks:
            here = entry(made, note_code)
            assert note_code in here
            if is_confirmed:
                assert export_id == "lead-report" or f"We will do this on 1 March {mark}." in here
                assert any(words in here for words in promises(code))
            else:
                assert mark not in whole
                assert "1 March" not in here
                assert phrase(code, confirmed=False) in here
                assert not any(words in here for words in promises(code)), here


@pytest.mark.slow
def test_the_pages_themselves_hold_no_provisional_sentence(tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path), reading=True) as project:
        answers = project.ask(queries.weighing).answers
        for export in EXPORTS:
            if export.form != "pdf":
                continue
            with project.snapshot(export.purpose, TODAY) as copy:
                make(export, copy, tmp_path / "out.pdf")
            text = squeezed(pdf_text(tmp_path / "out.pdf"))
            sentences = {one.sentence: one.confirmed for one in answers if one.sentence}
            assert [words for words, sure in sentences.items() if not sure and squeezed(words) in text] == []
            sure = [squeezed(words) for words, confirmed in sentences.items() if confirmed]
            printed = [words for words in sure if words[:25] in text or words[-25:] in text]  # a page may end in it
            if export.id != "you-said-follow-up":  # it holds those that promised something
                assert len(printed) == (20 if export.id in HOLD_ANSWERS else 0), export.id


def test_a_changed_answer_is_no_promise_any_more(project: Project) -> None:
    note_id = add_note(project, "Some words")
    confirm(project, give(project, note_id, "now", "CANARY"))
    assert "CANARY" in said(document(project))
    project.perform(GiveAnswer("now", {"sentence": "Another CANARY"}, note_id))
    assert "CANARY" not in said(document(project))


def test_an_answer_to_a_theme_is_its_ideas_answer_and_provisional_with_it(project: Project) -> None:
    theme = str(project.perform(AddTheme("The theme")).result)
    note_id = add_note(project, "Some words")
    project.perform(PutInTheme(note_id, theme))
    values: dict[str, object] = {"sentence": "We will CANARY", "owner": "Lead", "report_back": DAY}
    answer_id = str(project.perform(GiveAnswer("now", values, theme_id=theme)).result)
    project.perform(SetEstimate({"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY}, theme_id=theme))
    assert "CANARY" not in said(document(project))
    assert phrase("now", confirmed=False) in entry(document(project), code_of(project, note_id))
    confirm(project, answer_id)
    made = document(project)
    here = entry(made, code_of(project, note_id))
    assert said(made).count("We will CANARY") == 1, "an answer to a theme is said once, below the theme"
    assert phrase("now", confirmed=True) in here
    assert "This is the answer to its theme “The theme”." in here


@pytest.mark.parametrize("agreed", [True, False])
@pytest.mark.parametrize("codes", ["auto", "each"])
def test_the_role_of_who_confirmed_is_printed_and_the_name_only_where_agreed(
    project: Project, agreed: bool, codes: str
) -> None:
    note_id = add_note(project, "Some words")
    confirm(project, give(project, note_id, "now", "x"), agreed=agreed)
    add_more(project, codes)
    assert "Head of service" in entry(document(project, codes=codes), code_of(project, note_id))
    for export_id in IDS:
        made = said(document(project, export_id))
        assert ENTERED_BY not in made
        assert agreed or CONFIRMED_NAME not in made
    assert agreed == (CONFIRMED_NAME in said(document(project, codes=codes)))


@pytest.mark.parametrize("codes", ["auto", "each"])
def test_a_no_says_why_what_was_chosen_and_which_part_could_be(project: Project, codes: str) -> None:
    note_id = add_note(project, "Some words")
    confirm(project, give(project, note_id, "no", "CANARY"))
    add_more(project, codes)
    here = entry(document(project, codes=codes), code_of(project, note_id))
    for words in ("The reason CANARY", "The part CANARY", "The other way CANARY", "The board CANARY"):
        assert words in here


def test_the_possible_part_may_stand_where_it_was_weighed(project: Project) -> None:
    note_id = add_note(project, "Some words")
    project.perform(SetEstimate({"possible_part": "One day a week CANARY"}, note_id))
    values = {"reason_kind": "money", "reason": "Too dear", "owner": "Lead", "report_back": DAY}
    confirm(project, str(project.perform(GiveAnswer("no", values, note_id)).result))
    assert "One day a week CANARY" in entry(document(project), code_of(project, note_id))


def test_what_happened_is_printed_with_the_newest_outcome(project: Project) -> None:
    note_id = add_note(project, "Some words")
    answer_id = give(project, note_id, "now", "x")
    confirm(project, answer_id)
    project.perform(RecordOutcome(answer_id, "late", "First CANARY", DAY))
    project.perform(RecordOutcome(answer_id, "kept", "Then CANARY", DAY))
    here = entry(document(project), code_of(project, note_id))
    assert "What happened: Kept" in here
    assert "Then CANARY" in here
    assert "First CANARY" not in here


def test_provisional_labels_look_different_too(project: Project) -> None:
    for kind, code in PAIRS:
        give(project, add_note(project, "Words", kind), code, "x")
    chips = blocks_of(document(project, codes="each"), Chip)
    assert len(chips) == len(PAIRS)
    assert all(chip.provisional and chip.tone not in ("settled", "partner") for chip in chips)
    assert all(chip.mark not in ("tick", None) for chip in chips)


def test_the_stamp_says_that_not_all_is_confirmed(project: Project) -> None:
    note_id = add_note(project, "Some words")
    answer_id = give(project, note_id, "now", "x")
    assert "Not all confirmed" in document(project).stamp
    confirm(project, answer_id)
    assert document(project).stamp == ""


def test_who_answers_by_when_stands_beside_what_waits(project: Project) -> None:
    way_back(project)
    note_id = add_note(project, "Some words")
    here = entry(document(project), code_of(project, note_id))
    assert "Nobody has said yet who answers this, and by when." in here
    give(project, note_id, "now", "x")
    assert "Lead answers by 1 June 2027" in entry(document(project), code_of(project, note_id))


def test_the_room_trace_of_a_provisional_answer_is_no_promise(project: Project) -> None:
    from exports.reports.trace import trace_line

    note_id = add_note(project, "Some words")
    give(project, note_id, "now", "CANARY")
    with project.snapshot("room", TODAY) as copy:
        content = Content.read(copy, translator("en"))
        line = trace_line(content.notes[0], content)
    assert "CANARY" not in line
    assert phrase("now", confirmed=False) in line
