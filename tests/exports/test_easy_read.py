"""Easy read: only what somebody wrote for it, the phrases of answers by their rule, and the rest listed as missing."""

import pytest

from exports import document as d
from exports.catalog import compose, export_of
from exports.document import Document, walk
from exports.reports.easy_read import sentences
from exports.reports.participant_summary import SummaryOptions
from exports.words import plain
from models.edits.project import AddWorkshop
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.versions import WriteVersion
from models.edits.voices import AddStory, ConsentAnswer
from models.project import Project
from tests.exports import report_cases as cases


def made(project: Project, language: str = "en") -> Document:
    with project.snapshot("public_report", cases.DAY) as copy:
        return compose(export_of("participant-summary"), copy, SummaryOptions(easy_read=True), language)


def easy(project: Project, table: str, row_id: str, field: str, words: str, language: str = "en") -> None:
    project.perform(WriteVersion(table, row_id, field, language, words, "Easy read group", easy_read=True))


def said(document: Document) -> list[str]:
    return [plain(block.words) for block in walk(document.blocks) if isinstance(block, d.Paragraph)]


def lines(document: Document) -> list[str]:
    return [plain(b.words) for b in walk(document.blocks) if isinstance(b, d.Paragraph) and b.style == "easy"]


def lacking(document: Document) -> list[str]:
    return [plain(item) for block in walk(document.blocks) if isinstance(block, d.Bullets) for item in block.items]


def chips(document: Document) -> list[tuple[str, bool]]:
    return [(b.text, b.provisional) for b in walk(document.blocks) if isinstance(b, d.Chip)]


@pytest.fixture
def workshop(project: Project) -> str:
    return str(project.perform(AddWorkshop("Workshop 1", {"ask": "What would help?"})).result)


def test_nothing_is_printed_that_nobody_wrote(project: Project, workshop: str) -> None:
    note = cases.add_note(project, "A bell at the door please", wording="A bell", workshop_id=workshop)
    cases.confirm(project, cases.give(project, note, "no", "MARK"))
    document = made(project)
    assert said(document) == ["Nothing is written in easy read yet."]
    assert chips(document) == []
    code = cases.code_of(project, note)
    assert [one for one in lacking(document) if code in one] == [f"{code} · Note · A bell", f"{code} · Answer · A bell"]
    assert any("The ask" in one and "What would help?" in one for one in lacking(document))


def test_written_sentences_stand_each_on_a_line_and_are_missing_no_more(project: Project, workshop: str) -> None:
    note = cases.add_note(project, "A bell at the door please", wording="A bell", workshop_id=workshop)
    answer = cases.give(project, note, "no", "MARK")
    cases.confirm(project, answer)
    easy(project, "workshop", workshop, "ask", "We asked you: What helps? Tell us.")
    easy(project, "contribution", note, "wording", "There is no bell.\nYou want a bell.")
    easy(project, "answer", answer, "sentence", "We can not do it.")
    document = made(project)
    assert lines(document) == [
        "We asked you: What helps?",
        "Tell us.",
        "There is no bell.",
        "You want a bell.",
        "We can not do it.",
    ]
    assert lacking(document) == []
    assert [provisional for _, provisional in chips(document)] == [False]
    assert "MARK" not in " ".join(said(document))


def test_a_provisional_answer_is_its_phrase_and_no_sentence(project: Project, workshop: str) -> None:
    note = cases.add_note(project, "A bell", wording="A bell", workshop_id=workshop)
    answer = cases.give(project, note, "now", "MARK")
    easy(project, "contribution", note, "wording", "You want a bell.")
    easy(project, "answer", answer, "sentence", "You get a bell.")
    document = made(project)
    assert lines(document) == ["You want a bell."]
    assert chips(document) == [("This looks possible soon", True)]
    assert "Not all confirmed" in document.stamp
    assert not any("Answer" in one for one in lacking(document))  # nobody says it yet in any words


def test_easy_read_is_written_for_each_language(project: Project, workshop: str) -> None:
    easy(project, "workshop", workshop, "ask", "What helps?")
    easy(project, "workshop", workshop, "ask", "Mikä auttaa?", "fi")
    assert lines(made(project)) == ["What helps?"]
    assert lines(made(project, "fi")) == ["Mikä auttaa?"]


def test_themes_and_stories_are_said_in_easy_read_too(project: Project) -> None:
    theme = str(project.perform(AddTheme("Getting through")).result)
    note = cases.add_note(project, "A bell", wording="A bell")
    project.perform(PutInTheme(note, theme))
    yes = (ConsentAnswer("public_report", "yes"),)
    values = {"clearer": "I waited for a week", "clearer_agreed": True}
    story = str(project.perform(AddStory("A week I sat there", values, consents=yes)).result)
    easy(project, "theme", theme, "title", "Calling us.")
    easy(project, "contribution", note, "wording", "You want a bell.")
    easy(project, "story", story, "clearer", "I waited for one week.")
    document = made(project)
    headings = [block.text for block in walk(document.blocks) if isinstance(block, d.Heading)]
    assert headings == ["Calling us.", "Stories"]
    assert lines(document) == ["You want a bell.", "I waited for one week."]
    assert "A week I sat there" not in " ".join(said(document))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ("One.", "Two!", "Three?")),
        ("On 3. toukokuuta klo 10.30 tavataan. Tule mukaan.", ("On 3. toukokuuta klo 10.30 tavataan.", "Tule mukaan.")),
        ("A line\n\nanother", ("A line", "another")),
        ("  ", ()),
    ],
)
def test_one_sentence_a_line(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected
