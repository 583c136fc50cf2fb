"""Loads what is heavy on a thread after the first frame, so that the window stands at once and never freezes."""

import importlib
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

HEAVY = "app.workspace"  # with it come SQLAlchemy, the models and all rooms


class Loader(QObject):
    """Imports the heavy part once; whatever is asked for meanwhile waits for it."""

    _loaded = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ready = False
        self._waiting: list[Callable[[], object]] = []
        self._started = False
        self._loaded.connect(self._go_on)

    def start(self) -> None:
        """Begin loading."""
        if not self._started:
            self._started = True
            threading.Thread(target=self._load, name="loading", daemon=True).start()

    def when_ready(self, do: Callable[[], object], *, begin: bool = True) -> None:
        """Do something now if everything is loaded, else as soon as it is. `begin` False: it does not begin loading."""
        if self.ready:
            do()
            return
        self._waiting.append(do)
        if begin:
            self.start()

    def _load(self) -> None:
        try:
            importlib.import_module(HEAVY)
        except BaseException as error:  # noqa: BLE001 - handed to the GUI thread, where the crash net sorts it
            self._loaded.emit(error)
        else:
            self._loaded.emit(None)

    def _go_on(self, error: BaseException | None) -> None:
        if error is not None:
            raise error
        self.ready = True
        waiting, self._waiting = self._waiting, []
        for do in waiting:
            do()
