"""The look of the projector: its own dark and calm palette, whatever the facilitator's own screen looks like."""

from dataclasses import replace

from PySide6.QtCore import QObject

from widgets.look import Look
from widgets.theme import DARK, PaletteName, Tone, TypeScale

LEAST_TYPE = 28  # pixels: nothing is written smaller for a hall

# On a projector nothing is red: what means danger elsewhere is neutral here, so that no part can draw it by mistake.
NEUTRAL = Tone("#9AAAA6", "#D5E2DF", "#28524F")
PROJECTOR = replace(
    DARK,
    paper="#0F2B2A",
    panel="#183F3D",
    ink="#FFFFFF",
    muted="#9FD0CB",
    line="#2B5653",
    control="#9FD0CB",
    neutral=NEUTRAL,
    settled=Tone("#58B878", "#9BE3B2", "#174A35"),
    danger=NEUTRAL,
)


class ProjectorLook(Look):
    """The look of what the hall sees. It never touches the program's own palette, font and style sheet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.palette = PROJECTOR
        self.enlarge(200)

    def use(self, name: PaletteName, percent: int) -> None:
        """Take another text size; the palette stays."""
        del name
        self.enlarge(percent)

    def enlarge(self, percent: int) -> None:
        """Write larger or smaller, in percent of the window's own type."""
        if percent != self.percent or self.scale == TypeScale():
            self.percent = percent
            self.scale = TypeScale().zoomed(percent)
            self.changed.emit()
