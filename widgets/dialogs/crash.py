"""What is shown when Polku made a mistake: your work is saved, and a report without any word of people, to be read.

The same dialog says at the next start that the program ended without a word, and offers safe mode when it did so twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from resources.texts import Translator
from widgets.dialogs.base import Dialog
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow
from widgets.parts.labels import Label, muted, title

LINES = 9  # of the report, at least


@dataclass(frozen=True)
class Mistake:
    """What happened. `report`: where it was written down, None for nowhere; `words`: what stands there.

    `last_time`: the program ended in the run before; `offers_safe`: it did so more than once in a row.
    """

    report: Path | None
    words: str = ""
    last_time: bool = False
    offers_safe: bool = False


class CrashDialog(Dialog):
    """Go on or close. Escape and Enter go on. `close_wanted`: close Polku; `safe_wanted`: start it in safe mode."""

    close_wanted = Signal()
    safe_wanted = Signal()

    def __init__(
        self,
        look: Look,
        tr: Translator,
        mistake: Mistake,
        show_report: Callable[[Path], object],
        parent: QWidget | None = None,
    ) -> None:
        name = tr("Polku ended without a word last time") if mistake.last_time else tr("Polku made a mistake")
        super().__init__(look, name, parent, (680, 0))
        self._tr, self._mistake = tr, mistake
        self.report = QPlainTextEdit()
        parts: list[QWidget] = [title(tr("Your work is saved")), Label(self._what_happened())]
        buttons = self._buttons()
        if mistake.report is not None:
            report = mistake.report
            parts += [muted(tr("This is the report. It names places in the program and holds no words of people:"))]
            parts += [self._readable(), muted(tr("It lies here: {path}", path=str(report)))]
            self.copy = Button(look, tr("Copy"), "copy", "quiet", self._copy)
            shown = Button(look, tr("Show in folder"), "folder-open", "quiet", lambda: show_report(report))
            parts.append(flow(shown, self.copy))  # with the others they are too wide for large text
        else:
            parts.append(muted(tr("No report could be written: the folder for it cannot be reached.")))
        self.setAccessibleDescription(tr("Your work is saved"))
        self.fill(column(*parts, 1, spacing=12), buttons)
        self.go_on.setFocus()
        self.setWindowModality(Qt.WindowModality.ApplicationModal)

    def _what_happened(self) -> str:
        tr = self._tr
        if not self._mistake.last_time:
            return tr(
                "Something in the program failed. Every change you saw on screen is in the project file. "
                "What was being typed is kept as a draft."
            )
        again = tr(
            "Polku broke off while it was open last. Everything that was saved is in the project file, and words that "
            "were being typed are there again when you open it."
        )
        if not self._mistake.offers_safe:
            return again
        safe = tr(
            "It was not the first time in a row. Safe mode starts with the settings as they come and changes none; if "
            "Polku stays open there, one of your settings is the reason."
        )
        return f"{again}\n\n{safe}"

    def _buttons(self) -> list[QWidget]:
        tr = self._tr
        self.go_on = Button(self._look, tr("Go on"), "", "primary", self.accept)
        self.go_on.setDefault(True)
        self.leave = Button(self._look, tr("Close Polku"), "", "", self._leave)
        self.safe = Button(self._look, tr("Start in safe mode"), "", "", self._start_safely)
        if self._mistake.offers_safe:
            return [self.go_on, self.safe]
        self.safe.hide()
        return [self.go_on] if self._mistake.last_time else [self.go_on, self.leave]

    def _readable(self) -> QPlainTextEdit:
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(self._tr("Report"))
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.report.setPlainText(self._mistake.words)
        self.report.setMinimumHeight(LINES * self._look.px(19))
        return self.report

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._mistake.words)
        self.copy.setText(self._tr("Copied"))

    def _leave(self) -> None:
        self.accept()
        self.close_wanted.emit()

    def _start_safely(self) -> None:
        self.accept()
        self.safe_wanted.emit()
