"""What every page of Sort is: it reads when shown, patches itself when the document changed, and offers commands."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from widgets.command import Command
from widgets.context import Context
from widgets.room import Rows


class SortPage(QWidget):
    """Base of the pages. A page is made when it is first shown; one that is not shown does no work."""

    id: ClassVar[str]
    name: ClassVar[str]  # marked with N_
    icon: ClassVar[str]
    tables: ClassVar[tuple[str, ...]] = ()  # whose rows `show_row` can show

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    @classmethod
    def commands(cls, page: Callable[[], "SortPage"]) -> tuple[Command, ...]:
        """Return what can be done here. `page` gives the page, made and shown if need be.

        Shortcuts are unique in the whole room; letters and digits belong into the page's own key handling.
        """
        del page
        return ()

    def refresh(self, rows: Rows) -> None:
        """Show what the document holds now. `rows`: (table, id) that changed; empty: everything may have."""
        raise NotImplementedError

    def settle(self) -> None:
        """Make an edit of what is typed, and read now what was put off: the file may be closed next."""

    def enter_focus(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()

    def find_here(self) -> None:
        """Put the focus where this page's list is searched; a page without a list does nothing."""

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark one row and bring it on screen. False: this page does not show it."""
        del table, row_id
        return False

    def copy(self) -> bool:
        """Copy what is marked. False: nothing is marked here."""
        return False
