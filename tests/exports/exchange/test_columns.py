from collections import Counter

import pytest

from exports.exchange.columns import BY_NAMES, FIELDS, NAMES, Columns, is_header, plain_name, plan
from models.errors import Refused


def test_every_name_stands_once_and_in_its_plain_form() -> None:
    names = [name for group in NAMES.values() for name in group]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert [name for name in names if plain_name(name) != name] == []
    assert set(NAMES) == set(FIELDS)


@pytest.mark.parametrize(
    ("header", "pairs"),
    [
        (["Text", "Group", "Votes"], ((0, "text"), (1, "segment"), (2, "votes"))),
        (["Tunnus", " Otsikko ", "Kuvaus", "Ryhmä"], ((0, "source_id"), (1, "wording"), (2, "text"), (3, "segment"))),
        (["Rubrik", "Förslag", "Röster"], ((0, "wording"), (1, "text"), (2, "votes"))),
        (["título", "descripción", "apoyos"], ((0, "wording"), (1, "text"), (2, "votes"))),
        (["title", "x"], ((0, "wording"),)),
        (["comment", "idea"], ((0, "text"),)),
        (["SOURCE_ID", "exact-words"], ((0, "source_id"), (1, "text"))),
    ],
)
def test_usual_names_in_four_languages(header: list[str], pairs: tuple[tuple[int, str], ...]) -> None:
    found = plan(Columns(header, len(header)), ())
    assert (found.pairs, found.recognised) == (pairs, BY_NAMES)


def test_a_column_is_found_as_people_write_it() -> None:
    columns = Columns(["Name", " name ", "", "Name", "col#1", "column 9"], 6)
    assert columns.shown == ("Name", "name", "column 3", "Name#2", "col#1", "column 9")
    found = {name: columns.find(name) for name in ("Name", " name ", "NAME", "Name#2", "name#3", "column 3", "col#1")}
    assert found == {"Name": 0, " name ": 1, "NAME": 0, "Name#2": 3, "name#3": 3, "column 3": 2, "col#1": 4}
    assert columns.find("column 9") == 5
    assert [columns.find(name) for name in ("", "x", "name#0", "name#9", "column 0", "column 7", "#2", "column ²")] == [
        None
    ] * 8


def test_wrong_mappings_say_what_there_is() -> None:
    columns = Columns(["a", "b"], 2)
    for mapping, words in (
        ([("c", "text")], "no column “c”. The columns are: a, b"),
        ([("a", "words")], "“words” is no field of a note. The fields are: text, wording, kind"),
        ([("a", "votes")], '--map "a=text"'),
        ([("a", "text"), ("a", "votes"), ("b", "votes")], "votes is named twice"),
    ):
        with pytest.raises(Refused) as caught:
            plan(columns, mapping)
        assert words in str(caught.value)


def test_a_refusal_shows_nameless_columns_by_their_words() -> None:
    with pytest.raises(Refused) as caught:
        plan(Columns(None, 2, ["7", "Better benches"]), ())
    assert "column 1 “7”, column 2 “Better benches”" in str(caught.value)
    assert '--map "column 2=text"' in str(caught.value)


def test_five_hundred_columns_are_not_all_listed() -> None:
    with pytest.raises(Refused) as caught:
        plan(Columns([f"c{i}" for i in range(500)], 500), ())
    assert "(500)" in str(caught.value) and len(str(caught.value)) < 500


@pytest.mark.parametrize(
    ("first", "following", "expected"),
    [
        (["text", "id"], [["a", "1"]], True),
        (["text", "", "x"], [["a", "1", ""]], True),
        (["Better benches", "idea"], [["More light", "idea"]], False),
        (["idea", "3"], [], False),
        (["a", "b"], [["1", "2"]], False),
        (["37862", "title"], [], False),
    ],
)
def test_headers(first: list[str], following: list[list[str]], expected: bool) -> None:
    assert is_header(first, following) is expected
