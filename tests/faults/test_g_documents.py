"""Documents of hostile words: nothing is obeyed, nothing opened, nothing sent, nothing lost, and no machine named."""

import getpass
import io
import json
import os
import platform
import random
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest

from exports.catalog import EXPORTS, export_of, make
from exports.document import Document, Paragraph, Table
from exports.pdf.renderer import render_pdf
from models.edits.redactions import AddRedaction
from models.project import Project
from models.redaction import Span
from tests.app.support import ROOT, TODAY, new_in, squeezed
from tests.exports.opened import opened
from tests.exports.report_cases import add_story
from tests.faults.naughty import OURS, Watched, payloads
from tests.faults.naughty_project import AGREED, fill, rendered, shown
from tests.timing import quickest

MOST = 200  # payloads in the tests; all of them in benchmarks/soak_sinks.py
EVIL = OURS[4]


@lru_cache
def hostile_bytes() -> bytes:
    with TemporaryDirectory() as folder:
        path = new_in(Path(folder))
        with Project.open(path) as project:
            fill(project, payloads(MOST))
        return path.read_bytes()


# -- R10: every text in every document ---------------------------------------------------------------


@pytest.mark.slow
def test_g1_hostile_words_in_every_document_open_nothing_and_send_nothing(tmp_path: Path) -> None:
    """R10: 200 texts in every document of the catalogue, made in a process of its own that is watched."""
    path, out = tmp_path / "hostile.polku", tmp_path / "out"
    path.write_bytes(hostile_bytes())
    out.mkdir()
    marker = Path("/tmp/exploited")
    marker.unlink(missing_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.make_documents", str(path), str(out)],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=900, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {"seen": [], "troubles": {}}
    assert not marker.exists()
    for export in EXPORTS:
        data = (out / f"{export.id}{export.suffix}").read_bytes()
        if export.suffix == ".pdf":
            with pikepdf.open(io.BytesIO(data)) as pdf:
                keys = {str(key) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) for key in one}
            assert not keys & {"/JavaScript", "/JS", "/Launch", "/OpenAction", "/EmbeddedFiles", "/AA"}, export.id
        assert data, export.id


@pytest.mark.slow
def test_g1_hostile_words_stand_in_the_document_as_they_were_said(tmp_path: Path) -> None:
    path = new_in(tmp_path)
    with Project.open(path) as project:
        fill(project, list(OURS))
        export = export_of("lead-report")
        with project.snapshot(export.purpose, TODAY) as copy:
            make(export, copy, tmp_path / "a.pdf")
    text = opened((tmp_path / "a.pdf").read_bytes(), ".pdf")
    for words in OURS[:8]:
        assert squeezed(words) in text or squeezed(words) in squeezed(text), words


def test_g1_the_watch_would_see_it(tmp_path: Path) -> None:
    """A watch that never barks would prove nothing."""
    watched = Watched(tmp_path)
    with watched.on():
        (tmp_path / "x").write_text("x")
        Path("/etc/hostname").open().close()
        subprocess.run([sys.executable, "-c", ""], check=True)
    assert any("hostname" in one for one in watched.seen)
    assert "subprocess.Popen" in watched.seen
    assert not any(str(tmp_path) in one for one in watched.seen)


def test_g1_escapes_of_pdf_by_chance() -> None:
    """R11: two thousand texts of the letters that mean something inside a PDF stand on the page as they are."""
    dice = random.Random(11)  # noqa: S311 - a seed is the point
    letters = "()\\<>[]{}/%&;'\"#$~^`|endstreamobjTjETQx0123 "
    texts = ["".join(dice.choices(letters, k=dice.randrange(1, 30))).strip() or "x" for _ in range(2000)]
    text = shown(rendered(*(Paragraph(f"n{at}: {text}") for at, text in enumerate(texts))))
    at = 0
    for number, one in enumerate(texts):
        at = text.find(squeezed(f"n{number}:{one}"), at)
        assert at >= 0, one


# -- long texts --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_g2_a_word_of_200_000_letters_takes_seconds() -> None:
    """R12's other half; stories of 400,000 letters are tried in tests/exports/test_pdf_text.py."""
    made: list[bytes] = []
    assert quickest(lambda: made.append(rendered(Paragraph("x" * 200_000))), times=1) < 100  # ten times the limit
    assert shown(made[0]).count("x") == 200_000


def test_g3_a_story_longer_than_a_page_in_a_table_goes_on() -> None:
    words = " ".join(f"w{at}" for at in range(2500))
    data = rendered(Table(("Who", "Words"), (("A", words), ("B", "after it"))))
    text = shown(data)
    assert all(f"w{at}" in text for at in range(0, 2500, 50))
    assert "afterit" in text


def test_g4_no_letter_of_any_script_is_a_blank() -> None:
    """What no typeface has is shown as its number, and told."""
    out = io.BytesIO()
    result = render_pdf(Document("T", "en", (Paragraph("🙂 مرحبا 用 \U00013000 \ue000"),)), out)
    text = opened(out.getvalue(), ".pdf")  # pdfium, which only shows, loses a letter of two halves between Arabic ones
    assert "🙂" in text
    assert "用" in text
    assert "[U+13000]" in text
    assert "[U+E000]" in text
    assert set(result.missing) == {"\U00013000", "\ue000"}


# -- whom and what a document names -------------------------------------------------------------------


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """Every document of a small project in a folder whose name tells a secret."""
    folder = tmp_path_factory.mktemp("secretfolderofpirkko")
    path = new_in(folder, "tampereensalainen.polku")
    with Project.open(path) as project:
        add_story(project, "We waited.", AGREED)
        made: dict[str, bytes] = {}
        for export in EXPORTS:
            with project.snapshot(export.purpose, TODAY) as copy:
                target = folder / f"out{export.suffix}"
                make(export, copy, target)
                made[export.id] = target.read_bytes()
    yield made


@pytest.mark.parametrize("export_id", [export.id for export in EXPORTS])
def test_g14_no_document_names_person_machine_or_folder(documents: dict[str, bytes], export_id: str) -> None:
    text = opened(documents[export_id], export_of(export_id).suffix).casefold()
    host = platform.node().casefold()
    assert "secretfolderofpirkko" not in text
    assert "tampereensalainen" not in text
    assert str(Path.home()).casefold() + os.sep not in text
    assert len(host) < 6 or host not in text
    assert len(getpass.getuser()) < 5 or getpass.getuser().casefold() not in text


def test_g16_a_hidden_name_is_not_on_the_page_under_anything(project: Project, tmp_path: Path) -> None:
    """Not covered: taken out. Looked for in what is drawn, in what is read aloud and in every string of the file."""
    words = "Then Wilhelmiina came to us."
    story = add_story(project, words, AGREED, words_source="own_hand")
    project.perform(AddRedaction("story", story, (Span(5, 16, "[a name]"),)))
    for export_id in ("participant-summary", "lead-report", "what-we-heard"):
        export = export_of(export_id)
        with project.snapshot(export.purpose, TODAY) as copy:
            make(export, copy, tmp_path / "a.pdf")
        text = opened((tmp_path / "a.pdf").read_bytes(), ".pdf")
        assert "wilhelmiina" not in text.casefold(), export_id
