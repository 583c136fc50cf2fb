"""What tables for other programs need beyond the records of the documents."""

from dataclasses import dataclass

from models import tables as t
from models.reader import Reader


@dataclass(frozen=True, slots=True)
class VoiceMore:
    """The language of a voice's words; empty: not said."""

    id: str
    language: str


@dataclass(frozen=True, slots=True)
class StoryMore:
    """What else was asked of a story, its language and where it came from."""

    id: str
    language: str
    wanted_next: str
    works_well: str
    who_helps: str
    source: str
    source_id: str


@dataclass(frozen=True, slots=True)
class AssetRow:
    """A strength at hand."""

    id: str
    name: str
    note: str
    segment_id: str | None


@dataclass(frozen=True, slots=True)
class ConnectionRow:
    """A connection between two cards."""

    id: str
    from_id: str
    to_id: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class ThemeMoveRow:
    """How a note came into a theme or out of it."""

    id: str
    contribution_id: str
    from_title: str
    to_title: str
    by: str


def voices_more(reader: Reader) -> dict[str, VoiceMore]:
    """Return the language of each voice by its id."""
    return {one.id: one for one in reader.records(VoiceMore, t.Voice)}


def stories_more(reader: Reader) -> dict[str, StoryMore]:
    """Return what else is known of each story by its id."""
    return {one.id: one for one in reader.records(StoryMore, t.Story)}


def assets(reader: Reader) -> tuple[AssetRow, ...]:
    """Return the strengths at hand."""
    return reader.records(AssetRow, t.Asset)


def connections(reader: Reader) -> tuple[ConnectionRow, ...]:
    """Return the connections between cards."""
    return reader.records(ConnectionRow, t.Connection)


def theme_moves(reader: Reader) -> tuple[ThemeMoveRow, ...]:
    """Return the trail of the notes through the themes."""
    return reader.records(ThemeMoveRow, t.ThemeMove)
