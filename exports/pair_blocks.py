"""Which blocks of two compositions of the same content belong together, in both their orders."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from exports.document import Block, Chip, Heading, Paragraph

Pair = tuple[Block | None, Block | None]
DEEPEST = 3  # levels of headings


def aligned(ones: Sequence[Block], others: Sequence[Block], level: int = 1) -> Iterator[Pair]:
    """Yield pairs of blocks of one kind; None stands beside a block that only one language has.

    Both were composed of the same content, so that they mostly have the same blocks. Where one says a line more, what
    stands below the same headings is looked through.
    """
    if [_kind(block) for block in ones] == [_kind(block) for block in others]:
        yield from zip(ones, others, strict=True)
    elif level > DEEPEST:
        yield from _matched(ones, others)
    else:
        left, right = _sections(ones, level), _sections(others, level)
        if len(left) != len(right):
            yield from aligned(ones, others, level + 1)
            return
        for section, other in zip(left, right, strict=True):
            yield from aligned(section, other, level + 1)


def _kind(block: Block) -> tuple[str, object]:
    """Return what two blocks must share to say the same in two languages."""
    if isinstance(block, Heading):
        return "heading", block.level
    if isinstance(block, Paragraph):
        return "paragraph", block.style
    if isinstance(block, Chip):
        return "chip", (block.tone, block.provisional)
    return type(block).__name__, None


def _sections(blocks: Sequence[Block], level: int) -> list[list[Block]]:
    """Return what stands before the first heading of a level, then what begins with each."""
    found: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level == level:
            found.append([])
        found[-1].append(block)
    return found


def _matched(ones: Sequence[Block], others: Sequence[Block]) -> Iterator[Pair]:
    matcher = SequenceMatcher(
        None, [_kind(block) for block in ones], [_kind(block) for block in others], autojunk=False
    )
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield from zip(ones[a:b], others[c:d], strict=True)
            continue
        for one, other in zip_longest(ones[a:b], others[c:d]):
            if one is not None:
                yield one, None
            if other is not None:
                yield None, other
