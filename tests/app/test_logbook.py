"""The program's own log holds what was done, and no name of anybody or anything."""

from pathlib import Path

import pytest

from app.logbook import KINDS, LARGEST, Logbook

CANARY = "Aino Virtanen"


def test_a_file_stands_there_as_a_hash_that_holds_for_its_profile(tmp_path: Path) -> None:
    path = tmp_path / f"{CANARY}.polku"
    Logbook(tmp_path / "logs").note("opened", path, notes=12)
    Logbook(tmp_path / "logs").note("closed", path)
    log = (tmp_path / "logs" / "polku.log").read_text()
    first, second = log.splitlines()
    assert first.split()[1:] == ["opened", f"file={second.split('file=')[1]}", "notes=12"]
    assert "Aino" not in log
    assert str(tmp_path) not in log
    assert "file=" + Logbook(tmp_path / "elsewhere" / "logs").hash_of(path) not in log


def test_words_are_no_facts(tmp_path: Path) -> None:
    log = Logbook(tmp_path)
    for fact in (CANARY, "", "two words", "x" * 60, "Aino"):
        log.note("exported", what=fact)
    with pytest.raises(ValueError, match="kind"):
        log.note(CANARY)
    log.note("exported", what="participant-summary", pages=8)
    told = [line.partition(" ")[2] for line in (tmp_path / "polku.log").read_text().splitlines()]
    assert told == ["exported what=?"] * 5 + ["exported what=participant-summary pages=8"]
    assert "started" in KINDS


def test_it_stays_small(tmp_path: Path) -> None:
    log = Logbook(tmp_path)
    for _ in range(4):
        log.write("x" * LARGEST)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["polku.log", "polku.old.log"]


def test_no_place_for_it_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    Logbook(tmp_path / "file" / "logs").note("started")
    Logbook(None).note("opened", tmp_path / "a.polku")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
