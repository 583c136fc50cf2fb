"""The menu of a card of Weigh's list. Only words of our own: a menu reads an ampersand as a key."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from models.answers import phrase
from widgets.context import Context
from widgets.weigh.board import Board, Item
from widgets.weigh.tagging import Tagging, common_answers


class MenuActs(NamedTuple):
    """What the room does when something of the menu is chosen."""

    confirm: Callable[[], object]
    take_back: Callable[[], object]
    copy: Callable[[], object]


def menu_of(
    owner: QWidget, context: Context, board: Board, tagging: Tagging, items: tuple[Item, ...], acts: MenuActs
) -> QMenu:
    """Return what can be done with a card, or with all that are marked."""
    tr, look = context.tr, context.look
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    own = [answer for item in items if (answer := board.answers.get(item.id)) is not None]
    confirmed = any(answer.confirmed for answer in own)

    def add(text: str, run: Callable[[], object], icon: str = "") -> None:
        action = menu.addAction(text.replace("&", "&&"), run)
        if icon:
            action.setIcon(look.icon(icon))

    for one in () if confirmed else common_answers(items):
        add(tr(phrase(one.code, confirmed=False)), partial(tagging.give, items, one.code))
    if kinds := tagging.kinds_menu(items):
        kinds.setTitle(tr("What is it?"))
        menu.addMenu(kinds)
    if own and not confirmed:
        menu.addSeparator()
        if len(own) == len(items):
            add(tr("Confirm …"), acts.confirm, "badge-check")
        add(tr("Take back the answer") if len(own) == 1 else tr("Take back the answers"), acts.take_back, "undo-2")
    menu.addSeparator()
    add(tr("Copy words and code"), acts.copy, "copy")
    if len(items) == 1:
        show = partial(context.window.show_subject, items[0].table, items[0].id)
        add(tr("Show where it is sorted"), show, "layout-grid")
    return menu
