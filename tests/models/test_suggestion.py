"""The rule of the suggested answer, tried with all 4096 ways that six dimensions can look."""

from itertools import combinations, product
from typing import NamedTuple

import pytest

from models.answers import IDEA_ANSWERS
from models.suggestion import (
    ALL,
    DECIDED,
    NAMES,
    NEEDED,
    PROMISE,
    Suggestion,
    careful_values,
    explained,
    suggested,
)
from models.vocabulary import DIMENSIONS, FINDING_VALUES, codes
from resources.texts import translator

TR = translator("en")
VALUES = ("within", "stretch", "beyond", "unknown")
WORSE = {"within": ("stretch", "beyond", "unknown"), "stretch": ("beyond", "unknown"), "beyond": ("unknown",)}
EVERYTHING = [dict(zip(ALL, one, strict=True)) for one in product(VALUES, repeat=len(ALL))]
FINE = dict.fromkeys(ALL, "within")


class Look(NamedTuple):
    dimension: str
    value: str


def weight(said: Suggestion) -> int:
    return PROMISE.get(said.code, 0)


def test_it_knows_the_dimensions_and_values_there_are() -> None:
    assert codes(DIMENSIONS) == ALL
    assert set(VALUES) == set(codes(FINDING_VALUES))
    assert set(NAMES) == set(DECIDED) == set(ALL)
    assert len(EVERYTHING) == 4096


@pytest.mark.parametrize("helped", [True, False])
def test_it_never_says_no_and_only_answers_that_an_idea_can_get(helped: bool) -> None:
    said = {suggested(values, helped=helped).code for values in EVERYTHING}
    assert said == {"", "now", "try", "decide"}
    assert said - {""} <= {answer.code for answer in IDEA_ANSWERS}


def test_it_says_nothing_where_a_dimension_it_needs_is_not_known() -> None:
    for values in EVERYTHING:
        said = suggested(values)
        missing = [one for one in ALL if values[one] == "unknown"]
        if set(missing) & set(NEEDED):
            assert said.code == ""
            assert set(said.unknown) == set(missing) & set(NEEDED)
        elif missing:
            assert said.code in ("", "decide")  # a yes needs to know all six
        else:
            assert said.code
        assert bool(said.code) != bool(said.unknown)


@pytest.mark.parametrize("helped", [True, False])
def test_a_dimension_that_is_worse_never_makes_it_more_of_a_promise(helped: bool) -> None:
    for values in EVERYTHING:
        before = weight(suggested(values, helped=helped))
        for one in ALL:
            for worse in WORSE.get(values[one], ()):
                assert weight(suggested(values | {one: worse}, helped=helped)) <= before


def test_a_yes_has_nothing_beyond_and_now_has_no_stretch() -> None:
    for values in EVERYTHING:
        said = suggested(values).code
        assert (said == "now") == (set(values.values()) == {"within"})
        if said == "try":
            assert "beyond" not in values.values()
            assert values["mandate"] == values["calendar"] == "within"


def test_what_decided_is_named_with_its_value() -> None:
    for values in EVERYTHING:
        for dimension, value in suggested(values).because:
            assert values[dimension] == value != "within"


@pytest.mark.parametrize(
    ("changes", "code", "sentence"),
    [
        ({}, "now", "All six are within what we have."),
        (
            {"people": "stretch"},
            "try",
            "People's time is a stretch and the rest is within: with others' help.",
        ),
        (
            {"money": "stretch", "skills": "stretch", "partners": "stretch"},
            "try",
            "Money, the set of skills and what depends on others are a stretch "
            "and the rest is within: with others' help.",
        ),
        ({"mandate": "stretch"}, "decide", "The mandate is a stretch: only a decision can change that."),
        (
            {"mandate": "beyond", "money": "beyond", "calendar": "stretch"},
            "decide",
            "The mandate and money are beyond what we have, and the calendar is a stretch: "
            "only a decision can change that.",
        ),
        ({"skills": "unknown"}, "", "The set of skills is not known yet."),
        ({"money": "unknown", "people": "unknown"}, "", "Money and people's time are not known yet."),
    ],
)
def test_it_explains_itself_in_a_sentence(changes: dict[str, str], code: str, sentence: str) -> None:
    said = suggested(FINE | changes, helped=True)
    assert said.code == code
    assert explained(said, TR) == sentence


def test_a_stretch_that_nobody_helps_with_says_so() -> None:
    said = suggested(FINE | {"people": "stretch"})
    assert said.code == "try"
    assert explained(said, TR).endswith("with others' help. Nobody is named yet.")


def test_every_suggestion_explains_itself() -> None:
    said = {explained(suggested(values), TR) for values in EVERYTHING}
    assert all(one[0].isupper() and one.endswith(".") and "{" not in one for one in said)


def test_what_does_not_decide_a_decision_is_not_named() -> None:
    """A stretch of money beside a mandate that is beyond: the mandate is the reason, and the sentence stays short."""
    said = suggested(FINE | {"mandate": "beyond", "money": "stretch"})
    assert said.because == (("mandate", "beyond"),)


def test_the_most_careful_of_several_reviewers_counts() -> None:
    for one, other in combinations(("within", "stretch", "beyond"), 2):
        seen = (Look("money", one), Look("money", other))
        assert careful_values(seen)["money"] == other
        assert careful_values(reversed(seen))["money"] == other
    known = (Look("money", "unknown"), Look("money", "within"))
    assert careful_values(known)["money"] == "within"  # who does not know takes nothing from who does
    assert careful_values(()) == dict.fromkeys(ALL, "unknown")
