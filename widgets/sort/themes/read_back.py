"""Reading a theme back: what the hall sees now, and what people say to it, marked by one key."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from models import queries, themes
from models.edits.theming import MarkReadBack, MarkThemeReadBack
from models.records import ThemeRecord
from models.themes import ReadBackNote
from widgets.context import Context
from widgets.fields.half_typed import LineDraft
from widgets.parts.buttons import Button, IconButton
from widgets.parts.frames import Scroll, Surface, column, flow, row
from widgets.parts.labels import Chip, Label
from widgets.room import Rows
from widgets.sort.themes.cards import MARKS, voice_lines
from widgets.theme import GRID

ON = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space)
BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)


class Said(Scroll):
    """Words in large type below each other, as high as they are, and scrolled where there is no room for that."""

    def __init__(self) -> None:
        self._inside = QWidget()
        self._box = column(spacing=GRID)
        self._inside.setLayout(self._box)
        super().__init__(self._inside)
        self._lines: list[Label] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def say(self, lines: tuple[str, ...]) -> None:
        """Show these words, each in the direction it is written in."""
        while len(self._lines) < len(lines):
            self._lines.append(Label("", "title"))
            self._box.addWidget(self._lines[-1])
        for at, label in enumerate(self._lines):
            label.setText(lines[at] if at < len(lines) else "")
            label.setVisible(at < len(lines))
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def text(self) -> str:
        """Return what is shown."""
        return "\n".join(label.text() for label in self._lines if label.text())

    def sizeHint(self) -> QSize:
        """Return the height of the words at the present width."""
        width = max(self.width(), 200)
        return QSize(width, self._box.totalHeightForWidth(width) if self._box.hasHeightForWidth() else 40)

    def minimumSizeHint(self) -> QSize:
        """Return two lines, or less where there is less."""
        return QSize(120, min(self.sizeHint().height(), 4 * self.fontMetrics().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class ReadBackBar(Surface):
    """A strip above the wall. A agreed, C corrected, arrows go on. `ended`: reading back is over."""

    ended = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("focus-card")
        self._context = context
        self._notes: tuple[ReadBackNote, ...] = ()
        tr, look = context.tr, context.look
        self.head = Label("", "caption")
        self.words = Said()
        self.mark = Chip("", "settled")
        self.line = QLineEdit()
        self.line.setAccessibleName(tr("Clearer words; what was said stays as it is"))
        self.line.setPlaceholderText(tr("Clearer words; what was said stays as it is"))
        self.line.setMaxLength(2000)
        self.line.textEdited.connect(lambda _: context.document.typing.emit(True))
        self.line.returnPressed.connect(self._keep_line)
        self._draft = LineDraft(context, self.line)
        self.back = IconButton(look, tr("Previous"), "arrow-left", lambda: self.go(-1), "Left")
        self.next = Button(look, tr("Next"), "arrow-right", "", lambda: self.go(1), "Right")
        self.agreed = Button(look, tr("Agreed"), "circle-check", "primary", self.agree, "A")
        self.corrected = Button(look, tr("Corrected"), "square-pen", "", self.correct, "C")
        self.show_hall = Button(look, tr("Show on projector"), "presentation", "", context.window.present)
        self.stop = IconButton(look, tr("End reading back"), "x", self.end, "Esc")
        head = row(self.head, self.stop)
        head.setStretch(0, 1)
        marked = row(self.words, self.mark)
        marked.setStretch(0, 1)
        marked.setAlignment(self.mark, Qt.AlignmentFlag.AlignTop)
        buttons = flow(self.back, self.next, self.agreed, self.corrected, self.show_hall)
        self.setLayout(column(head, marked, self.line, buttons, spacing=2 * GRID, margin=3 * GRID))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Reading back"))
        self.line.hide()
        context.session.reading_changed.connect(self._follow)

    # -- what the page calls --------------------------------------------------------------------

    def begin(self, theme_id: str) -> None:
        """Read a theme back from its title on, and show it to the hall."""
        self._context.session.read_back(theme_id)
        self._context.window.present()
        self.window().activateWindow()  # the keys stay here, though a window has opened for the hall
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, rows: Rows) -> None:
        """Read again what is read back, where somebody changed something of it."""
        session = self._context.session
        if session.theme_id is None:
            return
        if ("theme", session.theme_id) in rows and not self._theme():
            session.read_back(None)
        else:
            self._follow()

    def settle(self) -> None:
        """Keep the clearer words that are being typed."""
        if self.line.isVisibleTo(self) and self.line.text().strip():
            self._keep_line()

    # -- going and marking ----------------------------------------------------------------------

    def go(self, step: int) -> None:
        """Read the next note, or the one before."""
        self.settle()
        session = self._context.session
        order = ["", *(note.id for note in self._notes)]
        at = order.index(session.note_id) + step if session.note_id in order else 0
        if 0 <= at < len(order):
            session.read_back(session.theme_id, order[at])

    def agree(self) -> None:
        """Mark that people agreed, and go on."""
        if self._mark("agreed"):
            self.go(1)

    def correct(self) -> None:
        """Mark that people corrected it; their clearer words can be typed at once."""
        if self._mark("changed") and (note := self._note()) is not None:
            self.line.setText(self._draft.begin(f"sort/read-back/{note.id}") or note.wording)
            self.line.show()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.selectAll()

    def end(self) -> None:
        """End reading back; the hall sees nothing then."""
        self.settle()
        self._context.session.read_back(None)
        self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go on, letters mark, Escape closes the line or ends."""
        acts = {"a": self.agree, "c": self.correct}
        if event.key() == Qt.Key.Key_Escape:
            self._drop_line() if self.line.isVisible() else self.end()
        elif event.key() in ON:
            self.go(1)
        elif event.key() in BACK:
            self.go(-1)
        elif act := acts.get(event.text().lower()):
            act()
        else:
            super().keyPressEvent(event)

    # -- inside ---------------------------------------------------------------------------------

    def _theme(self) -> ThemeRecord | None:
        wanted = self._context.session.theme_id
        return next((one for one in self._context.document.ask(queries.themes) if one.id == wanted), None)

    def _note(self) -> ReadBackNote | None:
        return next((note for note in self._notes if note.id == self._context.session.note_id), None)

    def _mark(self, state: str, wording: str | None = None) -> bool:
        session = self._context.session
        if session.theme_id is None:
            return False
        edit = (
            MarkReadBack(session.note_id, state, wording)
            if session.note_id
            else MarkThemeReadBack(session.theme_id, state)
        )
        return self._context.document.perform(edit) is not None

    def _keep_line(self) -> None:
        words = self.line.text().strip()
        self._close_line()
        self._draft.settle(kept=self._mark("changed", words))

    def _drop_line(self) -> None:
        self._draft.end()
        self._close_line()

    def _close_line(self) -> None:
        self.line.hide()
        self._context.document.typing.emit(False)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """Show what is read now."""
        ask, tr = self._context.document.ask, self._context.tr
        theme = self._theme()
        self.setVisible(theme is not None)
        if theme is None:
            return
        self._notes = ask(themes.read_back_notes, theme.id)
        note = self._note()
        at = self._notes.index(note) + 1 if note else 0
        self.head.setText(tr("Reading back “{title}” · {n} of {all}", title=theme.title, n=at, all=len(self._notes)))
        self.words.say(voice_lines(tr, note) if note else (theme.title,))
        state = note.read_back if note else theme.read_back
        mark = MARKS.get(state)
        self.mark.setVisible(mark is not None)
        if mark is not None:
            self.mark.setText(tr(mark[0]))
            self.mark.set_tone(mark[2])
        if note is None and self.line.isVisible():
            self.line.hide()
