"""How far your word goes: five full sentences below each other, of which one holds, or none yet."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from models.vocabulary import PROMISE_LEVELS
from resources.texts import Translator
from widgets.look import Look
from widgets.parts.frames import column
from widgets.parts.labels import lay_out
from widgets.theme import GRID, RADIUS


class Rung(QAbstractButton):
    """One level: its number and its sentence, which wraps."""

    def __init__(self, look: Look, number: str, sentence: str) -> None:
        super().__init__()
        self._look, self._number, self._sentence = look, number, sentence
        self.setCheckable(True)
        self.setAccessibleName(f"{number}. {sentence}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        """Return yes: the sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped sentence."""
        words = lay_out(self._sentence, self, max(40, width - self._indent() - 3 * GRID), QTextOption())
        return max(self._disc(), math.ceil(words.boundingRect().height())) + 4 * GRID

    def sizeHint(self) -> QSize:
        """Return the size in one line."""
        width = self._indent() + self.fontMetrics().horizontalAdvance(self._sentence) + 4 * GRID
        return QSize(width, self._disc() + 4 * GRID)

    def minimumSizeHint(self) -> QSize:
        """Return a small size: the sentence wraps."""
        return QSize(self._indent() + 10 * GRID, self._disc() + 4 * GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rung: tinted, outlined and with a filled number where it holds."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        holds, focused = self.isChecked(), self.hasFocus()
        pen = QPen(look.colour("focus" if focused else "accent" if holds else "control"), 2 if focused else 1)
        painter.setPen(pen)
        painter.setBrush(look.colour("accent_soft" if holds or self.underMouse() else "panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        disc = QRectF(3 * GRID, (self.height() - self._disc()) / 2, self._disc(), self._disc())
        painter.setPen(QPen(look.colour("accent"), 1))
        painter.setBrush(look.colour("accent") if holds else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc)
        painter.setFont(look.font(bold=True))
        painter.setPen(look.colour("on_accent" if holds else "accent"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self._number)
        painter.setPen(look.colour("ink"))
        words = lay_out(self._sentence, self, self.width() - self._indent() - 3 * GRID, QTextOption())
        words.draw(painter, QPointF(self._indent(), (self.height() - words.boundingRect().height()) / 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave arrows and Enter to the ladder; Qt would walk out of it."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _disc(self) -> int:
        return self._look.px(26)

    def _indent(self) -> int:
        return self._disc() + 6 * GRID


class Ladder(QWidget):
    """The five rungs. Arrow keys walk, Space or a click chooses, choosing again takes it back. `chosen`: 1…5 or 0."""

    chosen = Signal(int)

    def __init__(self, look: Look, tr: Translator) -> None:
        super().__init__()
        self.setAccessibleName(tr("How far your word goes"))
        self.rungs = [Rung(look, term.code, tr(term.label)) for term in PROMISE_LEVELS]
        for level, rung in enumerate(self.rungs, 1):
            rung.clicked.connect(lambda _=False, level=level: self._choose(level))
        self.setLayout(column(*self.rungs, spacing=GRID))
        self._level = 0
        self.show_level(None)

    def show_level(self, level: int | None) -> None:
        """Show the level that holds, None for none."""
        self._level = level or 0
        for at, rung in enumerate(self.rungs, 1):
            rung.setChecked(at == self._level)
            is_entry = at == max(1, self._level)
            rung.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_entry else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by arrow keys, choose by Enter too."""
        at = next((place for place, rung in enumerate(self.rungs) if rung.hasFocus()), None)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if at is not None and step:
            self.rungs[max(0, min(at + step, len(self.rungs) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
        elif at is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(at + 1)
        else:
            super().keyPressEvent(event)

    def _choose(self, level: int) -> None:
        wanted = 0 if level == self._level else level
        self.show_level(wanted)
        self.chosen.emit(wanted)
