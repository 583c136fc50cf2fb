"""A wrong password, again and again: one sentence, a growing pause, and not a byte of anything is changed."""

from itertools import pairwise
from pathlib import Path

import pytest

from app.passwords import MOST_TRIES
from models import queries
from models.cipher import LONGEST_WAIT, wait_after
from models.errors import WrongPassword
from models.project import Project
from models.relock import lock
from models.store import Store
from tests.app.support import new_in
from tests.models.locked import RIGHT, as_after_a_crash, quick_keys, with_cipher
from tests.models.support import add_note

pytestmark = with_cipher
SENTENCE = "The password is wrong, or “care.polku” is not a Polku project."


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    quick_keys(monkeypatch)


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {one.name: (one.read_bytes(), one.stat().st_mtime_ns) for one in folder.iterdir()}


@pytest.mark.parametrize("log", [False, True], ids=["closed", "with a log left by a crash"])
def test_c13_ten_wrong_passwords_say_one_sentence_and_touch_nothing(tmp_path: Path, log: bool) -> None:
    path = new_in(tmp_path, "care.polku")
    lock(path, RIGHT)
    if log:
        with Project.open(path, password=RIGHT) as project:
            add_note(project, "kept in the log")
            path = as_after_a_crash(path, tmp_path / "crashed")
    before = everything(path.parent)
    assert len(before) == 1 + log
    for number in range(10):
        for reading in (False, True):
            with pytest.raises(WrongPassword) as caught:
                Project.open(path, password=f"wrong {number}", reading=reading)
            assert str(caught.value) == SENTENCE
    assert everything(path.parent) == before
    with Project.open(path, password=RIGHT) as project:
        assert len(project.ask(queries.notes)) == log


def test_c13_the_pause_grows_and_stays_bearable() -> None:
    pauses = [wait_after(wrong) for wrong in range(MOST_TRIES + 1)]
    assert pauses[0] == 0
    assert all(after > before or after == LONGEST_WAIT for before, after in pairwise(pauses))
    assert pauses[1] <= 1
    assert pauses[-1] == LONGEST_WAIT


def test_c13_a_key_of_another_file_opens_nothing(tmp_path: Path) -> None:
    one, other = new_in(tmp_path, "care.polku"), new_in(tmp_path, "other.polku")
    key = lock(other, RIGHT).key
    lock(one, RIGHT)
    before = everything(tmp_path)
    with pytest.raises(WrongPassword, match="care"):
        Store.open(one, password=key)
    assert everything(tmp_path) == before
