"""How a path begins: templates with a preview, in the room itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from models import path_templates, queries
from models.project import Project
from tests.widgets.map.support import close, fill, heard, path_of, room_of
from tests.widgets.support import seen
from widgets.map.room import MapRoom

Key = Qt.Key


@pytest.fixture
def room(qtbot: QtBot, project: Project) -> Iterator[MapRoom]:
    made = room_of(project)
    yield made
    close(made)


def speak(room: MapRoom, language: str) -> None:
    box = room.new_path.language
    box.setCurrentIndex(box.findData(language))
    box.activated.emit(box.currentIndex())


def chips(room: MapRoom) -> list[str]:
    holder = room.new_path.preview.stages
    return [one.text() for one in holder.findChildren(QLabel) if one.isVisibleTo(holder)]


def test_arrows_choose_and_the_preview_says_what_it_begins_with(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    page = room.new_path
    assert page.list.hasFocus()
    assert not page.cancel.isVisible()  # there is nothing to leave to
    qtbot.keyClick(page.list, Key.Key_Down)
    qtbot.waitUntil(lambda: chips(room)[:2] == ["Noticing", "First contact"])
    assert page.name.text() == "Care pathway"
    assert "6 example cards, marked as assumed" in seen(page)
    assert "Line of visibility" in seen(page)
    qtbot.keyClick(page.list, Key.Key_Return)
    path = path_of(project)
    assert (path.title, len(path.stages), path.stages[0].position) == ("Care pathway", 7, "before")
    assert {card.evidence for card in path.cards} == {"assumed"}
    assert room.view.hasFocus()
    room.context.document.undo()
    assert page.isVisible()


def test_a_language_and_a_name_are_chosen_and_examples_left_out(qtbot: QtBot, room: MapRoom, project: Project) -> None:
    page = room.new_path
    page.list.mark("neighbourhood")
    speak(room, "fi")
    assert page.name.text() == "Lähipalvelu"
    page.name.selectAll()
    qtbot.keyClicks(page.name, "Kirjasto")
    page.list.mark("application")  # the person's own name stays
    page.list.mark("neighbourhood")
    assert page.name.text() == "Kirjasto"
    page.examples.click()
    qtbot.keyClick(page.name, Key.Key_Return)
    path = path_of(project)
    assert path.title == "Kirjasto"
    assert path.stages[1].name == "Perille pääseminen"
    assert path.lanes[3].name == "Mitä vapaaehtoiset tekevät"
    assert path.cards == ()


def test_another_path_is_begun_or_not(qtbot: QtBot, project: Project) -> None:
    fill(project)
    room = room_of(project)
    room.add_path()
    assert room.new_path.isVisible()
    assert room.new_path.cancel.isVisible()
    qtbot.keyClick(room.new_path.list, Key.Key_Escape)
    assert room.view.hasFocus()
    assert len(project.ask(queries.paths)) == 1
    room.add_path()
    room.context.document.perform(path_templates.templates().found[0].edit("Meanwhile", "en"))
    assert room.new_path.isVisible()  # what changes elsewhere takes nothing away
    room.new_path.draw.click()
    assert len(project.ask(queries.paths)) == 3
    assert room.header.title.text() == "The path today"
    close(room)


def test_a_file_that_is_put_there_appears_and_one_that_cannot_be_used_is_named(
    qtbot: QtBot, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = '[name]\nen = "Visit"\n[[stage]]\nen = "Coming"\n[[lane]]\nkind = "people_do"\n'
    (tmp_path / "visit.toml").write_text(good, encoding="utf-8")
    (tmp_path / "odd.toml").write_text("name =", encoding="utf-8")
    monkeypatch.setattr(path_templates, "path_of", lambda *_: tmp_path)
    room = room_of(project)
    assert [card.title for card in room.new_path.list.cards.cards] == ["Visit"]
    assert "Left out: odd.toml: The file cannot be read as TOML in UTF-8." in seen(room.new_path)
    room.new_path.draw.click()
    assert path_of(project).stages[0].name == "Coming"
    close(room)


def test_a_refusal_is_shown_in_the_page(room: MapRoom, monkeypatch: pytest.MonkeyPatch, project: Project) -> None:
    room.new_path.name.setMaxLength(1000)
    room.new_path.name.setText("x" * 400)
    room.new_path.draw.click()
    assert room.new_path.isVisible()
    assert room.new_path.wrong.isVisible()
    assert room.new_path.wrong.text()
    assert project.ask(queries.paths) == ()
    assert heard(room).sentences == []
