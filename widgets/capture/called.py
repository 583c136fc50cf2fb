"""How a teller is called: chosen by the teller, suggested, or a number; and who in the project they are."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import pseudonyms, queries, told
from models.edits.base import Edit
from models.edits.tellers import CallTeller, TieTeller
from models.edits.voices import ChangeStory
from models.records import StoryRecord
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.buttons import Button
from widgets.parts.frames import column, flow
from widgets.parts.labels import muted
from widgets.theme import GRID

TELLER = (
    Field(
        "teller",
        N_("How the teller is called"),
        "line",
        hint=N_("Chosen by the teller"),
        explain=N_("Printed where the story is. Any word or number will do."),
        longest=200,
    ),
)
PERSON = (Field("person", N_("Known in this project as"), "line", hint=N_("Pseudonym or number"), longest=200),)


class Called(QWidget):
    """The teller of one story."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.story: StoryRecord | None = None
        self._offered: tuple[str, ...] = ()
        self.teller = Form(context, TELLER, self._save, "desk/story")
        self.person = Form(context, PERSON, self._save, "desk/story")
        self._chips: QVBoxLayout = column(spacing=0)
        self._also = muted("")
        first = column(self.teller, self._chips, spacing=GRID)
        self.setLayout(column(first, column(self.person, self._also, spacing=GRID), spacing=3 * GRID))

    def show_story(self, story: StoryRecord) -> None:
        """Show how the teller of one story is called."""
        self.story = story
        ask, tr = self.context.document.ask, self.context.tr
        person = ask(told.person, story.participant_id) if story.participant_id else None
        self.teller.show_values(story.id, {"teller": story.teller})
        self.person.show_values(story.id, {"person": (person.pseudonym or person.code) if person else ""})
        parts: list[str] = []
        if person is not None:
            if person.stories > 1:
                parts.append(tr.count("{n} other story", "{n} other stories", person.stories - 1))
            if person.voices:
                parts.append(tr.count("{n} note", "{n} notes", person.voices))
        self._also.setText(tr("Also theirs: {what}", what=", ".join(parts)) if parts else "")
        self._also.setVisible(bool(parts))
        self._offer(story)

    def settle(self) -> None:
        """Make an edit of what is typed."""
        self.teller.settle()
        self.person.settle()

    # -- inside ---------------------------------------------------------------------------------

    def _offer(self, story: StoryRecord) -> None:
        """Offer names while the teller has none."""
        names = () if story.teller else self._names(story)
        if names == self._offered:
            return
        self._offered = names
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if names:
            self._chips.addWidget(flow(*(self._chip(name) for name in names), spacing=GRID))

    def _names(self, story: StoryRecord) -> tuple[str, ...]:
        ask = self.context.document.ask
        used = ask(pseudonyms.names_in_use)
        number = pseudonyms.next_number(used, self.context.tr("Person {n}"))
        return (*pseudonyms.suggested(used, ask(queries.project).language, story.id), number)

    def _chip(self, name: str) -> Button:
        tr = self.context.tr
        chip = Button(self.context.look, name, "", "chip", lambda: self._call(name))
        chip.setAccessibleName(tr("Call the teller {name}", name=name))
        chip.setToolTip(tr("A name that nobody in this project has"))
        return chip

    def _call(self, name: str) -> None:
        if self.story is not None:
            self.settle()
            self.context.document.perform(CallTeller(self.story.id, name))
            self.teller.focus_field("teller")

    def _save(self, key: str, value: Any, said: Callable[[str], object]) -> bool:
        if self.story is None:
            return False
        words = str(value or "").strip()
        edit: Edit = ChangeStory(self.story.id, {"teller": words})
        if key == "person":
            edit = TieTeller(self.story.id, words)
        return self.context.document.perform(edit, said) is not None
