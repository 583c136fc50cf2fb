"""Codes that people read aloud, type and scan: reference codes, and the step codes of a path.

A reference code has seven characters of an alphabet without look-alikes. The first two are a block that
belongs to one machine and path, the next four a keyed permutation of that block's counter, the last a check:
the sum over position (1 to 7) times index is divisible by 29. As 29 is a prime above the alphabet's 27, every
single substitution and every swap of two neighbours is caught. Codes whose check would be 27 or 28 are not issued.
"""

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache

ALPHABET = "ABCDEFGHJKMNPQRTUVWXY346789"
SIZE = len(ALPHABET)
LENGTH = 7
MODULUS = 29
BLOCKS = SIZE**2
COUNTERS = SIZE**4
ROUNDS = 4
HALF = SIZE**2
_INVERSE = pow(LENGTH, -1, MODULUS)
# Each pair of letters by its number, and what it adds to the check at the first, third and fifth place.
_PAIRS = tuple(one + two for one in ALPHABET for two in ALPHABET)
_SUMS = tuple(tuple(at * one + (at + 1) * two for one in range(SIZE) for two in range(SIZE)) for at in (1, 3, 5))
# What a reader or a scanner may take a letter for; every other character is wrong.
LOOK_ALIKES = str.maketrans({"0": "Q", "5": "6", "S": "6", "Z": "7", "2": "7", "I": "J", "1": "J", "L": "J", "O": "Q"})


def code_at(block: int, counter: int) -> str:
    """Return the code of a block (0…728) and counter (0…531440), or an empty text where none is issued."""
    first, second = divmod(_permute(block, counter), HALF)
    total = _SUMS[0][block] + _SUMS[1][first] + _SUMS[2][second]
    check = -total * _INVERSE % MODULUS
    return _PAIRS[block] + _PAIRS[first] + _PAIRS[second] + ALPHABET[check] if check < SIZE else ""


def is_code(text: str) -> bool:
    """Tell whether `text` is a reference code with a right check character."""
    if len(text) != LENGTH or any(letter not in ALPHABET for letter in text):
        return False
    return sum(place * ALPHABET.index(letter) for place, letter in enumerate(text, 1)) % MODULUS == 0


def read_code(text: str) -> str:
    """Return the code that a person typed or read aloud, in any case and with blanks or hyphens; empty if wrong.

    Look-alike letters are tried only where the text is no code as it stands.
    """
    plain = re.sub(r"[\s\-–.]", "", text).upper()
    if is_code(plain):
        return plain
    likely = plain.translate(LOOK_ALIKES)
    return likely if is_code(likely) else ""


def codes_in(text: str) -> tuple[str, ...]:
    """Return the reference codes that stand in `text`, for example in an address, in their order."""
    return tuple(
        word for word in re.findall(f"(?<![A-Z0-9])[{ALPHABET}]{{{LENGTH}}}(?![A-Z0-9])", text) if is_code(word)
    )


def stage_letter(index: int) -> str:
    """Return A … Z, AA … for the column `index`, counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def letters_for(frozen: tuple[str, ...], gone: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the letter of each column, given the frozen ones (empty: not frozen), which keep theirs.

    Where nothing is frozen the letters follow the order; a column added later gets the next letter that no frozen
    column, also none that is `gone`, has used.
    """
    return _labels(frozen, stage_letter, gone)


def numbers_for(frozen: tuple[str, ...], gone: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the number of each lane, in the same way."""
    return _labels(frozen, lambda index: str(index + 1), gone)


def step_code(letter: str, number: str = "", place: int = 0) -> str:
    """Return B, B2 or B2.1; `place` counts the cards of a cell from 1 and is 0 where the cell holds one."""
    return letter + number + (f".{place}" if place else "")


def _labels(frozen: tuple[str, ...], make: Callable[[int], str], gone: frozenset[str]) -> tuple[str, ...]:
    used = {label for label in frozen if label} | gone
    fresh = (label for label in map(make, range(len(frozen) * 2 + len(used) + 1)) if label not in used)
    return tuple(label or next(fresh) for label in frozen)


def _permute(block: int, counter: int) -> int:
    left, right = divmod(counter, HALF)
    for number in range(ROUNDS):
        left, right = right, (left + _mix(block, number, right)) % HALF
    return left * HALF + right


@lru_cache(maxsize=ROUNDS * HALF * 2)
def _mix(block: int, number: int, half: int) -> int:
    digest = hashlib.sha256(f"polku {block} {number} {half}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % HALF
