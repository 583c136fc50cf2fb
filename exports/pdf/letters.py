"""What may be done with a string before any typeface is known: cleaning, letters with their marks, places to break."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from exports.document import LINK_SCHEMES

Break = Literal["no", "yes", "hyphen"]

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff]"
)
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Overrides turn letters round to deceive; no language needs them. A byte order mark may not stand in a PDF's letters.
_DROPPED = re.compile("[\u202d\u202e\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]")
_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_TOKENS = re.compile(
    "\n|[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+|[^ \t\n\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+"
)
_IDEOGRAPHIC = re.compile("[\u2e80-\u30ff\u3130-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\uaa60-\uaa7f]"
)  # Thai, Lao, Burmese, Khmer
_PICTURE = re.compile("[\u231a-\u23ff\u25aa-\u27bf\u2b05-\u2b55\U0001f000-\U0001faff]")
_NOT_FIRST = frozenset(
    "!%),.:;?]}»’”…‰、。〃々〉》」』】〕〗〙〛〜ゝゞーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ！％），．：；？］｝～・"
    "ะาำฯๆๅ"
)
_NOT_LAST = frozenset("$([{£¥«‘“〈《「『【〔〖〘〚（［｛￥เแโใไ")
_ADDRESS = re.compile("://|@|www\\.")
_ADDRESS_BREAKS = frozenset("/?&=._-@:%+#,;~")


def clean(text: str) -> str:
    """People's words without control letters, line ends as newlines, marks joined to their letters (NFC)."""
    return unicodedata.normalize("NFC", _DROPPED.sub("", _NEWLINES.sub("\n", text)))


def tokens(text: str) -> list[str]:
    """Newlines, spaces and words, in order; nothing is lost."""
    return _TOKENS.findall(text)


def without_directions(text: str) -> str:
    """The text without the invisible marks that only steer directions, for the typeface's eyes."""
    return _DIRECTIONS.sub("", text)


@lru_cache(maxsize=20_000)
def clusters(word: str) -> tuple[str, ...]:
    """What readers see as single letters: a letter with its marks, a joined emoji, a flag."""
    if word.isascii():
        return tuple(word)
    found: list[str] = []
    for letter in word:
        if found and _joins(found[-1], letter):
            found[-1] += letter
        else:
            found.append(letter)
    return tuple(found)


def _joins(before: str, letter: str) -> bool:
    if "\u3041" <= letter <= "\u9fff" and letter not in "\u3099\u309a" and before[-1] != "\u200d":
        return False  # by far the most frequent where words are long
    if before.endswith("\u200d"):
        return _PICTURE.match(letter) is not None or not _PICTURE.match(before)
    if letter in "\u200c\u200d" or "\ufe00" <= letter <= "\ufe0f" or "\U0001f3fb" <= letter <= "\U0001f3ff":
        return True
    if "\U0001f1e6" <= letter <= "\U0001f1ff":
        return len(before) == 1 and "\U0001f1e6" <= before <= "\U0001f1ff"
    if before[-1] in "\u094d\u09cd\u0a4d\u0acd\u0bcd\u0dca\u17d2\u1039":  # a virama joins the next consonant
        return unicodedata.category(letter)[0] in "LM"
    return unicodedata.category(letter)[0] == "M" or "\U000e0020" <= letter <= "\U000e007f"


class Segment(NamedTuple):
    """Letters that stay together, and whether the line may end after them."""

    text: str
    end: Break


@lru_cache(maxsize=20_000)
def segments(word: str) -> tuple[Segment, ...]:
    """A word (no spaces in it) cut where a line may end."""
    if word.isascii() and len(word) <= 12 and "-" not in word and "/" not in word:
        return (Segment(word, "no"),)
    address = len(word) > 25 and _ADDRESS.search(word) is not None
    found, start, parts = list[Segment](), 0, clusters(word)
    for at in range(1, len(parts) + 1):
        end = "no" if at == len(parts) else _between(parts[at - 1], parts[at], address)
        if end != "no" or at == len(parts) or at - start >= 200:  # very long words: linear time
            found.append(Segment("".join(parts[start:at]).rstrip("\u200b\u00ad"), end))
            start = at
    return tuple(segment for segment in found if segment.text or segment.end != "no")


def _between(left: str, right: str, address: bool) -> Break:
    if left == "\u00ad":
        return "hyphen"
    if left == "\u200b":
        return "yes"
    if (
        right[0] in _NOT_FIRST
        or left[-1] in _NOT_LAST
        or right[0] in "\u2060\ufeff\u00a0"
        or left[-1] in "\u2060\ufeff"
    ):
        return "no"
    if left[0] in "-–—/" and right[0].isalnum():
        return "yes"
    if address and left[0] in _ADDRESS_BREAKS and right[0].isalnum():
        return "yes"
    if _IDEOGRAPHIC.match(left) or _IDEOGRAPHIC.match(right) or _PICTURE.match(left) or _PICTURE.match(right):
        return "yes"
    return "yes" if _UNSPACED.match(left) and _UNSPACED.match(right) else "no"


def is_picture(cluster: str) -> bool:
    """Whether the letter asks to be drawn as an emoji."""
    return "\ufe0f" in cluster or "\u20e3" in cluster or _PICTURE.match(cluster[0]) is not None


def is_safe(href: str) -> bool:
    """Whether an address may become a link: only http, https, mailto and sms, without control letters."""
    return href.lower().startswith(LINK_SCHEMES) and not re.search(r"[\x00-\x20\x7f-\x9f]", href)


def encodable(text: str) -> str:
    """The text with halves of letters (lone surrogates), which no file can hold, as question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
