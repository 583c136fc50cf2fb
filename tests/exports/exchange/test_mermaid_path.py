"""A path as a Mermaid journey and back: nothing is lost that a journey can hold, and the rest is counted and named."""

from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

import pytest
from hypothesis import given

from exports.catalog import compose, export_of, make
from exports.exchange.mermaid import JourneyDraft, feeling_of_score, read_journey
from exports.exchange.mermaid_path import Lost, journey_of
from exports.exchange.planning import Target, plan_path
from exports.tables.journey import SENTENCES
from models import queries
from models.edits.path import ImportPath, NewCard, SetFeeling
from models.edits.path_frame import ChangeStage
from models.edits.project import AddSegment, AddWorkshop, SetAttendance
from models.errors import Refused
from models.path_reads import whole
from models.path_records import CardRecord, ConnectionRecord, FeelingRecord, LaneRecord, PathRecord, StageRecord
from models.project import Project
from models.queries import lane_name
from resources.texts import translator
from tests.app.support import TODAY, document, said, sample_in
from tests.exports.exchange.paths import Felt, made_path, path_of_strategy
from tests.exports.exchange.shared_data import cases, shared

NOBODY = Target("EUR")


def card(card_id: str, stage: str, lane: str, words: str = "x", **values: object) -> CardRecord:
    plain = CardRecord(card_id, stage, lane, words, "", "", "", "", "", False, "", "", "", "", card_id)
    return replace(plain, **values)  # type: ignore[arg-type]


def read_back(text: str) -> ImportPath:
    return plan_path(NOBODY, PurePath("way.mmd"), text.encode()).edit


def lost(path: PathRecord) -> dict[str, Lost]:
    found = journey_of(path, lambda one: one.segment_id or "", lane_name).lost
    assert all(SENTENCES[one.kind](one, translator(language)) for one in found for language in ("en", "fi"))
    return {one.kind: one for one in found}


# -- lossless where Mermaid can hold it --------------------------------------------------------------------------------


@given(path_of_strategy())
def test_a_path_of_one_lane_comes_back_as_it_was(felt: Felt) -> None:
    path = made_path(felt)
    journey = journey_of(path, lambda one: one.segment_id or "", lane_name)
    assert journey.lost == ()
    assert read_journey(journey.text).notices == ()
    edit = read_back(journey.text)
    assert (edit.title, edit.description, edit.stages) == (felt.title, felt.description, tuple(felt.stages))
    assert edit.lanes == (("people_do", ""), ("feeling", ""))
    assert edit.cards == tuple(
        NewCard(
            stage, 0, words,
            () if value is None else tuple((name, value) for name in groups) or (("", value),),
        )
        for stage, words, value, groups in felt.cards
    )  # fmt: skip


def test_through_a_project_and_back(project: Project) -> None:
    text = (
        (
            "journey\n  title Way; and back\n  accDescr: First#10;second\n  section A: b\n    x: ?\n"
            "    y #35;1: 1: Carers, R&D\n  section Empty\n  section Z\n    %%: 5\n    section x: 3: Staff#44; all\n"
        )
        .replace("section A: b", "section A#58; b")
        .replace("    %%:", "    #37;%:")
        .replace("; and", "#59; and")
    )
    edit = read_back(text.replace("    section x", "    #115;ection x"))
    project.perform(edit)
    path = project.ask(queries.paths)[0]
    names = {group.id: group.name for group in project.ask(queries.groups)}
    journey = journey_of(path, lambda one: names[one.segment_id or ""] if one.segment_id else "", lane_name)
    assert journey.lost == ()
    again = read_back(journey.text)
    assert replace(again, sha256=edit.sha256) == edit


@pytest.mark.parametrize("case", cases("journeys/mermaid/oracle_mermaid_11.17.2.json"), ids=lambda case: case["id"])
def test_a_file_from_elsewhere_comes_out_as_it_went_in(case: dict[str, Any], project: Project) -> None:
    """Read as a path and written again: all that a path holds of it, with scores on the scale."""
    file = shared(f"journeys/mermaid/{case['id']}.mmd")
    before = read_journey(file.read_bytes()).tidy()
    project.perform(plan_path(NOBODY, PurePath(file.name), file.read_bytes()).edit)
    path = project.ask(queries.paths)[0]
    names = {group.id: group.name for group in project.ask(queries.groups)}
    journey = journey_of(path, lambda one: names[one.segment_id or ""] if one.segment_id else "", lane_name)
    assert journey.lost == ()
    after = read_journey(journey.text)
    assert (after.title, list(after.sections)) == (before.title or file.stem, _stages(before))
    assert [(task.text, task.people) for task in after.tasks] == [
        (task.text, task.people if task.score is not None else ()) for task in before.tasks
    ]
    assert [task.score for task in after.tasks] == [
        None if task.score is None else feeling_of_score(task.score) + 3 for task in before.tasks
    ]
    if before.acc_title and before.acc_description:
        assert (after.acc_title, after.acc_description) == (before.acc_title, before.acc_description)


def _stages(before: JourneyDraft) -> list[str]:
    first = ["Before the first section"] if any(task.section_at < 0 for task in before.tasks) else []
    return [*first, *(name or "–" for name in before.sections)]


# -- what it cannot hold -----------------------------------------------------------------------------------------------


def rich() -> PathRecord:
    """A path with everything that a journey has no place for."""
    stages = (StageRecord("s1", "Before", "before", ""), StageRecord("s2", "During", "within", ""))
    lanes = (
        LaneRecord("l1", "people_do", "", ""), LaneRecord("l2", "feeling", "", ""),
        LaneRecord("l3", "behind", "", ""), LaneRecord("l4", "own", "Weather", ""),
    )  # fmt: skip
    cards = (
        card("c1", "s1", "l1", "Notice", channel="Phone", pain_point=True),
        card("c2", "s2", "l1", "Wait"),
        card("c3", "s2", "l3", "Post"),
    )
    felt = tuple(
        FeelingRecord(str(at), card_id, workshop, group, None, None, value, note)
        for at, (card_id, group, value, workshop, note) in enumerate(
            (
                ("c1", "Carers", -2, "w", ""), ("c1", "Carers", -2, None, "tired"), ("c1", None, -2, None, ""),
                ("c1", "Staff", 1, None, ""), ("c2", None, 0, None, ""), ("c2", None, 0, None, ""),
            )
        )
    )  # fmt: skip
    links = (ConnectionRecord("k", "c1", "c2", "branch", ""),)
    made = PathRecord("p", "Way", "could_be", "", True, None, stages, lanes, (), felt, links)
    return whole(made, cards)


def test_everything_it_cannot_hold_is_counted_and_named() -> None:
    assert lost(rich()) == {
        one.kind: one
        for one in (
            Lost("lanes", 1, ("Behind the scenes",)),
            Lost("empty_lanes", 1, ("Weather",)),
            Lost("positions", 1, ("Before",)),
            Lost("state", 1),
            Lost("frozen", 1),
            Lost("connections", 1),
            Lost("differing", 1, ("A1",)),
            Lost("values", 1),
            Lost("joined", 2),
            Lost("nameless", 1),
            Lost("facts", 1, ("channel", "pain_point")),
            Lost("feeling_notes", 1),
            Lost("said", 1),
        )
    }


def test_of_different_values_the_lowest_is_kept_with_who_said_it() -> None:
    journey = journey_of(rich(), lambda one: one.segment_id or "", lane_name)
    assert [(task.text, task.score, task.people) for task in journey.draft.tasks] == [
        ("Notice", 1, ("Carers",)),
        ("Wait", 3, ()),
    ]


def test_a_lane_of_another_kind_says_what_it_was_called() -> None:
    path = rich()
    alone = whole(replace(path, feelings=(), connections=()), [one for one in path.cards if one.lane_id == "l3"])
    assert lost(alone)["lane_name"] == Lost("lane_name", 1, ("Behind the scenes",))


def test_a_file_too_long_for_mermaid_says_so() -> None:
    path = rich()
    long = whole(path, [card(f"c{at}", "s1", "l1", "x" * 3000) for at in range(17)])
    assert lost(replace(long, feelings=(), connections=()))["long"].count > 50_000


def test_every_kind_has_a_sentence() -> None:
    assert {"path", "stories", "notes", "unnamed", "long", "lane_name", *lost(rich())} == set(SENTENCES)


# -- as an export ------------------------------------------------------------------------------------------------------


def exported(project: Project, tmp_path: Path, export_id: str, **options: str) -> tuple[str, tuple[str, ...]]:
    export = export_of(export_id)
    with project.snapshot(export.purpose, TODAY) as copy:
        done = make(export, copy, tmp_path / "out.mmd", export.options(**options))
    return (tmp_path / "out.mmd").read_text(encoding="utf-8"), done.told


def test_the_sample_is_written_and_says_what_is_not_in_it(tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path)) as project:
        text, told = exported(project, tmp_path, "mermaid-journey")
        assert len(read_journey(text).tasks) == 6
        assert "4 connections." in told
        assert any("cards of other lanes: People you meet, Behind the scenes" in one for one in told)
        shown = said(document(project, "mermaid-journey"))
        assert all(one in shown for one in told)
        assert "section First contact" in shown


def _small(project: Project) -> str:
    """A path at which two groups feel the same, of which one is small."""
    project.perform(read_back("journey\n title Way\n section A\n x: 2\n"))
    card_id = project.ask(queries.paths)[0].cards[0].id
    workshop = str(project.perform(AddWorkshop("One")).result)
    for name, came in (("Alphas", 3), ("Betas", 8)):
        group = str(project.perform(AddSegment(name)).result)
        project.perform(SetAttendance(workshop, group, attended=came))
        project.perform(SetFeeling(card_id, -1, group, workshop_id=workshop))
    return card_id


def test_small_groups_are_named_inside_and_not_in_public(project: Project, tmp_path: Path) -> None:
    _small(project)
    inside, told = exported(project, tmp_path, "mermaid-journey")
    assert "x: 2: Alphas, Betas" in inside
    assert not any("too few" in one for one in told)
    public, told = exported(project, tmp_path, "mermaid-journey-public")
    assert "x: 2: Betas\n" in public
    assert "The name of 1 group that too few people came from; its values are kept." in told


def test_a_path_is_chosen_by_title_number_or_id(project: Project, tmp_path: Path) -> None:
    for title in ("One", "Another way"):
        project.perform(read_back(f"journey\n title {title}\n section A\n"))
    second = project.ask(queries.paths)[1]
    for name in ("another WAY", "2", second.id):
        assert "title Another way" in exported(project, tmp_path, "mermaid-journey", path=name)[0]
    assert "title One" in exported(project, tmp_path, "mermaid-journey")[0]
    with pytest.raises(Refused, match=r"There is no path “3”\. There are: One, Another way\."):
        exported(project, tmp_path, "mermaid-journey", path="3")


def test_without_a_path_there_is_a_sentence(project: Project, tmp_path: Path) -> None:
    assert exported(project, tmp_path, "mermaid-journey") == ("journey\n", ("There is no path yet. Draw one in Map.",))
    assert "There is no path yet" in said(document(project, "mermaid-journey-public"))
    with pytest.raises(Refused):
        exported(project, tmp_path, "mermaid-journey", path="Way")


def test_names_of_stages_follow_the_path(project: Project, tmp_path: Path) -> None:
    project.perform(read_back("journey\n title Way\n section A\n x: 2\n"))
    project.perform(ChangeStage(project.ask(queries.paths)[0].stages[0].id, {"name": "A: “first”; #1"}))
    text, _ = exported(project, tmp_path, "mermaid-journey")
    assert read_journey(text).sections == ("A: “first”; #1",)


def test_the_page_is_there_in_finnish(project: Project) -> None:
    _small(project)
    export = export_of("mermaid-journey")
    with project.snapshot(export.purpose, TODAY) as copy:
        assert compose(export, copy, export.options(), "fi").language == "fi"
