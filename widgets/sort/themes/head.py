"""Above the wall: how many themes there are, how far sorting is, and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.frames import flow, row
from widgets.parts.labels import Chip
from widgets.sort.themes.reading import WallReading


class Head(QWidget):
    """Numbers at the left, buttons at the right."""

    def __init__(self, context: Context, read_back: Callable[[], object], new: Callable[[], object]) -> None:
        super().__init__()
        self._tr = context.tr
        tr, look = context.tr, context.look
        self.how_many = Chip("", "neutral")
        self.so_far = Chip("", "neutral")
        self.read = Button(look, tr("Read back"), "megaphone", "", read_back, "P", tr("Read a theme back"))
        self.new = Button(look, tr("Theme"), "plus", "primary", new, "N", tr("New theme"))
        numbers = flow(self.how_many, self.so_far)
        layout = row(numbers, flow(self.read, self.new))
        layout.setStretch(0, 1)
        layout.setAlignment(numbers, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)

    def show_numbers(self, reading: WallReading) -> None:
        """Show the numbers of now."""
        tr, so_far = self._tr, reading.so_far
        self.how_many.setText(tr.count("{n} theme", "{n} themes", len(reading.themes)))
        self.so_far.setText(tr("{n} of {all} sorted", n=so_far.sorted, all=so_far.notes))
        self.so_far.setVisible(bool(so_far.notes))
        self.read.setVisible(bool(reading.themes))
