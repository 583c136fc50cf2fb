"""Documents: words only, as they stand once all changes are accepted; the rest is told."""

import io
from typing import Any

import pytest
from docx.oxml import parse_xml
from PIL import Image

from exports.exchange import notes_docx
from exports.exchange.drafts import LINES, SHEET, NotesDraft
from exports.exchange.sources import HowRead, draft_of
from models.errors import Refused
from tests.exports.exchange.office import document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def texts(draft: NotesDraft) -> list[str]:
    return [row.text for row in draft.rows]


def read(data: bytes, part: str = "") -> NotesDraft:
    return draft_of("notes.docx", data, HowRead(part=part))


def with_table(made: Any) -> None:
    table = made.add_table(3, 2)
    cells = (("Note", "Group"), ("The bus", "Carers"), ("Two\nlines", ""))
    for row, words in enumerate(cells):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    made.add_paragraph("Last")


def test_paragraphs_and_cells_are_lines() -> None:
    draft = read(document("First", "  ", "Second\nwith a break", change=with_table))
    assert texts(draft) == ["First", "Second\nwith a break", "Note", "Group", "The bus", "Carers", "Two\nlines", "Last"]
    assert (draft.form, draft.rows[1].line, draft.parts) == (LINES, 3, ("", "1"))


def test_a_table_can_be_read_as_one() -> None:
    draft = read(document("First", change=with_table), "1")
    assert (draft.form, texts(draft), draft.rows[0].segment) == (SHEET, ["The bus", "Two\nlines"], "Carers")
    with pytest.raises(Refused, match="no “2”"):
        read(document(change=with_table), "2")


def test_what_was_deleted_is_left_out_and_what_was_inserted_taken() -> None:
    def change(made: Any) -> None:
        paragraph = made.add_paragraph("Kept ")._p
        paragraph.append(parse_xml(f"<w:del {W}><w:r><w:delText>gone</w:delText></w:r></w:del>"))
        paragraph.append(parse_xml(f"<w:ins {W}><w:r><w:t>and new</w:t></w:r></w:ins>"))

    draft = read(document(change=change))
    assert texts(draft) == ["Kept and new"]
    assert [remark.message for remark in draft.remarks] == [notes_docx.TRACKED]


def test_pictures_and_text_boxes_are_told() -> None:
    def change(made: Any) -> None:
        picture = io.BytesIO()
        Image.new("RGB", (2, 2)).save(picture, "PNG")
        picture.seek(0)
        made.add_picture(picture)
        made.add_paragraph("Words")

    draft = read(document(change=change))
    assert texts(draft) == ["Words"]
    assert [remark.message for remark in draft.remarks] == [notes_docx.DRAWN]


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(Refused, match="no words"):
        read(document(" "))
