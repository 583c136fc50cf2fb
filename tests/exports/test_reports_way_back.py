"""The way back: which codes a document carries, what they hold, and that a camera reads them."""

from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

from exports.catalog import export_of, make
from exports.document import QrCode
from models import queries
from models.codes import codes_in, is_code
from models.edits.path import AddPath
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import AddNote, AddNotes, NewNote, NewVoice, Place
from models.project import Project
from tests.app.support import TODAY, blocks_of, document, pdf_codes, polku, said, sample_in
from tests.exports.report_cases import add_note, way_back

SUMMARY = export_of("participant-summary")
KINDS = {
    "web": ("https://polku.example/Answer?c={code}&x=%20", "it opens a form"),
    "mail": ("mailto:path@polku.example?subject=Your%20word%20{code}", "it opens an e-mail"),
    "text": ("sms:+358401234567?body={code}%20", "it opens a text message"),
}


def many(project: Project, count: int) -> None:
    project.perform(AddNotes(tuple(NewNote((NewVoice(f"Words {number}"),)) for number in range(count))))


def codes_of_file(project: Project) -> set[str]:
    return (
        {project.ask(queries.project).code}
        | {note.code for note in project.ask(queries.notes)}
        | {theme.code for theme in project.ask(queries.themes)}
    )


def qr_blocks(project: Project, codes: str = "auto", today: date = TODAY) -> list[QrCode]:
    return blocks_of(document(project, today=today, codes=codes), QrCode)


def test_without_a_way_back_no_code_is_drawn_and_it_is_said(project: Project) -> None:
    many(project, 3)
    made = document(project)
    assert blocks_of(made, QrCode) == []
    assert "There is no address to answer to yet, so no codes are printed." in said(made)
    assert all(note.code in said(made) for note in project.ask(queries.notes))
    assert "Scan" not in said(made)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_way_back(project: Project, kind: str) -> None:
    address, words = KINDS[kind]
    way_back(project, kind, address, question="Right so?")
    many(project, 3)
    blocks = qr_blocks(project)
    notes = project.ask(queries.notes)
    assert [block.address for block in blocks] == [address.replace("{code}", note.code) for note in notes]
    assert [block.code for block in blocks] == [note.code for note in notes]
    assert {block.caption for block in blocks} == {"Right so?"}
    assert words in said(document(project))


@pytest.mark.parametrize(("kind", "seen"), [("web", ""), ("mail", "your address"), ("text", "your number")])
def test_what_we_see_of_those_who_answer_is_said(project: Project, kind: str, seen: str) -> None:
    way_back(project, kind, KINDS[kind][0], closes=TODAY)
    many(project, 1)
    for export_id in ("what-we-heard", "participant-summary"):
        for today in (TODAY, TODAY + timedelta(days=1)):  # open, and closed
            words = said(document(project, export_id, today))
            assert ("We will see" in words) == bool(seen and today == TODAY)
            assert f"We will see {seen}." in words or not seen or today > TODAY


def test_the_newest_way_back_is_printed(project: Project) -> None:
    way_back(project, address="https://old.example/{code}")
    way_back(project, address="https://new.example/{code}")
    many(project, 1)
    assert "old.example" not in said(document(project))


def test_a_round_has_two_ends(project: Project) -> None:
    way_back(project, opens=TODAY, closes=TODAY + timedelta(days=5))
    many(project, 1)
    assert "You can answer until 19 May 2027." in said(document(project))
    assert "You can answer from" not in said(document(project))
    assert "You can answer from 14 May 2027." in said(document(project, today=TODAY - timedelta(days=1)))
    assert len(qr_blocks(project, today=TODAY + timedelta(days=5))) == 1
    late = document(project, today=TODAY + timedelta(days=6))
    assert blocks_of(late, QrCode) == []
    assert "Answers were taken until 19 May 2027." in said(late)
    assert "Scan" not in said(late)


@pytest.mark.parametrize(("count", "codes", "expected"), [(60, "auto", 60), (61, "auto", 1), (61, "each", 61)])
def test_a_code_for_each_note_up_to_sixty(project: Project, count: int, codes: str, expected: int) -> None:
    way_back(project)
    many(project, count)
    blocks = qr_blocks(project, codes)
    assert len(blocks) == expected
    text = said(document(project, codes=codes))
    assert all(note.code in text for note in project.ask(queries.notes))


def test_beyond_sixty_a_code_for_each_theme_and_step(project: Project) -> None:
    way_back(project)
    lanes = (("people_do", ""),)
    project.perform(AddPath("The path", stages=("One", "Two", "Three"), lanes=lanes))
    (path,) = project.ask(queries.paths)
    themes = [str(project.perform(AddTheme(f"Theme {number}")).result) for number in range(3)]
    many(project, 57)
    for number in (0, 1):
        project.perform(PutInTheme(add_note(project, f"Of theme {number}"), themes[number]))
        place = (Place(path.stages[number].id),)
        project.perform(AddNote(NewNote((NewVoice(f"Of step {number}"),), {}, place)))
    blocks = qr_blocks(project)
    code = project.ask(queries.project).code
    theme_codes = [theme.code for theme in project.ask(queries.themes)]
    assert [block.code for block in blocks] == [*theme_codes[:2], f"{code}-A", f"{code}-B", code]
    assert all(set(codes_in(block.address)) <= codes_of_file(project) for block in blocks)
    assert all(codes_in(block.address) for block in blocks)
    text = said(document(project))
    assert all(note.code in text for note in project.ask(queries.notes))


def test_notes_without_a_cluster_lead_to_the_project(project: Project) -> None:
    way_back(project)
    many(project, 61)
    (block,) = qr_blocks(project)
    assert is_code(block.code)
    assert block.code == project.ask(queries.project).code


@pytest.mark.parametrize("kind", KINDS)
def test_a_camera_reads_every_code_of_a_page(project: Project, kind: str, tmp_path: Path) -> None:
    address, _ = KINDS[kind]
    way_back(project, kind, address)
    many(project, 7)
    with project.snapshot(SUMMARY.purpose, TODAY) as copy:
        make(SUMMARY, copy, tmp_path / "out.pdf")
    notes = project.ask(queries.notes)
    assert pdf_codes(tmp_path / "out.pdf") == [address.replace("{code}", note.code) for note in notes]


@pytest.mark.slow
def test_a_camera_reads_every_code_of_the_sample(tmp_path: Path) -> None:
    path = sample_in(tmp_path)
    assert polku("export", path, "--as", SUMMARY.id, "--to", tmp_path / "out.pdf", "--today", TODAY).code == 0
    with Project.open(path, reading=True) as project:
        notes = {note.code for note in project.ask(queries.notes)}
    read = pdf_codes(tmp_path / "out.pdf")
    assert len(read) == len(notes) == 44
    assert all(address.startswith("mailto:path@brackenmouth.example?subject=") for address in read)
    assert {codes_in(unquote(address))[-1] for address in read} == notes


@pytest.mark.slow
def test_a_camera_reads_a_code_a_note_beyond_sixty(tmp_path: Path) -> None:
    path = sample_in(tmp_path)
    with Project.open(path) as project:
        many(project, 30)
        codes = codes_of_file(project)
    for choice, count in (("auto", None), ("each", 74)):
        target = tmp_path / f"{choice}.pdf"
        options = ("--to", target, "--today", TODAY, "--codes", choice)
        assert polku("export", path, "--as", SUMMARY.id, *options).code == 0
        read = [codes_in(unquote(address)) for address in pdf_codes(target)]
        assert all(set(found) <= codes and found for found in read)
        assert len(read) == count if count else 3 <= len(read) <= 20
