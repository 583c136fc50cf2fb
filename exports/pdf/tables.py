"""Tables: rows that stay whole where they can, a header row on every page, cells of any length."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from exports.pdf import drawing
from exports.pdf.boxes import Box, TextBox
from exports.pdf.sheet import Sheet, soft, strong
from exports.pdf.styles import COLUMN_HEIGHT

PAD_X, PAD_Y = 7.0, 4.0


@dataclass
class Row:
    """The cells of one row; `x` are their left edges from the table's."""

    cells: Sequence[TextBox]
    x: Sequence[float]
    height: float = field(init=False)

    def __post_init__(self) -> None:
        self.height = max(cell.height for cell in self.cells) + 2 * PAD_Y

    def split(self, room: float) -> "tuple[Row, Row] | None":
        """The row cut where every cell can be; a cell that fits leaves an empty one below."""
        heads: list[TextBox] = []
        tails: list[TextBox] = []
        for cell in self.cells:
            fit = max(0, int((room - 2 * PAD_Y) // cell.face.leading))
            heads.append(replace(cell, lines=cell.lines[:fit]))
            tails.append(replace(cell, lines=cell.lines[fit:]))
        if not any(cell.lines for cell in heads):
            return None
        return Row(heads, self.x), Row(tails, self.x)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints the words of the row."""
        for cell, left in zip(self.cells, self.x, strict=True):
            cell.draw(sheet, x + left + PAD_X, y + PAD_Y)


@dataclass
class TableBox:
    """A table of one width. `head` is real in the first part and an artifact on later pages."""

    head: Row
    rows: Sequence[Row]
    width: float
    first: bool = True
    before: float = 6.0
    after: float = 12.0
    keep_next: bool = False

    @property
    def height(self) -> float:
        """Points from its upper to its lower edge."""
        return self.head.height + sum(row.height for row in self.rows)

    @property
    def least(self) -> float:
        """Height of the smallest part that may stand at the foot of a page."""
        return self.head.height + (self._least_row(self.rows[0]) if self.rows else 0.0)

    @staticmethod
    def _least_row(row: Row) -> float:
        """Rows of up to a third of a page stay whole."""
        return row.height if row.height <= COLUMN_HEIGHT / 3 else 2 * PAD_Y + 3 * row.cells[0].face.leading

    def split(self, room: float) -> tuple[Box, Box] | None:
        """What fits into `room` points and the rest; None where it must not be cut."""
        used, at = self.head.height, 0
        while at < len(self.rows) and used + self.rows[at].height <= room + 0.01:
            used += self.rows[at].height
            at += 1
        if at == len(self.rows):
            return None
        shown, rest = list(self.rows[:at]), list(self.rows[at:])
        if self._least_row(rest[0]) < rest[0].height and used + self._least_row(rest[0]) <= room:
            halves = rest[0].split(room - used)
            if halves:
                shown.append(halves[0])
                rest[0] = halves[1]
        if not shown:
            return None
        head = replace(self, rows=shown, after=0.0)
        return head, replace(self, rows=rest, first=False, before=0.0)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Paints with the upper left corner at (x, y)."""
        path = drawing.box(x, y, self.width, self.head.height, 4)
        sheet.shape(f"{soft('accent')} rg {path} f")
        if self.first:
            self.head.draw(sheet, x, y)
        else:
            Row([replace(cell, node=None) for cell in self.head.cells], self.head.x).draw(sheet, x, y)
        y += self.head.height
        for row in self.rows:
            row.draw(sheet, x, y)
            y += row.height
            sheet.shape(f"{strong('line')} rg {drawing.box(x, y - 0.4, self.width, 0.8)} f")
