"""A window is never put where nobody can reach it."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.geometry import fitting, keep_geometry, read, restore_geometry
from widgets.settings import Settings

LAPTOP = QRect(0, 0, 1366, 740)
BEAMER = QRect(1366, 0, 1920, 1080)
LEAST = QSize(400, 300)


@pytest.mark.parametrize(
    "wanted",
    [
        QRect(-5000, -5000, 800, 600),
        QRect(5000, 200, 800, 600),
        QRect(100, 735, 800, 600),
        QRect(100, -300, 800, 600),
        QRect(-790, 100, 800, 600),
        QRect(0, 0, 9000, 9000),
        QRect(1300, 20, 10, 10),
        QRect(1400, 50, 1800, 1000),
    ],
)
def test_a_window_comes_back_onto_the_screen(wanted: QRect) -> None:
    placed = fitting(wanted, LEAST, [LAPTOP])
    assert placed is not None
    top = QRect(placed.x(), placed.y(), placed.width(), 30)
    assert LAPTOP.intersected(top).width() >= 120
    assert LAPTOP.top() <= placed.y() < LAPTOP.bottom() - 100
    assert placed.width() <= LAPTOP.width()
    assert placed.height() <= LAPTOP.height()


def test_a_window_that_stands_well_is_left_alone() -> None:
    for wanted in (QRect(80, 60, 900, 600), QRect(1500, 100, 1200, 800), QRect(1000, 60, 900, 600)):
        assert fitting(wanted, LEAST, [LAPTOP, BEAMER]) == wanted


def test_the_first_window_stands_in_the_middle() -> None:
    placed = fitting(None, LEAST, [BEAMER])
    assert placed is not None
    assert BEAMER.contains(placed)
    assert abs(placed.center().x() - BEAMER.center().x()) < 2
    small = fitting(None, LEAST, [QRect(0, 0, 1024, 600)])
    assert small is not None
    assert QRect(0, 0, 1024, 600).contains(small)


@pytest.mark.parametrize("rubbish", ["", "1 2 3", "a b c d", "1 2 -3 4", "1 2 999999999 4", "1 2 3 4 5"])
def test_rubbish_is_no_place(rubbish: str) -> None:
    assert read(rubbish) is None


def test_there_and_back(qtbot: QtBot) -> None:
    settings = Settings(None)
    first, second = QWidget(), QWidget()
    for window in (first, second):
        qtbot.addWidget(window)
    first.setGeometry(60, 70, 500, 400)
    keep_geometry(first, settings)
    restore_geometry(second, settings)
    assert second.geometry() == QRect(60, 70, 500, 400)
    first.showMaximized()
    keep_geometry(first, settings)
    restore_geometry(second, settings)
    assert second.isMaximized()
