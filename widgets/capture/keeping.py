"""From what stands in the bar to edits: one note, lines as notes of their own, a story, a correction."""

from collections.abc import Iterable

from models.edits.base import Edit
from models.edits.notes_many import CorrectNote, CorrectStory
from models.edits.tellers import AddToldStory
from models.edits.voices import AddNote, AddNotes, AddStory, NewNote, NewVoice, Place
from models.note_marks import split_mark
from models.records import StoryRecord
from widgets.capture.state import CaptureState
from widgets.session import Step


def lines_of(words: str) -> tuple[str, ...]:
    """Return the lines that say something."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def places_of(step: Step | None) -> tuple[Place, ...]:
    """Return the marked step as a place."""
    return (Place(step.stage_id, step.touchpoint_id),) if step else ()


def edit_of_notes(state: CaptureState, texts: Iterable[str], workshop_id: str | None) -> AddNotes:
    """Return the one edit that keeps texts as notes of their own, each with the kind its mark says."""
    return AddNotes(tuple(_note(state, words, workshop_id) for words in texts))


def edit_of_note(state: CaptureState, words: str, workshop_id: str | None) -> AddNote:
    """Return the edit that keeps words as one note; a mark at their start sets the kind."""
    return AddNote(_note(state, words, workshop_id))


def edit_of_story(
    state: CaptureState, workshop_id: str | None, more: dict[str, object], tags: tuple[str, ...], person: str
) -> AddStory | AddToldStory:
    """Return the edit that keeps the words as a story. `more`: how it was given; `person`: who tells it, if said."""
    values = {**_said(state), "workshop_id": workshop_id, **more}
    story = AddStory(state.words().strip(), values, places_of(state.step), tags)
    return AddToldStory(story, person) if person else story


def edit_of_correction(state: CaptureState) -> Edit | None:
    """Return the edit of what is being corrected, None where nothing differs."""
    entry = state.correcting
    if entry is None or not state.differs():
        return None
    places = places_of(state.step) if state.step_differs() else None
    values = {"words": state.plain_words(), **_said(state)}
    if isinstance(entry, StoryRecord):
        return CorrectStory(entry.id, values, places)
    return CorrectNote(entry.id, entry.voices[0].id, state.kind_now(), values, places)


def _note(state: CaptureState, words: str, workshop_id: str | None) -> NewNote:
    marked, said = split_mark(words)
    voice = NewVoice(said, _said(state))
    return NewNote((voice,), {"workshop_id": workshop_id, "kind": marked or state.kind}, places_of(state.step))


def _said(state: CaptureState) -> dict[str, object]:
    translated = state.translated_by if state.words_source == "translated" else ""
    return {
        "segment_id": state.group_id,
        "table_name": state.table,
        "words_source": state.words_source,
        "translated_by": translated,
    }
