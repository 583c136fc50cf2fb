"""Beside the wall: what is known of one theme or one note: its words, what it is called, its trail."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from models import queries, themes
from models.edits.theming import ChangeTheme
from models.edits.voices import ChangeNote
from models.find import first_line
from models.records import NoteRecord
from models.themes import WallTheme
from models.vocabulary import Term
from resources.texts import N_
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.lists.cards import CardData, CardList
from widgets.parts.buttons import Button
from widgets.parts.frames import column, row, scrolled
from widgets.parts.labels import Label, caption
from widgets.sort.themes.cards import voice_lines
from widgets.sort.themes.numbers import counts_in_words
from widgets.sort.themes.trail import Trail
from widgets.theme import GRID

MARKS = (Term("agreed", N_("Agreed")), Term("changed", N_("Corrected")), Term("not_checked", N_("Not read back")))
THEME = (
    Field("title", N_("Title"), "wrapped", longest=300),
    Field("summary", N_("In short"), "text", hint=N_("What these words have in common"), longest=4000),
    Field("read_back", N_("Read back to the room"), "chips", MARKS),
)
NOTE = (
    Field("wording", N_("Clearer wording"), "text", hint=N_("Beside the words, never instead"), longest=2000),
    Field("read_back", N_("Read back to the room"), "chips", MARKS),
)
WORDS = 90  # letters of a note that stand in a theme's trail


class ThemeDetails(QWidget):
    """Title, summary, what people said to it, and its trail."""

    def __init__(self, context: Context, read_back: Callable[[str], object]) -> None:
        super().__init__()
        self._context = context
        self.theme: WallTheme | None = None
        tr = context.tr
        self.counts = Label("", "muted")
        self.form = Form(context, THEME, self._save, "sort/theme")
        self.read = Button(
            context.look, tr("Read back"), "megaphone", "", lambda: self.theme and read_back(self.theme.id), "P"
        )
        self.trail = Trail(context)
        self.setLayout(column(self.counts, self.form, row(self.read, 1), self.trail, spacing=3 * GRID))

    def show_theme(self, theme: WallTheme) -> None:
        """Show one theme."""
        self.theme = theme
        ask = self._context.document.ask
        self.counts.setText(counts_in_words(self._context.tr, theme.notes, theme.voices))
        self.form.show_values(theme.id, {field.key: getattr(theme, field.key) for field in THEME})
        steps = ask(themes.trail_of_theme, theme.id)
        notes = ask(queries.notes, sorted({step.note_id for step in steps}))
        words = {note.id: first_line(next(iter(voice_lines(self._context.tr, note)), ""))[:WORDS] for note in notes}
        self.trail.show_steps(steps, words)

    def _save(self, key: str, value: Any, told: Callable[[str], object], /) -> bool:
        if key == "read_back":
            value = value or "not_checked"
        return self._context.document.perform(ChangeTheme(self.form.row_id, {key: value}), told) is not None


class NoteDetails(QWidget):
    """Every voice in its exact words, a clearer wording beside them, and the note's trail."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.note: NoteRecord | None = None
        tr = context.tr
        self.voices = CardList(context.look, tr("Voices of this note"), lines=40)
        self.voices.setMinimumHeight(context.look.px(180))
        self.form = Form(context, NOTE, self._save, "sort/note")
        self.trail = Trail(context)
        self.setLayout(column(caption(tr("Exact words")), self.voices, self.form, self.trail, spacing=2 * GRID))

    def show_note(self, note: NoteRecord) -> None:
        """Show one note."""
        self.note = note
        groups = {group.id: group.name for group in self._context.document.ask(queries.groups)}
        lines = voice_lines(self._context.tr, note)
        self.voices.show_cards(
            [
                CardData(voice.id, line, first_line(groups.get(voice.segment_id or "", "")), tone="note")
                for voice, line in zip(note.voices, lines, strict=True)
            ]
        )
        self.form.show_values(note.id, {field.key: getattr(note, field.key) for field in NOTE})
        self.trail.show_steps(self._context.document.ask(themes.trail_of_note, note.id), {})

    def _save(self, key: str, value: Any, told: Callable[[str], object], /) -> bool:
        if key == "read_back":
            value = value or "not_checked"
        return self._context.document.perform(ChangeNote(self.form.row_id, {key: value}), told) is not None


class Details(QWidget):
    """One of the two at a time. `left`: back to what is not sorted yet."""

    left = Signal()

    def __init__(self, context: Context, read_back: Callable[[str], object]) -> None:
        super().__init__()
        tr = context.tr
        self.subject: tuple[str, str] | None = None
        self._context = context
        self.back = Button(context.look, tr("Not sorted yet"), "arrow-left", "link", self.left.emit, "Esc")
        self.title = Label("", "title")
        self.theme, self.note = ThemeDetails(context, read_back), NoteDetails(context)
        pages = QWidget()
        self._stack = QStackedLayout(pages)
        self._stack.addWidget(self.theme)
        self._stack.addWidget(self.note)
        self.setLayout(column(scrolled(row(self.back, 1), self.title, pages)))

    def show_theme(self, theme: WallTheme) -> None:
        """Show a theme."""
        self.subject = ("theme", theme.id)
        self.title.setText(theme.title)
        self.theme.show_theme(theme)
        self._stack.setCurrentWidget(self.theme)

    def show_note(self, note: NoteRecord) -> None:
        """Show a note."""
        self.subject = ("contribution", note.id)
        self.title.setText(self._context.tr("Note {code}", code=note.code))
        self.note.show_note(note)
        self._stack.setCurrentWidget(self.note)

    def settle(self) -> None:
        """Keep what is typed."""
        self.theme.form.settle()
        self.note.form.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
