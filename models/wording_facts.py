"""What the file holds about the thing that a text speaks of: the only source of a replacement."""

from dataclasses import dataclass
from datetime import date

from models import records as r
from models.small_groups import DEFAULT_LIMIT

SETTLED = ("now", "try", "accepted", "answered")  # confirmed, these say what will be


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about one answer; all empty for a text that belongs to no answer, such as an invitation.

    `agreed` of `asked`: people who were for it, of those who were asked. Below `small_group` no number is said.
    `level`: how far the organisation's word goes in the workshop, 1 to 5, 0 where it is not said.
    """

    code: str = ""
    confirmed: bool = False
    owner: str = ""
    report_back: date | None = None
    starts: date | None = None
    ends: date | None = None
    body: str = ""
    decision_day: date | None = None
    recipient: str = ""
    find_out_by: date | None = None
    agreed: int | None = None
    asked: int | None = None
    small_group: int = DEFAULT_LIMIT
    level: int = 0

    @property
    def settled(self) -> bool:
        """Tell whether a strong word is right here: somebody confirmed a yes."""
        return self.confirmed and self.code in SETTLED


NOTHING = Facts()


def facts_of(
    answer: r.AnswerRecord | None,
    estimate: r.EstimateRecord | None = None,
    agreed: int | None = None,
    asked: int | None = None,
    small_group: int = DEFAULT_LIMIT,
) -> Facts:
    """Return what the file holds about an answer; `agreed` of `asked` people where a vote was counted."""
    starts, ends = (estimate.starts, estimate.ends) if estimate else (None, None)
    if answer is None:
        return Facts(starts=starts, ends=ends, agreed=agreed, asked=asked, small_group=small_group)
    return Facts(
        answer.code,
        answer.confirmed,
        answer.owner.strip(),
        answer.report_back,
        starts,
        ends,
        answer.body.strip(),
        answer.decision_day,
        answer.recipient.strip(),
        answer.find_out_by,
        agreed,
        asked,
        small_group,
    )
