"""The order of letters where scripts of both directions meet: the Unicode Bidirectional Algorithm (UAX #9).

Only the standard library is needed. `levels` gives each letter its embedding level (even: left to right), `reorder`
puts the pieces of one line into the order they are drawn.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_MAX_DEPTH = 125
_EMBEDDING = {"RLE": 1, "LRE": 0, "RLO": 1, "LRO": 0}
_ISOLATE = {"RLI": 1, "LRI": 0, "FSI": 0}
_REMOVED = frozenset(("RLE", "LRE", "RLO", "LRO", "PDF", "BN"))
_NEUTRAL = frozenset(("B", "S", "WS", "ON", "RLI", "LRI", "FSI", "PDI"))
_PAIRS = {"(": ")", "[": "]", "{": "}", "⁅": "⁆", "〈": "〉", "《": "》", "「": "」", "『": "』", "【": "】"}
_CLOSERS = {close: open_ for open_, close in _PAIRS.items()}
_RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def has_rtl(text: str) -> bool:
    """Whether any letter of the text may run from right to left, so that `levels` is worth its time."""
    return _RTL.search(text) is not None


def base_level(text: str, default: int = 0) -> int:
    """The paragraph's own level by its first strong letter (P2, P3), isolates left out."""
    found = _first_strong([unicodedata.bidirectional(c) or "L" for c in text])
    return default if found is None else found


def levels(text: str, base: int) -> list[int]:
    """One embedding level per letter; `base` is 0 or 1. Letters that are only directions take their neighbour's."""
    classes = [unicodedata.bidirectional(letter) or "L" for letter in text]
    found, kinds = _explicit(classes, base)
    for sequence in _sequences(classes, found, base):
        _weak(kinds, sequence)
        _brackets(text, kinds, sequence)
        _neutral(kinds, sequence)
    return _implicit(classes, kinds, found, base)


def reorder(line: Sequence[int]) -> list[int]:
    """The indices of a line's pieces in the order they stand on paper, from each piece's level (L2)."""
    order = list(range(len(line)))
    odd = [level for level in line if level % 2]
    if not odd:
        return order
    for level in range(max(line), min(odd) - 1, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and line[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end + 1
    return order


def _first_strong(classes: Sequence[str]) -> int | None:
    depth = 0
    for kind in classes:
        if kind in _ISOLATE:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return None


@dataclass
class _Status:
    level: int
    override: str
    isolate: bool


def _explicit(classes: Sequence[str], base: int) -> tuple[list[int], list[str]]:
    """X1 to X8: levels from the directional marks people (or other programs) put in."""
    stack, kinds, found, ignored = [_Status(base, "", False)], list(classes), [base] * len(classes), 0
    for at, kind in enumerate(classes):
        top = stack[-1]
        found[at] = top.level
        if kind in _ISOLATE or kind == "PDI":
            if kind == "PDI":
                ignored = _pop_isolate(stack, ignored)
                found[at] = stack[-1].level
            if stack[-1].override:
                kinds[at] = stack[-1].override
        if kind in _EMBEDDING or kind in _ISOLATE:
            odd = _fsi(classes, at) if kind == "FSI" else (_EMBEDDING | _ISOLATE)[kind]
            level = (top.level + 1) | 1 if odd else (top.level + 2) & ~1
            if level > _MAX_DEPTH or ignored:
                ignored += kind in _ISOLATE
            else:
                override = {"RLO": "R", "LRO": "L"}.get(kind, "")
                stack.append(_Status(level, override, kind in _ISOLATE))
        elif kind == "PDF" and not ignored and not top.isolate and len(stack) > 1:
            stack.pop()
        elif kind not in ("PDI", "PDF", "BN") and top.override:
            kinds[at] = top.override
    return found, kinds


def _pop_isolate(stack: list[_Status], ignored: int) -> int:
    if ignored:
        return ignored - 1
    if any(status.isolate for status in stack):
        while not stack.pop().isolate:
            pass
    return 0


def _fsi(classes: Sequence[str], at: int) -> int:
    depth, end = 1, at + 1
    while end < len(classes) and depth:
        depth += (classes[end] in _ISOLATE) - (classes[end] == "PDI")
        end += 1
    return _first_strong(classes[at + 1 : end]) or 0


@dataclass
class _Sequence:
    """An isolating run sequence (X10): indices of its letters, and the directions around it."""

    at: list[int]
    level: int
    before: str
    after: str


def _sequences(classes: Sequence[str], found: list[int], base: int) -> list[_Sequence]:
    kept = [i for i, kind in enumerate(classes) if kind not in _REMOVED]
    runs: list[list[int]] = []
    for position, i in enumerate(kept):
        if position and found[i] == found[kept[position - 1]]:
            runs[-1].append(i)
        else:
            runs.append([i])
    joined: list[list[int]] = []
    open_isolates: list[list[int]] = []
    for run in runs:
        if classes[run[0]] == "PDI" and open_isolates:
            chain = open_isolates.pop()
            chain.extend(run)
        else:
            chain = run
            joined.append(chain)
        if classes[run[-1]] in _ISOLATE:
            open_isolates.append(chain)
    place = {i: position for position, i in enumerate(kept)}
    return [_around(chain, kept, place, classes, found, base) for chain in joined]


def _around(
    chain: list[int], kept: list[int], place: dict[int, int], classes: Sequence[str], found: list[int], base: int
) -> _Sequence:
    level, first, last = found[chain[0]], place[chain[0]], place[chain[-1]]
    before = found[kept[first - 1]] if first else base
    unmatched = classes[chain[-1]] in _ISOLATE
    after = found[kept[last + 1]] if last + 1 < len(kept) and not unmatched else base
    return _Sequence(chain, level, "LR"[max(level, before) % 2], "LR"[max(level, after) % 2])


def _weak(kinds: list[str], sequence: _Sequence) -> None:
    """W1 to W7: numbers, their signs and the marks on letters."""
    at = sequence.at
    _marks(kinds, sequence)
    for i in at:
        kinds[i] = "R" if kinds[i] == "AL" else kinds[i]
    for left, i, right in zip(at, at[1:], at[2:], strict=False):
        between = kinds[left] if kinds[left] == kinds[right] else ""
        if (kinds[i] == "CS" and between in ("EN", "AN")) or (kinds[i] == "ES" and between == "EN"):
            kinds[i] = between
    _terminators(kinds, at)
    strong = sequence.before
    for i in at:
        if kinds[i] in ("ES", "CS", "ET"):
            kinds[i] = "ON"
        elif kinds[i] == "EN" and strong == "L":
            kinds[i] = "L"
        elif kinds[i] in ("L", "R"):
            strong = kinds[i]


def _marks(kinds: list[str], sequence: _Sequence) -> None:
    """W1, W2: marks follow their letter, digits after Arabic letters are Arabic numbers."""
    strong = previous = sequence.before
    for i in sequence.at:
        if kinds[i] == "NSM":
            kinds[i] = "ON" if previous in ("RLI", "LRI", "FSI", "PDI") else previous
        previous = kinds[i]
        if kinds[i] == "EN" and strong == "AL":
            kinds[i] = "AN"
        elif kinds[i] in ("L", "R", "AL"):
            strong = kinds[i]


def _terminators(kinds: list[str], at: list[int]) -> None:
    """W5: a run of signs such as % or € beside a number belongs to it."""
    position = 0
    while position < len(at):
        end = position
        while end < len(at) and kinds[at[end]] == "ET":
            end += 1
        if end > position:
            left = position > 0 and kinds[at[position - 1]] == "EN"
            if left or (end < len(at) and kinds[at[end]] == "EN"):
                for i in at[position:end]:
                    kinds[i] = "EN"
        position = max(end, position + 1)


def _direction(kind: str) -> str:
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


def _brackets(text: str, kinds: list[str], sequence: _Sequence) -> None:
    """N0: both brackets of a pair take one direction."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for position, i in enumerate(sequence.at):
        if kinds[i] != "ON":
            continue
        letter = text[i]
        if letter in _PAIRS:
            if len(stack) == 63:
                break
            stack.append((letter, position))
        elif letter in _CLOSERS:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == _CLOSERS[letter]:
                    pairs.append((stack[depth][1], position))
                    del stack[depth:]
                    break
    for start, end in sorted(pairs):
        _pair(text, kinds, sequence, start, end)


def _pair(text: str, kinds: list[str], sequence: _Sequence, start: int, end: int) -> None:
    at, own = sequence.at, "LR"[sequence.level % 2]
    inside = {_direction(kinds[i]) for i in at[start + 1 : end]} - {""}
    if not inside:
        return
    direction = own
    if own not in inside:
        outside = next((d for d in (_direction(kinds[i]) for i in reversed(at[:start])) if d), sequence.before)
        direction = outside if outside != own else own
    for position in (start, end):
        kinds[at[position]] = direction
        for i in at[position + 1 :]:  # marks on a bracket follow it
            if unicodedata.bidirectional(text[i]) != "NSM":
                break
            kinds[i] = direction


def _neutral(kinds: list[str], sequence: _Sequence) -> None:
    """N1, N2: spaces and signs between letters of one direction take it, others the embedding's."""
    at, position, own = sequence.at, 0, "LR"[sequence.level % 2]
    while position < len(at):
        end = position
        while end < len(at) and kinds[at[end]] in _NEUTRAL:
            end += 1
        if end > position:
            left = _direction(kinds[at[position - 1]]) if position else sequence.before
            right = _direction(kinds[at[end]]) if end < len(at) else sequence.after
            for i in at[position:end]:
                kinds[i] = left if left == right else own
        position = max(end, position + 1)


def _implicit(classes: Sequence[str], kinds: list[str], found: list[int], base: int) -> list[int]:
    """I1, I2, and the level of the letters that X9 leaves out."""
    previous = base
    for i, kind in enumerate(kinds):
        if classes[i] in _REMOVED:
            found[i] = previous
            continue
        if found[i] % 2:
            found[i] += kind in ("L", "EN", "AN")
        else:
            found[i] += 1 if kind == "R" else 2 if kind in ("AN", "EN") else 0
        previous = found[i]
    return found
