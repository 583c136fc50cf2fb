"""Under the sentence: beginnings to choose from, and the gaps that are still in what is written."""

from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from models import records as r
from models.answer_templates import GAP, fill, for_answer, texts_of
from widgets.context import Context
from widgets.fields.reading import date_in_words
from widgets.fields.texts import Words
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow
from widgets.theme import GRID

MENU_WIDTH = 460  # of a beginning in the menu, at 100 % text
DATES = ("report_back", "decision_day", "find_out_by")


class Beginnings(QWidget):
    """Two quiet buttons: "Begin with …" opens a menu; "Next gap" leads to what is still to fill in."""

    def __init__(self, context: Context, words: Words) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self.context, self.words = context, words
        self._answer: r.AnswerRecord | None = None
        self._estimate: r.EstimateRecord | None = None
        self.confirmed = False  # which phrasing is offered: the plain one only while somebody confirms
        self.open_button = Button(look, tr("Begin with …"), "quote", "link", self.open)
        self.gap_button = Button(look, tr("Next gap"), "arrow-right", "link", self.go_to_gap)
        self.setLayout(column(flow(self.open_button, self.gap_button, spacing=3 * GRID), spacing=0))
        words.textChanged.connect(self._show_gap)
        self._show_gap()

    def show_answer(self, answer: r.AnswerRecord | None, estimate: r.EstimateRecord | None) -> None:
        """Offer what fits an answer."""
        self._answer, self._estimate = answer, estimate
        self.setVisible(bool(answer and self.offered()))

    def offered(self) -> tuple[str, ...]:
        """Return the beginnings, with gaps for what the file does not hold."""
        answer = self._answer
        if answer is None:
            return ()
        language = self.context.tr.language
        held = held_texts(answer, self._estimate, language)
        found = for_answer(language, answer.code, answer.reason_kind)
        return tuple(fill(one.phrase(confirmed=self.confirmed), held) for one in found)

    def menu(self) -> QMenu:
        """Return the menu of beginnings; each is cut where it is too long for a line."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.setAccessibleName(self.context.tr("Begin with …"))
        metrics, width = QFontMetrics(self.context.look.font()), self.context.look.px(MENU_WIDTH)
        for text in self.offered():
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            made.addAction(shown.replace("&", "&&"), partial(self.begin_with, text))
        if made.actions():
            made.setActiveAction(made.actions()[0])
        return made

    def open(self) -> None:
        """Open the menu below its button."""
        self.menu().popup(self.open_button.mapToGlobal(QPoint(0, self.open_button.height() + 2)))

    def begin_with(self, text: str) -> None:
        """Put a beginning in front of what is written, and lead to its first gap."""
        cursor = self.words.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        rest = self.words.toPlainText().strip()
        cursor.insertText(f"{text} " if rest else text)
        cursor.setPosition(len(text))
        self.words.setTextCursor(cursor)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        if GAP in text:
            self.go_to_gap(first=True)

    def go_to_gap(self, *, first: bool = False) -> None:
        """Mark the next gap, so that what is typed comes into its place."""
        text, cursor = self.words.toPlainText(), self.words.textCursor()
        at = text.find(GAP, 0 if first else cursor.selectionEnd())
        at = text.find(GAP) if at < 0 else at
        if at < 0:
            return
        cursor.setPosition(at)
        cursor.setPosition(at + len(GAP), QTextCursor.MoveMode.KeepAnchor)
        self.words.setTextCursor(cursor)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_gap(self) -> None:
        self.gap_button.setVisible(GAP in self.words.toPlainText())


def held_texts(answer: r.AnswerRecord, estimate: r.EstimateRecord | None, language: str) -> dict[str, str]:
    """Return what an answer holds for the slots, with its dates in words."""
    days: dict[str, date | None] = {name: getattr(answer, name) for name in DATES}
    return texts_of(answer, estimate) | {name: date_in_words(day, language) for name, day in days.items() if day}
