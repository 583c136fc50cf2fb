"""Underlines what the wording check marks in a field, and lists it below with what may stand there instead.

    marks = WordingMarks(context, form.editor("sentence"), lambda: facts, lambda: form.row_id)
    layout.addWidget(marks)

Only for texts that the organisation writes itself. It never blocks and never changes a word by itself.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from models import queries, wordings_reads
from models.errors import Refused
from models.versions import same_language
from models.wording import NOTHING, Facts, Mark, WordLists, check, lists_of
from widgets.context import Context
from widgets.fields.editor import Editor
from widgets.parts.frames import column
from widgets.parts.labels import caption, muted
from widgets.theme import GRID
from widgets.wording.rows import Group, MarkRow, grouped

PAUSE = 300  # milliseconds without a key
MOST = 4  # rows at once; the rest is counted


class WordingMarks(QWidget):
    """The marks of one field; hidden while there are none."""

    def __init__(
        self,
        context: Context,
        field: Editor | QPlainTextEdit,
        facts: Callable[[], Facts] = lambda: NOTHING,
        subject: Callable[[], str] = lambda: "",
        language: Callable[[], str] = lambda: "",
    ) -> None:
        """`facts`: what the file holds about what the text speaks of. `subject`: whose text it is, such as a row's id.

        `language`: of the text where it is not the project's.
        """
        super().__init__()
        target = field.target() if isinstance(field, Editor) else field
        assert isinstance(target, QPlainTextEdit)  # noqa: S101 - any other field has no several lines of words
        self.context, self.words = context, target
        self.marks: tuple[Mark, ...] = ()
        self._facts, self._subject, self._language = facts, subject, language
        self._left: set[tuple[str, str, str]] = set()
        self._shown: tuple[Group, ...] = ()
        self._rows: list[MarkRow] = []
        self._head = caption(context.tr("Wording"))
        self._more, self._trouble = muted(""), muted("")
        self._list = column(spacing=2 * GRID)
        self.setLayout(column(self._head, self._trouble, self._list, self._more, spacing=GRID))
        self.setAccessibleName(context.tr("Wording"))
        for part in (self._head, self._trouble, self._more):
            part.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look_again)
        self.words.textChanged.connect(self._pause.start)
        context.document.changed.connect(self._on_changed)
        context.look.changed.connect(self._draw)
        self.hide()
        self._pause.start()

    def look_again(self) -> None:
        """Check the text as it stands; called by itself after a pause in typing, and when the file changes."""
        self._pause.stop()
        if self.context.document.is_closed:
            return
        if self.context.document.is_busy:
            self._pause.start()  # nothing else is read while something long is written
            return
        text = self.words.toPlainText()
        self._trouble.hide()
        lists = self._lists() if text.strip() else None
        found = check(text, self._facts(), lists) if lists is not None else ()
        left = {(kind, words) for subject, kind, words in self._left if subject == self._subject()}
        self.marks = tuple(mark for mark in found if (mark.kind, mark.words.casefold()) not in left)
        self._draw()
        self._list_marks(grouped(self.marks))

    def use(self, group: Group) -> None:
        """Put what may stand there in its place, as one step of typing; the field commits it as usual."""
        if group.replacement is None or self.words.isReadOnly():
            return
        cursor = self._cursor(group.first, group.last)
        cursor.insertText(group.replacement)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.setTextCursor(cursor)
        self.look_again()

    def leave(self, group: Group) -> None:
        """Say no more about these words of this text while the program runs."""
        at = self._shown.index(group) if group in self._shown else 0
        self._left |= {(self._subject(), mark.kind, mark.words.casefold()) for mark in group.marks}
        self.look_again()
        if self._rows:
            self._rows[min(at, len(self._rows) - 1)].focus_first()
        else:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside ---------------------------------------------------------------------------------

    def _on_changed(self, _: object) -> None:
        self._pause.start()  # facts may have changed: an answer was confirmed, a date was entered

    def _lists(self) -> WordLists | None:
        ask, own = self.context.document.ask, str(self.context.settings.get("wording_list") or "")
        language, terms = ask(queries.project).language, ask(wordings_reads.glossary)
        other = self._language()
        if other and not same_language(other, language):
            return lists_of(other)  # an own list and the glossary are in the language of the project
        try:
            return lists_of(language, Path(own) if own else None, terms)
        except Refused as error:
            self._trouble.setText(error.sentence(self.context.tr))
            self._trouble.show()
        return lists_of(language, None, terms)

    def _draw(self) -> None:
        drawn: list[QTextEdit.ExtraSelection] = []
        for mark in self.marks:
            one, look = QTextEdit.ExtraSelection(), QTextCharFormat()
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(self.context.look.colour("waiting.strong"))
            one.cursor, one.format = self._cursor(mark.start, mark.end), look  # pyright: ignore[reportAttributeAccessIssue]
            drawn.append(one)
        self.words.setExtraSelections(drawn)

    def _cursor(self, first: int, last: int) -> QTextCursor:
        """Return a cursor over letters; Qt counts some letters as two."""
        text = self.words.toPlainText()
        cursor = QTextCursor(self.words.document())
        cursor.setPosition(_in_qt(text, first))
        cursor.setPosition(_in_qt(text, last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _list_marks(self, groups: Iterable[Group]) -> None:
        found = tuple(groups)
        self.setVisible(bool(found) or not self._trouble.isHidden())
        if found == self._shown:
            return
        self._shown = found
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [MarkRow(self.context, group, self.use, self.leave) for group in found[:MOST]]
        for row in self._rows:
            self._list.addWidget(row)
            row.show()  # Qt itself would show it only a turn later
        more = len(found) - len(self._rows)
        self._more.setText(self.context.tr.count("{n} more remark on the text", "{n} more remarks on the text", more))
        self._more.setVisible(more > 0)
        self._head.setVisible(bool(found))


def _in_qt(text: str, at: int) -> int:
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2
