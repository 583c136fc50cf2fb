"""Beside the list: the present note or story in full, and what can be set for everything that is marked."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models import queries
from models import records as r
from models import vocabulary as v
from models.lists import Names
from widgets.context import Context
from widgets.lists.columns import value_name
from widgets.parts.buttons import Button
from widgets.parts.frames import Scroll, Surface, column, flow, hairline, row
from widgets.parts.labels import Label, caption, muted
from widgets.theme import GRID

MOST_VOICES = 50
SETTABLE = ("kind", "group", "step", "theme")


class ListDesk(QWidget):
    """The reading pane. `set_wanted`: what to set for the marked rows, and the button to open its menu at."""

    set_wanted = Signal(str, QWidget)

    def __init__(self, context: Context, names: Callable[[], Names], opened: Callable[[], object]) -> None:
        super().__init__()
        self.context, self._names = context, names
        tr, look = context.tr, context.look
        self.head, self.words, self.facts = caption(""), Label(""), muted("")
        self.open = Button(look, tr("Open where it is worked on"), "external-link", "", opened, "Return")
        self.marked = caption("")
        texts = {"kind": tr("Kind …"), "group": tr("Group …"), "step": tr("Step …"), "theme": tr("Theme …")}
        self.setters = {key: Button(look, texts[key], "", "chip") for key in SETTABLE}
        for key, button in self.setters.items():
            button.clicked.connect(lambda _=False, key=key, button=button: self.set_wanted.emit(key, button))
        reading = column(self.head, self.words, self.facts, row(self.open, 1), 1, margin=4 * GRID, spacing=3 * GRID)
        self.area = Scroll(Surface("panel", reading))
        self.setting = Surface("panel", column(hairline(), self._setting(), spacing=0))
        made = column(self.area, self.setting, spacing=0)
        made.setStretch(0, 1)
        self.setLayout(made)
        self.setAccessibleName(tr("What is marked"))

    def _setting(self) -> QWidget:
        holder = QWidget()
        holder.setLayout(
            column(self.marked, flow(*self.setters.values(), spacing=GRID), margin=3 * GRID, spacing=2 * GRID)
        )
        return holder

    def show_row(self, of: str, row_id: str) -> None:
        """Show one note or story in its exact words; nothing where there is no such row."""
        found = self._note(row_id) if of == "notes" else self._story(row_id)
        self.open.setVisible(found is not None)
        head, words, facts = found or ("", self.context.tr("Mark a row to read it here."), "")
        if words != self.words.text():
            self.area.verticalScrollBar().setValue(0)
        for label, text in ((self.head, head), (self.words, words), (self.facts, facts)):
            label.setText(text)
            label.setVisible(bool(text))

    def show_marked(self, of: str, number: int) -> None:
        """Say how many rows are marked; what can be set is set for all of them."""
        tr = self.context.tr
        counted = (
            tr.count("Set for the marked note", "Set for {n} marked notes", number)
            if of == "notes"
            else tr.count("Set for the marked story", "Set for {n} marked stories", number)
        )
        self.marked.setText(counted)
        for key in ("kind", "theme"):
            self.setters[key].setVisible(of == "notes")
        self.setting.setVisible(number > 0)

    def _note(self, row_id: str) -> tuple[str, str, str] | None:
        note = next(iter(self.context.document.ask(queries.notes, (row_id,))), None) if row_id else None
        if note is None or note.withdrawn:
            return None
        tr, known = self.context.tr, self._names()
        head = " · ".join((tr(v.label(v.NOTE_KINDS, note.kind)), note.code))
        words = "\n\n".join(voice.words for voice in note.voices[:MOST_VOICES])
        if len(note.voices) > MOST_VOICES:
            words += "\n\n" + tr("… and {n} more", n=len(note.voices) - MOST_VOICES)
        groups = dict.fromkeys(voice.segment_id for voice in note.voices if voice.segment_id)
        lines = [(tr("Clearer wording"), note.wording), (tr("Group"), self._called("group", tuple(groups)))]
        lines += self._where(note.places, note.workshop_id)
        lines.append((tr("Theme"), known.themes.get(note.theme_id or "", "")))
        return head, words, self._lines(lines)

    def _story(self, row_id: str) -> tuple[str, str, str] | None:
        story = next(iter(self.context.document.ask(queries.stories, (row_id,))), None) if row_id else None
        if story is None or story.withdrawn:
            return None
        tr = self.context.tr
        head = " · ".join((tr("Story"), story.code))
        lines = [(tr("Clearer wording"), story.clearer)]
        lines.append((tr("Group"), self._called("group", (story.segment_id,) if story.segment_id else ())))
        lines += self._where(story.places, story.workshop_id)
        lines.append((tr("Tags"), ", ".join(story.tags)))
        return head, story.words, self._lines(lines)

    def _where(self, places: tuple[r.PlaceRecord, ...], workshop_id: str | None) -> list[tuple[str, str]]:
        tr = self.context.tr
        steps = tuple(place.touchpoint_id or place.stage_id for place in places)
        return [(tr("Step"), self._called("step", steps)), (tr("Workshop"), self._called("workshop", (workshop_id,)))]

    def _called(self, dimension: str, keys: tuple[str | None, ...]) -> str:
        return ", ".join(value_name(self.context.tr, self._names(), dimension, key or "") for key in keys)

    def _lines(self, lines: list[tuple[str, str]]) -> str:
        tr = self.context.tr
        return "\n".join(tr("{what}: {said}", what=what, said=words) for what, words in lines if words)
