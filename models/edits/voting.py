"""Edits of votes: rounds, what can be voted for, counts on paper, closing. What was counted is never re-worded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy import select

from models import tables as t
from models.edits.ordering import last_key, move_to
from models.edits.voices import known
from models.errors import Refused
from models.order import after, sequence
from models.reader import Reader
from models.vote_records import FIRST, PAPERS, SECOND, SETTLED, Cell, OptionRecord, RoundRecord
from models.writer import Writer
from resources.texts import N_

ROUND_FIELDS = frozenset("workshop_id question method dots decides top".split())
MOST_OPTIONS = 60
MOST_DOTS, MARKS = 99, range(2, 11)
LARGEST = 1_000_000


@dataclass(frozen=True)
class NewOption:
    """What can be voted for: a note, a theme, or a text. `left_out`: why it is not on the sheet."""

    contribution_id: str | None = None
    theme_id: str | None = None
    label: str = ""
    left_out: str = ""


@dataclass(frozen=True)
class AddRound:
    """Make a round of votes with its options."""

    question: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    options: tuple[NewOption, ...] = ()
    label: ClassVar[str] = N_("Add a vote")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the round's id. Refused: no question, or numbers that no sheet can hold."""
        values = known({**self.values, "question": self.question}, ROUND_FIELDS)
        _check(values)
        round_id = writer.insert(t.VoteRound, **values, order=after(last_key(reader, t.VoteRound)))
        AddOptions(round_id, self.options).apply(writer, reader)
        return round_id


@dataclass(frozen=True)
class ChangeRound:
    """Change the question, the method or what the vote decides, before anything was counted."""

    round_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change the vote")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: papers were counted, so that people voted on something else."""
        values = known(self.values, ROUND_FIELDS)
        _check(values)
        _not_counted_yet(self.round_id, reader)
        writer.update(t.VoteRound, self.round_id, **values)


@dataclass(frozen=True)
class DeleteRound:
    """Delete a round with its options and counts."""

    round_id: str
    label: ClassVar[str] = N_("Delete the vote")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is gone already."""
        writer.remove(t.VoteRound, self.round_id)


@dataclass(frozen=True)
class RepeatRound:
    """Vote again: the same question and options with new papers; the earlier round stays as it is."""

    round_id: str
    label: ClassVar[str] = N_("Vote again")

    def apply(self, writer: Writer, reader: Reader) -> str:
        """Return the new round's id. Refused: the earlier round is still open, or gone."""
        old = _round(self.round_id, reader)
        if not old.closed:
            raise Refused(N_("This vote is still open. Close it before you vote again."))
        values = {name: getattr(old, name) for name in ROUND_FIELDS}
        order = after(last_key(reader, t.VoteRound))
        new_id = writer.insert(t.VoteRound, **values, again_of_id=old.id, order=order)
        kept = reader.records(NewOption, t.VoteOption, t.VoteOption.round_id == old.id, order=_ORDER)
        AddOptions(new_id, kept).apply(writer, reader)
        return new_id


@dataclass(frozen=True)
class AddOptions:
    """Put notes, themes or texts on the sheet; what stands there already is not added twice."""

    round_id: str
    options: tuple[NewOption, ...]
    label: ClassVar[str] = N_("Add to the vote")

    def apply(self, writer: Writer, reader: Reader) -> tuple[str, ...]:
        """Return the new options' ids. Refused: papers were counted, a text is blank, or there are too many."""
        _not_counted_yet(self.round_id, reader)
        there = reader.records(NewOption, t.VoteOption, t.VoteOption.round_id == self.round_id)
        subjects = {one.contribution_id or one.theme_id for one in there} - {None}
        new: list[NewOption] = []
        for option in self.options:
            subject = option.contribution_id or option.theme_id
            if not (subject or option.label.strip()):
                raise Refused(N_("Write what people can vote for."))
            if subject is None or subject not in subjects:
                new.append(option)
                subjects.add(subject)
        if len(there) + len(new) > MOST_OPTIONS:
            raise Refused(
                N_("That would be {n} options; a sheet holds at most {most}. Choose a theme, or fewer ideas."),
                n=len(there) + len(new),
                most=MOST_OPTIONS,
            )
        keys = sequence(len(new), last_key(reader, t.VoteOption, t.VoteOption.round_id == self.round_id))
        return writer.insert_many(
            t.VoteOption,
            [
                {
                    "round_id": self.round_id,
                    "contribution_id": one.contribution_id,
                    "theme_id": one.theme_id,
                    "label": one.label.strip(),
                    "left_out": one.left_out,
                    "order": key,
                }
                for one, key in zip(new, keys, strict=True)
            ],
        )


@dataclass(frozen=True)
class ChangeOption:
    """Word an option, leave it out with a reason, or put it back on the sheet (no reason)."""

    option_id: str
    values: Mapping[str, object]
    label: ClassVar[str] = N_("Change what can be voted for")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: papers were counted, or a text of one's own would be blank."""
        option = _open_option(self.option_id, reader)
        values = known(self.values, frozenset({"label", "left_out"}))
        wording = str(values.get("label", option.label)).strip()
        if not (wording or option.contribution_id or option.theme_id):
            raise Refused(N_("Write what people can vote for."))
        writer.update(t.VoteOption, self.option_id, **values)


@dataclass(frozen=True)
class MoveOption:
    """Put an option at another place of the sheet, counted from 0."""

    option_id: str
    to: int
    label: ClassVar[str] = N_("Move on the sheet")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: papers were counted; the letters on them would mean something else."""
        _open_option(self.option_id, reader)
        round_id = reader.scalar(select(t.VoteOption.round_id).where(t.VoteOption.id == self.option_id))
        move_to(writer, reader, t.VoteOption, self.option_id, self.to, t.VoteOption.round_id == round_id)


@dataclass(frozen=True)
class RemoveOption:
    """Take an option off the sheet altogether."""

    option_id: str
    label: ClassVar[str] = N_("Take off the sheet")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: papers were counted."""
        _open_option(self.option_id, reader)
        writer.remove(t.VoteOption, self.option_id)


@dataclass(frozen=True)
class SetCount:
    """Enter one number of a count, or empty its cell (None). `tally`: who counts, or what both settled on."""

    round_id: str
    cell: Cell
    tally: str
    number: int | None
    label: ClassVar[str] = N_("Count votes")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: below 0 or far too large, the round is closed, or the option is not on the sheet."""
        if self.tally not in (FIRST, SECOND, SETTLED):
            raise Refused(N_("Say who counts."))
        if self.number is not None and not 0 <= self.number <= LARGEST:
            raise Refused(N_("A count is a whole number, 0 or more."))
        round_ = _round(self.round_id, reader)
        if round_.closed and self.tally != SETTLED:
            raise Refused(N_("This vote is closed. Open it again to change what was counted."))
        if self.cell[0] != PAPERS:
            _check_cell(round_, self.cell, reader)
        self._put(self.tally, self.number, round_, writer, reader)
        if self.tally != SETTLED:  # what was settled was about another number
            self._put(SETTLED, None, round_, writer, reader)

    def _put(self, tally: str, number: int | None, round_: RoundRecord, writer: Writer, reader: Reader) -> None:
        option, group, mark = self.cell
        cls: type[Any] = t.VoteTurnout if option == PAPERS else t.Ballot
        same = [cls.segment_id.is_(group) if group is None else cls.segment_id == group, cls.tally == tally]
        if option == PAPERS:
            same.append(t.VoteTurnout.round_id == self.round_id)
            values: dict[str, object] = {"papers": number}
        else:
            same += [t.Ballot.option_id == option, t.Ballot.participant_id.is_(None)]
            if round_.method == "rating":
                same.append(t.Ballot.value == mark)
            dots = round_.method == "dots"
            values = {"value": number if dots else mark or 1, "papers": 1 if dots else number}
        ids = [str(row[0]) for row in reader.rows(select(cls.id).where(*same).order_by(cls.id))]
        for row_id in ids[1:] if number is not None else ids:
            writer.remove(cls, row_id)
        if number is None:
            return
        if ids:
            writer.update(cls, ids[0], **values)
            return
        owner = {"round_id": self.round_id} if option == PAPERS else {"option_id": option}
        writer.insert(cls, **owner, segment_id=group, tally=tally, **values)


@dataclass(frozen=True)
class ClearCount:
    """Throw away what one person counted, to begin anew; what was settled goes too."""

    round_id: str
    tally: str
    label: ClassVar[str] = N_("Count anew")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: the round is closed."""
        if _round(self.round_id, reader).closed:
            raise Refused(N_("This vote is closed. Open it again to change what was counted."))
        among = (self.tally, SETTLED)
        options = select(t.VoteOption.id).where(t.VoteOption.round_id == self.round_id)
        own = (t.Ballot.option_id.in_(options), t.Ballot.participant_id.is_(None), t.Ballot.tally.in_(among))
        for row in reader.rows(select(t.Ballot.id).where(*own)):
            writer.remove(t.Ballot, str(row[0]))
        papers = (t.VoteTurnout.round_id == self.round_id, t.VoteTurnout.tally.in_(among))
        for row in reader.rows(select(t.VoteTurnout.id).where(*papers)):
            writer.remove(t.VoteTurnout, str(row[0]))


@dataclass(frozen=True)
class CloseRound:
    """Close a round: from now on its result is shown. `decides`: what it decides, as people were told."""

    round_id: str
    decides: str = ""
    label: ClassVar[str] = N_("Close the vote")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is gone."""
        old = _round(self.round_id, reader)
        said = {"decides": self.decides} if self.decides and not old.decides else {}
        writer.update(t.VoteRound, self.round_id, closed=True, closed_at=writer.now, **said)


@dataclass(frozen=True)
class ReopenRound:
    """Open a round again; its result is hidden until it is closed."""

    round_id: str
    label: ClassVar[str] = N_("Open the vote again")

    def apply(self, writer: Writer, reader: Reader) -> None:
        """Refused: it is gone."""
        writer.update(t.VoteRound, self.round_id, closed=False, closed_at=None)


_ORDER = (t.VoteOption.order, t.VoteOption.id)


def is_counted(reader: Reader, round_id: str) -> bool:
    """Tell whether somebody entered a number in a round."""
    options = select(t.VoteOption.id).where(t.VoteOption.round_id == round_id)
    return bool(
        reader.scalar(select(t.Ballot.id).where(t.Ballot.option_id.in_(options)).limit(1))
        or reader.scalar(select(t.VoteTurnout.id).where(t.VoteTurnout.round_id == round_id).limit(1))
    )


def _round(round_id: str, reader: Reader) -> RoundRecord:
    found = reader.records(RoundRecord, t.VoteRound, t.VoteRound.id == round_id)
    if not found:
        raise Refused(N_("This vote is not there any more."))
    return found[0]


def _not_counted_yet(round_id: str, reader: Reader) -> None:
    if _round(round_id, reader).closed or is_counted(reader, round_id):
        raise Refused(
            N_("Votes were counted already, on this question and these options. Close it and vote again instead.")
        )


def _open_option(option_id: str, reader: Reader) -> OptionRecord:
    found = reader.records(OptionRecord, t.VoteOption, t.VoteOption.id == option_id)
    if not found:
        raise Refused(N_("This is not there any more. Somebody deleted it meanwhile."))
    round_id = reader.scalar(select(t.VoteOption.round_id).where(t.VoteOption.id == option_id))
    _not_counted_yet(str(round_id), reader)
    return found[0]


def _check(values: Mapping[str, object]) -> None:
    """Refuse numbers that no sheet can hold."""
    dots, top = values.get("dots", 1), values.get("top", 5)
    if not isinstance(dots, int) or not 1 <= dots <= MOST_DOTS:
        raise Refused(N_("Give each person at least 1 dot, and at most {most}."), most=MOST_DOTS)
    if not isinstance(top, int) or top not in MARKS:
        raise Refused(N_("The best mark is from {low} to {high}."), low=MARKS[0], high=MARKS[-1])


def _check_cell(round_: RoundRecord, cell: Cell, reader: Reader) -> None:
    option, _, mark = cell
    where = (t.VoteOption.id == option, t.VoteOption.round_id == round_.id, t.VoteOption.left_out == "")
    if not reader.scalar(select(t.VoteOption.id).where(*where)):
        raise Refused(N_("This option is not on the sheet."))
    if round_.method == "rating" and not 1 <= mark <= round_.top:
        raise Refused(N_("The marks of this vote go from 1 to {top}."), top=round_.top)
