"""The print pack: each part, what it says where something is missing, its sizes, and the codes that stay."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import page
import pytest

from exports.catalog import edits_before, export_of, make, proof
from exports.document import (
    Bullets,
    Label,
    Paragraph,
    Poster,
    QrCode,
    Slips,
    Table,
    TickBoxes,
    WallSheet,
    WritingLines,
    plain,
    walk,
)
from exports.pdf.wall_boxes import shown_in
from exports.reports.content import Content
from exports.reports.opening import SEEN
from exports.reports.print_pack import PackOptions, print_pack
from models import queries
from models.edits.path import AddLane, AddPath, AddStage, AddTouchpoint, FreezeStepCodes
from models.edits.path_frame import DeleteStage
from models.edits.project import AddWorkshop, ChangeProject, SetWayBack
from models.edits.voices import ConsentAnswer
from models.edits.voting import AddRound, NewOption
from models.paper_lines import PaperLine, read_line
from models.project import Project
from models.vocabulary import PURPOSES
from resources.texts import translator
from tests.app.support import TODAY, polku, sample_in
from tests.exports.reading import aloud, complaints, read_codes, sizes
from tests.exports.reading_words import in_order
from tests.exports.report_cases import add_note, add_story, confirm, give, way_back

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
LONG = "lääkkeidenantoaikataulunmuutosilmoituslomake"
ARABIC = "كيف ينبغي أن تعمل المساعدة في المنزل؟"
FORM = "https://palaute.kaupunki.example/p/{code}"
NOTHING: dict[str, Any] = dict.fromkeys(("wall", "consent", "notes", "votes", "feedback", "poster"), False)
FEW: dict[str, Any] = {"consent_cards": 1, "tables": 1, "per_table": 1, "ballots": 1}
EXPORT = export_of("print-pack")


def pack(project: Project, language: str = "en", **options: Any) -> Any:
    with project.snapshot("room", TODAY) as copy:
        return print_pack(Content.read(copy, translator(language)), PackOptions(**FEW | options))


def only(part: str, project: Project, **options: Any) -> Any:
    return pack(project, **{**NOTHING, part: True, **options})


def slips(document: Any) -> list[Any]:
    return [slip for block in document.blocks if isinstance(block, Slips) for slip in block.slips]


def words_of(slip: Any) -> str:
    """Every word on a slip."""
    found = [slip.name]
    for block in walk((*slip.blocks, *slip.tear)):
        match block:
            case Paragraph():
                found.append(plain(block.words))
            case TickBoxes():
                found += (block.label, *block.choices)
            case WritingLines():
                found.append(block.label)
            case _:
                pass
    return " ".join(found)


def first_page(document: Any) -> str:
    """What the first page says, in one text."""
    found: list[str] = []
    for block in walk(document.blocks[:3]):
        match block:
            case Paragraph():
                found.append(plain(block.words))
            case Bullets():
                found += (plain(item) for item in block.items)
            case Table():
                found += (plain(cell) for row in block.rows for cell in row)
            case _:
                pass
    return " ".join(found)


def pdf_of(project: Project, folder: Path, language: str = "en", **options: Any) -> bytes:
    with project.snapshot("room", TODAY) as copy:
        make(EXPORT, copy, folder / "pack.pdf", PackOptions(**FEW | options), language=language)
    return (folder / "pack.pdf").read_bytes()


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Project]:
    with Project.open(sample_in(tmp_path)) as opened:
        yield opened


def with_path(project: Project, stages: int = 3, lanes: int = 3) -> str:
    path_id = str(project.perform(AddPath("The way", "as_is")).result)
    for number in range(stages):
        project.perform(AddStage(path_id, f"{LONG} {number}"))
    for number in range(lanes):
        project.perform(AddLane(path_id, "own", f"Lane {number}"))
    return path_id


# -- the whole pack ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_sample_passes_the_validator_and_is_heard_in_order(sample: Project, tmp_path: Path, language: str) -> None:
    data = pdf_of(sample, tmp_path, language)
    assert complaints(data) == []
    assert in_order(pack(sample, language), data) == ""
    for profile in PROFILES:
        assert [f.rule_id for f in page.validate_pdf_bytes(data, profile=profile).failures] == []


def test_nothing_that_people_read_is_under_twelve_points(sample: Project, tmp_path: Path) -> None:
    small = {size: said for size, said in sizes(pdf_of(sample, tmp_path, wall=False)).items() if size < 12}
    assert [said for said in small.values() if "For you" not in said and " of " not in said] == []


def test_an_empty_project_says_part_by_part_what_is_missing(project: Project, tmp_path: Path) -> None:
    said = first_page(pack(project))
    for words in ("There is no path yet", "Nothing has an answer yet", "There is no way back yet"):
        assert words in said
    data = pdf_of(project, tmp_path)
    assert complaints(data) == []
    assert read_codes(data, 72) == []


def test_long_words_and_arabic_stand_on_every_part(project: Project, tmp_path: Path) -> None:
    project.perform(ChangeProject({"title": f"{LONG} {ARABIC}", "organisation": LONG * 2}))
    workshop = project.perform(AddWorkshop(LONG, {"ask": f"{ARABIC} {LONG}", "pledge_role": LONG})).result
    project.perform(SetWayBack("web", FORM, {"question": ARABIC}))
    with_path(project, 4, 3)
    give(project, add_note(project, ARABIC), "now", LONG)
    project.perform(AddRound(ARABIC, {"method": "one_choice"}, (NewOption(label=LONG * 2), NewOption(label=ARABIC))))
    data = pdf_of(project, tmp_path, "fi", workshop_id=str(workshop), cards=True)
    assert complaints(data) == []
    assert in_order(pack(project, "fi", workshop_id=str(workshop), cards=True), data) == ""
    for profile in PROFILES:
        assert page.validate_pdf_bytes(data, profile=profile).is_compliant


def test_a_part_that_is_not_wanted_is_not_in_it(sample: Project) -> None:
    assert len(pack(sample, **NOTHING).blocks) == 1
    assert {slip.name for slip in slips(only("notes", sample, tables=2))} == {"Table 1", "Table 2"}


# -- the wall template ------------------------------------------------------------------------------------------------


def walls(document: Any) -> list[WallSheet]:
    return [block for block in document.blocks if isinstance(block, WallSheet)]


def printed(sheet: WallSheet) -> list[str]:
    """The words of the part of a template that a sheet shows."""
    picture = shown_in(sheet.picture, sheet.part) if sheet.part else sheet.picture
    return [shape.text for shape in picture.shapes if isinstance(shape, Label)]


def test_a_path_is_spread_over_as_many_sheets_as_it_needs(project: Project) -> None:
    with_path(project, stages=14)
    document = only("wall", project)
    sheets = walls(document)
    assert len(sheets) >= 3
    codes = [code for sheet in sheets for code in printed(sheet) if re.fullmatch(r"[A-N]\d", code)]
    lanes = project.ask(queries.paths)[0].lanes
    assert len(codes) == len(set(codes)) == 14 * len(lanes)
    assert all(name in str(document.blocks) for name in ("Sheet A1", "Sheet A2", "How the sheets go together"))
    assert len(walls(only("wall", project, wall_paper="A3"))) < len(sheets)


def test_a_wall_template_stands_on_one_page_a_sheet(project: Project, tmp_path: Path) -> None:
    with_path(project, stages=14, lanes=8)
    document = only("wall", project)
    with project.snapshot("room", TODAY) as copy:
        made = make(EXPORT, copy, tmp_path / "wall.pdf", PackOptions(**{**NOTHING, "wall": True}))
    assert made.pages == len(walls(document)) + 2  # what is in the pack, and how the sheets go together


@pytest.mark.parametrize("size", ["A2", "A1", "A0"])
def test_a_template_on_one_large_sheet_has_every_code(project: Project, size: str) -> None:
    with_path(project, stages=6, lanes=5)
    (sheet,) = walls(only("wall", project, wall_size=size, wall_paper="one"))
    assert sheet.paper.startswith(size.lower())
    assert sheet.part is None
    codes = [code for code in printed(sheet) if re.fullmatch(r"[A-F]\d", code)]
    assert len(codes) == len(set(codes)) == 6 * 5


def test_the_template_says_how_a_line_is_typed_and_that_line_is_understood(sample: Project) -> None:
    said = [words for sheet in walls(only("wall", sample)) for words in printed(sheet)]
    (line,) = (words.partition(": ")[2] for words in said if words.startswith("A scribe types"))
    (path,) = sample.ask(queries.paths)[:1]
    read = read_line(line, path, sample.ask(queries.groups), translator("en"))
    assert isinstance(read, PaperLine)
    assert (read.words, [feeling.value for feeling in read.feelings]) == ("waited six weeks", [-2])


def test_printing_a_template_makes_its_codes_stay(tmp_path: Path) -> None:
    path = sample_in(tmp_path)
    with Project.open(path) as project:
        assert not project.ask(queries.paths)[0].frozen
    assert polku("export", path, "--as", "print-pack", "--to", tmp_path / "pack.pdf").code == 0
    with Project.open(path) as project:
        (way,) = project.ask(queries.paths)
        assert way.frozen
        assert [stage.frozen_letter for stage in way.stages] == [stage.letter for stage in way.stages]
        assert edits_before(EXPORT, PackOptions(), (way,)) == ()
        project.perform(AddStage(way.id, "Later"))
        assert len(edits_before(EXPORT, PackOptions(), project.ask(queries.paths))) == 1
        assert edits_before(EXPORT, PackOptions(wall=False), project.ask(queries.paths)) == ()
        assert edits_before(export_of("lead-report"), None, project.ask(queries.paths)) == ()


def test_a_code_of_a_template_that_hangs_on_a_wall_is_never_printed_for_something_else(project: Project) -> None:
    path_id = with_path(project)
    project.perform(FreezeStepCodes(path_id))
    project.perform(DeleteStage(project.ask(queries.paths)[0].stages[1].id))
    project.perform(AddStage(path_id, "Later"))
    codes = {
        code for sheet in walls(only("wall", project)) for code in printed(sheet) if re.fullmatch(r"[A-Z]\d", code)
    }
    assert {code[0] for code in codes} == {"A", "C", "D"}


def test_cards_of_the_path_are_on_it_when_wanted(project: Project) -> None:
    path_id = with_path(project)
    way = project.ask(queries.paths)[0]
    project.perform(AddTouchpoint(way.stages[0].id, way.lanes[0].id, "A letter"))
    assert path_id
    assert "A letter" not in str(only("wall", project).blocks)
    assert "A letter" in str(only("wall", project, cards=True).blocks)


# -- cards and slips --------------------------------------------------------------------------------------------------


def test_a_consent_card_asks_each_purpose_and_says_that_not_asked_is_no(project: Project) -> None:
    (card,) = slips(only("consent", project, consent_cards=1))
    boxes = [block for block in card.blocks if isinstance(block, TickBoxes)]
    assert [box.choices for box in boxes[: len(PURPOSES)]] == [("Yes", "No")] * len(PURPOSES)
    assert "A line without a tick counts as no." in words_of(card)
    assert next(block.label for block in card.tear if isinstance(block, WritingLines)) == "Code of the story"


def test_a_story_that_was_not_asked_everything_has_a_card_with_its_code_alone(project: Project) -> None:
    everything = tuple(ConsentAnswer(term.code, "yes") for term in PURPOSES)
    add_story(project, "Asked", everything)
    add_story(project, "Secret words", everything[:1])
    add_story(project, "Never asked")
    codes = {story.words: story.code for story in project.ask(queries.stories)}
    cards = slips(only("consent", project, consent_cards=2))
    said = [words_of(card) for card in cards]
    assert len(cards) == 4
    assert (
        sum(codes["Secret words"] in words for words in said)
        == sum(codes["Never asked"] in words for words in said)
        == 1
    )
    assert not any(codes["Asked"] in words or "Secret" in words for words in said)
    assert len(slips(only("consent", project, consent_cards=2, consent_codes=False))) == 2


def test_the_tear_off_says_whom_to_tell(project: Project) -> None:
    project.perform(ChangeProject({"organisation": "City of Polku"}))
    (card,) = slips(only("consent", project, consent_cards=1))
    assert "City of Polku" in words_of(card)
    assert "Who to tell" in words_of(card)
    project.perform(SetWayBack("mail", "mailto:us@polku.example?subject={code}"))
    (card,) = slips(only("consent", project, consent_cards=1))
    assert "us@polku.example" in words_of(card)
    assert "Who to tell" not in words_of(card)


def test_note_slips_have_their_table_and_the_ask(project: Project) -> None:
    workshop = str(project.perform(AddWorkshop("W", {"ask": "What should change?"})).result)
    made = slips(only("notes", project, workshop_id=workshop, tables=3, per_table=2))
    assert [slip.name for slip in made] == ["Table 1", "Table 1", "Table 2", "Table 2", "Table 3", "Table 3"]
    assert all("What should change?" in words_of(slip) and "leave it empty" in words_of(slip) for slip in made)


@pytest.mark.parametrize("method", ["dots", "one_choice", "rating"])
def test_ballots_are_of_the_open_vote_and_all_alike(project: Project, tmp_path: Path, method: str) -> None:
    options = (NewOption(label="Night line"), NewOption(label="Plain letter"))
    project.perform(AddRound("What first?", {"method": method}, options))
    made = slips(only("votes", project, ballots=5))
    assert len(made) >= 5
    assert len(set(made)) == 1
    said = aloud(pdf_of(project, tmp_path, **{**NOTHING, "votes": True, "ballots": 5})).text()
    assert said.count("Night line") == len(made)


def test_ballots_are_empty_where_no_vote_is_open(project: Project) -> None:
    made = slips(only("votes", project, ballots=3))
    assert "What is voted on" in words_of(made[0])


def test_a_feedback_slip_knows_its_note_and_whom_it_goes_to(project: Project, tmp_path: Path) -> None:
    workshop = str(project.perform(AddWorkshop("W", {"pledge_role": "Head of care"})).result)
    project.perform(SetWayBack("web", FORM, {"closes": TODAY + timedelta(days=9)}))
    confirm(project, give(project, add_note(project, "A night line"), "now", "x"))
    add_note(project, "Not answered")
    (note, _) = project.ask(queries.notes)
    (slip,) = slips(only("feedback", project, workshop_id=workshop))
    said = words_of(slip)
    for words in (note.code, "A night line", "Did we get it right?", "Yes Partly No", "news", "Head of care", "23 May"):
        assert words in said
    data = pdf_of(project, tmp_path, **{**NOTHING, "feedback": True, "workshop_id": workshop})
    assert read_codes(data) == [FORM.format(code=note.code)]


@pytest.mark.parametrize(
    ("kind", "address", "seen"),
    [
        ("mail", "mailto:answers@polku.example?subject={code}", "We will see your address."),
        ("text", "sms:+358401234567?body={code}", "We will see your number."),
        ("web", "https://polku.example/{code}", ""),
    ],
)
@pytest.mark.parametrize("later", [True, False])
def test_a_slip_says_what_we_see_and_from_when_answers_are_taken(
    project: Project, kind: str, address: str, seen: str, later: bool
) -> None:
    way_back(project, kind, address, opens=TODAY + timedelta(days=3) if later else TODAY)
    give(project, add_note(project, "A bench at the stop"), "now", "x")
    pieces = only("feedback", project)
    words = words_of(slips(pieces)[0])
    assert ("You can answer from 17 May 2027." in words) == later
    assert [one for one in SEEN.values() if one in words] == ([seen] if seen else [])
    (sheet,) = (block for block in pieces.blocks if isinstance(block, Slips))
    assert sheet.across * sheet.down == 4  # it still stands on a quarter of a sheet


def test_a_closed_way_back_prints_no_code(project: Project) -> None:
    project.perform(SetWayBack("web", FORM, {"closes": TODAY - timedelta(days=1)}))
    give(project, add_note(project, "A night line"), "now", "x")
    document = pack(project)
    assert not any(isinstance(block, QrCode | Poster) for block in walk(document.blocks))
    assert "was open until" in first_page(document)


# -- the poster, and what is known of the codes -----------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["A4", "A3"])
@pytest.mark.parametrize("metres", ["2", "8"])
def test_the_poster_carries_the_code_of_the_workshop(project: Project, tmp_path: Path, paper: str, metres: str) -> None:
    workshop = str(project.perform(AddWorkshop("W", {"ask": "What should change?"})).result)
    project.perform(SetWayBack("web", FORM, {"question": "What did we miss?", "opens": TODAY + timedelta(days=1)}))
    code = project.ask(queries.workshops)[0].code
    chosen: dict[str, Any] = {**NOTHING, "poster": True, "wall_paper": paper, "metres": metres, "workshop_id": workshop}
    data = pdf_of(project, tmp_path, **chosen)
    assert set(read_codes(data, 100)) == {FORM.format(code=code)}
    said = aloud(data).text()
    for words in ("What did we miss?", "What should change?", "Open from 15 May 2027", code, "can be read from about"):
        assert words in said


def test_every_code_reads_back_as_an_address_of_the_project(sample: Project) -> None:
    with sample.snapshot("room", TODAY) as copy:
        found = proof(EXPORT, copy, PackOptions(**FEW))
    assert found.codes == len(read_codes(found.pdf)) > 10
    assert found.strays == 0
    assert found.undescribed == 0
