"""What the tests of the window share: a project in the window, its disk taken away and given back."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.window import Person
from widgets.parts.buttons import Button


def notice(person: Person) -> str:
    """What the notice says, empty for none."""
    return person.window.notices.sentence()


def press_notice(person: Person, words: str) -> None:
    """Press a button of the notice by the beginning of its words."""
    settle()
    shown = [one for one in person.window.notices.findChildren(Button) if one.isVisible()]
    buttons = [one for one in shown if one.text().startswith(words)]
    assert len(buttons) == 1, [one.text() for one in shown]
    person.click(buttons[0])


def path_of(person: Person) -> Path:
    return person.workspace.document.path


def take_stick_out(person: Person) -> Callable[[], Path]:
    """Rename the project's folder, as a stick's mount point vanishes; what is returned brings it back."""
    folder = path_of(person).parent
    away = folder.with_name("away")
    folder.rename(away)

    def back() -> Path:
        return away.rename(folder)

    return back


def as_another_disk(person: Person) -> None:
    """Bring the folder back with other files of the same content, as a stick that is put in again has."""
    folder = path_of(person).parent
    away = folder.with_name("away")
    shutil.copytree(away, folder)
    shutil.rmtree(away)


def wait_for_draft(person: Person, qtbot: QtBot, place: str, words: str) -> None:
    """Wait until words are a draft, wherever they are kept."""
    qtbot.waitUntil(lambda: person.workspace.document.draft(place) == words, timeout=20_000)


def aside(person: Person) -> list[Path]:
    """The files of drafts in the profile."""
    folder = person.program.paths.drafts
    return sorted(folder.iterdir()) if folder.is_dir() else []


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def settle() -> None:
    """Let everything happen that was put off."""
    for _ in range(5):
        QApplication.processEvents()
