"""The dry run in its window: seen, set by hand, agreed to or left, by keyboard alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from models import queries
from models.content_hash import content_hash
from models.edits.project import AddSegment, AddWorkshop
from models.project import Project
from tests.exports.exchange.office import workbook
from tests.exports.exchange.shared_data import shared
from tests.widgets.support import Heard, context_of
from widgets.context import Context
from widgets.importing.flow import Import
from widgets.importing.progress import Progress
from widgets.importing.rows import LEFT_OUT, PROBLEM, STATE, WORDS
from widgets.importing.sheet import ImportSheet
from widgets.slowly import Slowly

TABLE = "text,group,cost\nHello,Carers,3\n,,\nWorld,Staff,dear\nLast,,\n"


@dataclass
class Bench:
    """A window, its context, and what it said."""

    context: Context
    host: QWidget
    heard: Heard
    bot: QtBot

    def begin(self, data: str | bytes, name: str = "notes.csv", *, pasted: bool = False) -> ImportSheet:
        content = data.encode() if isinstance(data, str) else data
        taken = lambda: self.heard.sentences.append("taken")  # noqa: E731 - heard like the rest
        self.made = Import(self.context, self.host, name, content, pasted=pasted, taken=taken)
        self.made.begin()
        sheet = self.made.sheet
        if sheet.isVisible():
            sheet.activateWindow()
            self.bot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return sheet

    def read(self, sheet: ImportSheet) -> ImportSheet:
        self.bot.waitUntil(lambda: sheet.rows.run is not None and not self.made.trial.is_reading, timeout=20_000)
        return sheet

    def words(self) -> list[str]:
        return [note.voices[0].words for note in self.context.document.ask(queries.notes)]


@pytest.fixture
def bench(project: Project, qtbot: QtBot) -> Iterator[Bench]:
    project.perform(AddSegment("Carers"))
    project.perform(AddWorkshop("Workshop 1"))
    context = context_of(project)
    host = QWidget()
    host.resize(1200, 700)
    host.show()
    host.activateWindow()
    heard = context.notices
    assert isinstance(heard, Heard)

    def show(slow: Slowly) -> None:
        Progress(context.look, context.tr, slow, host).open()

    context.document.slow_began.connect(show)
    yield Bench(context, host, heard, qtbot)
    context.jobs.stop_all()


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget() or QApplication.activeWindow()
        assert focused is not None
        QTest.keyClick(focused, key)


def column(sheet: ImportSheet, place: int) -> list[str]:
    model = sheet.rows
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def choose(sheet: ImportSheet, box: QComboBox, data: str) -> None:
    at = box.findData(data)
    assert at >= 0, [box.itemData(i) for i in range(box.count())]
    box.setCurrentIndex(at)
    box.activated.emit(at)


def test_one_row_each_with_what_happens_and_why(bench: Bench) -> None:
    sheet = bench.begin(TABLE)
    assert sheet.isVisible()
    assert column(sheet, STATE) == ["Taken", "Not taken", "Taken, look", "Taken"]
    assert column(sheet, WORDS) == ["Hello", ",,", "World", "Last"]
    assert "no text" in column(sheet, PROBLEM)[1]
    assert "“dear”" in column(sheet, PROBLEM)[2]
    assert sheet.counts.text() == "3 notes, 2 rows with problems, 1 of them cannot be taken"
    assert bench.words() == []


def test_enter_imports_and_undo_takes_it_back_whole(bench: Bench) -> None:
    before = bench.context.document.ask(content_hash)
    sheet = bench.begin(TABLE)
    assert sheet.table.hasFocus()
    press(Qt.Key.Key_Return)
    assert bench.words() == ["Hello", "World", "Last"]
    assert bench.heard.sentences == ["taken", "3 notes were added."]
    assert bench.heard.rooms == ["capture"]
    bench.heard.actions[-1]()
    assert bench.context.document.ask(content_hash) == before


def test_escape_leaves_everything_as_it_was(bench: Bench) -> None:
    before = bench.context.document.ask(content_hash)
    sheet = bench.begin(TABLE)
    press(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert bench.context.document.ask(content_hash) == before
    assert bench.heard.sentences == []


def test_space_leaves_rows_out_and_takes_them_in_again(bench: Bench) -> None:
    sheet = bench.begin(TABLE)
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert column(sheet, STATE)[2] == "Left out"
    assert sheet.counts.text().endswith("1 left out")
    assert sheet.out_button.accessibleName() == "Take in"
    press(Qt.Key.Key_Up, Qt.Key.Key_Space)  # a row that is no note stays as it is
    assert column(sheet, STATE)[1] == "Not taken"
    press(Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    assert bench.words() == ["Hello", "Last"]
    groups = [group.name for group in bench.context.document.ask(queries.groups)]
    assert groups == ["Carers"]  # the group of the row that was left out is none


def test_rows_left_out_stay_so_when_the_file_is_read_again(bench: Bench) -> None:
    sheet = bench.begin(TABLE)
    press(Qt.Key.Key_Space)
    choose(sheet, sheet.choices.words_source.box, "word_for_word")
    assert sheet.rows.state_of(sheet.rows.run.rows[0]) == LEFT_OUT  # pyright: ignore[reportOptionalMemberAccess]


def test_only_problems(bench: Bench) -> None:
    sheet = bench.begin(TABLE)
    sheet.only_problems.click()
    assert column(sheet, WORDS) == [",,", "World"]


def test_an_unknown_column_is_asked_for_and_chosen(bench: Bench) -> None:
    sheet = bench.begin("Aika;Havainto\n8:00;Bussi ei tule\n")
    assert not sheet.import_button.isEnabled()
    assert "which column" in sheet.warning.words.text()
    box = sheet.choices.fields["text"].box
    assert [box.itemText(at) for at in range(box.count())] == ["–", "column 1: Aika", "column 2: Havainto"]
    sheet.choices.header.click()
    choose(sheet, box, "Havainto")
    press(Qt.Key.Key_Return)
    assert bench.words() == ["Bussi ei tule"]


def test_a_guessed_encoding_is_said_and_can_be_set(bench: Bench) -> None:
    sheet = bench.begin("text\nPäivää, tämä kesä on lämmin\n".encode("cp1252"))
    assert "guess" in sheet.warning.words.text()
    assert "cp1252" in sheet.choices.encoding.box.currentText()
    choose(sheet, sheet.choices.delimiter.box, "")
    choose(sheet, sheet.choices.encoding.box, "cp850")
    assert "Päivää" not in column(sheet, WORDS)[0]
    choose(sheet, sheet.choices.encoding.box, "cp1252")
    assert column(sheet, WORDS) == ["Päivää, tämä kesä on lämmin"]
    assert not sheet.warning.isVisible()


def test_letters_that_cannot_be_read_ask_for_an_encoding(bench: Bench) -> None:
    sheet = bench.begin(b"text\n" + b"\x9d\x8f\x81" * 20)
    assert sheet.isVisible()
    assert not sheet.import_button.isEnabled()
    assert sheet.choices.encoding.isVisible()
    choose(sheet, sheet.choices.encoding.box, "cp850")
    assert sheet.rows.rowCount() == 1


def test_the_same_file_again_is_asked_plainly(bench: Bench) -> None:
    bench.begin(TABLE)
    press(Qt.Key.Key_Return)
    sheet = bench.begin(TABLE, "renamed.csv")
    assert "imported before" in sheet.warning.words.text()
    assert not sheet.import_button.isEnabled()
    press(Qt.Key.Key_Return)
    assert len(bench.words()) == 3
    sheet.once_more.click()
    sheet.import_button.click()
    assert len(bench.words()) == 6


def test_pasted_lines_and_their_marks(bench: Bench) -> None:
    sheet = bench.begin("- The letter\n! Nobody answers\nMore\n", "Pasted lines", pasted=True)
    kinds = [note.values["kind"] for note in sheet.rows.run.plan.edit.notes]  # pyright: ignore[reportOptionalMemberAccess]
    assert kinds == ["stop", "problem", "unsorted"]
    assert sheet.choices.marks.isVisible()
    assert not sheet.choices.encoding.isVisible()
    choose(sheet, sheet.choices.marks.box, "stays")
    assert column(sheet, WORDS)[0] == "- The letter"


def test_a_spreadsheet_is_read_beside_the_window_and_its_sheet_chosen(bench: Bench) -> None:
    def change(book: object) -> None:
        more = book.create_sheet("More")  # pyright: ignore[reportAttributeAccessIssue]
        more.append(["note"])
        more.append(["Other"])

    sheet = bench.read(bench.begin(workbook(["text"], ["Hello"], change=change), "a.xlsx"))
    assert column(sheet, WORDS) == ["Hello"]
    choose(sheet, sheet.choices.part.box, "More")
    bench.bot.waitUntil(lambda: column(sheet, WORDS) == ["Other"])
    press(Qt.Key.Key_Return)
    assert bench.words() == ["Other"]


def test_what_cannot_be_read_at_all_is_a_sentence_and_no_window(bench: Bench) -> None:
    sheet = bench.begin(b"\x89PNG", "a.png")
    assert not sheet.isVisible()
    assert "picture" in bench.heard.sentences[0]


def test_words_are_never_markup(bench: Bench) -> None:
    sheet = bench.begin('text\n"<b>bold</b><img src=""/etc/hostname"">words"\nHello <nobody>\n')
    model = sheet.rows
    assert column(sheet, WORDS)[1] == "Hello <nobody>"
    assert model.index(1, WORDS).data(Qt.ItemDataRole.ToolTipRole) is None


def test_everything_has_a_name_and_can_be_reached(bench: Bench) -> None:
    sheet = bench.begin(TABLE)
    seen: list[QWidget] = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert all(one.accessibleName() for one in seen), [type(one) for one in seen if not one.accessibleName()]
    for needed in (sheet.table, sheet.only_problems, sheet.choices.encoding.box, sheet.import_button):
        assert needed in seen


@pytest.mark.slow
def test_madrid_is_written_in_slices_with_a_panel(bench: Bench) -> None:
    data = shared("ideas/decide_madrid/proposals_2024_2025.csv").read_bytes()
    before = bench.context.document.ask(content_hash)
    sheet = bench.read(bench.begin(data, "proposals.csv"))
    assert sheet.counts.text() == "2738 notes"
    press(Qt.Key.Key_Return)
    assert bench.context.document.is_busy
    assert isinstance(QApplication.activeModalWidget(), Progress)
    bench.bot.waitUntil(lambda: not bench.context.document.is_busy, timeout=20_000)
    assert len(bench.words()) == 2738
    assert bench.heard.sentences[-1] == "2738 notes were added."
    bench.context.document.undo()  # long too, so it is done in slices
    assert bench.context.document.is_busy
    bench.bot.waitUntil(lambda: not bench.context.document.is_busy, timeout=60_000)
    assert bench.context.document.ask(content_hash) == before


def test_cancel_rolls_everything_back(bench: Bench, tmp_path: Path) -> None:
    before = bench.context.document.ask(content_hash)
    bench.read(bench.begin("text\n" + "".join(f"Note {at} with some words\n" for at in range(4000))))
    press(Qt.Key.Key_Return)
    panel = QApplication.activeModalWidget()
    assert isinstance(panel, Progress)
    QApplication.processEvents()
    assert bench.context.document.is_busy
    press(Qt.Key.Key_Escape)
    assert not bench.context.document.is_busy
    assert bench.context.document.ask(content_hash) == before
    assert "taken" not in bench.heard.sentences
    assert bench.context.document.perform(AddSegment("Afterwards")) is not None
