"""Fractional order keys: a row moves between two others without touching any of them."""

from collections.abc import Sequence

from models.records import CardRecord

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)
WIDTH = 4
FIRST = "i" + "0" * (WIDTH - 1)


def after(key: str) -> str:
    """Return a short key behind `key`; `key` is empty when there is nothing yet."""
    return _step(key, 1) if key else FIRST


def before(key: str) -> str:
    """Return a short key in front of `key`."""
    return _step(key, -1) if key else FIRST


def between(low: str, high: str) -> str:
    """Return a key between two; an empty one means: no limit on that side. `low` must be less than `high`."""
    if not high:
        return after(low)
    if not low:
        return before(high)
    if not _have_room(low, high):
        raise ValueError("the keys are not in order")
    out, bounded, place = "", True, 0
    while True:
        first = DIGITS.index(low[place]) if place < len(low) else 0
        last = (DIGITS.index(high[place]) if place < len(high) else 0) if bounded else BASE
        middle = (first + last) // 2
        if middle > first:
            return out + DIGITS[middle]
        out += DIGITS[first]
        bounded = bounded and first == last
        place += 1


def order_at(cards: Sequence[CardRecord], index: int) -> str:
    """Return the key that puts a card at the place `index`, counted from 0, among the other cards of a cell.

    `cards`: the cell's cards in their order, without the one that is put there.
    """
    index = max(0, min(index, len(cards)))
    low = cards[index - 1].order if index else ""
    return between(low, next((card.order for card in cards[index:] if _have_room(low, card.order)), ""))


def sequence(count: int, last: str = "") -> tuple[str, ...]:
    """Return `count` keys in order, behind `last`."""
    keys: list[str] = []
    for _ in range(count):
        last = after(last)
        keys.append(last)
    return tuple(keys)


def _have_room(low: str, high: str) -> bool:
    """Tell whether a key lies between two: none does between a key and itself with zeros behind."""
    return not low or not high or low.ljust(len(high), "0") < high


def _step(key: str, step: int) -> str:
    number = int(key[:WIDTH].ljust(WIDTH, "0"), BASE) + step
    if not 0 < number < BASE**WIDTH:
        raise OverflowError("the order keys of this list are used up")
    digits = ""
    for _ in range(WIDTH):
        number, digit = divmod(number, BASE)
        digits = DIGITS[digit] + digits
    return digits
