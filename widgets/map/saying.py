"""Saying how a card feels: for a group, for a person, or for somebody whose group nobody said."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from models.edits.path import SetFeeling
from models.edits.path_frame import ClearFeeling
from models.edits.voices import AddParticipant
from models.people import PersonRecord, TellerRecord, people, person_called, tellers_at
from models.pseudonyms import names_in_use, next_number
from models.records import FeelingRecord
from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.told import Told

NOBODY = ""


@dataclass(frozen=True)
class Who:
    """Whose feeling it is: a person with or without a group, a group as a whole, or (both None) somebody nameless."""

    segment_id: str | None = None
    participant_id: str | None = None

    @property
    def key(self) -> str:
        """The id by which rows know them."""
        return self.participant_id or self.segment_id or NOBODY

    @property
    def is_nameless(self) -> bool:
        """Whether each value is of another person, of whom nothing is known."""
        return self.participant_id is None and self.segment_id is None


@dataclass(frozen=True)
class Line:
    """Somebody, with the name on screen. `group`: of a person, empty where it was not said."""

    who: Who
    name: str
    group: str = ""


class Saying(QObject):
    """Who is listed, whose feelings were said last, and the edits. One value a card, person and workshop.

    `turned`: the keys say it for somebody else now, or somebody more is listed.
    """

    turned = Signal()

    def __init__(self, context: Context, desk: Desk) -> None:
        super().__init__(desk)
        self._context, self._desk = context, desk
        self._added: list[str] = []  # people who were added here and have said nothing yet
        self.last: str | None = None  # the key of whom something was said for last, None for nobody yet
        desk.group_changed.connect(self._follow_group)

    # -- who ------------------------------------------------------------------------------------

    def groups(self) -> tuple[Line, ...]:
        """Return the groups, in their order."""
        return tuple(Line(Who(group.id), group.name) for group in self._desk.groups)

    def people(self, also: tuple[str, ...] = ()) -> tuple[Line, ...]:
        """Return the people who said something on the path, those added since, and `also`."""
        path = self._desk.path
        said = {one.participant_id for one in path.feelings if one.participant_id} if path else set[str]()
        wanted = tuple(said | set(self._added) | set(also))
        return tuple(self._line(person) for person in self._context.document.ask(people, wanted)) if wanted else ()

    def nobody(self) -> Line:
        """Return those whose group nobody said."""
        return Line(Who(), self._context.tr("Group not said"))

    def lines(self, card_id: str = "") -> tuple[Line, ...]:
        """Return everybody whose feelings can be said: groups, people, then those whose group nobody said."""
        tellers = tuple(one.participant_id for one in self.tellers(card_id)) if card_id else ()
        return (*self.groups(), *self.people(tellers), self.nobody())

    def tellers(self, card_id: str) -> tuple[TellerRecord, ...]:
        """Return who told the stories that are attached to a card."""
        return self._context.document.ask(tellers_at, card_id)

    def present(self, lines: tuple[Line, ...]) -> Line:
        """Return whose feelings the keys say: of whom it was last, else of the first."""
        return next((line for line in lines if self.last is not None and line.who.key == self.last), lines[0])

    def go_on(self, by: int = 1) -> Line:
        """Let the keys say it for the next of them (or the one before), and tell whose it is."""
        card, tr = self._desk.card(), self._context.tr
        lines = self.lines(card.id if card else "")
        there = lines[(lines.index(self.present(lines)) + by) % len(lines)]
        self.last = there.who.key
        self.turned.emit()
        self._context.notices.say(tr("Now for: {who}", who=there.name))
        return there

    def suggested_name(self) -> str:
        """Return a numbered name that nobody has yet."""
        return next_number(self._context.document.ask(names_in_use), self._context.tr("Person {n}", n="{n}"))

    def add_person(self, name: str, segment_id: str | None, told: Told = None) -> Who | None:
        """List somebody by a pseudonym, a number or a code; whom nobody is called so, is added."""
        known = self._context.document.ask(person_called, name)
        if known is not None:
            self._list(known.id)
            return Who(known.segment_id, known.id)
        done = self._context.document.perform(AddParticipant(name.strip(), segment_id), told)
        if done is None:
            return None
        self._list(str(done.result))
        return Who(segment_id, str(done.result))

    # -- what -----------------------------------------------------------------------------------

    def said(self, card_id: str, who: Who) -> tuple[FeelingRecord, ...]:
        """Return everything that was said at a card for somebody, in any workshop."""
        path = self._desk.path
        groups = {group.id for group in self._desk.groups}

        def is_theirs(one: FeelingRecord) -> bool:
            if who.participant_id is not None or one.participant_id is not None:
                return one.participant_id == who.participant_id
            return (one.segment_id if one.segment_id in groups else None) == who.segment_id

        return tuple(one for one in path.feelings if one.touchpoint_id == card_id and is_theirs(one)) if path else ()

    def own(self, card_id: str, who: Who) -> FeelingRecord | None:
        """Return the one value that is said anew in the present workshop, None where there is none."""
        if who.is_nameless:
            return None
        here = [one for one in self.said(card_id, who) if one.workshop_id == self._context.session.workshop_id]
        return here[-1] if here else None

    def say(self, card_id: str, who: Who, value: int) -> bool:
        """Say how it feels; note and story of what was said before stay with it."""
        own = self.own(card_id, who)
        who = Who(own.segment_id, own.participant_id) if own else who  # of a group that the person was in then
        story_id = own.story_id if own else self._story(card_id, who)
        return self._set(card_id, who, value, story_id, own.note if own else "")

    def say_marked(self, value: int) -> Line | None:
        """Say it at the marked card, for whom the keys say it; None where no card is marked."""
        card = self._desk.card()
        if card is None:
            return None
        line = self.present(self.lines(card.id))
        return line if self.say(card.id, line.who, value) else None

    def note(self, own: FeelingRecord, words: str, told: Told = None) -> bool:
        """Write a note beside what was said."""
        who = Who(own.segment_id, own.participant_id)
        return self._set(own.touchpoint_id, who, own.value, own.story_id, words.strip(), told)

    def clear(self, feeling: FeelingRecord) -> bool:
        """Take back what was said."""
        return self._context.document.perform(ClearFeeling(feeling.id)) is not None

    # -- inside ---------------------------------------------------------------------------------

    def _follow_group(self) -> None:
        """Let the keys say it for the group that the path is seen by now."""
        if self._desk.group_id is not None:
            self.last = self._desk.group_id
            self.turned.emit()

    def _list(self, person_id: str) -> None:
        self._added.append(person_id)
        self.last = person_id
        self.turned.emit()

    def _set(self, card_id: str, who: Who, value: int, story_id: str | None, note: str, told: Told = None) -> bool:
        self.last = who.key
        workshop_id = self._context.session.workshop_id
        edit = SetFeeling(card_id, value, who.segment_id, who.participant_id, story_id, workshop_id, note)
        return self._context.document.perform(edit, told) is not None

    def _story(self, card_id: str, who: Who) -> str | None:
        """Return the story of a card that this person told, where there is exactly one."""
        told = [one.story_id for one in self.tellers(card_id) if one.participant_id == who.participant_id]
        return told[0] if len(told) == 1 else None

    def _line(self, person: PersonRecord) -> Line:
        group = next((group.name for group in self._desk.groups if group.id == person.segment_id), "")
        return Line(Who(person.segment_id if group else None, person.id), person.name, group)
