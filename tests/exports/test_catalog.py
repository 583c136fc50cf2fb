"""The list of exports: what a new entry must bring, and what making one does."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from exports.catalog import EXPORTS, Export, export_of, make
from exports.document import Document
from exports.target import Cancelled
from models.codes import codes_in
from models.edits.project import LONGEST_ADDRESS
from models.errors import Refused
from models.project import Project
from models.vocabulary import PURPOSES
from tests.app.support import TODAY, document, pdf_codes, sample_in
from tests.exports.report_cases import add_note, way_back


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.id)
def test_every_entry_is_whole(export: Export, project: Project) -> None:
    assert export.id == export.id.lower()
    assert not any(letter in export.id for letter in " _\t")
    assert export.suffix.startswith(".")
    assert export.purpose in {term.code for term in PURPOSES}
    assert export.title
    assert export.options() == export.options()
    assert isinstance(document(project, export.id), Document)


def test_ids_are_unique_and_found() -> None:
    ids = [export.id for export in EXPORTS]
    assert len(set(ids)) == len(ids)
    assert [export_of(one).id for one in ids] == ids
    with pytest.raises(Refused, match="participant-summary, participant-summary-html, "):
        export_of("participant-summary-odt")


def test_a_cancelled_export_leaves_the_old_one(project: Project, tmp_path: Path) -> None:
    export = export_of("lead-report")
    (tmp_path / "out.pdf").write_bytes(b"old")
    with project.snapshot(export.purpose, TODAY) as copy, pytest.raises(Cancelled):
        make(export, copy, tmp_path / "out.pdf", cancelled=lambda: True)
    assert (tmp_path / "out.pdf").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if ".part" in path.name] == []


def test_progress_goes_up_to_the_end(project: Project, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    export = export_of("lead-report")
    with project.snapshot(export.purpose, TODAY) as copy:
        make(export, copy, tmp_path / "out.pdf", progress=lambda done, of: steps.append((done, of)))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1] > 0


@pytest.mark.slow
def test_an_export_is_made_on_another_thread(tmp_path: Path) -> None:
    """The window makes documents beside itself; the copy that it hands over may go to one other thread."""
    export = export_of("participant-summary")
    with (
        Project.open(sample_in(tmp_path), reading=True) as project,
        project.snapshot(export.purpose, TODAY) as copy,
        ThreadPoolExecutor(1) as pool,
    ):
        made = pool.submit(make, export, copy, tmp_path / "out.pdf").result()
    assert made.pages > 5
    assert (made.missing, len(made.stories)) == ((), 14)
    assert io.BytesIO((tmp_path / "out.pdf").read_bytes()).read(5) == b"%PDF-"


@pytest.mark.parametrize("letter", ["a", "ä"])
def test_the_longest_address_that_can_be_set_can_be_drawn(letter: str, project: Project, tmp_path: Path) -> None:
    add_note(project, "Words")
    start, end = "https://polku.example/", "{code}"
    room = LONGEST_ADDRESS - len(start) - len(end)
    with pytest.raises(Refused):
        way_back(project, address=start + letter * 2 * room + end)
    way_back(project, address=start + letter * (room // len(letter.encode())) + end)
    export = export_of("participant-summary")
    with project.snapshot(export.purpose, TODAY) as copy:
        make(export, copy, tmp_path / "out.pdf")
    (read,) = pdf_codes(tmp_path / "out.pdf")
    assert codes_in(read)
