"""A form that is performed by a button: what is filled in is held, and kept as a draft, until then."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.fields.texts import TextEditor
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow
from widgets.parts.labels import Label, caption
from widgets.theme import GRID

Values = dict[str, Any]


class HeldForm(QWidget):
    """Fields and two buttons. `wanted`: do it, with the values; `left`: not now (Escape)."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, context: Context, name: str, fields: Iterable[Field], place: str, do: str, icon: str) -> None:
        super().__init__()
        self._context, self._place = context, place
        self._fields = tuple(fields)
        self._row_id = ""
        self.values: Values = {}
        self.form = Form(context, self._fields, self._hold, f"{place}/typing")
        for field in self._fields:
            editor = self.form.editor(field.key)
            if isinstance(editor, TextEditor):  # it keeps Ctrl+Enter to itself
                editor.words.submitted.connect(self.perform)
        self.error = Label("", "error")
        self.error.hide()
        self.button = Button(context.look, do, icon, "primary", self.perform, "Ctrl+Return")
        self.not_now = Button(context.look, context.tr("Not now"), "", "quiet", self.left.emit)
        self.heading, self.buttons = caption(name), flow(self.button, self.not_now)
        self.setLayout(column(self.heading, self.form, self.error, self.buttons, spacing=2 * GRID))
        self.setAccessibleName(name)

    def show_row(self, row_id: str, begin: Mapping[str, Any]) -> None:
        """Show the form for a row: what was filled in before, else `begin`."""
        if row_id != self._row_id:
            self.form.settle()
            self._row_id = row_id
            self.complain("")
        self.values = {**begin, **self._kept()}
        self.form.show_values(row_id, self.values)

    def choose(self, key: str, value: object) -> None:
        """Fill in one field."""
        self.form.settle()
        self.values[key] = value
        self._keep()
        self.form.show_values(self._row_id, self.values)

    def perform(self) -> None:
        """Do it with what was filled in."""
        self.form.settle()
        if not any(self.form.editor(field.key).dirty for field in self._fields):  # what cannot be read says so itself
            self.wanted.emit(dict(self.values))

    def done(self, begin: Mapping[str, Any]) -> None:
        """Begin anew: what was filled in is in the file."""
        self.values = dict(begin)
        self._context.document.keep_draft(self._draft, "")
        self.complain("")
        self.form.show_values(self._row_id, self.values)

    def complain(self, sentence: str) -> None:
        """Say why it was refused."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter does it, Escape says: not now."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.perform()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # -- inside ---------------------------------------------------------------------------------

    @property
    def _draft(self) -> str:
        return f"{self._place}/{self._row_id}"

    def _hold(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        del told
        self.values[key] = value
        self._keep()
        return True

    def _keep(self) -> None:
        said = {key: value.isoformat() if isinstance(value, date) else value for key, value in self.values.items()}
        self._context.document.keep_draft(self._draft, json.dumps(said))

    def _kept(self) -> Values:
        words = self._context.document.draft(self._draft)
        kept: Values = json.loads(words) if words else {}
        days = {field.key for field in self._fields if field.kind == "date"}
        return {key: date.fromisoformat(value) if key in days and value else value for key, value in kept.items()}
