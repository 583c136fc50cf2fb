"""The path as text: what is said, what the caret marks, what is edited at its line, what is copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.edits.path import AddTouchpoint, ChangeTouchpoint, SetFeeling
from models.edits.path_frame import ChangePath, ChangeStage
from models.edits.path_links import Connect
from models.edits.voices import AddNote, NewNote, NewVoice, Place
from models.project import Project
from tests.widgets.map.support import mark, path_of, words
from widgets.canvas.spots import spot_of_stage
from widgets.map.room import MapRoom
from widgets.map.text.view import PathText

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def text_of(room: MapRoom) -> PathText:
    room.views.show_view("text")
    room.enter_focus()
    QApplication.processEvents()
    view = room.views.view("text")
    assert isinstance(view, PathText)
    return view


def shown(view: PathText) -> list[str]:
    return view.toPlainText().split("\n")


def current(view: PathText) -> str:
    line = view.line()
    return line.words if line else ""


def write(qtbot: QtBot, view: PathText, text: str) -> None:
    qtbot.keyClicks(view.inline.words, text)
    qtbot.keyClick(view.inline.words, Key.Key_Return)
    QApplication.processEvents()


def test_headings_lists_facts_feelings_and_connections(room: MapRoom, project: Project) -> None:
    path = path_of(project)
    notice, wait, nurse = path.cards
    group = room.desk.groups[0]
    place = (Place(notice.stage_id, notice.id),)
    for edit in (
        ChangeStage(path.stages[0].id, {"position": "before"}),
        ChangeTouchpoint(wait.id, {"channel": "phone", "pain_point": True, "pain_note": "no ring back"}),
        SetFeeling(wait.id, -2, segment_id=group.id),
        Connect(wait.id, nurse.id, "next", ""),
        Connect(nurse.id, None, "drop_out", "gives up"),
        AddNote(NewNote((NewVoice("ring back", {"words_source": "noted"}),), {"kind": "idea"}, place)),
    ):
        room.context.document.perform(edit)
    view = text_of(room)
    said = shown(view)
    assert said[:4] == ["Getting help · As it is", "A · Before, before the service", "1 note", "1 · What people do"]
    assert said[4:6] == ["A1.1 Notice", "1 note"]
    assert said[6:11] == [
        "A1.2 Wait",
        "Channel: phone",
        "Pain point: no ring back",
        "How it feels, Carers: −2",
        "Then B3",
    ]
    assert {"Carers: −2", "3 · People you meet: nothing yet", "Drops out: gives up"} < set(said)
    levels = [view.page.block(at).blockFormat().headingLevel() for at in range(5)]
    assert levels == [1, 2, 0, 3, 0]
    bullet = view.page.block(4).textList()
    assert bullet is not None
    assert bullet is not view.page.block(7).textList()
    assert bullet.count() == 2  # both cards of the cell are items of one list


def test_the_caret_marks_and_what_is_marked_elsewhere_moves_it(qtbot: QtBot, room: MapRoom) -> None:
    view = text_of(room)
    assert room.desk.spot is None
    for _ in range(3):
        qtbot.keyClick(view, Key.Key_Down)
    card = room.desk.card()
    assert card is not None
    assert (card.words, current(view)) == ("Notice", "A1.1 Notice")
    assert view.accessibleDescription() == "Card. A1.1 Notice"
    qtbot.keyClick(view, Key.Key_H)
    assert view.accessibleDescription() == "Heading level 2. B · During, within the service"
    qtbot.keyClick(view, Key.Key_H, SHIFT)
    assert current(view) == "1 · What people do"
    qtbot.keyClick(view, Key.Key_Down, CTRL)
    qtbot.keyClick(view, Key.Key_Down, CTRL)
    assert room.desk.spot == spot_of_stage(room.desk.path.stages[2].id)  # pyright: ignore[reportOptionalMemberAccess]
    mark(room, "Wait")
    assert current(view) == "A1.2 Wait"


def test_enter_edits_the_line_and_escape_drops(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Wait")
    room.context.document.perform(ChangeTouchpoint(path_of(project).cards[1].id, {"channel": "phone"}))
    view = text_of(room)
    qtbot.keyClick(view, Key.Key_Return)
    assert view.inline.words.toPlainText() == "Wait"
    write(qtbot, view, "Wait for weeks")
    assert "A1.2 Wait for weeks" in words(project)
    assert view.hasFocus()
    assert current(view) == "A1.2 Wait for weeks"
    qtbot.keyClick(view, Key.Key_Down)
    assert current(view) == "Channel: phone"
    qtbot.keyClick(view, Key.Key_Return)
    write(qtbot, view, "letter")
    assert path_of(project).cards[1].channel == "letter"
    qtbot.keyClick(view, Key.Key_Return)
    qtbot.keyClicks(view.inline.words, "never mind")
    qtbot.keyClick(view.inline.words, Key.Key_Escape)
    assert path_of(project).cards[1].channel == "letter"
    assert not view.inline.is_open
    room.context.document.undo()
    assert path_of(project).cards[1].channel == "phone"
    assert "Channel: phone" in shown(view)


def test_names_are_edited_at_their_headings(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    view = text_of(room)
    for number, name in ((0, "Finding help"), (1, "Noticing"), (2, "What we do")):
        view.go(number)
        qtbot.keyClick(view, Key.Key_Return)
        write(qtbot, view, name)
    path = path_of(project)
    assert (path.title, path.stages[0].name, path.lanes[0].name) == ("Finding help", "Noticing", "What we do")
    assert shown(view)[:3] == ["Finding help · As it is", "A · Noticing, within the service", "1 · What we do"]


def test_insert_adds_a_card_after_the_one_of_the_caret(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Notice")
    view = text_of(room)
    qtbot.keyClick(view, Key.Key_Insert)
    write(qtbot, view, "Hesitate")
    assert words(project)[:3] == ["A1.1 Notice", "A1.2 Hesitate", "A1.3 Wait"]
    assert current(view) == "A1.2 Hesitate"
    empty = shown(view).index("3 · People you meet: nothing yet")
    view.go(empty)
    qtbot.keyClick(view, Key.Key_Return)
    write(qtbot, view, "A friend")
    assert "A3 A friend" in words(project)
    assert current(view) == "A3 A friend"


def test_alt_arrows_move_and_delete_removes(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Wait")
    view = text_of(room)
    command = next(one for one in room.commands_once() if one.id == "map.up")
    command.run()
    assert words(project)[:2] == ["A1.1 Wait", "A1.2 Notice"]
    assert current(view) == "A1.1 Wait"
    qtbot.keyClick(view, Key.Key_Delete)
    assert words(project) == ["A1 Notice", "B3 The nurse"]
    room.context.document.undo()
    assert "A1.1 Wait" in shown(view)


def test_what_changes_elsewhere_keeps_caret_scroll_and_typing(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "The nurse")
    view = text_of(room)
    qtbot.keyClick(view, Key.Key_Return)
    qtbot.keyClicks(view.inline.words, "Half a sent")
    path = path_of(project)
    room.context.document.perform(AddTouchpoint(path.stages[0].id, path.lanes[0].id, "New above"))
    room.context.document.perform(ChangePath(path.id, {"description": "What it is about\nin two lines"}))
    assert current(view) == "B3 The nurse"
    assert view.inline.words.toPlainText() == "Half a sent"
    assert shown(view)[1] == "What it is about\u2028in two lines".replace("\u2028", "\n") or "in two lines" in shown(
        view
    )
    write(qtbot, view, "ence")
    assert "B3 Half a sentence" in words(project)


def test_copying_says_the_structure(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    mark(room, "Wait")
    room.context.document.perform(ChangeTouchpoint(path_of(project).cards[1].id, {"channel": "<b>phone</b>"}))
    view = text_of(room)
    view.copy()
    assert QGuiApplication.clipboard().text() == "- A1.2 Wait\n  - Channel: <b>phone</b>\n"
    view.go(1)
    view.copy()
    copied = QGuiApplication.clipboard().text()
    assert copied == (
        "## A · Before, within the service\n\n### 1 · What people do\n\n- A1.1 Notice\n- A1.2 Wait\n"
        "  - Channel: <b>phone</b>\n"
    )
    view.selectAll()
    made = view.createMimeDataFromSelection()
    assert made.text().startswith("# Getting help · As it is\n\n## A · Before")
    assert not made.hasHtml()


def test_a_long_path_comes_a_part_at_a_time_and_is_whole_where_somebody_goes(
    qtbot: QtBot, room: MapRoom, project: Project
) -> None:
    path = path_of(project)
    for number in range(120):
        for stage in path.stages:
            project.perform(AddTouchpoint(stage.id, path.lanes[0].id, f"Card {number}"))
    room.refresh(frozenset())
    view = text_of(room)
    last = path_of(project).cards[-1]
    mark(room, last.words)
    whole = len(list(view.page._wanted))
    qtbot.waitUntil(lambda: len(view.page.lines) == whole)
    assert view.page.document.blockCount() == whole
    room.context.document.perform(ChangeTouchpoint(path_of(project).cards[10].id, {"words": "Another"}))
    assert [line.words.replace("\u2028", "\n") for line in view.page.lines] == shown(view)
