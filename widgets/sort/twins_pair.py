"""Two notes beside each other: everybody's exact words, and what would become of them."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models import queries
from models.records import NoteRecord, VoiceRecord
from models.twins import answered
from models.vocabulary import NOTE_KINDS, QUOTABLE, label
from widgets.context import Context
from widgets.parts.buttons import Button
from widgets.parts.frames import Surface, column, flow, row, scrolled
from widgets.parts.labels import Chip, Label
from widgets.sort.twins_list import Pair
from widgets.theme import GRID

SIDE_BY_SIDE = 520  # pixels at 100 % text that two notes beside each other need


class TwinNote(Surface):
    """One of the two notes, with every voice."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.role = Chip("", "neutral")
        self.kind = Chip("", "note")
        self._voices: QVBoxLayout = column(spacing=3 * GRID)
        self.about = Label("", "muted")
        super().__init__("card", column(flow(self.role, self.kind), self._voices, self.about, 1, margin=4 * GRID))

    def show_note(self, note: NoteRecord, groups: Mapping[str, str], theme: str) -> None:
        """Show a note."""
        tr = self._context.tr
        while (item := self._voices.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for voice in note.voices:
            self._voices.addWidget(self._voice(voice, groups))
        self.kind.setText(tr(label(NOTE_KINDS, note.kind)))
        steps = ", ".join(place.code for place in note.places if place.code)
        parts = (
            steps and tr("Step {code}", code=steps),
            theme and tr("Theme “{title}”", title=theme),
            note.code,
        )
        self.about.setText(" · ".join(part for part in parts if part))
        self.setAccessibleName(tr("Note {code}", code=note.code))

    def say_role(self, text: str, tone: str) -> None:
        """Show what would become of it; empty: nothing."""
        self.role.setText(text)
        self.role.set_tone(tone)
        self.role.setVisible(bool(text))

    def _voice(self, voice: VoiceRecord, groups: Mapping[str, str]) -> QWidget:
        tr = self._context.tr
        exact = voice.words_source in QUOTABLE
        words = Label(tr("“{words}”", words=voice.words) if exact else voice.words)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        group = Label(groups.get(voice.segment_id or "", "") or tr("Group not said"), "muted")
        holder = QWidget()
        holder.setLayout(column(words, group, spacing=GRID // 2))
        return holder


class PairView(QWidget):
    """The pair that is to be decided. `ids`: (the note that stays, the note that becomes a voice of it)."""

    voice_wanted = Signal()
    apart_wanted = Signal()
    together_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.ids: tuple[str, str] | None = None
        self._pair: Pair | None = None
        tr, look = context.tr, context.look
        self.notes = (TwinNote(context), TwinNote(context))
        self.voice = Button(look, tr("Add as a voice"), "users", "primary", self.voice_wanted.emit, "V")
        self.apart = Button(look, tr("Keep apart"), "split", "", self.apart_wanted.emit, "K")
        self.other = Button(look, tr("The other one stays"), "repeat", "", self.turn, "Left")
        self.together = Button(look, tr("No longer keep apart"), "undo-2", "", self.together_wanted.emit, "T")
        self.question = Label("", "title")
        self.hint = Label("", "muted")
        self.buttons = flow(self.voice, self.apart, self.other, self.together)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(3 * GRID)
        for note in self.notes:
            self._beside.addWidget(note, 1)
        page = scrolled(self.question, self._beside, self.buttons, self.hint, 1, surface="paper", margin=4 * GRID)
        self.setLayout(row(page))

    def minimumSizeHint(self) -> QSize:
        """Return a small size: what does not fit is scrolled to."""
        return QSize(160, 120)

    def show_pair(self, pair: Pair | None) -> None:
        """Show two notes; which one stays is kept while the pair is the same."""
        same = pair is not None and self._pair is not None and pair.id == self._pair.id
        ask = self._context.document.ask
        notes = {note.id: note for note in ask(queries.notes, (pair.first_id, pair.second_id))} if pair else {}
        self._pair = pair if len(notes) == 2 and not any(note.withdrawn for note in notes.values()) else None
        shown = self._pair is not None
        for widget in (*self.notes, self.question, self.buttons, self.hint):
            widget.setVisible(shown)
        if self._pair is None:
            self.ids = None
            return
        if not same or self.ids is None:
            first, second = self._pair.first_id, self._pair.second_id
            answers = ask(answered, (first, second))
            self.ids = (second, first) if first not in answers and second in answers else (first, second)
        groups = {group.id: group.name for group in ask(queries.groups)}
        themes = {theme.id: theme.title for theme in ask(queries.themes)}
        for widget, note_id in zip(self.notes, (self._pair.first_id, self._pair.second_id), strict=True):
            note = notes[note_id]
            widget.show_note(note, groups, themes.get(note.theme_id or "", ""))
        self._say()

    def turn(self) -> None:
        """Let the other one of the two stay."""
        if self.ids is not None:
            self.ids = (self.ids[1], self.ids[0])
            self._say()

    def focus_first(self) -> None:
        """Put the focus on the first thing that can be done."""
        if self._pair is not None:
            (self.together if self._pair.apart_id else self.voice).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the notes below each other where they have no room beside."""
        super().resizeEvent(event)
        wide = self.width() >= self._context.look.px(SIDE_BY_SIDE)
        directions = QBoxLayout.Direction
        self._beside.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def _say(self) -> None:
        tr, pair = self._context.tr, self._pair
        if pair is None or self.ids is None:
            return
        decided = bool(pair.apart_id)
        for button in (self.voice, self.apart, self.other):
            button.setVisible(not decided)
        self.together.setVisible(decided)
        for widget, note_id in zip(self.notes, (pair.first_id, pair.second_id), strict=True):
            stays = note_id == self.ids[0]
            if decided:
                widget.say_role("", "neutral")
            else:
                widget.say_role(
                    tr("Stays") if stays else tr("Becomes a voice of it"), "settled" if stays else "neutral"
                )
        self.question.setText(tr("Kept apart: two wishes") if decided else tr("Do these two say the same?"))
        self.hint.setText(
            tr("They are not shown as likely twins.")
            if decided
            else tr("V makes one note with everybody’s words; both codes lead to it. ← lets the other one stay.")
        )
