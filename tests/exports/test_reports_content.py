"""What the documents hold, and what they say where there is nothing yet."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from exports.catalog import DOCUMENTS, EXPORTS
from exports.document import Bullets, Callout, Document, Figure, Heading, Paragraph, Table, as_runs, plain
from models import queries
from models.edits.path import AddPath, ImportPath, NewCard
from models.edits.project import AddEarlierPromise, AddScopeItem, AddSegment, SetAttendance
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import AddNote, AddVoice, NewNote, NewVoice, Place, WithdrawVoice
from models.project import Project
from tests.app.support import TODAY, blocks_of, document, said, sample_in
from tests.exports.report_cases import add_more, add_note, add_story, confirm, entry, give, preset, workshop, yes

IDS = tuple(export.id for export in EXPORTS)
WITH_NOTES = ("what-we-heard", "participant-summary", "lead-report", "you-said")  # in which every note stands


def headings(made: object, level: int = 1) -> list[str]:
    return [block.text for block in blocks_of(made, Heading) if block.level == level]


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Document:
    with Project.open(sample_in(tmp_path_factory.mktemp("sample")), reading=True) as project:
        return document(project)


@pytest.mark.parametrize(
    "words",
    [
        "What makes a week with memory problems harder than it need be",  # the ask
        "How far our word goes: ",
        "We work on it with you and show where your words went",
        "Memory team lead answers everything by 3 June 2027.",
        "The day centre stays in the Mill Street building. Why: The lease runs on",  # fixed, with reason and date
        "Until 27 June 2028.",
        "A memory nurse at the health centre every week",  # last time, broken
        "The post was cut nine weeks later.",
        "Invited, and nobody came: Families who speak another language at home.",
        "What they would have said is not in this document.",
        "The lowest points",
        "Ring the memory line",
        "“I rang from the car park every morning for a week.",
        "Translated by her daughter, from Hungarian: The new language came last",
        "Noted: Has the spare key",
        "In clearer words: ",
        "What we can say now",
        "Heard, not yet answered",
        "You can answer until 13 July 2027.",
        "No phone? Write the code",
        "Did we get it right?",
    ],
)
def test_the_summary_of_the_sample_holds(summary: Document, words: str) -> None:
    assert words.strip() in " ".join(said(summary).split())


def test_its_sections_stand_in_order(summary: Document) -> None:
    assert headings(summary) == [
        "What we asked",
        "What could change and what could not",
        "Last time we promised",
        "Who was there, and who was not",
        "The path: Getting help with memory problems",
        "Stories",
        "Votes",
        "Photos of the workshop",
        "What we can say now",
        "Heard, not yet answered",
        "Tell us whether we got it right",
    ]


def test_headings_never_skip_a_level(summary: Document) -> None:
    levels = [block.level for block in blocks_of(summary, Heading)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_lowest_points_are_those_of_the_path(summary: Document) -> None:
    blocks = summary.blocks
    start = next(
        i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.text == "The lowest points"
    )
    bullets = blocks[start + 1]
    assert isinstance(bullets, Bullets)
    assert [plain(item).split()[0] for item in bullets.items] == ["A1", "B1", "C1.2", "D1", "E1"]
    (figure,) = blocks_of(summary, Figure)
    assert "At B1, Family carers: very bad." in figure.alt


def test_the_path_stands_as_text_with_every_card(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Project.open(sample_in(tmp_path_factory.mktemp("sample")), reading=True) as project:
        (path,) = project.ask(queries.paths)
        texts = (said(document(project, path="full")), said(document(project, "lead-report")))
    for text in texts:
        assert all(card.code in text and card.words in text for card in path.cards)


@pytest.mark.parametrize("export_id", [one.id for one in DOCUMENTS if one.id != "print-pack"])
def test_an_empty_project_says_so_everywhere(project: Project, export_id: str) -> None:
    made = document(project, export_id)
    text = said(made)
    expected = {
        "participant-summary": (
            "Nothing is written down yet.",
            "No workshop is entered yet, so nobody has been asked anything.",
            "This was not said before people were asked.",
            "Nobody counted the people in the room.",
            "Nobody has agreed yet that their story is printed here.",
            "No answer is confirmed yet.",
            "There is no address to answer to yet, so no codes are printed.",
        ),
        "you-said": (
            "Nothing is written down yet, so nothing is answered.",
            "Nobody counted the people in the room.",
            "There is no address to answer to yet, so no codes are printed.",
        ),
        "you-said-follow-up": (
            "Nothing was promised yet: no yes was confirmed.",
            "There is no address to answer to yet, so no codes are printed.",
        ),
        "what-we-heard": (
            "No workshop is entered yet, so nobody has been asked anything.",
            "Nobody counted the people in the room.",
            "Nothing is written down yet.",
            "Nobody has promised an answer by a date yet.",
            "Did we get it right? Write on this paper",
        ),
        "lead-report": (
            "There are no notes yet.",
            "what we have is not known",
            "Nobody has agreed yet that their story stands in an internal report.",
        ),
        "decision-page": ("Nothing waits for a decision.",),
        "vote-sheet": ("There is no vote yet.",),
        "path-poster": ("There is no path yet. Begin one in Map; its stages are the columns.",),
    }
    assert [words for words in expected[export_id] if words not in text] == []
    assert made.stamp == ""


def test_a_bare_workshop_says_what_was_not_said(project: Project) -> None:
    workshop(project, ask="")
    text = said(document(project))
    assert "The ask was not written down." in text
    assert "How far our word goes has not been said." in text
    assert "Nobody has promised an answer by a date yet." in text


def test_open_shapeable_and_fixed_and_last_time(project: Project) -> None:
    project.perform(AddScopeItem("open", "The letters"))
    project.perform(AddScopeItem("fixed", "The house", "The lease", TODAY + timedelta(days=1)))
    project.perform(AddEarlierPromise("A bench", {"outcome": "broken", "became": "The money was gone"}))
    project.perform(AddEarlierPromise("A leaflet"))
    text = said(document(project))
    for words in (
        "Open: everything about it may change",
        "The letters",
        "The house. Why: The lease. Until 15 May 2027.",
        "Broken",
        "The money was gone",
        "Not known",
    ):
        assert words in text
    assert "Shapeable" not in text


def test_all_workshops_are_named_newest_first(project: Project) -> None:
    workshop(project, ask="First question", day=date(2027, 1, 1), venue="The hall")
    workshop(project, ask="Second question", day=date(2027, 2, 1))
    text = said(document(project))
    assert text.index("Second question") < text.index("First question")
    assert "1 January 2027, The hall" in text


def test_who_was_there_and_steps_that_nobody_spoke_about(project: Project) -> None:
    held = workshop(project)
    for name, planned, attended in (("Carers", 9, 8), ("Drivers", 4, 0), ("Nurses", 6, 6), ("Uncounted", 3, None)):
        group = str(project.perform(AddSegment(name)).result)
        project.perform(SetAttendance(held, group, planned, attended))
    project.perform(AddPath("The path", stages=("Before", "During", "After"), lanes=(("people_do", ""),)))
    (path,) = project.ask(queries.paths)
    project.perform(AddNote(NewNote((NewVoice("Words"),), {}, (Place(path.stages[1].id),))))
    made = document(project)
    (table,) = [table for table in blocks_of(made, Table) if plain(table.head[0]) == "Group"]
    assert [tuple(map(plain, row)) for row in table.rows] == [
        ("Carers", "8"),
        ("Drivers", "nobody came"),
        ("Nurses", "6"),
    ]
    (missing,) = [block for block in blocks_of(made, Callout) if block.title == "Who is missing"]
    assert "Invited, and nobody came: Drivers; Uncounted." in said(missing)
    assert "Nobody spoke about these steps: A Before; C After." in said(missing)
    lead = said(document(project, "lead-report"))
    assert "8 of 9 planned" in lead
    assert "0 of 4 planned" in lead


def test_a_path_without_anything_on_it(project: Project) -> None:
    project.perform(AddPath("The path", stages=("Before",), lanes=(("people_do", ""),)))
    assert "There are no cards on this path yet." in said(document(project, path="full"))
    project.perform(AddPath("Another", stages=("One", "Two"), lanes=(("people_do", ""),), cards=(NewCard(0, 0, "Go"),)))
    assert "No cards here yet." in said(document(project, path="full"))
    assert blocks_of(document(project), Figure) == []


def test_a_long_path_is_drawn_in_rows(project: Project) -> None:
    stages = tuple(f"Stage {number}" for number in range(14))
    cards = tuple(NewCard(number, 0, f"Card {number}", (("", -1),)) for number in range(14))
    project.perform(ImportPath("0" * 64, "x.mmd", "Long", "", stages, (("people_do", ""),), cards))
    figures = blocks_of(document(project), Figure)
    assert len(figures) == 3
    assert all(f"At {letter}1, people: bad." in said(tuple(figures)) for letter in "ABCDEFGHIJKLMN")


def test_the_lead_sees_the_load_and_what_it_takes(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Project.open(sample_in(tmp_path_factory.mktemp("sample")), reading=True) as project:
        made = document(project, "lead-report")
    text = said(made)
    for words in (
        "70 days of 64 days promised.",
        "That is 6 days over.",
        "If what is not confirmed yet is confirmed, 8 days come free.",
        "€11,700 of €18,000 promised.",
        "frees 8 days",
        "The library’s back room on Mondays",
        "Ours to decide, unless it costs money every year",
        "District manager; This year’s budget, line 14",
        "Citizens' offers: The rowing club drives on Thursdays",
    ):
        assert words in text, words
    assert "not known yet" in text
    assert "Citizens' offers: Piano" not in text, "it is not accepted"


# -- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("codes", ["auto", "each"])
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("own_hand", "“Long CANARY words”"),
        ("word_for_word", "“Long CANARY words”"),
        ("noted", "Noted: Long CANARY words"),
        ("translated", "Translated by Tuula: Long CANARY words"),
    ],
)
def test_quotation_marks_only_for_what_was_written_or_said_so(
    project: Project, source: str, expected: str, codes: str
) -> None:
    add_note(project, "Long CANARY words", source=source)
    values = {"words_source": source, "translated_by": "Tuula"}
    add_story(project, "Long CANARY words", (yes("public_report"), yes("internal_report")), **values)
    add_more(project, codes)
    for made in (document(project, codes=codes), document(project, "lead-report")):
        lines = [line for line in said(made).splitlines() if "CANARY" in line]
        assert len(lines) >= 2
        assert {line.strip().split(" → ")[0] for line in lines} == {expected}  # the influence trace goes on


def test_a_story_in_the_documents_language_is_one_piece_of_text(project: Project) -> None:
    """Letter by letter, words break anywhere and letters are not joined."""
    add_story(project, "Long CANARY words", (yes("public_report"),), words_source="own_hand")
    pieces = [run.text for block in blocks_of(document(project), Paragraph) for run in as_runs(block.words)]
    assert "“Long CANARY words”" in pieces


@pytest.mark.parametrize("codes", ["auto", "each"])
@pytest.mark.parametrize("wording", ["", "A short title", "CANARY"])
@pytest.mark.parametrize("words_preset", ["word_for_word", "within_theme", "not_at_all"])
def test_words_are_printed_as_the_workshop_says(project: Project, words_preset: str, wording: str, codes: str) -> None:
    held = workshop(project)
    preset(project, held, words_preset)
    for mark in ("LOOSE", "SORTED"):
        note_id = add_note(project, f"{mark} CANARY", wording=wording and f"{wording} {mark}", workshop_id=held)
        if mark == "SORTED":
            project.perform(PutInTheme(note_id, str(project.perform(AddTheme("The theme")).result)))
    add_note(project, "EXACT title\n\nand body", wording="EXACT title", workshop_id=held)
    add_more(project, codes, workshop_id=held)
    for made in (document(project, codes=codes), document(project, "lead-report")):
        text = said(made)
        if made.title.startswith("What we heard") or not wording:
            assert ("LOOSE CANARY" in text) == (words_preset == "word_for_word")
            assert ("SORTED CANARY" in text) == (words_preset != "not_at_all")
        assert ("EXACT title" in text) == (words_preset == "word_for_word")
        assert all(note.code in text for note in project.ask(queries.notes))
        if wording == "A short title":
            assert "A short title LOOSE" in text


def test_a_title_that_is_the_words_is_not_printed_twice(project: Project) -> None:
    add_note(project, "The same CANARY", wording="The same CANARY")
    add_note(project, "Only words CANARY")
    assert said(document(project)).count("CANARY") == 2


def test_a_long_note_is_there_to_the_last_word(project: Project) -> None:
    words = " ".join(f"word{number}" for number in range(3000))
    add_note(project, words)
    assert f"“{words}”" in said(document(project))


def test_the_words_of_a_withdrawn_note_are_nowhere(project: Project) -> None:
    gone, kept = add_note(project, "GONE CANARY", wording="GONE title"), add_note(project, "KEPT words")
    second = str(project.perform(AddVoice(kept, NewVoice("SECOND CANARY"))).result)
    confirm(project, give(project, gone, "now", "GONE answer"))
    voices = {note.id: note.voices for note in project.ask(queries.notes)}
    project.perform(WithdrawVoice(voices[gone][0].id))
    project.perform(WithdrawVoice(second))
    for export_id in WITH_NOTES:
        text = said(document(project, export_id))
        assert "CANARY" not in text
        assert "GONE" not in text
        assert "KEPT words" in text


def test_entries_are_found_by_the_tests_themselves(project: Project) -> None:
    """If this fails, the tests above look at nothing."""
    first, second = add_note(project, "First CANARY"), add_note(project, "Second words")
    codes = {note.id: note.code for note in project.ask(queries.notes)}
    for export_id in WITH_NOTES:
        made = document(project, export_id)
        assert "First CANARY" in entry(made, codes[first])
        assert "Second" not in entry(made, codes[first])
        assert "Second words" in entry(made, codes[second])
