"""The start screen: three ways to begin, and what was open before."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from resources.texts import translator
from tests.widgets.support import seen
from widgets.look import Look
from widgets.settings import Settings
from widgets.start.recent import MOST, day_words, forget, recent_files, remember
from widgets.start.screen import StartScreen
from widgets.theme import PALETTES

Made = Callable[..., StartScreen]
ROOT = Path(__file__).parents[3]


@pytest.fixture
def made(qtbot: QtBot) -> Made:
    """Makes a start screen that is on screen and has the focus."""

    def make(settings: Settings | None = None, percent: int = 100) -> StartScreen:
        look = Look()
        look.load_first_faces()
        look.use("light", percent)
        screen = StartScreen(look, translator("en"), settings or Settings(None))
        qtbot.addWidget(screen)
        screen.resize(1266, 680)
        screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        screen.enter_focus()
        return screen

    return make


def with_recent(*paths: Path) -> Settings:
    settings = Settings(None)
    settings.set("recent", [str(path) for path in paths])
    return settings


def test_it_loads_neither_the_models_nor_what_writes_documents() -> None:
    code = "import sys, widgets.start.screen; print(sorted({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stdout
    assert [name for name in ("sqlalchemy", "models", "exports", "reportlab", "babel") if f"'{name}'" in loaded] == []


@pytest.mark.parametrize("first", [Qt.Key.Key_N, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_new_workshop_is_a_key_a_name_and_enter(made: Made, qtbot: QtBot, first: Qt.Key) -> None:
    screen = made()
    qtbot.keyClick(screen.new, first)
    assert screen.naming.field.hasFocus()
    with qtbot.waitSignal(screen.new_wanted) as told:
        qtbot.keyClicks(screen.naming.field, "No 9: / & <b> ")
        screen.naming.field.insert("öäå “نموذج”")  # letters that the test keyboard has no keys for
        qtbot.keyClick(screen.naming.field, Qt.Key.Key_Return)
    assert told.args == ["No 9: / & <b> öäå “نموذج”"]


def test_the_letters_of_the_choices_can_be_typed_in_a_name(made: Made, qtbot: QtBot) -> None:
    screen = made()
    asked: list[str] = []
    screen.open_wanted.connect(lambda: asked.append("open"))
    screen.example_wanted.connect(lambda: asked.append("example"))
    screen.begin_new()
    qtbot.keyClicks(screen.naming.field, "One Note")
    assert (screen.naming.field.text(), asked) == ("One Note", [])


@pytest.mark.parametrize("words", ["", "   "])
def test_an_empty_name_is_answered_by_a_sentence(made: Made, qtbot: QtBot, words: str) -> None:
    screen = made()
    screen.begin_new()
    qtbot.keyClicks(screen.naming.field, words)
    with qtbot.assertNotEmitted(screen.new_wanted):
        qtbot.keyClick(screen.naming.field, Qt.Key.Key_Return)
    assert "give it a name" in seen(screen)
    assert screen.naming.field.hasFocus()
    qtbot.keyClicks(screen.naming.field, "x")
    assert "give it a name" not in seen(screen)


def test_escape_goes_back_to_the_choices_and_keeps_the_words(made: Made, qtbot: QtBot) -> None:
    screen = made()
    screen.begin_new()
    qtbot.keyClicks(screen.naming.field, "Half")
    qtbot.keyClick(screen.naming.field, Qt.Key.Key_Escape)
    assert not screen.naming.isVisible()
    assert screen.new.hasFocus()
    screen.begin_new()
    assert screen.naming.field.text() == "Half"


def test_open_and_example_by_key_and_by_mouse(made: Made, qtbot: QtBot) -> None:
    screen = made()
    for signal, button, key in (
        (screen.open_wanted, screen.open, Qt.Key.Key_O),
        (screen.example_wanted, screen.example, Qt.Key.Key_E),
    ):
        with qtbot.waitSignal(signal):
            qtbot.keyClick(screen, key)
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "Example. Nothing here is real." in seen(screen)


def test_the_tab_key_reaches_the_choices_in_their_order(made: Made, qtbot: QtBot, tmp_path: Path) -> None:
    there = tmp_path / "Here.polku"
    there.touch()
    screen = made(with_recent(there))
    walked: list[QWidget | None] = []
    for _ in range(3):
        walked.append(screen.focusWidget())
        qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Tab)
    assert walked == [screen.new, screen.open, screen.example]
    assert screen.recent.hasFocus()


def test_a_file_that_is_there_is_opened_by_enter_and_by_a_click(made: Made, qtbot: QtBot, tmp_path: Path) -> None:
    there = tmp_path / "Getting help.polku"
    there.touch()
    screen = made(with_recent(there))
    screen.recent.mark(str(there))
    with qtbot.waitSignal(screen.recent_wanted) as told:
        qtbot.keyClick(screen.recent, Qt.Key.Key_Return)
    assert told.args == [str(there)]
    place = screen.recent.visualRect(screen.recent.cards.index(0)).center()
    with qtbot.waitSignal(screen.recent_wanted):
        qtbot.mouseClick(screen.recent.viewport(), Qt.MouseButton.LeftButton, pos=place)
    card = screen.recent.cards.cards[0]
    assert (card.title, card.sub, card.aside) == ("Getting help", str(tmp_path), "today")


def test_a_file_that_is_gone_says_so_and_can_be_taken_off(made: Made, qtbot: QtBot, tmp_path: Path) -> None:
    there, gone = tmp_path / "Here.polku", tmp_path / "Gone.polku"
    there.touch()
    settings = with_recent(gone, there)
    screen = made(settings)
    assert screen.recent.cards.cards[0].chips == (("not there", "neutral"),)
    screen.recent.setFocus()
    screen.recent.mark(str(gone))
    with qtbot.assertNotEmitted(screen.recent_wanted):
        qtbot.keyClick(screen.recent, Qt.Key.Key_Return)
    assert "This file is not there" in seen(screen)
    qtbot.keyClick(screen.recent, Qt.Key.Key_Delete)
    assert settings.get("recent") == [str(there)]
    assert there.exists()
    qtbot.mouseClick(screen.remove, Qt.MouseButton.LeftButton)
    assert settings.get("recent") == []
    assert "Nothing yet." in seen(screen)
    assert screen.new.hasFocus()


def test_a_file_that_goes_while_one_looks_is_not_opened(made: Made, qtbot: QtBot, tmp_path: Path) -> None:
    there = tmp_path / "Here.polku"
    there.touch()
    screen = made(with_recent(there))
    screen.recent.mark(str(there))
    there.unlink()
    with qtbot.assertNotEmitted(screen.recent_wanted):
        qtbot.keyClick(screen.recent, Qt.Key.Key_Return)
    assert "This file is not there" in seen(screen)


def test_remembering_keeps_each_file_once_and_the_newest_first(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    for number in range(MOST + 3):
        remember(settings, tmp_path / f"{number}.polku")
    remember(settings, tmp_path / "5.polku")
    names = [file.name for file in recent_files(settings)]
    assert names[:2] == ["5", str(MOST + 2)]
    assert len(names) == len(set(names)) == MOST
    forget(settings, tmp_path / "5.polku")
    assert "5" not in [file.name for file in recent_files(settings)]


def test_a_profile_with_nonsense_in_it_is_read_all_the_same(made: Made) -> None:
    settings = Settings(None)
    settings.set("recent", [7, None, "", "a\0b", {"x": 1}, "/nowhere/<img src=x>.polku"])
    assert [card.title for card in made(settings).recent.cards.cards] == ["<img src=x>"]


def test_days_are_said_as_people_say_them() -> None:
    from datetime import date

    today = date(2026, 3, 2)
    said = [day_words(day, today, translator("en")) for day in (today, date(2026, 3, 1), date(2025, 12, 24))]
    assert said[:2] == ["today", "yesterday"]
    assert "2025" in said[2]


@pytest.mark.parametrize("percent", [80, 200])
@pytest.mark.parametrize("palette", sorted(PALETTES))
def test_nothing_overlaps_at_any_text_size(made: Made, palette: str, percent: int, tmp_path: Path) -> None:
    screen = made(with_recent(tmp_path / ("lääkkeidenantoaikataulunmuutosilmoituslomake" * 3 + ".polku")), percent)
    screen._look.use(palette, percent)  # type: ignore[arg-type]
    screen.begin_new()
    screen.resize(900, 700)
    parts: list[QWidget] = [screen.new, screen.open, screen.example, screen.naming, screen.recent]
    areas = [part.rect().translated(part.mapTo(screen, part.rect().topLeft())) for part in parts]
    assert [(a, b) for a in areas for b in areas if a is not b and a.intersects(b)] == []
    assert all(area.left() >= 0 and area.right() <= screen.width() for area in areas)
    assert all(part.height() >= part.heightForWidth(part.width()) for part in (screen.new, screen.open))
