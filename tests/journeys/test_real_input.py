"""The whole chain on data that nobody on the team wrote: a new project, two tables, a journey, and a PDF.

Every number is compared with an independent count by Python's csv module. Sockets are blocked as in every test.
"""

import csv
import html
import io
import json
import re
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypdfium2
import pytest

from exports.exchange.mermaid_drafts import feeling_of_score
from models import queries
from models import records as r
from models.codes import codes_in
from models.edits.project import SetWayBack
from models.project import Project
from tests.app.support import TODAY, Ran, new_in, notes_of, pdf_codes, pdf_text, polku, shared, squeezed

LONDON = "ideas/polis/london.youth.policing/comments.csv"
MADRID = "ideas/decide_madrid/proposals_2024_2025.csv"
MAPS = ("--map", "title=wording", "--map", "title=text", "--map", "description=text", "--map", "id=source_id")
HOW_MANY = re.compile(r"(\d+) notes added, (\d+) rows left out, (\d+) not readable\.")


def rows_of(source: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with source.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def counted(ran: Ran) -> tuple[int, ...]:
    found = HOW_MANY.search(ran.out)
    assert found, ran
    return tuple(map(int, found.groups()))


def letters(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFC", text) if letter.isalnum())


def is_within(part: str, whole: str) -> bool:
    """Tell whether the letters of `part` stand in `whole` in their order; what was added between does not matter."""
    rest = iter(whole)
    return all(letter in rest for letter in part)


def assert_polis(path: Path, source: Path) -> None:
    """Import a Pol.is conversation and compare it row for row."""
    rows = rows_of(source)
    wanted = [row for row in rows if row["moderated"] != "-1"]
    before = len(notes_of(path))
    ran = polku("import", path, source)
    assert ran.code in (0, 1)
    assert counted(ran) == (len(wanted), len(rows) - len(wanted), 0)
    notes = notes_of(path)[before:]
    assert [note.voices[0].words for note in notes] == [row["comment-body"] for row in wanted]
    assert [note.voices[0].source_id for note in notes] == [row["comment-id"] for row in wanted]
    assert [note.support for note in notes] == [int(row["agrees"]) for row in wanted]
    assert {note.voices[0].words_source for note in notes} == {"own_hand"}


def assert_proposals(notes: tuple[r.NoteRecord, ...], rows: list[dict[str, str]]) -> None:
    """Compare the notes with the proposals: titles as wording, title and description as exact words."""
    assert [note.voices[0].source_id for note in notes] == [row["id"] for row in rows]
    for note, row in zip(notes, rows, strict=True):
        words = note.voices[0].words
        parts = [row[name] for name in ("title", "description")]
        if not any(sign in part for part in parts for sign in "<&"):
            assert words == "\n\n".join(part.strip() for part in parts if part.strip())
            assert (note.wording or words) == " ".join(row["title"].split())
        without_tags = letters(html.unescape(re.sub(r"<[^>]*>", " ", " ".join(parts))))
        assert is_within(without_tags, letters(words)), row["id"]
        assert not re.search(r"</?(p|br|div|span|strong|li|ul)\b", words)


def assert_journey(path: Path, name: str) -> None:
    """Compare a path with what Mermaid itself understood of the same text."""
    cases: list[dict[str, Any]] = json.loads(
        shared("journeys/mermaid/oracle_mermaid_11.17.2.json").read_text(encoding="utf-8")
    )
    case = next(case for case in cases if case["id"] == name)
    with Project.open(path, reading=True) as project:
        found = project.ask(queries.paths)[-1]
        groups = {group.id: group.name for group in project.ask(queries.groups)}
    assert found.title == case["title"].strip()
    assert [stage.name for stage in found.stages] == [section.strip() for section in case["sections"]]
    stages = {stage.id: stage.name for stage in found.stages}
    tasks = [(task["section"].strip(), task["task"].strip()) for task in case["tasks"]]
    assert [(stages[card.stage_id], card.words) for card in found.cards] == tasks
    for card, task in zip(found.cards, case["tasks"], strict=True):
        felt = {groups[f.segment_id or ""]: f.value for f in found.feelings if f.touchpoint_id == card.id}
        assert felt == dict.fromkeys((name.strip() for name in task["people"]), feeling_of_score(task["score"]))


def set_way_back(path: Path) -> set[str]:
    """Set a way back and return the codes of the file."""
    with Project.open(path) as project:
        project.perform(SetWayBack("mail", "mailto:path@polku.example?subject=Your%20word%20{code}"))
        return {project.ask(queries.project).code} | {note.code for note in project.ask(queries.notes)}


def export(path: Path, *options: str) -> Path:
    target = path.with_suffix(".pdf")
    ran = polku("export", path, "--as", "participant-summary", "--to", target, "--today", TODAY, *options)
    assert (ran.code, ran.err) == (0, ""), ran  # a letter without a shape is 1 with "No font for"
    return target


def assert_pages(target: Path, notes: tuple[r.NoteRecord, ...]) -> None:
    """Every code and every letter of the notes is on the pages, and pages that are looked at are not blank."""
    text = pdf_text(target)
    assert [note.code for note in notes if note.code not in text] == []
    shown = set(unicodedata.normalize("NFKC", text))
    said = {letter for note in notes for letter in unicodedata.normalize("NFKC", note.voices[0].words)}
    assert {letter for letter in said - shown if letter.isprintable() and not letter.isspace()} == set()
    pdf = pypdfium2.PdfDocument(target)
    for number in {0, len(pdf) // 2, len(pdf) - 1}:
        low, high = pdf[number].render(grayscale=True).to_pil().getextrema()
        assert (low < 100, high) == (True, 255)
    pdf.close()


@pytest.mark.slow
def test_the_chain_on_a_few_real_proposals(tmp_path: Path) -> None:
    rows = rows_of(shared(MADRID), ";")[:40]
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    (tmp_path / "madrid.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
    path = new_in(tmp_path)
    assert counted(polku("import", path, tmp_path / "madrid.csv", *MAPS)) == (40, 0, 0)
    assert_proposals(notes_of(path), rows)
    assert polku("import", path, shared("journeys/mermaid/j001.mmd")).code == 0
    assert_journey(path, "j001")
    codes = set_way_back(path)
    target = export(path)
    read = [codes_in(unquote(address))[-1] for address in pdf_codes(target)]
    assert sorted(read) == sorted(codes - _project_code(path))
    assert_pages(target, notes_of(path))


def _project_code(path: Path) -> set[str]:
    with Project.open(path, reading=True) as project:
        return {project.ask(queries.project).code}


@pytest.mark.slow
def test_the_whole_chain_on_real_input(tmp_path: Path) -> None:
    assert polku("new", tmp_path / "p.polku").code == 0
    path = tmp_path / "p.polku"
    assert_polis(path, shared(LONDON))
    london = len(notes_of(path))
    assert london == 36
    rows = rows_of(shared(MADRID), ";")
    assert any(not row["description"].strip() for row in rows)
    assert any(row["retired_at"].strip() for row in rows)
    assert len({row["title"] for row in rows}) < len(rows)
    assert counted(polku("import", path, shared(MADRID), *MAPS)) == (len(rows), 0, 0) == (2738, 0, 0)
    assert_proposals(notes_of(path)[london:], rows)
    assert polku("import", path, shared("journeys/mermaid/j001.mmd")).code == 0
    assert_journey(path, "j001")
    told = json.loads(polku("info", path, "--json").out)["counts"]
    assert told["contribution"]["total"] == 36 + 2738
    assert told["path"]["total"] == 1
    codes = set_way_back(path)
    target = export(path)
    notes = notes_of(path)
    assert_pages(target, notes)
    pdf = pypdfium2.PdfDocument(target)
    caption = "Did we get it right?"
    said = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]  # the caption may take two lines
    drawn = [number for number, words in enumerate(said) if caption in words]
    assert len(drawn) == 1
    part = pypdfium2.PdfDocument.new()
    part.import_pages(pdf, drawn)
    part.save(tmp_path / "drawn.pdf")
    part.close()
    pdf.close()
    read = pdf_codes(tmp_path / "drawn.pdf")
    assert len(read) == 1  # no theme and no step: one code for all
    assert all(set(codes_in(unquote(address))) & codes for address in read)


@pytest.mark.slow
def test_each_real_note_with_a_code_of_its_own(tmp_path: Path) -> None:
    path = new_in(tmp_path)
    assert_polis(path, shared("ideas/polis/15-per-hour-seattle/comments.csv"))
    codes = set_way_back(path) - _project_code(path)
    target = export(path, "--codes", "each")
    read = [codes_in(unquote(address))[-1] for address in pdf_codes(target)]
    assert sorted(read) == sorted(codes)
    assert_pages(target, notes_of(path))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bg2050-volunteers", "vtaiwan.uberx", "15-per-hour-seattle"])
def test_other_conversations(name: str, tmp_path: Path) -> None:
    path = new_in(tmp_path)
    assert_polis(path, shared(f"ideas/polis/{name}/comments.csv"))
    assert_pages(export(path), notes_of(path))


@pytest.mark.slow
def test_every_real_journey_that_mermaid_reads(tmp_path: Path) -> None:
    path = new_in(tmp_path)
    read = 0
    for source in sorted(shared("journeys/mermaid").glob("*.mmd")):
        ran = polku("import", path, source)
        if ran.code == 2:
            continue
        read += 1
        assert f"and {len(_cards(path))} cards added." in ran.out
    assert read >= 15
    assert export(path).stat().st_size > 10_000


def _cards(path: Path) -> tuple[r.CardRecord, ...]:
    with Project.open(path, reading=True) as project:
        return project.ask(queries.paths)[-1].cards


def test_squeezing_keeps_what_matters() -> None:
    """If this fails, the comparisons above look at nothing."""
    assert squeezed(" a\n b\u00ad") == "ab"
    assert is_within("abc", "aXbXc")
    assert not is_within("abc", "acb")
