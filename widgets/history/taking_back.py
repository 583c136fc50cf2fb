"""Taking back several steps at once, after having said how many; redo brings each of them back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from models.history import UNDO
from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.frames import Surface, column, flow
from widgets.parts.labels import Label
from widgets.theme import GRID


class TakingBack(Surface):
    """Asks first. `left`: it is done, or somebody thought better of it."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("focus-card")
        self._context, self._step = context, ""
        tr, look = context.tr, context.look
        self.words = Label("", "strong")
        self.yes = Button(look, "", "undo-2", "primary", self._take_back)
        self.no = Button(look, tr("Leave it as it is"), "", "quiet", self._leave, "Esc")
        self.setLayout(column(self.words, flow(self.yes, self.no), spacing=2 * GRID, margin=3 * GRID))
        self.setAccessibleName(tr("Take back several steps"))
        self.hide()

    def times(self, step_id: str) -> int:
        """Return how many times undo has to be asked for until a step is taken back; 0: it cannot be."""
        done = self._context.document.project.history.done
        at = next((at for at, step in enumerate(done) if step.id == step_id), None)
        if at is None or self._context.document.read_only:
            return 0
        later = done[at:]
        return sum(
            1 for number, step in enumerate(later) if not number or not step.run or step.run != later[number - 1].run
        )

    def ask(self, step_id: str) -> None:
        """Ask whether to take back a step and everything after it."""
        tr, number = self._context.tr, self.times(step_id)
        self._step = step_id
        self.words.setText(
            tr.count(
                "This step is taken back. Redo brings it back.",
                "{n} steps are taken back, the newest first. Redo brings each of them back.",
                number,
            )
        )
        self.yes.say(tr.count("Take it back", "Take back {n} steps", number))
        self.show()
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave it by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _take_back(self) -> None:
        document, tr = self._context.document, self._context.tr
        taken, step = 0, self._step
        self.hide()
        while self.times(step):
            if document.project.is_long(UNDO):
                document.undo()  # it goes on by itself, behind its panel
                break
            if document.undo() is None:
                break
            taken += 1
        if taken:
            sentence = tr.count("One step was taken back.", "{n} steps were taken back.", taken)
            self._context.notices.say(sentence, tr("Redo"), document.redo)
        self.left.emit()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
