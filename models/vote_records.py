"""Rounds of votes as records, and the sentences about them: what a vote decides, by which rule, how to fill it in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.vocabulary import Term
from resources.texts import N_

PAPERS = ""  # stands for the papers where a cell names an option
FIRST, SECOND, SETTLED = "a", "b", ""
Group = str | None  # None: the group is not said, or nobody counted by group
Cell = tuple[str, Group, int]  # option (or PAPERS), group, mark of a rating (else 0)
Counts = Mapping[Cell, int]

DECIDES = {
    None: N_("How far our word goes is not said yet, so this vote decides nothing."),
    1: N_("This vote decides nothing. It tells us what matters to you."),
    2: N_("This vote is advice. We decide, and say what we did with it and why."),
    3: N_("This vote says what we work on with you first. We show where it went."),
    4: N_("On the parts named open, this vote is how we decide together. On anything else it is advice."),
    5: N_("This vote decides, within the limits that were named."),
}
RULES = (
    Term(
        "dots",
        N_("All dots of an option are added up. Equal numbers share a place; nothing breaks the tie."),
        N_("You have {n} dots. Put them on what matters most to you. Several dots may go on one line."),
    ),
    Term(
        "one_choice",
        N_("The papers that chose an option are counted. Equal numbers share a place; nothing breaks the tie."),
        N_("Choose one. Put one cross in one box."),
    ),
    Term(
        "rating",
        N_(
            "An option has the highest mark that at least half of its papers gave or passed. "
            "Equal marks share a place; nothing breaks the tie."
        ),
        N_("Give each line a mark from 1 to {n}. {n} is the best. You may leave a line out."),
    ),
)


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """A round. `top`: the highest mark of a rating; `again_of_id`: the round it repeats."""

    id: str
    workshop_id: str | None
    question: str
    method: str
    dots: int
    decides: str
    closed: bool
    order: str
    top: int
    again_of_id: str | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class OptionRecord:
    """What can be voted for. `left_out`: why it is not on the sheet; `words` and `code` are filled in by queries.

    `gone`: its note was withdrawn or deleted, so that only its votes are left.
    """

    id: str
    contribution_id: str | None
    theme_id: str | None
    label: str
    left_out: str
    words: str = ""
    code: str = ""
    letter: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class BallotRecord:
    """Votes for one option of one group's papers (or one participant), as one person counted them."""

    option_id: str
    participant_id: str | None
    segment_id: Group
    tally: str
    value: int
    papers: int


@dataclass(frozen=True, slots=True)
class TurnoutRecord:
    """How many papers somebody counted from a group."""

    segment_id: Group
    tally: str
    papers: int


def letter_of(number: int) -> str:
    """Return the letter of the option with a number from 0: A … Z, AA …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
