"""Edits of Prepare: the project, workshops, groups, limits, what we have, the way back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from sqlalchemy import func, select

from models import tables as t
from models.edits.ordering import last_key
from models.errors import Refused
from models.order import after
from models.reader import Reader
from models.tables import Domain
from models.vocabulary import PROMISE_LEVELS
from models.writer import Writer
from resources.texts import N_

FIELDS: Mapping[type[Domain], frozenset[str]] = {
    t.Project: frozenset(
        "title organisation language currency zone coproduction service_stage small_group stamp is_example "
        "keep_until".split()
    ),
    t.Workshop: frozenset(
        "title day venue zone ask promise_level promise_note pledge_role pledge_day words_preset".split()
    ),
    t.Segment: frozenset("name role knowledge channel".split()),
    t.ScopeItem: frozenset("kind statement reason until".split()),
    t.EarlierPromise: frozenset("statement outcome became promised_on owner due".split()),
    t.EnvelopeLine: frozenset("kind name amount unit starts ends source said_by note".split()),
    t.DecisionDate: frozenset("body day note".split()),
    t.FeedbackRound: frozenset("workshop_id kind address question opens closes language".split()),
}


def allowed(cls: type[Domain], values: Mapping[str, object]) -> dict[str, object]:
    """Return `values` if a person may set all of them on a row of `cls`; KeyError is a bug of the caller."""
    if unknown := set(values) - FIELDS[cls]:
        raise KeyError(f"{cls.__tablename__}: {sorted(unknown)}")
    return dict(values)


@dataclass(frozen=True)
class StartProject:
    """Begin a project. It is the first step of a file and is not undone past."""

    title: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    label: ClassVar[str] = N_("Start the project")
    undoable: ClassVar[bool] = False

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Insert the one project row and return its id."""
        if reader.scalar(select(func.count()).select_from(t.Project)):
            raise Refused(N_("This file holds a project already."))
        return writer.insert(t.Project, title=self.title, **allowed(t.Project, self.values))


@dataclass(frozen=True)
class ChangeProject:
    """Change what the project is called and how it is set up."""

    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change the project")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: fewer than five people as the small-groups limit."""
        values = allowed(t.Project, self.values)
        if int(str(values.get("small_group", 5))) < 5:
            raise Refused(N_("The limit for small groups is 5 or more."))
        writer.update(t.Project, str(reader.scalar(select(t.Project.id))), **values)


@dataclass(frozen=True)
class AddWorkshop:
    """Add a workshop."""

    title: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    label: ClassVar[str] = N_("Add workshop")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the workshop's id."""
        check_promise_level(self.values)
        order = after(last_key(reader, t.Workshop))
        return writer.insert(t.Workshop, title=self.title, order=order, **allowed(t.Workshop, self.values))


@dataclass(frozen=True)
class ChangeWorkshop:
    """Change a workshop: the ask, how far your word goes, who answers by when."""

    workshop_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change workshop")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: a promise level outside 1 to 5."""
        check_promise_level(self.values)
        writer.update(t.Workshop, self.workshop_id, **allowed(t.Workshop, self.values))


@dataclass(frozen=True)
class AddSegment:
    """Add a group with its support needs and the stages where its knowledge is needed."""

    name: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    needs: tuple[str, ...] = ()
    stage_ids: tuple[str, ...] = ()
    label: ClassVar[str] = N_("Add group")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the group's id."""
        order = after(last_key(reader, t.Segment))
        segment_id = writer.insert(t.Segment, name=self.name, order=order, **allowed(t.Segment, self.values))
        writer.insert_many(t.SegmentNeed, [{"segment_id": segment_id, "need": need} for need in self.needs])
        writer.insert_many(t.SegmentPlace, [{"segment_id": segment_id, "stage_id": stage} for stage in self.stage_ids])
        return segment_id


@dataclass(frozen=True)
class ChangeSegment:
    """Change what is known of a group."""

    segment_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change group")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Write the changed fields."""
        writer.update(t.Segment, self.segment_id, **allowed(t.Segment, self.values))


@dataclass(frozen=True)
class SetAttendance:
    """Say how many people of a group were planned for a workshop and how many came; None: not counted.

    `run`: counting one person after the other is taken back as one.
    """

    workshop_id: str
    segment_id: str
    planned: int | None = None
    attended: int | None = None
    run: str = ""
    label: ClassVar[str] = N_("Count people")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the id of the count. Refused: a number below 0."""
        if min(self.planned or 0, self.attended or 0) < 0:
            raise Refused(N_("A number of people is 0 or more."))
        found = reader.scalar(
            select(t.Attendance.id).where(
                t.Attendance.workshop_id == self.workshop_id, t.Attendance.segment_id == self.segment_id
            )
        )
        numbers = {"planned": self.planned, "attended": self.attended}
        if found:
            writer.update(t.Attendance, str(found), **numbers)
            return str(found)
        return writer.insert(t.Attendance, workshop_id=self.workshop_id, segment_id=self.segment_id, **numbers)


@dataclass(frozen=True)
class AddScopeItem:
    """Declare what is open, shapeable or fixed. A fixed item needs a reason and a date."""

    kind: str
    statement: str
    reason: str = ""
    until: date | None = None
    label: ClassVar[str] = N_("Say what may change")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the item's id. Refused: fixed without a reason and a date."""
        check_scope(self.kind, self.reason, self.until)
        order = after(last_key(reader, t.ScopeItem))
        return writer.insert(
            t.ScopeItem, kind=self.kind, statement=self.statement, reason=self.reason, until=self.until, order=order
        )


@dataclass(frozen=True)
class AddEarlierPromise:
    """Note what was promised last time and what became of it."""

    statement: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    label: ClassVar[str] = N_("Note an earlier promise")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return its id."""
        values = allowed(t.EarlierPromise, self.values)
        order = after(last_key(reader, t.EarlierPromise))
        return writer.insert(t.EarlierPromise, statement=self.statement, order=order, **values)


@dataclass(frozen=True)
class AddEnvelopeLine:
    """Add a line of what we have. `amount`: minor units, hundredths of days or units; None: not known."""

    kind: str
    name: str
    amount: int | None = None
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    label: ClassVar[str] = N_("Say what we have")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return its id. Refused: less than nothing."""
        check_amount(self.amount)
        values = allowed(t.EnvelopeLine, self.values)
        order = after(last_key(reader, t.EnvelopeLine))
        return writer.insert(t.EnvelopeLine, kind=self.kind, name=self.name, amount=self.amount, order=order, **values)


@dataclass(frozen=True)
class ChangeEnvelopeLine:
    """Change a line of what we have; the change is kept in its history, with `why`."""

    line_id: str
    values: Mapping[str, object]
    why: str = ""
    label: ClassVar[str] = N_("Change what we have")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: less than nothing."""
        check_amount(self.values.get("amount"))
        writer.update(t.EnvelopeLine, self.line_id, **allowed(t.EnvelopeLine, self.values))


@dataclass(frozen=True)
class AddDecisionDate:
    """Add a date on which a body decides."""

    body: str
    day: date | None = None
    note: str = ""
    label: ClassVar[str] = N_("Add decision date")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return its id."""
        order = after(last_key(reader, t.DecisionDate))
        return writer.insert(t.DecisionDate, body=self.body, day=self.day, note=self.note, order=order)


@dataclass(frozen=True)
class SetWayBack:
    """Say where the QR codes lead: an address that holds {code}."""

    kind: str
    address: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    label: ClassVar[str] = N_("Set the way back")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the round's id. Refused: no {code} in the address, or an address of the wrong kind."""
        check_address(self.kind, self.address)
        values = allowed(t.FeedbackRound, self.values)
        order = after(last_key(reader, t.FeedbackRound))
        return writer.insert(t.FeedbackRound, kind=self.kind, address=self.address, order=order, **values)


LONGEST_ADDRESS = 500  # bytes; the code of a longer one is finer than a phone sees on paper
SCHEMES = {"web": ("http://", "https://"), "mail": ("mailto:",), "text": ("sms:", "smsto:")}


def kind_of_address(address: str) -> str:
    """Return the kind of way back that an address makes; a web form where its scheme says nothing else."""
    lower = address.lower()
    return next((kind for kind, schemes in SCHEMES.items() if lower.startswith(schemes)), "web")


def check_address(kind: str, address: str) -> None:
    """Refuse an address that cannot carry a code back."""
    if not address.lower().startswith(SCHEMES.get(kind, ())):
        raise Refused(
            N_("This address must begin with {schemes}."), schemes=" / ".join(SCHEMES.get(kind, ("https://",)))
        )
    if len(address.encode()) > LONGEST_ADDRESS:
        raise Refused(
            N_("This address is too long for a code that a phone reads: at most {limit} letters."),
            limit=LONGEST_ADDRESS,
        )
    if address.count("{code}") != 1:
        raise Refused(N_("Write {code} once in the address, where the reference code belongs."))
    if any(letter.isspace() or ord(letter) < 32 for letter in address):
        raise Refused(N_("An address has no blanks. Write %20 for each."))


def check_scope(kind: object, reason: object, until: object) -> None:
    """Refuse a fixed item without a reason and a date."""
    if kind == "fixed" and not (str(reason).strip() and until):
        raise Refused(N_("A fixed item needs a reason and a date: why is it fixed, and until when?"))


def check_amount(amount: object) -> None:
    """Refuse less than nothing; None: not known."""
    if isinstance(amount, int) and amount < 0:
        raise Refused(N_("What we have is 0 or more; leave it empty where it is not known."))


def check_promise_level(values: Mapping[str, object]) -> None:
    """Refuse a promise level outside 1 to 5."""
    level = values.get("promise_level")
    if level is not None and level not in range(1, len(PROMISE_LEVELS) + 1):
        raise Refused(N_("How far your word goes is a number from 1 to 5."))
