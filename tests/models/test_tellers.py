"""How tellers are called: suggested names that nobody has yet, and a tie to somebody who needs no name."""

import pytest

from models import pseudonyms, queries, told, views
from models.edits.project import AddSegment
from models.edits.tellers import CallTeller, SetTellersGroup, TieTeller
from models.edits.voices import AddNote, AddParticipant, AddStory, ChangeStory, NewNote, NewVoice, WithdrawStory
from models.errors import Refused
from models.project import Project


def story(project: Project, words: str = "We waited.", **values: object) -> str:
    return str(project.perform(AddStory(words, values)).result)


def teller(project: Project, story_id: str) -> tuple[str, str]:
    found = project.ask(views.story, story_id)
    assert found is not None
    people = project.ask(queries.participants)
    return found.teller, people.get(found.participant_id or "", ("", ""))[0]


def test_a_suggested_name_is_used_once(project: Project) -> None:
    first, second = story(project), story(project)
    names = pseudonyms.suggested(project.ask(pseudonyms.names_in_use), "en", first)
    assert len(set(names)) == 3
    assert names == pseudonyms.suggested((), "en", first)
    project.perform(CallTeller(first, names[0]))
    assert teller(project, first) == (names[0], names[0])
    used = project.ask(pseudonyms.names_in_use)
    assert names[0] not in pseudonyms.suggested(used, "en", first, 500)
    with pytest.raises(Refused):
        project.perform(CallTeller(second, names[0].upper()))
    project.undo()
    assert teller(project, first) == ("", "")
    assert project.ask(queries.participants) == {}


@pytest.mark.parametrize("language", ["en", "fi", "sv", "de", "ar"])
def test_names_of_a_language(language: str) -> None:
    words = pseudonyms.words_for(language)
    assert len(words) >= 60
    assert len({word.casefold() for word in words}) == len(words)
    assert pseudonyms.words_for(f"{language}-XX") == words
    assert all(word.isalpha() for word in words)


def test_a_language_without_names_of_its_own_gets_english_ones() -> None:
    assert pseudonyms.words_for("qq") == pseudonyms.words_for("") == pseudonyms.words_for("../en")
    assert pseudonyms.suggested(pseudonyms.words_for("en"), "en", "x") == ()


def test_a_number_that_nobody_has() -> None:
    assert pseudonyms.next_number((), "Person {n}") == "Person 1"
    assert pseudonyms.next_number(("person 1", "Person 3"), "Person {n}") == "Person 2"


def test_a_story_is_tied_to_somebody_who_is_known(project: Project) -> None:
    carers = str(project.perform(AddSegment("Carers")).result)
    known = str(project.perform(AddParticipant("Heron", carers)).result)
    project.perform(AddNote(NewNote((NewVoice("A note", {"participant_id": known}),))))
    first = story(project, segment_id=carers)
    project.perform(TieTeller(first, "heron"))
    assert teller(project, first) == ("heron", "Heron")
    person = project.ask(told.person, known)
    assert person is not None
    assert (person.stories, person.voices, person.segment_id) == (1, 1, carers)
    second = story(project, segment_id=carers)
    project.perform(TieTeller(second, "Number 12"))
    assert teller(project, second) == ("Number 12", "Number 12")
    project.perform(TieTeller(second, ""))
    assert teller(project, second) == ("Number 12", "")
    assert project.ask(told.person, "nobody") is None


def test_the_group_of_a_teller_goes_with_the_story(project: Project) -> None:
    carers, staff = (str(project.perform(AddSegment(name)).result) for name in ("Carers", "Staff"))
    first = story(project)
    project.perform(CallTeller(first, "Heron"))
    (known,) = project.ask(queries.participants)
    project.perform(SetTellersGroup(first, carers))
    project.perform(SetTellersGroup(first, staff))
    person = project.ask(told.person, known)
    assert person is not None
    assert person.segment_id == staff
    second = story(project)
    project.perform(TieTeller(second, "Heron"))
    project.perform(SetTellersGroup(second, carers))
    assert project.ask(told.person, known) == person.__class__(known, person.code, "Heron", staff, 2, 0)


def test_what_else_was_asked_is_blank_once_a_story_is_withdrawn(project: Project) -> None:
    first = story(project)
    project.perform(ChangeStory(first, {"wanted_next": "A call", "works_well": "The nurse", "who_helps": "My son"}))
    assert project.ask(told.told, first) == told.ToldRecord("A call", "The nurse", "My son")
    project.perform(WithdrawStory(first))
    assert project.ask(told.told, first) == told.ToldRecord()
    assert project.ask(told.told, "nobody") == told.ToldRecord()
