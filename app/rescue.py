"""What the person can do when the machine is in trouble: save elsewhere, try again, open what a dead computer holds."""

import hashlib
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app import project_files
from app.guarding import told
from app.synchronised import client_of

if TYPE_CHECKING:
    from app.program import Program
    from models.errors import InUse

PATIENCE = 10.0  # seconds; a virus scanner holds a new file for a moment
LATER = 1500  # milliseconds: what is said at the opening comes first
MOST_TOLD = 200
FIRST_PAUSE, LONGEST_PAUSE = 100, 1600  # milliseconds
HELD_ON_WINDOWS = (32, 33)  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION


class Rescue(QObject):
    """The ways out of trouble of one window."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._asked_about: QObject | None = None  # the document whose words the person was told of
        self.ending = False  # the session ends: nothing is asked any more

    def begin(self) -> None:
        """Say above the rooms that a project can only be read; once a project that a cloud client copies its folder."""
        program = self._program
        assert program.workspace is not None  # noqa: S101 - just opened
        document = program.workspace.document
        if document.read_only:
            from widgets.frame.only_reading import OnlyReadingBanner

            copied = document.project.store.is_copy
            banner = OnlyReadingBanner(program.look, program.texts, document.name, is_copy=copied)
            banner.elsewhere_wanted.connect(self.save_elsewhere)
            program.window.put_above(banner)
            return
        QTimer.singleShot(LATER, program.workspace, self._warn_of_client)

    def _warn_of_client(self) -> None:
        program, tr = self._program, self._program.texts
        if program.workspace is None or program.window.notices.sentence():
            return  # it can wait until nothing else is said: another opening
        document = program.workspace.document
        told: list[str] = program.settings.get("cloud_told")
        mark = hashlib.blake2b(document.drafts.project_id.encode(), digest_size=6).hexdigest()
        client = client_of(document.path.parent) if mark not in told else ""
        if client:
            program.settings.set("cloud_told", [*told[-MOST_TOLD:], mark])
            program.window.notices.say(
                tr(
                    "{client} seems to copy this folder. Close Polku before you open the project on another computer, "
                    "and wait until {client} is done: a copy made while you work may be incomplete.",
                    client=client,
                ),
                tone="waiting",
            )

    # -- telling --------------------------------------------------------------------------------

    def say(self, error: BaseException) -> bool:
        """Show the sentence of an error; False: it has none, so it is a mistake of ours."""
        from models.errors import StoreTrouble

        program = self._program
        if isinstance(error, StoreTrouble) and program.workspace is not None:
            program.workspace.document.troubled.emit(error.sentence(program.texts))
            return True
        return told(error, program.texts, program.window.notices)

    def say_uncaught(self, error: BaseException) -> bool:
        """Show what nobody caught, if it has a sentence of ours: a disk that fails while a room reads is no bug."""
        from models.errors import PolkuError

        return isinstance(error, PolkuError) and self.say(error)

    # -- saving elsewhere -----------------------------------------------------------------------

    def save_elsewhere(self) -> None:
        """Save a copy on another disk and go on in it; what is typed comes along."""
        program, tr = self._program, self._program.texts
        if program.workspace is None:
            return
        document = program.workspace.document
        proposed = project_files.copy_elsewhere(document.path, (program.paths.projects, Path.home()))
        path = program.asking.file_to_save(tr("Save a copy elsewhere"), project_files.project_filter(tr), proposed)
        if path is None or not project_files.save_copy(document, path, tr):
            return
        name = path.name
        self._go_on_in(path, lambda: self._say_first(tr("You go on in {file} now.", file=name)))

    def _go_on_in(self, path: Path, then: Callable[[], object]) -> None:
        program = self._program
        assert program.workspace is not None  # noqa: S101 - asked by the caller
        room, document = program.workspace.present_room, program.workspace.document
        self._asked_about = document  # the words come along
        key = document.project.store.key  # of a locked project: the copy has the same
        program.leave_quietly()
        program.open_path(path, then, room.id if room else "", key)

    # -- trying again ---------------------------------------------------------------------------

    def try_again(self) -> None:
        """Write again where the file can be written; open it anew where its disk came back as another one."""
        program, tr = self._program, self._program.texts
        if program.workspace is None:
            return
        document = program.workspace.document
        path, mark = document.path, document.last_step()
        if not document.is_here(path) and not document.is_replaced() and project_files.is_file(path):
            if self._is_the_same_project(path):
                self._go_on_in(path, lambda: self._say_whether_whole(mark))
            return
        if document.try_again():
            program.window.notices.say(tr("{file} can be written again. What you typed is kept in it.", file=path.name))

    def _is_the_same_project(self, path: Path) -> bool:
        """Look into what lies where the project lay; what is refused is said, and the open one stays open."""
        from models import queries
        from models.project import Project

        document, tr = self._program.workspace.document, self._program.texts  # pyright: ignore[reportOptionalMemberAccess]
        try:
            with Project.open(path, reading=True, password=document.project.store.key) as found:
                same = found.ask(queries.project).id == document.drafts.project_id
        except Exception as error:
            if not told(error, tr, self._program.window.notices):
                raise
            return False
        if not same:
            self._program.window.notices.say(
                tr("Another project lies where “{name}” was. Save a copy elsewhere to go on.", name=path.name),
                tr("Save a copy elsewhere …"),
                self.save_elsewhere,
                tone="danger",
            )
        return same

    def _say_whether_whole(self, last_step: str) -> None:
        program, tr = self._program, self._program.texts
        assert program.workspace is not None  # noqa: S101 - just opened
        if program.workspace.document.has_step(last_step):
            self._say_first(tr("The file is back. Everything that was saved is in it."))
            return
        lost = tr("The file is back, but its disk kept less than it said: the last seconds may be missing.")
        self._say_first(lost, "danger")

    def _say_first(self, sentence: str, tone: str = "") -> None:
        """Say something about what is just opened, before what is said at every opening."""
        if self._program.workspace is not None:
            self._program.workspace.first_words.append((sentence, tone))

    # -- opening --------------------------------------------------------------------------------

    def offer_to_take_over(self, path: Path, error: "InUse", then: Callable[[], object] | None) -> bool:
        """Offer to open what another computer seems to have open still; False: it is open here, or who knows where."""
        from models.lock_file import Holder

        holder, tr = error.elsewhere, self._program.texts
        if not isinstance(holder, Holder):
            return False
        self._program.window.notices.say(
            error.sentence(tr),
            tr("Open it all the same …"),
            lambda: self._take_over(path, holder, then),
            tone="waiting",
        )
        return True

    def _take_over(self, path: Path, holder: object, then: Callable[[], object] | None) -> None:
        from models.lock_file import Holder
        from models.taking_over import take_over

        program, tr = self._program, self._program.texts
        assert isinstance(holder, Holder)  # noqa: S101 - asked before
        agreed = program.asking.agreed(
            tr("Is “{name}” surely closed on {host}?", name=path.name, host=holder.host),
            tr(
                "{person} had it open there since {since}. If that computer crashed, was switched off or is lost, open "
                "it here; a copy of it as it is now is made first. If it is open there still, both of you would write "
                "into one file, and words would be lost.",
                person=holder.person,
                since=holder.since,
            ),
            tr("It is closed: open it here"),
            tr("Leave it"),
        )
        if not agreed:
            return
        try:
            copy = take_over(path, holder, datetime.now(UTC))
        except Exception as error:
            if not told(error, tr, program.window.notices):
                raise
            return
        said = tr("A copy from before lies beside it: {file}.", file=copy.name)
        program.open_path(path, lambda: (self._say_first(said), then() if then else None))

    def wait_for(self, path: Path, then: Callable[[], object], since: float = 0.0, pause: int = FIRST_PAUSE) -> None:
        """Do `then` as soon as no other program holds a file for a moment, in ten seconds at the latest."""
        program, now = self._program, time.monotonic()
        if not is_held(path) or (since and now - since > PATIENCE):
            then()
            return
        tr, began = program.texts, since or now
        program.window.notices.say(
            tr("Another program holds “{name}” for a moment. Polku tries again …", name=path.name), tone="waiting"
        )
        longer = min(LONGEST_PAUSE, pause * 2)
        QTimer.singleShot(pause, self, lambda: self.wait_for(path, then, began, longer))

    # -- leaving --------------------------------------------------------------------------------

    def may_leave_words(self, again: Callable[[], object]) -> bool:
        """Tell whether the project may be closed; once it is said first that typed words are not in the file.

        `again` is called where the person closes all the same.
        """
        program, tr = self._program, self._program.texts
        if program.workspace is None or self.ending:
            return True
        document = program.workspace.document
        document.settle()
        if not document.drafts.aside() or self._asked_about is document:
            return True
        self._asked_about = document
        beside = tr(
            "Words that you typed could not be put into {file}. They are kept on this computer.", file=document.name
        )
        lost = tr("Words that you typed could not be put into {file}, and would be lost.", file=document.name)
        sentence = beside if document.drafts.kept_in == "profile" else lost
        also = ((tr("Save a copy elsewhere …"), self.save_elsewhere),)
        program.window.notices.say(sentence, tr("Close all the same"), again, tone="danger", also=also)
        return False


def is_held(path: Path) -> bool:
    """Tell whether another program keeps everybody from a file, as a virus scanner on Windows does for a moment.

    Never asked of a file that is open here: closing the handle would drop SQLite's locks.
    """
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError as error:
        return getattr(error, "winerror", 0) in HELD_ON_WINDOWS
    os.close(handle)
    return False
