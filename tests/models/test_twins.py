"""Joining twins loses nothing that anybody said or found out, and undo gives it all back."""

from datetime import date

import pytest

from models import queries
from models.content_hash import content_hash
from models.edits.path import AddPath, NewCard
from models.edits.responding import KeepResponse
from models.edits.sorting import MergeTwins
from models.edits.voices import AddNote, NewNote, NewVoice, Place, PlaceNote
from models.edits.weighing import AddCost, GiveAnswer, NewCost, SetEstimate, SetFinding
from models.errors import Refused
from models.project import Project

FIRST, LAST = date(2026, 3, 1), date(2026, 6, 1)


def note(project: Project, words: str, kind: str = "idea") -> str:
    return str(project.perform(AddNote(NewNote((NewVoice(words),), {"kind": kind}))).result)


def test_everything_that_hangs_on_a_twin_goes_with_it(project: Project) -> None:
    project.perform(AddPath("Way", stages=("A",), lanes=(("people_do", ""),), cards=(NewCard(0, 0, "Ring"),)))
    card = project.ask(queries.paths)[0].cards[0]
    kept, twin = note(project, "A text with the time"), note(project, "Text me a time")
    code = next(one.code for one in project.ask(queries.notes) if one.id == twin)
    for one in (kept, twin):
        project.perform(PlaceNote(one, Place(card.stage_id)))
    project.perform(PlaceNote(twin, Place(card.stage_id, card.id)))
    project.perform(AddCost(NewCost("days", 300), twin))
    project.perform(SetFinding("money", {"value": "within"}, twin))
    project.perform(SetEstimate({"no_cost": True, "starts": FIRST, "ends": LAST}, twin))
    project.perform(KeepResponse(code, "Yes, that is it"))
    before = project.ask(content_hash)
    project.perform(MergeTwins(twin, kept))
    (left,) = project.ask(queries.notes)
    weighing = project.ask(queries.weighing)
    assert [voice.words for voice in left.voices] == ["A text with the time", "Text me a time"]
    assert [place.code for place in left.places] == ["A", "A1"]
    assert [cost.contribution_id for cost in weighing.costs] == [kept]
    assert [finding.contribution_id for finding in weighing.findings] == [kept]
    assert [estimate.contribution_id for estimate in weighing.estimates] == [kept]
    assert [response.contribution_id for response in project.ask(queries.responses)] == [kept]
    assert project.ask(queries.id_of_code, code) == ("contribution", kept)
    project.undo()
    assert project.ask(content_hash) == before


def test_opposite_wishes_and_answered_notes_stay_apart(project: Project) -> None:
    letter, stop = note(project, "A plainer letter"), note(project, "Stop the letter", "stop")
    with pytest.raises(Refused, match="same kind"):
        project.perform(MergeTwins(stop, letter))
    answered = note(project, "A letter in plain words")
    project.perform(GiveAnswer("now", note_id=answered))
    with pytest.raises(Refused, match="answer of its own"):
        project.perform(MergeTwins(answered, letter))
    assert len(project.ask(queries.notes)) == 3
