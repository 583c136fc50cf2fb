"""The history as people look at it: what, who, when, where, taken back or not; and never words that may not be read."""

from datetime import UTC, date, datetime

import pytest

from models import history_details, history_reads
from models.edits import path_frame, sorting, voices, voting
from models.edits import project as on_project
from models.edits.notes_many import ChangeMany
from models.history_details import Details, RowChange
from models.history_reads import StepLine, Wanted
from models.project import Project
from tests.models.promised import promised
from tests.models.support import add_note, column, note, result, rows
from tests.timing import quickest


def lines(project: Project, wanted: Wanted | None = None) -> list[StepLine]:
    return list(project.ask(history_reads.steps, wanted).lines)


def newest(project: Project) -> Details:
    found = project.ask(history_details.details, lines(project)[0].seq)
    assert found is not None
    return found


def changed(row: RowChange) -> dict[str, tuple[object, object]]:
    return {one.column: (one.before, one.after) for one in row.fields}


def test_a_step_says_what_when_who_and_which_thing_it_touched(project: Project) -> None:
    project.operator = "Scribe"
    add_note(project, "A chair by the door", wording="A chair")
    line = lines(project)[0]
    assert (line.label, line.who, line.kind, line.taken_back, line.brought) == (
        "Add note",
        "Scribe",
        "edit",
        False,
        False,
    )
    assert line.at.tzinfo is UTC
    assert [(one.table, one.name, one.state) for one in line.things] == [("contribution", "A chair", "")]
    assert line.things[0].code == column(project, "SELECT code FROM contribution")[0]


def test_a_note_without_a_title_is_called_by_its_first_words_and_a_voice_belongs_to_its_note(project: Project) -> None:
    first = add_note(project, "Nobody rang back")
    project.perform(voices.AddVoice(first, voices.NewVoice("I rang three times")))
    assert [one.name for one in lines(project)[0].things] == ["Nobody rang back"]


def test_what_was_undone_and_done_again_is_told_on_the_step(project: Project) -> None:
    add_note(project, "A chair")
    project.undo()
    assert [(one.kind, one.label, one.taken_back) for one in lines(project)[:2]] == [
        ("undo", "Add note", False),
        ("edit", "Add note", True),
    ]
    assert [one.name for one in lines(project)[0].things] == ["A chair"]
    assert lines(project)[0].things[0].state == "gone"
    project.redo()
    assert [(one.kind, one.taken_back) for one in lines(project)[:3]] == [
        ("redo", False),
        ("undo", False),
        ("edit", False),
    ]


def test_a_deleted_thing_keeps_its_name_in_every_step_that_touched_it(project: Project) -> None:
    chair = add_note(project, "A chair")
    project.perform(voices.ChangeNote(chair, {"wording": "A better chair"}))
    project.perform(voices.DeleteNote(chair))
    add_note(project, "Something else")
    assert {(one.name, one.state) for line in lines(project)[1:4] for one in line.things} == {
        ("A better chair", "gone")
    }


def test_pages_of_the_history_come_one_after_the_other(project: Project) -> None:
    for at in range(25):
        add_note(project, f"Note {at}")
    whole = [one.seq for one in lines(project)]
    found: list[int] = []
    before: int | None = None
    while True:
        page = project.ask(history_reads.steps, None, before, 7)
        found += [one.seq for one in page.lines]
        before = page.next
        if before is None:
            break
    assert found == whole
    assert len(found) == 26


def test_the_history_is_filtered_by_room_person_day_label_and_thing(project: Project) -> None:
    project.operator = "Scribe"
    chair = add_note(project, "A chair")
    project.operator = "Lead"
    theme = result(project.perform(sorting.AddTheme("Seats")))
    project.perform(sorting.PutInTheme(chair, theme, "Lead"))
    voice = column(project, "SELECT id FROM voice")[0]
    project.perform(voices.ChangeVoice(voice, {"words": "A good chair"}))
    shown = {
        "map": Wanted(room="map"),
        "sort": Wanted(room="sort"),
        "scribe": Wanted(who="Scribe"),
        "label": Wanted(labels=("Add theme",)),
        "thing": Wanted(thing=("contribution", chair)),
        "later": Wanted(since=datetime(2031, 1, 1, tzinfo=UTC)),
        "that day": Wanted(since=datetime(2026, 3, 2, tzinfo=UTC), until=datetime(2026, 3, 3, tzinfo=UTC), room="sort"),
    }
    assert {name: [one.label for one in lines(project, wanted)] for name, wanted in shown.items()} == {
        "map": [],
        "sort": ["Put in theme", "Add theme"],
        "scribe": ["Add note"],
        "label": ["Add theme"],
        "thing": ["Change words", "Put in theme", "Add note"],
        "later": [],
        "that day": ["Put in theme", "Add theme"],
    }
    assert project.ask(history_reads.days, UTC, 5) == ((date(2026, 3, 2), 5),)
    writers = project.ask(history_reads.writers)
    assert writers.people == ("Lead", "Scribe")
    assert writers.devices == (writers.here,)


def test_the_details_say_each_field_before_and_after(project: Project) -> None:
    shop = result(project.perform(on_project.AddWorkshop("Workshop 1", {"ask": "What would help?"})))
    project.perform(on_project.ChangeWorkshop(shop, {"venue": "The library", "promise_level": 3}))
    (row,) = newest(project).rows
    assert row.kind == "changed"
    assert changed(row) == {"venue": ("", "The library"), "promise_level": (None, 3)}


def test_references_are_told_by_the_names_of_what_they_lead_to(project: Project) -> None:
    group = result(project.perform(on_project.AddSegment("Carers")))
    chair = add_note(project, "A chair")
    project.perform(voices.ChangeVoice(column(project, "SELECT id FROM voice")[0], {"segment_id": group}))
    (field,) = newest(project).rows[0].fields
    assert (field.column, field.was, field.is_now and field.is_now.name) == ("segment_id", None, "Carers")
    assert chair


def test_an_undo_is_shown_as_what_it_changed_back(project: Project) -> None:
    group = result(project.perform(on_project.AddSegment("Carers")))
    project.perform(on_project.ChangeSegment(group, {"name": "Relatives"}))
    project.undo()
    assert changed(newest(project).rows[0]) == {"name": ("Relatives", "Carers")}


def test_costs_carry_their_unit(project: Project) -> None:
    project.perform(on_project.AddEnvelopeLine("money", "Budget", 10_000))
    project.perform(on_project.AddEnvelopeLine("staff_days", "Team", 500))
    found = [one for line in lines(project)[:2] for one in project.ask(history_details.details, line.seq).rows]  # pyright: ignore[reportOptionalMemberAccess]
    assert [one.unit for row in found for one in row.fields if one.column == "amount"] == ["days", "money"]


CANARY = "CANARYWORDS"


def everything_said(project: Project) -> str:
    """All that the history tells of all its steps."""
    found = [str(lines(project))]
    found += [str(project.ask(history_details.details, line.seq)) for line in lines(project)]
    return "\n".join(found)


def test_i_withdrawn_words_are_in_no_step(project: Project) -> None:
    values = {"clearer": CANARY, "teller": CANARY, "wanted_next": CANARY}
    told = result(project.perform(voices.AddStory(CANARY, values, tags=(CANARY,))))
    project.perform(voices.ChangeStory(told, {"words": f"{CANARY} 2"}))
    one = add_note(project, f"{CANARY} 3", wording=f"{CANARY} 4")
    project.perform(voices.ChangeNote(one, {"wording": f"{CANARY} 5"}))
    gone = add_note(project, f"{CANARY} 6", wording=f"{CANARY} 7")
    assert CANARY in everything_said(project)
    project.perform(voices.WithdrawStory(told))
    for voice in column(project, "SELECT id FROM voice"):
        project.perform(voices.WithdrawVoice(voice))
    project.perform(voices.DeleteNote(gone))
    project.perform(voices.DeleteStory(told))
    assert CANARY not in everything_said(project)
    assert "withdrawn" in everything_said(project)


def test_i_erased_words_are_in_no_step_and_the_step_says_so(project: Project) -> None:
    one = add_note(project, f"{CANARY} 3", wording=f"{CANARY} 4")
    project.perform(voices.ChangeNote(one, {"wording": f"{CANARY} 5"}))
    project.perform(voices.DeleteNote(one))
    project.erase(one)
    assert CANARY not in everything_said(project)
    assert {thing.state for line in lines(project)[:3] for thing in line.things} == {"erased"}


def test_what_people_agreed_to_and_how_they_are_reached_is_not_listed(project: Project) -> None:
    told = result(project.perform(voices.AddStory("I waited")))
    project.perform(voices.RecordConsent(told, voices.ConsentAnswer("room", "yes", witness=CANARY)))
    (row,) = newest(project).rows
    assert (row.table, row.hidden, row.fields, row.thing.name) == ("consent", True, (), "I waited")


def test_whether_a_step_confirmed_an_answer_is_told(project: Project) -> None:
    promised(project, "A lift")
    steps = {line.label: project.ask(history_details.details, line.seq) for line in lines(project)}
    said = {label: [row.confirmed for row in one.rows if row.table == "answer"] for label, one in steps.items() if one}
    assert said["Confirm answer"] == [True]
    assert said["Answer"] == [False]


def test_a_vote_and_a_path_are_things_of_their_own(project: Project) -> None:
    project.perform(path_frame.AddStandardPath("Our path", "as_is", ("Before", "After")))
    assert ("path", "Our path") in [(one.table, one.name) for one in lines(project)[0].things]
    project.perform(voting.AddRound("Which first?", {}, (voting.NewOption(label="A"), voting.NewOption(label="B"))))
    assert [(one.table, one.name) for one in lines(project)[0].things] == [("vote_round", "Which first?")]


def test_a_long_step_is_told_by_its_beginning(project: Project) -> None:
    ids = project.perform(voices.AddNotes(tuple(note(f"Note {at}") for at in range(900)))).result
    assert isinstance(ids, tuple)
    project.perform(ChangeMany(ids, values={"kind": "idea"}))
    for line in lines(project)[:2]:
        assert line.more
        assert len(line.things) == history_reads.MOST_THINGS
        found = project.ask(history_details.details, line.seq)
        assert found is not None
        assert len(found.rows) == history_details.MOST
        assert found.more


@pytest.mark.slow
def test_twenty_thousand_steps_stay_quick_to_look_at(project: Project) -> None:
    chair = add_note(project, "A chair")
    last = rows(project, "SELECT * FROM history_step ORDER BY seq DESC LIMIT 1")[0]
    names = [row[1] for row in rows(project, "PRAGMA table_info(history_step)")]
    step = dict(zip(names, last, strict=True))
    with project.store.transaction() as connection:
        marks = ", ".join("?" * len(names))
        sql = f"INSERT INTO history_step ({', '.join(names)}) VALUES ({marks})"
        for at in range(20_000):
            fresh = {**step, "seq": step["seq"] + 1 + at, "id": f"{at:032x}", "counter": step["counter"] + 1 + at}
            connection.exec_driver_sql(sql, tuple(fresh.values()))
    assert quickest(lambda: project.ask(history_reads.steps)) < 0.5
    assert quickest(lambda: project.ask(history_reads.steps, Wanted(room="map"))) < 5
    assert quickest(lambda: project.ask(history_reads.steps, Wanted(thing=("contribution", chair)), None, 60)) < 5
