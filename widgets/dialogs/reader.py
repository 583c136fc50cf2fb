"""A page of our own text to read: headings, lists, tables; set in the type of the window. Nothing is ever fetched."""

from html import escape
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from widgets.look import Look
from widgets.theme import GRID

LINE = 135  # percent of a line's own height
WIDEST = 680  # pixels of a line at 100 % text, so that the eye finds the next one


class Reader(QTextBrowser):
    """Shows Markdown or HTML of ours. `followed`: a link was chosen; what it means is the owner's business."""

    followed = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._source = ("", False)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("page", True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)  # no caret: arrow keys scroll
        self.anchorClicked.connect(lambda address: self.followed.emit(address.toString()))
        look.changed.connect(self._draw)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return nothing: no text makes this program read a file or an address."""
        del kind, name

    def show_markdown(self, text: str) -> None:
        """Show a page written in Markdown."""
        self._source = (text, True)
        self._draw()

    def show_html(self, text: str) -> None:
        """Show a page written in HTML; whatever is data in it has been escaped."""
        self._source = (text, False)
        self._draw()

    def mark(self, words: list[str]) -> None:
        """Mark every place where one of the words stands, and bring the first on screen."""
        found: list[QTextEdit.ExtraSelection] = []
        for word in words:
            cursor = self.document().find(word)
            while not cursor.isNull():
                one = QTextEdit.ExtraSelection()
                one.cursor, one.format = cursor, self._marked()  # type: ignore[attr-defined]
                found.append(one)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(found)
        if found:
            first = min((one.cursor for one in found), key=lambda cursor: cursor.selectionStart())  # type: ignore[attr-defined]
            shown = QTextCursor(first)
            shown.clearSelection()
            self.setTextCursor(shown)
            self.ensureCursorVisible()

    def minimumSizeHint(self) -> QSize:
        """Return a small size: a page is scrolled."""
        return QSize(160, 120)

    def _draw(self) -> None:
        text, is_markdown = self._source
        at = self.verticalScrollBar().value()
        self.document().setDefaultFont(self._look.font())
        self.document().setDefaultStyleSheet(self._sheet())
        self.document().setDocumentMargin(2 * GRID)
        if is_markdown:
            self.setMarkdown(text)
            self._set_type()
        else:
            self.setHtml(text)
        self.verticalScrollBar().setValue(at)

    def _set_type(self) -> None:
        """Give Markdown our three sizes and a calm line: a style sheet does not reach it."""
        scale = self._look.scale
        sizes = {1: scale.display, 2: scale.title}
        block = self.document().begin()
        while block.isValid():
            cursor, level = QTextCursor(block), block.blockFormat().headingLevel()
            shape = QTextBlockFormat()
            shape.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if level:
                shape.setTopMargin(0 if level == 1 else 4 * GRID)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                letters = QTextCharFormat()
                letters.setFont(self._look.font(sizes.get(level, scale.text), bold=True))
                cursor.mergeCharFormat(letters)
            cursor.mergeBlockFormat(shape)
            block = block.next()

    def _sheet(self) -> str:
        scale, hexed = self._look.scale, self._look.hex
        return (
            f"h1 {{ font-size: {scale.display}px; }} h2 {{ font-size: {scale.title}px; margin-top: 18px; }}"
            f" h3 {{ font-size: {scale.text}px; }} a {{ color: {hexed('accent')}; }}"
            f" td {{ padding: 4px 16px 4px 0px; }} .muted {{ color: {hexed('muted')}; }}"
        )

    def _marked(self) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setBackground(self._look.colour("note.soft"))
        made.setForeground(self._look.colour("note.text"))
        made.setFontUnderline(True)
        made.setFontWeight(QFont.Weight.Bold)
        return made

    def resizeEvent(self, event: Any) -> None:
        """Keep lines readable: what is wider than a good line becomes margin."""
        super().resizeEvent(event)
        spare = max(0, self.width() - self._look.px(WIDEST) - 4 * GRID)
        if self.viewportMargins().right() != spare:
            self.setViewportMargins(0, 0, spare, 0)


def safe(text: str) -> str:
    """Return a text so that HTML shows it as it is."""
    return escape(text)
