"""The banner that says, for as long as the example is open, that nothing in it is real."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from resources.texts import Translator
from widgets.example.tour import ExampleTour
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import flow, row
from widgets.parts.labels import Label
from widgets.theme import GRID


class ExampleBanner(QFrame):
    """One line above the rooms, and the two things that one may want from there."""

    own_wanted = Signal()
    tour_wanted = Signal()

    def __init__(self, look: Look, tr: Translator) -> None:
        super().__init__()
        self.setObjectName("example-banner")
        self.setProperty("surface", "well")
        self.setAccessibleName(tr("Example"))
        words = Label(tr("Example. Nothing here is real."), "strong")
        self.follow = Button(look, tr("Follow this idea"), "route", "", self.tour_wanted.emit)
        self.own = Button(look, tr("Start my own workshop"), "file-plus", "quiet", self.own_wanted.emit)
        layout = row(words, flow(self.follow, self.own), spacing=3 * GRID)
        layout.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def mind(self, tour: ExampleTour) -> None:
        """Start a tour when it is asked for, and stand back while it is on: it says itself that this is an example."""
        self.tour_wanted.connect(tour.start)
        tour.began.connect(self.hide)
        tour.left.connect(self.show)
