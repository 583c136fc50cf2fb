"""What an import would do, row by row: sections E1 to E7 and E22 to E25 of the design's list of faults."""

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.exchange.drafts import LINES, TABLE
from exports.exchange.dry_run import DryRun, try_out
from exports.exchange.planning import ForAll, Target, plan_notes, target_of
from exports.exchange.reading import MAX_CELL, NUL, TOO_LONG, UNREADABLE_LETTER
from exports.exchange.sources import HowRead, draft_of
from models import queries
from models.content_hash import content_hash
from models.edits.path import AddPath
from models.edits.project import AddSegment, AddWorkshop
from models.errors import Refused
from models.project import Project
from tests.conftest import blank_project
from tests.exports.exchange.shared_data import SHARED, shared

EURO = Target("EUR")


def tried(data: bytes | str, how: HowRead | None = None, *, pasted: bool = False, target: Target = EURO) -> DryRun:
    content = data.encode() if isinstance(data, str) else data
    return try_out("notes.csv", content, target, how or HowRead(), ForAll(), pasted=pasted)


def words(run: DryRun) -> list[str]:
    return [row.words for row in run.rows if row.note >= 0]


# -- E1 to E7 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850"])
def test_e1_encodings_are_found_shown_and_can_be_set(encoding: str) -> None:
    data = (
        "text\nPäivää, tämä kesä on lämmin – “hyvä”\n".replace("–", "-")
        .replace("“", "")
        .replace("”", "")
        .encode(encoding)
    )
    found = tried(data, HowRead(delimiter="none"))
    assert words(found) == ["Päivää, tämä kesä on lämmin - hyvä"]
    assert found.draft.encoding_guessed is (encoding in ("cp1252", "cp850"))
    set_by_hand = tried(data, HowRead(encoding=encoding, delimiter="none"))
    assert words(set_by_hand) == words(found)
    assert not set_by_hand.draft.encoding_guessed


def test_e1_no_letter_is_replaced_silently() -> None:
    mixed = "text\nPäivää\n".encode() + "lämmin\n".encode("cp1252")
    try:
        run = tried(mixed)
    except Refused:
        return  # then a person has to say the encoding
    assert all("\ufffd" not in word for word in words(run))
    lost = tried("text\nl\ufffdmmin\n")
    assert lost.rows[0].problems == ((UNREADABLE_LETTER, ()),)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_e2_delimiters_and_line_ends(mark: str, end: str) -> None:
    run = tried(f'text{mark}id{end}"two{end}lines"{mark}1{end}short{end}a{mark}b{mark}c{end}last{mark}4{end}')
    assert run.draft.delimiter == mark
    assert [row.note >= 0 for row in run.rows] == [True, True, False, True]
    assert [row.line for row in run.rows] == [2, 4, 5, 6]


def test_e2_a_broken_quote_takes_one_row_and_not_the_rest() -> None:
    run = tried('text,id\nfine,1\n"open,2\nalso fine,3\n')
    assert [(row.line, row.note >= 0) for row in run.rows] == [(2, True), (3, False), (4, True)]


def test_e3_long_cells_and_zero_bytes_are_put_aside_by_line() -> None:
    run = tried(f"text,id\n{'x' * (MAX_CELL + 1)},1\na\0b,2\n{'y' * 200_000},3\n")
    assert [row.problems[0][0] if row.problems else "" for row in run.rows] == [TOO_LONG, NUL, ""]
    assert len(run.plan.edit.notes[0].voices[0].words) == 200_000


def test_e4_more_rows_than_the_limit_are_refused_and_stopping_is_quick() -> None:
    with pytest.raises(Refused, match="more than 200000 rows"):
        tried("text\n" + "a\n" * 200_002)

    class Stopped(Exception):
        pass

    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) > 3:
            raise Stopped

    with pytest.raises(Stopped):
        try_out("a.csv", b"text\n" + b"a\n" * 5000, EURO, HowRead(), ForAll(), tell=tell)


@pytest.mark.parametrize(
    "table",
    ["Havainto,Paikka\nBussi,Koti\n", "1,Hello there,x\n2,Good bye,y\n", "x,x\na,b\nc,d\n"],
    ids=["another language", "no header", "twice the same"],
)
def test_e5_unknown_columns_are_asked_for(table: str) -> None:
    run = tried(table)
    assert run.draft.asks
    assert run.plan.edit.notes == ()
    assert all(row.problems for row in run.rows)
    name = run.draft.columns[1]
    chosen = tried(table, HowRead(mapping=((name, "text"),), header=run.draft.has_header))
    assert not chosen.draft.asks
    assert len(chosen.plan.edit.notes) == len(run.rows)


def test_e5_headers_that_repeat_are_told_apart() -> None:
    run = tried("text,text\nfirst,second\n", HowRead(mapping=(("text#2", "text"),)))
    assert words(run) == ["second"]


@pytest.mark.parametrize("cell", ["=cmd|' /C calc'!A0", "+1", "@x", "\tx", "-2+3"])
def test_e6_formulas_are_words_exactly(cell: str) -> None:
    run = tried(f'text;id\n"{cell}";1\n')
    assert run.plan.edit.notes[0].voices[0].words == cell


def test_e7_sums_are_asked_for_once() -> None:
    table = 'text;cost\na;"1.234"\nb;"2.500"\nc;"1.234,56"\n'
    unsure = tried(table)
    assert [row.line for row in unsure.rows if row.problems] == [2, 3]
    assert [str(row.cost) for row in tried(table, HowRead(decimal=",")).draft.rows] == ["1234", "2500", "1234.56"]
    english = tried(table, HowRead(decimal="."))
    assert [str(row.cost) for row in english.draft.rows] == ["1.234", "2.500", "None"]


# -- matching -----------------------------------------------------------------------------------------


def test_steps_and_groups_are_shown_as_they_will_be(project: Project) -> None:
    project.perform(AddSegment("Family carers"))
    project.perform(AddWorkshop("One"))
    project.perform(AddPath("The path", stages=("Before", "During"), lanes=(("people_do", ""),), cards=()))
    target = target_of(project.ask)
    run = tried("text,group,step\nHello,FAMILY carers,during\nWorld,New,Z9\n", target=target)
    assert [(row.group, row.step, bool(row.problems)) for row in run.rows] == [
        ("FAMILY carers", "B", False),
        ("New", "", True),
    ]
    assert run.plan.edit.new_groups == ("New",)
    assert run.edit(frozenset({1})).new_groups == ()
    project.perform(run.edit(frozenset({1})))
    assert [group.name for group in project.ask(queries.groups)] == ["Family carers"]


def test_what_is_said_for_all_holds(project: Project) -> None:
    shop = str(project.perform(AddWorkshop("One")).result)
    target = target_of(project.ask)
    for_all = ForAll("word_for_word", "Carers", shop)
    run = try_out("a.csv", b"text,group\nHello,\nWorld,Staff\n", target, HowRead(), for_all)
    project.perform(run.edit())
    groups = {group.id: group.name for group in project.ask(queries.groups)}
    notes = project.ask(queries.notes)
    assert [groups[note.voices[0].segment_id or ""] for note in notes] == ["Carers", "Staff"]
    assert {(note.workshop_id, note.voices[0].words_source) for note in notes} == {(shop, "word_for_word")}


def test_e22_the_same_content_again_is_known(project: Project) -> None:
    run = tried("text\nHello\n", target=target_of(project.ask))
    assert not run.was_imported
    project.perform(run.edit())
    again = tried("text\nHello\n", target=target_of(project.ask))
    assert again.was_imported
    with pytest.raises(Refused, match="imported before"):
        project.perform(replace(again.edit(), again=False))
    project.perform(again.edit())
    assert len(project.ask(queries.notes)) == 2


# -- everything that can be written --------------------------------------------------------------------

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=60)
@given(
    st.lists(st.lists(CELLS, max_size=4), max_size=8),
    st.sampled_from([",", ";", "\t", "|", ""]),
    st.sets(st.integers(0, 7)),
)
def test_rows_in_are_rows_taken_put_aside_or_left_out(rows: list[list[str]], mark: str, out: set[int]) -> None:
    text = "\n".join((mark or "\t").join(cells) for cells in rows)
    for how in (HowRead(form=LINES), HowRead(form=TABLE, delimiter=mark or "none")):
        try:
            run = tried(text, how, pasted=True)
        except Refused:
            continue
        draft = run.draft
        assert len(run.rows) == len(draft.rows) + len(draft.dropped) + len(draft.left_out)
        assert sorted(row.note for row in run.rows if row.note >= 0) == list(range(len(draft.rows)))
        left = frozenset(at for at in out if at < len(draft.rows))
        assert len(run.edit(left).notes) + len(left) == len(draft.rows)


@settings(max_examples=15)
@given(st.lists(CELLS.filter(lambda cell: bool(cell.strip())), min_size=1, max_size=6))
def test_e23_an_import_taken_back_leaves_the_same_content(cells: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.polku"
        path.write_bytes(blank_project())
        with Project.open(path) as project:
            before = project.ask(content_hash)
            run = tried("\n".join(cells), HowRead(form=LINES), pasted=True, target=target_of(project.ask))
            project.perform(run.edit())
            project.undo()
            assert project.ask(content_hash) == before


# -- real files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["vtaiwan.uberx", "15-per-hour-seattle", "bg2050-volunteers"])
def test_polis_sets_in_their_own_script(project: Project, name: str) -> None:
    data = shared(f"ideas/polis/{name}/comments.csv").read_bytes()
    run = try_out("comments.csv", data, target_of(project.ask), HowRead(), ForAll())
    project.perform(run.edit())
    notes = project.ask(queries.notes)
    assert [note.voices[0].words for note in notes] == [row.text for row in run.draft.rows]
    assert {note.voices[0].words_source for note in notes} == {"own_hand"}
    assert len(run.rows) == len(notes) + len(run.draft.left_out)


@pytest.mark.slow
def test_madrid_and_taking_it_back(project: Project) -> None:
    data = shared("ideas/decide_madrid/proposals_2024_2025.csv").read_bytes()
    before = project.ask(content_hash)
    run = try_out("proposals.csv", data, target_of(project.ask), HowRead(), ForAll())
    assert len(run.rows) == len(run.edit().notes) == 2738
    project.perform(run.edit())
    project.undo()
    assert project.ask(content_hash) == before


@pytest.mark.parametrize("path", sorted(SHARED.glob("naughty/csv_spectrum/csvs/*.csv")), ids=lambda path: path.stem)
def test_the_csv_acid_tests_lose_no_row(path: Path) -> None:
    expected = json.loads((path.parent.parent / "json" / f"{path.stem}.json").read_text("utf-8"))
    run = tried(path.read_bytes(), HowRead(form=TABLE, header=True))
    assert len(run.rows) == len(expected)


def test_e24_naughty_strings_line_by_line() -> None:
    listed = shared("naughty/blns.txt") if (SHARED / "naughty/blns.txt").exists() else None
    if listed is None:
        found = sorted((SHARED / "naughty").rglob("blns*.txt")) if SHARED.exists() else []
        if not found:
            pytest.skip("the list of naughty strings is not here")
        listed = found[0]
    data = listed.read_bytes()
    draft = draft_of("blns.txt", data, HowRead(form=LINES, encoding="utf-8", marks="stays"))
    plan = plan_notes(EURO, "blns.txt", draft, ForAll())
    lines = [line for line in data.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    kept = [note.voices[0].words for note in plan.edit.notes]
    assert len(kept) + len(draft.dropped) + len(draft.left_out) == len(lines)
    assert set(kept) <= set(lines)
