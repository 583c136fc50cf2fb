"""Where they are heard: groups against stages, with a word in each cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem

from models import records as r
from resources.texts import N_, Translator
from widgets.context import Context
from widgets.prepare.tables import Cells, GrowingTable, Heading, Index
from widgets.theme import GRID, RADIUS_SMALL

WORDS = {"heard": N_("heard"), "planned": N_("planned"), "nobody": N_("nobody"), "": ""}


@dataclass(frozen=True)
class Matrix:
    """Which group is heard, planned or missing at which stage."""

    groups: tuple[r.GroupRecord, ...] = ()
    stages: tuple[r.StageRecord, ...] = ()
    heard: frozenset[tuple[str, str]] = frozenset()

    def state(self, group: r.GroupRecord, stage_id: str) -> str:
        """Return heard, planned, nobody (needed there, and nobody of the group is planned), or nothing."""
        if (group.id, stage_id) in self.heard:
            return "heard"
        if stage_id not in group.stage_ids:
            return ""
        return "planned" if group.planned or group.attended else "nobody"

    def missing_of(self, group_id: str) -> tuple[str, ...]:
        """Return the names of stages where a group is needed and nobody of it is planned."""
        found = [one for one in self.groups if one.id == group_id]
        return tuple(stage.name for one in found for stage in self.stages if self.state(one, stage.id) == "nobody")

    def silent(self) -> tuple[str, ...]:
        """Return the names of stages where no group at all is heard or planned."""
        spoken = {"heard", "planned"}
        return tuple(
            stage.name for stage in self.stages if not spoken & {self.state(group, stage.id) for group in self.groups}
        )


class HeardModel(QAbstractTableModel):
    """The matrix for a view."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        self.matrix = Matrix()

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another matrix."""
        if matrix != self.matrix:
            self.beginResetModel()
            self.matrix = matrix
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of groups."""
        return 0 if parent.isValid() else len(self.matrix.groups)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of stages."""
        return 0 if parent.isValid() else len(self.matrix.stages)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a stage or a group."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        named = self.matrix.stages if orientation == Qt.Orientation.Horizontal else self.matrix.groups
        return named[section].name if section < len(named) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's word; for a screen reader with the group and the stage."""
        group, stage = self.matrix.groups[index.row()], self.matrix.stages[index.column()]
        state = self.matrix.state(group, stage.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._tr(WORDS[state])
        if role == Qt.ItemDataRole.UserRole:
            return state
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = self._tr(WORDS[state]) or self._tr("not needed")
            return f"{group.name}, {stage.name}: {said}"
        return None


class HeardCells(Cells):
    """A pill in each cell: filled where heard, tinted where planned, dashed where nobody is, grey where not needed."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a pill and its distances."""
        return QSize(self.look.px(84), self.look.font().pixelSize() + 5 * GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one pill."""
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        kind = str(index.data(Qt.ItemDataRole.UserRole))
        grounds = {"heard": "accent", "planned": "accent_soft", "nobody": "panel", "": "neutral.soft"}
        inks = {"heard": "on_accent", "planned": "accent", "nobody": "waiting.text", "": "muted"}
        contrast = self.look.palette.name == "contrast"
        pen = QPen(self.look.colour("accent"), 1) if contrast and kind else QPen(Qt.PenStyle.NoPen)
        if kind == "nobody":
            pen = QPen(self.look.colour("waiting.strong"), 1, Qt.PenStyle.DashLine)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(self.look.colour(grounds[kind]))
        painter.drawRoundedRect(QRectF(area).adjusted(3, 3, -3, -3), RADIUS_SMALL, RADIUS_SMALL)
        painter.setFont(self.look.font())
        painter.setPen(self.look.colour(inks[kind]))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(index.data() or ""))
        self.ring(painter, QRectF(area), state & ~QStyle.StateFlag.State_Selected)
        painter.restore()


class HeardTable(GrowingTable):
    """The matrix on screen, read only. `chosen`: the group of the cell that has the focus."""

    chosen = Signal(str)

    def __init__(self, context: Context, name: str) -> None:
        super().__init__(context.look, name)
        self.model_of = HeardModel(context.tr)
        self.setHorizontalHeader(Heading(context.look, Qt.Orientation.Horizontal, bold=False))
        across = Heading(context.look, Qt.Orientation.Vertical, bold=False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalHeader(across)
        self.setModel(self.model_of)
        self.setItemDelegate(HeardCells(context.look, self))
        self.setProperty("kind", "bare")
        self.selectionModel().currentRowChanged.connect(lambda *_: self._chosen())
        self.verticalHeader().sectionClicked.connect(lambda row: self.setCurrentIndex(self.model_of.index(row, 0)))

    def show_matrix(
        self, groups: Sequence[r.GroupRecord], stages: Sequence[r.StageRecord], heard: frozenset[tuple[str, str]]
    ) -> Matrix:
        """Show groups against stages, and return what is shown."""
        at = self.currentIndex()
        silent = self.selectionModel().blockSignals(True)
        self.model_of.show_matrix(Matrix(tuple(groups), tuple(stages), heard))
        if at.isValid() and at != self.currentIndex():
            self.setCurrentIndex(self.model_of.index(at.row(), at.column()))
        self.selectionModel().blockSignals(silent)
        return self.model_of.matrix

    def narrow(self) -> None:
        """Give the names of groups a third of the width at most."""
        wide = min(self.look.px(220), max(self.look.px(90), self.width() // 3))
        if self.verticalHeader().minimumWidth() != wide:
            self.verticalHeader().setFixedWidth(wide)

    def widths(self, width: int) -> list[int]:
        """Return equal widths, none too narrow for its word."""
        names = [stage.name for stage in self.model_of.matrix.stages]
        metrics = QFontMetrics(self.look.font())
        longest = max((metrics.horizontalAdvance(word) for name in names for word in name.split()), default=0)
        least = max(self.look.px(84), min(self.look.px(150), longest + 3 * GRID))
        return [max(least, width // max(1, len(names)))] * len(names)

    def _chosen(self) -> None:
        row = self.currentIndex().row()
        if 0 <= row < len(self.model_of.matrix.groups):
            self.chosen.emit(self.model_of.matrix.groups[row].id)
