"""What is known about the marked thing: a page for a card, a stage, a lane, an empty cell, and the path itself."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QWidget

from models import views
from models.edits.path import ChangeTouchpoint
from models.edits.path_frame import ChangeLane, ChangePath, ChangeStage
from models.vocabulary import EVIDENCE, PATH_STATES, STAGE_POSITIONS
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.map.desk import Desk
from widgets.map.editing import Editing
from widgets.map.felt import FeltBox
from widgets.map.voices import VoicesBox
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import column, flow, hairline
from widgets.parts.labels import Label, caption
from widgets.theme import GRID

WORDS = (Field("words", N_("On the card"), "text", longest=4000),)
KNOWN = (
    Field("pain_point", N_("Pain point"), "check"),
    Field("pain_note", N_("What hurts"), "text", longest=2000, lines=1),
    Field("what_works", N_("What works"), "text", longest=2000, lines=1),
    Field("evidence", N_("How do we know"), "chips", options=EVIDENCE),
)
MORE = (
    Field("channel", N_("Channel"), hint=N_("phone, letter, at home …"), longest=300),
    Field("owner", N_("Who owns it"), hint=N_("a role"), longest=300),
    Field("waiting", N_("Waiting time"), longest=300),
    Field("cost_to_person", N_("What it costs the person"), hint=N_("money, time, dignity …"), longest=300),
    Field("hand_off", N_("Handed on to"), longest=300),
)
Act = Callable[[], object]


class CardPage(QWidget):
    """A card: its words, how it feels, what is known, who spoke of it."""

    def __init__(self, context: Context, desk: Desk, editing: Editing) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        tr = context.tr
        self.heading = caption("")
        self.words = Form(context, WORDS, self._save("words"), "touchpoint-words")
        self.known = Form(context, KNOWN, self._save("known"), "touchpoint-known")
        self.more = Form(context, MORE, self._save("more"), "touchpoint-more")
        self.felt = FeltBox(context, desk, editing)
        self.stories = VoicesBox(context, desk, "story")
        self.notes = VoicesBox(context, desk, "note")
        parts = (self.heading, self.words, self.felt, self.known, hairline(), self.stories, self.notes, hairline())
        self.setLayout(column(*parts, caption(tr("More about this step")), self.more, 1, spacing=4 * GRID))

    def show_marked(self) -> None:
        """Show the marked card."""
        card, lane = self._desk.card(), self._desk.lane()
        if card is None or lane is None:
            return
        tr = self._context.tr
        self.heading.setText(tr("Step {code} · {lane}", code=card.code, lane=self._desk.lane_words(lane)))
        values = asdict(card)
        for form in (self.words, self.known, self.more):
            form.show_values(card.id, values)
        self.known.show_only(("pain_point", *(("pain_note",) if card.pain_point else ()), "what_works", "evidence"))
        self.felt.show_card(card)
        stories, notes = self._context.document.ask(views.attached, card.stage_id, card.id)
        self.stories.show_voices(stories)
        self.notes.show_voices(notes)

    def _save(self, name: str) -> Callable[[str, Any, Callable[[str], object]], bool]:
        def save(key: str, value: Any, told: Callable[[str], object]) -> bool:
            form: Form = getattr(self, name)
            return self._context.document.perform(ChangeTouchpoint(form.row_id, {key: value}), told) is not None

        return save


class StagePage(QWidget):
    """A stage: its name, where it lies, and who spoke of it or of its cards."""

    def __init__(self, context: Context, desk: Desk, editing: Editing, delete: Act) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        tr, look = context.tr, context.look
        self.heading = caption("")
        self.form = Form(context, (Field("name", N_("Name of the stage"), longest=200),), self._save, "stage")
        options = [(term.code, tr(term.label), "") for term in STAGE_POSITIONS]
        self.position = Choices(look, tr("Where the stage lies"), options, chips=True)
        self.position.chosen.connect(self._place)
        buttons = flow(
            Button(look, tr("Move left"), "arrow-left", clicked=lambda: editing.push(-1, 0), shortcut="Alt+Left"),
            Button(look, tr("Move right"), "arrow-right", clicked=lambda: editing.push(1, 0), shortcut="Alt+Right"),
            Button(look, tr("Delete stage"), "trash-2", clicked=delete),
        )
        self.stories = VoicesBox(context, desk, "story")
        self.notes = VoicesBox(context, desk, "note")
        where = column(caption(tr("Where it lies")), self.position, spacing=GRID)
        parts = (self.heading, self.form, where, buttons, hairline(), self.stories, self.notes, 1)
        self.setLayout(column(*parts, spacing=4 * GRID))

    def show_marked(self) -> None:
        """Show the marked stage."""
        stage = self._desk.stage()
        if stage is None:
            return
        self.heading.setText(self._context.tr("Stage {code}", code=stage.letter))
        self.form.show_values(stage.id, {"name": stage.name})
        self.position.show_code(stage.position)
        stories, notes = self._context.document.ask(views.attached, stage.id)
        self.stories.show_voices(stories)
        self.notes.show_voices(notes)

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        return self._context.document.perform(ChangeStage(self.form.row_id, {key: value}), told) is not None

    def _place(self, code: str) -> None:
        self._context.document.perform(ChangeStage(self.form.row_id, {"position": code}))


class LanePage(QWidget):
    """A lane: its name, its place among the lanes."""

    def __init__(self, context: Context, desk: Desk, editing: Editing, delete: Act) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        tr, look = context.tr, context.look
        self.heading = caption("")
        self.form = Form(context, (Field("name", N_("Name of the lane"), longest=200),), self._save, "lane")
        buttons = flow(
            Button(look, tr("Move up"), "arrow-up", clicked=lambda: editing.push(0, -1), shortcut="Alt+Up"),
            Button(look, tr("Move down"), "arrow-down", clicked=lambda: editing.push(0, 1), shortcut="Alt+Down"),
            Button(look, tr("Delete lane"), "trash-2", clicked=delete),
        )
        self.setLayout(column(self.heading, self.form, buttons, 1, spacing=4 * GRID))

    def show_marked(self) -> None:
        """Show the marked lane."""
        lane = self._desk.lane()
        if lane is not None:
            self.heading.setText(self._context.tr("Lane {number}", number=lane.number))
            self.form.show_values(lane.id, {"name": self._desk.lane_words(lane)})

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        return self._context.document.perform(ChangeLane(self.form.row_id, {key: value}), told) is not None


class CellPage(QWidget):
    """An empty cell: where it is, and what can be done."""

    def __init__(self, context: Context, desk: Desk, add: Act) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        tr = context.tr
        self.heading = caption("")
        sentence = Label(tr("Nothing is here yet."), "muted")
        button = Button(context.look, tr("Add a card here"), "plus", clicked=add, shortcut="Ins")
        self.setLayout(column(self.heading, sentence, button, 1, spacing=4 * GRID))

    def show_marked(self) -> None:
        """Show the marked cell."""
        stage, lane = self._desk.stage(), self._desk.lane()
        if stage is not None and lane is not None:
            self.heading.setText(f"{stage.letter}{lane.number} · {stage.name} · {self._desk.lane_words(lane)}")


class PathPage(QWidget):
    """The path itself: its title, whether it is or could be, a description."""

    def __init__(self, context: Context, desk: Desk) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        tr = context.tr
        fields = (
            Field("title", N_("Name of the path"), longest=300),
            Field("description", N_("What this path is about"), "text", longest=4000, lines=3),
        )
        self.form = Form(context, fields, self._save, "path")
        options = [(term.code, tr(term.label), "") for term in PATH_STATES]
        self.state = Choices(context.look, tr("State of the path"), options, chips=True)
        self.state.chosen.connect(self._say_state)
        hint = Label(tr("Mark a step to see what people said about it and how it feels."), "muted")
        parts = (caption(tr("The path")), self.form, self.state, hint, 1)
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
