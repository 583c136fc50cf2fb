"""The poster as a document: its paper, vector only, tagged, every word as text too, and what the options change."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from exports.catalog import export_of, make
from exports.document import Document, Label, WallSheet
from exports.path_drawing.said import say_cards
from exports.reports.content import Content
from exports.reports.path_poster import PosterOptions, path_poster
from models import queries
from models import records as r
from models.edits.path import AddLane, AddPath, AddStage, AddTouchpoint
from models.errors import Refused
from models.project import Project
from resources.texts import translator
from tests.app.support import ROOT, TODAY, polku, sample_in
from tests.exports.path_drawing.made import ARABIC, fill
from tests.exports.reading import aloud, complaints, glyphs_of_nothing, sizes
from tests.exports.reading_words import bare, in_order

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
MM = 72 / 25.4
EXPORT = export_of("path-poster")
WAYS: tuple[dict[str, Any], ...] = (
    {"paper": "A1"},
    {"paper": "A4"},
    {"paper": "as-needed", "sheets": "A4", "overlap": 15},
    {"paper": "A0", "sheets": "A3", "groups": False, "counts": False},
)
# One sheet is tried in the quick run, too; laying out the others takes seconds.
TRIED = [pytest.param(one, id=str(one), marks=() if at == 0 else pytest.mark.slow) for at, one in enumerate(WAYS)]


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Project]:
    with Project.open(sample_in(tmp_path)) as opened:
        yield opened


@pytest.fixture
def large(project: Project) -> Project:
    fill(project)
    return project


def composed(project: Project, language: str = "en", **options: Any) -> Document:
    with project.snapshot("public_report", TODAY) as copy:
        return path_poster(Content.read(copy, translator(language)), PosterOptions(**options))


def pdf_of(project: Project, folder: Path, language: str = "en", **options: Any) -> bytes:
    with project.snapshot("public_report", TODAY) as copy:
        make(EXPORT, copy, folder / "poster.pdf", PosterOptions(**options), language=language)
    return (folder / "poster.pdf").read_bytes()


def papers(data: bytes) -> list[tuple[int, int]]:
    """The size of every page in millimetres."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        boxes = [[float(edge) for edge in one.mediabox] for one in pdf.pages]  # type: ignore[attr-defined]
    return [(round((b[2] - b[0]) / MM), round((b[3] - b[1]) / MM)) for b in boxes]


@pytest.mark.parametrize("options", TRIED)
def test_it_is_valid_heard_in_order_and_of_12_points(large: Project, tmp_path: Path, options: dict[str, Any]) -> None:
    data = pdf_of(large, tmp_path, "fi", **options)
    for profile in PROFILES:
        assert [failure.rule_id for failure in page.validate_pdf_bytes(data, profile=profile).failures] == []
    assert complaints(data) == []
    assert in_order(composed(large, "fi", **options), data) == ""
    assert glyphs_of_nothing(data) == 0
    assert min(sizes(data)) >= 12


@pytest.mark.parametrize("options", TRIED)
def test_it_is_drawn_and_not_a_picture(large: Project, tmp_path: Path, options: dict[str, Any]) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(large, tmp_path, **options))) as pdf:
        for one in pdf.pages:
            assert "/XObject" not in one.Resources  # type: ignore[operator]
            assert not any(str(operator) in ("Do", "BI") for _, operator in pikepdf.parse_content_stream(one))


@pytest.mark.parametrize("options", TRIED)
def test_every_word_of_the_drawing_stands_in_the_text_after_it(large: Project, options: dict[str, Any]) -> None:
    made = composed(large, **options)
    (path,) = large.ask(queries.paths)
    with large.snapshot("public_report", TODAY) as copy:
        said = say_cards(path, Content.read(copy, translator("en")), counts=bool(options.get("counts", True)))
    after = bare(str(made.blocks[max(at for at, one in enumerate(made.blocks) if isinstance(one, WallSheet)) :]))
    for card in said.values():
        facts = (*((card.evidence,) if card.evidence else ()), *card.facts, *card.leads)
        for words in (card.code, card.lane, *(fact.own or fact.words for fact in facts)):
            assert bare(words) in after
        assert all(bare(word) in after for word in card.words.split())


def test_every_word_of_a_card_is_in_what_is_read_aloud(large: Project, tmp_path: Path) -> None:
    heard = bare(aloud(pdf_of(large, tmp_path, paper="A1")).text())
    for card in large.ask(queries.paths)[0].cards:
        assert bare(card.words) in heard
    assert bare(ARABIC) in heard


@pytest.mark.parametrize(("paper", "side"), [("A3", 420), ("A2", 594), ("A1", 841), ("A0", 1189)])
def test_one_sheet_is_of_its_paper_and_the_text_is_on_a4(
    project: Project, tmp_path: Path, paper: str, side: int
) -> None:
    path = str(project.perform(AddPath("The way")).result)
    stage, lane = project.perform(AddStage(path, "First")).result, project.perform(AddLane(path, "people_do")).result
    project.perform(AddTouchpoint(str(stage), str(lane), "Ring"))
    first, *others = papers(pdf_of(project, tmp_path, paper=paper))
    assert max(first) == side
    assert set(others) == {(210, 297)}


def test_a_path_of_60_cards_stands_on_one_sheet_of_a1(large: Project, tmp_path: Path) -> None:
    made = composed(large, paper="A1")
    (sheet,) = (one for one in made.blocks if isinstance(one, WallSheet))
    assert sheet.part is None
    assert sheet.scale >= 1.0
    assert sorted(papers(pdf_of(large, tmp_path, paper="A1"))[0]) == [594, 841]


def test_a_path_on_a4_sheets_says_how_they_go_together(large: Project, tmp_path: Path) -> None:
    made = composed(large, paper="as-needed", sheets="A4")
    sheets = [one for one in made.blocks if isinstance(one, WallSheet)]
    names = [one.name for one in sheets]
    assert names[0] == "Sheet A1"
    assert len(names) == len(set(names)) > 4
    assert all(re.fullmatch(r"Sheet [A-Z]\d+", name) for name in names)
    assert str(len(sheets)) in str(made.blocks[0])
    data = pdf_of(large, tmp_path, paper="as-needed", sheets="A4")
    assert {tuple(sorted(size)) for size in papers(data)} == {(210, 297)}
    words = [one.text for one in sheets[0].picture.shapes if isinstance(one, Label)]
    assert any("Letters of 12 points" in text for text in words)


def test_small_groups_are_not_named_and_no_count_is_there_unless_wanted(sample: Project) -> None:
    named, bare_ = composed(sample, paper="A1"), composed(sample, paper="A1", groups=False, counts=False)
    texts = [
        {one.text for sheet in made.blocks if isinstance(sheet, WallSheet) for one in sheet.picture.shapes
         if isinstance(one, Label)}
        for made in (named, bare_)
    ]  # fmt: skip
    groups = {group.name for group in sample.ask(queries.groups)}
    assert texts[0] & groups
    assert not texts[1] & groups
    assert any(re.fullmatch(r"\d+ (story|stories)", text) for text in texts[0])
    assert not any(re.fullmatch(r"\d+ (story|stories|notes?)", text) for text in texts[1])


def test_a_path_is_found_by_id_title_and_number(project: Project) -> None:
    first, second = (str(project.perform(AddPath(title)).result) for title in ("As it is now", "As we wish"))
    for path_id in (first, second):
        project.perform(AddStage(path_id, "Stage"))
        project.perform(AddLane(path_id, "people_do"))
    assert composed(project).title == composed(project, path="1").title == "As it is now"
    assert composed(project, path=second).title == composed(project, path="as we wish").title == "As we wish"
    with pytest.raises(Refused, match=r"no path “third”\. There are: As it is now, As we wish"):
        composed(project, path="third")


def test_it_is_made_with_the_command(tmp_path: Path) -> None:
    path = sample_in(tmp_path)
    assert polku("export", path, "--as", "path-poster", "--option", "paper=A1", "--to", tmp_path / "p.pdf").code == 0
    assert sorted(papers((tmp_path / "p.pdf").read_bytes())[0]) == [594, 841]
    assert polku("export", path, "--as", "path-poster-svg", "--to", tmp_path / "p.svg").code == 0
    assert (tmp_path / "p.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_without_a_path_or_stages_it_says_so(project: Project) -> None:
    assert "There is no path yet" in str(composed(project).blocks)
    project.perform(AddPath("Empty"))
    assert "no stages yet" in str(composed(project).blocks)
    assert isinstance(project.ask(queries.paths)[0], r.PathRecord)


def test_the_list_of_exports_is_read_without_the_typefaces() -> None:
    """The window lists them at its start; shaping and drawing are loaded when something is made."""
    heavy = "('reportlab', 'qrcode', 'uharfbuzz', 'jinja2', 'markupsafe')"
    script = f"import sys, exports.catalog; print([m for m in sys.modules if m.startswith({heavy})])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
