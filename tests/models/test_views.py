"""The window's reads equal the slow way of reading everything, on random projects, and are quick on large ones."""

from collections import Counter, defaultdict
from datetime import datetime
from functools import lru_cache
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import queries, views
from models.capacity import effective_answers
from models.consent import to_ask
from models.edits import path, places, prepare, sorting, voices, weighing
from models.edits import project as on_project
from models.project import Project
from models.records import NoteRecord, StoryRecord
from tests.conftest import TickingClock, blank_project
from tests.models.support import EDITS, Op, Walk, add_note, result
from tests.timing import quickest

NUMBER = st.integers(0, 59)
# All edits twice, so that there is something of everything, then any.
OPENING: tuple[Op, ...] = tuple((kind, kind + 4, 3 + kind // 9) for _ in range(2) for kind in range(len(EDITS)))
OPS = st.lists(st.tuples(st.integers(0, len(EDITS) - 1), NUMBER, NUMBER), min_size=20, max_size=60)
PURPOSES = ("room", "training")


class Whole:
    """Everything there is, read the slow way."""

    def __init__(self, project: Project) -> None:
        self.stories = [story for story in project.ask(queries.stories) if not story.withdrawn]
        self.notes = [note for note in project.ask(queries.notes) if not note.withdrawn]
        self.weighing = project.ask(queries.weighing)

    def latest(self, limit: int) -> list[NoteRecord | StoryRecord]:
        return sorted([*self.stories, *self.notes], key=lambda one: one.id, reverse=True)[:limit]

    def tallies(self) -> views.Tallies:
        held = effective_answers(self.weighing.notes, self.weighing.answers)
        waiting = [note for note in self.notes if note.id not in held]
        return views.Tallies(len(self.stories), len(self.notes), len(waiting))

    def by_group(self, workshop_id: str | None) -> dict[str | None, int]:
        said = [*self.stories, *chain.from_iterable(note.voices for note in self.notes)]
        return Counter(one.segment_id for one in said if workshop_id in (None, one.workshop_id))

    def heard(self) -> set[tuple[str, str]]:
        told = {(s.segment_id, place.stage_id) for s in self.stories for place in s.places}
        said = {(v.segment_id, place.stage_id) for n in self.notes for v in n.voices for place in n.places}
        return {(group, stage) for group, stage in told | said if group}

    def attached(self) -> dict[str, tuple[set[str], set[str]]]:
        found: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for at, kept in enumerate((self.stories, self.notes)):
            for one in kept:
                for place in one.places:
                    found[place.stage_id][at].add(one.id)
                    if place.touchpoint_id:
                        found[place.touchpoint_id][at].add(one.id)
        return dict(found)


def compare(project: Project) -> None:
    whole = Whole(project)
    for limit in (0, 1, 5, 1000):
        assert list(project.ask(views.latest_voices, limit)) == whole.latest(limit)
    assert project.ask(views.tallies) == whole.tallies()
    for workshop in (None, *(workshop.id for workshop in project.ask(queries.workshops))):
        assert project.ask(views.voices_by_group, workshop) == whole.by_group(workshop)
    assert project.ask(views.heard_at) == whole.heard()
    waiting = [(story.id, story.code) for story in sorted(whole.stories, key=lambda s: s.id) if to_ask(story, PURPOSES)]
    assert list(project.ask(views.to_ask_before_home, PURPOSES)) == waiting
    compare_places(project, whole)
    compare_single_rows(project, whole)


def compare_places(project: Project, whole: Whole) -> None:
    hanging = whole.attached()
    sizes = {row_id: (len(stories), len(notes)) for row_id, (stories, notes) in hanging.items()}
    assert project.ask(views.attachment_counts) == sizes
    for way in project.ask(queries.paths):
        for stage_id, card_id in [*((s.id, None) for s in way.stages), *((c.stage_id, c.id) for c in way.cards)]:
            stories, notes = project.ask(views.attached, stage_id, card_id)
            told, said = hanging.get(card_id or stage_id, (set(), set()))
            assert ({story.id for story in stories}, {note.id for note in notes}) == (told, said)


def compare_single_rows(project: Project, whole: Whole) -> None:
    for story in project.ask(queries.stories):
        assert project.ask(views.story, story.id) == story
    all_, envelope = whole.weighing, project.ask(queries.envelope)
    for note in all_.notes:
        assert project.ask(views.note, note.id) == note
        one = project.ask(views.weighing_of, note.id)
        assert (one.notes, one.envelope) == ((note,), envelope)
        for name in ("findings", "estimates", "costs"):
            assert getattr(one, name) == tuple(r for r in getattr(all_, name) if r.contribution_id == note.id)
        held = effective_answers(all_.notes, all_.answers).get(note.id)
        assert effective_answers(one.notes, one.answers).get(note.id) == held
        known = {answer.id for answer in one.answers}
        assert one.outcomes == tuple(outcome for outcome in all_.outcomes if outcome.answer_id in known)


def compare_finding(project: Project) -> None:
    whole = Whole(project)
    notes, stories = {note.id: note for note in whole.notes}, {story.id: story for story in whole.stories}
    for words in ("waited", "warm dry", "rang", "zzz nothing"):
        hits = project.ask(views.find, words, 1000)
        assert len({(hit.kind, hit.id) for hit in hits}) == len(hits)
        assert hits[:3] == project.ask(views.find, words, 3)
        found = {(hit.kind, hit.id): hit for hit in hits}
        for table, row_id in project.ask(queries.search, words, 1000):
            if table == "contribution":
                assert found["note", row_id].code == notes[row_id].code
            if table == "story":
                assert found["story", row_id].code == stories[row_id].code
        assert {hit.id for hit in hits if hit.kind == "note"} <= set(notes)
        assert {hit.id for hit in hits if hit.kind == "story"} <= set(stories)
        assert all(len(hit.title) <= 120 and "\n" not in hit.title for hit in hits)
        for voice in (voice for note in notes.values() for voice in note.voices):
            if all(word in voice.words.casefold().split() for word in words.split()):
                assert ("note", voice.contribution_id) in found


@lru_cache
def after_opening() -> tuple[bytes, datetime]:
    """A project after the opening, and what its clock says then: every walk begins there."""
    with TemporaryDirectory() as folder:
        where, clock = Path(folder) / "walk.polku", TickingClock()
        where.write_bytes(blank_project())
        with Project.open(where, clock=clock) as project:
            walk = Walk(project)
            for op in OPENING:
                walk.step(op)
        return where.read_bytes(), clock.now


def walk_and_compare(ops: list[Op]) -> None:
    content, now = after_opening()
    with TemporaryDirectory() as folder:
        where = Path(folder) / "walk.polku"
        where.write_bytes(content)
        with Project.open(where, clock=TickingClock(now)) as project:
            walk = Walk(project, count(10_000))
            for op in ops:
                walk.step(op)
            compare(project)
            compare_finding(project)


@pytest.mark.slow
@settings(max_examples=5)
@given(OPS)
def test_the_windows_reads_equal_the_slow_way(ops: list[Op]) -> None:
    walk_and_compare(ops)


@pytest.mark.slow
@settings(max_examples=40)
@given(OPS)
def test_the_windows_reads_equal_the_slow_way_on_many_walks(ops: list[Op]) -> None:
    walk_and_compare(ops)


def test_an_empty_project_has_nothing_to_show(project: Project) -> None:
    compare(project)
    assert project.ask(views.tallies) == views.Tallies(0, 0, 0)
    assert project.ask(views.note, "0" * 32) is None
    assert project.ask(views.story, "0" * 32) is None
    assert project.ask(views.weighing_of, "0" * 32).notes == ()
    assert project.ask(views.find, "") == ()


def test_the_latest_come_first_whatever_they_are(project: Project) -> None:
    first = add_note(project, "one")
    story = result(project.perform(voices.AddStory("two")))
    last = add_note(project, "three", "and more")
    assert [one.id for one in project.ask(views.latest_voices, 2)] == [last, story]
    project.perform(voices.WithdrawStory(story))
    spoken = project.ask(views.note, last)
    assert spoken is not None
    for voice in spoken.voices:
        assert last in [one.id for one in project.ask(views.latest_voices, 5)]
        project.perform(voices.WithdrawVoice(voice.id))
    assert [one.id for one in project.ask(views.latest_voices, 5)] == [first]


def test_what_waits_for_an_answer_counts_a_themes_answer_for_ideas_alone(project: Project) -> None:
    theme = result(project.perform(sorting.AddTheme("Waiting")))
    for kind in ("idea", "stop", "question"):
        project.perform(sorting.PutInTheme(add_note(project, "words", kind=kind), theme))
    assert project.ask(views.tallies).to_answer == 3
    project.perform(weighing.GiveAnswer("unknown", theme_id=theme))
    assert project.ask(views.tallies).to_answer == 1


def test_a_consent_set_is_read_in_the_order_of_the_purposes(project: Project) -> None:
    workshop = result(project.perform(on_project.AddWorkshop("First")))
    assert project.ask(views.consent_preset, workshop) == ()
    project.perform(prepare.SetConsentPreset(workshop, ("training", "room")))
    assert project.ask(views.consent_preset, workshop) == ("room", "training")


def test_who_is_still_to_be_asked(project: Project) -> None:
    story = result(project.perform(voices.AddStory("I waited.")))
    code = project.ask(queries.stories)[0].code
    assert project.ask(views.to_ask_before_home, ()) == ()
    assert project.ask(views.to_ask_before_home, ("room", "training")) == ((story, code),)
    project.perform(voices.RecordConsents(story, (voices.ConsentAnswer("room", "no"),)))
    assert project.ask(views.to_ask_before_home, ("room",)) == ()
    assert project.ask(views.to_ask_before_home, ("room", "training")) == ((story, code),)
    project.perform(voices.RecordConsents(story, (voices.ConsentAnswer("training", "yes"),)))
    assert project.ask(views.to_ask_before_home, ("room", "training")) == ()


def test_finding_leads_to_what_a_person_knows(project: Project) -> None:
    made = path.AddPath("Zebra way", stages=("Zebra stage",), lanes=(("life", ""),))
    project.perform(made)
    whole = project.ask(queries.paths)[0]
    card = result(
        project.perform(path.AddTouchpoint(whole.stages[0].id, whole.lanes[0].id, "Card", {"what_works": "zebra"}))
    )
    here = voices.Place(whole.stages[0].id, card)
    words = (voices.NewVoice("It was warm."), voices.NewVoice("\n The zebra " + "x" * 200 + "\nand more"))
    note_id = result(project.perform(voices.AddNote(voices.NewNote(words, {"kind": "idea"}, (here,)))))
    story = result(project.perform(voices.AddStory("Another line", tags=("zebra",), places=(here,))))
    theme = result(project.perform(sorting.AddTheme("Zebras", "A zebra theme")))
    project.perform(weighing.SetFinding("money", {"note": "a zebra costs"}, theme_id=theme))
    hits = {hit.kind: hit for hit in project.ask(views.find, "zebra")}
    assert set(hits) == {"path", "stage", "card", "note", "story", "theme"}
    assert (hits["card"].title, hits["card"].place_code) == ("Card", "A1")
    assert hits["note"].title == ("The zebra " + "x" * 200)[:118] + "…"
    assert (hits["note"].id, hits["note"].place_code) == (note_id, "A1")
    assert (hits["story"].id, hits["story"].title, hits["story"].place_code) == (story, "Another line", "A1")
    assert hits["theme"].code == project.ask(queries.themes)[0].code
    project.perform(voices.WithdrawStory(story))
    for voice in project.ask(queries.notes)[0].voices:
        project.perform(voices.WithdrawVoice(voice.id))
    project.perform(weighing.SetFinding("money", {"note": "a zebra still costs"}, note_id=note_id))
    assert {hit.kind for hit in project.ask(views.find, "zebra")} == {"path", "stage", "card", "theme"}


def test_a_note_of_many_voices_does_not_push_others_out(project: Project) -> None:
    other = add_note(project, "zebra alone")
    many = add_note(project, *(f"zebra {i}" for i in range(60)))
    assert [hit.id for hit in project.ask(views.find, "zebra", 5)] == [many, other]


def test_what_hung_on_a_card_stays_at_the_stage_and_counts_once(project: Project) -> None:
    project.perform(path.AddPath("Way", stages=("A",), lanes=(("life", ""),), cards=(path.NewCard(0, 0, "Card"),)))
    whole = project.ask(queries.paths)[0]
    stage, card = whole.stages[0].id, whole.cards[0].id
    note_id = add_note(project, "Here")
    project.perform(places.SetNotePlaces(note_id, (voices.Place(stage), voices.Place(stage, card))))
    project.perform(path.DeleteTouchpoint(card))
    found = project.ask(views.note, note_id)
    assert found is not None
    assert [(place.stage_id, place.touchpoint_id) for place in found.places] == [(stage, None)]
    assert project.ask(views.attachment_counts) == {stage: (0, 1)}


@pytest.mark.slow
def test_no_read_reads_everything_with_ten_thousand_notes(project: Project) -> None:
    project.perform(path.AddPath("Way", stages=("A", "B", "C"), lanes=(("life", ""),)))
    stages = [stage.id for stage in project.ask(queries.paths)[0].stages]
    group = result(project.perform(on_project.AddSegment("Carers")))
    notes = tuple(
        voices.NewNote(
            (voices.NewVoice(f"zebra line {i}", {"segment_id": group}),),
            {"kind": "idea"},
            (voices.Place(stages[i % 3]),),
        )
        for i in range(10_000)
    )
    done = project.perform(voices.AddNotes(notes))
    assert isinstance(done.result, tuple)
    project.perform(voices.WithdrawVoice(project.ask(queries.notes, (str(done.result[7]),))[0].voices[0].id))
    last = str(done.result[-1])
    asked = (
        lambda: project.ask(views.latest_voices, 20),
        lambda: project.ask(views.note, last),
        lambda: project.ask(views.tallies),
        lambda: project.ask(views.voices_by_group),
        lambda: project.ask(views.heard_at),
        lambda: project.ask(views.attachment_counts),
        lambda: project.ask(views.weighing_of, last),
        lambda: project.ask(views.find, "zebra"),
    )
    whole = quickest(lambda: project.ask(queries.notes))
    assert [read for read in asked if quickest(read) > whole / 2] == []
