"""The page What came back: the inbox, placing, slips typed in by keyboard, and files of answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models import queries, responses
from models.edits.responding import AddQuestion, KeepResponse
from models.edits.voices import AddNote, NewNote, NewVoice
from models.project import Project
from models.responses import CameBack
from tests.models.support import result
from tests.widgets.support import Answers, context_of, seen
from widgets.fields.chosen import ChipsEditor
from widgets.room import EVERYTHING
from widgets.share.back.page import BackPage


@pytest.fixture
def note(project: Project) -> str:
    return result(project.perform(AddNote(NewNote((NewVoice("A bench at the stop"),), {"kind": "idea"}))))


@pytest.fixture
def code(project: Project, note: str) -> str:
    return next(one.code for one in project.ask(queries.notes) if one.id == note)


@pytest.fixture
def page(project: Project, note: str, qtbot: QtBot) -> Iterator[BackPage]:
    made = BackPage(context_of(project))
    qtbot.addWidget(made)
    made.resize(1266, 680)
    made.context.document.changed.connect(made.refresh)
    made.refresh(EVERYTHING)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.enter_focus()
    yield made
    made.settle()
    made.context.jobs.stop_all()
    qtbot.waitUntil(lambda: not made.context.jobs.is_busy())


def came(page: BackPage) -> tuple[CameBack, ...]:
    return page.context.document.ask(responses.came_back)


def choices(page: BackPage) -> list[str]:
    return [button.text() for button in page.choice.findChildren(QPushButton)]


def keep(page: BackPage, *many: KeepResponse) -> None:
    for one in many:
        page.context.document.perform(one)


# -- the list and the inbox ---------------------------------------------------------------------


def test_an_empty_project_says_what_comes_here(page: BackPage) -> None:
    assert "Nothing came back yet" in seen(page)
    assert "There is no way back" in seen(page)
    focused = page.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Code on the slip"


def test_what_came_back_is_listed_with_its_note_or_the_reason_why_it_waits(page: BackPage, code: str) -> None:
    keep(page, KeepResponse(code, "Yes, that is it", "web", verdict="right"), KeepResponse("ABC", "What code?"))
    cards = page.list.cards.cards
    assert [(card.title, card.sub) for card in cards] == [
        ("What code?", "The code ABC is too short"),
        ("Yes, that is it", f"Note {code}: A bench at the stop"),
    ]
    assert cards[1].chips == (("Yes, you got it right", "settled"),)
    assert choices(page) == ["All 2", "Inbox 1", "With their note 1", "Set aside 0"]


def test_the_inbox_holds_what_waits(page: BackPage, code: str) -> None:
    keep(page, KeepResponse(code, "Placed"), KeepResponse("", "Waits"))
    page.show_list("inbox")
    assert [card.title for card in page.list.cards.cards] == ["Waits"]
    assert page.details.words.text() == "Waits"


def test_a_mistyped_one_is_placed_by_keyboard_and_taken_back(page: BackPage, note: str, qtbot: QtBot) -> None:
    keep(page, KeepResponse("ZZZZZZZ", "It was the bench", "slip"))
    page.list.take_focus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    finder = page.details.finder
    assert finder.words.hasFocus()
    assert finder.words.text() == "ZZZZZZZ"
    qtbot.keyClicks(finder.words, "bench")
    finder.look_up()
    assert [card.title for card in finder.list.cards.cards] == ["A bench at the stop"]
    qtbot.keyClick(finder.words, Qt.Key.Key_Return)
    assert came(page)[0].about.id == note
    assert not came(page)[0].waits
    assert finder.isHidden()
    page.context.document.undo()
    assert came(page)[0].waits
    assert page.details.waits.isVisible()


def test_a_right_code_in_the_finder_leads_to_its_note(page: BackPage, note: str, code: str, qtbot: QtBot) -> None:
    keep(page, KeepResponse("", "No code on it"))
    page.details.begin_placing()
    page.details.finder.words.setText(code.lower())
    page.details.finder.look_up()
    qtbot.mouseClick(page.details.finder.take, Qt.MouseButton.LeftButton)
    assert came(page)[0].about.id == note


def test_setting_aside_deleting_and_the_way_back_of_both(page: BackPage, code: str, qtbot: QtBot) -> None:
    keep(page, KeepResponse(code, "Buy now"))
    qtbot.mouseClick(page.details.aside, Qt.MouseButton.LeftButton)
    assert came(page)[0].set_aside
    assert choices(page)[-1] == "Set aside 1"
    qtbot.mouseClick(page.details.aside, Qt.MouseButton.LeftButton)
    assert not came(page)[0].set_aside
    page.list.take_focus()
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert came(page) == ()
    page.context.document.undo()
    assert [one.words for one in came(page)] == ["Buy now"]


def test_a_typing_mistake_is_corrected(page: BackPage, code: str, qtbot: QtBot) -> None:
    keep(page, KeepResponse("", "It is rigth", "slip"))
    qtbot.mouseClick(page.details.correct, Qt.MouseButton.LeftButton)
    editor = page.details.form.editor("words").target()
    assert editor.hasFocus()
    page.details.form.focus_field("code")
    qtbot.keyClicks(page.details.form.editor("code").target(), code)
    qtbot.mouseClick(page.details.form_done, Qt.MouseButton.LeftButton)
    assert came(page)[0].about.code == code


def test_words_are_never_markup(page: BackPage, code: str) -> None:
    keep(page, KeepResponse(code, "<b>bold</b> &amp; <img src='x'>", contact="<i>a@b.example</i>"))
    assert "<b>bold</b> &amp; <img src='x'>" in page.details.words.text()
    assert page.details.words.textFormat() == Qt.TextFormat.PlainText
    assert "<i>a@b.example</i>" in page.details.news.words.text()


# -- typing in ----------------------------------------------------------------------------------


def test_a_slip_is_typed_in_by_keyboard_and_the_next_one_follows(page: BackPage, code: str, qtbot: QtBot) -> None:
    form = page.typing.form
    page.typing.focus_code()
    qtbot.keyClicks(form.editor("code").target(), code.lower())
    form.settle()
    assert "leads to its place" in page.typing.leads.text()
    verdict = form.editor("verdict")
    assert isinstance(verdict, ChipsEditor)
    verdict.choices._choose("partly")
    form.focus_field("words")
    words = form.editor("words").target()
    qtbot.keyClicks(words, "Nearly: two benches")
    qtbot.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = came(page)[0]
    assert (kept.about.code, kept.verdict, kept.words, kept.channel) == (code, "partly", "Nearly: two benches", "slip")
    assert kept.day == page.context.today()
    assert not kept.wants_news
    assert form.editor("words").value() == ""
    assert form.editor("code").target().hasFocus()


def test_a_mistyped_code_is_seen_at_once(page: BackPage, code: str, qtbot: QtBot) -> None:
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    qtbot.keyClicks(page.typing.form.editor("code").target(), wrong)
    page.typing.form.settle()
    assert "leads nowhere" in page.typing.leads.text()


def test_an_empty_slip_is_refused_with_a_sentence_and_nothing_is_kept(page: BackPage) -> None:
    page.typing.perform()
    assert page.typing.error.isVisible()
    assert "words" in page.typing.error.text()
    assert came(page) == ()


def test_further_questions_are_asked_in_their_words(page: BackPage, code: str, qtbot: QtBot) -> None:
    page.context.document.perform(AddQuestion("Was it easy to come?", "yes_no"))
    page.context.document.perform(AddQuestion("Which time suits you?", "one_of", ("Morning", "Evening")))
    assert "Was it easy to come?" in seen(page)
    for question, answer in zip(page.typing.questions, ("yes", "Evening"), strict=True):
        editor = page.typing.form.editor(f"question/{question.id}")
        assert isinstance(editor, ChipsEditor)
        editor.choices._choose(answer)
    page.typing.perform()
    assert came(page)[0].answers == (("Was it easy to come?", "Yes"), ("Which time suits you?", "Evening"))


def test_who_answered_is_kept_only_where_they_asked_for_news(page: BackPage, code: str, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.typing.form.editor("code").target(), code)
    page.typing.form.focus_field("words")
    qtbot.keyClicks(page.typing.form.editor("words").target(), "Call me")
    page.typing.form.focus_field("contact")
    qtbot.keyClicks(page.typing.form.editor("contact").target(), "040 123 456")
    page.typing.perform()
    assert came(page)[0].wants_news
    assert page.list.mark(came(page)[0].id)
    assert "040 123 456" in page.details.news.words.text()


def test_a_half_typed_slip_survives_leaving_the_page(page: BackPage, project: Project, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.typing.form.editor("words").target(), "Half a thought")
    page.settle()
    other = BackPage(page.context)
    qtbot.addWidget(other)
    other.refresh(EVERYTHING)
    assert other.typing.form.editor("words").value() == "Half a thought"


# -- files of answers ---------------------------------------------------------------------------


def read(page: BackPage, qtbot: QtBot, path: Path) -> None:
    answers = page.context.asking
    assert isinstance(answers, Answers)
    answers.open_next = path
    qtbot.mouseClick(page.taking.choose, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.context.jobs.is_busy() and page.taking._job is None, timeout=10_000)


def test_a_file_is_looked_at_first_and_taken_in_once(page: BackPage, code: str, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    rows = [f"{code.lower()};Yes;It is right;Maija;u-1-long-enough-id", ";No;No code here;Pekka;u-2-long-enough-id"]
    file.write_text("code;Did we get it right?;Your words;Name;_uuid\n" + "\n".join(rows), encoding="utf-8")
    read(page, qtbot, file)
    assert came(page) == ()
    assert "1 answer finds its note. 1 will wait in the inbox." in seen(page)
    assert "Left out, because it says who somebody is: Name" in page.taking.detail.text()
    assert page.taking.take.hasFocus()
    qtbot.keyClick(page.taking.take, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(came(page)) == 2, timeout=10_000)
    assert {(one.words, one.verdict, one.waits) for one in came(page)} == {
        ("It is right", "right", False),
        ("No code here", "wrong", True),
    }
    assert not any("Maija" in str(one) for one in came(page))
    qtbot.waitUntil(lambda: page.taking.plan is None)
    read(page, qtbot, file)
    assert "Everything in this file is here already" in seen(page)
    assert not page.taking.take.isEnabled()


def test_a_file_that_cannot_be_read_is_a_sentence(page: BackPage, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "photo.xlsx"
    file.write_bytes(b"\x89PNG\r\n\x1a\n")
    read(page, qtbot, file)
    assert page.taking.fault.isVisible()
    assert "photo.xlsx" in page.taking.fault.accessibleName()
    assert page.taking.sheet.isHidden()


def test_everything_that_takes_the_keys_says_what_it_is(page: BackPage, code: str) -> None:
    keep(page, KeepResponse(code, "Yes"))
    page.details.begin_placing()
    for button in page.findChildren(QPushButton):
        assert button.accessibleName() or not button.isVisible()
    assert page.list.accessibleName()
    assert page.details.finder.words.accessibleName()
