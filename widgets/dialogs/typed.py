"""Words that were being typed when a project was closed or the program ended: to be read, copied, and gone to."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from resources.texts import Translator
from widgets.dialogs.base import Dialog
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.frames import Part, Scroll, Surface, card, column, flow
from widgets.parts.labels import Label, caption, muted
from widgets.places import ROOM_PLACES

# The beginning of a draft's place, and the room where its field is.
ROOMS = {
    "prepare": "prepare",
    "map": "map",
    "path": "map",
    "lane": "map",
    "stage": "map",
    "touchpoint": "map",
    "touchpoints": "map",
    "capture": "capture",
    "picture": "capture",
    "note": "capture",
    "story": "capture",
    "sort": "sort",
    "vote": "sort",
    "weigh": "weigh",
    "share": "share",
    "version": "share",
    "reflect": "reflect",
}


@dataclass(frozen=True)
class Typed:
    """Words of one field. `room_id`: where it is, empty where that is not known.

    `place`, `kept`: as they lie among the drafts. `has_field`: there still is a field where they stand again.
    """

    room_id: str
    words: str
    place: str
    kept: str
    has_field: bool


def typed_of(drafts: Sequence[tuple[str, str]], without_field: Collection[str] = ()) -> list[Typed]:
    """Return what people typed among drafts, as they would read it; no choices, no numbers alone.

    `without_field`: places whose field is gone.
    """
    found = [Typed(_room(place), _readable(words), place, words, place not in without_field) for place, words in drafts]
    return [one for one in found if any(letter.isalpha() for letter in one.words)]


class TypedDialog(Dialog):
    """Every text with where it belongs. `go`: shows a room, where the words stand in their field; `keep`: keeps words
    as the draft of a place, empty ones forget it."""

    def __init__(
        self,
        look: Look,
        tr: Translator,
        typed: Sequence[Typed],
        go: Callable[[str], object],
        keep: Callable[[str, str], object],
        parent: QWidget | None,
    ) -> None:
        super().__init__(look, tr("Words that were being typed"), parent, (640, 460))
        self._tr, self._go, self._keep = tr, go, keep
        self.copies: list[Button] = []
        self.goings: list[Button] = []
        self.endings: list[Button] = []
        about = muted(
            tr("They are no notes or answers yet. Each stands in its field again, to be finished or cleared.")
        )
        done = Button(look, tr("Close"), "", "primary", self.accept)
        done.setDefault(True)
        parts: list[Part] = [about, *(self._one(one) for one in typed), 1]
        inside = Surface("paper", column(*parts, spacing=12))
        self.fill(column(Scroll(inside)), [done])

    def _one(self, one: Typed) -> QWidget:
        tr = self._tr
        name = next((tr(room.name) for room in ROOM_PLACES if room.id == one.room_id), tr("In a form"))
        words = Label(one.words)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        copy = Button(self._look, tr("Copy"), "copy", "quiet", lambda: QGuiApplication.clipboard().setText(one.words))
        self.copies.append(copy)
        buttons: list[QWidget] = [copy]
        if not one.has_field:
            said = muted("")
            buttons.append(self._ending(one, said))
            return card(caption(name), words, said, flow(*buttons))
        if one.room_id:
            there = Button(self._look, tr("Go there"), "", "quiet", lambda: (self.accept(), self._go(one.room_id)))
            self.goings.append(there)
            buttons.append(there)
        return card(caption(name), words, flow(*buttons))

    def _ending(self, one: Typed, said: Label) -> Button:
        """Return what lets words go that no field would let go, and takes them back; `said` tells which it is."""
        tr, button, kept = self._tr, Button(self._look, "", "", "quiet"), True

        def show() -> None:
            sentence = tr("What they were typed for was deleted, so no field shows them.")
            said.setText(sentence if kept else tr("They were let go: the next opening does not tell of them."))
            button.say(tr("Let them go") if kept else tr("Keep them after all"))

        def turn() -> None:
            nonlocal kept
            kept = not kept
            self._keep(one.place, one.kept if kept else "")
            show()

        show()
        button.clicked.connect(turn)
        self.endings.append(button)
        return button


def _room(place: str) -> str:
    return ROOMS.get(place.partition("/")[0].partition("-")[0], "")


def _readable(words: str) -> str:
    """Return the texts of a form that was kept as a whole; other words as they are."""
    if not words.startswith("{"):
        return words.strip()
    try:
        told = json.loads(words)
    except ValueError:
        return words.strip()
    values = told.values() if isinstance(told, dict) else ()
    return "\n".join(value.strip() for value in values if isinstance(value, str) and " " in value.strip())
