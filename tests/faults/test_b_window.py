"""The disk fails while people work in the window: what was acknowledged is in the file, what is typed is kept."""

import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.voices import AddStory, DeleteStory
from models.project import Project
from tests.app.support import new_in
from tests.faults.window import (
    as_another_disk,
    aside,
    is_root,
    notice,
    path_of,
    press_notice,
    settle,
    take_stick_out,
    wait_for_draft,
)
from tests.journeys.window import Person, opened, seen
from tests.models.support import add_note
from widgets.capture.state import NOTE, PLACES
from widgets.frame.only_reading import OnlyReadingBanner

pytestmark = pytest.mark.usefixtures("qtbot")
TYPED = PLACES[NOTE]


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    """Somebody with a new project open, in Capture."""
    with opened(tmp_path / "home") as made:
        made.new_project("An evening")
        yield made


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of four megabytes."""
    place = tmp_path / "stick"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if not is_root() or not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("only an administrator can make a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    """Leave nothing free."""
    filler = disk / "photos.bin"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(512))
        except OSError:
            pass
    return filler


def words_in_bar(person: Person) -> str:
    fields = [one for one in person.workspace.room("capture").findChildren(QPlainTextEdit) if one.isVisible()]
    return fields[0].toPlainText()


def notes_in(path: Path) -> list[str]:
    with Project.open(path, reading=True) as project:
        return [note.voices[0].words for note in project.ask(queries.notes)]


def test_b1_b2_a_full_disk_keeps_the_words_and_writes_again_when_there_is_room(
    small_disk: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with opened(tmp_path / "home") as person:
        project = new_in(small_disk)
        with Project.open(project) as filled:
            story = str(filled.perform(AddStory("A long story. " * 2000)).result)
        person.program.open_path(project)
        person.wait(person.is_in_a_room)
        person.program.show_room("capture")
        filler = fill(small_disk)
        person.write("The bus does not come")
        person.press("Return")
        assert notice(person).startswith("The disk is full.")
        assert "another disk" in notice(person)
        assert "Not saved" in person.window.status.saved.whole
        assert words_in_bar(person).startswith("The bus does not come")
        qtbot.waitUntil(lambda: bool(aside(person)), timeout=20_000)
        assert aside(person)[0].stat().st_mode & 0o077 == 0
        assert "What you type is kept on this computer" in person.window.status.saved.whole
        person.workspace.document.perform(DeleteStory(story))  # B2: deleting needs room too
        assert notice(person).startswith("The disk is full.")
        filler.unlink()
        press_notice(person, "Try again")
        assert "can be written again" in notice(person)
        assert aside(person) == []
        person.press("Return")
        assert person.workspace.document.trouble is None
        assert "Saved in" in person.window.status.saved.whole
        person.close()
    assert [words.startswith("The bus does not come") for words in notes_in(project)] == [True]


def test_b2_on_a_full_disk_one_goes_on_in_a_copy_on_another_one(small_disk: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with opened(tmp_path / "home") as person:
        project = new_in(small_disk)
        person.program.open_path(project)
        person.wait(person.is_in_a_room)
        person.program.show_room("capture")
        person.write("Kept")
        person.press("Return")
        fill(small_disk)
        words = "Half a sentence"
        person.write(words)
        person.press("Return")
        qtbot.waitUntil(lambda: bool(aside(person)), timeout=20_000)
        person.answers.save_next = tmp_path / "elsewhere.polku"
        press_notice(person, "Save a copy elsewhere")
        person.wait(lambda: person.program.workspace is not None and path_of(person) == tmp_path / "elsewhere.polku")
        person.wait(lambda: "You go on in elsewhere.polku now." in notice(person))
        assert person.workspace.document.draft(TYPED).strip() == words.strip()
        assert aside(person) == []
        person.press("Return")
        person.close()
    assert sorted(one[:4] for one in notes_in(tmp_path / "elsewhere.polku")) == ["Half", "Kept"]
    assert notes_in(project) == ["Kept"]


def test_b8_a_protected_file_says_so_above_and_is_changed_in_a_copy(person: Person, tmp_path: Path) -> None:
    path = new_in(tmp_path, "old.polku")
    path.chmod(0o444)
    before = path.read_bytes()
    person.program.open_path(path)
    person.wait(lambda: path_of(person) == path)
    banner = person.window.findChild(OnlyReadingBanner)
    assert banner is not None
    assert "can only be read here" in banner.words.text()
    person.program.show_room("capture")
    person.write("A note")
    person.press("Return")
    assert "open for reading only" in seen(person.workspace.room("capture")) + notice(person)
    assert words_in_bar(person) == "A note"
    person.answers.save_next = tmp_path / "mine.polku"
    person.click(banner.elsewhere)
    person.wait(lambda: path_of(person).name == "mine.polku")
    assert person.window.findChild(OnlyReadingBanner) is None or not banner.isVisible()
    person.program.show_room("capture")
    assert words_in_bar(person) == "A note"
    person.press("Return")
    person.program.close_project()
    assert notes_in(tmp_path / "mine.polku") == ["A note"]
    assert path.read_bytes() == before


def test_b9_a_file_that_was_not_closed_in_a_protected_folder_is_read_through_a_private_copy(
    person: Person, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    source = new_in(tmp_path, "open.polku")
    with Project.open(source) as project:
        add_note(project, "in the log only")
        for ending in ("", "-wal"):  # by another program: closing a handle here would drop SQLite's locks
            subprocess.run(["cp", f"{source}{ending}", f"{folder / 'open.polku'}{ending}"], check=True)
    path = folder / "open.polku"
    path.chmod(0o444)
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    person.program.open_path(path)
    person.wait(lambda: path_of(person) == path)
    banner = person.window.findChild(OnlyReadingBanner)
    assert banner is not None
    assert "was not closed properly" in banner.words.text()
    assert [note.voices[0].words for note in person.stored(queries.notes)] == ["in the log only"]
    person.answers.save_next = tmp_path / "mine.polku"
    person.click(banner.elsewhere)
    person.wait(lambda: path_of(person).name == "mine.polku")
    person.program.close_project()
    assert notes_in(tmp_path / "mine.polku") == ["in the log only"]
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_b10_a_stick_that_is_taken_out_keeps_the_words_and_goes_on_when_it_is_back(
    person: Person, qtbot: QtBot
) -> None:
    person.write("The bus")
    back = take_stick_out(person)
    person.press("Return")
    assert "is not where it was" in notice(person)
    assert words_in_bar(person) == "The bus"
    qtbot.waitUntil(lambda: bool(aside(person)), timeout=20_000)
    press_notice(person, "Try again")
    assert "is not where it was" in notice(person)
    path = back() / path_of(person).name
    press_notice(person, "Try again")
    assert "can be written again" in notice(person)
    assert aside(person) == []
    person.press("Return")
    person.program.close_project()
    assert notes_in(path) == ["The bus"]


def test_b10_a_stick_that_comes_back_as_another_disk_is_opened_anew(person: Person, qtbot: QtBot) -> None:
    person.write("Kept")
    person.press("Return")
    path = path_of(person)
    person.workspace.document._put_in_order()  # pyright: ignore[reportPrivateUsage]  # as it does when nobody works
    take_stick_out(person)
    person.write("Half")
    wait_for_draft(person, qtbot, TYPED, "Half")
    before = person.workspace
    as_another_disk(person)
    person.program.rescue.try_again()
    person.wait(lambda: person.program.workspace is not None and person.program.workspace is not before)
    person.wait(lambda: "Everything that was saved is in it" in notice(person))
    assert path_of(person) == path
    person.wait(lambda: person.workspace.present_room is not None)
    assert words_in_bar(person) == "Half"
    assert aside(person) == []


def test_b10_a_disk_that_kept_less_than_it_said_is_named(person: Person) -> None:
    path = path_of(person)
    subprocess.run(["cp", str(path), str(path.with_name("older"))], check=True)
    person.write("In the log that the stick lost")
    person.press("Return")
    folder = path.parent
    folder.rename(folder.with_name("away"))
    folder.mkdir()
    (folder.with_name("away") / "older").rename(path)
    person.program.rescue.try_again()
    person.wait(lambda: "the last seconds may be missing" in notice(person))


def test_b11_a_deleted_file_is_never_written_to_unseen(person: Person, tmp_path: Path) -> None:
    path = path_of(person)
    path.unlink()
    person.write("Nobody would find this")
    person.press("Return")
    assert "is not where it was" in notice(person)
    assert "Nothing was written" in notice(person)
    person.answers.save_next = tmp_path / "saved.polku"
    press_notice(person, "Save a copy elsewhere")
    person.wait(lambda: path_of(person).name == "saved.polku")
    person.program.show_room("capture")
    assert words_in_bar(person) == "Nobody would find this"
    person.press("Return")
    person.program.close_project()
    assert notes_in(tmp_path / "saved.polku") == ["Nobody would find this"]


def test_b11_a_file_put_in_its_place_is_left_alone(person: Person, tmp_path: Path) -> None:
    path = path_of(person)
    other = new_in(tmp_path, "other.polku")
    before = other.read_bytes()
    other.replace(path)
    person.write("A note")
    person.press("Return")
    assert "Another file lies where" in notice(person)
    press_notice(person, "Try again")
    assert "Another file lies where" in notice(person)
    person.answers.save_next = tmp_path / "mine.polku"
    press_notice(person, "Save a copy elsewhere")
    person.wait(lambda: path_of(person).name == "mine.polku")
    person.program.show_room("capture")
    person.press("Return")
    person.program.close_project()
    assert notes_in(tmp_path / "mine.polku") == ["A note"]
    assert path.read_bytes() == before
    assert not path.with_name(path.name + "-wal").exists()
    assert notes_in(path) == []


def test_b11_a_renamed_folder_is_opened_where_it_lies_now(person: Person) -> None:
    person.write("Kept")
    person.press("Return")
    old = path_of(person)
    take_stick_out(person)
    new = old.parent.with_name("away") / old.name
    person.program.open_path(new)
    person.wait(lambda: person.program.workspace is not None and path_of(person) == new)
    assert [note.voices[0].words for note in person.stored(queries.notes)] == ["Kept"]
    person.program.close_project()
    assert [one.name for one in new.parent.iterdir()] == [new.name]


def test_b10_closing_without_the_disk_says_first_which_words_would_stay_behind(person: Person, qtbot: QtBot) -> None:
    person.write("Half a sentence")
    back = take_stick_out(person)
    person.program.close_project()
    assert "could not be put into" in notice(person)
    assert "kept on this computer" in notice(person)
    assert person.program.workspace is not None
    path = path_of(person)
    press_notice(person, "Close all the same")
    assert person.program.workspace is None
    assert "keep the two together" in notice(person)
    back()
    person.program.open_path(path)
    person.wait(lambda: "1 text that was being typed is kept." in notice(person))
    assert person.workspace.document.draft(TYPED) == "Half a sentence"
    assert aside(person) == []


def test_b10_quitting_without_the_disk_is_never_held_up_twice(person: Person) -> None:
    person.write("Half")
    take_stick_out(person)
    person.window.close()
    assert person.window.isVisible()
    person.window.close()
    settle()
    assert not person.window.isVisible()
    assert person.program.workspace is None
    assert len(aside(person)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "kävely 🚶.polku",
        unicodedata.normalize("NFD", "Kävelytie.polku"),
        "it's 50%20 & more?#.polku",
        "CON.polku",
        "dot. .polku",
        "x" * 200 + ".polku",
    ],
)
def test_b13_a_path_with_odd_names_is_opened_and_saved(person: Person, tmp_path: Path, name: str) -> None:
    path = new_in(tmp_path, name)
    person.program.open_path(path)
    person.wait(lambda: path_of(person) == path)
    person.program.show_room("capture")
    person.write("A note")
    person.press("Return")
    person.program.close_project()
    assert notes_in(path) == ["A note"]
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(["home", name])


def test_b13_a_name_that_no_file_can_have_is_refused_before_anything_is_written(person: Person, tmp_path: Path) -> None:
    person.answers.save_next = tmp_path / ("x" * 300 + ".polku")
    person.program.save_copy()
    assert "No file can be called that" in notice(person)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["home"]
