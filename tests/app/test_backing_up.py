"""Backups in the window: made by themselves, by hand and at closing; restored beside and in place, by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.backup_places import backup_places, places_in_profile
from models import backups, queries, relock
from models.backup_records import Backup
from models.content_hash import content_hash
from models.edits.imports import ImportNotes
from models.edits.voices import AddNote, AddStory, NewNote, NewVoice, WithdrawStory
from models.project import Project
from tests.journeys.window import Person, named, opened, seen, settle, with_example
from tests.models.locked import RIGHT, quick_keys, with_cipher
from widgets.backups.places import BackupPlaces
from widgets.backups.restore import RestoreDialog
from widgets.dialogs.settings_dialog import SettingsDialog
from widgets.parts.buttons import Button

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with opened(tmp_path / "home") as made:
        made.new_project("Memory care")
        yield made


def place(person: Person) -> Path:
    return person.documents / "Backups"


def found(person: Person, path: Path | None = None) -> tuple[Backup, ...]:
    chosen = path or person.workspace.document.path
    return tuple(one for one in backups.managed(chosen, [place(person)]))


def add(person: Person, words: str) -> str:
    done = person.workspace.document.perform(AddNote(NewNote((NewVoice(words),))))
    assert done is not None
    return str(done.result)


def backed_up(person: Person) -> Backup:
    """What the next look of the clock makes."""
    before = found(person)
    person.program.backing_up.look()
    person.wait(lambda: len(found(person)) > len(before) and not person.program.jobs.is_busy())
    return found(person)[0]


def close_project(person: Person) -> None:
    """Close the project and wait until its last backup is written."""
    person.program.close_project()
    person.wait(lambda: not person.program.jobs.is_busy())


def screen(person: Person) -> RestoreDialog:
    person.choose("File", "Restore from a backup")
    dialog = person.program.backing_up.bringing_back.dialog
    assert dialog is not None
    person.wait(lambda: dialog.found is not None)
    if dialog.found is not None and dialog.found.backups:
        person.wait(dialog.details.beside.isEnabled)
    settle()
    return dialog


# -- making -----------------------------------------------------------------------------------------


def test_every_few_minutes_what_changed_is_backed_up_once(person: Person) -> None:
    add(person, "one")
    made = backed_up(person)
    assert made.verified
    assert made.notes == 1
    assert made.path.parent.parent == place(person)
    person.program.backing_up.look()
    assert not person.program.jobs.is_busy()  # nothing was done since
    add(person, "two")
    assert backed_up(person).notes == 2


def test_the_clock_looks_every_five_minutes(person: Person) -> None:
    clock = person.program.backing_up._clock  # pyright: ignore[reportPrivateUsage]
    assert clock.isActive()
    assert clock.interval() == 5 * 60 * 1000
    person.program.close_project()
    assert not clock.isActive()


def test_closing_makes_the_last_backup(person: Person) -> None:
    path = person.workspace.document.path
    add(person, "one")
    close_project(person)
    (made,) = found(person, path)
    assert made.notes == 1
    person.program.open_path(path)
    person.wait(person.is_in_a_room)
    close_project(person)
    assert len(found(person, path)) == 1
    person.program.open_path(path)
    person.wait(person.is_in_a_room)
    add(person, "two")
    person.close()  # the window: it waits for the backup
    assert [one.notes for one in found(person, path)] == [2, 1]


def test_back_up_now_says_where_it_lies(person: Person) -> None:
    person.choose("File", "Back up now")
    person.wait(lambda: "Backed up and checked" in person.window.notices.sentence())
    (made,) = found(person)
    assert made.reason == backups.BY_HAND
    person.click(named(Button, person.window.notices, "Show in folder"))
    assert person.answers.shown == [made.path]


def test_a_large_import_is_backed_up_before(person: Person) -> None:
    add(person, "one")
    few, many = (tuple(NewNote((NewVoice(f"{n}"),)) for n in range(size)) for size in (50, 51))
    person.workspace.document.perform(ImportNotes("a" * 64, "few.csv", "csv", few))
    assert not person.program.jobs.is_busy()
    person.workspace.document.perform(ImportNotes("b" * 64, "many.csv", "csv", many))
    person.wait(lambda: found(person) and not person.program.jobs.is_busy())
    (made,) = found(person)
    assert (made.reason, made.notes) == (backups.BEFORE_IMPORT, 51)


def test_the_example_is_nobodys_work(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with_example(home)
    with opened(home) as person:
        person.open_example()
        add(person, "one")
        person.program.backing_up.look()
        close_project(person)
        assert not place(person).exists()


# -- places -----------------------------------------------------------------------------------------


def test_b15_a_folder_that_cannot_be_written_is_told_of_and_editing_goes_on(person: Person) -> None:
    person.documents.mkdir(exist_ok=True, parents=True)
    place(person).write_text("a file lies where the folder should be", encoding="utf-8")
    note = add(person, "one")
    person.program.backing_up.look()
    person.wait(lambda: "No backup of “Memory care.polku” can be written" in person.window.notices.sentence())
    assert not person.program.jobs.is_busy()
    person.window.notices.hide()
    add(person, "two")
    person.program.backing_up.look()
    person.wait(lambda: not person.program.jobs.is_busy())
    settle()
    assert person.window.notices.sentence() == ""  # said once, until it could be written again
    assert {one.id for one in person.stored(queries.notes)} > {note}
    place(person).unlink()
    assert backed_up(person).verified
    place(person).rename(place(person).with_name("away"))
    place(person).write_text("again", encoding="utf-8")
    add(person, "three")
    person.program.backing_up.look()
    person.wait(lambda: "No backup of" in person.window.notices.sentence())


def test_a_stick_is_waited_for_quietly(person: Person, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    person.program.settings.set("backups_second", str(stick))
    add(person, "one")
    backed_up(person)
    assert person.window.notices.sentence() == ""
    stick.mkdir()
    add(person, "two")
    backed_up(person)
    path = person.workspace.document.path
    assert len(backups.managed(path, [stick])) == 1


def test_the_places_are_chosen_in_the_settings(person: Person, tmp_path: Path) -> None:
    person.choose("File", "Settings")
    (dialog,) = person.window.findChildren(SettingsDialog)
    part = dialog.backups
    assert isinstance(part, BackupPlaces)
    assert str(place(person)) in seen(part)
    assert "There is no second place yet." in seen(part)
    person.answers.folder_next = tmp_path / "elsewhere"
    person.click(part.choose_first)
    person.answers.folder_next = tmp_path / "stick"
    person.click(part.choose_second)
    first, second = tmp_path / "elsewhere", tmp_path / "stick"
    assert person.program.backing_up.places() == places_in_profile(person.program.paths) == (first, second)
    assert str(tmp_path / "stick") in seen(part)
    person.click(part.no_second)
    person.click(part.use_usual)
    assert person.program.backing_up.places() == (place(person),)
    dialog.close()


@pytest.mark.parametrize("named_place", ["relative/folder", " ", "a\0b"])
def test_a_place_that_is_none_is_not_used(person: Person, named_place: str) -> None:
    assert backup_places(person.program.paths, named_place, named_place) == (place(person),)
    person.program.paths.settings.write_text("[1]", encoding="utf-8")
    assert places_in_profile(person.program.paths) == (place(person),)


# -- restoring --------------------------------------------------------------------------------------


def test_a_backup_opens_beside_by_keyboard(person: Person) -> None:
    add(person, "one")
    made = backed_up(person)
    add(person, "two")
    dialog = screen(person)
    words = seen(dialog)
    assert "it is whole" in words
    assert "Only in the present file" in words
    assert "Add note" in words
    dialog.activateWindow()
    settle()
    person.tab_to(dialog.details.beside)
    person.press("Return")
    person.wait(lambda: person.workspace.document.path.stem.startswith("Memory care 20"))
    assert person.stored(content_hash) == made.content
    assert "Restored from a backup" in person.window.notices.sentence()
    with Project.open(person.documents / "Memory care.polku", reading=True) as there:
        assert len(there.ask(queries.notes)) == 2


def test_a_backup_takes_the_place_of_the_open_project(person: Person) -> None:
    path = person.workspace.document.path
    add(person, "one")
    made = backed_up(person)
    add(person, "two")
    lost = person.stored(content_hash)
    dialog = screen(person)
    person.click(dialog.details.in_place)
    person.wait(lambda: person.program.workspace is not None and person.is_in_a_room())
    assert person.workspace.document.path == path
    assert person.stored(content_hash) == made.content
    assert person.workspace.document.undo_text() == "Add note"
    assert lost in {one.content for one in found(person)}
    add(person, "three")
    person.workspace.document.undo()
    person.workspace.document.undo()
    assert person.stored(queries.notes) == ()


def test_a_damaged_project_is_replaced_from_the_start_screen(person: Person) -> None:
    path = person.workspace.document.path
    add(person, "one")
    close_project(person)
    whole = path.read_bytes()
    path.write_bytes(whole[:9000])
    person.window.start.recent.mark(str(path))
    person.click(person.window.start.backups)
    dialog = person.program.backing_up.bringing_back.dialog
    assert dialog is not None
    person.wait(dialog.details.in_place.isEnabled)
    person.wait(lambda: "cannot be read now" in seen(dialog))
    person.click(dialog.details.in_place)
    person.wait(lambda: person.program.workspace is not None and person.is_in_a_room())
    assert len(person.stored(queries.notes)) == 1
    assert "kept as Memory care damaged.polku" in person.window.notices.sentence()
    assert path.with_name("Memory care damaged.polku").read_bytes() == whole[:9000]


def test_a_file_that_is_gone_comes_back_from_the_start_screen(person: Person) -> None:
    path = person.workspace.document.path
    add(person, "one")
    close_project(person)
    path.unlink()
    person.window.start.show_recent()
    person.window.start.recent.mark(str(path))
    person.click(person.window.start.backups)
    dialog = person.program.backing_up.bringing_back.dialog
    assert dialog is not None
    person.wait(dialog.details.in_place.isEnabled)
    person.click(dialog.details.in_place)
    person.wait(lambda: person.program.workspace is not None and person.is_in_a_room())
    assert person.workspace.document.path == path


def test_a_damaged_backup_cannot_be_chosen(person: Person) -> None:
    add(person, "one")
    made = backed_up(person)
    made.path.write_bytes(made.path.read_bytes()[:7000])
    person.choose("File", "Restore from a backup")
    dialog = person.program.backing_up.bringing_back.dialog
    assert dialog is not None
    person.wait(lambda: "is damaged" in seen(dialog))
    assert not dialog.details.beside.isEnabled()
    assert not dialog.details.in_place.isEnabled()


def test_where_there_are_none_it_says_how_they_come_about(person: Person) -> None:
    dialog = screen(person)
    assert "No backups of this project yet" in seen(dialog)
    assert str(place(person)) in seen(dialog)
    assert not dialog.details.beside.isVisible()


@with_cipher
def test_i10_once_a_project_is_locked_its_plain_backups_go(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    quick_keys(monkeypatch)
    path, project_id = person.workspace.document.path, person.workspace.document.drafts.project_id
    add(person, "canaryplain")
    backed_up(person)
    close_project(person)
    key = relock.lock(path, RIGHT).key
    person.program.open_path(path, key=key)
    person.wait(person.is_in_a_room)
    person.wait(lambda: [one.locked for one in backups.managed(path, [place(person)], project_id)] == [True])
    assert canaries(place(person), "canaryplain") == []
    dialog = screen(person)
    person.wait(lambda: "it is whole" in seen(dialog))
    person.click(dialog.details.beside)
    person.wait(lambda: person.workspace.document.path.stem.startswith("Memory care 20"))
    assert person.workspace.document.is_locked


# -- what is erased or withdrawn ----------------------------------------------------------------------


def canaries(folder: Path, words: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def test_erasing_replaces_the_backups(person: Person) -> None:
    note = add(person, "canaryerased")
    backed_up(person)
    add(person, "two")
    backed_up(person)
    person.workspace.document.erase(note)
    person.wait(lambda: [one.reason for one in found(person)] == [backups.AFTER_ERASURE])
    assert canaries(place(person), "canaryerased") == []


def test_i3_a_backup_put_back_by_hand_is_erased_again_before_it_is_shown(person: Person, tmp_path: Path) -> None:
    path = person.workspace.document.path
    note = add(person, "canarybyhand")
    keep = tmp_path / "kept elsewhere.polku"
    keep.write_bytes(backed_up(person).path.read_bytes())
    person.workspace.document.erase(note)
    close_project(person)
    path.write_bytes(keep.read_bytes())
    person.program.open_path(path)
    person.wait(person.is_in_a_room)
    assert person.stored(queries.notes) == ()
    assert "canarybyhand" not in seen(person.window)
    close_project(person)
    assert canaries(person.documents, "canarybyhand") == []


def test_i3_a_withdrawn_story_stays_so_when_a_backup_is_restored(person: Person) -> None:
    done = person.workspace.document.perform(AddStory("what happened"))
    assert done is not None
    backed_up(person)
    person.workspace.document.perform(WithdrawStory(str(done.result)))
    dialog = screen(person)
    dialog.list.mark(found(person)[-1].id)
    person.wait(dialog.details.in_place.isEnabled)
    person.click(dialog.details.in_place)
    person.wait(lambda: person.program.workspace is not None and person.is_in_a_room())
    (story,) = person.stored(queries.stories)
    assert story.withdrawn
