"""What is being captured: one state for the bar in the room and the bar over other rooms, with drafts in the file."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from models.edits.voices import AddNote, AddNotes, AddStory, NewNote, NewVoice, Place
from widgets.context import Context
from widgets.document import Document
from widgets.session import Step

NOTE, STORY = "note", "story"
DRAFT = 1500  # milliseconds: a draft is at most two seconds old, also while somebody types on and on
FORGET = 200  # after words became an edit, their draft ends in a commit of its own, behind the painted card
PLACES = {NOTE: "capture/note", STORY: "capture/story"}


class CaptureState(QObject):
    """What the bars show. `changed`: a choice or the words of one of the two."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.session)
        self.document: Document = context.document
        self._settings = context.settings
        self.what = NOTE
        self.kind = "unsorted"
        self.group_id: str | None = None
        self.words_source = str(context.settings.get("words_source"))
        self.translated_by = ""
        self._words = {what: self.document.draft(place) for what, place in PLACES.items()}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep_drafts)
        self.document.settling.connect(self.keep_drafts)

    def words(self) -> str:
        """Return what is typed for the note or the story that is being captured."""
        return self._words[self.what]

    def type(self, words: str) -> None:
        """Take what is typed; it becomes a draft soon."""
        if words != self._words[self.what]:
            self._words[self.what] = words
            if not self._timer.isActive():
                self._timer.start(DRAFT)
            self.changed.emit()

    def clear(self) -> None:
        """Forget the words that became an edit; group stays, kind and words source return to their presets."""
        self._words[self.what] = ""
        self.kind = "unsorted"
        self.words_source = str(self._settings.get("words_source"))
        self.translated_by = ""
        self._timer.start(FORGET)
        self.changed.emit()

    def choose(self, **values: str | None) -> None:
        """Set what, kind, group_id, words_source or translated_by."""
        for name, value in values.items():
            setattr(self, name, value)
        self.changed.emit()

    def keep_drafts(self) -> None:
        """Write the drafts into the file now."""
        self._timer.stop()
        for what, place in PLACES.items():
            self.document.keep_draft(place, self._words[what])


def state_of(context: Context) -> CaptureState:
    """Return the one state of a window's project."""
    for found in context.session.findChildren(CaptureState):
        if found.document is context.document:
            return found
    return CaptureState(context)


def lines_of(words: str) -> tuple[str, ...]:
    """Return the lines that say something."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())


def places_of(step: Step | None) -> tuple[Place, ...]:
    """Return the marked step as a place."""
    return (Place(step.stage_id, step.touchpoint_id),) if step else ()


def edit_of_notes(state: CaptureState, texts: Iterable[str], workshop_id: str | None, step: Step | None) -> AddNotes:
    """Return the one edit that keeps texts as notes of their own."""
    return AddNotes(tuple(_note(state, words, workshop_id, step) for words in texts))


def edit_of_note(state: CaptureState, words: str, workshop_id: str | None, step: Step | None) -> AddNote:
    """Return the edit that keeps words as one note."""
    return AddNote(_note(state, words, workshop_id, step))


def _note(state: CaptureState, words: str, workshop_id: str | None, step: Step | None) -> NewNote:
    voice = NewVoice(words, _said(state))
    return NewNote((voice,), {"workshop_id": workshop_id, "kind": state.kind}, places_of(step))


def edit_of_story(
    state: CaptureState,
    workshop_id: str | None,
    step: Step | None,
    more: dict[str, object],
    tags: tuple[str, ...],
) -> AddStory:
    """Return the edit that keeps the words as a story. `more`: participant and how it was given, where known."""
    values = {**_said(state), "workshop_id": workshop_id, **more}
    return AddStory(state.words().strip(), values, places_of(step), tags)


def _said(state: CaptureState) -> dict[str, object]:
    translated = state.translated_by if state.words_source == "translated" else ""
    return {"segment_id": state.group_id, "words_source": state.words_source, "translated_by": translated}
