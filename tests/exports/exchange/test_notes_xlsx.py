"""Spreadsheets: values only, the rest told. Section E10 of the design's list of faults."""

from datetime import date, datetime
from typing import Any

import pytest

from exports.exchange import notes_xlsx
from exports.exchange.drafts import NotesDraft
from exports.exchange.sources import HowRead, draft_of
from models.errors import Refused
from tests.exports.exchange.office import part_of, with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"


def read(data: bytes, **how: Any) -> NotesDraft:
    return draft_of("notes.xlsx", data, HowRead(**how))


def texts(draft: NotesDraft) -> list[str]:
    return [row.text for row in draft.rows]


def remarks(draft: NotesDraft) -> list[str]:
    return [remark.message for remark in draft.remarks]


def test_rows_become_notes_with_their_row_numbers() -> None:
    draft = read(workbook(["Text", "Group", "Votes"], ["  Hello ", "Carers", 20.0], [None], ["World", None, 3]))
    assert [(row.line, row.text, row.segment, row.votes) for row in draft.rows] == [
        (2, "  Hello ", "Carers", 20),
        (4, "World", "", 3),
    ]
    assert (draft.form, draft.parts, draft.part, draft.problems) == ("sheet", ("Notes",), "Notes", ())


def test_values_are_words() -> None:
    clock = datetime(2027, 5, 14, 9, 30)  # noqa: DTZ001 - as openpyxl gives it
    values = [20, 20.5, 1e20, True, date(2027, 5, 14), clock, "=literal"]
    made = [notes_xlsx.in_words(value) for value in values]
    assert made == ["20", "20.5", "1e+20", "TRUE", "2027-05-14", "2027-05-14 09:30", "=literal"]


def test_a_number_in_a_cell_is_never_ambiguous_and_a_text_is() -> None:
    draft = read(workbook(["text", "cost"], ["a", 1.234], ["b", "1,234"]))
    assert [str(row.cost) for row in draft.rows] == ["1.234", "None"]
    assert [problem.line for problem in draft.problems] == [3]


def test_formulas_give_their_last_value_or_are_listed() -> None:
    sheet = workbook(["text", "votes"], ["=1+1", 2], ["Hello", "=2+3"])
    draft = read(sheet)
    assert [problem.values for problem in draft.problems] == [(("cell", "A2"),), (("cell", "B3"),)]
    assert texts(draft) == ["Hello"]
    counted = (
        part_of(sheet, SHEET)
        .replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
        .replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    )
    assert texts(read(with_part(sheet, SHEET, counted))) == ["2", "Hello"]


def test_e10_error_cells_are_listed() -> None:
    def change(book: Any) -> None:
        book["Notes"]["B2"].data_type = "e"

    draft = read(workbook(["text", "group"], ["Hello", "#REF!"], change=change))
    assert [(row.text, row.segment) for row in draft.rows] == [("Hello", "")]
    assert [(problem.line, dict(problem.values)["value"]) for problem in draft.problems] == [(2, "#REF!")]


def test_e10_hidden_sheets_are_told_and_skipped_and_others_can_be_chosen() -> None:
    def change(book: Any) -> None:
        book.create_sheet("Secret", 0).append(["text"])
        book["Secret"].sheet_state = "hidden"
        for row in (["note"], ["Other"]):
            book["More"].append(row) if "More" in book.sheetnames else book.create_sheet("More").append(row)

    data = workbook(["text"], ["Hello"], change=change)
    draft = read(data)
    assert (draft.parts, texts(draft)) == (("Notes", "More"), ["Hello"])
    assert remarks(draft) == [notes_xlsx.HIDDEN]
    assert texts(read(data, part="More")) == ["Other"]
    with pytest.raises(Refused, match="no sheet"):
        read(data, part="Secret")


def test_e10_merged_cells_macros_and_links_are_told() -> None:
    data = workbook(
        ["text", "group"], ["Hello", "Carers"], ["gone", None], change=lambda b: b["Notes"].merge_cells("A2:A3")
    )
    for part in ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.bin", "xl/media/image1.png"):
        data = with_part(data, part, b"x")
    draft = draft_of("notes.xlsm", data)
    assert texts(draft) == ["Hello"]
    assert set(remarks(draft)) == {notes_xlsx.MERGED, notes_xlsx.MACROS, notes_xlsx.LINKED, notes_xlsx.DRAWN}


def test_e10_the_widest_sheet_there_is() -> None:
    def change(book: Any) -> None:
        book["Notes"].cell(2, 16_384, "the last one")

    draft = read(workbook(["text"], ["Hello"], change=change), mapping=(("text", "text"),), header=True)
    assert len(draft.rows) + len(draft.dropped) == 1
    assert notes_xlsx.WIDE in remarks(draft)


def test_a_row_number_that_no_sheet_has_is_refused() -> None:
    sheet = workbook(["text"], ["Hello"])
    far = part_of(sheet, SHEET).replace(b'<row r="2"', b'<row r="99999999"')
    with pytest.raises(Refused, match="broken"):
        read(with_part(sheet, SHEET, far))


def test_empty_sheets_are_refused() -> None:
    with pytest.raises(Refused, match="empty"):
        read(workbook())
