"""What one key does to several at once, and taking the last line back: the logic beside the bar's own fields."""

from collections.abc import Callable

from models import queries, views
from models.edits.notes_many import ChangeMany
from models.records import NoteRecord
from models.vocabulary import NOTE_KINDS, label
from widgets.capture.cards import Entry, title_of
from widgets.capture.choosing import GROUP, KIND, TABLE
from widgets.capture.keeping import places_of
from widgets.capture.state import STORY, CaptureState
from widgets.capture.steps import all_steps, step_now
from widgets.context import Context
from widgets.session import Step

COLUMNS = {KIND: "kind", GROUP: "segment_id", TABLE: "table_name"}


class Marks:
    """Marks the newest notes and stories one after the other, and changes all that are marked in one edit."""

    def __init__(self, context: Context, state: CaptureState, told: Callable[[str], object]) -> None:
        self._context, self._state, self._told = context, state, told

    def more(self, direction: int) -> None:
        """Mark one more, older than those that are marked (−1), or one less (+1)."""
        marked = self._state.marked
        if direction > 0:
            self._state.mark(marked[:-1])
            return
        newest = self._context.document.ask(views.latest_voices, len(marked) + 1)
        older = next((entry.id for entry in newest if entry.id not in marked), None)
        if older is not None:
            self._state.mark((*marked, older))

    def set_for_all(self, what: str, code: str) -> bool:
        """Set kind, group or table of all that are marked."""
        notes, stories = self._sorted_out()
        tr = self._context.tr
        if what == KIND and not notes:
            self._told(tr("A story has no kind."))
            return False
        value = (code or "unsorted") if what == KIND else code or None if what == GROUP else code
        return self._perform(ChangeMany(notes, stories if what != KIND else (), {COLUMNS[what]: value}))

    def step_for_all(self, step: Step | None) -> bool:
        """Attach all that are marked to a step, or to none."""
        notes, stories = self._sorted_out()
        place = next(iter(places_of(step)), None)
        return self._perform(ChangeMany(notes, stories, place=place, no_place=place is None))

    def forget_gone(self) -> None:
        """Unmark what is not there any more."""
        if self._state.marked:
            notes, stories = self._sorted_out()
            there = {*notes, *stories}
            self._state.mark(one for one in self._state.marked if one in there)

    def _sorted_out(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        ask, marked = self._context.document.ask, self._state.marked
        notes = tuple(one.id for one in ask(queries.notes, marked) if not one.withdrawn)
        return notes, tuple(one.id for one in ask(queries.stories, marked) if not one.withdrawn)

    def _perform(self, edit: ChangeMany) -> bool:
        return self._context.document.perform(edit, self._told) is not None


class Correcting:
    """Takes what was kept in this sitting back into the bar, the last one first."""

    def __init__(self, context: Context, state: CaptureState) -> None:
        self._context, self._state = context, state

    def go(self, direction: int) -> bool:
        """Take back the last one (−1), then the one before; +1 goes the other way. False: there is none."""
        state = self._state
        ids = [row_id for what, row_id in state.kept if what == state.what]
        here = state.correcting.id if state.correcting else ""
        at = ids.index(here) if here in ids else len(ids)
        line = ids[:at][::-1] if direction < 0 else ids[at + 1 :]
        return any(self.take_back(row_id) for row_id in line)

    def take_back(self, row_id: str) -> bool:
        """Take one note or story back into the bar. False: it is gone, or its words were withdrawn."""
        entry = self._entry(row_id)
        if entry is None or entry.withdrawn or (isinstance(entry, NoteRecord) and not entry.voices):
            return False
        self._state.correct(entry, self._step(entry))
        return True

    def told(self) -> str:
        """Return the sentence above the words while something is corrected, empty otherwise."""
        entry, tr = self._state.correcting, self._context.tr
        if entry is None:
            return ""
        key = "Ctrl+Enter" if self._state.what == STORY else "Enter"
        return tr(
            "Correcting {what}. {key} keeps the correction, Esc leaves it as it was, Up goes to the one before.",
            what=title_of(tr, entry),
            key=key,
        )

    def _entry(self, row_id: str) -> Entry | None:
        ask = self._context.document.ask
        return ask(views.note, row_id) or ask(views.story, row_id)

    def _step(self, entry: Entry) -> Step | None:
        if not entry.places:
            return None
        place = entry.places[0]
        step = Step(place.stage_id, place.touchpoint_id, place.code)
        return step_now(step, all_steps(self._context)) or step


def told_of_marks(context: Context, count: int) -> str:
    """Return the sentence above the words while something is marked."""
    return context.tr.count(
        "{n} marked. F7 kind, F8 group, F9 table, Ctrl+L step. Shift+Up marks one more, Esc none.",
        "{n} marked. F7 kind, F8 group, F9 table, Ctrl+L step: for all of them. Shift+Up marks one more, Esc none.",
        count,
    )


def told_of_lines(context: Context, kinds: list[str]) -> str:
    """Return which kinds the marks of several lines set, such as "2 Stop doing · 1 Offer"; empty: none."""
    tr = context.tr
    found = [(label(NOTE_KINDS, kind), kinds.count(kind)) for kind in dict.fromkeys(kinds)]
    return " · ".join(f"{count} {tr(name)}" for name, count in found)
