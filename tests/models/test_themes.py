"""Themes: the wall's reads, moving notes with their trail, joining, splitting, read-back."""

from typing import ClassVar

import pytest

from models import queries, themes
from models import tables as t
from models.edits.project import AddWorkshop
from models.edits.sorting import PutInTheme
from models.edits.theming import (
    ChangeTheme,
    DeleteTheme,
    JoinThemes,
    MarkReadBack,
    MarkThemeReadBack,
    MoveTheme,
    NewTheme,
    PutNotes,
    SplitTheme,
    TakeOut,
)
from models.edits.voices import AddNote, AddVoice, NewNote, NewVoice, WithdrawVoice
from models.edits.weighing import GiveAnswer
from models.errors import Refused
from models.project import Project
from models.reader import Reader
from models.themes import NO_STEP, NoteFilter, SortedSoFar
from models.writer import Writer
from tests.widgets.support import TODAY


class SameKeys:
    """All places have one key, as after joining two laptops' files."""

    label: ClassVar[str] = "Same keys"

    def apply(self, writer: Writer, reader: Reader) -> None:
        for row in reader.driver_rows("SELECT id FROM theme_note"):
            writer.update(t.ThemeNote, row[0], order="i000")


def note(project: Project, words: str, kind: str = "idea", **values: object) -> str:
    made = NewNote((NewVoice(words, {"words_source": "word_for_word"}),), {"kind": kind, **values})
    return str(project.perform(AddNote(made)).result)


def notes(project: Project, count: int) -> tuple[str, ...]:
    return tuple(note(project, f"Words {number}") for number in range(count))


def theme(project: Project, title: str, *note_ids: str, **values: str) -> str:
    return str(project.perform(NewTheme(title, note_ids, by="Facilitator", **values)).result)


def in_theme(project: Project, theme_id: str) -> tuple[str, ...]:
    return project.ask(themes.notes_of_themes, {}, 100).get(theme_id, ())


def not_sorted(project: Project, only: NoteFilter = NoteFilter()) -> tuple[str, ...]:  # noqa: B008 - frozen
    found = project.ask(themes.unsorted_notes, only, 1000)
    assert project.ask(themes.count_unsorted, only) == len(found)
    return found


def trail(project: Project, note_id: str) -> list[tuple[str, str, str]]:
    return [(step.from_title, step.to_title, step.by) for step in project.ask(themes.trail_of_note, note_id)]


def test_several_notes_go_into_a_theme_in_one_step_with_a_trail(project: Project) -> None:
    one, two, three = notes(project, 3)
    made = theme(project, "Getting there", three)
    project.perform(PutNotes((two, one), made, by="Scribe"))
    assert in_theme(project, made) == (three, two, one)
    assert not_sorted(project) == ()
    assert trail(project, one) == [("", "Getting there", "Scribe")]
    assert project.ask(themes.sorted_so_far) == SortedSoFar(3, 3)
    project.undo()
    assert in_theme(project, made) == (three,)
    assert not_sorted(project) == (one, two)
    assert trail(project, one) == []


def test_notes_are_put_in_front_of_another_and_ordering_is_no_move(project: Project) -> None:
    ids = notes(project, 5)
    made = theme(project, "A theme", *ids)
    for _ in range(6):
        project.perform(PutNotes((ids[3], ids[4]), made, before_id=ids[0]))
        project.perform(PutNotes((ids[0],), made, before_id=ids[3]))
    project.perform(PutNotes((ids[1],), made))
    assert in_theme(project, made) == (ids[0], ids[3], ids[4], ids[2], ids[1])
    assert trail(project, ids[3]) == [("", "A theme", "Facilitator")]


def test_equal_order_keys_are_put_right(project: Project) -> None:
    ids = notes(project, 4)
    made = theme(project, "A theme", *ids)
    project.perform(SameKeys())
    project.perform(PutNotes((ids[3],), made, before_id=ids[1]))
    assert in_theme(project, made) == (ids[0], ids[3], ids[1], ids[2])


def test_taking_out_and_moving_between_themes_are_kept(project: Project) -> None:
    (one,) = notes(project, 1)
    first, second = theme(project, "First", one), theme(project, "Second")
    project.perform(PutNotes((one,), second, by="Scribe"))
    project.perform(TakeOut((one,), by="Scribe"))
    assert trail(project, one) == [
        ("Second", "", "Scribe"),
        ("First", "Second", "Scribe"),
        ("", "First", "Facilitator"),
    ]
    assert not_sorted(project) == (one,)
    assert [step.to_title for step in project.ask(themes.trail_of_theme, first)] == ["Second", "First"]
    assert [step.from_title for step in project.ask(themes.trail_of_theme, second)] == ["Second", "First"]


def test_a_renamed_theme_keeps_the_trail_of_its_notes(project: Project) -> None:
    (one,) = notes(project, 1)
    made = theme(project, "Old name", one)
    project.perform(ChangeTheme(made, {"title": "New name", "summary": "What it is about"}))
    assert [step.to_title for step in project.ask(themes.trail_of_theme, made)] == ["Old name"]
    assert project.ask(themes.wall_themes)[0].summary == "What it is about"
    with pytest.raises(Refused):
        project.perform(ChangeTheme(made, {"title": "  "}))


def test_joining_moves_everything_and_undo_brings_it_back(project: Project) -> None:
    ids = notes(project, 4)
    one, two = theme(project, "One", *ids[:2]), theme(project, "Two", *ids[2:])
    project.perform(JoinThemes(one, two, "Facilitator"))
    assert [shown.title for shown in project.ask(themes.wall_themes)] == ["Two"]
    assert in_theme(project, two) == (*ids[2:], *ids[:2])
    assert trail(project, ids[0])[0] == ("One", "Two", "Facilitator")
    project.undo()
    assert in_theme(project, one) == ids[:2]
    assert in_theme(project, two) == ids[2:]
    with pytest.raises(Refused):
        project.perform(JoinThemes(one, one))


def test_a_theme_with_an_answer_is_neither_joined_away_nor_deleted(project: Project) -> None:
    one, two = theme(project, "One"), theme(project, "Two")
    project.perform(GiveAnswer("unknown", {}, None, one))
    for edit in (JoinThemes(one, two), DeleteTheme(one)):
        with pytest.raises(Refused):
            project.perform(edit)
    project.perform(JoinThemes(two, one))
    assert [shown.id for shown in project.ask(themes.wall_themes)] == [one]


def test_splitting_makes_a_theme_beside_the_old_one(project: Project) -> None:
    ids = notes(project, 4)
    one, last = theme(project, "One", *ids), theme(project, "Last")
    made = str(project.perform(SplitTheme("Part", ids[1:3], None, "Facilitator", one)).result)
    assert [shown.id for shown in project.ask(themes.wall_themes)] == [one, made, last]
    assert in_theme(project, one) == (ids[0], ids[3])
    assert trail(project, ids[1])[0] == ("One", "Part", "Facilitator")
    assert project.undo().label == "Split theme"
    assert in_theme(project, one) == ids


def test_deleting_a_theme_leaves_its_notes_not_sorted(project: Project) -> None:
    ids = notes(project, 2)
    made = theme(project, "One", *ids)
    project.perform(DeleteTheme(made, "Facilitator"))
    assert not_sorted(project) == ids
    assert trail(project, ids[0])[0] == ("One", "", "Facilitator")
    project.undo()
    assert in_theme(project, made) == ids
    assert len(trail(project, ids[0])) == 1


def test_themes_change_places(project: Project) -> None:
    one, two, three = (theme(project, name) for name in ("One", "Two", "Three"))
    project.perform(MoveTheme(three, 0))
    assert [shown.id for shown in project.ask(themes.wall_themes)] == [three, one, two]


def test_numbers_are_of_notes_and_voices_and_withdrawn_ones_are_nowhere(project: Project) -> None:
    one, two = notes(project, 2)
    project.perform(AddVoice(one, NewVoice("The same from another")))
    made = theme(project, "One", one, two)
    (shown,) = project.ask(themes.wall_themes)
    assert (shown.notes, shown.voices) == (2, 3)
    gone = project.ask(queries.notes, (two,))[0].voices[0].id
    project.perform(WithdrawVoice(gone))
    (shown,) = project.ask(themes.wall_themes)
    assert (shown.notes, shown.voices) == (1, 2)
    assert in_theme(project, made) == (one,)
    assert project.ask(themes.sorted_so_far) == SortedSoFar(1, 1)
    assert trail(project, two) == []
    assert [step.note_id for step in project.ask(themes.trail_of_theme, made)] == [one]


def test_what_is_not_sorted_is_filtered_by_words_kind_and_step(project: Project) -> None:
    one = note(project, "Bussi myöhässä ÄÄNI")
    two = note(project, "A leaflet 100% in Somali", "stop")
    arabic = note(project, "رسالة واضحة")
    assert not_sorted(project, NoteFilter("ääni")) == (one,)
    assert not_sorted(project, NoteFilter("öhäs")) == (one,)
    assert not_sorted(project, NoteFilter("100%")) == (two,)
    assert not_sorted(project, NoteFilter("%")) == (two,)
    assert not_sorted(project, NoteFilter("واض")) == (arabic,)
    assert not_sorted(project, NoteFilter(kind="stop")) == (two,)
    assert not_sorted(project, NoteFilter(stage_id=NO_STEP)) == (one, two, arabic)
    assert not_sorted(project, NoteFilter(stage_id="nowhere")) == ()


def test_a_page_holds_so_many_of_each_theme(project: Project) -> None:
    ids = notes(project, 9)
    one, two = theme(project, "One", *ids[:5]), theme(project, "Two", *ids[5:])
    assert project.ask(themes.notes_of_themes, {one: 4}, 2) == {one: ids[:4], two: ids[5:7]}


def test_read_back_marks_never_change_the_words_and_new_notes_end_the_themes_mark(project: Project) -> None:
    one, two = notes(project, 2)
    made = theme(project, "One", one)
    project.perform(MarkReadBack(one, "changed", "Clearer words"))
    project.perform(MarkThemeReadBack(made, "agreed"))
    (shown,) = project.ask(queries.notes, (one,))
    assert (shown.read_back, shown.wording, shown.voices[0].words) == ("changed", "Clearer words", "Words 0")
    project.perform(PutNotes((one,), made))
    assert project.ask(themes.wall_themes)[0].read_back == "agreed"
    project.perform(PutInTheme(two, made))
    assert project.ask(themes.wall_themes)[0].read_back == "not_checked"
    with pytest.raises(ValueError, match="perhaps"):
        project.perform(MarkReadBack(one, "perhaps"))


def test_the_room_is_read_what_its_workshop_allows(project: Project) -> None:
    shops = [
        str(project.perform(AddWorkshop(preset, {"words_preset": preset})).result)
        for preset in ("word_for_word", "within_theme", "not_at_all")
    ]
    ids = [note(project, f"Said at {number}", workshop_id=shop) for number, shop in enumerate(shops)]
    made = theme(project, "One", *ids)
    with project.snapshot("room", TODAY) as room:
        assert [shown.id for shown in room.ask(themes.read_back_notes, made)] == ids[:2]
