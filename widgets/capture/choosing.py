"""Choosing kind, group or table without the mouse: numbered entries, one digit or letter, and back to the words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models.vocabulary import NOTE_KINDS
from resources.texts import Translator
from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow
from widgets.parts.labels import Label
from widgets.theme import GRID

KIND, GROUP, TABLE = "kind", "group", "table"
KEYS = {KIND: "F7", GROUP: "F8", TABLE: "F9"}
NONE = ""  # the code of "unsorted", "not said" and "no table"
LONGEST_NAME = 60
ARROWS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class Option:
    """One entry: the code that is chosen, its name, and the digit that chooses it (empty: none)."""

    code: str
    name: str
    digit: str = ""


class _Entry(Button):
    """Keeps room for its bold letters, so that the one that holds is not cut."""

    def sizeHint(self) -> QSize:
        """Return the size it has when it holds."""
        size, bold = super().sizeHint(), QFont(self.font())
        bold.setBold(True)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(size.width() + max(0, more) + 2, size.height())


class Chooser(QWidget):
    """Stands where the large line stands, while something is chosen.

    `chosen`: what (kind, group, table) and the code or name. `left`: nothing was chosen, the focus should go back.
    `closed`: it went away because the focus did. `typed`: a letter that chooses nothing belongs to the words.
    """

    chosen = Signal(str, str)
    left = Signal()
    closed = Signal()
    typed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.what = ""
        self._options: tuple[Option, ...] = ()
        self._buttons: list[QPushButton] = []
        self._first = 0
        tr = context.tr
        self._title = Label("", "strong")
        self._hint = Label("", "muted")
        self._box: QVBoxLayout = column(spacing=0)
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST_NAME)
        self.line.setAccessibleName(tr("Another table: type its name"))
        self.line.setPlaceholderText(tr("Another table: type its name"))
        self.line.installEventFilter(self)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)
        self._entries: QWidget | None = None
        self.setLayout(column(self._title, self._box, self.line, self._hint, spacing=GRID + 2))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def open(self, what: str, title: str, options: Iterable[Option], held: str | None) -> None:
        """Show the entries of one thing, with the focus on the one that holds. `held` None: several things hold."""
        tr = self._context.tr
        self.what, self._options = what, tuple(options)
        self._title.setText(title)
        self.setAccessibleName(title)
        table = what == TABLE
        key = KEYS[what]
        told = (
            tr(
                "A digit chooses a table, letters name another one. {key} goes on, Enter takes it, Esc leaves it.",
                key=key,
            )
            if table
            else tr("A digit or a first letter chooses. {key} goes on, Enter takes it, Esc leaves it.", key=key)
        )
        self._hint.setText(told)
        self.line.clear()
        self.line.setVisible(table)
        self._names.setStringList([option.name for option in self._options if option.code])
        self._fill(held)
        self.show()
        self._focus(self._first)

    def go_on(self) -> None:
        """Go to the next entry."""
        self._focus(self._at() + 1)

    def close_chooser(self) -> None:
        """Go away without choosing."""
        self.what = ""
        self.hide()

    # -- keys -----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take digits, letters and arrows from the entries, and leave when the focus goes elsewhere."""
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._leave_if_left)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._named(event) if watched is self.line else self._pressed(event)
        return super().eventFilter(watched, event)

    def _named(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            name = " ".join(self.line.text().split())
            self._take(name) if name else self._leave()
        else:
            return False
        return True

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        letter = event.text()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take(self._options[self._at()].code)
        elif key in ARROWS:
            self._focus(self._at() + ARROWS[key])
        elif plain == Qt.KeyboardModifier.NoModifier and letter.strip() and letter.isprintable():
            self._digit(letter) if letter.isdecimal() else self._letter(letter)
        else:
            return False
        return True

    def _digit(self, letter: str) -> None:
        digit = str(int(letter))  # also the digits of other scripts
        found = next((option for option in self._options if option.digit == digit), None)
        if found is not None:
            self._take(found.code)
        elif self.what == TABLE:
            self._take(self._context.tr("Table {n}", n=digit))

    def _letter(self, letter: str) -> None:
        if self.what == TABLE:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.line.setText(letter)
            return
        begun = letter.casefold()
        found = [at for at, option in enumerate(self._options) if option.name.casefold().startswith(begun)]
        if len(found) == 1:
            self._take(self._options[found[0]].code)
        elif found:
            self._focus(next((at for at in found if at > self._at()), found[0]))
        else:
            at, first = self._at(), self._first
            self._take(self._options[at].code) if at != first else self._leave()
            self.typed.emit(letter)

    # -- inside ---------------------------------------------------------------------------------

    def _fill(self, held: str | None) -> None:
        if self._entries is not None:
            self._box.removeWidget(self._entries)
            self._entries.hide()
            self._entries.deleteLater()
        self._buttons = [self._button(option, held == option.code) for option in self._options]
        self._first = next((at for at, one in enumerate(self._options) if one.code == held), 0)
        self._entries = flow(*self._buttons, spacing=GRID)
        self._box.addWidget(self._entries)

    def _button(self, option: Option, holds: bool) -> Button:
        name = option.name if len(option.name) <= LONGEST_NAME else option.name[: LONGEST_NAME - 1].rstrip() + "…"
        text = f"{option.digit}  {name}" if option.digit else name
        button = _Entry(self._context.look, text, "", "chip", lambda: self._take(option.code))
        button.setToolTip("")
        button.setCheckable(True)
        button.setChecked(holds)
        button.setAccessibleName(option.name)
        button.setAccessibleDescription(option.digit)
        button.installEventFilter(self)
        return button

    def _at(self) -> int:
        return next((at for at, button in enumerate(self._buttons) if button.hasFocus()), self._first)

    def _focus(self, at: int) -> None:
        self._buttons[at % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, self, self._bring_on_screen)

    def _bring_on_screen(self) -> None:
        """Scroll to the entry that has the focus: with large text not all of the bar is seen."""
        around: QWidget | None = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and self.what and (focused := QApplication.focusWidget()) is not None:
            around.ensureWidgetVisible(focused)

    def _take(self, code: str) -> None:
        what = self.what
        self.close_chooser()
        self.chosen.emit(what, code)

    def _leave(self) -> None:
        self.close_chooser()
        self.left.emit()

    def _leave_if_left(self) -> None:
        focused = QApplication.focusWidget()
        if self.what and focused is not None and not self.isAncestorOf(focused):
            self.close_chooser()
            self.closed.emit()


def kind_options(tr: Translator) -> tuple[Option, ...]:
    """Return the kinds with their digits; 0 is unsorted."""
    return tuple(Option(term.code, tr(term.label), str(at)) for at, term in enumerate(NOTE_KINDS))


def group_options(tr: Translator, groups: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    """Return the groups (id, name) with their digits; 0 is "not said"."""
    listed = (Option(group_id, name, str(at) if at < 10 else "") for at, (group_id, name) in enumerate(groups, 1))
    return (*listed, Option(NONE, tr("Not said"), "0"))


def table_options(tr: Translator, names: Iterable[str]) -> tuple[Option, ...]:
    """Return tables with the digit that their names end in, so that 2 is "Table 2"; 0 is "no table"."""
    taken = {"0"}
    options: list[Option] = []
    for name in names:
        digit = _digit_of(name)
        options.append(Option(name, name, "" if digit in taken else digit))
        taken.add(digit)
    return (*options, Option(NONE, tr("No table"), "0"))


def _digit_of(name: str) -> str:
    """Return the single digit at the end of a name, empty where there is none or a longer number."""
    tail = name[len(name.rstrip("0123456789")) :]
    return tail if len(tail) == 1 else ""
