"""Reads notes or a path from a file into the open project, after showing what would happen."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from exports.exchange.planning import plan_path, target_of
from exports.exchange.sources import is_journey, read_source
from widgets.importing.flow import Import

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.workspace import Workspace


def import_into(window: "MainWindow", workspace: "Workspace", path: Path) -> None:
    """Show what a file holds, and add it when the person agrees, in one step. Refused: it cannot be read."""
    data = read_source(path)
    if is_journey(path, data):
        _import_path(window, workspace, path, data)
    else:
        Import(workspace.context, window, path.name, data).begin()


def import_words_into(
    window: "MainWindow", workspace: "Workspace", words: str, taken: Callable[[], object] | None = None
) -> None:
    """The same for typed or pasted lines; `taken` is called once they are in the file."""
    data = words.encode(errors="replace")
    path = Path(workspace.context.tr("Pasted lines"))
    if is_journey(path, data):
        if _import_path(window, workspace, path, data) and taken is not None:
            taken()
    else:
        Import(workspace.context, window, path.name, data, pasted=True, taken=taken).begin()


def _import_path(window: "MainWindow", workspace: "Workspace", path: Path, data: bytes) -> bool:
    tr, document = workspace.context.tr, workspace.document
    plan = plan_path(target_of(document.ask), path, data)
    told = tr("A path “{title}” with {n} cards.", title=plan.edit.title, n=len(plan.edit.cards))
    question = tr("Add what is in “{name}” to this project?", name=path.name)
    if not workspace.context.asking.agreed(question, told, tr("Add"), tr("Leave it")):
        return False
    if document.perform(plan.edit) is None:
        return False
    workspace.show_room("map")
    window.notices.say(told, tr("Undo"), document.undo)
    return True
