"""What it takes beside costs: the period, who helps, what is asked of citizens, which part could be done, obstacles."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from models import records as r
from models import vocabulary as v
from models.edits.weighing import GiveAnswer, SetEstimate
from resources.texts import N_, Translator
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.frames import Callout, column, row
from widgets.parts.labels import caption
from widgets.theme import GRID
from widgets.weigh.board import Board, Item

POSSIBLE_PART = Field(
    "possible_part",
    N_("Which part could be done?"),
    "text",
    hint=N_("Even a small part, or the same for fewer people"),
    longest=2000,
    lines=1,
)
HELPS = (
    Field(
        "helps",
        N_("Who helps to make it possible"),
        "text",
        hint=N_("People and places, by role"),
        longest=2000,
        lines=1,
    ),
    Field(
        "asks_of_citizens",
        N_("What it asks of citizens"),
        "text",
        hint=N_("Time, things, a telephone call …"),
        longest=2000,
        lines=1,
    ),
)
WORK = (
    Field("work_now", N_("Who does this work today"), hint=N_("Such as the clinic's nurse, or nobody"), longest=500),
    Field("work_after", N_("Who would do it afterwards"), hint=N_("Such as families"), longest=500),
)
STANDS = (
    Field("obstacle", N_("What it is"), "chips", v.OBSTACLE_LEVELS),
    Field("governance", N_("Which side of governance"), "chips", v.GOVERNANCE_DIMENSIONS),
)


def shift(estimate: r.EstimateRecord | None, tr: Translator) -> str:
    """Return who does the work today and who afterwards, written out; empty where nothing is said."""
    now = estimate.work_now.strip().rstrip(".") if estimate else ""
    after = estimate.work_after.strip().rstrip(".") if estimate else ""
    if stays(estimate):
        return tr("{now}: does this today, and would afterwards.", now=now)
    if now and after:
        return tr("The work moves. Today: {now}. Afterwards: {after}. Say so.", now=now, after=after)
    if after:
        return tr("Afterwards this work would be done by: {after}. Who does it today?", after=after)
    return tr("Today this work is done by: {now}. Who would do it afterwards?", now=now) if now else ""


def stays(estimate: r.EstimateRecord | None) -> bool:
    """Tell whether the same people do the work today and afterwards."""
    said = (estimate.work_now.strip().casefold(), estimate.work_after.strip().casefold()) if estimate else ("", "")
    return bool(said[0]) and said[0] == said[1]


class _OfEstimate(QWidget):
    """Base of parts that show an item's estimate and change it."""

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        self._context, self._board = context, board
        self._item: Item | None = None
        self._forms: dict[Form, tuple[Field, ...]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_item(self, item: Item) -> None:
        """Show what is known of an item."""
        self._item = item
        found = self._board.estimate(item.id)
        for form, fields in self._forms.items():
            form.show_values(item.id, {field.key: getattr(found, field.key) if found else None for field in fields})

    def settle(self) -> None:
        """Commit what is typed."""
        for form in self._forms:
            form.settle()

    def _made(self, *fields: Field) -> Form:
        form = Form(self._context, fields, self._save, "weigh-estimate")
        self._forms[form] = fields
        return form

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        if self._item is None:
            return False
        return self._context.document.perform(SetEstimate({key: value}, **self._item.of), told) is not None


class Period(_OfEstimate):
    """When it begins and ends, beside each other."""

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__(context, board)
        self.starts = self._made(Field("starts", N_("It begins"), "date"))
        self.ends = self._made(Field("ends", N_("It ends"), "date"))
        self.setLayout(row(self.starts, self.ends, spacing=3 * GRID))

    def focus_missing(self) -> None:
        """Put the focus into the end that is missing."""
        found = self._board.estimate(self._item.id) if self._item else None
        if found and found.starts:
            self.ends.focus_field("ends")
        else:
            self.starts.focus_field("starts")

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        if self._item is None:
            return False
        found = self._board.estimate(self._item.id)
        both: Mapping[str, object] = {"starts": found.starts, "ends": found.ends} if found else {}
        edit = SetEstimate({**both, key: value}, **self._item.of)
        return self._context.document.perform(edit, told) is not None


class Helps(_OfEstimate):
    """Who helps, what is asked of citizens, and who does the work today and afterwards."""

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__(context, board)
        self.form = self._made(*HELPS)
        self.now, self.after = self._made(WORK[0]), self._made(WORK[1])
        beside = row(self.now, self.after, spacing=3 * GRID)
        for at in range(2):
            beside.setStretch(at, 1)
        self.setLayout(column(self.form, beside, spacing=3 * GRID))

    def said(self, item: Item) -> str:
        """Return what the fold says while it is folded."""
        tr, found = self._context.tr, self._board.estimate(item.id)
        parts = (
            tr("Helps: {who}", who=" ".join(found.helps.split())) if found and found.helps.strip() else "",
            tr("Asks: {what}", what=" ".join(found.asks_of_citizens.split()))
            if found and found.asks_of_citizens.strip()
            else "",
        )
        return " · ".join(part for part in parts if part) or tr("Nothing is said yet")


class Shift(Callout):
    """The shift of responsibility, written out beside the answer: it is never folded away."""

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__(context.look, "waiting", "")
        self._context, self._board = context, board

    def show_item(self, item: Item) -> None:
        """Show who does the work today and afterwards, where something is said of it."""
        found = self._board.estimate(item.id)
        words = shift(found, self._context.tr)
        self.say(words, "settled" if stays(found) else "waiting")
        self.setVisible(bool(words))


class PossiblePart(_OfEstimate):
    """Which part could be done: of the answer where it holds one, since that is what documents print."""

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__(context, board)
        self.form = self._made(POSSIBLE_PART)
        self.setLayout(column(self.form))

    def show_item(self, item: Item) -> None:
        """Show what is known of an item."""
        self._item = item
        found, answer = self._board.estimate(item.id), self._board.answers.get(item.id)
        words = answer.possible_part if answer and answer.possible_part else found.possible_part if found else ""
        self.form.show_values(item.id, {"possible_part": words})

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        answer = self._board.answers.get(self._item.id) if self._item else None
        if self._item is None or not (answer and answer.possible_part):
            return super()._save(key, value, told)
        if answer.confirmed:
            told(self._context.tr("This is part of a confirmed answer. Choose “Change the answer” first."))
            return False
        edit = GiveAnswer(answer.code, {key: value}, **self._item.of)
        return self._context.document.perform(edit, told) is not None


class Obstacles(_OfEstimate):
    """What stands in the way: practice, culture, governance or law; and, for governance, which side of it."""

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__(context, board)
        self.form = self._made(*STANDS)
        self.setLayout(column(caption(context.tr("What stands in the way")), self.form))

    def show_item(self, item: Item) -> None:
        """Show what is known of an item; the side of governance is asked for where it is about governance."""
        super().show_item(item)
        found = self._board.estimate(item.id)
        about = bool(found and found.obstacle == "governance")
        self.form.show_only([field.key for field in STANDS[: 2 if about else 1]])

    def said(self, item: Item) -> str:
        """Return the obstacle as the fold says it, empty for none."""
        tr, found = self._context.tr, self._board.estimate(item.id)
        if found is None or not found.obstacle:
            return ""
        said = tr(v.label(v.OBSTACLE_LEVELS, found.obstacle))
        if found.obstacle == "governance" and found.governance:
            said = tr("{obstacle}, {side}", obstacle=said, side=tr(v.label(v.GOVERNANCE_DIMENSIONS, found.governance)))
        return tr("In the way: {obstacle}", obstacle=said)

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        if self._item is None:
            return False
        values = {key: value}
        if key == "obstacle" and value != "governance":
            values["governance"] = ""  # a side of governance says nothing about practice or culture
        return self._context.document.perform(SetEstimate(values, **self._item.of), told) is not None
