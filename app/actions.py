"""Every action of the window, declared once: id, text, icon, shortcut, when it can be used, what it calls."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from resources.texts import N_
from widgets.command import Command
from widgets.places import ROOM_PLACES

if TYPE_CHECKING:
    from app.backing_up import BackingUp
    from app.locking import Locking
    from app.recovering import Recovering


class WindowCommands(Protocol):
    """What the actions call; app/program.py does it."""

    @property
    def backing_up(self) -> "BackingUp":
        """What can be done about backups."""
        ...

    @property
    def recovering(self) -> "Recovering":
        """What can be done about a damaged file, and how one is checked."""
        ...

    @property
    def locking(self) -> "Locking":
        """What can be done about a lock with a password."""
        ...

    def new(self) -> None:
        """Ask for a name and make a project."""

    def open(self) -> None:
        """Ask for a file and open it."""

    def open_example(self) -> None:
        """Open the example project."""

    def save_copy(self) -> None:
        """Ask for a name and save a copy."""

    def import_file(self) -> None:
        """Ask for a file and read notes or a path from it."""

    def merge_files(self) -> None:
        """Ask for files of other laptops and merge them into the open project."""

    def close_project(self) -> None:
        """Close the project and show the start screen."""

    def quit(self) -> None:
        """Close the window."""

    def undo(self) -> None:
        """Take back the last edit."""

    def redo(self) -> None:
        """Bring back what was taken back."""

    def clip(self, what: str) -> None:
        """Cut, copy or paste where the focus is."""

    def find_here(self) -> None:
        """Search in the list of the present room."""

    def search(self) -> None:
        """Search everywhere."""

    def show_room(self, room_id: str) -> None:
        """Go to a room."""

    def go_round(self) -> None:
        """Take the keys from the room to the rail, and back."""

    def capture(self, kind: str) -> None:
        """Open the capture bar for a note or a story."""

    def zoom(self, step: int) -> None:
        """Zoom in, out or back."""

    def text_size(self, step: int) -> None:
        """Make all text larger, smaller or as it was."""

    def use_palette(self, name: str) -> None:
        """Switch the colours."""

    def present(self) -> None:
        """Open or close the projector's window."""

    def room_view(self) -> None:
        """Fill the window with what the room may see, or come back."""

    def scribe(self) -> None:
        """Leave only what a scribe needs, or show everything again."""

    def settings_dialog(self) -> None:
        """Show the settings."""

    def help(self) -> None:
        """Show the help."""

    def shortcuts(self) -> None:
        """Show all shortcuts."""

    def follow_idea(self) -> None:
        """Follow one idea through the example."""

    def about(self) -> None:
        """Say what Polku is, and under which licences."""

    def has_project(self) -> bool:
        """Tell whether a project is open."""
        ...

    def can_undo(self) -> bool:
        """Tell whether there is something to undo."""
        ...

    def can_redo(self) -> bool:
        """Tell whether there is something to redo."""
        ...


@dataclass(frozen=True)
class Menu:
    """One menu; `title` is marked with N_."""

    id: str
    title: str
    commands: tuple[Command, ...]


def menus(do: WindowCommands) -> tuple[Menu, ...]:
    """Return the menus in their order; "room" is filled with what the present room can do."""
    return (
        Menu("file", N_("File"), _file(do)),
        Menu("edit", N_("Edit"), _edit(do)),
        Menu("go", N_("Go"), _go(do)),
        Menu("room", "", ()),
        Menu("view", N_("View"), _view(do)),
        Menu("help", N_("Help"), _help(do)),
    )


def _file(do: WindowCommands) -> tuple[Command, ...]:
    has, locking = do.has_project, do.locking
    return (
        Command("new", N_("New workshop …"), do.new, "file-plus", "Ctrl+N"),
        Command("open", N_("Open …"), do.open, "folder-open", "Ctrl+O"),
        Command("recent", N_("Open recent"), do.open, "history"),
        Command("example", N_("Open the example"), do.open_example, "compass"),
        Command("import", N_("Import notes or a path …"), do.import_file, "log-in", group="copy", enabled=has),
        Command("merge", N_("Merge with other laptops' files …"), do.merge_files, "split", "", "copy", has),
        Command("save-copy", N_("Save a copy …"), do.save_copy, "copy", "Ctrl+Shift+S", "copy", has),
        Command("backup", N_("Back up now"), do.backing_up.now, "save", "", "copy", has),
        Command("restore", N_("Restore from a backup …"), do.backing_up.restore, "history", "", "copy", has),
        Command("check-file", N_("Check this file …"), do.recovering.check, "", "", "copy", has),
        Command("lock", N_("Lock with a password …"), locking.lock, "lock", "", "lock", locking.can_lock),
        Command("password", N_("Change the password …"), locking.change, "", "", "lock", locking.can_unlock),
        Command("unlock", N_("Remove the password …"), locking.remove, "lock-open", "", "lock", locking.can_unlock),
        Command("close", N_("Close project"), do.close_project, "x", "Ctrl+W", "end", has),
        Command("settings", N_("Settings …"), do.settings_dialog, "settings", "Ctrl+,", "end"),
        Command("quit", N_("Quit"), do.quit, "", "Ctrl+Q", "end"),
    )


def _edit(do: WindowCommands) -> tuple[Command, ...]:
    has = do.has_project
    return (
        Command("undo", N_("Undo"), do.undo, "undo-2", "Ctrl+Z", "history", do.can_undo),
        Command("redo", N_("Redo"), do.redo, "redo-2", "Ctrl+Shift+Z Ctrl+Y", "history", do.can_redo),
        Command("cut", N_("Cut"), lambda: do.clip("cut"), "scissors", "Ctrl+X", "clip"),
        Command("copy", N_("Copy"), lambda: do.clip("copy"), "copy", "Ctrl+C", "clip"),
        Command("paste", N_("Paste"), lambda: do.clip("paste"), "clipboard-paste", "Ctrl+V", "clip"),
        Command("find", N_("Find in this list"), do.find_here, "search", "Ctrl+F", "find", has),
        Command("search", N_("Find anywhere"), do.search, "search", "Ctrl+K", "find", has),
    )


def _go(do: WindowCommands) -> tuple[Command, ...]:
    has = do.has_project
    rooms = (
        Command(f"room-{p.id}", p.name, lambda room_id=p.id: do.show_room(room_id), p.icon, p.shortcut, "rooms", has)
        for p in ROOM_PLACES
    )
    return (
        *rooms,
        Command("go-round", N_("From the room to the rail and back"), do.go_round, "", "F6", "rooms", has),
        Command("note", N_("Write a note"), lambda: do.capture("note"), "lightbulb", "F2", "capture", has),
        Command(
            "story", N_("Write a story"), lambda: do.capture("story"), "message-square-quote", "F3", "capture", has
        ),
    )


def _view(do: WindowCommands) -> tuple[Command, ...]:
    has = do.has_project
    return (
        Command("present", N_("Present on the projector"), do.present, "presentation", "Shift+F11", "room", has),
        Command("room-view", N_("Room view"), do.room_view, "monitor", "F11", "room", has),
        Command("scribe", N_("Scribe mode"), do.scribe, "pencil", "F12", "room", has),
        Command("zoom-in", N_("Zoom in"), lambda: do.zoom(1), "zoom-in", "Ctrl++ Ctrl+=", "zoom"),
        Command("zoom-out", N_("Zoom out"), lambda: do.zoom(-1), "zoom-out", "Ctrl+-", "zoom"),
        Command("zoom-back", N_("Zoom to 100 %"), lambda: do.zoom(0), "search", "Ctrl+0", "zoom"),
        Command("text-larger", N_("Larger text"), lambda: do.text_size(1), "type", "Ctrl+Shift++ Ctrl+Alt++", "text"),
        Command("text-smaller", N_("Smaller text"), lambda: do.text_size(-1), "type", "Ctrl+Alt+-", "text"),
        Command("palette-light", N_("Light"), lambda: do.use_palette("light"), "sun", "", "colours"),
        Command("palette-dark", N_("Dark"), lambda: do.use_palette("dark"), "moon", "", "colours"),
        Command("palette-contrast", N_("High contrast"), lambda: do.use_palette("contrast"), "contrast", "", "colours"),
    )


def _help(do: WindowCommands) -> tuple[Command, ...]:
    return (
        Command("help", N_("Help"), do.help, "circle-question-mark", "F1"),
        Command("shortcuts", N_("Shortcuts"), do.shortcuts, "keyboard", "Ctrl+F1 Ctrl+/"),
        Command("follow", N_("Follow this idea"), do.follow_idea, "waypoints"),
        Command("about", N_("About Polku"), do.about, "info", "", "about"),
    )
