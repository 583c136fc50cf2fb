"""Files and folders that are half made: their names, and what goes of them."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from resources import processes
from resources.half_made import part_name, passing_folder, sweep
from resources.processes import when_began

NAMES = ("care.polku", ".care.polku.lock", "x" * 250, "ä" * 120, "عربي " * 60, "a\nb", "\udcff", "", "care.part")


def left_by_a_dead_program(folder: Path, name: str) -> Path:
    script = f"from resources.half_made import part_name; print(ascii(part_name({name!r})))"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="ascii")
    made = folder / eval(told.stdout)  # noqa: S307 - what our own line says
    made.write_text("words")
    return made


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_every_name_is_short_enough_and_known_again(tmp_path: Path, name: str) -> None:
    mine = part_name(name)
    assert mine == part_name(name)
    assert len(os.fsencode(mine)) + len("-journal") <= 143
    mine_too = tmp_path / mine
    mine_too.write_text("words")
    dead = left_by_a_dead_program(tmp_path, name)
    sweep(tmp_path)
    assert mine_too.exists()
    assert not dead.exists()


def test_long_names_that_begin_alike_are_not_made_in_one_place() -> None:
    assert part_name("x" * 200 + ".pdf") != part_name("x" * 200 + ".html")


def test_what_is_no_half_made_file_of_ours_stays(tmp_path: Path) -> None:
    names = (".care.part", ".care.1234.part", "care.polku.part", "care.12345678-1-12345678.part")
    for name in names:
        (tmp_path / name).write_text("somebody's")
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    sweep(tmp_path / "missing")
    sweep(tmp_path / names[0])


def test_a_link_is_removed_and_not_followed(tmp_path: Path) -> None:
    folder, here = tmp_path / "folder", tmp_path / "here"
    folder.mkdir()
    here.mkdir()
    (folder / "kept").write_text("kept")
    dead = left_by_a_dead_program(here, "care.polku")
    dead.unlink()
    dead.symlink_to(folder, target_is_directory=True)
    sweep(here)
    assert not dead.is_symlink()
    assert (folder / "kept").exists()


def test_a_folder_for_a_while_is_private_and_goes_also_when_its_program_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    script = (
        "import os; from pathlib import Path; from resources.half_made import passing_folder\n"
        f"with passing_folder(Path({str(tmp_path)!r})) as folder: (folder / 'copy').write_text('words'); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 9
    (left,) = tmp_path.iterdir()
    assert (left / "copy").read_text() == "words"
    with passing_folder() as folder, passing_folder() as other:
        assert not left.exists()
        assert folder != other
        if os.name == "posix":
            assert folder.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []


def test_a_living_program_is_known_also_when_the_clock_jumps(monkeypatch: pytest.MonkeyPatch) -> None:
    if not processes.began(os.getpid()):
        pytest.skip("this system tells the start of a process by no other clock")
    before = when_began(os.getpid())
    monkeypatch.setattr(psutil.Process, "create_time", lambda _: 1.0)
    assert when_began(os.getpid()) == before


def test_what_the_system_does_not_tell_is_not_taken_for_dead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dead = left_by_a_dead_program(tmp_path, "care.polku")

    def denied(self: psutil.Process) -> str:
        raise psutil.AccessDenied(self.pid)

    with monkeypatch.context() as patched:
        patched.setattr("resources.half_made.when_began", lambda _: "")
        sweep(tmp_path)
        assert dead.exists()
    monkeypatch.setattr(psutil.Process, "status", denied)
    assert when_began(os.getpid()) == ""
