"""The parts of the lead's report around its tables: two minutes, contents, charts, themes, method, limits, annexes."""

from itertools import pairwise

import pytest

from exports.document import Bullets, Contents, Document, Figure, Heading, Line, PageBreak, Rect, plain
from models.edits.path import AddPath, NewCard
from models.edits.project import AddEnvelopeLine, AddSegment, SetAttendance
from models.edits.theming import NewTheme
from models.edits.voices import AddVoice, NewVoice, Place, WithdrawVoice
from models.edits.weighing import AddCost, ConfirmAnswer, GiveAnswer, NewCost, SetEstimate, SetFinding
from models.project import Project
from tests.app.support import blocks_of, document, said
from tests.exports.report_cases import DAY, add_note, add_story, code_of, no, preset, workshop, yes
from tests.exports.test_lead_report import part, table_in
from tests.models.support import column, result


def report(project: Project, **choices: bool) -> Document:
    return document(project, "lead-report", **choices)  # type: ignore[arg-type]


def bullets(made: Document, title: str) -> list[str]:
    return [plain(item) for block in part(made, title) if isinstance(block, Bullets) for item in block.items]


def drawn(made: Document, title: str) -> list[Figure]:
    return [block for block in part(made, title) if isinstance(block, Figure)]


def numbers(figure: Figure) -> list[str]:
    """The numbers that stand beside the bars."""
    texts = [getattr(shape, "text", "") for shape in figure.picture.shapes]
    return [text for text in texts if text.isdecimal()]


def test_the_first_page_says_everything_in_short_and_contents_follow(project: Project) -> None:
    held = workshop(project, day=DAY)
    group = str(project.perform(AddSegment("Carers")).result)
    absent = str(project.perform(AddSegment("Youth")).result)
    project.perform(SetAttendance(held, group, 9, 7))
    project.perform(SetAttendance(held, absent, 4, 0))
    add_note(project, "open late", workshop_id=held)
    project.perform(AddEnvelopeLine("staff_days", "Team", 10_00))
    made = report(project)
    assert [type(block) for block in made.blocks if isinstance(block, PageBreak | Contents)] == [
        PageBreak, Contents, PageBreak,
    ]  # fmt: skip
    told = bullets(made, "In two minutes")
    assert "Who was there: 7 of 13 planned places were taken at 1 workshop." in told
    assert "What was heard: 0 stories, 1 note with 1 voice, in 0 themes." in told
    assert "Staff days: 0 days of 10 days promised." in told
    assert "Who was not heard: Invited, and nobody came: Youth." in told


def test_headings_never_skip_a_level(project: Project) -> None:
    for made in (report(project), report(project, annexes=False)):
        levels = [one.level for one in blocks_of(made, Heading)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_chart_has_words_and_its_numbers_stand_in_a_table(project: Project) -> None:
    held = workshop(project)
    group = str(project.perform(AddSegment("Carers")).result)
    project.perform(SetAttendance(held, group, 9, 7))
    cards = (NewCard(0, 0, "Ring the line"),)
    project.perform(AddPath("The path", stages=("One", "Two"), lanes=(("people_do", ""),), cards=cards))
    [stage, *_] = column(project, 'SELECT id FROM stage ORDER BY "order"')
    add_note(project, "open late", workshop_id=held)
    note = add_note(project, "open early", workshop_id=held)
    project.perform(GiveAnswer("now", {"owner": "Lead"}, note))
    add_story(project, "It rained", (yes("internal_report"),), workshop_id=held)
    from models.edits.voices import PlaceNote

    project.perform(PlaceNote(note, Place(stage)))
    made = report(project)
    figures = blocks_of(made, Figure)
    assert all(len(figure.alt) > 40 for figure in figures)
    [came] = drawn(made, "Who was there, and who was not")
    assert numbers(came) == ["9", "7"]
    assert "Together 7 came and 9 were planned." in came.alt
    [steps] = drawn(made, "What was heard where")
    assert numbers(steps) == ["0", "1", "0", "0"]
    assert "None belong to: B Two." in steps.alt
    assert table_in(made, "What was heard where").rows == (("A One", "0", "1"), ("B Two", "0", "0"))
    [answers] = drawn(made, "Notes and answers")
    assert numbers(answers) == ["1", "1"]
    assert table_in(made, "How many got which answer").rows == (
        ("This looks possible soon (not confirmed yet)", "1"),
        ("Not answered yet", "1"),
    )


def test_a_load_past_what_we_have_is_drawn_past_its_line(project: Project) -> None:
    project.perform(AddEnvelopeLine("money", "Budget", 100_00))
    note = add_note(project, "open late")
    project.perform(AddCost(NewCost("money", 150_00), note))
    project.perform(GiveAnswer("now", {"owner": "Lead"}, note))
    made = report(project)
    [figure] = drawn(made, "Promised so far, against what we have")
    ends = [shape.x + shape.width for shape in figure.picture.shapes if isinstance(shape, Rect) and shape.hatched]
    [line] = [shape.x1 for shape in figure.picture.shapes if isinstance(shape, Line)]
    assert max(ends) > line
    assert "Past what we have: €50" in said(figure)
    assert "That is €50 over." in figure.alt
    rows = {row[0]: row[2] for row in table_in(made, "Promised so far, against what we have").rows}
    assert (rows["Not confirmed yet"], rows["What we have"], rows["Past what we have"]) == ("€150", "€100", "€50")


def test_a_theme_with_its_numbers_its_words_and_its_answer(project: Project) -> None:
    notes = (add_note(project, "open late"), add_note(project, "open early"))
    project.perform(AddVoice(notes[0], NewVoice("later, please", {"words_source": "noted"})))
    theme = result(project.perform(NewTheme("Longer hours", notes)))
    add_note(project, "in no theme")
    made = report(project)
    assert "1 note stands in no theme." in said(tuple(part(made, "Themes")))
    assert "2 notes · 3 voices" in said(tuple(part(made, "Longer hours")))
    assert set(bullets(made, "Longer hours")) == {
        f"{code_of(project, notes[0])} “open late”",
        f"{code_of(project, notes[0])} Noted: later, please",
        f"{code_of(project, notes[1])} “open early”",
    }
    assert "The theme has no answer of its own. 2 notes are not answered yet." in said(
        tuple(part(made, "Longer hours"))
    )
    project.perform(GiveAnswer("now", {"owner": "Lead"}, theme_id=theme))
    assert "This looks possible soon" in said(tuple(part(report(project), "Longer hours")))


def test_the_method_is_what_the_file_holds(project: Project) -> None:
    held = workshop(project, day=DAY, venue="The hall")
    add_note(project, "open late", workshop_id=held)
    note = add_note(project, "told by phone", source="noted")
    project.perform(SetFinding("money", {"value": "within", "confidence": "guess", "looked_by": "Nurse"}, note))
    made = report(project)
    assert table_in(made, "When people came together").rows == (
        ("Workshop 1", "1 June 2027, The hall", "not counted", "1", "0"),
        ("Between workshops", "", "", "1", "0"),
    )
    assert table_in(made, "How the words were taken down").rows == (
        ("Own hand", "0", "1"),
        ("Noted in short", "0", "1"),
    )
    told = "\n".join(bullets(made, "How it was weighed, voted on and answered"))
    assert "1 note or theme was looked at. Who looked, and how many findings: Nurse (1)." in told
    assert "guess: 1; checked: 0; confirmed: 0" in told
    assert "Answering: nothing is answered yet." in told


def test_the_limitations_are_counted(project: Project) -> None:
    held = workshop(project)
    add_story(project, "CANARY", (no("internal_report"),), workshop_id=held)
    note = add_note(project, "open late", workshop_id=held)
    project.perform(AddCost(NewCost("money", 5_00), note))
    project.perform(GiveAnswer("now", {"owner": "Lead"}, note))
    gone = add_note(project, "CANARY note", workshop_id=held)
    for voice in column(project, "SELECT id FROM voice WHERE contribution_id = ?", gone):
        project.perform(WithdrawVoice(voice))
    told = bullets(report(project), "Limitations")
    assert "1 story is not printed and not counted: its teller has not agreed to an internal report." in told
    assert "1 note was withdrawn." in told
    assert "1 answer is not confirmed yet." in told
    assert "1 of 1 amounts of money or staff days are guesses: nobody has written down that they were checked." in told
    assert any(line.startswith("The project does not hold: ") and "a path" in line for line in told)
    project.perform(SetFinding("money", {"value": "within", "confidence": "checked"}, note))
    assert not any("guesses" in line for line in bullets(report(project), "Limitations"))


def test_changes_of_a_confirmed_answer_are_in_the_annex(project: Project) -> None:
    note = add_note(project, "open late")
    project.perform(SetEstimate({"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY}, note))
    given = {"owner": "Lead", "report_back": DAY, "sentence": "We open at ten."}
    answer = result(project.perform(GiveAnswer("now", given, note)))
    project.perform(ConfirmAnswer(answer, "Head", "signed", "Scribe"))
    assert "Changes of confirmed answers" not in said(report(project))
    project.perform(GiveAnswer("now", {**given, "sentence": "We open at CANARY."}, note, why="The caretaker asked"))
    text = said(tuple(part(report(project), "Changes of confirmed answers")))
    assert "CANARY" not in text
    assert "changed; the answer is not confirmed now" in text
    project.perform(ConfirmAnswer(answer, "Head", "signed", "Scribe"))
    text = said(tuple(part(report(project), "Changes of confirmed answers")))
    assert "We open at ten. → We open at CANARY." in text
    assert "Why: The caretaker asked" in text


def test_what_can_be_left_out(project: Project) -> None:
    held = workshop(project)
    note = add_note(project, "CANARY words", workshop_id=held)
    project.perform(NewTheme("Evenings", (note,)))
    whole = said(report(project))
    assert "Annexes" in whole
    assert "Each line: " in whole
    assert "CANARY words" in whole
    assert "Annexes" not in said(report(project, annexes=False))
    assert "Each line: " not in said(report(project, traces=False))
    assert "CANARY" not in said(report(project, words=False))


@pytest.mark.parametrize("words_preset", ["not_at_all", "within_theme"])
def test_words_follow_their_workshop_in_themes_and_annexes(project: Project, words_preset: str) -> None:
    held = workshop(project)
    preset(project, held, words_preset)
    loose, placed = add_note(project, "LOOSECANARY", workshop_id=held), add_note(project, "CANARY2", workshop_id=held)
    project.perform(NewTheme("Evenings", (placed,)))
    made = report(project)
    rows = {row[0]: row[2] for row in table_in(made, "All notes").rows}
    assert rows[code_of(project, loose)] == "words kept, not printed"
    printed = words_preset == "within_theme"
    assert (plain(rows[code_of(project, placed)]) == "“CANARY2”") == printed
    assert ("CANARY2" in said(tuple(part(made, "Evenings")))) == printed
    assert "LOOSECANARY" not in said(made)
