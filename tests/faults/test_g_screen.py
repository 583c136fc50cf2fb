"""Hostile words on the screen: literal, nothing opened, nothing frozen, nothing pasted but words, no link followed."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QColor, QDesktopServices, QImage
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QStatusBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.crash_report import report_of
from exports import catalog
from resources.texts import translator
from tests.app import test_window_rooms as rooms
from tests.faults.naughty import OpenedFile, bomb
from tests.journeys.window import Person, opened, settle, told
from tests.timing import quickest
from widgets.dialogs.help import HelpDialog
from widgets.dialogs.question import Question
from widgets.look import Look
from widgets.parts.labels import Label

pytestmark = pytest.mark.usefixtures("qtbot")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells which files are opened")
FREEZE = 0.1  # seconds


class Asked(QObject):
    """Stands where the system would open an address."""

    def __init__(self, seen: list[QUrl]) -> None:
        super().__init__()
        self._seen = seen

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self._seen.append(url)


def picture(folder: Path) -> Path:
    """A picture that nobody but a reader of markup would open."""
    path = folder / "canary.png"
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(path))
    return path


def hostile(path: Path) -> str:
    """A canary that holds tables in tables, an image of this machine and one of another, and a mnemonic."""
    return f"<img src='{path.as_uri()}'><img src='http://127.0.0.1:9/x'>{bomb(6)} Q&A <b>canary</b>"


def shown_texts(window: QWidget) -> Iterator[tuple[QWidget, str, bool]]:
    """Every text that a widget shows: the widget, the text, whether Qt may read it as markup."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel):
            yield widget, widget.text(), widget.textFormat() != Qt.TextFormat.PlainText
        elif isinstance(widget, QStatusBar):
            yield widget, widget.currentMessage(), False
        for words in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
            yield widget, words, GuiQt.mightBeRichText(words)
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            for row in range(min(model.rowCount(), 40)):
                tip = model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
                yield widget, str(tip or ""), GuiQt.mightBeRichText(str(tip or ""))


def mnemonics(window: QWidget) -> Iterator[str]:
    """Every text in which Qt takes an & for the sign of a key."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QMenu):
            yield widget.title()
    for action in window.findChildren(QAction):
        yield action.text()


@linux
@pytest.mark.slow
def test_g5_all_views_show_hostile_words_as_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """G5, G6 and G8 at once, in every room, section and page: literal, no file opened, every & doubled for Qt."""
    with TemporaryDirectory(prefix="g", dir="/tmp") as short:  # names are short, and so must be what stands in them
        canary = picture(Path(short))
        words = f"<img src='{canary.as_uri()}'><table><tr><td><table><tr><td>Q&A"
        monkeypatch.setattr(rooms, "CANARY", words)
        _walk(tmp_path, canary)


def _walk(tmp_path: Path, canary: Path) -> None:
    path = rooms.with_canaries(tmp_path)
    watch = OpenedFile(canary)
    wrong: set[str] = set()
    seen = 0
    with opened(tmp_path / "home") as person:
        person.program.open_path(path)
        person.wait(person.is_in_a_room)
        for view in rooms.views(person):
            for widget, text, is_markup in shown_texts(person.window):
                if "<img" in text:
                    seen += 1
                    if is_markup:
                        wrong.add(f"{view}: {told(widget)}")
            wrong |= {f"{view}: & in {text[:60]}" for text in mnemonics(person.window) if re.search("(?<!&)Q&A", text)}
    assert seen
    assert wrong == set()
    assert watch.times() == 0
    watch.close()


@linux
def test_g5_the_watch_would_see_a_picture_that_markup_asks_for(tmp_path: Path) -> None:
    canary = picture(tmp_path)
    watch = OpenedFile(canary)
    label = QLabel(f"<img src='{canary.as_uri()}'>")
    label.resize(label.sizeHint())
    label.grab()
    assert watch.times() > 0
    ours = Label(f"<img src='{canary.as_uri()}'>")
    ours.resize(ours.sizeHint())
    ours.grab()
    assert watch.times() == 0
    watch.close()


@linux
def test_g5_questions_and_notices_are_plain(tmp_path: Path, look: Look) -> None:
    canary = picture(tmp_path)
    watch = OpenedFile(canary)
    words = hostile(canary)
    dialog = Question(look, words, words, words[-400:], words[-400:])
    dialog.show()
    settle()
    dialog.grab()
    assert not [text for _, text, is_markup in shown_texts(dialog) if "<img" in text and is_markup]
    assert not [text for text in mnemonics(dialog) if re.search("(?<!&)Q&A", text)]
    assert watch.times() == 0
    watch.close()


@pytest.fixture
def look() -> Look:
    return Look()


def test_g6_tables_in_tables_freeze_nothing(look: Look) -> None:
    """Twenty levels: as rich text Qt would lay them out for minutes; as words they take no time."""
    words = bomb(20)

    def show() -> None:
        label = Label(words)
        label.resize(600, label.heightForWidth(600))
        label.grab()
        line = QLineEdit(words)
        line.grab()
        text = QPlainTextEdit(words)
        text.grab()

    assert quickest(show) < 10 * FREEZE
    dialog = Question(look, words, words, "Yes", "No")
    assert quickest(dialog.grab) < 10 * FREEZE


# -- what is pasted ------------------------------------------------------------------------------------


def from_word() -> QMimeData:
    """What Word and web pages put into the clipboard: markup, an image, and the words."""
    data = QMimeData()
    data.setHtml(
        "<html><body><b>The bus</b> <img src='file:///etc/hostname'> <a href='http://x'>is late</a></body></html>"
    )
    data.setText("The bus is late")
    image = QImage(9, 9, QImage.Format.Format_RGB32)
    image.fill(QColor("blue"))
    data.setImageData(image)
    data.setData("text/rtf", b"{\\rtf1 The bus is late}")
    return data


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    rooms.with_example(tmp_path)
    with opened(tmp_path) as made:
        made.open_example()
        yield made


def test_g7_words_with_pictures_are_pasted_as_words(person: Person) -> None:
    """Into the bar of Capture, by the keys: the words alone, and no photo is taken in."""
    person.press("Ctrl+3")
    QApplication.clipboard().setMimeData(from_word())
    bar = person.focused()
    person.press("Ctrl+V")
    assert isinstance(bar, QPlainTextEdit)
    assert bar.toPlainText() == "The bus is late"
    QApplication.clipboard().clear()


@pytest.mark.slow
def test_g7_no_field_of_the_window_takes_markup(person: Person) -> None:
    """Every field that can be written in, in every room: a plain one by its kind, or one that refuses markup."""
    taking: set[str] = set()
    fields = 0
    for view in rooms.views(person):
        for widget in person.window.findChildren(QTextEdit):
            fields += 1
            if not widget.isReadOnly() and widget.acceptRichText():
                taking.add(f"{view}: {told(widget)}")
        fields += len(person.window.findChildren(QPlainTextEdit))
    assert fields
    assert taking == set()


# -- & and links -----------------------------------------------------------------------------------------


def test_g8_an_ampersand_in_names_is_shown_and_takes_no_key(person: Person) -> None:
    person.press("Ctrl+W")
    person.press("N")
    person.write("Q&A &File")
    person.press("Return")
    person.wait(person.is_in_a_room)
    assert "Q&A &File" in person.window.windowTitle()
    wrong = [text for text in mnemonics(person.window) if re.search("(?<!&)Q&A", text)]
    assert wrong == []
    person.window.recent_menu.aboutToShow.emit()
    recent = [action.text() for action in person.window.recent_menu.actions()]
    assert any("Q&&A &&File" in text for text in recent)


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "smb://host/share", "javascript:alert(1)", "http://example.org/", "data:text/html,x"],
)
def test_g9_a_link_in_a_page_opens_nothing_by_itself(look: Look, address: str) -> None:
    """Nothing in the window leads out of it: the help and the licences follow links between their own pages alone."""
    opened_by_system: list[QUrl] = []
    handler = Asked(opened_by_system)
    scheme = address.partition(":")[0]
    QDesktopServices.setUrlHandler(scheme, handler, "take")  # pyright: ignore[reportArgumentType]
    try:
        dialog = HelpDialog(look, translator("en"))
        dialog.show()
        before = dialog.reader.toPlainText()
        dialog.reader.anchorClicked.emit(QUrl(address))
        settle()
        assert dialog.reader.toPlainText() == before
        assert opened_by_system == []
    finally:
        QDesktopServices.unsetUrlHandler(scheme)


def test_g18_a_mistake_in_a_document_leaves_the_window_alive_and_its_report_holds_no_word(
    person: Person, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    secret = "Wilhelmiina was never asked"

    def broken(*_: object, **__: object) -> None:
        raise ValueError(secret)

    monkeypatch.setattr(catalog, "render", broken)
    with qtbot.captureExceptions() as caught:
        person.press("Ctrl+6")
        person.wait(lambda: caught and not person.program.jobs.is_busy())
    assert {kind for kind, _, _ in caught} == {ValueError}
    report = report_of(caught[0][1], "1", "job")
    assert "ValueError" in report
    assert "Wilhelmiina" not in report
    monkeypatch.undo()
    person.press("Ctrl+3")
    assert person.is_in_a_room()
    assert "Wilhelmiina" not in "".join(label.text() for label in person.window.findChildren(QLabel))
