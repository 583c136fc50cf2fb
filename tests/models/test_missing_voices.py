"""Missing voices: groups at steps, and whose ideas got a yes, exact on screen and by the rule in documents."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from models import missing_voices as mv
from models import queries
from models.edits.path import AddPath
from models.edits.project import AddSegment, AddWorkshop, SetAttendance
from models.edits.voices import AddNote, AddStory, NewNote, NewVoice, Place, WithdrawStory, WithdrawVoice
from models.edits.weighing import ConfirmAnswer, GiveAnswer, SetEstimate
from models.project import Project
from models.records import GroupRecord
from models.spoken import Counted
from tests.models.support import result

DAY = date(2026, 6, 1)


class Case:
    """A path with three steps and groups that know some of them."""

    def __init__(self, project: Project) -> None:
        self.project = project
        project.perform(AddPath("The path", stages=("One", "Two", "Three"), lanes=(("people_do", ""),)))
        self.steps = [stage.id for stage in project.ask(queries.paths)[0].stages]
        self.held = result(project.perform(AddWorkshop("Workshop", {})))

    def group(self, name: str, *steps: int, came: int | None = None) -> str:
        made = result(self.project.perform(AddSegment(name, {}, (), tuple(self.steps[at] for at in steps))))
        if came is not None:
            self.project.perform(SetAttendance(self.held, made, came, came))
        return made

    def note(self, *groups: str | None, at: int | None = None, yes: str = "", kind: str = "idea") -> str:
        voices = tuple(NewVoice("Words", {"segment_id": group}) for group in groups)
        places = () if at is None else (Place(self.steps[at]),)
        made = result(self.project.perform(AddNote(NewNote(voices, {"kind": kind}, places))))
        if yes:
            self.project.perform(SetEstimate({"no_cost": True, "no_days": True, "starts": DAY, "ends": DAY}, made))
            answer = result(self.project.perform(GiveAnswer("now", {"owner": "Lead", "report_back": DAY}, made)))
            if yes == mv.SURE:
                self.project.perform(ConfirmAnswer(answer, "Head", "signed", "Scribe", on=DAY))
        return made

    def grid(self) -> mv.Grid:
        ask = self.project.ask
        heard = ask(mv.heard)
        assert heard == mv.heard_in(ask(queries.stories), ask(queries.notes))
        return mv.grid_of(ask(queries.paths)[0], ask(queries.groups), heard)

    def ideas(self) -> mv.Ideas:
        found = self.project.ask(mv.ideas)
        assert found == mv.ideas_in(self.project.ask(queries.weighing))
        return found


def test_planned_heard_and_nobody(project: Project) -> None:
    case = Case(project)
    carers, staff = case.group("Carers", 0, 1), case.group("Staff", 1)
    case.note(carers, carers, at=0)
    project.perform(AddStory("What happened", {"segment_id": carers}, (Place(case.steps[0]),)))
    grid = case.grid()
    assert grid.cell(carers, case.steps[0]) == mv.Cell(planned=True, heard=Counted(1, 2))
    states = [grid.cell(carers, step).state for step in case.steps]
    assert states == [mv.HEARD, mv.NOBODY, mv.NOT_PLANNED]
    assert [group.id for group in grid.unheard] == [staff]
    assert [stage.name for stage in grid.quiet] == ["Two", "Three"]
    assert grid.gaps == 2


def test_who_spoke_without_a_step_was_heard(project: Project) -> None:
    case = Case(project)
    carers = case.group("Carers", 0)
    case.note(carers)
    grid = case.grid()
    assert grid.unheard == ()
    assert len(grid.quiet) == 3
    assert grid.cell(carers, case.steps[0]).state == mv.NOBODY


def test_a_step_is_not_quiet_where_nobody_said_their_group(project: Project) -> None:
    case = Case(project)
    case.group("Carers", 0)
    case.note(None, at=0)
    grid = case.grid()
    assert case.steps[0] not in [stage.id for stage in grid.quiet]
    assert grid.unsaid[case.steps[0]] == Counted(0, 1)


def test_what_was_withdrawn_is_not_heard(project: Project) -> None:
    case = Case(project)
    carers = case.group("Carers", 0)
    case.note(carers, at=0, yes=mv.SURE)
    story = result(project.perform(AddStory("What happened", {"segment_id": carers}, (Place(case.steps[0]),))))
    project.perform(WithdrawStory(story))
    project.perform(WithdrawVoice(project.ask(queries.notes)[0].voices[0].id))
    assert case.grid().cell(carers, case.steps[0]).state == mv.NOBODY
    assert sum(case.ideas().values()) == 0


def test_shares_tell_confirmed_and_provisional_apart(project: Project) -> None:
    case = Case(project)
    carers, staff = case.group("Carers", came=15), case.group("Staff", came=5)
    case.note(carers, yes=mv.SURE)
    case.note(carers, staff, yes=mv.SURE)
    case.note(staff, yes=mv.MAYBE)
    case.note(staff, kind="problem")
    case.note(None, yes=mv.SURE)
    shares = mv.exact(project.ask(queries.groups), case.ideas(), {carers: 15, staff: 5})
    assert (shares.people, shares.ideas, shares.yes, shares.maybe) == (20, 4, 3, 1)
    assert [(one.groups, one.people, one.ideas, one.yes, one.maybe) for one in shares.rows] == [
        ((carers,), 15, 2, 2, 0),
        ((staff,), 5, 2, 1, 1),
        ((None,), None, 1, 1, 0),
    ]
    assert shares.means_little
    assert mv.share(2, 3) == 67
    assert mv.share(0, 0) is None


def _group(number: int, came: int | None) -> GroupRecord:
    return GroupRecord(f"g{number}", f"Group {number}", "", "", "", attended=came)


@settings(max_examples=60)
@given(
    sizes=st.lists(st.one_of(st.none(), st.integers(0, 12)), min_size=1, max_size=6),
    said=st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=3), max_size=12),
)
def test_documents_never_show_a_group_below_the_limit(sizes: list[int | None], said: list[list[int]]) -> None:
    groups = [_group(number, came) for number, came in enumerate(sizes)]
    found: dict[tuple[frozenset[str | None], str], int] = {}
    for mine in said:
        key = (frozenset(f"g{one % len(groups)}" for one in mine), mv.SURE)
        found[key] = found.get(key, 0) + 1
    came = {group.id: group.attended for group in groups}
    spoke = {group for own, _ in found for group in own}
    for one in mv.published(groups, found, came).rows:
        known = sum(came[group or ""] or 0 for group in one.groups)
        unknown = sum(1 for group in one.groups if not came[group or ""] and group in spoke)
        if one.hidden:
            assert (one.people, one.ideas, one.yes, one.maybe) == (None, 0, 0, 0)
        elif one.ideas:
            assert known + unknown >= 5
    shown = [group for one in mv.published(groups, found, came).rows for group in one.groups]
    assert sorted(shown, key=str) == [group.id for group in groups]


def test_the_same_people_at_two_workshops_are_counted_once_for_the_rule() -> None:
    assert mv.standing_on({("a", "1"): 3, ("a", "2"): 4, ("b", "1"): 0, ("b", "2"): 6}) == {"a": 3, "b": 6}


def test_the_screen_marks_which_groups_documents_join() -> None:
    groups = [_group(0, 2), _group(1, 6), _group(2, 9)]
    found: mv.Ideas = {(frozenset({"g0"}), mv.SURE): 1}
    shares = mv.exact(groups, found, {"g0": 2, "g1": 6, "g2": 9})
    assert [one.small for one in shares.rows] == [True, True, False]
