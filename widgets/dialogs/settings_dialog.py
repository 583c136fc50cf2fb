"""The settings that a person chooses; each takes effect at once, and none needs to be applied."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from resources.texts import N_, Translator
from widgets.dialogs.base import Dialog
from widgets.look import Look
from widgets.parts.buttons import Button, Choices
from widgets.parts.checks import Check
from widgets.parts.frames import column
from widgets.parts.labels import caption, muted
from widgets.settings import SETTINGS, Settings
from widgets.theme import GRID

PALETTES = (("light", N_("Light")), ("dark", N_("Dark")), ("contrast", N_("High contrast")))
LONGEST_ROLE = 80


class SettingsDialog(Dialog):
    """Colours, text size, the role of whoever writes, and the projector."""

    def __init__(
        self,
        look: Look,
        tr: Translator,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        backups: QWidget | None = None,
    ) -> None:
        """`backups`: what shows where they go."""
        super().__init__(look, tr("Settings"), parent, (560, 0))
        self._tr, self._settings, self.backups = tr, settings, backups
        self.palettes = Choices(look, tr("Colours"), [(code, tr(name), "") for code, name in PALETTES])
        sizes = next(setting.among for setting in SETTINGS if setting.key == "text_size")
        shown = [(str(size), tr("{n} %", n=size), "") for size in sizes]
        self.sizes = Choices(look, tr("Text size"), shown, chips=True)
        self.role = self._role_line()
        self.newest = Check(look, tr("Show the newest notes on the projector"))
        self.palettes.chosen.connect(lambda code: settings.set("palette", code))
        self.sizes.chosen.connect(lambda code: settings.set("text_size", int(code)))
        self.newest.toggled.connect(lambda on: settings.set("show_newest_notes", on))
        settings.changed.connect(self._show)
        close = Button(look, tr("Close"), "", "", self.accept, "Esc")
        self.fill(column(*self._groups(), spacing=5 * GRID), [close])
        self._show()

    def done(self, result: int) -> None:
        """Keep a role that is still being typed when the dialog closes."""
        self._keep_role()
        super().done(result)

    def _groups(self) -> list[QVBoxLayout]:
        tr = self._tr
        role = tr("Kept with each change you make, so that a report can say which role wrote it. Not your name.")
        newest = tr("The words are shown without any name. Leave this off when notes may be private.")
        return [
            column(caption(tr("Colours")), self.palettes),
            column(caption(tr("Text size")), self.sizes),
            column(caption(tr("Your role")), self.role, muted(role)),
            column(caption(tr("Projector")), self.newest, muted(newest)),
            *([column(caption(tr("Backups")), self.backups)] if self.backups else []),
        ]

    def _role_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setMaxLength(LONGEST_ROLE)
        line.setPlaceholderText(self._tr("Facilitator, scribe, project lead …"))
        line.setAccessibleName(self._tr("Your role"))
        line.editingFinished.connect(self._keep_role)
        return line

    def _keep_role(self) -> None:
        self._settings.set("operator", " ".join(self.role.text().split()))

    def _show(self) -> None:
        """Show what holds, also where it was changed from a menu meanwhile."""
        self.palettes.show_code(self._settings.get("palette"))
        self.sizes.show_code(str(self._settings.get("text_size")))
        if not self.role.hasFocus() or not self.role.isModified():
            self.role.setText(self._settings.get("operator"))
        self.newest.setChecked(self._settings.get("show_newest_notes"))
