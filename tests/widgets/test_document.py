"""The document tells views what changed, and says a sentence where an edit is refused."""

import pytest
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.project import AddWorkshop, ChangeWorkshop
from models.edits.voices import AddNote, NewNote, NewVoice
from models.errors import StoreTrouble
from models.project import Project
from resources.texts import translator
from widgets.document import Document


def note(words: str) -> AddNote:
    return AddNote(NewNote((NewVoice(words),)))


def test_an_edit_goes_out_once_with_the_rows_it_touched(qtbot: QtBot, project: Project) -> None:
    document = Document(project, translator("en"))
    with qtbot.waitSignal(document.history_changed), qtbot.waitSignal(document.changed) as caught:
        assert document.perform(note("A bench by the door")) is not None
    assert caught.args is not None
    (rows,) = caught.args
    assert {table for table, _ in rows} == {"contribution", "voice"}
    assert [one.words for one in document.ask(queries.notes)[0].voices] == ["A bench by the door"]


def test_a_broken_rule_says_its_sentence_and_changes_nothing(qtbot: QtBot, project: Project) -> None:
    document = Document(project, translator("en"))
    with qtbot.waitSignal(document.refused) as caught, qtbot.assertNotEmitted(document.changed):
        assert document.perform(note("   ")) is None
    assert caught.args == ["There are no words yet: write at least one."]
    assert document.ask(queries.notes) == ()


def test_undo_first_performs_what_is_being_typed(qtbot: QtBot, project: Project) -> None:
    document = Document(project, translator("en"))
    workshop = document.perform(AddWorkshop("First"))
    assert workshop is not None
    typed = [ChangeWorkshop(str(workshop.result), {"ask": "What helps?"})]
    document.settling.connect(lambda: typed and document.perform(typed.pop()))
    assert document.undo_text() == "Add workshop"
    document.undo()
    assert document.ask(queries.workshops)[0].ask == ""
    assert document.undo_text() == "Add workshop"
    assert document.redo_text() == "Change workshop"
    with qtbot.waitSignal(document.changed):
        document.redo()
    assert document.ask(queries.workshops)[0].ask == "What helps?"


def test_a_draft_that_comes_after_closing_is_nobodys(qtbot: QtBot, project: Project) -> None:
    document = Document(project, translator("en"))
    document.keep_draft("bar", "half a word")
    assert document.draft("bar") == "half a word"
    document.close()
    document.keep_draft("bar", "half a word and more")
    assert document.draft("bar") == ""


def test_what_left_the_house_and_cannot_be_noted_is_said(
    qtbot: QtBot, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreTrouble("The disk is full.")

    document = Document(project, translator("en"))
    monkeypatch.setattr(project, "log_export", full)
    with qtbot.waitSignal(document.troubled) as caught:
        document.log_export("vote-sheet", "sheet.pdf", "room", ())
    assert caught.args == ["The disk is full."]
