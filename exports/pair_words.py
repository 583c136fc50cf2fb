"""Words out of two languages: what is alike stands once, what differs is joined with a stroke, each in its language.

Much of a document is said in one language only: exact words, names, what somebody wrote and nobody translated. Around
it a few words differ, such as "Noted:" or a date. Such a text is woven: the shared words once, the others beside.
"""

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby, takewhile
from typing import TypeVar, cast

from exports.words import Run, Runs, Tongues, Words, as_runs, plain

STROKE, DOT = " / ", " · "
SHARED = 0.55  # of the letters of a text: from there on it is one text with a few words that differ
LEAST = 24  # letters of a text that is looked at in this way: shorter ones are said twice
SMALL = 8  # letters that are shared at one end and rather said twice
QUOTES = str.maketrans(dict.fromkeys("“”„»«", '"'))
SENTENCES = re.compile(r"(?<=[.!?…])\s+(?=[^\Wa-zåäö\d])|(?<=[.!?…][”\"])\s+")
W = TypeVar("W", str, Words)


@dataclass(frozen=True)
class JoinedWords:
    """Joins words of a document's language with those of the `second` one."""

    second: str

    def line(self, one: str, other: str) -> str:
        """Return one line of both, once where they are alike."""
        return cast("str", self.words(one, other))

    def words(self, one: Words, other: Words) -> Words:
        """Return words of both, such as a cell's, once where they are alike."""
        if are_alike(plain(one), plain(other)) or not plain(other).strip():
            return one
        if not plain(one).strip():
            return self.alone(other)
        if (made := self.woven(one, other)) is None:
            made = (*as_runs(one), Run(STROKE), *self._runs(other))
        return Tongues(*made) if isinstance(one, str) and isinstance(other, str) else made

    def parts(self, one: str, other: str) -> str:
        """Return a line of parts between dots, those once that are alike."""
        ones, others = one.split(DOT), other.split(DOT)
        if len(ones) != len(others) or len(ones) == 1:
            return self.line(one, other)
        made: list[Run] = []
        for left, right in zip(ones, others, strict=True):
            made += [Run(DOT)] if made else []
            made += as_runs(self.line(left, right))
        return Tongues(*made)

    def alone(self, words: W) -> W:
        """Return words of the second language that stand alone."""
        runs = self._runs(words)
        return cast("W", Tongues(*runs) if isinstance(words, str) else runs)

    def woven(self, one: Words, other: Words) -> Runs | None:
        """Return a text whose words are mostly alike as one, the others beside; None where too much of it differs."""
        ones, others = _of_one_look(one), _of_one_look(other)
        longest = max(len(plain(one)), len(plain(other)), 1)
        if longest < LEAST or [runs[0].bold for runs in ones] != [runs[0].bold for runs in others]:
            return None
        shared = 0
        made: list[Run] = []
        for left, right in zip(ones, others, strict=True):
            at = beyond = 0
            for alike, text, beside in _sentences(plain(left), plain(right)):
                shared += len(text) if alike else 0
                mine, theirs = _cut(left, at, len(text)), _cut(right, beyond, len(beside))
                at, beyond = at + len(text), beyond + len(beside)
                if alike:  # in the languages that its parts have
                    made += mine
                else:
                    made += self._piece(_whole(mine, left[0]), _whole(theirs, right[0]), alike)
        return tuple(made) if shared >= SHARED * longest else None

    def _piece(self, one: Run, other: Run, alike: bool) -> Runs:
        """Return a piece once, or both with the blanks around them kept outside."""
        if alike or not other.text.strip():
            return (one,) if one.text else ()
        if not one.text.strip():
            return self._runs((other,))
        text, beside = one.text.rstrip(), other.text.strip()
        after = Run(one.text[len(text) :]) if len(text) < len(one.text) else Run("")
        made = (replace(one, text=text), Run(STROKE), *self._runs((replace(other, text=beside),)), after)
        return tuple(run for run in made if run.text)

    def _runs(self, words: Words) -> Runs:
        return tuple(replace(run, language=run.language or self.second) for run in as_runs(words))


def are_alike(one: str, other: str) -> bool:
    """Tell whether two texts say the same, whatever quotation marks their language has."""
    return one.translate(QUOTES) == other.translate(QUOTES)


def _of_one_look(words: Words) -> list[Runs]:
    """Return runs in groups that look alike: exact words are a run of their own where they have another language."""
    looks = groupby((run for run in as_runs(words) if run.text), lambda run: (run.bold, run.italic, run.href))
    return [tuple(runs) for _, runs in looks]


def _cut(runs: Runs, start: int, length: int) -> Runs:
    """Return the part of some runs that begins at a letter and has a length."""
    found: list[Run] = []
    for run in runs:
        text = run.text[max(0, start) : max(0, start + length)]
        found += [replace(run, text=text)] if text else []
        start -= len(run.text)
    return tuple(found)


def _whole(runs: Runs, look: Run) -> Run:
    """Return runs as one; in the language of most of it."""
    longest = max(runs, key=lambda run: len(run.text), default=look)
    return replace(longest, text=plain(runs))


def _sentences(one: str, other: str) -> list[tuple[bool, str, str]]:
    """Return the texts in pieces (alike, of the one, of the other), sentence by sentence."""
    ones, others = _split(one), _split(other)
    found: list[tuple[bool, str, str]] = []
    known = ([text.translate(QUOTES) for text in texts] for texts in (ones, others))
    matcher: SequenceMatcher[str] = SequenceMatcher(None, next(known), next(known), autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            found.append((True, "".join(ones[a:b]), "".join(others[c:d])))
            continue
        both = max(0, min(b - a, d - c) - 1)  # sentence by sentence, as far as both have one more
        for at in range(both):
            found += _around(ones[a + at], others[c + at])
        found += _around("".join(ones[a + both : b]), "".join(others[c + both : d]))
    return found


def _split(text: str) -> list[str]:
    """Return the sentences of a text, each with the blanks behind it."""
    ends = [hit.end() for hit in SENTENCES.finditer(text)]
    return [text[first:last] for first, last in zip([0, *ends], [*ends, len(text)], strict=True) if first < last]


def _around(one: str, other: str) -> list[tuple[bool, str, str]]:
    """Return what two sentences share at their beginning and end, in whole words, and what differs between."""
    first = _worth(_shared(one, other))
    rest, beside = one[first:], other[first:]
    last = _worth(_shared(rest[::-1], beside[::-1]))
    middle = (False, rest[: len(rest) - last], beside[: len(beside) - last])
    pieces = (
        (True, one[:first], other[:first]),
        middle,
        (True, rest[len(rest) - last :], beside[len(beside) - last :]),
    )
    return [piece for piece in pieces if piece[1] or piece[2]]


def _worth(letters: int) -> int:
    """Return how many letters stand once: a year or a bracket at the end of a date belongs to both."""
    return letters if letters >= SMALL else 0


def _shared(one: str, other: str) -> int:
    """Return how many letters two texts share from their beginning, up to the end of a word."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    found = "".join(pair[0] for pair in same)
    if len(found) == min(len(one), len(other)):
        longer = max(one, other, key=len)[len(found) :]
        if not longer or longer[0].isspace():
            return len(found)
    return max((at + 1 for at, letter in enumerate(found) if letter.isspace()), default=0)
