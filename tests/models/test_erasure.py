"""Erasing for good: no word is left in the file, its log, its index or its history, and no undo brings one back."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import erasure, queries
from models.edits import path, responding, sorting, voices, weighing
from models.edits.imports import ImportNotes
from models.errors import Refused, StoreTrouble
from models.project import Project
from tests.conftest import TickingClock, blank_project
from tests.models.support import (
    EDITS,
    Op,
    Walk,
    add_note,
    bytes_of_open_file,
    column,
    dump,
    healthy,
    history_text,
    index_from_scratch,
    indexed,
    note,
    result,
    rows,
)

# The index keeps the beginning of a word only once, so that what is searched for is the end of this one.
CANARY = "zyxwcanary"
TRACE = "wcanary"


def traces(project: Project) -> int:
    """How often the canary stands anywhere in the open file, its log, or unpacked in its history."""
    assert project.store.path is not None
    raw = bytes_of_open_file(project.store.path).count(TRACE.encode())
    tables = sum(repr(dumped).count(TRACE) for dumped in (dump(project), dump(project, undoable=False)))
    return raw + tables + history_text(project).count(TRACE) + repr(indexed(project)).count(TRACE)


def turn_everything(project: Project) -> None:
    while project.undo_label():
        project.undo()
    while project.redo_label():
        project.redo()


def assert_gone_for_good(project: Project) -> None:
    assert traces(project) == 0
    turn_everything(project)
    assert traces(project) == 0
    assert indexed(project) == index_from_scratch(project)
    assert healthy(project)
    assert rows(project, "SELECT * FROM erasure_intent") == []


def a_story(project: Project) -> str:
    texts = "words translated_by clearer teller wanted_next works_well who_helps source source_id".split()
    made = path.AddPath("Way", stages=("A", "B"), lanes=(("life", ""),), cards=(path.NewCard(0, 0, "Card"),))
    project.perform(made)
    card = project.ask(queries.paths)[-1].cards[0]
    values: dict[str, object] = {name: f"{CANARY} {name}" for name in texts[1:]}
    consent = voices.ConsentAnswer("room", "yes", "spoken", f"{CANARY} witness")
    story = result(
        project.perform(
            voices.AddStory(f"{CANARY} words", values, (voices.Place(card.stage_id, card.id),), (CANARY,), (consent,))
        )
    )
    project.perform(voices.ChangeStory(story, {"words": f"second {CANARY}"}))
    project.perform(path.SetFeeling(card.id, -2, story_id=story))
    return story


def a_note(project: Project) -> str:
    values = {"table_name": f"{CANARY}", "source": f"{CANARY}", "source_id": f"{CANARY}", "translated_by": f"{CANARY}"}
    made = voices.NewNote((voices.NewVoice(f"{CANARY} words", values),), {"kind": "idea", "wording": f"{CANARY} short"})
    note_id = result(project.perform(voices.AddNote(made)))
    project.perform(voices.ChangeNote(note_id, {"wording": f"other {CANARY}"}))
    project.perform(voices.AddVoice(note_id, voices.NewVoice(f"{CANARY} second")))
    project.perform(weighing.SetFinding("money", {"note": f"{CANARY} finding"}, note_id))
    project.perform(weighing.GiveAnswer("unknown", {"sentence": f"{CANARY} sentence"}, note_id))
    return note_id


def a_response(project: Project) -> str:
    return result(project.perform(responding.KeepResponse("?", f"{CANARY} came back")))


@pytest.mark.parametrize("make", [a_story, a_note, a_response])
@pytest.mark.parametrize("fate", ["there", "deleted", "undone", "copied to the file"])
def test_erased_words_are_nowhere_and_stay_away(project: Project, make: Callable[[Project], str], fate: str) -> None:
    add_note(project, "somebody else's words")
    doomed = make(project)
    if fate == "deleted" and make is not a_response:
        project.perform(voices.DeleteStory(doomed) if make is a_story else voices.DeleteNote(doomed))
    if fate == "undone":
        while project.undo_label():
            project.undo()
    if fate == "copied to the file":
        project.store.checkpoint()
    add_note(project, "later words") if fate != "undone" else None
    assert traces(project) > 3
    project.erase(doomed)
    assert_gone_for_good(project)
    assert "somebody else's words" in repr(project.ask(queries.notes))


def test_other_peoples_words_and_their_history_stay_whole(project: Project) -> None:
    doomed = a_note(project)
    others = [add_note(project, f"other {number}", kind="idea") for number in range(3)]
    project.perform(voices.ChangeNote(others[0], {"wording": "changed"}))
    expected = [n for n in project.ask(queries.notes) if n.id in others]
    project.erase(doomed)
    assert [n for n in project.ask(queries.notes) if n.id in others] == expected
    project.undo()
    assert [n.wording for n in project.ask(queries.notes) if n.id == others[0]] == [""]
    project.redo()
    assert [n for n in project.ask(queries.notes) if n.id in others] == expected


def test_erasing_is_no_step_and_undo_goes_on_with_the_step_before(project: Project) -> None:
    one = add_note(project, "one")
    add_note(project, "two")
    steps = column(project, "SELECT count(*) FROM history_step")
    project.erase(one)
    assert column(project, "SELECT count(*) FROM history_step") == steps
    assert project.undo_label() == "Add note"
    project.undo()
    assert project.ask(queries.notes) == ()


def test_a_tombstone_holds_ids_and_codes_only(project: Project) -> None:
    doomed = a_story(project)
    code = project.ask(queries.stories)[0].code
    project.erase(doomed)
    stones = rows(project, "SELECT row_id, row_table, code FROM tombstone")
    assert (doomed, "story", code) in stones
    assert TRACE not in repr(stones)


def test_erasing_a_participant_takes_everything_they_said_and_nothing_else(project: Project) -> None:
    person = result(project.perform(voices.AddParticipant(f"{CANARY} name")))
    of_person = {"participant_id": person}
    story = result(project.perform(voices.AddStory(f"{CANARY} story", of_person)))
    project.perform(voices.DeleteStory(story))
    alone = voices.NewNote((voices.NewVoice(f"{CANARY} alone", of_person),), {"wording": f"{CANARY} title"})
    project.perform(voices.AddNote(alone))
    shared = add_note(project, "somebody else")
    project.perform(voices.AddVoice(shared, voices.NewVoice(f"{CANARY} too", of_person)))
    project.erase(person)
    assert_gone_for_good(project)
    assert [v.words for n in project.ask(queries.notes) for v in n.voices] == ["somebody else"]


@pytest.mark.parametrize("erased", ["voice", "kept note", "merged note"])
def test_erasing_a_merged_twin_takes_its_old_wording_too(project: Project, erased: str) -> None:
    merged = add_note(project, f"{CANARY} words", kind="idea", wording=f"{CANARY} title")
    kept = add_note(project, f"{CANARY} the same" if erased == "kept note" else "another's words", kind="idea")
    voice = column(project, "SELECT id FROM voice WHERE contribution_id = ?", merged)[0]
    project.perform(sorting.MergeTwins(merged, kept))
    project.erase({"voice": voice, "kept note": kept, "merged note": merged}[erased])
    assert_gone_for_good(project)
    assert len(project.ask(queries.notes)) == (0 if erased == "kept note" else 1)


def test_erasing_one_of_an_import_leaves_the_rest(project: Project) -> None:
    lines = tuple(note(f"{CANARY} line" if number == 7 else f"line {number}") for number in range(30))
    done = project.perform(ImportNotes("a" * 64, "notes.csv", "csv", lines))
    assert isinstance(done.result, tuple)
    project.erase(done.result[7])
    assert_gone_for_good(project)
    assert len(project.ask(queries.notes)) == 29


def test_drafts_go_with_an_erasure(project: Project) -> None:
    doomed = a_story(project)
    with project.store.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO draft VALUES ('story', ?, 0)", (f"{CANARY} half typed",))
    project.erase(doomed)
    assert_gone_for_good(project)


def test_only_words_of_people_can_be_erased(project: Project) -> None:
    stage = project.perform(path.AddPath("Way", stages=("A",)))
    before = dump(project)
    for row_id in ("0" * 32, str(stage.result)):
        with pytest.raises(Refused, match="There is no story, note or participant"):
            project.erase(row_id)
    assert dump(project) == before


def test_one_wrong_id_erases_nothing(project: Project) -> None:
    one = add_note(project, "one")
    with pytest.raises(Refused):
        project.erase(one, "0" * 32)
    assert len(project.ask(queries.notes)) == 1


def test_a_full_disk_while_erasing_is_said_and_finished_later(project: Project) -> None:
    doomed = a_note(project)
    for number in range(20):
        add_note(project, f"long {number} " * 200)
    pages = int(str(project.store.pragma("page_count")))
    project.store.pragma(f"max_page_count={pages}")
    with suppress(StoreTrouble):
        project.erase(doomed)
    project.store.pragma("max_page_count=1073741823")
    erasure.finish(project.store)
    if any(n.id == doomed for n in project.ask(queries.notes)):
        project.erase(doomed)
    assert_gone_for_good(project)


@pytest.mark.slow
@settings(max_examples=4)
@given(
    st.lists(st.tuples(st.integers(0, len(EDITS) - 1), st.integers(0, 59), st.integers(0, 59)), max_size=15),
    st.lists(st.tuples(st.integers(0, len(EDITS) - 1), st.integers(0, 59), st.integers(0, 59)), max_size=15),
    st.integers(0, 6),
)
def test_erasing_in_the_middle_of_any_walk(before: list[Op], after: list[Op], undos: int) -> None:
    with TemporaryDirectory() as folder:
        where = Path(folder) / "walk.polku"
        where.write_bytes(blank_project())
        with Project.open(where, clock=TickingClock()) as project:
            walk = Walk(project)
            for op in before:
                walk.step(op)
            doomed = [a_story(project), a_note(project)]
            for op in after:
                walk.step(op)
            for _ in range(undos):
                if project.undo_label():
                    project.undo()
            project.erase(*doomed)
            assert_gone_for_good(project)
        with Project.open(where, clock=TickingClock()) as project:
            assert_gone_for_good(project)
