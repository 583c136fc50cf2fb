"""A small path to try things on."""

from models import queries
from models.edits.path import AddTouchpoint
from models.edits.path_frame import AddStandardPath
from models.edits.project import AddSegment
from models.project import Project
from models.records import PathRecord


def path_of(project: Project) -> PathRecord:
    return project.ask(queries.paths)[0]


def words(project: Project) -> list[str]:
    """The words of the cards in reading order, with their codes."""
    return [f"{card.code} {card.words}" for card in path_of(project).cards]


def fill(project: Project) -> None:
    """Three stages, five lanes, three cards, one group."""
    project.perform(AddStandardPath("Getting help", "as_is", ("Before", "During", "After")))
    path = path_of(project)
    lanes = {lane.kind: lane.id for lane in path.lanes}
    project.perform(AddTouchpoint(path.stages[0].id, lanes["people_do"], "Notice"))
    project.perform(AddTouchpoint(path.stages[0].id, lanes["people_do"], "Wait"))
    project.perform(AddTouchpoint(path.stages[1].id, lanes["people_meet"], "The nurse"))
    project.perform(AddSegment("Carers"))
