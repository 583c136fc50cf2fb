"""What the commands share: exit codes, today, and the kinds of argument. No Qt, not even indirectly."""

import argparse
from datetime import date

from models.clock import local_day, wall_clock
from resources.texts import document_languages

DONE, FOUND, BAD = 0, 1, 2
YEARS = range(1900, 2200)

Commands = argparse._SubParsersAction  # argparse has no public name for it


def today() -> date:
    """Return the day that it is here."""
    return local_day(wall_clock())


def day_of(text: str) -> date:
    """Return the day that somebody wrote. ArgumentTypeError: it is none, or dates cannot be counted from it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date. Write it as 2027-05-14.") from None
    if day.year not in YEARS:  # dates are counted from it in both directions
        raise argparse.ArgumentTypeError(f"“{text}” is too far away: the year is {YEARS.start} to {YEARS.stop - 1}.")
    return day


def language_of(text: str) -> str:
    """Return the language of documents that somebody named. ArgumentTypeError: there is none; it lists them."""
    known = document_languages()
    if text not in known:
        raise argparse.ArgumentTypeError(f"“{text}” is no language of documents. There are: {', '.join(known)}.")
    return text
