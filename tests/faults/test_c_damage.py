"""R6: five hundred damaged projects. What changes content is noticed, nothing crashes or hangs; most rows come back.

Encrypted files are in tests of their own: every page of them is sealed.
"""

import time
from pathlib import Path

import pytest

from models.content_hash import content_hash
from models.driver import driver
from models.integrity import Fault
from models.project import Project
from models.recover import recover
from tests.app.support import sample_in
from tests.faults.damage import SECTOR, WAYS, content_of, dice, look, rows_of, zero
from tests.timing import within

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "schema_5.polku"
BATCH, BATCHES = 50, 10
LONGEST = 3.0  # seconds of the processor for one file; a hang, rather than a slow machine
SALVAGED = 0.95


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / "good.polku"
    path.write_bytes(SAMPLE.read_bytes())
    return path


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_c2_damage_that_changes_content_is_noticed(good: Path, tmp_path: Path, batch: int) -> None:
    sound, path = content_of(good), tmp_path / "p.polku"
    changed = 0
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        content = bytearray(good.read_bytes())
        way = WAYS[seed % len(WAYS)]
        way(content, dice(seed))
        path.write_bytes(content)
        looked = within(LONGEST, lambda: look(path))
        assert path.read_bytes() == content
        assert list(tmp_path.iterdir()) == [path]
        if content_of(path) != sound:
            changed += 1
            assert looked.is_detected, f"{way.__name__} {seed}"
    assert changed > BATCH // 4  # else this test tries nothing


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_c3_most_rows_come_back_from_a_file_that_lost_three_sectors(good: Path, tmp_path: Path, seed: int) -> None:
    rng, content = dice(seed), bytearray(good.read_bytes())
    for _ in range(3):
        zero(content, rng)
    path, out = tmp_path / "p.polku", tmp_path / "out.polku"
    path.write_bytes(content)
    began = time.thread_time()
    report = recover(path, out)
    assert time.thread_time() - began < LONGEST
    assert path.read_bytes() == content
    rows = rows_of(good)
    assert len(rows & rows_of(out)) >= SALVAGED * len(rows)
    with Project.open(out) as project:
        assert [fault.kind for fault in project.full_check() if fault.kind != "photo"] == []
        with Project.open(good, reading=True) as sound:
            assert not report.is_whole or project.ask(content_hash) == sound.ask(content_hash)


@pytest.mark.parametrize("at", [0, 100, SECTOR, 8 * SECTOR])
def test_c3_a_lost_beginning_loses_no_rows(good: Path, tmp_path: Path, at: int) -> None:
    content = bytearray(good.read_bytes())
    content[at : at + SECTOR] = bytes(SECTOR)
    (tmp_path / "p.polku").write_bytes(content)
    recover(tmp_path / "p.polku", tmp_path / "out.polku")
    rows = rows_of(good)
    assert len(rows & rows_of(tmp_path / "out.polku")) >= SALVAGED * len(rows)


def test_c2_the_damaged_entity_is_named(good: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.polku"
    content = good.read_bytes()
    with Project.open(good, reading=True) as project:
        found = project.store.raw.execute("SELECT code, words FROM story WHERE length(words) > 60").fetchone()
    code, words = found[0], found[1].encode()
    at = content.index(words) + 30
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    looked = look(path)
    assert Fault("row", "story", code) in looked.faults
    assert recover(path, tmp_path / "out.polku").affected == {("story", code)}
    assert rows_of(tmp_path / "out.polku") == rows_of(good)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE answer SET find_out_by = '2026)11-21' WHERE find_out_by IS NOT NULL",
        "UPDATE answer SET find_out_by = '2026-02-30' WHERE find_out_by IS NOT NULL",
        "UPDATE answer SET find_out_by = '0000-01-01' WHERE find_out_by IS NOT NULL",
        "UPDATE consent SET recorded_at = 4611686018427387904",
        "UPDATE story SET created_at = -4611686018427387904",
    ],
)
@pytest.mark.parametrize("reading", [True, False])
def test_c2_a_day_or_a_moment_that_is_none_is_mended_from_the_history(
    tmp_path: Path, damage: str, reading: bool
) -> None:
    path = sample_in(tmp_path)
    with Project.open(path, reading=True) as project:
        before = project.ask(content_hash)
    raw = driver.connect(str(path))
    assert raw.execute(damage).rowcount > 0
    raw.commit()
    raw.close()
    with Project.open(path, reading=reading) as project:
        assert project.set_aside is not None
        assert project.ask(content_hash) == before
