import csv
import io
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.exchange.columns import is_known
from exports.exchange.csv_table import CLEAN, DELIMITERS, ODD, UNCLOSED, find_delimiter, records
from tests.exports.exchange.shared_data import all_shared

SPECTRUM = all_shared("naughty/csv_spectrum/csvs/*.csv")


@pytest.mark.parametrize("path", SPECTRUM, ids=lambda path: path.stem)
def test_the_csv_spectrum(path: Path) -> None:
    text = path.read_bytes().decode()
    if path.stem.endswith("_crlf") and "\r" not in text:  # the shared copy has lost what its name says
        text = text.replace("\n", "\r\n")
    delimiter = find_delimiter(text, is_known)
    assert delimiter == ","
    header, *rows = (record.cells for record in records(text, delimiter))
    expected = json.loads((path.parent.parent / "json" / f"{path.stem}.json").read_text("utf-8"))
    assert [dict(zip(header, row, strict=True)) for row in rows] == expected


cells = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
tricky = st.text(alphabet=st.sampled_from(",;|\t\"' \n\ra=é"), max_size=8)
tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(cells | tricky, min_size=width, max_size=width), min_size=1, max_size=8)
)


@settings(deadline=None)
@given(tables, st.sampled_from(DELIMITERS), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_what_python_writes_is_read_exactly(table: list[list[str]], delimiter: str, end: str, everything: bool) -> None:
    written = io.StringIO()
    # Python 3.11 leaves a lone line end unquoted when it is not the table's own.
    everything = everything or any(set("\r\n") & set(cell) for row in table for cell in row)
    _write(written, table, delimiter, end, everything)
    found = list(records(written.getvalue(), delimiter))
    assert [list(record.cells) for record in found] == table
    assert all(record.fault == CLEAN for record in found)
    assert [record.line for record in found] == _lines(table, delimiter, end, everything)


def _write(to: io.StringIO, table: list[list[str]], delimiter: str, end: str, everything: bool) -> None:
    quoting = csv.QUOTE_ALL if everything else csv.QUOTE_MINIMAL
    csv.writer(to, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(table)


def _lines(table: list[list[str]], delimiter: str, end: str, everything: bool) -> list[int]:
    """Count the lines on which the rows begin, by writing each one alone."""
    lines, line = [], 1
    for row in table:
        one = io.StringIO()
        _write(one, [row], delimiter, end, everything)
        lines.append(line)
        line += one.getvalue().replace("\r\n", "\n").replace("\r", "\n").count("\n")
    return lines


@settings(deadline=None)
@given(tables, st.sampled_from(DELIMITERS))
def test_a_known_header_shows_the_delimiter(table: list[list[str]], delimiter: str) -> None:
    written = io.StringIO()
    header = ["text", "id", "kind", "group", "votes"][: len(table[0])]
    csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([header, *table])
    assert find_delimiter(written.getvalue(), is_known) == delimiter


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from('",;\n\r a\t|'), max_size=60), st.sampled_from([*DELIMITERS, ""]))
def test_any_text_is_read_to_its_end(text: str, delimiter: str) -> None:
    found = list(records(text, delimiter))
    rest = text
    for record in found:
        before, record_found, rest = rest.partition(record.raw)
        assert record_found and not before.strip(" \t\r\n")
    assert not rest.strip(" \t\r\n")
    assert [record.line for record in found] == sorted(record.line for record in found)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("text;votes\na, b;1,5\nc, d;2,5\n", ";"),
        ("x;1,5;2,0\ny;2,5;3,0\n", ";"),
        ("a\tb, c\td\ne\tf, g\th\n", "\t"),
        ("a|b, c\nd|e\nf|g\n", "|"),
        ("text\nI like this, and that\nAnd, here, too\n", ""),
        ("We need benches, here\nMore light\nOne, two, three\n", ""),
        ('text\n"a, b"\n"c, d"\n', ""),
        ('"text","id"\n"a; b","1"\n', ","),
        ("id,text\n1,Hello; you; there\n2,Hi; again; you\n", ","),
        ("one line only", ""),
        ("", ""),
    ],
)
def test_delimiters(text: str, delimiter: str) -> None:
    assert find_delimiter(text, is_known) == delimiter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b\n1,"never closed\n2,x\n', [(1, CLEAN), (2, UNCLOSED), (3, CLEAN)]),
        ('a,b\n"x\ny",1\n2,"open\n3,z\n4,"fine"\n', [(1, CLEAN), (2, CLEAN), (4, UNCLOSED), (5, CLEAN), (6, CLEAN)]),
        ('1,"said" she\n2,b\n', [(1, ODD), (2, CLEAN)]),
        ('1,"He said "hi"\n2,b\n', [(1, UNCLOSED), (2, CLEAN)]),
        ('1,a 5" pipe\n2,b\n', [(1, CLEAN), (2, CLEAN)]),
        ("a\rb\r\nc\n\n\nd", [(1, CLEAN), (2, CLEAN), (3, CLEAN), (6, CLEAN)]),
        ('"', [(1, UNCLOSED)]),
    ],
)
def test_faults_and_lines(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(record.line, record.fault) for record in records(text, ",")] == expected


def test_words_beside_a_quotation_are_kept_as_they_stand() -> None:
    first = next(records('1,"never" she said,x\n', ","))
    assert first.cells == ("1", '"never" she said', "x")


def test_a_blank_before_a_quotation() -> None:
    assert next(records('1, "a, b" , c\n', ",")).cells == ("1", "a, b", " c")
    assert next(records('1, "a" b\n', ",")).cells == ("1", ' "a" b')


@pytest.mark.parametrize(
    "unit", ['"', '""', '"""a\n', '"a\n', ',"', ', "', '"a"b\n', 'a,""x\n', '"",', '"\n', "\r", ","]
)
@pytest.mark.slow
def test_broken_quotes_take_no_long_time(unit: str) -> None:
    start = time.thread_time()
    for delimiter in (",", ";"):
        for text in (unit * 30_000, "x" + unit * 30_000, '"' + unit * 30_000):
            assert sum(1 for _ in records(text, delimiter)) >= 0
    assert time.thread_time() - start < 20  # a quadratic reader needs an hour
