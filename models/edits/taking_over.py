"""What tellers said since a backup was made goes into the file that is restored from it: it is never turned back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import select

from models import tables as t
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_

Row = Mapping[str, object]


@dataclass(frozen=True)
class TakeOverConsents:
    """Let consents and withdrawals of another file of the same project hold in this one, for the words it has.

    `follows`: the other file went on from this one, so that what it says is later in any case; else the later moment
    counts, and of two answers of one moment a no. A withdrawal ends by a yes that was recorded later, by nothing else.
    """

    consents: tuple[Row, ...] = ()
    withdrawals: tuple[Row, ...] = ()
    follows: bool = False
    label: ClassVar[str] = N_("Take over what tellers said since")

    def apply(self, writer: Writer, reader: Reader) -> int:
        """Return how many rows it took."""
        stories = {str(row[0]) for row in reader.rows(select(t.Story.id))}
        voices = {str(row[0]) for row in reader.rows(select(t.Voice.id))}
        taken = sum(self._consent(writer, reader, one) for one in self.consents if one["story_id"] in stories)
        there = [one for one in self.withdrawals if one["story_id"] in stories or one["voice_id"] in voices]
        taken += sum(_withdrawal(writer, reader, one, follows=self.follows) for one in there)
        return taken + self._end_withdrawals(writer, reader, stories)

    def _consent(self, writer: Writer, reader: Reader, other: Row) -> bool:
        here = _consents(reader, str(other["story_id"]), str(other["purpose"]))
        if not here:
            writer.insert(t.Consent, **_without_id(other))
            return True
        return self._is_later(other, here) and writer.update(t.Consent, str(here["id"]), **_without_id(other))

    def _is_later(self, other: Row, here: Row) -> bool:
        if self.follows:
            return True
        mine, theirs = _moment(here), _moment(other)
        return theirs > mine or (theirs == mine and other["answer"] != "yes")

    def _end_withdrawals(self, writer: Writer, reader: Reader, stories: set[str]) -> int:
        """End the withdrawals that a teller took back in the other file: it has a later yes, and none itself."""
        withdrawn = {one["story_id"] for one in self.withdrawals}
        ended = 0
        for row_id, story_id, moment in reader.rows(
            select(t.Withdrawal.id, t.Withdrawal.story_id, t.Withdrawal.recorded_at)
        ):
            yes = [one for one in self.consents if one["story_id"] == story_id and one["answer"] == "yes"]
            later = any(_moment(one) > _moment({"recorded_at": moment}) for one in yes)
            if story_id in stories and story_id not in withdrawn and yes and (self.follows or later):
                writer.remove(t.Withdrawal, row_id)
                ended += 1
        return ended


def said_by_tellers(reader: Reader) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return all consents and withdrawals of a file, for TakeOverConsents."""
    return _rows(reader, t.Consent), _rows(reader, t.Withdrawal)


def _rows(reader: Reader, cls: type[t.Consent] | type[t.Withdrawal]) -> tuple[Row, ...]:
    columns = tuple(cls.__table__.columns)
    return tuple(dict(zip((c.name for c in columns), row, strict=True)) for row in reader.rows(select(*columns)))


def _consents(reader: Reader, story_id: str, purpose: str) -> Row:
    columns = tuple(t.Consent.__table__.columns)
    wanted = select(*columns).where(t.Consent.story_id == story_id, t.Consent.purpose == purpose)
    rows = reader.rows(wanted)
    return dict(zip((c.name for c in columns), rows[0], strict=True)) if rows else {}


def _withdrawal(writer: Writer, reader: Reader, other: Row, *, follows: bool) -> bool:
    """Withdraw here what was withdrawn there, unless a yes was recorded here since."""
    story_id, voice_id = other["story_id"], other["voice_id"]
    column, row_id = (t.Withdrawal.story_id, story_id) if story_id else (t.Withdrawal.voice_id, voice_id)
    if reader.scalar(select(t.Withdrawal.id).where(column == row_id)):
        return False
    if story_id:
        mine = reader.rows(
            select(t.Consent.id, t.Consent.answer, t.Consent.recorded_at).where(t.Consent.story_id == story_id)
        )
        yes = [{"recorded_at": moment} for _, answer, moment in mine if answer == "yes"]
        if not follows and any(_moment(one) > _moment(other) for one in yes):
            return False
        for consent_id, *_ in mine:
            writer.update(t.Consent, consent_id, answer="no")
    writer.insert(t.Withdrawal, **_without_id(other))
    return True


def _moment(row: Row) -> float:
    at = row["recorded_at"]
    return at.timestamp() if isinstance(at, datetime) else 0.0


def _without_id(row: Row) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "id"}
