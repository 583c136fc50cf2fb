"""The answers before a hall: chosen on purpose, phrases alone, theme by theme, and nothing is cut or lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.edits.project import AddWorkshop
from models.edits.theming import NewTheme, PutNotes
from models.edits.voices import AddNote, NewNote, NewVoice
from models.edits.weighing import AddCost, ConfirmAnswer, GiveAnswer, NewCost, SetEstimate
from models.hall_answers import LONGEST
from models.project import Project
from tests.timing import quickest
from tests.widgets.support import TODAY, context_of, seen
from widgets.context import Context
from widgets.present.answers_page import ANSWERS, MOST, NO_THEME, answer_slides
from widgets.present.controls import PresentControls
from widgets.present.grouped import GroupSetter
from widgets.present.look import LEAST_TYPE, ProjectorLook
from widgets.present.setting import GroupedSlide, Lines
from widgets.present.window import PresentWindow, RoomView

FINNISH = "lääkkeidenantoaikataulunmuutosilmoituslomake"
ARABIC = "كيف نحصل على المساعدة في البيت؟"


@pytest.fixture
def context(project: Project) -> Context:
    """Two themes and a note in neither; one answer of each state."""
    project.perform(AddWorkshop("An evening", {"ask": "What helps?"}))
    made = context_of(project)
    getting = theme(made, "Getting through")
    whole = theme(made, "There and back")
    give(made, "decide", theme_id=whole, body="The board", decision_day=TODAY)
    sure = say(made, "Ring me back", getting)
    give(made, "unknown", sure, find_out_by=TODAY, owner="Tilda of the desk", report_back=TODAY)
    confirm(made, sure)
    give(made, "now", say(made, "Text me the hour", getting), sentence="We will text you, promised.")
    say(made, "Not looked at yet", getting)
    say(made, "A lift on Thursdays", whole)
    give(made, "no", say(made, "The moon", ""))
    return made


def theme(context: Context, title: str) -> str:
    return str(context.document.project.perform(NewTheme(title, (), None, "")).result)


def say(context: Context, words: str, theme_id: str, kind: str = "idea") -> str:
    perform = context.document.project.perform
    note = str(perform(AddNote(NewNote((NewVoice(words, {"words_source": "word_for_word"}),), {"kind": kind}))).result)
    if theme_id:
        perform(PutNotes((note,), theme_id))
    return note


def give(
    context: Context, code: str, note_id: str | None = None, theme_id: str | None = None, **values: object
) -> None:
    context.document.project.perform(GiveAnswer(code, values, note_id, theme_id))


def confirm(context: Context, note_id: str) -> None:
    project = context.document.project
    answer = project.store.raw.execute("SELECT id FROM answer WHERE contribution_id = ?", (note_id,)).fetchone()[0]
    project.perform(ConfirmAnswer(answer, "Lead", "in_the_room", "Scribe", "Tilda", on=TODAY))


def groups_of(context: Context, theme_id: str = "") -> list[Lines]:
    slides = [slide for slide in answer_slides(context) if isinstance(slide, GroupedSlide)]
    return [group for slide in slides if slide.subject == theme_id or not theme_id for group in slide.read()]


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


def test_each_theme_says_its_phrases(window: PresentWindow) -> None:
    window.stage.go(ANSWERS)
    words = window.stage.words()
    assert words[:2] == ("Answers", "Getting through")
    assert "What is not confirmed yet is no promise. It is how it looks today." in words
    rest = words[words.index("We find out by a date") :]
    assert rest == (
        "We find out by a date",
        "“Ring me back”",
        "We find out by 2 Mar 2026.",
        "Not answered yet",
        "“Not looked at yet”",
    )
    assert "This looks possible soon · not confirmed yet" in words
    said = " ".join(words)
    assert "promised" not in said and "Tilda" not in said and "Lead" not in said


def test_a_themes_answer_says_that_it_is_the_themes(window: PresentWindow) -> None:
    window.stage.go(ANSWERS)
    window.stage.go_on()
    words = window.stage.words()
    assert words[1:3] == ("There and back", "This is how it looks today. It is no promise.")
    assert words[3:] == ("For the whole theme: Somebody must decide first · not confirmed yet", "“A lift on Thursdays”")
    assert "The board" not in " ".join(words)
    window.stage.go_on()
    assert window.stage.words()[1] == "In no theme"
    assert "As it is, this looks not possible · not confirmed yet" in window.stage.words()


def test_nobody_comes_to_the_answers_by_going_on(window: PresentWindow, qtbot: QtBot) -> None:
    stage = window.stage
    for _ in range(40):
        qtbot.keyClick(stage, Qt.Key.Key_Right)
        assert stage.page_id != ANSWERS
    assert stage.page_id == "closing"
    stage.go(ANSWERS)
    qtbot.keyClick(stage, Qt.Key.Key_Left)
    assert stage.page_id == "closing"


def test_what_changes_is_shown_and_the_theme_stays(window: PresentWindow, context: Context) -> None:
    stage = window.stage
    stage.go(ANSWERS)
    stage.go_on()
    assert stage.slide.title == "There and back"
    note = say(context, "A van", "")
    context.document.perform(NewTheme("First of all", (), None, ""))
    context.document.perform(GiveAnswer("now", {}, note))
    assert stage.slide.title == "There and back"


def test_the_controls_offer_the_themes_and_say_that_the_hall_sees_answers(
    window: PresentWindow, context: Context, qtbot: QtBot
) -> None:
    controls = PresentControls(context, window)
    qtbot.addWidget(controls)
    controls.show()
    assert not controls.manners.isVisible() and not controls.themes.isVisible()
    QTest.mouseClick(controls.pages._buttons[ANSWERS], Qt.MouseButton.LeftButton)  # pyright: ignore[reportPrivateUsage]
    assert window.stage.page_id == ANSWERS
    assert "Go to another page before people think of ideas." in seen(controls)
    assert [controls.themes.itemText(at) for at in range(3)] == ["Getting through", "There and back", "In no theme"]
    controls.themes.setFocus()
    QTest.keyClick(controls.themes, Qt.Key.Key_Down)
    assert window.stage.slide.title == "There and back"
    window.stage.show_blank(True)
    assert not controls.manners.isVisible()
    window.stage.go("opening")
    assert not controls.themes.isVisible()


def test_room_view_begins_where_it_was_opened_from(context: Context, qtbot: QtBot) -> None:
    view = RoomView(context, (ANSWERS, NO_THEME))
    qtbot.addWidget(view)
    view.resize(1280, 720)
    view.show()
    assert view.stage.slide.title == "In no theme"
    inner = next(action.menu() for action in view.menu().actions() if action.text() == "Theme")
    next(action for action in inner.actions() if action.text() == "There and back").trigger()  # type: ignore[attr-defined]
    assert view.stage.slide.title == "There and back"


def test_reading_back_goes_before_the_answers(context: Context, qtbot: QtBot) -> None:
    context.session.read_back(theme(context, "Read now"))
    view = RoomView(context, (ANSWERS, NO_THEME))
    qtbot.addWidget(view)
    view.show()
    assert view.stage.page_id == "theme"


def test_a_confirmed_no_says_which_part_could_be(context: Context) -> None:
    project = context.document.project
    note = say(context, "Free taxis", "")
    project.perform(AddCost(NewCost("money", 100), note))
    project.perform(SetEstimate({"no_days": True, "starts": TODAY, "ends": TODAY}, note))
    values = {"reason_kind": "money", "reason": "There are 18,000 euros.", "possible_part": "Help with the form."}
    give(context, "no", note, owner="Lead", report_back=TODAY, **values)
    confirm(context, note)
    lines = [line for group in groups_of(context) for line in group.lines]
    assert "“Free taxis”\nWhat could be done: Help with the form." in lines
    assert "18,000" not in " ".join(lines)


def test_without_answers_it_says_so(project: Project) -> None:
    (slide,) = answer_slides(context_of(project))
    assert slide.lines == ("Nothing is answered yet.",)


def test_many_notes_take_several_slides_and_stay_quick(context: Context, window: PresentWindow) -> None:
    crowd = theme(context, "A crowd")
    for number in range(MOST * 2 + 1):
        give(context, "try", say(context, f"Wish {number} " + "and more " * 60, crowd))
    slides = [slide for slide in answer_slides(context) if slide.subject == crowd]
    assert len(slides) == 3
    groups = groups_of(context, crowd)
    lines = [line for group in groups for line in group.lines]
    assert len(set(lines)) == MOST * 2 + 1
    assert max(map(len, lines)) <= LONGEST + 4
    assert all("not confirmed yet" in group.heading for group in groups)
    assert quickest(lambda: window.stage.go(ANSWERS, crowd)) < 2.0


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (800, 1200), (480, 320)])
@pytest.mark.parametrize("word", ["Ring me back", FINNISH, ARABIC, "Long " + "words " * 60])
def test_nothing_is_cut_and_no_word_is_lost(qtbot: QtBot, size: tuple[int, int], word: str) -> None:
    groups = tuple(
        Lines(f"{word[:60]} heading {at}", tuple(f"{word} {at}-{n}\nsecond" for n in range(at)), shape)
        for at, shape in enumerate(("filled", "outline", "", "filled", "outline"))
    )
    slide = GroupedSlide(word if len(word) < 100 else word * 9, (), ANSWERS, "A lead", read=lambda: groups)
    leaves = GroupSetter(ProjectorLook(), QSizeF(*size), "Answers").leaves(slide)
    said = "\n".join(line for leaf in leaves for line in leaf.words())
    for at in range(5):
        for n in range(at):
            assert f"{at}-{n}" in said
    for leaf in leaves:
        boxes = [box.area for box in leaf.boxes]
        assert all(area.left() >= 0 and area.right() <= max(320, size[0]) for area in boxes)
        if size[1] > 400:
            assert all(area.bottom() <= size[1] for area in boxes)
        assert not any(one.intersects(two) for at, one in enumerate(boxes) for two in boxes[:at])
        assert all(piece.pixels >= LEAST_TYPE for box in leaf.boxes for piece in box.pieces)


def test_what_a_file_that_is_only_read_calls_confirmed(context: Context, tmp_path: Path, qtbot: QtBot) -> None:
    project = context.document.project
    note = say(context, "Better buses", "")
    give(context, "pass", note, recipient="The city", owner="Lead", report_back=TODAY)
    confirm(context, note)
    assert "Not ours; we pass it on" in [group.heading for group in groups_of(context)]
    project.store.raw.execute("UPDATE answer SET recipient = '' WHERE code = 'pass'")
    copy = tmp_path / "copy.polku"
    project.save_copy(copy)
    with Project.open(copy, reading=True) as read:
        groups = groups_of(context_of(read))
    assert "Not ours; we pass it on" not in [group.heading for group in groups]
    assert "This looks like another body's task · not confirmed yet" in [group.heading for group in groups]
