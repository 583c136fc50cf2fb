"""What can be done on the page Documents, for the menu and the sheet of shortcuts."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from resources.texts import N_
from widgets.command import Command
from widgets.paged import Page
from widgets.share.documents.listing import CLOSE
from widgets.share.saving import KEYS, PRINT_KEYS

if TYPE_CHECKING:
    from widgets.share.documents.page import DocumentsPage


def page_commands(page: Callable[[], Page]) -> tuple[Command, ...]:
    """Return the commands; each shows the page first."""

    def here() -> "DocumentsPage":
        return cast("DocumentsPage", page())

    def save() -> None:
        here().saving.ask_and_save()

    def print_it() -> None:
        here().saving.ask_and_print()

    def turn(step: int) -> None:
        here().preview.turn(step)

    return (
        Command("share-save", N_("Save the document …"), save, "download", KEYS, "save"),
        Command("share-print", N_("Print …"), print_it, "printer", PRINT_KEYS, "save"),
        Command(
            "share-close",
            N_("Read out the close"),
            lambda: here().documents.mark(CLOSE),
            "megaphone",
            "Ctrl+Shift+E",
            "go",
        ),
        Command("share-next-document", N_("Next document"), lambda: here().go(1), "arrow-down", "Alt+Down", "go"),
        Command("share-previous-document", N_("Previous document"), lambda: here().go(-1), "arrow-up", "Alt+Up", "go"),
        Command("share-next-sheet", N_("Next page of the document"), lambda: turn(1), "", "Alt+PgDown", "sheet"),
        Command("share-previous-sheet", N_("Previous page of the document"), lambda: turn(-1), "", "Alt+PgUp", "sheet"),
        Command("share-refresh", N_("Make the preview again"), lambda: here().make_preview(), "repeat", "F5", "sheet"),
    )
