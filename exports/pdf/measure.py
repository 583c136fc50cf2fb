"""What a document measures before it is drawn: for reports that choose how much, or how large, they say it."""

from exports.document import Document, Run
from exports.pdf.builder import Builder
from exports.pdf.paper_boxes import CutSheet
from exports.pdf.setting import Look, Setter
from exports.pdf.tagging import Node
from models.errors import Refused


def pieces_of(document: Document) -> int:
    """Return into how many pieces the sheets of a document are cut; 0 where its words are too many for any size."""
    builder = Builder(document, Node("Document"))
    made: list[object] = []
    try:
        for block in document.blocks:
            made += builder.boxes(block)
    except Refused:
        return 0
    return next((box.across * box.down for box in made if isinstance(box, CutSheet)), 0)


def two_lines_wide(text: str, size: float) -> float:
    """Return the least width, in points, that holds a text in two lines without breaking a word."""
    setter, words = Setter(), text.split()

    def wide(some: list[str]) -> float:
        return sum(atom.width for atom in setter.atoms((Run(" ".join(some)),), Look(size)))

    return min((max(wide(words[:at]), wide(words[at:])) for at in range(1, len(words) + 1)), default=0.0)


def opening_height(document: Document) -> float:
    """Return how high the title and the subtitle of a document are, with the distance to what follows."""
    boxes = list(Builder(document, Node("Document")).opening())
    return sum(max(box.before, 0.0) + box.height + box.after for box in boxes)
