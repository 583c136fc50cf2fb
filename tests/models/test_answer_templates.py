"""Beginnings of sentences: in each language, filled with what the file holds, and never a promise too early."""

from dataclasses import replace
from datetime import date

import pytest

from models.answer_templates import (
    GAP,
    LANGUAGES,
    SLOT,
    SLOTS,
    Template,
    _made,
    confirmed_twin,
    fill,
    for_answer,
    templates,
)
from models.answers import ANSWERS
from models.vocabulary import NO_REASONS, codes
from models.wording import Facts, check, lists_of

HELD = {
    "owner": "Memory clinic lead",
    "report_back": "15 Jun 2027",
    "body": "District board",
    "decision_day": "12 May 2027",
    "recipient": "The bus company",
    "find_out_by": "1 May 2027",
    "reason": "The driver needs to hear the radio.",
    "part": "music on Fridays",
}
DAYS = dict.fromkeys(("report_back", "decision_day", "find_out_by"), date(2027, 6, 15))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_answer_and_each_reason_has_a_beginning(language: str) -> None:
    for code in codes(ANSWERS):
        assert for_answer(language, code), code
    for reason in codes(NO_REASONS):
        assert for_answer(language, "no", reason)[0].reason == reason
    keys = [(one.answer, one.reason) for one in templates(language)]
    assert keys == [(one.answer, one.reason) for one in templates("en")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_slots_are_those_that_the_file_can_fill(language: str) -> None:
    for one in templates(language):
        for phrase in (one.provisional, one.confirmed):
            assert set(SLOT.findall(phrase)) <= SLOTS
            filled = fill(phrase, HELD)
            assert "{" not in filled
            assert ".." not in filled
            assert fill(phrase, {}).count(GAP) == phrase.count(GAP) + len(SLOT.findall(phrase))
        assert one.provisional != one.confirmed


def test_the_provisional_one_says_nothing_that_only_a_confirmed_answer_says() -> None:
    promises = (
        "we can do",
        "we do it",
        "we do this",
        "will ",
        "answers for it",
        "reports back",
        "we accept",
        "we pass",
        "we find out",
    )
    for one in templates("en"):
        said = one.provisional.lower()
        assert not [words for words in promises if words in said], said


def test_what_is_missing_stays_a_gap() -> None:
    first = for_answer("en", "now")[0]
    assert fill(first.confirmed, {"owner": "Team lead"}) == (
        "We can do this now. Team lead answers for it and reports back by ______."
    )
    assert fill("{reason}. {part}.", {"reason": " The law. ", "part": "\n"}) == "The law. ______."


def test_the_confirmed_twin_of_a_sentence_that_was_not_changed() -> None:
    first = for_answer("en", "pass")[0]
    text = fill(first.provisional, HELD)
    assert confirmed_twin(text, "en", "pass", "", HELD) == fill(first.confirmed, HELD)
    assert confirmed_twin(f"{text} Thanks.", "en", "pass", "", HELD) == ""


def test_an_unknown_language_speaks_english_and_a_broken_entry_is_left_out() -> None:
    assert templates("xx") == templates("en")
    good = {"answer": "now", "provisional": "This looks possible.", "confirmed": "We do it. {owner}."}
    assert _made(good) == Template("now", "This looks possible.", "We do it. {owner}.")
    for wrong in ({"answer": "later"}, {"reason": "mood"}, {"confirmed": "{weather}"}, {"provisional": " "}):
        assert _made({**good, **wrong}) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wording_check_finds_nothing_in_them(language: str) -> None:
    lists = lists_of(language, None, ())
    for one in templates(language):
        for confirmed in (False, True):
            named = {"owner": HELD["owner"], "body": HELD["body"], "recipient": HELD["recipient"]}
            facts = replace(Facts(one.answer, confirmed), **named)
            text = fill(one.phrase(confirmed=confirmed), HELD)
            assert [(mark.kind, mark.words) for mark in check(text, replace(facts, **DAYS), lists)] == [], text
