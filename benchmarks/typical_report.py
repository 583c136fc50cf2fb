"""The report as most programs draw it with ReportLab: one big table of paragraphs, codes as PNG pictures, no tags."""

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from benchmarks.report_content import HEAD, HEADER, STAMP, TITLE, WIDTHS, Content
from resources.files import path_of

SIDE = 50.0


def typical_report(said: Content) -> bytes:
    """Return the PDF, set in the same typeface and sizes as Polku's."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    out = BytesIO()
    frame = SimpleDocTemplate(out, pagesize=A4, leftMargin=SIDE, rightMargin=SIDE, title=TITLE)
    frame.build(_story(said, A4[0] - 2 * SIDE), onFirstPage=_furniture, onLaterPages=_furniture)
    return out.getvalue()


def _story(said: Content, width: float) -> list[Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Image, Paragraph, Table

    for name in ("Regular", "Bold"):
        registerFont(TTFont(name, str(path_of("fonts", f"AtkinsonHyperlegibleNext-{name}.ttf"))))
    cell = ParagraphStyle("cell", fontName="Regular", fontSize=10, leading=13)
    strong = ParagraphStyle("strong", cell, fontName="Bold")
    body = ParagraphStyle("body", fontName="Regular", fontSize=12, leading=17, spaceAfter=8)
    heading = ParagraphStyle("heading", fontName="Bold", fontSize=15, leading=20, spaceBefore=12, keepWithNext=1)
    flow: list[Any] = [Paragraph(TITLE, heading), Paragraph("Notes", heading)]
    cells = [[Paragraph(escape(text), cell) for text in row] for row in said.rows]
    head = [Paragraph(text, strong) for text in HEAD]
    lines = [("LINEBELOW", (0, 0), (-1, -1), 0.5, "#b0b8bc"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    flow.append(Table([head, *cells], [width * share for share in WIDTHS], repeatRows=1, style=lines))
    flow.append(Paragraph("Stories", heading))
    for number, words in enumerate(said.stories, 1):
        flow += [Paragraph(f"Story {number}", heading), Paragraph(escape(words), body)]
    flow.append(Paragraph("Codes", heading))
    for code, sentence, address in said.codes:
        picture = Image(_png(address), 82, 82)  # with its margin as large as Polku's code
        aside = [picture, Paragraph(code, strong), Paragraph(escape(address), cell)]
        flow.append(Table([[Paragraph(escape(sentence), body), aside]], [width - 130, 130]))
    return flow


def _png(address: str) -> BytesIO:
    import qrcode

    out = BytesIO()
    qrcode.make(address).save(out)
    out.seek(0)
    return out


def _furniture(canvas: Any, frame: Any) -> None:
    canvas.setFont("Bold", 11)
    canvas.drawString(SIDE, 810, HEADER)
    canvas.drawRightString(545, 810, STAMP)
    canvas.setFont("Regular", 10)
    canvas.drawRightString(545, 30, str(frame.page))
