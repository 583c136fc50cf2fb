"""Locking, opening, changing and removing the lock of a project in the real window, by keyboard and menu."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from models import queries
from models.errors import NeedsPassword
from models.project import Project
from models.relock import lock
from tests.app.support import new_in
from tests.journeys.window import Person, opened, read_back, seen
from tests.models.locked import OTHER, RIGHT, quick_keys, with_cipher
from widgets.dialogs.lock import LockDialog
from widgets.dialogs.password import PasswordDialog

pytestmark = [pytest.mark.usefixtures("qtbot"), with_cipher]
WORDS = "zyxcanary said this"


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    monkeypatch.setattr("models.cipher.wait_after", lambda wrong: 0.01 * wrong)  # what it is, test_lock_command says
    quick_keys(monkeypatch)
    with opened(tmp_path / "home") as made:
        yield made


def asked(person: Person) -> PasswordDialog:
    person.wait(lambda: asks(person))
    dialog = asks(person)
    assert dialog is not None
    return dialog


def asks(person: Person) -> PasswordDialog | None:
    asking = person.program.locking.asking
    return asking.dialog if asking else None


def locking(person: Person, words: str) -> LockDialog:
    person.choose("File", words)
    dialog = person.program.locking.dialog
    assert isinstance(dialog, LockDialog)
    return dialog


def paste(person: Person, line: QLineEdit, words: str) -> None:
    """People paste passwords from where they keep them."""
    line.setFocus()
    QApplication.clipboard().setText(words)
    person.press("Ctrl+A", "Ctrl+V")
    assert line.text() == words


def locked_project(person: Person) -> Path:
    path = new_in(person.home, "care.polku")
    lock(path, RIGHT)
    return path


def test_a_project_is_locked_from_the_menu_and_goes_on_where_it_was(person: Person) -> None:
    person.new_project("An evening")
    person.write(WORDS)
    person.press("Return")
    person.press("Ctrl+1")
    room = person.workspace.present_room
    assert room is not None
    path = person.workspace.document.path
    dialog = locking(person, "Lock with a password")
    assert "nobody can open the project any more" in seen(dialog)
    paste(person, dialog.new.line, "kort")
    paste(person, dialog.again.line, "kort")
    person.press("Return")
    assert "at least 8 letters" in dialog.new.wrong.text()
    paste(person, dialog.new.line, RIGHT)
    person.press("Return")
    assert "not the same" in dialog.again.wrong.text()
    paste(person, dialog.again.line, RIGHT)
    person.press("Return")
    person.wait(lambda: person.program.workspace and person.workspace.document.is_locked and person.is_in_a_room())
    assert person.workspace.present_room is not None
    assert person.workspace.present_room.id == room.id
    person.wait(lambda: person.window.notices.sentence().startswith("“An evening.polku” is locked"))
    assert person.window.status.lock.text() == "Locked"
    assert person.stored(queries.notes)[0].voices[0].words == WORDS
    person.press("Ctrl+Z")
    assert person.stored(queries.notes) == ()
    person.press("Ctrl+Shift+Z")
    person.program.close_project()
    assert not person.window.status.lock.isVisible()
    assert WORDS.encode() not in path.read_bytes()
    with pytest.raises(NeedsPassword):
        Project.open(path)


def test_c13_a_locked_project_asks_and_ten_wrong_passwords_change_nothing(person: Person) -> None:
    path = locked_project(person)
    before = path.read_bytes()
    person.program.open_path(path)
    dialog = asked(person)
    for number in range(10):
        paste(person, dialog.field.line, f"wrong {number}")
        person.press("Return")
        person.wait(dialog.field.wrong.text)
        assert dialog.field.wrong.text() == "The password is wrong, or “care.polku” is not a Polku project."
        if dialog.is_waiting():
            person.press("Return")  # nothing is tried before its time
        person.wait(lambda: not dialog.is_waiting())
        dialog.field.say("")
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.glob("care*")] == ["care.polku"]
    paste(person, dialog.field.line, RIGHT)
    person.press("Return")
    person.wait(person.is_in_a_room)
    assert person.workspace.document.path == path


def test_what_is_open_stays_open_while_a_password_is_asked_for(person: Person) -> None:
    person.new_project("An evening")
    path = locked_project(person)
    person.program.open_path(path)
    dialog = asked(person)
    person.press("Return")
    assert dialog.field.wrong.text() == "Type the password first."
    person.press("Escape")
    assert asks(person) is None
    assert person.workspace.document.name == "An evening.polku"
    person.window.activateWindow()  # the offscreen platform gives the keys back to nobody when a dialog closes
    person.wait(QApplication.focusWidget)
    person.write("goes on")
    person.press("Return")
    assert len(person.stored(queries.notes)) == 1


def test_the_next_dialog_goes_on_waiting(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.cipher.wait_after", lambda wrong: 60.0 * wrong)
    path = locked_project(person)
    person.program.open_path(path)
    dialog = asked(person)
    paste(person, dialog.field.line, "wrong")
    person.press("Return")
    person.wait(dialog.is_waiting)
    person.press("Escape")
    person.program.open_path(path)
    assert asked(person).is_waiting()


def test_the_password_is_changed_and_removed(person: Person) -> None:
    path = locked_project(person)
    person.program.open_path(path)
    paste(person, asked(person).field.line, RIGHT)
    person.press("Return")
    person.wait(person.is_in_a_room)
    first = person.workspace
    dialog = locking(person, "Change the password")
    paste(person, dialog.present.line, "not this one")
    paste(person, dialog.new.line, OTHER)
    paste(person, dialog.again.line, OTHER)
    person.press("Return")
    person.wait(dialog.present.wrong.text)
    assert dialog.present.wrong.text() == "This is not the present password."
    paste(person, dialog.present.line, RIGHT)
    person.press("Return")
    person.wait(lambda: person.program.workspace not in (None, first) and person.is_in_a_room())
    second = person.workspace
    assert second.document.is_locked
    dialog = locking(person, "Remove the password")
    paste(person, dialog.present.line, OTHER)
    person.press("Return")
    person.wait(lambda: person.program.workspace not in (None, second) and person.is_in_a_room())
    assert not person.workspace.document.is_locked
    person.wait(lambda: "no lock any more" in person.window.notices.sentence())
    person.program.close_project()
    read_back(path).close()


def test_locking_that_fails_leaves_the_project_open_as_it_was(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    person.new_project("An evening")
    first = person.workspace

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("models.relock.rewritten", full)
    dialog = locking(person, "Lock with a password")
    for line in (dialog.new.line, dialog.again.line):
        paste(person, line, RIGHT)
    person.press("Return")
    person.wait(lambda: person.program.workspace not in (None, first) and person.is_in_a_room())
    person.wait(lambda: "could not be written anew" in person.window.notices.sentence())
    assert not person.workspace.document.is_locked


def test_the_menu_offers_what_can_be_done(person: Person) -> None:
    usable = lambda: [person.window.action(name).isEnabled() for name in ("lock", "password", "unlock")]  # noqa: E731
    assert usable() == [False, False, False]
    person.new_project("An evening")
    assert usable() == [True, False, False]


def test_a_password_is_shown_and_caps_lock_is_told(person: Person) -> None:
    person.program.open_path(locked_project(person))
    dialog = asked(person)
    assert dialog.field.line.echoMode() == QLineEdit.EchoMode.Password
    person.write("a")
    assert not dialog.field.caps.isVisible()
    person.click(dialog.field.eye)
    assert dialog.field.line.echoMode() == QLineEdit.EchoMode.Normal
    assert dialog.field.eye.accessibleName() == "Hide the password"
    assert dialog.field.line.hasFocus()
    person.press("Escape")
    assert asks(person) is None
