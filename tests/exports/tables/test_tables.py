"""The tables through the real store: what they hold, how they are typed, and that an import loses nothing."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.catalog import TABLES, compose, export_of, make, proof
from exports.document import Table, plain, walk
from exports.exchange.planning import ForAll, Target, plan_notes, target_of
from exports.exchange.sources import HowRead, draft_of
from exports.forms import Steps
from exports.reports.content import Content
from exports.tables.csv_file import write_csv
from exports.tables.entries import CsvOptions, all_sheets
from exports.tables.sheet import Column, Sheet
from exports.tables.voices import NOTE_COLUMNS
from exports.tables.xlsx_file import LONGEST, write_xlsx
from exports.target import Cancelled
from models import queries, table_reads
from models.edits.path import AddLane, AddPath, AddStage, AddTouchpoint
from models.edits.project import AddWorkshop
from models.edits.responding import KeepResponse
from models.edits.sorting import AddTheme, PutInTheme
from models.edits.voices import AddNote, AddStory, ConsentAnswer, NewNote, NewVoice, WithdrawStory
from models.edits.weighing import GiveAnswer
from models.project import Project
from models.records import NoteRecord
from models.sample import make_sample
from resources.texts import translator
from tests.models.support import result

TODAY = date(2026, 11, 22)
IDS = tuple(export.id for export in TABLES if export.id in ("ideas-csv", "stories-csv", "everything-xlsx"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tables") / "sample.polku"
    make_sample(path, TODAY).close()
    return path


def written(project: Project, export_id: str, options: object | None = None, language: str = "en") -> bytes:
    export = export_of(export_id)
    assert project.store.path is not None
    target = project.store.path.with_name(f"{export_id}{export.suffix}")
    with project.snapshot(export.purpose, TODAY) as copy:
        made = make(export, copy, target, options, language=language)
    data = target.read_bytes()
    assert made.rows == rows_in(data, export.suffix)
    return data


def rows_in(data: bytes, suffix: str) -> int:
    if suffix == ".csv":
        return len(list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))) - 1
    book = openpyxl.load_workbook(io.BytesIO(data))
    return sum(sheet.max_row - 1 for sheet in book.worksheets if sheet.title != "about")


def taken_in(data: bytes, name: str, path: Path, *, part: str = "", like: Project | None = None) -> Project:
    """A new project with the notes of a table; it has the workshops and paths of another one."""
    project = Project.create(path, "New")
    for workshop in like.ask(queries.workshops) if like else ():
        project.perform(AddWorkshop(workshop.title))
    for other in like.ask(queries.paths) if like else ():
        path_id = result(project.perform(AddPath(other.title)))
        stages = {stage.id: result(project.perform(AddStage(path_id, stage.name))) for stage in other.stages}
        lanes = {lane.id: result(project.perform(AddLane(path_id, lane.kind, lane.name))) for lane in other.lanes}
        for card in other.cards:
            project.perform(AddTouchpoint(stages[card.stage_id], lanes[card.lane_id], card.words))
    target = target_of(project.ask)
    plan = plan_notes(target, name, draft_of(name, data, HowRead(part=part)), ForAll())
    assert plan.unfit == ()
    assert plan.draft.problems == ()
    project.perform(plan.edit)
    return project


def held(project: Project) -> list[tuple[object, ...]]:
    """What a table of notes holds of each note, whatever its ids and codes are."""
    groups = {group.id: group.name for group in project.ask(queries.groups)}
    themes = {theme.id: theme.title for theme in project.ask(queries.themes)}
    workshops = {workshop.id: workshop.title for workshop in project.ask(queries.workshops)}
    languages = project.ask(table_reads.voices_more)

    def one(note: NoteRecord) -> tuple[object, ...]:
        voices = tuple(
            (
                *(v.words, v.words_source, v.translated_by, languages[v.id].language, v.table_name, v.source_id),
                *(groups.get(v.segment_id or "", ""), workshops.get(v.workshop_id or "", "")),
            )
            for v in note.voices
        )
        steps = tuple(sorted(place.code for place in note.places))
        return note.kind, note.wording, voices, steps, themes.get(note.theme_id or "", ""), note.support

    return [one(note) for note in project.ask(queries.notes) if not note.withdrawn]


# -- there and back -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("export_id", "options", "part"),
    [
        ("ideas-csv", CsvOptions(), ""),
        ("ideas-csv", CsvOptions(for_excel=False, between="semicolon"), ""),
        ("ideas-csv", CsvOptions(between="tab"), ""),
        ("everything-xlsx", None, "notes"),
    ],
)
def test_the_sample_goes_out_and_comes_in_without_a_loss(
    sample: Path, tmp_path: Path, export_id: str, options: object, part: str
) -> None:
    with Project.open(sample) as project:
        data = written(project, export_id, options)
        with taken_in(data, export_of(export_id).id + export_of(export_id).suffix, tmp_path / "n.polku",
                      part=part, like=project) as other:  # fmt: skip
            assert held(other) == held(project)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60).filter(
    lambda text: text.strip()
)
ODD = st.sampled_from(
    [
        *("=1+1", "'=1+1", "-5", "<b>bold</b> &amp; more", "a;b\tc|d", '"quoted"', "line\r\nline\n\rline"),
        *(
            " padded ",
            "_x0041_",
            "_x000D_ _x005F_",
            "idea",
            "code,exact words",
            "\x0b\x01 control",
            "👨\u200d👩\u200d👧 Ääni",
        ),
        *("\ufeffmark", "1e5", "TRUE", "2027-05-14", "#N/A"),
    ]
)


@settings(max_examples=30)
@given(st.lists(st.lists(st.one_of(TEXT, ODD), min_size=1, max_size=3), min_size=1, max_size=4), st.one_of(TEXT, ODD))
def test_any_words_come_back_letter_by_letter(said: list[list[str]], title: str) -> None:
    names = [name for name, _, _ in NOTE_COLUMNS]
    filled = {"kind": "idea", "words source": "own_hand", "theme": title}
    rows = [
        tuple({**filled, "code": f"N{at}", "exact words": words, "title": title}.get(name) for name in names)
        for at, voices in enumerate(said)
        for words in voices
    ]
    sheet = Sheet("notes", "", "", tuple(Column(name, "") for name in names), tuple(rows))
    text, book = io.BytesIO(), io.BytesIO()
    write_csv(sheet, text, Steps(), for_excel=True)
    write_xlsx((sheet,), "T", translator("en"), book, Steps())
    for name, data, part in (("a.csv", text.getvalue(), ""), ("a.xlsx", book.getvalue(), "notes")):
        plan = plan_notes(Target("EUR"), name, draft_of(name, data, HowRead(part=part)), ForAll())
        assert plan.draft.problems == ()
        assert [note.voices[0].words for note in plan.edit.notes] == [words for voices in said for words in voices]
        assert {row.wording for row in plan.draft.rows} == {title}
        assert plan.edit.together == () if all(len(voices) == 1 for voices in said) else plan.edit.together


@pytest.mark.parametrize(("export_id", "part"), [("ideas-csv", ""), ("everything-xlsx", "notes")])
def test_g10_odd_words_come_back_through_the_file(tmp_path: Path, export_id: str, part: str) -> None:
    said = [
        ["=1+1", "'=1+1"],
        ["<b>bold</b> &amp; more", "line\r\nline\n\rline", "_x000D_ _x005F_"],
        [" padded ", "\x0b\x01 control"],
    ]
    with Project.create(tmp_path / "a.polku", "A") as project:
        for voices in said:
            note = NewNote(tuple(NewVoice(words, {"words_source": "own_hand"}) for words in voices), {"kind": "idea"})
            project.perform(AddNote(note))
        theme = result(project.perform(AddTheme("-5 = five")))
        project.perform(PutInTheme(project.ask(queries.notes)[0].id, theme))
        words = [[voice.words for voice in note.voices] for note in project.ask(queries.notes)]
        data = written(project, export_id)
        name = export_of(export_id).id + export_of(export_id).suffix
        with taken_in(data, name, tmp_path / "b.polku", part=part) as other:
            assert [[voice.words for voice in note.voices] for note in other.ask(queries.notes)] == words
            assert [one.title for one in other.ask(queries.themes)] == ["-5 = five"]


def test_words_longer_than_a_cell_go_on_in_the_next_and_come_back(tmp_path: Path) -> None:
    words = "Ä🙂 sana " * 10_000
    with Project.create(tmp_path / "a.polku", "A") as project:
        project.perform(AddNote(NewNote((NewVoice(words),))))
        data = written(project, "everything-xlsx")
        sheet = openpyxl.load_workbook(io.BytesIO(data))["notes"]
        assert max(len(str(cell.value or "").encode("utf-16-le")) // 2 for row in sheet for cell in row) <= LONGEST
        with taken_in(data, "a.xlsx", tmp_path / "b.polku", part="notes") as other:
            assert other.ask(queries.notes)[0].voices[0].words == words


# -- what stands in them ------------------------------------------------------------------------


def test_cells_are_typed_and_headers_frozen_and_filtered(sample: Path) -> None:
    with Project.open(sample) as project:
        book = openpyxl.load_workbook(io.BytesIO(written(project, "everything-xlsx")))
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref is not None
    costs, answers = book["costs"], book["answers"]
    head = [cell.value for cell in costs[1]]
    high = [row[head.index("high")] for row in costs.iter_rows(min_row=2, values_only=True)]
    assert high
    assert all(isinstance(value, int | float) for value in high)
    head = [cell.value for cell in answers[1]]
    days = [row[head.index("report back")] for row in answers.iter_rows(min_row=2)]
    assert any(getattr(cell, "is_date", False) for cell in days)
    confirmed = [row[head.index("confirmed")].value for row in answers.iter_rows(min_row=2)]
    assert {type(value) for value in confirmed} == {bool}


def test_g11_a_text_is_never_a_formula_and_a_number_is_left_alone(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.polku", "A") as project:
        project.perform(AddNote(NewNote((NewVoice("=HYPERLINK(1)"),), {"wording": "-2 steps", "support": -3})))
        text = written(project, "ideas-csv").decode("utf-8-sig")
        row = next(csv.DictReader(io.StringIO(text, newline="")))
        assert (row["exact words"], row["title"], row["votes"]) == ("'=HYPERLINK(1)", "'-2 steps", "-3")
        book = openpyxl.load_workbook(io.BytesIO(written(project, "everything-xlsx")))
    words = {cell.value: cell for row in book["notes"] for cell in row}
    assert words["=HYPERLINK(1)"].data_type == "s"
    assert words["=HYPERLINK(1)"].quotePrefix
    assert words[-3].data_type == "n"


def test_every_row_has_its_reference_code(sample: Path) -> None:
    with Project.open(sample) as project:
        notes = {note.code for note in project.ask(queries.notes)}
        stories = {story.code for story in project.ask(queries.stories)}
        for export_id, codes in (("ideas-csv", notes), ("stories-csv", stories)):
            text = written(project, export_id).decode("utf-8-sig")
            found = {row["code"] for row in csv.DictReader(io.StringIO(text, newline=""))}
            assert found
            assert found <= codes
        assert {
            row["code"]
            for row in csv.DictReader(io.StringIO(written(project, "ideas-csv").decode("utf-8-sig"), newline=""))
        } == notes


def test_a_drafted_sentence_is_in_no_table(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.polku", "A") as project:
        note = result(project.perform(AddNote(NewNote((NewVoice("A bench"),), {"kind": "idea"}))))
        values = {"sentence": "CANARY we will build it", "reason": "CANARY why", "possible_part": "CANARY part"}
        project.perform(GiveAnswer("now", values, note_id=note))
        for export_id in IDS:
            data = written(project, export_id)
            assert b"CANARY" not in data
            if export_id.endswith("xlsx"):
                book = openpyxl.load_workbook(io.BytesIO(data))
                assert not any("CANARY" in str(cell.value) for sheet in book for row in sheet for cell in row)


def test_only_stories_with_consent_for_inside_are_in_a_table(tmp_path: Path) -> None:
    yes, no = ConsentAnswer("internal_report", "yes"), ConsentAnswer("internal_report", "no")
    with Project.create(tmp_path / "a.polku", "A") as project:
        project.perform(AddStory("AGREED", consents=(yes,)))
        project.perform(AddStory("REFUSED", consents=(no,)))
        project.perform(AddStory("NOBODY ASKED"))
        project.perform(WithdrawStory(result(project.perform(AddStory("WITHDRAWN", consents=(yes,))))))
        text = written(project, "stories-csv").decode("utf-8-sig")
        assert [row["exact words"] for row in csv.DictReader(io.StringIO(text, newline=""))] == ["AGREED"]
        book = openpyxl.load_workbook(io.BytesIO(written(project, "everything-xlsx")))
        everything = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
        assert "AGREED" in everything
        assert not {"REFUSED", "NOBODY ASKED", "WITHDRAWN"} & set(everything.replace("\n", " ").split("  "))
        assert "REFUSED" not in everything
        assert "WITHDRAWN" not in everything


def test_what_the_sample_holds_is_in_the_sheets(sample: Path) -> None:
    with Project.open(sample) as project, project.snapshot("internal_report", TODAY) as copy:
        content = Content.read(copy, translator("en"))
        sheets = {sheet.name: sheet for sheet in all_sheets(content, copy.ask)}
        assert all(len(row) == len(sheet.columns) for sheet in sheets.values() for row in sheet.rows)
        counts = project.ask(queries.counts)
        for name, table in (
            ("themes", "theme"),
            ("findings", "finding"),
            ("costs", "cost_line"),
            ("path", "touchpoint"),
        ):
            assert len(sheets[name].rows) >= counts[table] > 0
        money = [row for row in sheets["costs"].rows if row[1] == "money"]
        high = [one.high for one in content.weighing.costs if one.measure == "money"]
        assert sum(Decimal(str(row[5])) for row in money) == Decimal(sum(high)) / 100


def test_the_same_project_gives_the_same_bytes(sample: Path) -> None:
    with Project.open(sample) as project:
        for export_id in IDS:
            assert written(project, export_id) == written(project, export_id)


# -- looking first, stopping --------------------------------------------------------------------


@pytest.mark.parametrize("export_id", IDS)
def test_a_page_shows_how_the_table_begins(sample: Path, export_id: str) -> None:
    export = export_of(export_id)
    with Project.open(sample) as project, project.snapshot(export.purpose, TODAY) as copy:
        shown = proof(export, copy)
        document = compose(export, copy, export.options())
    assert shown.pages >= 1
    assert shown.pdf.startswith(b"%PDF")
    cells = {
        plain(cell) for block in walk(document.blocks) if isinstance(block, Table) for row in block.rows for cell in row
    }
    assert {"code", "exact words"} <= cells


@pytest.mark.parametrize("export_id", IDS)
def test_stopping_leaves_nothing(sample: Path, tmp_path: Path, export_id: str) -> None:
    export = export_of(export_id)
    with Project.open(sample) as project, project.snapshot(export.purpose, TODAY) as copy, pytest.raises(Cancelled):
        make(export, copy, tmp_path / f"t{export.suffix}", cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_what_came_back_about_a_step_or_the_whole_has_its_code_and_does_not_seem_to_wait(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.polku", "A") as project:
        path_id = result(project.perform(AddPath("Path")))
        project.perform(AddStage(path_id, "First"))
        code = project.ask(queries.project).code
        for given in (f"{code}-A", code, "nowhere"):
            project.perform(KeepResponse(given, f"about {given}", answers=(("Why?", "Because"),)))
        with project.snapshot("internal_report", TODAY) as copy:
            sheets = {one.name: one for one in all_sheets(Content.read(copy, translator("en")), copy.ask)}
    assert [row[:2] for row in sheets["responses"].rows] == [(f"{code}-A", f"{code}-A"), (code, code), ("", "nowhere")]
    assert [row[1:] for row in sheets["further questions"].rows] == [
        (one, "Why?", "Because") for one in (f"{code}-A", code, "")
    ]
