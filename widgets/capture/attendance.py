"""Counting heads: how many of a group are in the room, one more or one fewer, or typed. Unknown until counted."""

import time
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from models.edits.project import SetAttendance
from models.ids import new_id
from models.records import GroupRecord
from widgets.context import Context
from widgets.parts.buttons import IconButton
from widgets.parts.frames import row
from widgets.parts.labels import Label, muted

MOST = 9999
ONE_RUN = 5.0  # seconds: presses that follow each other so closely are counted, and undone, as one
STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}


class _Number(QLineEdit):
    """The number; Up and Down count, Enter and going elsewhere mean what is typed."""

    stepped = Signal(int)
    meant = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count by keys."""
        step = STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.meant.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the number, so that typing replaces it."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mean what is typed."""
        super().focusOutEvent(event)
        self.meant.emit()


class HeadCount(QWidget):
    """How many of one group are in the room of one workshop."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._group: GroupRecord | None = None
        self._workshop_id = ""
        self._run, self._last = "", 0.0
        look = context.look
        self.fewer = IconButton(look, "", "minus", lambda: self._step(-1))
        self.more = IconButton(look, "", "plus", lambda: self._step(1))
        for button in (self.fewer, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Up and Down in the number do the same by keyboard
        self.number = _Number()
        self.number.setMaxLength(4)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setPlaceholderText("–")
        self.number.stepped.connect(self._step)
        self.number.meant.connect(self._typed)
        self.number.installEventFilter(self)
        self._planned = Label("", "muted")
        line = row(muted(context.tr("In the room")), self.fewer, self.number, self.more, self._planned, spacing=0)
        line.setStretch(4, 1)
        self.setLayout(line)
        look.changed.connect(self._fit)
        self._fit()

    def show_group(self, workshop_id: str, group: GroupRecord) -> None:
        """Show the count of one group."""
        tr = self.context.tr
        self._workshop_id, self._group = workshop_id, group
        self.number.setAccessibleName(tr("{group}: how many are in the room", group=group.name))
        self.number.setAccessibleDescription(tr("Up and Down count. Empty: nobody counted."))
        for button, words in (
            (self.fewer, tr("One fewer: {group}", group=group.name)),
            (self.more, tr("One more: {group}", group=group.name)),
        ):
            button.setAccessibleName(words)
            button.setToolTip("")
        planned = tr("of {n} planned", n=group.planned) if group.planned is not None else ""
        self._planned.setText(planned)
        shown = "" if group.attended is None else str(group.attended)
        if not self.number.isModified() and self.number.text() != shown:
            self.number.setText(shown)
            if self.number.hasFocus():
                self.number.selectAll()
        self.fewer.setEnabled(bool(group.attended))

    def settle(self) -> None:
        """Make an edit of what is typed."""
        self._typed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo to the project while nothing is being typed."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.number.isModified()
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        self._typed()
        if self._group is not None and (self._group.attended or 0) + by >= 0:
            self._count(min(MOST, (self._group.attended or 0) + by))

    def _typed(self) -> None:
        if not self.number.isModified():
            return
        typed = self.number.text().strip()
        self.number.setModified(False)
        if typed and not typed.isdecimal():
            if self._group is not None:
                self.show_group(self._workshop_id, self._group)
            return
        self._count(int(typed) if typed else None)

    def _count(self, people: int | None) -> None:
        group = self._group
        if group is None or people == group.attended:
            return
        now = time.monotonic()
        if now - self._last > ONE_RUN:
            self._run = new_id()
        self._last = now
        edit = SetAttendance(self._workshop_id, group.id, group.planned, people, self._run)
        if self.context.document.perform(edit) is None:
            self.show_group(self._workshop_id, group)
        elif self._group is group:  # counted on before anybody read it anew
            self.show_group(self._workshop_id, replace(group, attended=people))

    def _fit(self) -> None:
        self.number.setFixedWidth(self.context.look.px(46))
