"""Something long in the project, done in slices of a fiftieth of a second so that the window stays alive."""

from collections.abc import Generator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from models.edits.base import Done, Far

SLICE = 0.02  # seconds of work before the window may draw and hear keys


class Slowly(QObject):
    """One long edit under way. Exactly one of `done`, `failed` and `cancelled` goes out.

    `progress`: how many of how many. Nothing else can be written meanwhile; `cancel` takes everything back.
    """

    progress = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)  # the exception
    cancelled = Signal()
    ended = Signal()  # after each of them

    def __init__(self, work: Generator[Far, None, Done], label: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self._work: Generator[Far, None, Done] | None = work
        self._clock = QTimer(self)
        self._clock.setInterval(0)
        self._clock.timeout.connect(self.work)
        self._clock.start()

    @property
    def is_running(self) -> bool:
        """Tell whether it is still under way."""
        return self._work is not None

    def work(self) -> None:
        """Do one slice."""
        until = perf_counter() + SLICE
        far = (0, 0)
        while self._work is not None:
            try:
                far = next(self._work)
            except StopIteration as end:
                self._end(self.done, end.value)
                return
            except BaseException as error:  # noqa: BLE001 - sorted by whoever began it
                self._end(self.failed, error)
                return
            if perf_counter() >= until:
                self.progress.emit(*far)
                return

    def cancel(self) -> None:
        """Stop, and roll back whatever was written."""
        if self._work is not None:
            self._work.close()
            self._end(self.cancelled)

    def _end(self, ending: SignalInstance, *told: object) -> None:
        self._work = None
        self._clock.stop()
        ending.emit(*told)
        self.ended.emit()
