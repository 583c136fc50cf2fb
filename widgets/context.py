"""What every room is handed: the document, the look, the texts, and the few things of the window it may use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from resources.texts import Translator
from widgets.asking import Asking
from widgets.document import Document
from widgets.jobs import Jobs
from widgets.look import Look
from widgets.session import Session
from widgets.settings import Settings


class Notices(Protocol):
    """Where the window says short things."""

    def say(
        self,
        sentence: str,
        action: str = "",
        run: Callable[[], object] | None = None,
        *,
        tone: str = "",
        also: tuple[tuple[str, Callable[[], object]], ...] = (),
    ) -> None:
        """Show a sentence at the foot of the window, with a button where `action` names one; more of them in `also`.

        `tone`: empty for something done, "waiting" for something to look at, "danger" for a machine in trouble.
        """
        ...


class Window(Protocol):
    """The few things of the window that rooms ask for."""

    def show_room(self, room_id: str) -> None:
        """Go to a room."""
        ...

    def show_subject(self, table: str, row_id: str) -> None:
        """Go to a note, story or card where it is worked on."""
        ...

    def capture(self, kind: str) -> None:
        """Open the capture bar over the present room: "note" or "story"."""
        ...

    def present(self) -> None:
        """Open the projector's window, unless the hall sees something already."""
        ...

    def import_words(self, words: str, taken: Callable[[], object] | None = None) -> None:
        """Show what typed or pasted lines would become, one note each, and add them when the person agrees.

        `taken` is called once they are in the file; where the person thought better of it, nothing is called.
        """
        ...


@dataclass(frozen=True)
class Context:
    """One project's window, as its rooms see it. `today` is the calendar date on this machine."""

    document: Document
    tr: Translator
    look: Look
    settings: Settings
    session: Session
    jobs: Jobs
    asking: Asking
    notices: Notices
    window: Window
    today: Callable[[], date]
