"""The lines of a path as a document of headings and lists; what differs is patched, so the caret stays."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
)

from widgets.look import Look
from widgets.map.tables.patched import differing
from widgets.map.text.lines import EMPTY, FACT, STAGE, TextLine
from widgets.theme import GRID

AT_ONCE, SLICE = 300, 150  # lines
STYLES = QTextListFormat.Style


class Page(QObject):
    """A document whose block n is line n. Words are put in as plain text: nothing of them is ever read as markup."""

    grown = Signal()

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.document = QTextDocument(self)
        self.document.setUndoRedoEnabled(False)
        self.lines: list[TextLine] = []  # what the document shows
        self._wanted: list[TextLine] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def show(self, lines: Sequence[TextLine]) -> None:
        """Show other lines; only what differs is touched. Of a long path the rest comes by and by."""
        self._wanted = list(lines)
        first, gone, come = differing(self.lines, self._wanted)
        if not gone and not come:
            return
        if come > AT_ONCE:  # all that follows is written anew, a part at a time
            gone, come = len(self.lines) - first, AT_ONCE
        self._replace(first, gone, self._wanted[first : first + come])
        if len(self.lines) < len(self._wanted):
            self._timer.start()

    def finish(self) -> None:
        """Show all lines now: somebody goes to one that is not there yet."""
        if len(self.lines) < len(self._wanted):
            self._replace(len(self.lines), 0, self._wanted[len(self.lines) :])
        self._timer.stop()

    def dress(self) -> None:
        """Take the letters and colours of now."""
        lines, self.lines = self._wanted or self.lines, []
        self.document.clear()
        self.show(lines)

    def block(self, number: int) -> QTextBlock:
        """Return the block of a line."""
        return self.document.findBlockByNumber(number)

    def _go_on(self) -> None:
        at = len(self.lines)
        if at >= len(self._wanted):
            self._timer.stop()
            return
        self._replace(at, 0, self._wanted[at : at + SLICE])
        self.grown.emit()

    def _replace(self, first: int, gone: int, lines: list[TextLine]) -> None:
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        if gone:
            self._remove(cursor, first, gone)
        for at, line in enumerate(lines, first):
            self._insert(cursor, at, line)
        cursor.endEditBlock()

    def _remove(self, cursor: QTextCursor, first: int, gone: int) -> None:
        cursor.setPosition(self.block(first).position())
        last = self.block(first + gone - 1)
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if len(self.lines) > gone:  # the block itself: with the break before or after it
            if first + gone < len(self.lines):
                cursor.deleteChar()
            else:
                cursor.deletePreviousChar()
        del self.lines[first : first + gone]

    def _insert(self, cursor: QTextCursor, at: int, line: TextLine) -> None:
        if not self.lines:
            cursor.setPosition(0)
        elif at == 0:
            cursor.setPosition(0)
            cursor.insertBlock()
            cursor.setPosition(0)
        else:
            before = self.block(at - 1)
            cursor.setPosition(before.position() + before.length() - 1)
            cursor.insertBlock()
        self._dress_block(cursor, line)
        cursor.insertText(line.words, self._letters(line))
        self.lines.insert(at, line)

    def _dress_block(self, cursor: QTextCursor, line: TextLine) -> None:
        px = self._look.px
        made = QTextBlockFormat()
        made.setHeadingLevel(line.level)
        above = {1: 2, 2: 7, 3: 3}.get(line.level, 1)
        made.setTopMargin(px(above * GRID))
        made.setBottomMargin(px((2 if line.level else 1) * GRID // 2))
        made.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(made)
        cursor.setBlockCharFormat(self._letters(line))
        block = cursor.block()
        if (old := block.textList()) is not None:
            old.remove(block)
            cursor.setBlockFormat(made)
        if line.depth:
            self._put_into_list(cursor, line)

    def _put_into_list(self, cursor: QTextCursor, line: TextLine) -> None:
        """Join the list of the line before it where that is as deep, so that assistive technology counts one list."""
        block = cursor.block()
        before = block.previous()
        while before.isValid() and (above := before.textList()) is not None:
            if above.format().indent() == line.depth:
                above.add(block)
                return
            if above.format().indent() < line.depth:
                break
            before = before.previous()
        made = QTextListFormat()
        made.setIndent(line.depth)
        made.setStyle(STYLES.ListDisc if line.depth == 1 else STYLES.ListCircle)
        cursor.createList(made)

    def _letters(self, line: TextLine) -> QTextCharFormat:
        scale = self._look.scale
        size = {1: scale.display, 2: scale.title}.get(line.level, scale.text)
        made = QTextCharFormat()
        made.setFont(self._look.font(size, bold=bool(line.level)))
        made.setFontWeight(QFont.Weight.Bold if line.level else QFont.Weight.Normal)
        token = "muted" if line.kind in (EMPTY, FACT) else "accent" if line.kind == STAGE else "ink"
        made.setForeground(self._look.colour(token))
        return made
