"""Section B, the disk: every call to it may fail, once or from then on, and the project goes on unharmed (R3).

One program tries all points under the shim; the tests look at what it found. What a kind of fault does is tried at
every kind of call of four scenarios: edits, an import, an erasure, a copy.
"""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from models import queries
from models.project import Project
from tests.conftest import TickingClock
from tests.faults.harness import shim
from tests.models.support import add_note
from tests.once import made_once

POINTS = 480
NAMES = ("why?.polku", "a#b.polku", "100%20sure.polku", "you & me.polku", "it's.polku", "a%b%23c.polku")

pytestmark = pytest.mark.skipif(bool(shim.why_not()), reason=shim.why_not())


@dataclass(frozen=True)
class Found:
    """What became of all points."""

    points: int
    fired: dict[str, int]
    violations: list[str]
    sentences: dict[str, int]

    def check(self, fault: str, least: int) -> None:
        """No violation where this failed, and it failed often enough."""
        assert [one for one in self.violations if fault in one] == []
        assert sum(count for name, count in self.fired.items() if fault in name) >= least

    def said(self, fault: str) -> str:
        return "\n".join(name for name in self.sentences if name.startswith(fault))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    asked = json.dumps({"points": POINTS})
    told = made_once(tmp_path_factory, "disk", lambda: shim.run_under("tests.faults.harness.disk", asked))
    return Found(told["points"], told["fired"], told["violations"], told["sentences"])


@pytest.mark.slow
def test_r3_every_kind_of_call_fails_and_no_acknowledged_edit_is_lost(found: Found) -> None:
    assert found.violations == []
    assert found.points >= 450
    assert sum(found.fired.values()) >= 400


@pytest.mark.slow
def test_b1_a_full_disk_is_said_and_the_same_session_writes_again(found: Found) -> None:
    found.check("write ENOSPC", 30)
    assert "The disk is full. Nothing was lost" in found.said("write ENOSPC")


@pytest.mark.slow
def test_b3_a_file_that_may_grow_no_further_is_said_like_a_full_disk(found: Found) -> None:
    found.check("write EFBIG", 30)
    assert "could not be written" in found.said("write EFBIG")


@pytest.mark.slow
def test_b4_a_flush_that_fails_is_not_taken_for_stored(found: Found) -> None:
    found.check("fsync EIO", 15)
    assert "could not be written" in found.said("fsync EIO")


@pytest.mark.slow
def test_b5_a_read_that_fails_once_is_not_called_damage(found: Found) -> None:
    found.check("read EIO", 25)
    found.check("read EIO once", 10)


@pytest.mark.slow
def test_b6_without_descriptors_the_document_keeps_writing(found: Found) -> None:
    found.check("open EMFILE", 15)


@pytest.mark.slow
def test_b7_a_journal_that_a_virus_scanner_holds_leaves_each_row_once(found: Found) -> None:
    found.check("unlink EACCES", 8)
    found.check("open EACCES", 15)


@pytest.mark.parametrize("name", NAMES)
def test_b14_a_path_with_signs_of_addresses_opens_its_own_file(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder # 50%3F ? & 'here'"
    folder.mkdir()
    for number, file in enumerate((name, name.partition("?")[0] + "x", "plain.polku")):
        with Project.create(folder / file, f"Title {number}") as project:
            add_note(project, f"words {number}")
    for reading in (False, True):
        with Project.open(folder / name, reading=reading) as project:
            assert project.ask(queries.project).title == "Title 0"
            assert [one.voices[0].words for one in project.ask(queries.notes)] == ["words 0"]
    assert len(list(folder.iterdir())) == 3


@pytest.fixture
def hours_off(tmp_path: Path) -> Iterator[Path]:
    """A project whose file system has a clock that differs by hours from this computer's."""
    path = tmp_path / "p.polku"
    Project.create(path, "Title", clock=TickingClock()).close()
    yield path


@pytest.mark.parametrize("hours", [-30, 30])
def test_b16_no_decision_rests_on_the_clock_of_the_file_system(hours_off: Path, hours: int) -> None:
    then = time.time() + hours * 3600
    os.utime(hours_off, (then, then))
    with Project.open(hours_off) as project:
        add_note(project, "words")
        wal = hours_off.with_name("p.polku-wal")
        lock = hours_off.with_name(".p.polku.lock")
        for beside in (wal, lock, hours_off):
            os.utime(beside, (then, then))
        add_note(project, "more words")
        project.store.save_copy(hours_off.with_name("copy.polku"))
    with Project.open(hours_off) as project:
        assert len(project.ask(queries.notes)) == 2
        assert project.faults() == ()
