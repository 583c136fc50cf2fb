"""R19, I7 to I9: a tour with seeded names through the real window and the commands leaves them nowhere but in projects.

What is looked at afterwards: the log, everything that Python's own logging gets at its finest level, crash reports and
what stands on standard error, the profile with its settings and recent files, the folder for temporary files, titles of
windows, and the clipboard.
"""

import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.crash import CrashNet
from app.import_dialog import import_into, import_words_into
from app.logbook import Logbook
from models import queries
from models.edits.pictures import AddPictures, NewPicture
from models.edits.voices import AddParticipant, AddStory
from models.edits.weighing import GiveAnswer
from models.errors import PolkuError
from models.pictures import PictureOwner
from tests.app.support import new_in, polku, process
from tests.faults.hostile import photo
from tests.journeys.window import Person, opened, settle
from widgets.importing.sheet import ImportSheet

pytestmark = pytest.mark.usefixtures("qtbot")

NAMES = ("Aino Canaryvirta", "Kaarina Kanarialintu", "+358 40 5550199", "canarykatu 7")
IN_BYTES = ("anaryvirta", "analintu", "5550199", "anarykatu")  # also where the case was changed
OURS = (".polku", ".pdf", ".csv", ".html")  # what people saved themselves


class Kept(logging.Handler):
    """Keeps every line that anybody logs."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.getMessage()} {record.exc_text or ''} {record.args!r}")


@pytest.fixture
def heard() -> Iterator[Kept]:
    """Everything that is logged, by us and by every library, from its finest level on."""
    root, kept = logging.getLogger(), Kept()
    before = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    logging.getLogger("polku").debug("listening")
    yield kept
    root.setLevel(before)
    root.removeHandler(kept)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, which is empty at first."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def found_in(text: str | bytes) -> list[str]:
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    low = data.lower()
    return [word for word in IN_BYTES if word.encode() in low or word.encode("utf-16-le") in low]


def leaks(folder: Path) -> list[str]:
    """The files below a folder that hold a name, in their bytes or their own names; projects are none."""
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(OURS) and (found_in(path.read_bytes()) or found_in(path.name))
    ]


def titles() -> str:
    return "\n".join(widget.windowTitle() for widget in QApplication.topLevelWidgets())


def _tour(person: Person, folder: Path) -> str:
    """Capture, import, answer, search, draft, export and copy, all with the names; return all titles of windows."""
    name, other, number, street = NAMES
    seen: list[str] = []
    document, workspace = person.workspace.document, person.workspace
    person.write(f"{name} waited, call {number}")
    person.press("Return")
    seen.append(titles())
    document.perform(AddStory(f"{other} lives at {street}", {"teller": other}))
    document.perform(AddParticipant(other))
    note = person.stored(queries.notes)[0]
    document.perform(GiveAnswer("now", {"owner": name, "sentence": f"{name} answers"}, note_id=note.id))
    document.perform(AddPictures((NewPicture(photo(), "image/jpeg", 64, 48),), PictureOwner(None)))
    (folder / "notes.csv").write_text(f'text,group,cost\n{name},{other},x\n"{street},{number}\n', encoding="utf-8")
    for taken in (True, False):
        import_into(person.window, workspace, folder / "notes.csv")
        seen.append(titles())
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, ImportSheet)
        (sheet.import_button.click if taken else sheet.reject)()
        person.wait(lambda: QApplication.activeModalWidget() is None)
    with pytest.raises(PolkuError):
        (folder / "near.mmd").write_text(f"journey\n  {name}\n", encoding="utf-8")
        import_into(person.window, workspace, folder / "near.mmd")
    import_words_into(person.window, workspace, f"{name} \ud83d\n{number}")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, ImportSheet)
    sheet.reject()
    person.wait(lambda: QApplication.activeModalWidget() is None)
    for room in ("Ctrl+1", "Ctrl+2", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+7", "Ctrl+3"):
        person.press(room)
        seen.append(titles())
    person.write(f"half {other}")  # a draft that never becomes a note
    settle()
    person.answers.save_next = folder / "copy.polku"
    person.press("Ctrl+Shift+S")
    seen.append(titles())
    return "\n".join(seen)


@pytest.mark.slow
def test_i7_a_tour_of_the_window_leaves_no_name_behind(
    tmp_path: Path, heard: Kept, temporary: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "given").mkdir()
    QApplication.clipboard().clear()
    with opened(tmp_path / "home") as person:
        person.new_project("An evening")
        seen = _tour(person, tmp_path / "given")
        path = person.workspace.document.path
    assert found_in(seen) == []
    assert found_in(path.read_bytes()), "the search finds what is there"
    assert leaks(tmp_path / "home") == []
    assert leaks(temporary) == []
    assert heard.lines
    assert [line[:200] for line in heard.lines if found_in(line)] == []
    assert found_in(QApplication.clipboard().text()) == []
    out, err = capfd.readouterr()
    assert found_in(out + err) == []


@pytest.mark.slow
def test_i9_commands_leave_no_name_in_logs_or_temporary_files(tmp_path: Path, temporary: Path) -> None:
    path = new_in(tmp_path)
    given = tmp_path / "given.csv"
    given.write_text("text,email\n" + "\n".join(f"{name},x" for name in NAMES), encoding="utf-8")
    where = {"cwd": tmp_path, "HOME": str(tmp_path / "home"), "TMPDIR": str(temporary)}
    assert process("import", path, given, **where).code == 0
    assert process("info", path, **where).code == 0
    assert process("export", path, "--as", "ideas-csv", "--to", tmp_path / "ideas.csv", **where).code in (0, 1)
    assert process("export", path, "--as", "lead-report", "--to", tmp_path / "report.pdf", **where).code in (0, 1)
    given.write_bytes(("journey\n" + NAMES[0]).encode())
    broken = process("import", path, given.rename(tmp_path / "a.mmd"), **where)
    assert broken.code == 2
    assert "Traceback" not in broken.err
    (tmp_path / "a.mmd").unlink()
    assert leaks(tmp_path) == []
    assert polku("info", path).code == 0


def test_i8_a_mistake_in_the_middle_of_the_tour_is_reported_without_a_name(
    tmp_path: Path, temporary: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    name = NAMES[0]
    net = CrashNet(tmp_path / "crashes", lambda: "0", Logbook(tmp_path / "logs"))

    def fail() -> None:
        words = f"{name} {NAMES[2]}"
        raise KeyError(words) from ValueError({name: words})

    net.install()
    net.watch_qt()
    try:
        with opened(tmp_path / "home") as person:
            person.new_project("An evening")
            person.write(name)
            QTimer.singleShot(0, fail)
            settle()
    finally:
        net.take_down()
    reports = list((tmp_path / "crashes").glob("crash-*.txt"))
    assert leaks(tmp_path) == []
    assert leaks(temporary) == []
    out, err = capfd.readouterr()
    assert found_in(out + err) == []
    assert len(reports) == 1
    assert "KeyError" in reports[0].read_text(encoding="utf-8")
