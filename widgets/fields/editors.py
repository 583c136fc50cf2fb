"""One editor a kind of field: shows a value, tells while it is typed, and gives back what was meant."""

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
    QWidgetAction,
)

from resources.texts import Translator
from widgets.fields import reading
from widgets.fields.field import Field
from widgets.look import Look
from widgets.parts.buttons import Choices, IconButton
from widgets.parts.checks import Check
from widgets.parts.frames import Flow, column, row

UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Editor(QWidget):
    """Base of the editors. `typed`: somebody is typing; `left`: what is typed is meant (Enter, focus gone, chosen)."""

    typed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.dirty = False

    def value(self) -> Any:
        """Return what is typed. Refused: it cannot be read; the sentence says why."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a value that is in the file."""
        raise NotImplementedError

    def draft(self) -> str:
        """Return what is typed as words, to keep it as a draft; empty where there is nothing to keep."""
        return ""

    def show_draft(self, words: str) -> None:
        """Show words that were typed before and never became an edit."""
        del words

    def target(self) -> QWidget:
        """Return the widget that takes the focus."""
        return self

    def mark_wrong(self, wrong: bool) -> None:
        """Show whether what is typed was refused."""
        target = self.target()
        if bool(target.property("wrong")) != wrong:
            target.setProperty("wrong", wrong)
            target.style().unpolish(target)
            target.style().polish(target)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo to the project while nothing is being typed here; commit when the focus goes."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not self.dirty and any(event.matches(key) for key in UNDO_KEYS):
                event.ignore()
                return True
        elif event.type() == QEvent.Type.FocusOut and self.dirty:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        self.dirty = True
        self.typed.emit()


class LineEditor(Editor):
    """One line of words."""

    def __init__(self, field: Field, name: str, hint: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        if field.longest:
            self.line.setMaxLength(field.longest)
        self.line.textEdited.connect(lambda _: self._on_typed())
        self.line.returnPressed.connect(lambda: self.left.emit() if self.dirty else None)
        self.line.installEventFilter(self)
        self.setLayout(column(self.line))

    def value(self) -> Any:
        """Return the words."""
        return self.line.text()

    def show_value(self, value: Any) -> None:
        """Show words."""
        self.dirty = False
        if self.line.text() != self.words_of(value):
            self.line.setText(self.words_of(value))
            self.line.setCursorPosition(0)

    def words_of(self, value: Any) -> str:
        """Return a value as it is shown."""
        return str(value or "")

    def draft(self) -> str:
        """Return what is typed."""
        return self.line.text()

    def show_draft(self, words: str) -> None:
        """Show what was typed before."""
        self.line.setText(words)
        self.dirty = True

    def target(self) -> QWidget:
        """Return the line."""
        return self.line


class NumberEditor(LineEditor):
    """A whole number, or nothing."""

    def value(self) -> Any:
        """Return the number. Refused: it is none."""
        return reading.read_number(self.line.text())

    def words_of(self, value: Any) -> str:
        """Return the number as it is shown."""
        return "" if value is None else str(value)


class AmountEditor(LineEditor):
    """Money in minor units, or nothing."""

    def __init__(self, field: Field, name: str, hint: str, currency: str) -> None:
        super().__init__(field, name, hint)
        self.currency = currency

    def value(self) -> Any:
        """Return minor units. Refused: no amount."""
        return reading.read_amount(self.line.text(), self.currency)

    def words_of(self, value: Any) -> str:
        """Return the amount as it is shown."""
        return reading.amount_in_words(value, self.currency)


class DaysEditor(LineEditor):
    """Staff days in hundredths, or nothing."""

    def value(self) -> Any:
        """Return hundredths. Refused: no number."""
        return reading.read_days(self.line.text())

    def words_of(self, value: Any) -> str:
        """Return the days as they are shown."""
        return reading.days_in_words(value)


class DateEditor(LineEditor):
    """A date typed as people write it, or chosen from a calendar."""

    def __init__(self, field: Field, name: str, look: Look, tr: Translator, today: date) -> None:
        super().__init__(field, name, tr(field.hint or "14.5.2027"))
        self._tr, self._today = tr, today
        self._shown = ""
        self._day: date | None = None
        self.open = IconButton(look, tr("Choose {what} from a calendar", what=name), "calendar", self._choose)
        layout = self.layout()
        assert layout is not None  # noqa: S101 - set by the line editor
        layout.removeWidget(self.line)
        QWidget().setLayout(layout)
        self.setLayout(row(self.line, self.open, spacing=0))

    def value(self) -> Any:
        """Return the date. Refused: it is none."""
        text = self.line.text()
        return self._day if text == self._shown else reading.read_date(text, self._today)

    def words_of(self, value: Any) -> str:
        """Return the date as it is shown."""
        self._day = value
        self._shown = reading.date_in_words(value, self._tr.language)
        return self._shown

    def _choose(self) -> None:
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = self._day or self._today
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(lambda chosen: (menu.close(), self._take(chosen)))
        calendar.clicked.connect(lambda chosen: (menu.close(), self._take(chosen)))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.line.mapToGlobal(QPoint(0, self.line.height())))
        calendar.setFocus()

    def _take(self, chosen: QDate) -> None:
        self.line.setText(reading.date_in_words(date(chosen.year(), chosen.month(), chosen.day()), self._tr.language))
        self._day = date(chosen.year(), chosen.month(), chosen.day())
        self._shown = self.line.text()
        self.dirty = True
        self.left.emit()
        self.line.setFocus()


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

    def fit(self) -> None:
        """Take the height of what is written, between the least and the most."""
        lines = max(self._lines, min(self._most, round(self.document().size().height())))
        extra = 2 * round(self.document().documentMargin()) + self.contentsMargins().top() * 2 + 16
        height = lines * self.fontMetrics().lineSpacing() + extra
        if self.minimumHeight() != height:
            self.setFixedHeight(height)

    def changeEvent(self, event: QEvent) -> None:
        """Fit again after the text size was changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter says: that is it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: Any) -> None:
        """Take plain text only."""
        if source.hasText():
            self.insertPlainText(source.text())


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


class ChoiceBox(QComboBox):
    """A list to choose from, which the wheel does not change by accident."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whatever scrolls."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow too: a style sheet could only take it from a file of one colour."""
        super().paintEvent(event)
        size = self._look.px(16)
        at = QPoint(self.width() - size - 8, (self.height() - size) // 2)
        QPainter(self).drawPixmap(at, self._look.picture("chevron-down", "muted", size))


class ChoiceEditor(Editor):
    """One of a list; the first entry is "not said"."""

    def __init__(self, field: Field, name: str, look: Look, tr: Translator) -> None:
        super().__init__()
        self.box = ChoiceBox(look)
        self.box.setAccessibleName(name)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self.box.addItem(tr(field.hint) if field.hint else tr("Not said"), "")
        for term in field.options:
            self.box.addItem(tr(term.label), term.code)
        self.box.activated.connect(lambda _: self._chosen())
        self.setLayout(column(self.box))

    def _chosen(self) -> None:
        self.dirty = True
        self.left.emit()

    def value(self) -> Any:
        """Return the code, empty for not said."""
        return self.box.currentData()

    def show_value(self, value: Any) -> None:
        """Show what holds; an own entry of the project is added to the list."""
        self.dirty = False
        code = "" if value is None else str(value)
        at = self.box.findData(code)
        if at < 0:
            self.box.addItem(code, code)
            at = self.box.count() - 1
        self.box.setCurrentIndex(at)

    def target(self) -> QWidget:
        """Return the list."""
        return self.box


class ChipsEditor(Editor):
    """One of a few, or none, as buttons."""

    def __init__(self, field: Field, name: str, look: Look, tr: Translator) -> None:
        super().__init__()
        options = [(term.code, tr(term.label), "") for term in field.options]
        self.choices = Choices(look, name, options, chips=True, may_be_none=True)
        self.choices.chosen.connect(lambda _: self._chosen())
        self.setLayout(column(self.choices))

    def _chosen(self) -> None:
        self.dirty = True
        self.left.emit()

    def value(self) -> Any:
        """Return the code, empty for none."""
        return self.choices.code

    def show_value(self, value: Any) -> None:
        """Show what holds."""
        self.dirty = False
        self.choices.show_code("" if value is None else str(value))

    def mark_wrong(self, wrong: bool) -> None:
        """Chips cannot be wrong by themselves; the sentence below says what is."""


class ManyEditor(Editor):
    """Any of a few, as check boxes."""

    def __init__(self, field: Field, name: str, look: Look, tr: Translator) -> None:
        super().__init__()
        self.boxes = {term.code: Check(look, tr(term.label)) for term in field.options}
        layout = Flow()
        for box in self.boxes.values():
            box.setAccessibleName(f"{name}: {box.text()}")
            box.clicked.connect(lambda _=False: self._chosen())
            layout.addWidget(box)
        self.setLayout(layout)

    def _chosen(self) -> None:
        self.dirty = True
        self.left.emit()

    def value(self) -> Any:
        """Return the codes."""
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def show_value(self, value: Any) -> None:
        """Show what holds."""
        self.dirty = False
        for code, box in self.boxes.items():
            box.setChecked(code in (value or ()))


class CheckEditor(Editor):
    """Yes or no."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self.box = Check(look, name)
        self.box.clicked.connect(lambda _=False: self._chosen())
        self.setLayout(column(self.box))

    def _chosen(self) -> None:
        self.dirty = True
        self.left.emit()

    def value(self) -> Any:
        """Return whether it is ticked."""
        return self.box.isChecked()

    def show_value(self, value: Any) -> None:
        """Show what holds."""
        self.dirty = False
        self.box.setChecked(bool(value))

    def target(self) -> QWidget:
        """Return the box."""
        return self.box
