"""Small hands for the tests of Weigh: find by title, press a shortcut, type into a field."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from models import queries
from models import records as r
from models.capacity import load_of
from models.project import Project
from widgets.command import action_of
from widgets.fields.form import Form
from widgets.weigh.board import Item
from widgets.weigh.room import WeighRoom

SECOND_FORM = "Stop the second assessment form"
MUSIC = "Music in the van"


def item_of(room: WeighRoom, title: str) -> Item:
    return next(item for item in room.board.items.values() if item.title == title)


def go_to(room: WeighRoom, title: str) -> Item:
    item = item_of(room, title)
    assert room.show_row(item.table, item.id)
    return item


def stored(project: Project, item: Item) -> r.AnswerRecord | None:
    answers = project.ask(queries.weighing).answers
    return next((one for one in answers if item.id in (one.contribution_id, one.theme_id)), None)


def days_used(project: Project) -> int:
    weighing = project.ask(queries.weighing)
    return load_of(weighing.notes, weighing.answers, weighing.costs, weighing.envelope)["days"].used


def write(form: Form, key: str, words: str) -> None:
    """Type into a field and leave it by Enter, or by committing what is typed."""
    target = form.editor(key).target()
    target.setFocus()
    if isinstance(target, QLineEdit | QPlainTextEdit):
        target.selectAll()
    QTest.keyClicks(target, words)
    form.settle()


def arm(room: WeighRoom) -> None:
    """Give the room its shortcuts, as the window does."""
    for command in room.commands():
        action_of(command, room.context.tr, room, window_wide=True)


def press(widget: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for one in modifiers:
        held |= one
    QTest.keyClick(widget, key, held)
    QApplication.processEvents()
