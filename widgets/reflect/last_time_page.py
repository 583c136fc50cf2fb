"""Last time: the promises of an earlier project file, with what became of them; a person chooses what comes along."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QStackedLayout, QWidget

from models import last_time, queries
from models.cipher import Key
from models.edits.last_time import BringPromises
from models.errors import NeedsPassword, PolkuError
from models.last_time import Compared, EarlierFile
from resources.texts import N_
from widgets.command import Command
from widgets.context import Context
from widgets.dialogs.asking_password import AskingPassword
from widgets.jobs import Job
from widgets.lists.cards import CardList
from widgets.paged import Page
from widgets.parts.buttons import Button
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Callout, column, flow, row
from widgets.parts.labels import Label, muted
from widgets.reflect.last_time_words import card_of, comes_at_first, to_bring
from widgets.room import Rows
from widgets.theme import GRID


class LastTimePage(Page):
    """One file at a time: nothing read yet, reading, or its promises with a tick before what comes along."""

    id = "last-time"
    name = N_("Last time")
    icon = "history"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, look = context.tr, context.look
        self.found: EarlierFile | None = None
        self.compared: tuple[Compared, ...] = ()
        self.chosen: set[str] = set()
        self._job: Job | None = None
        self._asking = AskingPassword(self, look, tr, context.jobs)
        self.fault = Callout(look, "waiting", "")
        self.fault.hide()
        self.choose = Button(look, tr("Choose a project file…"), "folder-open", "primary", self.choose_file)
        self.here = Button(look, "", "history", "link", self.show_here)
        self.title, self.sentence, self.nothing = Label("", "title"), muted(""), muted("")
        self.list = CardList(look, tr("Promises of the earlier project"), lines=4)
        self.list.opened.connect(self.toggle)
        self.list.clicked.connect(lambda _: self.toggle(self.list.current_id()))
        self.list.installEventFilter(self)
        self.bring = Button(look, "", "check", "primary", self.bring_in, "Ctrl+Return")
        self.all = Button(look, tr("All"), "", "quiet", lambda: self.choose_all(wanted=True))
        self.none = Button(look, tr("None"), "", "quiet", lambda: self.choose_all(wanted=False))
        self.another = Button(look, tr("Another file…"), "folder-open", "quiet", self.choose_file)
        self._lay_out()

    def _lay_out(self) -> None:
        tr, look = self.context.tr, self.context.look
        self.empty = EmptyState(
            look,
            "history",
            tr("What was promised before?"),
            tr(
                "Choose the file of an earlier project. Its confirmed promises and what became of them are listed, and "
                "you say which come along. The file is not changed, and nobody's own words are taken from it."
            ),
            self.choose,
        )
        self.reading = QWidget()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(tr("Reading the earlier project"))
        self.stop = Button(look, tr("Stop"), "x", "", self.stop_reading)
        line = row(1, bar, self.stop, 1)
        line.setStretch(1, 2)
        self.reading.setLayout(column(1, row(1, Label(tr("Reading the earlier project"), "title"), 1), line, 2))
        listed = QWidget()
        buttons = flow(self.bring, self.all, self.none, self.another)
        inside = column(self.title, self.sentence, self.nothing, self.list, buttons, spacing=2 * GRID)
        inside.setStretchFactor(self.list, 1)
        listed.setLayout(inside)
        self.listed = listed
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        for page in (self.empty, self.reading, listed):
            self._stack.addWidget(page)
        whole = column(self.fault, holder, flow(self.here), spacing=2 * GRID)
        whole.setStretchFactor(holder, 1)
        whole.setContentsMargins(4 * GRID, GRID, 4 * GRID, 4 * GRID)
        self.setLayout(whole)

    # -- what the room calls --------------------------------------------------------------------

    @classmethod
    def commands(cls, page: Callable[[], Page]) -> tuple[Command, ...]:
        """Return how promises are brought in."""

        def choose() -> None:
            shown = page()
            assert isinstance(shown, LastTimePage)  # noqa: S101 - the room makes each page from its own class
            shown.choose_file()

        name = N_("Bring in promises of an earlier project…")
        return (Command("bring-promises", name, choose, "history", group="last"),)

    def refresh(self, rows: Rows) -> None:
        """Compare again with what is here, where that changed."""
        if not rows or any(table == "earlier_promise" for table, _ in rows):
            self._show()

    def enter_focus(self) -> None:
        """Put the focus on what was read, else on choosing a file."""
        if self._stack.currentWidget() is self.listed and self.compared:
            self.list.take_focus()
        else:
            (self.another if self._stack.currentWidget() is self.listed else self.choose).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space says whether a promise comes along, Ctrl+Enter brings in what is chosen."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched is self.list:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() == Qt.Key.Key_Space:
                self.toggle(self.list.current_id())
                return True
            if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.bring_in()
                return True
        return super().eventFilter(watched, event)

    # -- what people do -------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for a file and read it beside the window."""
        tr, document = self.context.tr, self.context.document
        title = tr("Which earlier project?")
        path = self.context.asking.file_to_open(title, tr("Polku projects (*.polku)"), document.path.parent)
        if path is not None and self._job is None:
            self.read(path)

    def read(self, path: Path, key: Key | None = None) -> None:
        """Read the promises of a file, and list them. `key`: of a locked one; without it the password is asked for."""
        here, project_id = self.context.document.path, self.context.document.ask(queries.project).id
        self._say("")
        self._job = self.context.jobs.start(lambda _: last_time.read_earlier(path, here, project_id, key), wanted=True)
        self._job.done.connect(self._was_read)
        self._job.failed.connect(lambda error: self._failed(error, path))
        self._job.cancelled.connect(self._ended)
        self._stack.setCurrentWidget(self.reading)
        self.stop.setFocus()

    def stop_reading(self) -> None:
        """Read no further."""
        if self._job is not None:
            self._job.cancel()

    def toggle(self, source_id: str) -> None:
        """Say whether a promise comes along; one that is here with the same outcome need not."""
        compared = next((one for one in self.compared if one.promise.source_id == source_id), None)
        if compared is not None and compared.state != "same":
            self.chosen ^= {source_id}
            self._show_list()

    def choose_all(self, *, wanted: bool) -> None:
        """Choose all that is not here already, or nothing."""
        ids = {one.promise.source_id for one in self.compared if one.state != "same"}
        self.chosen = ids if wanted else set()
        self._show_list()
        self.list.take_focus()

    def bring_in(self) -> None:
        """Bring in what is chosen, in one step."""
        tr, document = self.context.tr, self.context.document
        if self.found is None or not self.chosen:
            self._say(tr("Choose at least one promise: Space says whether it comes along."))
            return
        wanted = tuple(to_bring(tr, one.promise) for one in self.compared if one.promise.source_id in self.chosen)
        done = document.perform(BringPromises(self.found.title, wanted), self._say)
        if done is None:
            return
        added, told = done.result if isinstance(done.result, tuple) else (0, 0)
        said = tr.count("{n} promise came along.", "{n} promises came along.", added) if added else ""
        more = tr.count("{n} has another outcome now.", "{n} have another outcome now.", told) if told else ""
        sentence = " ".join(part for part in (said, more) if part)
        also = ((tr("Show them"), self.show_here),)
        self.context.notices.say(sentence, tr("Undo"), document.undo, also=also)

    def show_here(self) -> None:
        """Go to what was promised last time, in Prepare."""
        first = next(iter(self.context.document.ask(queries.earlier_promises)), None)
        self.context.window.show_room("prepare")
        if first is not None:
            self.context.window.show_subject("earlier_promise", first.id)

    # -- showing --------------------------------------------------------------------------------

    def _was_read(self, found: object) -> None:
        self._ended()
        if isinstance(found, EarlierFile):
            self.found = found
            self._compare()
            self.chosen = {one.promise.source_id for one in self.compared if comes_at_first(one)}
            self._show()
            if self.isVisible():
                self.enter_focus()

    def _failed(self, error: object, path: Path) -> None:
        self._ended()
        if isinstance(error, NeedsPassword):
            self._asking.ask(path, lambda key: self.read(path, key), lambda other: self._failed(other, path))
        elif isinstance(error, PolkuError):
            self._say(error.sentence(self.context.tr))
        elif isinstance(error, MemoryError):
            self._say(self.context.tr("There is too little memory to read this file. Close other programs first."))
        elif isinstance(error, BaseException):
            raise error  # a bug: for the crash net

    def _ended(self) -> None:
        self._job = None
        self._show()
        if self.isVisible():
            self.enter_focus()

    def _compare(self) -> None:
        if self.found is not None:
            self.compared = self.context.document.ask(last_time.compare, self.found)
            self.chosen &= {one.promise.source_id for one in self.compared if one.state != "same"}

    def _show(self) -> None:
        tr = self.context.tr
        here = len(self.context.document.ask(queries.earlier_promises))
        self.here.setVisible(here > 0)
        self.here.say(
            tr.count(
                "{n} promise of last time is in Prepare. Show it",
                "{n} promises of last time are in Prepare. Show them",
                here,
            )
        )
        if self._job is not None:
            return
        self._compare()
        self._stack.setCurrentWidget(self.listed if self.found else self.empty)
        if self.found is not None:
            self.title.setText(self.found.title)
            self.sentence.setText(self._about(self.found))
            self.nothing.setText(tr("This project holds no confirmed promise, so there is nothing to bring along."))
            self.nothing.setVisible(not self.compared)
            for widget in (self.list, self.bring, self.all, self.none):
                widget.setVisible(bool(self.compared))
            self._show_list()

    def _about(self, found: EarlierFile) -> str:
        tr = self.context.tr
        count = tr.count("{n} promise was confirmed there.", "{n} promises were confirmed there.", len(found.promises))
        left = tr.count(
            "{n} answer was never confirmed and is not listed.",
            "{n} answers were never confirmed and are not listed.",
            found.unconfirmed,
        )
        return f"{count} {left}" if found.unconfirmed else count

    def _show_list(self) -> None:
        tr = self.context.tr
        self.list.show_cards([card_of(tr, one, chosen=one.promise.source_id in self.chosen) for one in self.compared])
        self.bring.say(tr.count("Bring in {n}", "Bring in {n}", len(self.chosen)))
        self.bring.setEnabled(bool(self.chosen))

    def _say(self, sentence: str) -> None:
        """Say what went wrong, above everything."""
        self.fault.say(sentence)
        self.fault.setVisible(bool(sentence))
