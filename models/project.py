"""The single door to the data: ask, perform, undo, redo, snapshot.

Only the thread that opened a project may use it; `snapshot` gives a copy that may go to another thread.
"""

import json
from collections.abc import Callable, Generator, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from models import erasure, mending, migrations
from models.cipher import Key
from models.clock import Clock, wall_clock
from models.device import Device
from models.edits.base import Done, Edit, Far, LongEdit, at_once
from models.edits.project import StartProject
from models.errors import Refused
from models.file_check import check_free
from models.history import EDIT, FIXED, MERGE, MERGED, OFTEN, REDO, UNDO, Author, Step, new_step
from models.ids import new_id
from models.images import Change, Inserted
from models.integrity import Fault, check_copy
from models.keep_gate import REOPENED, UNCONFIRMED, TakeBackConfirmations, failing, keep_gate
from models.ledger import keep_log
from models.left_behind import remove_half_made
from models.mending import FAULTS, Mending
from models.merging.merge import Merge
from models.set_aside import SetAside, set_aside
from models.shapes import shapes
from models.snapshot import Snapshot
from models.statements import Statements
from models.store import Store
from models.tables import Draft
from models.tables.base import microseconds
from models.trouble import raise_trouble
from models.writer import Writer
from resources.half_made import name_whole, part_name
from resources.texts import N_

T = TypeVar("T")
Work = Generator[Far, None, tuple[object, list[Step]]]


class Project(Mending):
    """An open project file."""

    def __init__(self, store: Store, *, clock: Clock = wall_clock, operator: str = "") -> None:
        super().__init__(store, clock)
        self.operator = operator
        self.reopened: tuple[str, ...] = ()  # answers that were confirmed in the file and lack something
        self.set_aside: SetAside | None = None  # what no column can hold, found at the opening

    # -- opening and closing ------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, title: str, *, clock: Clock = wall_clock, first: Edit | None = None) -> "Project":
        """Make a project at a path that nothing has yet; it gets its name only when it is complete.

        Refused: the name is taken, the folder is missing, the title is blank.
        """
        path = path.absolute()
        check_free(path)
        part = path.with_name(part_name(path.name))
        remove_half_made(part)  # one of ours may not have gone, as under a virus scanner
        try:
            project = cls(Store.create(part), clock=clock)
            try:
                project.perform(first or StartProject(title))
            finally:
                project.close()
            name_whole(part, path)
        except BaseException as error:
            if isinstance(error, DBAPIError):
                raise_trouble(error, path.name)
            raise
        finally:
            remove_half_made(part)
        return cls.open(path, clock=clock)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock = wall_clock,
        operator: str = "",
        reading: bool = False,
        password: str | Key | None = None,
    ) -> "Project":
        """Open a project file; an older one is migrated after a backup, an interrupted erasure is finished.

        `reading`: nothing will be performed, so that not even a date of the file changes if that can be avoided.
        `password`: of a locked file. NeedsPassword, Refused or StoreTrouble: with the sentence; the file is left as it
        is.
        """
        return mending.twice(lambda: cls._opened(path, clock, operator, reading, password))

    @classmethod
    def _opened(cls, path: Path, clock: Clock, operator: str, reading: bool, password: str | Key | None) -> "Project":
        store = Store.open(path, reading=reading, password=password)
        try:
            migrations.migrate(store)
            erasure.finish(store)
            found = set_aside(store)
            project = cls(store, clock=clock, operator=operator)
            project.set_aside = found
            project._hold_to_gate(reading)
            return project
        except (*FAULTS, UnicodeDecodeError) as error:
            store.abandon()
            raise_trouble(error, store.name)
        except BaseException:
            store.abandon()
            raise

    def _hold_to_gate(self, reading: bool) -> None:
        """Make provisional what the file calls confirmed and lacks something; where it only reads, every read does."""
        self.reopened = failing(self._reader)
        if not self.reopened:
            return
        if reading or self.store.read_only:
            self.store.read_otherwise("answer", UNCONFIRMED, self.reopened)
        else:
            self.perform(TakeBackConfirmations(self.reopened))

    def close(self) -> None:
        """Leave one plain file behind. Closing twice is no harm."""
        self.store.close()

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be asked any more."""
        return self.store.is_closed

    def __enter__(self) -> "Project":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- the door -----------------------------------------------------------------------------

    def ask(self, query: Callable[..., T], /, *args: object) -> T:
        """Return what a query of models.queries reads."""
        return self._read(lambda: query(self._reader, *args))

    def perform(self, edit: Edit) -> Done:
        """Do one thing in one committed transaction. Refused or StoreTrouble: nothing was changed."""
        return at_once(self.performing(edit))

    def performing(self, edit: Edit) -> Generator[Far, None, Done]:
        """Do the same a little at each `next`, which says how far it is: for a long edit, so that a window stays alive.

        The transaction stays open between; nothing else can be written meanwhile, and what is read is not yet kept.
        Closing the generator rolls everything back.
        """
        run = str(getattr(edit, "run", ""))
        return self._committing(lambda writer: self._perform(writer, edit, run), edit.label)

    def merging(self, merge: Merge) -> Generator[Far, None, Done]:
        """Take in what other laptops' files say, a little at each `next`; one undoable step. `at_once` does all."""
        done = yield from self._committing(lambda writer: self._merge(writer, merge), merge.label)
        self._device = None  # it may be known elsewhere by the same name: settled anew
        return done

    def undo(self) -> Done:
        """Take back the last edit. Refused: there is none, or what it changed was changed again since."""
        return at_once(self.undoing())

    def undoing(self) -> Generator[Far, None, Done]:
        """Do the same a little at each `next`."""
        steps = self.history.next_undo()
        if not steps:
            raise Refused(N_("There is nothing to undo."))
        return self._committing(lambda writer: self._turn(writer, steps, UNDO), steps[0].label)

    def redo(self) -> Done:
        """Bring back the edit that was taken back last. Refused: there is none."""
        return at_once(self.redoing())

    def redoing(self) -> Generator[Far, None, Done]:
        """Do the same a little at each `next`."""
        steps = self.history.next_redo()
        if not steps:
            raise Refused(N_("There is nothing to redo."))
        return self._committing(lambda writer: self._turn(writer, steps, REDO), steps[0].label)

    def is_long(self, kind: str) -> bool:
        """Tell whether UNDO or REDO would take longer than a person should wait for without being told."""
        return self.history.is_long(self.history.next_undo() if kind == UNDO else self.history.next_redo())

    def undo_label(self) -> str:
        """Return the untranslated label of what undo would take back, or an empty text."""
        return self.history.done[-1].label if self.history.done else ""

    def redo_label(self) -> str:
        """Return the untranslated label of what redo would bring back, or an empty text."""
        return self.history.undone[-1].label if self.history.undone else ""

    def snapshot(self, purpose: str, today: date) -> Snapshot:
        """Return a copy in memory that holds only what may be used for `purpose`."""
        return Snapshot.take(self.store, purpose, today)

    def save_copy(self, path: Path) -> None:
        """Write a complete, checked copy at a path that nothing has yet; the open file stays the open one."""
        self.store.save_copy(path)

    def erase(self, *row_ids: str) -> None:
        """Erase stories, notes or participants for good: from the tables, history, index and free pages.

        Not undoable. Refused: an id leads to no such row. Unfinished: they are gone from every view, and traces of
        them go from the free pages later.
        """
        with self._troubles(writing=True):
            self._be_ready()
            try:
                erasure.erase(self.store, row_ids, self._clock())
            except FAULTS as error:
                self._finish_erasing(row_ids, error)
            self.history.load()

    def log_export(
        self, export_id: str, file_name: str, purpose: str, stories: tuple[str, ...], language: str = ""
    ) -> None:
        """Remember which stories left the project in which document; not where it could only be read.

        `language` is written as models.exports_log reads it.
        """
        if self.store.read_only:
            return
        moment = microseconds(self._clock())
        values = (new_id(), export_id, file_name, purpose, json.dumps(stories), moment, language)
        with self._troubles(writing=True), self._transaction() as connection:
            connection.exec_driver_sql(
                "INSERT INTO export_log (id, export, file_name, purpose, stories, exported_at, language) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                values,
            )

    def rest(self) -> None:
        """Move the log into the file, while nothing else is done. StoreTrouble: what is saved stays in the log."""
        if self.store.is_lost or not self.store.raw.in_transaction:
            with self._troubles():
                self._be_ready()
                self.store.checkpoint()

    def draft(self, place: str) -> str:
        """Return the words being typed at `place` that are not an edit yet, or an empty text."""
        return str(self._read(lambda: self._reader.scalar(select(Draft.words).where(Draft.place == place))) or "")

    def keep_draft(self, place: str, words: str) -> None:
        """Keep words being typed, outside history and content; empty words end the draft.

        Quietly nothing where the project can only be read. A draft is of whoever types, so a withdrawal leaves it;
        erasing anything for good ends all drafts, because one may hold the erased words.
        """
        words = words.replace("\0", "").encode(errors="ignore").decode()  # what no text of the file can hold
        if self.store.read_only or words == self.draft(place):
            return
        sql = (
            "INSERT INTO draft (place, words, written_at) VALUES (?, ?, ?) ON CONFLICT (place) "
            "DO UPDATE SET words = excluded.words, written_at = excluded.written_at"
        )
        values: tuple[object, ...] = (place, words, microseconds(self._clock()))
        if not words:
            sql, values = "DELETE FROM draft WHERE place = ?", (place,)
        with self._troubles(writing=True), self._transaction() as connection:
            connection.exec_driver_sql(sql, values)

    def full_check(self) -> tuple[Fault, ...]:
        """Return everything that is wrong with the file, each with its place; nothing: it is sound. Takes a while."""
        with self._troubles():
            return check_copy(self.store)

    def faults(self) -> tuple[str, ...]:
        """Return what is wrong with the file itself, as SQLite reports it; nothing: it is sound."""
        return self._read(self.store.faults)

    # -- one transaction ----------------------------------------------------------------------

    def _committing(self, work: Callable[[Writer], Work], label: str) -> Generator[Far, None, Done]:
        result: object = None
        rows: frozenset[tuple[str, str]] = frozenset()
        steps: list[Step] = []
        with self._troubles(writing=True):
            self._be_ready()
            writing = self._writing()
        writer = Writer(self.store.connection, writing.codes.copy(), self._clock())
        try:
            with self.store.transaction():
                result, steps = yield from work(writer)
                rows = yield from _rows(writer)  # nothing is waited for between the commit and telling of it
        except FAULTS as error:
            self._settle_fault(error, steps)
            if self._device is None:  # all was read anew, these steps with it
                return Done(result, label, rows)
        self._device = Device(writing.id, writer.codes, writing.steps + len(steps))
        for step in steps:
            self.history.follow(step)
        return Done(result, label, rows)

    def _perform(self, writer: Writer, edit: Edit, run: str) -> Work:
        if isinstance(edit, LongEdit):
            result = yield from edit.apply_in_slices(writer, self._reader)
        else:
            result = edit.apply(writer, self._reader)
        keep_gate(writer, self._reader)
        keep_log(writer, self._reader, self.operator, str(getattr(edit, "why", "")))
        writer.settle_search()
        if isinstance(edit, LongEdit):
            yield from writer.flushing()
        may_undo = getattr(edit, "undoable", True)
        undoable = [image for image in writer.images if may_undo and shapes()[image.table].cls.undoable]
        fixed = [image for image in writer.images if not (may_undo and shapes()[image.table].cls.undoable)]
        steps: list[Step] = []
        if undoable:
            steps.append(self._append(writer, new_step(edit.label, EDIT, run=run), undoable, len(steps)))
        if fixed:
            steps.append(self._append(writer, new_step(edit.label, FIXED), fixed, len(steps)))
        return result, steps

    def _merge(self, writer: Writer, merge: Merge) -> Work:
        step = new_step(merge.label, MERGE, run=merge.run, after=f"{self.history.last()} {merge.tips}")
        yield from merge.write(writer, self._reader)
        keep_gate(writer, self._reader)
        writer.settle_search()
        yield from writer.flushing()
        undoable = [image for image in writer.images if shapes()[image.table].cls.undoable]
        fixed = [image for image in writer.images if not shapes()[image.table].cls.undoable]
        steps = [self._append(writer, step, undoable, 0)]
        if fixed:
            steps.append(self._append(writer, new_step(merge.label, MERGED), fixed, 1))
        result = merge.finish(Statements(self.store.connection), self._reader, step.id, self._writing().id)
        return result, steps

    def _turn(self, writer: Writer, turned: Iterable[Step], kind: str) -> Work:
        steps: list[Step] = []
        for step in turned:
            yield from self.history.applying(writer, step, back=kind == UNDO)
            yield from writer.flushing()
            steps.append(self._append(writer, self.history.turning(step, kind), [], len(steps)))
        touched = len(writer.images)
        keep_gate(writer, self._reader)
        keep_log(writer, self._reader, self.operator, "", since=touched)
        yield 1, 1
        writer.settle_search()
        yield 1, 1
        if extra := writer.images[touched:]:
            steps.append(self._append(writer, new_step(REOPENED, FIXED), extra, len(steps)))
        return None, steps

    def _append(self, writer: Writer, step: Step, images: list[Change], ahead: int) -> Step:
        writing = self._writing()
        counter = writing.steps + ahead + 1
        self.history.append(Author(writing.id, self.operator), writer.now, step, images, counter)
        sql = "UPDATE device SET code_counter = ?, step_counter = ? WHERE id = ?"
        Statements(self.store.connection).send(sql, writer.codes.counter, counter, writing.id)
        return step


def _rows(writer: Writer) -> Generator[Far, None, frozenset[tuple[str, str]]]:
    """Return the rows that a transaction touched; of an import they are a hundred thousand."""
    found: set[tuple[str, str]] = set()
    for at, image in enumerate(writer.images):
        found.update((image.table, row_id) for row_id in image.ids)
        if isinstance(image, Inserted) or at % OFTEN == OFTEN - 1:
            yield len(found), len(found)
    return frozenset(found)
