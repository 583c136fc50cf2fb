"""The wording check: what is marked beside which facts, what may stand there instead, and what is left alone."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import wordings_reads
from models.answers import ANSWERS
from models.edits.project import AddWorkshop, ChangeWorkshop
from models.edits.sorting import AddTheme
from models.edits.weighing import GiveAnswer
from models.project import Project
from models.wording import KINDS, NOTHING, SENTENCES, Facts, Mark, check, lists_of, used
from models.wording_facts import SETTLED
from models.wording_lists import SAYS
from tests.timing import quickest

LANGUAGES = ("en", "fi", "sv")
MARCH, JUNE = date(2026, 3, 12), date(2026, 6, 30)


def marks(text: str, facts: Facts = NOTHING, language: str = "en") -> tuple[Mark, ...]:
    return check(text, facts, lists_of(language))


def kinds(text: str, facts: Facts = NOTHING, language: str = "en") -> list[str]:
    return [mark.kind for mark in marks(text, facts, language)]


def test_every_kind_has_a_name_a_reason_and_a_question() -> None:
    assert set(SENTENCES) == set(KINDS)
    assert all(one.name and one.why and one.question for one in SENTENCES.values())


@pytest.mark.parametrize("code", [answer.code for answer in ANSWERS])
@pytest.mark.parametrize("confirmed", [False, True])
def test_a_strong_word_is_right_beside_a_confirmed_yes_alone(code: str, *, confirmed: bool) -> None:
    found = kinds("We promise a second van.", Facts(code=code, confirmed=confirmed))
    assert found == ([] if confirmed and code in SETTLED else ["strong"])


def test_a_text_that_belongs_to_no_answer_promises_nothing() -> None:
    assert kinds("We guarantee a second van.") == ["strong"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We cannot promise a van."),
        ("en", "Nobody can guarantee that."),
        ("en", "If the board agrees, we will build the ramp."),
        ("en", "We will not build the ramp."),
        ("en", "A daughter said: “They promised it, everyone agreed, we will look into it.”"),
        ("en", 'A sign says "We will fix it shortly".'),
        ("en", "Not everyone agreed."),
        ("en", "9 of 14 people wanted it."),
        ("en", "We will tell you by 30 June."),
        ("en", "It was our fault."),
        ("fi", "Emme voi luvata autoa."),
        ("fi", "Yksi sanoi: ”Lupaamme, kaikki olivat samaa mieltä.”"),
        ("fi", "Kaikki eivät olleet samaa mieltä."),
        ("fi", "Jos lautakunta suostuu, rakennamme luiskan."),
        ("sv", "Vi lovar inte en bil."),
        ("sv", "En sade: ”Vi lovar, alla var överens.”"),
        ("sv", "Alla var inte överens."),
        ("sv", "Om nämnden säger ja bygger vi rampen."),
        ("de", "Wir versprechen einen zweiten Bus."),
    ],
)
def test_no_promise_a_condition_and_a_quotation_are_left_alone(language: str, text: str) -> None:
    assert kinds(text, language=language) == []


def test_instead_of_a_strong_promise_stands_what_the_answer_allows() -> None:
    text = "Thank you. We promise a second van! Good bye."
    decide = Facts(code="decide", body="The district board", decision_day=MARCH, owner="Team lead", report_back=JUNE)
    (mark,) = marks(text, decide)
    assert used(text, mark) == (
        "Thank you. The district board decides this on 12 March 2026. Team lead reports back by 30 June 2026. Good bye."
    )
    expected = {
        Facts(code="now"): "This looks possible soon.",
        Facts(code="try", report_back=JUNE): "This looks possible with others' help. We report back by 30 June 2026.",
        Facts(code="pass", recipient="the region"): "This looks like a task for the region.",
        Facts(code="unknown", find_out_by=MARCH): "We do not know yet; we find out by 12 March 2026.",
        Facts(code="no", confirmed=True): "As it is, this looks not possible.",
    }
    for facts, sentence in expected.items():
        assert marks("We promise a second van.", facts)[0].replacement == sentence


def test_what_may_stand_there_is_never_marked_itself() -> None:
    for language in LANGUAGES:
        for answer in ANSWERS:
            for confirmed in (False, True):
                facts = Facts(answer.code, confirmed, "N. N.", JUNE, MARCH, JUNE, "N. N.", MARCH, "N. N.", MARCH)
                for text in (
                    "We promise it. We will look into it shortly.",
                    "Lupaamme. Selvitämme.",
                    "Vi lovar. På sikt.",
                ):
                    for mark in marks(text, facts, language):
                        if mark.replacement:
                            assert kinds(mark.replacement, facts, language) == [], mark.replacement


def test_a_vague_time_becomes_the_day_in_the_file_and_else_a_question() -> None:
    facts = Facts(code="now", report_back=JUNE)
    (mark,) = marks("We will tell you as soon as possible.", facts)
    assert used("We will tell you as soon as possible.", mark) == "We will tell you by 30 June 2026."
    done = Facts(code="now", confirmed=True, ends=MARCH, report_back=JUNE)
    (mark,) = marks("The railing is repaired as soon as possible.", done)
    assert mark.replacement == "by 12 March 2026"
    (mark,) = marks("We will look into it.", Facts(code="now"))
    assert mark.replacement is None
    assert mark.question == SENTENCES["vague"].question


def test_a_quotation_is_never_replaced_with_its_sentence() -> None:
    (mark,) = marks("We promise to fix what you called “the wet step”.", Facts(code="now"))
    assert mark.replacement is None


def test_a_false_collective_gets_numbers_only_where_the_file_has_them_and_they_are_not_small() -> None:
    (mark,) = marks("Everyone agreed.", Facts(agreed=9, asked=14))
    assert mark.replacement == "9 of 14 people agreed"
    assert marks("Everyone agreed.", Facts(agreed=4, asked=14))[0].replacement is None
    assert marks("Everyone agreed.", Facts(agreed=9, asked=14, small_group=10))[0].replacement is None
    assert marks("Everyone agreed.")[0].replacement is None


def test_you_decide_is_true_where_people_decide() -> None:
    text = "Come along and decide about the square."
    assert kinds(text) == ["strong"]
    assert kinds(text, Facts(level=3)) == ["strong"]
    assert kinds(text, Facts(level=4)) == []


def test_words_of_the_glossary_are_words_of_the_trade() -> None:
    lists = lists_of("en", None, [("Respite care", "a few days off for whoever cares"), ("((", "?"), ("*", "?")])
    (mark,) = check("We offer respite care.", NOTHING, lists)
    assert (mark.kind, mark.words, mark.hint) == ("jargon", "respite care", "a few days off for whoever cares")


WORDS = st.lists(
    st.sampled_from(
        "we will promise not fix it . , “ ” \" ' ’ everyone agreed as soon possible lupaamme ei kaikki vi lovar inte "
        "12.3. 2026 ä\u0308 \U0001f600 \u0645\u0631\u062d\u0628\u0627 \n 't if stakeholder ... ( ) \u00ad \u202e".split(
            " "
        )
    ),
    max_size=60,
).map(" ".join)


@given(
    st.one_of(st.text(max_size=300), WORDS), st.sampled_from(LANGUAGES), st.sampled_from(["", "now", "no", "decide"])
)
def test_marks_lie_in_the_text_in_order_and_apart(text: str, language: str, code: str) -> None:
    facts = Facts(code=code, report_back=JUNE)
    end = 0
    for mark in marks(text, facts, language):
        assert end <= mark.start < mark.end <= len(text)
        assert mark.words == text[mark.start : mark.end]
        assert 0 <= mark.first <= mark.start < mark.end <= mark.last <= len(text)
        assert (mark.replacement is None) == (used(text, mark) == text) or mark.replacement == text[
            mark.first : mark.last
        ]
        end = mark.end


@pytest.mark.parametrize(
    "piece", ["we will ", "“", '"', "... ", "everyone ", "a", "1.", "we \n", "' ", "will be not ", "."]
)
def test_a_long_text_takes_time_in_line_with_its_length(piece: str) -> None:
    lists = lists_of("en")
    short, long = piece * (4_000 // len(piece)), piece * (32_000 // len(piece))
    one = quickest(lambda: check(short, Facts(code="now"), lists))
    assert quickest(lambda: check(long, Facts(code="now"), lists)) < 40 * max(one, 0.001)


def test_an_answer_of_4000_characters_is_checked_within_a_keystroke() -> None:
    text = ("We will tell you by 30 June what the board decided about the second van and the late bus. " * 50)[:4000]
    lists = lists_of("en")
    assert quickest(lambda: check(text, Facts(code="now"), lists)) < 0.05  # ten times what it may take


def test_all_own_texts_of_a_file_are_checked_with_their_facts(project: Project) -> None:
    workshop = str(project.perform(AddWorkshop("First")).result)
    project.perform(ChangeWorkshop(workshop, {"ask": "Come and decide!", "promise_note": "We cannot promise much."}))
    theme = str(project.perform(AddTheme("We promise everyone agreed")).result)
    values = {"sentence": "We promise a second van.", "report_back": JUNE}
    project.perform(GiveAnswer("now", values, theme_id=theme))
    found = {(one.text.table, one.text.field): one for one in project.ask(wordings_reads.check_texts)}
    assert set(found) == {("workshop", "ask"), ("answer", "sentence")}  # the theme's title is people's own
    sentence = found["answer", "sentence"]
    assert (sentence.text.subject_table, sentence.text.subject_id) == ("theme", theme)
    assert sentence.marks[0].replacement == "This looks possible soon. We report back by 30 June 2026."
    project.perform(ChangeWorkshop(workshop, {"promise_level": 5}))
    assert [one.text.table for one in project.ask(wordings_reads.check_texts)] == ["answer"]
    assert project.ask(lambda reader: wordings_reads.facts_about(reader, theme_id=theme)).report_back == JUNE


def test_each_language_can_say_every_fact() -> None:
    for language in LANGUAGES:
        assert set(lists_of(language).says) == set(SAYS), language


def test_an_own_list_beside_a_language_without_one_is_enough(tmp_path: Path) -> None:
    own = tmp_path / "de.toml"
    own.write_text('language = "de"\n[[strong]]\nfind = ["versprech*"]\n', encoding="utf-8")
    assert [mark.words for mark in check("Wir versprechen es.", NOTHING, lists_of("de-AT", own))] == ["versprechen"]
