"""A story on the desk: its words, what is known of them, what they may be used for."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from models import queries
from models.edits.places import SetStoryPlaces, SetStoryTags
from models.edits.voices import AddParticipant, ChangeStory
from models.records import StoryRecord
from models.vocabulary import GIVEN_HOW, READ_BACK, WORDS_SOURCES, Term
from resources.texts import N_
from widgets.capture.belongs import Belongs
from widgets.capture.consents import ConsentTable
from widgets.capture.more import participant_called, tags_of
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.frames import Callout, column, hairline
from widgets.parts.labels import Label, caption
from widgets.theme import GRID

WORDS = (
    Field("words", N_("Words"), "text", lines=3),
    Field("words_source", N_("Words source"), "chips", WORDS_SOURCES),
    Field("translated_by", N_("Translated by"), "line", longest=300),
)
PRESETS = {"words_source": "noted", "given_how": "told", "read_back": "not_checked"}


class StoryDesk(QWidget):
    """One story. What is typed here is an edit; what the teller agreed to is recorded at once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.story: StoryRecord | None = None
        tr = context.tr
        self.withdrawn = Callout(
            context.look,
            "waiting",
            tr("This story was withdrawn: its words are shown nowhere. Only a new yes of its teller brings them back."),
        )
        self.words = Form(context, WORDS, self._save, "desk/story")
        self.belongs = Belongs(context)
        self.belongs.wanted.connect(self._place)
        self.consents = ConsentTable(context)
        self._groups: tuple[Term, ...] | None = None
        self.about: Form | None = None
        self._about_box = column(spacing=0)
        heading = Label(tr("What it may be used for"), "strong")
        places = column(caption(tr("Belongs to")), self.belongs, spacing=GRID)
        self._told = QWidget()
        about = Label(tr("More about it"), "strong")
        self._told.setLayout(column(hairline(), about, places, self._about_box, spacing=3 * GRID))
        agreed = column(hairline(), heading, self.consents)
        self.setLayout(column(self.withdrawn, self.words, agreed, self._told, spacing=3 * GRID))

    def show_story(self, story: StoryRecord) -> None:
        """Show one story; words being typed for it stay."""
        self.story = story
        self._offer_groups()
        self.withdrawn.setVisible(story.withdrawn)
        self.words.setVisible(not story.withdrawn)
        self._told.setVisible(not story.withdrawn)
        self.consents.show_story(story)
        if story.withdrawn:
            return
        self.words.show_values(story.id, {field.key: getattr(story, field.key) for field in WORDS})
        shown = [field.key for field in WORDS if field.key != "translated_by" or story.words_source == "translated"]
        self.words.show_only(shown)
        self.belongs.show_places(story.places)
        if self.about is not None:
            self.about.show_values(story.id, self._about(story))

    def settle(self) -> None:
        """Make an edit of what is typed."""
        self.words.settle()
        if self.about is not None:
            self.about.settle()

    def _about(self, story: StoryRecord) -> dict[str, Any]:
        people = self.context.document.ask(queries.participants)
        called = people.get(story.participant_id or "", ("", ""))
        return {
            "clearer": story.clearer,
            "segment_id": story.segment_id,
            "person": called[0] or called[1],
            "given_how": story.given_how,
            "read_back": story.read_back,
            "tags": ", ".join(story.tags),
        }

    def _offer_groups(self) -> None:
        groups = tuple(Term(group.id, group.name) for group in self.context.document.ask(queries.groups))
        if groups == self._groups:
            return
        self._groups = groups
        if self.about is not None:
            self.about.settle()
            self._about_box.removeWidget(self.about)
            self.about.hide()
            self.about.deleteLater()
        fields = (
            Field("clearer", N_("Clearer wording"), "text", hint=N_("Beside the words, never instead"), lines=2),
            Field("segment_id", N_("Group"), "choice", groups),
            Field("person", N_("Who tells it"), "line", hint=N_("Pseudonym or number"), longest=200),
            Field("given_how", N_("How it was given"), "chips", GIVEN_HOW),
            Field("read_back", N_("Read back to the teller"), "chips", READ_BACK),
            Field("tags", N_("Tags"), "line", hint=N_("with commas between them")),
        )
        self.about = Form(self.context, fields, self._save, "desk/story")
        self._about_box.addWidget(self.about)

    def _save(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        if self.story is None:
            return False
        document = self.context.document
        if key == "tags":
            return document.perform(SetStoryTags(self.story.id, tags_of(str(value))), told) is not None
        if key == "person":
            return self._save_person(self.story, str(value).strip(), told)
        if key == "segment_id":
            value = value or None
        edit = ChangeStory(self.story.id, {key: value or PRESETS.get(key, value)})
        return document.perform(edit, told) is not None

    def _save_person(self, story: StoryRecord, name: str, told: Callable[[str], object]) -> bool:
        document = self.context.document
        person = participant_called(self.context, name) if name else None
        if name and person is None:
            done = document.perform(AddParticipant(name, story.segment_id), told)
            if done is None:
                return False
            person = str(done.result)
        return document.perform(ChangeStory(story.id, {"participant_id": person}), told) is not None

    def _place(self, places: object) -> None:
        if self.story is not None and isinstance(places, tuple):
            self.context.document.perform(SetStoryPlaces(self.story.id, places))
