"""Python's cyclic garbage is collected on the GUI thread only, between two events."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 400  # milliseconds


class Collector(QObject):
    """Switches the automatic collection off and does it from a timer.

    Python collects on whichever thread happens to allocate. On the thread of a job that takes apart scene items and
    timers that belong to the GUI thread, which Qt does not survive; on the GUI thread it comes in the middle of a key
    press and walks over all modules each time.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(tidy)
        self._was_on = gc.isenabled()

    def start(self) -> None:
        """Collect by the timer from now on. What has been loaded so far stays, and is not walked over again."""
        gc.disable()
        self.hold()
        self._timer.start()

    def stop(self) -> None:
        """Let Python collect by itself again, where it did so before."""
        self._timer.stop()
        self.let_go()
        if self._was_on:
            gc.enable()

    def hold(self) -> None:
        """Keep what is there now out of every collection."""
        gc.freeze()

    def let_go(self) -> None:
        """Take it in again."""
        gc.unfreeze()


def tidy() -> None:
    """Collect the oldest generation that is full by Python's own thresholds; mostly there is none."""
    counts, limits = gc.get_count(), gc.get_threshold()
    full = [age for age in range(len(counts)) if counts[age] > limits[age]]
    if full:
        gc.collect(full[-1])
