"""Single cells to values: numbers as people write them in several countries, and words for the kind of a note."""

import re
from decimal import Decimal

from resources.texts import N_

KINDS = ("unsorted", "idea", "stop", "keep", "problem", "offer", "question", "limit")

# English, Finnish, Swedish, Spanish; lower case. Polku's own codes are added below.
_KIND_WORDS: dict[str, tuple[str, ...]] = {
    "unsorted": ("not sorted", "lajittelematon", "osorterad", "sin clasificar", "sin ordenar"),
    "idea": ("ideas", "proposal", "suggestion", "ajatus", "ehdotus", "idé", "förslag", "propuesta", "sugerencia"),
    "stop": ("stop doing", "lopeta", "lopetetaan", "sluta", "slopa", "dejar de hacer", "parar"),
    "keep": ("keep doing", "säilytä", "pidä", "pidetään", "behåll", "mantener", "conservar"),
    "problem": ("problems", "complaint", "ongelma", "valitus", "klagomål", "problema", "queja"),
    "offer": ("offers", "help offered", "tarjous", "erbjudande", "oferta", "ofrecimiento"),
    "question": ("questions", "kysymys", "fråga", "pregunta"),
    "limit": ("limits", "constraint", "raja", "rajoite", "gräns", "begränsning", "límite", "limite"),
}
_KIND_OF = {word: kind for kind, words in _KIND_WORDS.items() for word in (kind, *words)}

_SPACES = "\u00a0\u2007\u2009\u202f "  # what stands between thousands
_MONEY_SIGNS = re.compile(
    r"^(?:[€$£¥]|[A-Za-z]{2,3}\.?|kr\.?)?(.*?)(?:[€$£¥]|[A-Za-z]{2,3}\.?|kr\.?|:-|,-)?$", re.DOTALL
)
_GROUPED = {mark: re.compile(rf"[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in ",. '’"}
_LONGEST = 30  # characters; longer than any sum of money, and a bound for Decimal

Fault = tuple[str, dict[str, str]]
NO_VOTES = N_("The votes “{value}” are not a whole number; they were left out.")
NO_COST = N_("The cost “{value}” is not a sum that can be read; it was left out.")
AMBIGUOUS = N_("The cost “{value}” can mean two different sums; it was left out. Write {one} or {other}.")
UNKNOWN_KIND = N_("“{value}” is no kind of note; the note is unsorted.")


def read_kind(cell: str) -> tuple[str, Fault | None]:
    """Return the kind's code; "unsorted" for an empty cell, and for an unknown word with what is wrong."""
    word = " ".join(cell.split()).casefold()
    if not word or word in _KIND_OF:
        return _KIND_OF.get(word, "unsorted"), None
    return "unsorted", (UNKNOWN_KIND, {"value": cell.strip()})


def read_votes(cell: str) -> tuple[int | None, Fault | None]:
    """Return a whole number from "20", "20.0", "1 234" or "1,234"; None with what is wrong for anything else."""
    shown = cell.strip()
    if not shown:
        return None, None
    sign = -1 if shown[:1] in "-−" else 1
    digits = _ungrouped(shown[1:] if shown[:1] in "+-−" else shown)
    whole = re.fullmatch(r"([0-9]{1,12})(?:[.,]0{1,2})?", digits)
    if whole:
        return sign * int(whole[1]), None
    return None, (NO_VOTES, {"value": _cut(shown)})


class Number(str):
    """A cell that held a number, not the letters of one: its decimal mark is a point."""

    __slots__ = ()


def read_cost(cell: str, decimal: str = "") -> tuple[Decimal | None, Fault | None]:
    """Return a sum without its currency from "1.234,56", "1,234.56", "€ 300" or "300 EUR".

    "1,234" alone can be a thousand or a decimal number: None, and what to write instead, unless `decimal` says which
    mark stands before the decimals. Negative sums are no costs.
    """
    shown = cell.strip()
    if not shown:
        return None, None
    wrong = (NO_COST, {"value": _cut(shown)})
    if len(shown) > _LONGEST:
        return None, wrong
    inner = _MONEY_SIGNS.match(shown)
    number = (inner[1] if inner else shown).strip()
    if decimal:
        plain = _with_mark(number, decimal)
        return (Decimal(plain), None) if plain else (None, wrong)
    if re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", number):
        whole, rest = re.split(r"[.,]", number)
        values = {"value": shown, "one": whole + rest, "other": f"{whole}.{rest}0"}
        return None, (AMBIGUOUS, values)
    plain = _plain_decimal(number)
    return (Decimal(plain), None) if plain else (None, wrong)


def _ungrouped(number: str) -> str:
    """Return digits without the marks between thousands, if they stand where they should."""
    number = re.sub(f"[{_SPACES}]", " ", number)
    for mark, grouped in _GROUPED.items():
        found = grouped.match(number)
        if found and mark not in number[found.end() :]:
            return number[: found.end()].replace(mark, "") + number[found.end() :]
    return number


def _with_mark(number: str, decimal: str) -> str:
    """Return the number with a decimal point, read as somebody writes it who uses this mark; "" if it is none."""
    whole, mark, rest = number.partition(decimal)
    whole = _ungrouped(whole)
    if not re.fullmatch(r"[0-9]{1,15}", whole) or not re.fullmatch(r"[0-9]{0,15}", rest) or (mark and not rest):
        return ""
    return f"{whole}.{rest}" if rest else whole


def _plain_decimal(number: str) -> str:
    """Return the number with a decimal point and no marks between thousands, or "" if it is none."""
    number = re.sub(f"[{_SPACES}]", " ", number)
    decimal = max(number.rfind(","), number.rfind("."))
    lone = decimal >= 0 and number.count(number[decimal]) == 1
    whole, rest = (number[:decimal], number[decimal + 1 :]) if lone else (number, "")
    if re.search(r"[ ,.'’]", whole):
        if not any(grouped.fullmatch(whole) for grouped in _GROUPED.values()):
            return ""
        whole = re.sub(r"[ ,.'’]", "", whole)
    if not re.fullmatch(r"[0-9]{1,15}", whole) or not re.fullmatch(r"[0-9]{0,15}", rest):
        return ""
    return f"{whole}.{rest}" if rest else whole


def _cut(value: str) -> str:
    return value if len(value) <= 60 else value[:59] + "…"
