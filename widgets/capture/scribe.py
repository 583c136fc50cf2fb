"""The head of Capture in scribe mode: which workshop, and the one key that brings the other rooms back."""

from models import queries
from widgets.context import Context
from widgets.parts.buttons import Button, native
from widgets.parts.frames import Surface, row
from widgets.parts.labels import Label
from widgets.theme import GRID

KEY = "F12"


class ScribeHead(Surface):
    """Stands above the bar, in scribe mode only."""

    def __init__(self, context: Context) -> None:
        super().__init__("paper")
        self.context = context
        tr = context.tr
        self.where = Label("", "title")
        self.leave = Button(
            context.look,
            f"{tr('All rooms')}  {native(KEY)}",
            "layout-grid",
            "quiet",
            self._leave,
            hint=tr("Leave scribe mode"),
        )
        inside = row(self.where, self.leave, spacing=3 * GRID)
        inside.setStretch(0, 1)
        self.setLayout(inside)

    def refresh(self) -> None:
        """Read which workshop it is."""
        if not self.isVisible():
            return
        workshop = self.context.session.workshop_id
        found = next((one for one in self.context.document.ask(queries.workshops) if one.id == workshop), None)
        parts = (found.title, found.venue) if found else (self.context.tr("Between workshops"),)
        self.where.setText(" · ".join(part for part in parts if part))

    def _leave(self) -> None:
        self.context.settings.set("scribe", False)
