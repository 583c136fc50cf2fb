"""A reader of our own: what a screen reader would say of a PDF, what it would complain of, and what its codes say.

`aloud` reads the structure tree with the text that its marks hold; `complaints` names what a listener would stumble
over; reading_words.py compares what is heard with what the document was given, word for word.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2

from tests.app.support import qr_codes_in

FILE_NAME = re.compile(r"^\S+\.(png|jpe?g|gif|svg|pdf|webp|bmp)$", re.IGNORECASE)


# -- the tree, read aloud ---------------------------------------------------------------------------------------------


@dataclass
class Heard:
    """One element: its role, its alternative text or language, the text of its own, and what is inside it."""

    role: str
    alt: str = ""
    language: str = ""
    scope: str = ""
    kids: list["Heard | str"] = field(default_factory=list)

    def text(self) -> str:
        return self.alt or "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)

    def all(self, role: str) -> list["Heard"]:
        found: list[Heard] = [self] if self.role == role else []
        for kid in self.kids:
            found += kid.all(role) if isinstance(kid, Heard) else []
        return found


def codes(font: Any) -> dict[int, str]:
    rows = re.findall(r"<(\w{4})> <(\w+)>", font.ToUnicode.read_bytes().decode())
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in rows}


def marked(pdf_page: Any) -> dict[int, str]:
    """The text under every mark of a page; fails where text is neither marked nor an artifact."""
    texts: dict[int, str] = {}
    fonts = {name: codes(font) for name, font in pdf_page.Resources.get("/Font", {}).items()}
    stack: list[tuple[str, int | None, str | None]] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(pdf_page, "BDC BMC EMC Tf TJ"):
        match str(operator):
            case "BDC" | "BMC":
                entries = operands[1] if len(operands) > 1 else {}
                actual = str(entries["/ActualText"]) if "/ActualText" in entries else None
                mark = int(entries["/MCID"]) if "/MCID" in entries else None
                stack.append((str(operands[0]), mark, actual))
                own = next((mark for _, mark, _ in reversed(stack) if mark is not None), None)
                if own is not None:
                    texts.setdefault(int(own), "")
                    texts[int(own)] += actual or ""
            case "EMC":
                stack.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "TJ":
                assert stack, "text that is neither marked nor an artifact"
                mark = next((mark for _, mark, _ in reversed(stack) if mark is not None), None)
                if mark is not None and stack[-1][2] is None:
                    raw = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                    texts[int(mark)] += "".join(
                        font[int.from_bytes(raw[at : at + 2], "big")] for at in range(0, len(raw), 2)
                    )
            case _:
                pass
    assert not stack
    return texts


@lru_cache(maxsize=2)
def marked_pages(data: bytes) -> dict[Any, dict[int, str]]:
    """The text under every mark, by page; asked again and again of one document."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {pdf_page.objgen: marked(pdf_page) for pdf_page in pdf.pages}


@lru_cache(maxsize=2)
def aloud(data: bytes) -> Heard:
    """What is heard of a document."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        texts = marked_pages(data)

        def hear(element: Any) -> Heard:
            attributes = element.get("/A", {})
            heard = Heard(
                str(element.S)[1:], str(element.get("/Alt", "")), str(element.get("/Lang", "")),
                str(attributes.get("/Scope", "")),
            )  # fmt: skip
            for kid in element.get("/K", []):
                if isinstance(kid, int):
                    heard.kids.append(texts[element.Pg.objgen][kid])
                elif kid.get("/Type") == "/MCR":
                    heard.kids.append(texts[kid.Pg.objgen][int(kid.MCID)])
                elif kid.get("/Type") != "/OBJR":
                    heard.kids.append(hear(kid))
            return heard

        return hear(pdf.Root.StructTreeRoot.K[0])


def one(text: str) -> str:
    return " ".join(text.split())


def headings(heard: Heard) -> list[Heard]:
    found = [heard] if re.fullmatch(r"H\d", heard.role) else []
    for kid in heard.kids:
        found += headings(kid) if isinstance(kid, Heard) else []
    return found


def every(heard: Heard) -> Iterator[Heard]:
    """Every element, outermost first."""
    yield heard
    for kid in heard.kids:
        if isinstance(kid, Heard):
            yield from every(kid)


# -- what a listener would stumble over -------------------------------------------------------------------------------


def complaints(data: bytes) -> list[str]:
    """What is wrong for somebody who listens: an empty list for a document that reads well."""
    found = [*_of_file(data), *_of_fonts(data)]
    heard = aloud(data)
    levels = [int(heading.role[1]) for heading in headings(heard)]
    if levels[:1] != [1]:
        found.append("the first heading is not the title")
    found += [f"H{after} after H{before}" for before, after in pairwise(levels) if after > before + 1]
    found += ["a heading without words" for heading in headings(heard) if not heading.text().strip()]
    for element in every(heard):
        found += _of_element(element)
    return found


def _of_file(data: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root
        if not str(root.get("/Lang", "")):
            yield "no language"
        if not str(pdf.docinfo.get("/Title", "")).strip():
            yield "no title"
        if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
            yield "the title is not shown"
        if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
            yield "not marked as tagged"
        below = [element for element in _roles(root.StructTreeRoot.K[0]) if re.fullmatch(r"/H[2-9]", element)]
        if below and not root.get("/Outlines", {}).get("/First"):
            yield "no bookmarks"


def _roles(element: Any) -> Iterator[str]:
    yield str(element.S)
    for kid in element.get("/K", []):
        if not isinstance(kid, int) and "/S" in kid:
            yield from _roles(kid)


def _of_fonts(data: bytes) -> Iterator[str]:
    """Fonts that are not whole in the file: not embedded, not cut down to what is used, or without their letters."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = {font.objgen: font for pdf_page in pdf.pages for font in pdf_page.Resources.get("/Font", {}).values()}
        for font in fonts.values():
            name = str(font.BaseFont)[1:]
            if not re.match(r"[A-Z]{6}\+", name):
                yield f"{name} is not a subset"
            if "/ToUnicode" not in font:
                yield f"{name} does not say its letters"
            [inner] = font.DescendantFonts
            if "/FontFile2" not in inner.FontDescriptor:
                yield f"{name} is not embedded"


def _of_element(element: Heard) -> Iterator[str]:
    inside = [kid for kid in element.kids if isinstance(kid, Heard)]
    if element.role == "Figure":
        if not element.alt.strip():
            yield "a figure without words"
        elif FILE_NAME.match(element.alt.strip()):
            yield f"a file name for words: {element.alt}"
    elif element.role == "L" and any(kid.role not in ("LI", "Caption") for kid in inside):
        yield "a list of something else than entries"
    elif element.role == "LI" and "LBody" not in {kid.role for kid in inside}:
        yield "an entry without a body"
    elif element.role == "Table":
        yield from _of_table(element)
    elif element.role == "Link" and not element.text().strip():
        yield "a link without words"


def _of_table(table: Heard) -> Iterator[str]:
    rows = table.all("TR")
    if not rows:
        yield "a table without rows"
        return
    cells = [[kid for kid in row.kids if isinstance(kid, Heard)] for row in rows]
    if any(cell.role != "TH" or cell.scope != "/Column" for cell in cells[0]):
        yield "a table whose first row is not all headers"
    if len({len(row) for row in cells}) > 1:
        yield "a table whose rows differ in length"
    sides = {row[0].role for row in cells[1:] if row}
    if len(sides) > 1:
        yield "a table of which some rows have a header and some have none"
    if any(cell.role == "TH" and cell.scope != "/Row" for row in cells[1:] for cell in row):
        yield "a header of a row without its scope"


# -- letters and codes ------------------------------------------------------------------------------------------------


def sizes(data: bytes) -> dict[float, str]:
    """The sizes of type that words of the document are set in, each with the first words of it; furniture, codes and
    pictures are left out."""
    found: dict[float, str] = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        figures = set(_marks_of_figures(pdf.Root.StructTreeRoot.K[0]))
        for pdf_page in pdf.pages:
            texts = marked_pages(data)[pdf_page.objgen]
            mark: int | None = None
            size = 0.0
            for operands, operator in pikepdf.parse_content_stream(pdf_page, "BDC Tf TJ"):
                match str(operator):
                    case "BDC":
                        entries = operands[1] if len(operands) > 1 else {}
                        mark = int(entries["/MCID"]) if "/MCID" in entries else None
                    case "Tf":
                        size = round(float(operands[1]), 2)
                    case "TJ" if mark is not None and (pdf_page.objgen, mark) not in figures:
                        found.setdefault(size, texts[mark][:40])
                    case _:
                        pass
    return found


def _marks_of_figures(element: Any, *, inside: bool = False) -> Iterator[tuple[Any, int]]:
    inside = inside or str(element.S) == "/Figure"
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            if inside:
                yield element.Pg.objgen, kid
        elif kid.get("/Type") == "/MCR":
            if inside:
                yield kid.Pg.objgen, int(kid.MCID)
        elif kid.get("/Type") != "/OBJR":
            yield from _marks_of_figures(kid, inside=inside)


def read_codes(data: bytes, dpi: int = 300) -> list[str]:
    """What a scanner reads of all pages, drawn with so many dots an inch."""
    pdf: Any = pypdfium2.PdfDocument(data)
    found: list[str] = []
    try:
        for pdf_page in pdf:
            image = pdf_page.render(scale=dpi / 72, grayscale=True).to_pil()
            found += qr_codes_in(image)
    finally:
        pdf.close()
    return found


def glyphs_of_nothing(data: bytes) -> int:
    """How many letters are drawn as the empty box of a font that does not have them."""
    count = 0
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for pdf_page in pdf.pages:
            for operands, _ in pikepdf.parse_content_stream(pdf_page, "TJ"):
                raw = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                if b"\0\0" in raw:  # perhaps across two letters
                    count += sum(raw[at : at + 2] == b"\0\0" for at in range(0, len(raw), 2))
    return count
