"""What it costs: lines of money or staff days, typed as 10–14, each with more to say; or that there is no cost."""

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from models import records as r
from models import vocabulary as v
from models.capacity import KIND_OF_MEASURE
from models.edits.weighing import AddCost, ChangeCost, DeleteCost, NewCost, SetEstimate
from models.errors import Refused
from resources.texts import N_, Translator
from widgets.context import Context
from widgets.fields.editors import ChoiceBox, LineEditor
from widgets.fields.field import Field, Kind
from widgets.fields.form import Form
from widgets.fields.reading import read_amount, read_days
from widgets.parts.buttons import Button, IconButton
from widgets.parts.checks import Check
from widgets.parts.frames import Surface, column, flow, row
from widgets.parts.labels import Label, caption
from widgets.theme import GRID
from widgets.weigh.board import Board, Item
from widgets.weigh.dimensions import NAME_WIDTH
from widgets.weigh.parts import Picture
from widgets.weigh.wordings import cost_in_words

NAMES = {"money": N_("Money"), "days": N_("Staff days")}
NONE = {"money": N_("No cost"), "days": N_("No staff days")}
HINTS = {"money": N_("2 000–2 400"), "days": N_("10–14")}
ICONS = {"money": "wallet", "days": "users"}
BETWEEN = re.compile(r"\s*(?:[–—…-]|\.\.+)\s*")


def read_range(text: str, measure: str, currency: str) -> tuple[int | None, int]:
    """Return (low, high) of "10–14" or "14". Refused: no amount, or several dashes."""
    ends = [part for part in BETWEEN.split(text.strip()) if part]
    read = [read_amount(one, currency) if measure == "money" else read_days(one) for one in ends]
    found = [one for one in read if one is not None]
    if not found or len(found) > 2:
        raise Refused(N_("Write an amount such as 14, or its low and its high end such as 10–14."))
    return (found[0] if len(found) == 2 else None), found[-1]


def line_fields(kind: Kind) -> tuple[Field, ...]:
    """Return the fields of one cost line."""
    return (
        Field("label", N_("What for"), longest=300),
        Field("low", N_("At least"), kind),
        Field("high", N_("At most"), kind),
        Field("recurrence", N_("How often"), "choice", v.RECURRENCES, hint=N_("Once")),
        Field("direction", N_("Takes or frees"), "choice", v.DIRECTIONS, hint=N_("Takes")),
        Field("starts", N_("From"), "date"),
        Field("ends", N_("Until"), "date"),
    )


class TakenFrom(QWidget):
    """Which line of what we have a cost is taken from; offered where there are several to choose from."""

    def __init__(self, context: Context, board: Board, save: Callable[[str | None], object]) -> None:
        super().__init__()
        self._tr, self._board = context.tr, board
        name = context.tr("Taken from")
        self.box = ChoiceBox(context.look)
        self.box.setAccessibleName(name)
        self.box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self.box.activated.connect(lambda _: save(self.box.currentData() or None))
        self.setLayout(column(caption(name), self.box, spacing=GRID))

    def show_cost(self, cost: r.CostRecord) -> None:
        """Show the lines of what we have of this measure, by the names people gave them, and the one that is meant."""
        lines = [one for one in self._board.envelope if one.kind == KIND_OF_MEASURE[cost.measure]]
        self.box.clear()
        self.box.addItem(self._tr("All of it together"), "")
        for one in lines:
            self.box.addItem(one.name or self._tr(v.label(v.ENVELOPE_KINDS, one.kind)), one.id)
        self.box.setCurrentIndex(max(0, self.box.findData(cost.envelope_line_id or "")))
        self.setVisible(len(lines) > 1)


class CostLine(Surface):
    """One line, with its fields underneath while it is being changed."""

    def __init__(self, context: Context, board: Board, cost: r.CostRecord) -> None:
        tr, look = context.tr, context.look
        self.context, self.board, self.cost, self.currency = context, board, cost, board.currency
        self.words = Label("")
        self.change = IconButton(look, tr("Change this line"), "pencil", self.toggle)
        self.change.setCheckable(True)
        self.remove = IconButton(look, tr("Remove this line"), "trash-2", self._remove)
        head = row(self.words, self.change, self.remove, spacing=GRID)
        head.setStretch(0, 1)
        self._column = column(head, spacing=GRID, margin=2 * GRID)
        super().__init__("card", self._column)
        self.form: Form | None = None
        self.taken: TakenFrom | None = None
        self.show_cost(cost)

    def show_cost(self, cost: r.CostRecord) -> None:
        """Show the line as it is now."""
        self.cost = cost
        said = cost_in_words(cost, self.currency, self.context.tr)
        if name := next((one.name for one in self.board.envelope if one.id == cost.envelope_line_id), ""):
            said = self.context.tr("{cost} · from {line}", cost=said, line=name)
        self.words.setText(said)
        self.setAccessibleName(said)
        if self.form is not None and self.form.isVisibleTo(self):
            self._fill(self.form)

    def toggle(self) -> None:
        """Show or hide the fields."""
        shown = self.form is not None and self.form.isVisibleTo(self)
        if self.form is None:
            fields = line_fields("money" if self.cost.measure == "money" else "days")
            self.form = Form(self.context, fields, self._save, "weigh-cost", currency=self.currency)
            self.taken = TakenFrom(self.context, self.board, self._take_from)
            self._column.addWidget(self.form)
            self._column.addWidget(self.taken)
        self.form.setVisible(not shown)
        if not shown:
            self._fill(self.form)
        elif self.taken is not None:
            self.taken.hide()
        self.change.setChecked(not shown)
        if not shown:
            self.form.focus_field("label")

    def settle(self) -> None:
        """Commit what is typed."""
        if self.form is not None:
            self.form.settle()

    def _fill(self, form: Form) -> None:
        form.show_values(self.cost.id, {name: getattr(self.cost, name) for name in NewCost.__dataclass_fields__})
        if self.taken is not None:
            self.taken.show_cost(self.cost)

    def _take_from(self, line_id: str | None) -> None:
        self.context.document.perform(ChangeCost(self.cost.id, {"envelope_line_id": line_id}))

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        if key == "high" and value is None:
            told(self.context.tr("The high end is missing; to have no line, remove it."))
            return False
        values: dict[str, object] = {key: value or {"recurrence": "once", "direction": "takes"}.get(key, value)}
        values |= {"starts": self.cost.starts, "ends": self.cost.ends} if key in ("starts", "ends") else {}
        values[key] = values[key] if key not in ("starts", "ends") else value
        return self.context.document.perform(ChangeCost(self.cost.id, values), told) is not None

    def _remove(self) -> None:
        self.context.document.perform(DeleteCost(self.cost.id))


class Costs(QWidget):
    """The lines of one measure of an item, a field for a new one, and "no cost" where there is none."""

    def __init__(self, context: Context, board: Board, measure: str) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self.context, self.board, self.measure = context, board, measure
        self.name = tr(NAMES[measure])
        self._item: Item | None = None
        self.lines: dict[str, CostLine] = {}
        inside = row(Picture(look, ICONS[measure]), Label(self.name, "strong"))
        inside.setStretch(1, 1)
        self._head = QWidget()
        self._head.setLayout(inside)
        field = Field("amount", NAMES[measure])
        hint = tr("Such as {example}", example=tr(HINTS[measure]))
        self.input = LineEditor(field, tr("New line: {measure}", measure=self.name), hint)
        self.input.left.connect(self.add_line)
        self.add = Button(look, tr("Add"), "plus", clicked=self.add_line)
        self.none = Check(look, tr(NONE[measure]))
        self.none.clicked.connect(self._say_none)
        self._new = QWidget()
        self._new.setLayout(row(self.input, self.add, spacing=GRID))
        self.error = Label("", "error")
        self.error.hide()
        self._list = column(spacing=GRID)
        self.setLayout(column(flow(self._head, self._new, self.none), self.error, self._list, spacing=GRID))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        context.document.settling.connect(self.settle)
        look.changed.connect(self._measure)
        self._measure()

    def show_item(self, item: Item) -> None:
        """Show an item's lines."""
        if self._item is None or self._item.id != item.id:
            self.input.show_value("")
            self._complain("")
        self._item = item
        costs = self.board.costs(item.id, self.measure)
        if list(self.lines) != [cost.id for cost in costs]:
            self._rebuild(costs)
        for cost in costs:
            self.lines[cost.id].show_cost(cost)
        estimate = self.board.estimate(item.id)
        none = bool(estimate and (estimate.no_cost if self.measure == "money" else estimate.no_days))
        self.none.setChecked(none)
        self.none.setVisible(none or not costs)
        self._new.setVisible(bool(costs) or not none)

    def add_line(self) -> None:
        """Add the line that is typed; an empty field adds nothing."""
        text = str(self.input.value()).strip()
        if self._item is None or not text:
            return
        try:
            low, high = read_range(text, self.measure, self.board.currency)
        except Refused as error:
            self._complain(error.sentence(self.context.tr))
            return
        direction = "frees" if self._item.kind == "stop" else "takes"
        cost = NewCost(self.measure, high, low, direction)
        self.input.dirty = False
        if self.context.document.perform(AddCost(cost, **self._item.of), self._complain):
            self.input.show_value("")
            self._complain("")

    def settle(self) -> None:
        """Commit what is typed."""
        if self.input.dirty:
            self.add_line()
        for line in self.lines.values():
            line.settle()

    def said(self, item: Item) -> str:
        """Return what is known in a few words, empty for nothing: 2 000–2 400 €, or no cost."""
        tr, estimate = self.context.tr, self.board.estimate(item.id)
        costs = self.board.costs(item.id, self.measure)
        if not costs:
            none = bool(estimate and (estimate.no_cost if self.measure == "money" else estimate.no_days))
            return tr(NONE[self.measure]) if none else ""
        shown = cost_in_words(costs[0], self.board.currency, tr)
        more = tr.count("and {n} more line", "and {n} more lines", len(costs) - 1) if len(costs) > 1 else ""
        return " ".join(part for part in (shown, more) if part)

    def focus_input(self) -> None:
        """Put the focus where a new line is typed."""
        self.input.target().setFocus()

    def _rebuild(self, costs: tuple[r.CostRecord, ...]) -> None:
        kept = {cost.id for cost in costs}
        for cost_id in [one for one in self.lines if one not in kept]:
            gone = self.lines.pop(cost_id)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for at, cost in enumerate(costs):
            line = self.lines.get(cost.id) or CostLine(self.context, self.board, cost)
            self.lines[cost.id] = line
            self._list.insertWidget(at, line)
            line.show()
        self.lines = {cost.id: self.lines[cost.id] for cost in costs}

    def _say_none(self, on: bool) -> None:
        if self._item is not None:
            key = "no_cost" if self.measure == "money" else "no_days"
            self.context.document.perform(SetEstimate({key: on}, **self._item.of))

    def _complain(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        self.input.mark_wrong(bool(sentence))

    def _measure(self) -> None:
        self._head.setFixedWidth(self.context.look.px(NAME_WIDTH))
        self.input.setFixedWidth(self.context.look.px(170))
        high = self._new.sizeHint().height()  # so that the name and the tick stand on the line of the field
        self._head.setMinimumHeight(high)
        self.none.setMinimumHeight(high)


def hint_of_direction(item: Item, tr: Translator) -> str:
    """Return what to know about lines of this kind of note, empty for nothing."""
    if item.kind == "stop":
        return tr("Stopping frees what it took: new lines count the other way once this answer is confirmed.")
    if item.kind == "offer":
        return tr("An accepted offer may free money. It never fills staff days.")
    return ""
