"""Reads a QR code back from the drawing commands that were written for it, to know what stands on the paper.

It shares nothing with the library that made the code: from the painted rectangles to dark and light modules, the two
copies of the format, the mask, the bytes in their blocks, whose check bytes have to come out at zero, and the address.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

# For each error level, by its number in the format (M, L, H, Q), and each version: check bytes a block, blocks.
_CHECK_BYTES = (
    "10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 "
    "26 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28",
    "7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 "
    "28 28 30 30 26 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30",
    "17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28 "
    "30 24 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30",
    "13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30 "
    "28 30 30 30 30 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30",
)
_BLOCKS = (
    "1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49",
    "1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25",
    "1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25 25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 70 74 77 81",
    "1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20 23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 59 62 65 68",
)
_RECTANGLE = re.compile(r"(\d+) (\d+) (\d+) (\d+) re\b")
_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda x, y: (x + y) % 2 == 0,
    lambda _, y: y % 2 == 0,
    lambda x, _: x % 3 == 0,
    lambda x, y: (x + y) % 3 == 0,
    lambda x, y: (y // 2 + x // 3) % 2 == 0,
    lambda x, y: x * y % 2 + x * y % 3 == 0,
    lambda x, y: (x * y % 2 + x * y % 3) % 2 == 0,
    lambda x, y: ((x + y) % 2 + x * y % 3) % 2 == 0,
)
Grid = list[list[bool]]


class NotReadable(Exception):
    """What was painted is no code that a scanner would read."""


def read_back(operators: str, size: int) -> str:
    """Return what a scanner reads in a code of `size` modules that is painted so; nothing where it reads nothing."""
    try:
        return read(drawn_modules(operators, size))
    except NotReadable:
        return ""


def drawn_modules(operators: str, size: int) -> Grid:
    """Return the modules, row by row from above, that rectangles in units of a module paint dark; y grows upwards."""
    grid = [[False] * size for _ in range(size)]
    for found in _RECTANGLE.finditer(operators):
        left, low, width, height = (int(number) for number in found.groups())
        for y in range(size - low - height, size - low):
            for x in range(left, left + width):
                if not (0 <= x < size and 0 <= y < size) or grid[y][x]:
                    raise NotReadable("painted twice or outside")
                grid[y][x] = True
    return grid


def read(grid: Grid) -> str:
    """Return the text of a code without a single wrong module. NotReadable: it is no such code."""
    size = len(grid)
    version, rest = divmod(size - 17, 4)
    if rest or not 1 <= version <= 40:
        raise NotReadable("size")
    reserved = _reserved(version)
    _check_patterns(grid, version)
    error, mask = _format(grid)
    flip = _MASKS[mask]
    bits = [grid[y][x] != flip(x, y) for x, y in _way(size) if not reserved[y][x]]
    if any(bits[len(bits) // 8 * 8 :]):
        raise NotReadable("the rest")
    words = [int("".join("01"[bit] for bit in bits[at : at + 8]), 2) for at in range(0, len(bits) - 7, 8)]
    return _text(_joined(words, version, error), version)


# -- the fixed parts ------------------------------------------------------------------------------


@cache
def _alignments(version: int) -> tuple[int, ...]:
    """The middles of the small squares, in modules from the edge."""
    if version == 1:
        return ()
    count = version // 7 + 2
    last = 4 * version + 10
    step = 26 if version == 32 else -(-(last - 6) // (2 * (count - 1))) * 2
    return (6, *(last - step * at for at in range(count - 2, -1, -1)))


@cache
def _squares(version: int) -> tuple[tuple[int, int], ...]:
    """The middles of the small squares that do not lie on the large ones."""
    lines = _alignments(version)
    corners = {(lines[0], lines[0]), (lines[0], lines[-1]), (lines[-1], lines[0])} if lines else set[tuple[int, int]]()
    return tuple((x, y) for x in lines for y in lines if (x, y) not in corners)


@cache
def _reserved(version: int) -> tuple[tuple[bool, ...], ...]:
    """Which modules hold no data."""
    size = 17 + 4 * version
    grid = [[x == 6 or y == 6 for x in range(size)] for y in range(size)]
    areas = [(0, 0, 9, 9), (size - 8, 0, 8, 9), (0, size - 8, 9, 8)]
    areas += [(x - 2, y - 2, 5, 5) for x, y in _squares(version)]
    areas += [(size - 11, 0, 3, 6), (0, size - 11, 6, 3)] if version >= 7 else []
    for left, top, width, height in areas:
        for y in range(top, top + height):
            grid[y][left : left + width] = [True] * width
    return tuple(tuple(row) for row in grid)


def _check_patterns(grid: Grid, version: int) -> None:
    """NotReadable: what a scanner finds and measures a code by is not where it should be."""
    size = len(grid)
    for left, top in ((3, 3), (size - 4, 3), (3, size - 4)):
        if not _has_rings(grid, left, top, 4, (0, 1, 3)):
            raise NotReadable("a corner")
    if any(grid[6][at] != (at % 2 == 0) or grid[at][6] != (at % 2 == 0) for at in range(8, size - 8)):
        raise NotReadable("the ruler")
    if not all(_has_rings(grid, x, y, 2, (0, 2)) for x, y in _squares(version)):
        raise NotReadable("a small square")
    if not grid[size - 8][8] or (version >= 7 and not _is_version(grid, version)):
        raise NotReadable("the version")


def _has_rings(grid: Grid, middle_x: int, middle_y: int, reach: int, dark: tuple[int, ...]) -> bool:
    """Tell whether the squares around a middle are dark at these distances and light at the others up to `reach`."""
    size = len(grid)
    ring = [(x, y) for y in range(-reach, reach + 1) for x in range(-reach, reach + 1)]
    places = [(x, y) for x, y in ring if 0 <= middle_x + x < size and 0 <= middle_y + y < size]
    return all(grid[middle_y + y][middle_x + x] == (max(abs(x), abs(y)) in dark) for x, y in places)


def _is_version(grid: Grid, version: int) -> bool:
    """Tell whether both copies of the version are right."""
    rest = version << 12
    for at in range(17, 11, -1):
        if rest >> at & 1:
            rest ^= 0x1F25 << (at - 12)
    wanted, size = version << 12 | rest, len(grid)
    places = [(size - 11 + at % 3, at // 3) for at in range(18)]
    return all(grid[y][x] == grid[x][y] == bool(wanted >> at & 1) for at, (x, y) in enumerate(places))


def _format(grid: Grid) -> tuple[int, int]:
    """Return the error level, as the format numbers it, and the mask; both copies have to say the same."""
    size = len(grid)
    first = [(8, y) for y in (0, 1, 2, 3, 4, 5, 7, 8)] + [(x, 8) for x in (7, 5, 4, 3, 2, 1, 0)]
    second = [(size - 1 - at, 8) for at in range(8)] + [(8, size - 7 + at) for at in range(7)]
    said = [sum(grid[y][x] << at for at, (x, y) in enumerate(copy)) ^ 0x5412 for copy in (first, second)]
    rest = said[0]
    for at in range(14, 9, -1):
        if rest >> at & 1:
            rest ^= 0x537 << (at - 10)
    if said[0] != said[1] or rest:
        raise NotReadable("the format")
    return said[0] >> 13, said[0] >> 10 & 7


@cache
def _way(size: int) -> tuple[tuple[int, int], ...]:
    """Every module in the order in which data runs: two columns at a time, up and down, past the ruler."""
    found: list[tuple[int, int]] = []
    up = True
    for right in (x for x in range(size - 1, 0, -1) if (x % 2 == 0 if x > 6 else x % 2 == 1)):
        for y in range(size - 1, -1, -1) if up else range(size):
            found += [(right, y), (right - 1, y)]
        up = not up
    return tuple(found)


# -- the data -------------------------------------------------------------------------------------


def _joined(words: list[int], version: int, error: int) -> list[int]:
    """Return the data of all blocks one after the other. NotReadable: the check bytes of a block are wrong."""
    check = int(_CHECK_BYTES[error].split()[version - 1])
    count = int(_BLOCKS[error].split()[version - 1])
    short, longer = divmod(len(words), count)
    lengths = [short - check + (at >= count - longer) for at in range(count)]
    blocks: list[list[int]] = [[] for _ in range(count)]
    source = iter(words)
    for at in range(max(lengths)):
        for block, length in zip(blocks, lengths, strict=True):
            if at < length:
                block.append(next(source))
    data = [list(block) for block in blocks]
    for _ in range(check):
        for block in blocks:
            block.append(next(source))
    if any(_is_wrong(block, check) for block in blocks):
        raise NotReadable("the check bytes")
    return [word for block in data for word in block]


@cache
def _field() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Powers of 2 and their exponents in the field of 256 elements."""
    powers, exponents, value = [0] * 510, [0] * 256, 1
    for at in range(255):
        powers[at] = powers[at + 255] = value
        exponents[value] = at
        value = value << 1 ^ (0x11D if value & 128 else 0)
    return tuple(powers), tuple(exponents)


def _is_wrong(block: list[int], check: int) -> bool:
    """Tell whether any of the syndromes of Reed and Solomon is not zero."""
    powers, exponents = _field()
    for root in range(check):
        value = 0
        for word in block:
            value = (powers[exponents[value] + root] if value else 0) ^ word
        if value:
            return True
    return False


def _text(data: list[int], version: int) -> str:
    """Return the text of the one byte segment that we write."""
    bits = _bits(data)
    mode = _number(bits, 4)
    count = _number(bits, 8 if version < 10 else 16)
    if mode != 4 or count > len(data):
        raise NotReadable("the mode")
    content = bytes(_number(bits, 8) for _ in range(count))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotReadable("the letters") from error


def _bits(data: list[int]) -> Iterator[int]:
    for word in data:
        for at in range(7, -1, -1):
            yield word >> at & 1


def _number(bits: Iterator[int], count: int) -> int:
    value = 0
    for _ in range(count):
        value = value << 1 | next(bits)
    return value
