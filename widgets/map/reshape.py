"""Asked in the page before a stage or a lane is removed, merged or split, saying first what becomes of its cards."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from models.find import first_line
from models.path_lying import Lying
from widgets.canvas.spots import Spot
from widgets.context import Context
from widgets.fields.editors import ChoiceBox
from widgets.look import Look
from widgets.map.desk import Desk
from widgets.map.structure import Structure
from widgets.parts.buttons import Button
from widgets.parts.checks import Check
from widgets.parts.frames import Part, Surface, column, flow, row
from widgets.parts.labels import Label, caption
from widgets.theme import GRID

REMOVE, MERGE, SPLIT = "remove", "merge", "split"


class Ticked(QWidget):
    """A check box beside words that wrap; a click on the words ticks too."""

    def __init__(self, look: Look, words: str) -> None:
        super().__init__()
        self.box = Check(look, "")
        self.box.setAccessibleName(words)
        said = Label(words)
        line = row(self.box, said, spacing=GRID)
        line.setStretch(1, 1)
        line.setAlignment(self.box, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick, or take the tick away."""
        self.box.toggle()
        event.accept()


class Target(QWidget):
    """Into which other stage or lane: the nearest is proposed."""

    def __init__(self, look: Look, name: str, others: Iterable[tuple[str, str]], at_first: str = "") -> None:
        super().__init__()
        self.box = ChoiceBox(look)
        self.box.setAccessibleName(name)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        for row_id, words in others:
            self.box.addItem(words, row_id)
        self.box.setCurrentIndex(max(0, self.box.findData(at_first)))
        self.setLayout(column(caption(name), self.box, spacing=GRID))

    @property
    def row_id(self) -> str:
        """What is chosen."""
        return str(self.box.currentData())


class Question(Surface):
    """A question in the page. Escape and its last button leave everything as it is."""

    left = Signal()

    def __init__(self, name: str, *parts: Part) -> None:
        super().__init__("well", column(*parts, spacing=2 * GRID, margin=3 * GRID))
        self.setAccessibleName(name)
        self.first: QWidget = self

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Reshape(QWidget):
    """The place in the page of a stage or a lane where such a question is asked. `left`: it went."""

    left = Signal()

    def __init__(self, context: Context, desk: Desk, structure: Structure) -> None:
        super().__init__()
        self._context, self._desk, self._structure = context, desk, structure
        self._question: Question | None = None
        self._spot: Spot | None = None
        self._lines = column()
        self.setLayout(self._lines)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether something is asked."""
        return self._question is not None

    def ask(self, what: str, spot: Spot) -> None:
        """Ask how a stage or a lane is to be removed, merged or split, with the keyboard in the question."""
        self.leave()
        makers: dict[str, Callable[[Spot], Question]] = {
            REMOVE: self._removing,
            MERGE: self._merging,
            SPLIT: self._splitting,
        }
        question = makers[what](spot)
        question.left.connect(self._left)
        self._question, self._spot = question, spot
        self._lines.addWidget(question)
        self.show()
        question.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_marked(self, spot: Spot | None) -> None:
        """Leave where something else is marked now."""
        if self._spot is not None and (spot is None or spot.key != self._spot.key):
            self.leave()

    def leave(self) -> None:
        """Take the question away; nothing was done."""
        if self._question is not None:
            self._lines.removeWidget(self._question)
            self._question.hide()
            self._question.deleteLater()
            self._question = self._spot = None
            self.hide()

    # -- the questions --------------------------------------------------------------------------

    def _removing(self, spot: Spot) -> Question:
        tr, look, lying = self._context.tr, self._context.look, self._structure.lying(spot)
        stage, others = spot.kind == "stage", self._structure.others(spot)
        name = tr("Remove {what}?", what=self._structure.words(spot))
        delete = Button(look, tr("Delete the cards too"), "trash-2", clicked=lambda: self._remove(spot))
        if not lying.cards:
            delete.say(tr("Remove the stage") if stage else tr("Remove the lane"))
        said = [self._said(lying, stage=stage)]
        if lying.stories or lying.notes:
            said.append(self._said_of_attached(stage=stage))
        parts: list[Part] = [Label(name, "strong"), Label("\n".join(said))]
        buttons: list[QWidget] = [delete, self._keep()]
        if others:
            target = Target(look, tr("What lies here goes to"), others)
            move = Button(look, tr("Move them and remove it"), "log-in", clicked=lambda: self._merge(spot, target))
            parts.append(target)
            buttons.insert(0, move)
        return self._asked(name, parts, buttons, buttons[0])

    def _merging(self, spot: Spot) -> Question:
        tr, look, stage = self._context.tr, self._context.look, spot.kind == "stage"
        name = tr("Merge {what}", what=self._structure.words(spot))
        target = Target(look, tr("Into"), self._structure.others(spot))
        said = [self._said(self._structure.lying(spot), stage=stage)]
        if stage:
            said.append(tr("All of it goes along, each card into its lane. This stage goes."))
        else:
            said.append(tr("All of it goes along, each card stays in its stage. This lane goes."))
        merge = Button(look, tr("Merge"), "log-in", "primary", clicked=lambda: self._merge(spot, target))
        return self._asked(
            name, [Label(name, "strong"), Label("\n".join(said)), target], [merge, self._keep()], target.box
        )

    def _splitting(self, spot: Spot) -> Question:
        tr, look, stage = self._context.tr, self._context.look, spot.kind == "stage"
        name = tr("Split {what}", what=self._structure.words(spot))
        line, wrong = QLineEdit(), Label("", "error")
        label = tr("Name of the new stage") if stage else tr("Name of the new lane")
        line.setAccessibleName(label)
        line.setMaxLength(200)
        wrong.hide()
        chosen = set(self._desk.chosen)
        ticks = {one.id: Ticked(look, f"{one.code} {first_line(one.words)}") for one in self._structure.cards(spot)}
        for card_id, tick in ticks.items():
            tick.box.setChecked(card_id in chosen)
        which = caption(tr("Cards that go there") if ticks else tr("There is no card to go there."))

        def split() -> None:
            going = tuple(card_id for card_id, tick in ticks.items() if tick.box.isChecked())
            self._split(spot, line, going, wrong)

        line.returnPressed.connect(split)
        button = Button(look, tr("Split"), "columns-3" if stage else "rows-3", "primary", clicked=split)
        parts: list[Part] = [Label(name, "strong"), caption(label), line, wrong, which, *ticks.values()]
        return self._asked(name, parts, [button, self._keep()], line)

    def _asked(self, name: str, parts: list[Part], buttons: list[QWidget], first: QWidget) -> Question:
        made = Question(name, *parts, flow(*buttons))
        made.first = first
        first.setAccessibleDescription("\n".join(part.text() for part in parts if isinstance(part, Label)))
        return made

    def _keep(self) -> Button:
        return Button(self._context.look, self._context.tr("Leave it as it is"), "", "quiet", self._left)

    def _said(self, lying: Lying, *, stage: bool) -> str:
        tr = self._context.tr
        if stage:
            said = [tr.count("{n} card lies in this stage.", "{n} cards lie in this stage.", lying.cards)]
        else:
            said = [tr.count("{n} card lies in this lane.", "{n} cards lie in this lane.", lying.cards)]
        if lying.stories:
            said.append(tr.count("{n} story is attached.", "{n} stories are attached.", lying.stories))
        if lying.notes:
            said.append(tr.count("{n} note is attached.", "{n} notes are attached.", lying.notes))
        return "\n".join(said)

    def _said_of_attached(self, *, stage: bool) -> str:
        tr = self._context.tr
        if stage:
            return tr("Deleted with the stage, its cards are gone; stories and notes are kept, without a step.")
        return tr("Deleted with the lane, its cards are gone; stories and notes stay at their stages.")

    # -- what is done ---------------------------------------------------------------------------

    def _remove(self, spot: Spot) -> None:
        self._left()
        self._structure.remove(spot)

    def _merge(self, spot: Spot, target: Target) -> None:
        into = target.row_id
        self._left()
        self._structure.merge(spot, into)

    def _split(self, spot: Spot, line: QLineEdit, going: tuple[str, ...], wrong: Label) -> None:
        name = line.text().strip()

        def say(sentence: str) -> None:
            wrong.setText(sentence)
            wrong.show()

        if not name:
            say(self._context.tr("Write a name first."))
            line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._structure.split(spot, name, going, say):
            self._left()

    def _left(self) -> None:
        self.leave()
        self.left.emit()
