"""Reads a word processor's document back with python-docx, in order, cells and links too."""
# pyright: reportPrivateUsage=false

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from tests.exports.spoken import one_by_one


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def aloud(data: bytes) -> list[str]:
    """Return every word of the body in order, pictures by their alternative text."""
    return one_by_one(" ".join(_paragraphs(opened(data).element.body)))


def _paragraphs(body: Any) -> Iterator[str]:
    for paragraph in body.iter(qn("w:p")):
        yield "".join(_pieces(paragraph))


def _pieces(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("wp:docPr")):
        if element.tag == qn("wp:docPr"):
            yield f" {element.get('descr')} "
        else:
            yield element.text or "" if element.tag == qn("w:t") else " "


def alternatives(data: bytes) -> list[str]:
    return [one.get("descr", "") for one in opened(data).element.body.iter(qn("wp:docPr"))]


def headings(data: bytes) -> list[tuple[str, str]]:
    found = ((one.style.name, one.text) for one in opened(data).paragraphs)
    return [(name, text) for name, text in found if name == "Title" or name.startswith("Heading")]
