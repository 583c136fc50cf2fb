"""What a file is, by its content; lines and their marks; what is refused with what to do."""

import os
from pathlib import Path

import pytest

from exports.exchange import sources
from exports.exchange.drafts import LINES, TABLE, NotesDraft
from exports.exchange.notes_lines import MARK_KIND, MARK_LIST, MARK_STAYS
from exports.exchange.sources import HowRead, draft_of, is_journey, read_source
from models.errors import Refused
from tests.exports.exchange.office import workbook


def lines(words: str, *, pasted: bool = True, name: str = "notes.txt", marks: str = "", form: str = "") -> NotesDraft:
    return draft_of(name, words.encode(), HowRead(marks=marks, form=form), pasted=pasted)


def kinds(draft: NotesDraft) -> list[tuple[str, str]]:
    return [(row.kind, row.text) for row in draft.rows]


def test_pasted_lines_with_marks_have_kinds() -> None:
    draft = lines("- The letter\n! Nobody answers\r\n\n+ I drive\r? Who decides\n+1 862 is wrong\n  As it stands \n")
    assert draft.marks == MARK_KIND
    assert kinds(draft) == [
        ("stop", "The letter"),
        ("problem", "Nobody answers"),
        ("offer", "I drive"),
        ("question", "Who decides"),
        ("unsorted", "+1 862 is wrong"),
        ("unsorted", "  As it stands "),
    ]
    assert [row.line for row in draft.rows] == [1, 2, 4, 5, 6, 7]


def test_marks_can_be_words_or_a_list() -> None:
    assert kinds(lines("- a\nb\n", marks=MARK_STAYS)) == [("unsorted", "- a"), ("unsorted", "b")]
    draft = lines("- a\n- b\n")
    assert (draft.marks, kinds(draft)) == (MARK_LIST, [("unsorted", "a"), ("unsorted", "b")])
    assert kinds(lines("1. a\n2) b\n[x] c\n• d\n", marks=MARK_LIST)) == [("unsorted", word) for word in "abcd"]
    assert lines("- a\nb\n", pasted=False).marks == MARK_STAYS
    assert lines("! a\n? b\n").marks == MARK_KIND


def test_a_pasted_table_is_a_table_and_sentences_with_commas_are_lines() -> None:
    assert draft_of("p", b"a\tb\nc\td\n", pasted=True, may_ask=True).form == TABLE
    assert lines("text;group\nHello;Carers\n").rows[0].segment == "Carers"
    draft = lines("First, this.\nSecond, that.\nThird, those.\n")
    assert (draft.form, len(draft.rows)) == (LINES, 3)
    assert len(lines('He said "no\nand left\n').rows) == 2  # a quotation mark is none of a table


def test_lines_can_be_asked_for_where_a_table_was_found() -> None:
    assert [row.text for row in lines("text;group\nHello;Carers\n", form=LINES).rows] == ["text;group", "Hello;Carers"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.png", b"\x89PNG\r\n", sources.PICTURE),
        ("a.csv", b"\xff\xd8\xff\xe0", sources.PICTURE),
        ("a.heic", b"\0\0\0\x18ftypheic", sources.PICTURE),
        ("a.pdf", b"%PDF-1.7", sources.PDF),
        ("a.polku", b"SQLite format 3\0", sources.PROJECT),
        ("a.zip", b"", sources.ARCHIVE),
        ("a.xlsx", b"text\nHello\n", sources.NOT_INSIDE),
        ("a.html", b"<p>Hello</p>", sources.NO_ENDING),
    ],
)
def test_other_kinds_are_refused_with_what_to_do(name: str, data: bytes, sentence: str, tmp_path: Path) -> None:
    if name == "a.zip":
        import zipfile

        with zipfile.ZipFile(tmp_path / name, "w") as made:
            made.writestr("../x.txt", "Hello")
        data = (tmp_path / name).read_bytes()
    with pytest.raises(Refused) as caught:
        draft_of(name, data)
    assert caught.value.message == sentence


def test_the_content_decides_not_the_name() -> None:
    assert draft_of("renamed.csv", workbook(["text"], ["Hello"])).rows[0].text == "Hello"


@pytest.mark.parametrize(
    ("data", "found"), [(b"journey\n title x", True), (b"\n%% c\njourney", True), (b"journeys", False)]
)
def test_a_journey_is_known_by_its_first_word(data: bytes, found: bool) -> None:
    assert is_journey(Path("a.txt"), data) is found
    assert is_journey(Path("a.csv"), data) is False


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_e26_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    for path in (tmp_path / "pipe.xlsx", Path("/dev/zero"), tmp_path):
        with pytest.raises(Refused):
            read_source(path)


def test_e21_a_file_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text\nHello\n")
    data = read_source(path)
    path.write_text("text\nChanged\n")
    assert draft_of(path.name, data).rows[0].text == "Hello"
