"""Faults of backups: killed while writing, folders out of reach, file dates that lie, erased words that come back."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from models import backup_reading as reading
from models import backups, queries
from models.backup_restoring import restore_beside, restore_in_place
from models.backup_shelf import Shelf
from models.content_hash import content_hash
from models.edits.voices import AddStory
from models.erasure import tombstones
from models.project import Project
from tests.conftest import BEGINNING, TickingClock
from tests.faults.backing_up import back_up_for_ever
from tests.faults.harness.killing import kill_at_random
from tests.models.support import add_note, healthy, result


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "Backups"


def shelf_of(project: Project, place: Path) -> Shelf:
    (shelf,) = backups.BackupFolder(place).shelves(project.ask(queries.project).id)
    return shelf


# -- A6: killed while a backup is written ---------------------------------------------------------------


def kill_while_backing_up(path: Path, times: int) -> int:
    """Kill a program that backs up; return how many half files it left, which the next one removed."""
    place, left = path.parent / "Backups", 0
    for _ in range(times):
        said = kill_at_random(back_up_for_ever, path, 2, 0.08)
        half = list(place.rglob(".*.part*"))
        left += bool(half)
        with Project.open(path) as project:
            assert healthy(project)
            listed = shelf_of(project, place).backups()
            names = {one.path.name for one in listed}
            assert not said or said[-1] in names  # older ones may have made room for it
            for one in listed[:4]:
                assert one.verified
                assert reading.is_whole(one.path, one.content)
            kept = backups.keep(backups.take(project.store), [place])
            assert kept.made[0].content == project.ask(content_hash)
        assert list(place.rglob(".*.part*")) == []
        assert sorted(entry.name for entry in path.parent.iterdir()) == ["Backups", "p.polku"]
    return left


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "p.polku"
    with Project.create(path, "Title") as project:
        for number in range(40):
            add_note(project, f"{number} " * 200)
        backups.keep(backups.take(project.store), [tmp_path / "Backups"])
    return path


@pytest.mark.slow
def test_a6_killed_while_backing_up_no_half_file_has_the_name_of_a_backup(path: Path) -> None:
    assert kill_while_backing_up(path, 30) > 0  # else nothing was killed while it wrote


# -- B15: the folder is out of reach --------------------------------------------------------------------


def test_b15_a_place_that_cannot_be_written_is_said_and_the_other_gets_its_backup(
    project: Project, tmp_path: Path
) -> None:
    blocked, stick = tmp_path / "blocked", tmp_path / "stick"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    stick.mkdir()
    kept = backups.keep(backups.take(project.store), backups.present((blocked, stick)))
    assert [one.path.parent.parent for one in kept.made] == [stick]
    ((where, trouble),) = kept.troubles
    assert where == blocked
    assert "No backup of “project.polku” can be written" in str(trouble)
    assert "Your project itself is saved" in str(trouble)
    add_note(project, "editing goes on")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_b15_a_full_disk_leaves_the_older_backups_as_they_are(
    project: Project, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = backups.keep(backups.take(project.store), [place]).made[0]
    add_note(project, "more")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)  # where a full disk is often told of first
        kept = backups.keep(backups.take(project.store), [place])
    assert kept.made == []
    assert len(kept.troubles) == 1
    assert [one.path for one in shelf_of(project, place).backups()] == [old.path]
    assert list(place.rglob("*.part*")) == []
    assert backups.keep(backups.take(project.store), [place]).troubles == []


# -- B16: the dates of files say nothing --------------------------------------------------------------------


def test_b16_no_decision_about_backups_relies_on_the_date_of_a_file(project: Project, place: Path) -> None:
    clock = TickingClock()
    for number in range(12):
        add_note(project, f"{number}")
        clock.now = BEGINNING + timedelta(hours=(number * 7) % 12 - 6)  # a clock that jumps to and fro
        backups.keep(backups.take(project.store, "", clock, elapsed=300.0), [place])
        for at, one in enumerate(sorted(place.rglob("*.polku"))):
            os.utime(one, (at * 86400.0, (99 - at) * 86400.0))
    listed = shelf_of(project, place).backups()
    assert [one.notes for one in listed][:6] == [12, 11, 10, 9, 8, 7]  # of the last hour, the newest six
    newest = shelf_of(project, place).newest()
    assert newest is not None
    assert newest.content == project.ask(content_hash)
    counters = [one.counter for one in listed]
    assert counters == sorted(counters, reverse=True)
    before = [one.path for one in listed]
    for path in place.rglob("backups.json"):
        path.unlink()
    assert [one.path for one in shelf_of(project, place).backups()] == before  # by the project's own clock


# -- I3: what was erased is not brought back -------------------------------------------------------------------


def words_in(folder: Path, words: str) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def test_i3_an_old_backup_from_elsewhere_is_erased_again_when_it_is_restored(
    project: Project, tmp_path: Path, place: Path
) -> None:
    elsewhere, out = tmp_path / "elsewhere", tmp_path / "out"
    elsewhere.mkdir()
    out.mkdir()
    note = add_note(project, "canaryi3note")
    story = result(project.perform(AddStory("canaryi3story")))
    add_note(project, "stays")
    made = backups.keep(backups.take(project.store), [place]).made[0]
    shutil.copy(made.path, elsewhere / made.path.name)
    project.erase(note, story)
    assert backups.after_erasure(project.store, [place]) == ()
    project.close()
    assert words_in(place, "canaryi3") == []
    restore_beside(elsewhere / made.path.name, out / "restored.polku", [place], expected=made.content)
    restore_in_place(elsewhere / made.path.name, tmp_path / "project.polku", [place], made.content)
    for path in (out / "restored.polku", tmp_path / "project.polku"):
        assert words_in(path.parent, "canaryi3") == [] or path.parent == tmp_path
        assert b"canaryi3" not in path.read_bytes()
        with Project.open(path) as again:
            assert [note.voices[0].words for note in again.ask(queries.notes)] == ["stays"]
            assert ("story", story) in tombstones(again.store)
            while again.undo_label():
                again.undo()
            assert again.ask(queries.stories) == ()
    assert words_in(place, "canaryi3") == []


def test_i3_a_backup_that_was_carried_away_with_its_folder_knows_what_was_erased(
    project: Project, tmp_path: Path, place: Path
) -> None:
    note = add_note(project, "canarycarried")
    made = backups.keep(backups.take(project.store), [place]).made[0]
    saved = tmp_path / "saved.polku"
    shutil.copy(made.path, saved)
    project.erase(note)
    backups.after_erasure(project.store, [place])
    away = tmp_path / "another computer"
    shutil.copytree(made.path.parent, away)
    old = away / saved.name
    shutil.copy(saved, old)
    restore_beside(old, tmp_path / "out.polku")
    assert b"canarycarried" not in (tmp_path / "out.polku").read_bytes()


# -- R22 ----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_r22_twenty_backups_are_restored_with_the_same_content(
    project: Project, tmp_path: Path, place: Path, clock: TickingClock
) -> None:
    for number in range(20):
        add_note(project, f"note {number}", wording=f"title {number}")
        if number % 3 == 0:
            project.undo()
        expected = project.ask(content_hash)
        clock.now += timedelta(minutes=5)
        made = backups.keep(backups.take(project.store, "", clock, elapsed=300.0), [place]).made[0]
        out = tmp_path / f"{number}.polku"
        restore_beside(made.path, out, [place], expected=made.content)
        with Project.open(out, reading=True) as restored:
            assert restored.ask(content_hash) == made.content == expected
            assert restored.faults() == ()
