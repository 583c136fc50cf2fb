"""The set-up behind start.py: what it notices, what it says, and that it works in an empty folder."""

import ast
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

import start
from bootstrap import environment, stamp, system
from bootstrap.places import OPTIONAL_LOCK, PROJECT_FILES, RUNTIME_LOCK, TEST_LOCK, Places, Trouble

ROOT = Path(start.__file__).resolve().parent
LOCKS = (RUNTIME_LOCK, TEST_LOCK, OPTIONAL_LOCK)
UNREACHABLE = re.compile("name resolution|NewConnectionError|ConnectTimeout|Network is unreachable")
posix_only = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX system")


def start_with(*arguments: str, python: str = sys.executable, folder: Path = ROOT, **settings: str):
    """Run start.py as a person does."""
    command = [python, str(folder / "start.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **settings})


@pytest.fixture(autouse=True)
def _as_on_a_fresh_machine(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    """What is installed here is not compiled into the environment of these tests."""
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A small checkout with an environment that looks complete."""
    for name in (*LOCKS, *PROJECT_FILES):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    found = Places(tmp_path)
    for tool in ("python", "polku"):
        found.tool(tool).parent.mkdir(parents=True, exist_ok=True)
        found.tool(tool).touch()
    (found.env / "pyvenv.cfg").touch()
    stamp.write_stamp(found, stamp.wanted_stamp(found, tests=True))
    return found


def is_ready(places: Places, tests: bool = True) -> bool:
    return stamp.is_complete(stamp.read_stamp(places), stamp.wanted_stamp(places, tests))


def starts_anew(places: Places, tests: bool = True) -> bool:
    return stamp.must_start_anew(stamp.read_stamp(places), stamp.wanted_stamp(places, tests))


def test_what_tests_compile_lies_in_the_environment_and_not_beside_the_sources(places: Places, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "one.py").touch()
    settings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **start.bytecode(places)}
    subprocess.run([sys.executable, "-c", "import one"], cwd=sources, env=settings, check=True)
    assert [path.name for path in sources.iterdir()] == ["one.py"]
    assert [path.parent for path in (places.env / "bytecode").rglob("one.*.pyc")] != []


@pytest.mark.parametrize(
    ("room", "chosen", "in_memory"),
    [(2 * start.ROOM, "", True), (start.ROOM // 2, "", False), (2 * start.ROOM, "own", False)],
)
def test_what_tests_make_lies_in_memory_where_there_is_room_and_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, chosen: str, in_memory: bool
) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    if chosen:
        monkeypatch.setenv("TMPDIR", chosen)
    monkeypatch.setattr(start, "IN_MEMORY", tmp_path)
    monkeypatch.setattr(start.shutil, "disk_usage", lambda _: SimpleNamespace(free=room))
    with start.passing_files():
        (Path(os.environ["TMPDIR"] if in_memory else tmp_path) / "made").touch()
        assert [path.is_dir() for path in tmp_path.iterdir()] == [in_memory]
    assert os.environ.get("TMPDIR", "") == chosen
    assert [path.name for path in tmp_path.iterdir()] == ([] if in_memory else ["made"])


# --- Arguments --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "quick", "pytests"),
    [
        ([], False, []),
        (["--quick"], True, []),
        (["--", "-k", "money", "--quick"], False, ["-k", "money", "--quick"]),
        (["--quick", "--", "-x"], True, ["-x"]),
    ],
)
def test_what_stands_after_two_dashes_goes_to_pytest(arguments: list[str], quick: bool, pytests: list[str]) -> None:
    assert start.split_test_arguments(arguments) == (quick, pytests)


@pytest.mark.parametrize("arguments", [("test", "--fast"), ("setup", "now")])
def test_an_unknown_argument_is_named_before_anything_is_done(arguments: tuple[str, ...]) -> None:
    done = start_with(*arguments)
    assert done.returncode == 2
    assert arguments[1] in done.stderr
    assert not done.stdout


def test_the_tests_come_last_so_that_their_summary_ends_the_output(places: Places) -> None:
    names = [name for name, _ in start.stages(places, quick=True, pytests=["-x"])]
    assert names == ["Lint", "Format", "Types", "Import rule", "Tests"]
    assert start.stages(places, quick=True, pytests=["-x"])[-1][1][-3:] == ["-m", "not slow", "-x"]


@posix_only
def test_the_exit_code_of_what_was_started_is_passed_on() -> None:
    assert start.run([sys.executable, "-c", "raise SystemExit(1)"]) == 1
    assert start.run([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]) == 137


# --- A Python that is too old -----------------------------------------------------------------------------------------

PRETEND = """
import runpy, sys
sys.version_info = (3, 9, 2, "final", 0)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def pretend_old(path: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", PRETEND, str(ROOT / "start.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PATH": str(path)})


def test_an_old_python_can_read_the_file() -> None:
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_says_what_to_do(tmp_path: Path) -> None:
    done = pretend_old(tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("Polku needs Python 3.11 or newer, and this is Python 3.9.2. Install")


@posix_only
def test_an_old_python_hands_over_to_a_newer_one_on_the_path(tmp_path: Path) -> None:
    broken, good = tmp_path / "python3.13", tmp_path / "python3.12"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    good.symlink_to(sys.executable)
    done = pretend_old(tmp_path, "test", "--fast")
    assert (done.returncode, "--fast" in done.stderr) == (2, True)


@pytest.mark.parametrize("version", ["3.6", "3.7", "3.8", "3.9", "3.10"])
def test_real_old_pythons_say_it_too(version: str, tmp_path: Path) -> None:
    old = shutil.which(f"python{version}")
    if not old or subprocess.run([old, "-c", ""], capture_output=True).returncode:
        pytest.skip(f"no Python {version} here")
    question = [old, "-c", "import sys; print(sys.executable)"]
    real = subprocess.run(question, capture_output=True, text=True, check=True).stdout.strip()
    done = start_with("setup", python=real, PATH=str(tmp_path))
    assert (done.returncode, done.stderr.split(",")[0]) == (2, "Polku needs Python 3.11 or newer")


# --- The stamp --------------------------------------------------------------------------------------------------------


def test_a_complete_environment_is_left_alone(places: Places) -> None:
    before = sorted(places.root.rglob("*"))
    environment.set_up(places, tests=True)
    environment.set_up(places, tests=False)
    assert sorted(places.root.rglob("*")) == before


@pytest.mark.parametrize("name", LOCKS)
def test_other_locks_make_a_new_environment(places: Places, name: str) -> None:
    (places.root / name).write_text("something else")
    assert starts_anew(places)
    assert is_ready(places, tests=False) == (name == TEST_LOCK)


@pytest.mark.parametrize("name", PROJECT_FILES)
def test_another_project_file_only_installs_the_project_again(places: Places, name: str) -> None:
    (places.root / name).write_text("something else")
    assert not is_ready(places)
    assert not starts_anew(places)


def test_a_moved_checkout_makes_a_new_environment(places: Places) -> None:
    moved = places.root.with_name(f"{places.root.name}-moved")
    places.root.rename(moved)
    assert starts_anew(Places(moved))


@pytest.mark.parametrize("broken", ["", "{", "[]", '"text"', "\0"])
def test_a_broken_stamp_makes_a_new_environment(places: Places, broken: str) -> None:
    places.stamp.write_text(broken)
    assert starts_anew(places)


def test_an_environment_without_its_python_is_broken(places: Places) -> None:
    places.python.unlink()
    assert starts_anew(places)


def test_a_lost_command_is_installed_again(places: Places) -> None:
    places.tool("polku").unlink()
    assert not is_ready(places)
    assert not starts_anew(places)


# --- Installing -------------------------------------------------------------------------------------------------------


def bring(places: Places, monkeypatch: pytest.MonkeyPatch, outcome: BaseException | bool) -> None:
    """Install the test tools again, with this outcome."""

    def install(_: Places) -> bool:
        assert not places.stamp.exists()
        if isinstance(outcome, bool):
            return outcome
        raise outcome

    (places.root / TEST_LOCK).write_text("something else")
    monkeypatch.setitem(environment.PARTS, "tests", install)
    environment.bring_part(places, "tests", stamp.wanted_stamp(places, tests=True))


def test_an_installed_part_is_noted(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(places, monkeypatch, True)
    assert is_ready(places)


def test_a_part_that_cannot_be_had_is_tried_again_later(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(places, monkeypatch, False)
    assert not is_ready(places)
    assert is_ready(places, tests=False)


def test_without_a_network_the_environment_stays_as_it_was(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Trouble):
        bring(places, monkeypatch, Trouble("no network"))
    assert is_ready(places, tests=False)


def test_a_start_cut_short_is_noticed(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KeyboardInterrupt):
        bring(places, monkeypatch, KeyboardInterrupt())
    assert starts_anew(places, tests=False)


def test_an_environment_comes_back_when_a_new_one_cannot_be_made(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(places: Places, _: stamp.Stamp) -> None:
        places.env.mkdir()
        raise Trouble("no network")

    monkeypatch.setattr(environment, "make_empty", fail)
    with pytest.raises(Trouble):
        environment.make_anew(places, stamp.wanted_stamp(places, tests=False))
    assert is_ready(places)
    assert not places.old_env.exists()


def test_a_folder_of_somebody_else_is_left_alone(places: Places) -> None:
    (places.env / "pyvenv.cfg").unlink()
    (places.env / "thesis.txt").touch()
    with pytest.raises(Trouble, match="Move it away"):
        environment.put_aside(places)
    assert (places.env / "thesis.txt").exists()


def test_a_half_made_environment_is_replaced(places: Places) -> None:
    for file in (places.env / "pyvenv.cfg", places.stamp):
        file.unlink()
    environment.put_aside(places)
    assert not places.env.exists()


@posix_only
def test_two_starts_do_not_set_up_at_the_same_time(places: Places) -> None:
    fcntl = pytest.importorskip("fcntl")
    with environment.only_one(places), places.lock.open() as second, pytest.raises(BlockingIOError):
        fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.parametrize("errors", ["ERROR: No matching distribution found for sqlcipher3==0.6.4", ""])
def test_a_driver_without_a_wheel_does_not_stop_the_set_up(
    places: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], errors: str
) -> None:
    def install(_: Places, lock: str, capture: bool = False) -> tuple[int, str]:
        return (1 if errors and lock == OPTIONAL_LOCK else 0, errors if capture else "")

    monkeypatch.setattr(environment, "install_locks", install)
    assert environment.install_runtime(places)
    assert ("safe mode" in capsys.readouterr().out) == bool(errors)


@pytest.mark.parametrize(
    "errors", ["the hashes do not match", "Retrying after connection broken by …: No matching distribution found for …"]
)
def test_a_driver_that_cannot_be_fetched_stops_the_set_up(
    places: Places, monkeypatch: pytest.MonkeyPatch, errors: str
) -> None:
    outcomes = {RUNTIME_LOCK: (0, ""), OPTIONAL_LOCK: (1, errors)}
    monkeypatch.setattr(environment, "install_locks", lambda _, lock, **__: outcomes[lock])
    with pytest.raises(Trouble, match="driver"):
        environment.install_runtime(places)


def test_the_way_to_the_tree_is_written_without_its_letters(places: Places) -> None:
    packages = places.env / "lib" / "python3.11" / "site-packages"
    packages.mkdir(parents=True)
    (packages / "_polku.pth").write_text("/home/Größe", encoding="utf-8")
    environment.point_from_inside(places)
    written = (packages / "_polku.pth").read_text(encoding="ascii").strip()
    assert (packages / written).resolve() == places.root.resolve()


# --- The system -------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="Linux brings these libraries")
def test_a_library_is_looked_for_by_loading_it() -> None:
    assert system.can_load("libc.so.6")
    assert not system.can_load("libpolku-has-no-such-thing.so.1")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux needs them from the system")
def test_only_what_is_missing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "can_load", lambda name: name not in {"libEGL.so.1", "libxcb-cursor.so.0"})
    packages = system.packages_for(system.missing_libraries())
    command = ["apt-get", "install", "--yes", "--no-install-recommends", "libegl1", "libxcb-cursor0"]
    assert system.apt_install(packages) == command


def test_without_rights_the_exact_command_is_said(
    places: Places, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "missing_libraries", lambda: ["libEGL.so.1"])
    monkeypatch.setattr(system, "may_install", lambda: False)
    monkeypatch.setattr(system.shutil, "which", lambda name: name if name in {"apt-get", "sudo"} else None)
    assert not system.bring_qt_libraries(places)
    command = "sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends libegl1'"
    assert capsys.readouterr().out.strip().endswith(command)


def test_without_venv_and_rights_the_exact_command_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "lacks_venv", lambda: True)
    monkeypatch.setattr(system, "may_install", lambda: False)
    monkeypatch.setattr(system, "missing_libraries", list)
    monkeypatch.setattr(system.sys, "base_prefix", "/usr")
    monkeypatch.setattr(system.shutil, "which", lambda name: name if name == "apt-get" else None)
    package = f"python3.{sys.version_info.minor}-venv"
    with pytest.raises(Trouble, match=f"su -c 'apt-get update && apt-get install .* {package}'"):
        system.bring_venv()


def test_a_browser_that_is_there_is_enough(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(system.shutil, "which", lambda name: name if name == "google-chrome" else None)
    assert system.bring_browser()
    assert capsys.readouterr().out == ""


def test_a_missing_browser_is_installed_for_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    there: set[str] = {"apt-get"}
    monkeypatch.setattr(system.shutil, "which", lambda name: name if name in there else None)
    monkeypatch.setattr(system, "may_install", lambda: True)
    monkeypatch.setattr(system.sys, "platform", "linux")
    monkeypatch.setattr(system, "install_packages", there.update)
    assert system.bring_browser()
    assert "chromium" in there


def test_without_rights_the_command_that_brings_a_browser_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system.shutil, "which", lambda name: name if name in {"apt-get", "sudo"} else None)
    monkeypatch.setattr(system, "may_install", lambda: False)
    assert not system.bring_browser()
    command = "sudo sh -c 'apt-get update && apt-get install --yes --no-install-recommends chromium'"
    assert capsys.readouterr().out.strip().endswith(command)


# --- The locks --------------------------------------------------------------------------------------------------------


def requirements(lock: str) -> dict[str, list[str]]:
    """Return each requirement of a lock with its hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split("--hash=") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {first.strip(): [found.strip() for found in hashes] for first, *hashes in lines}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_one_version_with_hashes(lock: str) -> None:
    for requirement, hashes in requirements(lock).items():
        assert re.match(r"[a-z0-9-]+==[0-9.]+( ; .+)?$", requirement), requirement
        assert hashes, requirement
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", found) for found in hashes), requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_registry(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search("//|index|find-links|trusted-host| @ ", text)


def test_the_locks_agree() -> None:
    pinned = [dict(item.split("==", 1) for item in requirements(lock)) for lock in LOCKS]
    for name in pinned[0].keys() & pinned[1].keys():
        assert pinned[0][name] == pinned[1][name], name


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = {
        RUNTIME_LOCK: project["project"]["dependencies"] + groups["build"] + project["build-system"]["requires"],
        TEST_LOCK: groups["test"],
        OPTIONAL_LOCK: groups["optional"],
    }
    for lock, dependencies in wanted.items():
        locked = {item.split("==")[0] for item in requirements(lock)}
        assert {re.split("[<>=]", name)[0] for name in dependencies} <= locked


# --- The whole of it --------------------------------------------------------------------------------------------------


def set_up_again(folder: Path) -> float:
    """Seconds by the clock that setting up takes where everything is there and no registry is to be had."""
    begun = time.monotonic()
    again = start_with("setup", folder=folder, PIP_NO_INDEX="1")
    assert again.stdout == f"Ready: {Places(folder).tool('polku')}\n"
    return time.monotonic() - begun


@pytest.mark.slow
def test_an_empty_folder_becomes_a_working_one(tmp_path: Path) -> None:
    folder = tmp_path / "Größe und Glück"
    left_out = shutil.ignore_patterns(".venv*", ".git", "__pycache__", ".*_cache", "fonts")
    shutil.copytree(ROOT, folder, ignore=left_out)
    first = start_with("setup", folder=folder)
    if UNREACHABLE.search(first.stderr):
        pytest.skip("no package registry can be reached")
    assert first.returncode == 0, first.stderr
    assert min(set_up_again(folder) for _ in range(3)) < 2
    version = subprocess.run([Places(folder).tool("polku"), "--version"], capture_output=True, text=True, cwd=tmp_path)
    assert (version.returncode, "0.1.0" in version.stdout) == (0, True), version.stderr
