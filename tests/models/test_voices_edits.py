"""Capture can be corrected: places, tags, words and consents as a whole; costs and answers; drafts outside history."""

from pathlib import Path

import pytest

from models import queries, views
from models.content_hash import content_hash
from models.edits import path, places, voices, weighing
from models.errors import Refused
from models.project import Project
from models.vocabulary import PURPOSES
from tests.conftest import TickingClock
from tests.models.support import TODAY, add_note, column, dump, history_text, result, rows, undoes

GONE = "0" * 32


@pytest.fixture
def steps(project: Project) -> tuple[voices.Place, voices.Place, voices.Place]:
    """Two stages, and a card of the first."""
    cards = (path.NewCard(0, 0, "Card"),)
    project.perform(path.AddPath("Way", stages=("A", "B"), lanes=(("life", ""),), cards=cards))
    whole = project.ask(queries.paths)[0]
    first, second = (stage.id for stage in whole.stages)
    return voices.Place(first), voices.Place(second), voices.Place(first, whole.cards[0].id)


Steps = tuple[voices.Place, voices.Place, voices.Place]


def codes(project: Project, note_id: str) -> list[str]:
    found = project.ask(views.note, note_id)
    assert found is not None
    return [place.code for place in found.places]


def test_places_of_a_note_are_set_as_a_whole_and_only_what_differs_is_written(project: Project, steps: Steps) -> None:
    first, second, card = steps
    note_id = add_note(project, "words")
    undoes(project, places.SetNotePlaces(note_id, (second, card)))
    kept = column(project, "SELECT id FROM contribution_place WHERE stage_id = ?", second.stage_id)
    undoes(project, places.SetNotePlaces(note_id, (first, second, second)))
    assert codes(project, note_id) == ["A", "B"]
    assert column(project, "SELECT id FROM contribution_place WHERE stage_id = ?", second.stage_id) == kept
    assert project.perform(places.SetNotePlaces(note_id, (second, first))).rows == frozenset()
    undoes(project, places.DetachNote(note_id, second))
    with pytest.raises(Refused, match="not attached there"):
        project.perform(places.DetachNote(note_id, second))
    with pytest.raises(Refused, match="not there any more"):
        project.perform(places.SetNotePlaces(note_id, (voices.Place(GONE),)))
    undoes(project, places.SetNotePlaces(note_id, ()))


def test_a_note_is_taken_from_a_card_and_stays_at_its_stage(project: Project, steps: Steps) -> None:
    first, _, card = steps
    note_id = add_note(project, "words")
    project.perform(places.SetNotePlaces(note_id, (first, card)))
    project.perform(places.DetachNote(note_id, card))
    assert codes(project, note_id) == ["A"]


def test_places_and_tags_of_a_story_are_set_as_a_whole(project: Project, steps: Steps) -> None:
    first, second, _ = steps
    story = result(project.perform(voices.AddStory("I waited.", places=(first,), tags=("bus",))))
    undoes(project, places.SetStoryPlaces(story, (second, first)))
    undoes(project, places.DetachStory(story, first))
    undoes(project, places.SetStoryTags(story, ("tram", "bus")))
    with pytest.raises(Refused, match="not attached there"):
        project.perform(places.DetachStory(story, first))
    with pytest.raises(Refused, match="no words"):
        project.perform(places.SetStoryTags(story, ("bus", " ")))
    found = project.ask(queries.stories)[0]
    assert ([place.code for place in found.places], set(found.tags)) == (["B"], {"bus", "tram"})
    undoes(project, places.SetStoryTags(story, ()))
    assert project.ask(queries.search, "tram") == ()


def test_a_voice_is_corrected(project: Project) -> None:
    note_id = add_note(project, "teh bus")
    (voice,) = project.ask(queries.notes)[0].voices
    values = {"words": "the bus", "words_source": "translated", "translated_by": "Aino", "table_name": "3"}
    undoes(project, voices.ChangeVoice(voice.id, values))
    assert project.ask(queries.search, "the") == (("voice", voice.id),)
    with pytest.raises(Refused, match="no words"):
        project.perform(voices.ChangeVoice(voice.id, {"words": " "}))
    with pytest.raises(KeyError):
        project.perform(voices.ChangeVoice(voice.id, {"contribution_id": note_id}))


def test_the_corrected_words_of_a_withdrawn_voice_stay_hidden(project: Project) -> None:
    add_note(project, "zyxsecret")
    (voice,) = project.ask(queries.notes)[0].voices
    project.perform(voices.WithdrawVoice(voice.id))
    project.perform(voices.ChangeVoice(voice.id, {"words": "zyxsecret again"}))
    assert project.ask(queries.search, "zyxsecret") == ()
    assert "zyxsecret" not in repr(project.ask(queries.notes))


def test_consents_are_recorded_together_and_are_no_step_of_undo(project: Project) -> None:
    story = result(project.perform(voices.AddStory("I waited.")))
    answers = tuple(voices.ConsentAnswer(purpose.code, "yes", "written") for purpose in PURPOSES[:3])
    done = project.perform(voices.RecordConsents(story, answers))
    assert isinstance(done.result, tuple)
    assert column(project, "SELECT kind FROM history_step ORDER BY seq DESC LIMIT 1") == ["fixed"]
    assert project.undo_label() == "Add story"
    project.undo()
    project.redo()
    assert {consent.purpose for consent in project.ask(queries.stories)[0].consents} == {
        "room",
        "internal_report",
        "public_report",
    }
    with pytest.raises(Refused, match="not there any more"):
        project.perform(voices.RecordConsents(GONE, answers))


def test_consents_are_recorded_all_or_none(project: Project) -> None:
    story = result(project.perform(voices.AddStory("I waited.")))
    answers = (voices.ConsentAnswer("room", "yes"), voices.ConsentAnswer("advertising", "yes"))
    with pytest.raises(Refused, match="is not one of"):
        project.perform(voices.RecordConsents(story, answers))
    assert project.ask(queries.stories)[0].consents == ()


def test_notes_are_deleted_in_one_step(project: Project) -> None:
    ids = tuple(add_note(project, words) for words in ("one", "two", "three"))
    undoes(project, voices.DeleteNotes((ids[0], ids[2], ids[0])))
    assert [note.id for note in project.ask(queries.notes)] == [ids[1]]
    with pytest.raises(Refused, match="not there any more"):
        project.perform(voices.DeleteNotes((ids[1], ids[0])))
    assert [note.id for note in project.ask(queries.notes)] == [ids[1]]


# -- weighing -----------------------------------------------------------------------------------------------


def test_a_cost_is_changed_by_the_rules_of_adding_one(project: Project) -> None:
    note_id = add_note(project, "idea", kind="idea")
    cost = result(project.perform(weighing.AddCost(weighing.NewCost("money", 500, 200), note_id)))
    undoes(project, weighing.ChangeCost(cost, {"high": 700, "label": "Paint", "starts": TODAY, "ends": TODAY}))
    before = dump(project)
    for values in ({"high": 100}, {"low": 800}, {"low": -1}, {"high": -1}, {"ends": TODAY.replace(year=2025)}):
        with pytest.raises(Refused):
            project.perform(weighing.ChangeCost(cost, values))
        assert dump(project) == before
    with pytest.raises(Refused, match="not there any more"):
        project.perform(weighing.ChangeCost(GONE, {"high": 1}))
    with pytest.raises(KeyError):
        project.perform(weighing.ChangeCost(cost, {"contribution_id": note_id}))


def test_a_confirmed_answer_that_loses_its_cost_by_a_change_becomes_provisional(project: Project) -> None:
    note_id = add_note(project, "idea", kind="idea")
    cost = result(project.perform(weighing.AddCost(weighing.NewCost("money", 500), note_id)))
    project.perform(weighing.SetEstimate({"no_days": True, "starts": TODAY, "ends": TODAY}, note_id))
    values = {"owner": "Lead", "report_back": TODAY}
    answer = result(project.perform(weighing.GiveAnswer("now", values, note_id)))
    project.perform(weighing.ConfirmAnswer(answer, "Head", "signed", "Scribe"))
    project.perform(weighing.ChangeCost(cost, {"high": 600}))
    assert project.ask(queries.weighing).answers[0].confirmed
    undoes(project, weighing.ChangeCost(cost, {"measure": "days"}))
    assert not project.ask(queries.weighing).answers[0].confirmed


def test_an_answer_is_taken_back(project: Project) -> None:
    note_id = add_note(project, "question", kind="question")
    answer = result(project.perform(weighing.GiveAnswer("answered", {"sentence": "At nine."}, note_id)))
    assert project.ask(views.tallies).to_answer == 0
    undoes(project, weighing.DeleteAnswer(answer))
    assert project.ask(views.tallies).to_answer == 1
    with pytest.raises(Refused, match="not there any more"):
        project.perform(weighing.DeleteAnswer(answer))


def test_an_answer_of_which_something_became_is_not_taken_back(project: Project) -> None:
    note_id = add_note(project, "question", kind="question")
    values = {"sentence": "At nine.", "owner": "Lead", "report_back": TODAY}
    answer = result(project.perform(weighing.GiveAnswer("answered", values, note_id)))
    project.perform(weighing.ConfirmAnswer(answer, "Head", "signed", "Scribe"))
    project.perform(weighing.RecordOutcome(answer, "kept", "It opens at nine."))
    with pytest.raises(Refused, match="on record"):
        project.perform(weighing.DeleteAnswer(answer))


# -- drafts -------------------------------------------------------------------------------------------------


def test_a_draft_survives_reopening_and_is_in_no_history(project: Project, tmp_path: Path) -> None:
    add_note(project, "something to undo")
    before, history, digest = dump(project), history_text(project), project.ask(content_hash)
    assert project.draft("capture") == ""
    project.keep_draft("capture", "half a zyx")
    project.keep_draft("capture", "half a zyxwords\nשלום 🙂")
    project.keep_draft("story", "other")
    assert (dump(project), history_text(project), project.ask(content_hash)) == (before, history, digest)
    assert project.ask(queries.search, "zyxwords") == ()
    project.undo()
    project.redo()
    project.close()
    with Project.open(tmp_path / "project.polku", clock=TickingClock()) as again:
        assert again.draft("capture") == "half a zyxwords\nשלום 🙂"
        again.keep_draft("capture", "")
        assert (again.draft("capture"), again.draft("story")) == ("", "other")
        again.keep_draft("nowhere", "")
        assert rows(again, "SELECT place FROM draft") == [("story",)]


def test_a_draft_of_what_no_file_can_hold_is_kept_without_it(project: Project) -> None:
    project.keep_draft("capture", "a\0b\ud800c")
    assert project.draft("capture") == "abc"


def test_a_draft_of_a_project_that_can_only_be_read_is_quietly_not_kept(project: Project, tmp_path: Path) -> None:
    project.keep_draft("capture", "kept")
    project.close()
    where = tmp_path / "project.polku"
    content = where.read_bytes()
    with Project.open(where, reading=True) as reading:
        reading.keep_draft("capture", "more")
        reading.keep_draft("other", "more")
        assert (reading.draft("capture"), reading.draft("other")) == ("kept", "")
    assert where.read_bytes() == content


def test_an_unchanged_draft_writes_nothing(project: Project) -> None:
    project.keep_draft("capture", "words")
    written = column(project, "SELECT written_at FROM draft")
    project.keep_draft("capture", "words")
    assert column(project, "SELECT written_at FROM draft") == written


def test_erasing_ends_all_drafts_because_one_may_hold_the_words(project: Project) -> None:
    story = result(project.perform(voices.AddStory("zyxsecret")))
    project.keep_draft("capture", "zyxsecret half typed again")
    project.erase(story)
    assert project.draft("capture") == ""
