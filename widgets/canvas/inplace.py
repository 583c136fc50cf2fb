"""Words written where they stand: a field over the drawing that Enter keeps and Escape drops."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from widgets.canvas.view import PathView
from widgets.context import Context
from widgets.fields.editors import Words
from widgets.fields.form import DRAFT
from widgets.parts.frames import Surface, column
from widgets.parts.labels import Label

Keep = Callable[[str, Callable[[str], object]], bool]
STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)


class _Field(Words):
    """Enter keeps, Shift+Enter makes a line, Escape drops."""

    dropped = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep, drop, or write."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Escape and Delete as keys of this field, not as commands of the room."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Insert, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if plain:
                event.accept()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going elsewhere keeps what was written."""
        super().focusOutEvent(event)
        if event.reason() not in STAYS:
            self.left.emit()


class InPlace(QObject):
    """The one field of a view. `closed`: it went; the keyboard is to go back to the drawing."""

    closed = Signal()

    def __init__(self, context: Context, view: PathView) -> None:
        super().__init__(view)
        self._context, self._view = context, view
        self._area, self._place, self._before = QRectF(), "", ""
        self._keep: Keep | None = None
        self.words = _Field(1, 8)
        self.words.setProperty("bare", True)
        self.words.setPlaceholderText(context.tr("Words, then Enter"))
        self._wrong = Label("", "error")
        self._holder = Surface("focus-card", column(self.words, self._wrong, spacing=4, margin=8), view.viewport())
        self._holder.hide()
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(DRAFT)
        self._draft.timeout.connect(self._keep_draft)
        self.words.submitted.connect(self.settle)
        self.words.dropped.connect(self.drop)
        self.words.left.connect(self.settle)
        self.words.textChanged.connect(self._typed)
        view.moved.connect(self._follow)
        context.document.settling.connect(self.settle)

    @property
    def is_open(self) -> bool:
        """Whether something is being written."""
        return self._keep is not None

    def open(self, area: QRectF, place: str, words: str, name: str, keep: Keep) -> None:
        """Write over an area of the scene. `place`: among the drafts; `keep`: performs the edit and tells whether."""
        self.settle()
        self._area, self._place, self._before, self._keep = area, place, words, keep
        self.words.setAccessibleName(name)
        self.words.setPlainText(self._context.document.draft(place) or words)
        self._say("")
        self._holder.show()
        self._follow()
        self.words.selectAll()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Keep what was written. Nothing written, or nothing changed, is dropped."""
        if self._keep is None:
            return
        text = self.words.toPlainText().strip()
        if not text or text == self._before:
            self.drop()
            return
        keep, self._keep = self._keep, None  # what this brings about may settle again
        if keep(text, self._say):
            self._close()
        else:
            self._keep = keep
            self._follow()

    def drop(self) -> None:
        """Leave without a trace."""
        if self.is_open:
            self._close()

    def _close(self) -> None:
        self._keep = None
        self._draft.stop()
        if self._context.document.draft(self._place):
            self._context.document.keep_draft(self._place, "")
        had_keys = self.words.hasFocus()
        self._holder.hide()
        if had_keys:
            self.closed.emit()

    def _typed(self) -> None:
        if self.is_open:
            if not self._draft.isActive():
                self._draft.start()
            self._follow()

    def _keep_draft(self) -> None:
        text = self.words.toPlainText().strip()
        if self.is_open and text and text != self._before:
            self._context.document.keep_draft(self._place, text)

    def _say(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self.words.setAccessibleDescription(sentence)

    def _follow(self) -> None:
        if not self._holder.isVisible():
            return
        view = self._view
        corner = view.mapFromScene(self._area.topLeft())
        wide = max(view.path_scene.look.px(170), round(self._area.width() * view.scale_now()) + 8)
        wide = min(wide, view.viewport().width() - 8)
        layout = self._holder.layout()
        assert layout is not None  # noqa: S101 - made in the constructor
        self._holder.setFixedWidth(wide)
        high = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else layout.sizeHint().height()
        self._holder.setFixedHeight(high)
        x = max(4, min(corner.x() - 4, view.viewport().width() - wide - 4))
        y = max(4, min(corner.y() - 4, view.viewport().height() - high - 4))
        self._holder.move(x, y)
