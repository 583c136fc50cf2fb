"""The shipped typefaces: which one has a letter, and what HarfBuzz makes of some letters in it.

This is the one file that touches uharfbuzz, which brings no type information.
"""
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from resources.files import path_of

BASE = "AtkinsonHyperlegibleNext"
FALLBACK: tuple[str, ...] = (
    "NotoSans",
    "NotoSansArabic",
    "NotoSansHebrew",
    "NotoSansThai",
    "NotoSansEthiopic",
    "NotoSansBengali",
    "NotoSansGurmukhi",
    "NotoSansGujarati",
    "NotoSansTamil",
    "NotoSansGeorgian",
    "NotoSansArmenian",
    "NotoSansSinhala",
    "NotoSansKhmer",
    "NotoSansMyanmar",
    "NotoSansSC",
    "NotoSansKR",
    "NotoSansSymbols2",
    "NotoEmoji",
)
_REGULAR_ONLY = {"NotoSansKR": "NotoSansKR-Hangul.ttf"}
_WITH_BOLD = ("NotoSans", "NotoSansArabic", "NotoSansHebrew", "NotoSansThai", "NotoSansEthiopic")
_LATIN_FEATURES = {"kern": True, "liga": False, "dlig": False}  # one glyph a letter: copied text stays whole
_NOT_IN_A_PDF = (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"STAT", b"gasp", b"vhea", b"vmtx", b"name")
_LOCK = threading.Lock()  # HarfBuzz fonts are shared between exports


class Glyph(NamedTuple):
    """One glyph as HarfBuzz places it: its number in the face, first letter it stands for, lengths in font units."""

    number: int
    cluster: int
    advance: int
    x: int
    y: int


@dataclass(frozen=True)
class Metrics:
    """Lengths of a face in thousandths of the type size, as a PDF wants them."""

    ascent: float
    descent: float
    cap_height: float
    box: tuple[float, float, float, float]


class _Flat:
    """What HarfBuzz tells about an outline, as corners."""

    STEPS = 5

    def __init__(self) -> None:
        self.curves: list[list[tuple[float, float]]] = []

    def moveTo(self, to: tuple[float, float]) -> None:  # noqa: N802 - HarfBuzz calls them so
        self.curves.append([to])

    def lineTo(self, to: tuple[float, float]) -> None:  # noqa: N802
        self.curves[-1].append(to)

    def qCurveTo(self, by: tuple[float, float], to: tuple[float, float]) -> None:  # noqa: N802
        start = self.curves[-1][-1]
        near = (start[0] + (by[0] - start[0]) * 2 / 3, start[1] + (by[1] - start[1]) * 2 / 3)
        self.curveTo(near, (to[0] + (by[0] - to[0]) * 2 / 3, to[1] + (by[1] - to[1]) * 2 / 3), to)

    def curveTo(self, near: tuple[float, float], far: tuple[float, float], to: tuple[float, float]) -> None:  # noqa: N802
        start = self.curves[-1][-1]
        for step in range(1, self.STEPS + 1):
            t = step / self.STEPS
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            x = a * start[0] + b * near[0] + c * far[0] + d * to[0]
            self.curves[-1].append((x, a * start[1] + b * near[1] + c * far[1] + d * to[1]))

    def closePath(self) -> None:  # noqa: N802
        pass

    def endPath(self) -> None:  # noqa: N802
        pass


class Typeface:
    """One font file. Shared and read-only; safe on several threads."""

    def __init__(self, name: str, file: str, *, synthetic_bold: bool) -> None:
        self.name, self.file, self.synthetic_bold = name, file, synthetic_bold
        self._face = hb.Face(hb.Blob.from_file_path(str(path_of("fonts", file))))
        self._font = hb.Font(self._face)
        self._features = _LATIN_FEATURES if name.startswith((BASE, "NotoSans-")) else {"kern": True}
        self.upem: int = self._face.upem
        self.letters: frozenset[int] = frozenset(self._face.unicodes)

    def shape(self, text: str, *, rtl: bool) -> list[Glyph]:
        """The glyphs of a text of one script in the order they stand on paper, left to right."""
        with _LOCK:
            buffer = hb.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            buffer.direction = "rtl" if rtl else "ltr"
            hb.shape(self._font, buffer, self._features)
            pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
            return [Glyph(i.codepoint, i.cluster, p.x_advance, p.x_offset, p.y_offset) for i, p in pairs]

    def advance(self, index: int) -> int:
        """A glyph's own width in font units."""
        return int(self._font.get_glyph_h_advance(index))

    def metrics(self) -> Metrics:
        """Ascent, descent and bounding box for the font descriptor."""
        scale, extents = 1000 / self.upem, self._font.get_font_extents("ltr")
        head = self._face.reference_table("head").data
        corners = [int.from_bytes(head[at : at + 2], "big", signed=True) * scale for at in range(36, 44, 2)]
        ascent, descent = extents.ascender * scale, extents.descender * scale
        return Metrics(ascent, descent, 0.7 * 1000, (corners[0], corners[1], corners[2], corners[3]))

    def outline(self, number: int) -> list[list[tuple[float, float]]]:
        """The closed curves of a glyph as points in font units, y upwards; curves are flattened."""
        pen = _Flat()
        self._font.draw_glyph_with_pen(number, pen)
        return pen.curves

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """A font file with only these glyphs (and .notdef), each under its own index."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update({0, *glyphs})
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        wanted.flags |= hb.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.drop_table_tag_set.update(int.from_bytes(table, "big") for table in _NOT_IN_A_PDF)
        return bytes(hb.subset(self._face, wanted).blob.data)

    def part(self, letters: str) -> bytes:
        """A font file with these letters as a browser wants it: with names, kerning and glyphs numbered anew."""
        wanted = hb.SubsetInput()
        wanted.unicode_set.update(ord(letter) for letter in letters)
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        return bytes(hb.subset(self._face, wanted).blob.data)


@lru_cache(maxsize=64)
def typeface(family: str, bold: bool, italic: bool) -> Typeface:
    """The cut of a family; a cut that is not shipped gives the nearest one."""
    if family == BASE:
        cut = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
        return Typeface(f"{family}-{cut}", f"{family}-{cut}.ttf", synthetic_bold=False)
    if bold and family in _WITH_BOLD:
        return Typeface(f"{family}-Bold", f"{family}-Bold.ttf", synthetic_bold=False)
    if bold or italic:
        plain = typeface(family, False, False)
        if not bold:
            return plain
        return Typeface(f"{plain.name}-Strong", plain.file, synthetic_bold=True)
    return Typeface(f"{family}-Regular", _REGULAR_ONLY.get(family, f"{family}-Regular.ttf"), synthetic_bold=False)
