import contextlib
import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exports.exchange import mermaid
from exports.exchange.mermaid import JourneyDraft, TaskDraft, feeling_of_score, read_journey, write_journey
from models.errors import Refused
from tests.exports.exchange.shared_data import cases, shared

PLACE = "journeys/mermaid"


ORACLE = cases(f"{PLACE}/oracle_mermaid_11.17.2.json")
PROBES = cases(f"{PLACE}/grammar_probes_SYNTHETIC.json")


def as_mermaid_says(draft: JourneyDraft) -> dict[str, object]:
    tasks = [
        {
            "section": task.section,
            "task": task.text,
            "score": "NaN" if task.score is None else task.score,
            "people": list(task.people),
        }
        for task in draft.tasks
    ]
    return {
        "title": draft.title,
        "accTitle": draft.acc_title,
        "accDescr": draft.acc_description,
        "sections": list(draft.sections),
        "tasks": tasks,
        "actors": sorted({name for task in draft.tasks for name in task.people}),
    }


def check(source: str | bytes, expected: dict[str, Any]) -> None:
    if not expected["ok"]:
        with pytest.raises(Refused) as caught:
            read_journey(source)
        assert "line" in caught.value.values and "column" in caught.value.values
        return
    found = as_mermaid_says(read_journey(source))
    assert found == {name: expected[name] for name in found}


@pytest.mark.parametrize("case", ORACLE, ids=lambda case: case["id"])
def test_real_journeys_as_mermaid_reads_them(case: dict[str, Any]) -> None:
    check(shared(f"{PLACE}/{case['id']}.mmd").read_bytes(), case)


@pytest.mark.parametrize("case", PROBES, ids=lambda case: case["id"])
def test_odd_cases_as_mermaid_reads_them(case: dict[str, Any]) -> None:
    check(case["text"], case["result"])


def test_all_cases_are_here() -> None:
    files = sorted(path.stem for path in shared(PLACE).glob("*.mmd"))
    assert files == sorted(case["id"] for case in ORACLE)
    assert (len(ORACLE), len(PROBES)) == (20, 40)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("journey\nsection A\n wait; then pay: 5: Me\n", "Line 3, column 6: expected a colon and a score after “wait”"),
        ("journey\nsection A: b\n", "Line 2, column 10: expected a title, a section or a task, found “: b”."),
        ("journey\n x\n", "Line 2, column 3: expected a colon and a score after “x”, found the end of the line."),
        ("journey\n x:\n", "Line 2, column 3: expected a score from 1 to 5 after the colon."),
        ("%% c\n---\njourney\n", "Line 2, column 1: expected the word “journey”, found “---”."),
        ("---\na: b\n---\n%% c\njourney\n  %%{init: {}}%%\n\n x\n", "Line 8, column 3: expected a colon"),
        ("flowchart TD\n A --> B\n", "Line 1, column 1: expected the word “journey”, found “flowchart TD”."),
        ("journeys\n", "Line 1, column 1: expected the word “journey”"),
        ("", "Line 1, column 1: expected the word “journey”"),
        ("---\ntitle: x\njourney\n", "Line 1, column 1: the settings begin with --- and never end."),
        ("journey\n  %%{init: {\n", "Line 2, column 3: the directive begins with %%{ and never ends. Expected }%%."),
        ("journey\naccDescr {\n never closed\n", "Line 2, column 10: the description is not closed. Expected }."),
        ("journey\r\rsection A\r x\r", "Line 4, column 3: expected a colon"),
    ],
)
def test_e20_a_near_miss_is_refused_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as caught:
        read_journey(text)
    assert str(caught.value).startswith(sentence)


def test_e19_what_is_ignored_is_said() -> None:
    draft = read_journey(
        "---\ntitle: 'Front'\nconfig:\n  x: 1\n---\n"
        '%%{init: {"theme": "dark"}}%%\n'
        "journey\n%% a comment\nsection A\n"
        " a: 0: Me # rest\n b: 3.5\n c: good: Me: more\n title\n section B\n x%%y\n"
    )
    lines = [(notice.line, str(notice)) for notice in draft.notices]
    expected = [
        *(
            (1, "settings"),
            (6, "directive"),
            (10, "not between 1 and 5"),
            (10, "after #"),
            (11, "between two feelings"),
        ),
        *((12, "no score"), (12, "after the people"), (13, "next line is the title"), (15, "comment")),
    ]
    assert [line for line, _ in lines] == [line for line, _ in expected]
    for line, words in expected:
        assert any(words in sentence for at, sentence in lines if at == line), words
    assert (draft.title, draft.front_title) == (" section B", "Front")


def test_no_notice_for_a_plain_journey() -> None:
    assert read_journey("journey\ntitle T\nsection A\n %% c\n x: 5: Me\n").notices == ()


def test_one_percent_sign_begins_a_comment_where_a_task_could_begin() -> None:
    draft = read_journey("journey\n % x: 1\n a%: 5: %Me\n%{: 2\n")
    assert [(task.text, task.score, task.people) for task in draft.tasks] == [("a%", 5, ("%Me",)), ("%{", 2, ())]


def test_an_empty_score_is_no_feeling() -> None:
    task = read_journey("journey\n x: : Me\n").tasks[0]
    assert (task.score, task.people) == (None, ("Me",))


def test_e19_html_and_links_are_only_words() -> None:
    draft = read_journey("journey\nsection <b>A</b>\n <a href=x>go</a>: 5: <i>Me</i>\n click x javascript(1): 5: Me\n")
    assert draft.sections == ("<b>A</b>",)
    assert [task.text for task in draft.tasks] == ["<a href=x>go</a>", "click x javascript(1)"]


def test_signs_by_number_and_name() -> None:
    draft = read_journey("journey\nsection A#58; b\n 3#35;4 #colon; #nosuch; #0;: 5: Me#44; you, R#amp;D\n")
    assert draft.sections == ("A: b",)
    assert draft.tasks[0].text == "3#4 : #nosuch; #0;"
    assert draft.tasks[0].people == ("Me, you", "R&D")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    draft = read_journey("journey\ntitle Äiti käytävällä\n".encode(encoding))
    assert draft.title == "Äiti käytävällä"
    assert bool(draft.notices) == (encoding == "cp1252")


def test_e19_limits() -> None:
    assert (mermaid.MAX_CHARACTERS, mermaid.MAX_TASKS) == (50_000, 2_000)
    assert len(read_journey("journey\n" + "x: 5\n" * 2_000).tasks) == 2_000
    with pytest.raises(Refused, match="Line 2002, column 1: the journey has more than 2000 tasks"):
        read_journey("journey\n" + "x: 5\n" * 2_001)
    for source in ("journey\n" + "x" * 50_000, b"x" * 1_000_000, ("journey\n" + "x" * 50_000).encode()):
        with pytest.raises(Refused, match="50000 characters"):
            read_journey(source)


@pytest.mark.parametrize(
    "unit", ["#", "#a", "%%", "%%{", "%%{}%%", "\n", " ", "<script", "a: 5\n", "a: b\n", "x%%\n", "{", "title\n"]
)
@pytest.mark.slow
def test_no_text_takes_long(unit: str) -> None:
    for before in ("journey\n", "journey\ntitle ", "journey\naccDescr {", "journey\nx: 5: ", ""):
        start = time.thread_time()
        with contextlib.suppress(Refused):
            read_journey((before + unit * 50_000)[:50_000])
        assert time.thread_time() - start < 3


def test_tidy_is_what_a_person_would_write_down() -> None:
    draft = read_journey("---\ntitle: Front\n---\njourney\nsection  A \n pay   : 5: Me, , Me,You,\n").tidy()
    assert (draft.title, draft.sections) == ("Front", ("A",))
    assert (draft.tasks[0].section, draft.tasks[0].text, draft.tasks[0].people) == ("A", "pay", ("Me", "You"))


def test_tasks_know_which_section_of_that_name() -> None:
    draft = read_journey("journey\n o: 1\nsection A\n x: 5\nsection A\n y: 4\n")
    assert [(task.section, task.section_at, task.line) for task in draft.tasks] == [
        ("", -1, 2),
        ("A", 0, 4),
        ("A", 1, 6),
    ]


@pytest.mark.parametrize(
    ("score", "feeling"),
    [
        *((1, -2), (2, -1), (3, 0), (4, 1), (5, 2), (0, -2), (6, 2), (-9, -2), (100, 2), (1e308, 2)),
        *((3.5, 0), (2.5, 0), (3.6, 1), (2.4, -1), (4.5, 1), (1.5, -1), (4.7, 2)),
    ],
)
def test_feelings(score: float, feeling: int) -> None:
    assert feeling_of_score(score) == feeling


@pytest.mark.parametrize("case", ORACLE, ids=lambda case: case["id"])
def test_real_journeys_are_written_and_read_again(case: dict[str, Any]) -> None:
    draft = read_journey(shared(f"{PLACE}/{case['id']}.mmd").read_bytes())
    assert as_mermaid_says(read_journey(write_journey(draft))) == as_mermaid_says(draft)


names = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
hard = st.text(alphabet=st.sampled_from(":;#%{}<>,\n \ta-"), min_size=1, max_size=8)
words = st.sampled_from(
    ["journey", "Journey starts", "title deed", "section", "accTitle: x", "accDescr {", "#35;", "---"]
)
some = names | hard | words


@example("A", "", [], [("%", 3, [])])  # a sign that begins no task, and nothing behind it
@settings(deadline=None)
@given(some, some, st.lists(some, max_size=3), st.lists(st.tuples(some, st.integers(0, 6), st.lists(some)), max_size=4))
def test_any_journey_is_written_and_read_again(
    title: str, description: str, sections: list[str], tasks: list[tuple[str, int, list[str]]]
) -> None:
    drafts = tuple(
        TaskDraft(sections[-1] if sections else "", name, score, tuple(people), 0, len(sections) - 1)
        for name, score, people in tasks
    )
    draft = JourneyDraft(title, title, description, tuple(sections), drafts)
    again = read_journey(write_journey(draft))
    assert as_mermaid_says(again) == as_mermaid_says(draft)


@settings(deadline=None)
@given(st.text(max_size=80), st.sampled_from(["", "journey\n", "journey\nsection A\n x: 5: "]))
def test_any_text_is_read_or_refused(text: str, before: str) -> None:
    for source in (before + text, (before + text).encode("utf-8", "replace")):
        try:
            read_journey(source)
        except Refused as refusal:
            assert str(refusal)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("jx: 5,\n#%{};-atile")), st.binary(max_size=60))
def test_near_journeys_are_read_or_refused(text: str, data: bytes) -> None:
    for source in ("journey\n" + text, data, b"journey\n" + data):
        try:
            read_journey(source)
        except Refused as refusal:
            assert str(refusal)
