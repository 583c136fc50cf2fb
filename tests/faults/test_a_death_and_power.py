"""Section A: the program dies or the power fails at any moment, and nothing acknowledged is lost, nothing is half."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from models.errors import InUse
from models.project import Project
from tests.faults.harness import killing, power, shim
from tests.faults.harness.killing import Tally

ROOT = Path(__file__).resolve().parents[2]
needs_shim = pytest.mark.skipif(bool(shim.why_not()), reason=shim.why_not())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    Project.create(folder / "p.polku", "Title").close()
    return folder / "p.polku"


def assert_right(tally: Tally, kills: int) -> None:
    assert tally.violations == []
    assert tally.kills == kills
    assert tally.said  # else nothing was killed while it worked


def test_a1_killed_during_a_commit(path: Path) -> None:
    assert_right(killing.while_editing(path, 4), 4)


@pytest.mark.slow
def test_a1_killed_two_hundred_times_while_editing_r1(path: Path) -> None:
    assert_right(killing.while_editing(path, 200), 200)


@pytest.mark.slow
def test_a3_killed_during_a_migration_r2(path: Path) -> None:
    assert_right(killing.while_migrating(path, 30), 30)


@pytest.mark.slow
def test_a4_killed_during_a_merge_of_several_files_r2(path: Path) -> None:
    assert_right(killing.while_merging(path, 30), 30)


@pytest.mark.slow
def test_a5_killed_during_an_import_r2(path: Path) -> None:
    assert_right(killing.while_importing(path, 30), 30)


@pytest.mark.slow
def test_a6_killed_during_a_backup_or_a_copy_r2(path: Path) -> None:
    assert_right(killing.while_copying(path, 30), 30)


@pytest.mark.slow
def test_a7_killed_during_an_export_r2(path: Path) -> None:
    assert_right(killing.while_exporting(path, 30), 30)


@pytest.mark.slow
def test_a8_killed_during_an_erasure_it_is_finished_r2(path: Path) -> None:
    assert_right(killing.while_erasing(path, 30), 30)


@pytest.mark.slow
def test_a2_killed_while_typing_what_was_kept_is_there(path: Path) -> None:
    assert_right(killing.while_typing(path, 20), 20)


# -- power -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def woken() -> dict[str, Any]:
    return shim.run_under("tests.faults.harness.power", json.dumps({"honest": 600, "lying": 300}))


@needs_shim
@pytest.mark.slow
def test_a10_power_fails_with_an_honest_disk_r4(woken: dict[str, Any]) -> None:
    honest = woken["honest"]
    assert honest["first"] == []
    assert (honest["states"], honest["lost"], honest["bad"], honest["half"]) == (600, 0, 0, 0)


@needs_shim
@pytest.mark.slow
def test_a11_power_fails_with_a_disk_that_lies_about_flushing_r5(woken: dict[str, Any]) -> None:
    lying = woken["lying"]
    assert lying["first"] == []  # an older state is allowed, a half edit and a broken file are not
    assert (lying["states"], lying["bad"], lying["half"]) == (300, 0, 0)


@needs_shim
@pytest.mark.slow
def test_a12_power_fails_while_the_log_is_moved_and_while_closing() -> None:
    told = shim.run_under("tests.faults.harness.power", json.dumps({"closing": 80}))
    closing = told["closing"]
    assert closing["first"] == []
    assert (closing["states"], closing["lost"], closing["bad"], closing["half"]) == (80, 0, 0, 0)


def test_a10_a_disk_in_the_harness_keeps_what_was_flushed_and_any_part_of_the_rest() -> None:
    chance = power.random.Random(1)
    disk = power.Disk({"/f": b"old" + bytes(2045)}, lying=False)
    disk.take(power.Call(shim.OPEN, 1, 0, 2, b"/f"))
    disk.take(power.Call(shim.WRITE, 1, 0, 3, b"new"))
    disk.take(power.Call(shim.SYNC, 1, 0, 0, b""))
    disk.take(power.Call(shim.WRITE, 1, 512, 1024, b"x" * 1024))
    states = {disk.after(chance)["/f"] for _ in range(200)}
    assert all(state[:3] == b"new" for state in states)
    assert {state[512:1536].count(b"x") for state in states} == {0, 512, 1024}


# -- memory, a stopped program ---------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS is kept by Linux")
def test_a15_out_of_memory_during_a_report_is_a_sentence_and_the_project_goes_on(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.faults.harness.starved", str(tmp_path / "p.polku")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert told.returncode == 0, told.stderr[-3000:]
    said = json.loads(told.stdout.splitlines()[-1])
    assert "memory" in said["sentence"]
    assert said["after"] == said["before"] + 1
    assert said["faults"] == []


STOPPED = """
import sys
from pathlib import Path
from models.edits.voices import AddNotes
from models.project import Project
from tests.models.support import note
project = Project.open(Path(sys.argv[1]))
with project.store.transaction() as connection:
    connection.exec_driver_sql("INSERT INTO draft (place, words, written_at) VALUES ('here', 'begun', 0)")
    print("begun", flush=True)
    sys.stdin.readline()
print("done", flush=True)
project.close()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="programs are not stopped by a signal here")
def test_a16_stopped_in_a_transaction_it_goes_on_and_others_heard_who_has_the_file(path: Path) -> None:
    command = [sys.executable, "-c", STOPPED, str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as program:
        assert program.stdin
        assert program.stdout
        assert program.stdout.readline() == "begun\n"
        program.send_signal(signal.SIGSTOP)
        began = time.monotonic()
        with pytest.raises(InUse, match=r"“p\.polku” is in use by"):
            Project.open(path)
        assert time.monotonic() - began < 30
        program.send_signal(signal.SIGCONT)
        program.stdin.write("\n")
        program.stdin.flush()
        assert program.stdout.readline() == "done\n"
        assert program.wait(60) == 0
    with Project.open(path) as project:
        assert project.draft("here") == "begun"
        assert project.faults() == ()
