"""What Ctrl+K finds: things of the project, then what can be done, then settings; and the way there."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from models import views
from models.find import Hit
from models.search_text import searchable, terms_of
from resources.texts import N_
from widgets.command import Command
from widgets.lists.cards import CardData
from widgets.parts.buttons import native
from widgets.settings import SETTINGS

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.workspace import Workspace

MOST_THINGS, MOST_ACTIONS = 30, 8
FEWER_THINGS = 12  # where actions or settings follow, so that they are not far away
# Kind of hit: its table, its icon, and what it is called.
KINDS: dict[str, tuple[str, str, str]] = {
    "note": ("contribution", "lightbulb", N_("Note")),
    "story": ("story", "message-square-quote", N_("Story")),
    "card": ("touchpoint", "square-pen", N_("Card")),
    "stage": ("stage", "columns-3", N_("Stage")),
    "path": ("path", "route", N_("Path")),
    "theme": ("theme", "layout-grid", N_("Theme")),
    "workshop": ("workshop", "map-pin", N_("Workshop")),
    "group": ("segment", "users", N_("Group")),
    "scope": ("scope_item", "lock-open", N_("What may change")),
    "earlier_promise": ("earlier_promise", "history", N_("Last time")),
    "response": ("response", "mail", N_("What came back")),
    "vote": ("vote_round", "list-checks", N_("Vote")),
}
# Where words are not names: nothing to find by them.
UNNAMED = frozenset(("search", "recent"))
IN_DIALOG = frozenset(("palette", "text_size", "operator", "show_newest_notes"))
DO, SET = "do", "set"


class Finding:
    """Finds by words, and goes to what was chosen. Ids of cards: table/id, do/command, set/key."""

    def __init__(self, window: "MainWindow", workspace: "Workspace") -> None:
        self._window, self._workspace = window, workspace

    def find(self, words: str) -> list[CardData]:
        """Return what holds the words: things, actions of the window and of the present room, settings."""
        hits = self._workspace.document.ask(views.find, words, MOST_THINGS)
        terms = terms_of(words)
        things = [self._thing(hit) for hit in hits if hit.kind in KINDS]
        named = [*self._actions(terms), *self._settings(terms)]
        return [*(things[:FEWER_THINGS] if named else things), *named]

    def go(self, card_id: str) -> None:
        """Go to a thing where it is worked on, do an action, or open the settings."""
        what, _, which = card_id.partition("/")
        if what == DO:
            # The search has given the keys back by then, so that what acts on the focus acts where it was.
            QTimer.singleShot(0, self._window, lambda: self._do(which))
        elif what == SET:
            QTimer.singleShot(0, self._window, self._window.action("settings").trigger)
        else:
            self._workspace.show_subject(what, which)

    def _do(self, command_id: str) -> None:
        for action, command in self._window.doable():
            if command.id == command_id:
                action.trigger()
                return

    def _thing(self, hit: Hit) -> CardData:
        table, icon, name = KINDS[hit.kind]
        sub = " · ".join(part for part in (hit.place_code, hit.code, hit.because) if part)
        return CardData(f"{table}/{hit.id}", hit.title, sub, aside=self._workspace.context.tr(name), icon=icon)

    def _actions(self, terms: tuple[str, ...]) -> list[CardData]:
        tr = self._workspace.context.tr
        named = (
            (action.text().replace("&&", "&"), command)
            for action, command in self._window.doable()
            if command.id not in UNNAMED
        )
        found = [(text, command) for text, command in named if holds(text, terms)]
        found.sort(key=lambda one: not searchable(one[0]).startswith(terms))
        return [
            CardData(f"{DO}/{command.id}", text, _keys(command), aside=tr("Action"), icon=command.icon or "play")
            for text, command in found[:MOST_ACTIONS]
        ]

    def _settings(self, terms: tuple[str, ...]) -> list[CardData]:
        tr = self._workspace.context.tr
        named = ((tr(setting.meaning), setting.key) for setting in SETTINGS if setting.key in IN_DIALOG)
        return [
            CardData(f"{SET}/{key}", text, aside=tr("Setting"), icon="settings")
            for text, key in named
            if holds(text, terms)
        ]


def holds(text: str, terms: Iterable[str]) -> bool:
    """Tell whether a name holds all terms, also within words; without a term none does."""
    plain, wanted = searchable(text), tuple(terms)
    return bool(wanted) and all(term in plain for term in wanted)


def _keys(command: Command) -> str:
    return ", ".join(native(one) for one in command.shortcut.split(" ") if one)
