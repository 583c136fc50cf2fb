"""What is being captured: one state for the bar in the room and the bar over other rooms, with drafts in the file."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from models.note_marks import split_mark
from models.records import NoteRecord, StoryRecord
from widgets.capture.cards import Entry
from widgets.context import Context
from widgets.document import Document
from widgets.session import Session, Step

NOTE, STORY = "note", "story"
DRAFT = 1500  # milliseconds: a draft is at most two seconds old, also while somebody types on and on
FORGET = 200  # after words became an edit, their draft ends in a commit of its own, behind the painted card
PLACES = {NOTE: "capture/note", STORY: "capture/story"}
LONGEST_TABLE = 60


@dataclass(frozen=True)
class Held:
    """What the bar holds beside the words."""

    kind: str
    group_id: str | None
    table: str
    words_source: str
    translated_by: str
    step: Step | None
    words: str


class CaptureState(QObject):
    """What the bars show. `changed`: a choice or the words of one of the two. `marks_changed`: what is marked."""

    changed = Signal()
    marks_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.session)
        self.document: Document = context.document
        self._settings, self._session = context.settings, context.session
        self.what = NOTE
        self.kind = "unsorted"
        self.group_id: str | None = None
        self.table = ""
        self.words_source = str(context.settings.get("words_source"))
        self.translated_by = ""
        self.kept: list[tuple[str, str]] = []  # (note or story, id), in the order of this sitting
        self.marked: tuple[str, ...] = ()  # ids of what one key changes together
        self.correcting: Entry | None = None
        self._aside: Held | None = None  # what held before the correction, and the half-typed words
        self._loaded: Held | None = None  # what the correction began with
        self._step: Step | None = None
        self._words = {what: self.document.draft(place) for what, place in PLACES.items()}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep_drafts)
        self.document.settling.connect(self.keep_drafts)
        context.session.workshop_changed.connect(self._workshop_changed)

    # -- words ----------------------------------------------------------------------------------

    def words(self) -> str:
        """Return what is typed for the note or the story that is being captured."""
        return self._words[self.what]

    def plain_words(self) -> str:
        """Return the words that are kept: without blanks around them and without the mark of a note's kind."""
        return split_mark(self.words())[1] if self._reads_marks() else self.words().strip()

    def kind_now(self) -> str:
        """Return the kind that a note gets if it is kept now: that of its mark, else the chosen one."""
        marked = split_mark(self.words())[0] if self._reads_marks() else None
        return marked or self.kind

    def type(self, words: str) -> None:
        """Take what is typed; it becomes a draft soon."""
        if words != self._words[self.what]:
            self._words[self.what] = words
            if not self._timer.isActive():
                self._timer.start(DRAFT)
            self.changed.emit()

    def clear(self) -> None:
        """Forget the words that became an edit; group stays, kind and words source return to their presets."""
        self._words[self.what] = ""
        self.kind = "unsorted"
        self.words_source = str(self._settings.get("words_source"))
        self.translated_by = ""
        self._timer.start(FORGET)
        self.changed.emit()

    def keep_drafts(self) -> None:
        """Write the drafts into the file now; of a correction the words that it laid aside."""
        self._timer.stop()
        for what, place in PLACES.items():
            aside = self._aside is not None and what == self.what
            self.document.keep_draft(place, self._aside.words if aside and self._aside else self._words[what])

    # -- what stays set -------------------------------------------------------------------------

    def choose(self, **values: str | None) -> None:
        """Set what, kind, group_id, words_source or translated_by."""
        for name, value in values.items():
            setattr(self, name, value)
        self.changed.emit()

    @property
    def step(self) -> Step | None:
        """The step that the words belong to: the marked one of the session, or that of what is corrected."""
        return self._step if self.correcting else self._session.step

    def choose_step(self, step: Step | None) -> None:
        """Set the step."""
        if self.correcting:
            self._step = step
            self.changed.emit()
        else:
            self._session.mark(step)

    def choose_table(self, name: str) -> None:
        """Go to another table: other people sit there, so group, kind and step are not said any more."""
        name = " ".join(name.split())[:LONGEST_TABLE]
        if name == self.table:
            return
        self.table = name
        if not self.correcting:
            self._forget_held()
        self.changed.emit()

    def _forget_held(self) -> None:
        self.group_id, self.kind = None, "unsorted"
        self._session.mark(None)

    def _workshop_changed(self) -> None:
        """Nothing of one workshop is said of the next; words that are being typed stay."""
        self.stop_correcting()
        self.table = ""
        self._forget_held()
        self.mark(())
        self.changed.emit()

    # -- correcting -----------------------------------------------------------------------------

    def correct(self, entry: Entry, step: Step | None) -> None:
        """Take a note or story back into the bar; what stands there is laid aside. `step`: its first one."""
        self.stop_correcting()
        self.what = STORY if isinstance(entry, StoryRecord) else NOTE
        said = entry if isinstance(entry, StoryRecord) else entry.voices[0]
        self._aside = self._held(self._session.step)
        self.correcting, self._step = entry, step
        self.kind = entry.kind if isinstance(entry, NoteRecord) else "unsorted"
        self.group_id, self.table = said.segment_id, said.table_name
        self.words_source, self.translated_by = said.words_source, said.translated_by
        self._words[self.what] = said.words
        self._loaded = self._held(step)
        self.changed.emit()

    def stop_correcting(self) -> None:
        """Give back what was laid aside."""
        held, self._aside, self.correcting = self._aside, None, None
        if held is not None:
            self.kind, self.group_id, self.table = held.kind, held.group_id, held.table
            self.words_source, self.translated_by = held.words_source, held.translated_by
            self._words[self.what] = held.words
            self.changed.emit()

    def differs(self) -> bool:
        """Tell whether what is being corrected differs from what is in the file."""
        return self._loaded is not None and self._held(self._step) != self._loaded

    def step_differs(self) -> bool:
        """Tell whether the correction sets another step."""
        return self._loaded is not None and self._step != self._loaded.step

    def _held(self, step: Step | None) -> Held:
        words = self._words[self.what]
        return Held(self.kind, self.group_id, self.table, self.words_source, self.translated_by, step, words)

    def _reads_marks(self) -> bool:
        """Tell whether a mark at the start counts: not in stories, nor in a correction of words that began so."""
        marked_before = self.correcting and self._loaded and split_mark(self._loaded.words)[0]
        return self.what == NOTE and not marked_before

    # -- what is marked -------------------------------------------------------------------------

    def mark(self, ids: Iterable[str]) -> None:
        """Mark notes and stories, to change them together; no ids: none."""
        marked = tuple(dict.fromkeys(ids))
        if marked != self.marked:
            self.marked = marked
            self.marks_changed.emit()


def state_of(context: Context) -> CaptureState:
    """Return the one state of a window's project."""
    session: Session = context.session
    for found in session.findChildren(CaptureState):
        if found.document is context.document:
            return found
    return CaptureState(context)
