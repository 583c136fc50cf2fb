"""Typefaces inside the PDF: cut down to the glyphs used, with widths and the letters each glyph stands for."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from exports.pdf import objects
from exports.pdf.faces import Typeface
from exports.pdf.setting import Piece


@dataclass
class Embedded:
    """One face of one document. `letters` maps each glyph to the text it is copied and read as."""

    face: Typeface
    name: str
    letters: dict[int, str] = field(default_factory=dict[int, str])
    advances: dict[int, int] = field(default_factory=dict[int, int])
    _known: dict[tuple[Piece, float], tuple[str, bool]] = field(default_factory=dict)

    def show(self, piece: Piece, size: float) -> tuple[str, bool]:
        """The inside of a TJ array that paints the piece, and whether its text must stand beside it (ActualText).

        Marks above or below their letters end the array, move the baseline and begin a new one.
        """
        known = self._known.get((piece, size))
        if known is None:
            known = self._known[piece, size] = (self._operators(piece, size), self._note_letters(piece))
        return known

    def _operators(self, piece: Piece, size: float) -> str:
        scale = 1000 / self.face.upem
        out: list[str] = []
        shown = ""
        for glyph in piece.glyphs:
            own = self.advances.setdefault(glyph.number, self.face.advance(glyph.number))
            before, after = -glyph.x * scale, (own - glyph.advance + glyph.x) * scale
            if glyph.y:
                out += [f"<{shown}>" if shown else "", f"{_number(before)} " if glyph.x else ""]
                rise = _number(glyph.y * scale * size / 1000)
                out += [f"]TJ {rise} Ts [<{glyph.number:04X}>]TJ 0 Ts ["]
                shown = ""
            else:
                if glyph.x:
                    out += [f"<{shown}>" if shown else "", _number(before)]
                    shown = ""
                shown += f"{glyph.number:04X}"
            if abs(after) > 0.01:
                out += [f"<{shown}>" if shown else "", _number(after)]
                shown = ""
        if shown:
            out.append(f"<{shown}>")
        return "".join(part if part.startswith(("<", "]")) else f" {part} " for part in out if part)

    def _note_letters(self, piece: Piece) -> bool:
        """Gives every glyph its letters; True where glyphs alone would be read wrongly."""
        starts = sorted({glyph.cluster for glyph in piece.glyphs})
        ends = dict(zip(starts, [*starts[1:], len(piece.text)], strict=True))
        inexact = piece.rtl
        count: dict[int, int] = {}
        for glyph in piece.glyphs:
            count[glyph.cluster] = count.get(glyph.cluster, 0) + 1
        for glyph in piece.glyphs:
            text = piece.text[glyph.cluster : ends[glyph.cluster]].replace("\u00a0", " ")
            if self.letters.setdefault(glyph.number, text) != text or count[glyph.cluster] > 1:
                inexact = True
        return inexact

    def write(self, doc: Any) -> Any:
        """Adds the face to a ReportLab document and returns the reference for the pages' resources."""
        base: Any = objects.name(f"{self._tag()}+{self.face.name}")
        system = {"Registry": objects.string("Adobe"), "Ordering": objects.string("Identity"), "Supplement": 0}
        cid = {
            "Type": objects.name("Font"),
            "Subtype": objects.name("CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": objects.dictionary(system),
            "FontDescriptor": doc.Reference(objects.dictionary(self._descriptor(doc, base))),
            "DW": 1000,
            "W": objects.array(self._widths()),
            "CIDToGIDMap": objects.name("Identity"),
        }
        font = {
            "Type": objects.name("Font"),
            "Subtype": objects.name("Type0"),
            "BaseFont": base,
            "Encoding": objects.name("Identity-H"),
            "DescendantFonts": objects.array([doc.Reference(objects.dictionary(cid))]),
            "ToUnicode": doc.Reference(objects.stream(self._to_unicode(base[1:]))),
        }
        return doc.Reference(objects.dictionary(font), f"font:{self.name}")

    def _tag(self) -> str:
        digest = hashlib.sha256(repr(sorted(self.letters)).encode()).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6])

    def _descriptor(self, doc: Any, base: Any) -> dict[str, Any]:
        found = self.face.metrics()
        program = self.face.subset(self.letters)
        return {
            "Type": objects.name("FontDescriptor"),
            "FontName": base,
            "Flags": 4,
            "FontBBox": objects.array([round(length) for length in found.box]),
            "ItalicAngle": -12 if "Italic" in self.face.name else 0,
            "Ascent": round(found.ascent),
            "Descent": round(found.descent),
            "CapHeight": round(found.cap_height),
            "StemV": 140 if "Bold" in self.face.name else 80,
            "FontFile2": doc.Reference(objects.stream(program, Length1=len(program))),
        }

    def _widths(self) -> list[Any]:
        scale = 1000 / self.face.upem
        made: list[Any] = []
        for index in sorted(self.letters):
            made += [index, f"[{_number(self.advances[index] * scale)}]"]
        return made

    def _to_unicode(self, name: str) -> bytes:
        rows = [f"<{i:04X}> <{text.encode('utf-16-be').hex()}>" for i, text in sorted(self.letters.items()) if text]
        blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
        lines = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            f"/CMapName /{name}-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        for block in blocks:
            lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines).encode("ascii")


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
