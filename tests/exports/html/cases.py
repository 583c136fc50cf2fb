"""A document with every kind of block, and pages made of documents."""

import io
from typing import Any

from exports.document import (
    Beside,
    Block,
    Bullets,
    Callout,
    Chip,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Poster,
    QrCode,
    Run,
    SheetPart,
    SideBySide,
    Slip,
    Slips,
    TickBoxes,
    WallSheet,
    WritingLines,
    runs,
)
from exports.html.renderer import HtmlResult, render_html
from tests.exports.test_pdf_tags import EVERYTHING as PAGES
from tests.exports.test_pdf_tags import PICTURE

ADDRESS = "https://polku.example/"
PAPER: tuple[Block, ...] = (
    Heading(1, "In two languages"),
    SideBySide(
        (Heading(2, "The answer"), Paragraph("We call back."), Chip("Yes", "settled"), Bullets(("One", "Two"))),
        (Heading(2, "الجواب"), Paragraph("سنعاود الاتصال بكم."), Chip("نعم", "settled"), Bullets(("أ",))),
        "en",
        "ar",
    ),
    Chip("We can do this now", "settled", words=runs("From March. ", Run("Really", italic=True))),
    Chip("No mark", "closed", "none"),
    Beside((Paragraph("Write to polku.example, K7M2XQA."),), QrCode(ADDRESS, "K7M2XQA", "Tell us"), tight=True),
    PageBreak("a4", bare=True),
    Slips(
        tuple(
            Slip(
                "Feedback",
                (
                    TickBoxes("Did we get it right?", ("Yes", "Partly", "No")),
                    WritingLines("What is missing?", 0),
                    WritingLines("", 2),
                ),
                (Paragraph("Keep this part."), QrCode(f"{ADDRESS}{n}", f"K7M2XQ{n}", "Tell us")),
            )
            for n in range(3)
        ),
        2,
        2,
    ),
    PageBreak("a3-landscape", bare=True),
    Poster("Tell us what you think", ("Until 5 June", "It takes a minute"), QrCode(ADDRESS), 3.0, "Up to {metres} m"),
    WallSheet(
        PICTURE, "A path of four steps, its first half.", 1.5, "a4", SheetPart(0, 0, 240, 120, 0, 0, 28), "Sheet A1"
    ),
    PageBreak("a3", bare=True),
    WallSheet(PICTURE, "A path of four steps.", 2.0),
    PageBreak(),
    Contents(1),
    Callout("", (Paragraph("Only inside."),)),
    Callout("Only a title", ()),
)
EVERYTHING = Document(
    "What you said & what happens",
    "en",
    (*PAGES, *PAPER),
    subtitle="A subtitle.",
    header="Dementia care · 14 May",
    footer="Scan a code to tell us.",
    stamp="Example",
    subject="Subject <x>",
)


def write(document: Document) -> tuple[bytes, HtmlResult]:
    out = io.BytesIO()
    result = render_html(document, out)
    return out.getvalue(), result


def html_of(document: Document) -> bytes:
    return write(document)[0]


def page_of(*blocks: Block, **fields: Any) -> bytes:
    chosen: dict[str, Any] = {"title": "Title", "language": "en", "blocks": blocks} | fields
    return html_of(Document(**chosen))
