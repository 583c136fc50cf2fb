"""A command: one thing a person can ask for, declared once for menus, buttons, tooltips and the shortcut sheet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from resources.texts import Translator
from widgets.look import Look
from widgets.parts.buttons import native


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """`text` is marked with N_ and translated when shown. `shortcut` as Qt writes it, such as "Ctrl+N"; several with
    a space between them. `group`: a separator stands between groups of a menu."""

    id: str
    text: str
    run: Callable[[], object]
    icon: str = ""
    shortcut: str = ""
    group: str = ""
    enabled: Callable[[], bool] = field(default=_always)


def action_of(command: Command, tr: Translator, owner: QWidget, *, window_wide: bool) -> QAction:
    """Return the action of a command, added to its owner so that its shortcut works there.

    `window_wide`: everywhere in the window; otherwise only while the focus is inside the owner.
    """
    text = tr(command.text)
    action = QAction(text.replace("&", "&&"), owner)
    action.setObjectName(command.id)
    keys = [QKeySequence(one) for one in command.shortcut.split(" ") if one]
    action.setShortcuts(keys)
    context = Qt.ShortcutContext.WindowShortcut if window_wide else Qt.ShortcutContext.WidgetWithChildrenShortcut
    action.setShortcutContext(context)
    shown = ", ".join(native(one) for one in command.shortcut.split(" ") if one)
    action.setToolTip(" · ".join(part for part in (text, shown) if part))
    action.triggered.connect(lambda _=False: command.run())
    owner.addAction(action)
    return action


def draw_icons(pairs: Iterable[tuple[QAction, Command]], look: Look) -> None:
    """Draw the icons of actions in the colours of now; called when a menu is about to show, not before."""
    for action, command in pairs:
        if command.icon:
            action.setIcon(look.icon(command.icon))
