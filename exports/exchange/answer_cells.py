"""Cells of answers to values: verdicts, yes and no, days, languages, as forms and people write them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from exports.xlsform.texts import YES, in_every_language
from models import vocabulary as v

YEARS = range(1990, 2100)
LONGEST = 80  # characters of a cell that is a verdict or a day
# English, Finnish, Swedish; lower case, without marks.
_VERDICT_WORDS: dict[str, tuple[str, ...]] = {
    "right": (
        *("right", "yes", "yes you did", "you got it right", "correct", "true", "agree", "exactly"),
        *("oikein", "kyllä", "joo", "täsmälleen", "juuri niin", "samaa mieltä"),
        *("rätt", "ja", "stämmer", "precis", "ja det stämmer"),
    ),
    "partly": (
        *("partly", "partially", "in part", "somewhat", "more or less", "nearly"),
        *("osittain", "osin", "melkein", "suunnilleen", "jotakuinkin"),
        *("delvis", "nästan", "ungefär"),
    ),
    "wrong": (
        *("wrong", "no", "not right", "incorrect", "false", "disagree", "no that is not what i meant"),
        *("väärin", "ei", "en tarkoittanut sitä", "eri mieltä", "ei pidä paikkaansa"),
        *("fel", "nej", "stämmer inte", "nej det menade jag inte"),
    ),
}
_YES_WORDS = {"yes", "y", "true", "1", "x", "ok", "kyllä", "joo", "k", "ja", "j", "on", "haluan", "✓", "✔", "checked"}
_MONTHS = {name: at for at, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_POINTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?:,?\s.*)?")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?:,?\s.*)?")
_YEAR_FIRST = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?:[T ].*)?")
_ENGLISH = re.compile(r"([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})(?:,?\s.*)?")
_NUMBER = re.compile(r"\d{5}(?:[.,]\d+)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def plain(cell: str) -> str:
    """Return a cell's words in small letters, without marks."""
    return " ".join(re.sub(r"[^\w\s✓✔]", " ", cell.casefold()).split())


@lru_cache
def _verdicts() -> dict[str, str]:
    found = {word: code for code, words in _VERDICT_WORDS.items() for word in words}
    for term in v.VERDICTS:
        found |= {plain(text): term.code for text in in_every_language(term.label)}
    return found


def read_verdict(cell: str) -> str:
    """Return right, partly or wrong; empty where the cell says neither."""
    return _verdicts().get(plain(cell), "") if len(cell) <= LONGEST else ""


def says_yes(cell: str) -> bool:
    """Tell whether a cell says yes."""
    return plain(cell) in _yes_words()


@lru_cache
def _yes_words() -> frozenset[str]:
    return frozenset(_YES_WORDS) | {plain(text) for text in in_every_language(YES)}


def read_language(cell: str) -> str:
    """Return the language code of a cell such as “fi” or “Suomi (fi)”; empty where there is none."""
    inner = re.search(r"\(([^()]*)\)\s*$", cell)
    code = (inner[1] if inner else cell).strip().replace("_", "-")
    return code if len(code) <= 35 and _LANGUAGE.fullmatch(code) and code.lower() != "default" else ""


def days_first(cells: Iterable[str]) -> bool | None:
    """Tell whether a column of 3/5/2026 writes the day first; None: nothing in it says so."""
    found = [slashes for cell in cells if (slashes := _SLASHES.fullmatch(cell.strip()[:LONGEST]))]
    if any(int(one[1]) > 12 for one in found):
        return True
    return False if any(int(one[2]) > 12 for one in found) else None


def read_day(cell: str, day_first: bool | None) -> date | None:
    """Return the calendar day that a form wrote; None for what is none, or could be two."""
    text = cell.strip()[:LONGEST]
    if found := _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _date(found[1], found[2], found[3])
    if found := _POINTS.fullmatch(text):
        return _date(found[3], found[2], found[1])
    if found := _ENGLISH.fullmatch(text):
        return _date(found[3], str(_MONTHS.get(found[1].lower(), 0)), found[2])
    if found := _SLASHES.fullmatch(text):
        if found[1] == found[2]:
            return _date(found[3], found[1], found[2])
        if day_first is None:
            return None
        return _date(found[3], found[2], found[1]) if day_first else _date(found[3], found[1], found[2])
    if _NUMBER.fullmatch(text):  # a spreadsheet's count of days
        day = datetime(1899, 12, 30) + timedelta(days=int(text[:5]))  # noqa: DTZ001 - a day, no instant
        return day.date() if day.year in YEARS else None
    return None


def _date(year: str, month: str, day: str) -> date | None:
    full = int(year) + 2000 if len(year) == 2 else int(year)
    try:
        return date(full, int(month), int(day)) if full in YEARS else None
    except ValueError:
        return None
