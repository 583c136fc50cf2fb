"""Promised so far, against what we have: both measures with their bars, what is over, and on request every line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from models.capacity import Load
from models.load_lines import if_decided
from widgets.context import Context
from widgets.fields.reading import days_in_words
from widgets.parts.buttons import IconButton
from widgets.parts.frames import Surface, column, row
from widgets.parts.labels import Label, caption
from widgets.theme import GRID
from widgets.weigh.board import Board
from widgets.weigh.load_bar import LoadBar
from widgets.weigh.load_list import LoadList, LoadRow
from widgets.weigh.load_words import NAMES, Made, back_sentences, rows_of
from widgets.weigh.parts import Picture, Pointer
from widgets.weigh.wordings import against, amount, over_sentences, period

LINES = {"money": "money", "days": "staff_days"}
MOST_POINTERS = 3
SHARE = 0.4  # of the height of the middle that the lines take at most


class Measure(QWidget):
    """One measure: its name, how much of how much, the bar. `wanted`: it was clicked."""

    wanted = Signal()

    def __init__(self, context: Context, measure: str) -> None:
        super().__init__()
        self._context, self.measure = context, measure
        self.name = Label(context.tr(NAMES[measure]), "strong")
        self.numbers = Label("")
        self.bar = LoadBar(context.look)
        head = row(self.name, 1, self.numbers)
        self.setLayout(column(head, self.bar, spacing=0))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_load(self, load: Load, board: Board) -> None:
        """Show a load."""
        tr = self._context.tr
        said = against(load, board.currency, tr)
        over = amount(self.measure, load.over, board.currency, tr) if load.over else ""
        shown = tr("{numbers} · {amount} over", numbers=said, amount=over) if over else said
        self.numbers.setText(shown)
        self.numbers.set_kind("danger" if over else "")
        detail = self._details(load, board)
        self.bar.show_load(load, ". ".join((f"{self.name.text()}: {shown}", *detail)))
        self.setToolTip("\n".join(detail))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the lines."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.wanted.emit()

    def _details(self, load: Load, board: Board) -> list[str]:
        """Return what the parts of the bar are. No words that people wrote: a tooltip would guess markup."""
        tr = self._context.tr

        def said(value: int) -> str:
            return amount(self.measure, value, board.currency, tr)

        found = [
            tr("Solid: confirmed, {amount}", amount=said(load.confirmed)),
            tr("Hatched: not confirmed yet, {amount}", amount=said(load.provisional)),
        ]
        if load.freed:
            found.append(tr("Outlined: freed, {amount}", amount=said(load.freed)))
        if load.if_freed:
            found.append(tr("Dashed: would be freed if it is confirmed, {amount}", amount=said(load.if_freed)))
        if waits := if_decided(board.lines, self.measure):
            found.append(tr("Not in the bar: would be added if it is decided so, {amount}", amount=said(waits)))
        if load.have is None:
            found.append(tr("What we have is not known. Enter it in Prepare."))
        for line in board.envelope:
            if line.kind == LINES[self.measure] and (when := period(line.starts, line.ends, tr)):
                found.append(tr("What we have is for {period}", period=when))
        return found


class LoadPanel(Surface):
    """Both measures, always in sight; live on every change. Going over is said and never blocks.

    `wanted`: the id of a note or a theme that a person wants to go to. `toggled`: the lines were opened or folded.
    """

    wanted = Signal(str)
    toggled = Signal(bool)

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__("card")
        tr, look = context.tr, context.look
        self._context, self._board = context, board
        self._height, self.is_open = 10.0, False
        self._ways: list[tuple[str, str]] | None = None
        self._made: Made = {}
        self._made_in = board.currency
        self.measures = {measure: Measure(context, measure) for measure in NAMES}
        self.sentence = Label("", "danger")
        self.ifs = Label("", "muted")
        self.picture = Picture(look, "triangle-alert", "danger.strong")
        self.caption = caption(tr("Promised so far, against what we have"))
        self.more = IconButton(look, tr("Every line that adds up"), "list", self.toggle)
        self.more.setCheckable(True)
        self._bars = row(*self.measures.values(), spacing=4 * GRID)
        for at in range(2):
            self._bars.setStretch(at, 1)
        head = row(self._bars, self.more)
        head.setStretch(0, 1)
        said = row(self.picture, self.sentence)
        said.setStretch(1, 1)
        self.list = LoadList(look, tr("Every line that adds up"))
        self.list.wanted.connect(self.wanted.emit)
        self._pointers = column(spacing=GRID)
        self.lines = QWidget()
        self.lines.setLayout(column(self._pointers, self.list, spacing=GRID))
        tall = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        tall.setHeightForWidth(True)
        self.lines.setSizePolicy(tall)
        self.lines.hide()
        parts = (self.caption, head, said, self.ifs, self.lines)
        self.setLayout(column(*parts, margin=2 * GRID, spacing=GRID))
        self.setAccessibleName(self.caption.text())
        self.setSizePolicy(tall)
        for one in self.measures.values():
            one.wanted.connect(self.toggle)

    def show_loads(self) -> None:
        """Show what the board holds now."""
        tr, board = self._context.tr, self._board
        for measure, one in self.measures.items():
            if load := board.loads.get(measure):
                one.show_load(load, board)
        over = over_sentences(board.loads, board.currency, tr)
        self.sentence.setText(" ".join(over))
        ways = back_sentences(board, tr) if over else []
        self.ifs.setText(ways[0][0] if ways else self._ifs())
        if self.is_open:
            self._show_lines(ways)
        self._show_sentences()

    def toggle(self) -> None:
        """Show every line that adds up, or fold them."""
        self.is_open = not self.is_open
        self.more.setChecked(self.is_open)
        self.show_loads()
        self.lines.setVisible(self.is_open)
        if self.is_open:
            self.list.setFocus()
        self.toggled.emit(self.is_open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the measures below each other where they would be too narrow."""
        super().resizeEvent(event)
        wide = self.width() >= self._context.look.px(560)
        self._bars.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._bars.setSpacing(4 * GRID if wide else GRID)

    def fit(self, height: float) -> None:
        """Leave out the heading, the bars, the sentences, the less height there is; the numbers stay.

        `height`: of the whole middle, in hundreds of pixels at 100 %.
        """
        self._height = height
        self.caption.setVisible(height >= 7.5)
        for one in self.measures.values():
            one.bar.setVisible(height >= 4)
        self._fit_lines()
        self._show_sentences()

    # -- inside ---------------------------------------------------------------------------------

    def _show_lines(self, ways: list[tuple[str, str]]) -> None:
        self.list.show_rows(self._rows())
        self._fit_lines()
        if ways == self._ways:
            return
        self._ways = ways
        while (item := self._pointers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for sentence, subject_id in ways[: MOST_POINTERS if self._height >= 5 else 1]:
            go = Pointer(self._context.look, sentence, "minus", "neutral", lambda one=subject_id: self.wanted.emit(one))
            self._pointers.addWidget(go)
            go.show()  # Qt itself would show it only a turn later

    def _rows(self) -> list[LoadRow]:
        stale = len(self._made) > 2 * len(self._board.lines) + 100  # most are of lines that changed since
        if stale or self._made_in != self._board.currency:
            self._made.clear()
        self._made_in = self._board.currency
        return rows_of(self._board, self._context.tr, self._made)

    def _fit_lines(self) -> None:
        most = round(self._height * self._context.look.px(100) * SHARE)
        self.list.setFixedHeight(max(self._context.look.px(60), min(most, self.list.wanted_height())))

    def _show_sentences(self) -> None:
        over = bool(self.sentence.text()) and self._height >= 2.5
        self.picture.setVisible(over)
        self.sentence.setVisible(over)
        shown = bool(self.ifs.text()) and self._height >= 6 and not (self.is_open and bool(self._ways))
        self.ifs.setVisible(shown)

    def _ifs(self) -> str:
        tr, load = self._context.tr, self._board.loads.get("days")
        if load is None or not load.if_freed:
            return ""
        number = days_in_words(load.if_freed)
        whole = load.if_freed // 100 if load.if_freed % 100 == 0 else 2
        return tr.count(
            "If what stops is confirmed, {number} staff day is free again (dashed).",
            "If what stops is confirmed, {number} staff days are free again (dashed).",
            whole,
            number=number,
        )
