"""The boxes of labels, bars, pictures and photos."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from exports.document import Bar, BarPart, Chip, Figure, Photo, Run, Tone, as_runs, plain
from exports.marks import mark_of
from exports.pdf import drawing
from exports.pdf.boxes import BesideBox, Box, Stack
from exports.pdf.images import image_of
from exports.pdf.parts import BarBox, BarSlice, ChipBox, FigureBox, SwatchText
from exports.pdf.photos import photo_box
from exports.pdf.setting import Look
from exports.pdf.styles import BAR_LABEL, CAPTION, CHIP, CHIP_GAP, LEGEND, TEXTS
from exports.pdf.tagging import Node

if TYPE_CHECKING:
    from exports.pdf.builder import Builder

MOST_IN_ONE = 3  # entries of a legend in one column
LEAST_BESIDE = 90.0  # points beside a label that words can begin in


def chip(builder: "Builder", block: Chip, width: float, node: Node) -> Iterator[Box]:
    """Return a status label, with the beginning of its words beside it where there is room."""
    mark = block.mark or mark_of(block.tone)
    look = Look(CHIP.size, bold=True, tone=block.tone)
    lines = builder.setter.lines((Run(block.text),), look, width - ChipBox.inset(mark))
    own = node.child("P")
    box = ChipBox(lines=lines, tone=block.tone, mark=mark, provisional=block.provisional, node=own, keep_next=True)
    if not plain(block.words).strip():
        yield box
        return
    said = builder.text(block.words, TEXTS["body"], width, node.child("P"))
    text = Look(said.face.size, tone=said.face.tone)
    atoms = builder.setter.atoms(as_runs(block.words), text)
    room = width - box.label_width - CHIP_GAP
    if said.mirrored or len(lines) > 1 or not atoms or room < max(LEAST_BESIDE, atoms[0].width):
        yield from (box, said)
        return
    first, *others = builder.setter.fill(atoms, width, room)
    box = replace(box, beside=replace(said, lines=[first]), keep_next=bool(others), after=0.0 if others else said.after)
    yield box
    if others:
        yield replace(said, lines=others, before=0.0, parts=said.parts)


def bar(builder: "Builder", block: Bar, width: float, node: Node) -> Iterator[Box]:
    """Return the bar of parts, and its legend where words do not stand in it."""
    alt = block.alt or ", ".join(f"{part.count} {part.label}" for part in block.parts)
    own = node.child("Figure", alt=alt)
    whole = max(sum(part.count for part in block.parts), block.limit) or 1
    drawn = width * sum(part.count for part in block.parts) / whole
    widths = drawing.bar_parts([part.count for part in block.parts], drawn)
    slices = [_slice(builder, part) for part in block.parts]
    inside = all(s.word.width + 14 <= w for s, w in zip(slices, widths, strict=True) if s.count)
    box = BarBox(slices=slices, width=width, node=own, limit=block.limit, inside=inside)
    legend = [part for part in block.parts if not inside or not part.count]
    yield replace(box, keep_next=bool(legend or block.limit_label))
    yield from _legend(builder, legend, width, own)
    if block.limit_label:
        yield builder.text(block.limit_label, TEXTS["small"], width, own)


def _slice(builder: "Builder", part: BarPart) -> BarSlice:
    tone: Tone = part.tone if part.provisional else "paper"
    look = Look(BAR_LABEL.size, bold=True, tone=tone)
    word = builder.setter.lines((Run(f"{part.count} {part.label}"),), look, 10_000)[0]
    return BarSlice(part.count, part.tone, part.provisional, word)


def _legend(builder: "Builder", parts: list[BarPart], width: float, node: Node) -> Iterator[Box]:
    face = replace(LEGEND, indent=21)
    half = (width - CHIP_GAP) / 2
    made: list[SwatchText] = []
    for part in parts:
        words = (Run(str(part.count), bold=True), Run(f" {part.label}"))
        text = builder.text(words, face, half if len(parts) > MOST_IN_ONE else width, node)
        made.append(SwatchText(text=text, tone=part.tone, provisional=part.provisional))
    across = 2 if len(parts) > MOST_IN_ONE else 1
    rows = [made[at : at + across] for at in range(0, len(made), across)]
    for row in rows:
        last = row is rows[-1]
        right = row[1] if len(row) > 1 else None
        yield BesideBox(Stack([row[0]]), right, half + CHIP_GAP, after=8.0 if last else 2.0, keep_next=not last)


def figure(builder: "Builder", block: Figure, width: float, node: Node) -> Iterator[Box]:
    """Return a picture with its caption."""
    picture = block.picture
    scale = min(1.0, width / max(1.0, picture.width), builder.frame.picture_height / max(1.0, picture.height))
    own = node.child("Figure", alt=block.alt)
    caption = bool(block.caption)
    yield FigureBox(picture=picture, setter=builder.setter, scale=scale, node=own, keep_next=caption)
    if caption:
        yield builder.text(block.caption, CAPTION, width, node.child("P"))


def photo(builder: "Builder", block: Photo, width: float, node: Node) -> Iterator[Box]:
    """Return a photo with its caption, or what was to be seen on it."""
    image = image_of(block.content)
    if image is None:
        yield builder.text(block.alt, TEXTS["small"], width, node.child("P"))
    else:
        own = node.child("Figure", alt=block.alt)
        yield replace(photo_box(image, width, own), keep_next=bool(block.caption))
    if block.caption:
        yield builder.text(block.caption, CAPTION, width, node.child("P"))
