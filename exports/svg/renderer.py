"""The drawing of a document as one file of SVG: no script, nothing outside it, the same bytes each time.

It holds the document's first drawing whole, however many sheets paper takes for it, with the title above. A document
without one gives its first words.
"""

from dataclasses import dataclass, replace
from typing import BinaryIO

from markupsafe import Markup

from exports.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Paragraph,
    Picture,
    Shape,
    WallSheet,
    plain,
    walk,
)
from exports.html.fonts import faces_css
from exports.html.svg import number
from exports.outline import is_language
from exports.path_drawing.words import Measure, moved
from exports.pdf.letters import clean, encodable
from exports.svg.drawing import Artist

FAMILIES = '"Atkinson Hyperlegible Next","Noto Sans","Noto Sans Arabic","Noto Sans Hebrew",Arial,sans-serif'
MARGIN, TITLE, SUBTITLE = 24.0, 26.0, 14.0
LEAST = 420.0  # points across: room for the title


@dataclass(frozen=True)
class SvgResult:
    """What was written: the letters that no shipped font has."""

    missing: tuple[str, ...]


def render_svg(document: Document, out: BinaryIO) -> SvgResult:
    """Write the drawing of a document into `out`, once."""
    artist = Artist()
    picture, alt = _whole(document)
    width, height = picture.width + 2 * MARGIN, picture.height + 2 * MARGIN
    shapes = artist.picture(replace(picture, shapes=tuple(moved(one, MARGIN, MARGIN) for one in picture.shapes)))
    style = _style(artist)
    language = document.language if is_language(document.language) else "und"
    page = Markup(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" '
        'role="img" aria-labelledby="title" aria-describedby="words" xml:lang="{language}" lang="{language}">\n'
        '<title id="title">{title}</title>\n<desc id="words">{alt}</desc>\n<style>{style}</style>\n'
        '<rect width="{width}" height="{height}" fill="#FFFFFF"/>\n{shapes}\n</svg>\n'
    ).format(
        width=number(width), height=number(height), language=language, title=_tidy(document.title) or "–",
        alt="\n".join(map(_tidy, alt.split("\n"))), style=style, shapes=shapes,
    )  # fmt: skip
    out.write(_allowed(page).encode("utf-8"))
    return SvgResult(tuple(sorted(artist.setter.missing)))


def _whole(document: Document) -> tuple[Picture, str]:
    """Return the drawing with the document's title above it, and what it shows in words."""
    found = next((block for block in walk(document.blocks) if isinstance(block, WallSheet)), None)
    if found is None:
        found = next((block for block in walk(document.blocks) if isinstance(block, Figure)), None)
    if found is None:
        said = [plain(block.words) for block in walk(document.blocks) if isinstance(block, Paragraph)]
        return _titled(document, Picture(LEAST, 0.0, ()), said[:1]), " ".join(said[:1])
    whole = isinstance(found, WallSheet) and found.part is not None
    picture = found.picture if whole else _titled(document, found.picture, [])
    # Of several sheets each says what it shows; the whole is said where they are put together.
    overview = next((block for block in walk(document.blocks) if isinstance(block, Figure)), None)
    alt = overview.alt if whole and overview else found.alt
    blocks = list(walk(document.blocks))
    at = blocks.index(found)
    before = [] if whole else _said(blocks[:at])  # before several sheets stands how to glue them
    return picture, "\n".join((*before, alt, *_said(blocks[at + 1 :])))


def _said(blocks: list[Block]) -> list[str]:
    """Return the words around a drawing: mostly its text view, for whoever does not see it."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                found.append(block.text)
            case Paragraph():
                found.append(plain(block.words))
            case Bullets():
                found += [plain(item) for item in block.items]
            case _:
                pass
    return found


def _titled(document: Document, picture: Picture, more: list[str]) -> Picture:
    measure, width = Measure(), max(picture.width, LEAST)
    shapes: list[Shape] = []
    y = 0.0
    lines = [(document.title, TITLE, True), (document.subtitle, SUBTITLE, False)]
    for words, size, bold in (*lines, *((one, SUBTITLE, False) for one in more)):
        if words.strip():
            high, row = measure.row(_tidy(words), width, size=size, bold=bold, tone="ink" if bold else "muted")
            shapes += [moved(shape, 0, y) for shape in row]
            y += high + 4
    y += 12
    own = (moved(shape, 0, y) for shape in picture.shapes)
    return Picture(width, picture.height + y, (*shapes, *own))


def _style(artist: Artist) -> Markup:
    """Return the typefaces with the letters that are there; a reader without them takes the next one named."""
    letters, bold = "".join(sorted(artist.letters)), "".join(sorted(artist.bold))
    css = f"{faces_css(letters, bold=bold, italic='')}\ntext{{font-family:{FAMILIES};white-space:pre}}"
    return Markup(css.replace("<", "").replace("&", ""))  # noqa: S704 - ours alone; no text of a project is in it


def _tidy(text: str) -> str:
    return " ".join(encodable(clean(text)).split())


def _allowed(text: str) -> str:
    """Return a text without the letters that no XML may hold."""
    kept = (letter for letter in text if letter in "\t\n\r" or ord(letter) >= 0x20)
    return encodable("".join(letter for letter in kept if letter not in "\ufffe\uffff"))
