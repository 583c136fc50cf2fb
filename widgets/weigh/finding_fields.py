"""The fields of one view of one dimension: its note, source, how sure, who looked, and when."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from models import records as r
from models import vocabulary as v
from models.edits.weighing import ChangeFinding, SetFinding
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.frames import column, row
from widgets.theme import GRID
from widgets.weigh.board import Item

NOTE = Field("note", N_("Why"), "text", hint=N_("In a few words"), longest=4000, lines=1)
SAID = (
    Field("source", N_("Where this is known from"), longest=1000),
    Field("confidence", N_("How sure"), "choice", v.CONFIDENCE, hint=N_("Guess")),
)
SEEN = (
    Field("looked_by", N_("Who looked"), hint=N_("A role, or a name"), longest=200),
    Field("looked_on", N_("When they looked"), "date"),
)
FIELDS = (NOTE, *SAID, *SEEN)
NARROW = 420  # pixels at 100 %: below that the fields are below each other


class FindingFields(QWidget):
    """Everything beside the value. A field that is left is an edit of its own; the first one makes the finding."""

    def __init__(self, context: Context, dimension: str, place: str, *, of_finding: bool = False) -> None:
        """`place` names the forms among the drafts. `of_finding`: they stay with one view, not with the item."""
        super().__init__()
        self._context, self._dimension, self._of_finding = context, dimension, of_finding
        self._item: Item | None = None
        self._finding: r.FindingRecord | None = None
        self.note = Form(context, (NOTE,), self._save, place)
        self.said = Form(context, SAID, self._save, place)
        self.seen = Form(context, SEEN, self._save, place)
        self._beside = row(self.said, self.seen, spacing=3 * GRID)
        for at in range(2):
            self._beside.setStretch(at, 1)
        self.setLayout(column(self.note, self._beside))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_finding(self, item: Item, finding: r.FindingRecord | None) -> None:
        """Show a view; None: nobody looked yet."""
        self._item, self._finding = item, finding
        row_id = finding.id if finding and self._of_finding else f"{item.id}-{self._dimension}"
        for form, fields in ((self.note, (NOTE,)), (self.said, SAID), (self.seen, SEEN)):
            form.show_values(row_id, {field.key: getattr(finding, field.key) if finding else "" for field in fields})

    def settle(self) -> None:
        """Commit what is typed."""
        for form in (self.note, self.said, self.seen):
            form.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two columns below each other where they would be too narrow."""
        super().resizeEvent(event)
        wide = self.width() >= self._context.look.px(NARROW)
        self._beside.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        if self._item is None:
            return False
        if key == "confidence" and not value:
            value = "guess"
        return save_finding(self._context, self._item, self._finding, self._dimension, {key: value}, told)


def save_finding(
    context: Context,
    item: Item,
    finding: r.FindingRecord | None,
    dimension: str,
    values: dict[str, object],
    told: Callable[[str], object] | None = None,
) -> bool:
    """Change a view, or make the first one of an item, dated today. A changed value is dated today, too."""
    if "value" in values or finding is None:
        values = {"looked_on": context.today(), **values}
    edit = ChangeFinding(finding.id, values) if finding else SetFinding(dimension, values, **item.of)
    return context.document.perform(edit, told) is not None
