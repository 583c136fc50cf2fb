"""What it takes beside costs: the period, who helps, what citizens are asked for, which part could be done."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QSizePolicy, QWidget

from models.edits.weighing import GiveAnswer, SetEstimate
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.frames import column, row
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
        N_("What citizens are asked for"),
        "text",
        hint=N_("Time, things, a telephone call …"),
        longest=2000,
        lines=1,
    ),
    POSSIBLE_PART,
)


class Period(QWidget):
    """When it begins and ends, beside each other."""

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        self._context, self._board = context, board
        self._item: Item | None = None
        self.starts = Form(context, [Field("starts", N_("It begins"), "date")], self._save, "weigh-estimate")
        self.ends = Form(context, [Field("ends", N_("It ends"), "date")], self._save, "weigh-estimate")
        self.setLayout(row(self.starts, self.ends, spacing=3 * GRID))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_item(self, item: Item) -> None:
        """Show an item's period."""
        self._item = item
        found = self._board.estimate(item.id)
        self.starts.show_values(item.id, {"starts": found.starts if found else None})
        self.ends.show_values(item.id, {"ends": found.ends if found else None})

    def settle(self) -> None:
        """Commit what is typed."""
        self.starts.settle()
        self.ends.settle()

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


class Helps(QWidget):
    """Who helps, what is asked of citizens, and which part could be done."""

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        self._context, self._board = context, board
        self._item: Item | None = None
        self.form = Form(context, HELPS, self._save, "weigh-estimate")
        self.setLayout(column(self.form))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_item(self, item: Item) -> None:
        """Show what is known of an item."""
        self._item = item
        found, answer = self._board.estimate(item.id), self._board.answers.get(item.id)
        values = {field.key: getattr(found, field.key) if found else "" for field in HELPS}
        if answer and answer.possible_part:  # the answer's own words are the ones that documents print
            values["possible_part"] = answer.possible_part
        self.form.show_values(item.id, values)

    def settle(self) -> None:
        """Commit what is typed."""
        self.form.settle()

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        if self._item is None:
            return False
        answer = self._board.answers.get(self._item.id)
        edit: GiveAnswer | SetEstimate = SetEstimate({key: value}, **self._item.of)
        if key == "possible_part" and answer and answer.possible_part:
            if answer.confirmed:
                told(self._context.tr("This is part of a confirmed answer. Choose “Change the answer” first."))
                return False
            edit = GiveAnswer(answer.code, {key: value}, **self._item.of)
        return self._context.document.perform(edit, told) is not None
