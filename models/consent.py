"""Consent: a purpose counts only while somebody said yes to it and the date to ask again has not passed."""

from collections.abc import Iterable
from datetime import date

from models.records import ConsentRecord, StoryRecord


def allows(consents: Iterable[ConsentRecord], purpose: str, today: date) -> bool:
    """Tell whether a story may be used for `purpose` today. Not asked yet, no, and expired count as no."""
    return any(
        consent.purpose == purpose
        and consent.answer == "yes"
        and (consent.ask_again is None or today <= consent.ask_again)
        for consent in consents
    )


def may_use(story: StoryRecord, purpose: str, today: date) -> bool:
    """Tell whether a story's words may stand in an output of `purpose`; withdrawn words never may."""
    return not story.withdrawn and allows(story.consents, purpose, today)


def to_ask(story: StoryRecord, purposes: Iterable[str]) -> tuple[str, ...]:
    """Return the purposes that nobody has asked the teller about: “Ask before they go home”."""
    asked = {consent.purpose for consent in story.consents}
    return tuple(purpose for purpose in purposes if purpose not in asked)
