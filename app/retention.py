"""The day until which people's words may be kept has passed: said at the opening; a person decides."""

from typing import TYPE_CHECKING

from models.retention import PastRetention, past_retention
from resources.texts import Translator
from widgets.fields.reading import date_in_words

if TYPE_CHECKING:
    from app.workspace import Workspace


def retention_sentence(tr: Translator, past: PastRetention) -> str:
    """Return it in one sentence."""
    return tr(
        "The words of people were to be kept until {day}. This project still holds {stories} stories, {notes} notes "
        "and {people} people.",
        day=date_in_words(past.until, tr.language),
        stories=past.stories,
        notes=past.notes,
        people=past.people,
    )


def ask_to_erase(workspace: "Workspace") -> None:
    """Ask once more, and then erase all words of people; paths, answers to themes and what you have stay."""
    context = workspace.context
    tr, past = context.tr, context.document.ask(past_retention, context.today())
    if past is None:
        return
    agreed = context.asking.agreed(
        tr("Erase the words of people for good?"),
        tr(
            "All stories, notes with their answers, photos, responses and people are erased from this project, its "
            "history and the backups that Polku keeps. There is no way back. Documents and copies elsewhere stay."
        ),
        tr("Erase them for good"),
        tr("Keep them for now"),
    )
    if agreed and context.document.erase(*past.ids):
        context.notices.say(tr("The words of people are erased."))
