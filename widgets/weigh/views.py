"""The two views of Weigh: the list with the work, and the table of all answers; or what stands in an empty project."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from widgets.context import Context
from widgets.weigh.board import Board
from widgets.weigh.desk_table import DeskTable


class Views(QStackedWidget):
    """One of them at a time. `opened`: an answer of the table is to be worked on. `back`: the work is shown again."""

    opened = Signal(str)
    back = Signal()

    def __init__(self, context: Context, board: Board, work: QWidget, nothing: QWidget) -> None:
        super().__init__()
        self._context, self._board, self._work, self._nothing = context, board, work, nothing
        self._desk: DeskTable | None = None  # made when it is first wanted
        for page in (work, nothing):
            self.addWidget(page)

    @property
    def desk(self) -> DeskTable | None:
        """The table of all answers while it is shown."""
        return self._desk if self._desk is not None and self.currentWidget() is self._desk else None

    def follow(self) -> None:
        """Show what the board holds now."""
        if self.desk is not None:
            self.desk.show_answers()
        else:
            self.show_work()

    def show_work(self) -> None:
        """Show the list and the work."""
        self.setCurrentWidget(self._work if self._board.items else self._nothing)

    def show_table(self) -> None:
        """Show the table of all answers."""
        if self._desk is None:
            self._desk = DeskTable(self._context, self._board)
            self._desk.opened.connect(self.opened)
            self._desk.left.connect(self.switch)
            self.addWidget(self._desk)
        self.setCurrentWidget(self._desk)
        self._desk.show_answers()
        self._desk.enter_focus()

    def switch(self) -> None:
        """Show the other one."""
        if self.desk is None:
            self.show_table()
        else:
            self.show_work()
            self.back.emit()
