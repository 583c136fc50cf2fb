"""A project as it is on the evening of a full workshop: sixty notes of ordinary length, half of them answered.

The lengths are those of Pol.is conversations (median 17 words, a tenth over 25), the stories have sixty words, the path
six stages and five lanes, and two groups spoke about how it feels.
"""

from itertools import cycle, islice

from models import queries
from models.edits.path import AddPath, NewCard
from models.edits.project import AddEarlierPromise, AddScopeItem, AddSegment, AddWorkshop, SetAttendance
from models.edits.theming import NewTheme
from models.edits.voices import AddNotes, AddStory, NewNote, NewVoice, Place
from models.edits.weighing import ConfirmAnswer, GiveAnswer, SetEstimate
from models.project import Project
from tests.app.support import TODAY
from tests.exports.report_cases import DAY, way_back, yes

LENGTHS = (8, 11, 14, 15, 17, 17, 18, 20, 24, 28)
SAID = (
    "somebody who answers the phone in the evening would help us more than another leaflet because we work until five "
    "and the line shuts at four so we never get through to anybody and begin again every single morning of the week"
).split()
SENTENCE = (
    "From March, people who ring the line get a text with the hour when a nurse will call back, also in the evening."
)
STAGES = ("Noticing", "First contact", "Assessment", "Living with support", "When things change", "Afterwards")
LANES = (("people_do", ""), ("feeling", ""), ("people_meet", ""), ("behind", ""), ("life", ""))


def words(count: int, start: int) -> str:
    """So many words, another beginning for each note."""
    return " ".join(islice(cycle(SAID), start, start + count)).capitalize() + "."


def fill(project: Project, notes: int = 60, stories: int = 6, answered: float = 0.5, wordings: bool = False) -> None:
    """Put a full evening into an empty project; `answered` is the share of notes with a confirmed answer."""
    values: dict[str, object] = {"ask": f"What would make an ordinary week easier, {words(12, 5)[:-1]}?"[:160]}
    values |= {"day": TODAY, "venue": "The hall", "promise_level": 3, "pledge_role": "Team lead", "pledge_day": DAY}
    held = str(project.perform(AddWorkshop("Workshop 1", values)).result)
    groups = [str(project.perform(AddSegment(name)).result) for name in ("Family carers", "Neighbours", "Staff")]
    for group, came in zip(groups, (12, 8, 0), strict=True):
        project.perform(SetAttendance(held, group, 10, came))
    for kind in ("open", "shapeable", "fixed"):
        for number in range(2):
            reason, until = (words(14, number), DAY) if kind == "fixed" else ("", None)
            project.perform(AddScopeItem(kind, words(8, number), reason, until))
    for outcome in ("kept", "late", "broken"):
        project.perform(AddEarlierPromise(words(7, 3), {"outcome": outcome, "became": words(16, 4)}))
    cards = tuple(
        NewCard(stage, lane, words(6, stage + lane), (("Family carers", (stage % 5) - 2), ("Neighbours", 1)))
        for stage in range(len(STAGES))
        for lane in (0, 2, 4)
    )
    project.perform(AddPath("Getting help", "as_is", "", STAGES, LANES, cards))
    (path,) = project.ask(queries.paths)
    for number in range(stories):
        story = {"words_source": "own_hand", "workshop_id": held, "teller": "a neighbour", "segment_id": groups[1]}
        place = (Place(path.stages[number % 5].id),)
        project.perform(AddStory(words(60, number), story, place, (), (yes("public_report"),)))
    way_back(project, address="https://answers.example/a/{code}", closes=DAY)
    _notes(project, held, notes, answered, wordings)


def _notes(project: Project, held: str, count: int, answered: float, wordings: bool) -> None:
    (path,) = project.ask(queries.paths)
    made: list[NewNote] = []
    for number in range(count):
        values: dict[str, object] = {"kind": ("idea", "idea", "idea", "stop")[number % 4], "workshop_id": held}
        values |= {"wording": words(5, number)[:-1]} if wordings else {}
        voice = NewVoice(words(LENGTHS[number % len(LENGTHS)], number), {"words_source": "own_hand"})
        made.append(NewNote((voice,), values, (Place(path.stages[number % 5].id),)))
    project.perform(AddNotes(tuple(made)))
    notes = project.ask(queries.notes)
    for number in range(min(7, count)):
        project.perform(NewTheme(f"Theme {number}: {words(3, number)}", tuple(one.id for one in notes[number::7])))
    sure = int(count * answered)
    for number, note in enumerate(notes[: int(count * min(1.0, answered * 1.5))]):
        code = ("now", "try", "decide", "pass", "unknown")[number % 5]
        project.perform(SetEstimate({"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY}, note.id))
        told: dict[str, object] = {"sentence": SENTENCE, "owner": "Team lead", "report_back": DAY, "body": "City board"}
        told |= {"decision_day": DAY, "recipient": "The county", "find_out_by": DAY, "fix_or_fit": "service"}
        answer = str(project.perform(GiveAnswer(code, told, note.id)).result)
        if number < sure:
            project.perform(ConfirmAnswer(answer, "Team lead", "signed", "Scribe", on=DAY))
