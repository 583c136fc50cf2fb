"""Edits of Capture: participants, stories, consent, notes, places, withdrawing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from sqlalchemy import select

from models import tables as t
from models.edits.redactions import follow_words
from models.errors import Refused
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_

STORY_FIELDS = frozenset(
    "workshop_id segment_id participant_id words words_source translated_by language clearer clearer_agreed "
    "table_name given_how read_back teller wanted_next works_well who_helps source source_id".split()
)
VOICE_FIELDS = frozenset(
    "workshop_id segment_id participant_id words words_source translated_by language table_name source "
    "source_id".split()
)
NOTE_FIELDS = frozenset("workshop_id kind wording read_back support".split())


@dataclass(frozen=True)
class Place:
    """A stage, and a card of it where one is meant."""

    stage_id: str
    touchpoint_id: str | None = None


@dataclass(frozen=True)
class ConsentAnswer:
    """What a teller answered for one purpose, and how; `ask_again`: the last day it holds."""

    purpose: str
    answer: str
    given: str = "spoken"
    witness: str = ""
    ask_again: date | None = None


@dataclass(frozen=True)
class AddParticipant:
    """Add a participant: a pseudonym or a number, and a group. No name is needed."""

    pseudonym: str = ""
    segment_id: str | None = None
    label: ClassVar[str] = N_("Add participant")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the participant's id."""
        return writer.insert(t.Participant, pseudonym=self.pseudonym, segment_id=self.segment_id)


@dataclass(frozen=True)
class AddStory:
    """Keep a story with its words alone; consents are recorded beside it and are no part of undo."""

    words: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    places: tuple[Place, ...] = ()
    tags: tuple[str, ...] = ()
    consents: tuple[ConsentAnswer, ...] = ()
    label: ClassVar[str] = N_("Add story")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the story's id. Refused: no words."""
        values = known({**self.values, "words": self.words}, STORY_FIELDS)
        story_id = writer.insert(t.Story, **values)
        writer.insert_many(t.StoryPlace, [_place_row(place, "story_id", story_id) for place in self.places])
        writer.insert_many(t.StoryTag, [{"story_id": story_id, "tag": tag} for tag in self.tags])
        for consent in self.consents:
            RecordConsent(story_id, consent).apply(writer, reader)
        return story_id


@dataclass(frozen=True)
class ChangeStory:
    """Change a story or what is known of it. A clearer wording that is changed is not agreed to any more."""

    story_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change story")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Write the changed fields; what documents hide follows changed words."""
        values = known(self.values, STORY_FIELDS)
        if "words" in values:
            follow_words(writer, reader, "story", self.story_id, str(values["words"]))
        if "clearer" in values:
            before = reader.scalar(select(t.Story.clearer).where(t.Story.id == self.story_id))
            if not str(values["clearer"]).strip() or values["clearer"] != before:
                values.setdefault("clearer_agreed", False)
        writer.update(t.Story, self.story_id, **values)


@dataclass(frozen=True)
class DeleteStory:
    """Delete a story; its words stay in the history until they are erased for good."""

    story_id: str
    label: ClassVar[str] = N_("Delete story")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the story is gone already."""
        writer.remove(t.Story, self.story_id)


@dataclass(frozen=True)
class RecordConsent:
    """Record what a teller answered for one purpose. Not undoable; an older answer is replaced.

    A newly recorded yes is what alone reverses a withdrawal of the story.
    """

    story_id: str
    consent: ConsentAnswer
    label: ClassVar[str] = N_("Record consent")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the id of the consent. Refused: there is no such story."""
        if not reader.scalar(select(t.Story.id).where(t.Story.id == self.story_id)):
            raise Refused(N_("This story is not there any more."))
        values = {
            "answer": self.consent.answer,
            "given": self.consent.given,
            "witness": self.consent.witness,
            "ask_again": self.consent.ask_again,
            "recorded_at": writer.now,
        }
        if self.consent.answer == "yes":
            _end_withdrawal(writer, reader, self.story_id)
        found = reader.scalar(
            select(t.Consent.id).where(t.Consent.story_id == self.story_id, t.Consent.purpose == self.consent.purpose)
        )
        if found:
            writer.update(t.Consent, str(found), **values)
            return str(found)
        return writer.insert(t.Consent, story_id=self.story_id, purpose=self.consent.purpose, **values)


@dataclass(frozen=True)
class RecordConsents:
    """Record what a teller answered for several purposes in one step. Not undoable, as RecordConsent."""

    story_id: str
    answers: tuple[ConsentAnswer, ...]
    label: ClassVar[str] = N_("Record consent")

    def apply(self, writer: Writer, reader: Reader) -> tuple[str, ...]:
        """Return the ids of the consents. Refused: there is no such story."""
        return tuple(RecordConsent(self.story_id, answer).apply(writer, reader) for answer in self.answers)


@dataclass(frozen=True)
class WithdrawStory:
    """Take a story out of every view and output. Not undoable; every consent for it becomes a no."""

    story_id: str
    label: ClassVar[str] = N_("Withdraw story")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: there is no such story."""
        if not reader.scalar(select(t.Story.id).where(t.Story.id == self.story_id)):
            raise Refused(N_("This story is not there any more."))
        for row in reader.rows(select(t.Consent.id).where(t.Consent.story_id == self.story_id)):
            writer.update(t.Consent, row[0], answer="no", recorded_at=writer.now)
        if not reader.scalar(select(t.Withdrawal.id).where(t.Withdrawal.story_id == self.story_id)):
            writer.insert(t.Withdrawal, story_id=self.story_id, recorded_at=writer.now)


@dataclass(frozen=True)
class WithdrawVoice:
    """Take one person's words out of every view and output. Not undoable."""

    voice_id: str
    label: ClassVar[str] = N_("Withdraw words")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: there is no such voice."""
        if not reader.scalar(select(t.Voice.id).where(t.Voice.id == self.voice_id)):
            raise Refused(N_("These words are not there any more."))
        if not reader.scalar(select(t.Withdrawal.id).where(t.Withdrawal.voice_id == self.voice_id)):
            writer.insert(t.Withdrawal, voice_id=self.voice_id, recorded_at=writer.now)


@dataclass(frozen=True)
class NewVoice:
    """One person's exact words, for a note that is being added. `values`: group, table, words source …"""

    words: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True)
class NewNote:
    """A note that is being added. The first voice is whose note it is."""

    voices: tuple[NewVoice, ...]
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class AddNote:
    """Keep a note: words are enough; kind unsorted, no group and no step are legal."""

    note: NewNote
    label: ClassVar[str] = N_("Add note")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the note's id. Refused: no words."""
        return insert_notes(writer, (self.note,))[0]


@dataclass(frozen=True)
class AddNotes:
    """Keep many notes in one step, for example forty pasted lines."""

    notes: tuple[NewNote, ...]
    label: ClassVar[str] = N_("Add notes")

    def apply(self, writer: Writer, reader: Reader) -> tuple[str, ...]:
        """Return the notes' ids, in their order. Refused: one without words; nothing is added."""
        return insert_notes(writer, self.notes)


@dataclass(frozen=True)
class ChangeNote:
    """Change a note's kind, clearer wording or read-back mark; never anybody's words."""

    note_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change note")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Write the changed fields."""
        writer.update(t.Contribution, self.note_id, **known(self.values, NOTE_FIELDS))


@dataclass(frozen=True)
class AddVoice:
    """Add another person's exact words to a note."""

    note_id: str
    voice: NewVoice
    label: ClassVar[str] = N_("Add voice")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the voice's id."""
        return writer.insert(t.Voice, **_voice_row(self.voice, self.note_id, None))


@dataclass(frozen=True)
class ChangeVoice:
    """Correct one person's words as they were typed, or what is known of them: group, words source, table …"""

    voice_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change words")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Write the changed fields; what documents hide follows changed words. Refused: no words are left."""
        values = known(self.values, VOICE_FIELDS)
        if "words" in values:
            follow_words(writer, reader, "voice", self.voice_id, str(values["words"]))
        writer.update(t.Voice, self.voice_id, **values)


@dataclass(frozen=True)
class DeleteNote:
    """Delete a note; its words stay in the history until they are erased for good."""

    note_id: str
    label: ClassVar[str] = N_("Delete note")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the note is gone already."""
        writer.remove(t.Contribution, self.note_id)


@dataclass(frozen=True)
class DeleteNotes:
    """Delete notes in one step; their words stay in the history until they are erased for good."""

    note_ids: tuple[str, ...]
    label: ClassVar[str] = N_("Delete notes")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: one is gone already; nothing is deleted."""
        for note_id in dict.fromkeys(self.note_ids):
            writer.remove(t.Contribution, note_id)


@dataclass(frozen=True)
class PlaceNote:
    """Attach a note to a step."""

    note_id: str
    place: Place
    label: ClassVar[str] = N_("Attach note to step")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the id of the place."""
        return writer.insert(t.ContributionPlace, **_place_row(self.place, "contribution_id", self.note_id))


@dataclass(frozen=True)
class PlaceStory:
    """Attach a story to a step."""

    story_id: str
    place: Place
    label: ClassVar[str] = N_("Attach story to step")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the id of the place."""
        return writer.insert(t.StoryPlace, **_place_row(self.place, "story_id", self.story_id))


def insert_notes(writer: Writer, notes: tuple[NewNote, ...], import_id: str | None = None) -> tuple[str, ...]:
    """Insert notes with their voices and places; Refused: one without a voice."""
    ids = writer.insert_many(t.Contribution, note_rows(notes, import_id))
    writer.insert_many(t.Voice, voice_rows(notes, ids))
    writer.insert_many(t.ContributionPlace, place_rows(notes, ids))
    return ids


def note_rows(notes: tuple[NewNote, ...], import_id: str | None = None) -> Iterator[dict[str, object]]:
    """Return the rows of notes themselves. Refused: one without a voice."""
    if any(not note.voices for note in notes):
        raise Refused(N_("There are no words yet: write at least one."))
    return ({**known(note.values, NOTE_FIELDS), "import_id": import_id} for note in notes)


def voice_rows(notes: tuple[NewNote, ...], ids: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """Return the rows of the voices of notes that have these ids."""
    return (
        _voice_row(voice, note_id, note.values.get("workshop_id"))
        for note_id, note in zip(ids, notes, strict=True)
        for voice in note.voices
    )


def place_rows(notes: tuple[NewNote, ...], ids: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """Return the rows of the places of notes that have these ids."""
    return (
        _place_row(place, "contribution_id", note_id)
        for note_id, note in zip(ids, notes, strict=True)
        for place in note.places
    )


def known(values: Mapping[str, object], fields: frozenset[str]) -> dict[str, object]:
    """Return `values` if a person may set all of them; KeyError is a bug of the caller."""
    if not values.keys() <= fields:
        raise KeyError(f"not a field: {sorted(values.keys() - fields)}")
    return dict(values)


def _voice_row(voice: NewVoice, note_id: str, workshop_id: object) -> dict[str, object]:
    values = known({"workshop_id": workshop_id, **voice.values, "words": voice.words}, VOICE_FIELDS)
    return {"contribution_id": note_id, **values}


def _place_row(place: Place, owner: str, owner_id: str) -> dict[str, object]:
    return {owner: owner_id, "stage_id": place.stage_id, "touchpoint_id": place.touchpoint_id}


def _end_withdrawal(writer: Writer, reader: Reader, story_id: str) -> None:
    for row in reader.rows(select(t.Withdrawal.id).where(t.Withdrawal.story_id == story_id)):
        writer.remove(t.Withdrawal, row[0])
