"""Project and workshop: what the project is, and the gatherings with their dates and what tellers are asked."""

from zoneinfo import available_timezones

from babel import Locale
from babel.numbers import list_currencies
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QSizePolicy, QWidget

from models import records as r
from models import views
from models.edits.prepare import DeleteWorkshop, SetConsentPreset
from models.edits.project import AddWorkshop, ChangeProject, ChangeWorkshop
from models.vocabulary import COPRODUCTION_KINDS, PURPOSES, SERVICE_STAGES, WORDS_PRESETS, Term, cue
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.fields.lines import LineEditor
from widgets.fields.reading import date_in_words
from widgets.parts.buttons import Button
from widgets.parts.frames import Callout, card, column, flow, row
from widgets.parts.labels import caption, muted, title
from widgets.prepare.adding import AddLine, Told
from widgets.prepare.content import Content
from widgets.prepare.rows import RowData, RowList
from widgets.prepare.section import Section
from widgets.theme import GRID

LANGUAGES = "ar da de en es et fa fi fr it ku lt lv nb nl pl pt ru so sq sv ti tr uk vi zh".split()
ABOUT = (
    Field("title", N_("Project"), "wrapped", longest=300),
    Field("organisation", N_("Organisation"), "wrapped", longest=300, explain=N_("Printed on every document.")),
    Field(
        "keep_until",
        N_("Keep people's words until"),
        "date",
        explain=N_("From the next day on Polku reminds you to erase them, and never does so by itself."),
    ),
)
KIND = Field("coproduction", N_("Kind of co-production"), "chips", COPRODUCTION_KINDS)
STAGE = Field("service_stage", N_("Phase of the service"), "chips", SERVICE_STAGES)
SMALL = Field(
    "small_group",
    N_("Small groups"),
    "number",
    explain=N_("Documents name no group of fewer people than this. 5 or more."),
)
CURRENCY = Field("currency", N_("Currency"), longest=3, hint=N_("EUR"))
ZONE = Field("zone", N_("Time zone"), hint=N_("Europe/Helsinki"))
WORKSHOP = (
    Field("title", N_("Workshop"), "wrapped", longest=300),
    Field("day", N_("Date"), "date"),
    Field("venue", N_("Venue"), "wrapped", longest=300),
    Field("words_preset", N_("How notes are printed"), "chips", WORDS_PRESETS),
    Field(
        "consent",
        N_("What tellers are asked"),
        "many",
        PURPOSES,
        explain=N_("One key notes these as agreed once the teller of a story agreed. A tick here agrees to nothing."),
    ),
)


def languages() -> tuple[Term, ...]:
    """Return the languages that documents may be in, each in its own words."""
    return tuple(Term(code, Locale.parse(code).get_display_name(code) or code) for code in LANGUAGES)


class ProjectSection(Section):
    """The project's few facts, its workshops, and the details of the marked one."""

    id = "project"
    name = N_("Project and workshop")
    icon = "calendar"
    purpose = N_("What this project is and when you meet. Title, organisation and dates head every document.")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self._content: Content | None = None
        language = Field("language", N_("Language of the documents"), "choice", languages())
        self.about, self.kind, self.stage = self._form(ABOUT), self._form((KIND,)), self._form((STAGE,))
        self.first, self.second = self._form((language, CURRENCY)), self._form((ZONE, SMALL))
        self._complete()
        self.cue = Callout(look, "accent", "")
        self.list = RowList(look, tr("Workshops"))
        self.list.chosen.connect(lambda _: self._show_workshop())
        self.list.opened.connect(lambda _: self.details.focus_field("title"))
        self.list.removed.connect(self._delete)
        self.add_line = AddLine(
            context, tr("Add workshop"), tr("Title of the workshop"), self._add, "prepare/add/workshop", longest=300
        )
        halves = row(spacing=4 * GRID)
        for half in (self.first, self.second):
            half.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)  # equal halves
            halves.addLayout(column(half, 1), 1)
        self.middle = self.page(
            card(self.about),
            column(caption(tr("Workshops")), self.list, self.add_line),
            card(self.kind, self.cue, self.stage, spacing=3 * GRID),
            card(halves),
        )
        self.side = self._side()

    def _form(self, fields: tuple[Field, ...]) -> Form:
        return Form(self.context, fields, self._save_project, "project")

    def _complete(self) -> None:
        lists = (
            (self.first, "currency", sorted(list_currencies())),
            (self.second, "zone", sorted(available_timezones())),
        )
        for form, key, words in lists:
            editor = form.editor(key)
            assert isinstance(editor, LineEditor)  # noqa: S101 - what the field list says
            completer = QCompleter(words, editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            editor.line.setCompleter(completer)

    def _side(self) -> QWidget:
        tr, look = self.context.tr, self.context.look
        self._none = QWidget()
        about = muted(tr("A workshop is one gathering: its date, its ask and who came. Its title is enough to begin."))
        self._none.setLayout(column(caption(tr("Workshop")), title(tr("No workshop yet")), about, spacing=3 * GRID))
        self._name = title("")
        self.present = Button(look, tr("Work in this workshop"), "log-in", clicked=self._enter)
        self._is_present = Callout(look, "settled", tr("What is captured now belongs to this workshop."))
        self.details = Form(self.context, WORKSHOP, self._save_workshop, "workshop")
        self.remove = Button(
            look, tr("Delete workshop"), "trash-2", "quiet", lambda: self._delete(self.list.marked_id())
        )
        self._workshop_parts = QWidget()
        self._workshop_parts.setLayout(
            column(
                caption(tr("Workshop")),
                self._name,
                self._is_present,
                flow(self.present),
                self.details,
                flow(self.remove),
                spacing=3 * GRID,
            )
        )
        return self.beside(self._none, self._workshop_parts)

    def show_content(self, content: Content) -> None:
        """Show the project, the workshops, and the marked one, which at first is the present one."""
        self._content = content
        about = content.project
        for form, keys in (
            (self.about, "title organisation keep_until"),
            (self.kind, "coproduction"),
            (self.stage, "service_stage"),
            (self.first, "language currency"),
            (self.second, "zone small_group"),
        ):
            form.show_values(about.id, {key: getattr(about, key) for key in keys.split()})
        said = cue(COPRODUCTION_KINDS, about.coproduction)
        self.cue.say(self.context.tr(said))
        self.cue.setVisible(bool(said))
        session = self.context.session.workshop_id
        self.list.show_rows([self._row(one, one.id == session) for one in content.workshops])
        if not self.list.marked_id() and content.workshop:
            self.list.mark(content.workshop.id)
        self._show_workshop()

    def _row(self, workshop: r.WorkshopRecord, present: bool) -> RowData:
        tr = self.context.tr
        day = date_in_words(workshop.day, tr.language) or tr("No date yet")
        where = " · ".join(part for part in (day, workshop.venue) if part)
        return RowData(workshop.id, workshop.title, where, chip=(tr("Present") if present else "", "settled"))

    def _show_workshop(self) -> None:
        workshop = self._marked()
        self._none.setVisible(workshop is None)
        self._workshop_parts.setVisible(workshop is not None)
        if workshop is None:
            return
        self._name.setText(workshop.title)
        present = workshop.id == self.context.session.workshop_id
        self._is_present.setVisible(present)
        self.present.setVisible(not present)
        values = {key: getattr(workshop, key) for key in ("title", "day", "venue", "words_preset")}
        chosen = self.context.document.ask(views.consent_preset, workshop.id)
        self.details.show_values(workshop.id, {**values, "consent": chosen})

    def _marked(self) -> r.WorkshopRecord | None:
        workshops = self._content.workshops if self._content else ()
        return next((one for one in workshops if one.id == self.list.marked_id()), None)

    # -- what people do -------------------------------------------------------------------------

    def _save_project(self, key: str, value: object, told: Told) -> bool:
        tr = self.context.tr
        if key == "currency":
            value = str(value).strip().upper()
            if value not in list_currencies():
                told(tr("“{code}” is no currency code. Write three letters, such as EUR.", code=value))
                return False
        if key == "zone" and value not in available_timezones():
            told(tr("“{zone}” is no time zone. Write it as Europe/Helsinki.", zone=value))
            return False
        if key == "small_group" and value is None:
            value = 5
        return self.done(ChangeProject({key: value}), told)

    def _save_workshop(self, key: str, value: object, told: Told) -> bool:
        row_id = self.details.row_id
        if key == "consent":
            chosen = value if isinstance(value, tuple) else ()
            return self.done(SetConsentPreset(row_id, chosen), told)
        return self.done(ChangeWorkshop(row_id, {key: value}), told)

    def _add(self, words: str, told: Told) -> bool:
        done = self.context.document.perform(AddWorkshop(words), told)
        if done is None:
            return False
        if self.context.session.workshop_id is None:
            self.context.session.enter_workshop(str(done.result))
        self.list.mark(str(done.result))
        self._show_workshop()
        return True

    def _enter(self) -> None:
        self.context.session.enter_workshop(self.list.marked_id())

    def _delete(self, workshop_id: str) -> None:
        self.delete(
            DeleteWorkshop(workshop_id), self.context.tr("The workshop was deleted; what was captured in it stays.")
        )

    def has_details(self) -> bool:
        """Tell whether there is a workshop."""
        return self._workshop_parts.isVisibleTo(self.side)

    def enter_focus(self) -> None:
        """Begin with the title."""
        self.about.focus_field("title")

    def add(self) -> None:
        """Add a workshop."""
        self.add_line.focus_line()

    def show_row(self, table: str, row_id: str) -> bool:
        """Mark a workshop, or go to the title."""
        if table == "project":
            self.enter_focus()
            return True
        if table == "workshop" and self.list.mark(row_id, focus=True):
            self._show_workshop()
            return True
        return False
