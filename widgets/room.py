"""What every room is: a page of the window that reads when shown and patches itself when the document changed."""

from typing import ClassVar

from PySide6.QtWidgets import QWidget

from resources.texts import N_
from widgets.command import Command
from widgets.context import Context

Rows = frozenset[tuple[str, str]]
EVERYTHING: Rows = frozenset()


class Room(QWidget):
    """Base of the rooms. A room that is not on screen does no work: it is told what changed when it is shown again."""

    id: ClassVar[str]
    name: ClassVar[str]  # marked with N_
    icon: ClassVar[str]

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setObjectName(f"room-{self.id}")
        self.setAccessibleName(context.tr(self.name))
        self._missed: set[tuple[str, str]] | None = None  # None: everything
        self._entered = False
        self._commands: tuple[Command, ...] | None = None
        context.document.changed.connect(self._changed)

    # -- for the rooms to fill in ---------------------------------------------------------------

    def refresh(self, rows: Rows) -> None:
        """Show what the document holds now. `rows`: (table, id) that changed; empty: everything may have."""
        raise NotImplementedError

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here, for the menu and the sheet of shortcuts. Called once."""
        return ()

    def enter_focus(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()

    def find_here(self) -> None:
        """Ctrl+F: put the focus where this room's list is searched; a room without a list does nothing."""

    def zoom(self, step: int) -> bool:
        """Zoom what the room shows by a step (+1, −1; 0: back to 100 %). False: the room has nothing to zoom."""
        del step
        return False

    def copy(self) -> bool:
        """Copy what is marked. False: nothing is marked here. `cut` and `paste` likewise."""
        return False

    def cut(self) -> bool:
        """Cut what is marked."""
        return False

    def paste(self) -> bool:
        """Paste what lies in the clipboard."""
        return False

    def marked_row(self) -> tuple[str, str]:
        """Return table and id of the thing that is marked, whose history can be shown; empty: nothing is."""
        return ("", "")

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark one row and bring it on screen. False: this room does not show it."""
        del table, row_id
        return False

    def seen_by_room(self) -> tuple[str, str]:
        """Return the page of the projector that Room view begins with from here, and the row on it; empty: the usual.

        Asked only when somebody opens Room view from this room: that is choosing it.
        """
        return ("", "")

    # -- what the window calls ------------------------------------------------------------------

    def enter(self) -> None:
        """Come on screen: catch up with what changed meanwhile."""
        self._entered = True
        missed, self._missed = self._missed, set()
        if missed is None:
            self.refresh(EVERYTHING)
        elif missed:
            self.refresh(frozenset(missed))

    def leave(self) -> None:
        """Go off screen."""
        self._entered = False

    def commands_once(self) -> tuple[Command, ...]:
        """Return the commands, made at the first call."""
        if self._commands is None:
            self._commands = self.commands()
            if type(self).marked_row is not Room.marked_row:
                self._commands += (self._history_command(),)
        return self._commands

    def _history_command(self) -> Command:
        text = N_("History of what is marked")
        return Command(
            f"{self.id}-history", text, self._show_history, "history", "", "history", lambda: bool(self.marked_row()[1])
        )

    def _show_history(self) -> None:
        table, row_id = self.marked_row()
        if row_id:
            self.context.session.look_into(table, row_id)
            self.context.window.show_room("history")

    def _changed(self, rows: Rows) -> None:
        if self._entered:
            self.refresh(rows)
        elif self._missed is not None:
            self._missed |= rows
