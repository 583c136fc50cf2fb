"""An open project in the window: its rooms, made when first visited, and what ties them to the frame."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.finding import Finding
from app.guarding import guarded
from app.reopened import say_at_opening
from models import queries, views
from models.edits.project import AddWorkshop
from models.project import Project
from resources.texts import Translator
from widgets.asking import Asking
from widgets.capture.overlay import CaptureOverlay
from widgets.context import Context
from widgets.document import Document
from widgets.jobs import Jobs
from widgets.places import ROOM_PLACES, ROOMS_OF_TABLE
from widgets.room import Room
from widgets.rooms import ROOMS
from widgets.session import Session
from widgets.settings import ProjectSettings
from widgets.slowly import Slowly

if TYPE_CHECKING:
    from app.main_window import MainWindow

SHOWS_TO_ANSWER = ("weigh", "share", "reflect")  # room manners: counts to answer are hidden while people generate
MOST_OVER = 20  # menus and dialogs that lie over each other
TITLE_TABLES = frozenset({"project", "workshop"})


class Workspace(QObject):
    """One open project. Rooms ask it to go elsewhere; it tells the frame what to show.

    `elsewhere_wanted`, `again_wanted`: the person wants to save a copy elsewhere, or to try again, after trouble.
    """

    elsewhere_wanted = Signal()
    again_wanted = Signal()

    def __init__(
        self,
        window: "MainWindow",
        project: Project,
        tr: Translator,
        jobs: Jobs,
        asking: Asking,
        today: Callable[[], date],
        *,
        aside: Path | None = None,
    ) -> None:
        """`aside`: the folder for words that the file cannot take now; None: they are kept in memory."""
        super().__init__()
        self._window = window
        self.document = Document(project, tr, self, aside=aside)
        self.session = Session(self)
        self._settings = ProjectSettings(window.settings, self)
        self.context = Context(
            self.document, tr, window.look, self._settings, self.session, jobs, asking, window.notices, self, today
        )
        self.finding = Finding(window, self)
        self._rooms: dict[str, Room] = {}
        self.present_room: Room | None = None
        self._overlay: CaptureOverlay | None = None
        self._tally = QTimer(self)
        self._tally.setSingleShot(True)
        self._tally.setInterval(80)  # after the card is painted
        self._tally.timeout.connect(self._show_tallies)
        self._typing = self._closed = False
        self.first_words: list[tuple[str, str]] = []  # sentence and tone of what is to be said first at the opening
        self._wire()
        workshops = self.document.ask(queries.workshops)
        if workshops:
            self.session.enter_workshop(workshops[-1].id)
        self._show_title()
        self._show_saved()
        self._show_history()
        self._tally.start()

    # -- what rooms ask for ---------------------------------------------------------------------

    def show_room(self, room_id: str) -> None:
        """Go to a room."""
        room = self.room(room_id)
        if self.present_room is not room:
            self.document.settle()
            if self.present_room is not None:
                self.present_room.leave()
            self.present_room = room
            self._window.show_page(room, room_id)
            room.enter()
            place = next(place for place in ROOM_PLACES if place.id == room_id)
            self._window.show_room_menu(self.context.tr(place.name), room.commands_once(), room)
            self._tally.start()
        elif self._window.pages.currentWidget() is not room:  # the start screen was shown over it
            self._window.show_page(room, room_id)
        room.enter_focus()

    def come_back(self) -> None:
        """Show the present room again, after the start screen was shown over it."""
        room = self.present_room
        self.show_room(room.id if room is not None else self.first_room())

    def show_subject(self, table: str, row_id: str) -> None:
        """Go to where a row is worked on; the present room first, if it shows it."""
        here = self.present_room.id if self.present_room else ""
        wanted = ROOMS_OF_TABLE.get(table, ())
        for room_id in (here, *wanted) if here in wanted else wanted:
            self.show_room(room_id)
            if self.room(room_id).show_row(table, row_id):
                return
        self._window.notices.say(self.context.tr("This is not there any more."), tone="waiting")

    def capture(self, kind: str) -> None:
        """Open the bar over the present room; in Capture itself the bar is there already."""
        room = self.present_room
        if room is not None and room.id == "capture":
            room.focus_bar(kind)  # pyright: ignore[reportAttributeAccessIssue]
        else:
            self.overlay.open(kind)

    def present(self) -> None:
        """Open the projector's window, unless the hall sees something already."""
        self._window.projector_wanted.emit()

    def import_words(self, words: str, taken: Callable[[], object] | None = None) -> None:
        """Show what lines would become, and add them when the person agrees; then `taken` is called."""
        from app.import_dialog import import_words_into

        guarded(lambda: import_words_into(self._window, self, words, taken), self.context.tr, self._window.notices)

    @property
    def overlay(self) -> CaptureOverlay:
        """The bar over the other rooms; it is made when it is first asked for."""
        if self._overlay is None:
            self._overlay = CaptureOverlay(self.context, self._window.pages)
            self._overlay.hide()
        return self._overlay

    @property
    def window(self) -> "MainWindow":
        """The frame, for a dialog to lie over."""
        return self._window

    # -- what the program asks for --------------------------------------------------------------

    def take_photos(self, paths: tuple[Path, ...]) -> None:
        """Take photos that were dropped on the window as photos of the workshop."""
        from widgets.pictures.offered import of_files

        self.show_room("capture")
        self.room("capture").take_offered(of_files(list(paths)))  # pyright: ignore[reportAttributeAccessIssue]

    def room(self, room_id: str) -> Room:
        """Return a room; it is made at the first visit."""
        if room_id not in self._rooms:
            made = next(room for room in ROOMS if room.id == room_id)(self.context)
            self._rooms[room_id] = made
            self._window.pages.addWidget(made)
        return self._rooms[room_id]

    def rooms(self) -> tuple[Room, ...]:
        """Return all rooms, those that nobody visited yet too."""
        return tuple(self.room(place.id) for place in ROOM_PLACES)

    def first_room(self) -> str:
        """Return where to begin: at the path where there is one, else in Capture."""
        return "map" if any(path.cards for path in self.document.ask(queries.paths)) else "capture"

    def begin(self, room_id: str, *, tells_due: bool = True) -> None:
        """Show the first room: made in one turn of the event loop, filled in the next, so that no frame waits long.

        `tells_due`: then say which promises are due, and which answers are not confirmed any more.
        """
        QTimer.singleShot(0, self, lambda: self._make_first(room_id, tells_due=tells_due))

    def _make_first(self, room_id: str, *, tells_due: bool) -> None:
        if self.present_room is None and not self._closed:
            self.room(room_id)
            QTimer.singleShot(0, self, lambda: self._closed or self.present_room or self.show_room(room_id))
        if tells_due:
            QTimer.singleShot(0, self, lambda: self._closed or say_at_opening(self))

    def add_workshop(self) -> None:
        """Add a workshop and go to where it is described."""
        number = len(self.document.ask(queries.workshops)) + 1
        title = self.context.tr("Workshop {n}", n=number)
        done = self.document.perform(AddWorkshop(title, {"day": self.context.today()}))
        if done is not None:
            self.session.enter_workshop(str(done.result))
            self.show_subject("workshop", str(done.result))

    def close(self) -> str:
        """Perform typed text, close the file and take the rooms away; nothing that comes late reaches them.

        Return the sentence of trouble, empty for none: whatever the disk says, it is closed afterwards.
        """
        self._closed = True
        _close_what_lies_over()
        self.document.stop()
        self.document.settle()
        self.context.jobs.stop_all()
        self._window.search.find_nothing()
        self._window.show_room_menu("", (), None)
        self._window.pages.setFocus()  # who loses the keys keeps what is typed, while there is a file to keep it in
        self._window.pages.setCurrentWidget(self._window.start)  # else each room taken away would show the next one
        if self.present_room is not None:
            self.present_room.leave()
        sentence = self.document.close()
        self._window.notices.withdraw()  # its buttons would act on what is closed
        self._take_rooms_away()
        return sentence

    def _take_rooms_away(self) -> None:
        """Take the rooms away. Qt deletes them when it comes to it: until then they must not ask the closed file."""
        for told in (self.session, self._settings):
            told.blockSignals(True)
        made = [self._overlay] if self._overlay else []
        for owner in (self, *made, *self._rooms.values()):
            for timer in owner.findChildren(QTimer):
                timer.stop()
        for overlay in made:
            overlay.hide()
            overlay.deleteLater()
        for room in self._rooms.values():
            self._window.pages.removeWidget(room)
            room.deleteLater()
        self._rooms.clear()
        self.present_room = None

    # -- inside ---------------------------------------------------------------------------------

    def _wire(self) -> None:
        document = self.document
        document.changed.connect(self._changed)
        document.history_changed.connect(self._show_history)
        document.refused.connect(self._refused)
        document.troubled.connect(self._in_trouble)
        document.recovered.connect(self._recovered)
        document.put_aside.connect(self._show_saved)
        document.typing.connect(self._show_typing)
        document.slow_began.connect(self._show_slow)
        self.session.workshop_changed.connect(self._show_title)

    def _changed(self, rows: frozenset[tuple[str, str]]) -> None:
        self._typing = False
        self._show_saved()
        if any(table in TITLE_TABLES for table, _ in rows):
            self._show_title()
        self._tally.start()

    def _show_slow(self, slow: Slowly) -> None:
        from widgets.importing.progress import Progress

        Progress(self._window.look, self.context.tr, slow, self._window).open()

    def _refused(self, sentence: str) -> None:
        tr, wanted = self.context.tr, self.elsewhere_wanted.emit
        way = (tr("Save a copy elsewhere …"), wanted) if self.document.read_only else ("", None)
        self._window.notices.say(sentence, *way, tone="waiting")

    def _in_trouble(self, sentence: str) -> None:
        tr = self.context.tr
        self._show_saved()
        also = ((tr("Save a copy elsewhere …"), self.elsewhere_wanted.emit),)
        self._window.notices.say(sentence, tr("Try again"), self.again_wanted.emit, tone="danger", also=also)

    def _recovered(self) -> None:
        self._show_saved()
        said = self.context.tr("{file} is written again. Nothing was lost.", file=self.document.name)
        self._window.notices.say(said)

    def _show_typing(self, typing: bool) -> None:
        self._typing = typing
        self._show_saved()

    def _show_saved(self) -> None:
        document, status, tr = self.document, self._window.status, self.context.tr
        kept = document.drafts.kept_in
        if document.trouble is not None:
            words = document.drafts.aside()
            beside = tr("Not saved. What you type is kept on this computer")
            alone = tr("Not saved. What you type is kept only while Polku is open")
            status.show_trouble((beside if kept == "profile" else alone) if words else tr("Not saved: see the notice"))
        elif document.read_only:
            status.show_reading(document.name)
        elif self._typing:
            status.show_typing(document.name)
        else:
            status.show_saved(document.name)

    def _show_history(self) -> None:
        self._window.status.show_undo(self.document.undo_text())
        tr, window = self.context.tr, self._window
        for command, text, what in (
            ("undo", tr("Undo"), self.document.undo_text()),
            ("redo", tr("Redo"), self.document.redo_text()),
        ):
            window.set_text(command, f"{text} “{what}”" if what else text)
        window.refresh_actions()

    def _show_title(self) -> None:
        tr = self.context.tr
        project = self.document.ask(queries.project)
        workshops = self.document.ask(queries.workshops)
        named = [
            (shop.id, " · ".join(part for part in (shop.title, shop.venue.partition(",")[0]) if part))
            for shop in workshops
        ]
        ids = {shop.id for shop in workshops}
        if self.session.workshop_id and self.session.workshop_id not in ids:
            self.session.enter_workshop(None)
        self._window.topbar.show_project(project.title, named, self.session.workshop_id or "")
        self._window.setWindowTitle(tr("{title} – Polku", title=project.title))

    def _show_tallies(self) -> None:
        tallies = self.document.ask(views.tallies)
        here = self.present_room.id if self.present_room else ""
        to_answer = tallies.to_answer if here in SHOWS_TO_ANSWER else None
        self._window.status.show_counts(tallies.stories, tallies.notes, to_answer)
        work = {table for place in ROOM_PLACES for table in place.work}
        filled = self.document.ask(views.filled, *sorted(work))
        for place in ROOM_PLACES:
            self._window.rail.show_done(place.id, not filled.isdisjoint(place.work))


def _close_what_lies_over() -> None:
    """Close menus and dialogs that wait for an answer: what they would act on is being closed."""
    for _ in range(MOST_OVER):
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if over is None:
            break
        over.close()
