"""What the hall sees of a vote: question, what it decides, options; no count, no answer, and nothing after closing."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import vote_reads as reads
from models.edits.project import AddWorkshop
from models.edits.voices import AddNote, NewNote, NewVoice, WithdrawVoice
from models.edits.voting import AddRound, CloseRound, NewOption, SetCount
from models.edits.weighing import GiveAnswer
from models.project import Project
from models.vote_records import DECIDES
from tests.models.support import column
from tests.widgets.support import context_of
from widgets.present.window import PresentWindow

TEXTS = (NewOption(label="Night line"), NewOption(label="Plain letter"))


@pytest.fixture
def window(project: Project, qtbot: QtBot) -> PresentWindow:
    made = PresentWindow(context_of(project))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


def shown(window: PresentWindow) -> str:
    """Everything on the page of the vote."""
    stage = window.stage
    stage.go("vote")
    said = list(stage.words())
    for _ in range(20):
        stage.go_on()
        if stage.page_id != "vote":
            break
        QApplication.processEvents()
        said += stage.words()
    return "\n".join(said)


def note(project: Project, words: str, **values: object) -> str:
    return str(project.perform(AddNote(NewNote((NewVoice(words),), {"kind": "idea", **values}))).result)


def test_the_hall_sees_the_sheet_and_no_count(project: Project, window: PresentWindow) -> None:
    workshop = str(project.perform(AddWorkshop("W", {"promise_level": 2, "words_preset": "not_at_all"})).result)
    hidden, gone, no = (note(project, f"Canary {at}", workshop_id=workshop) for at in range(3))
    project.perform(GiveAnswer("no", {}, no))
    options = project.ask(reads.marked_options, (hidden, gone, no))
    round_id = str(project.perform(AddRound("What first?", {"workshop_id": workshop}, (*TEXTS, *options))).result)
    project.perform(WithdrawVoice(column(project, "SELECT id FROM voice WHERE contribution_id = ?", gone)[0]))
    first = project.ask(reads.options, round_id)[0].id
    project.perform(SetCount(round_id, (first, None, 0), "a", 74_310))
    said = shown(window)
    for words in ("What first?", DECIDES[2], "You have 3 dots.", "A  Night line", "B  Plain letter", "C  Note "):
        assert words in said
    for words in ("Canary", "7431", "74,31", "possible", "Left out"):
        assert words not in said


def test_a_closed_vote_is_not_shown_any_more(project: Project, window: PresentWindow) -> None:
    stage = window.stage
    assert "vote" not in {page.id for page in stage.pages()}
    project.perform(AddRound("Nothing to vote for yet?"))
    assert "vote" not in {page.id for page in stage.pages()}
    round_id = str(project.perform(AddRound("What first?", {}, TEXTS)).result)
    assert "vote" in {page.id for page in stage.pages()}
    stage.go("vote")
    window.stage._context.document.perform(CloseRound(round_id))
    assert "No vote is open now." in "\n".join(stage.words())
    stage.go_on()
    assert stage.page_id == "closing"
