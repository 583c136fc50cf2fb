"""The wheel: one name in site-packages, the five folders inside it, and the command finds them."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from app.launcher import find_root

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("app", "widgets", "exports", "models", "resources")
CALL = """
import sys
sys.argv = ["polku", "--version"]
import polku
try:
    code = polku.main()
except SystemExit as stop:
    code = stop.code
print(sys.modules["app"].__file__, file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def tree() -> set[str]:
    """Every file of the five folders, as git would take them."""
    files = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    return {path.relative_to(ROOT).as_posix() for path in files if path.is_file() and "__pycache__" not in path.parts}


def test_site_packages_gains_one_name(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as content:
        assert {name.split("/")[0] for name in content.namelist()} == {"polku", "polku-0.1.0.dist-info"}


def test_every_file_travels_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as content:
        inside = {name.removeprefix("polku/_root/") for name in content.namelist() if name.startswith("polku/_root/")}
    assert inside == tree()


def test_the_launcher_the_command_and_the_licence_are_inside(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as content:
        assert content.read("polku/__init__.py") == (ROOT / "app" / "launcher.py").read_bytes()
        assert b"polku = polku:main" in content.read("polku-0.1.0.dist-info/entry_points.txt")
        assert b"License-Expression: EUPL-1.2" in content.read("polku-0.1.0.dist-info/METADATA")
        assert content.read("polku-0.1.0.dist-info/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()


@pytest.mark.slow
def test_the_wheel_runs_where_the_tree_is_not(wheel: Path, tmp_path: Path) -> None:
    """A fresh environment with the wheel in it; the libraries are borrowed from the one that runs the tests."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "env")], check=True)
    python = tmp_path / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    question = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(question, capture_output=True, text=True, check=True).stdout.strip())
    with zipfile.ZipFile(wheel) as content:
        content.extractall(packages)
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    done = subprocess.run([str(python), "-c", CALL], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "0.1.0" in done.stdout
    assert done.stderr.strip() == str(packages / "polku" / "_root" / "app" / "__init__.py")


def make_tree(folder: Path) -> Path:
    """Put into the folder what tells a tree of Polku."""
    (folder / "app").mkdir(parents=True)
    (folder / "app" / "launcher.py").touch()
    return folder


def test_an_installed_command_finds_the_folders_beside_it(tmp_path: Path) -> None:
    inside = make_tree(tmp_path / "polku" / "_root")
    assert find_root(tmp_path / "polku", tmp_path / "env") == inside


def test_an_editable_command_finds_the_tree_around_its_environment(tmp_path: Path) -> None:
    root = make_tree(tmp_path / "Größe")
    assert find_root(tmp_path / "polku", root / ".venv") == root


def test_elsewhere_the_folders_are_on_the_path_already(tmp_path: Path) -> None:
    assert find_root(tmp_path / "polku", tmp_path / "env") is None
