"""Merging other laptops' files on screen: the dry run, choices side by side, the merge, what waits for a decision."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from models import relock
from models.edits import project as on_project
from models.edits import voices
from models.edits.base import Edit
from models.merging.conflicts import open_conflicts
from models.project import Project
from tests.models.support import add_note, column, dump, rows
from tests.widgets.support import Heard, context_of, seen
from widgets.context import Context
from widgets.history.room import HistoryRoom
from widgets.merging.conflict_view import ConflictView
from widgets.merging.decide_page import DecidePage
from widgets.merging.flow import MergeFlow

KEY = Qt.Key
PASSWORD = "seven herons over the marsh"
Begin = Callable[..., MergeFlow]


def other_laptop(project: Project, path: Path, *edits: Edit | Callable[[Project], object]) -> Path:
    """A copy of the project in which somebody else goes on."""
    project.save_copy(path)
    with Project.open(path, operator="Scribe") as other:
        for edit in edits:
            if callable(edit):
                edit(other)
            else:
                other.perform(edit)
    return path


@pytest.fixture
def context(project: Project) -> Context:
    return context_of(project)


@pytest.fixture
def begin(context: Context, qtbot: QtBot) -> Iterator[Begin]:
    """Begin a merge over an empty window, and wait until the dry run is shown."""
    window = QWidget()
    window.resize(1266, 680)
    window.show()
    made: list[MergeFlow] = []

    def start(*paths: Path) -> MergeFlow:
        flow = MergeFlow(context, window, paths)
        made.append(flow)
        flow.begin()
        qtbot.waitUntil(lambda: not context.jobs.is_busy() and "Looking" not in flow.sheet.status.text())
        return flow

    yield start
    context.jobs.stop_all()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # pyright: ignore[reportArgumentType, reportCallIssue]


def heard(context: Context) -> Heard:
    said = context.notices
    assert isinstance(said, Heard)
    return said


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def merge(qtbot: QtBot, context: Context, flow: MergeFlow) -> None:
    press(qtbot, flow.sheet.merge_button)
    qtbot.waitUntil(lambda: not context.document.is_busy)
    qtbot.waitUntil(lambda: bool(heard(context).sentences))


def wording(project: Project, note: str) -> str:
    return str(column(project, "SELECT wording FROM contribution WHERE id = ?", note)[0])


def test_the_dry_run_says_what_would_come_and_changes_nothing_and_the_merge_is_one_step(
    project: Project, context: Context, begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    note = add_note(project, "A chair", wording="Chair")
    path = other_laptop(
        project,
        tmp_path / "b.polku",
        lambda other: add_note(other, "A bench"),
        voices.ChangeNote(note, {"kind": "idea"}),
    )
    project.perform(voices.ChangeNote(note, {"wording": "A chair by the door"}))
    before = dump(project)
    flow = begin(path)
    words = seen(flow.sheet)
    assert "What merging with b.polku would do" in words
    assert "1 new · 1 changed" in words
    assert dump(project) == before
    told: list[str] = []
    context.document.large_begins.connect(told.append)
    merge(qtbot, context, flow)
    assert told == ["merge"]
    assert rows(project, "SELECT kind, wording FROM contribution WHERE id = ?", note) == [
        ("idea", "A chair by the door")
    ]
    assert sorted(column(project, "SELECT words FROM voice")) == ["A bench", "A chair"]
    assert heard(context).sentences[0].startswith("Merged: ")
    heard(context).actions[0]()
    assert dump(project) == before


def test_what_was_said_differently_is_shown_side_by_side_and_a_choice_is_taken(
    project: Project, context: Context, begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    note = add_note(project, "A chair", wording="Chair")
    path = other_laptop(project, tmp_path / "b.polku", voices.ChangeNote(note, {"wording": "A chair by the window"}))
    project.perform(voices.ChangeNote(note, {"wording": "Door"}))
    before = dump(project)
    flow = begin(path)
    (view,) = flow.sheet.conflicts
    here, there = (seen(side) for side in view.views)
    assert "Door" in here
    assert "A chair by the window" in there
    assert ("stands for now" in here) != ("stands for now" in there)
    assert view.choices is not None
    assert view.side == "later"
    view.choices.focus_chosen()
    qtbot.keyClick(view.choices, KEY.Key_Right)
    wanted = view.side
    assert wanted == "here"
    merge(qtbot, context, flow)
    assert wording(project, note) == "Door"
    assert project.ask(open_conflicts) == ()
    project.undo()
    assert dump(project) == before


def test_what_nobody_decided_waits_in_the_history_where_the_other_side_can_be_taken(
    project: Project, context: Context, begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    note = add_note(project, "A chair", wording="Chair")
    path = other_laptop(project, tmp_path / "b.polku", voices.ChangeNote(note, {"wording": "A chair by the window"}))
    project.perform(voices.ChangeNote(note, {"wording": "Door"}))
    merge(qtbot, context, begin(path))
    stands = wording(project, note)
    heard(context).actions[0]()
    assert heard(context).subjects == [("merge_conflict", "")]
    room = HistoryRoom(context)
    qtbot.addWidget(room)
    room.resize(1266, 680)
    room.show()
    room.enter()
    assert room.show_row("merge_conflict", "")
    page = room.page
    assert isinstance(page, DecidePage)
    assert len(page.list.cards.cards) == 1
    view = page.beside.view
    assert isinstance(view, ConflictView)
    side = "Keep what is here" if stands != "Door" else "Take what is there"
    press(qtbot, next(button for button in view.buttons if button.accessibleName() == side))
    assert wording(project, note) != stands
    assert page.nothing.isVisible()
    project.undo()
    assert wording(project, note) == stands
    room.deleteLater()


def test_a_deleted_note_that_was_changed_elsewhere_is_kept_until_somebody_deletes_it(
    project: Project, context: Context, begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    note = add_note(project, "A chair", wording="Chair")
    path = other_laptop(project, tmp_path / "b.polku", voices.ChangeNote(note, {"wording": "A better chair"}))
    project.perform(voices.DeleteNote(note))
    flow = begin(path)
    views = [view for view in flow.sheet.conflicts if view.choices is not None]
    assert any("One laptop deleted this" in seen(view) for view in views)
    merge(qtbot, context, flow)
    assert wording(project, note) == "A better chair"


def test_files_that_cannot_be_merged_say_why_and_the_others_are_merged(
    project: Project, begin: Begin, tmp_path: Path
) -> None:
    good = other_laptop(project, tmp_path / "b.polku", lambda other: add_note(other, "A bench"))
    Project.create(tmp_path / "else.polku", "Another project").close()
    (tmp_path / "no.polku").write_text("no project", encoding="utf-8")
    flow = begin(good, tmp_path / "else.polku", tmp_path / "no.polku")
    words = seen(flow.sheet)
    assert "“else.polku” is another project" in words
    assert "no.polku" in words
    assert flow.sheet.merge_button.isEnabled()
    flow.sheet.reject()


def test_where_nothing_is_new_nothing_can_be_merged(project: Project, begin: Begin, tmp_path: Path) -> None:
    add_note(project, "A chair")
    flow = begin(other_laptop(project, tmp_path / "b.polku"))
    assert "Everything in these files is here already." in seen(flow.sheet)
    assert not flow.sheet.merge_button.isEnabled()
    flow.sheet.reject()


def test_words_that_were_withdrawn_on_the_other_laptop_are_not_shown_before_the_merge(
    project: Project, context: Context, begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    note = add_note(project, "A chair", wording="CANARYWORDS one")
    voice = column(project, "SELECT id FROM voice")[0]
    path = other_laptop(
        project,
        tmp_path / "b.polku",
        voices.ChangeNote(note, {"wording": "CANARYWORDS two"}),
        voices.WithdrawVoice(voice),
    )
    project.perform(voices.ChangeNote(note, {"wording": "CANARYWORDS three"}))
    flow = begin(path)
    assert "CANARYWORDS" not in seen(flow.sheet)
    merge(qtbot, context, flow)
    assert project.ask(open_conflicts) == ()


def test_a_locked_file_asks_for_its_password_and_is_then_looked_at(
    project: Project, context: Context, begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    path = other_laptop(project, tmp_path / "b.polku", lambda other: add_note(other, "A bench"))
    relock.lock(path, PASSWORD)
    flow = begin(path)
    assert not flow.sheet.merge_button.isEnabled()
    press(qtbot, flow.sheet.unlocking[0])
    dialog = flow.asking.dialog
    assert dialog is not None
    dialog.field.line.setText("something else entirely")
    press(qtbot, dialog.ready)
    qtbot.waitUntil(lambda: not context.jobs.is_busy() and bool(dialog.field.wrong.text()), timeout=60_000)
    qtbot.waitUntil(dialog.ready.isEnabled, timeout=60_000)
    dialog.field.line.setText(PASSWORD)
    press(qtbot, dialog.ready)
    qtbot.waitUntil(flow.sheet.merge_button.isEnabled, timeout=60_000)
    assert "Merged, its words lie without a lock." in seen(flow.sheet)
    merge(qtbot, context, flow)
    assert column(project, "SELECT words FROM voice") == ["A bench"]


def test_two_groups_of_one_name_stay_two_and_it_is_said(project: Project, begin: Begin, tmp_path: Path) -> None:
    path = other_laptop(project, tmp_path / "b.polku", on_project.AddSegment("Carers"))
    project.perform(on_project.AddSegment("carers"))
    flow = begin(path)
    assert "Two groups are called “carers” and “Carers”." in seen(flow.sheet)
    flow.sheet.reject()


def test_a_merge_is_told_in_the_history_with_the_steps_of_the_other_laptop(
    project: Project, context: Context, begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    path = other_laptop(project, tmp_path / "b.polku", lambda other: add_note(other, "A bench"))
    merge(qtbot, context, begin(path))
    room = HistoryRoom(context)
    qtbot.addWidget(room)
    room.resize(1266, 680)
    room.show()
    room.enter()
    cards = room.page.list.cards.cards  # pyright: ignore[reportAttributeAccessIssue]
    told = {card.title: [words for words, _ in card.chips] for card in cards}
    assert "Merge with other files" in told
    assert told["Add note"] == ["From another laptop"]
    room.deleteLater()
