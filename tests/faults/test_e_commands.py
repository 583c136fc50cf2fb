"""Section E through the commands: hostile files end with exit code 2 and a sentence, or with correct data."""

import io
import os
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.exchange import reading_once, sources
from exports.exchange.planning import plan_path, target_of
from exports.exchange.sources import read_source
from models import queries
from models.content_hash import content_hash
from models.edits.pictures import AddPictures, NewPicture
from models.edits.project import AddWorkshop
from models.errors import Refused
from models.pictures import PictureOwner
from models.project import Project
from tests.app.support import Ran, assert_refused, new_in, notes_of, polku, process
from tests.exports.exchange.office import workbook
from tests.faults.hostile import BOMBS, packed, photo
from tests.faults.mutants import seeds

# One bomb of each kind; all of them are weighed by R9.
BLOWN = (
    *("a million broken quotes", "letters of no encoding", "a sheet beside noise", "a size that is a lie"),
    *("a zip in a zip", "a password", "a billion laughs", "levels without end", "a journey with a crowd"),
)
TRIED = [bomb for bomb in BOMBS if bomb.name in BLOWN]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_in(tmp_path)


def everything_in(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*"))


def content_of(path: Path) -> str:
    with Project.open(path, reading=True) as project:
        return str(project.ask(content_hash))


def words_of(path: Path) -> list[str]:
    return [note.voices[0].words for note in notes_of(path)]


def brought(path: Path, name: str, data: bytes, *options: object, how: str = "import") -> Ran:
    """Hand a file to `polku import` or `polku feedback import`, in a folder of its own."""
    folder = path.parent / "given"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    before = everything_in(path.parent)
    words = ("feedback", path, "import") if how == "feedback" else ("import", path)
    ran = polku(*words, folder / name, *options)
    assert everything_in(path.parent) == before, "something was written beside"
    return ran


# -- refused, and nothing has changed -------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("how", ["import", "feedback"])
def test_e16_a_bomb_ends_a_command_with_a_sentence_and_changes_nothing(path: Path, how: str) -> None:
    before = content_of(path)
    for bomb in TRIED:
        if how == "import" or not bomb.file.endswith(".mmd"):
            assert_refused(brought(path, bomb.file, bomb.make(1), how=how))
    assert content_of(path) == before


@pytest.mark.parametrize("how", ["import", "feedback"])
@pytest.mark.parametrize("data", [b"", b"\0" * 1000, b"\x81\xfe\x90" * 999, b"PK\x03\x04" + b"\x90" * 500])
def test_e2_what_is_no_table_ends_with_a_sentence(path: Path, data: bytes, how: str) -> None:
    before = content_of(path)
    for name in ("a.csv", "a.xlsx", "a.docx", "a.txt", "a.mmd"):
        ran = brought(path, name, data, how=how)
        assert ran.code in (1, 2)
        assert "Traceback" not in ran.out + ran.err
        assert ran.err.strip() if ran.code == 2 else "0 " in ran.out
    assert content_of(path) == before


@pytest.mark.parametrize("how", ["import", "feedback"])
def test_e26_folders_devices_and_pipes_are_refused_at_once(path: Path, tmp_path: Path, how: str) -> None:
    given = [
        tmp_path,
        tmp_path / "none.csv",
        Path("/dev/null"),
        Path("/dev/zero"),
        tmp_path / ("x" * 300),
        tmp_path / "a\nb",
    ]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
        (tmp_path / "led.csv").symlink_to(tmp_path / "pipe.csv")
        (tmp_path / "round.csv").symlink_to(tmp_path / "round.csv")
        given += [tmp_path / name for name in ("pipe.csv", "led.csv", "round.csv")]
    words = ("feedback", path, "import") if how == "feedback" else ("import", path)
    before = content_of(path)
    for one in given:
        if one.parent != Path("/dev") or one.exists():
            assert_refused(polku(*words, one))
    assert content_of(path) == before


# -- E1, E6: what is printed ------------------------------------------------------------------------------


def test_e6_texts_of_a_file_give_no_orders_to_the_terminal(path: Path) -> None:
    """Names of columns and sheets, groups and titles may hold what a terminal obeys."""
    orders = "\x1b]0 owned\x07\x1b[2J\u202etxt.\x9b31m"
    table = f"text,{orders},group\nHello,x,{orders}\n".encode()
    sheet = workbook(["text"], ["Hello"], change=lambda book: setattr(book.active, "title", "\u202eevil"))
    journey = f"journey\n  title {orders}\n  a: 9: {orders}\n".encode()
    for name, data in (("a.csv", table), ("a.xlsx", sheet), ("a.mmd", journey), ("b.csv", table)):
        ran = brought(path, name, data, how="feedback" if name == "b.csv" else "import")
        assert ran.code in (0, 1), ran
        assert not set("\x1b\x07\x9b\u202e") & set(ran.out + ran.err), name


@pytest.mark.slow
def test_e1_a_terminal_of_few_letters_gets_every_sentence(path: Path, tmp_path: Path) -> None:
    (tmp_path / "ä.csv").write_bytes("text,ryhmä 😀\nHei,שלום\n".encode())
    (tmp_path / "lost.csv").write_bytes(b"\xff\xfe\x00\xd8")
    ran = process("import", path, tmp_path / "ä.csv", cwd=tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (ran.code, "Traceback" in ran.err) == (0, False), ran
    ran = process("import", path, tmp_path / "lost.csv", cwd=tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (ran.code, "Traceback" in ran.err) == (2, False), ran


# -- E14 to E16: names in archives ------------------------------------------------------------------------

NAMES = [
    *("../evil.xml", "..\\evil.xml", "/tmp/evil.xml", "C:\\evil.xml", "\\\\server\\evil.xml", "xl/../../evil.xml"),
    *("CON", "aux.xml", "a:b", "xl/" + "x" * 300 + ".xml", "gpj.\u202elmx", "a\0b", "", "last. "),
    *("xl/A.xml", "xl/a.xml"),
    *(unicodedata.normalize("NFC", "xl/ä.xml"), unicodedata.normalize("NFD", "xl/ä.xml")),
    *("xl/twice.xml", "xl/twice.xml"),
]  # fmt: skip


def _with_names(archive: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        parts = [(entry.filename, opened.read(entry)) for entry in opened.infolist()]
    return packed(*parts, *((name, b"<evil/>") for name in NAMES))


def test_e14_names_that_lead_out_of_an_archive_are_never_used(path: Path) -> None:
    data = _with_names(workbook(["text"], ["Hello"], ["World"]))
    assert brought(path, "notes.xlsx", data).code == 0
    assert words_of(path) == ["Hello", "World"]
    assert not list(path.parent.rglob("*evil*"))


def test_e15_an_archive_of_odd_names_links_and_twins_is_refused_as_a_whole(path: Path) -> None:
    out = path.parent / "odd.zip"
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("photo.jpg")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        for name in dict.fromkeys(name for name in NAMES if name and "\0" not in name):
            archive.writestr(zipfile.ZipInfo(name), photo())
    data, before = out.read_bytes(), content_of(path)
    for name in ("odd.zip", "odd.csv", "odd.xlsx", "odd.jpg.docx", "\u202egpj.xlsx"):
        assert_refused(brought(path, name, data), "is an archive or a file of another program")
    assert content_of(path) == before


# -- E21 to E23 ----------------------------------------------------------------------------------------------


def test_e21_a_file_that_is_still_being_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes on between the first and the last look at it."""
    path = tmp_path / "notes.csv"
    path.write_bytes(b"text\n" + b"Hello\n" * 1000)
    look = os.fstat

    def looked(file: int) -> os.stat_result:
        found = look(file)
        with path.open("ab") as other:
            other.write(b"More\n")
        return found

    monkeypatch.setattr(reading_once.os, "fstat", looked)
    with pytest.raises(Refused, match="changed while it was read"):
        read_source(path)


def test_e21_a_file_that_grows_beyond_the_limit_meanwhile_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LARGEST", 1000)
    path = tmp_path / "notes.csv"
    path.write_bytes(b"x" * 1001)
    with pytest.raises(Refused, match="larger than"):
        read_source(path)


@pytest.mark.parametrize(("name", "how"), [("path.mmd", "import"), ("notes.xlsx", "import"), ("notes.docx", "import")])
def test_e22_the_same_file_again_is_known_whatever_it_is_called(path: Path, name: str, how: str) -> None:
    data = dict(seeds().values())[name]
    assert brought(path, name, data, how=how).code in (0, 1)
    before = content_of(path)
    assert_refused(brought(path, "other" + name, data, how=how), "imported before")
    assert content_of(path) == before


def _path(project: Project) -> None:
    name, data = seeds()["mermaid"]
    project.perform(plan_path(target_of(project.ask), Path(name), data).edit)


def _photo(project: Project) -> None:
    picture = NewPicture(photo(), "image/jpeg", 64, 48)
    project.perform(AddPictures((picture,), PictureOwner(workshop_id=project.ask(queries.workshops)[0].id)))


@pytest.mark.parametrize("bring", [_path, _photo])
def test_e23_an_import_taken_back_leaves_the_same_content(path: Path, bring: Callable[[Project], None]) -> None:
    with Project.open(path) as project:
        project.perform(AddWorkshop("One"))
        before = project.ask(content_hash)
        bring(project)
        assert project.ask(content_hash) != before
        project.undo()
        assert project.ask(content_hash) == before


@pytest.mark.parametrize(("kind", "how"), [("csv", "import"), ("answers", "feedback"), ("xlsx", "import")])
def test_e23_a_file_read_by_a_command_and_taken_back_leaves_the_same_content(path: Path, kind: str, how: str) -> None:
    with Project.open(path) as project:
        before = project.ask(content_hash)
    assert brought(path, *seeds()[kind], how=how).code in (0, 1)
    with Project.open(path) as project:
        assert project.ask(content_hash) != before
        project.undo()
        assert project.ask(content_hash) == before
