"""Placing lines from the wall: cards and feelings in one step, groups only on demand, and one line taken back."""

from dataclasses import replace

import pytest

from models import queries
from models.content_hash import content_hash
from models.edits.paper import Placed, PlacePaperLines, TakeBackPaperLine
from models.edits.path import DeleteTouchpoint, FreezeStepCodes
from models.edits.path_frame import DeleteStage
from models.edits.project import AddWorkshop
from models.errors import Refused
from models.paper_lines import PaperFeeling, PaperLine, Unplaced, read_line
from models.project import Project
from resources.texts import translator
from tests.models.small_path import fill, path_of, words

TR = translator("en")


def read(project: Project, *texts: str) -> tuple[PaperLine, ...]:
    groups = project.ask(queries.groups)
    found = [read_line(text, path_of(project), groups, TR) for text in texts]
    assert not [one for one in found if isinstance(one, Unplaced)]
    return tuple(one for one in found if isinstance(one, PaperLine))


def place(project: Project, *texts: str, workshop_id: str | None = None) -> tuple[Placed, ...]:
    done = project.perform(PlacePaperLines(read(project, *texts), workshop_id))
    assert isinstance(done.result, tuple)
    return done.result


def felt(project: Project) -> list[tuple[str, int, str]]:
    names = {group.id: group.name for group in project.ask(queries.groups)}
    path = path_of(project)
    codes = {card.id: card.code for card in path.cards}
    return sorted((codes[one.touchpoint_id], one.value, names.get(one.segment_id or "", "")) for one in path.feelings)


def test_the_line_of_the_product_page_lands_in_its_cell(project: Project) -> None:
    fill(project)
    workshop = str(project.perform(AddWorkshop("First")).result)
    place(project, "B2 waited six weeks -2 carer", workshop_id=workshop)
    assert "B2 waited six weeks" in words(project)
    assert felt(project) == [("B2", -2, "Carers")]
    assert path_of(project).feelings[0].workshop_id == workshop


def test_many_lines_are_one_step_and_keep_their_order(project: Project) -> None:
    fill(project)
    before = project.ask(content_hash)
    place(
        project,
        *("B1 first (observed)", "B1 second", "A1.1 below notice", "A1.1 further below", "A1.2 -1 carer", "B3 +1"),
    )
    assert words(project) == [
        *("A1.1 Notice", "A1.2 below notice", "A1.3 further below", "A1.4 Wait", "B1.1 first", "B1.2 second"),
        "B3 The nurse",
    ]
    assert felt(project) == [("A1.4", -1, "Carers"), ("B3", 1, "")]
    assert [card.evidence for card in path_of(project).cards if card.words == "first"] == ["observed"]
    project.undo()
    assert project.ask(content_hash) == before


def test_a_group_said_again_is_one_value_and_a_nameless_person_one_more(project: Project) -> None:
    fill(project)
    place(project, "B3 -2 carer", "B3 -1")
    again = place(project, "B3 -1 carer", "B3 -1")
    assert felt(project) == [("B3", -1, ""), ("B3", -1, ""), ("B3", -1, "Carers")]
    assert [[before for _, before in one.feelings] for one in again] == [[-2], [None]]


def test_a_group_is_made_where_somebody_asked_for_it(project: Project) -> None:
    fill(project)
    (line,) = read(project, "B3 waited -2 carer")
    stands = replace(line, feelings=(PaperFeeling(-2, "new"),))
    project.perform(PlacePaperLines((stands,), None, (("new", "Sisters"),)))
    assert felt(project) == [("B3.2", -2, "Sisters")]
    project.undo()
    assert [group.name for group in project.ask(queries.groups)] == ["Carers"]


def test_one_line_taken_back(project: Project) -> None:
    fill(project)
    start = project.ask(content_hash)
    (felt_before,) = place(project, "B3 -2 carer")
    with_feeling = project.ask(content_hash)
    new, changed, nameless = place(project, "B3 waited -1 carer", "B3 -1 carer", "B3 +2")
    for one in (new, changed, nameless):
        project.perform(TakeBackPaperLine(one))
    assert project.ask(content_hash) == with_feeling
    project.perform(TakeBackPaperLine(felt_before))
    assert project.ask(content_hash) == start


def test_what_is_gone_is_refused_and_nothing_is_placed(project: Project) -> None:
    fill(project)
    lines = read(project, "C1 waited", "B3 -2", "B3 waited", "A1.1 below")
    (placed,) = place(project, "B3 -1")
    project.perform(DeleteTouchpoint(lines[1].card_id or ""))
    before = project.ask(content_hash)
    for gone in (PlacePaperLines(lines[:2]), TakeBackPaperLine(placed)):
        with pytest.raises(Refused):
            project.perform(gone)
    project.perform(DeleteStage(lines[0].stage_id))
    for line in lines[:2]:
        with pytest.raises(Refused):
            project.perform(PlacePaperLines((line,)))
    project.undo()
    assert project.ask(content_hash) == before
    project.perform(DeleteTouchpoint(lines[3].card_id or ""))
    with pytest.raises(Refused):
        project.perform(PlacePaperLines(lines[3:]))


def test_codes_of_a_printed_template_lead_to_where_things_went(project: Project) -> None:
    fill(project)
    path = path_of(project)
    project.perform(FreezeStepCodes(path.id))
    project.perform(DeleteStage(path.stages[1].id))
    found = read_line("B3 waited", path_of(project), (), TR)
    assert isinstance(found, Unplaced)
    assert found.sentence(TR) == "Stage B was removed from the path, so B3 leads nowhere now."
