"""The step that words belong to: shown as a chip, chosen by typing its code or from a list."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QStackedLayout, QWidget

from models import queries
from models.find import first_line
from models.records import PathRecord
from widgets.context import Context
from widgets.parts.buttons import Button, IconButton
from widgets.parts.frames import row
from widgets.session import Step
from widgets.theme import GRID

LONGEST_NAME = 28


def steps_of(paths: Iterable[PathRecord], path_id: str | None) -> tuple[Step, ...]:
    """Return all steps in reading order: those of one path, or of all where none is worked on."""
    found: list[Step] = []
    for path in paths:
        if path_id and path.id != path_id:
            continue
        for stage in path.stages:
            found.append(Step(stage.id, None, stage.letter, first_line(stage.name)))
            own = (card for card in path.cards if card.stage_id == stage.id)
            found += [Step(stage.id, card.id, card.code, first_line(card.words)) for card in own]
    return tuple(found)


def shown_step(step: Step) -> str:
    """Return a step's code and name on one line."""
    name = step.name if len(step.name) <= LONGEST_NAME else step.name[: LONGEST_NAME - 1].rstrip() + "…"
    return " ".join(part for part in (step.code, name) if part)


def step_now(step: Step | None, steps: Iterable[Step]) -> Step | None:
    """Return a marked step as the path has it now: its stage where its card went, None where both are gone."""
    if step is None:
        return None
    listed = {(one.stage_id, one.touchpoint_id): one for one in steps}
    ids = (one for one in listed.values() if step.touchpoint_id and one.touchpoint_id == step.touchpoint_id)
    return next(ids, None) or listed.get((step.stage_id, None))


class StepField(QWidget):
    """A button that names the step, or says what to press, and becomes a line to type a code into.

    `chosen` tells a Step or None. `left`: the line was left, the focus should go where work goes on.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(
        self, context: Context, empty: Callable[[], str], *, clearable: bool = True, at_end: bool = False
    ) -> None:
        super().__init__()
        self.context = context
        self._empty, self._clearable = empty, clearable
        self._steps: dict[str, Step] = {}
        tr, look = context.tr, context.look
        self.button = Button(look, empty(), "route", "chip", self.start)
        self.clear = IconButton(look, tr("No step"), "x", lambda: self._take(None))
        self.line = QLineEdit()
        self.line.setAccessibleName(tr("Step: type its code or its words"))
        self.line.setPlaceholderText(tr("Code or words"))
        self.line.installEventFilter(self)
        self.line.returnPressed.connect(self._entered)
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setMaxVisibleItems(12)
        self._completer.activated.connect(lambda name: self._take(self._steps.get(str(name))))
        self.line.setCompleter(self._completer)
        shown, typing = QWidget(), QWidget()
        parts = (1, self.button, self.clear) if at_end else (self.button, self.clear, 1)
        shown.setLayout(row(*parts, spacing=0))
        typing.setLayout(row(self.line))
        self._stack = QStackedLayout(self)  # without an owner each page would be a window for a moment
        self._stack.addWidget(shown)
        self._stack.addWidget(typing)
        look.changed.connect(self._fit)
        self.show_step(None)

    @property
    def typing(self) -> bool:
        """Whether the line is open."""
        return self._stack.currentIndex() == 1

    def offer(self, steps: Iterable[Step]) -> None:
        """List other steps to choose from."""
        self._steps = {}
        for step in steps:
            self._steps.setdefault(f"{step.code}  {step.name}".strip(), step)
        self._names.setStringList(list(self._steps))

    def show_step(self, step: Step | None) -> None:
        """Show the step that holds."""
        text = shown_step(step) if step else self._empty()
        self.button.say(text)
        self.button.setToolTip(self.context.tr("Choose the step by its code or from a list"))
        self.button.setCheckable(True)
        self.button.setChecked(step is not None)
        self.clear.setVisible(step is not None and self._clearable)
        self._fit()

    def start(self) -> None:
        """Open the line with the list under it."""
        self.button.setChecked(self.clear.isVisibleTo(self))
        self._stack.setCurrentIndex(1)
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._steps:
            self._completer.setCompletionPrefix("")
            self._completer.complete()

    def close_line(self) -> None:
        """Go back to the button."""
        if (popup := self._completer.popup()) is not None:
            popup.hide()
        self._stack.setCurrentIndex(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves the line as it was; so does going elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and _is_escape(event):
            self.close_line()
            self.left.emit()
            return True
        popup = self._completer.popup()
        if event.type() == QEvent.Type.FocusOut and not (popup is not None and popup.isVisible()):
            self.close_line()
        return super().eventFilter(watched, event)

    def _entered(self) -> None:
        typed = self.line.text().strip().casefold()
        if not self.typing:  # the list was answered already
            return
        by_code = (step for step in self._steps.values() if step.code.casefold() == typed)
        by_words = (step for name, step in self._steps.items() if typed in name.casefold())
        if found := (next(by_code, None) or next(by_words, None)) if typed else None:
            self._take(found)
        else:
            self.close_line()
            self.left.emit()

    def _take(self, step: Step | None) -> None:
        self.close_line()
        self.chosen.emit(step)
        self.left.emit()

    def _fit(self) -> None:
        look = self.context.look
        self.line.setMinimumWidth(look.px(180))
        bold = QFontMetrics(look.font(bold=True)).horizontalAdvance(self.button.text())  # chosen, it is bold
        self.button.setMinimumWidth(bold + look.px(18) + 10 * GRID)


def all_steps(context: Context) -> tuple[Step, ...]:
    """Return the steps of the path that is worked on, else of all paths."""
    return steps_of(context.document.ask(queries.paths), context.session.path_id)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
