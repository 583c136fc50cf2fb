"""Answers from forms and lists: they find their note by the code, come once, and say nothing of who answered."""

import io
import itertools
import random
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.exchange import answer_rows as say
from exports.exchange.answer_cells import days_first, read_day, read_language, read_verdict, says_yes
from exports.exchange.answer_columns import is_personal
from exports.exchange.feedback import FeedbackPlan, FeedbackTarget, HowAnswersRead, plan_feedback, target_of
from exports.exchange.typed_codes import TypedCodes
from exports.xlsform.texts import TEXTS, question_name
from models import queries, responses
from models.code_index import CodeIndex
from models.codes import is_code
from models.edits.path import AddPath
from models.edits.responding import AddQuestion, DeleteResponse
from models.edits.voices import AddParticipant, WithdrawVoice
from models.errors import Refused
from models.project import Project
from resources.texts import translator
from tests.exports.exchange.shared_data import all_shared
from tests.models.support import add_note, rows

UUID = "39f3dd36-161e-45cb-a1a4-395831d253a{}"
PRIVATE = ("fern@polku.example", "fern_oak", "10.1.2.3", "ee.kobo:Xy12", "60.1699", "+358 40 1234567", "Fern Oak")


def csv(*records: Sequence[object], delimiter: str = ",") -> bytes:
    lines = (delimiter.join(f'"{cell}"' if delimiter in str(cell) else str(cell) for cell in row) for row in records)
    return "\r\n".join(lines).encode()


def xlsx(*records: Sequence[object]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        sheet: Any = book.add_worksheet("Answers")
        for at, row in enumerate(records):
            sheet.write_row(at, 0, row)
    return out.getvalue()


def codes_of(project: Project) -> list[str]:
    return [note.code for note in project.ask(queries.notes)]


def plan(project: Project, data: bytes, name: str = "answers.csv", **how: object) -> FeedbackPlan:
    return plan_feedback(target_of(project.ask), name, data, HowAnswersRead(**how))  # type: ignore[arg-type]


def take_in(project: Project, data: bytes, name: str = "answers.csv", **how: object) -> FeedbackPlan:
    planned = plan(project, data, name, **how)
    project.perform(planned.edit())
    return planned


def meanings(planned: FeedbackPlan) -> dict[str, str]:
    return {column.name: column.meaning for column in planned.columns}


@pytest.fixture
def asked(project: Project) -> Project:
    for words in ("Text me a time", "A bench at the stop", "Ring back within a day"):
        add_note(project, words, kind="idea")
    return project


def test_a_plain_list_of_codes_and_answers(asked: Project) -> None:
    first, second, _ = codes_of(asked)
    planned = take_in(asked, csv(("code", "answer"), (first, "Yes, a text"), (second.lower(), "Two benches")))
    assert (len(planned.placed), len(planned.waiting), planned.problems) == (2, 0, ())
    came = asked.ask(responses.came_back)
    assert [(one.about.code, one.words, one.channel) for one in came] == [
        (second, "Two benches", "web"),
        (first, "Yes, a text", "web"),
    ]
    assert asked.undo_label() == "Take in responses"


def test_kobo(asked: Project) -> None:
    first, second, _ = codes_of(asked)
    asked.perform(AddQuestion("Would a bus help?", "yes_no"))
    name = question_name(asked.ask(responses.questions)[0])
    head = (
        *("start", "end", "deviceid", "username", "g1/code", "g1/verdict", "g1/words", f"g1/{name}", "news", "contact"),
        *("_location_latitude", "_gps", "_id", "_uuid", "_submission_time", "_submitted_by", "__version__", "_index"),
    )
    head += ("Notes by e-mail",)
    personal = ("60.1699", "60.1699 24.9384 0 0")
    table = [
        head,
        *[
            (
                *("2026-03-05T12:00:00.000+02:00", "2026-03-05T12:01:00.000+02:00", "ee.kobo:Xy12", "fern_oak"),
                *(code, verdict, words, bus, news, "fern@polku.example", *personal, at, UUID.format(at)),
                *("2026-03-05T10:01:00", "fern_oak", "v1", at, ""),
            )
            for at, (code, verdict, words, bus, news) in enumerate(
                [(first, "right", "=1+1", "yes", "yes"), (second, "wrong", "<b>no</b>", "no", "no")]
            )
        ],
    ]
    planned = take_in(asked, csv(*table, delimiter=";"))
    assert (planned.style, planned.delimiter, len(planned.placed)) == ("KoBoToolbox", ";", 2)
    assert set(planned.personal) == {
        *("deviceid", "username", "_location_latitude", "_gps", "_submitted_by", "Notes by e-mail")
    }
    wrong, right = asked.ask(responses.came_back)
    assert (right.words, right.verdict, right.answers) == ("=1+1", "right", (("Would a bus help?", "yes"),))
    assert (right.day, right.wants_news) == (date(2026, 3, 5), True)
    assert (wrong.words, wrong.verdict, wrong.wants_news) == ("<b>no</b>", "wrong", False)
    assert [contact.address for contact in asked.ask(responses.wanting_news)] == ["fern@polku.example"]
    assert [row.already for row in plan(asked, xlsx(*table), "answers.xlsx").rows] == [True, True]


def test_labels_instead_of_names_in_every_language(asked: Project) -> None:
    code = codes_of(asked)[0]
    for language in ("en", "fi"):
        tr = translator(language)
        head = [tr(TEXTS[name]) for name in ("code", "verdict", "words", "news", "contact")]
        planned = plan(asked, csv(head, (code, tr("Partly"), "Well", tr("Yes"), "040 1234567")))
        assert list(meanings(planned).values()) == ["code", "verdict", "words", "news", "contact"]
        response = planned.placed[0].response
        assert (response.verdict, response.words, response.contact) == ("partly", "Well", "040 1234567")


def test_odk_central(asked: Project) -> None:
    code = codes_of(asked)[0]
    head = ("SubmissionDate", "group-code", "group-verdict", "words", "meta-instanceID", "KEY", "SubmitterName")
    day = "Apr 26, 2018 8:58:20 AM"
    row = (day, code, "partly", "Nearly", f"uuid:{UUID.format(1)}", f"uuid:{UUID.format(1)}", "Fern Oak")
    planned = take_in(asked, csv(head, row))
    assert planned.style == "ODK"
    assert (planned.placed[0].response.day, planned.placed[0].response.verdict) == (date(2018, 4, 26), "partly")
    assert planned.personal == ("SubmitterName",)
    kobo = csv(("_uuid", "code", "words"), (UUID.format(1), code, "Nearly"))
    assert [row.already for row in plan(asked, kobo, "kobo.csv").rows] == [True]


def test_microsoft_forms(asked: Project) -> None:
    code = codes_of(asked)[0]
    head = (
        *("Id", "Start time", "Completion time", "Email", "Name", "Which code stands beside your note?"),
        *("Is it right?", "What should we know?", "Would you come again?"),
    )
    table = [
        head,
        (1, 46086.5, 46086.51, PRIVATE[0], "Fern Oak", code, "Yes, you got it right", "A text is enough", "Yes"),
        (2, 46087.5, 46087.51, PRIVATE[0], "Fern Oak", code, "Partly", "", "No"),
    ]
    planned = take_in(asked, xlsx(*table), "forms.xlsx")
    assert (planned.style, planned.sheet) == ("Microsoft Forms", "Answers")
    assert planned.personal == ("Email", "Name")
    assert planned.not_read == ("Start time",)
    first, second = (row.response for row in planned.placed)
    assert (first.verdict, first.words, first.day) == ("right", "A text is enough", date(2026, 3, 5))
    assert second.answers == (("Would you come again?", "No"),)
    longer = xlsx(*table, (3, 46088.5, 46088.51, "", "", code, "Partly", "Later", "No"))
    again = plan(asked, longer, "forms.xlsx")
    assert [row.already for row in again.rows] == [True, True, False]


def test_limesurvey(asked: Project) -> None:
    code = codes_of(asked)[0]
    head = ("Response ID", "Date submitted", "Last page", "Start language", "Seed", "IP address", "Code", "Comment")
    planned = plan(asked, csv(head, (7, "2026-03-05 10:00:00", 2, "fi", 99, "10.1.2.3", code, "Hyvä")))
    assert planned.style == "LimeSurvey"
    assert planned.placed[0].response.language == "fi"
    assert planned.personal == ("IP address",)
    assert "Seed" in planned.not_read


def test_nothing_that_says_who_somebody_is_is_kept(asked: Project) -> None:
    """Searched for in the whole file, also where people say nothing of news and where a column has another name."""
    first, second, _ = codes_of(asked)
    head = (
        "code",
        "words",
        "Reply to",
        "User",
        "IP",
        "Where",
        "Ring me",
        "What are you called?",
        "Your name",
        "news",
        "contact",
    )
    row = (*PRIVATE[:3], "60.1699 24.9384", PRIVATE[5], PRIVATE[6], PRIVATE[6], "no", PRIVATE[0])
    named = (("What are you called?", "none"),)
    take_in(asked, csv(head, (first, "One", *row), (second, "Two", *row)), mapping=named)
    asked.store.checkpoint()
    everything = "\n".join(
        str(rows(asked, f"SELECT * FROM {table}"))
        for (table,) in rows(asked, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")
        if table != "history_step"
    )
    assert "Two" in everything
    assert not [word for word in PRIVATE if word in everything]
    assert asked.ask(responses.wanting_news) == ()


def test_what_waits_says_why(asked: Project) -> None:
    first, second, third = codes_of(asked)
    other = next(code for code in map("".join, itertools.product("ABCDEFGH", repeat=7)) if is_code(code))
    person = asked.perform(AddParticipant("Heron")).result
    (of_person,) = (code for row, code, *_ in rows(asked, "SELECT id, code FROM participant") if row == person)
    broken = first[:-1] + ("A" if first[-1] != "A" else "B")
    table = csv(
        ("code", "words"),
        *((first, "in place"), ("", "no code"), (broken, "mistyped"), (other, "of another project")),
        *((of_person, "a person"), ("3.47E+08", "a number"), (f"{second} ", "blanks"), (f"x {third} y", "in words")),
        ("", ""),
    )
    planned = take_in(asked, table)
    assert [row.why_waits for row in planned.rows] == [
        *("", say.NO_CODE, say.WRONG_CODE, say.UNKNOWN_CODE, say.OF_A_PERSON, say.CHANGED_CODE, "", "")
    ]
    came = {one.words: one for one in asked.ask(responses.came_back)}
    assert [came[words].waits for words in ("no code", "mistyped", "of another project", "a person")] == [True] * 4
    assert came["mistyped"].code_given == broken
    assert came["a person"].code_given == ""
    assert of_person not in str(rows(asked, "SELECT * FROM response"))


def test_codes_lead_to_steps_and_to_the_whole(asked: Project) -> None:
    asked.perform(AddPath("Way", stages=("Before", "During"), lanes=(("people_do", ""),), cards=()))
    code = asked.ask(queries.project).code
    for typed in (f"{code}-B", f"{code.lower()}b", f"https://x.example/?code={code}-B"):
        planned = plan(asked, csv(("code", "words"), (typed, "Here")))
        assert planned.placed[0].about == ("stage", asked.ask(queries.paths)[0].stages[1].id)
    assert plan(asked, csv(("code", "words"), (code, "All"))).placed[0].about == (
        "project",
        asked.ask(queries.project).id,
    )
    assert plan(asked, csv(("code", "words"), (f"{code}-X", "No"))).waiting[0].why_waits == say.UNKNOWN_CODE


def test_the_same_file_twice_adds_nothing(asked: Project) -> None:
    first, second, _ = codes_of(asked)
    table = [("code", "words"), (first, "Yes"), (first, "Yes"), (second, "No")]
    assert len(take_in(asked, csv(*table)).fresh) == 3
    again = take_in(asked, csv(*table))
    assert (len(again.fresh), len(again.already)) == (0, 3)
    assert len(asked.ask(responses.came_back)) == 3
    turned = take_in(asked, xlsx(table[0], *reversed(table[1:]), (second, "One more")), "answers.xlsx")
    assert [row.response.words for row in turned.fresh] == ["One more"]
    asked.perform(DeleteResponse(asked.ask(responses.came_back)[-1].id))
    assert take_in(asked, csv(*table)).fresh == ()  # what somebody deleted does not come back with the same file


def test_what_excel_does_to_codes() -> None:
    power, digits, month = "33333E4", "3333337", "MAR3394"
    assert all(map(is_code, (power, digits, month)))
    typed = TypedCodes((power, digits, month))
    for cell in ("33333E4", "33333e4", "333330000", "3.33E+08", "3,33E+08", "333330000.0", "333330000,00"):
        assert typed.read(cell) == power
    for cell in ("3333337", "3333337.0", "3,333,337", "3 333 337", "333-3337", "'3333337"):
        assert typed.read(cell) == digits
    for cell in ("MAR3394", "Mar-94", "3394-03-01", "3394-03-01 00:00:00"):
        assert typed.read(cell) == month
    assert TypedCodes((power, "33333E7")).read("3.33E+08") == power
    assert TypedCodes(()).read("3.33E+08") == ""
    assert TypedCodes(("33333E4", "33334E4")).read("3.33E+08") == ""  # two could be meant


def test_a_spreadsheet_that_changed_its_codes(asked: Project) -> None:
    index = CodeIndex({"33333E4": ("contribution", "a"), "MAR3394": ("contribution", "b")}, {})
    target = FeedbackTarget(index, (), frozenset())
    table = xlsx(("code", "words"), (333330000, "One"), ("3.33E+08", "Two"), ("Mar-94", "Three"))
    planned = plan_feedback(target, "answers.xlsx", table)
    assert [row.about for row in planned.rows] == [("contribution", "a"), ("contribution", "a"), ("contribution", "b")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_of_excel(asked: Project, encoding: str) -> None:
    code = codes_of(asked)[0]
    data = f"sep=;\r\nkoodi;kommentti\r\n{code};Hyvä näin, pääasia on kysyä\r\n".encode(encoding)
    planned = plan(asked, data)
    assert planned.delimiter == ";"
    assert planned.placed[0].response.words == "Hyvä näin, pääasia on kysyä"
    assert planned.placed[0].line == 3


def test_columns_by_their_content_and_without_names(asked: Project) -> None:
    first, second, third = codes_of(asked)
    table = [
        (first, "Yes, you got it right", "A text is enough for me"),
        (second, "Partly", "Rather two"),
        (third, "Ei", ""),
    ]
    named = plan(asked, csv(("A1", "A2", "A3"), *table))
    assert list(meanings(named).values()) == ["code", "verdict", "words"]
    bare = plan(asked, csv(*table))
    assert [row.response.verdict for row in bare.placed] == ["right", "partly", "wrong"]
    assert bare.rows[0].line == 1


def test_a_person_says_what_columns_are(asked: Project) -> None:
    code = codes_of(asked)[0]
    data = csv(("A", "B", "C"), (code, "Not the code", "Words that are longer than the others"))
    planned = plan(asked, data, mapping=(("B", "words"), ("C", "answer")))
    assert planned.placed[0].response.words == "Not the code"
    assert planned.placed[0].response.answers == (("C", "Words that are longer than the others"),)
    for mapping, words in ((("X", "words"), "no column"), (("A", "soup"), "nothing that a column")):
        with pytest.raises(Refused, match=words):
            plan(asked, data, mapping=(mapping,))
    with pytest.raises(Refused, match="Two columns"):
        plan(asked, data, mapping=(("A", "code"), ("B", "code")))


def test_a_withdrawn_note_keeps_its_words_to_itself(asked: Project) -> None:
    code = codes_of(asked)[0]
    take_in(asked, csv(("code", "words"), (code, "I agree")))
    asked.perform(WithdrawVoice(asked.ask(queries.notes)[0].voices[0].id))
    (came,) = asked.ask(responses.came_back)
    assert (came.about.code, came.about.title, came.words) == (code, "", "I agree")


def test_cells() -> None:
    assert [
        read_verdict(text) for text in ("YES!", "Kyllä.", "Osittain", "nej", "No, that is not what I meant", "Hm")
    ] == [*("right", "right", "partly", "wrong", "wrong", "")]
    assert [says_yes(text) for text in ("x", "Joo", "TRUE", "no", "", "maybe")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    assert [read_language(text) for text in ("Suomi (fi)", "en-GB", "default", "a long sentence")] == [
        "fi",
        "en-GB",
        "",
        "",
    ]
    assert days_first(["3/4/2026", "13/4/2026"]) is True
    assert days_first(["3/4/2026", "3/14/26 10:00"]) is False
    assert days_first(["3/4/2026"]) is None
    assert read_day("5.3.2026 klo 10.00", None) == read_day("46086.5", None) == date(2026, 3, 5)
    assert read_day("3/4/2026", None) is None
    assert read_day("4/4/26", None) == date(2026, 4, 4)
    assert is_personal("Sähköpostiosoitteesi")
    assert is_personal("What is your name?")
    assert not is_personal("Would a bus help?")


def test_days_that_can_be_two(asked: Project) -> None:
    code = codes_of(asked)[0]
    planned = plan(asked, csv(("code", "words", "date"), (code, "Words", "3/4/2026")))
    assert planned.placed[0].response.day is None
    assert "two ways" in str(planned.remarks[0])


@pytest.mark.parametrize(
    "data", [b"", b"code,words\r\n", b"PK\x03\x04broken", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_cannot_be_read_is_said(asked: Project, data: bytes) -> None:
    with pytest.raises(Refused):
        plan(asked, data)


@pytest.mark.parametrize("path", all_shared("xlsform/briefcase_exports/export/*.csv.expected"))
def test_real_exports_of_odk(asked: Project, path: object) -> None:
    """Forms of others have no code of ours: what they say waits, and what a program added is in nothing."""
    data = path.read_bytes()  # type: ignore[attr-defined]
    try:
        planned = take_in(asked, data)
    except Refused:
        return
    assert planned.placed == ()
    kept = str([row.response for row in planned.rows])
    assert "uuid:" not in kept
    again = take_in(asked, data)
    assert again.fresh == ()


SOME_CELLS = st.one_of(
    st.sampled_from(["code", "words", "Yes", "33333E4", "3333337", "2026-03-05", "a@b.example", "=1+1", "_uuid", ""]),
    st.text(max_size=12),
)
TARGET = FeedbackTarget(CodeIndex({"33333E4": ("contribution", "a"), "3333337": ("theme", "b")}, {}), (), frozenset())


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_a_plan_or_a_sentence(data: bytes) -> None:
    try:
        assert plan_feedback(TARGET, "answers.csv", data).sha256
    except Refused as error:
        assert error.sentence(translator("en"))


@given(st.lists(st.lists(SOME_CELLS, min_size=1, max_size=6), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_table_is_a_plan_or_a_sentence_and_comes_once(table: list[list[str]]) -> None:
    data = "\n".join(";".join(row) for row in table).encode("utf-8", "ignore")
    try:
        planned = plan_feedback(TARGET, "answers.csv", data, HowAnswersRead(delimiter=";"))
    except Refused as error:
        assert error.sentence(translator("en"))
        return
    there = frozenset(row.response.source_id for row in planned.rows)
    assert len(there) == len(planned.rows)
    again = plan_feedback(FeedbackTarget(TARGET.codes, (), there), "answers.csv", data, HowAnswersRead(delimiter=";"))
    assert again.fresh == ()


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["33333E4", "3333337", "", "wrong", "3.33E+08"]),
        st.sampled_from(["Yes", "Partly", "No", ""]),
        st.sampled_from(["A text is enough for me", "Two benches beside the stop", "x", ""]),
        st.sampled_from(["2026-03-05", "2026-03-06"]),
    ),
    min_size=1,
    max_size=8,
)


@given(ROWS, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_rows_and_columns_does_not_matter(table: list[tuple[str, ...]], rng: random.Random) -> None:
    head = ("code", "verdict", "words", "date")
    places = list(range(4))
    rng.shuffle(places)
    mixed = list(table)
    rng.shuffle(mixed)
    try:
        one = plan_feedback(TARGET, "answers.csv", csv(head, *table))
    except Refused:
        return
    other = plan_feedback(TARGET, "answers.csv", csv(*([row[at] for at in places] for row in [head, *mixed])))
    assert _kept(one.rows) == _kept(other.rows)


def _kept(planned: Iterable[say.PlannedResponse]) -> list[tuple[str, ...]]:
    return sorted((row.response.source_id, row.response.words, row.response.verdict, row.why_waits) for row in planned)
