"""Depths of the middle: a part stays folded until it is wanted, and says in a line what it holds."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QSizePolicy, QWidget

from widgets.context import Context
from widgets.look import Look
from widgets.parts.buttons import native
from widgets.parts.frames import column, hairline, row
from widgets.parts.labels import Label, caption, muted
from widgets.theme import GRID, RADIUS
from widgets.weigh.parts import Picture, WordsButton

BESIDE = 460  # pixels at 100 % that a name and what the part holds need on one line


class Fold(WordsButton):
    """The line that opens and folds a part: an arrow, its name, what it holds. Enter and the space bar do it too."""

    def __init__(self, look: Look, name: str, clicked: Callable[[], object], keys: str = "") -> None:
        super().__init__(look, name, clicked)
        self._name, self._opened = name, False
        self.arrow = Picture(look, "chevron-right", "accent")
        self.title = Label(name, "strong")
        self.mark = Picture(look, "split", "waiting.strong")
        self.mark.hide()
        self.said = muted("")
        self.keys = muted(native(keys))
        self.keys.setWordWrap(False)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._words = row(self.title, self.mark, self.said, spacing=2 * GRID)
        self._words.setStretch(2, 1)
        self._words.addStretch(0)  # what holds nothing leaves its keys at the end all the same
        made = row(self.arrow, self._words, self.keys)
        made.setContentsMargins(GRID, 2 * GRID, GRID, 2 * GRID)
        made.setStretch(1, 1)
        for part in (self.arrow, self.keys):
            made.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        for part in (self.title, self.mark, self.said):
            self._words.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self.setLayout(made)
        for part in (self.arrow, self.title, self.mark, self.said, self.keys):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, words: str, *, marked: bool = False) -> None:
        """Show what the part holds, while it is folded; `marked`: a sign beside the words asks to look at it."""
        self.said.setText(words)
        self._show_said()
        self.mark.setVisible(marked)
        self._tell()

    def point(self, *, opened: bool) -> None:
        """Show whether the part is open."""
        self._opened = opened
        self.arrow.use("chevron-down" if opened else "chevron-right", "accent")
        self._show_said()
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what the part holds below its name where it would be squeezed beside it."""
        super().resizeEvent(event)
        wide = self.width() >= self._look.px(BESIDE)
        self._words.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(2 * GRID if wide else 0)
        self.keys.setVisible(wide)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground while the mouse is over it, and a ring while it has the focus."""
        del event
        focused, over = self.hasFocus(), self.underMouse()
        if not (focused or over):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("focus"), 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent_soft") if over else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _show_said(self) -> None:
        self.said.setVisible(bool(self.said.text()) and not self._opened)

    def _tell(self) -> None:
        self.setAccessibleName(". ".join(part for part in (self._name, self.said.text()) if part))


class Depth(QWidget):
    """A part under its fold. `toggled`: it was opened or folded. Which is open lasts until the project is closed.

    `brief` stands in its place while it is folded. `hold`: it is needed now, so it stands open under a plain heading.
    """

    toggled = Signal(bool)

    def __init__(
        self, context: Context, name: str, body: QWidget, keys: str = "", brief: QWidget | None = None
    ) -> None:
        super().__init__()
        self._tr = context.tr
        self.body, self.brief = body, brief
        self.is_open = self._held = False
        self._has_brief = True
        self.fold = Fold(context.look, name, self.toggle, keys)
        self.heading = caption("")
        self.heading.hide()
        self._edge = hairline()
        parts = (self._edge, self.fold, self.heading, *((brief,) if brief else ()), body)
        self.setLayout(column(*parts, spacing=GRID))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(name)
        self._show()

    @property
    def is_shown(self) -> bool:
        """Whether what is inside can be seen."""
        return self.is_open or self._held

    def toggle(self) -> None:
        """Open it or fold it."""
        self.open(not self.is_open)

    def open(self, wanted: bool = True) -> None:
        """Open it, or fold it."""
        if wanted != self.is_open:
            self.is_open = wanted
            self._show()
            self.toggled.emit(wanted)

    def say(self, words: str, *, marked: bool = False, brief: bool = True) -> None:
        """Say what it holds; `brief`: there is something to stand in its place."""
        self._has_brief = brief
        self.fold.say(words, marked=marked)
        self._show()

    def hold(self, heading: str) -> None:
        """Keep it open under a heading because it is needed now; an empty heading: it can be folded again."""
        self._held = bool(heading)
        self.heading.setText(heading)
        self._show()

    def _show(self) -> None:
        self.fold.setVisible(not self._held)
        focused = QApplication.focusWidget()
        if not self.is_shown and focused is not None and self.body.isAncestorOf(focused):
            self.fold.setFocus()  # else Qt gives the focus to whatever comes next
        self.body.setVisible(self.is_shown)
        self._edge.setVisible(not self._held)
        self.heading.setVisible(self._held)
        if self.brief is not None:
            self.brief.setVisible(not self.is_shown and self._has_brief)
        self.fold.point(opened=self.is_open)
        state = self._tr("open") if self.is_open else self._tr("folded")
        self.fold.setAccessibleDescription(" · ".join(part for part in (state, self.fold.keys.text()) if part))
        self.updateGeometry()
