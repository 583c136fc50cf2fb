"""Capture: participants, stories with consent, notes with their voices, places, pictures."""

from datetime import date, datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models import vocabulary as v
from models.tables.base import Base, Domain, choice, code, flag, maybe, moment, order, ref, text


class Participant(Domain):
    """A pseudonym or a number and a group; never needs a name."""

    __tablename__ = "participant"
    code: Mapped[str] = code()
    pseudonym: Mapped[str] = text(longest=200)
    segment_id: Mapped[str | None] = maybe("segment")


class Contact(Domain):
    """How a participant may be reached; kept apart from what they said."""

    __tablename__ = "contact"
    participant_id: Mapped[str] = ref("participant")
    channel: Mapped[str] = choice(v.CHANNELS)
    address: Mapped[str] = text(longest=500)


class Story(Domain):
    """What happened to someone, in their words; a clearer wording may stand beside, never instead."""

    __tablename__ = "story"
    code: Mapped[str] = code()
    workshop_id: Mapped[str | None] = maybe("workshop")
    segment_id: Mapped[str | None] = maybe("segment")
    participant_id: Mapped[str | None] = maybe("participant")
    words: Mapped[str] = text(search=True, needed=True)
    words_source: Mapped[str] = choice(v.WORDS_SOURCES, "noted")
    translated_by: Mapped[str] = text(longest=300)
    language: Mapped[str] = text(longest=35)
    clearer: Mapped[str] = text(search=True)
    clearer_agreed: Mapped[bool] = flag(since=2)
    table_name: Mapped[str] = text(longest=60, since=2)
    given_how: Mapped[str] = choice(v.GIVEN_HOW, "told")
    read_back: Mapped[str] = choice(v.READ_BACK, "not_checked")
    teller: Mapped[str] = text(longest=200)
    wanted_next: Mapped[str] = text(search=True, longest=20_000)
    works_well: Mapped[str] = text(search=True, longest=20_000)
    who_helps: Mapped[str] = text(search=True, longest=20_000)
    source: Mapped[str] = text(longest=500)
    source_id: Mapped[str] = text(longest=200)
    order: Mapped[str] = order()
    created_at: Mapped[datetime | None] = moment()


class StoryPlace(Domain):
    """A place of a story: a stage, and a card of it where one is meant."""

    __tablename__ = "story_place"
    story_id: Mapped[str] = ref("story")
    stage_id: Mapped[str] = ref("stage")
    touchpoint_id: Mapped[str | None] = maybe("touchpoint")


class StoryTag(Domain):
    """A word that a story is found by."""

    __tablename__ = "story_tag"
    story_id: Mapped[str] = ref("story")
    tag: Mapped[str] = text(search=True, needed=True, longest=100)


class Contribution(Domain):
    """A note. Its exact words are its voices; `wording` is a short or clearer title beside them."""

    __tablename__ = "contribution"
    code: Mapped[str] = code()
    workshop_id: Mapped[str | None] = maybe("workshop")
    split_from_id: Mapped[str | None] = maybe("contribution")
    import_id: Mapped[str | None] = maybe("source_file")
    kind: Mapped[str] = choice(v.NOTE_KINDS, "unsorted")
    wording: Mapped[str] = text(search=True, longest=2000)
    read_back: Mapped[str] = choice(v.READ_BACK, "not_checked")
    support: Mapped[int | None]
    order: Mapped[str] = order()
    created_at: Mapped[datetime | None] = moment()


class Voice(Domain):
    """One person's exact words for a note."""

    __tablename__ = "voice"
    contribution_id: Mapped[str] = ref("contribution")
    workshop_id: Mapped[str | None] = maybe("workshop", index=False)
    segment_id: Mapped[str | None] = maybe("segment", index=False)
    participant_id: Mapped[str | None] = maybe("participant", index=False)
    words: Mapped[str] = text(search=True, needed=True)
    words_source: Mapped[str] = choice(v.WORDS_SOURCES, "noted")
    translated_by: Mapped[str] = text(longest=300)
    language: Mapped[str] = text(longest=35)
    table_name: Mapped[str] = text(longest=60)
    source: Mapped[str] = text(longest=500)
    source_id: Mapped[str] = text(longest=200)
    order: Mapped[str] = order("contribution_id")


class ContributionPlace(Domain):
    """A place of a note: a stage, and a card of it where one is meant."""

    __tablename__ = "contribution_place"
    contribution_id: Mapped[str] = ref("contribution")
    stage_id: Mapped[str] = ref("stage")
    touchpoint_id: Mapped[str | None] = maybe("touchpoint")


class KeptApart(Domain):
    """Two notes that somebody looked at and said are no twins; they are not shown as likely twins again."""

    __tablename__ = "kept_apart"
    contribution_id: Mapped[str] = ref("contribution")
    other_id: Mapped[str] = ref("contribution")


class CodeAlias(Domain):
    """A reference code that still leads to a note after its twin was merged into it."""

    __tablename__ = "code_alias"
    alias: Mapped[str] = mapped_column(unique=True, info={"hash": False})
    contribution_id: Mapped[str] = ref("contribution")


class SourceFile(Domain):
    """A file that notes were read from, known by its content so that a second import is noticed."""

    __tablename__ = "source_file"
    sha256: Mapped[str] = text(longest=64)
    name: Mapped[str] = text(longest=300)
    kind: Mapped[str] = text(longest=60)
    rows: Mapped[int]


class Redaction(Domain):
    """A span of words that views hide, in characters; the words themselves stay."""

    __tablename__ = "redaction"
    story_id: Mapped[str | None] = maybe("story", owned=True)
    voice_id: Mapped[str | None] = maybe("voice", owned=True)
    first: Mapped[int]
    last: Mapped[int]
    instead: Mapped[str] = text(longest=200)


class TextVersion(Domain):
    """A version of an organisation's text in another language or in easy read, with its writer.

    `written_for` is the SHA-256 of the text it was written for: once that changes, the version waits to be looked at.
    """

    __tablename__ = "text_version"
    of_table: Mapped[str] = text(longest=60)
    of_id: Mapped[str] = mapped_column(default="", info={"hash": False, "any_ref": "of_table"})
    field: Mapped[str] = text(longest=60)
    language: Mapped[str] = text(longest=35)
    easy_read: Mapped[bool] = mapped_column(default=False)
    words: Mapped[str] = text()
    writer: Mapped[str] = text(longest=200)
    written_for: Mapped[str] = text(longest=64, hashed=False)


class Picture(Domain):
    """An image kept once by its SHA-256, already scaled down and without camera data."""

    __tablename__ = "picture"
    sha256: Mapped[str] = text(longest=64)
    media_type: Mapped[str] = text(longest=60)
    width: Mapped[int]
    height: Mapped[int]


class PictureBytes(Base):
    """The bytes of a picture, outside the history, which holds only their hash."""

    __tablename__ = "picture_bytes"
    recorded = False
    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class PicturePlace(Domain):
    """Where a picture belongs, with its text alternative: to a story, to a note, else to a workshop or to none."""

    __tablename__ = "picture_place"
    picture_id: Mapped[str] = ref("picture", carries=True)
    workshop_id: Mapped[str | None] = maybe("workshop")
    story_id: Mapped[str | None] = maybe("story", owned=True)
    contribution_id: Mapped[str | None] = maybe("contribution", owned=True)
    alternative: Mapped[str] = text(search=True, longest=2000)


class Consent(Domain):
    """One answer for one purpose of a story; no row: not asked yet, which counts as no.

    Not undoable, and no foreign key: undoing the entry of a story must not touch what its teller said,
    so a consent may outlive its story and is found again with it.
    """

    __tablename__ = "consent"
    undoable = False
    story_id: Mapped[str] = mapped_column(index=True, info={"loose_ref": "story"})
    purpose: Mapped[str] = choice(v.PURPOSES, "room")
    answer: Mapped[str] = choice(v.CONSENT_ANSWERS, "no")
    given: Mapped[str] = choice(v.CONSENT_GIVEN)
    witness: Mapped[str] = text(longest=200)
    ask_again: Mapped[date | None]
    recorded_at: Mapped[datetime | None] = moment()


class Withdrawal(Domain):
    """A story or a voice whose words are in no view or output any more. Not undoable."""

    __tablename__ = "withdrawal"
    undoable = False
    story_id: Mapped[str | None] = mapped_column(index=True, default=None, info={"loose_ref": "story"})
    voice_id: Mapped[str | None] = mapped_column(index=True, default=None, info={"loose_ref": "voice"})
    recorded_at: Mapped[datetime | None] = moment()
