"""What a project does when its disk fails: it looks again through a new connection, and goes on in the same session.

What was said not to be saved is not there afterwards, also where the disk took it after all.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection

from models import device, erasure
from models.clock import Clock
from models.connecting import FAULTS
from models.device import Device
from models.errors import NotAProject, OnlyReading, StoreTrouble, Unfinished
from models.history import UNDO, History, Step, forget
from models.reader import Reader
from models.store import Store
from models.trouble import CORRUPT, NOTADB, is_of_the_disk, is_trouble, raise_trouble, result_code
from models.writer import Writer

T = TypeVar("T")


def twice(open_it: Callable[[], T]) -> T:
    """Open a file; where it cannot be read, once more: the disk may have failed for a moment only.

    SQLite opens for reading only what it cannot open for writing, and calls damaged what it cannot read.
    """
    try:
        return open_it()
    except (StoreTrouble, NotAProject, OnlyReading):
        return open_it()


class Mending:
    """The part of a project that reads, and mends the connection it reads through."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self._clock = clock
        self._reader = Reader(store.connection)
        self.history = History(store.connection)
        self._device: Device | None = None  # settled at the first edit: opening to read changes nothing
        self._doubted: Sequence[Step] = ()  # said not to be saved, and nobody could look whether it is

    @contextmanager
    def _troubles(self, *, writing: bool = False) -> Generator[None]:
        """Turn what the driver reports into a sentence."""
        try:
            yield
        except (*FAULTS, UnicodeDecodeError) as error:
            raise_trouble(error, self.store.name, sound=self._is_sound(error), writing=writing)

    @contextmanager
    def _transaction(self) -> Generator[Connection]:
        self._be_ready()
        with self.store.transaction() as connection:
            yield connection

    def _read(self, read: Callable[[], T]) -> T:
        """Read; where the disk failed, once more through a new connection: it may have failed for a moment only."""
        with self._troubles():
            if self.store.is_lost:
                self._renew(reading=True)
            try:
                return read()
            except FAULTS as error:
                if not is_of_the_disk(error) or self.store.raw.in_transaction:
                    raise
            self._renew(reading=True)
            return read()

    def _renew(self, *, reading: bool = False) -> None:
        """Take a new connection, and nothing for known that was read through the old one.

        `reading`: no matter whether the disk takes anything written.
        """
        try:
            self.store.reopen()
        except FAULTS:
            if self.store.is_lost:
                raise
            self._look_through_the_new_one()
            if not reading:
                raise
        else:
            self._look_through_the_new_one()

    def _look_through_the_new_one(self) -> None:
        self._reader = Reader(self.store.connection)
        self.history = History(self.store.connection)
        self._device = None

    def _writing(self) -> Device:
        """Return who writes, settled at the first edit."""
        if self._device is None:
            self._device = device.settle(self.store, self._reader, self._clock())
        return self._device

    def _be_ready(self) -> None:
        """After the disk failed: take a new connection, and take back what was said not to be saved."""
        if not self.store.faulty and not self.store.is_lost:
            return
        if not self.store.is_lost:
            self.store.check_idle()
        self._renew()
        erasure.finish(self.store)
        if self._doubted:
            writer = Writer(self.store.connection, self._writing().codes.copy(), self._clock())
            _take_back(self.store, self.history, writer, self._doubted)
            self._doubted = ()
            self._renew()

    def _settle_fault(self, error: BaseException, steps: Sequence[Step]) -> None:
        """Return where a commit that failed is in the file after all, looked up anew; else raise."""
        if is_of_the_disk(error) and not self.store.unsure:
            with suppress(*FAULTS):
                self._renew()
        if self.store.unsure or self.store.is_lost:
            self._doubted = steps
        elif steps and _holds(self.store, steps[-1].id):  # a commit may report a fault after it was stored
            return
        raise_trouble(error, self.store.name, sound=self._is_sound(error), writing=True)

    def _is_sound(self, error: BaseException) -> bool:
        """Tell whether a file that was called damaged is not, as far as it can be read through a new connection."""
        if result_code(error) not in (CORRUPT, NOTADB) or self.store.is_closed:
            return False
        try:
            self._renew(reading=True)
            return self.store.pragma("quick_check(1)") == "ok"
        except FAULTS as again:
            return result_code(again) not in (CORRUPT, NOTADB)  # nobody can read it now: not known to be damaged

    def _finish_erasing(self, row_ids: Sequence[str], error: BaseException) -> None:
        """Go on after a fault, if the words are gone from every view already; raise what went wrong if they are not."""
        try:
            self._renew()
            erased = {row_id for _, row_id in erasure.tombstones(self.store)}
            if not erased.issuperset(row_ids):
                raise error
            erasure.finish(self.store)
        except FAULTS as again:
            if is_trouble(again) and not self.store.is_lost and erasure.is_unfinished(self.store):
                raise Unfinished(erasure.UNFINISHED, name=self.store.name) from None
            raise


def _holds(store: Store, step_id: str) -> bool:
    """Tell whether a step is in the file; what cannot be looked up counts as not."""
    with suppress(*FAULTS):
        sql = "SELECT 1 FROM history_step WHERE id = ?"
        return store.connection.exec_driver_sql(sql, (step_id,)).fetchone() is not None
    return False


def _take_back(store: Store, history: History, writer: Writer, steps: Sequence[Step]) -> None:
    """Bring the file to what it was before `steps`, the last ones, as if they had never been; not there: nothing."""
    if not all(_holds(store, step.id) for step in steps):
        return
    with store.transaction() as connection:
        for step in reversed(steps):
            turned = replace(step, id=step.reverses) if step.reverses else step
            for _ in history.applying(writer, turned, back=step.kind != UNDO):
                pass
            forget(connection, step.id)
        writer.settle_search()
