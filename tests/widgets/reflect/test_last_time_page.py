"""Promises of an earlier file on screen: chosen by keyboard, brought in as one step, faults in sentences."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models import queries
from models.project import Project
from models.relock import lock
from tests.models.locked import RIGHT, quick_keys, with_cipher
from tests.models.promised import answered, became, noted, promised
from tests.widgets.reflect.conftest import Enter
from tests.widgets.support import Answers, Heard, seen
from widgets.reflect.last_time_page import LastTimePage
from widgets.reflect.room import ReflectRoom

Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    path = tmp_path / "earlier.polku"
    with Project.create(path, "The library") as project:
        became(project, promised(project, "A", sentence="The library opens on Sundays."), "kept", "Since May.")
        promised(project, "B", sentence="The lift is repaired.")
        answered(project, noted(project, "C"))
    return path


def page_of(room: ReflectRoom, chosen: Path | None = None) -> LastTimePage:
    page = room.show_page("last-time")
    assert isinstance(page, LastTimePage)
    page.enter_focus()
    asking = page.context.asking
    assert isinstance(asking, Answers)
    asking.open_next = chosen
    return page


def read(page: LastTimePage, qtbot: QtBot) -> None:
    page.choose_file()
    qtbot.waitUntil(lambda: not page.context.jobs.is_busy() and not page.reading.isVisible())


def test_by_keyboard_promises_come_along_in_one_step(
    project: Project, enter: Enter, qtbot: QtBot, earlier: Path
) -> None:
    page = page_of(enter(), earlier)
    assert page.choose.hasFocus()
    read(page, qtbot)
    assert "1 answer was never confirmed" in seen(page)
    assert page.list.hasFocus()
    assert len(page.chosen) == 2
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert page.list.cards.cards[1].said().startswith("Stays there")
    qtbot.keyClick(page.list, Qt.Key.Key_Return, Control)
    (one,) = project.ask(queries.earlier_promises)
    assert (one.statement, one.outcome, one.became, one.source) == (
        "The library opens on Sundays.",
        "kept",
        "Since May.",
        "The library",
    )
    assert one.owner == "Team lead"
    assert "Here already" in [chip[0] for chip in page.list.cards.cards[0].chips]
    heard = page.context.notices
    assert isinstance(heard, Heard)
    assert heard.sentences[-1] == "1 promise came along."
    heard.actions[0]()
    assert project.ask(queries.earlier_promises) == ()
    assert "Here already" not in [chip[0] for chip in page.list.cards.cards[0].chips]


def test_another_outcome_is_offered_and_told(project: Project, enter: Enter, qtbot: QtBot, earlier: Path) -> None:
    page = page_of(enter(), earlier)
    read(page, qtbot)
    page.bring_in()
    with Project.open(earlier) as other:
        lift = next(one for one in page.compared if "lift" in one.promise.sentence)
        became(other, lift.promise.source_id.partition("/")[2], "broken", "There is no money.")
    read(page, qtbot)
    assert page.chosen == {lift.promise.source_id}
    assert ("Here it says: Not said yet", "waiting") in page.list.cards.cards[1].chips
    page.bring_in()
    assert [one.outcome for one in project.ask(queries.earlier_promises)] == ["kept", "broken"]
    assert not page.bring.isEnabled()


def test_faults_are_said_in_sentences(project: Project, enter: Enter, qtbot: QtBot, tmp_path: Path) -> None:
    wrong = tmp_path / "photo.polku"
    wrong.write_bytes(b"a photo")
    page = page_of(enter(), wrong)
    read(page, qtbot)
    assert "is not a Polku project" in page.fault.words.text()
    assert page.fault.isVisible()
    assert page.empty.isVisible()
    asking = page.context.asking
    assert isinstance(asking, Answers)
    asking.open_next = page.context.document.path
    read(page, qtbot)
    assert "This is the project that is open" in page.fault.words.text()
    asking.open_next = None
    page.choose_file()
    assert not page.context.jobs.is_busy()


def test_a_project_without_promises_says_so(project: Project, enter: Enter, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "empty.polku"
    Project.create(path, "Empty").close()
    page = page_of(enter(), path)
    read(page, qtbot)
    assert "no confirmed promise" in seen(page)
    assert not page.bring.isVisible()
    assert page.another.hasFocus()


@with_cipher
def test_a_locked_file_asks_for_its_password(
    enter: Enter, qtbot: QtBot, earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_keys(monkeypatch)
    monkeypatch.setattr("models.cipher.wait_after", lambda wrong: 0.01 * wrong)
    lock(earlier, RIGHT)
    before = earlier.read_bytes()
    page = page_of(enter(), earlier)
    page.choose_file()
    asking = page._asking
    qtbot.waitUntil(lambda: asking.dialog is not None)
    dialog = asking.dialog
    assert dialog is not None
    dialog.field.line.setText("another one")
    dialog.ready.click()
    qtbot.waitUntil(lambda: "The password is wrong" in dialog.field.wrong.text() and not dialog.is_waiting())
    dialog.field.line.setText(RIGHT)
    dialog.ready.click()
    qtbot.waitUntil(lambda: page.found is not None)
    assert asking.dialog is None
    assert len(page.compared) == 2
    assert earlier.read_bytes() == before
