"""The restore screen: what it says of each backup, by keyboard, with long names, in every palette and size."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models import backups
from models.backup_reading import contents
from models.backup_records import Backup
from models.edits.path import AddPath
from models.edits.voices import AddStory
from models.history import UNDO
from models.project import Project
from resources.texts import translator
from tests.models.support import add_note, result
from tests.widgets.support import Answers, seen
from widgets.backups.places import BackupPlaces
from widgets.backups.restore import RestoreDialog
from widgets.backups.words import card_of, last_words, moment_words
from widgets.jobs import Jobs
from widgets.look import Look
from widgets.parts.labels import Label
from widgets.settings import Settings

LONG = "lääkkeidenantoaikataulunmuutosilmoituslomake"
ARABIC = "رحلة الرعاية في المنزل"
TODAY = date(2026, 3, 2)
TR = translator("en")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "Backups"


@pytest.fixture
def look(qapp: object) -> Look:
    made = Look()
    made.load_first_faces()
    made.choose("light", 100)
    return made


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.stop_all()


def back_up(project: Project, place: Path, minute: int, reason: str = "") -> Backup:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(minutes=minute)
    return backups.keep(backups.take(project.store, reason, lambda: now), [place]).made[0]


@pytest.fixture
def filled(project: Project, place: Path) -> Project:
    add_note(project, "one")
    back_up(project, place, 0, backups.BEFORE_IMPORT)
    project.perform(AddPath(LONG))
    back_up(project, place, 5)
    project.perform(AddPath(ARABIC))
    project.perform(AddStory("what <b>happened</b>"))
    project.undo()
    back_up(project, place, 10, backups.BY_HAND)
    return project


def screen(qtbot: QtBot, look: Look, jobs: Jobs, project: Project, *places: Path) -> RestoreDialog:
    assert project.store.path is not None
    now = project.ask(contents)
    dialog = RestoreDialog(look, TR, jobs, Answers(), project.store.path, places, now=now, today=lambda: TODAY)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.found is not None)
    if dialog.found is not None and dialog.found.backups:
        qtbot.waitUntil(dialog.details.beside.isEnabled)
    return dialog


def test_the_newest_stands_first_and_says_what_was_done_last(
    qtbot: QtBot, look: Look, jobs: Jobs, filled: Project, place: Path
) -> None:
    dialog = screen(qtbot, look, jobs, filled, place)
    cards = dialog.list.cards.cards
    assert [card.chips[0][0] if card.chips else "" for card in cards] == ["by hand", "", "before an import"]
    assert "last: Undo “Add story”" in cards[0].sub
    assert cards[1].said().endswith("checked")
    assert dialog.list.current_id() == cards[0].id
    qtbot.waitUntil(lambda: "it is whole" in seen(dialog))
    assert "Both have the same stories" in seen(dialog)


def test_what_only_one_of_them_has_is_told_by_codes_and_titles(
    qtbot: QtBot, look: Look, jobs: Jobs, filled: Project, place: Path
) -> None:
    dialog = screen(qtbot, look, jobs, filled, place)
    dialog.list.mark(dialog.list.cards.cards[2].id)
    qtbot.waitUntil(lambda: "Only in the present file" in seen(dialog))
    words = seen(dialog)
    assert LONG in words
    assert ARABIC in words
    assert "Only in this backup" not in words
    assert "happened" not in words


def test_codes_of_a_story_are_shown_and_no_words(
    qtbot: QtBot, look: Look, jobs: Jobs, filled: Project, place: Path
) -> None:
    story = result(filled.perform(AddStory("secret words")))
    dialog = screen(qtbot, look, jobs, filled, place)
    code = filled.store.raw.execute("SELECT code FROM story WHERE id = ?", (story,)).fetchone()[0]
    qtbot.waitUntil(lambda: f"Stories: {code}" in seen(dialog))
    assert "secret words" not in seen(dialog)


def test_both_ways_go_out_for_the_marked_backup(
    qtbot: QtBot, look: Look, jobs: Jobs, filled: Project, place: Path
) -> None:
    dialog = screen(qtbot, look, jobs, filled, place)
    with qtbot.waitSignal(dialog.beside_wanted) as beside:
        dialog.details.beside.click()
    with qtbot.waitSignal(dialog.in_place_wanted) as in_place:
        dialog.details.in_place.click()
    assert beside.args == in_place.args == [dialog.marked]
    folder = dialog.details.folder
    assert folder is not None
    folder.click()
    assert dialog.marked is not None
    assert dialog._asking.shown == [dialog.marked.path]  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue]


def test_no_backups_is_no_dead_end(qtbot: QtBot, look: Look, jobs: Jobs, project: Project, place: Path) -> None:
    dialog = screen(qtbot, look, jobs, project, place)
    assert "No backups of this project yet" in seen(dialog)
    assert str(place) in seen(dialog)
    assert not dialog.details.in_place.isVisible()


@pytest.mark.parametrize(("palette", "percent"), [("light", 80), ("dark", 100), ("contrast", 200)])
def test_no_label_is_cut_in_any_palette_and_size(
    qtbot: QtBot, look: Look, jobs: Jobs, filled: Project, place: Path, palette: str, percent: int
) -> None:
    look.choose(palette, percent)  # pyright: ignore[reportArgumentType]
    dialog = screen(qtbot, look, jobs, filled, place)
    look.dress(dialog)
    dialog.resize(1200, 690)
    dialog.list.mark(dialog.list.cards.cards[2].id)
    qtbot.waitUntil(lambda: "Only in the present file" in seen(dialog))
    for label in dialog.findChildren(Label):
        if label.isVisible() and label.text() and label.height():
            assert label.heightForWidth(label.width()) <= label.height() + 1, label.text()
    for button in (dialog.details.beside, dialog.details.in_place):
        assert button.width() >= button.sizeHint().width()


def test_a_label_of_a_step_is_told_with_its_kind() -> None:
    made = Backup(Path("x"), 1, datetime(2026, 3, 1, 9, tzinfo=UTC), 0.0, label="Add note", kind=UNDO)
    assert last_words(made, TR) == "Undo “Add note”"
    assert card_of(made, TODAY, TR).title.startswith("yesterday, ")
    assert card_of(made, TODAY, TR).chips == (("damaged", "waiting"),)
    assert moment_words(made.at, TODAY, TR, seconds=True).count(":") == 2


def test_the_places_wrap_and_are_named(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    settings = Settings(None)
    settings.set("backups_second", f"/{LONG}/{LONG}/{LONG}")
    answers = Answers()
    part = BackupPlaces(look, TR, settings, answers, tmp_path)
    qtbot.addWidget(part)
    part.resize(300, 600)
    part.show()
    assert part.second.heightForWidth(part.second.width()) <= part.second.height() + 1
    part.choose_first.click()  # and the person thinks better of it
    assert settings.get("backups_folder") == ""
    assert all(button.accessibleName() for button in (part.choose_first, part.choose_second, part.no_second))
