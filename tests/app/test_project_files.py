"""Names of new projects and copies, the recent ones, and what a dropped file is."""

from pathlib import Path

import pytest

from app import project_files as files
from models import queries
from models.project import Project
from resources.texts import translator
from tests.app.support import process
from widgets.document import Document
from widgets.settings import Settings
from widgets.start.recent import forget, recents, remember


def test_a_new_project_never_takes_a_name_that_is_there(tmp_path: Path) -> None:
    assert files.path_for_new(tmp_path, "Memory care") == tmp_path / "Memory care.polku"
    (tmp_path / "Memory care.polku").touch()
    assert files.path_for_new(tmp_path, "Memory care") == tmp_path / "Memory care 2.polku"
    (tmp_path / "Memory care 2.polku").touch()
    assert files.path_for_new(tmp_path, "Memory care") == tmp_path / "Memory care 3.polku"


def test_a_name_stays_in_its_folder(tmp_path: Path) -> None:
    for title in ("../../etc/passwd", "a/b\\c", "CON", "  ", "…", "x" * 400, "lääkkeidenantoaikataulu", "مسار"):
        path = files.path_for_new(tmp_path, title)
        assert path.parent == tmp_path
        path.touch()


def test_a_copy_lies_beside(tmp_path: Path) -> None:
    path = tmp_path / "care.polku"
    assert files.copy_beside(path).name == "care copy.polku"
    (tmp_path / "care copy.polku").touch()
    assert files.copy_beside(path).name == "care copy 2.polku"


@pytest.fixture
def document(project: Project) -> Document:
    return Document(project, translator())


def title_in(path: Path) -> str:
    with Project.open(path, reading=True) as copy:
        return copy.ask(queries.project).title


def test_a_copy_is_a_whole_project(document: Document, tmp_path: Path) -> None:
    assert files.save_copy(document, tmp_path / "copy.polku", translator())
    assert title_in(tmp_path / "copy.polku") == "Test project"


def test_a_copy_over_an_older_one_leaves_nothing_beside(document: Document, tmp_path: Path) -> None:
    (tmp_path / "copy.polku").write_text("old")
    assert files.save_copy(document, tmp_path / "copy.polku", translator())
    assert title_in(tmp_path / "copy.polku") == "Test project"
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.name.startswith(".")) == [".lock"]


def test_an_open_project_looks_open(document: Document, tmp_path: Path) -> None:
    assert files.looks_open(document.path)
    assert not files.looks_open(tmp_path / "other.polku")


def test_a_copy_never_replaces_an_open_project(document: Document, tmp_path: Path) -> None:
    heard: list[str] = []
    document.refused.connect(heard.append)
    assert not files.save_copy(document, document.path, translator())
    (tmp_path / "other.polku").write_text("other")
    (tmp_path / ".other.polku.lock").touch()
    assert not files.save_copy(document, tmp_path / "other.polku", translator())
    (tmp_path / ".other.polku.lock").unlink()
    assert [sentence for sentence in heard if "open project" in sentence] == heard
    assert len(heard) == 2
    assert (tmp_path / "other.polku").read_text() == "other"


def test_recent_projects_newest_first_each_once_at_most_twelve(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for number in range(20):
        remember(settings, tmp_path / f"{number}.polku")
    remember(settings, tmp_path / "15.polku")
    names = [path.stem for path in recents(settings)]
    assert names == ["15", "19", "18", "17", "16", "14", "13", "12", "11", "10", "9", "8"]
    forget(settings, tmp_path / "19.polku")
    assert [path.stem for path in recents(Settings(tmp_path / "settings.json"))] == [
        name for name in names if name != "19"
    ]


def test_rubbish_in_the_settings_is_no_recent_project() -> None:
    settings = Settings(None)
    settings.set("recent", ["", 7, None, "a.polku"])
    assert recents(settings) == [Path("a.polku")]


def test_what_was_dropped(tmp_path: Path) -> None:
    (tmp_path / "folder.polku").mkdir()
    names = ("a.polku", "B.POLKU", "n.csv", "n.TSV", "way.mmd", "photo.jpg", "folder.polku", "a.polku")
    dropped = files.sort_dropped(tmp_path / name for name in names)
    assert [path.name for path in dropped.projects] == ["a.polku", "B.POLKU"]
    assert [path.name for path in dropped.imports] == ["n.csv", "n.TSV", "way.mmd"]
    assert [path.name for path in dropped.photos] == ["photo.jpg"]
    assert [path.name for path in dropped.others] == ["folder.polku"]
    assert dropped.left_out(translator()) == "Polku takes one file at a time: the first one."
    photos = files.sort_dropped(tmp_path / name for name in ("one.jpg", "two.HEIC"))
    assert (len(photos.photos), photos.left_out(translator())) == (2, "")
    assert "“song.mp3”" in files.sort_dropped([tmp_path / "song.mp3", *photos.photos]).left_out(translator())


def test_the_filters_of_file_dialogs() -> None:
    tr = translator()
    assert files.project_filter(tr) == "Polku projects (*.polku)"
    assert "*.csv" in files.import_filter(tr).partition(";;")[0]


def test_nothing_heavy_comes_with_it(tmp_path: Path) -> None:
    script = (
        "import sys\nimport app.project_files\n"
        "print([name for name in ('sqlalchemy', 'reportlab', 'psutil', 'PySide6.QtWidgets') if name in sys.modules])\n"
    )
    assert process(cwd=tmp_path, script=script).out.strip() == "[]"
