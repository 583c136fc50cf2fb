"""The sheet of a vote and its ballot papers, and what the reports say of votes."""

from pathlib import Path
from typing import Any

import page
import pytest

from exports.catalog import Made, export_of, make
from exports.document import Heading, PageBreak, Table
from models import vote_reads as reads
from models.edits.project import AddScopeItem, AddSegment, AddWorkshop, ChangeWorkshop, SetAttendance
from models.edits.voices import WithdrawVoice
from models.edits.voting import AddRound, CloseRound, NewOption, RepeatRound, SetCount
from models.project import Project
from models.vote_reads import Closed
from models.vote_records import DECIDES, FIRST, PAPERS, SECOND
from tests.app.support import TODAY, blocks_of, document, pdf_text, said, squeezed
from tests.exports.report_cases import DAY, add_note, confirm, give
from tests.models.support import column

TEXTS = (NewOption(label="Night line"), NewOption(label="Plain letter"))
PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
REPORTS = ("lead-report", "participant-summary")


def a_round(project: Project, method: str = "dots", options: tuple[NewOption, ...] = TEXTS, **values: Any) -> str:
    return str(project.perform(AddRound("What should come first?", {"method": method, **values}, options)).result)


def on_paper(project: Project, folder: Path, **choices: Any) -> Made:
    export = export_of("vote-sheet")
    with project.snapshot(export.purpose, TODAY) as copy:
        return make(export, copy, folder / "sheet.pdf", export.options(**choices))


def counted(project: Project, round_id: str, *numbers: int, tally: str = FIRST, group: str | None = None) -> None:
    for option, n in zip(project.ask(reads.options, round_id), numbers, strict=False):
        project.perform(SetCount(round_id, (option.id, group, 0), tally, n))


@pytest.mark.parametrize("method", ["dots", "one_choice", "rating"])
def test_the_pages_pass_the_validator_and_hold_every_option(project: Project, tmp_path: Path, method: str) -> None:
    long = "lääkkeidenantoaikataulunmuutosilmoituslomake" * 3
    a_round(project, method, (*TEXTS, NewOption(label=long), NewOption(label="Free taxis", left_out="Too dear")))
    made = on_paper(project, tmp_path)
    assert made.missing == ()
    text = squeezed(pdf_text(tmp_path / "sheet.pdf"))
    for words in ("Night line", "Plain letter", long):
        assert text.count(squeezed(words)) >= 2  # on the sheet and on each ballot paper
    assert text.count("Freetaxis") == 1
    assert "Toodear" in text
    for profile in PROFILES:
        report = page.validate_pdf_bytes((tmp_path / "sheet.pdf").read_bytes(), profile=profile)
        assert report.is_compliant


def test_what_a_vote_decides_stands_on_the_sheet(project: Project) -> None:
    workshop = str(project.perform(AddWorkshop("W", {"promise_level": 1})).result)
    a_round(project, workshop_id=workshop)
    for level in (1, 2, 3, 4, 5, None):
        project.perform(ChangeWorkshop(workshop, {"promise_level": level}))
        assert DECIDES[level] in said(document(project, "vote-sheet"))


def test_the_sheet_explains_each_method_in_plain_words(project: Project) -> None:
    for method, words in (
        ("dots", "You have 3 dots."),
        ("one_choice", "Choose one. Put one cross in one box."),
        ("rating", "Give each line a mark from 1 to 4. 4 is the best."),
    ):
        round_id = a_round(project, method, top=4)
        assert words in said(document(project, "vote-sheet", round_id=round_id))
    single = a_round(project, dots=1)
    assert "You have 1 dot." in said(document(project, "vote-sheet", round_id=single))


def test_ideas_that_look_not_possible_are_named_with_the_phrase_they_have_today(project: Project) -> None:
    note = add_note(project, "Free taxis for everybody")
    answer = give(project, note, "no", "MARK")
    confirm(project, answer)
    a_round(project, options=(*TEXTS, *project.ask(reads.marked_options, (note,))))
    text = said(document(project, "vote-sheet"))
    assert "Not possible as it is: The reason MARK" in text
    give(project, note, "no", "MARK")  # not confirmed any more
    text = said(document(project, "vote-sheet"))
    assert "As it is, this looks not possible" in text
    assert "Not possible as it is" not in text
    assert "MARK" not in text
    give(project, note, "unknown", "MARK")
    assert "Not possible as it is" not in said(document(project, "vote-sheet"))


def test_fixed_items_are_named_as_nothing_to_vote_on(project: Project) -> None:
    project.perform(AddScopeItem("fixed", "The building stays", "The lease runs on", DAY))
    project.perform(AddScopeItem("open", "The letter"))
    a_round(project)
    text = said(document(project, "vote-sheet"))
    assert "The building stays. The lease runs on." in text
    assert "The letter" not in text


def test_words_that_may_not_be_printed_or_were_withdrawn_are_on_no_sheet(project: Project) -> None:
    workshop = str(project.perform(AddWorkshop("W", {"words_preset": "not_at_all"})).result)
    kept = add_note(project, "Canary one", workshop_id=workshop)
    gone = add_note(project, "Canary two")
    a_round(project, options=(NewOption(kept), NewOption(gone, label="Canary label"), *TEXTS))
    project.perform(WithdrawVoice(column(project, "SELECT id FROM voice WHERE contribution_id = ?", gone)[0]))
    text = said(document(project, "vote-sheet"))
    assert "Canary" not in text
    assert "Not there any more" in text


def test_ballot_papers_stand_on_as_few_pages_as_they_fit(project: Project, tmp_path: Path) -> None:
    a_round(project)
    made = document(project, "vote-sheet")
    (start,) = [at for at, block in enumerate(made.blocks) if isinstance(block, PageBreak)]
    on_page = len(blocks_of(made.blocks[start:], Table))
    assert on_page >= 3
    assert on_paper(project, tmp_path).pages == 2
    assert on_paper(project, tmp_path, papers=on_page + 1).pages == 3
    sheet = document(project, "vote-sheet", papers=2 * on_page)  # type: ignore[arg-type]
    assert sum(1 for block in sheet.blocks if block == Heading(1, "Ballot papers")) == 2


def test_the_sheet_holds_no_count_not_even_of_a_closed_round(project: Project) -> None:
    round_id = a_round(project)
    counted(project, round_id, 7431, 7432)
    project.perform(CloseRound(round_id))
    assert "743" not in said(document(project, "vote-sheet"))


def test_without_a_vote_the_sheet_says_so(project: Project) -> None:
    assert "There is no vote yet." in said(document(project, "vote-sheet"))


def test_the_newest_open_round_is_printed_unless_another_one_is_named(project: Project) -> None:
    first = str(project.perform(AddRound("First question?", {}, TEXTS)).result)
    second = str(project.perform(AddRound("Second question?", {}, TEXTS)).result)
    project.perform(CloseRound(second))
    assert "First question?" in said(document(project, "vote-sheet"))
    project.perform(CloseRound(first))
    assert "Second question?" in said(document(project, "vote-sheet"))
    assert "First question?" in said(document(project, "vote-sheet", round_id=first))


# -- in reports -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", REPORTS)
def test_only_closed_rounds_stand_in_a_report(project: Project, report: str) -> None:
    round_id = a_round(project)
    counted(project, round_id, 7431, 5)
    for words in ("What should come first?", "7431"):
        assert words not in said(document(project, report))
    project.perform(CloseRound(round_id, DECIDES[1]))
    text = said(document(project, report))
    assert DECIDES[1] in text
    assert "7431" in text
    assert "One person counted." in text
    assert "Nobody counted how many people voted." in text


@pytest.mark.parametrize("report", REPORTS)
def test_small_groups_are_joined_in_every_report(project: Project, report: str) -> None:
    workshop = str(project.perform(AddWorkshop("W")).result)
    round_id = a_round(project, workshop_id=workshop)
    for name, n in (("Carers", 9), ("Staff", 2), ("Neighbours", 7)):
        group = str(project.perform(AddSegment(name)).result)
        project.perform(SetAttendance(workshop, group, n, n))
        counted(project, round_id, n, 1, group=group)
        project.perform(SetCount(round_id, (PAPERS, group, 0), FIRST, n))
    project.perform(CloseRound(round_id))
    votes = [table for table in blocks_of(document(project, report), Table) if table.head[0] == "By group"]
    assert [table.head for table in votes] == [("By group", "Carers", "Staff and Neighbours")]
    assert [row[1:] for row in votes[0].rows] == [("9", "9"), ("1", "2")]


@pytest.mark.parametrize("report", REPORTS)
def test_ties_empty_rounds_and_open_differences_are_said(project: Project, report: str) -> None:
    tie, empty, differ = a_round(project), a_round(project), a_round(project)
    counted(project, tie, 4, 4)
    counted(project, differ, 4, 4)
    counted(project, differ, 4, 5, tally=SECOND)
    for round_id in (tie, empty, differ):
        project.perform(CloseRound(round_id))
    text = said(document(project, report))
    assert text.count("1. shared") == 2
    assert "Nobody voted. This vote decides nothing." in text
    assert "There is no result before that is settled." in text


def test_a_vote_that_was_held_again_is_seen_as_replaced(project: Project) -> None:
    first = a_round(project)
    counted(project, first, 7431, 1)
    project.perform(CloseRound(first))
    again = str(project.perform(RepeatRound(first)).result)
    counted(project, again, 7442, 1)
    assert "7431" in said(document(project, "participant-summary"))  # the new one is open
    project.perform(CloseRound(again))
    closed: tuple[Closed, ...] = project.ask(reads.closed_rounds)
    assert [bool(one.replaced_by) for one in closed] == [True, False]
    public, internal = (said(document(project, one)) for one in ("participant-summary", "lead-report"))
    for text in (public, internal):
        assert "the newer result replaces this one" in text
        assert "7442" in text
    assert ("7431" in public, "7431" in internal) == (False, True)
