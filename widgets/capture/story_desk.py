"""A story on the desk: its words and a clearer wording, what is known of them, what they may be used for."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLayout, QPlainTextEdit, QWidget

from models import hidden, queries, told
from models.edits.base import Edit
from models.edits.places import SetStoryPlaces, SetStoryTags
from models.edits.tellers import SetTellersGroup
from models.edits.voices import ChangeStory
from models.records import StoryRecord
from models.vocabulary import GIVEN_HOW, READ_BACK, WORDS_SOURCES, Term
from resources.texts import N_
from widgets.capture.belongs import Belongs
from widgets.capture.beside import Beside
from widgets.capture.called import Called
from widgets.capture.consents import ConsentTable
from widgets.capture.left_house import LeftHouse
from widgets.capture.more import tags_of
from widgets.capture.redacting import Hiding
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.frames import Callout, column, hairline
from widgets.parts.labels import Label, caption
from widgets.theme import GRID

WORDS = (
    Field("words", N_("What happened, in their words"), "text", lines=4),
    Field("words_source", N_("Words source"), "chips", WORDS_SOURCES),
    Field("translated_by", N_("Translated by"), "line", longest=300),
)
CLEARER = (
    Field("clearer", N_("Clearer wording"), "text", hint=N_("Beside the words, never instead"), lines=4),
    Field(
        "clearer_agreed",
        N_("The teller agreed to this wording"),
        "check",
        explain=N_("Without it, no document prints this wording. Changing the wording takes it away."),
    ),
)
ASKED = (
    Field("wanted_next", N_("What would you have wanted next?"), "text", lines=2, longest=20_000),
    Field("works_well", N_("What works well?"), "text", lines=2, longest=20_000),
    Field("who_helps", N_("Who helps?"), "text", lines=2, longest=20_000),
)
READ_OUT = N_("Read it out and ask: is this what you meant?")
PRESETS = {"words_source": "noted", "given_how": "told", "read_back": "not_checked", "clearer_agreed": False}
MORE = ("segment_id", "table_name", "given_how", "read_back")


class StoryDesk(QWidget):
    """One story. What is typed here is an edit; what the teller agreed to is recorded at once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.story: StoryRecord | None = None
        tr, look = context.tr, context.look
        self.withdrawn = Callout(
            look,
            "waiting",
            tr("This story was withdrawn: its words are shown nowhere. Only a new yes of its teller brings them back."),
        )
        self.left_house = LeftHouse(context)
        self.words = Form(context, WORDS, self._save, "desk/story")
        self.clearer = Form(context, CLEARER, self._save, "desk/story")
        self.asked = Form(context, ASKED, self._save, "desk/story")
        self.hiding = Hiding(context, "story", self.settle)
        field = self.words.editor("words").target()
        if isinstance(field, QPlainTextEdit):
            self.hiding.attach(field)
        self.called = Called(context)
        self.belongs = Belongs(context)
        self.belongs.wanted.connect(self._place)
        self.consents = ConsentTable(context)
        self._groups: tuple[Term, ...] | None = None
        self.about: Form | None = None
        self._about_box = column(spacing=0)
        self._told = QWidget()
        self._told.setLayout(self._laid_out())
        self._said = QWidget()
        self._said.setLayout(column(Beside(look, self.words, self.clearer), self.hiding, spacing=2 * GRID))
        heading = Label(tr("What it may be used for"), "strong")
        agreed = column(hairline(), heading, self.consents)
        self.setLayout(column(self.withdrawn, self.left_house, self._said, agreed, self._told, spacing=3 * GRID))

    def show_story(self, story: StoryRecord) -> None:
        """Show one story; words being typed for it stay."""
        self.story = story
        self._offer_groups()
        self.withdrawn.setVisible(story.withdrawn)
        self.left_house.show_story(story)
        self._said.setVisible(not story.withdrawn)
        self._told.setVisible(not story.withdrawn)
        self.consents.show_story(story)
        if story.withdrawn:
            return
        self.words.show_values(story.id, {field.key: getattr(story, field.key) for field in WORDS})
        shown = [field.key for field in WORDS if field.key != "translated_by" or story.words_source == "translated"]
        self.words.show_only(shown)
        self.clearer.show_values(story.id, {field.key: getattr(story, field.key) for field in CLEARER})
        self.clearer.show_only(["clearer", "clearer_agreed"] if story.clearer.strip() else ["clearer"])
        asked = self.context.document.ask(told.told, story.id)
        self.asked.show_values(story.id, {field.key: getattr(asked, field.key) for field in ASKED})
        self._show_hidden(story)
        self.called.show_story(story)
        self.belongs.show_places(story.places)
        if self.about is not None:
            known = {key: getattr(story, key) for key in MORE}
            self.about.show_values(story.id, {**known, "tags": ", ".join(story.tags)})

    def settle(self) -> None:
        """Make an edit of what is typed."""
        for form in (self.words, self.clearer, self.asked, self.called, self.about):
            if form is not None:
                form.settle()

    # -- inside ---------------------------------------------------------------------------------

    def _laid_out(self) -> QLayout:
        """Return what else is known: what was asked, and who, where and how."""
        tr = self.context.tr
        places = column(caption(tr("Belongs to")), self.belongs, spacing=GRID)
        asked, known = QWidget(), QWidget()
        asked.setLayout(column(self.asked, places, spacing=3 * GRID))
        known.setLayout(column(self.called, self._about_box, spacing=3 * GRID))
        about = Label(tr("More about it"), "strong")
        return column(hairline(), about, Beside(self.context.look, asked, known), spacing=3 * GRID)

    def _show_hidden(self, story: StoryRecord) -> None:
        tr, clearer, aside = self.context.tr, "", ""
        if story.clearer.strip():
            if story.clearer_agreed:
                clearer = tr("In clearer words: {words}", words=self._without_hidden(story))
            else:
                aside = tr("The clearer wording is not printed: its teller did not agree to it yet.")
        self.hiding.show_words(story.id, story.words, clearer, aside)

    def _without_hidden(self, story: StoryRecord) -> str:
        (shown,) = self.context.document.ask(hidden.as_shown, (story,))
        return shown.clearer if isinstance(shown, StoryRecord) else ""

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
            Field("segment_id", N_("Group"), "choice", groups),
            Field("table_name", N_("Table"), "line", longest=60),
            Field("given_how", N_("How it was given"), "chips", GIVEN_HOW),
            Field("read_back", N_("Read back to the teller"), "chips", READ_BACK, explain=READ_OUT),
            Field("tags", N_("Tags"), "line", hint=N_("with commas between them")),
        )
        self.about = Form(self.context, fields, self._save, "desk/story")
        self._about_box.addWidget(self.about)

    def _save(self, key: str, value: Any, said: Callable[[str], object]) -> bool:
        if self.story is None:
            return False
        edit: Edit = ChangeStory(self.story.id, {key: value or PRESETS.get(key, value)})
        if key == "tags":
            edit = SetStoryTags(self.story.id, tags_of(str(value)))
        elif key == "segment_id":
            edit = SetTellersGroup(self.story.id, value or None)
        return self.context.document.perform(edit, said) is not None

    def _place(self, places: object) -> None:
        if self.story is not None and isinstance(places, tuple):
            self.context.document.perform(SetStoryPlaces(self.story.id, places))
