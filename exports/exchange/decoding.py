"""Bytes of a foreign text file to text, without ever storing a guess silently or a replacement character."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from models.errors import Refused
from resources.texts import N_

# Longest first: the mark of UTF-32 LE begins with the mark of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Codecs of Python that are no encodings of text files; idna and punycode are also slow on purpose-made input.
_NOT_FOR_FILES = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}
_SAMPLE = 200_000  # bytes looked at for a guess
_LETTERS = frozenset("äöåéèêëáàâãíìîïóòôõúùûüñçßæøýðþ" + "ÄÖÅÉÈÊËÁÀÂÃÍÌÎÏÓÒÔÕÚÙÛÜÑÇÆØÝÐÞ")
_RARE = frozenset("œšžÿŒŠŽŸ")  # seen, but a DOS file read as Windows' is full of them
_SIGNS = frozenset("“”„‘’‚–—…€£§°·•«»¿¡ºª½¼¾´©®™×²³±\xa0")


class WhichEncoding(Refused):
    """The letters cannot be read; a person can say which encoding it is."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was read with, and whether that encoding was only guessed."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of `data`: by its byte order mark, as strict UTF-8, or as a marked guess.

    A given `encoding` is used as it is. Raises Refused for an unknown name, for bytes it cannot hold (with the
    position), and when nothing fits.
    """
    if encoding is not None:
        return _as_given(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, name), name, guessed=False)
    wide = _wide_without_mark(data)
    if wide:
        return Decoded(_strict(data, wide), wide, guessed=True)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", guessed=False)
    except UnicodeDecodeError as error:
        return _guess_one_byte(data, error.start)


def _as_given(data: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding.strip()).name.replace("_", "-")
        "".encode(name)  # a codec that is none of text says so here
    except (LookupError, ValueError):
        name = ""
    if not name or name.replace("-", "_") in _NOT_FOR_FILES:
        message = N_("“{encoding}” is no encoding Polku knows. Usual ones: utf-8, utf-16, cp1252, cp850, iso8859-1.")
        raise WhichEncoding(message, encoding=encoding)
    return Decoded(_strict(data, name).removeprefix("\ufeff"), name, guessed=False)


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        message = N_("The file is not {encoding}: byte {position} does not fit. Name the encoding with --encoding.")
        raise WhichEncoding(message, encoding=name, position=error.start) from None
    except UnicodeError:  # UTF-16 and some others raise this bare one
        message = N_("The file cannot be read as {encoding}. Name the encoding with --encoding.")
        raise WhichEncoding(message, encoding=name) from None


def _wide_without_mark(data: bytes) -> str:
    """Return the UTF-16 that the zero bytes speak for: in plain Latin text every second byte is zero."""
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.4 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return ""


def _guess_one_byte(data: bytes, position: int) -> Decoded:
    """Choose between Windows' and DOS' western encodings; refuse rather than store a text that reads oddly."""
    sample = data[:_SAMPLE]
    scores = {name: _plausible(sample, name) for name in ("cp1252", "cp850")}
    hint = _hint(sample)
    best = max(scores, key=lambda name: (scores[name], name == hint))
    # A statistical hint alone is weak on short files, so it only supports what the letters already say.
    if scores[best] >= 0.8 or (hint and scores[best] >= 0.5):
        try:
            return Decoded(data.decode(best), best, guessed=True)
        except UnicodeDecodeError:
            pass
    message = N_("The file's letters cannot be read (byte {position} is not UTF-8). Name the encoding with --encoding.")
    raise WhichEncoding(message, position=position)


def _hint(sample: bytes) -> str:
    found = from_bytes(sample, cp_isolation=["cp1252", "cp850"]).best()
    return found.encoding if found else ""


def _plausible(sample: bytes, name: str) -> float:
    """Return which share of the letters beyond ASCII stand as western languages use them; 0 if it cannot be read."""
    try:
        text = sample.decode(name)
    except UnicodeDecodeError:
        return 0.0
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        return 0.0
    runs = [found[0] for found in re.finditer(r"\w?[^\x00-\x7f]+\w?", text)]
    others = sum(map(_count_others, runs))
    return sum(map(_fit, runs)) / others if others else 0.0


def _count_others(run: str) -> int:
    return sum(not letter.isascii() for letter in run)


def _fit(run: str) -> float:
    """Return how many letters beyond ASCII in a run (with its neighbours) are used as western languages use them."""
    letters = [letter for letter in run if not letter.isascii()]
    distinct = len(set("".join(letters).casefold()))
    if all(letter in _LETTERS | _RARE for letter in letters) and (len(letters) > 3 or len(letters) > 2 < distinct):
        return 0.0  # "Äîñòóïíàÿ" is a word of another alphabet; "ää" and "ção" are not
    return sum(_fits(run, at) for at, letter in enumerate(run) if not letter.isascii())


def _fits(run: str, at: int) -> float:
    letter, before, after = run[at], run[at - 1 : at] if at else "", run[at + 1 : at + 2]
    if letter in _LETTERS or letter in _RARE:
        # An upper-case letter after a lower-case one is a misread letter, not a word.
        usual = letter.islower() or not before.islower() or after.isupper()
        return usual * (1.0 if letter in _LETTERS else 0.5)
    # Quotation marks and dashes stand at the edge of words, a misread letter in the middle or at the wrong edge.
    inside = before.isalpha() and (after.isalpha() or letter in "„‚¿¡")
    return float(letter in _SIGNS and (not inside or letter in "’–—·"))
