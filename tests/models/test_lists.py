"""Lists: the order, the filters and the groups are those that plain Python over the records finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import lists, queries, vote_reads
from models import records as r
from models.capacity import effective_answers
from models.edits.voices import AddNote, AddVoice, NewNote, NewVoice, WithdrawStory, WithdrawVoice
from models.edits.voting import AddRound, CloseRound, NewOption, SetCount
from models.edits.weighing import GiveAnswer
from models.lists import DIMENSIONS, SORTS, ListQuery
from models.project import Project
from models.vocabulary import NOTE_KINDS, codes
from models.vote_records import FIRST
from tests.app.support import sample_in


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Project]:
    with Project.open(sample_in(tmp_path)) as opened:
        yield opened


def listed(project: Project, **query: object) -> list[str]:
    found = project.ask(lists.listing, ListQuery(**query))  # pyright: ignore[reportArgumentType]
    return list(found.page(0, len(found)))


def notes_of(project: Project) -> dict[str, r.NoteRecord]:
    return {note.id: note for note in project.ask(queries.notes) if not note.withdrawn}


@pytest.mark.slow
def test_everything_is_listed_once_whatever_the_order(sample: Project) -> None:
    there = {"notes": set(notes_of(sample))}
    there["stories"] = {one.id for one in sample.ask(queries.stories) if not one.withdrawn}
    for of, sorts in SORTS.items():
        for sort in sorts:
            for group_by in ("", *DIMENSIONS[of]):
                for down in (False, True):
                    query = ListQuery(of, sort=sort, down=down, group_by=group_by)
                    found = sample.ask(lists.listing, query)
                    ids = found.page(0, len(found))
                    assert len(ids) == len(set(ids))
                    assert set(ids) == there[of]
                    if group_by:
                        assert sum(section.count for section in found.sections) == len(ids)
                    assert len(ids) == sample.ask(lists.count, query)


def test_newest_come_first_and_the_other_way_round(sample: Project) -> None:
    assert listed(sample) == sorted(notes_of(sample), reverse=True)
    assert listed(sample, down=True) == sorted(notes_of(sample))


def test_kinds_stand_in_the_order_of_the_list_of_kinds(sample: Project) -> None:
    notes = notes_of(sample)
    kinds = [notes[row_id].kind for row_id in listed(sample, sort="kind")]
    assert kinds == sorted(kinds, key=codes(NOTE_KINDS).index)
    assert [notes[row_id].kind for row_id in listed(sample, sort="kind", down=True)] == kinds[::-1]


def test_a_grouped_list_has_its_sections_in_order(sample: Project) -> None:
    known = sample.ask(lists.names)
    for dimension in DIMENSIONS["notes"]:
        found = sample.ask(lists.listing, ListQuery(group_by=dimension, sort="words"))
        rows = sample.ask(lists.rows, "notes", found.page(0, len(found)), known)
        at = 0
        for section, start in zip(found.sections, found.starts, strict=True):
            assert start == at
            mine = rows[at : at + section.count]
            words = [row.words.lstrip().lower() for row in mine if row.words.isascii()]
            assert words == sorted(words)
            if dimension == "kind":
                assert {row.kind for row in mine} == {section.key}
            if dimension == "theme":
                assert {row.theme_id for row in mine} == {section.key}
            if dimension == "step":
                assert {row.place_ids[0] if row.place_ids else "" for row in mine} == {section.key}
            at += section.count
        keys = [section.key for section in found.sections]
        ranked = [key for key in known.ranked(dimension) if key in keys]
        assert keys == ranked + ([""] if "" in keys else [])


def test_rows_say_what_the_records_say(sample: Project) -> None:
    notes, known = notes_of(sample), sample.ask(lists.names)
    held = effective_answers(notes.values(), sample.ask(queries.weighing).answers)
    for row in sample.ask(lists.rows, "notes", tuple(notes), known):
        note = notes[row.id]
        assert (row.kind, row.code, row.title) == (note.kind, note.code, note.wording)
        assert note.voices[0].words.startswith(row.words[:20])
        assert set(row.group_ids) == {voice.segment_id for voice in note.voices if voice.segment_id}
        assert [known.steps[one] for one in row.place_ids] == [place.code for place in note.places]
        assert row.theme_id == (note.theme_id or "")
        answer = held.get(note.id)
        assert row.answer == (answer.code if answer else "")
        assert row.confirmed == bool(answer and answer.confirmed)
        assert row.voices == (note.support if note.support is not None else len(note.voices))


def test_values_of_one_filter_are_alternatives_and_filters_add_up(sample: Project) -> None:
    notes = notes_of(sample)
    query = ListQuery().wanting("kind", ("idea", "offer"))
    assert query.is_filtered
    wanted = {note.id for note in notes.values() if note.kind in ("idea", "offer")}
    assert set(listed(sample, only=query.only)) == wanted
    both = query.wanting("theme", ("",))
    assert set(listed(sample, only=both.only)) == {one for one in wanted if not notes[one].theme_id}
    assert not both.wanting("theme", ()).wanting("kind", ()).is_filtered


def test_a_stage_stands_for_its_cards_and_nothing_for_no_step(sample: Project) -> None:
    notes = notes_of(sample)
    place = next(note.places[0] for note in notes.values() if note.places and note.places[0].touchpoint_id)
    at_stage = {n.id for n in notes.values() if any(one.stage_id == place.stage_id for one in n.places)}
    at_card = {n.id for n in notes.values() if any(one.touchpoint_id == place.touchpoint_id for one in n.places)}
    assert set(listed(sample, only={"step": (place.stage_id,)})) == at_stage
    assert set(listed(sample, only={"step": (str(place.touchpoint_id),)})) == at_card
    nowhere = {note.id for note in notes.values() if not note.places}
    assert set(listed(sample, only={"step": ("",)})) == nowhere


def test_answers_are_wanted_by_code_state_or_none(sample: Project) -> None:
    notes = notes_of(sample)
    held = effective_answers(notes.values(), sample.ask(queries.weighing).answers)
    confirmed = {one for one in notes if one in held and held[one].confirmed}
    open_ones = {one for one in notes if one not in held}
    assert set(listed(sample, only={"answer": ("!",)})) == confirmed
    assert set(listed(sample, only={"answer": ("?",)})) == set(notes) - confirmed - open_ones
    assert set(listed(sample, only={"answer": ("", "!")})) == open_ones | confirmed
    now = {one for one in notes if one in held and (held[one].code, held[one].confirmed) == ("now", False)}
    assert set(listed(sample, only={"answer": ("now?",)})) == now


def test_the_answer_of_a_theme_holds_for_its_ideas_until_they_have_their_own(sample: Project) -> None:
    notes = notes_of(sample)
    own = {answer.contribution_id for answer in sample.ask(queries.weighing).answers}
    note = next(one for one in notes.values() if one.theme_id and one.kind == "idea" and one.id not in own)
    sample.perform(GiveAnswer("decide", {}, theme_id=note.theme_id))
    (row,) = sample.ask(lists.rows, "notes", (note.id,), sample.ask(lists.names))
    assert (row.answer, row.confirmed, row.own_answer) == ("decide", False, False)
    assert note.id in listed(sample, only={"answer": ("decide?",)})


def test_words_are_searched_and_a_code_finds_its_note(sample: Project) -> None:
    notes = notes_of(sample)
    note = next(iter(notes.values()))
    assert listed(sample, words=note.code.lower()) == [note.id]
    word = max(note.voices[0].words.split(), key=len).strip(".,!?“”’'")
    assert note.id in listed(sample, words=word)
    assert listed(sample, words="zzzyyyxxx") == []


def test_what_is_withdrawn_is_in_no_list(sample: Project) -> None:
    note = next(one for one in notes_of(sample).values() if len(one.voices) == 1)
    sample.perform(WithdrawVoice(note.voices[0].id))
    assert note.id not in listed(sample)
    assert sample.ask(lists.rows, "notes", (note.id,), sample.ask(lists.names)) == ()
    story = next(one for one in sample.ask(queries.stories) if not one.withdrawn)
    sample.perform(WithdrawStory(story.id))
    assert story.id not in listed(sample, of="stories")


def test_a_withdrawn_voice_gives_neither_words_nor_group(project: Project) -> None:
    note = project.perform(AddNote(NewNote((NewVoice("secret words"),)))).result
    project.perform(AddVoice(str(note), NewVoice("others say")))
    first = next(iter(notes_of(project).values())).voices[0]
    project.perform(WithdrawVoice(first.id))
    (row,) = project.ask(lists.rows, "notes", (str(note),), project.ask(lists.names))
    assert (row.words, row.voices) == ("others say", 1)
    assert listed(project, words="secret") == []


def test_votes_are_those_of_closed_rounds_only(project: Project) -> None:
    ids = [str(project.perform(AddNote(NewNote((NewVoice(words),)))).result) for words in ("one", "two", "three")]
    for closed, votes in ((True, (2, 7)), (False, (50, 1))):
        options = tuple(NewOption(contribution_id=note_id) for note_id in ids[:2])
        round_id = str(project.perform(AddRound("Which first?", {"method": "dots"}, options)).result)
        for option, number in zip(project.ask(vote_reads.options, round_id), votes, strict=True):
            project.perform(SetCount(round_id, (option.id, None, 0), FIRST, number))
        if closed:
            project.perform(CloseRound(round_id))
    known = project.ask(lists.names)
    assert known.votes == {ids[0]: 2, ids[1]: 7}
    assert listed(project, sort="votes") == [ids[1], ids[0], ids[2]]
    assert listed(project, sort="votes", down=True) == [ids[0], ids[1], ids[2]]


def test_counts_of_values_leave_their_own_filter_out(sample: Project) -> None:
    query = ListQuery().wanting("kind", ("idea",)).wanting("theme", ("",))
    counts = sample.ask(lists.value_counts, query, "kind")
    notes = [note for note in notes_of(sample).values() if not note.theme_id]
    assert counts == {kind: n for kind in codes(NOTE_KINDS) if (n := sum(note.kind == kind for note in notes))}


def test_a_value_counts_what_its_filter_would_leave(sample: Project) -> None:
    for of, dimensions in DIMENSIONS.items():
        for dimension in dimensions:
            for key, number in sample.ask(lists.value_counts, ListQuery(of), dimension).items():
                assert number == sample.ask(lists.count, ListQuery(of).wanting(dimension, (key,))), (dimension, key)


def test_positions_are_found_by_id(sample: Project) -> None:
    found = sample.ask(lists.listing, ListQuery(sort="words", group_by="kind"))
    for at in range(len(found)):
        assert found.position_of(found.id_at(at)) == at
        section = found.section_of(at)
        assert found.starts[section] <= at < found.starts[section] + found.sections[section].count
    assert found.position_of("0" * 32) == -1
    assert found.position_of("") == -1
    assert found.page(len(found) - 1, 10) == (found.id_at(len(found) - 1),)


def test_stories_are_listed_by_tag_and_by_what_was_asked(sample: Project) -> None:
    stories = {one.id: one for one in sample.ask(queries.stories) if not one.withdrawn}
    tag = next(story.tags[0] for story in stories.values() if story.tags)
    assert set(listed(sample, of="stories", only={"tag": (tag,)})) == {i for i, s in stories.items() if tag in s.tags}
    assert set(listed(sample, of="stories", only={"tag": ("",)})) == {i for i, s in stories.items() if not s.tags}
    assert set(listed(sample, of="stories", only={"consent": ("",)})) == {
        i for i, s in stories.items() if not s.consents
    }
    known = sample.ask(lists.names)
    for row in sample.ask(lists.rows, "stories", tuple(stories), known):
        assert set(row.tags) == set(stories[row.id].tags)
        assert bool(row.asked) == bool(stories[row.id].consents)
        assert row.group_ids == ((stories[row.id].segment_id,) if stories[row.id].segment_id else ())


def test_an_empty_project_has_empty_lists(project: Project) -> None:
    assert listed(project) == []
    assert project.ask(lists.listing, ListQuery(group_by="theme")).sections == ()
    assert project.ask(lists.value_counts, ListQuery(), "kind") == {}
