"""What the tests of Capture share: the room on screen, and how to read what is stored."""

from collections.abc import Callable
from functools import lru_cache
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models import queries, views
from models.project import Project
from models.records import NoteRecord, StoryRecord
from tests.widgets.support import Answers, Heard, context_of
from widgets.capture.room import CaptureRoom
from widgets.capture.steps import all_steps
from widgets.context import Context
from widgets.look import Look
from widgets.session import Step
from widgets.theme import PaletteName


class OneLook(Look):
    """Dresses the program once for all tests of this folder: a style sheet costs more than most of them."""

    def use(self, name: PaletteName, percent: int) -> None:
        if (self.palette.name, self.percent) != (name, percent):
            super().use(name, percent)


@lru_cache
def the_look() -> Look:
    look = OneLook()
    look.load_first_faces()
    Look.use(look, "light", 100)
    return look


def context_in(project: Project) -> Context:
    """A context around an open project, in the one look."""
    return context_of(project, the_look())


def shown(qtbot: QtBot, widget: QWidget, before_close: Callable[[QWidget], None] | None = None) -> None:
    """Put a widget on screen, active, so that it can have the focus."""
    qtbot.addWidget(widget, before_close_func=before_close)
    widget.resize(1200, 760)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def room_of(qtbot: QtBot, project: Project, context: Context | None = None) -> CaptureRoom:
    """The room, entered, with the cursor in the bar."""
    room = CaptureRoom(context or context_in(project))

    def settle(_: QWidget) -> None:  # as closing the project does: nothing may be written to it afterwards
        if not project.store.connection.closed:
            room.context.document.settle()

    shown(qtbot, room, settle)
    room.enter()
    room.enter_focus()
    return room


def type_words(qtbot: QtBot, room: CaptureRoom, words: str) -> None:
    """Type words, with Enter for each line end, into whatever has the focus in the bar."""
    for at, line in enumerate(words.split("\n")):
        if at:
            qtbot.keyClick(room.bar.words, Qt.Key.Key_Return)
        qtbot.keyClicks(room.bar.words, line)


def press(qtbot: QtBot, *keys: Qt.Key, shift: bool = False) -> None:
    """Press keys one after the other, each wherever the focus is then."""
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key, modifier)


def group_called(project: Project, name: str) -> str:
    return next(group.id for group in project.ask(queries.groups) if group.name == name)


def notes_of(project: Project) -> tuple[NoteRecord, ...]:
    return project.ask(queries.notes)


def stories_of(project: Project) -> tuple[StoryRecord, ...]:
    return project.ask(queries.stories)


def titles(room: CaptureRoom) -> list[str]:
    """The words on the wall, newest first."""
    return [card.title for card in room.wall.cards.cards.cards]


def step_at(context: Context, code: str) -> Step:
    return next(step for step in all_steps(context) if step.code == code)


def answers_of(context: Context) -> Answers:
    return cast(Answers, context.asking)


def heard_of(context: Context) -> Heard:
    return cast(Heard, context.notices)


def consents_of(project: Project, story_id: str) -> dict[str, str]:
    story = project.ask(views.story, story_id)
    return {consent.purpose: consent.answer for consent in story.consents} if story else {}
