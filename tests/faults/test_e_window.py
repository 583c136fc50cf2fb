"""Section E in the real window: hostile files say a sentence and leave nothing, Cancel works at once."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.import_dialog import import_words_into
from models import queries
from models.content_hash import content_hash
from models.pictures import pictures
from tests.app.test_window import drop, told
from tests.faults.hostile import BOMBS, many_scans, png_of, sheet_of, wide_jpeg
from tests.faults.mutants import seeds
from tests.journeys.window import Person, opened
from widgets.importing.sheet import ImportSheet

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with opened(tmp_path / "home") as made:
        made.new_project("An evening")
        yield made


def dropped(person: Person, path: Path) -> str:
    """Drop a file, wait until something is said of it or asked, leave it, and return what was said."""
    person.window.notices.say("nothing yet")
    drop(person, path)
    idle = lambda: not person.workspace.context.jobs.is_busy()  # noqa: E731 - a question in one line
    person.wait(idle)
    sheet = QApplication.activeModalWidget()
    if isinstance(sheet, ImportSheet):
        person.wait(lambda: not sheet._trial.is_reading)
        said = sheet.warning.words.text() if sheet.rows.run is None else f"{sheet.rows.taken} notes"
        sheet.reject()
        person.wait(lambda: QApplication.activeModalWidget() is None)
        return said
    person.wait(lambda: told(person) != "nothing yet")
    return told(person)


SAID = {
    "letters of no encoding": "cannot be read",
    "a sheet beside noise": "times its size",
    "a size that is a lie": "is broken",
    "a zip in a zip": "is an archive",
    "a password": "password",
    "a billion laughs": "declares a document type",
    "levels without end": "nested deeper",
    "a journey with a crowd": "more than 5000 people",
}


def test_e8_bombs_that_are_dropped_say_a_sentence_and_leave_nothing(person: Person, tmp_path: Path) -> None:
    before = person.stored(content_hash)
    for bomb in BOMBS:
        if bomb.name in SAID:
            path = tmp_path / bomb.file
            path.write_bytes(bomb.make(1))
            assert SAID[bomb.name] in dropped(person, path), bomb.name
    assert person.stored(content_hash) == before
    assert person.stored(queries.notes) == ()


def test_e17_photos_that_are_bombs_or_pipes_say_a_sentence_and_leave_nothing(person: Person, tmp_path: Path) -> None:
    photos = {"wide.png": png_of(12_000, 12_000), "wide.jpg": wide_jpeg(65_000), "scans.jpg": many_scans(500)}
    for name, data in photos.items():
        (tmp_path / name).write_bytes(data)
        sentence = dropped(person, tmp_path / name)
        assert "million pixels" in sentence or "is broken" in sentence
    (tmp_path / "notes.svg").write_bytes(b'<svg><script>alert(1)</script><image href="http://a.example/"/></svg>')
    assert "may hold instructions" in dropped(person, tmp_path / "notes.svg")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.jpg")
        assert "is not a file on a disk" in dropped(person, tmp_path / "pipe.jpg")
    assert person.stored(pictures) == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_e26_a_pipe_that_is_dropped_is_not_waited_for(person: Person, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "is not a file on a disk" in dropped(person, tmp_path / "pipe.csv")


def test_e20_a_journey_that_is_nearly_one_says_where_and_leaves_nothing(person: Person, tmp_path: Path) -> None:
    (tmp_path / "near.mmd").write_text("journey\n  title x\n  Ring the clinic 2\n", encoding="utf-8")
    assert "Line 3, column" in dropped(person, tmp_path / "near.mmd")
    assert person.stored(queries.paths) == ()


def test_e25_half_a_character_in_pasted_lines_is_said(person: Person) -> None:
    import_words_into(person.window, person.workspace, "half \ud83d of a pair\nwhole 😀")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ImportSheet)
    assert sheet.rows.problems == 1
    sheet.reject()
    person.wait(lambda: QApplication.activeModalWidget() is None)


def test_e19_a_path_of_two_thousand_cards_is_added_in_slices(person: Person, tmp_path: Path) -> None:
    """The window goes on turning meanwhile, and Cancel takes everything back."""
    path = tmp_path / "long.mmd"
    path.write_text("journey\n" + "".join(f"card {at}: 3: a\n" for at in range(1900)), encoding="utf-8")
    before = person.stored(content_hash)
    turns: list[int] = []
    drop(person, path)
    document = person.workspace.document
    assert document.is_busy
    clock = QTimer()
    clock.timeout.connect(lambda: turns.append(1))
    clock.start(0)
    person.wait(lambda: len(turns) > 3)
    assert document.is_busy
    person.press("Escape")
    person.wait(lambda: not document.is_busy)
    clock.stop()
    assert person.stored(content_hash) == before


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_e4_cancel_stops_reading_at_once(person: Person, tmp_path: Path, kind: str) -> None:
    """From Escape to an idle pool less than a second of this process's time passes."""
    name, data = seeds()[kind]
    if kind == "csv":
        data = b"text;cost;group\n" + b"".join(b"note %d in some words;%d,50;a\n" % (at, at) for at in range(190_000))
    else:
        row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>note %d</t></is></c><c r="B%d"><v>%d</v></c></row>'
        data = sheet_of(b"".join(row % (at, at, at, at, at) for at in range(1, 60_000)))
    path = tmp_path / name
    path.write_bytes(data)
    jobs, took = person.workspace.context.jobs, list[float]()
    for wait in (0.05, 0.4, 1.2):
        drop(person, path)
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, ImportSheet)
        until = time.monotonic() + wait
        person.wait(lambda until=until: time.monotonic() > until or not jobs.is_busy())
        began = time.process_time()
        sheet.reject()
        assert not sheet.isVisible()
        person.wait(lambda: not jobs.is_busy())
        took.append(time.process_time() - began)
    assert max(took) < 1.0, took
    assert person.stored(queries.notes) == ()
