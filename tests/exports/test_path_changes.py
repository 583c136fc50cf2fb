"""What would change on the path, in the lead's report: printed where two paths belong together, in both languages."""

import pytest

from exports.catalog import compose, export_of
from exports.document import Document, Heading, Paragraph, Table, plain
from exports.reports.lead_report import LeadOptions
from models import queries
from models.edits.path import AddLane, AddPath, AddTouchpoint, ChangeTouchpoint, DeleteTouchpoint, NewCard, SetFeeling
from models.edits.path_copy import CopyPath
from models.edits.path_frame import MoveLane, MoveStage
from models.edits.path_links import Connect
from models.edits.project import AddSegment
from models.project import Project
from models.records import PathRecord
from tests.app.support import TODAY, blocks_of, document
from tests.exports.test_lead_report import part

TITLE = "What would change on the path"
LANES = (("people_do", ""), ("behind", ""))


def paths_of(project: Project) -> tuple[PathRecord, ...]:
    return project.ask(queries.paths)


@pytest.fixture
def pair(project: Project) -> tuple[str, str]:
    """A path and its copy, as ids."""
    cards = (NewCard(0, 0, "Notices something."), NewCard(1, 0, "Rings"), NewCard(1, 1, "Sorts the calls"))
    first = str(project.perform(AddPath("Help", stages=("Before", "During"), lanes=LANES, cards=cards)).result)
    return first, str(project.perform(CopyPath(first, "Help at once")).result)


def rows_of(made: Document) -> list[tuple[str, ...]]:
    (table,) = (block for block in part(made, TITLE) if isinstance(block, Table))
    return [tuple(plain(cell) for cell in row) for row in table.rows]


def test_without_a_pair_the_section_is_not_there(project: Project) -> None:
    project.perform(AddPath("Help", stages=("Before",), lanes=LANES))
    project.perform(AddPath("Other help", "could_be", stages=("Before",), lanes=LANES))
    made = document(project, "lead-report")
    assert TITLE not in [one.text for one in blocks_of(made, Heading)]


def test_an_untouched_copy_says_so_and_promises_nothing(project: Project, pair: tuple[str, str]) -> None:
    said = [
        plain(block.words) for block in part(document(project, "lead-report"), TITLE) if isinstance(block, Paragraph)
    ]
    assert said == [
        "From “Help” to “Help at once”. This is what could be: nothing of it is promised by being drawn.",
        "Nothing differs yet.",
    ]


def test_each_difference_is_a_row_with_both_sides(project: Project, pair: tuple[str, str]) -> None:
    group = str(project.perform(AddSegment("Carers")).result)
    before, after = paths_of(project)
    notices, rings, sorts = after.cards
    project.perform(ChangeTouchpoint(notices.id, {"words": "Is rung up!", "waiting": "2 days", "pain_point": True}))
    project.perform(SetFeeling(before.cards[0].id, -2, group))
    project.perform(SetFeeling(before.cards[0].id, 0))
    project.perform(SetFeeling(notices.id, 1, group))
    project.perform(DeleteTouchpoint(sorts.id))
    project.perform(AddTouchpoint(after.stages[0].id, after.lanes[1].id, "Looks at who waits"))
    project.perform(Connect(rings.id, None, "drop_out", "gives up"))
    project.perform(Connect(rings.id, notices.id, "loop"))
    project.perform(AddLane(pair[1], "own", "At night"))
    project.perform(MoveLane(after.lanes[1].id, 0))
    assert rows_of(document(project, "lead-report")) == [
        ("Lane: moved", "2 Behind the scenes. After: What people do.", "1 Behind the scenes. The first."),
        ("Lane: added", "not there", "3 At night. After: What people do."),
        ("Card: added", "not there", "A1 Looks at who waits. Before · Behind the scenes."),
        (
            "Card: changed, feels different",
            "A1 Notices something. Waiting time: nothing said. Pain point: no. Carers: very bad.",
            "A2 Is rung up! Waiting time: 2 days. Pain point: yes. Carers: good.",
        ),
        ("Card: removed", "B2 Sorts the calls. During · Behind the scenes.", "not there"),
        ("Connection: added", "not there", "Drops out gives up (from B2)."),
        ("Connection: added", "not there", "Back to (from B2 to A2)."),
    ]


def test_it_is_said_in_the_language_of_the_document_and_words_keep_theirs(
    project: Project, pair: tuple[str, str]
) -> None:
    after = paths_of(project)[1]
    project.perform(ChangeTouchpoint(after.cards[0].id, {"waiting": "2 days", "evidence": "told"}))
    project.perform(MoveStage(after.stages[0].id, 1))
    with project.snapshot("internal_report", TODAY) as copy:
        made = compose(export_of("lead-report"), copy, LeadOptions(), "fi")
    (table,) = (block for block in part(made, "Mikä polulla muuttuisi") if isinstance(block, Table))
    said = [[plain(cell) for cell in row] for row in table.rows]
    assert said[0] == ["Vaihe: siirretty", "B During. Edellä: Before.", "A During. Ensimmäisenä."]
    assert said[1][2].endswith("Odotusaika: 2 days. Mistä tiedämme: Kerrottu.")
    tagged = {run.text for run in table.rows[1][2] if not isinstance(run, str) and run.language == "en"}
    assert tagged == {"Notices something.", "2 days"}
