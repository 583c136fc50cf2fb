"""What the page of likely twins shows while notes are looked through, and where there are none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.frames import column, row
from widgets.parts.labels import Label
from widgets.theme import GRID


class Looking(QWidget):
    """A title, a sentence, how far it is, and Stop; or that there is nothing to decide."""

    stop_wanted = Signal()
    look_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        tr, look = context.tr, context.look
        self._icon = Label()
        self.title = Label("", "title")
        self.sentence = Label("", "muted")
        for label in (self._icon, self.title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("How many notes were looked at"))
        self.progress.setTextVisible(False)
        self.stop = Button(look, tr("Stop"), "x", "", self.stop_wanted.emit)
        self.look = Button(look, tr("Look through the notes"), "search", "primary", self.look_wanted.emit)
        bar = row(1, self.progress, 1)
        bar.setStretch(1, 2)
        parts = (self._icon, self.title, self.sentence, bar, row(1, self.stop, self.look, 1))
        self.setLayout(column(1, *parts, 2, spacing=3 * GRID, margin=4 * GRID))
        look.changed.connect(self._draw_icon)
        self._draw_icon()

    def show_looking(self, *, running: bool) -> None:
        """Show that notes are being looked through, or that somebody stopped it."""
        tr = self._context.tr
        self._say(
            tr("Looking for likely twins") if running else tr("Not looked through yet"),
            tr("You can go on working meanwhile.") if running else tr("Nothing was changed."),
        )
        for widget, shown in ((self.progress, running), (self.stop, running), (self.look, not running)):
            widget.setVisible(shown)

    def show_nothing(self, count: int) -> None:
        """Say that nothing is to be decided, and how many notes were looked at."""
        tr = self._context.tr
        looked = tr.count("{n} note was looked at.", "{n} notes were looked at.", count)
        kinds = tr("Only notes of the same kind can be twins: opposite wishes stay apart.")
        self._say(tr("No likely twins"), f"{looked} {kinds}")
        for widget in (self.progress, self.stop, self.look):
            widget.hide()

    def tell(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.progress.setMaximum(max(1, total))
        self.progress.setValue(done)

    def _say(self, title: str, sentence: str) -> None:
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.setAccessibleName(f"{title}. {sentence}")

    def _draw_icon(self) -> None:
        look = self._context.look
        self._icon.setPixmap(look.picture("copy", "control", look.px(40)))
