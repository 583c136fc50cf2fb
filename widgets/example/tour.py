"""Follow this idea: a panel that goes through the example in five stops."""

import itertools

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from models.edits.weighing import ConfirmAnswer
from widgets.context import Context
from widgets.example.stops import STOPS
from widgets.example.thread import Thread, read_thread
from widgets.parts.buttons import Button, IconButton
from widgets.parts.frames import column, flow, row
from widgets.parts.labels import Chip, Label
from widgets.theme import GRID

NEXT, BACK = "F4", "Shift+F4"  # in every room: Alt and the arrows move cards in Map and go to the desk in Capture


class ExampleTour(QFrame):
    """A panel above the rooms that goes from stop to stop. `left`: somebody has seen enough."""

    own_wanted = Signal()
    began = Signal()
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._at = 0
        tr, look = context.tr, context.look
        self.setObjectName("example-tour")
        self.setProperty("surface", "focus-card")
        self.setAccessibleName(tr("Follow this idea"))
        self._count = Label("", "caption")
        self._chain = [Chip(tr(stop.link)) for stop in STOPS]
        self.words = Label("", "strong")
        self.sentence = Label("")
        self.turn = Button(look, "", "check", "", self._turn)
        self.own = Button(look, tr("Start my own workshop"), "file-plus", "primary", self.own_wanted.emit)
        self.back = Button(look, tr("Back"), "arrow-left", "", self.go_back, BACK)
        self.next = Button(look, tr("Next"), "arrow-right", "primary", self.go_on, NEXT)
        self.leave_button = IconButton(look, tr("Leave the tour"), "x", self.leave, "Esc")
        self._lay_out()
        for keys, run in ((NEXT, self.go_on), (BACK, self.go_back)):
            QShortcut(QKeySequence(keys), self).activated.connect(run)
        context.document.changed.connect(self._changed)

    def _lay_out(self) -> None:
        chain = flow(*self._chain, spacing=GRID)
        head = row(self._count, chain, self.leave_button, spacing=3 * GRID)
        head.setStretch(1, 1)
        text = column(self.words, self.sentence, spacing=GRID)
        self._body = row(text, flow(self.turn, self.back, self.next, self.own), spacing=3 * GRID)
        self._body.setStretch(0, 1)
        self.setLayout(column(head, self._body, spacing=GRID, margin=3 * GRID))
        order = (self.turn, self.back, self.next, self.own, self.leave_button)
        for first, second in itertools.pairwise(order):
            QWidget.setTabOrder(first, second)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where both do not fit beside each other."""
        super().resizeEvent(event)
        wide = self.width() >= self._context.look.px(900)
        directions = QBoxLayout.Direction
        self._body.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    @property
    def stop(self) -> int:
        """The present stop, counted from 1."""
        return self._at + 1

    def start(self) -> None:
        """Begin at the first stop."""
        self.show()
        self.began.emit()
        self._go(0)

    def go_on(self) -> None:
        """Go to the next stop; at the last one nothing is left to go to."""
        if self._at + 1 < len(STOPS):
            self._go(self._at + 1)

    def go_back(self) -> None:
        """Go to the stop before."""
        if self._at:
            self._go(self._at - 1)

    def leave(self) -> None:
        """Leave the tour and stay where one is."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    # -- inside ---------------------------------------------------------------------------------

    def _go(self, place: int) -> None:
        self._at = place
        thread = read_thread(self._context.document)
        self._say(thread)
        STOPS[place].go(thread, self._context.window)
        # The room took the focus when it came on screen; Enter goes on to the next stop.
        last = place + 1 == len(STOPS)
        (self.own if last else self.next).setFocus(Qt.FocusReason.OtherFocusReason)
        if last:
            self._context.settings.set("example_seen", True)

    def _say(self, thread: Thread) -> None:
        tr, stop = self._context.tr, STOPS[self._at]
        self._count.setText(tr("Example. Nothing here is real. {n} of {all}", n=self._at + 1, all=len(STOPS)))
        for place, chip in enumerate(self._chain):
            link, here = tr(STOPS[place].link), place == self._at
            chip.set_tone("accent" if here else "neutral")
            chip.setText(f"→ {link}" if here else link)
            chip.setAccessibleName(tr("{link}, you are here", link=link) if here else link)
        said = stop.say(thread, tr)
        self.words.setText(said.words)
        self.words.setVisible(bool(said.words))
        self.sentence.setText(said.sentence)
        answer = thread.stop_answer
        self.turn.setVisible(stop.turns and answer is not None and not answer.confirmed)
        if thread.stop is not None:
            self.turn.say(tr("Confirm: {what}", what=thread.stop.wording))
        self.back.setEnabled(self._at > 0)
        last = self._at + 1 == len(STOPS)
        self.next.setVisible(not last)
        self.own.setVisible(last)
        self.setAccessibleDescription(f"{self._count.text()}. {said.words} {said.sentence}")

    def _turn(self) -> None:
        """Confirm the stop-doing as anybody would: through the gate, and undoable."""
        context = self._context
        thread = read_thread(context.document)
        answer = thread.stop_answer
        if answer is None or answer.confirmed:
            return
        entered_by = context.settings.get("operator") or context.tr("Facilitator")
        edit = ConfirmAnswer(answer.id, answer.owner, "in_the_room", entered_by, on=context.today())
        if context.document.perform(edit) is not None:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, _: object) -> None:
        if self.isVisible():
            self._say(read_thread(self._context.document))
