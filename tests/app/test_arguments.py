"""Good and bad use of the command line itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.commands import run_sample
from models.project import Project
from tests.app.support import ROOT, assert_refused, new_in, polku, process, sample_in

COMMANDS = ("new", "sample", "import", "export", "feedback", "exports", "check", "info")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    ran = polku(command, "--help")
    assert ran.code == 0
    assert f"Example: polku {command}" in ran.out


def test_the_help_lists_every_command_and_an_example() -> None:
    ran = polku("--help")
    assert ran.code == 0
    assert "Example: polku" in ran.out
    assert all(f"\n    {command} " in ran.out for command in COMMANDS)


def test_the_version() -> None:
    ran = polku("--version")
    assert ran.code == 0
    assert ran.out.startswith("polku 0")


@pytest.mark.parametrize(
    "arguments",
    [
        ("bogus",),
        ("--bogus",),
        ("new",),
        ("export", "x.polku"),
        ("export", "x.polku", "--as", "lead-report", "--to", "x.pdf", "--codes", "some"),
        ("import", "x.polku"),
        ("import", "x.polku", "y.csv", "--header", "--no-header"),
        ("import", "x.polku", "y.csv", "--map", "title"),
        ("import", "x.polku", "y.csv", "--map", "=text"),
        ("import", "x.polku", "y.csv", "--map", "title="),
        ("info", "x.polku", "--yaml"),
        ("sample", "x.polku", "--today", "tomorrow"),
        ("sample", "x.polku", "--today", "0001-01-01"),
        ("sample", "x.polku", "--today", "9999-12-31"),
        ("export", "x.polku", "--as", "lead-report", "--to", "x.pdf", "--today", "2027-02-30"),
        ("new", ""),
        ("new", "."),
        ("new", ".."),
        ("new", "/"),
        ("sample", "a/.."),
    ],
)
def test_bad_use_is_refused(arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert_refused(polku(*arguments), "error: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["info", "check", "import", "export"])
def test_every_command_refuses_what_is_no_project(command: str, tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("text\nHello\n")
    rest = {"import": (tmp_path / "notes.csv",), "export": ("--as", "lead-report", "--to", tmp_path / "out.pdf")}
    (tmp_path / "zero.polku").touch()
    (tmp_path / "text.polku").write_text("This is a text.\n" * 20)
    (tmp_path / "random.polku").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 8)
    for name, words in {
        "nowhere/none.polku": "no file",
        "none.polku": "no file",
        ".": "folder",
        "zero.polku": "empty",
        "text.polku": "not a Polku project",
        "random.polku": "“random.polku”",
        "x" * 300 + ".polku": "xxx",
    }.items():
        before = sorted(path.name for path in tmp_path.iterdir())
        assert_refused(polku(command, tmp_path / name, *rest.get(command, ())), words)
        assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.slow
def test_the_main_job_without_a_screen(tmp_path: Path) -> None:
    first = process(cwd=tmp_path)
    assert first.code == 0
    assert first.err == "There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
    folder = tmp_path / "polku-sample"
    lines = first.out.splitlines()
    assert "no window" in lines[0]
    assert lines[1] == str(folder / "polku-sample.polku")
    assert lines[2].startswith(str(folder / "participant-summary.pdf"))
    assert {path.name for path in folder.iterdir()} == {"polku-sample.polku", "participant-summary.pdf"}


@pytest.mark.slow
def test_a_second_main_job_keeps_the_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "polku-sample").mkdir()
    kept = sample_in(tmp_path / "polku-sample", "polku-sample.polku")
    before = polku("info", kept).out
    assert run_sample(tmp_path) == 0
    assert str(kept) in capsys.readouterr().out
    assert polku("info", kept).out == before


def test_a_file_in_the_way_of_the_main_job(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "polku-sample").write_text("mine")
    assert run_sample(tmp_path) == 2
    assert "polku-sample" in capsys.readouterr().err
    assert (tmp_path / "polku-sample").read_text() == "mine"


@pytest.mark.slow
def test_a_narrow_output_never_ends_a_command(tmp_path: Path) -> None:
    """A pipe on Windows has a code page without → and −."""
    ran = process("sample", "s.polku", cwd=tmp_path, PYTHONUTF8="0", PYTHONIOENCODING="cp1252")
    assert (ran.code, ran.err) == (0, "")
    assert "car park" in ran.out


@pytest.mark.slow
def test_a_reader_that_stops_early_is_no_failure(tmp_path: Path) -> None:
    """As in `polku check … | head -1`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    arguments = [sys.executable, "-m", "app", "check", str(sample_in(tmp_path))]
    with subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        said = running.stderr.read()
        assert (running.wait(60), said) == (0, b"")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="rights are set another way there")
def test_a_folder_without_rights(tmp_path: Path) -> None:
    """Nothing may be made there; the file in it can still be read."""
    folder = tmp_path / "locked"
    folder.mkdir()
    sample_in(folder)
    (folder / "notes.csv").write_text("text\nHello\n")
    (folder / "sample.polku").chmod(0o444)
    folder.chmod(0o555)
    runs = (
        ("new", "new.polku"),
        ("sample", "other.polku"),
        ("import", "sample.polku", "notes.csv"),
        ("import", "none.polku", "notes.csv"),
        ("export", "sample.polku", "--as", "lead-report", "--to", "out.pdf"),
        (),
        ("info", "sample.polku"),
    )
    script = (
        "import json, sys\n"
        "from app.__main__ import main\n"
        f"print(json.dumps([main(list(arguments)) for arguments in {runs!r}]))\n"
    )
    try:
        ran = process(cwd=folder, script=script, without_rights=True)
        assert ran.code == 0, ran.err
        assert ran.out.splitlines()[-1] == "[2, 2, 2, 2, 2, 2, 0]"
        assert len(ran.err.splitlines()) == 7  # a refusal each, and why there is no window
        assert sorted(path.name for path in folder.iterdir()) == ["notes.csv", "sample.polku"]
    finally:
        folder.chmod(0o755)


@pytest.mark.slow
def test_a_project_that_somebody_has_open(tmp_path: Path) -> None:
    path = new_in(tmp_path)
    (tmp_path / "notes.csv").write_text("text\nHello\n")
    with Project.open(path):
        ran = process("info", path, cwd=tmp_path)
        assert_refused(ran, "“new.polku” is in use by")
        assert_refused(polku("import", path, tmp_path / "notes.csv"), "“new.polku” is in use by")
        assert_refused(polku("export", path, "--as", "lead-report", "--to", tmp_path), "“new.polku” is in use by")
    assert polku("info", path).code == 0
