"""The boxes of words: headings, paragraphs, lists, tinted boxes, hairlines."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from exports.document import Bullets, Callout, Heading, Paragraph, Rule, Run, Tone, plain
from exports.pdf.boxes import Bookmark, Box, CalloutBox, RuleBox, Stack
from exports.pdf.letters import clean, encodable
from exports.pdf.setting import Look
from exports.pdf.styles import HEADINGS, TEXTS, Face
from exports.pdf.tagging import Node

if TYPE_CHECKING:
    from exports.pdf.builder import Builder


def heading(builder: "Builder", block: Heading, width: float, node: Node) -> Iterator[Box]:
    """Return a heading with its bookmark."""
    depth, key = builder.next_heading()
    own = node.child(f"H{depth + 1}", language=block.language)
    face = HEADINGS[block.level]
    if node is not builder.root:  # beside a code or in a box the distance is kept by those
        face = replace(face, before=2.0)
    box = builder.text(block.text, face, width, own)
    title = encodable(" ".join(clean(block.text).split())) or "–"
    yield replace(box, keep_next=True, bookmark=Bookmark(title, depth - 1, key))


def paragraph(builder: "Builder", block: Paragraph, width: float, node: Node) -> Iterator[Box]:
    """Return words in one of the styles; empty words take no room."""
    if not plain(block.words).strip():
        return
    outer = node.child("BlockQuote") if block.style in ("quote", "noted") else node
    own = outer.child("P", language=block.language)
    box = builder.text(block.words, TEXTS[block.style], width, own)
    bars: dict[str, Tone] = {"quote": "story", "noted": "neutral", "sentence": "accent"}
    yield replace(box, bar=bars.get(block.style), bar_dashed=block.style == "noted")


def bullets(builder: "Builder", block: Bullets, width: float, node: Node) -> Iterator[Box]:
    """Return a list, its signs hanging at the left."""
    numbering = "/Decimal" if block.ordered else "/Disc"
    own = node.child("L", language=block.language, O="/List", ListNumbering=numbering)
    body = TEXTS["body"]
    indent = 18.0 if not block.ordered else 14.0 + 7.0 * len(str(len(block.items)))
    for number, item in enumerate(block.items, 1):
        entry = own.child("LI")
        label, inner = entry.child("Lbl"), entry.child("LBody")
        sign = f"{number}." if block.ordered else "•"
        hang = builder.setter.lines((Run(sign),), Look(body.size, tone="accent", bold=block.ordered), 100)[0]
        last = number == len(block.items)
        face = replace(body, indent=indent, after=body.after if last else 3.0)
        box = builder.text(item, face, width, inner, align="start")
        yield replace(box, hang=(hang, label), keep_next=number == 1 and not last)


def rule(builder: "Builder", block: Rule, width: float, node: Node) -> Iterator[Box]:
    """Return a hairline."""
    yield RuleBox(width=width)


def callout(builder: "Builder", block: Callout, width: float, node: Node) -> Iterator[Box]:
    """Return a tinted box around other blocks; none where it would be empty."""
    own = node.child("Div")
    inner = width - 2 * CalloutBox.PAD - 4
    children: list[Box] = []
    if block.title:
        face = Face(12.5, 17, tone=block.tone, bold=True, after=4)
        children.append(replace(builder.text(block.title, face, inner, own.child("P")), keep_next=True))
    children += builder.inside(block.blocks, inner, own)
    if children:
        yield CalloutBox(Stack(children), width, block.tone)
