"""Rows below each other, each of words that wrap: arrow keys walk, Enter opens, Delete deletes."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from widgets.look import Look
from widgets.parts.frames import Surface, column, row
from widgets.parts.labels import Chip, Label
from widgets.theme import GRID, RADIUS


@dataclass(frozen=True)
class RowData:
    """One row. `chip`: a word on a tinted ground and its tone; `aside`: at the end of the line, such as an amount."""

    id: str
    title: str
    sub: str = ""
    aside: str = ""
    chip: tuple[str, str] = ("", "neutral")

    def said(self) -> str:
        """Return what a screen reader says."""
        return ". ".join(part for part in (self.title, self.chip[0], self.aside, self.sub) if part)


class Row(QWidget):
    """One row on screen."""

    entered = Signal()
    opened = Signal()
    pressed = Signal(int)  # a key that the list knows

    def __init__(self, look: Look, data: RowData, *, strong: bool) -> None:
        super().__init__()
        self._look = look
        self.data = data
        self.marked = False
        self._title, self._sub = Label("", "strong" if strong else ""), Label("", "muted")
        self._aside, self._chip = Label(""), Chip("")
        self._aside.setWordWrap(False)
        words = column(self._title, self._sub, spacing=2)
        line = row(words, self._aside, self._chip, spacing=3 * GRID)
        line.setStretchFactor(words, 1)
        line.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self.setLayout(line)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_data(data)

    def show_data(self, data: RowData) -> None:
        """Show other words."""
        self.data = data
        self._title.setText(data.title)
        self._sub.setText(data.sub)
        self._sub.setVisible(bool(data.sub))
        self._aside.setText(data.aside)
        self._aside.setVisible(bool(data.aside))
        self._chip.setText(data.chip[0])
        self._chip.set_tone(data.chip[1])
        self._chip.setVisible(bool(data.chip[0]))
        self.setAccessibleName(data.said())

    def mark(self, marked: bool, *, is_entry: bool) -> None:
        """Show whether the row is marked; `is_entry`: Tab comes here."""
        self.marked = marked
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_entry else Qt.FocusPolicy.ClickFocus)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of a marked row and the ring of a focused one."""
        if not self.marked and not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = "focus" if self.hasFocus() else "accent"
        strong = self.hasFocus() or self._look.palette.name == "contrast"
        painter.setPen(QPen(self._look.colour(ring), 2 if self.hasFocus() else 1) if strong else Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent_soft") if self.marked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS - 2, RADIUS - 2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where the focus is, the row is marked."""
        super().focusInEvent(event)
        self.entered.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the list its keys."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() in KEYS or event.key() == Qt.Key.Key_Delete:
            self.pressed.emit(event.key())
        else:
            super().keyPressEvent(event)


KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -(10**6), Qt.Key.Key_End: 10**6}


class RowList(Surface):
    """The rows in a white card. `chosen`: the marked id; `opened`: Enter or double click; `removed`: Delete."""

    chosen = Signal(str)
    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, look: Look, name: str, *, strong: bool = True) -> None:
        super().__init__("card", column(spacing=0, margin=GRID))
        self._look, self._strong = look, strong
        self._rows: dict[str, Row] = {}
        self._marked = ""
        self._in_place: tuple[str, QWidget] | None = None
        self.setAccessibleName(name)
        self.hide()

    def show_rows(self, rows: Sequence[RowData]) -> None:
        """Show other rows; the marked one stays marked and focused where it is still there, else its neighbour is."""
        ids, before = [data.id for data in rows], list(self._rows)
        had_focus = self._marked in self._rows and self._rows[self._marked].hasFocus()
        if self._marked and self._marked not in ids:
            at = before.index(self._marked) if self._marked in before else 0
            self._marked = ids[min(at, len(ids) - 1)] if ids else ""
        if self._in_place and self._in_place[0] not in ids:
            self.end_in_place()
        for gone in set(before) - set(ids):
            self._rows.pop(gone).deleteLater()
        for data in rows:
            if data.id in self._rows:
                self._rows[data.id].show_data(data)
            else:
                self._rows[data.id] = self._made(data)
        if ids != before:
            self._rows = {row_id: self._rows[row_id] for row_id in ids}
            self._order()
        self._show_marks()
        self.setVisible(bool(ids))
        if had_focus and self._marked in self._rows and not self._rows[self._marked].hasFocus():
            self._rows[self._marked].setFocus()

    def mark(self, row_id: str, *, focus: bool = False) -> bool:
        """Mark a row. False: it is not here."""
        if row_id and row_id not in self._rows:
            return False
        self._marked = row_id
        self._show_marks()
        if focus and row_id:
            self._rows[row_id].setFocus()
        return True

    def marked_id(self) -> str:
        """Return the id of the marked row, empty for none."""
        return self._marked

    def ids(self) -> tuple[str, ...]:
        """Return the ids in their order."""
        return tuple(self._rows)

    def row_of(self, row_id: str) -> Row:
        """Return a row on screen."""
        return self._rows[row_id]

    def change_in_place(self, row_id: str, editor: QWidget) -> None:
        """Put an editor where the row stands, until `end_in_place`."""
        self.end_in_place()
        self._in_place = (row_id, editor)
        self._order()
        self._rows[row_id].hide()
        editor.show()

    def end_in_place(self) -> None:
        """Show the row again instead of its editor."""
        if self._in_place:
            row_id, editor = self._in_place
            self._in_place = None
            editor.hide()
            if row_id in self._rows:
                self._rows[row_id].show()

    def in_place_id(self) -> str:
        """Return the id of the row that is changed in place, empty for none."""
        return self._in_place[0] if self._in_place else ""

    # -- inside ---------------------------------------------------------------------------------

    def _made(self, data: RowData) -> Row:
        made = Row(self._look, data, strong=self._strong)
        made.entered.connect(lambda row_id=data.id: self._choose(row_id))
        made.opened.connect(lambda row_id=data.id: self.opened.emit(row_id))
        made.pressed.connect(lambda key, row_id=data.id: self._key(key, row_id))
        return made

    def _order(self) -> None:
        layout = self.layout()
        assert layout is not None  # noqa: S101 - set when made
        while layout.takeAt(0):
            pass
        for row_id, one in self._rows.items():
            layout.addWidget(one)
            if self._in_place and self._in_place[0] == row_id:
                layout.addWidget(self._in_place[1])

    def _choose(self, row_id: str) -> None:
        if row_id != self._marked:
            self._marked = row_id
            self._show_marks()
        self.chosen.emit(row_id)

    def _key(self, key: int, row_id: str) -> None:
        if key == Qt.Key.Key_Delete:
            self.removed.emit(row_id)
            return
        ids = list(self._rows)
        at = ids.index(row_id) + KEYS[Qt.Key(key)]
        self._rows[ids[max(0, min(at, len(ids) - 1))]].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_marks(self) -> None:
        entry = self._marked or next(iter(self._rows), "")
        for row_id, one in self._rows.items():
            one.mark(row_id == self._marked, is_entry=row_id == entry)
