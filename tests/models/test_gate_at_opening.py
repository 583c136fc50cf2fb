"""A file that another hand wrote: what it calls confirmed and lacks something is not confirmed here, and is listed."""

import sqlite3
import stat
from datetime import date
from pathlib import Path

import pytest

from models import ledger, queries, to_weigh
from models.edits.weighing import ConfirmAnswer, GiveAnswer
from models.errors import Refused
from models.project import Project
from tests.models.support import add_note, column, result

VALUES = {"owner": "Clinic lead", "report_back": date(2027, 6, 15), "recipient": "The city"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two confirmed answers, of which somebody emptied one's recipient with another program."""
    path = tmp_path / "p.polku"
    with Project.create(path, "Title") as project:
        for words in ("Better buses", "A shelter"):
            answer = project.perform(GiveAnswer("pass", VALUES, note_id=add_note(project, words, kind="idea")))
            project.perform(ConfirmAnswer(result(answer), "Manager", "signed", "Scribe"))
    raw = sqlite3.connect(path)
    raw.execute("UPDATE answer SET recipient = '' WHERE id = (SELECT max(id) FROM answer)")
    raw.commit()
    raw.close()
    return path


def confirmed(project: Project) -> list[bool]:
    assert [a.confirmed for a in project.ask(to_weigh.weighing_of_all).answers] == [
        a.confirmed for a in project.ask(queries.weighing).answers
    ]
    return [answer.confirmed for answer in project.ask(queries.weighing).answers]


def test_it_is_provisional_from_the_opening_on_and_listed(path: Path) -> None:
    with Project.open(path) as project:
        assert confirmed(project) == [True, False]
        assert column(project, "SELECT confirmed FROM answer ORDER BY id") == [1, 0]
        assert project.reopened == project.ask(ledger.no_longer_confirmed)
        assert len(project.reopened) == 1
        assert project.undo_label() != "Take back a confirmation that lacks something"
    with Project.open(path) as project:
        assert project.reopened == ()
        assert confirmed(project) == [True, False]


def test_undo_does_not_confirm_it_again(path: Path) -> None:
    with Project.open(path) as project:
        with pytest.raises(Refused, match="changed again since"):
            project.undo()
        assert confirmed(project) == [True, False]


@pytest.mark.parametrize("purpose", ["public_report", "internal_report", "room"])
def test_where_nothing_can_be_written_every_read_says_so(path: Path, purpose: str) -> None:
    path.chmod(stat.S_IREAD)
    with Project.open(path, reading=True) as project:
        assert confirmed(project) == [True, False]
        assert len(project.reopened) == 1
        with project.snapshot(purpose, date(2026, 3, 2)) as snapshot:
            assert [answer.confirmed for answer in snapshot.ask(queries.weighing).answers] == [True, False]
