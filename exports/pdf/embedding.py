"""Typefaces inside the PDF: cut down to the glyphs used, with widths and the letters each glyph stands for."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

import hashlib
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from exports.pdf.faces import Typeface
from exports.pdf.setting import Piece

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument


@dataclass
class Embedded:
    """One face of one document. `letters` maps each glyph to the text it is copied and read as."""

    face: Typeface
    name: str
    letters: dict[int, str] = field(default_factory=dict[int, str])
    advances: dict[int, int] = field(default_factory=dict[int, int])
    _known: dict[Piece, tuple[str, bool]] = field(default_factory=dict)

    def show(self, piece: Piece) -> tuple[str, bool]:
        """The inside of a TJ array that paints the piece, and whether its text must stand beside it (ActualText).

        Raised or lowered marks end the array and set `RISE`, in thousandths of the size, for the sheet to fill in."""
        known = self._known.get(piece)
        if known is None:
            known = self._known[piece] = (self._operators(piece), self._note_letters(piece))
        return known

    def _operators(self, piece: Piece) -> str:
        scale = 1000 / self.face.upem
        out: list[str] = []
        shown = ""
        for glyph in piece.glyphs:
            own = self.advances.setdefault(glyph.index, self.face.advance(glyph.index))
            before, after = -glyph.x * scale, (own - glyph.advance + glyph.x) * scale
            if glyph.y:
                out += [f"<{shown}>" if shown else "", f"{_number(before)} " if glyph.x else ""]
                out += [f"]TJ {_number(glyph.y * scale)} RISE [<{glyph.index:04X}>]TJ 0 RISE ["]
                shown = ""
            else:
                if glyph.x:
                    out += [f"<{shown}>" if shown else "", _number(before)]
                    shown = ""
                shown += f"{glyph.index:04X}"
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
            if self.letters.setdefault(glyph.index, text) != text or count[glyph.cluster] > 1:
                inexact = True
        return inexact

    def write(self, doc: "PDFDocument") -> Any:
        """Adds the face to a ReportLab document and returns the reference for the pages' resources."""
        from reportlab.pdfbase.pdfdoc import PDFArrayCompact, PDFDictionary, PDFName, PDFString

        base: Any = PDFName(f"{self._tag()}+{self.face.name}")
        system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        cid = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": base,
            "CIDSystemInfo": PDFDictionary(system),
            "FontDescriptor": doc.Reference(PDFDictionary(self._descriptor(doc, base))),
            "DW": 1000,
            "W": PDFArrayCompact(self._widths()),
            "CIDToGIDMap": PDFName("Identity"),
        }
        font = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": base,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArrayCompact([doc.Reference(PDFDictionary(cid))]),
            "ToUnicode": doc.Reference(stream(self._to_unicode(base[1:]))),
        }
        return doc.Reference(PDFDictionary(font), f"font:{self.name}")

    def _tag(self) -> str:
        digest = hashlib.sha256(repr(sorted(self.letters)).encode()).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6])

    def _descriptor(self, doc: "PDFDocument", base: Any) -> dict[str, Any]:
        from reportlab.pdfbase.pdfdoc import PDFArrayCompact, PDFName

        found = self.face.metrics()
        program = self.face.subset(self.letters)
        return {
            "Type": PDFName("FontDescriptor"),
            "FontName": base,
            "Flags": 4,
            "FontBBox": PDFArrayCompact([round(length) for length in found.box]),
            "ItalicAngle": -12 if "Italic" in self.face.name else 0,
            "Ascent": round(found.ascent),
            "Descent": round(found.descent),
            "CapHeight": round(found.cap_height),
            "StemV": 140 if "Bold" in self.face.name else 80,
            "FontFile2": doc.Reference(stream(program, Length1=len(program))),
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


def stream(content: bytes, *, compressed: bool = True, **entries: Any) -> Any:
    """A PDF stream that ends its line before `endstream`, as PDF/A asks."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

    data = zlib.compress(content, 9) if compressed else content
    whole = {**entries, "Length": len(data), **({"Filter": PDFName("FlateDecode")} if compressed else {})}

    class Stream(PDFStream):
        def format(self, document: Any) -> bytes:
            head: bytes = PDFDictionary(whole).format(document)
            return head + b"\nstream\n" + data + b"\nendstream\n"

    return Stream()
