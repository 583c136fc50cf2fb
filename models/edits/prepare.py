"""Edits of Prepare that change and take back what `models.edits.project` adds, and the sets that belong to a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from models import records as r
from models import tables as t
from models.edits.project import allowed, check_address, check_scope
from models.edits.sets import write_set
from models.reader import Reader
from models.writer import Writer
from resources.texts import N_


@dataclass(frozen=True)
class ChangeScopeItem:
    """Change what is said to be open, shapeable or fixed."""

    item_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change what may change")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the item would be fixed without a reason and a date."""
        values = allowed(t.ScopeItem, self.values)
        for item in reader.records(r.ScopeRecord, t.ScopeItem, t.ScopeItem.id == self.item_id):
            said = {"kind": item.kind, "reason": item.reason, "until": item.until, **values}
            check_scope(said["kind"], said["reason"], said["until"])
        writer.update(t.ScopeItem, self.item_id, **values)


@dataclass(frozen=True)
class DeleteScopeItem:
    """Delete an item of open, shapeable or fixed."""

    item_id: str
    label: ClassVar[str] = N_("Delete what may change")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the item is gone already."""
        writer.remove(t.ScopeItem, self.item_id)


@dataclass(frozen=True)
class ChangeEarlierPromise:
    """Change what was promised last time, or what became of it."""

    promise_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change an earlier promise")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Write the changed fields."""
        writer.update(t.EarlierPromise, self.promise_id, **allowed(t.EarlierPromise, self.values))


@dataclass(frozen=True)
class DeleteEarlierPromise:
    """Delete what was promised last time."""

    promise_id: str
    label: ClassVar[str] = N_("Delete an earlier promise")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is gone already."""
        writer.remove(t.EarlierPromise, self.promise_id)


@dataclass(frozen=True)
class DeleteEnvelopeLine:
    """Delete a line of what we have; cost lines that named it stay."""

    line_id: str
    label: ClassVar[str] = N_("Delete what we have")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the line is gone already."""
        writer.remove(t.EnvelopeLine, self.line_id)


@dataclass(frozen=True)
class ChangeDecisionDate:
    """Change when a body decides."""

    date_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change decision date")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Write the changed fields."""
        writer.update(t.DecisionDate, self.date_id, **allowed(t.DecisionDate, self.values))


@dataclass(frozen=True)
class DeleteDecisionDate:
    """Delete a date of the decision calendar."""

    date_id: str
    label: ClassVar[str] = N_("Delete decision date")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the date is gone already."""
        writer.remove(t.DecisionDate, self.date_id)


@dataclass(frozen=True)
class DeleteSegment:
    """Delete a group with its numbers; what its people said stays, as of nobody in particular."""

    segment_id: str
    label: ClassVar[str] = N_("Delete group")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the group is gone already."""
        writer.remove(t.Segment, self.segment_id)


@dataclass(frozen=True)
class SetSegmentNeeds:
    """Say which support a group needs, as a whole."""

    segment_id: str
    needs: tuple[str, ...]
    label: ClassVar[str] = N_("Say what a group needs")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: a need that is none of the list."""
        wanted = [{"need": need} for need in self.needs]
        write_set(writer, reader, t.SegmentNeed, ("segment_id", self.segment_id), wanted)


@dataclass(frozen=True)
class SetSegmentPlaces:
    """Say at which stages a group's knowledge is needed, as a whole."""

    segment_id: str
    stage_ids: tuple[str, ...]
    label: ClassVar[str] = N_("Say where a group is needed")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: a stage that is gone."""
        wanted = [{"stage_id": stage_id} for stage_id in self.stage_ids]
        write_set(writer, reader, t.SegmentPlace, ("segment_id", self.segment_id), wanted)


@dataclass(frozen=True)
class DeleteWorkshop:
    """Delete a workshop with its numbers; what was captured in it stays, as between workshops."""

    workshop_id: str
    label: ClassVar[str] = N_("Delete workshop")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the workshop is gone already."""
        writer.remove(t.Workshop, self.workshop_id)


@dataclass(frozen=True)
class SetConsentPreset:
    """Say which purposes the workshop's consent set holds, as a whole; it is applied to no story by this."""

    workshop_id: str
    purposes: tuple[str, ...]
    label: ClassVar[str] = N_("Set what tellers are asked")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: a purpose that is none of the list."""
        wanted = [{"purpose": purpose} for purpose in self.purposes]
        write_set(writer, reader, t.ConsentPreset, ("workshop_id", self.workshop_id), wanted)


@dataclass(frozen=True)
class ChangeWayBack:
    """Change where the QR codes lead, when the way back is open, or what it asks."""

    round_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change the way back")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: no {code} in the address, or an address of the wrong kind."""
        values = allowed(t.FeedbackRound, self.values)
        for back in reader.records(r.WayBackRecord, t.FeedbackRound, t.FeedbackRound.id == self.round_id):
            check_address(str(values.get("kind", back.kind)), str(values.get("address", back.address)))
        writer.update(t.FeedbackRound, self.round_id, **values)


@dataclass(frozen=True)
class DeleteWayBack:
    """Delete a way back; what came back by it stays."""

    round_id: str
    label: ClassVar[str] = N_("Delete the way back")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is gone already."""
        writer.remove(t.FeedbackRound, self.round_id)
