"""What can be done in Map, once for menus, buttons, keys and the sheet of shortcuts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.vocabulary import LANE_KINDS, Term
from resources.texts import N_, Translator
from widgets.command import Command
from widgets.map.compare.commands import compare_commands
from widgets.map.reshape import MERGE, SPLIT
from widgets.map.views import PANELS
from widgets.parts.buttons import native

if TYPE_CHECKING:
    from widgets.map.acts import PathActs
    from widgets.map.room import MapRoom

FEELINGS = (
    (-2, N_("Feels very bad (−2)")),
    (-1, N_("Feels bad (−1)")),
    (0, N_("Feels neither good nor bad (0)")),
    (1, N_("Feels good (+1)")),
    (2, N_("Feels very good (+2)")),
)


def commands_of(room: "MapRoom") -> tuple[Command, ...]:
    """Return the commands of the room."""
    path = (*_cards(room), *_moves(room), *_feelings(room), *_frame(room))
    return (*path, *_view(room), *compare_commands(room), *_panels(room))


def _cards(room: "MapRoom") -> tuple[Command, ...]:
    marked, card, editing = room.is_marked, room.is_card_marked, room.editing
    return (
        Command("map.add", N_("Add a card here"), room.add_card, "plus", "Ins", "card", room.has_path),
        Command("map.place", N_("Place cards with the mouse (P)"), room.place_cards, "", "", "card", room.has_path),
        Command("map.edit", N_("Edit the words (Enter)"), room.edit_marked, "pencil", "", "card", marked),
        Command("map.duplicate", N_("Duplicate"), room.duplicate, "copy", "Ctrl+D", "card", card),
        Command("map.delete", N_("Delete what is marked"), room.delete_marked, "trash-2", "Del", "card", marked),
        Command(
            "map.pain",
            N_("Pain point, or not"),
            editing.toggle_pain_point,
            "triangle-alert",
            "Ctrl+Shift+P",
            "card",
            card,
        ),
        Command("map.connect", N_("Lead to another card (K)"), room.connect_marked, "waypoints", "Alt+K", "card", card),
        Command("map.drops", N_("People drop out here"), room.add_drop_out, "log-in", "", "card", card),
    )


def _moves(room: "MapRoom") -> tuple[Command, ...]:
    push, marked = room.editing.push, room.is_marked
    return (
        Command("map.left", N_("Move left"), lambda: push(-1, 0), "arrow-left", "Alt+Left", "move", marked),
        Command("map.right", N_("Move right"), lambda: push(1, 0), "arrow-right", "Alt+Right", "move", marked),
        Command("map.up", N_("Move up"), lambda: push(0, -1), "arrow-up", "Alt+Up", "move", marked),
        Command("map.down", N_("Move down"), lambda: push(0, 1), "arrow-down", "Alt+Down", "move", marked),
    )


def _feelings(room: "MapRoom") -> tuple[Command, ...]:
    said = tuple(
        Command(
            f"map.feels{value}",
            text,
            lambda value=value: room.editing.say_feeling_of_chosen_group(value),
            "",
            f"Ctrl+Shift+{value + 3}",
            "feeling",
            room.is_card_marked,
        )
        for value, text in FEELINGS
    )
    text, turn = N_("Say it for the next group or person"), room.editing.saying.go_on
    return (*said, Command("map.felt_next", text, turn, "users", "Ctrl+Shift+G", "feeling", room.has_path))


def _frame(room: "MapRoom") -> tuple[Command, ...]:
    has, row = room.has_path, room.is_row_marked
    return (
        Command(
            "map.stage", N_("Add a stage after this one (S)"), room.add_stage, "columns-3", "Alt+Ins", "frame", has
        ),
        Command(
            "map.lane", N_("Add a lane below this one (L)"), room.add_lane, "rows-3", "Alt+Shift+Ins", "frame", has
        ),
        Command(
            "map.split", N_("Split this stage or lane …"), lambda: room.reshape(SPLIT), "split", "Alt+S", "frame", row
        ),
        Command(
            "map.merge", N_("Merge it with another one …"), lambda: room.reshape(MERGE), "log-in", "Alt+J", "frame", row
        ),
        Command("map.stage_before", N_("Add a stage before this one"), room.add_stage_before, "", "", "frame", row),
        Command("map.lane_above", N_("Add a lane above this one"), room.add_lane_above, "", "", "frame", row),
        Command("map.path", N_("Add a path"), room.add_path, "route", "", "path"),
        Command("map.rename", N_("Rename or describe this path"), room.rename_path, "", "", "path", has),
        Command("map.delete_path", N_("Delete this path"), room.delete_path, "", "", "path", has),
    )


def _view(room: "MapRoom") -> tuple[Command, ...]:
    has = room.has_path
    return (
        Command("map.view", N_("The next view of the path"), room.switch, "table", "Alt+T", "view", has),
        Command("map.fit", N_("Show the whole path"), room.fit, "maximize", "Alt+Home", "view", has),
        Command("map.page", N_("To what is known about this step"), room.to_page, "panel-right", "Alt+I", "view", has),
    )


def _panels(room: "MapRoom") -> tuple[Command, ...]:
    def toggle(panel_id: str) -> Callable[[], object]:
        return lambda: room.places.toggle(panel_id)

    return tuple(
        Command(f"map.panel.{one.id}", one.text, toggle(one.id), one.icon, one.shortcut, "panel", room.has_path)
        for one in PANELS
    )


def menu_of(room: "PathActs", wanted: tuple[str, ...], tr: Translator, owner: QWidget) -> QMenu:
    """Return a menu of the commands whose group is wanted, in that order; what cannot be done now is grey."""
    menu = QMenu(owner)
    for group in wanted:
        if not menu.isEmpty():
            menu.addSeparator()
        for command in room.commands_once():
            if command.group == group:
                keys = ", ".join(native(one) for one in command.shortcut.split(" ") if one)
                text = tr(command.text).replace("&", "&&")
                action = QAction(f"{text}\t{keys}" if keys else text, menu)
                action.setEnabled(command.enabled())
                action.triggered.connect(lambda _=False, run=command.run: run())
                if command.icon:
                    action.setIcon(room.context.look.icon(command.icon))
                menu.addAction(action)
        if group == "frame":
            menu.addMenu(_lanes(room, tr, menu))
    return menu


def _lanes(room: "PathActs", tr: Translator, owner: QWidget) -> QMenu:
    """Return the usual lanes that the path does not have yet."""
    menu = QMenu(tr("Add a usual lane"), owner)
    path = room.desk.path
    used = {lane.kind for lane in path.lanes} if path else set[str]()
    left: list[Term] = [term for term in LANE_KINDS if term.code not in used and term.code != "own"]
    for term in left:
        action = QAction(tr(term.label), menu)
        action.triggered.connect(lambda _=False, code=term.code: room.editing.frame.add_lane(code))
        menu.addAction(action)
    menu.setEnabled(bool(left) and path is not None)
    return menu
