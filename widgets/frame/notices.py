"""Notices at the foot of the window: one sentence, at most a few buttons, gone by itself unless it is being used."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QLabel, QWidget
from shiboken6 import isValid

from resources.texts import Translator
from widgets.look import Look
from widgets.parts.buttons import Button, IconButton
from widgets.parts.frames import column, row
from widgets.parts.labels import Label
from widgets.theme import GRID

MOST_OF_WIDTH = 0.4  # of the bar, for buttons beside the sentence
STAYS = 9000  # milliseconds; WCAG 2.2, 2.2.1 allows it because nothing is lost when a notice goes


class NoticeBar(QWidget):
    """Shows one notice at a time; the newest replaces the one before."""

    def __init__(self, look: Look, tr: Translator) -> None:
        super().__init__()
        self._look, self._tr = look, tr
        self._icon = QLabel()
        self._words = Label()
        self._buttons = row(spacing=GRID)
        self._close = IconButton(look, tr("Close this notice"), "x", self.hide)
        self._body = row(self._words, self._buttons, spacing=2 * GRID)
        self._body.setStretch(0, 1)
        layout = row(self._icon, self._body, self._close, spacing=2 * GRID)
        layout.setContentsMargins(4 * GRID, GRID, 2 * GRID, GRID)
        layout.setStretch(1, 1)
        self._frame = QFrame()
        self._frame.setLayout(layout)
        around = column(self._frame)
        around.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        self.setLayout(around)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(STAYS)
        self._clock.timeout.connect(self._go)
        self._tone = "settled"
        look.changed.connect(self._draw)
        look.changed.connect(self._arrange)
        self._came_from: QWidget | None = None  # who had the keys before a button here was pressed
        QApplication.instance().focusChanged.connect(self._focus_moved)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        self.hide()

    def say(
        self,
        sentence: str,
        action: str = "",
        run: Callable[[], object] | None = None,
        *,
        tone: str = "",
        also: tuple[tuple[str, Callable[[], object]], ...] = (),
    ) -> None:
        """Show a sentence with its buttons."""
        self._tone = tone or "settled"
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._clear()
        for text, act in (*(((action, run),) if action and run else ()), *also):
            self._buttons.addWidget(Button(self._look, text, kind="", clicked=lambda act=act: self._act(act)))
        self._frame.setProperty("tone", self._tone)
        self._frame.style().unpolish(self._frame)
        self._frame.style().polish(self._frame)
        self._draw()
        self._arrange()
        self.show()
        self._clock.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def sentence(self) -> str:
        """Return what is shown now, empty for nothing."""
        return "" if self.isHidden() else self._words.text()

    def withdraw(self) -> None:
        """Take away a notice with buttons: what they would act on is closed. A bare sentence stays."""
        if self._buttons.count():
            self._clear()
            self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the sentence where they would leave it too little room, and beside it again."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        below = self._buttons.sizeHint().width() > self.width() * MOST_OF_WIDTH
        wanted = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if self._body.direction() != wanted:
            self._body.setDirection(wanted)
        self._buttons.setAlignment(Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignVCenter)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        inside = new is not None and self.isAncestorOf(new)
        if inside and old is not None and not self.isAncestorOf(old):
            self._came_from = old

    def hide(self) -> None:
        """Go, and give the keys back to who had them: a half-typed sentence goes on where it stood."""
        focused = self.window().focusWidget()
        back = self._came_from
        mine = focused is not None and self.isAncestorOf(focused)
        self._came_from = None
        super().hide()
        if mine and back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act(self, act: Callable[[], object]) -> None:
        self.hide()
        act()

    def _go(self) -> None:
        focused = self.window().focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)) or self._tone == "danger":
            self._clock.start()
            return
        self.hide()

    def _clear(self) -> None:
        while item := self._buttons.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _draw(self) -> None:
        icon = {"settled": "circle-check", "danger": "triangle-alert"}.get(self._tone, "info")
        self._icon.setPixmap(self._look.picture(icon, f"{self._tone}.strong"))
