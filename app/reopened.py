"""What is said once when a project was opened: answers that are not confirmed any more, then what is due."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.due import due_sentence, show_what_is_due
from app.retention import ask_to_erase, retention_sentence
from app.typed import show_words_left, typed_sentence, words_left
from models import promises
from models.reopened import subjects_of
from models.retention import past_retention
from resources.texts import Translator

if TYPE_CHECKING:
    from app.workspace import Workspace


def say_at_opening(workspace: "Workspace") -> None:
    """Say in one notice which words were being typed, which answers are not confirmed any more, and what is due."""
    context = workspace.context
    tr, reopened, typed = context.tr, context.document.project.reopened, words_left(workspace)
    due = context.document.ask(promises.what_is_due, context.today())
    told = [
        (typed_sentence(workspace, typed), tr("Show the words"), partial(show_words_left, workspace)),
        (reopened_sentence(tr, len(reopened)) if reopened else "", tr("Show the answers"), _answers(workspace)),
        (due_sentence(tr, due), tr("Show what is due"), partial(show_what_is_due, workspace)),
    ]
    if past := context.document.ask(past_retention, context.today()):
        told.append((retention_sentence(tr, past), tr("Erase them …"), partial(ask_to_erase, workspace)))
    told = [one for one in told if one[0]]
    sentences = [*(sentence for sentence, _ in workspace.first_words), *(one[0] for one in told)]
    if not sentences:
        return
    tones = {tone for _, tone in workspace.first_words}
    waiting = past or typed or reopened or due.late or due.waiting or "waiting" in tones
    tone = "danger" if "danger" in tones else "waiting" if waiting else ""
    ways = tuple(one[1:] for one in told)
    if len(told) == 1:
        ways = ((tr("Show them"), told[0][2]),)
    context.notices.say(" ".join(sentences), tone=tone, also=ways)


def _answers(workspace: "Workspace") -> Callable[[], object]:
    return partial(_show, workspace, workspace.document.project.reopened)


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
