"""A6: a program is killed right before a file gets its name; the next one, or the next start, removes what it left.

What is half made may hold people's words, in places where no erasure looks for them.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models import backups
from models.drafts_aside import DraftsAside
from models.errors import StoreTrouble
from models.private_copy import copied
from models.project import Project
from resources.half_made import part_name
from tests.faults.harness import half_making
from tests.faults.harness.half_making import DIED, WORDS
from tests.faults.harness.killing import context
from tests.journeys.window import opened
from tests.models.support import add_note

MAKING = {made.__name__: made for made in half_making.OF_FILES}
AT_START = {made.__name__: made for made in half_making.AT_START}


def killed(folder: Path, work: Callable[[Path], None], name: str = "") -> None:
    process = context().Process(target=half_making.die_at_the_naming, args=(folder, work, name))  # type: ignore[attr-defined]
    process.start()
    process.join()
    assert process.exitcode == DIED


def half_made(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob(".*.part*"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", tempfile.tempdir)  # so that it is put back
    (tmp_path / "passing").mkdir()
    with Project.create(tmp_path / "p.polku", "Title") as project:
        add_note(project, WORDS)
        backups.keep(backups.take(project.store), [tmp_path / "Shelf"])
    return tmp_path


@pytest.mark.parametrize("name", MAKING)
def test_a6_what_was_half_made_goes_when_the_next_one_is_made(folder: Path, name: str) -> None:
    killed(folder, MAKING[name])
    assert half_made(folder) != []
    MAKING[name](folder)
    assert half_made(folder) == []


def test_a6_what_was_half_made_beside_a_project_goes_when_it_is_opened(folder: Path) -> None:
    killed(folder, half_making.copy)
    assert half_made(folder) != []
    Project.open(folder / "p.polku").close()
    assert sorted(path.name for path in folder.iterdir()) == ["Shelf", "p.polku", "passing"]


@pytest.mark.parametrize("name", ["backups.json", "erased.json"])
def test_a6_a_register_that_was_half_written_goes_at_the_next_backup(folder: Path, name: str) -> None:
    with Project.open(folder / "p.polku") as project:
        project.erase(add_note(project, "to be erased"))
    killed(folder, half_making.back_up, name)
    (left,) = half_made(folder)
    assert left.startswith(f".{name}.")
    half_making.back_up(folder)
    assert half_made(folder) == []


@pytest.mark.parametrize("name", AT_START)
def test_a6_what_was_half_made_in_the_profile_goes_at_the_next_start(folder: Path, name: str, qtbot: QtBot) -> None:
    del qtbot
    killed(folder, AT_START[name])
    assert half_made(folder) != []
    with opened(folder / "home"):
        assert half_made(folder) == []


def test_a6_what_of_ours_could_not_be_removed_for_a_moment_is_in_nobodys_way(folder: Path) -> None:
    drafts, last = folder / "home" / "profile" / "drafts", folder / "home" / "profile" / "last.json"
    drafts.mkdir(parents=True)
    aside = DraftsAside(drafts, "an id")
    aside.keep("capture/note", "first")
    (kept,) = drafts.iterdir()
    for path in (folder / "new.polku", folder / "copy.polku", folder / "report.txt", kept, last):
        path.with_name(part_name(path.name)).write_text("left")
    for work in (half_making.new, half_making.copy, half_making.export, half_making.note_last):
        work(folder)
    aside.keep("capture/note", WORDS)
    assert DraftsAside(drafts, "an id").words("capture/note") == WORDS
    assert half_made(folder) == []


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose disk is so full that nothing passing finds a place, as Python tells it."""

    def nowhere() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", nowhere)


@pytest.mark.usefixtures("no_room")
def test_b1_a_copy_to_read_that_finds_no_room_is_said(folder: Path) -> None:
    with pytest.raises(StoreTrouble, match="there is no room here for a copy to read"), copied(folder / "p.polku"):
        pass


@pytest.mark.usefixtures("no_room", "qtbot")
def test_b1_polku_starts_where_nothing_passing_finds_room(folder: Path) -> None:
    with opened(folder / "home") as person:
        assert person.program.loader.ready
