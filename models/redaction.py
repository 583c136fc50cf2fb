"""Redaction is a view: spans of words that documents hide. The words themselves never change by it.

A span is counted in characters, `first` inside and `last` outside. Where words are edited their spans follow, and in
doubt they hide more rather than less.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

UNNAMED = "[…]"
LEAST = 3  # letters of a hidden text that is looked for elsewhere; fewer would be found everywhere
LONG = 4  # letters from which a longer word that holds it is hidden too: "Maria" in "Marian"
MOST_TOKENS = 400  # words of a changed part that are compared one by one; a larger part counts as changed whole
TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
# Scripts that put no space between words: a hidden text is looked for anywhere in them.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\uff66-\uff9d]")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters that are hidden; `instead` is printed for them, empty: […]."""

    first: int
    last: int
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text that is hidden somewhere, and what is printed instead."""

    text: str
    instead: str = ""


def redacted(words: str, spans: Iterable[Span]) -> str:
    """Return words as documents show them."""
    parts: list[str] = []
    at = 0
    for span in merged(spans, len(words)):
        parts += (words[at : span.first], span.instead or UNNAMED)
        at = span.last
    return "".join((*parts, words[at:]))


def merged(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    """Return spans in order, cut to the words; those that overlap become one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.first, -one.last)):
        first, last = max(0, span.first), min(length, span.last)
        if first >= last:
            continue
        if found and first < found[-1].last:
            before = found[-1]
            instead = before.instead if before.instead == span.instead or last <= before.last else ""
            found[-1] = Span(before.first, max(before.last, last), instead)
        else:
            found.append(Span(first, last, span.instead))
    return tuple(found)


def hidden_texts(words: str, spans: Iterable[Span]) -> tuple[Hidden, ...]:
    """Return what the spans hide."""
    return tuple(Hidden(words[span.first : span.last], span.instead) for span in merged(spans, len(words)))


def found_in(text: str, hidden: Iterable[Hidden]) -> tuple[Span, ...]:
    """Return where hidden texts stand in another text, also within longer words and in other capitals."""
    spans: list[Span] = []
    for one in hidden:
        pattern = _pattern(one.text.strip())
        if pattern is not None:
            spans += (Span(hit.start(), hit.end(), one.instead) for hit in pattern.finditer(text))
    return merged(spans, len(text))


def covered(text: str, hidden: Iterable[Hidden]) -> str:
    """Return a text without what is hidden elsewhere."""
    return redacted(text, found_in(text, hidden))


def followed(spans: Sequence[Span], old: str, new: str) -> tuple[Span, ...]:
    """Return the spans of `old` words as they lie in the `new` ones; one that was edited grows over the edit."""
    spans = merged(spans, len(old))
    if not spans or old == new:
        return spans
    regions = _regions(old, new)
    moved = [span for one in spans if (span := _moved(one, regions, new))]
    moved += _carried(spans, regions, old, new)
    return merged(moved, len(new))


@dataclass(frozen=True, slots=True)
class _Region:
    """A part of the old words and what stands there now."""

    old_first: int
    old_last: int
    new_first: int
    new_last: int


def _moved(span: Span, regions: Sequence[_Region], new: str) -> Span | None:
    """Return one span where it lies now, grown over every edit that met it; None: nothing of it is left."""
    first, last = _start(span.first, regions), _end(span.last, regions)
    if last <= first:
        return None
    return replace(span, first=_word_start(new, first, regions), last=_word_end(new, last, regions))


def _start(at: int, regions: Sequence[_Region]) -> int:
    """Return where something lies now that began at a place of the old words."""
    shift = 0
    for region in regions:
        if region.old_last <= at:
            shift = region.new_last - region.old_last
        elif region.old_first <= at:
            return region.new_first
    return at + shift


def _end(at: int, regions: Sequence[_Region]) -> int:
    """Return where something lies now that ended at a place of the old words."""
    shift = 0
    for region in regions:
        if region.old_first >= at:
            break
        if region.old_last > at:
            return region.new_last
        shift = region.new_last - region.old_last
    return at + shift


def _word_end(new: str, at: int, regions: Sequence[_Region]) -> int:
    """Return where a word ends that new letters right behind a span made longer."""
    region = next((one for one in regions if one.new_first == at < one.new_last), None)
    if region is not None and at and new[at - 1].isalnum():
        while at < region.new_last and new[at].isalnum():
            at += 1
    return at


def _word_start(new: str, at: int, regions: Sequence[_Region]) -> int:
    region = next((one for one in regions if one.new_first < at == one.new_last), None)
    if region is not None and at < len(new) and new[at].isalnum():
        while at > region.new_first and new[at - 1].isalnum():
            at -= 1
    return at


def _carried(spans: Sequence[Span], regions: Sequence[_Region], old: str, new: str) -> list[Span]:
    """Return hidden words that stand in the changed parts again, as after cutting and pasting them elsewhere."""
    texts = hidden_texts(old, spans)
    lost: Counter[str] = Counter()
    for span in spans:
        lost.update(hit[0].casefold() for hit in TOKENS.finditer(old) if _is_word(hit) and _meets(hit, span))
    found: list[Span] = []
    for region in regions:
        part = new[region.new_first : region.new_last]
        again = [Span(hit.start(), hit.end()) for hit in TOKENS.finditer(part) if hit[0].casefold() in lost]
        wide = (one for one in (*again, *found_in(part, texts)) if _is_worth(part[one.first : one.last]))
        found += (replace(s, first=s.first + region.new_first, last=s.last + region.new_first) for s in wide)
    return found


def _is_word(hit: re.Match[str]) -> bool:
    return hit[0][0].isalnum()


def _is_worth(text: str) -> bool:
    return len(text) >= LEAST or bool(UNSPACED.search(text))


def _meets(hit: re.Match[str], span: Span) -> bool:
    return hit.start() < span.last and hit.end() > span.first


def _regions(old: str, new: str) -> tuple[_Region, ...]:
    """Return what differs: one part between what is alike at both ends, and within it word by word."""
    most = min(len(old), len(new))
    first = next((at for at in range(most) if old[at] != new[at]), most)
    tail = next((at for at in range(most - first) if old[-1 - at] != new[-1 - at]), most - first)
    before, now = old[first : len(old) - tail], new[first : len(new) - tail]
    whole = _Region(first, len(old) - tail, first, len(new) - tail)
    olds, news = TOKENS.findall(before), TOKENS.findall(now)
    if not olds or not news or max(len(olds), len(news)) > MOST_TOKENS:
        return (whole,)
    return _by_words(olds, news, first)


def _by_words(olds: list[str], news: list[str], start: int) -> tuple[_Region, ...]:
    old_at, new_at = _places(olds, start), _places(news, start)
    alike = SequenceMatcher(None, olds, news, autojunk=False)
    return tuple(
        _Region(old_at[a], old_at[b], new_at[c], new_at[d])
        for what, a, b, c, d in alike.get_opcodes()
        if what != "equal"
    )


def _places(tokens: list[str], start: int) -> list[int]:
    found = [start]
    for token in tokens:
        found.append(found[-1] + len(token))
    return found


def _pattern(text: str) -> re.Pattern[str] | None:
    """Return what finds a hidden text elsewhere, None where it is too short to be told from others."""
    if not _is_worth(text):
        return None
    core = r"\s+".join(re.escape(part) for part in text.split())
    if UNSPACED.search(text):
        return re.compile(core, re.IGNORECASE)
    starts, ends = text[0].isalnum(), text[-1].isalnum()
    if len(text) >= LONG:
        return re.compile((r"\w*" if starts else "") + core + (r"\w*" if ends else ""), re.IGNORECASE)
    return re.compile((r"(?<!\w)" if starts else "") + core + (r"(?!\w)" if ends else ""), re.IGNORECASE)
