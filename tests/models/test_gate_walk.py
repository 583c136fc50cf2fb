"""No order of edits, undo, redo and reopening leads past the gate, many at once and promises moved on included."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from models import promises, queries
from models import records as r
from models import tables as t
from models.edits.answering_many import AnswerMany, ConfirmMany
from models.edits.base import Edit
from models.edits.promising import ChangePromise
from models.errors import GateClosed, Refused
from models.keep_gate import missing
from models.project import Project
from tests.models.load_walk import DAY, LOAD_EDITS, SAID, something_to_weigh
from tests.models.support import Walk, column
from tests.models.test_history import new_project

NUMBER = st.integers(0, 59)
MANY: tuple[Callable[[Walk, int, int], Edit], ...] = (
    lambda w, a, b: AnswerMany(_notes(w, a), ("now", "try", "decide", "no")[b % 4], SAID),
    lambda w, a, b: AnswerMany(_notes(w, a), "", {("owner", "reason", "recipient")[b % 3]: ""}),
    lambda w, a, b: ConfirmMany(tuple(column(w.project, "SELECT id FROM answer")[a % 3 :: 2]), "Head", "signed", "Me"),
    lambda w, a, b: ChangePromise(w.pick("answer", a, "confirmed"), ("", "Another", "–")[b % 3], DAY.replace(day=2)),
)
EDITS = (*LOAD_EDITS, *MANY, *MANY)


def _notes(walk: Walk, a: int) -> tuple[tuple[str, str], ...]:
    found = column(walk.project, "SELECT id FROM contribution WHERE kind IN ('idea', 'stop') ORDER BY id")
    return tuple(("contribution", note) for note in found[a % 3 :: 2])


def assert_the_gate_holds(project: Project) -> None:
    stored = project.ask(lambda reader: reader.records(r.AnswerRecord, t.Answer, t.Answer.confirmed))
    assert [one for one in stored if project.ask(lambda reader, one=one: missing(one, reader))] == []
    read = {one.id for one in project.ask(queries.weighing).answers if one.confirmed}
    assert read == {one.id for one in stored}
    assert {one.id for one in project.ask(promises.ledger)} == {one.id for one in stored if one.code in ("now", "try")}


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(-3, len(EDITS) - 1), NUMBER, NUMBER), min_size=15, max_size=50))
def test_no_order_of_edits_leads_past_the_gate(turns: list[tuple[int, int, int]]) -> None:
    with new_project() as (path, made):
        project = made
        something_to_weigh(project)
        walk = Walk(project)
        for kind, a, b in turns:
            if kind == -1 and project.undo_label():
                project.undo()
            elif kind == -2 and project.redo_label():
                project.redo()
            elif kind == -3 and a % 4 == 0:
                project.close()
                project = walk.project = Project.open(path)
                assert project.reopened == ()
            elif kind >= 0:
                try:
                    project.perform(EDITS[kind](walk, a, b))
                except (LookupError, Refused, GateClosed):
                    continue
            assert_the_gate_holds(project)
        project.close()
