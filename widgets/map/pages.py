"""What is known about the frame of a path: a page for a stage, a lane, an empty cell, and the path itself."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from models import views
from models.edits.path_frame import ChangeLane, ChangePath, ChangeStage
from models.vocabulary import LANE_KINDS, PATH_STATES, STAGE_POSITIONS
from resources.texts import N_
from widgets.canvas.spots import spot_of_lane, spot_of_stage
from widgets.context import Context
from widgets.fields.editors import ChoiceBox
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.map.asks import Asks
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.reshape import MERGE, REMOVE, SPLIT, Reshape
from widgets.map.voices import VoicesBox
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import column, flow, hairline
from widgets.parts.labels import Label, caption
from widgets.theme import GRID


class StagePage(QWidget):
    """A stage: its name, where it lies, how it is changed, and who spoke of it or of its cards."""

    def __init__(self, context: Context, desk: Desk, editing: Editing, asks: Asks) -> None:
        super().__init__()
        self._context, self._desk, self._frame = context, desk, editing.frame
        tr, look = context.tr, context.look
        self.heading = caption("")
        self.form = Form(
            context, (Field("name", N_("Name of the stage"), "wrapped", longest=200),), self._save, "stage"
        )
        before, after = tr("Add a stage before this one"), tr("Add a stage after this one")
        options = [(term.code, tr(term.label), "") for term in STAGE_POSITIONS]
        self.position = Choices(look, tr("Where the stage lies"), options, chips=True)
        self.position.chosen.connect(self._place)
        self.reshape = Reshape(context, desk, editing.frame)
        buttons = flow(
            Button(look, tr("Add before"), "plus", clicked=self._adder(asks, 0), hint=before),
            Button(look, tr("Add after"), "plus", "", self._adder(asks, 1), "Alt+Ins", after),
            Button(look, tr("Move left"), "arrow-left", clicked=lambda: editing.push(-1, 0), shortcut="Alt+Left"),
            Button(look, tr("Move right"), "arrow-right", clicked=lambda: editing.push(1, 0), shortcut="Alt+Right"),
            Button(look, tr("Split"), "split", "", lambda: self.ask(SPLIT), "Alt+S", tr("Split this stage …")),
            Button(look, tr("Merge"), "log-in", "", lambda: self.ask(MERGE), "Alt+J", tr("Merge with another …")),
            Button(look, tr("Remove"), "trash-2", clicked=asks.delete, shortcut="Del", hint=tr("Remove this stage")),
        )
        self.stories = VoicesBox(context, desk, "story")
        self.notes = VoicesBox(context, desk, "note")
        where = column(caption(tr("Where it lies")), self.position, spacing=GRID)
        parts = (self.heading, self.form, where, buttons, self.reshape, hairline(), self.stories, self.notes, 1)
        self.setLayout(column(*parts, spacing=4 * GRID))

    def show_marked(self) -> None:
        """Show the marked stage."""
        stage = self._desk.stage()
        if stage is None:
            return
        self.heading.setText(self._context.tr("Stage {code}", code=stage.letter))
        self.form.show_values(stage.id, {"name": stage.name})
        self.position.show_code(stage.position)
        self.reshape.show_marked(self._desk.spot)
        stories, notes = self._context.document.ask(views.attached, stage.id)
        self.stories.show_voices(stories)
        self.notes.show_voices(notes)

    def ask(self, what: str) -> None:
        """Ask how the marked stage is to be removed, merged or split."""
        self.reshape.ask(what, spot_of_stage(self.form.row_id))

    def _adder(self, asks: Asks, after: int) -> Callable[[], object]:
        return lambda: asks.add_stage(self._frame.place(spot_of_stage(self.form.row_id)) + after)

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        return self._context.document.perform(ChangeStage(self.form.row_id, {key: value}), told) is not None

    def _place(self, code: str) -> None:
        self._frame.put_in_time(self.form.row_id, code)


class LanePage(QWidget):
    """A lane: its name, its kind, how it is changed."""

    def __init__(self, context: Context, desk: Desk, editing: Editing, asks: Asks) -> None:
        super().__init__()
        self._context, self._desk, self._frame = context, desk, editing.frame
        tr, look = context.tr, context.look
        self.heading = caption("")
        self.form = Form(context, (Field("name", N_("Name of the lane"), "wrapped", longest=200),), self._save, "lane")
        self.kind = ChoiceBox(look)
        self.kind.setAccessibleName(tr("Kind of lane"))
        self.kind.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(8)
        for term in LANE_KINDS:
            self.kind.addItem(tr(term.label), term.code)
        self.kind.activated.connect(lambda _: self._change_kind())
        self.wrong = Label("", "error")
        self.wrong.hide()
        self.reshape = Reshape(context, desk, editing.frame)
        below = tr("Add a lane below this one")
        buttons = flow(
            Button(look, tr("Add above"), "plus", clicked=self._adder(asks, 0), hint=tr("Add a lane above this one")),
            Button(look, tr("Add below"), "plus", "", self._adder(asks, 1), "Alt+Shift+Ins", below),
            Button(look, tr("Move up"), "arrow-up", clicked=lambda: editing.push(0, -1), shortcut="Alt+Up"),
            Button(look, tr("Move down"), "arrow-down", clicked=lambda: editing.push(0, 1), shortcut="Alt+Down"),
            Button(look, tr("Split"), "split", "", lambda: self.ask(SPLIT), "Alt+S", tr("Split this lane …")),
            Button(look, tr("Merge"), "log-in", "", lambda: self.ask(MERGE), "Alt+J", tr("Merge with another …")),
            Button(look, tr("Remove"), "trash-2", clicked=asks.delete, shortcut="Del", hint=tr("Remove this lane")),
        )
        kinds = column(caption(tr("Kind of lane")), self.kind, self.wrong, spacing=GRID)
        self.setLayout(column(self.heading, self.form, kinds, buttons, self.reshape, 1, spacing=4 * GRID))

    def show_marked(self) -> None:
        """Show the marked lane."""
        lane = self._desk.lane()
        if lane is None:
            return
        self.heading.setText(self._context.tr("Lane {number}", number=lane.number))
        if lane.id != self.form.row_id:
            self.wrong.hide()
        self.form.show_values(lane.id, {"name": self._desk.lane_words(lane)})
        self.kind.setCurrentIndex(self.kind.findData(lane.kind))
        self.reshape.show_marked(self._desk.spot)

    def ask(self, what: str) -> None:
        """Ask how the marked lane is to be removed, merged or split."""
        self.reshape.ask(what, spot_of_lane(self.form.row_id))

    def _adder(self, asks: Asks, after: int) -> Callable[[], object]:
        return lambda: asks.add_lane(self._frame.place(spot_of_lane(self.form.row_id)) + after)

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        return self._context.document.perform(ChangeLane(self.form.row_id, {key: value}), told) is not None

    def _change_kind(self) -> None:
        self.wrong.hide()
        if not self._frame.change_kind(self.form.row_id, str(self.kind.currentData()), self._say_wrong):
            self.show_marked()

    def _say_wrong(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.show()


class CellPage(QWidget):
    """An empty cell: where it is, and what can be done."""

    def __init__(self, context: Context, desk: Desk, asks: Asks) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        tr = context.tr
        self.heading = caption("")
        sentence = Label(tr("Nothing is here yet."), "muted")
        button = Button(context.look, tr("Add a card here"), "plus", clicked=asks.add_card, shortcut="Ins")
        self.setLayout(column(self.heading, sentence, button, 1, spacing=4 * GRID))

    def show_marked(self) -> None:
        """Show the marked cell."""
        stage, lane = self._desk.stage(), self._desk.lane()
        if stage is not None and lane is not None:
            self.heading.setText(f"{stage.letter}{lane.number} · {stage.name} · {self._desk.lane_words(lane)}")


class PathPage(QWidget):
    """The path itself: its title, whether it is or could be, a description."""

    def __init__(self, context: Context, desk: Desk, asks: Asks) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        tr, look = context.tr, context.look
        fields = (
            Field("title", N_("Name of the path"), "wrapped", longest=300),
            Field("description", N_("What this path is about"), "text", longest=4000, lines=3),
        )
        self.form = Form(context, fields, self._save, "path")
        options = [(term.code, tr(term.label), "") for term in PATH_STATES]
        self.state = Choices(look, tr("State of the path"), options, chips=True)
        self.state.chosen.connect(self._say_state)
        hint = Label(tr("Mark a step to see what people said about it and how it feels."), "muted")
        buttons = flow(
            Button(look, tr("Add a stage"), "columns-3", "", lambda: asks.add_stage(None), "Alt+Ins"),
            Button(look, tr("Add a lane"), "rows-3", "", lambda: asks.add_lane(None), "Alt+Shift+Ins"),
        )
        parts = (caption(tr("The path")), self.form, self.state, buttons, hint, 1)
        self.setLayout(column(*parts, spacing=4 * GRID))

    def show_marked(self) -> None:
        """Show the path."""
        path = self._desk.path
        if path is not None:
            self.form.show_values(path.id, {"title": path.title, "description": path.description})
            self.state.show_code(path.state)

    def rename(self) -> None:
        """Put the cursor into the path's name."""
        self.form.focus_field("title")

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        return self._context.document.perform(ChangePath(self.form.row_id, {key: value}), told) is not None

    def _say_state(self, code: str) -> None:
        self._context.document.perform(ChangePath(self.form.row_id, {"state": code}))


__all__ = ["MERGE", "REMOVE", "SPLIT", "CellPage", "LanePage", "PathPage", "StagePage"]
