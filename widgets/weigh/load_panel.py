"""Promised so far, against what we have: both measures with their bars, and a sentence where it goes over."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from models.capacity import Load
from resources.texts import N_
from widgets.context import Context
from widgets.fields.reading import days_in_words
from widgets.parts.frames import Surface, column, row
from widgets.parts.labels import Label, caption
from widgets.theme import GRID
from widgets.weigh.board import Board
from widgets.weigh.load_bar import LoadBar
from widgets.weigh.parts import Picture
from widgets.weigh.wordings import against, amount, over_sentences, period

NAMES = {"money": N_("Money"), "days": N_("Staff time")}
LINES = {"money": "money", "days": "staff_days"}


class Measure(QWidget):
    """One measure: its name, how much of how much, the bar."""

    def __init__(self, context: Context, measure: str) -> None:
        super().__init__()
        self._context, self.measure = context, measure
        self.name = Label(context.tr(NAMES[measure]), "strong")
        self.numbers = Label("")
        self.bar = LoadBar(context.look)
        head = row(self.name, 1, self.numbers)
        self.setLayout(column(head, self.bar, spacing=0))

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
        if load.have is None:
            found.append(tr("What we have is not known. Enter it in Prepare."))
        for line in board.envelope:
            if line.kind == LINES[self.measure] and (when := period(line.starts, line.ends, tr)):
                found.append(tr("What we have is for {period}", period=when))
        return found


class LoadPanel(Surface):
    """Both measures, always in sight; live on every change. Going over is said and never blocks."""

    def __init__(self, context: Context, board: Board) -> None:
        self._context, self._board = context, board
        self._height = 10.0
        self.measures = {measure: Measure(context, measure) for measure in NAMES}
        self.sentence = Label("", "danger")
        self.ifs = Label("", "muted")
        self.picture = Picture(context.look, "triangle-alert", "danger.strong")
        self.caption = caption(context.tr("Promised so far, against what we have"))
        self._bars = row(*self.measures.values(), spacing=4 * GRID)
        for at in range(2):
            self._bars.setStretch(at, 1)
        said = row(self.picture, self.sentence)
        said.setStretch(1, 1)
        super().__init__("card", column(self.caption, self._bars, said, self.ifs, margin=2 * GRID, spacing=GRID))
        self.setAccessibleName(self.caption.text())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_loads(self) -> None:
        """Show what the board holds now."""
        tr, board = self._context.tr, self._board
        for measure, one in self.measures.items():
            if load := board.loads.get(measure):
                one.show_load(load, board)
        over = over_sentences(board.loads, board.currency, tr)
        self.sentence.setText(" ".join(over))
        self.ifs.setText(self._ifs())
        self._show_sentences()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the measures below each other where they would be too narrow."""
        super().resizeEvent(event)
        wide = self.width() >= self._context.look.px(460)
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
        self._show_sentences()

    def _show_sentences(self) -> None:
        over = bool(self.sentence.text()) and self._height >= 2.5
        self.picture.setVisible(over)
        self.sentence.setVisible(over)
        self.ifs.setVisible(bool(self.ifs.text()) and self._height >= 6)

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
