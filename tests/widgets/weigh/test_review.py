"""Review: views of several people beside each other, where they differ, and what stands in the way."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from models import queries
from models import records as r
from models.edits.weighing import SetFinding
from models.project import Project
from models.reviewers import differing, main_view, reviewers
from tests.widgets.support import TODAY, seen
from tests.widgets.weigh.support import MUSIC, go_to, write
from widgets.fields.form import Form
from widgets.weigh.board import Item
from widgets.weigh.room import WeighRoom


def views_of(project: Project, item: Item) -> list[r.FindingRecord]:
    found = [one for one in project.ask(queries.weighing).findings if item.id in (one.contribution_id, one.theme_id)]
    return sorted(found, key=lambda one: one.id)


def look(room: WeighRoom, item: Item, dimension: str, value: str, who: str) -> None:
    room.context.document.perform(SetFinding(dimension, {"value": value, "looked_by": who}, **item.of))


def chip(form: Form, key: str, text: str) -> QPushButton:
    return next(one for one in form.editor(key).findChildren(QPushButton) if one.text() == text)


def test_views_differ_in_words_and_by_a_sign(room: WeighRoom) -> None:
    item = go_to(room, MUSIC)
    look(room, item, "money", "within", "Nurse")
    assert room.work.review.fold.said.text() == "Looked at by: Nurse"
    assert not room.work.review.fold.mark.isVisibleTo(room)
    look(room, item, "money", "beyond", "Manager")
    assert room.work.review.fold.said.text() == "Looked at by: Nurse, Manager. Seen differently: Money"
    assert room.work.review.fold.mark.isVisibleTo(room)
    room.work.review.open()
    assert room.work.views.differ.words.text() == "Seen differently: Money – within (Nurse), beyond (Manager)."
    assert room.work.views.blocks["money"].mark.isVisibleTo(room)
    assert not room.work.views.blocks["skills"].isVisibleTo(room)
    room.work.takes.open()
    row = room.work.dimensions.rows["money"]
    assert row.split.isVisibleTo(room)
    assert row.sure.text() == "Seen differently"
    assert row.choices.code == "within"  # the view that was there first; another one changes nothing of it


def test_who_does_not_know_contradicts_nobody(room: WeighRoom) -> None:
    item = go_to(room, MUSIC)
    look(room, item, "money", "within", "Nurse")
    look(room, item, "money", "unknown", "Manager")
    room.work.review.open()
    assert not room.work.views.differ.isVisibleTo(room)
    assert len(room.work.views.blocks["money"].cards) == 2


def test_another_view_is_added_by_keyboard(room: WeighRoom, sample: Project, qtbot: QtBot) -> None:
    item = go_to(room, MUSIC)
    room.work.review.open()
    assert "Nobody has looked yet" in seen(room.work.views)
    qtbot.mouseClick(room.work.views.another, Qt.MouseButton.LeftButton)
    adding = room.work.views.adding
    adding.perform()
    assert "Say first what it is about" in seen(adding)
    qtbot.mouseClick(chip(adding.form, "dimension", "Money"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(chip(adding.form, "value", "A stretch"), Qt.MouseButton.LeftButton)
    adding.perform()
    assert "Say who looked" in seen(adding)
    write(adding.form, "looked_by", "Nurse & manager")
    write(adding.form, "note", "<b>If</b> the roster allows it")
    qtbot.mouseClick(chip(adding.form, "confidence", "Checked"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(adding.add, Qt.MouseButton.LeftButton)
    (found,) = views_of(sample, item)
    assert (found.dimension, found.value, found.looked_by) == ("money", "stretch", "Nurse & manager")
    assert (found.note, found.confidence, found.looked_on) == ("<b>If</b> the roster allows it", "checked", TODAY)
    assert not adding.isVisibleTo(room)
    assert "<b>If</b> the roster allows it" in seen(room.work.views)
    room.context.document.undo()
    assert views_of(sample, item) == []
    assert not room.work.views.blocks["money"].isVisibleTo(room)


def test_a_view_is_changed_and_removed_alone(room: WeighRoom, sample: Project, qtbot: QtBot) -> None:
    item = go_to(room, MUSIC)
    look(room, item, "money", "within", "Nurse")
    look(room, item, "money", "beyond", "Manager")
    room.work.review.open()
    QApplication.processEvents()  # laid out, so that it can be clicked
    first, second = (room.work.views.blocks["money"].cards[one.id] for one in views_of(sample, item))
    qtbot.mouseClick(second.change, Qt.MouseButton.LeftButton)
    assert second.choices is not None
    assert second.fields is not None
    qtbot.mouseClick(second.choices.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    write(second.fields.note, "note", "Only in summer")
    write(second.fields.seen, "looked_on", "1.2.2026")
    nurse, manager = views_of(sample, item)
    assert (nurse.value, nurse.note) == ("within", "")
    assert (manager.value, manager.note, manager.looked_on) == ("stretch", "Only in summer", date(2026, 2, 1))
    assert second.fields.isVisibleTo(room)  # it stays open while one types
    write(second.fields.seen, "looked_by", "Nurse")  # whose view is there already
    assert "This person's view of it is there already" in seen(second)
    assert [one.looked_by for one in views_of(sample, item)] == ["Nurse", "Manager"]
    qtbot.mouseClick(first.remove, Qt.MouseButton.LeftButton)
    assert [one.looked_by for one in views_of(sample, item)] == ["Manager"]
    assert room.work.dimensions.rows["money"].choices.code == "stretch"


def test_what_stands_in_the_way(room: WeighRoom, sample: Project, qtbot: QtBot) -> None:
    item = go_to(room, MUSIC)
    room.work.review.open()
    form = room.work.obstacles.form
    assert not form.editor("governance").isVisibleTo(room)
    qtbot.mouseClick(chip(form, "obstacle", "Governance or law"), Qt.MouseButton.LeftButton)
    assert form.editor("governance").isVisibleTo(room)
    qtbot.mouseClick(chip(form, "governance", "Processual"), Qt.MouseButton.LeftButton)
    (found,) = [one for one in sample.ask(queries.weighing).estimates if one.contribution_id == item.id]
    assert (found.obstacle, found.governance) == ("governance", "processual")
    room.work.review.open(False)
    assert room.work.review.fold.said.text().endswith("In the way: Governance or law, Processual")
    room.work.review.open()
    qtbot.mouseClick(chip(form, "obstacle", "Practice"), Qt.MouseButton.LeftButton)
    (found,) = [one for one in sample.ask(queries.weighing).estimates if one.contribution_id == item.id]
    assert (found.obstacle, found.governance) == ("practice", "")
    assert not form.editor("governance").isVisibleTo(room)


def test_the_rules_of_several_views() -> None:
    def view(number: int, dimension: str, value: str, who: str) -> r.FindingRecord:
        return r.FindingRecord(str(number), "n", None, dimension, value, "", "", "guess", who, None)

    views = [
        view(3, "money", "within", "Nurse"),
        view(1, "money", "beyond", "Manager"),
        view(2, "people", "unknown", "Nurse"),
        view(4, "people", "within", ""),
    ]
    first = main_view(views, "money")
    assert first is not None
    assert first.looked_by == "Manager"
    assert main_view(views, "skills") is None
    assert {code: [one.value for one in seen_by] for code, seen_by in differing(views).items()} == {
        "money": ["within", "beyond"]
    }
    assert reviewers(views) == ("Manager", "Nurse", "")
