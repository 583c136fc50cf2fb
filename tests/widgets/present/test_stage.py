"""Walking through the pages, by key and by the controls; live; and slides that never lose a word."""

import itertools
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSizeF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.path import AddLane, AddPath, AddStage, AddTouchpoint
from models.edits.project import AddScopeItem, AddWorkshop, ChangeWorkshop
from models.edits.redactions import AddRedaction
from models.edits.theming import MarkReadBack, NewTheme, TakeOut
from models.edits.voices import AddNote, NewNote, NewVoice, WithdrawVoice
from models.project import Project
from models.redaction import Span
from tests.widgets.support import context_of
from widgets.context import Context
from widgets.prepare.opening import Slide
from widgets.present.controls import PresentControls
from widgets.present.look import LEAST_TYPE, PROJECTOR, ProjectorLook
from widgets.present.setting import Leaf, Setter
from widgets.present.window import PresentWindow, RoomView
from widgets.theme import contrast

FINNISH = "lääkkeidenantoaikataulunmuutosilmoituslomake"
ARABIC = "كيف نحصل على المساعدة في البيت؟"


@pytest.fixture
def context(project: Project) -> Context:
    """A small project: two opening slides, a path of two stages, one note."""
    shop = str(project.perform(AddWorkshop("An evening", {"ask": "What helps?", "promise_level": 2})).result)
    path = str(project.perform(AddPath("The way to help", "as_is")).result)
    lane = str(project.perform(AddLane(path, "people_do", "")).result)
    for name, words in (("First call", "Ring the line"), ("Visit", "Sit and wait")):
        stage = str(project.perform(AddStage(path, name)).result)
        project.perform(AddTouchpoint(stage, lane, words, {}))
    made = context_of(project)
    made.session.enter_workshop(shop)
    say(made, "Ring me back")
    return made


def say(context: Context, words: str) -> None:
    voice = NewVoice(words, {"words_source": "word_for_word"})
    context.document.perform(AddNote(NewNote((voice,), {"kind": "idea", "workshop_id": context.session.workshop_id})))


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> PresentWindow:
    made = PresentWindow(context)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.stage.setFocus()
    return made


# -- walking --------------------------------------------------------------------------------------


def test_the_keys_walk_from_the_opening_to_the_closing_and_back(window: PresentWindow, qtbot: QtBot) -> None:
    stage = window.stage
    titles = [stage.slide.title]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(stage, key)
        titles.append(stage.slide.title)
    assert titles == [
        "What we ask you",
        "How far our word goes",
        "The way to help",
        "A First call",
        "B Visit",
        "What we asked",
    ]
    for key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
        qtbot.keyClick(stage, key)
    assert stage.slide.title == "A First call"
    for _ in range(30):
        qtbot.keyClick(stage, Qt.Key.Key_Right)
    assert stage.page_id == "closing"
    assert stage.place()[0] == stage.place()[1]


def test_blank_shows_nothing_until_the_next_key(window: PresentWindow, qtbot: QtBot) -> None:
    stage = window.stage
    qtbot.keyClick(stage, Qt.Key.Key_B)
    assert stage.words() == ()
    image = window.grab().toImage()
    assert {image.pixelColor(x, y).name() for x in range(0, 1280, 40) for y in range(0, 720, 40)} == {
        PROJECTOR.paper.lower()
    }
    qtbot.keyClick(stage, Qt.Key.Key_Right)
    assert "What helps?" in stage.words()


def test_escape_closes_the_window_and_says_so(window: PresentWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closed):
        qtbot.keyClick(window.stage, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_number_goes_to_its_page(window: PresentWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.stage, Qt.Key.Key_2)
    assert window.stage.page_id == "path"
    qtbot.keyClick(window.stage, Qt.Key.Key_3)
    assert window.stage.page_id == "closing"


# -- live -----------------------------------------------------------------------------------------


def test_a_new_note_stands_first_at_once(window: PresentWindow, context: Context) -> None:
    context.settings.set("show_newest_notes", True)
    window.stage.go("notes")
    say(context, "Let the dog come")
    words = window.stage.words()
    assert words.index("“Let the dog come”") < words.index("“Ring me back”")


def test_the_newest_notes_are_off_until_somebody_switches_them_on(window: PresentWindow, context: Context) -> None:
    assert "notes" not in [page.id for page in window.stage.pages()]
    context.settings.set("show_newest_notes", True)
    window.stage.go("notes")
    context.settings.set("show_newest_notes", False)
    assert window.stage.page_id == "path"


def test_words_that_may_not_be_shown_alone_are_not(project: Project, qtbot: QtBot) -> None:
    shop = str(project.perform(AddWorkshop("Quiet", {"words_preset": "not_at_all"})).result)
    context = context_of(project)
    context.session.enter_workshop(shop)
    context.settings.set("show_newest_notes", True)
    say(context, "Between us")
    window = PresentWindow(context)
    qtbot.addWidget(window)
    window.show()
    window.stage.go("notes")
    assert "Between us" not in "".join(window.stage.words())


def test_the_place_is_kept_when_something_changes(window: PresentWindow, context: Context) -> None:
    window.stage.go_on()
    assert window.stage.place() == (2, 2)
    context.document.perform(AddScopeItem("open", "The opening hours", "", None))
    assert window.stage.place() == (2, 3)
    assert window.stage.slide.title == "How far our word goes"
    context.document.undo()
    assert window.stage.place() == (2, 2)


def test_an_empty_project_has_a_calm_page_everywhere(project: Project, qtbot: QtBot) -> None:
    context = context_of(project)
    context.settings.set("show_newest_notes", True)
    window = PresentWindow(context)
    qtbot.addWidget(window)
    window.show()
    for page in window.stage.pages():
        window.stage.go(page.id)
        assert window.stage.words(), page.id
    assert context.document.ask(queries.project).title


# -- controls and Room view -----------------------------------------------------------------------


def test_the_controls_steer_what_the_hall_sees(window: PresentWindow, context: Context, qtbot: QtBot) -> None:
    controls = PresentControls(context, window)
    qtbot.addWidget(controls)
    controls.show()
    qtbot.mouseClick(controls.next, Qt.MouseButton.LeftButton)
    assert "2 of 2 · How far our word goes" in controls.where.text()
    qtbot.mouseClick(controls.back, Qt.MouseButton.LeftButton)
    assert window.stage.slide.title == "What we ask you"
    qtbot.mouseClick(controls.blank, Qt.MouseButton.LeftButton)
    assert window.stage.blank and "blank" in controls.where.text()
    qtbot.keyClick(controls, Qt.Key.Key_B)
    assert not window.stage.blank and not controls.blank.isChecked()
    qtbot.keyClick(controls, Qt.Key.Key_PageDown)
    assert window.stage.place() == (2, 2)
    controls.newest.click()
    assert context.settings.get("show_newest_notes")
    controls.newest.click()
    controls.pages.chosen.emit("notes")
    assert window.stage.page_id == "notes" and controls.newest.isChecked()
    with qtbot.waitSignal(controls.closed):
        qtbot.keyClick(controls, Qt.Key.Key_Escape)


def test_controls_and_pages_that_are_gone_hear_nothing_any_more(context: Context, qtbot: QtBot) -> None:
    for _ in range(2):
        window = PresentWindow(context)
        controls = PresentControls(context, window)
        controls.show()
        window.open_beside(controls)
        QApplication.processEvents()
        qtbot.keyClick(window.stage, Qt.Key.Key_Escape)
        controls.deleteLater()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        context.settings.set("show_newest_notes", not context.settings.get("show_newest_notes"))
        context.session.show_path("another")
        context.session.show_path(None)
        context.look.use("dark", 125)
        say(context, "Still heard")
        QApplication.processEvents()


def test_with_one_screen_it_is_a_window_that_can_be_moved(context: Context, qtbot: QtBot) -> None:
    main, window = RoomView(context), PresentWindow(context)
    for widget in (main, window):
        qtbot.addWidget(widget)
    main.resize(1200, 700)
    main.show()
    window.open_beside(main)
    assert window.isVisible() and not window.isFullScreen()
    controls = PresentControls(context, window)
    qtbot.addWidget(controls)
    assert controls.screens.count() == 1 + len(QApplication.screens())
    controls.screens.activated.emit(1)
    assert window.isFullScreen()
    controls.screens.activated.emit(0)
    assert not window.isFullScreen()


@pytest.mark.parametrize("key", [Qt.Key.Key_F11, Qt.Key.Key_Escape])
def test_the_room_view_is_left_by_f11_and_escape(context: Context, qtbot: QtBot, key: Qt.Key) -> None:
    view = RoomView(context)
    qtbot.addWidget(view)
    view.resize(1280, 720)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.stage.hasFocus)
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view.stage, key)


def test_the_room_views_menu_does_what_the_keys_do(context: Context, qtbot: QtBot) -> None:
    view = RoomView(context)
    qtbot.addWidget(view)
    view.show()
    actions = {action.text().partition("\t")[0]: action for action in view.menu().actions()}
    actions["Path"].trigger()
    assert view.stage.page_id == "path"
    actions["Show the newest notes"].trigger()
    assert context.settings.get("show_newest_notes")
    actions["Blank"].trigger()
    assert view.stage.blank


# -- setting --------------------------------------------------------------------------------------

LONG = " ".join(f"word{number}" for number in range(900))
SLIDES = (
    Slide("A title", ("One line",), "ask"),
    Slide("A title", tuple(f"Line {number}" for number in range(40)), "open"),
    Slide("A title", (LONG,), "ask"),
    Slide("A title", (LONG, "after"), "open", "A quiet sentence"),
    Slide(LONG, ("after",), "stage"),
    Slide(FINNISH * 4, (FINNISH * 9, f"{ARABIC}\n{ARABIC}"), "open"),
    Slide("", (), "title"),
    Slide("x", ("", " \n ", "a\nb\nc"), "open"),
)


def joined(leaves: tuple[Leaf, ...]) -> str:
    body = (piece.words for leaf in leaves for box in leaf.boxes for piece in box.pieces)
    return "".join("".join((*(one.words for one in leaves[0].head), *body)).split())


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1024, 768), (640, 400)])
@pytest.mark.parametrize("slide", SLIDES, ids=range(len(SLIDES)))
def test_no_word_is_lost_cut_or_small(slide: Slide, size: tuple[int, int], qtbot: QtBot) -> None:
    leaves = Setter(ProjectorLook(), QSizeF(*size), "Opening").leaves(slide)
    for words in (slide.title, slide.lead, *slide.lines):
        assert "".join(words.split()) in joined(leaves)
    for leaf in leaves:
        pieces = [*leaf.head, *(piece for box in leaf.boxes for piece in box.pieces)]
        assert all(piece.pixels >= LEAST_TYPE for piece in pieces)
        areas = [box.area for box in leaf.boxes]
        assert all(area.left() >= 0 and area.right() <= size[0] and area.bottom() <= size[1] for area in areas)
        assert not any(one.intersects(two) for one in areas for two in areas if one is not two)
        tops = [(piece.at.y(), piece.at.y() + piece.height) for piece in leaf.head]
        assert all(low >= high - 0.5 for (_, high), (low, _) in itertools.pairwise(tops))


def test_every_shade_of_the_projector_can_be_read() -> None:
    for ground in (PROJECTOR.paper, PROJECTOR.panel):
        for words in (PROJECTOR.ink, PROJECTOR.muted, PROJECTOR.accent):
            assert contrast(words, ground) >= 4.5
    for tone in PROJECTOR.tones().values():
        assert contrast(tone.text, tone.soft) >= 4.5
    assert PROJECTOR.danger == PROJECTOR.neutral


def test_the_projectors_look_leaves_the_programs_own_alone(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.styleSheet(), application.font().pixelSize()
    look = ProjectorLook()
    look.use("light", 150)
    assert look.palette is PROJECTOR
    assert (application.styleSheet(), application.font().pixelSize()) == before


# -- a theme that is read back --------------------------------------------------------------------


@pytest.fixture
def themed(context: Context) -> tuple[str, tuple[str, ...]]:
    """A theme of three notes, and their ids."""
    say(context, "Let the dog come")
    noted = NewNote((NewVoice("She sings in the bath"),), {"kind": "idea", "workshop_id": context.session.workshop_id})
    context.document.perform(AddNote(noted))
    ids = tuple(note.id for note in context.document.ask(queries.notes))
    done = context.document.perform(NewTheme("What makes a day", ids))
    assert done is not None
    return str(done.result), ids


def test_a_theme_is_shown_with_its_words_one_note_at_a_time(
    window: PresentWindow, context: Context, themed: tuple[str, tuple[str, ...]], qtbot: QtBot
) -> None:
    theme_id, ids = themed
    assert "theme" not in [page.id for page in window.stage.pages()]
    context.session.read_back(theme_id)
    assert window.stage.page_id == "theme"
    assert window.stage.slide.title == "What makes a day"
    said = []
    for _ in ids:
        qtbot.keyClick(window.stage, Qt.Key.Key_Right)
        said.append(window.stage.slide.lines)
    assert said == [("“Ring me back”",), ("“Let the dog come”",), ("Noted: She sings in the bath",)]
    assert context.session.note_id == ids[2]
    qtbot.keyClick(window.stage, Qt.Key.Key_Right)
    assert window.stage.page_id == "closing"
    qtbot.keyClick(window.stage, Qt.Key.Key_Left)
    assert window.stage.slide.subject == ids[2]


def test_the_stage_follows_what_the_facilitator_reads(
    window: PresentWindow, context: Context, themed: tuple[str, tuple[str, ...]]
) -> None:
    theme_id, ids = themed
    context.session.read_back(theme_id, ids[1])
    assert window.stage.words()[-1] == "“Let the dog come”"
    context.document.perform(TakeOut((ids[0],)))
    assert window.stage.words()[-1] == "“Let the dog come”"
    context.session.read_back(None)
    assert window.stage.words() == ()  # nothing, until somebody says what comes next


def test_agreed_and_corrected_are_marked_by_key(
    window: PresentWindow, context: Context, themed: tuple[str, tuple[str, ...]], qtbot: QtBot
) -> None:
    theme_id, ids = themed
    context.session.read_back(theme_id)
    qtbot.keyClick(window.stage, Qt.Key.Key_A)  # goes on by itself
    qtbot.keyClick(window.stage, Qt.Key.Key_C)
    assert context.document.ask(queries.themes)[0].read_back == "agreed"
    marks = {note.id: note.read_back for note in context.document.ask(queries.notes)}
    assert marks == {ids[0]: "changed", ids[1]: "not_checked", ids[2]: "not_checked"}
    assert window.stage.slide.lead == "You corrected this."
    context.document.perform(MarkReadBack(ids[0], "changed", "Ring me back the same day"))
    assert window.stage.slide.lead == "As you corrected it: Ring me back the same day"
    assert window.stage.slide.lines == ("“Ring me back”",)


def test_hidden_words_and_withdrawn_ones_are_not_read_back(
    window: PresentWindow, context: Context, themed: tuple[str, tuple[str, ...]]
) -> None:
    theme_id, ids = themed
    first, second, _ = context.document.ask(queries.notes)
    context.document.perform(AddRedaction("voice", first.voices[0].id, (Span(5, 7, "…"),)))
    context.document.perform(WithdrawVoice(second.voices[0].id))
    context.session.read_back(theme_id, ids[0])
    assert window.stage.slide.lines == ("“Ring … back”",)
    window.stage.go_on()
    assert window.stage.slide.subject == ids[2]


def test_a_workshop_that_prints_no_notes_shows_none(
    window: PresentWindow, context: Context, themed: tuple[str, tuple[str, ...]]
) -> None:
    shop = context.session.workshop_id or ""
    context.document.perform(ChangeWorkshop(shop, {"words_preset": "not_at_all"}))
    context.session.read_back(themed[0])
    assert window.stage.place() == (1, 1)
    context.document.perform(ChangeWorkshop(shop, {"words_preset": "within_theme"}))
    assert window.stage.place() == (1, 4)


def test_choosing_the_theme_in_the_controls_reads_the_first_one(
    window: PresentWindow, context: Context, themed: tuple[str, tuple[str, ...]], qtbot: QtBot
) -> None:
    controls = PresentControls(context, window)
    qtbot.addWidget(controls)
    controls.pages.chosen.emit("theme")
    assert context.session.theme_id == themed[0]
    assert window.stage.page_id == "theme"
