"""The wording check beside a field: underlined, listed, replaced as typing, left alone, never in the way."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from models import queries
from models.edits.project import AddWorkshop, ChangeProject, ChangeWorkshop
from models.project import Project
from models.wording import NOTHING, Facts
from tests.widgets.support import context_of, seen
from widgets.context import Context
from widgets.fields.field import Field
from widgets.fields.form import Form
from widgets.parts.buttons import Button
from widgets.parts.frames import column
from widgets.wording.marks import WordingMarks

OPEN = Facts(code="now", owner="Team lead", report_back=date(2026, 6, 30))


class Page(QWidget):
    """A field of a workshop with its marks, as a room has them."""

    def __init__(self, context: Context, facts: Facts = NOTHING) -> None:
        super().__init__()
        self.facts = facts
        perform = context.document.perform
        done = perform(AddWorkshop("First"))
        assert done is not None
        self.id = str(done.result)
        save = lambda key, value, told: perform(ChangeWorkshop(self.id, {key: value}), told) is not None  # noqa: E731
        self.form = Form(context, [Field("promise_note", "In your own words", "text")], save, "page")
        self.marks = WordingMarks(
            context, self.form.editor("promise_note"), lambda: self.facts, lambda: self.form.row_id
        )
        self.setLayout(column(self.form, self.marks))
        self.form.show_values(self.id, {"promise_note": ""})

    @property
    def words(self) -> QPlainTextEdit:
        return self.marks.words

    def write(self, text: str) -> None:
        self.words.setFocus()
        self.words.selectAll()
        self.words.insertPlainText(text)  # keys of a test are Latin letters only
        self.marks.look_again()

    def button(self, text: str) -> Button:
        return next(one for one in self.marks.findChildren(Button) if text in one.text() and one.isVisibleTo(self))


@pytest.fixture
def page(project: Project, qtbot: QtBot) -> Page:
    made = Page(context_of(project))
    qtbot.addWidget(made)
    made.show()
    return made


def test_marked_words_are_underlined_by_shape_and_listed_with_a_question(page: Page) -> None:
    page.write("We promise a ramp.")
    (drawn,) = page.words.extraSelections()
    assert drawn.cursor.selectedText() == "promise"  # pyright: ignore[reportAttributeAccessIssue]
    assert drawn.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline  # pyright: ignore[reportAttributeAccessIssue]
    assert "Strong promise: “promise”" in seen(page)
    assert "Is this confirmed?" in seen(page)


def test_the_check_comes_by_itself_after_a_pause_and_never_makes_the_text_another(page: Page, qtbot: QtBot) -> None:
    QTest.keyClicks(page.words, "We promise a ramp.")
    qtbot.waitUntil(lambda: page.marks.isVisibleTo(page))
    assert page.words.toPlainText() == "We promise a ramp."


def test_nothing_is_shown_for_an_honest_text(page: Page) -> None:
    page.marks.look_again()
    assert not page.marks.isVisibleTo(page)
    page.write("We cannot promise a ramp.")
    assert not page.marks.isVisibleTo(page)


def test_use_puts_what_the_file_holds_as_typing_that_can_be_taken_back(page: Page, project: Project) -> None:
    page.facts = OPEN
    page.write("Hello. We promise a ramp. Bye.")
    assert "This looks possible soon. Team lead reports back by 30 June 2026." in seen(page)
    use = page.button("Use this")
    use.setFocus()
    QTest.keyClick(use, Qt.Key.Key_Return)
    replaced = "Hello. This looks possible soon. Team lead reports back by 30 June 2026. Bye."
    assert page.words.toPlainText() == replaced
    assert page.words.hasFocus()
    page.form.settle()
    assert project.ask(queries.workshops)[0].promise_note == replaced
    page.words.undo()
    assert page.words.toPlainText() == "Hello. We promise a ramp. Bye."


def test_letters_that_qt_counts_as_two_do_not_move_the_place(page: Page) -> None:
    page.facts = OPEN
    page.write("\U0001f600\U0001f600 hello. We will tell you shortly.")
    assert page.words.extraSelections()[0].cursor.selectedText() == "shortly"  # pyright: ignore[reportAttributeAccessIssue]
    page.button("Use “by 30 June 2026”").click()
    assert page.words.toPlainText() == "\U0001f600\U0001f600 hello. We will tell you by 30 June 2026."


def test_leave_it_hides_one_mark_of_this_text_alone(page: Page) -> None:
    page.write("We promise a ramp. We will look into it.")
    assert "Vague promise" in seen(page)
    page.button("Leave it").click()
    assert "Strong promise" not in seen(page)
    assert "Vague promise" in seen(page)
    page.button("Leave it").click()
    assert not page.marks.isVisibleTo(page)
    assert page.words.hasFocus()
    page.form.show_values("another", {"promise_note": "We promise a ramp."})
    page.marks.look_again()
    assert "Strong promise" in seen(page)


def test_a_confirmed_yes_lifts_the_mark_when_the_file_changes(page: Page, qtbot: QtBot) -> None:
    page.write("We promise a ramp.")
    page.facts = Facts(code="now", confirmed=True)
    page.form.settle()
    qtbot.waitUntil(lambda: not page.marks.isVisibleTo(page))


def test_the_language_is_the_projects(page: Page) -> None:
    page.marks.context.document.perform(ChangeProject({"language": "fi"}))
    page.write("Lupaamme rampin.")
    assert "“Lupaamme”" in seen(page)
    page.marks.context.document.perform(ChangeProject({"language": "de"}))
    page.write("We promise a ramp.")
    assert not page.marks.isVisibleTo(page)


def test_a_pause_that_ends_after_the_project_was_closed_reads_nothing(page: Page, qtbot: QtBot) -> None:
    page.words.insertPlainText("We promise a ramp.")
    page.marks.context.document.close()
    qtbot.wait(400)
    assert page.marks.marks == ()


def test_many_marks_are_counted_rather_than_listed(page: Page) -> None:
    page.write("We promise. Our stakeholders. A roadmap. A paradigm. Look into it. Everyone agreed.")
    assert "2 more remarks on the text" in seen(page)


def test_an_own_list_is_used_and_a_broken_one_is_said(page: Page, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[jargon]]\nfind = ["ramp"]\nhint = "slope"\n', encoding="utf-8")
    page.marks.context.settings.set("wording_list", str(own))
    page.write("We have a ramp.")
    assert "Plainer: slope" in seen(page)
    own.write_text('[[jargon]]\nfind = ["*"]\n', encoding="utf-8")
    page.write("We promise a ramp.")
    assert "own.toml: “*” holds no words" in seen(page)
    assert "“promise”" in seen(page)
