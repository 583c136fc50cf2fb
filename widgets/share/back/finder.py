"""Says what a response is about: a code or some words lead to notes and themes to choose from."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from models.find import Hit, find
from widgets.context import Context
from widgets.lists.cards import CardData, CardList
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow
from widgets.parts.labels import caption, muted
from widgets.theme import GRID

PAUSE = 150  # milliseconds without a key before it looks
MOST = 20


class PlaceFinder(QWidget):
    """`chosen`: ("contribution" or "theme", id), or ("project", "") for the whole. `left`: not now."""

    chosen = Signal(str, str)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self._context = context
        self._tables: dict[str, str] = {}
        self.words = QLineEdit()
        self.words.setAccessibleName(tr("Code or words of the note"))
        self.words.setPlaceholderText(tr("Code or words of the note or theme"))
        self.words.setClearButtonEnabled(True)
        self.list = CardList(look, tr("What it may be about"), lines=2)
        self.list.opened.connect(self._take)
        self.none = muted("")
        self.take = Button(look, tr("It is about this"), "check", "primary", lambda: self._take(self.list.current_id()))
        self.whole = Button(look, tr("It is about the whole"), "", "", lambda: self.chosen.emit("project", ""))
        self.not_now = Button(look, tr("Not now"), "", "quiet", self.left.emit)
        heading = caption(tr("What is it about?"))
        self.setLayout(column(heading, self.words, self.list, self.none, flow(self.take, self.whole, self.not_now)))
        self.list.setMinimumHeight(look.px(150))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.look_up)
        self.words.textChanged.connect(lambda _: self._pause.start())
        for widget in (self.words, self.list):
            widget.installEventFilter(self)
        self.layout().setContentsMargins(0, 0, 0, 2 * GRID)  # pyright: ignore[reportOptionalMemberAccess]

    def begin(self, words: str) -> None:
        """Begin with what is known, such as a code that somebody mistyped."""
        self.words.setText(words)
        self.look_up()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.selectAll()

    def look_up(self) -> None:
        """Show what the words or the code lead to."""
        tr = self._context.tr
        self._pause.stop()
        words = self.words.text().strip()
        hits = self._context.document.ask(find, words, MOST) if words else ()
        places = [hit for hit in hits if hit.kind in ("note", "contribution", "theme")]
        self._tables = {hit.id: "theme" if hit.kind == "theme" else "contribution" for hit in places}
        self.list.show_cards([self._card(hit) for hit in places])
        if places and not self.list.current_id():
            self.list.mark(places[0].id)
        self.list.setVisible(bool(places))
        self.take.setEnabled(bool(places))
        nothing = tr("Nothing holds these words. Try another one, or the code.") if words else ""
        self.none.setText("" if places else nothing or tr("Type the code on the slip, or a word of the note."))
        self.none.setVisible(not places)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what is marked, Down goes to the list, Escape says: not now."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if watched is self.words and event.key() == Qt.Key.Key_Down and self._tables:
                self.list.take_focus()
                return True
            if watched is self.words and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.look_up()
                self._take(self.list.current_id())
                return True
        return super().eventFilter(watched, event)

    def _card(self, hit: Hit) -> CardData:
        tr = self._context.tr
        kind = tr("Theme") if hit.kind == "theme" else tr("Note")
        return CardData(hit.id, hit.title, sub=" · ".join(part for part in (hit.code, kind, hit.because) if part))

    def _take(self, row_id: str) -> None:
        if row_id in self._tables:
            self.chosen.emit(self._tables[row_id], row_id)
