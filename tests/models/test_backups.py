"""Backups: written whole, verified, thinned out by the project's own time line, restored with what holds since."""

import json
import os
import random
from datetime import timedelta
from pathlib import Path

import pytest

from models import backup_reading as reading
from models import backups, queries, views
from models.backup_records import REGISTER, WEEK, Backup, next_passed
from models.backup_restoring import path_beside, restore_beside, restore_in_place
from models.backup_rotation import AT_ONCE, superfluous
from models.backup_shelf import ERASED, Shelf, short_id, stem_of
from models.content_hash import content_hash
from models.edits.path import AddPath
from models.edits.voices import AddStory, ConsentAnswer, RecordConsent, WithdrawStory, WithdrawVoice
from models.errors import Damaged, InUse, Refused
from models.project import Project
from models.reader import Reader
from resources.half_made import part_name
from tests.conftest import BEGINNING, TickingClock
from tests.models.support import add_note, bytes_of_open_file, column, result, rows

HOUR, DAY = 3600.0, 24 * 3600.0


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "Backups"


def backed_up(project: Project, *places: Path, reason: str = "", clock: TickingClock | None = None) -> Backup:
    kept = backups.keep(backups.take(project.store, reason, clock or TickingClock()), places)
    assert kept.troubles == []
    return kept.made[0]


def shelf_of(project: Project, place: Path) -> Shelf:
    (shelf,) = backups.BackupFolder(place).shelves(project.ask(queries.project).id)
    return shelf


def a_story(project: Project, words: str) -> str:
    return result(project.perform(AddStory(words)))


# -- writing --------------------------------------------------------------------------------------------------------


def test_a_backup_is_a_whole_project_in_a_folder_of_its_own(project: Project, place: Path) -> None:
    add_note(project, "one")
    made = backed_up(project, place)
    whole = project.ask(queries.project)
    assert made.path.parent == place / f"project {short_id(whole.id)}"
    assert made.path.name.startswith("project 2026-03-02 ")
    assert (made.notes, made.stories, made.verified, made.locked) == (1, 0, True, False)
    assert made.step == reading.last_step(Reader(project.store.connection))
    with Project.open(made.path, reading=True) as copy:
        assert copy.ask(content_hash) == project.ask(content_hash) == made.content
        assert copy.undo_label() == "Add note"
    assert sorted(path.name for path in made.path.parent.iterdir()) == sorted([REGISTER, made.path.name])


def test_what_was_withdrawn_is_not_counted_as_in_the_window(project: Project, place: Path) -> None:
    for words in ("told", "taken back"):
        story = a_story(project, words)
        note = add_note(project, words, "another voice")
    add_note(project, "one of two voices", "the other")
    project.perform(WithdrawStory(story))
    for voice in column(project, "SELECT id FROM voice WHERE contribution_id = ?", note):
        project.perform(WithdrawVoice(str(voice)))
    project.perform(WithdrawVoice(str(column(project, "SELECT max(id) FROM voice")[0])))
    made, shown = backed_up(project, place), project.ask(views.tallies)
    assert (made.stories, made.notes) == (shown.stories, shown.notes) == (1, 2)


def test_whether_one_is_needed_is_told_by_the_last_step(project: Project, place: Path) -> None:
    made = backed_up(project, place)
    assert not backups.is_needed(project.store, made.step)
    project.keep_draft("here", "words that are no edit yet")
    assert not backups.is_needed(project.store, made.step)
    add_note(project, "one")
    assert backups.is_needed(project.store, made.step)


def test_two_projects_of_one_name_do_not_mix(tmp_path: Path, place: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        with Project.create(tmp_path / folder / "care.polku", "Care") as project:
            backed_up(project, place)
    assert len(list(place.iterdir())) == 2


def test_a_file_that_was_renamed_keeps_its_backups(project: Project, tmp_path: Path, place: Path) -> None:
    backed_up(project, place)
    project_id = project.ask(queries.project).id
    project.close()
    (tmp_path / "project.polku").rename(tmp_path / "care.polku")
    with Project.open(tmp_path / "care.polku") as again:
        backed_up(again, place)
    assert len(backups.managed(tmp_path / "care.polku", [place], project_id)) == 2
    assert len(backups.managed(tmp_path / "care.polku", [place])) == 1  # by its name alone, as for a damaged file


@pytest.mark.parametrize("name", ["ä" * 200, "Käyttäjä 🧡 & co", "CON", "a " + "b" * 90 + " c", "x.y", "NFD é"])
def test_any_name_of_a_file_makes_a_name_of_a_folder(name: str) -> None:
    stem = stem_of(Path(f"{name}.polku"))
    assert stem
    assert len(stem.encode()) <= 90
    assert not set(stem) & set('/\\:*?"<>|\0')
    assert stem == stem.strip(". ")


def test_nothing_is_written_where_a_long_import_is_under_way(project: Project) -> None:
    project.store.connection.exec_driver_sql("BEGIN IMMEDIATE")
    with pytest.raises(Refused):
        backups.take(project.store)
    project.store.connection.rollback()


def test_the_second_place_is_used_where_it_is_there(project: Project, tmp_path: Path, place: Path) -> None:
    stick = tmp_path / "stick"
    assert backups.present((place, stick)) == (place,)
    stick.mkdir()
    kept = backups.keep(backups.take(project.store), backups.present((place, stick)))
    assert [one.path.parent.parent for one in kept.made] == [place, stick]


# -- the register ---------------------------------------------------------------------------------------------------


def made_at(shelf: Shelf) -> list[tuple[str, str]]:
    return [(one.path.name, one.content) for one in shelf.backups()]


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", '{"backups": 3}', '{"backups": [{"path": "../../x.polku"}]}', '{"backups": [{}]}', "[" * 9000],
)
def test_a_register_that_is_missing_or_damaged_is_made_anew(project: Project, place: Path, damage: str) -> None:
    clock = TickingClock()
    for number in range(3):
        add_note(project, f"{number}")
        backed_up(project, place, clock=clock)
    shelf = shelf_of(project, place)
    before = made_at(shelf)
    counts = [one.notes for one in shelf.backups()]
    (shelf.folder / REGISTER).write_text(damage, encoding="utf-8")
    assert made_at(shelf) == before
    (shelf.folder / REGISTER).unlink()
    assert made_at(shelf) == before
    assert [one.notes for one in shelf.backups()] == counts == [3, 2, 1]
    assert all(one.verified for one in shelf.backups())
    add_note(project, "more")
    assert backed_up(project, place, clock=clock).counter == 4
    assert len(json.loads((shelf.folder / REGISTER).read_text(encoding="utf-8"))["backups"]) == 4


def test_a_damaged_file_in_the_folder_is_listed_as_such(project: Project, place: Path) -> None:
    made = backed_up(project, place)
    (made.path.parent / "project 2026-01-01 00.00.00.polku").write_bytes(made.path.read_bytes()[:5000])
    (made.path.parent / "notes.txt").write_text("of the person", encoding="utf-8")
    first, second = shelf_of(project, place).backups()
    assert {first.verified, second.verified} == {True, False}
    assert shelf_of(project, place).newest() == next(one for one in (first, second) if one.verified)


# -- rotation -------------------------------------------------------------------------------------------------------


def backup(counter: int, passed: float, reason: str = "", size: int = 1000, *, verified: bool = True) -> Backup:
    return Backup(Path(f"{counter}"), counter, BEGINNING, passed, reason, size=size, verified=verified)


def rotated(times: list[float], most: int = 10**12) -> list[Backup]:
    """What is left when backups were made at these moments."""
    kept: list[Backup] = []
    for counter, passed in enumerate(times):
        kept.insert(0, backup(counter, passed))
        gone = superfluous(kept, most)
        assert kept[0] not in gone
        kept = [one for one in kept if one not in gone]
    return kept


def test_of_a_year_of_backups_few_are_kept_and_those_are_spread() -> None:
    minutes = [at * 300.0 for at in range(12 * 8)]  # eight hours a day, every five minutes
    times = [day * DAY + at for day in range(200) for at in minutes[::4]]
    kept = rotated(times)
    now = kept[0].passed
    ages = [now - one.passed for one in kept]
    assert len(kept) < 60
    assert sum(age < HOUR for age in ages) <= 6
    assert sum(age < DAY for age in ages) >= 8
    assert len({int(one.passed // DAY) for one in kept if now - one.passed < 14 * DAY}) >= 13
    assert 20 <= len({int(one.passed // (7 * DAY)) for one in kept}) <= 28
    assert max(ages) <= 27 * 7 * DAY


def test_the_newest_verified_one_and_those_before_something_are_kept() -> None:
    old = [backup(0, 0.0), *(backup(n, 0.0, "import") for n in range(1, 14))]
    bad = [backup(n, 400 * DAY, verified=False) for n in range(20, 24)]
    left, gone = list(reversed(old + bad)), [backup(-1, 0.0)]
    while gone:
        gone = list(superfluous(left))
        assert len(gone) <= AT_ONCE
        left = [one for one in left if one not in gone]
    assert [one.counter for one in left if one.verified] == list(range(13, 3, -1))
    assert len([one for one in left if not one.verified]) == 4


def test_a_limit_on_bytes_leaves_the_newest_verified_one() -> None:
    found = [
        backup(9, 900.0, size=10**9, verified=False),
        *(backup(n, n * 100.0, size=10**9) for n in range(8, -1, -1)),
    ]
    gone = superfluous(found, most_bytes=3 * 10**9)
    left = [one.counter for one in found if one not in gone]
    assert left[:2] == [9, 8]
    assert 8 not in [one.counter for one in superfluous(found, most_bytes=1)]


def test_the_time_line_follows_no_clock_that_jumps() -> None:
    last = backup(1, 100.0)
    assert next_passed(last, BEGINNING + timedelta(minutes=5)) == 400.0
    assert next_passed(last, BEGINNING - timedelta(hours=2)) == 100.0
    assert next_passed(last, BEGINNING + timedelta(days=365)) == 100.0 + WEEK
    assert next_passed(last, BEGINNING + timedelta(days=365), 300.0) == 400.0  # by a clock that nobody sets
    assert next_passed(None, BEGINNING) == 0.0


# -- looking in -----------------------------------------------------------------------------------------------------


def test_what_differs_is_told_in_codes_and_titles(project: Project, place: Path) -> None:
    note = add_note(project, "one")
    made = backed_up(project, place)
    story = a_story(project, "what happened")
    project.perform(AddPath("A visit"))
    now = project.ask(reading.contents)
    with Project.open(made.path, reading=True) as copy:
        then = copy.ask(reading.contents)
    differ = reading.differences(now, then)
    assert differ.only_here.stories == tuple(column(project, "SELECT code FROM story WHERE id = ?", story))
    assert differ.only_here.titles == ("A visit",)
    assert differ.only_there.notes == ()
    assert not differ.is_none
    assert reading.differences(now, now).is_none
    assert reading.contents(Reader(project.store.connection), [note]).notes == ()


# -- restoring ------------------------------------------------------------------------------------------------------


def test_a_backup_opens_beside_under_a_name_of_its_own(project: Project, tmp_path: Path, place: Path) -> None:
    add_note(project, "one")
    made = backed_up(project, place)
    add_note(project, "two")
    out = path_beside(tmp_path / "project.polku", made)
    restore_beside(made.path, out, [place], expected=made.content)
    with Project.open(out) as copy:
        assert copy.ask(content_hash) == made.content
        copy.undo()
        assert copy.ask(queries.notes) == ()
    assert path_beside(tmp_path / "project.polku", made) != out
    with pytest.raises(Refused):
        restore_beside(made.path, out, [place])
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == [".project.polku.lock"]


def test_a_backup_goes_in_the_place_of_the_present_file_which_is_kept(
    project: Project, tmp_path: Path, place: Path
) -> None:
    path = tmp_path / "project.polku"
    add_note(project, "one")
    made = backed_up(project, place)
    add_note(project, "two")
    lost = project.ask(content_hash)
    project.close()
    assert restore_in_place(made.path, path, [place], made.content).aside is None
    with Project.open(path) as again:
        assert again.ask(content_hash) == made.content
        assert again.undo_label() == "Add note"
        newest = shelf_of(again, place).backups()[0]
    assert (newest.reason, newest.content) == (backups.BEFORE_RESTORE, lost)
    restore_in_place(newest.path, path, [place], newest.content)  # and back again
    with Project.open(path) as again:
        assert again.ask(content_hash) == lost


def test_an_open_project_is_not_replaced(project: Project, place: Path) -> None:
    made = backed_up(project, place)
    assert project.store.path is not None
    with pytest.raises(InUse):
        restore_in_place(made.path, project.store.path, [place])


def test_nothing_is_replaced_where_the_present_file_cannot_be_backed_up(
    project: Project, tmp_path: Path, place: Path
) -> None:
    made = backed_up(project, place)
    add_note(project, "two")
    now = project.ask(content_hash)
    project.close()
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(Exception, match="No backup of"):
        restore_in_place(made.path, tmp_path / "project.polku", [blocked], made.content)
    with Project.open(tmp_path / "project.polku") as again:
        assert again.ask(content_hash) == now


@pytest.mark.parametrize("harm", ["cut", "other content", "text"])
def test_a_damaged_backup_is_refused_and_nothing_changes(
    project: Project, tmp_path: Path, place: Path, harm: str
) -> None:
    add_note(project, "one")
    made = backed_up(project, place)
    now = project.ask(content_hash)
    project.close()
    whole = made.path.read_bytes()
    made.path.write_bytes({"cut": whole[:-4096], "text": b"not this", "other content": whole}[harm])
    expected = made.content if harm != "other content" else "0" * 64
    with pytest.raises(Damaged):
        restore_beside(made.path, tmp_path / "out.polku", [place], expected=expected)
    with pytest.raises(Damaged):
        restore_in_place(made.path, tmp_path / "project.polku", [place], expected)
    assert not (tmp_path / "out.polku").exists()
    with Project.open(tmp_path / "project.polku") as again:
        assert again.ask(content_hash) == now


def test_a_damaged_file_is_kept_beside_when_a_backup_takes_its_place(
    project: Project, tmp_path: Path, place: Path
) -> None:
    path = tmp_path / "project.polku"
    story = a_story(project, "what happened")
    project.perform(RecordConsent(story, ConsentAnswer("public_report", "yes")))
    made = backed_up(project, place)
    project.perform(WithdrawStory(story))
    backed_up(project, place)
    project.close()
    broken = path.read_bytes()[:8192]
    path.write_bytes(broken)
    restored = restore_in_place(made.path, path, [place], made.content)
    assert restored.aside is not None
    assert restored.aside.read_bytes() == broken
    with Project.open(path) as again:
        assert again.ask(queries.stories)[0].withdrawn  # the newest backup knows of it


def test_codes_are_never_given_twice_after_restoring(project: Project, tmp_path: Path, place: Path) -> None:
    path = tmp_path / "project.polku"
    add_note(project, "one")
    made = backed_up(project, place)
    lost = {
        column(project, "SELECT code FROM contribution WHERE id = ?", add_note(project, f"{n}"))[0] for n in range(5)
    }
    blocks = set(column(project, "SELECT code_block FROM device"))
    project.close()
    for backup_path in (made.path, made.path):
        restore_in_place(backup_path, path, [place], made.content)
        with Project.open(path) as again:
            for number in range(5):
                add_note(again, f"new {number}")
            codes = set(column(again, "SELECT code FROM contribution"))
            fresh = rows(again, "SELECT code_block FROM device ORDER BY since DESC LIMIT 1")[0][0]
        assert codes.isdisjoint(lost)
        assert fresh not in blocks
        blocks.add(fresh)
        lost |= codes - {column_of_first(made.path)}


def column_of_first(path: Path) -> str:
    with Project.open(path, reading=True) as project:
        return str(column(project, "SELECT code FROM contribution")[0])


def test_a_copy_by_hand_over_the_file_is_a_new_device(project: Project, tmp_path: Path) -> None:
    path, copy = tmp_path / "project.polku", tmp_path / "copy.polku"
    add_note(project, "one")
    project.save_copy(copy)
    add_note(project, "two")
    project.close()
    inode = path.stat().st_ino
    path.write_bytes(copy.read_bytes())
    assert path.stat().st_ino == inode
    with Project.open(path) as again:
        before = set(column(again, "SELECT code_block FROM device"))
        add_note(again, "three")
        assert len(set(column(again, "SELECT code_block FROM device"))) == len(before) + 1


# -- what tellers said ----------------------------------------------------------------------------------------------


def test_what_was_withdrawn_or_recorded_since_holds_in_a_restored_file(
    project: Project, clock: TickingClock, tmp_path: Path, place: Path
) -> None:
    path = tmp_path / "project.polku"
    gone, asked = a_story(project, "one"), a_story(project, "two")
    project.perform(RecordConsent(gone, ConsentAnswer("public_report", "yes")))
    project.perform(RecordConsent(asked, ConsentAnswer("public_report", "no")))
    made = backed_up(project, place)
    project.perform(WithdrawStory(gone))
    project.perform(RecordConsent(asked, ConsentAnswer("public_report", "yes")))
    later = backed_up(project, place)
    project.perform(RecordConsent(gone, ConsentAnswer("public_report", "yes")))  # which alone ends a withdrawal
    project.close()
    for one in (made, later):
        restore_in_place(one.path, path, [place], one.content, clock)
        with Project.open(path) as again:
            stories = {story.id: story for story in again.ask(queries.stories)}
            assert not any(story.withdrawn for story in stories.values())
            assert [c.answer for s in stories.values() for c in s.consents] == ["yes", "yes"]
    with Project.open(path) as again:
        again.perform(WithdrawStory(gone))
    restore_in_place(made.path, path, [place], made.content, clock)
    with Project.open(path) as again:
        stories = {story.id: story for story in again.ask(queries.stories)}
        assert stories[gone].withdrawn
        assert column(again, "SELECT answer FROM consent WHERE story_id = ?", gone) == ["no"]
        again.undo()
        assert all(s.withdrawn for s in again.ask(queries.stories) if s.id == gone)


# -- erasing --------------------------------------------------------------------------------------------------------


def test_after_an_erasure_one_fresh_backup_is_left_in_every_place(
    project: Project, tmp_path: Path, place: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    note = add_note(project, "canaryinthebackup")
    for number in range(3):
        add_note(project, f"{number}")
        backups.keep(backups.take(project.store), (place, stick))
    project.erase(note)
    assert backups.after_erasure(project.store, (place, stick)) == ()
    for root in (place, stick):
        (one,) = shelf_of(project, root).backups()
        assert (one.reason, one.verified, one.notes) == (backups.AFTER_ERASURE, True, 3)
        assert all(b"canaryinthebackup" not in path.read_bytes() for path in root.rglob("*") if path.is_file())


def test_a_stick_that_was_away_is_cleaned_when_it_is_back(project: Project, tmp_path: Path, place: Path) -> None:
    stick, away = tmp_path / "stick", tmp_path / "away"
    stick.mkdir()
    note = add_note(project, "canaryonthestick")
    backups.keep(backups.take(project.store), (place, stick))
    stick.rename(away)
    project.erase(note)
    assert backups.after_erasure(project.store, (place, stick)) == (stick,)
    away.rename(stick)
    backups.keep(backups.take(project.store), backups.present((place, stick)))
    assert all(b"canaryonthestick" not in path.read_bytes() for path in stick.rglob("*") if path.is_file())


def test_copies_from_before_a_version_are_listed_and_go_with_what_was_erased(
    project: Project, tmp_path: Path, place: Path
) -> None:
    note = add_note(project, "canarybeforetheversion")
    before = tmp_path / "project before version 4.polku"
    project.save_copy(before)
    (tmp_path / "projectx before version 4.polku").write_bytes(before.read_bytes())
    found = backups.managed(tmp_path / "project.polku", [place], "")
    assert [(one.path, one.reason) for one in found] == [(before, backups.BEFORE_MIGRATION)]
    project.erase(note)
    backed_up(project, place)
    assert before.exists()  # only an erasure's own backup takes its place
    assert backups.after_erasure(project.store, [place]) == ()
    assert not before.exists()
    assert (tmp_path / "projectx before version 4.polku").exists()  # of another file


def test_copies_from_before_a_version_stay_where_nothing_was_erased_or_another_project_is_meant(
    project: Project, tmp_path: Path, place: Path
) -> None:
    note = add_note(project, "words")
    other, damaged = (tmp_path / f"project before version {name}.polku" for name in ("3", "4"))
    Project.create(other, "Another project").close()
    damaged.write_bytes(b"no project")
    project.erase(note)
    clean = tmp_path / "project before version 5.polku"
    project.save_copy(clean)
    assert {*backups.after_erasure(project.store, [place])} == {other, damaged}
    assert other.exists() and damaged.exists() and clean.exists()


def test_where_no_backup_can_be_written_a_copy_from_before_a_version_stays(project: Project, tmp_path: Path) -> None:
    note = add_note(project, "words")
    before = tmp_path / "project before version 4.polku"
    project.save_copy(before)
    project.erase(note)
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert before in backups.after_erasure(project.store, [tmp_path / "file"])
    assert before.exists()


def test_notes_of_erasures_hold_ids_alone(project: Project, place: Path) -> None:
    note = add_note(project, "words of somebody")
    backed_up(project, place)
    project.erase(note)
    backups.after_erasure(project.store, [place])
    shelf = shelf_of(project, place)
    told = (shelf.folder / ERASED).read_text(encoding="utf-8")
    assert note in told
    assert "words of somebody" not in told
    assert ("contribution", note) in shelf.erased()


# -- half files -----------------------------------------------------------------------------------------------------


def test_half_files_of_the_dead_go_and_those_of_the_living_stay(project: Project, place: Path) -> None:
    made = backed_up(project, place)
    folder = made.path.parent
    living = folder / part_name("project")
    machine, _, born = living.name.split(".")[2].split("-")
    dead, reused = (
        folder / f".project.{machine}-4999999-{born}.part",
        folder / f".project.{machine}-{os.getpid()}-00000000.part",
    )
    log = dead.with_name(f"{dead.name}-journal")
    elsewhere, long_ago = (folder / f".{name}.00000000-1-00000000.part" for name in ("elsewhere", "long ago"))
    for path in (dead, living, reused, log, elsewhere, long_ago):
        path.write_bytes(b"half")
    os.utime(long_ago, (0, 0))
    backed_up(project, place)
    assert [path for path in (dead, living, reused, log, elsewhere, long_ago) if path.exists()] == [living, elsewhere]


def test_a_random_history_is_restored_as_it_was(project: Project, tmp_path: Path, place: Path) -> None:
    draw = random.Random(7)  # noqa: S311 - the same history each time
    hashes: dict[Path, str] = {}
    for number in range(6):
        for _ in range(draw.randint(1, 4)):
            add_note(project, f"words {draw.random()}")
        hashes[backed_up(project, place).path] = project.ask(content_hash)
        if number % 3 == 2:
            project.undo()
    raw = bytes_of_open_file(tmp_path / "project.polku")
    for number, (path, expected) in enumerate(hashes.items()):
        out = tmp_path / f"out {number}.polku"
        restore_beside(path, out, [place], expected=expected)
        with Project.open(out, reading=True) as copy:
            assert copy.ask(content_hash) == expected
    assert bytes_of_open_file(tmp_path / "project.polku") == raw  # the project itself was not touched
