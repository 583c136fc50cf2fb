"""The languages of documents are whole: every text that can be printed has words, and the files are what they say."""

import ast
import gettext
import importlib.util
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from resources.texts import DOCUMENTS, LOCALE_FOLDER, SOURCE, document_languages, translator

ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("texts_of_documents", ROOT / "docs" / "texts.py")
assert _spec is not None and _spec.loader is not None
tool = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(tool)

LANGUAGES = tool.languages()


@pytest.fixture(scope="module")
def template() -> Catalog:
    return tool.extracted()


def ids(catalogue: Catalog) -> set[object]:
    return {message.id if isinstance(message.id, str) else tuple(message.id) for message in catalogue if message.id}


def test_documents_speak_finnish_and_there_is_a_lot_to_say(template: Catalog) -> None:
    assert document_languages() == (SOURCE, *LANGUAGES)
    assert "fi" in LANGUAGES
    assert len(template) > 500
    assert LOCALE_FOLDER == tool.LOCALE


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_text_and_no_other(language: str, template: Catalog) -> None:
    """Where this fails: python docs/texts.py, fill in what is empty, and once more."""
    written = tool.read(language)
    assert ids(template) - ids(written) == set(), "run docs/texts.py and translate"
    assert ids(written) - ids(template) == set(), "run docs/texts.py: these are not printed any more"
    assert tool.problems(written) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_is_what_the_written_one_says(language: str) -> None:
    written = tool.read(language)
    compiled = tool.po_path(language).with_suffix(".mo")
    assert compiled.read_bytes() == tool.mo_bytes(written), "run docs/texts.py"
    spoken = gettext.translation(DOCUMENTS, LOCALE_FOLDER, [language])
    for message in written:
        if message.pluralizable:
            one, many = message.id
            said = {spoken.ngettext(one, many, n) for n in (0, 1, 2, 5, 11, 21)}
            assert said <= {*message.string} or not all(message.string), message.id
        elif message.id:
            assert spoken.gettext(str(message.id)) == (message.string or message.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_tell_nothing_of_when_where_and_by_whom(language: str) -> None:
    text = tool.po_path(language).read_text(encoding="utf-8")
    header = text.partition("\n\n")[0]
    for name in ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Generated-By", "Project-Id-Version"):
        assert name not in header
    assert tool.po_bytes(tool.read(language)) == tool.po_bytes(tool.read(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_filled_in(language: str) -> None:
    """A brace that is wrong would end an export with an error."""
    tr = translator(language)
    for message in tool.read(language):
        for english, _ in tool.forms(message) if message.id else ():
            values = dict.fromkeys(tool.names(english), 3)
            if message.pluralizable:
                values.pop("n", None)
                one, many = message.id
                assert all("{" not in tr.count(one, many, n, **values) for n in (0, 1, 2)), english
            elif values:
                assert "{" not in tr(english, **values), english


# -- the scope ------------------------------------------------------------------------------------------------------


def imported(path: Path) -> set[Path]:
    """Return the modules of models and resources that a module imports."""
    found: set[Path] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.partition(".")[0] in ("models", "resources")
        ):
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                found.add(ROOT / f"{name.replace('.', '/')}.py")
    return {module for module in found if module.is_file()}


def test_whatever_documents_draw_on_is_read_or_said_to_be_only_on_screen() -> None:
    """A module with texts that documents import belongs into SCOPE, or into ON_SCREEN with good reason."""
    read = set(tool.modules())
    on_screen = {path for name in tool.ON_SCREEN for path in tool.sources(name)}
    drawn_on = {module for path in read for module in imported(path)}
    with_texts = {path for path in drawn_on if list(tool.texts_in(path.read_text(encoding="utf-8")))}
    assert {path.relative_to(ROOT).as_posix() for path in with_texts - read - on_screen} == set()
    assert all((ROOT / name).exists() for name in (*tool.SCOPE, *tool.ON_SCREEN))


def test_texts_are_found_wherever_they_stand() -> None:
    source = """
LABEL = N_("one" " text")
said = tr("a" if x else "b", n=tr("inside"))
line = f"{tr('in a string')} {tr.count('{n} day', '{n} days', 2 if y else z, days=days(3))}"
"text".count("x")
tr(LABEL)
"""
    assert list(tool.texts_in(source)) == ["one text", "a", "b", "inside", "in a string", ("{n} day", "{n} days")]


# -- mistakes made on purpose ---------------------------------------------------------------------------------------


def catalogue_of(message: str | tuple[str, str], said: str | tuple[str, ...]) -> Catalog:
    made = tool.Texts("fi", fuzzy=False)
    made.add(message, said)
    return made


@pytest.mark.parametrize(
    ("message", "said", "problem"),
    [
        ("Why", "", "empty"),
        ("Why", "   ", "empty"),
        (("{n} note", "{n} notes"), ("{n} lappu", ""), "empty"),
        ("By {day}", "Viimeistään", "places"),
        ("By {day}", "Viimeistään {päivä}", "places"),
        ("By {day}", "Viimeistään {day", "places"),
        (("{n} note", "{n} notes"), ("{n} lappu", "{m} lappua"), "places"),
    ],
)
def test_mistakes_are_caught(message: str | tuple[str, str], said: str | tuple[str, ...], problem: str) -> None:
    found = tool.problems(catalogue_of(message, said))
    assert [line.partition(":")[0] for line in found] == [problem]


def test_a_right_translation_is_no_problem() -> None:
    assert tool.problems(catalogue_of("By {day}", "Viimeistään {day}")) == []
    assert tool.problems(catalogue_of(("{n} note", "{n} notes"), ("{n} lappu", "{n} lappua"))) == []


def test_an_update_keeps_what_was_translated_and_drops_what_is_gone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tool, "LOCALE", tmp_path)
    first = tool.Texts("fi", fuzzy=False, header_comment="# Sanasto: polku")
    first.add("Why", "Miksi")
    first.add("Gone", "Poissa")
    tool.po_path("fi").parent.mkdir(parents=True)
    tool.po_path("fi").write_bytes(tool.po_bytes(first))
    template = Catalog()
    template.add("Why", locations=[("exports/one.py", 0)])
    template.add(("{n} note", "{n} notes"))
    made = tool.updated("fi", template)
    assert {message.id: message.string for message in made if message.id} == {
        "Why": "Miksi",
        ("{n} note", "{n} notes"): ("", ""),
    }
    text = tool.po_bytes(made).decode()
    assert text.startswith("# Sanasto: polku\n")
    assert "Gone" not in text
    assert [line.partition(":")[0] for line in tool.problems(made)] == ["empty"]


# -- the words that matter most -------------------------------------------------------------------------------------


def test_finnish_says_provisional_and_confirmed_answers_apart() -> None:
    from models.answers import ANSWERS, IDEA_ANSWERS

    tr = translator("fi")
    for answer in ANSWERS:
        if answer.code != "decide":  # somebody must decide, confirmed or not
            assert tr(answer.label) != tr(answer.provisional), answer.code
    for answer in IDEA_ANSWERS:
        provisional = tr(answer.provisional).lower()
        assert any(word in provisional for word in ("näyttä", "näytä", "emme tiedä", "jonkun on ensin")), answer.code
    assert "näyt" not in " ".join(tr(answer.label).lower() for answer in IDEA_ANSWERS)
