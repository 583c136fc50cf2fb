"""polku lock and polku unlock, and every other command with a locked project."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app import passwords
from models import queries
from models.cipher import is_locked_file
from models.project import Project
from models.relock import lock
from tests.app.support import Ran, new_in, polku, sample_in
from tests.models.locked import OTHER, RIGHT, quick_keys, with_cipher

pytestmark = with_cipher


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    quick_keys(monkeypatch)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lines on standard input."""

    def give(*lines: str) -> None:
        stream = io.TextIOWrapper(io.BytesIO("".join(f"{line}\n" for line in lines).encode()), encoding="ascii")
        monkeypatch.setattr(sys, "stdin", stream)

    return give


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Lines typed at a terminal; returns what was asked."""

    def give(*lines: str) -> list[str]:
        left, asked = list(lines), []
        monkeypatch.setattr(sys, "stdin", Terminal())

        def answer(prompt: str) -> str:
            asked.append(prompt)
            return left.pop(0)

        monkeypatch.setattr("getpass.getpass", answer)
        return asked

    return give


def test_locked_and_unlocked_at_a_terminal(tmp_path: Path, typed: Callable[..., list[str]]) -> None:
    path = new_in(tmp_path, "care.polku")
    asked = typed(OTHER, OTHER)
    ran = polku("lock", path)
    assert (ran.code, ran.out) == (0, f"{path.resolve()}\n")
    assert "If it is forgotten, nobody can open the project" in ran.err
    assert asked == ["New password for care.polku: ", "The same again: "]
    assert is_locked_file(path)
    asked = typed(OTHER)
    ran = polku("unlock", path)
    assert ran.code == 0
    assert "no lock any more" in ran.err
    assert asked == ["Password for care.polku: "]
    Project.open(path).close()


def test_from_standard_input(tmp_path: Path, given: Callable[..., None]) -> None:
    path = new_in(tmp_path, "care.polku")
    given(OTHER)
    assert polku("lock", path, "--password-stdin").code == 0
    given(OTHER, RIGHT)
    assert polku("lock", "--change", path, "--password-stdin").code == 0
    given(RIGHT + "\r")  # as a pipe on Windows ends a line
    assert polku("unlock", "--password-stdin", path).code == 0
    assert not is_locked_file(path)


@pytest.mark.parametrize(
    ("lines", "saying"),
    [(("short",), "at least 8 letters"), ((), "There is no password for “care.polku”"), (("x" * 1001,), "at most")],
)
def test_a_password_that_is_none_locks_nothing(
    tmp_path: Path, given: Callable[..., None], lines: tuple[str, ...], saying: str
) -> None:
    path = new_in(tmp_path, "care.polku")
    before = path.read_bytes()
    given(*lines)
    ran = polku("lock", path, "--password-stdin")
    assert (ran.code, ran.out) == (2, "")
    assert saying in ran.err
    assert path.read_bytes() == before


def test_two_that_differ_lock_nothing(tmp_path: Path, typed: Callable[..., list[str]]) -> None:
    path = new_in(tmp_path, "care.polku")
    typed(RIGHT, RIGHT + "!")
    ran = polku("lock", path)
    assert ran.code == 2
    assert "not the same" in ran.err
    assert not is_locked_file(path)


def test_what_cannot_be_asked_is_said(tmp_path: Path, given: Callable[..., None]) -> None:
    path = new_in(tmp_path, "care.polku")
    given()
    for command in ("lock", "info"):
        if command == "info":
            lock(path, RIGHT)
        ran = polku(command, path)
        assert ran.code == 2
        assert "--password-stdin" in ran.err


def test_a_lock_twice_or_none_to_take_off(tmp_path: Path, given: Callable[..., None]) -> None:
    path = new_in(tmp_path, "care.polku")
    given(RIGHT)
    for command in (("unlock", path), ("lock", "--change", path)):
        ran = polku(*command, "--password-stdin")
        assert ran.code == 2
        assert "is not locked" in ran.err
    lock(path, RIGHT)
    ran = polku("lock", path, "--password-stdin")
    assert ran.code == 2
    assert "locked already" in ran.err


def test_c13_at_a_terminal_a_wrong_password_is_asked_again_after_a_growing_pause(
    tmp_path: Path, typed: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = new_in(tmp_path, "care.polku")
    lock(path, RIGHT)
    before, waited = path.read_bytes(), list[float]()
    monkeypatch.setattr("time.sleep", waited.append)
    typed(*(f"wrong {number}" for number in range(passwords.MOST_TRIES)))
    ran = polku("info", path)
    assert ran.code == 2
    assert ran.err.splitlines() == ["The password is wrong, or “care.polku” is not a Polku project."] * 10
    assert waited == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    assert path.read_bytes() == before
    typed("wrong", RIGHT)
    assert polku("info", path).code == 0


def test_a_wrong_one_from_standard_input_is_not_tried_again(tmp_path: Path, given: Callable[..., None]) -> None:
    path = new_in(tmp_path, "care.polku")
    lock(path, RIGHT)
    given("wrong", RIGHT)
    ran = polku("info", path, "--password-stdin")
    assert ran.code == 2
    assert "The password is wrong" in ran.err


def test_every_command_works_with_a_locked_project(tmp_path: Path, given: Callable[..., None]) -> None:
    path = sample_in(tmp_path)
    plain = polku("info", path).out
    lock(path, RIGHT)
    lines = tmp_path / "lines.txt"
    lines.write_text("A new idea\n", encoding="utf-8")

    def run(*arguments: object) -> Ran:
        given(RIGHT)
        return polku(*arguments, "--password-stdin")

    assert run("info", path).out == plain
    assert run("check", path).code == 1
    assert run("feedback", path, "list").code == 0
    assert run("import", path, lines).code == 0
    assert run("export", path, "--as", "participant-summary", "--to", tmp_path / "summary.pdf").code == 0
    assert is_locked_file(path)
    with Project.open(path, password=RIGHT) as project:
        assert len(project.ask(queries.notes)) == 45
    assert not any(b"A new idea" in one.read_bytes() for one in tmp_path.glob("*.polku*"))


def test_f11_one_password_serves_all_files_that_it_opens_and_is_asked_for_once(
    tmp_path: Path, typed: Callable[..., list[str]]
) -> None:
    files = [new_in(tmp_path, f"{number}.polku") for number in range(3)]
    lock(files[0], RIGHT)
    lock(files[1], RIGHT)
    lock(files[2], OTHER)
    asked = typed(RIGHT, OTHER)
    run = passwords.Passwords()
    for file in files:
        run.with_password(file, lambda password, file=file: Project.open(file, password=password)).close()
    assert asked == ["Password for 0.polku: ", "Password for 2.polku: "]
