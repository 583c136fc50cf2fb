"""Taking photos in: cleaned beside the window, then kept in one step; what cannot be taken in is told by its name."""

import uuid
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from exports.exchange.pictures import BROKEN, clean_picture
from models.edits.pictures import AddPictures, NewPicture
from models.errors import PolkuError, Refused
from models.pictures import PictureOwner
from resources.texts import N_
from widgets.context import Context
from widgets.jobs import Job, Step
from widgets.pictures.offered import Offered

UNREADABLE = N_("This file cannot be read. Is the card or stick still there?")
AT_ONCE = 3  # photos that are put into the file in one turn of the event loop
TOLD_AT_ONCE = 3  # names that one notice says


@dataclass(frozen=True)
class Taken:
    """What came of what was offered: pictures ready to be kept, and why others are not."""

    pictures: tuple[NewPicture, ...]
    refused: tuple[tuple[str, PolkuError], ...]


def cleaned(offered: tuple[Offered, ...], step: Step) -> Taken:
    """Return photos ready to be kept; runs beside the window."""
    made: list[NewPicture] = []
    refused: list[tuple[str, PolkuError]] = []
    for number, one in enumerate(offered):
        step(number, len(offered))
        try:
            clean = clean_picture(one.read())
            made.append(NewPicture(clean.content, clean.media_type, clean.width, clean.height))
        except OSError:
            refused.append((one.name, Refused(UNREADABLE)))
        except MemoryError:
            refused.append((one.name, Refused(BROKEN)))
        except PolkuError as error:
            refused.append((one.name, error))
    step(len(offered), len(offered))
    return Taken(tuple(made), tuple(refused))


class Taking(QObject):
    """Takes photos in, one lot after the other. `changed`: what `done` and `total` say has changed; total 0: idle.

    `added`: photos are in the file now.
    """

    changed = Signal()
    added = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting: list[tuple[tuple[Offered, ...], PictureOwner]] = []
        self._job: Job | None = None
        self._owner = PictureOwner()
        self._taken: Taken | None = None  # what is being put into the file
        self._ids: list[str] = []
        self._run = ""
        self.done = self.total = 0
        self._pause = QTimer(self)
        self._pause.setInterval(0)
        self._pause.timeout.connect(self._keep_some)
        context.document.settling.connect(self._keep_all)

    def take(self, offered: tuple[Offered, ...], owner: PictureOwner) -> None:
        """Take photos in for an owner; more of them wait for those before."""
        if not offered:
            return
        if self._context.document.read_only:
            self._context.notices.say(
                self._context.tr("This project can only be read here. Save a copy to add photos."), tone="waiting"
            )
            return
        self._waiting.append((offered, owner))
        if self._job is None and self._taken is None:
            self._next()

    def cancel(self) -> None:
        """Take nothing of what is not in the file yet."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    # -- inside ---------------------------------------------------------------------------------

    def _next(self) -> None:
        if not self._waiting:
            self.done = self.total = 0
            self.changed.emit()
            return
        offered, owner = self._waiting.pop(0)
        self.done, self.total = 0, len(offered)
        self.changed.emit()
        self._owner = owner
        self._job = self._context.jobs.start(lambda step: cleaned(offered, step), wanted=True)
        self._job.progress.connect(self._go_on)
        self._job.done.connect(self._keep)
        self._job.failed.connect(self._fail)
        self._job.cancelled.connect(self._stopped)

    def _go_on(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        self.changed.emit()

    def _keep(self, taken: Taken) -> None:
        self._job, self._taken, self._ids, self._run = None, taken, [], uuid.uuid4().hex
        self._pause.start()

    def _keep_some(self) -> None:
        """Put a few of the photos into the file: all at once would let the window wait. Undo takes them as one."""
        taken, at = self._taken, len(self._ids)
        if taken is None:
            self._pause.stop()
            return
        part = taken.pictures[at : at + AT_ONCE]
        done = self._context.document.perform(AddPictures(part, self._owner, self._run)) if part else None
        if done is not None and isinstance(done.result, tuple):
            self._ids += [str(one) for one in done.result]
        if done is None or len(self._ids) >= len(taken.pictures):
            self._end(taken)

    def _keep_all(self) -> None:
        while self._taken is not None:
            self._keep_some()

    def _end(self, taken: Taken) -> None:
        self._pause.stop()
        self._taken = None
        if self._ids:
            self.added.emit()
        self._tell(len(self._ids), taken)
        self._next()

    def _tell(self, kept: int, taken: Taken) -> None:
        tr = self._context.tr
        said: list[str] = []
        if kept:
            said.append(tr.count("{n} photo added.", "{n} photos added.", kept))
        for name, error in taken.refused[:TOLD_AT_ONCE]:
            sentence = error.sentence(tr)
            said.append(tr("“{name}”: {sentence}", name=name, sentence=sentence) if name else sentence)
        more = len(taken.refused) - TOLD_AT_ONCE
        if more > 0:
            said.append(tr.count("{n} more could not be taken in.", "{n} more could not be taken in.", more))
        if kept and not taken.refused:
            said.append(tr("Are people to be seen? Then ask them first (photo or recording)."))
        if said:
            self._context.notices.say(" ".join(said), tone="waiting" if taken.refused else "")

    def _fail(self, error: object) -> None:
        self._job = None
        self._next()
        if isinstance(error, BaseException):
            raise error

    def _stopped(self) -> None:
        self._job = None
        self._next()
