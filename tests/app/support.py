"""What the tests of commands and documents share: running a command, the sample, and looking into files."""

import contextlib
import io
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import pypdfium2
import pytest
import zxingcpp

from app.commands import run
from exports.catalog import compose, export_of
from exports.document import Document
from models import queries
from models import records as r
from models.project import Project
from models.sample import make_sample

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
B = TypeVar("B")
TODAY = date(2027, 5, 14)


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    code: int
    out: str
    err: str


def polku(*arguments: object) -> Ran:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = run([str(argument) for argument in arguments])
        except SystemExit as end:  # argparse ends like this for --help and for bad use
            code = int(end.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


def _without_screen(at_home: bool) -> dict[str, str]:
    """The environment of a machine without a screen, where the main job is done without a window.

    `at_home`: everything of the person is found from their home alone.
    """
    left = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"} | (
        {"XDG_CONFIG_HOME", "XDG_DATA_HOME"} if at_home else set()
    )
    return {name: value for name, value in os.environ.items() if name not in left}


def process(*arguments: object, cwd: Path, script: str = "", without_rights: bool = False, **environment: str) -> Ran:
    """Run `python -m app …`, or a script, in a process of its own; an administrator can be without special rights."""
    how = [sys.executable, *(["-c", script] if script else ["-m", "app"])]
    if without_rights and os.geteuid() == 0:
        if not (setpriv := shutil.which("setpriv")):
            pytest.skip("an administrator may write everywhere, and there is no setpriv to take that away")
        how = [setpriv, "--bounding-set=-all", "--inh-caps=-all", *how]
    done = subprocess.run(
        [*how, *map(str, arguments)],
        cwd=cwd,
        env={
            **_without_screen("HOME" in environment),
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            **({} if sys.pycache_prefix else {"PYTHONDONTWRITEBYTECODE": "1"}),
        }
        | environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def assert_refused(ran: Ran, *words: str) -> None:
    """Exit code 2, nothing on standard output, and a sentence on standard error that holds `words`."""
    assert ran.code == 2, ran
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert ran.err.strip(), "there is no sentence"
    assert ran.err.strip()[-1] in ".?…)”'\"" or "error: " in ran.err
    for word in words:
        assert word in ran.err


@lru_cache
def sample_bytes(today: date = TODAY) -> bytes:
    """The sample project as it lies on the disk, made once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.polku"
        make_sample(path, today).close()
        return path.read_bytes()


def sample_in(folder: Path, name: str = "sample.polku", today: date = TODAY) -> Path:
    """Put a copy of the sample into a folder."""
    path = folder / name
    path.write_bytes(sample_bytes(today))
    return path


@lru_cache
def new_bytes() -> bytes:
    """An empty project as it lies on the disk, made once with the command."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.polku"
        assert polku("new", path, "--title", "Test project").code == 0
        return path.read_bytes()


def new_in(folder: Path, name: str = "new.polku") -> Path:
    """Put an empty project into a folder."""
    path = folder / name
    path.write_bytes(new_bytes())
    return path


def state(path: Path) -> tuple[bytes, int]:
    """What must not change where nothing may be written: the bytes and when they were written."""
    return path.read_bytes(), path.stat().st_mtime_ns


def notes_of(path: Path) -> tuple[r.NoteRecord, ...]:
    with Project.open(path, reading=True) as project:
        return project.ask(queries.notes)


def shared(place: str) -> Path:
    """A path below ../shared/data; the test is skipped where it is absent."""
    path = SHARED / place
    if not path.exists():
        pytest.skip(f"the shared data are not here: {path}")
    return path


# -- documents ------------------------------------------------------------------------------------------------------


def document(project: Project, export_id: str = "participant-summary", today: date = TODAY, **choices: str) -> Document:
    """What a document says, through the catalogue and the snapshot of its purpose."""
    export = export_of(export_id)
    with project.snapshot(export.purpose, today) as copy:
        return compose(export, copy, export.options(**choices))


def all_texts(thing: Any) -> list[str]:
    """Every string in a document or a part of it, in reading order: words, alternatives, labels, addresses."""
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, tuple):
        return [text for part in thing for text in all_texts(part)]
    if is_dataclass(thing) and not isinstance(thing, type):
        return [text for field in fields(thing) for text in all_texts(getattr(thing, field.name))]
    return []


def said(thing: object) -> str:
    """The same as one string."""
    return "\n".join(all_texts(thing))


def blocks_of(thing: Any, kind: type[B]) -> list[B]:
    """Every block of a kind, wherever it stands."""
    found = [thing] if isinstance(thing, kind) else []
    if is_dataclass(thing) and not isinstance(thing, type):
        thing = tuple(getattr(thing, field.name) for field in fields(thing))
    return found + [block for part in thing for block in blocks_of(part, kind)] if isinstance(thing, tuple) else found


def squeezed(text: str) -> str:
    """Text without any blank or break, to compare what a page shows with what was written."""
    return "".join(text.replace("\u00ad", "").replace("\ufffe", "").split())


def pdf_text(path: Path) -> str:
    """The text of all pages."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()


def qr_codes_in(image: Any) -> list[str]:
    """What the QR codes in a picture say; other kinds are not looked for, which takes eight times as long."""
    return [
        code.text
        for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    ]


def pdf_codes(path: Path, dpi: int = 200) -> list[str]:
    """What the QR codes of the rendered pages say, in the order of the pages."""
    pdf = pypdfium2.PdfDocument(path)
    found: list[str] = []
    try:
        for page in pdf:
            image = page.render(scale=dpi / 72, grayscale=True).to_pil()  # pyright: ignore[reportArgumentType]
            found += qr_codes_in(image)
    finally:
        pdf.close()
    return found
