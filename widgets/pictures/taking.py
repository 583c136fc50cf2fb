"""Taking photos in: cleaned beside the window, then kept in one step; what cannot be taken in is told by its name."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from exports.exchange.pictures import BROKEN, clean_picture
from models.edits.pictures import AddPictures, NewPicture
from models.errors import PolkuError, Refused
from models.pictures import PictureOwner
from resources.texts import N_
from widgets.context import Context
from widgets.jobs import Job, Step
from widgets.pictures.offered import Offered

UNREADABLE = N_("This file cannot be read. Is the card or stick still there?")
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

    `added`: the ids of the places of photos that are in the file now.
    """

    changed = Signal()
    added = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting: list[tuple[tuple[Offered, ...], PictureOwner]] = []
        self._job: Job | None = None
        self.done = self.total = 0

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
        if self._job is None:
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
        self._job = None
        ids: tuple[str, ...] = ()
        if taken.pictures:
            kept = self._context.document.perform(AddPictures(taken.pictures, self._owner))
            ids = tuple(str(one) for one in kept.result) if kept and isinstance(kept.result, tuple) else ()
        if ids:
            self.added.emit(ids)
        self._tell(len(ids), taken)
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
