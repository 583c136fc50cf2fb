"""polku backup and polku restore: what they write, what they refuse, and that nothing is ever replaced."""

import io
import json
import sys
from pathlib import Path

import pytest

from models import cipher, queries, relock
from models.content_hash import content_hash
from models.project import Project
from tests.app.support import assert_refused, new_in, polku, process, sample_in, state
from tests.models.locked import quick_keys, with_cipher
from tests.models.support import add_note


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home))
    return home


def backups_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.polku"))


def hash_of(path: Path) -> str:
    with Project.open(path, reading=True) as project:
        return project.ask(content_hash)


def test_a_backup_goes_where_the_window_keeps_them(tmp_path: Path, home: Path) -> None:
    file = sample_in(tmp_path, "care.polku")
    before = state(file)
    ran = polku("backup", file)
    assert ran.code == 0, ran
    (made,) = backups_in(home / "Documents" / "Polku" / "Backups")
    assert str(made) in ran.out
    assert hash_of(made) == hash_of(file)
    assert state(file) == before


def test_a_backup_goes_where_it_is_told_and_comes_back_under_a_new_name(tmp_path: Path) -> None:
    file = new_in(tmp_path, "care.polku")
    with Project.open(file) as project:
        add_note(project, "one")
    assert polku("backup", file, "--to", tmp_path / "stick").code == 0
    with Project.open(file) as project:
        add_note(project, "two")
    (made,) = backups_in(tmp_path / "stick")
    out = tmp_path / "restored.polku"
    ran = polku("restore", made, "--to", out)
    assert (ran.code, str(out) in ran.out) == (0, True)
    assert hash_of(out) == hash_of(made)
    assert_refused(polku("restore", made, "--to", out), "there already")
    assert_refused(polku("restore", made, "--to", file), "there already")
    with Project.open(file, reading=True) as project:
        assert len(project.ask(queries.notes)) == 2


def test_restore_applies_what_was_erased_since(tmp_path: Path) -> None:
    file, place = new_in(tmp_path, "care.polku"), tmp_path / "stick"
    with Project.open(file) as project:
        note = add_note(project, "canaryrestored")
    polku("backup", file, "--to", place)
    (old,) = backups_in(place)
    kept = old.read_bytes()
    with Project.open(file) as project:
        project.erase(note)
    polku("backup", file, "--to", place)
    assert not old.exists()
    old.write_bytes(kept)
    assert polku("restore", old, "--to", tmp_path / "out.polku").code == 0
    assert b"canaryrestored" not in (tmp_path / "out.polku").read_bytes()


def test_the_backups_of_a_project_are_listed_newest_first(tmp_path: Path) -> None:
    file, place = new_in(tmp_path, "care.polku"), tmp_path / "stick"
    assert "There are no backups of “care.polku”" in polku("restore", "--list", file, "--from", place).out
    for words in ("one", "two"):
        with Project.open(file) as project:
            add_note(project, words)
        polku("backup", file, "--to", place)
    ran = polku("restore", "--list", file, "--from", place)
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert ["2 notes" in lines[0], "1 notes" in lines[1], lines[2]] == [True, True, "2 backups."]
    told = json.loads(polku("restore", "--list", file, "--from", place, "--json").out)
    assert [one["notes"] for one in told] == [2, 1]
    assert all(one["verified"] and one["content_hash"] for one in told)
    file.write_bytes(b"")  # cannot be read: found by its name
    assert "2 backups." in polku("restore", "--list", file, "--from", place).out


def test_bad_use_is_refused_with_a_sentence(tmp_path: Path) -> None:
    file = new_in(tmp_path, "care.polku")
    assert_refused(polku("restore", file), "--to")
    assert_refused(polku("backup", tmp_path / "nothing.polku"), "There is no file")
    (tmp_path / "text.polku").write_text("not a project", encoding="utf-8")
    assert_refused(polku("backup", tmp_path / "text.polku"))
    assert_refused(polku("restore", tmp_path / "text.polku", "--to", tmp_path / "out.polku"), "damaged")
    assert_refused(polku("restore", file, "--to", tmp_path / "nowhere" / "out.polku"), "no folder")
    blocked = tmp_path / "blocked"
    blocked.write_text("", encoding="utf-8")
    assert_refused(polku("backup", file, "--to", blocked), "No backup of", "Your project itself is saved")
    assert not (tmp_path / "out.polku").exists()


def test_the_commands_need_no_screen(tmp_path: Path, home: Path) -> None:
    file = new_in(tmp_path, "care.polku")
    ran = process("backup", file, "--to", tmp_path / "stick", cwd=tmp_path, HOME=str(home))
    assert ran.code == 0, ran
    assert "Backed up and checked" in ran.out


@with_cipher
def test_i11_a_locked_project_has_locked_backups_which_its_password_restores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_keys(monkeypatch)
    file, place = new_in(tmp_path, "care.polku"), tmp_path / "stick"
    with Project.open(file) as project:
        add_note(project, "canarylocked")
    polku("backup", file, "--to", place)
    relock.lock(file, "four plain words here")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"four plain words here\n" * 9)))
    assert polku("backup", file, "--to", place, "--password-stdin").code == 0
    (made,) = backups_in(place)  # the plain one from before is gone
    assert b"canarylocked" not in made.read_bytes()
    (told,) = json.loads(polku("restore", "--list", file, "--from", place, "--json").out)
    assert told["locked"]
    assert told["verified"]
    out = tmp_path / "out.polku"
    assert_refused(polku("restore", made, "--to", out), "password")
    assert polku("restore", made, "--to", out, "--password-stdin").code == 0
    assert b"canarylocked" not in out.read_bytes()
    key = cipher.key_for(out, "four plain words here")
    with Project.open(out, password=key) as project:
        assert [note.voices[0].words for note in project.ask(queries.notes)] == ["canarylocked"]
