"""Words out of two languages: a line joined with a stroke, each part in its language; what is alike stands once."""

from dataclasses import dataclass, replace
from typing import TypeVar, cast

from exports.words import Run, Runs, Tongues, Words, as_runs, plain

STROKE, DOT = " / ", " · "
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
        if plain(one) == plain(other):
            return one
        if not plain(other).strip():
            return one
        if not plain(one).strip():
            return self.alone(other)
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

    def _runs(self, words: Words) -> Runs:
        return tuple(replace(run, language=run.language or self.second) for run in as_runs(words))
