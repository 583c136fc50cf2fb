"""The banner above the rooms that says, for as long as a project can only be read, why and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from resources.texts import Translator
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import row
from widgets.parts.labels import Label
from widgets.theme import GRID


class OnlyReadingBanner(QFrame):
    """One sentence and the way out. `elsewhere_wanted`: save a copy elsewhere and go on in it."""

    elsewhere_wanted = Signal()

    def __init__(self, look: Look, tr: Translator, name: str, *, is_copy: bool) -> None:
        """`is_copy`: what is read is a private copy, because the file was not closed properly."""
        super().__init__()
        self.setObjectName("only-reading-banner")
        self.setProperty("surface", "well")
        self.setAccessibleName(tr("Only reading"))
        sentence = (
            tr(
                "“{name}” was not closed properly and may not be written here, so you read a copy of it with "
                "everything that was saved. To change anything, save a copy elsewhere.",
                name=name,
            )
            if is_copy
            else tr("“{name}” can only be read here. To change anything, save a copy elsewhere.", name=name)
        )
        self.words = Label(sentence, "strong")
        self.elsewhere = Button(look, tr("Save a copy elsewhere …"), "file-plus", "quiet", self.elsewhere_wanted.emit)
        layout = row(self.words, self.elsewhere, spacing=3 * GRID)
        layout.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        layout.setStretch(0, 1)
        self.setLayout(layout)
