"""The steps a note or story belongs to: each with its own cross, and one more to add."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.edits.voices import Place
from models.records import PlaceRecord
from widgets.capture.steps import StepField, all_steps, shown_step
from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow
from widgets.session import Step
from widgets.theme import GRID


class Belongs(QWidget):
    """Where something belongs. `wanted`: all its places as they shall be, a tuple of Place."""

    wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._places: tuple[Place, ...] = ()
        self._box: QVBoxLayout = column(spacing=0)
        self._line: QWidget | None = None
        self.add = StepField(context, lambda: context.tr("Add a step"), clearable=False)
        self.add.chosen.connect(self._add)
        self.setLayout(column(self._box, self.add, spacing=GRID))

    def show_places(self, places: tuple[PlaceRecord, ...]) -> None:
        """Show where it belongs."""
        steps = all_steps(self.context)
        self.add.offer(steps)
        self.add.show_step(None)
        self.add.setVisible(bool(steps))
        names = {(step.stage_id, step.touchpoint_id): step for step in steps}
        self._places = tuple(Place(place.stage_id, place.touchpoint_id) for place in places)
        if self._line is not None:
            self._box.removeWidget(self._line)
            self._line.hide()
            self._line.deleteLater()
        self._line = flow(*(self._chip(place, names) for place in places), spacing=GRID)
        self._box.addWidget(self._line)
        self._line.setVisible(bool(places))

    def _chip(self, place: PlaceRecord, names: dict[tuple[str, str | None], Step]) -> Button:
        tr = self.context.tr
        step = names.get((place.stage_id, place.touchpoint_id)) or Step(place.stage_id, None, place.code)
        gone = Place(place.stage_id, place.touchpoint_id)
        chip = Button(self.context.look, f"{shown_step(step)}  ×", "route", "chip", lambda: self._take(gone))
        chip.setAccessibleName(tr("Take away from step {step}", step=shown_step(step)))
        chip.setToolTip(tr("Take away from this step"))
        return chip

    def _add(self, step: Step | None) -> None:
        if step is not None and (place := Place(step.stage_id, step.touchpoint_id)) not in self._places:
            self.wanted.emit((*self._places, place))

    def _take(self, place: Place) -> None:
        self.wanted.emit(tuple(one for one in self._places if one != place))
