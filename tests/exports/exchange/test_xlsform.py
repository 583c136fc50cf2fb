"""The form that matches the way back: pyxform reads it without a warning, and its answers find their place again."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from exports.catalog import export_of, make
from exports.document import Table
from exports.exchange.feedback import plan_feedback, target_of
from exports.reports.content import Content
from exports.xlsform.form import CONSTRAINT, form_of, show_form
from exports.xlsform.texts import choice_name, question_name
from models import queries, responses
from models.codes import ALPHABET
from models.edits.project import SetWayBack
from models.edits.responding import AddQuestion
from models.project import Project
from resources.texts import document_languages, translator
from tests.app.support import TODAY
from tests.conftest import TickingClock, blank_project
from tests.models.support import add_note

ODD = (
    *('Who said "no"?', "${code} or ${x}", "$${{}", "=1+1", "+3", "@SUM(A1)", "שלום مرحبا 🙂", "<b>&amp; it's</b>"),
    *(
        "a\nb",
        "*bold* _x_ {y}",
        "\u200f",
        "\x0ba\x01b",
        "name",
        "'quoted'",
        "1",
        "TRUE",
        "x" * 500,
        "እንዴት ነው?",
        "-",
        "::",
    ),
)
SPACE = "{http://www.w3.org/2002/xforms}"


def made(project: Project, folder: Path) -> Path:
    target = folder / "form.xlsx"
    with project.snapshot("room", TODAY) as copy:
        make(export_of("xlsform"), copy, target)
    return target


def converted(path: Path) -> Element:
    warnings: list[str] = []
    result = convert(str(path), warnings=warnings, validate=False)
    assert [*warnings, *(result.warnings or ())] == []
    return fromstring(result.xform)


def texts_in(form: Element, language: str) -> Iterator[str]:
    for translation in form.iter(f"{SPACE}translation"):
        if translation.attrib["lang"].endswith(f"({language})"):
            yield from (value.text or "" for value in translation.iter(f"{SPACE}value"))


def test_pyxform_converts_it_without_a_warning(project: Project, tmp_path: Path) -> None:
    project.perform(SetWayBack("web", "https://polku.example/?c={code}", {"question": "Is it ${right}?"}))
    for words in ODD:
        project.perform(AddQuestion(words))
    project.perform(AddQuestion("How do you come?", "one_of", tuple(ODD)))
    project.perform(AddQuestion("Again?", "yes_no"))
    form = converted(made(project, tmp_path))
    names = [bind.attrib["nodeset"].removeprefix("/data/") for bind in form.iter(f"{SPACE}bind")]
    asked = project.ask(responses.questions)
    assert names == [
        *("about", "code", "verdict", "words", *map(question_name, asked), "news", "contact", "meta/instanceID")
    ]
    for language in document_languages():
        texts = list(texts_in(form, language))
        assert translator(language)("In your own words") in texts
        assert "Is it $\u2060{right}?" in texts
        for words in ODD[3:9]:
            assert words in texts


@pytest.mark.parametrize("language", document_languages())
def test_the_project_s_language_comes_first(project: Project, tmp_path: Path, language: str) -> None:
    from models.edits.project import ChangeProject

    project.perform(ChangeProject({"language": language}))
    form = converted(made(project, tmp_path))
    default = [one.attrib["lang"] for one in form.iter(f"{SPACE}translation") if one.attrib.get("default")]
    assert [name[-4:] for name in default] == [f"({language})"]


def test_the_form_opens_in_the_language_of_the_way_back(project: Project, tmp_path: Path) -> None:
    project.perform(SetWayBack("web", "https://polku.example/?c={code}", {"language": "fi"}))
    form = converted(made(project, tmp_path))
    default = [one.attrib["lang"] for one in form.iter(f"{SPACE}translation") if one.attrib.get("default")]
    assert default == ["Suomi (fi)"]


@given(st.lists(st.text(max_size=40), min_size=1, max_size=3), st.lists(st.text(max_size=20), min_size=2, max_size=4))
@settings(max_examples=15)
def test_whatever_people_ask(tmp_path_factory: pytest.TempPathFactory, asked: list[str], choices: list[str]) -> None:
    folder = tmp_path_factory.mktemp("form")
    path = folder / "project.polku"
    path.write_bytes(blank_project())
    with Project.open(path, clock=TickingClock()) as project:
        for words in asked:
            _try(project, AddQuestion(words))
        _try(project, AddQuestion("Which?", "one_of", tuple(choices)))
        converted(made(project, folder))


def _try(project: Project, edit: AddQuestion) -> None:
    from models.errors import Refused

    try:
        project.perform(edit)
    except Refused:
        return


def test_the_constraint_takes_codes_as_people_type_them(project: Project) -> None:
    pattern = CONSTRAINT.removeprefix("regex(., '").removesuffix("')")
    code = project.ask(queries.project).code
    for typed in (code, code.lower(), f"{code}-B"):
        assert re.fullmatch(pattern, typed)
    for typed in (code[:6], f"{code}A", "1234567", "ABCDEF0"):
        assert not re.fullmatch(pattern, typed)
    assert not set("01IOLSZ25") & set(ALPHABET)


def test_answers_of_the_form_come_back(project: Project) -> None:
    """By the names of its columns and of its choices, as KoBoToolbox and ODK save them, and by its labels."""
    note = add_note(project, "Text me a time")
    code = project.ask(queries.notes)[0].code
    project.perform(SetWayBack("web", "https://polku.example/?c={code}", {"question": "Did we hear ${you}?"}))
    project.perform(AddQuestion("How do you come?", "one_of", ("By bus", "On foot")))
    asked = project.ask(responses.questions)[0]
    names = ("code", "verdict", "words", question_name(asked), "news", "contact")
    cells = (code, "wrong", "Rather call", choice_name("On foot"), "yes", "fern@polku.example")
    labels = ("The code on the paper", "Did we hear $\u2060{you}?", "In your own words", "How do you come?")
    labels += ("Do you want to hear what becomes of it?", "How can we reach you? An e-mail address or a phone number")
    said = (code, "No, that is not what I meant", "Rather call", "On foot", "Yes", "fern@polku.example")
    for head, row in ((names, cells), (labels, said)):
        table = f"{';'.join(head)}\n{';'.join(row)}".encode()
        (placed,) = plan_feedback(target_of(project.ask), "answers.csv", table).placed
        assert placed.about == ("contribution", note)
        response = placed.response
        assert (response.verdict, response.words, response.contact) == ("wrong", "Rather call", "fern@polku.example")
        assert response.answers == (("How do you come?", "On foot"),)


def test_the_page_shows_what_it_asks(project: Project) -> None:
    project.perform(AddQuestion("How do you come?", "one_of", ("By bus", "On foot")))
    with project.snapshot("room", TODAY) as copy:
        content = Content.read(copy, translator("en"))
        page = show_form(content, None)
        assert len(form_of(content).survey) == 7
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    assert ("How do you come?", "By bus / On foot") in [row[:2] for row in table.rows]


def test_the_same_project_gives_the_same_form(project: Project, tmp_path: Path) -> None:
    first = made(project, tmp_path).read_bytes()
    assert made(project, tmp_path).read_bytes() == first
    assert io.BytesIO(first).read(2) == b"PK"
