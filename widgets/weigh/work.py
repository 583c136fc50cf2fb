"""The middle: the item, what it takes, what it costs, its answer; with what is promised so far always in sight."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.context import Context
from widgets.parts.frames import Scroll, Surface, column, hairline, row
from widgets.parts.labels import caption, muted
from widgets.theme import GRID
from widgets.weigh.answering import Answering
from widgets.weigh.board import Board, Item
from widgets.weigh.costs import Costs, hint_of_direction
from widgets.weigh.dimensions import Dimensions
from widgets.weigh.estimates import Helps, Period
from widgets.weigh.header import Header
from widgets.weigh.load_panel import LoadPanel

READABLE = 900  # pixels at 100 %: wider than this, a row is hard to follow


class Work(QWidget):
    """Everything about one item that is worked on, below each other."""

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        tr = context.tr
        self._context = context
        self.header = Header(context, board)
        self.dimensions = Dimensions(context, board)
        self.money, self.days = Costs(context, board, "money"), Costs(context, board, "days")
        self.direction = muted("")
        self.period = Period(context, board)
        self.answering = Answering(context, board)
        self.helps = Helps(context, board)
        self.load = LoadPanel(context, board)
        self._inside = QWidget()
        parts = (
            self.header,
            caption(tr("What it takes")),
            self.dimensions,
            hairline(),
            self.answering,
            hairline(),
            caption(tr("What it costs")),
            self.money,
            self.days,
            self.direction,
            self.period,
            hairline(),
            self.helps,
        )
        self._inside.setLayout(column(*parts, 1, spacing=3 * GRID))
        across = row(self._inside, 0)
        across.setStretch(0, 1)
        ground = Surface("paper", column(across, margin=5 * GRID))
        self.area = Scroll(ground)
        below = row(self.load, 0, margin=3 * GRID)
        below.setStretch(0, 1)
        foot = Surface("paper", below)
        made = column(self.area, foot, spacing=0)
        made.setStretch(0, 1)
        self.setLayout(made)
        for one in self.dimensions.rows.values():
            one.opened.connect(lambda _: self._inside.updateGeometry())
        context.look.changed.connect(self._measure)
        self._measure()

    def show_item(self, item: Item, *, anew: bool) -> None:
        """Show an item; `anew`: it is another one than before, so begin at its head."""
        for part in self._parts():
            part.show_item(item)
        hint = hint_of_direction(item, self._context.tr)
        self.direction.setText(hint)
        self.direction.setVisible(bool(hint))
        if anew:
            self.area.verticalScrollBar().setValue(0)

    def settle(self) -> None:
        """Commit whatever is typed."""
        for part in self._parts():
            if not isinstance(part, Header):
                part.settle()

    def focus_missing(self, code: str) -> bool:
        """Put the focus into the field that the gate misses. False: it is not here."""
        places = {
            "cost": self.money.focus_input,
            "days": self.days.focus_input,
            "period": self.period.focus_missing,
            "possible_part": lambda: self.helps.form.focus_field("possible_part"),
            "kind": self.header.focus_kinds,
            "reason": lambda: self.answering.form.focus_field("reason"),
            "reason_kind": lambda: self.answering.form.focus_field("reason_kind"),
            "chosen": lambda: self.answering.form.focus_field("decided_by"),
            "body": lambda: self.answering.form.focus_field("body"),
            "decision_day": lambda: self.answering.form.focus_field("decision_day"),
            "recipient": lambda: self.answering.form.focus_field("recipient"),
            "find_out_by": lambda: self.answering.form.focus_field("find_out_by"),
        }
        if code not in places:
            return False
        places[code]()
        if (focused := self._inside.focusWidget()) is not None:
            self.bring(focused)
        return True

    def bring(self, part: QWidget) -> None:
        """Bring a part on screen."""
        self.area.ensureWidgetVisible(part, 0, 4 * GRID)
        self.area.horizontalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the load small where there is little height."""
        super().resizeEvent(event)
        self.load.fit(self.height() / self._context.look.px(100))

    def _parts(self) -> tuple[Header | Dimensions | Costs | Period | Answering | Helps, ...]:
        return (self.header, self.dimensions, self.money, self.days, self.period, self.answering, self.helps)

    def _measure(self) -> None:
        self._inside.setMaximumWidth(self._context.look.px(READABLE))
        self.load.setMaximumWidth(self._context.look.px(READABLE))
