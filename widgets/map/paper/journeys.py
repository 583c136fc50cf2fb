"""A Mermaid journey in the clipboard: pasted into Map it is offered as a path, not put down as a card for each line."""

import re

from PySide6.QtCore import QMimeData

LONGEST = 200_000  # letters; what is longer is no journey that Mermaid reads
_FENCED = re.compile(r"\s*(```+|~~~+)\s*mermaid[^\n]*\n(.*?)\n\s*\1\s*", re.DOTALL)
_BEGINS = re.compile(r"\s*(?:---[ \t]*\n.*?\n---[ \t]*\n)?(?:\s*%%[^\n]*\n)*\s*journey[ \t]*\n\s*\S", re.DOTALL)


def journey_in(data: QMimeData | None) -> str:
    """Return the journey that lies in the clipboard, also between the fences of a README; empty: there is none."""
    if data is None or not data.hasText():
        return ""
    text = data.text().replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST:
        return ""
    fenced = _FENCED.fullmatch(text)
    inside = fenced[2] if fenced else text
    return inside if _BEGINS.match(inside) else ""
