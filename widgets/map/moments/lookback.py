"""Looking back: while a moment is looked at, its page stands in place of the path, and nothing can be changed."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import moments, queries
from models.edits.moments import RestorePath
from models.errors import Refused
from models.moments import MomentRecord
from widgets.command import Command
from widgets.context import Context
from widgets.map.desk import Desk
from widgets.map.moments.past import PastPage


class LookBack(QObject):
    """Shows the past among the pages of the room when the desk is asked for it, and takes it away again."""

    def __init__(self, context: Context, desk: Desk, pages: QStackedWidget, back: Callable[[], object]) -> None:
        """`back`: give the keyboard to the path of now."""
        super().__init__(pages)
        self._context, self._desk, self._pages, self._back = context, desk, pages, back
        self.page: PastPage | None = None
        self._all: tuple[MomentRecord, ...] = ()
        desk.moment_changed.connect(self._changed)

    @property
    def is_on(self) -> bool:
        """Tell whether the past is on screen."""
        return self._desk.moment_id is not None and self.page is not None

    def show(self, page: QWidget) -> None:
        """Show a page of now; while the past is looked at, that as it is to be now: the moment may be gone."""
        if self._desk.moment_id is not None:
            self._show()
        if self._desk.moment_id is None:
            self._pages.setCurrentWidget(page)

    def leave(self) -> None:
        """Go back to now."""
        self._desk.look_back(None)

    def guarded(self, commands: tuple[Command, ...]) -> tuple[Command, ...]:
        """Return commands that only say, while the past is looked at, that they are for the path of now."""
        return tuple(self._guarded(one) for one in commands)

    def zoom(self, step: int) -> bool:
        """Zoom the drawing of then; False: the past is not on screen."""
        if self.is_on and self.page is not None:
            self.page.view.zoom(step)
        return self.is_on

    def _guarded(self, command: Command) -> Command:
        def run() -> object:
            return self._say_no() if self.is_on else command.run()

        return replace(command, run=run, enabled=lambda: not self.is_on and command.enabled())

    def _say_no(self) -> None:
        tr = self._context.tr
        self._context.notices.say(
            tr("This is the path as it was. Go back to now to work on it."), tr("Back to now"), self.leave
        )

    def _changed(self) -> None:
        if self._desk.moment_id is not None:
            self._show()
            if self.is_on and self.page is not None:
                self.page.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.page is not None and self._pages.currentWidget() is self.page:
            self._pages.setCurrentIndex(0)
            self._back()

    def _show(self) -> None:
        ask, path = self._context.document.ask, self._desk.path
        self._all = ask(moments.moments)
        moment = next((one for one in self._all if one.id == self._desk.moment_id), None)
        if moment is None or path is None:
            self.leave()
            return
        try:
            then = ask(moments.path_at, moment.id, path.id)
        except Refused as error:
            self.leave()
            self._context.notices.say(error.sentence(self._context.tr), tone="waiting")
            return
        page = self._made()
        people = {row_id: name or code for row_id, (name, code) in ask(queries.participants).items()}
        zone, changed = ask(queries.project).zone, moments.changes(path, then)
        page.show_moment(moment, zone, then, changed, self._desk.groups, people)
        page.show_ways(earlier=self._beside(-1) is not None, later=self._beside(1) is not None)
        self._pages.setCurrentWidget(page)

    def _made(self) -> PastPage:
        if self.page is None:
            self.page = PastPage(self._context)
            self.page.left.connect(self.leave)
            self.page.restored.connect(self._restore)
            self.page.hopped.connect(self._hop)
            self._pages.addWidget(self.page)
        return self.page

    def _beside(self, step: int) -> MomentRecord | None:
        """Return the moment before (−1) or behind the one on screen that one can look back to."""
        known = [one for one in reversed(self._all) if one.known]
        at = next((at for at, one in enumerate(known) if one.id == self._desk.moment_id), -1)
        return known[at + step] if at >= 0 and 0 <= at + step < len(known) else None

    def _hop(self, step: int) -> None:
        if (there := self._beside(step)) is not None:
            self._desk.look_back(there.id)

    def _restore(self) -> None:
        path, moment_id, tr = self._desk.path, self._desk.moment_id, self._context.tr
        if path is None or moment_id is None:
            return
        if self._context.document.perform(RestorePath(path.id, moment_id)) is not None:
            self.leave()
            sentence = tr("The path is as it was then. Stories and notes are kept.")
            self._context.notices.say(sentence, tr("Undo"), self._context.document.undo)
