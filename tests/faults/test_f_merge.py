"""Section F, merging the files of several laptops: nothing lost, nothing brought back, nothing decided in silence.

F1 to F3, the laws, are tried with any histories in tests/models/merging/test_laws.py.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from app.commands import run
from models import driver, queries, relock
from models.edits import path, responding, theming, voices, weighing
from models.edits.project import AddSegment
from models.edits.settling import SettleConflict
from models.errors import Damaged
from models.merging.conflicts import ConflictRecord, open_conflicts
from models.merging.merge import HERE, THERE, Merged
from models.merging.plan import plan
from models.project import Project
from models.store import Store
from tests.conftest import TickingClock
from tests.models.merging.laptops import copied, digest, merged, started, together
from tests.models.promised import answered, confirm, noted
from tests.models.support import add_note, bytes_of_open_file, column, history_text

CANARY = "zyxwcanary"
Make = Callable[[Callable[[Project], object]], tuple[Project, Project]]


@pytest.fixture
def laptops() -> Iterator[Make]:
    """Two laptops that start from one project, in which something was done first."""
    with ExitStack() as kept:

        def make(first: Callable[[Project], object]) -> tuple[Project, Project]:
            origin = kept.enter_context(started())
            first(origin)
            return copied(origin), copied(origin)

        yield make


def result_of(done: object) -> Merged:
    found = getattr(done, "result")  # noqa: B009 - typed as object
    assert isinstance(found, Merged)
    return found


def note_of(project: Project) -> str:
    return project.ask(queries.notes)[0].id


def wording(project: Project) -> str:
    return project.ask(queries.notes)[0].wording


def the_conflict(project: Project) -> ConflictRecord:
    (found,) = project.ask(open_conflicts)
    return found


def test_edits_of_different_fields_of_one_card_both_survive(laptops: Make) -> None:
    def draw(project: Project) -> None:
        cards = (path.NewCard(0, 0, "Waiting room"),)
        project.perform(path.AddPath("Way", stages=("A",), lanes=(("people_do", ""),), cards=cards))

    a, b = laptops(draw)
    card = a.ask(queries.paths)[0].cards[0].id
    a.perform(path.ChangeTouchpoint(card, {"waiting": "six weeks"}))
    b.perform(path.ChangeTouchpoint(card, {"channel": "telephone"}))
    done = merged(a, b)
    found = a.ask(queries.paths)[0].cards[0]
    assert (found.words, found.waiting, found.channel) == ("Waiting room", "six weeks", "telephone")
    assert result_of(done).conflicts == ()


def test_f4_both_edit_one_field_and_both_values_are_kept(laptops: Make) -> None:
    a, b = laptops(lambda project: add_note(project, "words", wording="first"))
    a.perform(voices.ChangeNote(note_of(a), {"wording": "short"}))
    b.perform(voices.ChangeNote(note_of(b), {"wording": "a longer one"}))
    merged(a, b)
    assert wording(a) == "a longer one"  # what says more stands, whoever's clock is ahead
    found = the_conflict(a)
    assert (found.kind, found.unit, found.here, found.there) == (
        "field",
        ("wording",),
        {"wording": "short"},
        {"wording": "a longer one"},
    )
    a.perform(SettleConflict(found.id, HERE))
    assert wording(a) == "short"
    assert a.ask(open_conflicts) == ()
    assert wording(together(a, b)) == wording(together(b, a)) == "short"  # decided for good: it knew of both


def test_what_stands_can_be_decided_for_as_it_is(laptops: Make) -> None:
    a, b = laptops(lambda project: add_note(project, "words", wording="first"))
    a.perform(voices.ChangeNote(note_of(a), {"wording": "short"}))
    b.perform(voices.ChangeNote(note_of(b), {"wording": "a longer one"}))
    merged(a, b)
    a.perform(SettleConflict(the_conflict(a).id, THERE))
    b.perform(voices.ChangeNote(note_of(b), {"wording": "the longest of them all"}))
    merged(a, b)
    assert [one.kind for one in a.ask(open_conflicts)] == ["field"]  # b did not know of the decision


def test_f4_the_same_change_on_both_is_no_conflict(laptops: Make) -> None:
    a, b = laptops(lambda project: add_note(project, "words", wording="first"))
    for one in (a, b):
        one.perform(voices.ChangeNote(note_of(one), {"wording": "the same"}))
    merged(a, b)
    assert wording(a) == "the same"
    assert a.ask(open_conflicts) == ()


def test_f5_one_deletes_and_the_other_edits(laptops: Make) -> None:
    a, b = laptops(lambda project: add_note(project, "exact words", "a second voice", wording="first"))
    note = note_of(a)
    a.perform(voices.DeleteNote(note))
    b.perform(voices.ChangeNote(note, {"wording": "still needed"}))
    ab, ba = together(a, b), together(b, a)
    assert digest(ab) == digest(ba)
    for project in (ab, ba):  # nothing is lost: with its voices, and shown
        (found,) = project.ask(queries.notes)
        assert (found.wording, sorted(voice.words for voice in found.voices)) == (
            "still needed",
            ["a second voice", "exact words"],
        )
        assert the_conflict(project).kind == "deleted"
    conflict = the_conflict(ab)
    assert (conflict.deleting, conflict.chosen) == (HERE, THERE)
    ab.perform(SettleConflict(conflict.id, conflict.deleting))
    assert ab.ask(queries.notes) == ()
    assert together(ab, b).ask(queries.notes) == ()  # never brought back in silence


def test_f5_deleted_where_nobody_else_touched_it_stays_deleted(laptops: Make) -> None:
    a, b = laptops(lambda project: add_note(project, "words"))
    a.perform(voices.DeleteNote(note_of(a)))
    add_note(b, "others")
    for project in (together(a, b), together(b, a)):
        assert [note.voices[0].words for note in project.ask(queries.notes)] == ["others"]
        assert project.ask(open_conflicts) == ()


def test_a_theme_deleted_while_a_note_was_put_into_it_is_kept(laptops: Make) -> None:
    def sort(project: Project) -> None:
        project.perform(theming.NewTheme("Waiting", (add_note(project, "one"),)))
        add_note(project, "two")

    a, b = laptops(sort)
    (found,) = a.ask(queries.themes)
    loose = next(note.id for note in b.ask(queries.notes) if note.voices[0].words == "two")
    a.perform(theming.DeleteTheme(found.id))
    b.perform(theming.PutNotes((loose,), found.id))
    for whole in (together(a, b), together(b, a)):
        (kept,) = whole.ask(queries.themes)
        assert kept.title == "Waiting"
        assert column(whole, "SELECT count(*) FROM theme_note") == [2]
        assert "deleted" in [one.kind for one in whole.ask(open_conflicts)]


@pytest.mark.parametrize("eraser_first", [True, False])
def test_f6_erased_on_one_laptop_is_erased_in_the_merged_file(tmp_path: Path, *, eraser_first: bool) -> None:
    a, b = tmp_path / "a.polku", tmp_path / "b.polku"
    with Project.create(a, "Title", clock=TickingClock()) as project:
        add_note(project, f"{CANARY} said it", wording=f"{CANARY} in short")
        add_note(project, "others stay")
    shutil.copy(a, b)
    with Project.open(b) as project:
        (note,) = [note for note in project.ask(queries.notes) if CANARY in note.wording]
        project.perform(voices.ChangeNote(note.id, {"wording": f"{CANARY} changed later"}))
        project.perform(voices.AddVoice(note.id, voices.NewVoice(f"{CANARY} once more")))
    with Project.open(a) as project:
        project.erase(note.id)
    out = tmp_path / "out.polku"
    files = (a, b) if eraser_first else (b, a)
    assert run(["merge", *map(str, files), "--to", str(out)]) == 0
    with Project.open(out) as project:
        assert [one.voices[0].words for one in project.ask(queries.notes)] == ["others stay"]
        assert CANARY not in history_text(project)
        assert CANARY.encode() not in bytes_of_open_file(out)
        while project.undo_label():
            project.undo()
        assert CANARY not in repr(project.ask(queries.notes))


@pytest.mark.parametrize("withdrawn_first", [True, False])
def test_f7_a_withdrawal_on_one_laptop_wins(laptops: Make, *, withdrawn_first: bool) -> None:
    def tell(project: Project) -> None:
        story = project.perform(voices.AddStory("what happened")).result
        project.perform(voices.RecordConsent(str(story), voices.ConsentAnswer("public_report", "yes")))

    a, b = laptops(tell)
    story = a.ask(queries.stories)[0].id
    a.perform(voices.WithdrawStory(story))
    b.perform(voices.ChangeStory(story, {"clearer": "said more clearly"}))
    first, second = (a, b) if withdrawn_first else (b, a)
    whole = together(first, second)
    (found,) = whole.ask(queries.stories)
    assert found.withdrawn
    assert found.words == ""
    assert not whole.ask(open_conflicts)  # withdrawn words are shown to nobody, in no comparison either
    while whole.undo_label():
        whole.undo()
    assert all(one.withdrawn for one in whole.ask(queries.stories))


def test_f7_of_two_answers_to_one_question_the_no_stands(laptops: Make) -> None:
    a, b = laptops(lambda project: project.perform(voices.AddStory("what happened")))
    story = a.ask(queries.stories)[0].id
    a.perform(voices.RecordConsent(story, voices.ConsentAnswer("public_report", "no")))
    b.perform(voices.RecordConsent(story, voices.ConsentAnswer("public_report", "yes")))
    for whole in (together(a, b), together(b, a)):
        (consent,) = whole.ask(queries.stories)[0].consents
        assert consent.answer == "no"


def test_f8_a_file_copied_by_hand_is_noticed_and_gives_out_codes_of_its_own() -> None:
    """The copy goes on under the name and with the codes of the first file, as an image of a disk would."""
    with started() as origin:
        add_note(origin, "before")
        a, b = exact_copy(origin), exact_copy(origin)
        for laptop, words in ((a, "one"), (b, "two")):
            add_note(laptop, words)
        assert {note.code for note in a.ask(queries.notes)} == {note.code for note in b.ask(queries.notes)}
        done = result_of(merged(a, b))
        assert done.forked
        codes = [note.code for note in a.ask(queries.notes)]
        assert len(codes) == len(set(codes)) == 3
        assert [old for old, _ in done.recoded] == [note.code for note in b.ask(queries.notes)][1:]
        last = "SELECT device FROM history_step ORDER BY seq DESC LIMIT 1"
        device = column(origin, last)
        add_note(a, "after")
        assert column(a, last) != device
        assert digest(together(a, b)) == digest(together(b, a))


def exact_copy(project: Project) -> Project:
    store = Store.in_memory()
    project.store.copy_into(store)
    return Project(store)


def test_f9_an_older_file_is_read_as_a_copy_and_stays_as_it_is(tmp_path: Path) -> None:
    data = Path(__file__).resolve().parents[1] / "data"
    old, base, out = tmp_path / "old.polku", tmp_path / "base.polku", tmp_path / "out.polku"
    shutil.copy(data / "schema_2.polku", old)
    shutil.copy(data / "schema_2.polku", base)
    with Project.open(base) as project:
        add_note(project, "written with the newer Polku")
    whole = old.read_bytes()
    assert run(["merge", str(old), str(base), "--to", str(out)]) == 0
    assert old.read_bytes() == whole
    with Project.open(out) as project:
        assert "written with the newer Polku" in repr(project.ask(queries.notes))
    names = sorted(one.name for one in tmp_path.iterdir() if not one.name.startswith("base"))
    assert names == ["old.polku", "out.polku"]


def test_f10_a_bad_file_among_three_leaves_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / f"{name}.polku" for name in ("a", "b", "bad", "other")]
    with Project.create(files[0], "Title") as project:
        add_note(project, "before")
    shutil.copy(files[0], files[1])
    with Project.open(files[1]) as project:
        add_note(project, "at b")
    whole = files[0].read_bytes()
    files[2].write_bytes(whole[: len(whole) // 2])
    Project.create(files[3], "Another project").close()
    out = tmp_path / "out.polku"
    assert run(["merge", *map(str, files), "--to", str(out)]) == 1
    said = capsys.readouterr().out
    assert "“bad.polku” is cut short" in said
    assert "“other.polku” is another project" in said
    with Project.open(out) as project:
        assert len(project.ask(queries.notes)) == 2


def test_a_file_of_another_project_alone_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other, out = (tmp_path / f"{name}.polku" for name in ("one", "other", "out"))
    Project.create(one, "Title").close()
    Project.create(other, "Title").close()
    assert run(["merge", str(one), str(other), "--to", str(out)]) == 2
    assert "is another project" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.skipif(not driver.driver.__name__.startswith("sqlcipher3"), reason="this driver knows no locks")
def test_f11_locked_files_with_other_passwords(tmp_path: Path) -> None:
    base, other = tmp_path / "base.polku", tmp_path / "other.polku"
    with Project.create(base, "Title") as project:
        add_note(project, "before")
    shutil.copy(base, other)
    with Project.open(other) as project:
        add_note(project, f"{CANARY} at the other")
    relock.lock(base, "first password")
    relock.lock(other, "second password")
    store = Store.open(base, password="first password")
    copy = Store.in_memory(store.key)
    store.copy_into(copy)
    with Project(store) as project:
        made = plan(copy, [(other, None)], TickingClock()())
        assert made.sources == ()
        assert "password" in str(made.refused[0][1])
        copy = Store.in_memory(store.key)
        store.copy_into(copy)
        made = plan(copy, [(other, "second password")], TickingClock()())
        assert made.result is not None
        assert made.result.new["contribution"] == 1
        merge = made.merge_into(project, TickingClock()())
        list(project.merging(merge))
        assert len(project.ask(queries.notes)) == 2
        assert CANARY.encode() not in bytes_of_open_file(base)  # the result is locked as the base is
        made.close()


def test_f12_one_response_in_two_files_is_one_row(laptops: Make) -> None:
    a, b = laptops(lambda project: add_note(project, "words"))
    code = a.ask(queries.notes)[0].code
    for one in (a, b):
        one.perform(responding.KeepResponse(code, "it was understood", "web", source_id="form-17"))
    whole = together(a, b)
    assert column(whole, "SELECT count(*) FROM response") == [1]
    assert digest(whole) == digest(together(b, a))


def test_f13_groups_of_one_name_stay_two_and_are_suggested(tmp_path: Path) -> None:
    here, there = tmp_path / "here.polku", tmp_path / "there.polku"
    with Project.create(here, "Title") as project:
        add_note(project, "before")
    shutil.copy(here, there)
    with Project.open(there) as project:
        project.perform(AddSegment("\u0421\u0430rers"))  # the first two letters are Cyrillic
    with Project.open(here) as project:
        project.perform(AddSegment("Carers"))
        copy = Store.in_memory()
        project.store.copy_into(copy)
        made = plan(copy, [(there, None)], TickingClock()())
        assert [(one.table, one.names[0]) for one in made.same_names] == [("segment", "Carers")]
        list(project.merging(made.merge_into(project, TickingClock()())))
        assert column(project, "SELECT count(*) FROM segment") == [2]
        made.close()


def test_f14_a_history_that_does_not_tell_the_rows_is_not_merged(laptops: Make) -> None:
    a, b = laptops(lambda project: add_note(project, "words", wording="as it was"))
    before = digest(a)
    b.store.raw.execute("UPDATE contribution SET wording = 'changed by another program'")
    with pytest.raises(Damaged, match="does not tell what the file holds"):
        merged(a, b)
    assert digest(a) == before


def test_f14_rows_that_come_out_otherwise_are_rolled_back(laptops: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from models.writer import Writer

    a, b = laptops(lambda project: add_note(project, "words"))
    add_note(b, "more")
    before = digest(a)
    monkeypatch.setattr(Writer, "bring", lambda *_: None)  # as a mistake of ours would
    with pytest.raises(RuntimeError):
        merged(a, b)
    assert digest(a) == before
    assert column(a, "SELECT count(*) FROM history_step WHERE brought_by <> ''") == [0]


@pytest.mark.parametrize("confirmed_first", [True, False])
def test_a_confirmation_that_did_not_know_of_a_change_is_taken_back(laptops: Make, *, confirmed_first: bool) -> None:
    a, b = laptops(lambda project: answered(project, noted(project, "an idea")))
    found = a.ask(queries.weighing).answers[0]
    confirm(a, found.id)
    other = {"sentence": "We do quite another thing.", "owner": "Team lead", "report_back": found.report_back}
    b.perform(weighing.GiveAnswer("now", other, found.contribution_id))
    whole = together(a, b) if confirmed_first else together(b, a)
    held = whole.ask(queries.weighing).answers[0]
    assert not held.confirmed
    assert held.sentence == "We do quite another thing."
    assert "unsure" in [one.kind for one in whole.ask(open_conflicts)]


def test_a_confirmed_answer_that_fails_the_gate_afterwards_is_listed(laptops: Make) -> None:
    a, b = laptops(lambda project: answered(project, noted(project, "an idea")))
    found = a.ask(queries.weighing).answers[0]
    confirm(a, found.id)
    b.perform(weighing.SetEstimate({"no_cost": False}, found.contribution_id))
    done = result_of(merged(a, b))
    assert done.provisional == (found.id,)
    assert not a.ask(queries.weighing).answers[0].confirmed


def test_d10_a_clock_a_year_ahead_does_not_win(laptops: Make) -> None:
    a, b = laptops(lambda project: add_note(project, "words", wording="first"))
    b._clock = lambda: TickingClock()() + timedelta(days=366)
    a.perform(voices.ChangeNote(note_of(a), {"wording": "the longer one, by a laptop whose clock is right"}))
    b.perform(voices.ChangeNote(note_of(b), {"wording": "ahead"}))
    merged(a, b)
    assert wording(a).startswith("the longer one")
    assert the_conflict(a).there == {"wording": "ahead"}
    add_note(a, "after the merge")
    walls = column(a, "SELECT wall FROM history_step WHERE brought_by = '' ORDER BY seq")
    assert walls[-1] - walls[-3] < 60 * 10**6  # the clock that is ahead does not spread
