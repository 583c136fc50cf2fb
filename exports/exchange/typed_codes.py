"""Reference codes as they come back: typed, scanned, pasted with an address, or changed by a spreadsheet.

A spreadsheet takes 34667E4 for the number 346670000 and MAR3467 for the first day of March 3467. Which code that was
is known from the codes of the project: those that it would change in this way.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from models.code_index import split_step
from models.codes import codes_in, read_code

MONTHS = {name: at for at, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)}
MIDNIGHT = " 00:00:00"
LARGEST_POWER = 308  # beyond it a spreadsheet leaves the letters as they are
LONGEST = 400  # characters of a cell that a code is looked for in
_NUMBER = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[Ee]\+?[0-9]{1,3})?")
_POWER = re.compile(r"([0-9]+)E([0-9]+)")
_MONTH = re.compile(r"([A-Z]{3})([0-9]{4})")
_AS_TYPED = re.compile(r"[A-Za-z0-9\s\-–.]{7,24}")


class TypedCodes:
    """Reads codes as they come back; knows the codes of one project."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._exact: defaultdict[str, set[str]] = defaultdict(set)
        self._short: defaultdict[str, set[str]] = defaultdict(set)
        for code in codes:
            if number := _as_number(code):
                self._exact[_plain(number)].add(code)
                self._short[_shown(number)].add(code)
            elif day := _as_day(code):
                self._exact[day.isoformat()].add(code)
                self._exact[f"{code[:3]}-{code[5:]}"].add(code)

    def read(self, cell: str) -> str:
        """Return the code in a cell, also a step's; empty where there is none."""
        typed = cell.strip().strip("'\"")[:LONGEST]
        if not typed:
            return ""
        if code := self._changed(typed):
            return code
        if _AS_TYPED.fullmatch(typed):
            if code := read_code(typed):
                return code
            project, letter = split_step(typed)
            if project:
                return f"{project}-{letter}"
        return _within(typed)

    def holds(self, cell: str) -> bool:
        """Tell whether there is a code in a cell."""
        return bool(self.read(cell))

    def _changed(self, typed: str) -> str:
        """Return the one code that a spreadsheet made this number or date of."""
        plain = typed.upper().removesuffix(MIDNIGHT)
        found = self._exact.get(plain, set[str]())
        if not found and (number := _number(plain)) is not None:
            found = self._exact.get(_plain(number), set[str]()) or self._short.get(_shown(number), set[str]())
            found = found if "E" in plain or _plain(number) in self._exact else set[str]()
        return next(iter(found)) if len(found) == 1 else ""


def looks_changed(cell: str) -> bool:
    """Tell whether a spreadsheet may have changed the code that stood in a cell."""
    return re.fullmatch(r"\s*[0-9]+(?:[.,][0-9]+)?E\+?[0-9]+\s*", cell, re.IGNORECASE) is not None


def _within(text: str) -> str:
    """Return the one code that stands in an address, a subject or a sentence; of a step with its letter."""
    upper = text.upper()
    found = set(codes_in(upper))
    if len(found) != 1:
        return ""
    code = found.pop()
    step = re.search(rf"{code}-([A-Z]{{1,2}})(?![A-Z0-9])", upper)
    return f"{code}-{step[1]}" if step else code


def _number(text: str) -> Decimal | None:
    plain = re.sub(r"[\s\u00a0\u202f]", "", text)
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+", plain):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".")
    return Decimal(plain) if _NUMBER.fullmatch(plain) else None


def _as_number(code: str) -> Decimal | None:
    """Return the number that a spreadsheet makes of a code, None where it keeps its letters."""
    if code.isdecimal():
        return Decimal(code)
    power = _POWER.fullmatch(code)
    if power is None or int(power[2]) + len(power[1]) > LARGEST_POWER:
        return None
    return Decimal(f"{power[1]}E{power[2]}")


def _as_day(code: str) -> date | None:
    month = _MONTH.fullmatch(code)
    return date(int(month[2]), MONTHS[month[1]], 1) if month and month[1] in MONTHS else None


def _plain(number: Decimal) -> str:
    """Return a number so that equal ones are equal texts."""
    return f"{number:.15E}"


def _shown(number: Decimal) -> str:
    """Return a number as a spreadsheet shows a large one: 3.47E+08."""
    return f"{number:.2E}"
