"""Settings, shortcuts, about, help, crash and questions: found, used and left by keyboard, at every text size."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListWidget, QTextBrowser
from pytestqt.qtbot import QtBot

from resources.files import path_of
from resources.texts import translator
from widgets.command import Command
from widgets.dialogs import help as helping
from widgets.dialogs.about import AboutDialog
from widgets.dialogs.base import Dialog
from widgets.dialogs.crash import CrashDialog, Mistake
from widgets.dialogs.help import HelpDialog
from widgets.dialogs.licences import components, own_licence
from widgets.dialogs.lock import CHANGE, LOCK, REMOVE, LockDialog
from widgets.dialogs.password import PasswordDialog
from widgets.dialogs.question import Question
from widgets.dialogs.settings_dialog import SettingsDialog
from widgets.dialogs.shortcuts import ShortcutSheet
from widgets.look import Look
from widgets.parts.frames import Scroll
from widgets.settings import Settings

TR = translator()


def nothing() -> None:
    pass


GROUPS = [
    ("File", [Command("new", "New workshop …", nothing, "", "Ctrl+N"), Command("none", "No keys", nothing)]),
    ("Edit", [Command("redo", "Redo <b>it</b>", nothing, "", "Ctrl+Shift+Z Ctrl+Y")]),
    ("Empty", []),
]
MAKERS: dict[str, Callable[[Look], Dialog]] = {
    "settings": lambda look: SettingsDialog(look, TR, Settings(None)),
    "shortcuts": lambda look: ShortcutSheet(look, TR, GROUPS),
    "about": lambda look: AboutDialog(look, TR),
    "help": lambda look: HelpDialog(look, TR),
    "crash": lambda look: CrashDialog(look, TR, Mistake(Path("crash.txt")), print),
    "question": lambda look: Question(look, "Erase it?", "For good.", "Erase it", "Keep it"),
    "password": lambda look: PasswordDialog(look, TR, "care.polku"),
    "lock": lambda look: LockDialog(look, TR, LOCK, "care.polku"),
    "change password": lambda look: LockDialog(look, TR, CHANGE, "care.polku"),
    "unlock": lambda look: LockDialog(look, TR, REMOVE, "care.polku"),
}


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    del qtbot
    made = Look()
    made.load_first_faces()
    made.use("light", 100)
    return made


def shown(qtbot: QtBot, dialog: Dialog) -> Dialog:
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


@pytest.mark.parametrize("name", MAKERS)
def test_every_dialog_is_named_fits_the_screen_and_closes_by_escape(qtbot: QtBot, look: Look, name: str) -> None:
    look.use("dark", 200)
    dialog = shown(qtbot, MAKERS[name](look))
    screen = dialog.screen().availableGeometry()
    assert dialog.width() <= screen.width() * 0.9 + 1
    assert dialog.height() <= screen.height() * 0.9 + 1
    for kind in (QAbstractButton, QLineEdit, QTextBrowser, QListWidget):
        for part in dialog.findChildren(kind):
            if part.isVisible() and part.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert part.accessibleName(), part
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("name", ["settings", "crash", "question", "password", "lock", "unlock"])
def test_at_usual_text_nothing_has_to_be_scrolled(qtbot: QtBot, look: Look, name: str) -> None:
    dialog = shown(qtbot, MAKERS[name](look))
    bar = dialog.findChildren(Scroll)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)


# -- passwords ------------------------------------------------------------------------------------------------------


def test_caps_lock_is_told_by_the_letters_and_shift(qtbot: QtBot, look: Look) -> None:
    dialog = PasswordDialog(look, TR, "care.polku")
    shown(qtbot, dialog)
    line, caps, shift = dialog.field.line, dialog.field.caps, Qt.KeyboardModifier.ShiftModifier
    for letter, held, told in (("a", None, False), ("A", None, True), ("ä", None, False), ("a", shift, True)):
        press = QKeyEvent(QEvent.Type.KeyPress, 0, held or Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(line, press)
        assert caps.isVisible() == told, letter
    QApplication.sendEvent(line, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "1"))
    assert caps.isVisible()  # a digit tells nothing
    assert line.text() == "aAäa1"


def test_what_was_typed_is_forgotten_with_the_dialog(qtbot: QtBot, look: Look) -> None:
    dialog = LockDialog(look, TR, CHANGE, "care.polku")
    shown(qtbot, dialog)
    asked: list[tuple[str, str]] = []
    dialog.wanted.connect(lambda present, new: asked.append((present, new)))
    qtbot.keyClick(dialog.present.line, Qt.Key.Key_Return)
    assert dialog.present.wrong.text() == "Type the present password first."
    for field in dialog.fields:
        qtbot.keyClicks(field.line, "what nobody knows")
    qtbot.keyClick(dialog.again.line, Qt.Key.Key_Return)
    assert asked == [("what nobody knows", "what nobody knows")]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert [field.text() for field in dialog.fields] == ["", "", ""]


# -- settings -------------------------------------------------------------------------------------------------------


def test_a_setting_takes_effect_at_once(qtbot: QtBot, look: Look) -> None:
    settings = Settings(None)
    settings.changed.connect(lambda _: look.use(settings.get("palette"), settings.get("text_size")))
    dialog = SettingsDialog(look, TR, settings)
    shown(qtbot, dialog)
    before = dialog.width()
    dialog.palettes.focus_chosen()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
    assert (settings.get("palette"), look.palette.name) == ("dark", "dark")
    dialog.sizes.focus_chosen()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
    assert (settings.get("text_size"), look.percent) == (110, 110)
    assert dialog.width() > before
    dialog.newest.setFocus()
    qtbot.keyClick(dialog.newest, Qt.Key.Key_Space)
    assert settings.get("show_newest_notes") is True
    settings.set("palette", "contrast")
    assert dialog.palettes.code == "contrast"


def test_a_role_that_is_being_typed_is_kept_on_escape(qtbot: QtBot, look: Look) -> None:
    settings = Settings(None)
    dialog = SettingsDialog(look, TR, settings)
    shown(qtbot, dialog)
    dialog.role.setFocus()
    qtbot.keyClicks(dialog.role, "  Scribe   one")
    qtbot.keyClick(dialog.role, Qt.Key.Key_Escape)
    assert settings.get("operator") == "Scribe one"


# -- shortcuts ------------------------------------------------------------------------------------------------------


def test_the_sheet_lists_what_has_keys_and_finds_it(qtbot: QtBot, look: Look) -> None:
    sheet = ShortcutSheet(look, TR, GROUPS)
    shown(qtbot, sheet)
    assert sheet.reader.toPlainText().split() == (
        "File Ctrl+N New workshop … Edit Ctrl+Shift+Z, Ctrl+Y Redo <b>it</b>".split()
    )
    qtbot.keyClicks(sheet.search, "shift")
    assert "New workshop" not in sheet.reader.toPlainText()
    assert "Redo" in sheet.reader.toPlainText()
    sheet.search.setText("<nothing>")
    assert "“<nothing>”" in sheet.reader.toPlainText()


def test_the_sheet_as_text(look: Look, qtbot: QtBot) -> None:
    sheet = ShortcutSheet(look, TR, GROUPS)
    qtbot.addWidget(sheet)
    assert sheet.text() == "File\n  Ctrl+N  New workshop …\n\nEdit\n  Ctrl+Shift+Z, Ctrl+Y  Redo <b>it</b>\n"
    sheet.copy()
    assert QGuiApplication.clipboard().text() == sheet.text()


# -- about ----------------------------------------------------------------------------------------------------------


def test_every_part_of_others_is_told_with_its_licence() -> None:
    found = {one.name.lower(): one for one in components()}
    assert {"python", "pyside6", "sqlalchemy", "reportlab", "lucide icons", "noto sans arabic"} <= set(found)
    assert all(one.licence not in ("", "?") for one in found.values())
    assert "LGPL-3.0" in found["pyside6"].licence
    assert "SIL OPEN FONT LICENSE" in found["noto sans"].text.upper()
    assert not {"pytest", "ruff", "hypothesis"} & set(found)
    assert "EUROPEAN UNION PUBLIC LICENCE" in own_licence().upper()


def test_a_licence_is_read_and_left(qtbot: QtBot, look: Look) -> None:
    dialog = AboutDialog(look, TR)
    shown(qtbot, dialog)
    qtbot.waitUntil(lambda: "SQLAlchemy" in dialog.reader.toPlainText())
    assert dialog.back.isHidden()
    dialog.reader.followed.emit("licence:own")
    assert "EUROPEAN UNION" in dialog.reader.toPlainText().upper()
    qtbot.keyClick(dialog.back, Qt.Key.Key_Return)
    assert "Made with the work of others" in dialog.reader.toPlainText()
    dialog.reader.followed.emit("https://example.org")
    assert "Made with the work of others" in dialog.reader.toPlainText()


# -- help -----------------------------------------------------------------------------------------------------------

LINK = re.compile(r"\]\(([^)]+)\)")


def test_every_page_is_there_and_every_link_leads_to_one() -> None:
    files = {path.stem for path in path_of("help", "en").glob("*.md")}
    assert files == set(helping.PAGES)
    for page in helping.pages("en"):
        assert page.title
        assert "://" not in page.text
        assert "![" not in page.text
        assert "<" not in page.text
        for target in LINK.findall(page.text):
            assert target.removesuffix(".md") in files, (page.id, target)
    assert [page.id for page in helping.pages("xx")] == list(helping.PAGES)


def test_words_find_pages_and_arrows_walk_through_them(qtbot: QtBot, look: Look) -> None:
    dialog = HelpDialog(look, TR)
    shown(qtbot, dialog)
    assert "first ten minutes" in dialog.reader.toPlainText()
    assert dialog.list.count() == len(helping.PAGES)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.reader.toPlainText().startswith("Prepare")
    qtbot.keyClicks(dialog.search, "erasing")
    assert dialog.list.currentItem().text() == "Consent and erasing"
    assert dialog.reader.extraSelections()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.reader.hasFocus()
    dialog.search.setText("xyzzy")
    assert dialog.nothing.isVisible()
    assert "xyzzy" in dialog.nothing.text()


def test_links_lead_to_pages_and_nowhere_else(qtbot: QtBot, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = HelpDialog(look, TR)
    shown(qtbot, dialog)
    dialog.reader.anchorClicked.emit(QUrl("consent.md"))
    assert dialog.reader.toPlainText().startswith("Consent and erasing")
    dialog.reader.anchorClicked.emit(QUrl("https://example.org/consent.md"))
    dialog.reader.anchorClicked.emit(QUrl("file:///etc/passwd"))
    assert dialog.reader.toPlainText().startswith("Consent and erasing")
    assert opened == []


def test_a_page_reads_no_file(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    dialog = HelpDialog(look, TR)
    qtbot.addWidget(dialog)
    (tmp_path / "picture.png").write_bytes(b"x")
    address = QUrl.fromLocalFile(str(tmp_path / "picture.png"))
    assert dialog.reader.loadResource(QTextDocument.ResourceType.ImageResource.value, address) is None


# -- crash and questions --------------------------------------------------------------------------------------------


def test_the_crash_dialog_offers_three_things(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    seen: list[Path] = []
    dialog = CrashDialog(look, TR, Mistake(tmp_path / "crash.txt", "Polku crash report."), seen.append)
    shown(qtbot, dialog)
    texts = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Your work is saved" in texts
    assert str(tmp_path / "crash.txt") in texts
    assert "no words of people" in texts
    show = next(
        button for button in dialog.findChildren(QAbstractButton) if button.accessibleName() == "Show in folder"
    )
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    assert seen == [tmp_path / "crash.txt"]
    with qtbot.waitSignal(dialog.close_wanted):
        qtbot.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)


def test_without_a_report_the_crash_dialog_says_so(qtbot: QtBot, look: Look) -> None:
    dialog = CrashDialog(look, TR, Mistake(None), print)
    shown(qtbot, dialog)
    assert "No report could be written" in "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_enter_answers_a_question_with_no(qtbot: QtBot, look: Look) -> None:
    dialog = Question(look, "Erase <b>it</b>?", "For good.", "Erase it", "Keep it")
    shown(qtbot, dialog)
    qtbot.waitUntil(dialog.no.hasFocus)
    qtbot.keyClick(dialog.no, Qt.Key.Key_Return)
    assert dialog.result() == Question.DialogCode.Rejected
    dialog.show()
    qtbot.keyClick(dialog.no, Qt.Key.Key_Backtab)
    qtbot.keyClick(dialog.yes, Qt.Key.Key_Return)
    assert dialog.result() == Question.DialogCode.Accepted
