"""Plain lines as drafts, one note a line: from pasted words, a text file, or the paragraphs of a document.

A mark at the start can mean a kind ("! the bus does not come" is a problem) or an item of a list. Which of the two is
found, shown and can be said: MARK_KIND, MARK_LIST, MARK_STAYS.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from exports.exchange.csv_table import Record
from exports.exchange.drafts import NoteDraft, Problem
from exports.exchange.reading import (
    EMPTY,
    MAX_CELL,
    MAX_ROWS,
    NO_WORDS,
    NUL,
    OFTEN,
    SURROGATE,
    TOO_LONG,
    TOO_MANY_ROWS,
    UNREADABLE_LETTER,
    Tell,
    tell_nobody,
)
from models.errors import Refused
from models.note_marks import split_mark
from resources.texts import N_

MARK_KIND, MARK_LIST, MARK_STAYS = "kind", "list", "stays"
MARKS = (MARK_KIND, MARK_LIST, MARK_STAYS)

_ENDS = re.compile(r"\r\n|\r|\n")
_ITEM = re.compile(r"[ \t]*(?:[-*+•◦▪–—·]|\[[ xX]?\]|\d{1,3}[.)]|[-*+] \[[ xX]?\])[ \t]+(?=\S)")
_RULE = re.compile(r"[ \t]*([-*_=~])(?:[ \t]*\1){2,}[ \t]*")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

RULE = N_("A line between paragraphs, without words.")


@dataclass(frozen=True)
class Lines:
    """The lines, sorted."""

    rows: tuple[NoteDraft, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[Problem, ...]
    marks: str


def lines_of(text: str) -> tuple[Record, ...]:
    """Return the lines of a text that are not blank. Refused: none, or too many."""
    filled = ((line, words) for line, words in enumerate(_ENDS.split(text), 1) if words.strip())
    found = tuple(Record(line, (words,), words) for line, words in islice(filled, MAX_ROWS + 1))
    if not found:
        raise Refused(EMPTY)
    if len(found) > MAX_ROWS:
        raise Refused(TOO_MANY_ROWS, limit=MAX_ROWS)
    return found


def sort_lines(lines: Sequence[Record], marks: str = "", *, pasted: bool = False, tell: Tell = tell_nobody) -> Lines:
    """Return the lines as drafts. `marks`: what marks at the start mean; "" finds out, for `pasted` words or a file."""
    means = marks or found_marks((record.cells[0] for record in lines), pasted=pasted)
    rows, problems, left_out = list[NoteDraft](), list[Problem](), list[Problem]()
    for at, record in enumerate(lines):
        if at % OFTEN == 0:
            tell(at, len(lines))
        words = record.cells[0]
        if "\0" in words:
            problems.append(Problem(record.line, NUL, (), words))
        elif _LONE_SURROGATE.search(words):
            problems.append(Problem(record.line, SURROGATE, (), words))
        elif len(words) > MAX_CELL:
            problems.append(Problem(record.line, TOO_LONG, (("length", len(words)), ("limit", MAX_CELL)), words))
        elif _RULE.fullmatch(words):
            left_out.append(Problem(record.line, RULE, (), words))
        elif not words.strip():
            problems.append(Problem(record.line, NO_WORDS, (), words))
        else:
            kind, words = _without_mark(words, means)
            rows.append(NoteDraft(record.line, words, kind=kind))
            if "\ufffd" in words:
                problems.append(Problem(record.line, UNREADABLE_LETTER, (), record.raw, kept=True))
    return Lines(tuple(rows), tuple(problems), tuple(left_out), means)


def found_marks(lines: Iterable[str], *, pasted: bool) -> str:
    """Return what marks mean where nobody said it: a list, if every line begins as one; else kinds in pasted lines."""
    listed = [line for line in lines if line.strip() and not _RULE.fullmatch(line)]
    if len(listed) > 1 and all(map(_ITEM.match, listed)) and not any(map(_is_other_kind, listed)):
        return MARK_LIST
    return MARK_KIND if pasted else MARK_STAYS


def _is_other_kind(line: str) -> bool:
    """Tell whether a line begins with a mark of a kind that no list has."""
    return split_mark(line)[0] in ("problem", "question")


def _without_mark(words: str, means: str) -> tuple[str, str]:
    """Return the kind and the words that are left; words without a mark stay exactly as they are."""
    if means == MARK_KIND:
        kind, left = split_mark(words)
        return (kind, left) if kind else ("unsorted", words)
    found = _ITEM.match(words) if means == MARK_LIST else None
    return "unsorted", words[found.end() :] if found else words
