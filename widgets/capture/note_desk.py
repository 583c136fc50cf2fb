"""A note on the desk: its voices, kind, steps, a clearer wording beside the words, another voice."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from models import queries
from models.edits.places import SetNotePlaces
from models.edits.voices import AddVoice, ChangeNote, ChangeVoice, NewVoice, WithdrawVoice
from models.records import NoteRecord, VoiceRecord
from models.vocabulary import NOTE_KINDS, READ_BACK, WORDS_SOURCES, Term, label
from resources.texts import N_
from widgets.capture.belongs import Belongs
from widgets.capture.cards import said
from widgets.capture.redacting import Hiding
from widgets.capture.story_desk import READ_OUT
from widgets.context import Context
from widgets.fields.editors import Words
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.buttons import Button
from widgets.parts.frames import card, column, flow
from widgets.parts.labels import Label, caption
from widgets.theme import GRID

ABOUT = (
    Field("kind", N_("Kind"), "chips", NOTE_KINDS),
    Field("wording", N_("Clearer wording"), "text", hint=N_("Beside the words, never instead"), longest=2000),
    Field("read_back", N_("Read back to them"), "chips", READ_BACK, explain=READ_OUT),
)
VOICE = ("words", "words_source", "translated_by", "segment_id", "table_name")
PRESETS = {"kind": "unsorted", "words_source": "noted", "read_back": "not_checked"}


class NoteDesk(QWidget):
    """One note with all its voices; one of them is open for correcting."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.note: NoteRecord | None = None
        self._voice_id = ""
        self._groups: tuple[Term, ...] | None = None
        tr, look = context.tr, context.look
        self._others: QVBoxLayout = column(spacing=2 * GRID)
        self.voice: Form | None = None
        self._voice_box = column(spacing=0)
        self.hiding = Hiding(context, "voice", self.settle)
        self.withdraw = Button(look, tr("Withdraw these words …"), "eye-off", "link", self._withdraw)
        self.about = Form(context, ABOUT, self._save_about, "desk/note")
        self.belongs = Belongs(context)
        self.belongs.wanted.connect(self._place)
        self.another = Words(2, 6)
        self.another.setAccessibleName(tr("Another person's words"))
        self.another.setPlaceholderText(tr("The same, in another person's words"))
        self.another.submitted.connect(self._add_voice)
        self.add = Button(look, tr("Add voice"), "plus", "", self._add_voice, "Ctrl+Return")
        places = column(caption(tr("Belongs to")), self.belongs, spacing=GRID)
        voices = column(caption(tr("Another voice")), self.another, flow(self.add), spacing=GRID)
        self.setLayout(
            column(
                column(self._voice_box, self.hiding, self.withdraw, spacing=2 * GRID),
                *(self._others, self.about, places, voices),
                spacing=3 * GRID,
            )
        )

    def show_note(self, note: NoteRecord) -> None:
        """Show one note; words being typed for it stay."""
        if self.note is None or self.note.id != note.id:
            self.another.clear()
        self.note = note
        self._offer_groups()
        self.about.show_values(note.id, {field.key: getattr(note, field.key) for field in ABOUT})
        self.belongs.show_places(note.places)
        self._show_voices()

    def open_voice(self, voice_id: str) -> None:
        """Open one of the voices for correcting."""
        self._voice_id = voice_id
        self._show_voices()

    def settle(self) -> None:
        """Make an edit of what is typed."""
        self.about.settle()
        if self.voice is not None:
            self.voice.settle()

    # -- voices ---------------------------------------------------------------------------------

    def _show_voices(self) -> None:
        voices = self.note.voices if self.note else ()
        opened = next((one for one in voices if one.id == self._voice_id), next(iter(voices), None))
        while (item := self._others.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for voice in voices:
            if opened is not None and voice.id != opened.id:
                self._others.addWidget(self._card(voice))
        self.withdraw.setVisible(opened is not None)
        if self.voice is None or opened is None:
            return
        self._voice_id = opened.id
        self.voice.show_values(opened.id, {key: getattr(opened, key) for key in VOICE})
        translated = opened.words_source == "translated"
        self.voice.show_only([key for key in VOICE if key != "translated_by" or translated])
        self.hiding.show_words(opened.id, opened.words)

    def _card(self, voice: VoiceRecord) -> QWidget:
        tr = self.context.tr
        groups = {term.code: term.label for term in self._groups or ()}
        parts = (groups.get(voice.segment_id or "", ""), tr(label(WORDS_SOURCES, voice.words_source)))
        words = Label(said(tr, voice.words, voice.words_source))
        line = Label(" · ".join(part for part in parts if part), "muted")
        opening = Button(self.context.look, tr("Open"), "square-pen", "link", lambda: self.open_voice(voice.id))
        return card(words, line, flow(opening), spacing=GRID)

    def _offer_groups(self) -> None:
        groups = tuple(Term(group.id, group.name) for group in self.context.document.ask(queries.groups))
        if groups == self._groups:
            return
        self._groups = groups
        if self.voice is not None:
            self.voice.settle()
            self._voice_box.removeWidget(self.voice)
            self.voice.hide()
            self.voice.deleteLater()
        fields = (
            Field("words", N_("Words"), "text", lines=2),
            Field("words_source", N_("Words source"), "chips", WORDS_SOURCES),
            Field("translated_by", N_("Translated by"), "line", longest=300),
            Field("segment_id", N_("Group"), "choice", groups),
            Field("table_name", N_("Table"), "line", longest=60),
        )
        self.voice = Form(self.context, fields, self._save_voice, "desk/voice")
        field = self.voice.editor("words").target()
        if isinstance(field, QPlainTextEdit):
            self.hiding.attach(field)
        self._voice_box.addWidget(self.voice)

    def _save_about(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        if self.note is None:
            return False
        edit = ChangeNote(self.note.id, {key: value or PRESETS.get(key, value)})
        return self.context.document.perform(edit, told) is not None

    def _save_voice(self, key: str, value: Any, told: Callable[[str], object]) -> bool:
        value = value or (None if key == "segment_id" else PRESETS.get(key, value))
        return self.context.document.perform(ChangeVoice(self._voice_id, {key: value}), told) is not None

    def _add_voice(self) -> None:
        words = self.another.toPlainText().strip()
        if self.note is None or not words:
            self.another.setFocus()
            return
        voice = NewVoice(words, {"workshop_id": self.context.session.workshop_id})
        done = self.context.document.perform(AddVoice(self.note.id, voice))
        if done is not None:
            self.another.clear()
            self.open_voice(str(done.result))

    def _withdraw(self) -> None:
        tr = self.context.tr
        if self.context.asking.agreed(
            tr("Withdraw these words?"),
            tr("They are shown in no view and no output any more. This cannot be undone."),
            tr("Withdraw"),
            tr("Keep them"),
        ):
            self.settle()
            self.context.document.perform(WithdrawVoice(self._voice_id))

    def _place(self, places: object) -> None:
        if self.note is not None and isinstance(places, tuple):
            self.context.document.perform(SetNotePlaces(self.note.id, places))
