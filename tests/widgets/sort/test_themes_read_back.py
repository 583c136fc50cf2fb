"""Reading back from the wall, and what stands beside it: titles, summaries, clearer words, the trail."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import queries, themes
from models.edits.theming import PutNotes, TakeOut
from models.edits.voices import AddVoice, NewVoice, WithdrawVoice
from models.project import Project
from tests.widgets.sort.test_themes import Walled, notes, theme
from tests.widgets.support import Heard, seen
from widgets.present.window import PresentWindow
from widgets.sort.themes.trail import moment_in_words

Key = Qt.Key


@pytest.fixture
def ids(project: Project) -> tuple[str, ...]:
    return notes(project, 4)


@pytest.fixture
def one(project: Project, ids: tuple[str, ...]) -> str:
    return theme(project, "One", *ids[:3])


@pytest.fixture
def walled(project: Project, one: str, qtbot: QtBot) -> Iterator[Walled]:
    project.operator = "Facilitator"
    yield Walled(project, qtbot)


def marks(project: Project) -> list[str]:
    return [note.read_back for note in project.ask(queries.notes)]


# -- reading back ---------------------------------------------------------------------------------


def test_p_reads_a_theme_back_and_opens_the_projector(walled: Walled, one: str) -> None:
    walled.press(Key.Key_P)
    assert walled.context.session.theme_id == one
    heard = walled.context.window
    assert isinstance(heard, Heard)
    assert heard.presented == 1
    assert walled.focus() is walled.page.read_back_bar
    assert "Reading back “One” · 0 of 3" in seen(walled.room)


def test_agreed_goes_on_and_corrected_asks_for_clearer_words(
    walled: Walled, project: Project, ids: tuple[str, ...]
) -> None:
    walled.press(Key.Key_P, Key.Key_A, Key.Key_A)
    assert project.ask(themes.wall_themes)[0].read_back == "agreed"
    assert walled.context.session.note_id == ids[1]
    walled.press(Key.Key_C)
    walled.type("Clearer words")
    walled.press(Key.Key_Return)
    note = project.ask(queries.notes, (ids[1],))[0]
    assert (note.read_back, note.wording, note.voices[0].words) == ("changed", "Clearer words", "Words 1")
    walled.press(Key.Key_Right)
    assert marks(project) == ["agreed", "changed", "not_checked", "not_checked"]
    assert walled.context.session.note_id == ids[2]
    walled.press(Key.Key_Left)
    assert "Corrected" in seen(walled.page.read_back_bar) or walled.page.read_back_bar.mark.text() == "Corrected"
    walled.press(Key.Key_Escape)
    assert walled.context.session.theme_id is None
    assert not walled.page.read_back_bar.isVisible()
    assert walled.focus() is walled.waiting


def test_marks_stand_on_the_wall_as_word_and_icon(walled: Walled, one: str) -> None:
    walled.press(Key.Key_P, Key.Key_A, Key.Key_A, Key.Key_C, Key.Key_Escape)
    column = walled.page.wall.columns[one]
    assert column.header.mark.text() == "Agreed"
    assert not column.header.mark_icon.pixmap().isNull()
    shown = [(card.icon, card.chips) for card in column.cards.cards.cards]
    assert shown == [
        ("circle-check", (("Agreed", "settled"),)),
        ("square-pen", (("Corrected", "story"),)),
        ("", ()),
    ]


def test_the_hall_and_the_bar_go_together(walled: Walled, ids: tuple[str, ...], qtbot: QtBot) -> None:
    hall = PresentWindow(walled.context)
    qtbot.addWidget(hall)
    hall.resize(1280, 720)
    hall.show()
    walled.page.read_back()
    assert hall.stage.words()[-1] == "One"
    walled.page.read_back_bar.go(1)
    assert hall.stage.words()[-1] == "“Words 0”"
    qtbot.keyClick(hall.stage, Key.Key_Right)
    assert walled.context.session.note_id == ids[1]
    assert "“Words 1”" in walled.page.read_back_bar.words.text()
    walled.page.read_back_bar.end()
    assert hall.stage.words() == ()


def test_a_note_that_goes_while_it_is_read_leaves_no_word(walled: Walled, ids: tuple[str, ...]) -> None:
    walled.press(Key.Key_P, Key.Key_Right)
    (note,) = walled.project.ask(queries.notes, (ids[0],))
    walled.context.document.perform(WithdrawVoice(note.voices[0].id))
    assert "Words 0" not in seen(walled.room)
    assert not any("Words 0" in card.title for card in walled.cards(walled.page.reading.themes[0].id).cards.cards)


# -- beside the wall ------------------------------------------------------------------------------


def test_t_shows_a_notes_voices_and_trail(walled: Walled, one: str, ids: tuple[str, ...]) -> None:
    walled.context.document.perform(AddVoice(ids[3], NewVoice("The same from another")))
    walled.press(Key.Key_1)
    walled.context.document.perform(TakeOut((ids[3],), "Scribe"))
    assert walled.page.show_row("contribution", ids[3])
    walled.press(Key.Key_T)
    details = walled.page.side.details
    assert [card.title for card in details.note.voices.cards.cards] == ["“Words 3”", "The same from another"]
    steps = [(card.title, card.sub) for card in details.note.trail.steps.cards.cards]
    assert [title for title, _ in steps] == ["Out of “One”", "Into “One”"]
    assert steps[0][1].startswith("Scribe · ")
    assert steps[1][1].startswith("Facilitator · ")
    walled.press(Key.Key_Escape)
    assert walled.waiting.isVisible()


def test_a_themes_summary_and_trail_stand_beside_it(walled: Walled, one: str, ids: tuple[str, ...]) -> None:
    walled.page.wall.columns[one].header.setFocus()
    walled.press(Key.Key_T)
    details = walled.page.side.details
    summary = details.theme.form.editor("summary").target()
    summary.setFocus()
    walled.qtbot.keyClicks(summary, "What they share")
    details.settle()
    assert walled.project.ask(themes.wall_themes)[0].summary == "What they share"
    assert len(details.theme.trail.steps.cards.cards) == 3
    walled.context.document.perform(PutNotes((ids[3],), one, None, "Scribe"))
    assert details.theme.trail.steps.cards.cards[0].title == "“Words 3”"
    assert "Into “One” · Scribe" in details.theme.trail.steps.cards.cards[0].sub


def test_what_is_deleted_is_not_shown_beside_the_wall(walled: Walled, one: str) -> None:
    walled.page.wall.columns[one].header.setFocus()
    walled.press(Key.Key_T)
    walled.page.delete_theme()
    QApplication.processEvents()
    assert not walled.page.side.details_are_open()
    assert walled.waiting.isVisible()


def test_a_clock_time_is_the_projects(walled: Walled) -> None:
    moment = walled.project.ask(themes.trail_of_note, walled.page.reading.notes_of[walled.page.reading.themes[0].id][0])
    assert moment_in_words(moment[0].moved_at, "Europe/Helsinki", "en").endswith("11:00")
    assert moment_in_words(moment[0].moved_at, "No/Where", "en")
    assert moment_in_words(None, "", "en") == ""
