"""The paper: everything that is painted passes here, each piece under its structure node or as an artifact.

Coordinates are points from the upper left corner, y growing downwards. This file and its neighbours `embedding` and
`tagging` are the only ones that know how a PDF is written; ReportLab keeps pages, objects, links and the file itself.
"""
# pyright: reportUnknownMemberType=false, reportPrivateUsage=false

from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from typing import Any, BinaryIO, Literal

from exports.document import Document, Tone
from exports.pdf import bidi, objects
from exports.pdf.embedding import Embedded
from exports.pdf.faces import Typeface
from exports.pdf.images import Image
from exports.pdf.metadata import declare
from exports.pdf.papers import Frame
from exports.pdf.setting import Line, Look, Piece
from exports.pdf.styles import PAGE_HEIGHT, PAGE_WIDTH, PAINTS
from exports.pdf.tagging import Node, write_tree

Furniture = Literal["Header", "Footer"]


def canvas_for(out: BinaryIO, language: str) -> Any:
    """A ReportLab canvas without a start font (its own would be Helvetica, which is not embedded)."""
    from reportlab.pdfgen.canvas import Canvas

    class BareCanvas(Canvas):
        def _make_preamble(self) -> None:
            self._preamble = "1 0 0 1 0 0 cm"

    size = (PAGE_WIDTH, PAGE_HEIGHT)
    return BareCanvas(out, pagesize=size, pageCompression=1, invariant=1, pdfVersion=(1, 7), lang=language)


class Sheet:
    """The document being painted, one page after the other; `save` ends it."""

    def __init__(self, out: BinaryIO, document: Document) -> None:
        self._canvas = canvas_for(out, document.language)
        self.root = Node("Document")
        self.page = 1
        self.codes: list[str] = []  # what the codes that were painted say, read back from the paper
        self._marks: list[list[Node]] = [[]]
        self._links: dict[str, Node] = {}
        self._faces: dict[str, Embedded] = {}
        self._node: Node | None = None
        self._furniture: Furniture | None = None
        self._open: Node | str | None = None
        self._canvas.setTitle(document.title)
        self._canvas.setSubject(document.subject or document.title)
        self._canvas.setAuthor("")
        self._canvas.setCreator("Polku")
        self._canvas.setProducer("Polku")

    # -- whose content it is --

    @contextmanager
    def tagged(self, node: Node | None) -> Generator[None]:
        """What is painted inside belongs to the node; None: it is decoration."""
        before, self._node = self._node, node
        try:
            yield
        finally:
            self._node = before

    @contextmanager
    def furniture(self, kind: Furniture) -> Generator[None]:
        """What is painted inside is a page header or footer, which is not read aloud."""
        before, self._furniture = self._furniture, kind
        with self.tagged(None):
            try:
                yield
            finally:
                self._furniture = before

    def _mark(self, node: Node | None) -> None:
        """Opens the marked piece for a node, or for an artifact, unless it is open."""
        name = node or (f"/{self._furniture}" if self._furniture else "decoration")
        if self._open is name or (isinstance(name, str) and self._open == name):
            return
        self._unmark()
        self._open = name
        if node is not None:
            nodes = self._marks[-1]
            node.content.append((self.page, len(nodes)))
            self._code(f"/{node.role} <</MCID {len(nodes)}>> BDC")
            nodes.append(node)
        elif self._furniture:
            self._code(f"/Artifact <</Type /Pagination /Subtype /{self._furniture}>> BDC")
        else:
            self._code("/Artifact BMC")

    def _unmark(self) -> None:
        if self._open is not None:
            self._code("EMC")
            self._open = None

    def _code(self, operators: str) -> None:
        self._canvas.addLiteral(operators)

    # -- words --

    def line(self, line: Line, x: float, baseline: float, parts: "Parts | None" = None) -> None:
        """Paints a line of words from x on; `parts` finds the node of words that are links or in another language."""
        spots = _places(line, x)
        if all(spot[1] is spots[0][1] for spot in spots):
            if spots:
                self._stretch(spots, baseline, parts)
            return
        at = 0
        while at < len(spots):
            key = (spots[at][1].href, spots[at][1].language)
            end = at
            while end < len(spots) and (spots[end][1].href, spots[end][1].language) == key:
                end += 1
            self._stretch(spots[at:end], baseline, parts)
            at = end

    def _stretch(self, spots: "list[_Spot]", baseline: float, parts: "Parts | None") -> None:
        look = spots[0][1]
        node = parts.node(self._node, look) if parts and self._node else self._node
        self._mark(node)
        self._show(spots, baseline)
        if node is not None and node.role == "Link":
            left = min(x for _, _, x in spots)
            right = max(x + piece.width * look.size for piece, look, x in spots)
            self.link(node, look.href, left, baseline - 0.8 * look.size, right - left, 1.1 * look.size)
            self._mark(None)
            foot = f"{left:.2f} {PAGE_HEIGHT - baseline - 2.4:.2f} {right - left:.2f} 0.7 re"
            self._code(f"q {strong('accent')} rg {foot} f Q")

    def _show(self, spots: "list[_Spot]", baseline: float) -> None:
        out, face, font, pen = ["BT"], None, None, None
        for piece, look, x in spots:
            if font is None or piece.face is not font[0] or look is not font[1]:
                if pen is not None:
                    out.append("] TJ")
                    pen = None
                face = self._face(piece.face)
                font = (piece.face, look)
                out.append(self._font(face, look))
            assert face is not None  # noqa: S101 - set with the first font
            glyphs, inexact = face.show(piece, look.size)
            if inexact or pen is None or abs(pen - x) > 0.02:
                if pen is not None:
                    out.append("] TJ")
                out.append(f"1 0 0 1 {x:.2f} {PAGE_HEIGHT - baseline:.2f} Tm")
                if inexact:
                    out.append(f"/Span <</ActualText <{_hex(piece.text)}>>> BDC [{glyphs}] TJ EMC")
                    pen = None
                    continue
                out.append("[")
            out.append(glyphs)
            pen = x + piece.width * look.size
        if pen is not None:
            out.append("] TJ")
        self._code(" ".join([*out, "ET"]))

    @staticmethod
    def _font(face: Embedded, look: Look) -> str:
        colour = rgb(PAINTS[look.tone].text)
        strong = f"2 Tr {look.size * 0.03:.2f} w {colour} RG" if face.face.synthetic_bold else "0 Tr"
        return f"/{face.name} {look.size:g} Tf {colour} rg {strong}"

    def _face(self, face: Typeface) -> Embedded:
        if face.name not in self._faces:
            self._faces[face.name] = Embedded(face, f"F{len(self._faces) + 1}")
        return self._faces[face.name]

    # -- shapes --

    def shape(self, operators: str) -> None:
        """Path operators in PDF's own coordinates; content inside a figure, decoration anywhere else."""
        inside = self._node if self._node is not None and self._node.role == "Figure" else None
        self._mark(inside)
        self._code(f"q {operators} Q")

    @contextmanager
    def clipped(self, x: float, y: float, width: float, height: float) -> Generator[None]:
        """What is painted inside is seen only within a box."""
        self._unmark()
        self._code(f"q {x:.2f} {PAGE_HEIGHT - y - height:.2f} {width:.2f} {height:.2f} re W n")
        try:
            yield
        finally:
            self._unmark()
            self._code("Q")

    def image(self, image: Image, x: float, y: float, width: float, height: float) -> None:
        """Paints a photo into a box; the same photo is in the file once."""
        name = f"photo{image.sha256[:32]}"
        doc = self._canvas._doc
        key = doc.getXObjectName(name)
        if key not in doc.idToObject:
            doc.Reference(image.stream(), key)
        self._mark(self._node)
        self._code(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {PAGE_HEIGHT - y - height:.2f} cm /{key} Do Q")
        self._canvas._formsinuse.append(name)

    # -- links, bookmarks, pages --

    def link(self, node: Node, href: str, x: float, y: float, width: float, height: float) -> None:
        """Makes an area a link of its node; the address has to pass `is_safe`."""
        action = objects.dictionary({"S": objects.name("URI"), "URI": objects.string(ascii_address(href))})
        self._annotate(node, {"A": action}, x, y, width, height)

    def jump(self, node: Node, key: str, x: float, y: float, width: float, height: float) -> None:
        """Makes an area a link to the bookmark `key`."""
        self._annotate(node, {"Dest": self._canvas._bookmarkReference(key)}, x, y, width, height)

    def _annotate(self, node: Node, entries: dict[str, Any], x: float, y: float, width: float, height: float) -> None:
        name = f"link{len(self._links)}"
        top = PAGE_HEIGHT - y
        made: dict[str, Any] = {
            "Type": objects.name("Annot"),
            "Subtype": objects.name("Link"),
            "Rect": objects.array([x, top - height, x + width, top]),
            "Border": objects.array([0, 0, 0]),
            "F": 4,
            "Contents": objects.string(node.contents or node.alt or "Link"),
            **entries,
        }
        self._canvas._addAnnotation(objects.dictionary(made), name)
        self._links[name] = node
        node.content.append((self.page, str(self._canvas._doc.annotationName(name))))

    def bookmark(self, title: str, level: int, key: str, y: float) -> None:
        """A bookmark of `level` (from 0, none skipped) to a height on this page."""
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=PAGE_HEIGHT - y + 12)
        self._canvas.addOutlineEntry(title, key, level, closed=False)

    def next_page(self, frame: Frame) -> None:
        """Ends the page, which is of this paper."""
        self._unmark()
        self._canvas.showPage()
        page = self._canvas._doc.Pages.pages[-1]
        page.MediaBox = objects.array(list(frame.media_box))
        page.Contents = objects.stream(page.stream.encode("latin-1"))
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = self.page - 1, "/S"
        self.page += 1
        self._marks.append([])

    def save(self) -> None:
        """Writes the file; the last page has been ended."""
        doc = self._canvas._doc
        marks = self._marks[:-1]
        for key, name in enumerate(self._links, len(marks)):  # the pages have the keys before
            doc.idToObject[doc.annotationName(name)].dict["StructParent"] = key
        fonts = doc.idToObject["BasicFonts"].dict
        for face in self._faces.values():
            fonts[face.name] = face.write(doc)
        write_tree(doc, self.root, marks, self._links)
        declare(doc)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._canvas.save()


_Spot = tuple[Piece, Look, float]


class Parts:
    """The nodes inside one paragraph for its links and for words in another language; kept over all its lines."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Node] = {}
        self._last: tuple[str, str] = ("", "")

    def node(self, outer: Node, look: Look) -> Node:
        """The node for words of this look: a new one where the look changes, else the one before."""
        href = look.href
        key = (href, look.language)
        if key == ("", ""):
            self._last = key
            return outer
        if key != self._last or key not in self._made:
            self._made[key] = outer.child("Link" if href else "Span", language=look.language)
            self._made[key].contents = href
        self._last = key
        return self._made[key]


def _places(line: Line, x: float) -> list[_Spot]:
    """Every piece of a line with its left edge, in reading order."""
    spots: list[_Spot] = []
    pen = x
    if any(atom.level for atom in line.atoms):
        flat = [(piece, atom) for atom in line.atoms for piece in atom.pieces]
        left = [0.0] * len(flat)
        for at in bidi.reorder([atom.level for _, atom in flat]):
            left[at] = pen
            pen += flat[at][0].width * flat[at][1].look.size
        spots = [(piece, atom.look, place) for (piece, atom), place in zip(flat, left, strict=True)]
    else:
        for atom in line.atoms:
            look = atom.look
            for piece in atom.pieces:
                spots.append((piece, look, pen))
                pen += piece.width * look.size
    if line.tail:  # the space at the line's end keeps two words apart when the text is copied
        spots += [(piece, line.tail.look, pen) for piece in line.tail.pieces]
    return spots


def _hex(text: str) -> str:
    return ("\ufeff" + text).encode("utf-16-be").hex()


@cache
def rgb(colour: str) -> str:
    """ "#rrggbb" as three PDF numbers."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3f}".rstrip("0").rstrip(".") for at in (1, 3, 5))


def strong(tone: Tone) -> str:
    """A tone's strong colour as three PDF numbers."""
    return rgb(PAINTS[tone].strong)


def soft(tone: Tone) -> str:
    """A tone's surface colour as three PDF numbers."""
    return rgb(PAINTS[tone].soft)


def ascii_address(href: str) -> str:
    """The address with letters beyond ASCII percent-encoded, as a PDF wants it."""
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "replace")) for c in href)
