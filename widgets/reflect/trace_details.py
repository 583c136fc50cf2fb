"""One note's chain in full: five stops on a thread, and the one thing to do where it breaks."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from exports.reports.trace_words import STOP_NAMES, Telling, is_there, stops_of
from models.influence import END, STOPS, WITHDRAWN, Trace
from models.vocabulary import NOTE_KINDS, label
from resources.texts import N_
from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow, row, scrolled
from widgets.parts.labels import Chip, Label, caption
from widgets.theme import GRID

WHOLE_WORDS = 20_000  # characters: all of them
MARK = 22  # pixels at 100 % text: the room of the thread
NEXT = {
    "words": (N_("Open the note"), "external-link"),
    "step": (N_("Say where it belongs"), "map-pin"),
    "takes": (N_("Say what it takes"), "scale"),
    "sentence": (N_("Answer it, and confirm"), "scale"),
    "outcome": (N_("Open the answer"), "external-link"),
    END: (N_("Open the answer"), "external-link"),
}


class StopView(QWidget):
    """One stop: a filled mark where it stands, a ring where it is missing, and the thread to the next one."""

    def __init__(self, context: Context, stop: str) -> None:
        super().__init__()
        self._look = context.look
        self.stop, self.there, self._last = stop, False, stop == STOPS[-1]
        self.words = Label("")
        self._title = caption(context.tr(STOP_NAMES[stop]))
        self._room = QWidget()
        inside = column(self._title, self.words, spacing=2)
        inside.setContentsMargins(0, 0, 0, 3 * GRID)
        self.setLayout(row(self._room, inside, spacing=GRID))
        inside_row = self.layout()
        assert inside_row is not None  # noqa: S101 - set just now
        self._look.changed.connect(self._measure)
        self._measure()

    def show_stop(self, words: str, *, there: bool) -> None:
        """Show what is known of it."""
        self.words.setText(words)
        self.words.set_kind("" if there else "muted")
        self.there = there
        self.setAccessibleName(f"{self._title.text()}: {words}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark and the thread."""
        del event
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = look.px(6)
        middle = QPointF(self._room.geometry().center().x(), self._title.geometry().center().y())
        if not self._last:
            pen = QPen(look.colour("accent" if self.there else "control"), 2)
            pen.setStyle(Qt.PenStyle.SolidLine if self.there else Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawLine(middle + QPointF(0, radius + 2), QPointF(middle.x(), self.height()))
        painter.setPen(QPen(look.colour("accent" if self.there else "control"), 2))
        painter.setBrush(look.colour("accent" if self.there else "panel"))
        painter.drawEllipse(middle, radius, radius)

    def _measure(self) -> None:
        self._room.setFixedWidth(self._look.px(MARK))


class TraceDetails(QWidget):
    """Beside the list. `open_wanted`: to where the chain breaks. `copy_wanted`: its line as text."""

    open_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr, look = context.tr, context.look
        self.setAccessibleName(tr("The marked note"))
        self.code, self.kind = Label("", "strong"), Chip("", "neutral")
        self.stops = {stop: StopView(context, stop) for stop in STOPS}
        self.gone = Label(tr("This note was withdrawn. Only its code is left."), "muted")
        self.go = Button(look, tr(NEXT[END][0]), "external-link", "primary", self.open_wanted.emit)
        self.copy = Button(look, tr("Copy the line"), "copy", "quiet", self.copy_wanted.emit)
        head = row(self.code, self.kind, 1)
        parts = (head, self.gone, column(*self.stops.values(), spacing=0), flow(self.go, self.copy), 1)
        self.setLayout(column(scrolled(*parts)))

    def show_trace(self, trace: Trace | None, telling: Telling) -> None:
        """Show a note's chain."""
        tr = self.context.tr
        withdrawn = trace is None or trace.withdrawn
        self.code.setText(trace.code if trace else "")
        self.kind.setText(tr(label(NOTE_KINDS, trace.kind)) if trace and trace.kind else "")
        self.kind.setVisible(not withdrawn)
        self.gone.setVisible(bool(trace and trace.withdrawn))
        for view in self.stops.values():
            view.setVisible(not withdrawn)
        self.go.setVisible(not withdrawn)
        self.copy.setVisible(trace is not None)
        if trace is None or trace.withdrawn:
            return
        for (stop, view), words in zip(self.stops.items(), stops_of(trace, telling, WHOLE_WORDS), strict=True):
            view.show_stop(words, there=is_there(trace, stop))
        words, _ = NEXT[trace.breaks_at if trace.breaks_at != WITHDRAWN else END]
        self.go.say(tr(words))
