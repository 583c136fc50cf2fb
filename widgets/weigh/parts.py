"""Small parts of Weigh: a line that leads to what is missing, a picture of the icon set, words cut to one line."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from widgets.look import Look
from widgets.parts.frames import row
from widgets.parts.labels import Label, is_right_to_left
from widgets.theme import GRID, RADIUS


class Picture(Label):
    """An icon that goes along with the palette and the text size."""

    def __init__(self, look: Look, name: str, token: str = "ink") -> None:
        super().__init__()
        self._look, self._name, self._token = look, name, token
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._draw)
        self._draw()

    def use(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(self._look.picture(self._name, self._token))


class Brief(Label):
    """One line of words, cut with an ellipsis where the width ends; the whole of it is said to screen readers."""

    def __init__(self, kind: str = "") -> None:
        super().__init__("", kind)
        self.setWordWrap(False)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_words(self, words: str) -> None:
        """Show words; none: no line."""
        self.setText(" ".join(words.split()))
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def hasHeightForWidth(self) -> bool:
        """Return no: it is one line high at any width."""
        return False

    def sizeHint(self) -> QSize:
        """Return one line, as wide as the words."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return one short line."""
        return QSize(0, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        right = self.text() and is_right_to_left(self.text())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


class WordsButton(QAbstractButton):
    """Base of sentences that are clicked or entered; what it shows lies in a layout as high as its width asks for."""

    def __init__(self, look: Look, words: str, clicked: Callable[[], object]) -> None:
        super().__init__()
        self._look = look
        self.setText(words.replace("&", "&&"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _=False: clicked())
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the size of what it shows."""
        layout = self.layout()
        return layout.sizeHint() if layout else QSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click by Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class Pointer(WordsButton):
    """A sentence on a tinted ground that leads somewhere when it is clicked or entered."""

    def __init__(self, look: Look, sentence: str, icon: str, tone: str, clicked: Callable[[], object]) -> None:
        super().__init__(look, sentence, clicked)
        self._tone = tone
        self.setAccessibleName(sentence)
        words = Label(sentence)
        icons = [Picture(look, icon, f"{tone}.strong"), Picture(look, "arrow-right", "muted")]
        for label in (words, *icons):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made = row(icons[0], words, icons[1], margin=2 * GRID)
        made.setStretch(1, 1)
        self.setLayout(made)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and a ring while it has the focus."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        edge = self._look.colour("focus" if focused else f"{self._tone}.strong")
        if not focused and self._look.palette.name == "light":
            edge.setAlphaF(0.45)
        painter.setPen(QPen(edge, 2 if focused else 1))
        painter.setBrush(self._look.colour("accent_soft" if self.underMouse() else f"{self._tone}.soft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
