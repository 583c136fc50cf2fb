"""What it takes, by dimension: six lines, each with its value and a short note; more unfolds under a line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy, QWidget

from models import records as r
from models import vocabulary as v
from models.reviewers import differing, main_view
from models.suggestion import careful_values
from models.vocabulary import Term
from widgets.context import Context
from widgets.parts.buttons import Choices, IconButton
from widgets.parts.frames import Flow, column, row
from widgets.parts.labels import Chip, Label
from widgets.theme import GRID
from widgets.weigh.board import Board, Item
from widgets.weigh.finding_fields import FindingFields, save_finding
from widgets.weigh.parts import Brief, Picture

ICONS = {
    "mandate": "stamp",
    "money": "wallet",
    "people": "users",
    "skills": "graduation-cap",
    "partners": "handshake",
    "calendar": "calendar",
}
TONES = {"within": "settled", "stretch": "waiting", "beyond": "neutral", "unknown": "neutral"}
NAME_WIDTH, NARROW, WIDE = 156, 540, 740  # pixels at 100 %


class DimensionRow(QWidget):
    """One dimension of one item. `opened`: more of it is shown now."""

    opened = Signal(bool)

    def __init__(self, context: Context, term: Term) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self.context, self.code = context, term.code
        self.name = tr(term.label)
        self._item: Item | None = None
        self._finding: r.FindingRecord | None = None
        self._room, self._open = "", False
        inside = row(Picture(look, ICONS[term.code]), Label(self.name, "strong"))
        inside.setStretch(1, 1)
        self.head = QWidget()
        self.head.setLayout(inside)
        options = [(one.code, tr(one.label), TONES[one.code]) for one in v.FINDING_VALUES]
        self.choices = Choices(look, self.name, options)
        self.choices.chosen.connect(self._choose)
        self.note, self.sure = Brief(), Brief("muted")
        self.sure.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.split = Picture(look, "split", "waiting.strong")
        self.sure_line = QWidget()
        self.sure_line.setLayout(row(self.split, self.sure, spacing=GRID))
        self.brief = QWidget()
        self._said = row(self.note, self.sure_line)
        self._said.setStretch(0, 1)
        self._said.setAlignment(self.sure_line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.brief.setLayout(self._said)
        self.more = IconButton(look, tr("More about {dimension}", dimension=self.name), "chevron-down", self.toggle)
        self.more.setCheckable(True)
        self.details: FindingFields | None = None
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._holder = column(self._grid, spacing=GRID)
        self.setLayout(self._holder)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        look.changed.connect(self._arrange_anew)
        self._arrange()

    def show_findings(self, item: Item, findings: Sequence[r.FindingRecord]) -> None:
        """Show what was found about an item: the first view, and a mark where others differ."""
        self._item, self._finding = item, main_view(findings, self.code)
        found, tr = self._finding, self.context.tr
        self.choices.show_code(found.value if found else "")
        self.note.show_words(found.note if found else "")
        differ = self.code in differing(findings)
        self.split.setVisible(differ)
        self.sure.set_kind("error" if differ else "muted")
        self.sure.show_words(tr("Seen differently") if differ else self._how_sure(found) if found else "")
        self.sure_line.setVisible(bool(self.sure.text()))
        self.brief.setVisible(found is not None)
        if self.details is not None and self._open:
            self.details.show_finding(item, found)

    def settle(self) -> None:
        """Commit what is typed."""
        if self.details is not None:
            self.details.settle()

    def toggle(self) -> None:
        """Show or hide the note, source, confidence, who looked and when."""
        self._open = not self._open
        if self.details is None:
            self.details = FindingFields(self.context, self.code, f"weigh-{self.code}")
            self.details.setContentsMargins(6 * GRID, 0, 0, 3 * GRID)
            self._holder.addWidget(self.details)
        elif not self._open:
            self.details.settle()
        if self._open and self._item is not None:
            self.details.show_finding(self._item, self._finding)
        self.details.setVisible(self._open)
        self.more.setChecked(self._open)
        if self._open:
            self.details.note.focus_field("note")
        self.opened.emit(self._open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the short note below where the width is small."""
        super().resizeEvent(event)
        self._arrange()

    # -- inside ---------------------------------------------------------------------------------

    def _choose(self, code: str) -> None:
        if self._item is not None:
            save_finding(self.context, self._item, self._finding, self.code, {"value": code})

    def _how_sure(self, found: r.FindingRecord) -> str:
        """Return how sure it is, and who says so."""
        sure = self.context.tr(v.label(v.CONFIDENCE, found.confidence))
        return " · ".join(part for part in (sure, found.looked_by) if part)

    def _arrange_anew(self) -> None:
        self._room = ""
        self._arrange()

    def _arrange(self) -> None:
        """Place the parts: all in one line, the short note below, or everything below the name."""
        look = self.context.look
        room = "wide" if self.width() >= look.px(WIDE) else "narrow" if self.width() >= look.px(NARROW) else "tight"
        if room == self._room:
            return
        self._room = room
        self.head.setMinimumWidth(look.px(NAME_WIDTH))
        centre, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        for part in (self.head, self.choices, self.brief, self.more):
            self._grid.removeWidget(part)
        self._grid.addWidget(self.head, 0, 0, centre)
        if room == "tight":
            self._grid.addWidget(self.more, 0, 1, centre | right)
            self._grid.addWidget(self.choices, 1, 0, 1, 2)
            self._grid.addWidget(self.brief, 2, 0, 1, 2)
        else:
            wide = room == "wide"
            self._said.setDirection(QBoxLayout.Direction.TopToBottom if wide else QBoxLayout.Direction.LeftToRight)
            self._said.setSpacing(0 if wide else 2 * GRID)
            self._grid.addWidget(self.choices, 0, 1, centre)
            self._grid.addWidget(self.more, 0, 3 if wide else 2, centre | right)
            self._grid.addWidget(self.brief, 0 if wide else 1, 2 if wide else 1, 1, 1 if wide else 2, centre)
        for at, stretches in enumerate(("tight", "narrow", "wide")):
            self._grid.setColumnStretch(at, int(room == stretches))


class Dimensions(QWidget):
    """The six lines."""

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        self._board = board
        self.rows = {term.code: DimensionRow(context, term) for term in v.DIMENSIONS}
        self.setLayout(column(*self.rows.values()))
        self.setAccessibleName(context.tr("What it takes, by dimension"))

    def show_item(self, item: Item) -> None:
        """Show what an item takes."""
        findings = self._board.findings(item.id)
        for one in self.rows.values():
            one.show_findings(item, findings)

    def settle(self) -> None:
        """Commit what is typed."""
        for one in self.rows.values():
            one.settle()


class DimensionChips(QWidget):
    """What is known while the six lines are folded: a word for each dimension that somebody looked at."""

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        self._context, self._board = context, board
        self.chips = {term.code: Chip("") for term in v.DIMENSIONS}
        made = Flow(*self.chips.values(), spacing=GRID)
        made.setContentsMargins(8 * GRID, 0, 0, 0)
        self.setLayout(made)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_item(self, item: Item) -> int:
        """Show what is known of an item, and return of how many dimensions; the most careful value of all counts."""
        tr, known = self._context.tr, 0
        for term in v.DIMENSIONS:
            value = careful_values(self._board.findings(item.id))[term.code]
            chip = self.chips[term.code]
            said = tr(v.label(v.FINDING_VALUES, value)).lower()
            chip.setText(tr("{dimension}: {value}", dimension=tr(term.label), value=said))
            chip.set_tone(TONES[value])
            chip.setVisible(value != "unknown")
            known += value != "unknown"
        return known
