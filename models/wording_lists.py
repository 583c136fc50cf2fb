"""Reads the word lists of the wording check: data that a person may edit, checked when it is read.

The lists lie in `resources/wording/`, one TOML file a language; an own list of the same form may be given beside it.
What is wrong in a list is said with its file and its entry. docs/wording.md says how to write one.
"""

import contextlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, cast

from models import wording_match as m
from models.errors import Refused
from resources.files import path_of
from resources.texts import N_

KINDS = ("strong", "collective", "blame", "vague", "jargon")  # where two meet, the first one is said
GUARDS = ("before", "after", "anywhere")
SAYS: Mapping[str, tuple[str, ...]] = {
    "day": (),
    "by": ("day",),
    "count": ("n", "m"),
    "now": (),
    "try": (),
    "decide": (),
    "pass": (),
    "unknown": (),
    "no": (),
    "decided_on": ("body", "day"),
    "decided": ("body",),
    "passed_to": ("recipient",),
    "found_out": ("day",),
    "owner_reports": ("owner", "day"),
    "we_report": ("day",),
    "done_by": ("day",),
}
_WHY = {
    m.EMPTY: N_("{file}: “{entry}” holds no words to look for."),
    m.LOOSE: N_("{file}: “{entry}” has more than three places that may be anything (... or ?)."),
    m.FIRST: N_("{file}: “{entry}” has to begin and end with a word, not with ... or the end of a word."),
    m.STEM: N_("{file}: in “{entry}” a * stands alone or in the middle; write the beginning of a word, then *."),
    m.BRACKETS: N_("{file}: the brackets of “{entry}” do not fit: (one|two) holds single words, and no brackets."),
    m.UNKNOWN_SET: N_("{file}: “{entry}” names a set of words that is not in the file."),
}
NOT_THERE = N_("{file}: the list cannot be read: {why}")
NO_TABLE = N_("{file}: “{entry}” has to be a list of words in quotation marks.")
NOT_KNOWN = N_("{file}: nothing is called “{entry}” in a word list.")
NO_PLACE = N_("{file}: “{entry}” has to hold {places}, and nothing else in curly brackets.")
NO_LEVEL = N_("{file}: “{entry}” is no promise level; it has to be a number from 1 to 5.")
OTHER_LANGUAGE = N_("{file}: the list is for another language than “{entry}”.")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry of a list looks for.

    `instead`: words that may stand there; `hint`: words to choose from; `level`: the promise level from which on it is
    right; `beside_answer`: only in what is said about an answer, not in an invitation; `leave`: what lets it be, by
    where it stands.
    """

    kind: str
    instead: str = ""
    hint: str = ""
    level: int = 0
    beside_answer: bool = False
    leave: tuple[tuple[str, m.Index[bool]], ...] = ()


def _index() -> m.Index[bool]:
    return m.Index()


def _entries() -> m.Index[Entry]:
    return m.Index()


@dataclass(slots=True)
class WordLists:
    """The lists of one language, ready to be looked for. Not changed any more once it was read."""

    language: str
    entries: m.Index[Entry] = field(default_factory=_entries)
    guards: dict[tuple[str, str], m.Index[bool]] = field(default_factory=dict[tuple[str, str], m.Index[bool]])
    alone: m.Index[bool] = field(default_factory=_index)
    telling: m.Index[bool] = field(default_factory=_index)
    says: dict[str, str] = field(default_factory=dict[str, str])
    count: int = 0

    def guard(self, kind: str, where: str) -> m.Index[bool]:
        """Return what lets all marks of a kind be, by where it stands."""
        return self.guards.get((kind, where)) or _NOTHING


_NOTHING: m.Index[bool] = m.Index()


def lists_of(language: str, extra: Path | None = None, terms: Iterable[tuple[str, str]] = ()) -> WordLists:
    """Return the lists of a language; without any, nothing is ever marked.

    `extra`: a file of somebody's own in the same form. `terms`: words of the project's glossary with their meanings,
    which count as jargon. Refused: a list cannot be read, and why.
    """
    short = language.lower().replace("_", "-").partition("-")[0]
    own = tuple(sorted({(word.strip(), meaning.strip()) for word, meaning in terms if word.strip()}))
    changed = extra.stat().st_mtime_ns if extra is not None and extra.is_file() else 0
    return _read(short, str(extra) if changed else "", changed, own)


@lru_cache(maxsize=16)
def _read(language: str, extra: str, changed: int, terms: tuple[tuple[str, str], ...]) -> WordLists:
    del changed  # a part of the key: a list that was edited is read again
    made = WordLists(language)
    sets: dict[str, tuple[str, ...]] = {}
    for file in _files(language, extra):
        _take(made, _Source(file, sets))
    for word, meaning in terms:
        pattern = _glossary_pattern(word)
        if pattern:
            made.entries.add(pattern, Entry("jargon", hint=meaning))
            made.count += 1
    return made


def _files(language: str, extra: str) -> list[Path]:
    found: list[Path] = []
    if language.isalpha():
        with contextlib.suppress(FileNotFoundError):
            found.append(path_of("wording", f"{language}.toml"))
    return [*found, Path(extra)] if extra else found


def _glossary_pattern(word: str) -> m.Pattern:
    """A glossary holds any words; what cannot be looked for is not."""
    cleaned = " ".join(part for part in word.replace("*", " ").replace("|", " ").split() if any(map(str.isalnum, part)))
    try:
        return m.pattern_of(cleaned.translate({ord(one): None for one in "()@?#"}), {})
    except m.BadPattern:
        return ()


class _Source:
    """One file while it is read; every complaint names the file and the entry."""

    def __init__(self, file: Path, sets: dict[str, tuple[str, ...]]) -> None:
        self.name, self.sets = file.name, sets
        try:
            self.data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise Refused(NOT_THERE, file=self.name, why=str(error)) from error

    def words(self, value: object, entry: str) -> tuple[str, ...]:
        if isinstance(value, str):
            return (value,)
        found = cast("list[object]", value) if isinstance(value, list) else [None]
        if not all(isinstance(one, str) for one in found):
            raise Refused(NO_TABLE, file=self.name, entry=entry)
        return tuple(str(one) for one in found)

    def table(self, value: object, entry: str, known: Iterable[str] = ()) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Refused(NO_TABLE, file=self.name, entry=entry)
        found = cast("dict[str, Any]", value)
        for key in found:
            if known and key not in known:
                raise Refused(NOT_KNOWN, file=self.name, entry=key)
        return found

    def patterns(self, value: object, entry: str) -> Iterable[m.Pattern]:
        for written in self.words(value, entry):
            try:
                yield m.pattern_of(written, self.sets)
            except m.BadPattern as error:
                raise Refused(_WHY[error.why], file=self.name, entry=written) from error

    def index(self, value: object, entry: str, index: m.Index[bool] | None = None) -> m.Index[bool]:
        index = index if index is not None else _index()
        for pattern in self.patterns(value, entry):
            index.add(pattern, True)
        return index


_TOP = ("language", "sets", "leave", "leave_alone", "telling", "says", *KINDS)


def _take(made: WordLists, source: _Source) -> None:
    data = source.table(source.data, "", _TOP)
    if data.get("language", made.language) != made.language:
        raise Refused(OTHER_LANGUAGE, file=source.name, entry=made.language)
    for name, words in source.table(data.get("sets", {}), "sets").items():
        source.sets[name] = (*source.sets.get(name, ()), *source.words(words, name))
    source.index(data.get("leave_alone", []), "leave_alone", made.alone)
    source.index(data.get("telling", []), "telling", made.telling)
    for kind, places in source.table(data.get("leave", {}), "leave", KINDS).items():
        for where, patterns in source.table(places, kind, GUARDS).items():
            source.index(patterns, where, made.guards.setdefault((kind, where), _index()))
    for key, says in source.table(data.get("says", {}), "says", SAYS).items():
        made.says[key] = _checked(source, key, says)
    for kind in KINDS:
        for entry in _tables(source, data.get(kind, []), kind):
            _take_entry(made, source, kind, entry)


def _tables(source: _Source, value: object, kind: str) -> Iterable[dict[str, Any]]:
    if not isinstance(value, list):
        raise Refused(NO_TABLE, file=source.name, entry=kind)
    known = ("find", "instead", "hint", "level", "beside_answer", *(f"unless_{at}" for at in GUARDS))
    return (source.table(one, kind, known) for one in cast("list[object]", value))


def _take_entry(made: WordLists, source: _Source, kind: str, entry: dict[str, Any]) -> None:
    instead, hint, level = entry.get("instead", ""), entry.get("hint", ""), entry.get("level", 0)
    if not (isinstance(instead, str) and isinstance(hint, str)):
        raise Refused(NO_TABLE, file=source.name, entry="hint" if isinstance(instead, str) else "instead")
    if not isinstance(level, int) or level not in range(6):
        raise Refused(NO_LEVEL, file=source.name, entry=level)
    allowed = {"collective": {"count"}, "vague": {"by"}}.get(kind, set[str]())
    if _places(instead) - allowed:
        places = ", ".join(f"{{{place}}}" for place in sorted(allowed)) or N_("no place")
        raise Refused(NO_PLACE, file=source.name, entry=instead, places=places)
    leave = tuple((at, source.index(entry[f"unless_{at}"], kind)) for at in GUARDS if f"unless_{at}" in entry)
    for pattern in source.patterns(entry.get("find", []), kind):
        made.entries.add(pattern, Entry(kind, instead, hint, level, bool(entry.get("beside_answer")), leave))
        made.count += 1


def _checked(source: _Source, key: str, says: object) -> str:
    if not isinstance(says, str):
        raise Refused(NO_TABLE, file=source.name, entry=key)
    if _places(says) != set(SAYS[key]):
        places = ", ".join(f"{{{place}}}" for place in SAYS[key]) or N_("no place")
        raise Refused(NO_PLACE, file=source.name, entry=says, places=places)
    return says


def _places(says: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(says) if name is not None}
    except ValueError:
        return {"?"}
