"""Sets a slide whose lines stand in groups: each heading above its lines, and again where they go on in a next leaf."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from widgets.prepare.opening import Slide
from widgets.present.setting import Box, GroupedSlide, Leaf, Lines, Piece, Setter

SHORT = 170  # letters of lines that stand in two columns
STEPS = 8  # heights that are tried, so that columns which are not full are about equally long


class GroupSetter(Setter):
    """Sets slides of both kinds. Groups stand below each other, in two columns where their lines are short."""

    def leaves(self, slide: Slide) -> tuple[Leaf, ...]:
        """Return the slide as leaves, at least one."""
        if not isinstance(slide, GroupedSlide):
            return super().leaves(slide)
        head, top, rest = self._head(slide)
        groups = (*(Lines("", (line,)) for line in rest), *slide.read())
        short = all(len(line) <= SHORT for group in groups for line in group.lines)
        columns = 2 if short and self._right > self._high else 1
        found: list[list[Box]] = []
        for pixels in (*self._sizes(0.044, least=0.032), self._pixels(0.038)):
            blocks = [self._block(group, columns, pixels, self._bottom - top) for group in groups]
            found = self._placed_in(blocks, columns, top, self._bottom)
            if len(found) == 1:
                found = self._balanced(blocks, columns, top) or found
                break
        return tuple(Leaf(head, tuple(boxes)) for boxes in found) or (Leaf(head, ()),)

    def _balanced(self, blocks: list[list[Box]], columns: int, top: float) -> list[list[Box]] | None:
        """Return one leaf with columns that are as short as they can be."""
        for step in range(STEPS // 2, STEPS):
            found = self._placed_in(blocks, columns, top, top + (self._bottom - top) * step / STEPS)
            if len(found) == 1:
                return found
        return None

    def _placed_in(self, blocks: list[list[Box]], columns: int, top: float, bottom: float) -> list[list[Box]]:
        """Place the groups column by column, leaf by leaf; a group that goes on has its heading again."""
        leaves: list[list[Box]] = [[]]
        wide = self._width(columns) + self._gap
        at, y = 0, top
        for heading, *boxes in blocks:
            begun = False
            for box in boxes or [None]:
                needed = box.area.height() if box else 0.0
                needed += 0.0 if begun else heading.area.height() + self._gap * 1.2
                if y > top and y + needed > bottom:
                    at, y, begun = at + 1, top, False
                    if at % columns == 0:
                        leaves.append([])
                x = self._left + (at % columns) * wide
                if not begun:
                    y += self._gap * 0.6 if y > top else 0.0
                    leaves[-1].append(self._moved(heading, x, y, heading.area.height()))
                    y += heading.area.height() + self._gap * 0.6
                    begun = True
                if box:
                    leaves[-1].append(self._moved(box, x, y, box.area.height()))
                    y += box.area.height() + self._gap * 0.7
        return leaves

    def _block(self, group: Lines, columns: int, pixels: int, room: float) -> list[Box]:
        """Return a group's heading and the panels of its lines, none of them higher than a leaf."""
        width = self._width(columns)
        heading = self._heading(group, pixels, width)
        least = max(room - heading.area.height() - self._gap, 3.0 * pixels)
        boxes = (self._box(line, pixels, width, panel=True) for line in group.lines)
        return [heading, *(part for box in boxes for part in self._split(box, least))]

    def _width(self, columns: int) -> float:
        return (self._right - self._left - self._gap * (columns - 1)) / columns

    def _heading(self, group: Lines, pixels: int, full: float) -> Box:
        """Return a phrase on its ground: filled where it holds, with an outline where it is not confirmed."""
        if not group.heading:
            return Box((), QRectF(0, 0, full, 0), False)
        shaped = bool(group.shape)
        wide, high = (self._pad, self._pad * 0.4) if shaped else (0.0, 0.0)
        font = self._look.font(pixels, bold=shaped)
        natural = QFontMetricsF(font).horizontalAdvance(group.heading) * 1.02 + 4
        token = {"filled": "paper", "outline": "ink"}.get(group.shape, "muted")
        width = min(natural, full - 2 * wide)
        piece = self._measured(Piece(group.heading, pixels, shaped, token, width, QPointF(wide, high)))
        area = QRectF(0, 0, width + 2 * wide, piece.height + 2 * high)
        return Box((piece,), area, False, group.shape)

    def _moved(self, box: Box, x: float, y: float, high: float) -> Box:
        return replace(super()._moved(box, x, y, high), shape=box.shape)
