"""What is known about the marked thing, and the path as a table: what is typed is stored, what is stored is seen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from models import views
from models.edits.voices import AddNote, AddStory, NewNote, NewVoice, Place
from models.project import Project
from tests.widgets.map.support import heard, mark, path_of
from tests.widgets.support import seen
from widgets.canvas.spots import spot_of_stage
from widgets.map.room import MapRoom

Key = Qt.Key


def button(room: MapRoom, name: str) -> QPushButton:
    return next(
        one
        for one in room.inspector.findChildren(QPushButton)
        if one.accessibleName() == name and one.isVisibleTo(room.inspector)
    )


def test_fields_of_a_card_are_stored(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    card_id = mark(room, "The nurse")
    page = room.inspector.card
    assert page.heading.text() == "Step B3 · People you meet"
    button(room, "Add: Waiting time").click()
    line = page.facts.form.editor("waiting").target()
    assert line.hasFocus()
    qtbot.keyClicks(line, "six weeks")
    qtbot.keyClick(line, Key.Key_Return)
    page.known.editor("pain_point").target().click()  # pyright: ignore[reportAttributeAccessIssue]
    card = next(card for card in path_of(project).cards if card.id == card_id)
    assert (card.waiting, card.pain_point) == ("six weeks", True)
    assert page.known.editor("pain_note").isVisibleTo(page)
    item = room.scene.card_item(card_id)
    assert item is not None
    assert "Pain point" in item.spoken


def test_words_being_typed_go_to_the_card_they_were_typed_for(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    qtbot.keyClicks(room.inspector.card.facts.form.editor("owner").target(), "family")
    mark(room, "Wait")
    owners = {card.words: card.owner for card in path_of(project).cards}
    assert owners == {"Notice": "family", "Wait": "", "The nurse": ""}


def test_how_it_feels_is_said_and_cleared_per_group(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    choose = button(room, "How it feels: Carers: −2")
    choose.click()
    assert [one.value for one in path_of(project).feelings] == [-2]
    button(room, "How it feels: Carers: +1").click()
    assert [one.value for one in path_of(project).feelings] == [1]
    button(room, "How it feels: Carers: +1").click()  # the same again takes it back
    assert path_of(project).feelings == ()
    button(room, "How it feels: Group not said: −1").click()
    button(room, "How it feels: Group not said: 0").click()
    assert sorted(one.value for one in path_of(project).feelings) == [-1, 0]
    assert "Said so far: −1, 0" in seen(room.inspector)


def test_a_shortcut_says_it_for_the_first_group_and_names_it(room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    next(one for one in room.commands_once() if one.id == "map.feels2").run()
    assert [one.value for one in path_of(project).feelings] == [2]
    assert heard(room).sentences[-1] == "Said for: Carers"


def test_only_quotable_words_stand_in_quotation_marks(room: MapRoom, project: Project) -> None:
    card = path_of(project).cards[0]
    here = (Place(card.stage_id, card.id),)
    document = room.context.document
    document.perform(AddStory("I waited", {"words_source": "word_for_word"}, here))
    document.perform(AddNote(NewNote((NewVoice("ring back", {"words_source": "noted"}),), {"kind": "idea"}, here)))
    mark(room, "Notice")
    text = seen(room.inspector)
    assert "“I waited”" in text
    assert "Noted: ring back" in text
    assert "“ring back”" not in text
    assert "Stories here (1)" in text
    assert "Notes here (1)" in text
    mark(room, "Wait")
    assert "I waited" not in seen(room.inspector)  # only what belongs to the marked card


def test_a_story_is_attached_opened_and_taken_away(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    room.context.document.perform(AddStory("The phone rang for an hour", {"words_source": "own_hand"}))
    card_id = mark(room, "Wait")
    stage_id = path_of(project).stages[0].id
    box = room.inspector.card.stories
    box.attach.click()
    line = next(one for one in box.findChildren(QLineEdit))
    qtbot.keyClicks(line, "phone")
    qtbot.keyClick(line, Key.Key_Return)
    stories, _ = project.ask(views.attached, stage_id, card_id)
    assert [one.words for one in stories] == ["The phone rang for an hour"]
    shown = box._cards[0]
    opening, taking = (one for one in shown.findChildren(type(room.header.more)))
    opening.click()
    assert heard(room).subjects == [("story", stories[0].id)]
    taking.click()
    assert project.ask(views.attached, stage_id, card_id) == ((), ())
    assert "Stories here (0)" in seen(room.inspector)


def test_the_page_of_a_stage_says_where_it_lies(room: MapRoom, project: Project) -> None:
    room.desk.mark(spot_of_stage(path_of(project).stages[0].id))
    button(room, "Where the stage lies: Before the service").click()
    assert path_of(project).stages[0].position == "before"
