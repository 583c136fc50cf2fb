"""The rows of a dry run for a table of any length: what would become of each, in words and with an icon."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from exports.exchange.dry_run import DryRun, Row
from models.vocabulary import NOTE_KINDS
from resources.texts import Translator
from widgets.look import Look

STATE, LINE, KIND, WORDS, TITLE, GROUP, STEP, PROBLEM = range(8)
TAKEN, LOOK_AT, LEFT_OUT, UNREADABLE = "taken", "look", "out", "unreadable"
ICONS = {
    TAKEN: ("check", "settled.strong"),
    LOOK_AT: ("triangle-alert", "waiting.strong"),
    LEFT_OUT: ("minus", "muted"),
    UNREADABLE: ("circle-x", "waiting.strong"),
}
Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """Rows of a dry run. `counted`: what would be added changed."""

    counted = Signal()

    def __init__(self, look: Look, tr: Translator) -> None:
        super().__init__()
        self._look, self._tr = look, tr
        self.run: DryRun | None = None
        self.left_out: set[int] = set()
        self.problems = self.lost = 0  # rows to look at; rows that cannot become notes
        self._shown: list[int] = []
        self._only_problems = False
        self._kinds = {term.code: tr(term.label) for term in NOTE_KINDS}
        self._words = {
            TAKEN: tr("Taken"),
            LOOK_AT: tr("Taken, look"),
            LEFT_OUT: tr("Left out"),
            UNREADABLE: tr("Not taken"),
        }
        self._heads = (
            *(tr("What happens"), tr("Row"), tr("Kind"), tr("Words")),
            *(tr("Title"), tr("Group"), tr("Step"), tr("Problem")),
        )
        look.changed.connect(self._redraw)

    # -- what the dialog asks -------------------------------------------------------------------

    def show_run(self, run: DryRun | None) -> None:
        """Show another dry run; rows that were left out stay so, where they are the same rows."""
        lines = {self.run.rows[at].line for at in self._places(self.left_out)} if self.run else set[int]()
        self.beginResetModel()
        self.run = run
        rows = run.rows if run else ()
        self.left_out = {row.note for row in rows if row.note >= 0 and row.line in lines}
        self.problems = sum(row.has_problem for row in rows)
        self.lost = sum(row.note < 0 and not row.unwanted for row in rows)
        self._filter()
        self.endResetModel()
        self.counted.emit()

    def show_only_problems(self, only: bool) -> None:
        """Show only rows with something to look at, or all."""
        self.beginResetModel()
        self._only_problems = only
        self._filter()
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """Return the row of the file that a line of the table shows."""
        if self.run is None or not index.isValid() or index.row() >= len(self._shown):
            return None
        return self.run.rows[self._shown[index.row()]]

    def toggle(self, indexes: list[QModelIndex]) -> None:
        """Leave rows out, or take them in again if all of them are out; rows that are no notes stay as they are."""
        notes = {row.note for index in indexes if (row := self.row(index)) is not None and row.note >= 0}
        if not notes:
            return
        if notes <= self.left_out:
            self.left_out -= notes
        else:
            self.left_out |= notes
        self._redraw()
        self.counted.emit()

    @property
    def taken(self) -> int:
        """How many notes would be added."""
        return len(self.run.plan.edit.notes) - len(self.left_out) if self.run else 0

    @property
    def unwanted(self) -> int:
        """How many rows are left out, by the person or on purpose."""
        return len(self.left_out) + (len(self.run.draft.left_out) if self.run else 0)

    def state_of(self, row: Row) -> str:
        """Return what would become of a row."""
        if row.note < 0:
            return LEFT_OUT if row.unwanted else UNREADABLE
        if row.note in self.left_out:
            return LEFT_OUT
        return LOOK_AT if row.problems else TAKEN

    def sentences(self, row: Row) -> list[str]:
        """Return what there is to say about a row."""
        return [self._tr(message, **dict(values)) for message, values in row.problems]

    def kind_of(self, row: Row) -> str:
        """Return the kind's label."""
        return self._kinds.get(row.kind, "") if row.note >= 0 else ""

    # -- what Qt asks ---------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows: plain words, never a tooltip, which would guess markup."""
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._heads[index.column()]}: {self._cell(row, index.column())}"
        if role == Qt.ItemDataRole.DecorationRole and index.column() == STATE:
            name, token = ICONS[self.state_of(row)]
            return self._look.picture(name, token)
        if role == Qt.ItemDataRole.ForegroundRole and self.state_of(row) in (LEFT_OUT, UNREADABLE):
            return self._look.colour("muted")
        return None

    # -- inside ---------------------------------------------------------------------------------

    def _cell(self, row: Row, column: int) -> str:
        if column == STATE:
            return self._words[self.state_of(row)]
        if column == LINE:
            return str(row.line)
        if column == KIND:
            return self.kind_of(row)
        if column == PROBLEM:
            return " ".join(self.sentences(row))
        return {WORDS: row.words, TITLE: row.title, GROUP: row.group, STEP: row.step}[column]

    def _filter(self) -> None:
        rows = self.run.rows if self.run else ()
        self._shown = [at for at, row in enumerate(rows) if not self._only_problems or row.has_problem]

    def _places(self, notes: set[int]) -> list[int]:
        rows = self.run.rows if self.run else ()
        return [at for at, row in enumerate(rows) if row.note in notes] if notes else []

    def _redraw(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, PROBLEM))
