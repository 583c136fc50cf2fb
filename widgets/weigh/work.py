"""The middle: the item and its answer, what that answer needs, and below it two depths that are folded until wanted."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from models.answers import YES_CODES
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.parts.frames import Scroll, Surface, column, row
from widgets.parts.labels import muted
from widgets.parts.order import tab_in_reading_order
from widgets.theme import GRID
from widgets.weigh.answering import Answering
from widgets.weigh.board import Board, Item
from widgets.weigh.costs import Costs, hint_of_direction
from widgets.weigh.depths import Depth
from widgets.weigh.dimensions import DimensionChips, Dimensions
from widgets.weigh.estimates import Helps, Obstacles, Period, PossiblePart, Shift
from widgets.weigh.header import Header
from widgets.weigh.load_panel import LoadPanel
from widgets.weigh.review import Review
from widgets.weigh.suggesting import ASK_KEYS, KEEP_KEYS, TAKE_KEYS, Suggesting
from widgets.weigh.wordings import period

READABLE = 900  # pixels at 100 %: wider than this, a row is hard to follow
TAKES_KEYS, COST_KEYS, REVIEW_KEYS, LOAD_KEYS = "Ctrl+Shift+D", "Ctrl+Shift+M", "Ctrl+Shift+V", "Ctrl+Shift+L"


class Work(QWidget):
    """Everything about one item that is worked on, below each other."""

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        self._context, self._board = context, board
        self._item: Item | None = None
        self._opened: Depth | None = None
        self.header = Header(context, board)
        self.answering = Answering(context, board)
        self.suggesting = Suggesting(context, board, self.answering.give, self.answering.focus_choices)
        self.answering.under.addWidget(self.suggesting)
        self.shift = Shift(context, board)
        self.possible = PossiblePart(context, board)
        self._make_depths(context, board)
        self.load = LoadPanel(context, board)
        self._inside = QWidget()
        parts = (self.header, self.answering, self.shift, self.takes, self.cost, self.help, self.possible, self.review)
        self._column = column(*parts, 1, spacing=2 * GRID)
        self._inside.setLayout(self._column)
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
            one.opened.connect(self._unfolded)
        for depth in (self.takes, self.cost, self.help, self.review):
            depth.toggled.connect(partial(self._toggled, depth))
        context.look.changed.connect(self._measure)
        self._measure()

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done in the middle."""
        has, rule = self._has_item, self.suggesting
        return (
            Command("weigh-takes", N_("What it takes"), self.takes.toggle, "list-checks", TAKES_KEYS, "depth", has),
            Command("weigh-cost", N_("Cost, days and period"), self.cost.toggle, "wallet", COST_KEYS, "depth", has),
            Command("weigh-review", N_("Review"), self.review.toggle, "users", REVIEW_KEYS, "depth", has),
            Command("weigh-load", N_("Every line of what is promised"), self.load.toggle, "scale", LOAD_KEYS, "depth"),
            Command(
                "weigh-rule",
                N_("What would the rule say?"),
                rule.ask_rule,
                "scale",
                ASK_KEYS,
                "rule",
                rule.is_offered,
            ),
            Command("weigh-take", N_("Take what the rule says"), rule.take_it, "", TAKE_KEYS, "rule", rule.can_take),
            Command("weigh-keep", N_("Keep my answer"), rule.keep_mine, "", KEEP_KEYS, "rule", rule.can_keep),
        )

    def show_item(self, item: Item, *, anew: bool) -> None:
        """Show an item; `anew`: it is another one than before, so begin at its head."""
        self._item = item
        self._place(item)
        for part in (self.header, self.answering, self.suggesting, self.shift, self.possible, self.chips):
            part.show_item(item)
        for part in (self.dimensions, self.money, self.days, self.period, self.helps):
            part.show_item(item)
        hint = hint_of_direction(item, self._context.tr)
        self.direction.setText(hint)
        self.direction.setVisible(bool(hint))
        if self.review.is_shown:
            self.views.show_item(item)
        self.obstacles.show_item(item)
        self._say(item)
        tab_in_reading_order(self)
        if anew:
            self.area.verticalScrollBar().setValue(0)

    def settle(self) -> None:
        """Commit whatever is typed."""
        for part in (self.dimensions, self.money, self.days, self.period, self.answering, self.helps, self.possible):
            part.settle()
        self.views.settle()
        self.obstacles.settle()

    def focus_takes(self) -> None:
        """Open what it takes, and begin there."""
        self.takes.open()
        next(iter(self.dimensions.rows.values())).choices.focus_chosen()

    def focus_missing(self, code: str) -> bool:
        """Put the focus into the field that the gate misses. False: it is not here."""
        form = self.answering.form
        places: dict[str, Callable[[], object]] = {
            "cost": lambda: (self.cost.is_shown or self.cost.open(), self.money.focus_input()),
            "days": lambda: (self.cost.is_shown or self.cost.open(), self.days.focus_input()),
            "period": lambda: (self.cost.is_shown or self.cost.open(), self.period.focus_missing()),
            "possible_part": lambda: self.possible.form.focus_field("possible_part"),
            "kind": self.header.focus_kinds,
            "reason": lambda: form.focus_field("reason"),
            "reason_kind": lambda: form.focus_field("reason_kind"),
            "chosen": lambda: form.focus_field("decided_by"),
            "body": lambda: form.focus_field("body"),
            "decision_day": lambda: form.focus_field("decision_day"),
            "recipient": lambda: form.focus_field("recipient"),
            "find_out_by": lambda: form.focus_field("find_out_by"),
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

    # -- inside ---------------------------------------------------------------------------------

    def _make_depths(self, context: Context, board: Board) -> None:
        tr = context.tr
        self.dimensions, self.chips = Dimensions(context, board), DimensionChips(context, board)
        self.takes = Depth(context, tr("What it takes, by dimension"), self.dimensions, TAKES_KEYS, self.chips)
        self.money, self.days = Costs(context, board, "money"), Costs(context, board, "days")
        self.direction, self.period = muted(""), Period(context, board)
        costs = QWidget()
        costs.setLayout(column(self.money, self.days, self.direction, self.period, spacing=3 * GRID))
        self.cost = Depth(context, tr("Cost, days and period"), costs, COST_KEYS)
        self.helps = Helps(context, board)
        self.help = Depth(context, tr("Who helps, and what it asks of citizens"), self.helps)
        self.obstacles = Obstacles(context, board)
        self.views = Review(context, board, self.obstacles)
        self.review = Depth(context, tr("Review"), self.views, REVIEW_KEYS)

    def _has_item(self) -> bool:
        return self._item is not None and self.isVisible()

    def _place(self, item: Item) -> None:
        """Put right under the answer what the answer needs; where nothing of it is needed, it waits further below."""
        answer = self._board.answers.get(item.id)
        code = answer.code if answer and not answer.confirmed else ""
        needed = code in YES_CODES
        self.cost.hold(self._context.tr("What this answer needs: cost, days and period") if needed else "")
        part_needed = code == "no"
        self.possible.setVisible(part_needed or self.help.is_open)
        order: list[QWidget] = [self.header, self.answering, self.shift]
        order += [self.possible] if part_needed else []
        order += [self.cost, self.takes] if needed else [self.takes, self.cost]
        order += [self.help, *([] if part_needed else [self.possible]), self.review]
        for at, part in enumerate(order):
            if self._column.indexOf(part) != at:
                self._column.removeWidget(part)
                self._column.insertWidget(at, part)

    def _say(self, item: Item) -> None:
        """Say on each fold what it holds."""
        tr = self._context.tr
        known = self.chips.show_item(item)
        words = tr("{n} of 6 are known", n=known) if known else tr("Nobody has looked yet")
        self.takes.say(words, brief=bool(known))
        estimate = self._board.estimate(item.id)
        when = period(estimate.starts, estimate.ends, tr) if estimate else ""
        parts = [part for part in (self.money.said(item), self.days.said(item), when) if part]
        self.cost.say(" · ".join(parts) or tr("Nothing is said yet"))
        self.help.say(self.helps.said(item))
        said, differ = self.views.said(item)
        obstacle = self.obstacles.said(item)
        self.review.say(". ".join(part for part in (said, obstacle) if part), marked=differ)

    def _toggled(self, depth: Depth, opened: bool) -> None:
        if self._item is None:
            return
        if depth is self.review and opened:
            self.views.show_item(self._item)
        if depth is self.help:
            self._place(self._item)
        if opened:
            tab_in_reading_order(self)
            self._opened = depth
            QTimer.singleShot(0, self, self._bring_opened)  # once it is laid out
        else:
            self.settle()

    def _bring_opened(self) -> None:
        """Bring what was opened on screen: as much of it as there is room for, its head first."""
        depth, bar = self._opened, self.area.verticalScrollBar()
        if depth is None or not depth.is_shown:
            return
        top = depth.mapTo(self._inside, depth.rect().topLeft()).y()
        high = self.area.viewport().height()
        if top + depth.height() > bar.value() + high or top < bar.value():
            bar.setValue(min(top, max(bar.value(), top + depth.height() - high + 8 * GRID)))

    def _unfolded(self, opened: bool) -> None:
        self._inside.updateGeometry()
        if opened:  # what was made just now is the last in Qt's own order
            tab_in_reading_order(self)

    def _measure(self) -> None:
        self._inside.setMaximumWidth(self._context.look.px(READABLE))
        self.load.setMaximumWidth(self._context.look.px(READABLE))
