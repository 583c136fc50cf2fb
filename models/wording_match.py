"""Finds the patterns of a word list in a text, in time that grows with the text and nothing else.

A text is cut into words once. A pattern is a row of words: `word`, `begin*`, `*end`, `(one|two)`, `#` a number,
`#date` a date or a year, `...` up to three words, and a `?` after what may be missing. There are no
regular expressions in the lists, so that nobody's entry can make the window hang.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
NEGATION = "not"  # the set of words that `...` never skips
GAP = 3  # words that `...` stands for at most
MOST_LOOSE = 3  # `...` and `?` in one pattern: more would make the search long
MOST_KNOWN = 5000  # words whose patterns are remembered
LEAST_STEM = 2  # letters before or after a `*`
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:/–-]\d+)*)"
    r"|(?P<tail>(?<=[^\W\d_])['’][^\W\d_]+)"
    r"|(?P<word>[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad])*)"
    r"|(?P<percent>[%‰€$£])"
    r"|(?P<stop>[.!?…]+|\n)"
    r"|(?P<pause>[,;:–—(])"
)
_DATE = re.compile(r"(?:19|20)\d\d|\d{1,2}[./]\d{1,2}(?:[./](?:\d\d)?\d\d)?|\d{4}-\d\d?-\d\d?|\d{1,2}-\d{1,2}-\d{4}")
_QUOTES = {"“": "”", "”": "”", "„": "“”", "«": "»", "»": "«»", "‘": "’", '"': '"', "‹": "›", "「": "」"}
_APART = re.compile(r"[^\W\d_]")


class Token(NamedTuple):
    """A word or number of a text; `clause` and `sentence` number the ones it stands in."""

    word: str
    start: int
    end: int
    clause: int
    sentence: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a pattern. `kind`: words, gap, number or date."""

    kind: str
    words: frozenset[str] = frozenset()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    may_lack: bool = False

    def takes(self, word: str) -> bool:
        """Tell whether a word fits here."""
        if self.kind == "words":
            return (
                word in self.words
                or bool(self.begins and word.startswith(self.begins))
                or bool(self.ends and word.endswith(self.ends))
            )
        return is_number(word) if self.kind == "number" else bool(_DATE.fullmatch(word))


Pattern = tuple[Part, ...]


def is_number(word: str) -> bool:
    """Tell whether a token is a number; numbers begin with a digit, words do not."""
    return word[:1].isdigit()


class BadPattern(ValueError):
    """A pattern that cannot be read; `why` is one of the sentences of wording_lists."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """Return a word as it is compared: composed, in small letters, without soft hyphens."""
    small = word.replace("\u00ad", "").replace("’", "'").lower()
    return small if small.isascii() else unicodedata.normalize("NFC", small)


def tokens_of(text: str) -> tuple[Token, ...]:
    """Cut a text into words, and tell which stand in a quotation."""
    quoted = list(_quotations(text))
    found: list[Token] = []
    clause = sentence = at = 0
    for hit in _TOKEN.finditer(text):
        kind, start, end = hit.lastgroup, hit.start(), hit.end()
        if kind == "pause":
            clause += 1
        elif kind == "stop":
            if _ends_sentence(text, start, end, found[-1].word if found else ""):
                sentence += 1
                clause += 1
        else:
            while quoted and at < len(quoted) and quoted[at][1] <= start:
                at += 1
            inside = bool(quoted) and at < len(quoted) and quoted[at][0] <= start
            found.append(Token(plain(hit[0]), start, end, clause, sentence, inside))
    return tuple(found)


def _ends_sentence(text: str, start: int, end: int, before: str) -> bool:
    """Tell a full stop from the dot of 12. June, esim. or t.ex.: what follows begins with a capital or a number."""
    if text[start] == "\n" or end >= len(text):
        return True
    if not text[end].isspace() and text[end] not in '”"’»)]':
        return False
    following = next((one for one in text[end : end + 20] if one.isalnum()), "")
    if text[start] in "!?":
        return True
    if following.islower():
        return False
    return not (following.isdigit() and (is_number(before) or len(before) <= 3))


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield the quotations of a text, from mark to mark, each within one line."""
    at = 0
    for line in text.splitlines(keepends=True):
        yield from ((at + start, at + end) for start, end in _quotations_of_line(line))
        at += len(line)


def _quotations_of_line(line: str) -> Iterator[tuple[int, int]]:
    if not any(mark in line for mark in (*_QUOTES, "’", "'")):
        return
    at, never = 0, set[str]()
    while at < len(line):
        closing = _QUOTES.get(line[at], "")
        if line[at] in "’'" and not (at and line[at - 1].isalnum()):
            closing = line[at]
        if closing and closing not in never:
            end = _closing(line, at + 1, closing)
            if end > 0:
                yield at, end
                at = end
                continue
            never.add(closing)
        at += 1


def _closing(line: str, start: int, closing: str) -> int:
    """Return where a quotation ends, 0 where it does not; an apostrophe within a word ends nothing."""
    for at in range(start, len(line)):
        if line[at] in closing:
            inside = line[at] in "’'" and at + 1 < len(line) and bool(_APART.match(line[at + 1]))
            if not inside:
                return at + 1
    return 0


# -- patterns ---------------------------------------------------------------------------------------------------------

EMPTY = "empty"
LOOSE = "loose"
FIRST = "first"
STEM = "stem"
UNKNOWN_SET = "set"
BRACKETS = "brackets"


def pattern_of(written: str, sets: dict[str, tuple[str, ...]]) -> Pattern:
    """Read a pattern as it stands in a list. BadPattern says what is wrong with it."""
    parts = tuple(part for piece in written.split() for part in _parts_of(piece, sets))
    if not parts:
        raise BadPattern(EMPTY)
    if sum(part.may_lack or part.kind == "gap" for part in parts) > MOST_LOOSE:
        raise BadPattern(LOOSE)
    if "gap" in (parts[0].kind, parts[-1].kind) or parts[0].ends or all(part.may_lack for part in parts):
        raise BadPattern(FIRST)
    return parts


def _parts_of(piece: str, sets: dict[str, tuple[str, ...]]) -> Iterator[Part]:
    if piece in ("...", "…"):
        yield Part("gap", frozenset(sets.get(NEGATION, ())))
        return
    may_lack = piece.endswith("?")
    piece = piece.removesuffix("?")
    if piece in ("#", "#date"):
        yield Part("date" if piece == "#date" else "number", may_lack=may_lack)
        return
    if piece.count("(") + piece.count(")") not in (0, 2) or "(" in piece[1:] or ")" in piece[:-1]:
        raise BadPattern(BRACKETS)
    if "|" in piece or piece.startswith(("@", "(")):
        yield _one_of(_alternatives(piece, sets), may_lack)
        return
    words = _pieces(piece)
    if not words:
        raise BadPattern(EMPTY)
    for word in words:  # co-create* is two words to the text, too
        yield _one_of([word], may_lack)


def _alternatives(piece: str, sets: dict[str, tuple[str, ...]]) -> list[str]:
    found: list[str] = []
    for one in piece.strip("()").split("|"):
        if one.startswith("@"):
            if one[1:] not in sets:
                raise BadPattern(UNKNOWN_SET)
            found.extend(sets[one[1:]])
        else:
            found.append(one)
    return found


def _one_of(words: Iterable[str], may_lack: bool) -> Part:
    exact, begins, ends = set[str](), list[str](), list[str]()
    for written in words:
        word = plain(written.strip())
        stem = word.strip("*")
        if not stem or "*" in stem or (word != stem and len(stem) < LEAST_STEM):
            raise BadPattern(STEM)
        if word.startswith("*"):
            ends.append(stem)
        elif word.endswith("*"):
            begins.append(stem)
        else:
            exact.add(word)
    if not (exact or begins or ends):
        raise BadPattern(EMPTY)
    return Part("words", frozenset(exact), tuple(begins), tuple(ends), may_lack)


def _pieces(written: str) -> list[str]:
    """Cut what is written as one word the way the text is cut: we'll is we and 'll."""
    return re.findall(r"(?<=[^\W\d_])['’][^\W\d_]+|\*?[^\W_]+\*?|[%‰€$£]", written)


# -- looking for them -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Index(Generic[T]):
    """Patterns by how they begin. Fill it with `add`, then ask it."""

    _exact: dict[str, list[tuple[Pattern, T]]] = field(default_factory=dict[str, list[tuple[Pattern, T]]])
    _begins: dict[str, list[tuple[Pattern, T]]] = field(default_factory=dict[str, list[tuple[Pattern, T]]])
    _numbers: list[tuple[Pattern, T]] = field(default_factory=list[tuple[Pattern, T]])
    _lengths: tuple[int, ...] = ()
    _known: dict[str, tuple[tuple[Pattern, T], ...]] = field(default_factory=dict[str, tuple[tuple[Pattern, T], ...]])

    def add(self, pattern: Pattern, value: T) -> None:
        """Take one pattern."""
        first = pattern[0]
        self._known.clear()
        if first.may_lack and len(pattern) > 1:
            self.add(pattern[1:], value)
        for word in first.words:
            self._exact.setdefault(word, []).append((pattern, value))
        for stem in first.begins:
            self._begins.setdefault(stem, []).append((pattern, value))
        if first.kind in ("number", "date"):
            self._numbers.append((pattern, value))
        self._lengths = tuple(sorted({len(stem) for stem in self._begins}))

    def at(self, tokens: Sequence[Token], start: int, limit: int) -> Sequence[tuple[T, int]]:
        """Return the values of patterns that begin at a token, with the token after their longest match.

        No match goes beyond `limit` or out of its sentence.
        """
        first = tokens[start]
        candidates = self._known.get(first.word)
        if candidates is None:
            candidates = self._remember(first.word)
        if not candidates:
            return ()
        found: list[tuple[T, int]] = []
        for pattern, value in candidates:
            end = _match(pattern, 1, tokens, start + 1, limit, first.sentence)
            if end:
                found.append((value, end))
        return found

    def within(self, tokens: Sequence[Token], start: int, limit: int) -> bool:
        """Tell whether any pattern is found between two tokens."""
        return any(self.at(tokens, at, limit) for at in range(start, limit))

    def ends_at(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Tell whether a pattern matches from one token right up to another."""
        return any(found == end for _, found in self.at(tokens, start, end))

    def _remember(self, word: str) -> tuple[tuple[Pattern, T], ...]:
        """Return the patterns that may begin with a word; texts use the same words again and again."""
        found = list(self._exact.get(word, ()))
        if is_number(word):
            found += [one for one in self._numbers if one[0][0].takes(word)]
        for length in self._lengths:
            found += self._begins.get(word[:length], ()) if length <= len(word) else ()
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        self._known[word] = tuple(found)
        return self._known[word]


def _reach(gap: Part, tokens: Sequence[Token], at: int, limit: int) -> int:
    """Return how many words a gap may skip: a "not" is never skipped, since it turns the meaning round."""
    end = min(GAP, limit - at)
    return next((skip for skip in range(end) if tokens[at + skip].word in gap.words), end)


def _match(pattern: Pattern, place: int, tokens: Sequence[Token], at: int, limit: int, sentence: int) -> int:
    """Return the token after the match of a pattern from `place` on, 0 where there is none."""
    if place == len(pattern):
        return at
    part = pattern[place]
    if part.kind == "gap":
        far = range(_reach(part, tokens, at, limit), -1, -1)
        return next((end for skip in far if (end := _match(pattern, place + 1, tokens, at + skip, limit, sentence))), 0)
    if at < limit and tokens[at].sentence == sentence and part.takes(tokens[at].word):
        end = _match(pattern, place + 1, tokens, at + 1, limit, sentence)
        if end:
            return end
    return _match(pattern, place + 1, tokens, at, limit, sentence) if part.may_lack else 0
