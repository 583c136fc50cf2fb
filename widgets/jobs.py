"""Long work beside the window: a pure function on immutable input, on one thread pool, that can be cancelled."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal, Slot


class Cancelled(Exception):
    """Raised inside a job that was asked to stop; its result is thrown away."""


class Step:
    """What a job is handed: where to tell how far it is, and whether to stop. Safe to use on the job's thread."""

    def __init__(self, tell: Callable[[int, int], None], stop: threading.Event) -> None:
        self._tell = tell
        self._stop = stop

    def __call__(self, done: int, total: int) -> None:
        """Tell that `done` of `total` is done. Cancelled: the job has been asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._tell(done, total)

    def cancelled(self) -> bool:
        """Tell whether the job has been asked to stop."""
        return self._stop.is_set()


class Job(QObject):
    """One piece of work. Exactly one of done, failed and cancelled goes out, on the GUI thread."""

    progress = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)  # the exception; one without a sentence of ours is a bug and belongs to the crash net
    cancelled = Signal()
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_wanted = False
        self._stop = threading.Event()
        self._ended.connect(self._sort, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the job to stop; it does so at its next step."""
        self._stop.set()

    @Slot(object, object)
    def _sort(self, result: object, error: object) -> None:
        if self._stop.is_set() or isinstance(error, Cancelled):
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(result)

    def run_on_pool(self, work: Callable[[Step], object]) -> None:
        """Do the work and report; called on the pool's thread. An exception never leaves it, MemoryError neither."""
        try:
            result = work(Step(self.progress.emit, self._stop))
        except BaseException as error:  # noqa: BLE001 - handed to the GUI thread, where it is sorted
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)


class _Task(QRunnable):
    def __init__(self, job: Job, work: Callable[[Step], object]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        """Do the job on the pool's thread."""
        self._job.run_on_pool(self._work)


class Jobs(QObject):
    """The one thread pool of a window. Jobs wait for each other, so two exports never race for one machine."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: set[Job] = set()

    def start(self, work: Callable[[Step], Any], *, wanted: bool = False) -> Job:
        """Start some work and return its job; connect to its signals before going back to the event loop.

        `wanted`: a person asked for it and waits for it, so it is not thrown away without asking.
        """
        job = Job()  # no parent: a Qt owner would delete it while Python still holds its queued signals (crashed)
        job.is_wanted = wanted
        self._running.add(job)
        for ending in (job.done, job.failed, job.cancelled):
            ending.connect(lambda *_: self._forget(job))
        self._pool.start(_Task(job, work))
        return job

    def is_busy(self) -> bool:
        """Tell whether any job has not ended yet."""
        return bool(self._running)

    def is_wanted(self) -> bool:
        """Tell whether somebody waits for a job that has not ended yet."""
        return any(job.is_wanted for job in self._running)

    def stop_all(self) -> None:
        """Cancel every job, wait for the pool, and let each say how it ended; called before a project is closed.

        What ended too late to be cancelled is still written down in the project that way.
        """
        running = tuple(self._running)
        for job in running:
            job.cancel()
        self._pool.waitForDone()
        for job in running:
            QCoreApplication.sendPostedEvents(job)

    def _forget(self, job: Job) -> None:
        self._running.discard(job)
