"""The boxes of QR codes, with the reference code and the address in letters beside each."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from exports.document import Beside, Block, QrCode, Run
from exports.outline import shown_address
from exports.pdf.boxes import BesideBox, Box, Stack, TextBox
from exports.pdf.letters import is_safe
from exports.pdf.parts import QrBox
from exports.pdf.setting import Look
from exports.pdf.styles import CODE_CAPTION, CODE_LETTERS, GUTTER, Face
from exports.pdf.tagging import Node

if TYPE_CHECKING:
    from exports.pdf.builder import Builder


_ASIDE_WIDTH = 90.0  # of the column of codes
TIGHT_GUTTER, TIGHT_GAP = 12.0, 10.0
NEARLY = 7.0  # points that a text is moved down to stand below a code and not beside it
_SHORT_ADDRESS = 90  # letters; longer ones stand in the wide column


def qr_code(builder: "Builder", block: QrCode, width: float, node: Node) -> Iterator[Box]:
    """Return a code with its words beside it."""
    box = code_box(builder, block, node)
    box.aside, box.before, box.after = True, 6.0, 10.0
    room = width - box.whole - QrBox.GAP
    box.words = list(_code_words(builder, block, node, room, Face(12, 16), "start", wide=True))
    yield box


def beside(builder: "Builder", block: Beside, width: float, node: Node) -> Iterator[Box]:
    """Return a text with a code at its right."""
    own = node.child("Div")
    text, side = own.child("Div"), own.child("Div")
    box = code_box(builder, block.right, side)
    if block.tight:
        box.tight = True
        left, gap = _around(builder, block.left, width, box, text), gap_of(box)
        yield BesideBox(left, box, width - box.edge, before=gap, after=gap)
        return
    box.width = max(_ASIDE_WIDTH, box.whole)
    shift = width - box.width
    short = _fits(builder, shown_address(block.right), box.width)
    box.words = list(_code_words(builder, block.right, side, box.width, CODE_CAPTION, "middle", wide=short))
    children = list(builder.inside(block.left, shift - GUTTER, text))
    if not short:
        children.append(_address(builder, block.right, text, shift - GUTTER, "start"))
    yield BesideBox(Stack(children), box, shift, before=6.0, after=6.0)


def _fits(builder: "Builder", address: str, width: float) -> bool:
    """Tell whether an address stands well below a code: it is short, and no part of it is torn in the middle."""
    if len(address) > _SHORT_ADDRESS:
        return False
    atoms = builder.setter.atoms((Run(address),), Look(CODE_CAPTION.size))
    return all(atom.width <= width for atom in atoms)


def _around(builder: "Builder", blocks: tuple[Block, ...], width: float, code: QrBox, node: Node) -> Stack:
    """Return the text around a small code: what begins below the code has the whole width."""
    beside, below = width - code.edge - max(TIGHT_GUTTER, code.quiet), code.edge + code.quiet
    text = Stack([])
    for block in blocks:
        room = below - text.height
        under = bool(text.children) and room <= NEARLY
        made = list(builder.inside((block,), width if under else beside, node))
        if made and under:
            made[0].before = max(made[0].before, room)
        text.children += made
    return text


def gap_of(code: QrBox) -> float:
    """Return the distance above and below a small code; its quiet zone lies in it, and two may share the paper."""
    return max(TIGHT_GAP, code.quiet + 1)


def code_box(builder: "Builder", block: QrCode, node: Node) -> QrBox:
    """Return a code without its words; a link where its address is harmless."""
    parts = [part for part in (block.caption, block.code, shown_address(block)) if part]
    alt = block.alt or "QR: " + ", ".join(parts)
    link = node.child("Link") if is_safe(block.address) else None
    if link is not None:
        link.contents = alt
    return QrBox(code=block, node=(link or node).child("Figure", alt=alt), link=link)


def _code_words(
    builder: "Builder", block: QrCode, node: Node, width: float, face: Face, align: str, *, wide: bool
) -> Iterator[TextBox]:
    if block.caption:
        yield builder.text(block.caption, face, width, node.child("P"), align=align)
    if block.code:
        yield builder.text(block.code, replace(CODE_LETTERS, before=1), width, node.child("P"), align=align)
    if wide and shown_address(block):
        yield _address(builder, block, node, width, align)


def _address(builder: "Builder", block: QrCode, node: Node, width: float, align: str) -> TextBox:
    return builder.text(shown_address(block), replace(CODE_CAPTION, before=2), width, node.child("P"), align=align)
