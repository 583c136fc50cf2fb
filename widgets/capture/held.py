"""What stays set from note to note, large: group, table and step, each with the key that changes it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from widgets.capture.choosing import GROUP, KEYS, TABLE
from widgets.capture.steps import StepField
from widgets.context import Context
from widgets.parts.buttons import native
from widgets.parts.frames import column, flow
from widgets.parts.labels import Label
from widgets.theme import GRID

NARROWEST = 8  # letters of a value that are always seen


class Large(QPushButton):
    """A large value that a press changes; it ends in an ellipsis where the room ends."""

    def __init__(self, name: str, key: str, clicked: Callable[[], object]) -> None:
        super().__init__()
        self._name, self._whole = name, ""
        self.setProperty("kind", "held")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(native(key))
        self.clicked.connect(lambda _=False: clicked())

    def say(self, value: str, *, is_set: bool) -> None:
        """Show another value; one that is not set is quieter."""
        _quieten(self, not is_set)
        if value != self._whole:
            self._whole = value
            self.setAccessibleName(f"{self._name}: {value}")
            self.setText(value.replace("&", "&&"))
            self.updateGeometry()
            self._cut()

    @property
    def whole(self) -> str:
        """The value without an ellipsis."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Return the size of the whole value."""
        size, metrics = super().sizeHint(), self.fontMetrics()
        shown = metrics.horizontalAdvance(self.text().replace("&&", "&"))
        return QSize(size.width() - shown + metrics.horizontalAdvance(self._whole) + 2, size.height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        size = self.sizeHint()
        return QSize(min(size.width(), self.fontMetrics().averageCharWidth() * NARROWEST), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew at another width."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        frame = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        room = self.width() - frame
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, room) + 1)
        if (shown := cut.replace("&", "&&")) != self.text():
            self.setText(shown)


class HeldLine(QWidget):
    """Group, table and step of whatever is kept next. `wanted`: group or table shall be chosen."""

    wanted = Signal(str)

    def __init__(self, context: Context, step: StepField) -> None:
        super().__init__()
        self._tr = tr = context.tr
        self.group = Large(tr("Group"), KEYS[GROUP], lambda: self.wanted.emit(GROUP))
        self.table = Large(tr("Table"), KEYS[TABLE], lambda: self.wanted.emit(TABLE))
        self.step = step
        step.button.setProperty("kind", "held")
        self.parts = {
            GROUP: self._part(tr("Group"), KEYS[GROUP], self.group),
            TABLE: self._part(tr("Table"), KEYS[TABLE], self.table),
            "step": self._part(tr("Step"), "Ctrl+L", step),
        }
        self.setLayout(column(flow(*self.parts.values(), spacing=6 * GRID)))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("What stays set"))

    def show_held(self, group: str, table: str) -> None:
        """Show names; empty: not set."""
        tr = self._tr
        self.group.say(group or tr("Not said"), is_set=bool(group))
        self.table.say(table or tr("No table"), is_set=bool(table))

    def show_step_set(self, is_set: bool) -> None:
        """Write the step as large as the others, quieter where there is none."""
        _quieten(self.step.button, not is_set)

    def _part(self, name: str, key: str, value: QWidget) -> QWidget:
        part = QWidget()
        caption = Label(f"{name}  {native(key)}", "muted")
        caption.setWordWrap(False)
        part.setLayout(column(caption, value, spacing=0))
        return part


def _quieten(button: QPushButton, unset: bool) -> None:
    if bool(button.property("unset")) is not unset:
        button.setProperty("unset", unset)
        button.style().unpolish(button)
        button.style().polish(button)
