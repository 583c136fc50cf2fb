"""The frame around the rooms: rail, status line, notices, search, top bar. Real widgets, real keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from resources.texts import translator
from widgets.frame.notices import NoticeBar
from widgets.frame.rail import Place, Rail
from widgets.frame.search import Search
from widgets.frame.statusline import StatusLine
from widgets.frame.topbar import TopBar
from widgets.lists.cards import CardData
from widgets.look import Look
from widgets.parts.frames import column

TR = translator("en")
PLACES = [
    Place("prepare", "Prepare", "clipboard-list", "Ctrl+1"),
    Place("map", "Map", "route", "Ctrl+2"),
    Place("share", "Share", "file-output", "Ctrl+3"),
]


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    made = Look()
    made.load_first_faces()
    made.use("light", 100)
    return made


@pytest.fixture
def rail(qtbot: QtBot, look: Look) -> Rail:
    made = Rail(look, "Rooms", PLACES)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_rail_tells_which_room_is_wanted_by_mouse_and_by_keyboard(qtbot: QtBot, rail: Rail) -> None:
    wanted: list[str] = []
    rail.wanted.connect(wanted.append)
    qtbot.mouseClick(rail.button("map"), Qt.MouseButton.LeftButton)
    rail.button("map").setFocus()
    qtbot.keyClick(rail.button("map"), Qt.Key.Key_Down)
    assert rail.button("share").hasFocus()
    qtbot.keyClick(rail.button("share"), Qt.Key.Key_Space)
    assert wanted == ["map", "share"]


def test_the_rail_fills_one_room_and_tints_those_with_work(rail: Rail) -> None:
    rail.show_present("map")
    rail.show_done("prepare", True)
    assert [rail.button(place.id).isChecked() for place in PLACES] == [False, True, False]
    assert rail.button("prepare").property("done") is True


def test_the_rail_is_wide_enough_for_its_words_at_every_text_size(look: Look, rail: Rail) -> None:
    for percent in (80, 100, 150, 200):
        look.use("light", percent)
        for place in PLACES:
            button = rail.button(place.id)
            assert button.fontMetrics().horizontalAdvance(place.name) < rail.width() - 16, percent


def test_every_rail_button_has_a_name_and_tells_its_shortcut(rail: Rail) -> None:
    for place in PLACES:
        assert rail.button(place.id).accessibleName() == place.name
        assert place.shortcut in rail.button(place.id).toolTip()


@pytest.fixture
def notices(qtbot: QtBot, look: Look) -> Iterator[NoticeBar]:
    holder = QWidget()
    made = NoticeBar(look, TR)
    holder.setLayout(column(made))
    qtbot.addWidget(holder)
    holder.show()
    yield made


def test_a_notice_offers_what_can_be_done_and_goes_when_it_is_done(qtbot: QtBot, notices: NoticeBar) -> None:
    done: list[str] = []
    also = (("Erase for good", lambda: done.append("erase")),)
    notices.say("The note was deleted.", "Undo", lambda: done.append("undo"), also=also)
    assert notices.sentence() == "The note was deleted."
    buttons = {button.accessibleName(): button for button in notices.findChildren(QPushButton) if button.isVisible()}
    assert set(buttons) == {"Undo", "Erase for good"}
    qtbot.mouseClick(buttons["Erase for good"], Qt.MouseButton.LeftButton)
    assert done == ["erase"]
    assert notices.sentence() == ""


def test_a_notice_is_plain_text(notices: NoticeBar) -> None:
    notices.say("<b>bold</b> & <img src='x'>")
    label = next(label for label in notices.findChildren(QLabel) if "bold" in label.text())
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_only_the_newest_notice_is_shown(notices: NoticeBar) -> None:
    notices.say("One", "Undo", lambda: None)
    notices.say("Two")
    assert notices.sentence() == "Two"
    assert not [button for button in notices.findChildren(QPushButton) if button.isVisible()]


def test_escape_closes_a_notice(qtbot: QtBot, notices: NoticeBar) -> None:
    notices.say("One", "Undo", lambda: None)
    button = next(button for button in notices.findChildren(QPushButton) if button.isVisible())
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Escape)
    assert notices.sentence() == ""


def test_the_status_line_says_what_is_saved_where_and_what_undo_takes_back(qtbot: QtBot, look: Look) -> None:
    status = StatusLine(look, TR)
    qtbot.addWidget(status)
    status.show_saved("care.polku")
    status.show_counts(31, 1, None)
    status.show_undo("Add note")
    assert status.saved.whole == "Saved in care.polku"
    assert status.counts.whole.split("    ") == ["31 stories", "1 note"]
    assert "Add note" in status.undo.whole
    status.show_counts(1, 58, 12)
    assert status.counts.whole.endswith("12 to answer")
    status.show_typing("care.polku")
    assert "draft" in status.saved.whole


def test_the_status_line_cuts_nothing_silently(qtbot: QtBot, look: Look) -> None:
    status = StatusLine(look, TR)
    qtbot.addWidget(status)
    status.resize(300, 30)
    status.show()
    status.show_saved("lääkkeidenantoaikataulunmuutosilmoituslomake " * 4 + ".polku")
    assert status.saved.text().endswith("…")
    assert status.saved.accessibleName() == status.saved.whole


@pytest.fixture
def search(qtbot: QtBot, look: Look) -> Iterator[Search]:
    host = QWidget()
    made = Search(look, TR)
    host.setLayout(column(made, 1))
    host.resize(900, 600)
    qtbot.addWidget(host)
    cards = [CardData("note/1", "A call-back time"), CardData("story/2", "I rang six times")]
    made.use(lambda words: [card for card in cards if words in card.title], host)
    host.show()
    yield made
    host.hide()  # also keeps the host alive: qtbot holds widgets weakly


def test_search_finds_while_typing_and_enter_goes_to_the_first(qtbot: QtBot, search: Search) -> None:
    chosen: list[str] = []
    search.chosen.connect(chosen.append)
    search.begin()
    qtbot.keyClicks(search.line, "call")
    qtbot.waitUntil(search.popup.isVisible, timeout=20_000)
    assert [card.id for card in search.found.cards.cards] == ["note/1"]
    qtbot.keyClick(search.line, Qt.Key.Key_Return)
    assert chosen == ["note/1"]
    assert not search.popup.isVisible()


def test_search_walks_down_into_what_was_found(qtbot: QtBot, search: Search) -> None:
    chosen: list[str] = []
    search.chosen.connect(chosen.append)
    search.begin()
    qtbot.keyClicks(search.line, "i")
    qtbot.keyClick(search.line, Qt.Key.Key_Down)
    qtbot.keyClick(search.found, Qt.Key.Key_Return)
    assert len(chosen) == 1


def test_search_says_that_nothing_was_found(qtbot: QtBot, search: Search) -> None:
    search.line.setText("zebra")
    search.look_up()
    said = [label.text() for label in search.popup.findChildren(QLabel) if label.isVisibleTo(search.popup)]
    assert any("Nothing holds these words" in text for text in said)
    search.line.setFocus()
    qtbot.keyClick(search.line, Qt.Key.Key_Escape)
    assert not search.popup.isVisible()
    assert search.line.text() == ""


def test_the_top_bar_lists_the_workshops_and_tells_which_is_wanted(qtbot: QtBot, look: Look) -> None:
    bar = TopBar(look, TR, Search(look, TR))
    qtbot.addWidget(bar)
    bar.show_project("Care & cure", [("a", "Workshop 1"), ("b", "Workshop 2 · Hall")], "b")
    wanted: list[str] = []
    bar.workshop_wanted.connect(wanted.append)
    actions = [action for action in bar.workshop.menu().actions() if not action.isSeparator()]
    assert [action.text() for action in actions] == [
        "Workshop 1",
        "Workshop 2 · Hall",
        "Between workshops",
        "Add a workshop …",
    ]
    assert [action.isChecked() for action in actions[:3]] == [False, True, False]
    actions[0].trigger()
    actions[2].trigger()
    assert wanted == ["a", ""]
    assert bar.title.whole == "Care & cure"
    assert "Workshop 2" in bar.workshop.accessibleName()
