"""What is weighed: kind, step, voices, stories; its title and exact words; and what it is, where nobody said."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from models import vocabulary as v
from models.edits.voices import ChangeNote
from widgets.context import Context
from widgets.parts.buttons import Button, Choices
from widgets.parts.frames import Surface, column, row
from widgets.parts.labels import Label, caption, muted
from widgets.theme import GRID
from widgets.weigh.board import Board, Item
from widgets.weigh.wordings import quoted

MOST_VOICES = 3


class Header(QWidget):
    """The head of the middle."""

    def __init__(self, context: Context, board: Board) -> None:
        super().__init__()
        tr, look = context.tr, context.look
        self.context, self.board = context, board
        self._item: Item | None = None
        self.facts = caption("")
        self.title = Label("", "display")
        self.words = muted("")
        self.change = Button(look, tr("Change what it is"), "", "link", self._open_kinds)
        options = [(term.code, tr(term.label), "") for term in v.NOTE_KINDS if term.code != "unsorted"]
        self.kinds = Choices(look, tr("What is it?"), options, chips=True)
        self.kinds.chosen.connect(self._say_kind)
        self._why = Label(tr("It can be answered once you say what it is."))
        self.asking = Surface("card", column(caption(tr("What is it?")), self._why, self.kinds, margin=3 * GRID))
        self._opened = False
        top = row(self.facts, self.change)
        top.setStretch(0, 1)
        self.setLayout(column(top, self.title, self.words, self.asking, spacing=GRID))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_item(self, item: Item) -> None:
        """Show what an item is."""
        if self._item is None or self._item.id != item.id:
            self._opened = False
        self._item = item
        self.facts.setText(" · ".join(self._facts(item)))
        self.title.setText(item.title)
        words = self._words(item)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        unsorted = item.kind == "unsorted"
        self.kinds.show_code(item.kind)
        self.asking.setVisible(unsorted or self._opened)
        self._why.setVisible(unsorted)
        self.change.setVisible(item.is_note and not unsorted)

    def focus_kinds(self) -> None:
        """Put the focus where it is said what a note is."""
        self.kinds.focus_chosen()

    def _facts(self, item: Item) -> list[str]:
        tr = self.context.tr
        note = self.board.note(item.id) if item.is_note else None
        if note is None:
            inside = sum(1 for one in self.board.notes() if one.theme_id == item.id)
            return [tr("Theme"), tr.count("{n} note", "{n} notes", inside), item.code]
        found = [tr(v.label(v.NOTE_KINDS, note.kind))]
        steps = ", ".join(dict.fromkeys(place.code for place in note.places if place.code))
        found.append(tr("step {code}", code=steps) if steps else tr("no step"))
        found.append(tr.count("{n} voice", "{n} voices", len(note.voices)))
        if note.support:
            found.append(tr.count("{n} supports it", "{n} support it", note.support))
        if note.places and (stories := self.board.stories_at(note)):
            found.append(tr.count("{n} story behind it", "{n} stories behind it", stories))
        return [*found, note.code]

    def _words(self, item: Item) -> str:
        if item.theme is not None:
            return item.theme.summary
        note = self.board.note(item.id)
        voices = note.voices if note else ()
        tr = self.context.tr
        if len(voices) == 1 and voices[0].words == item.title:
            return ""
        lines = [quoted(voice, tr) for voice in voices[:MOST_VOICES]]
        if more := len(voices) - MOST_VOICES:
            lines += [tr.count("and {n} more voice", "and {n} more voices", more)] if more > 0 else []
        theme = self.board.theme_title(item.theme_id)
        return "\n".join([*lines, *([tr("In the theme “{theme}”", theme=theme)] if theme else [])])

    def _open_kinds(self) -> None:
        self._opened = not self._opened
        if self._item is not None:
            self.show_item(self._item)
            self.focus_kinds()

    def _say_kind(self, kind: str) -> None:
        if self._item is None:
            return
        self._opened = False
        if self.context.document.perform(ChangeNote(self._item.id, {"kind": kind})) is None:
            self.kinds.show_code(self._item.kind)
