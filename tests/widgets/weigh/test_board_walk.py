"""What Weigh keeps in memory and patches adds up to the same as the file read anew, after random edits and undo."""

from hypothesis import given, settings
from hypothesis import strategies as st

from models import queries
from models.capacity import load_of
from models.edits.answering_many import AnswerMany, TakeBackMany
from models.edits.voices import WithdrawVoice
from models.errors import Refused
from resources.texts import translator
from tests.models.load_walk import (
    LOAD_EDITS,
    SAID,
    as_told,
    something_to_weigh,
    told_by_the_rules,
)
from tests.models.support import Walk, column
from tests.models.test_history import new_project
from tests.models.test_load_walk import TURN
from widgets.document import Document
from widgets.weigh.board import Board


def as_in_the_file(board: Board, document: Document) -> None:
    """The load, its lines and the answers that hold are those that the file holds."""
    weighing = document.ask(queries.weighing)
    about = (weighing.notes, weighing.answers, weighing.costs, weighing.envelope)
    assert board.loads == load_of(*about)
    assert {measure: as_told(load) for measure, load in board.loads.items()} == told_by_the_rules(document.project)
    fresh = Board(document)
    fresh.read()
    assert board.answers == fresh.answers
    assert board.held == fresh.held
    assert sorted(map(str, board.lines)) == sorted(map(str, fresh.lines))


def turned(document: Document, walk: Walk, turn: object) -> None:
    if turn == "undo":
        document.undo()
    elif turn == "redo":
        document.redo()
    elif turn == "undo and redo":
        document.undo()
        document.redo()
    elif isinstance(turn, tuple):
        kind, a, b = turn
        if kind % 9 == 0:
            notes = tuple(
                ("contribution", one) for one in column(walk.project, "SELECT id FROM contribution")[a % 3 :: 2]
            )
            document.perform(AnswerMany(notes, ("now", "unknown")[b % 2], SAID))
        elif kind % 17 == 0:
            document.perform(TakeBackMany(tuple(column(walk.project, "SELECT id FROM answer")[a % 2 :: 2])))
        else:
            try:
                edit = LOAD_EDITS[kind % len(LOAD_EDITS)](walk, a, b)
            except (LookupError, Refused):
                return
            document.perform(edit)


@settings(max_examples=10)
@given(st.lists(TURN, min_size=10, max_size=40), st.integers(0, 5))
def test_what_is_patched_is_what_is_read(turns: list[object], worked_on: int) -> None:
    with new_project() as (_, project):
        something_to_weigh(project)
        document = Document(project, translator("en"))
        board, walk = Board(document), Walk(project)
        document.changed.connect(board.follow)
        board.read()
        as_in_the_file(board, document)
        for turn in turns:
            there = column(project, "SELECT id FROM contribution ORDER BY id")
            board.current = there[worked_on % len(there)] if there else ""
            turned(document, walk, turn)
            as_in_the_file(board, document)


def test_what_was_withdrawn_still_counts_as_promised() -> None:
    """A person took the words back; what the organisation said it would do stands until somebody takes it back."""
    with new_project() as (_, project):
        something_to_weigh(project)
        document = Document(project, translator("en"))
        board = Board(document)
        document.changed.connect(board.follow)
        board.read()
        before = board.loads
        [stop] = column(project, "SELECT contribution_id FROM answer WHERE confirmed")
        for voice in column(project, "SELECT id FROM voice WHERE contribution_id = ?", stop):
            document.perform(WithdrawVoice(voice))
        assert stop not in board.items
        assert board.loads == before
        as_in_the_file(board, document)
