"""What every section of Prepare is: a page in the middle, an explanation beside it, and where work begins."""

from typing import ClassVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.edits.base import Edit
from widgets.context import Context
from widgets.look import Look
from widgets.parts.frames import Part, Scroll, Surface, column, row
from widgets.parts.labels import muted, title
from widgets.prepare.content import Content
from widgets.theme import GRID

WIDEST = 860  # pixels at 100 % text: wider columns are hard to read


class _Readable(QWidget):
    """A page that is never wider than can be read well."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        look.changed.connect(self._fit)  # a method, not a lambda: the look outlives this page
        self._fit()

    def _fit(self) -> None:
        self.setMaximumWidth(self._look.px(WIDEST))


class Section(QObject):
    """Base of the sections. `tables`: the rows whose changes it shows beside those of `Content`."""

    id: ClassVar[str]
    name: ClassVar[str]  # marked with N_
    icon: ClassVar[str]
    purpose: ClassVar[str]  # one sentence: what it is for, and where it is read out or printed; marked with N_

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.middle: QWidget = QWidget()
        self.side: QWidget = QWidget()

    def show_content(self, content: Content) -> None:
        """Show what the file holds now; what is being typed stays."""
        raise NotImplementedError

    def enter_focus(self) -> None:
        """Put the focus where work begins."""
        raise NotImplementedError

    def add(self) -> None:
        """Put the focus where something new is typed."""
        self.enter_focus()

    def has_details(self) -> bool:
        """Tell whether there is something to change at the right, so that it needs more room."""
        return False

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a row. False: it is none of this section."""
        del table, row_id
        return False

    # -- for the sections to use ----------------------------------------------------------------

    def page(self, *parts: Part) -> QWidget:
        """Return the section's page: its name, what it is for, and the parts below."""
        tr = self.context.tr
        inside = _Readable(self.context.look)
        inside.setLayout(column(title(tr(self.name)), muted(tr(self.purpose)), *parts, spacing=4 * GRID))
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        holder = row(inside, 0, margin=6 * GRID)
        holder.setStretchFactor(inside, 1)
        page = Scroll(Surface("paper", column(holder, 1, spacing=0)))
        page.setAccessibleName(tr(self.name))
        return page

    def beside(self, *parts: Part) -> QWidget:
        """Return the column at the right."""
        return Scroll(Surface("side", column(*parts, 1, spacing=3 * GRID, margin=5 * GRID)))

    def done(self, edit: Edit, told: object = None) -> bool:
        """Perform an edit; whether it was done. A refusal's sentence goes to `told` where one is given."""
        listener = told if callable(told) else None
        return self.context.document.perform(edit, listener) is not None

    def delete(self, edit: Edit, sentence: str) -> None:
        """Perform a deletion and offer to take it back."""
        if self.done(edit):
            document = self.context.document
            self.context.notices.say(sentence, self.context.tr("Undo"), document.undo)
