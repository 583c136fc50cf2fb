"""Edits of Sort: themes and their trail, twins."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import select

from models import tables as t
from models.edits.ordering import last_key
from models.edits.theming import put_notes, take_out
from models.errors import Refused
from models.order import after
from models.reader import Reader
from models.themes import theme_of_note
from models.writer import Writer
from resources.texts import N_


@dataclass(frozen=True)
class AddTheme:
    """Add a theme."""

    title: str
    summary: str = ""
    workshop_id: str | None = None
    label: ClassVar[str] = N_("Add theme")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the theme's id."""
        values = {"title": self.title, "summary": self.summary, "workshop_id": self.workshop_id}
        return writer.insert(t.Theme, **values, order=after(last_key(reader, t.Theme)))


@dataclass(frozen=True)
class PutInTheme:
    """Put a note into a theme, or out of all (None); the trail keeps who moved it."""

    note_id: str
    theme_id: str | None
    by: str = ""
    label: ClassVar[str] = N_("Put in theme")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the theme is gone, or the note."""
        if self.theme_id is None:
            take_out(writer, reader, (self.note_id,), self.by)
        elif theme_of_note(reader, self.note_id) != self.theme_id:
            put_notes(writer, reader, (self.note_id,), self.theme_id, self.by)


@dataclass(frozen=True)
class MergeTwins:
    """Move the voices of a note to its twin; the old code goes on leading there. Never across kinds."""

    note_id: str
    into_id: str
    label: ClassVar[str] = N_("Add as a voice")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: two kinds, one note, or an answer that would be lost."""
        rows = {
            row[0]: row
            for row in reader.rows(
                select(t.Contribution.id, t.Contribution.kind, t.Contribution.code).where(
                    t.Contribution.id.in_((self.note_id, self.into_id))
                )
            )
        }
        if len(rows) != 2 or rows[self.note_id][1] != rows[self.into_id][1]:
            raise Refused(N_("Only two notes of the same kind can be one: opposite wishes stay apart."))
        if reader.scalar(select(t.Answer.id).where(t.Answer.contribution_id == self.note_id)):
            raise Refused(N_("This note has an answer of its own. Join the other one to it instead."))
        last = last_key(reader, t.Voice, t.Voice.contribution_id == self.into_id)
        for row in reader.rows(select(t.Voice.id).where(t.Voice.contribution_id == self.note_id).order_by(t.Voice.id)):
            last = after(last)
            writer.update(t.Voice, row[0], contribution_id=self.into_id, order=last)
        self._move_what_hangs_on_it(writer, reader)
        writer.insert(t.CodeAlias, alias=rows[self.note_id][2], contribution_id=self.into_id)
        writer.remove(t.Contribution, self.note_id)

    def _move_what_hangs_on_it(self, writer: Writer, reader: Reader) -> None:
        """Move what is known of the note to its twin; what the twin has already stays its own."""
        for cls in (t.CodeAlias, t.CostLine, t.Finding, t.PicturePlace, t.Response, t.VoteOption):
            for row in reader.rows(select(cls.id).where(cls.contribution_id == self.note_id)):
                writer.update(cls, row[0], contribution_id=self.into_id)
        if not reader.scalar(select(t.Estimate.id).where(t.Estimate.contribution_id == self.into_id)):
            for row in reader.rows(select(t.Estimate.id).where(t.Estimate.contribution_id == self.note_id)):
                writer.update(t.Estimate, row[0], contribution_id=self.into_id)
        there = self._places(reader, self.into_id)
        for place, row_id in self._places(reader, self.note_id).items():
            if place not in there:
                writer.update(t.ContributionPlace, row_id, contribution_id=self.into_id)
        self._move_theme(writer, reader)
        self._stay_apart(writer, reader)

    def _move_theme(self, writer: Writer, reader: Reader) -> None:
        """Let a twin without a theme take the note's, with its trail."""
        if reader.scalar(select(t.ThemeNote.id).where(t.ThemeNote.contribution_id == self.into_id)):
            return
        for cls in (t.ThemeNote, t.ThemeMove):
            for row in reader.rows(select(cls.id).where(cls.contribution_id == self.note_id)):
                writer.update(cls, row[0], contribution_id=self.into_id)

    def _stay_apart(self, writer: Writer, reader: Reader) -> None:
        """Keep the twin apart from what the note was kept apart from."""
        apart = t.KeptApart
        for here, there in ((apart.contribution_id, apart.other_id), (apart.other_id, apart.contribution_id)):
            for row in reader.rows(select(apart.id).where(here == self.note_id, there != self.into_id)):
                writer.update(apart, row[0], **{here.key: self.into_id})

    @staticmethod
    def _places(reader: Reader, note_id: str) -> dict[tuple[str, str | None], str]:
        place = t.ContributionPlace
        columns = (place.stage_id, place.touchpoint_id, place.id)
        return {
            (row[0], row[1]): row[2] for row in reader.rows(select(*columns).where(place.contribution_id == note_id))
        }
