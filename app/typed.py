"""Says at the opening of a project that words are there which somebody typed and never finished."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from widgets.dialogs.typed import Typed, TypedDialog, typed_of

if TYPE_CHECKING:
    from app.workspace import Workspace


def words_left(workspace: "Workspace") -> list[Typed]:
    """Return them, the newest first."""
    from models.drafts_aside import without_field

    document = workspace.document
    found = document.drafts.all()
    return typed_of(found, document.ask(without_field, [place for place, _ in found]))


def typed_sentence(workspace: "Workspace", typed: list[Typed]) -> str:
    """Return it in one sentence; empty where there are none."""
    if not typed:
        return ""
    return workspace.context.tr.count(
        "{n} text that was being typed is kept.", "{n} texts that were being typed are kept.", len(typed)
    )


def show_words_left(workspace: "Workspace") -> None:
    """Show them, with the way to each."""
    context = workspace.context
    dialog = TypedDialog(
        context.look,
        context.tr,
        words_left(workspace),
        workspace.show_room,
        context.document.keep_draft,
        workspace.window,
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
