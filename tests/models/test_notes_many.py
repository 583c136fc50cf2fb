"""One edit on several notes and stories, corrections, and what waits for the break."""

from pathlib import Path

import pytest

from models import queries, views
from models.edits.notes_many import ChangeMany, CorrectNote, CorrectStory
from models.edits.path import AddPath, AddStage
from models.edits.project import AddSegment, AddWorkshop
from models.edits.voices import (
    AddNote,
    AddNotes,
    AddStory,
    AddVoice,
    ChangeStory,
    ConsentAnswer,
    NewNote,
    NewVoice,
    Place,
    RecordConsent,
    WithdrawStory,
    WithdrawVoice,
)
from models.errors import Refused
from models.project import Project
from models.records import NoteRecord
from models.to_complete import ToComplete, tables_at, to_complete
from tests.timing import quickest


def made(project: Project, words: str, **voice: object) -> str:
    return str(project.perform(AddNote(NewNote((NewVoice(words, voice),)))).result)


def stages(project: Project, count: int = 2) -> list[str]:
    path = str(project.perform(AddPath("Help at home")).result)
    return [str(project.perform(AddStage(path, f"Stage {n}")).result) for n in range(count)]


def note_of(project: Project, note_id: str) -> NoteRecord:
    found = project.ask(views.note, note_id)
    assert found is not None
    return found


def test_what_is_marked_changes_in_one_step_and_comes_back_in_one(project: Project) -> None:
    group = str(project.perform(AddSegment("Carers")).result)
    stage, _ = stages(project)
    notes = tuple(made(project, words) for words in ("one", "two", "three"))
    story = str(project.perform(AddStory("A story")).result)
    values = {"kind": "stop", "segment_id": group, "table_name": "Table 2"}
    project.perform(ChangeMany(notes[:2], (story,), values, Place(stage)))
    for note_id in notes[:2]:
        note = note_of(project, note_id)
        assert (note.kind, note.voices[0].segment_id, note.voices[0].table_name) == ("stop", group, "Table 2")
        assert [place.stage_id for place in note.places] == [stage]
    assert note_of(project, notes[2]).kind == "unsorted"
    (told,) = project.ask(queries.stories)
    assert (told.segment_id, told.table_name, [place.stage_id for place in told.places]) == (group, "Table 2", [stage])
    project.undo()
    assert {note.kind for note in project.ask(queries.notes)} == {"unsorted"}
    assert project.ask(queries.stories)[0].segment_id is None


def test_a_gone_note_refuses_all(project: Project) -> None:
    one = made(project, "one")
    with pytest.raises(Refused):
        project.perform(ChangeMany((one, "gone"), values={"kind": "stop"}))
    assert note_of(project, one).kind == "unsorted"


def test_other_peoples_groups_are_left_alone(project: Project) -> None:
    first, second, third = (str(project.perform(AddSegment(name)).result) for name in "abc")
    both = made(project, "one", segment_id=first)
    project.perform(AddVoice(both, NewVoice("me too", {"segment_id": second})))
    project.perform(ChangeMany((both,), values={"segment_id": third}))
    assert [voice.segment_id for voice in note_of(project, both).voices] == [third, second]
    half = made(project, "two", segment_id=first)
    project.perform(AddVoice(half, NewVoice("me too")))
    project.perform(ChangeMany((half,), values={"segment_id": third}))
    assert [voice.segment_id for voice in note_of(project, half).voices] == [first, third]


def test_one_step_is_replaced_and_of_several_none_is_lost(project: Project) -> None:
    one, two, three = stages(project, 3)
    note = made(project, "one")
    for wanted, found in ((one, {one}), (two, {two})):
        project.perform(ChangeMany((note,), place=Place(wanted)))
        assert {place.stage_id for place in note_of(project, note).places} == found
    several = str(project.perform(AddNote(NewNote((NewVoice("x"),), {}, (Place(one), Place(two))))).result)
    project.perform(ChangeMany((several,), place=Place(three)))
    assert {place.stage_id for place in note_of(project, several).places} == {one, two, three}
    project.perform(ChangeMany((several, note), no_place=True))
    assert note_of(project, several).places == note_of(project, note).places == ()


def test_a_correction_is_one_step(project: Project) -> None:
    stage, _ = stages(project)
    note = note_of(project, made(project, "Stop teh letter"))
    values = {"words": "Stop the letter", "table_name": "Table 1"}
    project.perform(CorrectNote(note.id, note.voices[0].id, "stop", values, (Place(stage),)))
    now = note_of(project, note.id)
    assert (now.kind, now.voices[0].words, now.voices[0].table_name) == ("stop", "Stop the letter", "Table 1")
    assert [place.stage_id for place in now.places] == [stage]
    with pytest.raises(Refused):
        project.perform(CorrectNote(note.id, note.voices[0].id, "stop", {"words": " "}))
    project.undo()
    assert note_of(project, note.id) == note
    story = str(project.perform(AddStory("Onec")).result)
    project.perform(CorrectStory(story, {"words": "Once"}, (Place(stage),)))
    assert project.ask(queries.stories)[0].words == "Once"


def test_what_waits_for_the_break(project: Project) -> None:
    bare = made(project, "bare")
    assert project.ask(to_complete, None, ()).rows == (ToComplete("contribution", bare, ("kind",)),)
    group = str(project.perform(AddSegment("Carers")).result)
    stage, _ = stages(project)
    workshop = str(project.perform(AddWorkshop("First")).result)
    values = {"workshop_id": workshop, "kind": "idea"}
    whole = NewNote((NewVoice("whole", {"segment_id": group}),), values, (Place(stage),))
    project.perform(AddNote(whole))
    assert project.ask(to_complete, workshop, ()).total == 0
    here = {"workshop_id": workshop, "words_source": "translated"}
    story = str(project.perform(AddStory("A story", here)).result)
    waiting = project.ask(to_complete, workshop, ("room", "training"))
    assert waiting.rows == (ToComplete("story", story, ("consent", "read_back", "group", "step", "translator")),)
    project.perform(RecordConsent(story, ConsentAnswer("room", "yes")))
    project.perform(RecordConsent(story, ConsentAnswer("training", "no")))
    done = {"read_back": "agreed", "segment_id": group, "translated_by": "Amina"}
    project.perform(ChangeStory(story, done))
    assert project.ask(to_complete, workshop, ("room", "training")).rows == (ToComplete("story", story, ("step",)),)
    everything = project.ask(lambda reader: to_complete(reader, None, (), everywhere=True))
    assert (everything.total, [one.id for one in everything.rows]) == (2, [story, bare])
    project.perform(WithdrawStory(story))
    assert project.ask(to_complete, workshop, ("room",)).total == 0
    project.perform(WithdrawVoice(note_of(project, bare).voices[0].id))
    assert project.ask(to_complete, None, ()).total == 0


def test_tables_are_known_by_what_was_typed(project: Project) -> None:
    workshop = str(project.perform(AddWorkshop("First")).result)
    for name in ("Table 10", "Table 2", "Window", ""):
        note = NewNote((NewVoice("x", {"table_name": name}),), {"workshop_id": workshop})
        project.perform(AddNote(note))
    project.perform(AddStory("y", {"workshop_id": workshop, "table_name": "Table 1"}))
    made(project, "elsewhere", table_name="Table 7")
    assert project.ask(tables_at, workshop) == ("Table 1", "Table 2", "Table 10", "Window")


def test_ten_thousand_notes_are_counted_quickly(project: Project, tmp_path: Path) -> None:
    project.perform(AddSegment("Carers"))
    stages(project)
    project.perform(AddNotes(tuple(NewNote((NewVoice(f"Note {n}"),)) for n in range(10_000))))

    def count() -> None:
        found = project.ask(to_complete, None, ())
        assert (found.total, len(found.rows)) == (10_000, 200)

    assert quickest(count) < 0.25
