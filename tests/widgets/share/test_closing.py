"""What is read out at the close: exact words, no names, nothing that reads as a promise and is none."""

from datetime import date
from pathlib import Path

import pytest

from models import queries
from models.edits.project import SetWayBack
from models.edits.theming import NewTheme
from models.edits.voices import AddStory, ConsentAnswer
from models.edits.weighing import GiveAnswer
from models.project import Project
from resources.texts import translator
from tests.app.support import TODAY, sample_in
from tests.exports.report_cases import (
    CONFIRMED_NAME,
    DAY,
    ENTERED_BY,
    add_note,
    confirm,
    give,
    preset,
    workshop,
)
from widgets.document import Document
from widgets.prepare.opening import Slide
from widgets.share.closing import closing_slides

TR = translator("en")


def slides(project: Project, workshop_id: str | None = None, today: date = TODAY) -> dict[str, Slide]:
    made = closing_slides(Document(project, TR), workshop_id, TR, today)
    return {slide.kind: slide for slide in made}


def spoken(project: Project, workshop_id: str | None = None) -> str:
    made = slides(project, workshop_id).values()
    return "\n".join("\n".join((slide.title, slide.lead, *slide.lines)) for slide in made)


def test_the_sample_is_read_out_in_order(tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path), reading=True) as project:
        made = slides(project)
        answers = project.ask(queries.weighing).answers
        said = spoken(project)
    assert list(made) == ["ask", "heard", "confirmed", "provisional", "next", "way_back"]
    assert made["next"].lines[0] == "Memory team lead answers everything by 3 June 2027."
    assert [one.sentence for one in answers if one.sentence and not one.confirmed and one.sentence in said] == []
    assert any(one.sentence in said for one in answers if one.confirmed and one.sentence)
    assert "This looks possible soon" in said
    assert all(len(slide.lines) <= 6 for slide in made.values())


def test_an_empty_project_has_nothing_to_read_out(project: Project) -> None:
    assert slides(project) == {}
    workshop(project, ask="")
    assert list(slides(project)) == ["next", "way_back"]


def test_a_provisional_answer_has_its_own_phrase(project: Project) -> None:
    held = workshop(project, day=TODAY)
    give(project, add_note(project, "Words", wording="A bench", workshop_id=held), "now", "CANARY")
    assert "CANARY" not in spoken(project)
    assert slides(project)["provisional"].lines == ("A bench\nThis looks possible soon",)
    assert "confirmed" not in slides(project)


def test_the_answer_of_a_theme_is_read_out_once_and_as_the_themes(project: Project) -> None:
    held = workshop(project, day=TODAY)
    notes = tuple(add_note(project, words, workshop_id=held) for words in ("A van", "A lift"))
    theme = str(project.perform(NewTheme("There and back", notes, None, "")).result)
    project.perform(GiveAnswer("try", {"sentence": "CANARY"}, theme_id=theme))
    assert "CANARY" not in spoken(project)
    line = "The theme “There and back”\nThis looks possible with others' help"
    assert slides(project)["provisional"].lines == (line,)
    give(project, notes[0], "now", "mark")
    assert slides(project)["provisional"].lines == ("“A van”\nThis looks possible soon", line)


def test_nobody_is_named(project: Project) -> None:
    held = workshop(project, day=TODAY, pledge_role="Team lead", pledge_day=DAY)
    note = add_note(project, "Words", source="translated", workshop_id=held)
    confirm(project, give(project, note, "now", "mark"), agreed=True)
    yes = (ConsentAnswer("room", "yes", "written"),)
    project.perform(AddStory("STORY CANARY", {"teller": "TELLER", "workshop_id": held}, consents=yes))
    said = spoken(project)
    for name in (CONFIRMED_NAME, ENTERED_BY, "TELLER", "Tuula", "STORY CANARY"):
        assert name not in said
    assert "Translated: Words" in said
    assert "Team lead answers everything by 1 June 2027." in said


@pytest.mark.parametrize(("words_preset", "there"), [("word_for_word", True), ("not_at_all", False)])
def test_words_are_read_out_as_the_workshop_says(project: Project, words_preset: str, there: bool) -> None:
    held = workshop(project, day=TODAY)
    preset(project, held, words_preset)
    note = add_note(project, "CANARY", workshop_id=held)
    give(project, note, "now", "mark")
    assert ("CANARY" in spoken(project)) == there
    assert "This looks possible soon" in spoken(project)


def test_the_present_workshop_is_meant(project: Project) -> None:
    first = workshop(project, ask="First?", day=date(2027, 1, 1))
    workshop(project, ask="Second?", day=TODAY)
    assert slides(project)["ask"].lines == ("Second?",)
    assert slides(project, first)["ask"].lines == ("First?",)


def test_the_way_back_ends(project: Project) -> None:
    workshop(project)
    project.perform(SetWayBack("web", "https://polku.example/{code}", {"closes": DAY}))
    assert slides(project)["way_back"].lines[0] == "Scan the code on your page until 1 June 2027."
    assert "Scan" not in "".join(slides(project, today=date(2027, 6, 2))["way_back"].lines)
