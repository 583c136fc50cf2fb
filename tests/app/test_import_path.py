"""polku import of Mermaid journeys."""

from pathlib import Path

import pytest

from models import queries
from models import records as r
from models.project import Project
from tests.app.support import Ran, assert_refused, new_in, polku, state

JOURNEY = """journey
    title Getting help
    section Before
      Notice something: 2: Carer, Person
      Ask a friend: 5
    section During
      Ring the line: 1: Carer
      <b>Wait</b> #38; wait: 3: Person
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_in(tmp_path)


def bring(path: Path, content: str, *options: object, name: str = "way.mmd") -> Ran:
    source = path.with_name(name)
    source.write_text(content, encoding="utf-8")
    return polku("import", path, source, *options)


def paths_of(path: Path) -> tuple[r.PathRecord, ...]:
    with Project.open(path, reading=True) as project:
        return project.ask(queries.paths)


@pytest.mark.parametrize("name", ["way.mmd", "way.mermaid", "way.txt", "way.md", "way"])
def test_a_journey_becomes_a_path(path: Path, name: str) -> None:
    ran = bring(path, JOURNEY, name=name)
    assert (ran.code, ran.err) == (0, "")
    assert "Path “Getting help” with 2 stages and 4 cards added." in ran.out
    assert "New groups: Carer, Person" in ran.out
    (made,) = paths_of(path)
    assert [(stage.letter, stage.name) for stage in made.stages] == [("A", "Before"), ("B", "During")]
    assert [(card.code, card.words) for card in made.cards] == [
        ("A1.1", "Notice something"),
        ("A1.2", "Ask a friend"),
        ("B1.1", "Ring the line"),
        ("B1.2", "<b>Wait</b> & wait"),
    ]
    with Project.open(path, reading=True) as project:
        groups = {group.id: group.name for group in project.ask(queries.groups)}
    cards = {card.id: card.code for card in made.cards}
    felt = [(cards[f.touchpoint_id], groups.get(f.segment_id or ""), f.value) for f in made.feelings]
    assert sorted(felt, key=str) == [
        ("A1.1", "Carer", -1),
        ("A1.1", "Person", -1),
        ("A1.2", None, 2),
        ("B1.1", "Carer", -2),
        ("B1.2", "Person", 0),
    ]


def test_cards_before_the_first_section_and_a_missing_title(path: Path) -> None:
    assert bring(path, "journey\n  Wake up: 3\n  section Later\n  Go: 4\n", name="My day.mmd").code == 0
    (made,) = paths_of(path)
    assert made.title == "My day"
    assert [stage.name for stage in made.stages] == ["Before the first section", "Later"]


def test_a_dry_run_changes_nothing(path: Path) -> None:
    before = state(path)
    assert "would be added" in bring(path, JOURNEY, "--dry-run").out
    assert state(path) == before


def test_a_second_import_is_refused_until_again_is_said(path: Path) -> None:
    assert bring(path, JOURNEY).code == 0
    assert_refused(bring(path, JOURNEY), "imported before")
    assert_refused(bring(path, JOURNEY, "--dry-run"), "imported before")
    assert bring(path, JOURNEY, "--again").code == 0
    assert len(paths_of(path)) == 2


def test_an_import_is_taken_back_whole(path: Path) -> None:
    before = polku("info", path).out
    assert bring(path, JOURNEY).code == 0
    with Project.open(path) as project:
        project.undo()
    assert polku("info", path).out == before


def test_what_mermaid_would_ignore_is_said(path: Path) -> None:
    ran = bring(path, "journey\n  section Now\n  Go: fast: Me\n")
    assert ran.code == 1
    assert "Look at, line 3" in ran.out
    assert len(paths_of(path)) == 1


@pytest.mark.parametrize(
    "content",
    ["graph TD\n A-->B\n", "journey\n  title One\n  nonsense\n", "", "journey\n" + "x: 3\n" * 2500, "a" * 60_000],
)
def test_a_near_miss_is_refused_and_nothing_is_added(path: Path, content: str) -> None:
    before = polku("info", path).out
    assert_refused(bring(path, content), "")
    assert polku("info", path).out == before
    assert paths_of(path) == ()
