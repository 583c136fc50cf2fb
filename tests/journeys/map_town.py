"""The path that is built twice, by keys alone and by mouse alone: what it is made of, and what must be stored of it."""

from pathlib import Path

from models import queries
from models.records import PathRecord
from tests.journeys.window import read_back

STAGES = ("Noticing", "Asking", "Waiting", "Visit", "Result", "Care", "Home", "Later")
# The blank template has the first five lanes; the sixth is added by its name.
LANES = ("people_do", "feeling", "people_meet", "behind", "life", "other_organisations")
HOLDING = tuple(kind for kind in LANES if kind != "feeling")
DOUBLE = ("people_do", "people_meet")  # lanes of two cards a cell; with eight stages that is 16 cards more
EXTRA = 4  # stages in which a third lane has two cards as well: 40 + 16 + 4 = 60
PEOPLE = 3
STORIES = 20
FEELINGS = ((-2, -1, 0, 1, 2, 1, 0, -1), (0, -1, -2, -2, 1, 2, 2, 1), (1, 1, -1, -2, -1, 0, 1, 2))


def two_here(lane: str, stage: int) -> bool:
    """Whether this cell holds two cards."""
    return lane in DOUBLE or (lane == "behind" and stage < EXTRA)


def words_of(lane: str, stage: int, card: int) -> str:
    """The words of a card: short, and no two alike."""
    return f"{lane[-3:]}{stage}{card}"


def all_words() -> list[str]:
    """The words of all sixty cards, along the lanes."""
    found: list[str] = []
    for lane in HOLDING:
        for stage in range(len(STAGES)):
            found += [words_of(lane, stage, card) for card in range(2 if two_here(lane, stage) else 1)]
    return found


def story(number: int) -> str:
    """The words of a story."""
    return f"I waited {number} days"


def check(file: Path) -> None:
    """What the closed project holds is the whole path, and nothing beside it."""
    with read_back(file) as project:
        assert project.faults() == ()
        (path,) = project.ask(queries.paths)
        stories = project.ask(queries.stories)
    assert tuple(stage.name for stage in path.stages) == STAGES
    assert tuple(lane.kind for lane in path.lanes) == LANES
    check_cards(path)
    check_feelings(path)
    told = sorted(one.words for one in stories)
    assert told == sorted(story(number) for number in range(STORIES)), told
    assert all(len(one.places) == 1 and one.places[0].touchpoint_id for one in stories)
    assert len({one.places[0].touchpoint_id for one in stories}) >= 8


def check_cards(path: PathRecord) -> None:
    """All sixty cards lie where they were written."""
    assert len(path.cards) == 60
    stages = {stage.id: at for at, stage in enumerate(path.stages)}
    lanes = {lane.id: lane.kind for lane in path.lanes}
    cells: dict[tuple[str, int], list[str]] = {}
    for card in path.cards:
        cells.setdefault((lanes[card.lane_id], stages[card.stage_id]), []).append(card.words)
    for lane in HOLDING:
        for stage in range(len(STAGES)):
            wanted = [words_of(lane, stage, card) for card in range(2 if two_here(lane, stage) else 1)]
            assert cells.get((lane, stage)) == wanted, (lane, stage, cells.get((lane, stage)), wanted)


def check_feelings(path: PathRecord) -> None:
    """Each of three people said how the first card of every stage feels."""
    first = [next(card.id for card in path.cards if card.words == words_of("people_do", at, 0)) for at in range(8)]
    said: dict[str | None, dict[str, int]] = {}
    for one in path.feelings:
        said.setdefault(one.participant_id, {})[one.touchpoint_id] = one.value
    assert len(said) == PEOPLE
    assert None not in said
    assert sorted(tuple(values.get(card_id) for card_id in first) for values in said.values()) == sorted(FEELINGS)
