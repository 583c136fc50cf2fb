"""The sheet of a vote: its question, how people vote, and what they can vote for."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models import queries
from models import vote_reads as reads
from models.edits.voting import (
    AddOptions,
    ChangeOption,
    ChangeRound,
    MoveOption,
    NewOption,
    RemoveOption,
)
from models.vocabulary import NOTE_KINDS, VOTE_METHODS, label
from models.vote_records import OptionRecord, RoundRecord
from resources.texts import N_
from widgets.context import Context
from widgets.fields.editors import ChoiceBox
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import Callout, Surface, column, flow, row
from widgets.parts.labels import caption, muted
from widgets.prepare.adding import AddLine, Told
from widgets.sort.votes.grid import CountGrid, GridRow
from widgets.theme import GRID

FIELDS = (
    Field("question", N_("The question"), "text", longest=500, lines=2),
    Field("dots", N_("Dots for each person"), "number"),
    Field("top", N_("The best mark"), "number", explain=N_("Marks go from 1 to this number.")),
)
OPTION_FIELDS = (
    Field("label", N_("As it stands on the sheet"), "wrapped", longest=500),
    Field("left_out", N_("Why it is left out"), "text", longest=1000, explain=N_("Empty: it stands on the sheet.")),
)
KINDS = ("idea", "stop", "offer", "question", "problem", "keep")


class OptionTable(CountGrid):
    """What can be voted for. Space puts an option back or leaves it out, Delete takes it off, Ctrl+↑ and ↓ move it."""

    chosen = Signal(str)
    toggled = Signal(str)
    removed = Signal(str)
    shifted = Signal(str, int)

    def __init__(self, context: Context, name: str) -> None:
        super().__init__(context.look, name, lambda *_: True, words=2)
        self._shares = (-48, 1, -110)
        self.horizontalHeader().hide()
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.selectionModel().currentRowChanged.connect(self._tell)

    def widths(self, width: int) -> list[int]:
        """Return the widths of letter, words and code."""
        first, last = self.look.px(48), self.look.px(110)
        return [first, max(self.look.px(120), width - first - last), last]

    def _heading_height(self) -> int:
        """Return none: letters, words and codes say themselves what they are."""
        return 0

    def option_id(self) -> str:
        """Return the marked option's id, empty for none."""
        at = self.currentIndex().row()
        return self.grid.rows[at].id if 0 <= at < len(self.grid.rows) else ""

    def mark(self, option_id: str) -> bool:
        """Mark an option. False: it is not here."""
        at = next((at for at, one in enumerate(self.grid.rows) if one.id == option_id), -1)
        if at >= 0:
            self.setCurrentIndex(self.grid.index(at, 1))
        return at >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do with the marked option what the keys say."""
        key, option = event.key(), self.option_id()
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if option and key == Qt.Key.Key_Delete:
            self.removed.emit(option)
        elif option and key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggled.emit(option)
        elif option and with_ctrl and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.shifted.emit(option, -1 if key == Qt.Key.Key_Up else 1)
        else:
            super(CountGrid, self).keyPressEvent(event)

    def _tell(self) -> None:
        self.chosen.emit(self.option_id())


class SheetPart(QWidget):
    """The sheet in three parts: the question, what can be voted for, and what may be added to it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._round: RoundRecord | None = None
        self._options: tuple[OptionRecord, ...] = ()
        tr, look = context.tr, context.look
        self.form = Form(context, FIELDS, self._save, "vote")
        self.method = Choices(look, tr("How people vote"), [(one.code, tr(one.label), "") for one in VOTE_METHODS])
        self.method.chosen.connect(self._method_chosen)
        self.fixed = Callout(
            look,
            "waiting",
            tr("Votes were counted on this sheet: it stays as it is. Close the vote and vote again for another one."),
        )
        self.table = OptionTable(context, tr("What can be voted for"))
        self.table.chosen.connect(self._show_marked)
        self.table.toggled.connect(self._toggle)
        self.table.removed.connect(self._remove)
        self.table.shifted.connect(self._shift)
        self.nothing = muted(tr("Nothing can be voted for yet. Add themes, ideas, or your own words."))
        self.counted = muted("")
        self.details = self._details()
        self.adding = self._adding()
        self.frame = Surface("card", column(self.table, margin=2))
        ask = Surface(
            "card", column(self.form, caption(tr("How people vote")), self.method, spacing=2 * GRID, margin=3 * GRID)
        )
        parts = (self.fixed, ask, caption(tr("What can be voted for")), self.nothing, self.frame, self.counted)
        self.setLayout(column(*parts, self.details, self.adding, spacing=3 * GRID))

    def _details(self) -> QWidget:
        tr, look = self.context.tr, self.context.look
        self.option_form = Form(self.context, OPTION_FIELDS, self._save_option, "vote-option")
        self.back = Button(
            look, tr("Put on the sheet"), "check", "", lambda: self._toggle(self.table.option_id()), "Space"
        )
        self.up = Button(
            look, tr("Up"), "arrow-up", "quiet", lambda: self._shift(self.table.option_id(), -1), "Ctrl+Up"
        )
        self.down = Button(
            look, tr("Down"), "arrow-down", "quiet", lambda: self._shift(self.table.option_id(), 1), "Ctrl+Down"
        )
        self.off = Button(
            look, tr("Take off the sheet"), "trash-2", "quiet", lambda: self._remove(self.table.option_id()), "Del"
        )
        buttons = flow(self.back, self.up, self.down, self.off)
        return Surface("card", column(self.option_form, buttons, spacing=2 * GRID, margin=3 * GRID))

    def _adding(self) -> QWidget:
        tr, look = self.context.tr, self.context.look
        self.source = ChoiceBox(look)
        self.source.setAccessibleName(tr("Add from"))
        self.source.setMinimumContentsLength(10)
        self.source.setSizeAdjustPolicy(self.source.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.add_source = Button(look, tr("Add these"), "plus", "", self._add_source)
        self.own = AddLine(
            context=self.context,
            name=tr("Add your own words"),
            hint=tr("Something else to vote for"),
            adds=self._add_own,
            place="vote/add-option",
            longest=500,
        )
        chooser = row(self.source, self.add_source)
        chooser.setStretchFactor(self.source, 1)
        holder = QWidget()
        holder.setLayout(column(caption(tr("Add to the sheet")), chooser, self.own))
        return holder

    # -- showing --------------------------------------------------------------------------------

    def show_round(self, round_: RoundRecord, *, counted: bool) -> None:
        """Show a round's sheet; once votes were counted it can only be read."""
        other = self._round is None or self._round.id != round_.id
        self._round = round_
        self.form.show_values(round_.id, {"question": round_.question, "dots": round_.dots, "top": round_.top})
        self.form.show_only(["question", *({"dots": ["dots"], "rating": ["top"]}.get(round_.method, []))])
        self.method.show_code(round_.method)
        self.fixed.setVisible(counted)
        for part in (self.form, self.method, self.adding):
            part.setEnabled(not counted)
        self.adding.setVisible(not counted)
        self._show_options(counted)
        if not counted and (other or not self.source.count()):
            self._fill_sources()

    def fill_again(self) -> None:
        """Offer the themes of now to add from."""
        self._fill_sources()

    def _show_options(self, counted: bool) -> None:
        tr, gone = self.context.tr, self.context.tr("Not there any more")
        assert self._round is not None  # noqa: S101 - shown with a round
        self._options = self.context.document.ask(reads.options, self._round.id)
        rows = [
            GridRow(one.id, one.letter or "–", (), self._why(one), (one.words or gone, one.code), bold=True)
            for one in self._options
        ]
        self.table.show_rows(("", "", ""), rows, {})
        self.frame.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        left = sum(1 for one in self._options if one.left_out)
        said = tr.count("{n} option on the sheet.", "{n} options on the sheet.", len(self._options) - left)
        out = (
            tr.count("{n} is left out, and the sheet says why.", "{n} are left out, and the sheet says why.", left)
            if left
            else ""
        )
        self.counted.setText(" ".join(part for part in (said, out) if part))
        self.counted.setVisible(bool(rows))
        self._may_change = not counted
        self._show_marked()

    def _why(self, option: OptionRecord) -> str:
        tr = self.context.tr
        return tr("Left out: {why}", why=tr(option.left_out)) if option.left_out else ""

    def _show_marked(self, _: str = "") -> None:
        option = self._marked()
        self.details.setVisible(option is not None and self._may_change)
        if option is None:
            return
        values = {"label": option.words, "left_out": self.context.tr(option.left_out)}
        self.option_form.show_values(option.id, values)
        self.back.setVisible(bool(option.left_out))

    def _marked(self) -> OptionRecord | None:
        marked = self.table.option_id()
        return next((one for one in self._options if one.id == marked), None)

    def _fill_sources(self) -> None:
        tr, chosen = self.context.tr, self.source.currentData()
        self.source.clear()
        self.source.addItem(tr("All themes"), "themes")
        for theme in self.context.document.ask(queries.themes):
            self.source.addItem(tr("Ideas of “{theme}”", theme=theme.title), f"theme/{theme.id}")
        for kind in KINDS:
            self.source.addItem(tr("All notes of the kind “{kind}”", kind=tr(label(NOTE_KINDS, kind))), f"kind/{kind}")
        at = self.source.findData(chosen)
        self.source.setCurrentIndex(max(0, at))

    # -- what people do -------------------------------------------------------------------------

    def focus(self) -> None:
        """Begin with the question where nothing is on the sheet yet, else with the list."""
        if self._options:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.mark(self.table.option_id() or self._options[0].id)
        else:
            self.source.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self, key: str, value: object, told: Told) -> bool:
        if not isinstance(value, str) and not isinstance(value, int):
            told(self.context.tr("Write a number here."))
            return False
        return self.context.document.perform(ChangeRound(self.form.row_id, {key: value}), told) is not None

    def _method_chosen(self, method: str) -> None:
        if (
            self._round is not None
            and self.context.document.perform(ChangeRound(self._round.id, {"method": method})) is None
        ):
            self.method.show_code(self._round.method)

    def _save_option(self, key: str, value: object, told: Told) -> bool:
        return self.context.document.perform(ChangeOption(self.option_form.row_id, {key: value}), told) is not None

    def _toggle(self, option_id: str) -> None:
        """Put an option back on the sheet; one that stands there is left out by saying why."""
        option = next((one for one in self._options if one.id == option_id), None)
        if option is None or not self._may_change:
            return
        if option.left_out:
            self.context.document.perform(ChangeOption(option_id, {"left_out": ""}))
        else:
            self.option_form.focus_field("left_out")

    def _shift(self, option_id: str, step: int) -> None:
        ids = [one.id for one in self._options]
        if option_id in ids:
            self.context.document.perform(MoveOption(option_id, ids.index(option_id) + step))
            self.table.mark(option_id)

    def _remove(self, option_id: str) -> None:
        self.context.document.perform(RemoveOption(option_id))

    def _add_own(self, words: str, told: Told) -> bool:
        return self._add((NewOption(label=words),), told)

    def _add_source(self) -> None:
        what, _, which = str(self.source.currentData() or "").partition("/")
        ask: Callable[..., tuple[NewOption, ...]] = self.context.document.ask
        if what == "themes":
            found = ask(reads.theme_options)
        elif what == "theme":
            found = ask(reads.note_options, which)
        else:
            found = ask(reads.note_options, None, (which,))
        if not found:
            self.own.tell(self.context.tr("There is nothing of this kind yet."))
        elif self._add(found, self.own.tell):
            self.own.tell("")

    def _add(self, options: tuple[NewOption, ...], told: Told) -> bool:
        if self._round is None:
            return False
        return self.context.document.perform(AddOptions(self._round.id, options), told) is not None
