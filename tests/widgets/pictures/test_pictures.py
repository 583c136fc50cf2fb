"""Photos in the window: taken in beside it, described, seen large, deleted; by keyboard, by pasting, by dropping."""

import io
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.edits.pictures import AddPictures, DeletePicture, NewPicture
from models.edits.project import AddWorkshop
from models.edits.voices import AddStory, ConsentAnswer, RecordConsent
from models.pictures import PictureOwner, PictureRecord, pictures
from models.project import Project
from tests.models.support import add_note, result
from tests.widgets.capture.support import answers_of, context_in, heard_of, shown
from tests.widgets.support import seen
from widgets.context import Context
from widgets.pictures.offered import Offered, is_photo, offered_in
from widgets.pictures.page import PhotosPage
from widgets.pictures.strip import FIRST, PictureStrip

NOWHERE = PictureOwner()


@lru_cache
def photo(shade: int = 90, width: int = 320, height: int = 240) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (shade, 120, 160)).save(out, "JPEG")
    return out.getvalue()


def kept(project: Project, owner: PictureOwner = NOWHERE) -> tuple[PictureRecord, ...]:
    return project.ask(pictures, owner)


def add(project: Project, *alternatives: str, owner: PictureOwner = NOWHERE) -> list[str]:
    made = tuple(NewPicture(photo(shade), "image/jpeg", 320, 240, words) for shade, words in enumerate(alternatives))
    done = project.perform(AddPictures(made, owner)).result
    assert isinstance(done, tuple)
    return list(done)


def strip_of(qtbot: QtBot, project: Project, owner: PictureOwner = NOWHERE) -> PictureStrip:
    strip = PictureStrip(context_in(project), "Photos and drawings")

    def settle(_: QWidget) -> None:
        strip.context.jobs.stop_all()
        if not project.store.connection.closed:
            strip.context.document.settle()

    shown(qtbot, strip, settle)
    strip.context.document.changed.connect(strip.refresh)
    strip.show_owner(owner)
    return strip


def idle(strip: PictureStrip) -> Callable[[], bool]:
    return lambda: strip.taking.total == 0


def files_in(folder: Path, *names: str) -> tuple[Path, ...]:
    for number, name in enumerate(names):
        (folder / name).write_bytes(photo(number * 20))
    return tuple(folder / name for name in names)


def test_files_that_are_chosen_are_taken_in_as_one_step(qtbot: QtBot, project: Project, tmp_path: Path) -> None:
    strip = strip_of(qtbot, project)
    answers_of(strip.context).open_many = files_in(tmp_path, "one.jpg", "two.JPG", "three.jpeg", "four.jpg", "five.jpg")
    strip.add.setFocus()
    qtbot.keyClick(strip.add, Qt.Key.Key_Return)
    assert strip.progress.isVisible()
    assert strip.stop.isVisible()
    qtbot.waitUntil(idle(strip))
    assert len(kept(project)) == len(strip.cards) == 5
    assert not strip.progress.isVisible()
    assert heard_of(strip.context).sentences == [
        "5 photos added. Are people to be seen? Then ask them first (photo or recording)."
    ]
    assert "5 photos have no text alternative yet." in seen(strip)
    assert "5 photos, " in seen(strip)
    project.undo()
    assert kept(project) == ()


def test_what_cannot_be_taken_in_is_told_by_its_name_and_the_rest_is_kept(
    qtbot: QtBot, project: Project, tmp_path: Path
) -> None:
    strip = strip_of(qtbot, project)
    good, phone, gone = files_in(tmp_path, "good.jpg", "phone.heic", "gone.jpg")
    phone.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0")
    gone.unlink()
    answers_of(strip.context).open_many = (good, phone, gone)
    strip.choose()
    qtbot.waitUntil(idle(strip))
    assert len(kept(project)) == 1
    (said,) = heard_of(strip.context).sentences
    assert "1 photo added." in said
    assert "“phone.heic”: This is a HEIC photo" in said
    assert "“gone.jpg”: This file cannot be read." in said


def test_taking_in_can_be_cancelled_and_nothing_is_kept(qtbot: QtBot, project: Project) -> None:
    strip = strip_of(qtbot, project)
    lots = tuple(Offered(f"{n}.jpg", content=photo(n, 1600, 1200)) for n in range(40))
    strip.take_offered(lots)
    strip.take_offered(lots)
    strip.stop.setFocus()
    qtbot.keyClick(strip.stop, Qt.Key.Key_Return)
    qtbot.waitUntil(idle(strip))
    assert kept(project) == ()
    assert project.undo_label() == ""


def test_a_description_is_typed_and_kept_and_counted(qtbot: QtBot, project: Project) -> None:
    second, first = add(project, "", "")
    strip = strip_of(qtbot, project)
    strip.to_lacking.setFocus()
    qtbot.keyClick(strip.to_lacking, Qt.Key.Key_Return)
    words = strip.cards[first].words.editor("alternative").target()
    assert words.hasFocus()
    assert words.accessibleName() == "What is to be seen, for those who cannot see it"
    qtbot.keyClicks(words, "A flip chart with four wishes")
    qtbot.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [one.alternative for one in kept(project)] == ["", "A flip chart with four wishes"]
    assert "1 photo has no text alternative yet." in seen(strip)
    assert strip.cards[first].thumbnail.accessibleName() == "Open large: A flip chart with four wishes"
    assert strip.cards[second].thumbnail.accessibleName() == "Open large: Photo without a description"


def test_words_being_typed_stay_when_more_photos_come(qtbot: QtBot, project: Project) -> None:
    (first,) = add(project, "")
    strip = strip_of(qtbot, project)
    words = strip.cards[first].words.editor("alternative").target()
    words.setFocus()
    qtbot.keyClicks(words, "A flip")
    add(project, "Another")
    strip.refresh()
    assert words.hasFocus()
    qtbot.keyClicks(words, " chart")
    strip.settle()
    assert [one.alternative for one in kept(project)] == ["A flip chart", "Another"]


def test_small_images_are_made_beside_the_window(qtbot: QtBot, project: Project) -> None:
    (first,) = add(project, "A drawing")
    strip = strip_of(qtbot, project)
    thumbnail = strip.cards[first].thumbnail
    qtbot.waitUntil(lambda: thumbnail.image() is not None)
    image = thumbnail.image()
    assert image is not None
    assert image.width() > image.height() > 0


@pytest.mark.slow
def test_many_photos_are_shown_in_turns(qtbot: QtBot, project: Project) -> None:
    places = add(project, *[f"Photo {n}" for n in range(3 * FIRST)])
    strip = strip_of(qtbot, project)
    newest = list(reversed(places))
    assert len(strip.cards) < FIRST
    qtbot.waitUntil(lambda: list(strip.cards) == newest[:FIRST])
    assert strip.more.text().strip() == "Show 24 more photos"
    strip.more.setFocus()
    qtbot.keyClick(strip.more, Qt.Key.Key_Return)
    assert strip.cards[newest[FIRST]].thumbnail.hasFocus()
    strip.show_more()
    qtbot.waitUntil(lambda: list(strip.cards) == newest)
    assert not strip.more.isVisible()

    def in_order() -> bool:
        tops = [strip.cards[place].y() for place in newest]
        return tops == sorted(tops) and len(set(tops)) == len(tops)

    qtbot.waitUntil(in_order)


def test_a_photo_is_deleted_and_comes_back_and_is_erased(qtbot: QtBot, project: Project) -> None:
    first, second = add(project, "One", "Two")
    strip = strip_of(qtbot, project)
    card = strip.cards[first]
    card.delete.setFocus()
    qtbot.keyClick(card.delete, Qt.Key.Key_Return)
    assert list(strip.cards) == [second]
    assert heard_of(strip.context).sentences == ["Photo deleted."]
    undo, erase = heard_of(strip.context).actions
    undo()
    assert set(strip.cards) == {second, first}
    qtbot.waitUntil(lambda: strip.cards[second].y() < strip.cards[first].y())
    strip.context.document.perform(DeletePicture(first))
    erase()
    assert answers_of(strip.context).asked == ["Erase this photo for good?"]
    assert [one.id for one in kept(project)] == [second]
    assert heard_of(strip.context).sentences[-1] == "Erased for good."


def test_a_photo_is_seen_large_and_the_next_by_keys(qtbot: QtBot, project: Project) -> None:
    _, first = add(project, "", "A flip chart")
    strip = strip_of(qtbot, project)
    qtbot.keyClick(strip.cards[first].thumbnail, Qt.Key.Key_Return)
    viewer = strip._viewer  # pyright: ignore[reportPrivateUsage]
    assert viewer is not None
    qtbot.waitExposed(viewer)
    assert not viewer.isModal()
    assert (viewer.words.text(), viewer.count.text()) == ("A flip chart", "1 of 2")
    fitted = viewer.view.transform().m11()
    qtbot.keyClick(viewer.view, Qt.Key.Key_Plus)
    assert viewer.view.transform().m11() > fitted
    qtbot.keyClick(viewer.view, Qt.Key.Key_0)
    assert viewer.view.transform().m11() == pytest.approx(fitted)
    qtbot.keyClick(viewer.view, Qt.Key.Key_PageDown)
    assert (viewer.words.text(), viewer.count.text()) == ("This photo has no text alternative yet.", "2 of 2")
    assert not viewer.after.isEnabled()
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_bytes_that_are_no_photo_are_said_to_be_none(qtbot: QtBot, project: Project) -> None:
    """A file from elsewhere may hold anything."""
    hostile = NewPicture(b"\x89PNG\r\n\x1a\n<svg onload=1>", "image/png", 10, 10, "A drawing")
    project.perform(AddPictures((hostile,), NOWHERE))
    strip = strip_of(qtbot, project)
    (card,) = strip.cards.values()
    qtbot.waitUntil(lambda: card.thumbnail.image() is not None)
    card.open_large.click()
    viewer = strip._viewer  # pyright: ignore[reportPrivateUsage]
    assert viewer is not None
    assert viewer.words.text() == "This photo cannot be shown."
    viewer.close()


def test_a_storys_photo_says_whether_its_teller_agreed(qtbot: QtBot, project: Project) -> None:
    story_id = result(project.perform(AddStory("Nobody called.")))
    owner = PictureOwner(story_id=story_id)
    strip = strip_of(qtbot, project, owner)
    left_out = "The teller has not agreed to photo or recording: documents leave these out."
    assert left_out not in seen(strip)
    add(project, "A table", owner=owner)
    strip.refresh()
    assert left_out in seen(strip)
    strip.context.document.perform(RecordConsent(story_id, ConsentAnswer("photo", "yes")))
    assert left_out not in seen(strip)


# -- pasted and dropped -----------------------------------------------------------------------------------------------


def mime_of(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_what_is_offered_is_known_by_what_it_is(tmp_path: Path) -> None:
    one, two, table = tmp_path / "one.jpg", tmp_path / "two.HEIC", tmp_path / "notes.csv"
    assert [offered.name for offered in offered_in(mime_of(one, two))] == ["one.jpg", "two.HEIC"]
    assert offered_in(mime_of(one, table)) == ()
    assert is_photo(one)
    assert not is_photo(table)
    image = QMimeData()
    image.setImageData(QImage(20, 10, QImage.Format.Format_RGB32))
    (offered,) = offered_in(image)
    assert offered.read().startswith(b"\x89PNG")
    image.setText("words beside it, as a word processor copies them")
    assert offered_in(image) == ()
    remote = QMimeData()
    remote.setUrls([QUrl("https://pictures.example/one.jpg")])
    assert offered_in(remote) == ()


def test_photos_are_dropped_on_the_strip(qtbot: QtBot, project: Project, tmp_path: Path) -> None:
    note_id = add_note(project, "More benches")
    owner = PictureOwner(note_id=note_id)
    strip = strip_of(qtbot, project, owner)
    data = mime_of(*files_in(tmp_path, "one.jpg"))
    keys, actions = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPoint(5, 5), actions, data, Qt.MouseButton.LeftButton, keys)
    strip.dragEnterEvent(entering)
    assert entering.isAccepted()
    strip.dropEvent(QDropEvent(QPointF(5, 5), actions, data, Qt.MouseButton.LeftButton, keys))
    qtbot.waitUntil(idle(strip))
    assert len(kept(project, owner)) == 1
    assert kept(project) == ()


def test_the_page_shows_the_photos_of_the_workshop_that_was_entered(qtbot: QtBot, project: Project) -> None:
    one = result(project.perform(AddWorkshop("First", {})))
    two = result(project.perform(AddWorkshop("Second", {})))
    add(project, "Of the first", owner=PictureOwner(one))
    add(project, "Of the second", "Also", owner=PictureOwner(two))
    context: Context = context_in(project)
    page = PhotosPage(context)
    shown(qtbot, page, lambda _: context.jobs.stop_all())
    context.session.enter_workshop(two)
    assert len(page.strip.cards) == 2
    context.session.enter_workshop(one)
    assert len(page.strip.cards) == 1
    page.take_offered((Offered(content=photo(3)),))
    qtbot.waitUntil(idle(page.strip))
    assert len(kept(project, PictureOwner(one))) == 2
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
