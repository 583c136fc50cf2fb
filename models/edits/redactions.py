"""Edits of what documents hide of somebody's words, and how the hidden spans follow words that are corrected."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from sqlalchemy import select

from models import tables as t
from models.errors import Refused
from models.reader import Reader
from models.redaction import Span, followed, merged
from models.writer import Writer
from resources.texts import N_

Whose = Literal["story", "voice"]


@dataclass(frozen=True)
class AddRedaction:
    """Hide spans of a story's or a voice's words in documents; the words themselves stay."""

    whose: Whose
    row_id: str
    spans: tuple[Span, ...]
    label: ClassVar[str] = N_("Hide in documents")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the words are gone, or nothing of them is marked."""
        words = _words(reader, self.whose, self.row_id)
        if not merged(self.spans, len(words)):
            raise Refused(N_("Nothing is marked: mark the words to hide first."))
        there = tuple(span for _, span in _stored(reader, self.whose, self.row_id))
        _write(writer, reader, self.whose, self.row_id, merged((*there, *self.spans), len(words)))


@dataclass(frozen=True)
class RemoveRedaction:
    """Let documents show hidden spans again."""

    redaction_ids: tuple[str, ...]
    label: ClassVar[str] = N_("Show in documents again")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: one is shown already; nothing is changed."""
        for redaction_id in self.redaction_ids:
            writer.remove(t.Redaction, redaction_id)


@dataclass(frozen=True)
class SetRedactions:
    """Say what documents hide of somebody's words, as a whole."""

    whose: Whose
    row_id: str
    spans: tuple[Span, ...]
    label: ClassVar[str] = N_("Hide in documents")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the words are gone."""
        words = _words(reader, self.whose, self.row_id)
        _write(writer, reader, self.whose, self.row_id, merged(self.spans, len(words)))


def follow_words(writer: Writer, reader: Reader, whose: Whose, row_id: str, new: str) -> None:
    """Bring the hidden spans in line with words that are about to change; part of the edit that changes them."""
    stored = _stored(reader, whose, row_id)
    if stored:
        spans = followed(tuple(span for _, span in stored), _words(reader, whose, row_id), new)
        _write(writer, reader, whose, row_id, spans)


def _write(writer: Writer, reader: Reader, whose: Whose, row_id: str, wanted: Iterable[Span]) -> None:
    """Make the stored spans those that are wanted; only what differs is written."""
    left = list(wanted)
    spare: list[str] = []
    for redaction_id, span in _stored(reader, whose, row_id):
        if span in left:
            left.remove(span)
        else:
            spare.append(redaction_id)
    for span in left:
        values = {"first": span.first, "last": span.last, "instead": span.instead}
        if spare:
            writer.update(t.Redaction, spare.pop(0), **values)
        else:
            writer.insert(t.Redaction, **{f"{whose}_id": row_id}, **values)
    for redaction_id in spare:
        writer.remove(t.Redaction, redaction_id)


def _stored(reader: Reader, whose: Whose, row_id: str) -> list[tuple[str, Span]]:
    of = t.Redaction.story_id if whose == "story" else t.Redaction.voice_id
    found = select(t.Redaction.id, t.Redaction.first, t.Redaction.last, t.Redaction.instead).where(of == row_id)
    return [(row[0], Span(row[1], row[2], row[3])) for row in reader.rows(found.order_by(t.Redaction.first))]


def _words(reader: Reader, whose: Whose, row_id: str) -> str:
    cls = t.Story if whose == "story" else t.Voice
    words = reader.scalar(select(cls.words).where(cls.id == row_id))
    if words is None:
        raise Refused(N_("These words are not there any more."))
    return str(words)
