"""Prepare can be changed and taken back: each edit is one step, writes only what differs, and keeps the rules."""

from datetime import date
from pathlib import Path

import pytest

from models import queries
from models.edits import prepare, voices
from models.edits import project as on_project
from models.edits.path import AddPath
from models.errors import Refused
from models.project import Project
from tests.conftest import TickingClock
from tests.models.support import TODAY, add_note, column, dump, note, result, rows, undoes

GONE = "0" * 32


def test_a_new_project_takes_a_note_at_once_without_a_workshop(tmp_path: Path, clock: TickingClock) -> None:
    with Project.create(tmp_path / "own.polku", "Our own project", clock=clock) as project:
        note_id = add_note(project, "The bus stops too early.")
        found = project.ask(queries.notes)
        assert [(kept.id, kept.workshop_id, kept.kind) for kept in found] == [(note_id, None, "unsorted")]
        assert project.ask(queries.project).title == "Our own project"


def test_scope_items_are_changed_and_deleted(project: Project) -> None:
    item = result(project.perform(on_project.AddScopeItem("open", "Opening hours")))
    undoes(project, prepare.ChangeScopeItem(item, {"statement": "Hours", "kind": "shapeable"}))
    undoes(project, prepare.ChangeScopeItem(item, {"kind": "fixed", "reason": "The law", "until": TODAY}))
    undoes(project, prepare.DeleteScopeItem(item))
    assert project.ask(queries.scope_items) == ()


@pytest.mark.parametrize(
    "values",
    [{"kind": "fixed"}, {"kind": "fixed", "reason": "The law"}, {"kind": "fixed", "reason": " ", "until": TODAY}],
)
def test_an_item_is_not_made_fixed_without_a_reason_and_a_date(project: Project, values: dict[str, object]) -> None:
    item = result(project.perform(on_project.AddScopeItem("open", "Opening hours")))
    before = dump(project)
    with pytest.raises(Refused, match="needs a reason and a date"):
        project.perform(prepare.ChangeScopeItem(item, values))
    assert dump(project) == before


def test_a_fixed_item_keeps_its_reason_and_date_until_it_is_open(project: Project) -> None:
    item = result(project.perform(on_project.AddScopeItem("fixed", "The building", "Rented", TODAY)))
    for values in ({"reason": ""}, {"until": None}):
        with pytest.raises(Refused, match="needs a reason and a date"):
            project.perform(prepare.ChangeScopeItem(item, values))
    undoes(project, prepare.ChangeScopeItem(item, {"kind": "open", "reason": "", "until": None}))


def test_what_is_known_of_last_time_of_what_we_have_and_of_dates_is_changed_and_deleted(project: Project) -> None:
    promise = result(project.perform(on_project.AddEarlierPromise("A ramp")))
    line = result(project.perform(on_project.AddEnvelopeLine("money", "Budget")))
    day = result(project.perform(on_project.AddDecisionDate("Board")))
    undoes(project, prepare.ChangeEarlierPromise(promise, {"outcome": "late", "became": "Built in May"}))
    undoes(project, on_project.ChangeEnvelopeLine(line, {"amount": 0}))
    undoes(project, prepare.ChangeDecisionDate(day, {"day": date(2026, 5, 1)}))
    undoes(project, prepare.DeleteEarlierPromise(promise))
    undoes(project, prepare.DeleteEnvelopeLine(line))
    undoes(project, prepare.DeleteDecisionDate(day))


def test_what_we_have_is_never_less_than_nothing(project: Project) -> None:
    line = result(project.perform(on_project.AddEnvelopeLine("money", "Budget", 100)))
    with pytest.raises(Refused, match="0 or more"):
        project.perform(on_project.ChangeEnvelopeLine(line, {"amount": -1}))
    project.perform(on_project.ChangeEnvelopeLine(line, {"amount": None}))
    assert project.ask(queries.envelope)[0].amount is None


def test_needs_and_places_of_a_group_are_set_as_a_whole_and_only_what_differs_is_written(project: Project) -> None:
    project.perform(AddPath("Way", stages=("A", "B", "C")))
    first, second, third = (stage.id for stage in project.ask(queries.paths)[0].stages)
    group = result(project.perform(on_project.AddSegment("Carers", needs=("travel", "childcare"), stage_ids=(first,))))
    kept = column(project, "SELECT id FROM segment_need WHERE need = 'travel'")
    undoes(project, prepare.SetSegmentNeeds(group, ("interpreter", "travel", "travel")))
    undoes(project, prepare.SetSegmentPlaces(group, (third, second)))
    found = project.ask(queries.groups)[0]
    assert (found.needs, set(found.stage_ids)) == (("interpreter", "travel"), {second, third})
    assert column(project, "SELECT id FROM segment_need WHERE need = 'travel'") == kept
    assert project.perform(prepare.SetSegmentNeeds(group, ("travel", "interpreter"))).rows == frozenset()
    undoes(project, prepare.SetSegmentNeeds(group, ()))
    with pytest.raises(Refused, match="is not one of"):
        project.perform(prepare.SetSegmentNeeds(group, ("a throne",)))
    with pytest.raises(Refused, match="not there any more"):
        project.perform(prepare.SetSegmentPlaces(group, (GONE,)))
    assert project.ask(queries.groups)[0].needs == ()


def test_what_people_said_stays_when_their_group_or_workshop_is_deleted(project: Project) -> None:
    workshop = result(project.perform(on_project.AddWorkshop("First")))
    group = result(project.perform(on_project.AddSegment("Carers")))
    project.perform(on_project.SetAttendance(workshop, group, 5, 4))
    project.perform(prepare.SetConsentPreset(workshop, ("room",)))
    who = {"segment_id": group, "workshop_id": workshop}
    project.perform(voices.AddStory("I waited.", who))
    project.perform(voices.AddNote(voices.NewNote((voices.NewVoice("Ring first.", who),), {"workshop_id": workshop})))
    undoes(project, prepare.DeleteSegment(group))
    undoes(project, prepare.DeleteWorkshop(workshop))
    assert rows(project, "SELECT words, segment_id, workshop_id FROM story") == [("I waited.", None, None)]
    assert rows(project, "SELECT words, segment_id, workshop_id FROM voice") == [("Ring first.", None, None)]
    assert rows(project, "SELECT 1 FROM attendance UNION SELECT 1 FROM consent_preset") == []


def test_a_consent_set_is_kept_with_its_workshop_and_gives_no_consent(project: Project) -> None:
    workshop = result(project.perform(on_project.AddWorkshop("First")))
    story = result(project.perform(voices.AddStory("I waited.", {"workshop_id": workshop})))
    undoes(project, prepare.SetConsentPreset(workshop, ("room", "internal_report")))
    assert project.ask(queries.stories)[0].id == story
    assert project.ask(queries.stories)[0].consents == ()
    with pytest.raises(Refused, match="is not one of"):
        project.perform(prepare.SetConsentPreset(workshop, ("room", "advertising")))
    assert column(project, "SELECT purpose FROM consent_preset ORDER BY id") == ["room", "internal_report"]


def test_a_changed_way_back_still_carries_a_code(project: Project) -> None:
    back = result(project.perform(on_project.SetWayBack("web", "https://polku.example/?c={code}")))
    before = dump(project)
    for values in ({"address": "https://polku.example/"}, {"kind": "mail"}, {"address": "mailto:a@b.example?s={code}"}):
        with pytest.raises(Refused):
            project.perform(prepare.ChangeWayBack(back, values))
        assert dump(project) == before
    both = {"kind": "mail", "address": "mailto:a@polku.example?subject={code}"}
    undoes(project, prepare.ChangeWayBack(back, both))
    undoes(project, prepare.DeleteWayBack(back))
    assert project.ask(queries.ways_back) == ()


def test_what_is_gone_is_refused_with_a_sentence(project: Project) -> None:
    for edit in (
        prepare.ChangeScopeItem(GONE, {"kind": "fixed"}),
        prepare.DeleteScopeItem(GONE),
        prepare.ChangeEarlierPromise(GONE, {"became": "x"}),
        prepare.DeleteEnvelopeLine(GONE),
        prepare.DeleteSegment(GONE),
        prepare.DeleteWorkshop(GONE),
        prepare.SetConsentPreset(GONE, ("room",)),
        prepare.ChangeWayBack(GONE, {"kind": "mail"}),
    ):
        with pytest.raises(Refused, match="not there any more"):
            project.perform(edit)
    with pytest.raises(KeyError):
        project.perform(prepare.ChangeScopeItem(GONE, {"order": "a"}))
    project.perform(voices.AddNote(note("the session goes on")))
