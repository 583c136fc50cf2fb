"""How a cell of the table is drawn and edited: words wrap and are never cut, the present cell has a frame."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from widgets.context import Context
from widgets.fields.editors import ChoiceBox
from widgets.fields.half_typed import CellDraft
from widgets.fields.place_field import PlaceField
from widgets.map.tables.facts import LONGEST
from widgets.map.tables.patched import BELOW, CODE, DRAFT, INVITES, KIND, Index
from widgets.parts.labels import is_right_to_left
from widgets.prepare.tables import height_of, wrapped
from widgets.theme import GRID

PAD = 2 * GRID
FOCUS, CHOSEN = QStyle.StateFlag.State_HasFocus, QStyle.StateFlag.State_Selected
LEFT = Qt.AlignmentFlag.AlignLeft
ONE_LINE = 60  # letters: longer words are broken without trying
MOST_KEPT = 30_000  # heights of words at a width
TO_THE_RIGHT = "\u200f"  # in front of a code that stands before words from right to left
Options = Callable[[str], list[tuple[str, object]]]


class Cells(QStyledItemDelegate):
    """Draws and edits the cells of a table. `kept`: whether what was typed last could be kept."""

    def __init__(self, context: Context, view: QTableView, options: Options) -> None:
        super().__init__(view)
        self._context, self._look, self._view, self._options = context, context.look, view, options
        self._heights: dict[tuple[str, int, bool], int] = {}
        self._metrics = self._measures()
        self._draft: CellDraft | None = None
        self.kept = True
        context.look.changed.connect(self._forget)

    # -- drawing --------------------------------------------------------------------------------

    def height(self, index: Index, width: int) -> int:
        """Return how high the words of a cell are in a column of a width."""
        bold = index.data(KIND) == "name"
        high = self._height(_coded(index) or str(index.data(INVITES) or ""), width, bold=bold)
        if below := str(index.data(BELOW) or ""):
            high += self._height(below, width, bold=False)
        return high + 2 * (PAD - 2)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a cell."""
        width = self._view.columnWidth(index.column())
        return QSize(width, self.height(index, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, the words, quieter words below, and the frame of what is chosen."""
        look, area = self._look, QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        kind = str(index.data(KIND))
        painter.save()
        ground = {"name": "accent_soft", "told": "paper"}.get(kind, "panel")
        painter.fillRect(area, look.colour("accent_soft" if state & CHOSEN else ground))
        words, invitation = _coded(index), str(index.data(INVITES) or "")
        painter.setPen(look.colour("muted" if kind == "told" or not words else "ink"))
        bold = kind == "name" and bool(words)
        quiet = len(str(index.data(CODE) or ""))
        y = self._draw(painter, words or invitation, area, area.top() + PAD - 2, bold=bold, quiet=quiet)
        if below := str(index.data(BELOW) or ""):
            painter.setPen(look.colour("muted"))
            self._draw(painter, below, area, y, bold=False)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(area.topRight(), area.bottomRight())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        here = index == self._view.currentIndex() and self._has_keys()
        if here or state & CHOSEN:
            painter.setPen(QPen(look.colour("focus" if here else "accent"), 2 if here else 1))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def _forget(self) -> None:
        self._heights.clear()
        self._metrics = self._measures()

    def _measures(self) -> tuple[QFontMetrics, QFontMetrics]:
        return QFontMetrics(self._look.font()), QFontMetrics(self._look.font(bold=True))

    def _has_keys(self) -> bool:
        return self._view.hasFocus() or self._view.isAncestorOf(self._view.focusWidget() or self._view)

    def _draw(self, painter: QPainter, words: str, area: QRect, y: int, *, bold: bool, quiet: int = 0) -> int:
        """Draw words and return where they end; of a step's code in front of them the letters are quieter."""
        laid = wrapped(words, self._font(bold=bold), area.width() - 2 * PAD, LEFT)
        muted = QTextLayout.FormatRange()
        muted.start, muted.length = len(words) - len(words.lstrip(TO_THE_RIGHT)), quiet  # pyright: ignore[reportAttributeAccessIssue]
        muted.format.setForeground(self._look.colour("muted"))  # pyright: ignore[reportAttributeAccessIssue]
        laid.draw(painter, QPointF(area.left() + PAD, y), [muted] if quiet else [])
        return y + height_of(laid)

    def _height(self, words: str, width: int, *, bold: bool) -> int:
        metrics, short = self._metrics[bold], len(words) < ONE_LINE and words.isascii() and "\n" not in words
        if short and metrics.horizontalAdvance(words) <= width - 2 * PAD:  # breaking lines is what takes time
            return metrics.height()
        key = (words, width, bold)
        if (found := self._heights.get(key)) is None:
            if len(self._heights) > MOST_KEPT:
                self._heights.clear()
            found = height_of(wrapped(words, self._font(bold=bold), width - 2 * PAD, LEFT))
            self._heights[key] = found
        return found

    def _font(self, *, bold: bool) -> QFont:
        return self._look.font(bold=bold)

    # -- editing --------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor of a cell: a list for what is chosen, a line for a code, a growing field for words."""
        kind, key = str(index.data(KIND)), self._key(index)
        if kind == "choice":
            box = ChoiceBox(self._look)
            for text, value in self._options(key):
                box.addItem(text, value)
            box.activated.connect(lambda _: self._done(box))
            made: QWidget = box
        elif kind == "line":
            made = QLineEdit()
            made.setMaxLength(40)
        else:
            field = PlaceField(200 if kind == "name" else LONGEST.get(key, 4000 if kind == "card" else 300))
            field.submitted.connect(lambda: self._view.finish(field))  # pyright: ignore[reportAttributeAccessIssue]
            field.dropped.connect(lambda: self._drop(field))
            if place := str(index.data(DRAFT) or ""):
                self._draft = CellDraft(self._context, field, place)
            made = field
        made.setParent(parent)
        heading = str(index.model().headerData(index.column(), Qt.Orientation.Horizontal) or "")
        made.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or heading))
        made.setAutoFillBackground(True)
        made.setProperty("begun", False)
        return made

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Let an editor go, and its draft with it."""
        if self._draft is not None and isinstance(editor, PlaceField):
            self._draft.end()
            self._draft = None
        super().destroyEditor(editor, index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a list or a line keeps and goes down, Tab goes on from words too; the rest as Qt does it."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
            and self._kept_by(watched, event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _kept_by(self, editor: QWidget, event: QKeyEvent) -> bool:
        """Keep what was typed where a key asks for it that Qt leaves to the editor."""
        key = event.key()
        if isinstance(editor, PlaceField) and key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            back = key == Qt.Key.Key_Backtab or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            hints = QStyledItemDelegate.EndEditHint
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, hints.EditPreviousItem if back else hints.EditNextItem)
            return True
        if isinstance(editor, QComboBox | QLineEdit) and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._view.finish(editor)  # pyright: ignore[reportAttributeAccessIssue]
            return True
        return False

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what holds, once: what changes meanwhile does not take away what is half typed."""
        if editor.property("begun"):
            return
        editor.setProperty("begun", True)
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            at = next((at for at, (_, one) in enumerate(self._options(self._key(index))) if one == value), -1)
            editor.setCurrentIndex(at)
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value or ""))
            editor.selectAll()
        elif isinstance(editor, PlaceField):
            editor.setPlainText((self._draft.words() if self._draft else "") or str(value or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Keep what was typed or chosen."""
        value: Any = ""
        if isinstance(editor, QComboBox):
            value = editor.currentData() if editor.currentIndex() >= 0 else None
        elif isinstance(editor, QLineEdit):
            value = editor.text()
        elif isinstance(editor, PlaceField):
            value = editor.toPlainText()
        self.kept = value is None or model.setData(QModelIndex(index), value)  # pyright: ignore[reportArgumentType]
        editor.setProperty("wrong", not self.kept)
        editor.style().unpolish(editor)
        editor.style().polish(editor)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay the editor over its cell: as wide, at least, as words can be read in; as high as it needs."""
        area = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        port = self._view.viewport().rect()
        least = 120 if isinstance(editor, QLineEdit) else 180
        area.setWidth(max(area.width(), min(self._look.px(least), port.width())))
        if isinstance(editor, PlaceField):
            editor.setFixedWidth(area.width())
            editor.cover(area.height())
            editor.move(min(area.left(), max(0, port.right() - area.width())), area.top())
        else:
            area.setHeight(max(area.height(), editor.sizeHint().height()))
            area.moveLeft(min(area.left(), max(0, port.right() - area.width())))
            editor.setGeometry(area)

    def _key(self, index: Index) -> str:
        keys: list[str] = index.model().column_keys  # pyright: ignore[reportAttributeAccessIssue]
        return keys[index.column()]

    def _done(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _drop(self, editor: QWidget) -> None:
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)


def _coded(index: Index) -> str:
    """Return the words of a cell with the step's code in front."""
    words, code = str(index.data() or ""), str(index.data(CODE) or "")
    if not code:
        return words
    return f"{TO_THE_RIGHT}{code} {words}" if is_right_to_left(words) else f"{code} {words}"
