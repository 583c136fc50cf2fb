"""What is shown when Polku made a mistake: your work is saved, and a report without any word of people lies there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from resources.texts import Translator
from widgets.dialogs.base import Dialog
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import column
from widgets.parts.labels import Label, muted, title


class CrashDialog(Dialog):
    """Go on or close. Escape and Enter go on. `close_wanted`: the person chose to close Polku."""

    close_wanted = Signal()

    def __init__(
        self,
        look: Look,
        tr: Translator,
        report: Path | None,
        show_report: Callable[[Path], object],
        parent: QWidget | None = None,
    ) -> None:
        """`report` None: it could not be written anywhere."""
        super().__init__(look, tr("Polku made a mistake"), parent, (560, 0))
        said = Label(
            tr(
                "Something in the program failed. Every change you saw on screen is in the project file. "
                "What was being typed is kept as a draft."
            )
        )
        parts: list[QWidget] = [title(tr("Your work is saved")), said]
        buttons = self._buttons(tr)
        if report is not None:
            parts += [muted(tr("A report lies here. It names places in the program and holds no words of people."))]
            parts += [self._place(tr, report)]
            buttons.append(Button(look, tr("Show the report"), "folder-open", "quiet", lambda: show_report(report)))
        else:
            parts.append(muted(tr("No report could be written: the folder for it cannot be reached.")))
        self.setAccessibleDescription(tr("Your work is saved"))
        self.fill(column(*parts, 1, spacing=12), buttons)
        self.go_on.setFocus()
        self.setWindowModality(Qt.WindowModality.ApplicationModal)

    def _buttons(self, tr: Translator) -> list[QWidget]:
        self.go_on = Button(self._look, tr("Go on"), "", "primary", self.accept)
        self.go_on.setDefault(True)
        self.leave = Button(self._look, tr("Close Polku"), "", "", self._leave)
        return [self.go_on, self.leave]

    def _place(self, tr: Translator, report: Path) -> Label:
        place = Label(str(report))
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        place.setAccessibleName(tr("Where the report lies: {path}", path=str(report)))
        return place

    def _leave(self) -> None:
        self.accept()
        self.close_wanted.emit()
