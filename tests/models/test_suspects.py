"""What looks as if somebody could be found by it is listed to look at; most words are not."""

import pytest

from models.redaction import Span
from models.suspects import everywhere, suspects
from tests.timing import quickest


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [
        ("ring me on 040 123 4567 please", "phone", "040 123 4567"),
        ("ring +358 40 1234567.", "phone", "+358 40 1234567"),
        ("call (020) 7946-0958", "phone", "(020) 7946-0958"),
        ("write to maija.m@example.org, she answers", "mail", "maija.m@example.org"),
        ("see https://example.org/maija", "web", "https://example.org/maija"),
        ("we live at Hämeenkatu 12 B now", "address", "Hämeenkatu 12 B"),
        ("at 14 Old Mill Lane they wait", "address", "14 Old Mill Lane"),
        ("in der Lindenstraße 5 war es", "address", "Lindenstraße 5"),
        ("then Dr. Virtanen came", "name", "Dr. Virtanen"),
        ("and rouva Korhonen said", "name", "rouva Korhonen"),
        ("we asked Liisa Korhonen about it", "name", "Liisa Korhonen"),
        ("born 131052-308T, they wrote", "identity", "131052-308T"),
    ],
)
def test_looks_like(words: str, kind: str, text: str) -> None:
    found = [(one.kind, words[one.first : one.last]) for one in suspects(words)]
    assert found == [(kind, text)]


@pytest.mark.parametrize(
    "words",
    [
        "We waited eleven weeks. Nobody rang.",
        "from 2019-2021 it was open",
        "on 12.5.2026 we came",
        "it cost 1 862 euros and 40 minutes",
        "The path is the one I know.",
        "我等了两个小时",
        "انتظرت ساعتين في الممر",
        "",
    ],
)
def test_most_words_are_nothing_to_look_at(words: str) -> None:
    assert suspects(words) == ()


def test_what_is_hidden_is_not_listed_and_its_other_places_are() -> None:
    words = "Maria rang 040 123 4567. Then MARIAN came."
    assert suspects(words, (Span(11, 23),)) == ()
    (found,) = suspects(words, (Span(0, 5, "[a name]"), Span(11, 23)))
    assert (found.kind, words[found.first : found.last], found.instead) == ("again", "MARIAN", "[a name]")


def test_every_place_of_a_marked_text() -> None:
    words = "Bo said: Bob, ask bo!"
    assert everywhere(words, 0, 3, "[x]") == (Span(0, 2, "[x]"), Span(18, 20, "[x]"))
    assert everywhere(words, 8, 8) == ()
    assert everywhere(words, 3, 4) == (Span(3, 4),)


@pytest.mark.parametrize("words", ["1 " * 20000, "a" * 60000, "A b " * 15000, "." * 50000, "Ab Cd " * 9000])
def test_long_words_are_looked_through_quickly(words: str) -> None:
    assert quickest(lambda: suspects(words)) < 1.5
