"""What documents without fixed pages need to know of a document: how deep headings stand, and how a code is read."""

import re
from urllib.parse import unquote

from exports.document import Block, Heading, Poster, QrCode, walk

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
RTL_LANGUAGES = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"))


def is_language(tag: str) -> bool:
    """Tell whether a tag has the form of a BCP 47 language, so that it may be written into a file."""
    return _LANGUAGE.fullmatch(tag) is not None


def runs_from_right(language: str) -> bool:
    """Tell whether a language is written from right to left."""
    return language.partition("-")[0].lower() in RTL_LANGUAGES


def titles(blocks: tuple[Block, ...]) -> list[Heading | Poster]:
    """Return what stands as a heading in a document, in reading order; a poster's title is one of the first level."""
    return [block for block in walk(blocks) if isinstance(block, Heading | Poster)]


def depths(found: list[Heading | Poster]) -> list[int]:
    """Return how deep each heading stands among the others, from 1: levels that were skipped are left out."""
    open_levels: list[int] = []
    made: list[int] = []
    for one in found:
        level = one.level if isinstance(one, Heading) else 1
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        made.append(len(open_levels))
    return made


def shown_address(code: QrCode) -> str:
    """Return the address of a code as people read and type it."""
    if code.shown is not None:
        return code.shown
    scheme, _, rest = code.address.partition(":")
    if scheme.lower() in ("mailto", "sms", "smsto"):
        return unquote(rest.partition("?")[0].partition(":")[0])
    return code.address
