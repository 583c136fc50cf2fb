"""A file is written whole or not at all, and nothing of value is overwritten."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from exports.target import Cancelled, safe_name, write_file
from models.errors import Refused


def say(text: bytes):
    def writer(out: BinaryIO) -> int:
        return out.write(text)

    return writer


def test_writes_and_returns_the_writers_answer(tmp_path: Path):
    assert write_file(tmp_path / "a.pdf", say(b"abc")) == 3
    assert (tmp_path / "a.pdf").read_bytes() == b"abc"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("trouble", [ValueError("x"), Cancelled(), MemoryError(), KeyboardInterrupt()])
def test_g13_a_failing_writer_leaves_the_old_file_and_no_part(tmp_path: Path, trouble: BaseException):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def writer(out: BinaryIO) -> None:
        out.write(b"half")
        raise trouble

    with pytest.raises(type(trouble)):
        write_file(target, writer)
    assert target.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def refusal(path: Path) -> str:
    called: list[bool] = []
    with pytest.raises(Refused) as caught:
        write_file(path, lambda out: called.append(True))
    assert called == []
    return str(caught.value)


def test_refuses_folders_missing_folders_and_projects(tmp_path: Path):
    (tmp_path / "folder").mkdir()
    assert "folder" in refusal(tmp_path / "folder")
    assert "nowhere" in refusal(tmp_path / "nowhere" / "a.pdf")
    assert "project" in refusal(tmp_path / "New.POLKU")
    database = tmp_path / "renamed.pdf"
    connection = sqlite3.connect(database)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    before = database.read_bytes()
    assert "renamed.pdf" in refusal(database)
    assert database.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="named pipes are a POSIX thing")
def test_refuses_what_is_not_a_usual_file(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    assert "pipe" in refusal(tmp_path / "pipe")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_refuses_a_folder_without_the_right_to_write(tmp_path: Path):
    tmp_path.chmod(0o500)
    try:
        assert "cannot be written" in refusal(tmp_path / "a.pdf")
    finally:
        tmp_path.chmod(0o700)


def test_removes_parts_of_dead_processes_only(tmp_path: Path):
    script = "from resources.half_made import part_name; print(part_name('a.pdf'), flush=True); input()"
    dead, alive = (
        subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    )
    try:
        left, busy = (tmp_path / str(one.stdout and one.stdout.readline()).strip() for one in (dead, alive))
        other = tmp_path / ".a.part"
        for path in (left, busy, other):
            path.write_bytes(b"x")
        dead.kill()
        dead.communicate()
        write_file(tmp_path / "b.pdf", say(b"abc"))
        assert not left.exists()
        assert busy.exists()
        assert other.exists()
    finally:
        alive.communicate("\n")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What you said", "What you said"),
        ("../x", "x"),
        ("a/b\\c:d", "a b c d"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("lpt1", "_lpt1"),
        ("two\nlines\x00", "two lines"),
        ("dots...", "dots"),
        ("   ", "polku"),
        ("...", "polku"),
        ("Muistipolku – äö", "Muistipolku – äö"),
        ("\u202egnp.exe", "gnp.exe"),
    ],
)
def test_g12_safe_names(title: str, name: str):
    assert safe_name(title) == name


def test_g12_safe_names_are_short_in_bytes(tmp_path: Path):
    for title in ("x" * 300, "\U0001f642" * 300, "漢" * 300, "a" * 119 + "."):
        name = safe_name(title)
        assert len(name.encode()) <= 120
        path = tmp_path / f"{name}.pdf"
        write_file(path, say(b"a"))
        assert path.parent == tmp_path
