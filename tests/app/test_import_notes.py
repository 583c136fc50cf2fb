"""polku import of tables."""

import os
from pathlib import Path
from typing import Any

import pytest

from models import queries
from models.edits.base import MANY_ROWS
from models.edits.path import AddPath, NewCard
from models.edits.project import AddSegment, AddWorkshop
from models.project import Project
from tests.app.support import Ran, assert_refused, new_in, notes_of, polku, sample_in, shared, state
from tests.exports.exchange.office import document, workbook


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_in(tmp_path)


def bring(path: Path, content: str | bytes, *options: object, name: str = "notes.csv") -> Ran:
    """Write a table beside the project and import it."""
    source = path.with_name(name)
    source.write_bytes(content.encode() if isinstance(content, str) else content)
    return polku("import", path, source, *options)


def words_of(path: Path) -> list[str]:
    return [note.voices[0].words for note in notes_of(path)]


def hash_of(path: Path) -> str:
    return polku("info", path).out


def test_a_table_becomes_notes(path: Path) -> None:
    ran = bring(path, "text,votes,id\n  Hello there ,3,a1\n=1+1,-5,a2\n")
    assert (ran.code, ran.err) == (0, "")
    assert "Columns: text = text, votes = votes, id = source_id" in ran.out
    assert "utf-8, delimiter ," in ran.out
    assert "2 notes added, 0 rows left out, 0 not readable." in ran.out
    first, second = notes_of(path)
    assert (first.voices[0].words, first.support, first.voices[0].source_id) == ("  Hello there ", 3, "a1")
    assert (second.voices[0].words, second.support, second.kind) == ("=1+1", -5, "unsorted")
    assert first.voices[0].source == "notes.csv"
    assert first.voices[0].words_source == "noted"


def test_what_is_not_read_is_said(path: Path) -> None:
    ran = bring(path, "text,weather\nHello,sunny\n")
    assert "Not read: weather" in ran.out


def test_a_dry_run_says_everything_and_changes_nothing(path: Path) -> None:
    before = state(path)
    ran = bring(path, "text,group,weather\nHello,Carers,x\n,,\n", "--dry-run")
    assert "1 notes would be added" in ran.out
    assert "New groups: Carers" in ran.out
    assert state(path) == before
    assert notes_of(path) == ()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--map", "title=wording", "--map", "title=text", "--map", "body=text"), ("A lift", "A lift\n\nOn Thursdays")),
        (("--map", "title=text", "--map", "body=text"), ("", "A lift\n\nOn Thursdays")),
        (("--map", "body=text", "--map", "title=text"), ("", "On Thursdays\n\nA lift")),
        (("--map", "title=wording", "--map", "body=text"), ("A lift", "On Thursdays")),
        (("--map", "title=wording"), ("", "A lift")),
        (("--map", "column 2=text"), ("", "On Thursdays")),
    ],
)
def test_mapping(path: Path, options: tuple[str, ...], expected: tuple[str, str]) -> None:
    assert bring(path, "title,body\nA lift,On Thursdays\n", *options).code == 0
    (note,) = notes_of(path)
    assert (note.wording, note.voices[0].words) == expected


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--map", "nothing=text"), "no column “nothing”"),
        (("--map", "title=colour"), "no field"),
        (("--map", "title=votes"), "--map"),
        (("--map", "title=wording", "--map", "body=wording"), "wording is named twice"),
        (("--encoding", "klingon"), "klingon"),
        (("--encoding", "ascii"), "byte"),
        (("--delimiter", "ab"), "ab"),
        (("--delimiter", '"'), '"'),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(path: Path, options: tuple[str, ...], words: str) -> None:
    before = hash_of(path)
    assert_refused(bring(path, "title,body\nA lift,På torsdag\n", *options), words)
    assert hash_of(path) == before


def test_an_unknown_column_is_answered_with_the_known_ones(path: Path) -> None:
    ran = bring(path, "title,body\nA,B\n", "--map", "nothing=text")
    assert "title, body" in ran.err


@pytest.mark.parametrize(
    ("encoding", "option"),
    [("cp1252", "cp1252"), ("cp850", "cp850"), ("utf-16", ""), ("utf-8-sig", ""), ("cp1252", "")],
)
def test_encodings(path: Path, encoding: str, option: str) -> None:
    options = ("--encoding", option) if option else ()
    words = "Päivää, tämä kesä on lämmin"
    assert bring(path, f"text\n{words}\n".encode(encoding), *options, "--delimiter", "none").code == 0
    assert words_of(path) == [words]


@pytest.mark.parametrize(("option", "mark"), [(";", ";"), ("tab", "\t"), ("|", "|"), ("~", "~")])
def test_delimiters(path: Path, option: str, mark: str) -> None:
    words = "One, two" if mark == ";" else "One, two; three"
    ran = bring(path, f"text{mark}id\n{words}{mark}7\n", "--delimiter", option)
    assert ran.code == 0
    assert f"delimiter {option}" in ran.out
    assert notes_of(path)[0].voices[0].source_id == "7"


def test_a_header_is_said_or_denied(path: Path) -> None:
    assert bring(path, "Hello\nWorld\n", "--no-header", name="a.csv").code == 0
    assert words_of(path) == ["Hello", "World"]
    assert bring(path, "Words\nWorld!\n", "--header", "--map", "Words=text", name="b.csv").code == 0
    assert words_of(path) == ["Hello", "World", "World!"]


def test_a_table_without_names_asks_for_them(path: Path) -> None:
    assert_refused(bring(path, "1,Hello there,x\n2,Good bye,y\n", "--no-header"), "column 2", "--map")


def test_a_second_import_is_refused_until_again_is_said(path: Path) -> None:
    assert bring(path, "text\nHello\n").code == 0
    before = hash_of(path)
    assert_refused(bring(path, "text\nHello\n", name="renamed.csv"), "renamed.csv", "imported before", "--again")
    assert_refused(bring(path, "text\nHello\n", "--dry-run"), "imported before")
    assert hash_of(path) == before
    assert bring(path, "text\nHello\n", "--again").code == 0
    assert words_of(path) == ["Hello", "Hello"]


def test_rows_that_repeat_stay(path: Path) -> None:
    assert bring(path, "text\nHello\nHello\n").code == 0
    assert words_of(path) == ["Hello", "Hello"]


def test_an_import_is_one_step_and_taken_back_whole(path: Path) -> None:
    before = hash_of(path)
    assert bring(path, "text,group,cost\nHello,Carers,20\nWorld,New,30\n").code == 0
    assert hash_of(path) != before
    with Project.open(path) as project:
        project.undo()
    assert hash_of(path) == before


def _prepared(path: Path) -> None:
    with Project.open(path) as project:
        project.perform(AddSegment("Family carers"))
        project.perform(AddWorkshop("Workshop 1"))
        lanes, stages = (("people_do", ""), ("behind", "")), ("Before", "During")
        cards = (NewCard(1, 0, "Ring the line"), NewCard(1, 1, "Type it"))
        project.perform(AddPath("The path", stages=stages, lanes=lanes, cards=cards))


def test_groups_steps_kinds_and_costs(path: Path) -> None:
    _prepared(path)
    table = (
        "text,kind,group,step,cost\n"
        'One,idea,FAMILY CARERS,b1,"1.234,50"\n'
        "Two,ongelma,Drivers,A,\n"
        "Three,,,ring the LINE,7\n"
        "Four,idea,drivers,During,0\n"
    )
    ran = bring(path, table)
    assert ran.code == 0
    assert "New groups: Drivers" in ran.out
    with Project.open(path, reading=True) as project:
        notes, groups = project.ask(queries.notes), {g.id: g.name for g in project.ask(queries.groups)}
        costs = {cost.contribution_id: cost.high for cost in project.ask(queries.weighing).costs}
        (workshop,) = project.ask(queries.workshops)
    assert [note.kind for note in notes] == ["idea", "problem", "unsorted", "idea"]
    named = [groups.get(note.voices[0].segment_id or "") for note in notes]
    assert named == ["Family carers", "Drivers", None, "Drivers"]
    assert [note.places[0].code for note in notes] == ["B1", "A", "B1", "B"]
    assert [costs.get(note.id) for note in notes] == [123450, None, 700, 0]
    assert {note.workshop_id for note in notes} == {workshop.id}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Hello,idea,Z9,3,4", "no step “Z9”"),
        ("Hello,nonsense,,3,4", "“nonsense”"),
        ("Hello,idea,,many,4", "“many”"),
        ("Hello,idea,,3,dear", "“dear”"),
        ("Hello,idea,,3,0.005", "decimals"),
        ('Hello,idea,,3,"1,234"', "two different sums"),
    ],
)
def test_what_does_not_fit_is_listed_with_its_line_and_the_words_are_kept(path: Path, row: str, words: str) -> None:
    ran = bring(path, f"text,kind,step,votes,cost\nFine,idea,,1,2\n{row}\n")
    assert ran.code == 1
    assert any(line.startswith("Look at, line 3: ") and words in line for line in ran.out.splitlines())
    assert words_of(path) == ["Fine", "Hello"]


def test_rows_that_cannot_be_read_are_listed_and_the_others_taken(path: Path) -> None:
    ran = bring(path, 'text,id\nFine,1\n,2\n"open,3\nAlso fine,4\na,b,c,d\n')
    assert ran.code == 1
    assert "2 notes added, 0 rows left out, 3 not readable." in ran.out
    assert words_of(path) == ["Fine", "Also fine"]


def test_many_findings_are_counted_not_dropped(path: Path) -> None:
    ran = bring(path, "text,votes\n" + "Hello,many\n" * 50)
    assert ran.out.count("Look at, line") == 20
    assert "Look at: 30 more." in ran.out


def test_nothing_but_unreadable_rows_adds_nothing_and_says_so(path: Path) -> None:
    before = hash_of(path)
    ran = bring(path, "text,id\n,1\n,2\n")
    assert ran.code == 1
    assert "0 notes added" in ran.out
    assert hash_of(path) == before


def test_a_very_long_title_is_cut_only_where_the_words_are_whole_and_is_said(path: Path) -> None:
    maps = ("--map", "title=wording", "--map", "title=text", "--map", "body=text")
    ran = bring(path, f"title,body\n{'x' * 2500},Words\n", *maps)
    assert ran.code == 1
    assert "2500" in ran.out
    (note,) = notes_of(path)
    assert len(note.wording) == 2000
    assert note.voices[0].words == "x" * 2500 + "\n\nWords"


def test_a_very_long_group_is_still_the_voices_group(path: Path) -> None:
    assert bring(path, f"text,group\nHello,{'g' * 250}\nWorld,{'g' * 250}\n").code == 0
    with Project.open(path, reading=True) as project:
        (group,) = project.ask(queries.groups)
        assert {note.voices[0].segment_id for note in project.ask(queries.notes)} == {group.id}


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n\n", b"text\n"])
def test_files_without_rows(path: Path, content: bytes) -> None:
    assert_refused(bring(path, content), "")


def test_e26_sources_that_are_no_files(path: Path, tmp_path: Path) -> None:
    assert_refused(polku("import", path, tmp_path / "none.csv"), "no file “none.csv”")
    assert_refused(polku("import", path, tmp_path), "is a folder")
    assert_refused(polku("import", path, path), "")  # the project itself is no table
    assert_refused(polku("import", path, "/dev/zero"), "not a file on a disk")
    assert_refused(polku("import", path, tmp_path / ("x" * 300)), "xxx")


def test_the_folder_one_stands_in_has_a_name_in_the_sentence(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_refused(polku("import", path, "."), f"“{tmp_path.name}” is a folder")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_e26_a_fifo_is_not_waited_for(path: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert_refused(polku("import", path, tmp_path / "pipe.csv"), "not a file on a disk")


def test_e4_a_file_that_is_too_large_is_not_read(path: Path, tmp_path: Path) -> None:
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(61_000_000)
    assert_refused(polku("import", path, tmp_path / "large.csv"), "60 MB")


def test_a_project_for_reading_only_takes_nothing_in(tmp_path: Path) -> None:
    path = sample_in(tmp_path)
    path.chmod(0o444)
    before = state(path)
    ran = bring(path, "text\nHello\n")
    assert ran.code == 2
    assert "reading only" in ran.err
    assert "added" not in ran.out
    assert state(path) == before


def test_the_big_list_of_naughty_strings_comes_back_exactly(path: Path) -> None:
    """Every string, as one quoted cell, is in the file letter for letter."""
    lists = [*shared("naughty").rglob("blns*.json"), *shared("naughty").rglob("blns*.txt")]
    if not lists:
        pytest.skip("the list is not in the shared data")
    strings = [line for line in lists[0].read_text(encoding="utf-8").splitlines() if line.strip()]
    wanted = [f"{number} {line}" for number, line in enumerate(strings)]
    table = "text\n" + "\n".join('"' + line.replace('"', '""') + '"' for line in wanted) + "\n"
    ran = bring(path, table, "--delimiter", "none", "--encoding", "utf-8")
    kept = words_of(path)
    assert len(kept) + ran.out.count("Look at") >= len(wanted)
    plain = [words for words in wanted if "<" not in words and "&" not in words and "\0" not in words]
    assert [words for words in plain if words not in set(kept)] == []


# -- spreadsheets, documents, lines -------------------------------------------------------------------


def test_a_spreadsheet_and_its_sheets(path: Path) -> None:
    def change(book: Any) -> None:
        for row in (["note"], ["Other"]):
            (book["More"] if "More" in book.sheetnames else book.create_sheet("More")).append(row)

    data = workbook(["text", "votes"], ["Hello", 20.0], [None, 3], change=change)
    ran = bring(path, data, name="notes.xlsx")
    assert ran.code == 1
    assert "Read as: column names, sheet Notes" in ran.out
    assert "Look at, line 3: The row has no text." in ran.out
    assert [(note.voices[0].words, note.support) for note in notes_of(path)] == [("Hello", 20)]
    assert_refused(bring(path, data, "--sheet", "None", "--again", name="notes.xlsx"), "no sheet “None”", "Notes, More")
    assert bring(path, data, "--sheet", "More", "--again", name="notes.xlsx").code == 0
    assert words_of(path) == ["Hello", "Other"]


def test_a_document_and_a_text_are_lines(path: Path) -> None:
    assert bring(path, document("First", "", "Second"), name="notes.docx").code == 0
    ran = bring(path, "Third, with a comma\n\n- Fourth\n", name="notes.txt")
    assert ran.code == 0
    assert "Read as: one note a line, utf-8" in ran.out
    assert words_of(path) == ["First", "Second", "Third, with a comma", "- Fourth"]


@pytest.mark.parametrize(("name", "words"), [("photo.jpg", "picture"), ("page.html", "kind"), ("x.xlsx", "ending")])
def test_other_kinds_of_files_are_refused(path: Path, name: str, words: str) -> None:
    before = hash_of(path)
    content = b"\xff\xd8\xff\xe0" if name == "photo.jpg" else b"Hello"
    assert_refused(bring(path, content, name=name), name, words)
    assert hash_of(path) == before


def test_before_many_notes_the_project_is_backed_up(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "user-dirs.dirs").write_text(f'XDG_DOCUMENTS_DIR="{tmp_path}/Asiakirjat"\n', encoding="utf-8")
    bring(path, "text\nthe one before\n", name="first.csv")
    assert not (tmp_path / "Asiakirjat").exists()  # a few notes are undone as quickly as they came
    ran = bring(path, "text\n" + "".join(f"Note {at}\n" for at in range(MANY_ROWS + 1)))
    (backup,) = (tmp_path / "Asiakirjat").rglob("*.polku")
    assert f"Backed up first: {backup}" in ran.out
    assert words_of(backup) == ["the one before"]
    assert len(words_of(path)) == MANY_ROWS + 2


def test_a_place_without_room_for_a_backup_is_said_and_stops_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "user-dirs.dirs").write_text(f'XDG_DOCUMENTS_DIR="{tmp_path}/file"\n', encoding="utf-8")
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    ran = bring(path, "text\n" + "".join(f"Note {at}\n" for at in range(MANY_ROWS + 1)))
    assert "No backup of “new.polku” can be written to" in ran.out
    assert len(words_of(path)) == MANY_ROWS + 1
