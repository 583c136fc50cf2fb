"""The right side of Weigh: what is said, above the one button that goes on."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from widgets.context import Context
from widgets.parts.buttons import Button, native
from widgets.parts.frames import Scroll, Surface, column
from widgets.theme import GRID

NEXT_KEYS = "Ctrl+Return"


class Side(QWidget):
    """What is said, scrolling, and the button below it, always in sight."""

    def __init__(self, context: Context, inside: QWidget, go_on: Callable[[], object]) -> None:
        super().__init__()
        self.area = Scroll(Surface("panel", column(inside, margin=4 * GRID)))
        text = context.tr("Answer and go to the next")
        self.next_button = Button(context.look, text, "", "primary", go_on, NEXT_KEYS)
        self.next_button.setText(f"{text}   {native(NEXT_KEYS)}")
        policy = self.next_button.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.next_button.setSizePolicy(policy)
        made = column(self.area, Surface("panel", column(self.next_button, margin=2 * GRID)), spacing=0)
        made.setStretch(0, 1)
        self.setLayout(made)

    def show_it(self, *, shown: bool) -> None:
        """Show or hide it with the frame that the panes put around it."""
        (self.parentWidget() or self).setVisible(shown)

    def begin(self) -> None:
        """Go to its head."""
        self.area.verticalScrollBar().setValue(0)

    def bring(self, part: QWidget) -> None:
        """Bring a part on screen."""
        self.area.ensureWidgetVisible(part, 0, 4 * GRID)
        self.area.horizontalScrollBar().setValue(0)
