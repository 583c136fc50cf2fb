"""The monkey of benchmarks/monkey.py for a while: nothing it does may raise, warn, or leave a file that is broken."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import delete

from benchmarks.monkey import click_key, keys_of, play
from tests.app.support import sample_bytes

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("seed", [11, pytest.param(29, marks=pytest.mark.slow)])
def test_a_while_of_random_keys_and_clicks(tmp_path: Path, seed: int) -> None:
    watch = play(seed, tmp_path, steps=300, example=sample_bytes())
    assert not watch.troubles, "\n\n".join(trouble.told() for trouble in watch.troubles[:5])


LONGER = [3, 5, 7] if os.environ.get("POLKU_WHOLE") else [5]


@pytest.mark.slow
@pytest.mark.parametrize("seed", LONGER)
def test_a_longer_while(tmp_path: Path, seed: int) -> None:
    watch = play(seed, tmp_path, steps=1500, example=sample_bytes())  # hours are for python -m benchmarks.monkey
    assert not watch.troubles, "\n\n".join(trouble.told() for trouble in watch.troubles[:5])


@pytest.mark.parametrize("keys", ["Ctrl+Shift+S", "Shift+F10", "Alt+Up", "Return"])
def test_a_key_for_a_window_that_is_gone_meanwhile_ends_nothing(keys: str) -> None:
    """QTest.keyClick crashed natively here, and took the worker of the tests along: a busy machine closes late."""
    for _ in range(3):
        dialog = QDialog()
        dialog.show()
        QApplication.processEvents()
        window = dialog.windowHandle()
        QTimer.singleShot(0, lambda gone=dialog: delete(gone))
        click_key(window, keys_of(keys))
