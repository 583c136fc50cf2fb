"""Where backups go, in the settings: the first folder, and a second one such as a stick."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from resources.texts import Translator
from widgets.asking import Asking
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow
from widgets.parts.labels import Label, muted
from widgets.settings import Settings
from widgets.theme import GRID

FIRST, SECOND = "backups_folder", "backups_second"


class BackupPlaces(QWidget):
    """Shows both places and lets a person choose them; each takes effect at once."""

    def __init__(self, look: Look, tr: Translator, settings: Settings, asking: Asking, usual: Path) -> None:
        """`usual`: where backups go until another folder is chosen."""
        super().__init__()
        self._tr, self._settings, self._asking, self._usual = tr, settings, asking, usual
        self.setAccessibleName(tr("Backups"))
        self.first, self.second = Label(), Label()
        self.choose_first = Button(look, tr("Choose another folder …"), "folder-open", "", self._choose_first)
        self.use_usual = Button(look, tr("Use the usual folder"), "undo-2", "quiet", lambda: settings.set(FIRST, ""))
        self.choose_second = Button(look, tr("Choose a second place …"), "folder-open", "", self._choose_second)
        self.no_second = Button(look, tr("No second place"), "x", "quiet", lambda: settings.set(SECOND, ""))
        says = tr(
            "While you work, a checked backup is made every five minutes. The second place, such as a stick, gets "
            "one too whenever it is there. What you erase for good is removed from both."
        )
        first = column(self.first, flow(self.choose_first, self.use_usual), spacing=GRID)
        second = column(self.second, flow(self.choose_second, self.no_second), spacing=GRID)
        self.setLayout(column(muted(says), first, second, spacing=3 * GRID))
        settings.changed.connect(self._changed)
        self._show()

    def _choose_first(self) -> None:
        self._choose(FIRST, self._tr("Where shall backups go?"))

    def _choose_second(self) -> None:
        self._choose(SECOND, self._tr("Where shall backups go as well?"))

    def _choose(self, key: str, question: str) -> None:
        named = self._settings.get(key)
        folder = self._asking.folder_to_use(question, Path(named) if named else self._usual.parent)
        if folder is not None:
            self._settings.set(key, str(folder.absolute()))

    def _changed(self, key: str) -> None:
        if key in (FIRST, SECOND):
            self._show()

    def _show(self) -> None:
        tr, get = self._tr, self._settings.get
        self.first.setText(tr("Backups go to {folder}", folder=get(FIRST) or str(self._usual)))
        second = get(SECOND)
        self.second.setText(tr("And to {folder}", folder=second) if second else tr("There is no second place yet."))
        self.use_usual.setVisible(bool(get(FIRST)))
        self.no_second.setVisible(bool(second))
