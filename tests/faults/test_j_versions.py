"""Files of every earlier version, and of a newer one: all that people entered is there, or it is refused."""

import shutil
from pathlib import Path

import pytest

from models.content_hash import content_hash
from models.errors import NewerFile
from models.project import Project
from models.tables import SCHEMA_VERSION

SAMPLES = sorted((Path(__file__).resolve().parents[1] / "data").glob("schema_*.polku"))


def test_there_is_a_file_of_every_version() -> None:
    assert [sample.stem for sample in SAMPLES] == [f"schema_{number + 1}" for number in range(SCHEMA_VERSION)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_j3_a_file_of_every_version_has_the_same_content_afterwards(tmp_path: Path, sample: Path) -> None:
    path = tmp_path / "p.polku"
    shutil.copyfile(sample, path)
    with Project.open(path) as project:
        assert project.ask(content_hash) == sample.with_suffix(".hash").read_text(encoding="utf-8").strip()
        assert project.store.version == SCHEMA_VERSION
        assert project.set_aside is None
        assert project.full_check() == ()
    kept = [one.read_bytes() for one in tmp_path.iterdir() if one != path]
    assert kept == [] if sample is SAMPLES[-1] else len(kept) == 1


def test_j4_a_newer_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "p.polku"
    content = SAMPLES[-1].read_bytes()
    content = content[:60] + (SCHEMA_VERSION + 1).to_bytes(4) + content[64:]
    path.write_bytes(content)
    for reading in (True, False):
        with pytest.raises(NewerFile):
            Project.open(path, reading=reading)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]
