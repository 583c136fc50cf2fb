"""What all tests of widgets need: nothing that one test built is still there, and styled again, in the next."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _nothing_is_left(qapp: QApplication) -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    """Delete every window after a test: hidden ones would be restyled and laid out by each later one.

    The application is there for every test: timers of what has no window need its event loop, too.
    """
    yield
    for window in QApplication.topLevelWidgets():
        window.hide()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if qapp.styleSheet():
        qapp.setStyleSheet("")
