"""The report that is drawn both ways: a long table, stories, and reference codes with a sentence each."""

from dataclasses import dataclass

from benchmarks.notes import texts
from exports.document import Beside, Document, Heading, Paragraph, QrCode, Table
from models.writer import CodeSupply

TITLE = "What we heard"
HEADER, STAMP = "A benchmark", "Example"
HEAD = ("Code", "Note", "Group", "Answer", "Report back")
WIDTHS = (0.13, 0.43, 0.14, 0.15, 0.15)
ANSWERS = ("We can do this", "With partners", "Somebody must decide", "Not as it is")


@dataclass(frozen=True)
class Content:
    """Plain texts, so that both ways draw the same."""

    rows: tuple[tuple[str, ...], ...]
    stories: tuple[str, ...]
    codes: tuple[tuple[str, str, str], ...]  # code, sentence, address


def content(rows: int = 1000, stories: int = 50, codes: int = 200) -> Content:
    """Return a report of the size that the goals name."""
    supply = CodeSupply(1, 0)
    words = iter(texts(rows + codes))
    made: list[tuple[str, ...]] = []
    for at in range(rows):
        made.append((supply.next(), next(words), f"Group {at % 5}", ANSWERS[at % 4], f"2026-12-{at % 28 + 1:02d}"))
    issued = [
        (code, next(words), f"https://answers.example/r/{code}") for code in (supply.next() for _ in range(codes))
    ]
    return Content(tuple(made), tuple(texts(stories, 120)), tuple(issued))


def document(said: Content) -> Document:
    """Return the report as an export composes it."""
    stories = [
        block
        for number, words in enumerate(said.stories, 1)
        for block in (Heading(2, f"Story {number}"), Paragraph(words, "quote"))
    ]
    codes = [Beside((Paragraph(sentence),), QrCode(address, code)) for code, sentence, address in said.codes]
    table = Table(HEAD, said.rows, WIDTHS, compact=True)
    blocks = (Heading(1, "Notes"), table, Heading(1, "Stories"), *stories, Heading(1, "Codes"), *codes)
    return Document(TITLE, "en", blocks, header=HEADER, stamp=STAMP)
