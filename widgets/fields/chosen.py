"""Editors of what is chosen: from a list, by buttons, by check boxes."""

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from resources.texts import Translator
from widgets.fields.editor import Editor
from widgets.fields.field import Field
from widgets.look import Look
from widgets.parts.buttons import Choices
from widgets.parts.checks import Check
from widgets.parts.frames import Flow, column


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
