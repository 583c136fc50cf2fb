"""Follow this idea: five stops, the turn that is a real edit, and what is said when a part is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.weighing import DeleteAnswer
from models.project import Project
from models.sample import make_sample
from tests.widgets.support import TODAY, context_of, seen
from widgets.context import Context
from widgets.example.banner import ExampleBanner
from widgets.example.stops import STOPS
from widgets.example.thread import read_thread
from widgets.example.tour import ExampleTour
from widgets.parts.frames import column


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "example.polku"
    make_sample(path, TODAY).close()
    return path


@pytest.fixture
def context(sample: Path, tmp_path: Path) -> Iterator[Context]:
    path = tmp_path / "example.polku"
    path.write_bytes(sample.read_bytes())
    with Project.open(path) as project:
        yield context_of(project)


@pytest.fixture
def tour(context: Context, qtbot: QtBot) -> Iterator[ExampleTour]:
    window = QWidget()
    made = ExampleTour(context)
    window.setLayout(column(made, 1))
    qtbot.addWidget(window)
    window.resize(1166, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.start()
    yield made
    del window  # the window stays until the test is over


def days_of(context: Context) -> tuple[int, int | None]:
    load = read_thread(context.document).days
    return load.used, load.have


def test_the_five_stops_by_key(tour: ExampleTour, context: Context, qtbot: QtBot) -> None:
    told = [seen(tour)]
    for number in range(2, 6):
        qtbot.keyClick(tour, Qt.Key.Key_F4)
        assert tour.stop == number
        told.append(seen(tour))
    for words, said in zip(
        (
            "“I rang from the car park every morning",
            "B1 Ring the memory line",
            "70 of 64 staff days are promised",
            "you get a text with the hour in which a nurse rings you back",
            "Kept. It started on the last day of the eight weeks.",
        ),
        told,
        strict=True,
    ):
        assert words in said
        assert "Example. Nothing here is real." in said
    assert "5 of 5" in told[-1]
    assert "This looks possible soon" in told[3]
    qtbot.keyClick(tour, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert tour.stop == 4
    qtbot.keyClick(tour, Qt.Key.Key_Escape)
    assert not tour.isVisible()


def test_each_stop_goes_where_it_lives(tour: ExampleTour, context: Context) -> None:
    for _ in range(4):
        tour.go_on()
    thread = read_thread(context.document)
    assert thread.story and thread.card and thread.note and thread.stop and thread.outcome
    heard = context.window
    assert heard.rooms == ["capture", "map", "weigh", "weigh", "reflect"]  # type: ignore[attr-defined]
    assert heard.subjects == [  # type: ignore[attr-defined]
        ("story", thread.story.id),
        ("touchpoint", thread.card.id),
        ("contribution", thread.stop.id),
        ("contribution", thread.note.id),
        ("outcome", thread.outcome.id),
    ]


def test_enter_goes_on_because_the_focus_is_on_next(tour: ExampleTour, context: Context, qtbot: QtBot) -> None:
    for number in range(2, 6):
        assert tour.next.hasFocus()
        qtbot.keyClick(tour.next, Qt.Key.Key_Return)
        assert tour.stop == number
    assert tour.own.hasFocus()
    assert context.settings.get("example_seen")
    with qtbot.waitSignal(tour.own_wanted):
        qtbot.keyClick(tour.own, Qt.Key.Key_Return)


def test_the_tour_has_two_ends(tour: ExampleTour) -> None:
    tour.go_back()
    assert tour.stop == 1
    assert not tour.back.isEnabled()
    for _ in range(9):
        tour.go_on()
    assert tour.stop == len(STOPS) == 5
    assert not tour.next.isVisible()


def test_the_turn_is_an_edit_through_the_gate_and_can_be_undone(
    tour: ExampleTour, context: Context, qtbot: QtBot
) -> None:
    tour.go_on()
    tour.go_on()
    assert days_of(context) == (7000, 6400)
    assert "would free 8 days" in seen(tour)
    qtbot.mouseClick(tour.turn, Qt.MouseButton.LeftButton)
    assert days_of(context) == (6200, 6400)
    assert "62 of 64 staff days are promised" in seen(tour)
    assert not tour.turn.isVisible()
    assert tour.next.hasFocus()
    answer = read_thread(context.document).stop_answer
    assert answer and answer.confirmed and answer.confirmed_on == TODAY and answer.entered_by
    context.document.undo()
    assert "70 of 64 staff days are promised" in seen(tour)
    assert tour.turn.isVisible()


def test_a_part_that_was_taken_out_is_said_to_be_gone(context: Context, tour: ExampleTour) -> None:
    thread = read_thread(context.document)
    assert thread.story and thread.answer and thread.stop_answer
    assert context.document.erase(thread.story.id)
    assert context.document.perform(DeleteAnswer(thread.stop_answer.id)) is not None
    tour.start()
    assert "not in the file any more" in seen(tour)
    assert "car park" not in seen(tour)
    tour.go_on()
    tour.go_on()
    assert not tour.turn.isVisible()


def test_an_empty_project_has_no_thread_and_breaks_nothing(project: Project, qtbot: QtBot) -> None:
    tour = ExampleTour(context_of(project))
    qtbot.addWidget(tour)
    tour.start()
    for _ in STOPS:
        assert "not in the file any more" in seen(tour)
        tour.go_on()


def test_the_banner_stands_back_while_the_tour_is_on(tour: ExampleTour, context: Context, qtbot: QtBot) -> None:
    tour.leave()
    banner = ExampleBanner(context.look, context.tr)
    qtbot.addWidget(banner)
    banner.mind(tour)
    banner.show()
    assert "Example. Nothing here is real." in seen(banner)
    qtbot.mouseClick(banner.follow, Qt.MouseButton.LeftButton)
    assert tour.isVisible() and tour.stop == 1
    assert banner.isHidden()
    tour.leave()
    assert not banner.isHidden()
    with qtbot.waitSignal(banner.own_wanted):
        qtbot.mouseClick(banner.own, Qt.MouseButton.LeftButton)


def test_the_chain_tells_a_screen_reader_where_one_is(tour: ExampleTour, context: Context) -> None:
    tour.go_on()
    assert [chip.accessibleName() for chip in tour._chain if "you are here" in chip.accessibleName()] == [
        "Step on the path, you are here"
    ]
    assert tour.accessibleDescription().startswith("Example. Nothing here is real. 2 of 5")
    assert context.document.ask(queries.project).is_example
