"""polku export, polku exports."""

import os
from pathlib import Path

import pypdfium2
import pytest

from exports.catalog import EXPORTS
from models import queries
from models.project import Project
from tests.app.support import TODAY, Ran, assert_refused, new_in, polku, process, sample_in, state

IDS = ("what-we-heard", "participant-summary", "lead-report", "vote-sheet")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_in(tmp_path)


def export(path: Path, target: object, *options: object, as_id: str = "lead-report") -> Ran:
    return polku("export", path, "--as", as_id, "--to", target, "--today", TODAY, *options)


def test_the_exports_are_listed_for_programs() -> None:
    ran = polku("exports")
    assert ran.code == 0
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert [row[:2] for row in rows] == [[one.id, one.suffix] for one in EXPORTS]
    assert all(len(row) == 3 for row in rows)
    assert set(IDS) <= {row[0] for row in rows}
    assert ["participant-summary", ".pdf", "What we heard, and where it stands"] in rows


@pytest.mark.parametrize("export_id", IDS)
def test_an_export_is_a_pdf_and_its_pages_are_said(export_id: str, path: Path, tmp_path: Path) -> None:
    ran = export(path, tmp_path / "out.pdf", as_id=export_id)
    assert (ran.code, ran.err) == (0, "")
    pdf = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    assert ran.out == f"{tmp_path / 'out.pdf'} ({len(pdf)} pages)\n"
    pdf.close()


def test_a_document_is_made_as_a_page_for_a_browser_too(path: Path, tmp_path: Path) -> None:
    ran = export(path, tmp_path / "out.html", as_id="lead-report-html")
    assert (ran.code, ran.out, ran.err) == (0, f"{tmp_path / 'out.html'}\n", "")
    assert (tmp_path / "out.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_a_folder_as_target_gets_the_documents_own_name(path: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert export(path, tmp_path / "out").code == 0
    assert [made.name for made in (tmp_path / "out").iterdir()] == ["lead-report.pdf"]


def words_of(target: Path) -> str:
    pdf = pypdfium2.PdfDocument(target)
    words = " ".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return " ".join(words.split())


def test_a_document_speaks_the_language_that_is_asked_for(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    assert export(path, target, as_id="what-we-heard").code == 0
    assert "What we heard" in words_of(target)
    assert export(path, target, "--language", "fi", as_id="what-we-heard").code == 0
    assert "Mitä kuulimme" in words_of(target)
    assert "What we heard" not in words_of(target)


@pytest.mark.parametrize("option", ["--language", "--beside"])
def test_a_language_that_documents_do_not_speak_is_refused_with_those_they_speak(
    option: str, path: Path, tmp_path: Path
) -> None:
    ran = export(path, tmp_path / "out.pdf", option, "xx", as_id="what-we-heard")
    assert ran.code == 2
    assert f"{option}: “xx” is no language of documents. There are: en, fi." in ran.err
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.slow
def test_every_export_is_remembered_with_its_stories_and_purpose(tmp_path: Path) -> None:
    path = sample_in(tmp_path)
    assert export(path, tmp_path / "out.pdf", as_id="participant-summary").code == 0
    with Project.open(path, reading=True) as project:
        rows = project.store.connection.exec_driver_sql(
            "SELECT export, file_name, purpose, stories FROM export_log"
        ).fetchall()
        stories = project.ask(queries.stories)
    ((export_id, name, purpose, kept),) = [tuple(row) for row in rows]
    assert (export_id, name, purpose) == ("participant-summary", "out.pdf", "public_report")
    allowed = [s.id for s in stories if any(c.purpose == "public_report" and c.answer == "yes" for c in s.consents)]
    assert all(story_id in kept for story_id in allowed)
    assert sum(story.id in kept for story in stories) == len(allowed) == 14


def test_an_export_changes_no_content(tmp_path: Path) -> None:
    path = sample_in(tmp_path)
    before = polku("info", path).out
    assert export(path, tmp_path / "out.pdf").code == 0
    assert polku("info", path).out == before


def test_a_protected_project_is_exported_and_left_as_it_is(path: Path, tmp_path: Path) -> None:
    path.chmod(0o444)
    before = state(path)
    assert export(path, tmp_path / "out.pdf").code == 0
    assert state(path) == before


def test_an_unknown_id_is_answered_with_the_known_ones(path: Path, tmp_path: Path) -> None:
    assert_refused(export(path, tmp_path / "out.pdf", as_id="participant-summary-odt"), *IDS)
    assert_refused(export(path, tmp_path / "out.pdf", as_id=""), *IDS)


def test_an_option_that_a_document_does_not_have(path: Path, tmp_path: Path) -> None:
    assert_refused(export(path, tmp_path / "out.pdf", "--codes", "each"), "codes", "lead-report")


def test_options_are_listed_and_chosen_by_name(path: Path, tmp_path: Path) -> None:
    listed = [line.split("\t") for line in polku("exports", "--options", "print-pack").out.splitlines()]
    assert ["wall", "yes, no", "yes"] in listed
    assert ["ballots", "a whole number", "24"] in listed
    assert ["metres", "2, 3, 5, 8"] in [line[:2] for line in listed]
    chosen = ("--option", "votes=no", "--option", "consent=no", "--option", "tables=3", "--option", "per_table=1")
    assert export(path, tmp_path / "out.pdf", *chosen, as_id="print-pack").code == 0
    words = words_of(tmp_path / "out.pdf")
    assert "Table 3" in words
    assert "Table 4" not in words and "Consent cards" not in words and "Ballot paper" not in words


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("walls=no", ("print-pack", "walls", "wall, wall_paper, wall_size")),
        ("wall", ("yes, no",)),
        ("wall=maybe", ("maybe", "yes, no")),
        ("ballots=many", ("many", "a whole number")),
        ("ballots=-1", ("-1", "a whole number")),
        ("metres=4", ("4", "2, 3, 5, 8")),
    ],
)
def test_an_option_or_a_value_that_is_not_known_is_answered_with_the_known_ones(
    typed: str, said: tuple[str, ...], path: Path, tmp_path: Path
) -> None:
    assert_refused(export(path, tmp_path / "out.pdf", "--option", typed, as_id="print-pack"), *said)
    assert not (tmp_path / "out.pdf").exists()


def test_targets_that_may_not_be_written(path: Path, tmp_path: Path) -> None:
    other = new_in(tmp_path, "other.polku")
    disguised = tmp_path / "disguised.pdf"
    disguised.write_bytes(other.read_bytes())
    before = [state(other), state(disguised), polku("info", path)]
    for target, words in {
        path: "the name of a project",
        tmp_path / "fresh.polku": "the name of a project",
        disguised: "not overwritten",
        tmp_path / "nowhere" / "out.pdf": "no folder",
        tmp_path / ("x" * 300): "xxx",
        "/dev/null": "not a usual file",
        "/proc/out.pdf": "out.pdf",
    }.items():
        if str(target).startswith("/") and not str(target).startswith(str(tmp_path)) and os.name != "posix":
            continue
        assert_refused(export(path, target), words)
    assert [state(other), state(disguised), polku("info", path)] == before
    assert sorted(made.name for made in tmp_path.iterdir()) == ["disguised.pdf", "new.polku", "other.polku"]


def test_a_good_export_replaces_the_old_one(path: Path, tmp_path: Path) -> None:
    (tmp_path / "out.pdf").write_bytes(b"old")
    assert export(path, tmp_path / "out.pdf").code == 0
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the limit on a file's size is a POSIX one")
def test_the_old_export_is_whole_where_the_disk_is_full(tmp_path: Path) -> None:
    path = sample_in(tmp_path)
    path.chmod(0o444)
    (tmp_path / "out.pdf").write_bytes(b"old")
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "from app.__main__ import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    arguments = ("export", path, "--as", "participant-summary", "--to", tmp_path / "out.pdf")
    ran = process(*arguments, cwd=tmp_path, script=script)
    assert_refused(ran, "")
    assert (tmp_path / "out.pdf").read_bytes() == b"old"
    assert sorted(made.name for made in tmp_path.iterdir()) == ["out.pdf", "sample.polku"]
