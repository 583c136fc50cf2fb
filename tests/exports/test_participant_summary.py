"""The participants' summary: short enough to be read the same evening, and nothing of it is lost for that."""

from pathlib import Path

import pytest

from exports.catalog import Made, export_of, make
from exports.document import Beside, Chip, Figure, Heading, Paragraph, QrCode, plain
from exports.pdf import styles
from exports.pdf.parts import one_look
from exports.pdf.setting import Look, Setter
from exports.picture import Label
from models import queries
from models.codes import codes_in
from models.edits.path import ImportPath, NewCard
from models.edits.project import ChangeWorkshop
from models.edits.theming import NewTheme
from models.edits.weighing import GiveAnswer, SetEstimate
from models.project import Project
from tests.app.support import TODAY, blocks_of, document, pdf_codes, pdf_text, said, sample_in, squeezed
from tests.exports import full_evening
from tests.exports.report_cases import DAY, add_note, code_of, confirm, give, way_back, workshop

SUMMARY = export_of("participant-summary")


def made(project: Project, folder: Path, language: str = "en", **choices: str) -> Made:
    with project.snapshot(SUMMARY.purpose, TODAY) as copy:
        return make(SUMMARY, copy, folder / "out.pdf", SUMMARY.options(**choices), language=language)


# -- pages ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_sample_has_at_most_twelve_pages(language: str, tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path), reading=True) as project:
        assert 2 <= made(project, tmp_path, language).pages <= 12


@pytest.mark.parametrize("answered", [0.0, 0.5, 1.0])
def test_sixty_notes_of_ordinary_length_have_at_most_twelve_pages(
    project: Project, answered: float, tmp_path: Path
) -> None:
    full_evening.fill(project, answered=answered)
    assert 2 <= made(project, tmp_path).pages <= 12
    assert len(pdf_codes(tmp_path / "out.pdf")) == 60


def test_sixty_notes_with_clearer_wordings_have_at_most_twelve_pages(project: Project, tmp_path: Path) -> None:
    full_evening.fill(project, wordings=True)
    assert 2 <= made(project, tmp_path).pages <= 12


def test_a_small_evening_is_not_blown_up(project: Project, tmp_path: Path) -> None:
    full_evening.fill(project, notes=6, stories=1)
    assert 2 <= made(project, tmp_path).pages <= 4


@pytest.mark.slow
def test_thousands_of_notes_have_contents_and_a_code_for_each_theme(project: Project, tmp_path: Path) -> None:
    full_evening.fill(project, notes=1000, answered=0.02)
    result = made(project, tmp_path)
    read = {codes_in(address)[-1] for address in pdf_codes(tmp_path / "out.pdf", dpi=100)}
    assert {theme.code for theme in project.ask(queries.themes)} <= read
    assert len(read) < 20
    text = pdf_text(tmp_path / "out.pdf")
    assert all(note.code in text for note in project.ask(queries.notes))
    assert result.missing == ()


# -- what a page looks like -----------------------------------------------------------------------------------------


def test_nothing_is_set_under_twelve_points(tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path), reading=True) as project:
        summary = document(project)
    faces = (*styles.TEXTS.values(), *styles.HEADINGS.values(), styles.CELL, styles.CAPTION, styles.CHIP)
    more = (styles.CODE_CAPTION, styles.CODE_LETTERS, styles.FURNITURE, styles.LEGEND, styles.BAR_LABEL)
    assert min(face.size for face in (*faces, *more, styles.TITLE, styles.CONTENTS)) >= 12
    assert min(label.size for label in blocks_of(summary, Label)) >= 12


@pytest.mark.parametrize(
    "names",
    [
        ("Noticing", "First contact", "Assessment", "Diagnosis and plan", "Living with support", "When things change"),
        ("Huomaaminen", "Ensiyhteydenotto", "Hoidontarpeenarviointi", "Diagnoosi", "Kotona asuminen", "Siirtyminen"),
        ("Alku", "lääkkeidenantoaikataulunmuutosilmoituslomake", "Assessment"),
    ],
)
def test_the_names_of_stages_are_whole_in_the_picture_of_a_path(project: Project, names: tuple[str, ...]) -> None:
    cards = tuple(NewCard(number, 0, "Card", (("", -1),)) for number in range(len(names)))
    project.perform(ImportPath("0" * 64, "x.mmd", "Path", "", names, (("people_do", ""),), cards))
    figures = blocks_of(document(project), Figure)
    labels = [label for figure in figures for label in blocks_of(figure, Label) if label.text in names]
    assert [label.text for label in labels] == list(names)
    for label in labels:
        lines = one_look(Setter(), label.text, Look(label.size), label.width, label.lines)
        words = "".join(piece.text for line in lines for atom in line.atoms for piece in atom.pieces)
        assert words.replace(" ", "") == label.text.replace(" ", "")
        assert len(lines) <= len(label.text.split())


def test_every_code_stands_beside_its_letters_and_its_address(project: Project) -> None:
    way_back(project, address="https://polku.example/{code}")
    for kind in ("idea", "keep", "question"):
        add_note(project, f"Words of {kind}", kind)
    confirm(project, give(project, add_note(project, "Sure words"), "now", "MARK"))
    entries = blocks_of(document(project), Beside)
    assert len(entries) == 4
    for one in entries:
        assert one.tight
        words = "".join(plain(block.words) for block in blocks_of(one.left, Paragraph))
        words += "".join(plain(chip.words) for chip in blocks_of(one.left, Chip))
        assert words.count(one.right.code) >= 2  # in letters, and in the address
        assert f"https://polku.example/{one.right.code}" in words


def test_a_small_code_is_no_smaller_than_a_camera_needs(project: Project, tmp_path: Path) -> None:
    way_back(project, "mail", "mailto:path@polku.example?subject=Your%20words%20about%20the%20path%20{code}")
    for number in range(5):
        add_note(project, f"Words {number}")
    assert {code.size_mm for code in blocks_of(document(project), QrCode)} == {18.0}
    made(project, tmp_path)
    assert len(pdf_codes(tmp_path / "out.pdf", dpi=150)) == 5


def test_long_words_and_words_of_any_script_are_whole(project: Project, tmp_path: Path) -> None:
    way_back(project)
    long_word = "lääkkeidenantoaikataulunmuutosilmoituslomake"
    texts = (f"{long_word} " * 8, "استمارة الإبلاغ عن تغيير 12 ABC", "ยินดีต้อนรับ", "Thank you 😀", "שלום עולם")
    for text in texts:
        confirm(project, give(project, add_note(project, text, wording=long_word), "now", "ok"))
        add_note(project, text)
    result = made(project, tmp_path)
    assert result.missing == ()
    assert len(pdf_codes(tmp_path / "out.pdf")) == 10
    assert squeezed(pdf_text(tmp_path / "out.pdf")).count(long_word) >= 21


# -- what it says ---------------------------------------------------------------------------------------------------


def test_the_answer_to_a_theme_is_said_once(project: Project) -> None:
    notes = tuple(add_note(project, f"Words {number}") for number in range(4))
    theme = str(project.perform(NewTheme("The theme", notes)).result)
    project.perform(SetEstimate({"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY}, theme_id=theme))
    values: dict[str, object] = {"sentence": "We will do all of it.", "owner": "Lead", "report_back": DAY}
    confirm(project, str(project.perform(GiveAnswer("now", values, theme_id=theme)).result))
    text = said(document(project))
    assert text.count("We will do all of it.") == 1
    assert text.count("This is the answer to its theme “The theme”.") == 4


def test_who_has_not_answered_yet_is_said_once(project: Project) -> None:
    held = workshop(project, pledge_role="Team lead", pledge_day=DAY)
    for number in range(5):
        add_note(project, f"Words {number}", workshop_id=held)
    text = said(document(project))
    assert text.count("Not confirmed yet. Team lead answers by 1 June 2027.") == 1
    assert all(note.code in text for note in project.ask(queries.notes))


def test_who_confirmed_is_said_once_and_named_only_where_agreed(project: Project) -> None:
    for agreed in (True, False, True):
        confirm(project, give(project, add_note(project, "Words"), "now", "ok"), agreed=agreed, role="Lead")
    (line,) = [one for one in said(document(project)).splitlines() if one.startswith("The answers were confirmed by")]
    assert line == "The answers were confirmed by: Lead (Wilhelmina Confirmer)."


def test_words_that_stand_only_within_their_theme_name_it(project: Project) -> None:
    held = workshop(project)
    project.perform(ChangeWorkshop(held, {"words_preset": "within_theme"}))
    note = add_note(project, "Words of hers", workshop_id=held)
    project.perform(NewTheme("The theme", (note,)))
    made_of = document(project)
    (here,) = [block for block in made_of.blocks if code_of(project, note) in said(block)]
    assert "Words of hers" in said(here)
    assert "The theme" in said(here)


def test_the_full_path_is_an_option(project: Project) -> None:
    full_evening.fill(project, notes=3, stories=0)
    short, full = document(project), document(project, path="full")
    assert "The path, step by step" not in said(short)
    assert "The lowest points" in said(short)
    assert "The path, step by step" in said(full)
    levels = [block.level for block in blocks_of(full, Heading)]
    assert levels[0] == 1
