"""The chips of the bar: kind, group, words source; a click or a key gives the cursor back to the words."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from models.records import GroupRecord
from models.vocabulary import NOTE_KINDS
from resources.texts import Translator
from widgets.context import Context
from widgets.parts.buttons import Choices, native
from widgets.parts.frames import column

MOST_KEYS = 9  # Alt+1 … Alt+9
LONGEST_NAME = 60
NOT_SAID = "none"  # the code of "not said" among the chips, where an empty code would mean that no chip holds


class CursorBack(QObject):
    """Watches chips: a click, Enter or a letter typed on one goes back to the words."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._target = target

    def watch(self, holder: QWidget) -> None:
        """Watch the buttons of a holder."""
        for button in holder.findChildren(QPushButton):
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the cursor back."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            QTimer.singleShot(0, self._target, self._target.setFocus)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._target.setFocus()
                return True
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if plain and event.text().strip() and event.text().isprintable():
                self._target.setFocus()
                self._target.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)


def kind_chips(context: Context) -> Choices:
    """Return the kinds of notes."""
    options = [(term.code, context.tr(term.label), "note") for term in NOTE_KINDS]
    return Choices(context.look, context.tr("Kind"), options, chips=True)


class GroupChips(QWidget):
    """One chip a group, with its key; "not said" is the last one."""

    def __init__(self, context: Context, back: CursorBack, chosen: Callable[[str | None], object]) -> None:
        super().__init__()
        self._context, self._back, self._chosen = context, back, chosen
        self._groups: tuple[tuple[str, str], ...] | None = None
        self._choices: Choices | None = None
        self._box: QVBoxLayout = column(spacing=0)
        self.setLayout(self._box)

    def offer(self, groups: Iterable[GroupRecord]) -> None:
        """Show other groups."""
        listed = tuple((group.id, group.name) for group in groups)
        if listed == self._groups:
            return
        self._groups = listed
        if self._choices is not None:
            self._box.removeWidget(self._choices)
            self._choices.hide()
            self._choices.deleteLater()
        self._choices = Choices(self._context.look, self._context.tr("Group"), self._options(listed), chips=True)
        self._choices.chosen.connect(lambda code: self._chosen(None if code == NOT_SAID else code))
        self._back.watch(self._choices)
        self._box.addWidget(self._choices)

    def show_group(self, group_id: str | None) -> None:
        """Show the group that holds."""
        if self._choices is not None:
            self._choices.show_code(group_id or NOT_SAID)
            self._choices.setVisible(bool(self._groups))

    def at_key(self, number: int) -> str | None:
        """Return the group of a key, 1…9. IndexError: there is none."""
        return (self._groups or ())[number - 1][0]

    def knows(self, group_id: str | None) -> bool:
        """Tell whether a group is still there."""
        return group_id is None or any(one == group_id for one, _ in self._groups or ())

    def focus_chosen(self) -> None:
        """Put the focus on the group that holds."""
        if self._choices is not None and self._choices.isVisible():
            self._choices.focus_chosen()

    def _options(self, groups: tuple[tuple[str, str], ...]) -> list[tuple[str, str, str]]:
        tr: Translator = self._context.tr
        options = [
            (group_id, with_key(short(name), f"Alt+{at}" if at <= MOST_KEYS else ""), "")
            for at, (group_id, name) in enumerate(groups, 1)
        ]
        return [*options, (NOT_SAID, with_key(tr("Not said"), "Alt+0"), "")]


def with_key(text: str, shortcut: str) -> str:
    """Return a text with its shortcut behind it."""
    return f"{text}  {native(shortcut)}" if shortcut else text


def short(name: str, most: int = LONGEST_NAME) -> str:
    """Return a name that fits into a chip."""
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
