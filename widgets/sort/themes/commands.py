"""What can be done with themes, as commands of the menu, as keys of the wall, and as the menu of a theme."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from resources.texts import N_
from widgets.command import Command
from widgets.paged import Page
from widgets.sort.themes.keys import Keys

if TYPE_CHECKING:
    from widgets.sort.themes.page import ThemesPage


def commands_of(page: Callable[[], Page]) -> tuple[Command, ...]:
    """Return the commands of the menu; `page` gives the page of themes."""

    def run(name: str, *values: object) -> Callable[[], object]:
        return lambda: getattr(page(), name)(*values)

    return (
        Command("theme-new", N_("New theme with what is marked"), run("name_new"), "plus", group="theme"),
        Command("theme-rename", N_("Rename theme"), run("rename"), "pencil", group="theme"),
        Command("theme-join", N_("Join theme with …"), run("join"), "waypoints", group="theme"),
        Command("theme-split", N_("Split into a new theme"), run("split"), "split", group="theme"),
        Command("theme-left", N_("Move theme left"), run("move_theme", -1), "arrow-left", group="theme"),
        Command("theme-right", N_("Move theme right"), run("move_theme", 1), "arrow-right", group="theme"),
        Command("theme-delete", N_("Delete theme"), run("delete_theme"), "trash-2", group="theme"),
        Command("theme-read", N_("Read theme back"), run("read_back"), "megaphone", group="show"),
        Command("theme-trail", N_("Show trail"), run("show_trail"), "history", group="show"),
        Command("theme-out", N_("Take out of theme"), run("take_out"), "undo-2", group="note"),
    )


def keys_of(page: "ThemesPage") -> Keys:
    """Return what keys do on the wall."""
    key = Qt.Key
    letters = {
        "n": page.name_new,
        "r": page.rename,
        "j": page.join,
        "s": page.split,
        "t": page.show_trail,
        "p": page.read_back,
        "0": page.take_out,
    }
    plain = {
        key.Key_Left: partial(page.beside, -1),
        key.Key_Right: partial(page.beside, 1),
        key.Key_Delete: page.take_out,
        key.Key_Escape: page.escape,
    }
    alt = {
        key.Key_Left: partial(page.move_theme, -1),
        key.Key_Right: partial(page.move_theme, 1),
        key.Key_Up: partial(page.shift, -1),
        key.Key_Down: partial(page.shift, 1),
    }
    return Keys(page.put, letters, plain, alt)


def menu_of(page: "ThemesPage", theme_id: str) -> QMenu:
    """Return what can be done with one theme; the keys stand beside it."""
    tr, look = page.context.tr, page.context.look
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add(icon: str, text: str, act: Callable[[], object], key: str) -> None:
        action = menu.addAction(look.icon(icon), text)
        action.setShortcut(key)
        action.triggered.connect(lambda _=False: act())

    add("megaphone", tr("Read back"), page.read_back, "P")
    add("history", tr("Summary and trail"), partial(page.side.open_theme, theme_id), "T")
    menu.addSeparator()
    add("pencil", tr("Rename"), page.rename, "R")
    add("waypoints", tr("Join with …"), page.join, "J")
    add("split", tr("Split into a new theme"), page.split, "S")
    menu.addSeparator()
    add("arrow-left", tr("Move left"), partial(page.move_theme, -1), "Alt+Left")
    add("arrow-right", tr("Move right"), partial(page.move_theme, 1), "Alt+Right")
    menu.addSeparator()
    add("trash-2", tr("Delete theme"), page.delete_theme, "Delete")
    return menu
