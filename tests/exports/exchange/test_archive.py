"""What stands in front of office files: sections E8 to E12 and E16 of the design's list of faults."""

import io
import zipfile

import pytest

from exports.exchange import archive
from exports.exchange.sources import draft_of
from models.errors import Refused
from tests.exports.exchange.office import document, part_of, with_part, with_size, workbook
from tests.timing import quickest

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "word/document.xml"


def refused(name: str, data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        draft_of(name, data)
    return caught.value.message


def test_e8_a_zip_bomb_is_refused_from_its_headers() -> None:
    bomb = with_part(workbook(["text"], ["Hello"]), SHEET, b"<row/>" * 50_000_000)  # 1 MB that would be 300 MB
    assert len(bomb) < 2_000_000
    assert refused("bomb.xlsx", bomb) in (archive.TOO_LARGE, archive.TOO_DENSE)
    assert quickest(lambda: refused("bomb.xlsx", bomb)) < 0.05


def test_e8_a_smaller_one_is_refused_by_how_dense_it_is() -> None:
    bomb = with_part(document("Hello"), MAIN, b"<p/>" * 10_000_000)
    assert refused("bomb.docx", bomb) == archive.TOO_DENSE


@pytest.mark.parametrize("size", [10, 60_000])
def test_e9_a_header_that_lies_about_the_size_is_refused(size: int) -> None:
    rows = [["text"], *([f"Note {at} with some words"] for at in range(3000))]
    assert refused("lies.xlsx", with_size(workbook(*rows), SHEET, size)) == archive.BROKEN


def test_e11_entities_are_refused_in_every_part() -> None:
    lol = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    sheet = workbook(["text"], ["Hello"])
    assert refused("lol.xlsx", with_part(sheet, SHEET, lol + b"<worksheet>&b;</worksheet>")) == archive.NOT_PLAIN
    assert refused("lol.xlsx", with_part(sheet, "xl/styles.xml", lol + b"<styles>&b;</styles>")) == archive.NOT_PLAIN
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><document>&a;</document>'
    assert refused("xxe.docx", with_part(document("Hello"), MAIN, outside)) == archive.NOT_PLAIN


def test_e12_deep_xml_is_refused() -> None:
    deep = b"<a>" * 200_000 + b"</a>" * 200_000
    assert refused("deep.docx", with_part(document("Hello"), MAIN, deep)) == archive.TOO_DEEP
    assert refused("deep.xlsx", with_part(workbook(["text"], ["a"]), SHEET, deep)) == archive.TOO_DEEP


def test_e16_too_many_entries_are_refused_before_they_are_listed() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as many:
        for at in range(2001):
            many.writestr(f"xl/{at}.xml", b"<a/>")
    assert refused("many.xlsx", buffer.getvalue()) == archive.TOO_MANY


def test_e16_locked_entries_are_refused() -> None:
    data = bytearray(workbook(["text"], ["Hello"]))
    for start, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(start)
        data[at + place] |= 1
    assert refused("locked.xlsx", bytes(data)) == archive.LOCKED


def test_e10_a_password_or_an_old_kind_is_refused() -> None:
    assert refused("locked.xlsx", archive.COMPOUND + b"\0" * 600) == archive.OLD_OR_LOCKED


@pytest.mark.parametrize("cut", [30, 200, 3000])
def test_files_that_were_cut_off_are_refused(cut: int) -> None:
    assert refused("cut.xlsx", workbook(["text"], ["Hello"])[:-cut]) == archive.BROKEN


def test_broken_xml_is_refused() -> None:
    sheet = workbook(["text"], ["Hello"])
    assert refused("b.xlsx", with_part(sheet, SHEET, part_of(sheet, SHEET)[:-30])) == archive.BROKEN
    assert refused("b.docx", with_part(document("Hello"), MAIN, b"<document/>")) == archive.BROKEN
