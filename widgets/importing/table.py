"""The table of a dry run: arrows go through it, Space leaves rows out, Enter is for the dialog."""

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from widgets.importing.rows import GROUP, KIND, LINE, PROBLEM, STATE, STEP, TITLE, WORDS, RowsModel
from widgets.look import Look

# Pixels at 100 % text; words take what is left.
WIDTHS = {STATE: 120, LINE: 56, KIND: 92, TITLE: 130, GROUP: 110, STEP: 56, PROBLEM: 190}
LEAST_WORDS = 200
LINES_HIGH = 46  # two lines of words


class RowsTable(QTableView):
    """One line a row, all of the same height, so that two hundred thousand of them scroll. `went_to`: another row."""

    went_to = Signal()

    def __init__(self, look: Look, model: RowsModel, name: str) -> None:
        super().__init__()
        self._look, self._rows = look, model
        self.setAccessibleName(name)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(40)
        model.modelReset.connect(self._refit)
        look.changed.connect(self._refit)
        self._refit()

    def chosen(self) -> list:  # pyright: ignore[reportMissingTypeArgument]
        """Return one index a selected line."""
        return self.selectionModel().selectedRows()

    def go_to_first(self) -> None:
        """Mark the first line, where there is one."""
        if self._rows.rowCount() and not self.currentIndex().isValid():
            self.selectRow(0)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that another row is looked at."""
        super().selectionChanged(selected, deselected)
        self.went_to.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave rows out by Space; leave Enter to the dialog."""
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._rows.toggle(self.chosen())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _refit(self) -> None:
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, self._look.px(width))
        run = self._rows.run
        fields = {field for _, field in run.draft.mapping} if run else set()
        self.setColumnHidden(TITLE, "wording" not in fields)
        self.setColumnHidden(STEP, "step" not in fields)
        self.setColumnHidden(GROUP, not (run and run.plan.edit.group_of))
        self.setColumnHidden(PROBLEM, not (run and any(row.problems for row in run.rows)))
        self._give_the_rest()
        self.verticalHeader().setDefaultSectionSize(self._look.px(LINES_HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what is left."""
        super().resizeEvent(event)
        self._give_the_rest()

    def _give_the_rest(self) -> None:
        others = sum(self.columnWidth(column) for column in WIDTHS if not self.isColumnHidden(column))
        self.setColumnWidth(WORDS, max(self._look.px(LEAST_WORDS), self.viewport().width() - others))
