"""What is known of a marked line beside its fields: what is promised from it, and its history, which unfolds."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow
from widgets.parts.labels import Label, caption, muted
from widgets.theme import GRID


class LineHistory(QWidget):
    """The history of one line, folded until wanted. Nothing is shown of a line that never changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._row_id, self._open, self._count = "", False, 0
        self.promised = muted("")
        self.caption = caption(context.tr("Changes"))
        self.fold = Button(context.look, "", kind="link", clicked=self._turn)
        self._lines = column(spacing=GRID)
        self.lines = QWidget()
        self.lines.setLayout(self._lines)
        self.setLayout(column(self.promised, self.caption, flow(self.fold), self.lines, spacing=GRID))

    def show_line(self, row_id: str, entries: Sequence[tuple[str, str]], promised: str) -> None:
        """Show the history of a line, the latest first; another line is folded again."""
        if row_id != self._row_id:
            self._row_id, self._open = row_id, False
        self._count = len(entries)
        self.promised.setText(promised)
        self.promised.setVisible(bool(promised))
        self._fill(entries)
        for one in (self.caption, self.fold):
            one.setVisible(bool(entries))
        self._show_fold()

    def words(self) -> tuple[str, ...]:
        """Return what can be read of the history, whether it is folded or not."""
        return tuple(label.text() for label in self.lines.findChildren(Label))

    def _fill(self, entries: Sequence[tuple[str, str]]) -> None:
        wanted = [part for entry in entries for part in entry if part]
        if list(self.words()) == wanted:
            return
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for said, why in entries:
            self._lines.addWidget(Label(said))
            if why:
                self._lines.addWidget(muted(why))

    def _turn(self) -> None:
        self._open = not self._open
        self._show_fold()

    def _show_fold(self) -> None:
        tr = self._context.tr
        shown = tr.count("Show {n} change", "Show {n} changes", self._count)
        self.fold.say(tr("Hide the changes") if self._open else shown)
        self.lines.setVisible(self._open and self._count > 0)
