"""The bar over any other room: F2 or F3 opens it, Escape gives the focus back and keeps what was typed."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from widgets.capture.bar import CaptureBar
from widgets.capture.state import STORY
from widgets.context import Context
from widgets.parts.buttons import IconButton
from widgets.parts.frames import Scroll, Surface, column, row
from widgets.parts.labels import Label
from widgets.theme import GRID

WIDEST = 920
MARGIN = 4 * GRID


class CaptureOverlay(QFrame):
    """The bar as a sheet at the top of its parent. `closed`: it went away; the focus is back already."""

    closed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self._came_from: QWidget | None = None
        tr = context.tr
        self.setObjectName("capture-overlay")
        self.setAccessibleName(tr("Capture"))
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.bar = CaptureBar(context)
        self.told = Label("", "settled")
        self._hint = Label(tr("Escape closes this and keeps what is typed."), "muted")
        self._close = IconButton(context.look, tr("Close"), "x", self.close_bar, "Esc")
        head = row(self._hint, self.told, self._close)
        head.setStretch(0, 1)
        self._inside = Surface("panel", column(head, self.bar, spacing=GRID))
        self._scroll = Scroll(self._inside)
        self.setLayout(column(self._scroll, margin=2 * GRID))
        self.bar.kept.connect(self._say_kept)
        self._inside.installEventFilter(self)
        parent.installEventFilter(self)
        context.look.changed.connect(self._place)
        context.settings.changed.connect(self._setting_changed)
        self.hide()

    def open(self, kind: str) -> None:
        """Come up for a note or a story, with the cursor in the words."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
            self.told.setText("")
        self.show()
        self.raise_()
        self.bar.open(kind)
        self._place()

    def close_bar(self) -> None:
        """Go away, keep the draft, and give the focus back to where it was."""
        if not self.isVisible():
            return
        self.bar.state.keep_drafts()
        self.hide()
        came_from, self._came_from = self._came_from, None
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        elif parent := self.parentWidget():
            parent.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside while this lies over a room."""
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            return super().focusNextPrevChild(forward)
        at: QWidget | None = focused
        while True:
            at = at.nextInFocusChain() if forward else at.previousInFocusChain()
            if at is None or at is focused:
                return True
            stops = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus) and at.isVisible() and at.isEnabled()
            if stops and self.isAncestorOf(at) and at.focusProxy() is None:
                reasons = Qt.FocusReason
                at.setFocus(reasons.TabFocusReason if forward else reasons.BacktabFocusReason)
                self._scroll.ensureWidgetVisible(at)
                return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window and of what is written."""
        if self.isVisible() and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None or not self.isVisible():
            return
        width = min(parent.width() - 2 * MARGIN, self.context.look.px(WIDEST))
        frame = 4 * GRID
        layout = self._inside.layout()
        wanted = layout.totalHeightForWidth(width - frame) if layout else 0
        height = min(wanted + frame + 2, parent.height() - 2 * MARGIN)
        self.setGeometry((parent.width() - width) // 2, MARGIN, width, max(1, height))

    def _setting_changed(self, key: str) -> None:
        if key == "scribe":  # a scribe has the bar of the room
            self.close_bar()

    def _say_kept(self, what: str, ids: tuple[str, ...]) -> None:
        tr = self.context.tr
        if what == STORY:
            self.told.setText(tr("Story kept"))
            self.context.notices.say(
                tr("The story is kept. Ask what it may be used for."),
                tr("Open"),
                lambda: (self.close_bar(), self.context.window.show_subject("story", ids[0])),
            )
        else:
            self.told.setText(tr.count("{n} note kept", "{n} notes kept", len(ids)))
