"""The status line: that everything is saved and where, what there is, what Ctrl Z would undo, the size."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from resources.texts import Translator
from widgets.look import Look
from widgets.parts.buttons import native
from widgets.parts.frames import row
from widgets.theme import GRID


class OneLine(QLabel):
    """Words that end in an ellipsis where the room ends; the whole stands in the tooltip of the accessible name."""

    def __init__(self, kind: str = "muted") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(4 * GRID)

    def say(self, text: str) -> None:
        """Show a text on one line."""
        self._whole = text
        self.setAccessibleName(text)
        self.setText(text)
        self.updateGeometry()
        self._cut()

    @property
    def whole(self) -> str:
        """The text without an ellipsis."""
        return self._whole

    def resizeEvent(self, event: object) -> None:
        """Cut anew at another width."""
        super().resizeEvent(event)  # pyright: ignore[reportArgumentType]
        self._cut()

    def sizeHint(self):
        """Return the size of the whole text."""
        size = super().sizeHint()
        size.setWidth(self.fontMetrics().horizontalAdvance(self._whole) + 2)
        return size

    def _cut(self) -> None:
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if cut != self.text():
            self.setText(cut)


class Pressable(OneLine):
    """Words that lead somewhere when they are clicked; by keyboard the same is a command of the menu."""

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell it, where there is anything to read."""
        if self.whole:
            self.pressed.emit()
        else:
            super().mousePressEvent(event)


class StatusLine(QFrame):
    """The foot of the window. `history_wanted`: what Ctrl Z would undo was clicked."""

    history_wanted = Signal()

    def __init__(self, look: Look, tr: Translator) -> None:
        super().__init__()
        self.setObjectName("statusline")
        self.setAccessibleName(tr("Status"))
        self._look, self._tr = look, tr
        self._icon = QLabel()
        self._icon_name, self._icon_token = "circle-check", "settled.strong"
        self.saved = OneLine("settled")
        self._lock_icon, self.lock = QLabel(), OneLine()
        self.counts = OneLine()
        self.undo = Pressable()
        self.undo.setToolTip(tr("History"))
        self.undo.pressed.connect(self.history_wanted)
        self.zoom = OneLine()
        told = (self._icon, self.saved, self._lock_icon, self.lock, self.counts, 1, self.undo, self.zoom)
        self.setLayout(row(*told, spacing=4 * GRID))
        layout = self.layout()
        assert layout is not None  # noqa: S101 - set in the line above
        layout.setContentsMargins(4 * GRID, GRID + 1, 4 * GRID, GRID + 1)
        look.changed.connect(self._draw)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No project is open."""
        self._mark("circle", "muted", "muted")
        self.saved.say(self._tr("No project is open"))
        self.show_lock(locked=False)
        for part in (self.counts, self.undo):
            part.say("")

    def show_saved(self, name: str) -> None:
        """Everything that the screen shows is in the file."""
        self._mark("circle-check", "settled.strong")
        self.saved.say(self._tr("Saved in {file}", file=name))

    def show_lock(self, *, locked: bool) -> None:
        """Tell whether the project is locked with a password."""
        self.lock.say(self._tr("Locked") if locked else "")
        self.lock.setToolTip(self._tr("The file is locked with a password"))
        for part in (self._lock_icon, self.lock):
            part.setVisible(locked)

    def show_typing(self, name: str) -> None:
        """Somebody is typing; what is typed is a draft and no edit yet."""
        self._mark("pencil", "waiting.strong", "muted")
        self.saved.say(self._tr("Typing. A draft is kept in {file}", file=name))

    def show_reading(self, name: str) -> None:
        """The file can only be read here."""
        self._mark("eye", "waiting.strong", "muted")
        self.saved.say(self._tr("{file} is open for reading only", file=name))

    def show_trouble(self, sentence: str) -> None:
        """Something could not be written."""
        self._mark("triangle-alert", "danger.strong", "danger")
        self.saved.say(sentence)

    def show_counts(self, stories: int, notes: int, to_answer: int | None) -> None:
        """Show what there is; None: how many are to answer is not shown where people generate."""
        tr = self._tr
        parts = [tr.count("{n} story", "{n} stories", stories), tr.count("{n} note", "{n} notes", notes)]
        if to_answer is not None:
            parts.append(tr("{n} to answer", n=to_answer))
        self.counts.say("    ".join(parts))

    def show_undo(self, what: str) -> None:
        """Show what undo would take back; empty for nothing."""
        keys = native("Ctrl+Z").replace("+", " ")
        self.undo.say(self._tr("{keys} Undo “{what}”", keys=keys, what=what) if what else "")
        self.undo.setCursor(Qt.CursorShape.PointingHandCursor if what else Qt.CursorShape.ArrowCursor)

    def show_zoom(self, percent: int) -> None:
        """Show the size of what is zoomed."""
        self.zoom.say(f"{percent} %")

    def _mark(self, icon: str, token: str, kind: str = "settled") -> None:
        self._icon_name, self._icon_token = icon, token
        if self.saved.property("kind") != kind:
            self.saved.setProperty("kind", kind)
            self.saved.style().unpolish(self.saved)
            self.saved.style().polish(self.saved)
        self._draw()

    def _draw(self) -> None:
        self._icon.setPixmap(self._look.picture(self._icon_name, self._icon_token, self._look.px(16)))
        self._lock_icon.setPixmap(self._look.picture("lock", "muted", self._look.px(16)))
