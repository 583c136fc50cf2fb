"""One document out of two compositions of the same content: what is said in two languages stands side by side."""

from dataclasses import replace

from exports.document import Document, SideBySide


def side_by_side(first: Document, second: Document) -> Document:
    """Return one document in the language of the first; what differs stands in both languages."""
    if first.language == second.language or first.blocks == second.blocks:
        return first
    pair = SideBySide(first.blocks, second.blocks, first.language, second.language)
    return replace(first, blocks=(pair,))
