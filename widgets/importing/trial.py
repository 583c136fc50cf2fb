"""Tries an import out with other choices: at once where it is small, beside the window where it is not."""

from PySide6.QtCore import QObject, Signal

from exports.exchange.archive import ZIP
from exports.exchange.decoding import WhichEncoding
from exports.exchange.dry_run import DryRun, try_out
from exports.exchange.planning import ForAll, Target
from exports.exchange.sources import HowRead
from models.errors import PolkuError
from resources.texts import Translator
from widgets.jobs import Job, Jobs, Step

AT_ONCE = 50_000  # bytes of text that are read in a few hundredths of a second


class Trial(QObject):
    """One file or paste, tried out as often as a choice changes; the newest choices win."""

    began = Signal()
    progress = Signal(int, int)
    read = Signal(object)  # a DryRun
    refused = Signal(str, bool)  # a sentence; whether another encoding may help
    failed = Signal(object)  # a bug

    def __init__(self, jobs: Jobs, tr: Translator, name: str, data: bytes, target: Target, *, pasted: bool) -> None:
        super().__init__()
        self._jobs, self._tr = jobs, tr
        self.name, self._data, self.target, self.pasted = name, data, target, pasted
        self._job: Job | None = None

    @property
    def is_reading(self) -> bool:
        """Tell whether it is being read just now."""
        return self._job is not None

    @property
    def is_small(self) -> bool:
        """Tell whether it is read at once."""
        return len(self._data) < AT_ONCE and not self._data.startswith(ZIP)

    def go(self, how: HowRead, for_all: ForAll) -> None:
        """Try it out; `read` or `refused` goes out, now or later."""
        self.stop()
        name, data, target, pasted = self.name, self._data, self.target, self.pasted
        if self.is_small:
            try:
                run = try_out(name, data, target, how, for_all, pasted=pasted)
            except PolkuError as error:
                self._failed(error)
            else:
                self.read.emit(run)
            return
        self.began.emit()

        def work(step: Step) -> DryRun:
            return try_out(name, data, target, how, for_all, pasted=pasted, tell=step)

        job = self._job = self._jobs.start(work)
        job.progress.connect(lambda done, total: self._told(job, done, total))
        job.done.connect(lambda run: self._done(job, run))
        job.failed.connect(lambda error: self._done(job, error))

    def stop(self) -> None:
        """Throw away what is being read."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _told(self, job: Job, done: int, total: int) -> None:
        if job is self._job:
            self.progress.emit(done, total)

    def _done(self, job: Job, result: object) -> None:
        if job is not self._job:
            return
        self._job = None
        if isinstance(result, DryRun):
            self.read.emit(result)
        else:
            self._failed(result)

    def _failed(self, error: object) -> None:
        if isinstance(error, WhichEncoding):
            self.refused.emit(self._tr("The letters cannot be read this way. Choose another encoding."), True)
        elif isinstance(error, PolkuError):
            self.refused.emit(error.sentence(self._tr), False)
        elif isinstance(error, MemoryError):
            self.refused.emit(
                self._tr("There is too little memory to read this file. Close other programs first."), False
            )
        else:
            self.failed.emit(error)
