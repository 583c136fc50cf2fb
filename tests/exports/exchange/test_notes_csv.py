import codecs
import csv
import hashlib
import io
import json
import re
import socket
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.exchange import csv_table, notes_csv, reading
from exports.exchange.drafts import NotesDraft
from exports.exchange.notes_csv import read_notes
from models.errors import Refused
from tests.exports.exchange.shared_data import all_shared, shared

POLIS = all_shared("ideas/polis/*/comments.csv")


def texts(draft: NotesDraft) -> list[str]:
    return [row.text for row in draft.rows]


def read(words: str, **options: object) -> NotesDraft:
    return read_notes(words.encode(), **options)  # pyright: ignore[reportArgumentType]


# --- Real files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", POLIS, ids=lambda path: path.parent.name)
def test_polis_comments(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    draft = read_notes(path.read_bytes())
    wanted = [row for row in expected if row["moderated"] != "-1"]
    assert texts(draft) == [row["comment-body"] for row in wanted]
    assert [row.source_id for row in draft.rows] == [row["comment-id"] for row in wanted]
    assert [row.votes for row in draft.rows] == [int(row["agrees"]) for row in wanted]
    assert len(draft.left_out) == len(expected) - len(wanted) > 0
    assert draft.problems == ()
    assert (draft.recognised, draft.encoding, draft.delimiter) == ("pol.is comments", "utf-8", ",")


def test_the_numbers_of_the_london_conversation() -> None:
    draft = read_notes(shared("ideas/polis/london.youth.policing/comments.csv").read_bytes())
    assert (len(draft.rows), len(draft.left_out)) == (36, 3)


def test_decide_madrid() -> None:
    data = shared("ideas/decide_madrid/proposals_2024_2025.csv").read_bytes()
    expected = list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), delimiter=";"))
    draft = read_notes(data)
    assert len(draft.rows) == len(expected) == 2738
    assert (draft.problems, draft.left_out) == ((), ())
    assert draft.recognised == "CONSUL proposals"
    assert draft.sha256 == hashlib.sha256(data).hexdigest()
    assert draft.unused == ("created_at", "retired_at")
    for row, wanted in zip(draft.rows, expected, strict=True):
        assert row.wording == " ".join(wanted["title"].split())
        assert row.text.split("\n\n")[0].strip() == wanted["title"].strip()
        assert (row.source_id, row.votes) == (wanted["id"], int(wanted["cached_votes_up"]))
        assert not re.search(r"</?(p|li|ul|ol|strong|h[23]|em|u|br|a)[ >]", row.text) or "&lt;" in wanted["description"]
    empty = [re.sub(r"<[^>]*>", "", row["description"].replace("&nbsp;", "")).strip() == "" for row in expected]
    assert [row.text == wanted["title"].strip() for row, wanted in zip(draft.rows, expected, strict=True)] == empty
    assert sum(empty) == 502 + 3  # three descriptions hold markup and no words


@pytest.mark.parametrize("name", ["headerless.csv", "proposals_latest copia.csv"])
def test_a_file_without_header_asks_and_is_read_by_places(name: str) -> None:
    data = shared(f"ideas/decide_madrid/{name}").read_bytes()
    with pytest.raises(Refused, match="column 2 “YouTube Embed SSRF Test 5"):
        read_notes(data)
    places = [("column 2", "wording"), ("column 2", "text"), ("column 8", "text"), ("column 1", "source_id")]
    draft = read_notes(data, mapping=places)
    assert (draft.has_header, draft.delimiter, draft.recognised) == (False, ";", "given")
    assert draft.rows[0].text == "YouTube Embed SSRF Test 5 - 24de8c\n\nThis is a test summary for SSRF testing"
    assert draft.rows[0].source_id == "37862"


@pytest.mark.parametrize("place", ["polis/london.youth.policing/comments.csv", "decide_madrid/headerless.csv"])
def test_nothing_is_fetched(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_socket(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", no_socket)
    read_notes(shared(f"ideas/{place}").read_bytes(), mapping=[("column 8", "text")])


def test_moderation_holds_with_a_given_mapping() -> None:
    data = shared("ideas/polis/london.youth.policing/comments.csv").read_bytes()
    draft = read_notes(data, mapping=[("comment-body", "text")])
    assert (len(draft.rows), len(draft.left_out), draft.recognised) == (36, 3, "given")
    assert all("moderated" in str(problem) and problem.line > 1 for problem in draft.left_out)


def test_a_moderated_column_of_others_means_nothing() -> None:
    assert texts(read("text,moderated\na,-1\n")) == ["a"]


@pytest.mark.parametrize("path", all_shared("naughty/csv_spectrum/csvs/*.csv"), ids=lambda path: path.stem)
def test_the_csv_spectrum_as_notes(path: Path) -> None:
    expected = json.loads((path.parent.parent / "json" / f"{path.stem}.json").read_text("utf-8"))
    with pytest.raises(Refused, match="--map"):
        read_notes(path.read_bytes())
    column = list(expected[0])[-1]
    draft = read_notes(path.read_bytes(), mapping=[(column, "text")])
    wanted = [row[column].replace("\r\n", "\n") for row in expected if row[column]]
    assert texts(draft) == wanted
    assert len(draft.rows) + len(draft.dropped) == len(expected)


def test_naughty_strings_come_back_exactly() -> None:
    words = json.loads(shared("naughty/blns/blns.json").read_text("utf-8"))
    words = [word for word in words if word.strip() and "\0" not in word]
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([["text", "id"], *([word, "1"] for word in words)])
    draft = read(written.getvalue())
    assert len(draft.rows) + len(draft.dropped) == len(words) > 500
    assert all("<" in problem.raw for problem in draft.dropped)  # rows of markup alone
    kept = set(texts(draft))
    assert [word for word in words if "<" not in word and "&" not in word and word not in kept] == []


def test_formula_cells_stay_exactly() -> None:
    formulas = shared("naughty/csv_injection/payloadbox_csv-payload.txt").read_text("utf-8").splitlines()
    formulas += ["+1", "-5", "@x", "\tx", "＝1+1", "+33 6 12"]
    written = io.StringIO()
    csv.writer(written).writerows([["text", "kind"], *([formula, "idea"] for formula in formulas)])
    assert texts(read(written.getvalue())) == formulas


# --- Columns and fields ----------------------------------------------------------------------------------------------


def test_all_fields() -> None:
    draft = read(
        "Teksti;Otsikko;Laji;Ryhmä;Vaihe;Tunnus;Äänet;Hinta\n"
        "Lisää valoja;Valot;idea;läheiset;B2.1;7;1 234;1 200,50 €\n"
        ";Vain otsikko;;;;;;\n"
    )
    first, second = draft.rows
    assert (first.text, first.wording, first.kind, first.segment) == ("Lisää valoja", "Valot", "idea", "läheiset")
    assert (first.step, first.source_id, first.votes, first.cost) == ("B2.1", "7", 1234, Decimal("1200.50"))
    assert (second.text, second.wording, second.kind, second.votes) == (
        "Vain otsikko",
        "Vain otsikko",
        "unsorted",
        None,
    )
    assert draft.recognised == "column names"
    assert draft.mapping[0] == ("Teksti", "text")


def test_several_columns_make_the_text_and_one_column_several_fields() -> None:
    draft = read("a,b,c\nx ,,y\n", mapping=[("C", "text"), ("a", "text"), ("a", "wording"), ("b", "text")])
    assert draft.rows[0].text == "y\n\nx"
    assert draft.rows[0].wording == "x"
    assert draft.mapping == (("c", "text"), ("a", "text"), ("a", "wording"), ("b", "text"))
    assert draft.has_header


def test_repeated_headers_have_numbers() -> None:
    draft = read("a,a,\nx,y,z\n", mapping=[("a#2", "text"), ("column 3", "segment")])
    assert draft.columns == ("a", "a#2", "column 3")
    assert (draft.rows[0].text, draft.rows[0].segment) == ("y", "z")


def test_one_column_without_a_name_is_the_text() -> None:
    draft = read("More benches, please\nMore; light\n\n\nA bus | a tram\n")
    assert texts(draft) == ["More benches, please", "More; light", "A bus | a tram"]
    assert [row.line for row in draft.rows] == [1, 2, 5]
    assert (draft.delimiter, draft.has_header, draft.recognised) == ("", False, "one column of text")


def test_header_can_be_said() -> None:
    assert texts(read("Answers\nMore benches\n", header=True, mapping=[("answers", "text")])) == ["More benches"]
    assert texts(read("Answers\nMore benches\n", header=True)) == ["More benches"]
    assert texts(read("text\nMore benches\n", header=False)) == ["text", "More benches"]


def test_an_unknown_column_or_field_is_refused() -> None:
    with pytest.raises(Refused, match=r"no column “c”.*a, b"):
        read("a,b\n1,2\n", mapping=[("c", "text")], header=True)
    with pytest.raises(Refused, match="no column “c”"):
        read("a,b\n1,2\n", mapping=[("c", "text")])
    with pytest.raises(Refused, match="no field"):
        read("a,b\n1,2\n", mapping=[("a", "song")])


def test_repeated_rows_stay() -> None:
    assert texts(read("text,id\nsame,1\nsame,1\n")) == ["same", "same"]


# --- Problems --------------------------------------------------------------------------------------------------------


def test_warnings_keep_the_row() -> None:
    draft = read('text,votes,cost,kind\na,many,"1,234",banana\nb,3,,idea\n"c" d,1,2,keep\n\ufffd,,,\n')
    assert len(draft.rows) == 4 and draft.dropped == ()
    assert [(problem.line, problem.kept) for problem in draft.problems] == [(2, True)] * 3 + [(4, True), (5, True)]
    assert (draft.rows[0].votes, draft.rows[0].cost, draft.rows[0].kind) == (None, None, "unsorted")
    assert {"banana" in str(p) or "many" in str(p) or "1,234" in str(p) for p in draft.problems[:3]} == {True}
    assert draft.problems[0].raw == 'a,many,"1,234",banana'
    assert texts(draft)[2] == '"c" d'


def test_bad_rows_are_listed_and_the_others_read() -> None:
    long = "x" * (reading.MAX_CELL + 1)
    table = f'text,id\ngood,1\na,b,c\nz\0,2\n,3\n{long},4\n"open,5\n{long[:-1]},6\nshort\nextra,7,,\n'
    draft = read(table, mapping=[("text", "text")])
    assert [row.line for row in draft.rows] == [2, 8, 9, 10]
    assert [problem.line for problem in draft.dropped] == [3, 4, 5, 6, 7]
    sentences = [str(problem) for problem in draft.dropped]
    for words, sentence in zip(
        ["3 cells", "zero byte", "no text", "1000001", "quotation mark"], sentences, strict=True
    ):
        assert words in sentence
    assert draft.dropped[0].raw == "a,b,c" and draft.dropped[4].raw == '"open,5'


def test_a_cell_beyond_the_limit_of_pythons_csv() -> None:
    assert len(read("text,id\n" + "x" * 200_000 + ",1\n").rows[0].text) == 200_000


def test_lines_are_those_of_an_editor() -> None:
    draft = read_notes(b'text,id\r\n"one\r\ntwo",1\rthree,2\n\nfour,3')
    assert [(row.line, row.text) for row in draft.rows] == [(2, "one\r\ntwo"), (4, "three"), (6, "four")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        *((b"", "empty"), (b"\n \n\t\n", "empty"), (codecs.BOM_UTF8, "empty"), (b"text,id\n", "no rows")),
        *(
            (b'"never closed', "never closed"),
            (b"\x9d\x8f\x81" * 20, "--encoding"),
            (b"a" * (reading.MAX_BYTES + 1), "50 MB"),
        ),
    ],
)
def test_files_that_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_notes(data)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading.MAX_ROWS == 200_000
    monkeypatch.setattr(notes_csv, "MAX_ROWS", 100)
    assert len(read("text\n" + "a\n" * 100).rows) == 100
    with pytest.raises(Refused, match="more than 100 rows"):
        read("text\n" + "a\n" * 102)


@pytest.mark.parametrize("delimiter", ['"', "\n", "ab", "x", "5"])
def test_delimiters_that_cannot_be(delimiter: str) -> None:
    with pytest.raises(Refused, match="between cells"):
        read("text\na\n", delimiter=delimiter)


@pytest.mark.parametrize(
    ("delimiter", "sign"), [("tab", "\t"), ("\\t", "\t"), ("semicolon", ";"), ("^", "^"), ("]", "]")]
)
def test_delimiters_by_name(delimiter: str, sign: str) -> None:
    draft = read(f"text{sign}id\na{sign}1\n", delimiter=delimiter)
    assert (draft.rows[0].text, draft.rows[0].source_id, draft.delimiter) == ("a", "1", sign)


# --- Any input -------------------------------------------------------------------------------------------------------

cells = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0<&\ufffd"), min_size=1, max_size=15).filter(
    str.strip
)


def _utf_16(words: str) -> bytes:
    return codecs.BOM_UTF16_LE + words.encode("utf-16-le")


def _utf_8_sig(words: str) -> bytes:
    return codecs.BOM_UTF8 + words.encode()


@settings(deadline=None)
@given(
    st.lists(st.tuples(cells, cells), min_size=1, max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from([str.encode, _utf_16, _utf_8_sig]),
    st.booleans(),
)
def test_a_table_comes_back_exactly(
    rows: list[tuple[str, str]], delimiter: str, encode: Callable[[str], bytes], found: bool
) -> None:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("text", "group"), *rows])
    draft = read_notes(encode(written.getvalue()), delimiter=None if found else delimiter)
    assert [(row.text, row.segment) for row in draft.rows] == [(text, group.strip()) for text, group in rows]
    assert (draft.problems, draft.delimiter) == ((), delimiter)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        draft = read_notes(data)
    except Refused as refusal:
        assert str(refusal)
        return
    assert all(str(problem) for problem in (*draft.problems, *draft.left_out))


signs = st.text(alphabet=st.sampled_from('a1",;\n\r\t\0 <&é'), max_size=80)


@settings(deadline=None)
@given(signs, st.sampled_from([",", ";", "\t", None]), st.sampled_from([True, False, None]))
def test_every_row_is_taken_dropped_or_left_out(words: str, delimiter: str | None, header: bool | None) -> None:
    try:
        draft = read(words, encoding="utf-8", delimiter=delimiter, header=header, mapping=[("column 1", "text")])
    except Refused:
        return
    rows = list(csv_table.records(words, draft.delimiter))[1 if draft.has_header else 0 :]
    taken = [row.line for row in draft.rows] + [problem.line for problem in (*draft.dropped, *draft.left_out)]
    assert sorted(taken) == sorted(record.line for record in rows)


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(["-1", "0", "1", "x", ""]), min_size=3, max_size=3), min_size=1))
def test_the_counts_of_a_polis_file_add_up(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written).writerows([["comment-id", "moderated", "comment-body"], *rows])
    draft = read(written.getvalue())
    assert len(draft.rows) + len(draft.dropped) + len(draft.left_out) == len(rows)
    assert len(draft.left_out) == sum(row[1] == "-1" for row in rows)
