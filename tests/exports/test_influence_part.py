"""The lead's report: every note on one line, fix or fit, and who was not heard, by the rule for small groups."""

import pytest

from exports.document import Bullets, Callout, Document, Heading, Table, plain
from models import queries
from models.answers import phrase
from models.edits.path import AddPath
from models.edits.project import AddSegment, SetAttendance
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import AddNote, NewNote, NewVoice, Place, PlaceNote, WithdrawVoice
from models.edits.weighing import ConfirmAnswer, GiveAnswer, RecordOutcome, SetEstimate
from models.fix_or_fit import ALL_FIT
from models.project import Project
from tests.app.support import blocks_of, document, said
from tests.exports.report_cases import DAY, add_note, add_story, code_of, confirm, give, no, preset, workshop, yes


def lines(project: Project) -> list[str]:
    """The lines of the influence trace."""
    made = document(project, "lead-report")
    at = next(at for at, block in enumerate(made.blocks) if isinstance(block, Heading) and "Influence" in block.text)
    listed = next(block for block in made.blocks[at:] if isinstance(block, Bullets))
    return [plain(item) for item in listed.items]


def section(made: Document, title: str) -> str:
    """What stands below a heading, up to the next one of its level."""
    at = next(at for at, block in enumerate(made.blocks) if isinstance(block, Heading) and block.text == title)
    level = made.blocks[at].level  # pyright: ignore[reportAttributeAccessIssue]
    found: list[str] = []
    for block in made.blocks[at + 1 :]:
        if isinstance(block, Heading) and block.level <= level:
            break
        found.append(said(block))
    return "\n".join(found)


def test_every_note_is_one_line_with_its_five_stops(project: Project) -> None:
    project.perform(AddPath("The path", stages=("One",), lanes=(("people_do", ""),)))
    stage = project.ask(queries.paths)[0].stages[0].id
    note_id = add_note(project, "Just text\nme a time")
    add_note(project, "Unanswered")
    project.perform(PlaceNote(note_id, Place(stage)))
    answer = give(project, note_id, "now", "x")
    confirm(project, answer)
    project.perform(RecordOutcome(answer, "kept", "388 texts", DAY))
    first, second = lines(project)
    assert first == (
        f"{code_of(project, note_id)} “Just text me a time” → step A → no cost, no staff days → "
        "We will do this on 1 March x. → Kept: 388 texts (1 June 2027)"
    )
    assert second.endswith("“Unanswered” → no step → not weighed yet → not answered yet → nothing yet")
    text = section(document(project, "lead-report"), "Influence trace")
    assert "1 of 2 notes can be followed from the words to what was said. 1 to what happened." in text


def test_a_provisional_answer_is_no_promise(project: Project) -> None:
    note_id = add_note(project, "Some words")
    give(project, note_id, "now", "CANARY")
    (line,) = lines(project)
    assert "CANARY" not in line
    assert f"{phrase('now', confirmed=False)} (not confirmed yet)" in line


def test_a_withdrawn_note_is_its_code_and_that(project: Project) -> None:
    note_id = add_note(project, "SECRET", wording="SECRET")
    code = code_of(project, note_id)
    confirm(project, give(project, note_id, "now", "SECRET"))
    project.perform(WithdrawVoice(project.ask(queries.notes)[0].voices[0].id))
    assert lines(project) == [f"{code} withdrawn"]


def test_the_themes_answer_says_so(project: Project) -> None:
    note_id = add_note(project, "Some words")
    theme = str(project.perform(AddTheme("Letters")).result)
    project.perform(PutInTheme(note_id, theme))
    project.perform(SetEstimate({"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY}, theme_id=theme))
    values = {"sentence": "We rewrite them.", "owner": "Lead", "report_back": DAY}
    answer = str(project.perform(GiveAnswer("now", values, theme_id=theme)).result)
    project.perform(ConfirmAnswer(answer, "Head", "signed", "Scribe", on=DAY))
    (line,) = lines(project)
    assert "for the whole theme: no cost, no staff days" in line
    assert "We rewrite them. (for the whole theme “Letters”)" in line


@pytest.mark.parametrize("words_preset", ["word_for_word", "within_theme", "not_at_all"])
def test_words_are_printed_as_their_workshop_says(project: Project, words_preset: str) -> None:
    held = workshop(project)
    preset(project, held, words_preset)
    loose, sorted_in = (add_note(project, f"{mark} CANARY", workshop_id=held) for mark in ("LOOSE", "SORTED"))
    project.perform(PutInTheme(sorted_in, str(project.perform(AddTheme("The theme")).result)))
    first, second = lines(project)
    assert ("LOOSE CANARY" in first) == (words_preset == "word_for_word")
    assert ("SORTED CANARY" in second) == (words_preset != "not_at_all")
    assert ("theme “The theme”" in second) == (words_preset == "within_theme")
    assert ("words kept, not printed" in first) == (words_preset != "word_for_word")
    assert code_of(project, loose) in first


def test_all_fit_is_pointed_out(project: Project) -> None:
    assert "Did the answers change" not in said(document(project, "lead-report"))
    note_id = add_note(project, "Some words")
    answer = give(project, note_id, "decide", "x")
    project.perform(GiveAnswer("decide", {"fix_or_fit": "expectation"}, note_id))
    confirm(project, answer)
    callouts = [said(block) for block in blocks_of(document(project, "lead-report"), Callout)]
    assert any(ALL_FIT in text for text in callouts)


# -- who was not heard ----------------------------------------------------------------------------------------------


class Rooms:
    """A path, and groups of chosen sizes with a note each."""

    def __init__(self, project: Project, **sizes: int | None) -> None:
        self.project = project
        project.perform(AddPath("The path", stages=("One", "Two"), lanes=(("people_do", ""),)))
        self.step = project.ask(queries.paths)[0].stages[0].id
        held = workshop(project)
        self.groups: dict[str, str] = {}
        for name, came in sizes.items():
            made = str(project.perform(AddSegment(name, {}, (), (self.step,))).result)
            project.perform(SetAttendance(held, made, 5, came))
            self.groups[name] = made

    def note(self, group: str) -> None:
        voice = NewVoice("Words", {"segment_id": self.groups[group]})
        self.project.perform(AddNote(NewNote((voice,), {"kind": "idea"}, (Place(self.step),))))

    def tables(self) -> list[list[str]]:
        """The rows of groups and steps, then those of the shares."""
        tables = blocks_of(document(self.project, "lead-report"), Table)
        wanted = [
            one for one in tables if plain(one.head[0]) == "Group" and plain(one.head[1]) in ("A", "People in the room")
        ]
        return [[plain(cell) for cell in row] for table in wanted for row in table.rows]


def test_groups_by_steps_and_shares(project: Project) -> None:
    rooms = Rooms(project, Alphas=8, Betas=5)
    rooms.note("Alphas")
    assert rooms.tables() == [
        ["Alphas", "1", "–"],
        ["Betas", "nobody", "–"],
        ["Alphas", "8 of 13 (62 %)", "1", "0", "0"],
        ["Betas", "5 of 13 (38 %)", "0", "0", "0"],
    ]


def test_small_groups_are_joined_in_both_tables(project: Project) -> None:
    rooms = Rooms(project, Alphas=8, Betas=2, Gammas=4)
    for name in rooms.groups:
        rooms.note(name)
    assert rooms.tables() == [
        ["Alphas", "1", "–"],
        ["Betas and Gammas", "2", "–"],
        ["Alphas", "8 of 14 (57 %)", "1", "0", "0"],
        ["Betas and Gammas", "6 of 14 (43 %)", "2", "0", "0"],
    ]


def test_where_even_together_they_are_few_no_number_is_told(project: Project) -> None:
    rooms = Rooms(project, Betas=2, Gammas=None)
    for name in rooms.groups:
        rooms.note(name)
    assert rooms.tables() == [
        ["Betas and Gammas (fewer than 5 people)", "", ""],
        ["Betas and Gammas", "fewer than 5", "", "", ""],
    ]


def test_a_planned_group_that_nobody_heard_is_named_kindly(project: Project) -> None:
    rooms = Rooms(project, Alphas=8, Betas=0)
    rooms.note("Alphas")
    text = section(document(project, "lead-report"), "Who was not heard")
    assert "nobody of them is heard in this report: Betas." in text
    assert "mean little" in text


def test_a_story_that_may_not_stand_in_the_report_is_not_counted(project: Project) -> None:
    rooms = Rooms(project, Alphas=8)
    values = {"segment_id": rooms.groups["Alphas"]}
    add_story(project, "Not agreed", (no("internal_report"),), **values)
    assert rooms.tables()[0] == ["Alphas", "nobody", "–"]
    add_story(project, "Agreed", (yes("internal_report"),), **values)
    assert "Counted are the stories whose tellers agreed" in said(document(project, "lead-report"))


def test_without_groups_there_is_no_section(project: Project) -> None:
    add_note(project, "Some words")
    assert "Who was not heard" not in said(document(project, "lead-report"))
