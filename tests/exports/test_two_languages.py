"""What a document says in another language than the project's: versions where they were written, else the text itself
with its language; and which of it is nowhere printed."""

from collections.abc import Callable

import pytest

from exports.reports.content import Content, title_language, title_of
from models.edits.project import AddWorkshop, ChangeWorkshop
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.versions import WriteVersion
from models.edits.voices import AddStory, ConsentAnswer
from models.edits.weighing import GiveAnswer
from models.project import Project
from resources.texts import translator
from tests.exports import report_cases as cases

Read = Callable[[str], Content]


def write(project: Project, table: str, row_id: str, field: str, words: str, *, easy: bool = False) -> None:
    project.perform(WriteVersion(table, row_id, field, "fi", words, "Kääntäjä", easy))


def read(project: Project, language: str) -> Content:
    with project.snapshot("public_report", cases.DAY) as copy:
        return Content.read(copy, translator(language))


@pytest.fixture
def workshop(project: Project) -> str:
    return str(project.perform(AddWorkshop("Workshop 1", {"ask": "What would help?"})).result)


def test_a_version_stands_in_the_field_and_what_has_none_says_its_language(project: Project, workshop: str) -> None:
    bell = cases.add_note(project, "A bell at the door", wording="A bell", workshop_id=workshop)
    lamp = cases.add_note(project, "A lamp at the door", wording="A lamp", workshop_id=workshop)
    theme = str(project.perform(AddTheme("Doors")).result)
    project.perform(PutInTheme(bell, theme))
    write(project, "workshop", workshop, "ask", "Mikä auttaisi?")
    write(project, "theme", theme, "title", "Ovet")
    write(project, "contribution", bell, "wording", "Ovikello")
    english, finnish = read(project, "en"), read(project, "fi")
    assert english.workshops[0].ask == "What would help?"
    assert english.own_language == "" and finnish.own_language == "en"
    assert finnish.workshops[0].ask == "Mikä auttaisi?"
    assert finnish.theme_titles[theme] == "Ovet"
    titles = {note.id: (title_of(note, finnish), title_language(note, finnish)) for note in finnish.notes}
    assert titles == {bell: ("Ovikello", ""), lamp: ("A lamp", "en")}
    assert finnish.language_of("workshop", workshop, "ask") == ""
    assert finnish.language_of("workshop", workshop, "title") == "en"
    assert english.language_of("workshop", workshop, "title") == ""
    assert finnish.subjects[theme][1] == "Ovet"
    assert [note.voices[0].words for note in finnish.notes] == ["A bell at the door", "A lamp at the door"]


def test_a_version_of_words_that_changed_is_not_printed(project: Project, workshop: str) -> None:
    write(project, "workshop", workshop, "ask", "Mikä auttaisi?")
    project.perform(ChangeWorkshop(workshop, {"ask": "What helps?"}))
    found = read(project, "fi")
    assert found.workshops[0].ask == "What helps?"
    assert found.language_of("workshop", workshop, "ask") == "en"


def test_a_sentence_has_a_version_only_once_its_answer_is_confirmed(project: Project, workshop: str) -> None:
    note = cases.add_note(project, "A bell", workshop_id=workshop)
    answer = cases.give(project, note, "no", "x")
    write(project, "answer", answer, "sentence", "Ei nyt.")
    write(project, "answer", answer, "sentence", "Ei. Tämä ei onnistu.", easy=True)
    before = read(project, "fi")
    assert before.answers[note].sentence != "Ei nyt."
    assert before.easy("answer", answer, "sentence") == ""
    cases.confirm(project, answer)
    after = read(project, "fi")
    assert after.answers[note].sentence == "Ei nyt."
    assert after.easy("answer", answer, "sentence") == "Ei. Tämä ei onnistu."
    assert read(project, "en").easy("answer", answer, "sentence") == ""
    project.perform(GiveAnswer("no", {"sentence": "Not at all."}, note))
    assert read(project, "fi").answers[note].sentence == "Not at all."


def test_words_that_may_not_be_printed_are_not_printed_in_another_language_either(
    project: Project, workshop: str
) -> None:
    cases.preset(project, workshop, "not_at_all")
    secret = cases.add_note(project, "My mother was left alone", wording="My mother was left", workshop_id=workshop)
    write(project, "contribution", secret, "wording", "Äitini jätettiin")
    write(project, "contribution", secret, "wording", "Äiti oli yksin.", easy=True)
    found = read(project, "fi")
    assert "Äiti" not in title_of(found.notes[0], found)
    assert found.easy("contribution", secret, "wording") == ""


def test_exact_words_keep_the_language_they_were_said_in(project: Project) -> None:
    yes = (ConsentAnswer("public_report", "yes"),)
    story = str(project.perform(AddStory("انتظرت", {"language": "ar", "clearer": "I waited"}, consents=yes)).result)
    write(project, "story", story, "clearer", "Odotin")
    found = read(project, "fi")
    assert (found.stories[0].words, found.stories[0].clearer) == ("انتظرت", "Odotin")
    assert found.language_of("story", story, "words") == "ar"
    assert found.language_of("story", story, "clearer") == ""
