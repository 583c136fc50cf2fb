"""Photos in Capture: pasted into the bar, dropped on the wall, of what lies on the desk; everything by keyboard."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.edits.project import AddWorkshop
from models.edits.voices import AddStory, WithdrawStory
from models.pictures import PictureOwner
from models.project import Project
from tests.models.support import add_note, result
from tests.widgets.capture.support import context_in, heard_of, notes_of, room_of
from tests.widgets.pictures.test_pictures import files_in, kept, mime_of
from tests.widgets.support import seen
from widgets.capture.room import CaptureRoom


def copied(data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)


def image_data() -> QMimeData:
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    data = QMimeData()
    data.setImageData(image)
    return data


def drop(target: QWidget, data: QMimeData) -> bool:
    keys, actions = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPoint(5, 5), actions, data, Qt.MouseButton.LeftButton, keys)
    QApplication.sendEvent(target, entering)
    dropping = QDropEvent(QPointF(5, 5), actions, data, Qt.MouseButton.LeftButton, keys)
    QApplication.sendEvent(target, dropping)
    return entering.isAccepted() and dropping.isAccepted()


def all_kept(qtbot: QtBot, room: CaptureRoom) -> None:
    qtbot.waitUntil(lambda: not room.context.jobs.is_busy() and room.photos.page.strip.taking.total == 0)


def test_a_photo_pasted_into_the_bar_becomes_one_of_the_workshop(qtbot: QtBot, project: Project) -> None:
    shop = result(project.perform(AddWorkshop("First", {})))
    context = context_in(project)
    context.session.enter_workshop(shop)
    room = room_of(qtbot, project, context)
    qtbot.keyClicks(room.bar.words, "Half a note")
    copied(image_data())
    qtbot.keyClick(room.bar.words, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    all_kept(qtbot, room)
    assert len(kept(project, PictureOwner(shop))) == 1
    assert room.bar.words.toPlainText() == "Half a note"
    assert room.bar.words.hasFocus()
    assert room.photos.page.isVisible()
    assert "1 photo has no text alternative yet." in seen(room.photos.page)
    copied(QMimeData())
    assert not room.paste()


def test_words_are_pasted_as_words(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    data = image_data()
    data.setText("More benches")
    copied(data)
    qtbot.keyClick(room.bar.words, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert room.bar.words.toPlainText() == "More benches"
    assert kept(project) == ()


def test_photos_dropped_in_the_room_are_the_workshops_and_on_the_strip_the_notes(
    qtbot: QtBot, project: Project, tmp_path: Path
) -> None:
    note_id = add_note(project, "More benches")
    room = room_of(qtbot, project)
    assert drop(room, mime_of(*files_in(tmp_path, "one.jpg", "two.jpg")))
    all_kept(qtbot, room)
    assert len(kept(project)) == 2
    assert room.show_row("contribution", note_id)
    assert drop(room.desk.pictures, mime_of(*files_in(tmp_path, "three.jpg")))
    qtbot.waitUntil(lambda: len(kept(project, PictureOwner(note_id=note_id))) == 1)
    assert len(kept(project)) == 2
    assert len(room.desk.pictures.cards) == 1
    assert not drop(room, mime_of(tmp_path / "table.csv"))


def test_a_photo_pasted_into_what_is_opened_belongs_to_it(qtbot: QtBot, project: Project) -> None:
    note_id = add_note(project, "More benches")
    room = room_of(qtbot, project)
    room.show_row("contribution", note_id)
    room.desk.pictures.add.setFocus()
    copied(image_data())
    assert room.paste()
    qtbot.waitUntil(lambda: len(kept(project, PictureOwner(note_id=note_id))) == 1)
    assert notes_of(project)[0].voices[0].words == "More benches"


def test_a_withdrawn_storys_photos_are_not_shown(qtbot: QtBot, project: Project) -> None:
    story_id = result(project.perform(AddStory("Nobody called.")))
    room = room_of(qtbot, project)
    room.show_row("story", story_id)
    assert room.desk.pictures.isVisible()
    room.context.document.perform(WithdrawStory(story_id))
    room.show_row("story", story_id)
    assert not room.desk.pictures.isVisible()


def test_the_photos_are_reached_and_left_by_keys(qtbot: QtBot, project: Project) -> None:
    room = room_of(qtbot, project)
    command = next(one for one in room.commands_once() if one.id == "capture-photos")
    assert command.shortcut == "Ctrl+Shift+P"
    command.run()
    strip = room.photos.page.strip
    assert strip.add.hasFocus()
    qtbot.keyClick(strip.add, Qt.Key.Key_Escape)
    assert room.bar.words.hasFocus()
    assert not room.photos.page.isVisible()


def test_what_a_scribe_drops_is_kept_without_a_page(qtbot: QtBot, project: Project, tmp_path: Path) -> None:
    room = room_of(qtbot, project)
    room.context.settings.set("scribe", True)
    assert drop(room, mime_of(*files_in(tmp_path, "one.jpg")))
    all_kept(qtbot, room)
    assert len(kept(project)) == 1
    assert not room.photos.page.isVisible()
    assert heard_of(room.context).sentences[-1].startswith("1 photo added.")
