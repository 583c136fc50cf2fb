"""Tables and files that documents are written to: no formula, no other folder, no old file lost."""

import csv
import io
import os
import sys
from pathlib import Path

import openpyxl
import pytest

from app.project_files import path_for_new
from exports.catalog import EXPORTS, export_of, make
from exports.exchange.planning import ForAll, Target, plan_notes
from exports.exchange.sources import HowRead, draft_of
from exports.tables.neutral import exact, neutral
from exports.target import safe_name
from models import queries
from models.edits.voices import AddNotes, NewNote, NewVoice
from models.project import Project
from tests.app.support import ROOT, TODAY, new_in, process, sample_in, state
from tests.faults.naughty import OURS, payloads
from tests.models.support import note

FORMULAS = ("=1+1", "-5", "+33 6 12", "\t=1+1", "\r=1+1", "＝1+1", "'=1+1", "''x", "@SUM(1)", "－5", " =1+1")
STARTS = tuple("=+-@\t\r\n＝＋－＠")
TITLES = (
    "../x",
    "..",
    "CON",
    "nul.txt",
    "x" * 300,
    "two\nlines",
    "a/b\\c:d",
    "C:\\Windows",
    ".hidden",
    "  ",
    "\u202egnp",
)


def table_of(project: Project, export_id: str, folder: Path) -> bytes:
    export = export_of(export_id)
    with project.snapshot(export.purpose, TODAY) as copy:
        make(export, copy, folder / f"out{export.suffix}")
    return (folder / f"out{export.suffix}").read_bytes()


def test_g10_formulas_are_words_in_the_csv_and_come_back_exactly(tmp_path: Path) -> None:
    texts = [text for text in (*FORMULAS, *OURS, *payloads(300)) if text.strip() and "\0" not in text]
    with Project.open(new_in(tmp_path)) as project:
        project.perform(AddNotes(tuple(NewNote((NewVoice(text, {"words_source": "own_hand"}),)) for text in texts)))
        kept = [one.voices[0].words for one in project.ask(queries.notes)]
        data = table_of(project, "ideas-csv", tmp_path)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for row in rows:
        assert not row["exact words"].startswith(STARTS), row["exact words"]
    assert [exact(row["exact words"]) for row in rows] == kept
    plan = plan_notes(Target("EUR"), "a.csv", draft_of("a.csv", data, HowRead()), ForAll())
    assert [one.voices[0].words for one in plan.edit.notes] == kept


def test_g10_every_payload_is_neutral_and_exact() -> None:
    for text in payloads():
        assert exact(neutral(text)) == text
        assert not neutral(text).startswith(STARTS)


def test_g11_every_text_of_a_workbook_is_a_text(tmp_path: Path) -> None:
    texts = [*FORMULAS, *OURS]
    with Project.open(new_in(tmp_path)) as project:
        project.perform(AddNotes(tuple(note(text, wording=text[:2000], support=-3) for text in texts)))
        data = table_of(project, "everything-xlsx", tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(data))
    found: set[str] = set()
    for sheet in book.worksheets:
        for cell in (cell for row in sheet for cell in row):
            assert cell.data_type != "f", cell.value
            assert cell.hyperlink is None
            if isinstance(cell.value, str) and cell.value[:1] in STARTS:
                assert cell.data_type == "s"
                assert cell.quotePrefix
                found.add(cell.value)
    assert {"=1+1", "-5", "+33 6 12", "＝1+1"} <= found
    numbers = [cell for row in book["notes"] for cell in row if cell.value == -3]
    assert numbers
    assert all(cell.data_type == "n" for cell in numbers)


@pytest.mark.parametrize("title", TITLES)
def test_g12_a_title_stays_in_its_folder(tmp_path: Path, title: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    path = path_for_new(home, title)
    assert path.parent == home
    with Project.create(path, title if title.strip() else "x"):
        pass
    assert [one.name for one in home.iterdir()] == [path.name]
    assert [one.name for one in tmp_path.iterdir()] == ["home"]
    for export in EXPORTS[:3]:
        assert (home / (safe_name(title) + export.suffix)).parent == home


def old_file(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(b"what was there before")
    return path


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="limits of a process are a POSIX thing")
@pytest.mark.parametrize("export_id", ["what-we-heard", "ideas-csv", "everything-xlsx"])
def test_g13_a_full_disk_keeps_the_old_file(tmp_path: Path, export_id: str) -> None:
    """The system takes no more than four thousand bytes of the document, as a full disk does."""
    source = sample_in(tmp_path)
    suffix = export_of(export_id).suffix
    target = old_file(tmp_path, f"out{suffix}")
    script = (
        "import resource, signal, sys\n"
        "from app.commands import run\n"
        "import exports.target as target\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "create = target._create\n"
        "def limited(part, path):\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, resource.RLIM_INFINITY))\n"
        "    return create(part, path)\n"
        "target._create = limited\n"
        "sys.exit(run(sys.argv[1:]))"
    )
    ran = process("export", source, "--as", export_id, "--to", target, cwd=ROOT, script=script)
    assert ran.code == 2, ran
    assert "Traceback" not in ran.err
    assert ran.err.strip().endswith(".")
    assert target.read_bytes() == b"what was there before"
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="rights as Linux has them")
def test_g13_a_folder_or_file_that_cannot_be_written_is_said_and_kept(tmp_path: Path) -> None:
    source, shut = sample_in(tmp_path), tmp_path / "shut"
    shut.mkdir()
    target = old_file(shut, "out.csv")
    before = state(target)
    shut.chmod(0o500)
    target.chmod(0o400)
    try:
        ran = process("export", source, "--as", "ideas-csv", "--to", target, cwd=ROOT, without_rights=True)
        assert ran.code == 2, ran
        assert "cannot be written there" in ran.err
        assert state(target) == before
    finally:
        shut.chmod(0o700)
