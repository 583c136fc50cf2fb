"""The text of Map: a path as headings and lists, walked by the caret, edited line by line, copied into a report."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from models.edits.path import AddTouchpoint, ChangeTouchpoint
from models.edits.path_frame import ChangePath
from widgets.canvas.spots import Spot, index_in_cell, spot_of_card
from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.editing import Editing, Told
from widgets.map.text.inline import AtLine
from widgets.map.text.lines import BREAK, CARD, FACT, LANE, PATH, STAGE, Reading, TextLine, as_text
from widgets.map.text.page import Page
from widgets.theme import GRID

WIDEST = 760  # pixels at 100 % text: longer lines are hard to read
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MODIFIED = CTRL | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PathText(QTextEdit):
    """Shows the path on the desk as text. The line of the caret is what is marked."""

    adding = Signal()
    removing = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        self._context, self._desk, self._editing = context, desk, editing
        self._quiet = False
        self._known: dict[str, tuple[object, list[TextLine]]] = {}
        self._after: int | None = None  # the line below which a new card is written
        self.page = Page(context.look, self)
        self.setDocument(self.page.document)
        self.setProperty("page", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(flags)
        self.setAccessibleName(context.tr("The path as text"))
        self.inline = AtLine(context, self, self._area)
        self.inline.closed.connect(self._written)
        self.cursorPositionChanged.connect(self._moved)
        self.page.grown.connect(self._show_line)
        context.look.changed.connect(self._dress)

    # -- as every view --------------------------------------------------------------------------

    def read(self) -> None:
        """Show what the desk holds now; the caret and what is seen stay."""
        path, desk = self._desk.path, self._desk
        bar = self.verticalScrollBar()
        seen_from, here = bar.value(), self.line()
        self._quiet = True
        try:
            tr, beside = self._context.tr, (desk.groups, desk.counts, desk.group_id, self._known)
            self.page.show(list(Reading(tr, path, *beside).lines()) if path else [])
            self._back_to(here)
        finally:
            self._quiet = False
        bar.setValue(seen_from)
        self._show_line()
        self.inline.follow()

    def show_choice(self) -> None:
        """Go to the line of what is marked."""
        spot, here = self._desk.spot, self.line()
        if spot is None or (here is not None and here.spot is not None and here.spot.key == spot.key):
            return
        self.page.finish()
        number = next((at for at, one in enumerate(self.page.lines) if one.spot and one.spot.key == spot.key), None)
        if number is not None:
            self._quiet = True
            self.go(number)
            self._quiet = False
            self._show_line()

    def take_focus(self) -> None:
        """Take the keyboard."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_line()

    def write_words(self, spot: Spot) -> bool:
        """Edit the words of what is marked at its line."""
        self.show_choice()
        here = self.line()
        if here is None or here.spot is None or here.spot.key != spot.key:
            return False
        self._edit(here, "words" if here.kind == FACT else here.field)
        return self.inline.is_open

    def write_card(self, stage_id: str, lane_id: str) -> bool:
        """Write a new card: below the card of the caret where it lies in that cell, else at the end of the cell."""
        here = self.line()
        cell = (stage_id, lane_id)
        if here is None or here.cell != cell:
            self.page.finish()
            numbers = [at for at, one in enumerate(self.page.lines) if one.cell == cell and one.kind != STAGE]
            if not numbers:
                return False
            self.go(numbers[-1])
        self._write_below(cell)
        return True

    # -- the caret ------------------------------------------------------------------------------

    def number(self) -> int:
        """Return the number of the line of the caret."""
        return self.textCursor().blockNumber()

    def line(self) -> TextLine | None:
        """Return the line of the caret."""
        at = self.number()
        return self.page.lines[at] if at < len(self.page.lines) else None

    def go(self, number: int) -> None:
        """Put the caret at the beginning of a line."""
        self.setTextCursor(QTextCursor(self.page.block(number)))
        self.ensureCursorVisible()

    def spoken(self, line: TextLine) -> str:
        """Return what a screen reader is told of a line, with its place in the structure."""
        tr, words = self._context.tr, line.words.replace(BREAK, " ")
        if line.level:
            return tr("Heading level {level}. {words}", level=line.level, words=words)
        if line.depth == 1:
            return tr("Card. {words}", words=words) if line.kind == CARD else words
        return tr("Of the card above. {words}", words=words) if line.depth else words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit, add, remove, jump; the rest walks."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in ENTER and not held & MODIFIED:
            self._enter()
        elif key == Qt.Key.Key_Insert and not held:
            self._add()
        elif key == Qt.Key.Key_Delete and not held:
            self.removing.emit()
        elif key == Qt.Key.Key_H and not held & MODIFIED:
            self._jump(-1 if held & SHIFT else 1, (1, 2, 3))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held == CTRL:
            self._jump(-1 if key == Qt.Key.Key_Up else 1, (2,))
        elif key == Qt.Key.Key_C and held == CTRL:
            self.copy()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take Insert as a key of the text, not as a command of the room."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            mine = event.key() in (Qt.Key.Key_Insert, Qt.Key.Key_Delete, *ENTER) and not event.modifiers() & MODIFIED
            if mine and self.hasFocus():
                event.accept()
                return True
        return super().event(event)

    # -- copying --------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the lines that are selected; without a selection, what the caret is on with all that belongs to it."""
        lines = self._selected() or self._section()
        if lines:
            QGuiApplication.clipboard().setText(as_text(lines))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selected lines; Qt calls this for copying and dragging."""
        made = QMimeData()
        made.setText(as_text(self._selected()))
        return made

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, by mouse or by the Menu key."""
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        elif not self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.pos()))
        self.menu_wanted.emit(where)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read."""
        super().resizeEvent(event)
        self._set_margins()
        self.inline.follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and a bar beside the line of the caret: a tint alone is not seen in every palette."""
        super().paintEvent(event)
        if self.line() is None or not self.hasFocus():
            return
        block = self.page.block(self.number())
        area = (
            self.document().documentLayout().blockBoundingRect(block).translated(0, -self.verticalScrollBar().value())
        )
        px = self._context.look.px
        painter = QPainter(self.viewport())
        painter.fillRect(QRectF(px(2 * GRID), area.top(), px(GRID), area.height()), self._context.look.colour("focus"))

    # -- inside ---------------------------------------------------------------------------------

    def _moved(self) -> None:
        self._show_line()
        here = self.line()
        if self._quiet or here is None or here.spot is None or not self.hasFocus():
            return
        self._quiet = True
        try:
            self._desk.mark(here.spot)
        finally:
            self._quiet = False

    def _show_line(self) -> None:
        """Tint the line of the caret and tell it to assistive technology."""
        here = self.line()
        chosen = QTextEdit.ExtraSelection()
        chosen.cursor = self.textCursor()  # pyright: ignore[reportAttributeAccessIssue]
        chosen.cursor.clearSelection()  # pyright: ignore[reportAttributeAccessIssue]
        chosen.format.setBackground(self._context.look.colour("accent_soft"))  # pyright: ignore[reportAttributeAccessIssue]
        chosen.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # pyright: ignore[reportAttributeAccessIssue]
        self.setExtraSelections([chosen] if here is not None else [])
        self.setAccessibleDescription(self.spoken(here) if here is not None else "")
        self.viewport().update()

    def _back_to(self, line: TextLine | None) -> None:
        """Put the caret where it was, if its line moved."""
        here = self.line()
        if line is None:
            self.go(0)
        if line is None or (here is not None and here.spot == line.spot and here.kind == line.kind):
            return
        same = [at for at, one in enumerate(self.page.lines) if _is_same(one, line)]
        if same:
            self.go(same[0])

    def _jump(self, way: int, levels: tuple[int, ...]) -> None:
        self.page.finish()
        at = self.number() + way
        while 0 <= at < len(self.page.lines) and self.page.lines[at].level not in levels:
            at += way
        if 0 <= at < len(self.page.lines):
            self.go(at)

    def _enter(self) -> None:
        if (here := self.line()) is not None:
            if here.spot is not None and here.spot.kind == "cell":
                self._add()
            else:
                self._edit(here, here.field or "words")

    def _edit(self, here: TextLine, field: str) -> None:
        tr, path = self._context.tr, self._desk.path
        if path is None:
            return
        if here.kind == PATH:
            keep = lambda text, told: self._perform(ChangePath(path.id, {"title": text}), told)  # noqa: E731
            self._open(f"path-title/{path.id}", path.title, tr("Name of the path"), keep)
            return
        spot = here.spot
        if spot is None or spot.kind not in ("card", "stage", "lane"):
            return
        self._desk.mark(spot)
        if spot.kind != "card":
            one = self._desk.stage() if spot.kind == "stage" else self._desk.lane()
            words = getattr(one, "name", "") or (here.words.partition(" · ")[2] if here.kind == LANE else "")
            rename = lambda text, told: self._editing.rename(spot, text, told)  # noqa: E731
            self._open(f"words/{spot.id}", words, tr("Words"), rename)
            return
        card = self._desk.card()
        if card is not None:
            change = lambda text, told: self._perform(ChangeTouchpoint(card.id, {field: text}), told)  # noqa: E731
            self._open(f"{field}/{card.id}", str(getattr(card, field)), tr("Words"), change, field != "words")

    def _perform(self, edit: AddTouchpoint | ChangePath | ChangeTouchpoint, told: Told) -> bool:
        return self._context.document.perform(edit, told) is not None

    def _open(self, place: str, words: str, name: str, keep: object, may_be_empty: bool = False) -> None:
        self._after = None
        self.inline.open(place, words, name, keep, may_be_empty=may_be_empty)  # pyright: ignore[reportArgumentType]

    def _add(self) -> None:
        here = self.line()
        if here is None or here.cell is None:
            self.adding.emit()
        else:
            self._write_below(here.cell)

    def _write_below(self, cell: tuple[str, str]) -> None:
        """Write a new card below the card of the caret, else at the end of its cell."""
        here, path = self.line(), self._desk.path
        if here is None or path is None:
            return
        card = here.spot if here.spot is not None and here.spot.kind == "card" else None
        place = index_in_cell(path, card.id) + 1 if card else None
        self._after = self._last_line_of(self.number())

        def keep(text: str, told: Told) -> bool:
            done = self._context.document.perform(AddTouchpoint(*cell, text, at=place), told)
            if done is not None and self._desk.path is not None:
                self._desk.mark(spot_of_card(self._desk.path, str(done.result)))
            return done is not None

        self.inline.open(f"new-card/{cell[0]}/{cell[1]}", "", self._context.tr("Words of the new card"), keep)

    def _last_line_of(self, number: int) -> int:
        """Return the last line of the card of a line."""
        spot = self.page.lines[number].spot
        while number + 1 < len(self.page.lines) and spot and self.page.lines[number + 1].kind == FACT:
            number += 1
        return number

    def _written(self) -> None:
        self._after = None
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _area(self) -> QRect:
        """Return where the field lies: over its line, or below the line that a new card follows."""
        number = self.number() if self._after is None else min(self._after, len(self.page.lines) - 1)
        block = self.page.block(number)
        box = self.document().documentLayout().blockBoundingRect(block).toAlignedRect()
        box.translate(0, -self.verticalScrollBar().value())
        left = self._context.look.px(6 * GRID)
        box.setLeft(left)
        box.setRight(self.viewport().width() - left)
        if box.width() > self._context.look.px(WIDEST):
            box.setWidth(self._context.look.px(WIDEST))
        if self._after is not None:
            box.translate(0, box.height())
        return box

    def _selected(self) -> list[TextLine]:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return []
        first = self.page.document.findBlock(cursor.selectionStart()).blockNumber()
        last = self.page.document.findBlock(cursor.selectionEnd()).blockNumber()
        return self.page.lines[first : last + 1]

    def _section(self) -> list[TextLine]:
        """Return the line of the caret and what stands below it in the structure."""
        self.page.finish()
        at, lines = self.number(), self.page.lines
        if at >= len(lines):
            return []
        while lines[at].kind == FACT:
            at -= 1
        first, end = lines[at], at + 1
        while end < len(lines) and _is_below(lines[end], first):
            end += 1
        return lines[at:end]

    def _dress(self) -> None:
        self._set_margins()
        here = self.number()
        self._quiet = True
        self.page.dress()
        self.page.finish()
        self.go(min(here, max(0, len(self.page.lines) - 1)))
        self._quiet = False
        self._show_line()

    def _set_margins(self) -> None:
        px = self._context.look.px
        frame = self.page.document.rootFrame()
        made = frame.frameFormat()
        made.setMargin(0)
        made.setLeftMargin(px(6 * GRID))
        made.setRightMargin(max(px(6 * GRID), self.viewport().width() - px(WIDEST) - px(6 * GRID)))
        made.setTopMargin(px(2 * GRID))
        made.setBottomMargin(px(10 * GRID))
        frame.setFrameFormat(made)


def _is_same(one: TextLine, other: TextLine) -> bool:
    return one.spot == other.spot and one.kind == other.kind and one.field == other.field and one.cell == other.cell


def _is_below(line: TextLine, first: TextLine) -> bool:
    if first.level:
        return not line.level or line.level > first.level
    return first.depth > 0 and line.depth > first.depth
