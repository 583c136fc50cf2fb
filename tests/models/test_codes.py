"""Codes that people read aloud and type: every slip is caught, none is given twice, steps keep theirs."""

import shutil
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import queries
from models.codes import (
    ALPHABET,
    BLOCKS,
    COUNTERS,
    code_at,
    codes_in,
    is_code,
    letters_for,
    numbers_for,
    read_code,
    stage_letter,
    step_code,
)
from models.edits import path as on_path
from models.edits.sorting import MergeTwins
from models.errors import Refused
from models.project import Project
from models.writer import CodeSupply
from tests.models.support import add_note, column, result

ISSUED = st.builds(code_at, st.integers(0, BLOCKS - 1), st.integers(0, COUNTERS - 1)).filter(bool)


@given(ISSUED)
def test_every_wrong_letter_is_caught(code: str) -> None:
    for place in range(7):
        for letter in ALPHABET:
            wrong = code[:place] + letter + code[place + 1 :]
            assert is_code(wrong) == (wrong == code)


@given(ISSUED)
def test_every_swap_of_neighbours_is_caught(code: str) -> None:
    for place in range(6):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert is_code(swapped) == (swapped == code)


@given(ISSUED)
def test_a_code_is_seven_letters_that_are_safe_to_read_aloud(code: str) -> None:
    assert len(code) == 7
    assert not set(code) & set("0125ILOSZ")
    assert is_code(code)


@given(ISSUED, st.sampled_from(["{}", " {} ", "{}\n", "\t{}"]))
def test_a_code_is_read_however_it_is_typed(code: str, around: str) -> None:
    for typed in (code, code.lower(), f"{code[:3]}-{code[3:]}", " ".join(code), f"{code[:4]} {code[4:]}", code.title()):
        assert read_code(around.format(typed)) == code


@given(ISSUED)
def test_look_alikes_are_read_as_what_was_meant(code: str) -> None:
    for letter, seen in (
        ("Q", "0"),
        ("Q", "O"),
        ("6", "5"),
        ("6", "S"),
        ("7", "2"),
        ("7", "Z"),
        ("J", "1"),
        ("J", "I"),
    ):
        assert read_code(code.replace(letter, seen)) == code


@given(st.text(max_size=12))
def test_what_is_no_code_reads_as_nothing(text: str) -> None:
    assert read_code(text) == "" or is_code(read_code(text))


@pytest.mark.parametrize("text", ["", "AAAAAAB", "ABCDEF", "ABCDEFGH", "ÄÄÄÄÄÄÄ", "ABCDEFÉ", "七七七七七七七"])
def test_wrong_codes(text: str) -> None:
    assert read_code(text) == ""
    assert not is_code(text)


def test_a_block_never_gives_a_code_twice() -> None:
    for block in (0, 5, BLOCKS - 1):
        found = [code for counter in range(30_000) if (code := code_at(block, counter))]
        assert len(found) == len(set(found))
        assert 0.9 < len(found) / 30_000 < 0.96  # 27 of 29 check values exist
        assert {code[:2] for code in found} == {ALPHABET[block // 27] + ALPHABET[block % 27]}


def test_two_blocks_never_give_the_same_code() -> None:
    assert len({code_at(block, 0)[:2] or f"none of {block}" for block in range(BLOCKS)}) == BLOCKS


def test_codes_of_a_block_do_not_follow_each_other_like_numbers() -> None:
    found = [code for counter in range(40) if (code := code_at(3, counter))]
    assert len({code[2:4] for code in found}) > 30


def test_a_used_up_block_says_so() -> None:
    supply = CodeSupply(0, COUNTERS)
    with pytest.raises(Refused, match="used up its reference codes"):
        supply.next()


def test_codes_are_found_in_an_address() -> None:
    code = next(code for counter in range(9) if (code := code_at(1, counter)))
    assert codes_in(f"https://polku.example/a?c={code}&x=ABCDEFG") == (code,)
    assert codes_in(f"mailto:a@polku.example?subject={code}") == (code,)
    assert codes_in(f"X{code}") == ()


def test_a_copy_elsewhere_gives_other_codes_than_its_original(project: Project, tmp_path: Path) -> None:
    add_note(project, "before the copy")
    folder = tmp_path / "other"
    folder.mkdir()
    project.store.save_copy(folder / "project.polku")
    common = set(column(project, "SELECT code FROM contribution"))
    with Project.open(folder / "project.polku") as copy:
        for number in range(200):
            add_note(project, f"here {number}")
            add_note(copy, f"there {number}")
        here = set(column(project, "SELECT code FROM contribution")) - common
        there = set(column(copy, "SELECT code FROM contribution")) - common
    assert len(here) == len(there) == 200
    assert here.isdisjoint(there)
    assert {code[:2] for code in here}.isdisjoint({code[:2] for code in there})


def test_a_file_that_comes_back_to_its_first_place_gives_new_codes(tmp_path: Path) -> None:
    here, there = tmp_path / "here.polku", tmp_path / "there.polku"
    with Project.create(here, "Title") as project:
        add_note(project, "one")
        first = column(project, "SELECT code FROM contribution")[0]
    shutil.copy(here, there)
    with Project.open(here) as project:  # the original goes on, and what it prints is out in the world
        lost = {column(project, "SELECT code FROM contribution WHERE id = ?", add_note(project, "x"))[0]}
    with Project.open(there) as project:
        add_note(project, "two")
    there.replace(here)
    with Project.open(here) as project:
        for number in range(30):
            add_note(project, f"three {number}")
        codes = set(column(project, "SELECT code FROM contribution"))
    assert codes.isdisjoint(lost)
    assert len({code[:2] for code in codes}) == 3
    assert first in codes


def test_the_newest_writer_is_known_also_when_a_clock_was_set_back(tmp_path: Path) -> None:
    from datetime import timedelta

    from tests.conftest import BEGINNING, TickingClock

    here, there = tmp_path / "here.polku", tmp_path / "there.polku"
    with Project.create(here, "Title", clock=TickingClock()) as project:
        add_note(project, "one")
    here.replace(there)
    for _ in range(3):
        with Project.open(there, clock=TickingClock(BEGINNING - timedelta(days=9))) as project:
            add_note(project, "two")
    with Project.open(there) as project:
        assert len(column(project, "SELECT id FROM device")) == 3  # making it, its place, the other place


def test_undone_and_failed_edits_never_give_a_code_twice(project: Project) -> None:
    seen: list[str] = []
    for number in range(30):
        note_id = add_note(project, f"note {number}")
        seen += column(project, "SELECT code FROM contribution WHERE id = ?", note_id)
        if number % 2:
            project.undo()
        else:
            with pytest.raises(Refused):
                add_note(project, "good", " ")
    assert len(set(seen)) == len(seen) == 30


def test_every_code_leads_to_its_row_also_of_a_merged_twin(project: Project) -> None:
    one, two = add_note(project, "one", kind="idea"), add_note(project, "two", kind="idea")
    old = {n.id: n.code for n in project.ask(queries.notes)}
    project.perform(MergeTwins(one, two))
    assert project.ask(queries.id_of_code, old[one]) == ("contribution", two)
    assert project.ask(queries.id_of_code, old[two]) == ("contribution", two)
    assert project.ask(queries.id_of_code, project.ask(queries.project).code) == (
        "project",
        project.ask(queries.project).id,
    )
    assert project.ask(queries.id_of_code, "AAAAAAA") is None
    project.undo()
    assert project.ask(queries.id_of_code, old[one]) == ("contribution", one)


# -- step codes --------------------------------------------------------------------------------------------


def test_letters_go_on_after_z() -> None:
    assert [stage_letter(n) for n in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == "A B Z AA AB AZ BA ZZ AAA".split()
    assert len({stage_letter(n) for n in range(2000)}) == 2000


def test_step_codes_of_stage_card_and_place() -> None:
    assert (step_code("B"), step_code("B", "2"), step_code("B", "2", 1)) == ("B", "B2", "B2.1")


@given(st.lists(st.sampled_from(("", "A", "B", "C", "D", "Z", "AA")), max_size=12))
def test_frozen_letters_are_kept_and_fresh_ones_are_unused(frozen: list[str]) -> None:
    frozen = [letter if frozen.index(letter) == i else "" for i, letter in enumerate(frozen)]
    letters = letters_for(tuple(frozen))
    assert all(old in ("", new) for old, new in zip(frozen, letters, strict=True))
    assert len(set(letters)) == len(letters)
    assert numbers_for(("", "", "")) == ("1", "2", "3")


def codes(project: Project) -> dict[str, str]:
    return {card.words: card.code for card in project.ask(queries.paths)[0].cards}


def a_path(project: Project) -> tuple[list[str], list[str]]:
    cards = (
        on_path.NewCard(0, 0, "a"),
        on_path.NewCard(1, 0, "b"),
        on_path.NewCard(1, 1, "c"),
        on_path.NewCard(1, 1, "d"),
    )
    lanes = (("people_do", ""), ("people_meet", ""))
    project.perform(on_path.AddPath("Way", stages=("One", "Two", "Three"), lanes=lanes, cards=cards))
    whole = project.ask(queries.paths)[0]
    return [stage.id for stage in whole.stages], [lane.id for lane in whole.lanes]


def test_step_codes_are_stage_lane_and_number_within_the_cell(project: Project) -> None:
    stages, lanes = a_path(project)
    assert codes(project) == {"a": "A1", "b": "B1", "c": "B2.1", "d": "B2.2"}
    card = next(c for c in project.ask(queries.paths)[0].cards if c.words == "d")
    project.perform(on_path.MoveTouchpoint(card.id, stages[2], lanes[1], "i000"))
    assert codes(project) == {"a": "A1", "b": "B1", "c": "B2", "d": "C2"}


def test_a_printed_template_keeps_its_codes(project: Project) -> None:
    stages, lanes = a_path(project)
    path_id = project.ask(queries.paths)[0].id
    project.perform(on_path.FreezeStepCodes(path_id))
    before = codes(project)
    result(project.perform(on_path.AddStage(path_id, "Four")))
    project.perform(on_path.AddTouchpoint(stages[1], lanes[1], "e"))
    project.perform(on_path.AddTouchpoint(stages[0], lanes[0], "f"))
    after = codes(project)
    assert {words: after[words] for words in before} == before
    assert after["e"] == "B2.3"
    assert after["f"] not in before.values()
    assert len(set(after.values())) == len(after)
    assert [stage.letter for stage in project.ask(queries.paths)[0].stages] == ["A", "B", "C", "D"]


def test_a_deleted_cards_frozen_code_is_not_given_to_another(project: Project) -> None:
    a_path(project)
    project.perform(on_path.FreezeStepCodes(project.ask(queries.paths)[0].id))
    cards = {card.words: card for card in project.ask(queries.paths)[0].cards}
    project.perform(on_path.DeleteTouchpoint(cards["c"].id))
    assert codes(project) == {"a": "A1", "b": "B1", "d": "B2.2"}


def test_a_frozen_card_keeps_its_code_within_its_cell_and_loses_it_when_it_leaves(project: Project) -> None:
    stages, lanes = a_path(project)
    project.perform(on_path.FreezeStepCodes(project.ask(queries.paths)[0].id))
    card = next(c for c in project.ask(queries.paths)[0].cards if c.words == "d")
    project.perform(on_path.MoveTouchpoint(card.id, stages[1], lanes[1], "a000"))
    assert list(islice((w for w in codes(project) if w in "cd"), 2)) == ["d", "c"]
    assert codes(project)["d"] == "B2.2"
    project.perform(on_path.MoveTouchpoint(card.id, stages[2], lanes[0], "i000"))
    assert codes(project)["d"] == "C1"
    project.undo()
    assert codes(project)["d"] == "B2.2"


def test_what_is_attached_follows_its_card_and_stays_at_the_stage_without_it(project: Project) -> None:
    from models.edits.voices import Place, PlaceNote

    stages, lanes = a_path(project)
    card = project.ask(queries.paths)[0].cards[0]
    note_id = add_note(project, "attached")
    project.perform(PlaceNote(note_id, Place(card.stage_id, card.id)))
    assert [place.code for place in project.ask(queries.notes)[0].places] == ["A1"]
    project.perform(on_path.MoveTouchpoint(card.id, stages[2], lanes[0], "i000"))
    assert [(p.code, p.stage_id) for p in project.ask(queries.notes)[0].places] == [("C1", stages[2])]
    project.perform(on_path.DeleteTouchpoint(card.id))
    assert [(p.code, p.touchpoint_id) for p in project.ask(queries.notes)[0].places] == [("C", None)]
