"""The full check: every part is tried by breaking it. And what a file of each version is made of."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.driver import driver
from models.fingerprint import FINGERPRINTS, fingerprint
from models.integrity import FILE, INDEX, PHOTO, ROW, STEP, VALUE, full_check, in_words
from models.project import Project
from models.store import Store
from models.table_words import WORDS
from models.tables import SCHEMA_VERSION, Base
from resources.texts import translator

DATA = Path(__file__).resolve().parents[1] / "data"
SAMPLES = sorted(DATA.glob("schema_*.polku"))
BREAKS = {
    "UPDATE story SET words = 'other' WHERE rowid = 1": {ROW, INDEX},
    "DELETE FROM story_tag WHERE rowid = 1": {ROW},
    "UPDATE answer SET code = 'no' WHERE rowid = 1": {ROW},
    "UPDATE voice SET contribution_id = 'x' WHERE rowid = 1": {FILE, ROW},
    "UPDATE story SET words = x'00' WHERE rowid = 1": {FILE, VALUE, ROW, INDEX},
    "UPDATE history_step SET label = 'other' WHERE seq = 5": {STEP},
    "UPDATE history_step SET images = zeroblob(9) WHERE seq = 5": {STEP},
    "DELETE FROM history_step WHERE seq = 5": {STEP, ROW},
    "DELETE FROM history_step WHERE seq = (SELECT max(seq) FROM history_step)": {STEP, ROW},
    "UPDATE picture_bytes SET content = x'00'": {PHOTO},
    "DELETE FROM picture_bytes": {PHOTO},
    "UPDATE search_entry SET body = 'other' WHERE key = 1": {INDEX},
}


@pytest.fixture
def store() -> Iterator[Store]:
    memory = Store.in_memory()
    with Project.open(SAMPLES[-1], reading=True) as project:
        project.store.copy_into(memory)
    yield memory
    memory.abandon()


@pytest.mark.parametrize(("statement", "kinds"), BREAKS.items(), ids=BREAKS)
def test_each_part_is_noticed(store: Store, statement: str, kinds: set[str]) -> None:
    assert full_check(store) == ()
    store.pragma("foreign_keys=OFF")
    store.raw.execute(statement)
    found = full_check(store)
    assert {fault.kind for fault in found} >= kinds - {FILE}
    assert all(sentence for sentence in in_words(found, translator("en")))


def test_it_tells_how_far_it_is_and_can_be_stopped(store: Store) -> None:
    told: list[tuple[int, int]] = []
    full_check(store, lambda done, total: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]


def test_every_table_has_a_name() -> None:
    assert set(WORDS) == set(Base.metadata.tables)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_file_of_each_version_is_built_as_its_fingerprint_says(sample: Path, tmp_path: Path) -> None:
    """A new version needs its fingerprint; the message says which."""
    path = tmp_path / "p.polku"
    shutil.copyfile(sample, path)
    raw = driver.connect(str(path))
    assert fingerprint(raw) == FINGERPRINTS[int(sample.stem.rpartition("_")[2])]
    raw.close()
    Project.open(path).close()
    raw = driver.connect(str(path))
    assert fingerprint(raw) == FINGERPRINTS[SCHEMA_VERSION]
    raw.close()


def test_a_new_file_is_built_as_a_migrated_one() -> None:
    memory = Store.in_memory()
    memory.create_schema()
    assert fingerprint(memory.raw) == FINGERPRINTS[SCHEMA_VERSION]
    memory.abandon()
