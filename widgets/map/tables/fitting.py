"""Rows as high as their words: those on screen at once, thousands of others a few milliseconds at a time."""

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QModelIndex, QObject, QTimer
from PySide6.QtWidgets import QTableView

SLICE = 0.008  # seconds
MARGIN = 4  # rows beyond the screen that are measured with it


class RowFitting(QObject):
    """Keeps the heights of a table's rows. What is on screen does not move when rows above it are measured."""

    def __init__(self, view: QTableView, height: Callable[[int], int]) -> None:
        super().__init__(view)
        self._view, self._height = view, height
        self._waiting: set[int] = set()
        self._order: list[int] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)
        model = view.model()
        model.dataChanged.connect(self._changed)
        model.rowsInserted.connect(self._inserted)
        model.rowsRemoved.connect(self._removed)
        model.rowsMoved.connect(self._shifted)

    def measure_all(self) -> None:
        """Measure everything anew: the columns or the letters have another size."""
        self.measure(range(self._view.model().rowCount()))

    def measure(self, rows: Iterable[int]) -> None:
        """Measure rows as soon as they are seen, the others by and by."""
        self._waiting.update(rows)
        self._order = []
        self.fit_seen()

    def fit_seen(self) -> None:
        """Measure what is on screen now."""
        if not self._waiting:
            return
        if not self._view.isVisible():
            self._timer.stop()
            return
        first = max(0, self._view.rowAt(0))
        last = self._view.rowAt(self._view.viewport().height())
        last = min(self._view.model().rowCount() - 1, (last if last >= 0 else first + MARGIN) + MARGIN)
        for row in sorted(self._waiting & set(range(first, last + 1))):
            self._fit(row)
        if self._waiting and not self._timer.isActive():
            self._timer.start()

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self.measure(range(first.row(), last.row() + 1))

    def _inserted(self, _: object, first: int, last: int) -> None:
        moved = {row if row < first else row + last - first + 1 for row in self._waiting}
        self._waiting = moved | set(range(first, last + 1))
        self._order = []  # measured by `fit_seen` once every view of the model has these rows

    def _removed(self, _: object, first: int, last: int) -> None:
        gone = last - first + 1
        self._waiting = {row if row < first else row - gone for row in self._waiting if not first <= row <= last}
        self._order = []

    def _shifted(self, _: object, first: int, __: int, ___: object, to: int) -> None:
        self._waiting.update(range(min(first, to), max(first + 1, to)))
        self._order = []

    def _go_on(self) -> None:
        """Measure some of what is not on screen."""
        if not self._view.isVisible():
            self._timer.stop()
            return
        if not self._order:
            self._order = sorted(self._waiting, reverse=True)
        bar = self._view.verticalScrollBar()
        seen_from, before = self._view.rowAt(0), bar.value()
        shift, until = 0, time.perf_counter() + SLICE
        while self._order and time.perf_counter() < until:
            row = self._order.pop()
            if row in self._waiting:
                grown = self._fit(row)
                shift += grown if row < seen_from else 0
        if shift:
            bar.setValue(before + shift)
        if not self._waiting:
            self._timer.stop()

    def _fit(self, row: int) -> int:
        """Give a row its height; how much higher it became."""
        self._waiting.discard(row)
        if row >= self._view.model().rowCount():
            return 0
        was, high = self._view.rowHeight(row), self._height(row)
        if was != high:
            self._view.setRowHeight(row, high)
        return high - was
