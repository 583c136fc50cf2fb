"""A damaged project in the window: one dialog with the ways to go on; nothing is changed; what is missing is said."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.content_hash import content_hash
from models.driver import driver
from models.edits.voices import AddNote, NewNote, NewVoice
from models.project import Project
from tests.faults.damage import PAGE
from tests.journeys.window import Person, opened
from widgets.dialogs.damaged import DamagedDialog, FoundDialog

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with opened(tmp_path / "home") as made:
        made.new_project("Memory care")
        yield made


def add(person: Person, words: str) -> None:
    assert person.workspace.document.perform(AddNote(NewNote((NewVoice(words),)))) is not None


def closed(person: Person) -> tuple[Path, str]:
    """The path and the content hash of the project, which is closed now."""
    path, found = person.workspace.document.path, person.workspace.document.ask(content_hash)
    person.program.close_project()
    return path, found


def break_voices(path: Path) -> bytes:
    """Lose the page where the words of the notes stand."""
    raw = driver.connect(str(path))
    (root,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'voice'").fetchone()
    raw.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * PAGE : root * PAGE] = bytes(PAGE)
    path.write_bytes(content)
    return bytes(content)


def dialog(person: Person) -> DamagedDialog:
    found = person.program.recovering.dialog
    assert isinstance(found, DamagedDialog)
    assert found.isVisible()
    return found


def said(person: Person) -> str:
    return person.program.window.notices.sentence()


def test_c3_a_damaged_project_is_recovered_beside_and_opened(person: Person) -> None:
    for number in range(9):
        add(person, f"told aloud {number}")
    path, content = closed(person)
    damaged = break_voices(path)
    person.program.open_path(path)
    dialog(person).recover.click()
    person.wait(lambda: person.program.workspace is not None)
    assert person.workspace.document.path == path.with_name(f"{path.stem} recovered.polku")
    assert person.workspace.document.ask(content_hash) == content
    assert path.read_bytes() == damaged
    person.wait(lambda: "The damaged file was left as it is." in said(person))
    assert "Nothing that people entered is missing" in said(person)
    report = path.with_name(f"{path.stem} recovered report.txt").read_text(encoding="utf-8")
    assert "told aloud" not in report


def test_c1_a_cut_project_offers_its_backups(person: Person) -> None:
    add(person, "kept")
    path, _ = closed(person)
    path.write_bytes(path.read_bytes()[:-PAGE])
    person.program.open_path(path)
    dialog(person).backup.click()
    person.wait(lambda: person.program.backing_up.bringing_back.dialog is not None)
    assert person.program.workspace is None
    restoring = person.program.backing_up.bringing_back.dialog
    assert restoring is not None
    restoring.reject()


def test_a_sound_file_is_said_to_be_sound(person: Person) -> None:
    add(person, "sound")
    person.choose("File", "Check this file")
    person.wait(lambda: "is sound" in said(person))


def test_c2_the_check_of_the_menu_names_what_differs_from_the_history(person: Person) -> None:
    add(person, "sound")
    raw = person.workspace.document.project.store.raw
    raw.execute("UPDATE voice SET words = 'other'")
    person.choose("File", "Check this file")
    person.wait(lambda: isinstance(person.program.recovering.dialog, FoundDialog))
    found = person.program.recovering.dialog
    assert isinstance(found, FoundDialog)
    assert "Voice of a note" in found.report.toPlainText()
    assert "sound" not in found.report.toPlainText()
    found.close_button.click()


def test_c12_a_deleted_log_is_noticed_by_the_last_step_that_was_seen(person: Person) -> None:
    add(person, "first")
    path, _ = closed(person)
    known = json.loads((person.program.paths.profile / "last steps.json").read_text(encoding="utf-8"))
    (entry,) = known.values()
    assert set(entry) == {"step", "counter", "place"}
    before = path.read_bytes()
    person.program.open_path(path)
    person.wait(lambda: person.program.workspace is not None)
    add(person, "in the log alone")
    closed(person)
    with path.open("r+b") as file:  # the same file at the same place, as the last checkpoint left it
        file.write(before)
        file.truncate()
    person.program.open_path(path)
    person.wait(lambda: "last seconds" in said(person))


def test_an_older_copy_elsewhere_is_not_said_to_miss_anything(person: Person, tmp_path: Path) -> None:
    add(person, "first")
    person.workspace.document.save_copy(tmp_path / "copy.polku")
    add(person, "second")
    closed(person)
    person.program.open_path(tmp_path / "copy.polku")
    person.wait(lambda: person.program.workspace is not None)
    assert not any("last seconds" in sentence for sentence, _ in person.workspace.first_words)


def test_c10_what_was_set_aside_is_said_at_the_opening(person: Person) -> None:
    add(person, "words")
    path, content = closed(person)
    raw = driver.connect(str(path))
    raw.execute("UPDATE voice SET words = x'00ff'")
    raw.commit()
    raw.close()
    person.program.open_path(path)
    person.wait(lambda: "could not be read" in said(person))
    assert person.workspace.document.ask(content_hash) == content
    kept = path.with_name(f"{path.stem} as it was found.polku")
    assert kept.name in said(person)
    with Project.open(kept, reading=True) as found:
        assert found.set_aside is not None
