"""The details of a marked row, at the right: what it is, its words, its fields, and deleting it."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QWidget

from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form, Save
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow
from widgets.parts.labels import caption, title
from widgets.theme import GRID


class Details(QWidget):
    """A heading, a form and a Delete button for one row; nothing where no row is marked."""

    def __init__(
        self,
        context: Context,
        what: str,
        fields: Iterable[Field],
        save: Save,
        place: str,
        remove: Callable[[], object],
        *,
        currency: str = "EUR",
    ) -> None:
        super().__init__()
        self._fields = tuple(fields)
        self._heading = title("")
        self.form = Form(context, self._fields, save, place, currency=currency)
        self.remove = Button(context.look, context.tr("Delete"), "trash-2", "quiet", remove)
        self._column = column(caption(what), self._heading, self.form, flow(self.remove), spacing=3 * GRID)
        self.setLayout(self._column)
        self.setAccessibleName(what)
        self.hide()

    @property
    def row_id(self) -> str:
        """The row that is shown, or whose typed words are being committed."""
        return self.form.row_id

    def show_row(self, row_id: str, heading: str, record: object, **more: object) -> None:
        """Show a record's fields; no id: show nothing. `more`: values of fields that the record does not have."""
        self.setVisible(bool(row_id))
        if not row_id:
            return
        self._heading.setText(heading)
        values = {field.key: more.get(field.key, getattr(record, field.key, None)) for field in self._fields}
        self.form.show_values(row_id, values)

    def put_part(self, part: QWidget | None) -> None:
        """Put something more between the form and the button."""
        if part is not None:
            self._column.insertWidget(self._column.count() - 1, part)

    def remove_part(self, part: QWidget | None) -> None:
        """Take it away again."""
        if part is not None:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()

    def focus(self, key: str) -> None:
        """Put the cursor into a field."""
        self.form.focus_field(key)
