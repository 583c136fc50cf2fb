"""Reads notes or a path from a file into the open project, after saying what would happen."""

from pathlib import Path
from typing import TYPE_CHECKING

from exports.exchange.planning import ForAll, check_new, last_workshop, plan_notes, plan_path, target_of
from exports.exchange.sources import draft_of, is_journey, read_source

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.workspace import Workspace


def import_into(window: "MainWindow", workspace: "Workspace", path: Path) -> None:
    """Say what a file holds, and add it when the person agrees; one step of the history. Refused: it cannot be read."""
    _import(window, workspace, path, read_source(path))


def import_words_into(window: "MainWindow", workspace: "Workspace", words: str) -> None:
    """The same for typed or pasted lines."""
    _import(window, workspace, Path(workspace.context.tr("Pasted lines")), words.encode(errors="replace"))


def _import(window: "MainWindow", workspace: "Workspace", path: Path, data: bytes) -> None:
    tr, document = workspace.context.tr, workspace.document
    project = document.project
    if is_journey(path, data):
        plan = plan_path(target_of(project.ask), path, data)
        told = tr("A path “{title}” with {n} cards.", title=plan.edit.title, n=len(plan.edit.cards))
        edit, room = plan.edit, "map"
    else:
        target, draft = target_of(project.ask), draft_of(path.name, data)
        check_new(target, path.name, draft.sha256)
        notes = plan_notes(target, path.name, draft, ForAll(workshop_id=last_workshop(target)))
        told = tr.count("{n} note would be added.", "{n} notes would be added.", len(notes.edit.notes))
        left = len(notes.draft.left_out) + len(notes.draft.dropped)
        if left:
            told += " " + tr.count("{n} row is left out.", "{n} rows are left out.", left)
        edit, room = notes.edit, "capture"
        if not notes.edit.notes:
            window.notices.say(tr("“{name}” holds no notes that can be read.", name=path.name), tone="waiting")
            return
    question = tr("Add what is in “{name}” to this project?", name=path.name)
    if not workspace.context.asking.agreed(question, told, tr("Add"), tr("Leave it")):
        return
    if document.perform(edit) is not None:
        workspace.show_room(room)
        window.notices.say(told, tr("Undo"), document.undo)
