"""Everything that was done, on screen: the list, what a step changed, bringing things back, taking steps back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.edits import path_frame, sorting, voices
from models.edits import project as on_project
from models.edits.weighing import GiveAnswer
from models.project import Project
from resources.texts import translator
from tests.models.support import add_note, column, result, rows
from tests.widgets.history.conftest import Enter
from tests.widgets.support import Heard, seen
from widgets.frame.statusline import StatusLine
from widgets.history.room import HistoryRoom
from widgets.history.steps_page import FIRST, StepsPage
from widgets.look import Look
from widgets.weigh.room import WeighRoom

KEY = Qt.Key


def page_of(room: HistoryRoom) -> StepsPage:
    page = room.page
    assert isinstance(page, StepsPage)
    return page


def titles(page: StepsPage) -> list[str]:
    return [card.title for card in page.list.cards.cards]


def heard(room: HistoryRoom) -> Heard:
    said = room.context.notices
    assert isinstance(said, Heard)
    return said


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def way(page: StepsPage, words: str) -> QPushButton:
    """The first way back with these words."""
    found = [button for row in page.details.row_views() for button in row.ways if button.accessibleName() == words]
    return found[0]


def test_the_room_opens_with_the_newest_step_and_what_it_changed(project: Project, enter: Enter) -> None:
    project.operator = "Scribe"
    note = add_note(project, "Nobody rang back")
    project.perform(voices.ChangeNote(note, {"wording": "A call-back"}))
    page = page_of(enter())
    assert titles(page)[:2] == ["Change note", "Add note"]
    assert page.list.hasFocus()
    words = seen(page.details)
    assert "Clearer wording" in words
    assert "Before: nothing" in words
    assert "After: A call-back" in words
    assert "2 Mar 2026" in words
    assert "Scribe" in words


def test_a_deleted_note_is_brought_back_by_keys_alone_after_seeing_what_would_change(
    project: Project, enter: Enter, qtbot: QtBot
) -> None:
    add_note(project, "Something else")
    note = add_note(project, "A chair by the door")
    project.perform(voices.DeleteNote(note))
    room = enter()
    page = page_of(room)
    qtbot.keyClick(page.list, KEY.Key_Return)
    qtbot.keyClick(room.focusWidget(), KEY.Key_Tab)
    back = room.focusWidget()
    assert back.accessibleName() == "Bring back as it was before"
    qtbot.keyClick(back, KEY.Key_Return)
    assert page.details.bringing is not None
    assert "A chair by the door" in seen(page.details.bringing)
    assert column(project, "SELECT 1 FROM contribution WHERE id = ?", note) == []
    qtbot.keyClick(room.focusWidget(), KEY.Key_Return)
    assert rows(project, "SELECT words FROM voice WHERE contribution_id = ?", note) == [("A chair by the door",)]
    assert titles(page)[0] == "Bring back as it was"
    assert heard(room).sentences == ["It is back as it was then."]
    heard(room).actions[0]()
    assert column(project, "SELECT 1 FROM contribution WHERE id = ?", note) == []


def test_what_cannot_come_back_says_why_and_nothing_is_changed(project: Project, enter: Enter, qtbot: QtBot) -> None:
    theme = result(project.perform(sorting.AddTheme("Seats")))
    note = add_note(project, "A chair")
    project.perform(sorting.PutInTheme(note, theme, "Scribe"))
    project.perform(voices.DeleteNote(note))
    page = page_of(enter())
    page.list.mark(page.list.cards.cards[1].id)
    before = rows(project, "SELECT count(*) FROM history_step")
    press(qtbot, way(page, "Bring back as it was after this"))
    assert page.details.bringing is not None
    assert "What this belonged to is not there any more." in seen(page.details.bringing)
    assert not page.details.bringing.bring.isVisible()
    qtbot.keyClick(page.details.bringing.leave, KEY.Key_Escape)
    assert page.details.bringing is None
    assert rows(project, "SELECT count(*) FROM history_step") == before


def test_the_history_of_one_thing_alone_is_a_click_away_and_everything_again_another(
    project: Project, enter: Enter, qtbot: QtBot
) -> None:
    note = add_note(project, "A chair")
    project.perform(on_project.AddSegment("Carers"))
    project.perform(voices.ChangeNote(note, {"wording": "A better chair"}))
    room = enter()
    page = page_of(room)
    only = next(one for one in room.commands_once() if one.id == "history-only")
    only.run()
    assert titles(page) == ["Change note", "Add note"]
    assert "Only Note" in page.asking.thing.text()
    press(qtbot, page.asking.clear)
    assert "Add group" in titles(page)


def test_the_list_is_looked_through_by_words_and_by_room(project: Project, enter: Enter, qtbot: QtBot) -> None:
    add_note(project, "A chair")
    project.perform(path_frame.AddStandardPath("Our path", "as_is", ("Before",)))
    room = enter()
    page = page_of(room)
    room.find_here()
    qtbot.keyClicks(page.asking.line, "add PATH")
    qtbot.keyClick(page.asking.line, KEY.Key_Return)
    assert titles(page) == [one for one in titles(page) if "path" in one.lower()] != []
    page.asking.line.setText("nothing is called like this")
    qtbot.keyClick(page.asking.line, KEY.Key_Return)
    assert page.nothing.isVisible()
    page.asking.clear_all()
    page.asking.where.click()
    assert page.asking.menu is not None
    next(action for action in page.asking.menu.actions() if action.text() == "Capture").trigger()
    assert titles(page) == ["Add note"]
    assert page.asking.where.text().strip() == "Where: Capture"


def test_several_steps_are_taken_back_after_saying_how_many(project: Project, enter: Enter, qtbot: QtBot) -> None:
    add_note(project, "One")
    for words in ("Two", "Three", "Four"):
        add_note(project, words)
    room = enter()
    page = page_of(room)
    page.list.mark(page.list.cards.cards[2].id)
    press(qtbot, page.details.take_back)
    assert page.taking.words.text().startswith("3 steps are taken back")
    qtbot.keyClick(page.taking.yes, KEY.Key_Return)
    assert column(project, "SELECT words FROM voice") == ["One"]
    assert titles(page)[:3] == ["Undo “Add note”"] * 3
    assert heard(room).sentences == ["3 steps were taken back."]
    assert [one.taken_back for one in page._lines.values()].count(True) == 3


def test_what_people_withdrew_is_told_without_their_words_and_cannot_be_brought_back(
    project: Project, enter: Enter
) -> None:
    story = result(project.perform(voices.AddStory("I was ashamed")))
    project.perform(voices.WithdrawStory(story))
    page = page_of(enter())
    for card in page.list.cards.cards:
        page.list.mark(card.id)
        assert "ashamed" not in seen(page)
        assert "ashamed" not in card.said()
    page.list.mark(page.list.cards.cards[0].id)
    assert page.details.note.isVisible()
    assert all(not row.ways for row in page.details.row_views())


def test_older_steps_follow_when_one_goes_down(project: Project, enter: Enter, qtbot: QtBot) -> None:
    for at in range(FIRST + 20):
        add_note(project, f"Note {at}")
    page = page_of(enter())
    assert len(titles(page)) == FIRST
    qtbot.keyClick(page.list, KEY.Key_End)
    qtbot.waitUntil(lambda: len(titles(page)) == FIRST + 21)
    assert page.count.text() == f"{FIRST + 21} steps"
    assert page.list.current_id() == page.list.cards.cards[FIRST - 1].id


def test_an_edit_from_elsewhere_shows_at_once_and_the_marked_step_stays_marked(project: Project, enter: Enter) -> None:
    add_note(project, "One")
    room = enter()
    page = page_of(room)
    marked = page.list.current_id()
    room.context.document.perform(on_project.AddSegment("Carers"))
    assert titles(page)[0] == "Add group"
    assert page.list.current_id() == marked


def test_a_room_shows_the_history_of_what_is_marked_there(project: Project, enter: Enter) -> None:
    note = add_note(project, "A chair", kind="idea")
    add_note(project, "A bench", kind="idea")
    history = enter()
    weigh = WeighRoom(history.context)
    weigh.refresh(frozenset())
    weigh.show_row("contribution", note)
    command = weigh.commands_once()[-1]
    assert command.id == "weigh-history"
    assert command.enabled()
    history.leave()
    command.run()
    assert heard(history).rooms == ["history"]
    history.enter()
    assert titles(page_of(history)) == ["Add note"]
    assert "A chair" in page_of(history).asking.thing.text()
    weigh.deleteLater()


def test_what_undo_would_take_back_leads_to_the_history(qtbot: QtBot) -> None:
    look = Look()
    look.load_first_faces()
    line = StatusLine(look, translator("en"))
    qtbot.addWidget(line)
    line.show()
    asked: list[bool] = []
    line.history_wanted.connect(lambda: asked.append(True))
    qtbot.mouseClick(line.undo, Qt.MouseButton.LeftButton)
    assert asked == []
    line.show_undo("Add note")
    qtbot.mouseClick(line.undo, Qt.MouseButton.LeftButton)
    assert asked == [True]


def test_an_answer_that_a_step_did_not_confirm_is_told_to_be_so(project: Project, enter: Enter) -> None:
    note = add_note(project, "A lift", kind="idea")
    project.perform(GiveAnswer("now", {"sentence": "We do it."}, note))
    page = page_of(enter())
    words = seen(page.details)
    assert "not confirmed by this step" in words
    assert "This looks possible soon" in words
    assert "We can do this now" not in words
