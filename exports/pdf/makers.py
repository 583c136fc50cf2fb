"""Which function makes the boxes of which kind of block: an explicit list, one line a kind.

A maker gets the builder, the block, the width it may use in points and the node it hangs its own nodes below, and
yields boxes from the top down. It makes words with `builder.text` and blocks inside others with `builder.inside`.
"""

from collections.abc import Callable, Iterator
from typing import Any

from exports import document as d
from exports.pdf import (
    builder_codes,
    builder_figures,
    builder_paper,
    builder_poster,
    builder_tables,
    builder_text,
    builder_wall,
)
from exports.pdf.boxes import Box
from exports.pdf.pairs import side_by_side

Maker = Callable[..., Iterator[Box]]

MAKERS: dict[type[Any], Maker] = {
    d.Heading: builder_text.heading,
    d.Paragraph: builder_text.paragraph,
    d.Bullets: builder_text.bullets,
    d.Rule: builder_text.rule,
    d.Callout: builder_text.callout,
    d.Chip: builder_figures.chip,
    d.Bar: builder_figures.bar,
    d.Figure: builder_figures.figure,
    d.Photo: builder_figures.photo,
    d.QrCode: builder_codes.qr_code,
    d.Beside: builder_codes.beside,
    d.Table: builder_tables.table,
    d.Contents: builder_tables.contents,
    d.WritingLines: builder_paper.writing_lines,
    d.TickBoxes: builder_paper.tick_boxes,
    d.SideBySide: side_by_side,
    d.Slips: builder_paper.slips,
    d.Poster: builder_poster.poster,
    d.WallSheet: builder_wall.wall_sheet,
}
