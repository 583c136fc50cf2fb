"""Watches for likely twins beside the work: in memory, when nobody is typing, told to whoever shows a quiet mark."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from models.twins import Apart, TwinIndex, TwinText, kept_apart, notes_of_voices, twin_texts
from widgets.context import Context
from widgets.jobs import Job, Step

IDLE = 400  # milliseconds after the last change, when the card is long painted
AT_ONCE = 8  # notes that are compared in one turn of the event loop
MOST_PATCHED = 400  # more notes than these, as an import brings them, are looked at on the other thread
TABLES = frozenset(("contribution", "voice", "withdrawal", "kept_apart"))
Pairs = dict[frozenset[str], float]


def twin_watch(context: Context) -> "TwinWatch":
    """Return the watch of a project's window; it is made when somebody first asks."""
    watch = context.document.findChild(TwinWatch)
    return watch if isinstance(watch, TwinWatch) else TwinWatch(context)


class TwinWatch(QObject):
    """Knows the likely twins of what was added since, and all of them once somebody looked through.

    `changed`: ids of notes whose twins are others now. `progress`: of looking through. `looked`: all pairs are known.
    """

    changed = Signal(object)
    progress = Signal(int, int)
    looked = Signal()
    stopped = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.document)
        self._context = context
        self._index: TwinIndex | None = None
        self.pairs: Pairs = {}
        self._paired: set[str] = set()
        self.apart: tuple[Apart, ...] = ()
        self.is_whole = False  # whether all pairs are known, not only those of notes that were added since
        self._waiting: set[str] = set()
        self._anew = self._wants_pairs = False
        self._job: Job | None = None
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._follow)
        context.document.changed.connect(self._changed)

    # -- asking ---------------------------------------------------------------------------------

    def twins_of(self, note_id: str) -> tuple[str, ...]:
        """Return the likely twins of a note that are known by now, the likest first."""
        found = [(-likeness, min(pair - {note_id})) for pair, likeness in self.pairs.items() if note_id in pair]
        return tuple(other_id for _, other_id in sorted(found))

    def has_twin(self, note_id: str) -> bool:
        """Tell whether a note is close to another one."""
        return note_id in self._paired

    def ranked(self) -> list[frozenset[str]]:
        """Return the pairs, the likest first."""
        return sorted(self.pairs, key=lambda pair: (-self.pairs[pair], *sorted(pair)))

    def words(self, note_id: str) -> str:
        """Return the first words of a note that was looked at."""
        return self._index.words(note_id) if self._index else ""

    def count(self) -> int:
        """Return how many notes were looked at."""
        return len(self._index) if self._index else 0

    @property
    def is_looking(self) -> bool:
        """Whether all notes are being looked through."""
        return self._job is not None and self._wants_pairs

    @property
    def is_known(self) -> bool:
        """Whether all pairs are known now."""
        return self.is_whole and self._index is not None

    # -- doing ----------------------------------------------------------------------------------

    def look_through(self) -> None:
        """Find all pairs, on the other thread; what changes meanwhile is caught up with."""
        if not (self.is_whole or self.is_looking):
            self._start(pairs=True)

    def stop(self) -> None:
        """Stop looking through."""
        if self._job is not None:
            self._job.cancel()

    def catch_up(self) -> None:
        """Follow at once what was decided just now."""
        if self._index is not None and self._job is None and len(self._waiting) <= AT_ONCE:
            self._clock.stop()
            self._follow()

    # -- inside ---------------------------------------------------------------------------------

    def _changed(self, rows: frozenset[tuple[str, str]]) -> None:
        """Remember what to look at; nothing is read while somebody waits for their card."""
        touched = {table for table, _ in rows} & TABLES
        if not touched:
            return
        self._waiting |= {row_id for table, row_id in rows if table in ("contribution", "voice")}
        if "kept_apart" in touched:
            self._waiting.add("")
        if "withdrawal" in touched:
            self._forget()
        self._clock.start(IDLE)

    def _forget(self) -> None:
        """Forget every word at once: some of them were withdrawn."""
        before, self.pairs = self.pairs, {}
        self._index, self._anew = None, True
        self._waiting |= {note_id for pair in before for note_id in pair}
        self._tell(before)

    def _follow(self) -> None:
        if self._context.document.project.store.connection.closed:
            return
        if self._job is not None:
            return  # the end of the job goes on with what waits
        if self._index is None or self._anew or len(self._waiting) > MOST_PATCHED:
            self._start(pairs=self.is_whole)
            return
        self._read_apart()
        some = sorted(self._waiting)[:AT_ONCE]
        self._waiting.difference_update(some)
        self._patch(self._notes(some))
        if self._waiting:
            self._clock.start(0)

    def _read_apart(self) -> None:
        apart = self._context.document.ask(kept_apart)
        if apart == self.apart or self._index is None:
            return
        pairs = {one.pair for one in apart}
        differing = pairs ^ self._index.apart
        self.apart, self._index.apart = apart, pairs
        self._waiting |= {note_id for pair in differing for note_id in pair}

    def _notes(self, ids: Iterable[str]) -> set[str]:
        """Return the notes that rows belong to, before and now."""
        index = self._index
        if index is None:
            return set()
        rows = [row_id for row_id in ids if row_id]
        found = {note_id for row_id in rows if (note_id := index.note_of(row_id))} | set(rows)
        return found | self._context.document.ask(notes_of_voices, rows) if rows else set()

    def _patch(self, note_ids: set[str]) -> None:
        index = self._index
        if index is None or not note_ids:
            return
        index.replace(note_ids, self._context.document.ask(twin_texts, sorted(note_ids)))
        before = {pair: likeness for pair, likeness in self.pairs.items() if pair & note_ids}
        now = {
            frozenset((note_id, other_id)): likeness
            for note_id in note_ids
            for other_id, likeness in index.likely_twins(note_id, 20)
        }
        for pair in before:
            del self.pairs[pair]
        self.pairs |= now
        self._tell(before.keys() ^ now.keys())

    # -- on the other thread --------------------------------------------------------------------

    def _start(self, *, pairs: bool) -> None:
        if self._job is not None:
            self._job.cancel()
        document = self._context.document
        texts = document.ask(twin_texts)
        self.apart = document.ask(kept_apart)
        if pairs or len(self._waiting) > MOST_PATCHED:
            self._waiting.clear()
        self._anew, self._wants_pairs = False, pairs
        job = self._job = self._context.jobs.start(_looking(texts, self.apart, pairs=pairs))
        job.progress.connect(self.progress)
        job.done.connect(lambda found: self._ended(job, found))
        job.cancelled.connect(lambda: self._ended(job, None))
        job.failed.connect(lambda error: self._failed(job, error))

    def _ended(self, job: Job, found: tuple[TwinIndex, Pairs] | None) -> None:
        if job is not self._job:
            return
        self._job = None
        if found is None:
            self.stopped.emit()
            return
        self._index = found[0]
        if self._wants_pairs:
            before, self.pairs, self.is_whole = self.pairs, found[1], True
            self._tell(before.keys() ^ self.pairs.keys())
            self.looked.emit()
        if self._waiting:
            self._clock.start(0)

    def _tell(self, differing: Iterable[frozenset[str]]) -> None:
        if ids := {note_id for pair in differing for note_id in pair}:
            self._paired = {note_id for pair in self.pairs for note_id in pair}
            self.changed.emit(frozenset(ids))

    def _failed(self, job: Job, error: BaseException) -> None:
        if job is self._job:
            self._job = None
            self.stopped.emit()
        raise error


def _looking(
    texts: tuple[TwinText, ...], apart: tuple[Apart, ...], *, pairs: bool
) -> Callable[[Step], tuple[TwinIndex, Pairs]]:
    def look(step: Step) -> tuple[TwinIndex, Pairs]:
        index = TwinIndex(texts, (one.pair for one in apart))
        step(0, max(1, len(index)))
        return index, index.pairs(step) if pairs else {}

    return look
