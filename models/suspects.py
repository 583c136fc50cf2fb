"""Spans of words that look as if somebody could be found by them: to look at, never hidden by themselves."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from models.redaction import Hidden, Span, found_in

Kind = Literal["mail", "phone", "identity", "address", "web", "name", "again"]
MOST = 12  # of one story that are shown: more would be a list nobody looks at
LOOKED_AT = 50_000  # characters; a whole book is not looked through while somebody types

_STREET = (
    r"street|st\.|road|rd\.|lane|avenue|square|drive|close|katu|tie|kuja|polku|gatan|vägen|gränd|straße|strasse|str\."
    r"|weg|platz|gasse|rue|calle|via|straat|laan|ulica|ul\.|utca|út"
)
_TITLE = r"Dr|Prof|Mrs?|Ms|Miss|Mx|Sir|Madam|Herr|Frau|Sra?|Mme|M|rouva|herra|neiti|fru|lääkäri|tohtori|Lady|Nurse"
# Kinds in the order they are looked for; what one of them found is not found again by the next.
PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("mail", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")),
    ("web", re.compile(r"(?:https?://|www\.)\S+[\w/]|(?<![\w@])@\w{3,}", re.IGNORECASE)),
    ("identity", re.compile(r"(?<!\w)\d{6}[-+A]\d{3}[0-9A-Z](?!\w)|(?<!\w)\d{3}-\d{2}-\d{4}(?!\w)")),
    ("phone", re.compile(r"(?<![\w.,/])\+?\(?\d(?:[\s().\u2011/-]{0,2}\d){6,14}(?![\w/])")),
    (
        "address",
        re.compile(
            rf"(?<!\w)(?:\w[\w'’.-]{{0,30}}(?:{_STREET})|\w[\w'’.-]{{0,30}}\s(?:{_STREET}))\s\d{{1,4}}\s?[A-Za-z]?(?!\w)"
            rf"|(?<!\w)\d{{1,4}}[A-Za-z]?,?\s(?:\w[\w'’.-]{{0,30}}\s){{1,3}}(?:{_STREET})(?!\w)"
            rf"|(?<!\w)(?:{_STREET})\s(?:\w[\w'’.-]{{0,30}}\s){{1,3}}\d{{1,4}}(?!\w)",
            re.IGNORECASE,
        ),
    ),
    ("name", re.compile(rf"(?<!\w)(?:{_TITLE})\.?\s[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]+(?:\s[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]+)?")),
    ("name", re.compile(r"(?<=[a-zà-öø-ÿ,;]\s)[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+\s[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+(?!\w)")),
)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A span to look at, and what it looks like; "again": the same text is hidden elsewhere in these words."""

    kind: Kind
    first: int
    last: int
    instead: str = ""

    @property
    def span(self) -> Span:
        """The span itself."""
        return Span(self.first, self.last, self.instead)


def suspects(words: str, hidden: Iterable[Span] = ()) -> tuple[Suspect, ...]:
    """Return what in `words` looks like a name, a number or an address and is not hidden yet, in order."""
    spans, words = tuple(hidden), words[:LOOKED_AT]
    taken = [(span.first, span.last) for span in spans]
    found: list[Suspect] = []

    def take(kind: Kind, first: int, last: int, instead: str = "") -> None:
        if len(found) < MOST and not any(first < end and start < last for start, end in taken):
            taken.append((first, last))
            found.append(Suspect(kind, first, last, instead))

    texts = {Hidden(words[span.first : span.last], span.instead) for span in spans}
    for span in found_in(words, sorted(texts, key=lambda one: one.text)):
        take("again", span.first, span.last, span.instead)
    for kind, pattern in PATTERNS:
        for hit in pattern.finditer(words):
            if kind != "phone" or not _is_year_span(hit[0]):
                take(kind, hit.start(), hit.end())
    return tuple(sorted(found, key=lambda one: one.first))


def everywhere(words: str, first: int, last: int, instead: str = "") -> tuple[Span, ...]:
    """Return the marked span and every other place of the same text as a whole word, so that none is forgotten."""
    text = words[first:last].strip()
    if not text:
        return ()
    first += words[first:last].index(text)
    own = Span(first, first + len(text), instead)
    whole = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE) if len(text) > 1 else None
    others = (Span(hit.start(), hit.end(), instead) for hit in whole.finditer(words)) if whole else ()
    return (own, *(span for span in others if span.first != first))


def _is_year_span(text: str) -> bool:
    """Tell "2019-2021" and "12.5.2026" from a phone number."""
    return bool(re.fullmatch(r"(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d", text))
