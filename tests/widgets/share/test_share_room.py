"""The room Share: what is shown, chosen, looked at and saved."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.edits.project import AddWorkshop, ChangeProject, SetWayBack
from models.edits.voices import AddNote, AddStory, ConsentAnswer, NewNote, NewVoice
from models.project import Project
from tests.app.support import ROOT, sample_in
from tests.widgets.share.support import answers, heard, saved, settled, words_of
from tests.widgets.support import TODAY, context_of, seen
from widgets.share.documents import page as documents_page
from widgets.share.documents.listing import CLOSE, documents
from widgets.share.documents.page import DocumentsPage
from widgets.share.panel import CheckRow
from widgets.share.room import ShareRoom

# -- what is shown --------------------------------------------------------------------------------------------------


def test_the_list_holds_what_exists_and_the_first_is_shown(room: DocumentsPage) -> None:
    assert [card.id for card in room.documents.cards.cards] == [CLOSE, *(one.document for one in documents())]
    assert room.documents.current_id() == "what-we-heard"
    assert room.preview.page_count() == 1
    assert "Nothing is written down yet." in words_of(room)
    assert "Before it leaves the house" in seen(room)
    assert "Every letter in it can be printed." in [row.accessibleName() for row in room.panel.findChildren(CheckRow)]


def test_another_document_is_chosen_by_the_keyboard(room: DocumentsPage, qtbot: QtBot) -> None:
    room.enter_focus()
    qtbot.keyClick(room.documents, Qt.Key.Key_Down)
    settled(room, qtbot)
    assert "Nobody has agreed yet that their story is printed here." in words_of(room)
    order = [card.id for card in room.documents.cards.cards]
    room.go(order.index("lead-report") - order.index("participant-summary"))
    settled(room, qtbot)
    qtbot.waitUntil(lambda: "For inside only" in seen(room.panel))
    assert room.panel.heading.text() == "Report of the project lead"
    room.go(order.index("what-we-heard") - order.index("lead-report"))
    settled(room, qtbot)
    assert room.panel.heading.text() == "What we heard, on one page"


def test_a_change_is_seen_after_a_pause_and_the_place_is_kept(
    room: DocumentsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    room._pause.setInterval(1)
    monkeypatch.setattr(documents_page, "PAUSE", 1)
    document = room.context.document
    for number in range(30):
        document.perform(AddNote(NewNote((NewVoice(f"Words {number}"),))))
    room.documents.mark("participant-summary")
    settled(room, qtbot)
    view = room.preview.view
    assert view is not None
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 900)
    view.verticalScrollBar().setValue(900)
    document.perform(AddNote(NewNote((NewVoice("The newest words"),))))
    qtbot.waitUntil(lambda: "The newest words" in words_of(room), timeout=10_000)
    assert view.verticalScrollBar().value() == 900


def test_a_room_that_is_left_makes_no_pages_and_catches_up(share: ShareRoom, room: DocumentsPage, qtbot: QtBot) -> None:
    share.leave()
    room.context.document.perform(AddNote(NewNote((NewVoice("Said meanwhile"),))))
    assert not room.context.jobs.is_busy()
    share.enter()
    room.make_preview()
    qtbot.waitUntil(lambda: "Said meanwhile" in words_of(room), timeout=10_000)


def test_the_present_workshop_is_the_one_on_the_page(room: DocumentsPage, qtbot: QtBot) -> None:
    document, session = room.context.document, room.context.session
    first = document.perform(AddWorkshop("First", {"ask": "First question?", "day": date(2026, 1, 1)}))
    document.perform(AddWorkshop("Second", {"ask": "Second question?", "day": TODAY}))
    assert first is not None
    settled(room, qtbot)
    assert "Second question?" in words_of(room)
    session.enter_workshop(str(first.result))
    settled(room, qtbot)
    assert "First question?" in words_of(room)


def test_zoom_and_pages_by_keys(share: ShareRoom, room: DocumentsPage) -> None:
    view = room.preview.view
    assert view is not None
    before = view.zoomFactor()
    assert share.zoom(1)
    assert view.zoomFactor() > before
    assert share.zoom(0)
    assert view.zoomFactor() == pytest.approx(before)
    assert room.preview.zoomed.text() == "100 %"
    for _ in range(30):
        share.zoom(-1)
    assert room.preview.zoomed.text() == "50 %"
    room.preview.turn(5)
    assert room.preview.where.text() == "Page 1 of 1"


def test_trouble_is_a_sentence(room: DocumentsPage) -> None:
    room._failed(room._job, MemoryError())  # none runs: nothing is asked of it
    assert "There is not enough memory for this document." in room.preview.trouble.accessibleName()
    assert room.preview.pages.currentWidget() is room.preview.trouble


# -- choices and checks ---------------------------------------------------------------------------------------------


def test_the_choices_come_from_the_options_record(room: DocumentsPage, qtbot: QtBot) -> None:
    room.context.document.perform(SetWayBack("web", "https://polku.example/{code}", {}))
    for number in range(61):
        room.context.document.perform(AddNote(NewNote((NewVoice(f"Words {number}"),))))
    room.documents.mark("participant-summary")
    settled(room, qtbot)
    said = "The code reads back as your address. Not tested: whether the form is open."
    qtbot.waitUntil(lambda: said in seen(room.panel))
    names = {button.accessibleName(): button for button in room.panel.forms.findChildren(QPushButton)}
    qtbot.mouseClick(names["QR codes: One for each note"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "All 61 codes read back as your address." in seen(room.panel), timeout=10_000)
    qtbot.mouseClick(names["QR codes: One for each note"], Qt.MouseButton.LeftButton)  # taken back: as at first
    qtbot.waitUntil(lambda: "The code reads back as your address." in seen(room.panel), timeout=10_000)
    assert names["QR codes: As many as are readable"].isChecked()


def test_the_checks_say_how_many_stories_are_left_out_and_why(room: DocumentsPage, qtbot: QtBot) -> None:
    for consents in (
        (),
        (ConsentAnswer("public_report", "no", "written"),),
        (ConsentAnswer("public_report", "yes", "written", ask_again=date(2026, 1, 1)),),
        (ConsentAnswer("public_report", "yes", "written"),),
    ):
        room.context.document.perform(AddStory("CANARY words", {"teller": "CANARY"}, consents=consents))
    room.documents.mark("participant-summary")
    settled(room, qtbot)
    said = "Consent: 3 stories are left out: 1 was not asked, 1 said no, 1 yes has run out."
    qtbot.waitUntil(lambda: said in seen(room.panel), timeout=10_000)
    assert "CANARY" not in seen(room)


def test_letters_without_a_font_are_named(room: DocumentsPage, qtbot: QtBot) -> None:
    room.context.document.perform(ChangeProject({"title": "𓀀"}))
    qtbot.waitUntil(lambda: "No font has these letters: 𓀀 (U+13000)" in seen(room.panel), timeout=10_000)


# -- saving ---------------------------------------------------------------------------------------------------------


def test_save_open_and_show_in_folder(room: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    saved(room, qtbot, tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")
    assert answers(room).asked == ["Save “What we heard, on one page”"]
    assert heard(room).sentences == ["Saved as page.pdf."]
    assert "Saved as page.pdf, 1 page." in seen(room.saving)
    assert room.context.settings.get("documents_folder") == str(tmp_path)
    heard(room).actions[0]()
    qtbot.keyClick(room.saving.open, Qt.Key.Key_Return)
    qtbot.mouseClick(room.saving.folder, Qt.MouseButton.LeftButton)
    assert answers(room).opened == [tmp_path / "page.pdf"] * 2
    assert answers(room).shown == [tmp_path / "page.pdf"]


def test_what_left_the_project_is_remembered(
    room: DocumentsPage, project: Project, qtbot: QtBot, tmp_path: Path
) -> None:
    story = room.context.document.perform(
        AddStory("Told", {}, consents=(ConsentAnswer("public_report", "yes", "written"),))
    )
    assert story is not None
    for export_id in ("what-we-heard", "participant-summary"):
        room.documents.mark(export_id)
        settled(room, qtbot)
        saved(room, qtbot, tmp_path / f"{export_id}.pdf")
    rows = project.store.raw.execute("SELECT export, file_name, stories FROM export_log ORDER BY id").fetchall()
    assert [(row[0], row[1], json.loads(row[2])) for row in rows] == [
        ("what-we-heard", "what-we-heard.pdf", []),
        ("participant-summary", "participant-summary.pdf", [story.result]),
    ]


def test_the_proposed_name_is_safe_and_lies_where_one_was_saved_last(room: DocumentsPage, tmp_path: Path) -> None:
    room.context.document.perform(ChangeProject({"title": "A/B: care?"}))
    room.context.settings.set("documents_folder", str(tmp_path))
    room.saving.ask_and_save()
    assert room.saving._folder() == tmp_path
    assert room.saving._name(room.wanted()) == "A B care – What we heard, on one page.pdf"
    room.context.settings.set("documents_folder", str(tmp_path / "gone"))
    assert room.saving._folder().is_dir()


def test_a_name_without_its_ending_gets_one(room: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    saved(room, qtbot, tmp_path / "page")
    assert (tmp_path / "page.pdf").is_file()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("gone/page.pdf", "There is no folder"),
        ("mine.polku", "is the name of a project"),
        ("folder.pdf", "is a folder"),
    ],
)
def test_a_refusal_is_a_sentence_and_nothing_is_written(
    name: str, sentence: str, room: DocumentsPage, tmp_path: Path
) -> None:
    (tmp_path / "folder.pdf").mkdir()
    before = sorted(tmp_path.rglob("*"))
    answers(room).save_next = tmp_path / name
    room.saving.ask_and_save()
    assert sentence in seen(room.saving)
    assert room.saving.save.isVisibleTo(room)
    assert sorted(tmp_path.rglob("*")) == before


def test_cancel_leaves_nothing_behind(room: DocumentsPage, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(b"old")
    answers(room).save_next = tmp_path / "page.pdf"
    room.saving.ask_and_save()
    assert room.saving.cancel.isVisibleTo(room)
    assert not room.saving.save.isVisibleTo(room)
    qtbot.mouseClick(room.saving.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Cancelled. Nothing was written." in seen(room.saving), timeout=10_000)
    assert (tmp_path / "page.pdf").read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir() if ".part" in one.name] == []


def test_thinking_better_of_it_changes_nothing(room: DocumentsPage) -> None:
    room.saving.ask_and_save()
    assert room.saving.save.isVisibleTo(room)
    assert not room.saving.told.isVisibleTo(room)


# -- close ----------------------------------------------------------------------------------------------------------


def test_close_is_read_out_and_the_page_saved_in_two_more_clicks(
    room: DocumentsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    room.context.document.perform(AddWorkshop("Evening", {"ask": "What would help?", "day": TODAY}))
    room.context.document.perform(AddNote(NewNote((NewVoice("A bench", {"words_source": "own_hand"}),))))
    card = room.documents.visualRect(room.documents.cards.index(0))
    qtbot.mouseClick(room.documents.viewport(), Qt.MouseButton.LeftButton, pos=card.center())
    assert room.middle.currentWidget() is room.reading
    for words in ("What we asked", "What would help?", "“A bench”", "Nobody has promised an answer by a date yet."):
        qtbot.waitUntil(lambda words=words: words in seen(room.words))
    assert room.saving.save.accessibleName() == "Save “What we heard”"
    saved(room, qtbot, tmp_path / "heard.pdf")
    assert (tmp_path / "heard.pdf").is_file()
    assert room.middle.currentWidget() is room.reading
    qtbot.waitUntil(lambda: "The page that you hand out" in seen(room.panel))


def test_close_follows_what_is_entered(room: DocumentsPage, qtbot: QtBot) -> None:
    room._pause.setInterval(1)
    room.documents.mark(CLOSE)
    room.context.document.perform(AddWorkshop("Evening", {"ask": "A new question?", "day": TODAY}))
    qtbot.waitUntil(lambda: "A new question?" in seen(room.words), timeout=10_000)


# -- the whole ------------------------------------------------------------------------------------------------------


def test_commands_are_whole(share: ShareRoom, room: DocumentsPage) -> None:
    commands = share.commands()
    keys = [key for command in commands for key in command.shortcut.split()]
    assert len({command.id for command in commands}) == len(commands)
    assert len(set(keys)) == len(keys)
    wanted = "share-save share-print share-close share-refresh share-next-document share-previous-document"
    assert set(wanted.split()) <= {one.id for one in commands}
    share.show_page("left")
    next(one for one in commands if one.id == "share-close").run()
    assert room.documents.current_id() == CLOSE
    assert share.page is room


@pytest.mark.slow
def test_pages_are_drawn_by_what_is_loaded_only_when_shown() -> None:
    script = (
        "import sys, widgets.share.room; "
        "print(sorted(name for name in sys.modules if 'QtPdf' in name or name in ('reportlab', 'qrcode')))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.slow
def test_nothing_is_wider_than_the_room(qtbot: QtBot, tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path), reading=True) as project:
        context = context_of(project)
        share = ShareRoom(context)
        qtbot.addWidget(share)
        share.show()
        share.enter()
        room = share.documents
        for size in ((1266, 680), (1820, 990)):
            for percent in (80, 100, 200):
                context.look.use("light", percent)
                share.resize(*size)
                qtbot.wait(1)
                assert share.size().toTuple() == size
                for part in (room.documents, room.middle, room.panel, room.saving.save):
                    at = part.mapTo(share, part.rect().topLeft())
                    assert at.x() >= 0
                    assert at.x() + part.width() <= size[0]
                    # Where the panes fold at large text, the whole of them scrolls.
                    assert percent == 200 or at.y() + part.height() <= size[1]
        context.look.use("light", 100)
        share.leave()
        context.jobs.stop_all()


def test_what_changed_in_another_room_is_in_the_pages_when_one_comes_back(share: ShareRoom, qtbot: QtBot) -> None:
    room = share.documents
    settled(room, qtbot)
    share.leave()
    room.context.document.perform(AddNote(NewNote((NewVoice("Written while nobody looked at Share"),))))
    share.enter()
    settled(room, qtbot)
    assert "Written while nobody looked at Share" in words_of(room)
