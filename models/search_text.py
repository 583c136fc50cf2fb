"""Texts as the search index knows them: without case and accents, and one token for each character of a script that
writes no spaces, so that two Chinese characters are found within a sentence."""

import re
import unicodedata

# Scripts that put no space between words: Thai, Lao, Tibetan, Myanmar, Khmer, Tai, kana, Han.
_SPACELESS = (
    "\u0e01-\u0e2e\u0e2f\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0eba-\u0ec6\u0edc-\u0edf\u0f40-\u0f6c"
    "\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1780-\u17b3\u1950-\u1974\u1980-\u19ab\u19b0-\u19c9\u1a20-\u1a54"
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uaa60-\uaa7a"
    "\uf900-\ufaff\uff66-\uff9f\U00016fe0-\U00016fff\U0001b000-\U0001b2ff\U00020000-\U0003ffff"
)
# Signs that belong to the letter before them.
_SIGNS = (
    "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u0f8d-\u0fbc\u102b-\u103e"
    "\u1056-\u1059\u105e-\u1060\u17b4-\u17d3\u17dd\u1a55-\u1a7f\u3099\u309a\u200c\u200d"
)
_RUN = re.compile(f"(?:[{_SPACELESS}][{_SIGNS}]*)+")
_ONE = re.compile(f"[{_SPACELESS}][{_SIGNS}]*")
# What a letter keeps in no search: Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs, tatweel.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u0652\u0670]"
)
_WORD = re.compile(r"\w")
WITHIN = 3  # letters that a part of a word needs, because the index of parts holds three at a time

MOST_PARTS = 4  # parts that one question names


def searchable(text: str) -> str:
    """Return a text as it stands in the index."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.casefold())
    folded = unicodedata.normalize("NFC", _ACCENTS.sub("", folded))
    return _RUN.sub(lambda run: f" {' '.join(_ONE.findall(run[0]))} ", folded)


def is_spaceless(text: str) -> bool:
    """Tell whether a text holds a letter of a script that puts no space between words."""
    return _ONE.search(text) is not None


def terms_of(words: str) -> tuple[str, ...]:
    """Return the terms of what somebody typed to be found, as they stand in the index; none: nothing to look for."""
    sane = words.replace("\0", " ").encode(errors="ignore").decode()  # what no stored text can hold
    terms = (" ".join(searchable(word).replace('"', " ").split()) for word in sane.split())
    return tuple(dict.fromkeys(term for term in terms if _WORD.search(term)))


def word_query(terms: tuple[str, ...]) -> str:
    """Return the question to the index of words: all terms, or words that begin like them."""
    return " ".join(f'"{term}"*' for term in terms)


def part_query(terms: tuple[str, ...]) -> str:
    """Return the question to the index of parts, each three letters; empty where no term is long enough for it.

    A few parts beside each other are enough: what they find is looked at for the terms themselves.
    """
    parts: list[str] = []
    for term in sorted(terms, key=len, reverse=True):
        if len(term) >= WITHIN and not is_spaceless(term):
            starts = [*range(0, len(term) - WITHIN, WITHIN), len(term) - WITHIN]
            parts += [term[at : at + WITHIN] for at in starts]
    return " AND ".join(f'"{part}"' for part in list(dict.fromkeys(parts))[:MOST_PARTS])


def excerpt(text: str, terms: tuple[str, ...], longest: int = 118) -> str:
    """Return the part of a text, on one line, in which the first of its words stands that holds a term."""
    words = text.split()
    at = next((at for at, word in enumerate(words) if _holds(searchable(word), terms)), 0)
    before = 0
    while at and before + len(words[at - 1]) < longest // 4:
        at -= 1
        before += len(words[at]) + 1
    line = " ".join(words[at : at + longest])
    if len(line) > longest and is_spaceless(line):
        line = _around(line, terms, longest)
    cut = line if len(line) <= longest else line[:longest].rstrip() + "…"
    return f"…{cut}" if at and not cut.startswith("…") else cut


def _holds(word: str, terms: tuple[str, ...]) -> bool:
    return any(term in word for term in terms)


def _around(line: str, terms: tuple[str, ...], longest: int) -> str:
    """Return a long line without spaces from shortly before the first term on."""
    plain = line.casefold()
    at = min((place for term in terms if (place := plain.find(term.replace(" ", ""))) >= 0), default=0)
    start = max(0, at - longest // 4)
    return f"…{line[start:]}" if start else line
