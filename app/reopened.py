"""What is said once when a project was opened: answers that are not confirmed any more, then what is due."""

from functools import partial
from typing import TYPE_CHECKING

from app.due import due_sentence, say_what_is_due, show_what_is_due
from models import promises
from models.reopened import subjects_of
from resources.texts import Translator

if TYPE_CHECKING:
    from app.workspace import Workspace


def say_at_opening(workspace: "Workspace") -> None:
    """Say which answers the file calls confirmed and lack something, with the way to them; and what is due."""
    context = workspace.context
    reopened = context.document.project.reopened
    if not reopened:
        say_what_is_due(workspace)
        return
    tr = context.tr
    due = context.document.ask(promises.what_is_due, context.today())
    also = ((tr("Show what is due"), partial(show_what_is_due, workspace)),) if due.is_any() else ()
    sentence = " ".join(part for part in (reopened_sentence(tr, len(reopened)), due_sentence(tr, due)) if part)
    show = tr("Show the answers") if also else tr("Show them")
    context.notices.say(sentence, show, partial(_show, workspace, reopened), tone="waiting", also=also)


def reopened_sentence(tr: Translator, count: int) -> str:
    """Return it in one sentence."""
    return tr.count(
        "{n} answer is not confirmed any more, because something is missing.",
        "{n} answers are not confirmed any more, because something is missing.",
        count,
    )


def _show(workspace: "Workspace", answer_ids: tuple[str, ...]) -> None:
    """Go to Weigh with these marked among what is answered; a theme, where no note is among them."""
    subjects = workspace.document.ask(subjects_of, answer_ids)
    workspace.show_room("weigh")
    room = workspace.room("weigh")
    chooser = room.chooser  # pyright: ignore[reportAttributeAccessIssue]
    chooser.use("answered")
    if subjects and room.show_row(*subjects[0]):
        chooser.mark_all([row_id for table, row_id in subjects if table == "contribution"])
