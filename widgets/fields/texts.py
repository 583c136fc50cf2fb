"""Editors of several lines of words."""

import math
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from widgets.fields.editor import UNDO_KEYS, Editor
from widgets.fields.field import Field
from widgets.parts.frames import column
from widgets.pictures.offered import hand_over, offered_in, taker_above

LEFT_TO_WINDOW = (Qt.Key.Key_K, Qt.Key.Key_F)  # with Ctrl: finding, which a text field would take for its own


def is_for_window(event: QEvent, field: QPlainTextEdit) -> bool:
    """Tell whether a key is the window's in a field that always has the cursor.

    Finding is; and undo and redo of the project, while nothing was typed here.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo, redo = UNDO_KEYS
    finding = event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in LEFT_TO_WINDOW
    undone = event.matches(undo) and not field.document().isUndoAvailable()
    return finding or undone or (event.matches(redo) and not field.document().isRedoAvailable())


class Words(QPlainTextEdit):
    """Several lines that grow with what is written; Tab goes on to the next field."""

    submitted = Signal()

    def __init__(self, lines: int, most: int = 12) -> None:
        super().__init__()
        self._lines, self._most = lines, most
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.fit())
        self.fit()

    def toPlainText(self) -> str:
        """Return the words with every blank as it was given: Qt's own way makes all of them breaking ones."""
        return self.document().toRawText().replace("\u2029", "\n")

    def fit(self) -> None:
        """Take the height of what is written, between the least and the most."""
        lines = max(self._lines, min(self._most, round(self.document().size().height())))
        first = self.document().firstBlock().layout()
        drawn = first.lineAt(0).height() if first is not None and first.lineCount() else 0.0
        line = math.ceil(max(drawn, QFontMetricsF(self.font()).lineSpacing()))  # other scripts' faces are higher
        frame = max(16, self.height() - self.viewport().height())
        height = lines * line + 2 * round(self.document().documentMargin()) + frame + 1
        if self.minimumHeight() != height:
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again at another width: the same words take other lines."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again after the text size was changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter says: that is it. Shift+Enter begins a line like any other: Qt's own sign is no end of a line."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not self.isReadOnly():
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: Any) -> bool:
        """Tell whether there is text, or a photo for whoever takes photos here."""
        return super().canInsertFromMimeData(source) or self._has_photos(source)

    def insertFromMimeData(self, source: Any) -> None:
        """Take plain text only; a photo goes to whoever takes photos here."""
        if self._has_photos(source):
            hand_over(source, self)
        elif source.hasText():
            self.insert_words(source.text())

    def insert_words(self, words: str) -> None:
        """Put words where the cursor is."""
        self.insertPlainText(words)

    def _has_photos(self, source: Any) -> bool:
        return taker_above(self) is not None and bool(offered_in(source))


class TextEditor(Editor):
    """Words of several lines."""

    def __init__(self, field: Field, name: str, hint: str) -> None:
        super().__init__()
        self.words = Words(field.lines)
        self.words.setAccessibleName(name)
        self.words.setPlaceholderText(hint)
        self._longest = field.longest
        self._showing = False
        self.words.textChanged.connect(self._text_changed)
        self.words.submitted.connect(self.left.emit)
        self.words.installEventFilter(self)
        self.setLayout(column(self.words))

    def value(self) -> Any:
        """Return the words."""
        return self.words.toPlainText()

    def show_value(self, value: Any) -> None:
        """Show words."""
        self.dirty = False
        if self.words.toPlainText() != str(value or ""):
            self._showing = True
            self.words.setPlainText(str(value or ""))
            self._showing = False

    def draft(self) -> str:
        """Return what is typed."""
        return self.words.toPlainText()

    def show_draft(self, words: str) -> None:
        """Show what was typed before."""
        self.show_value(words)
        self.dirty = True

    def target(self) -> QWidget:
        """Return the text."""
        return self.words

    def _text_changed(self) -> None:
        if self._showing:
            return
        text = self.words.toPlainText()
        if (
            self._longest and len(text) > self._longest
        ):  # take no more than can be kept; the rest stays in the clipboard
            cursor = self.words.textCursor()
            at = cursor.position()
            self._showing = True
            self.words.setPlainText(text[: self._longest])
            self._showing = False
            cursor = self.words.textCursor()
            cursor.setPosition(min(at, self._longest))
            self.words.setTextCursor(cursor)
        self._on_typed()
