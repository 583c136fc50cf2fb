"""Editors of one line: words, numbers, money, days, dates."""

from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidget, QWidgetAction

from resources.texts import Translator
from widgets.fields import reading
from widgets.fields.editor import Editor
from widgets.fields.field import Field
from widgets.look import Look
from widgets.parts.buttons import IconButton
from widgets.parts.frames import column, row


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
        calendar.setDateRange(QDate(reading.YEARS[0], 1, 1), QDate(reading.YEARS[-1], 12, 31))  # Qt begins in −4714
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
