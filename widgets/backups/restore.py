"""The restore screen: the backups of a project, newest first, what is in each, and two ways to use one."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.backup_finding import Found, Looked, find, look
from models.backup_reading import Contents
from models.backup_records import Backup
from models.cipher import Key
from resources.texts import Translator
from widgets.asking import Asking
from widgets.backups.details import Details
from widgets.backups.words import card_of
from widgets.dialogs.base import Dialog
from widgets.jobs import Jobs
from widgets.lists.cards import CardList
from widgets.look import Look
from widgets.parts.buttons import Button
from widgets.parts.empty import EmptyState
from widgets.parts.frames import Panes, Surface, column
from widgets.parts.labels import muted
from widgets.theme import GRID

SIZE = (1080, 680)


class RestoreDialog(Dialog):
    """Reads in the background; nothing on the screen waits. `beside_wanted`, `in_place_wanted`: a Backup."""

    beside_wanted = Signal(object)
    in_place_wanted = Signal(object)

    def __init__(
        self,
        look: Look,
        tr: Translator,
        jobs: Jobs,
        asking: Asking,
        path: Path,
        places: Sequence[Path],
        *,
        now: Contents | None = None,
        key: Key | None = None,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        """`now`: what is in the project, where it is open in this window."""
        super().__init__(look, tr("Backups of {name}", name=path.stem), parent, SIZE)
        self._tr, self._jobs, self._asking, self._today = tr, jobs, asking, today
        self._path, self._places, self._now, self._key = path, tuple(places), now, key
        self.found: Found | None = None
        self._looked: dict[str, Looked] = {}
        self.list = CardList(look, tr("Backups, newest first"), lines=2)
        self.list.chosen.connect(self._mark)
        self.details = Details(look, tr)
        self.details.beside_wanted.connect(self._beside)
        self.details.in_place_wanted.connect(self._in_place)
        self.details.folder_wanted.connect(self._show_in_folder)
        self.list.opened.connect(lambda _: self.details.beside.setFocus(Qt.FocusReason.TabFocusReason))
        self._pages = QStackedWidget()
        self._wait = Surface("paper", column(muted(tr("Looking for backups …")), 1, margin=6 * GRID))
        panes = Panes(look, Surface("panel", column(self.list)), self.details, None, widths=(400, 420, 0))
        self._panes = panes
        for page in (self._wait, panes):
            self._pages.addWidget(page)
        close = Button(look, tr("Close"), "", "", self.reject, "Esc")
        self.fill(self._pages, [self.details.beside, self.details.in_place, close], margin=0)
        self.read()

    def read(self) -> None:
        """Look for the backups anew."""
        path, places, now, key = self._path, self._places, self._now, self._key
        job = self._jobs.start(lambda _: find(path, places, now, key))
        job.done.connect(self._show_found)
        job.failed.connect(self._failed)

    @property
    def marked(self) -> Backup | None:
        """The backup that is marked in the list."""
        listed = self.found.backups if self.found else ()
        return next((one for one in listed if one.id == self.list.current_id()), None)

    # -- inside ---------------------------------------------------------------------------------

    def _show_found(self, found: Found) -> None:
        self.found = found
        if not found.backups:
            for button in (self.details.beside, self.details.in_place):
                button.hide()
            self._pages.addWidget(self._empty())
            self._pages.setCurrentIndex(self._pages.count() - 1)
            return
        today, tr = self._today(), self._tr
        self.list.show_cards([card_of(one, today, tr) for one in found.backups])
        self._pages.setCurrentWidget(self._panes)
        self.list.take_focus()
        self._mark(self.list.current_id())

    def _empty(self) -> QWidget:
        tr = self._tr
        place = str(self._places[0]) if self._places else ""
        says = tr(
            "While a project is open and changed, Polku backs it up every five minutes to {folder}. "
            "Another place can be named in the settings.",
            folder=place,
        )
        return EmptyState(self._look, "history", tr("No backups of this project yet"), says)

    def _mark(self, _: str) -> None:
        backup, found = self.marked, self.found
        if backup is None or found is None:
            self.details.show_nothing(self._tr("Mark a backup to see what is in it."))
            return
        looked = self._looked.get(backup.id)
        self.details.show_backup(backup, found, looked, self._today())
        if looked is None:
            key = self._key
            job = self._jobs.start(lambda _: (backup.id, look(backup, found, key)))
            job.done.connect(self._show_looked)
            job.failed.connect(self._failed)

    def _show_looked(self, seen: tuple[str, Looked]) -> None:
        backup_id, looked = seen
        self._looked[backup_id] = looked
        backup = self.marked
        if backup is not None and backup.id == backup_id and self.found is not None:
            self.details.show_backup(backup, self.found, looked, self._today())

    def _beside(self) -> None:
        if (backup := self.marked) is not None:
            self.beside_wanted.emit(backup)

    def _in_place(self) -> None:
        if (backup := self.marked) is not None:
            self.in_place_wanted.emit(backup)

    def _show_in_folder(self) -> None:
        if (backup := self.marked) is not None:
            self._asking.show_in_folder(backup.path)

    def _failed(self, error: BaseException) -> None:
        raise error  # a bug: for the crash net
