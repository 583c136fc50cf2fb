"""A panel over the window while something long is written: how far it is, and Cancel, which takes everything back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from resources.texts import Translator
from widgets.dialogs.base import Dialog
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import column
from widgets.parts.labels import Label, title
from widgets.slowly import Slowly


class Progress(Dialog):
    """Nothing else in the window can be used until it is gone."""

    def __init__(self, look: Look, tr: Translator, slow: Slowly, parent: QWidget | None = None) -> None:
        super().__init__(look, slow.label, parent, (460, 0))
        self._tr, self._slow = tr, slow
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(slow.label)
        self.words = Label(tr("Until it is done nothing is changed, and Cancel leaves everything as it was."), "muted")
        self.cancel_button = Button(look, tr("Cancel"), "", "", self.reject, "Esc")
        self.fill(column(title(slow.label), self.bar, self.words, spacing=12), [self.cancel_button])
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        slow.progress.connect(self._show)
        slow.ended.connect(self._over)

    def reject(self) -> None:
        """Cancel."""
        if self._slow.is_running:
            self._slow.cancel()
        else:
            self._over()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Cancel, as the window of the panel is closed."""
        event.accept()
        self.reject()

    def _show(self, done: int, total: int) -> None:
        if total > 1:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _over(self) -> None:
        self.hide()
        self.deleteLater()
