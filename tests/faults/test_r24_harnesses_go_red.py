"""R24: a harness that cannot fail proves nothing. Each is set on a program that was made worse, and must find it."""

import json
import time
from pathlib import Path
from xml.etree.ElementTree import ParseError

import pytest
from defusedxml.ElementTree import fromstring

from exports.catalog import export_of, make
from exports.exchange import pictures
from exports.pdf import metadata
from models.project import Project
from tests.faults.harness import killing, shim
from tests.faults.hostile import BOMBS
from tests.faults.outcomes import of_bytes
from tests.models.support import TODAY

needs_shim = pytest.mark.skipif(bool(shim.why_not()), reason=shim.why_not())
TITLE = "A & B <script>&#x110000;</rdf:li> end"
SECONDS = 1.0  # of the processor, in which every bomb must be refused


@needs_shim
@pytest.mark.slow
@pytest.mark.parametrize(("how", "finds"), [("NORMAL", "lost"), ("OFF", "lost"), ("OFF", "bad"), ("legacy", "half")])
def test_r24_power_loss_finds_flushes_left_out_and_transactions_of_the_driver(how: str, finds: str) -> None:
    told = shim.run_under("tests.faults.harness.power", json.dumps({"honest": 60, "sabotage": how}))
    assert told["honest"][finds] > 0


@pytest.mark.slow
def test_r24_kills_find_transactions_of_the_driver(tmp_path: Path) -> None:
    path = tmp_path / "p.polku"
    Project.create(path, "Title").close()
    tally = killing.Tally()
    for _ in range(10):
        tally = killing.while_editing(path, 8, "legacy")
        if tally.violations:
            break
    assert tally.violations


@pytest.mark.slow
def test_r24_kills_find_an_export_that_writes_over_the_old_one(tmp_path: Path) -> None:
    tally = killing.while_exporting(tmp_path / "p.polku", 20, "plain")
    assert any("half a document" in one for one in tally.violations)


def words_of(pdf: bytes) -> str:
    """Title and subject as a reader of the PDF's metadata finds them."""
    packet = pdf[pdf.index(b"<x:xmpmeta") : pdf.index(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")]
    return "".join(fromstring(packet.decode()).itertext())


def a_pdf(tmp_path: Path) -> bytes:
    path, target = tmp_path / "p.polku", tmp_path / "x.pdf"
    if not path.exists():
        Project.create(path, TITLE).close()
    wanted = export_of("what-we-heard")
    with Project.open(path, reading=True) as project, project.snapshot(wanted.purpose, TODAY) as copy:
        make(wanted, copy, target, wanted.options())
    return target.read_bytes()


@pytest.mark.slow
def test_r24_a_pdf_whose_texts_are_not_escaped_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert TITLE in words_of(a_pdf(tmp_path))
    monkeypatch.setattr(metadata, "escape", lambda text: text)
    with pytest.raises((ParseError, AssertionError)):
        assert TITLE in words_of(a_pdf(tmp_path))


def _seconds_of(bomb: bytes) -> float:
    began = time.thread_time()
    assert of_bytes("scans.jpg", bomb)
    return time.thread_time() - began


@pytest.mark.slow
def test_r24_an_import_without_a_limit_is_found_to_take_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = next(one for one in BOMBS if one.file == "scans.jpg").make(3)  # three times the usual: machines differ
    assert _seconds_of(bomb) < SECONDS
    monkeypatch.setattr(pictures, "MOST_SCANS", len(bomb))
    assert _seconds_of(bomb) > SECONDS
