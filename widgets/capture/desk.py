"""The desk on the right: one opened note or story with what can be done to it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from models import exports_log, views
from models.edits.base import Edit
from models.edits.voices import DeleteNote, DeleteStory, WithdrawStory
from models.pictures import PictureOwner
from models.records import NoteRecord, StoryRecord
from resources.texts import Translator
from widgets.capture.asking import AskList
from widgets.capture.cards import Entry, title_of
from widgets.capture.note_desk import NoteDesk
from widgets.capture.story_desk import StoryDesk
from widgets.context import Context
from widgets.parts.buttons import Button, IconButton
from widgets.parts.frames import Surface, column, flow, hairline, row, scrolled
from widgets.parts.labels import Label
from widgets.parts.order import tab_in_reading_order
from widgets.pictures.offered import Offered
from widgets.pictures.strip import PictureStrip
from widgets.theme import GRID

__all__ = ["AskList", "Desk", "Side"]


class Desk(QWidget):
    """Shows one entry at a time. `closed`: the desk is empty now, the focus may go back to the bar."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.entry: Entry | None = None
        tr, look = context.tr, context.look
        self.title = Label("", "title")
        self._close = IconButton(look, tr("Close"), "x", self.close_desk, "Esc")
        self.stories, self.notes = StoryDesk(context), NoteDesk(context)
        self.withdraw = Button(look, tr("Withdraw story …"), "eye-off", "quiet", self._withdraw)
        self.delete = Button(look, tr("Delete"), "trash-2", "quiet", lambda: self.remove(self.entry))
        self.erase = Button(look, tr("Erase for good …"), "", "quiet", lambda: self.erase_for_good(self.entry))
        self.pictures = PictureStrip(context, tr("Photos and drawings"))
        self._scroll = scrolled(
            self.stories,
            self.notes,
            hairline(),
            self.pictures,
            hairline(),
            flow(self.withdraw, self.delete, self.erase, spacing=0),
            1,
        )
        head = row(self.title, self._close, margin=3 * GRID)
        head.setStretch(0, 1)
        frame = column(Surface("panel", head), self._scroll, spacing=0)
        self.setLayout(frame)

    def show_entry(self, entry: Entry) -> None:
        """Open a note or a story; what was typed for another one becomes an edit first."""
        if self.entry is not None and self.entry.id != entry.id:
            self.settle()
            if (bar := self._scroll.verticalScrollBar()) is not None:
                bar.setValue(0)
        self.entry = entry
        story = isinstance(entry, StoryRecord)
        self.title.setText(title_of(self.context.tr, entry))
        self.stories.setVisible(story)
        self.notes.setVisible(not story)
        self.withdraw.setVisible(story and not entry.withdrawn)
        self.pictures.setVisible(not entry.withdrawn)
        self.pictures.show_owner(PictureOwner(story_id=entry.id) if story else PictureOwner(note_id=entry.id))
        if isinstance(entry, StoryRecord):
            self.stories.show_story(entry)
        else:
            self.notes.show_note(entry)
        tab_in_reading_order(self)

    def refresh(self) -> None:
        """Read the opened entry anew; one that is gone closes the desk."""
        if self.entry is None:
            return
        ask = self.context.document.ask
        story = isinstance(self.entry, StoryRecord)
        entry = ask(views.story, self.entry.id) if story else ask(views.note, self.entry.id)
        if entry is None or (isinstance(entry, NoteRecord) and entry.withdrawn):
            self.entry = None
            self.closed.emit()
        else:
            self.show_entry(entry)

    def take_offered(self, offered: tuple[Offered, ...]) -> None:
        """Take photos of what is opened that were pasted or dropped here."""
        self.pictures.take_offered(offered)

    def settle(self) -> None:
        """Make an edit of what is typed."""
        self.stories.settle()
        self.notes.settle()

    def close_desk(self) -> None:
        """Put the entry away."""
        if self.entry is not None:
            self.settle()
            self.entry = None
            self.closed.emit()

    def focus_first(self) -> None:
        """Put the focus where one reads on."""
        form = self.stories.words if isinstance(self.entry, StoryRecord) else self.notes.voice
        if isinstance(self.entry, StoryRecord) and self.entry.withdrawn:
            self.stories.consents.apply.setFocus(Qt.FocusReason.OtherFocusReason)
        elif form is not None:
            form.focus_field("words")

    def apply_consent(self) -> None:
        """Record the workshop's consent set for the opened story."""
        if isinstance(self.entry, StoryRecord):
            self.stories.consents.apply_preset()

    def hide_marked(self) -> None:
        """Hide in documents what is marked in the opened words."""
        part = self.stories if isinstance(self.entry, StoryRecord) else self.notes
        part.hiding.hide_marked()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_desk()
            return
        super().keyPressEvent(event)

    # -- deleting, withdrawing, erasing ---------------------------------------------------------

    def remove(self, entry: Entry | None) -> None:
        """Delete a note or story, with Undo beside what happened, and the way to erase its words for good."""
        if entry is None:
            return
        tr, document = self.context.tr, self.context.document
        story = isinstance(entry, StoryRecord)
        edit: Edit = DeleteStory(entry.id) if story else DeleteNote(entry.id)
        if document.perform(edit) is None:
            return
        said = tr("Story deleted.") if story else tr("Note deleted.")

        def take_back() -> None:
            if document.undo_text() == tr(edit.label):
                document.undo()
            else:
                self.context.notices.say(tr("Something else was done since. Ctrl+Z takes things back in turn."))

        self.context.notices.say(
            said,
            tr("Undo"),
            take_back,
            also=((tr("Still in the history: erase for good …"), lambda: self.erase_for_good(entry)),),
        )

    def erase_for_good(self, entry: Entry | None) -> None:
        """Erase somebody's words from the file, its history and its search, after asking."""
        tr = self.context.tr
        if entry is not None and self.context.asking.agreed(
            tr("Erase {what} for good?", what=title_of(tr, entry)),
            tr(
                "Its words go from this file, from its history and from the search. Nothing brings them back: no undo, "
                "no copy that Polku keeps. Files exported before still hold them."
            ),
            tr("Erase for good"),
            tr("Keep"),
        ):
            self.settle()
            held = self.context.document.ask(exports_log.holding, entry.id)
            if self.context.document.erase(entry.id):
                self.context.notices.say(_erased_words(len(held), tr))

    def _withdraw(self) -> None:
        tr, entry = self.context.tr, self.entry
        if entry is not None and self.context.asking.agreed(
            tr("Withdraw {what}?", what=title_of(tr, entry)),
            tr(
                "Its words are shown in no view and no output any more, and every yes becomes a no. This is no step "
                "that undo takes back: only a new yes of its teller does."
            ),
            tr("Withdraw story"),
            tr("Keep"),
        ):
            self.settle()
            if self.context.document.perform(WithdrawStory(entry.id)) is not None:
                self._withdrawn(entry.id)

    def _withdrawn(self, story_id: str) -> None:
        """Say that it is done; the desk stays where documents that left the house still hold the story."""
        tr, held = self.context.tr, self.context.document.ask(exports_log.holding, story_id)
        if not held:
            self.close_desk()
            self.context.notices.say(tr("The story is withdrawn. Undo does not bring it back."))
            return
        self.stories.left_house.show_them.setFocus(Qt.FocusReason.OtherFocusReason)
        said = tr.count(
            "The story is withdrawn. {n} document that left the house holds it.",
            "The story is withdrawn. {n} documents that left the house hold it.",
            len(held),
        )
        show = partial(self.context.window.show_subject, "export_log", held[0].id)
        self.context.notices.say(said, tr("Show them"), show, tone="waiting")


def _erased_words(held: int, tr: Translator) -> str:
    if not held:
        return tr("Erased for good.")
    return tr.count(
        "Erased for good. {n} document that left the house still holds it: see Share.",
        "Erased for good. {n} documents that left the house still hold it: see Share.",
        held,
    )


class Side(QWidget):
    """One of a few pages beside the wall."""

    def __init__(self, *pages: QWidget) -> None:
        super().__init__()
        self._stack = QStackedLayout(self)  # without an owner each page would be a window for a moment
        for page in pages:
            self._stack.addWidget(page)

    def add(self, page: QWidget) -> None:
        """Take one more page."""
        self._stack.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show another page."""
        self._stack.setCurrentWidget(page)

    def page(self) -> QWidget | None:
        """Return the page that is shown."""
        return self._stack.currentWidget()
