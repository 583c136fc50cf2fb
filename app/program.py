"""The program: what the actions of the window do. Opens, makes and closes projects; hands the rest to the workspace."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from app import project_files, taking_in
from app.backing_up import BackingUp
from app.guarding import guarded
from app.loading import Loader
from app.locking import Locking
from app.main_window import MainWindow
from app.making_example import make_example
from app.paths import Paths, is_writable
from app.recovering import Recovering
from app.rescue import Rescue
from app.showing import Showing
from resources.texts import Translator
from widgets.asking import Asking
from widgets.jobs import Jobs
from widgets.look import Look
from widgets.settings import Settings, text_size_beside
from widgets.start.recent import recents, remember

if TYPE_CHECKING:  # all of them come with the models, which are loaded after the first frame
    from app.workspace import Workspace
    from models.cipher import Key
    from models.project import Project


class Program(QObject):
    """One window and at most one open project."""

    def __init__(
        self, look: Look, tr: Translator, settings: Settings, paths: Paths, asking: Asking, today: Callable[[], date]
    ) -> None:
        super().__init__()
        self.look, self.texts, self.settings, self.paths = look, tr, settings, paths
        self.asking, self.today = asking, today
        self.loader = Loader(self)
        self.jobs = Jobs(self)
        self.workspace: Workspace | None = None
        self.crash_window: QObject | None = None
        self.report: Callable[[BaseException], object] = _raise_again  # the crash net, once it hangs
        self.note: Callable[..., object] = _note_nothing  # the logbook, once it is open
        self.locking = Locking(self)
        self.backing_up, self.recovering = BackingUp(self), Recovering(self)
        self.window = MainWindow(look, tr, settings, self)
        self.showing = Showing(self.window, lambda: self.workspace)
        self.rescue = Rescue(self)
        self._wire()

    def _wire(self) -> None:
        window = self.window
        window.closing.connect(self._closing)
        window.files_dropped.connect(lambda paths: taking_in.take_dropped(self, paths))
        window.rail.wanted.connect(self.show_room)
        window.status.history_wanted.connect(lambda: self.show_room("history"))
        window.topbar.workshop_wanted.connect(self._enter_workshop)
        window.topbar.new_workshop_wanted.connect(self._new_workshop)
        window.topbar.present_wanted.connect(self.present)
        window.search.chosen.connect(self._show_found)
        window.start.new_wanted.connect(self.create)
        window.start.open_wanted.connect(self.open)
        window.start.example_wanted.connect(self.open_example)
        window.start.backups_wanted.connect(lambda path: self.backing_up.restore(Path(path)))
        window.start.recent_wanted.connect(lambda path: self.open_path(Path(path)))
        self.settings.changed.connect(self._setting_changed)
        window.recent_menu.aboutToShow.connect(self._fill_recent)
        window.action(f"palette-{self.settings.get('palette')}").setChecked(True)

    # -- projects -------------------------------------------------------------------------------

    def new(self) -> None:
        """Go to the start screen's field for a name; the open project stays open until there is a new one."""
        self.window.show_start_field()

    def create(self, title: str) -> None:
        """Make a project in Documents/Polku and land in Capture with the cursor in the bar."""
        self.loader.when_ready(lambda: self.guarded(lambda: self._create(title)))

    def open(self) -> None:
        """Ask for a file and open it."""
        path = self.asking.file_to_open(
            self.texts("Open a project"), project_files.project_filter(self.texts), self._folder()
        )
        if path is not None:
            self.open_path(path)

    def open_path(
        self, path: Path, then: Callable[[], object] | None = None, room_id: str = "", key: "Key | None" = None
    ) -> None:
        """Open a project; what is open stays open where that does not work. `key`: what opened a locked one before."""
        self.loader.when_ready(lambda: self.guarded(lambda: self._open(path, then, room_id, key)))

    def open_example(self, then: Callable[[], object] | None = None) -> None:
        """Open the example; it is made in the profile the first time."""
        example = self.paths.example
        if example.exists():
            self.open_path(example, then)
            return
        self.loader.when_ready(lambda: make_example(self, example, then))

    def save_copy(self) -> None:
        """Ask for a name and save a copy."""
        workspace = self.workspace
        if workspace is None:
            return
        here = workspace.document.path
        proposed = project_files.copy_beside(here)
        path = self.asking.file_to_save(self.texts("Save a copy"), project_files.project_filter(self.texts), proposed)
        if path is not None and project_files.save_copy(workspace.document, path, self.texts):
            show = lambda: self.asking.show_in_folder(path)  # noqa: E731 - one line, used once
            self.window.notices.say(
                self.texts("A copy was saved as {file}.", file=path.name), self.texts("Show in folder"), show
            )

    def import_file(self) -> None:
        """Ask for a file and read notes or a path from it."""
        taking_in.import_chosen(self, self._folder())

    def merge_files(self) -> None:
        """Ask for files of other laptops and merge them into the open project."""
        taking_in.merge_files(self)

    def close_project(self) -> None:
        """Close the project and show the start screen."""
        if self.workspace is None or not self._may_leave(self.close_project):
            return
        sentence = self.leave_quietly()
        self.window.show_start()
        if sentence:
            self.window.notices.say(sentence, tone="danger")

    def leave_quietly(self) -> str:
        """Close the project without asking; return the sentence of trouble. Whatever happens, it is closed."""
        workspace, self.workspace = self.workspace, None
        self.jobs.stop_all()
        self.showing.close_all()
        sentence = ""
        try:
            sentence = workspace.close() if workspace else ""
        except Exception as error:  # noqa: BLE001 - a mistake of ours is no reason to hold anybody
            self.report(error)
        self.note("closed")
        return sentence

    def quit(self) -> None:
        """Close the window."""
        self.window.close()

    # -- editing --------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take back the last edit."""
        if self.workspace:
            self.workspace.document.undo()

    def redo(self) -> None:
        """Bring back what was taken back."""
        if self.workspace:
            self.workspace.document.redo()

    def clip(self, what: str) -> None:
        """Cut, copy or paste in the field that has the focus, else what is marked in the room."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit | QPlainTextEdit | QTextEdit):
            getattr(focused, what)()
        elif self.workspace and self.workspace.present_room:
            getattr(self.workspace.present_room, what)()

    def find_here(self) -> None:
        """Search in the list of the present room."""
        if self.workspace and self.workspace.present_room:
            self.workspace.present_room.find_here()

    def search(self) -> None:
        """Search everywhere."""
        if self.workspace:
            self.window.search.begin()

    # -- going about ----------------------------------------------------------------------------

    def show_room(self, room_id: str) -> None:
        """Go to a room."""
        if self.workspace:
            self.showing.leave_room_view()
            self.workspace.show_room(room_id)

    def go_round(self) -> None:
        """Take the keys from the room to the rail, and back."""
        self.window.go_round()

    def capture(self, kind: str) -> None:
        """Open the capture bar."""
        if self.workspace and not self.showing.fills_window():
            self.workspace.capture(kind)

    def zoom(self, step: int) -> None:
        """Zoom what the room shows; where there is nothing to zoom, the text."""
        room = self.workspace.present_room if self.workspace else None
        if room is None or not room.zoom(step):
            self.text_size(step)

    def text_size(self, step: int) -> None:
        """Make all text larger (+1), smaller (−1) or as it was (0)."""
        self.settings.set("text_size", text_size_beside(self.look.percent, step))

    def use_palette(self, name: str) -> None:
        """Switch the colours."""
        self.settings.set("palette", name)

    # -- second windows -------------------------------------------------------------------------

    def present(self) -> None:
        """Open the projector's window, or close it."""
        self.showing.present()

    def room_view(self) -> None:
        """Fill the window with what the room may see, or come back."""
        self.showing.room_view()

    def scribe(self) -> None:
        """Leave only what a scribe needs, or show everything again."""
        self.settings.set("scribe", not self.settings.get("scribe"))

    def settings_dialog(self) -> None:
        """Show the settings."""
        self.showing.settings_dialog(self.asking, self.paths.backups)

    def help(self) -> None:
        """Show the help."""
        self.showing.help()

    def shortcuts(self) -> None:
        """Show all shortcuts."""
        self.showing.shortcuts(self)

    def about(self) -> None:
        """Say what Polku is, and under which licences."""
        self.showing.about()

    def follow_idea(self) -> None:
        """Follow one idea through the example."""
        self.open_example(self.begin_tour)

    # -- what the actions ask -------------------------------------------------------------------

    def has_project(self) -> bool:
        """Tell whether a project is open."""
        return self.workspace is not None

    def has_file(self, path: Path) -> bool:
        """Tell whether a file is the open project."""
        return self.workspace is not None and project_files.is_same(self.workspace.document.path, path)

    def can_undo(self) -> bool:
        """Tell whether there is something to undo."""
        return bool(self.workspace and self.workspace.document.undo_text())

    def can_redo(self) -> bool:
        """Tell whether there is something to redo."""
        return bool(self.workspace and self.workspace.document.redo_text())

    # -- inside ---------------------------------------------------------------------------------

    def _folder(self) -> Path:
        return self.workspace.document.path.parent if self.workspace else self.paths.projects

    def guarded(self, work: Callable[[], object]) -> None:
        """Do something that may be refused; the sentence is shown then."""
        guarded(work, self.texts, self.window.notices)

    def _create(self, title: str) -> None:
        from models.project import Project

        if not self._may_leave(lambda: self.create(title)):
            return
        path = project_files.path_for_new(self.paths.projects, title)
        if not is_writable(path.parent):  # then the person says where
            patterns = project_files.project_filter(self.texts)
            chosen = self.asking.file_to_save(self.texts("Where shall it be saved?"), patterns, Path.home() / path.name)
            if chosen is None:
                return
            path = chosen
        self._show_project(Project.create(path, title.strip()), "capture")

    def _open(self, path: Path, then: Callable[[], object] | None, room_id: str, key: "Key | None") -> None:
        if self.workspace is not None and self.has_file(path):
            self.workspace.come_back()
            if then:
                then()
            return
        if not self._may_leave(lambda: self.open_path(path, then, room_id, key)):
            return
        if self.workspace is not None and self.workspace.document.is_here(path):
            self.leave_quietly()  # its folder was renamed: it is opened where it lies now
        opening = lambda key: self._open_now(path, then, room_id, key)  # noqa: E731 - one line, used once
        self.rescue.wait_for(path, lambda: self.guarded(lambda: self.locking.opening(path, opening, key)))

    def _open_now(self, path: Path, then: Callable[[], object] | None, room_id: str, key: "Key | None") -> None:
        from models.errors import Damaged, InUse
        from models.project import Project

        try:
            project = Project.open(path, operator=self.settings.get("operator"), password=key)
        except InUse as error:
            if self.rescue.offer_to_take_over(path, error, then):
                return
            raise
        except Damaged as error:
            self.recovering.offer(path, error.sentence(self.texts), key)
            return
        self._show_project(project, room_id)
        if then:
            then()

    def _show_project(self, project: "Project", room_id: str = "") -> None:
        from app.workspace import Workspace

        if self.workspace:
            self.leave_quietly()
        self.backing_up.check(project)
        self.note("opened", project.store.path)
        aside = self.paths.drafts if self.settings.is_kept else None
        self.workspace = Workspace(self.window, project, self.texts, self.jobs, self.asking, self.today, aside=aside)
        self.workspace.elsewhere_wanted.connect(self.rescue.save_elsewhere)
        self.workspace.again_wanted.connect(self.rescue.try_again)
        self.window.status.show_lock(locked=project.store.is_locked)
        self.window.search.use(self.workspace.finding.find, self.window.whole)
        path = self.workspace.document.path
        if path != self.paths.example:
            remember(self.settings, path)
        self.window.refresh_actions()
        self.showing.show_banner(self.workspace.context, self.new, self.begin_tour)
        self.rescue.begin()
        self.recovering.begin(self.workspace)
        self.backing_up.begin(self.workspace.document)
        self.showing.begin(self.workspace, room_id)

    def begin_tour(self) -> None:
        """Begin the five stops of the example."""
        if self.workspace:
            self.showing.begin_tour(self.workspace.context, self.new)

    def _enter_workshop(self, workshop_id: str) -> None:
        if self.workspace:
            self.workspace.session.enter_workshop(workshop_id or None)

    def _new_workshop(self) -> None:
        if self.workspace:
            self.workspace.add_workshop()

    def _show_found(self, card_id: str) -> None:
        if self.workspace:
            self.workspace.finding.go(card_id)

    def _fill_recent(self) -> None:
        self.window.fill_recent(recents(self.settings), self.open_path)

    def _setting_changed(self, key: str) -> None:
        if key in ("palette", "text_size"):
            self.look.use(self.settings.get("palette"), self.settings.get("text_size"))
            self.window.action(f"palette-{self.settings.get('palette')}").setChecked(True)
            self.window.status.show_zoom(self.look.percent)

    def _may_leave(self, again: Callable[[], object]) -> bool:
        """Ask before running work is thrown away, and say which words could not be saved."""
        if not self.rescue.may_leave_words(again):
            return False
        if not self.jobs.is_wanted() or not self.workspace or self.rescue.ending:
            return True
        return self.asking.agreed(
            self.texts("A document or a photo is still being worked on. Stop it?"),
            self.texts("Your project is saved. The document would not be written, the photo not be taken in."),
            self.texts("Stop it"),
            self.texts("Keep waiting"),
        )

    def _closing(self) -> None:
        if not self._may_leave(self.window.close):
            self.window.keep_open = True
            return
        self.leave_quietly()
        self.window.remember()
        self.backing_up.finish()
        QTimer.singleShot(0, QApplication.instance(), QApplication.quit)  # pyright: ignore[reportCallIssue, reportArgumentType]


def _raise_again(error: BaseException) -> None:
    raise error


def _note_nothing(*_: object, **__: object) -> None:
    """Note nothing: there is no logbook."""
