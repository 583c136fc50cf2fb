"""The lock file beside an open project: who has it open, since when. Stale only if its process is dead.

No clock decides: a process is known by its number and by when it began, counted from the start of the machine.
"""

import contextlib
import getpass
import hashlib
import json
import os
import platform
import re
import time
import uuid
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import psutil

from models.errors import InUse, Refused, StoreTrouble
from models.locks_work import do_locks_work
from resources.processes import began
from resources.texts import N_

ASIDE = re.compile(r"\.[0-9a-f]{32}")  # what follows the name of a lock that was put aside to be removed
UNFINISHED = 0.5  # seconds that a lock without a name may be young: it is written right after it is made

_held: set[tuple[int, int]] = set()  # the lock files that this process holds, wherever their folders were moved


@dataclass(frozen=True)
class Holder:
    """Who holds a project: host, process with its start time (seconds), person, moment (ISO 8601).

    `born`: the start of the machine and of the process after it, where the system tells; no clock changes it.
    `machine`: what stands for the machine, for two of the same name. `file`: the lock file itself.
    """

    host: str
    process: int
    started: float
    person: str
    since: str
    born: str = ""
    machine: str = ""
    file: tuple[int, int] | None = None

    def is_dead(self) -> bool:
        """Tell whether the holder surely lives no more: this machine, and no such process."""
        if not self.is_here():
            return False
        try:
            process = psutil.Process(self.process)
            if process.status() == psutil.STATUS_ZOMBIE or self._is_another(process):
                return True
            return self.process == os.getpid() and self.file is not None and self.file not in _held
        except psutil.NoSuchProcess:
            return True
        except psutil.AccessDenied:
            return False

    def is_this_process(self) -> bool:
        """Tell whether it is this process."""
        return self.is_here() and self.process == os.getpid()

    def is_here(self) -> bool:
        """Tell whether the holder runs, or ran, on this machine."""
        if self.host != platform.node():
            return False
        boot, here = self.born.partition(" ")[0], began(os.getpid()).partition(" ")[0]
        known = bool(self.machine and _machine())
        return (bool(boot) and boot == here) or not known or self.machine == _machine()

    def _is_another(self, process: psutil.Process) -> bool:
        """Tell whether the process only has the same number as the holder's."""
        born = began(self.process)
        if self.born and born:
            return self.born != born
        return abs(process.create_time() - self.started) > 1


def lock_path(document: Path) -> Path:
    """Return the path of a document's lock file."""
    return document.with_name(f".{document.name}.lock")


class LockFile:
    """Held from `take` to `release`."""

    def __init__(self, document: Path) -> None:
        self.document = document
        self.path = lock_path(document)
        self._mark: tuple[int, int] | None = None

    def take(self) -> None:
        """Take the lock, over a dead process's if need be. InUse: somebody has it. Refused: locks do not work there."""
        until = time.monotonic() + UNFINISHED
        while True:
            try:
                handle = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            except FileExistsError:
                self._wait_or_remove(time.monotonic() < until)
                continue
            except OSError:
                raise self._no_place() from None
            self._fill(handle)
            return

    def release(self) -> None:
        """Give the lock back; giving it back twice takes it from nobody, and a file that is gone is no harm."""
        if self._mark is not None:
            _held.discard(self._mark)
            self._mark = None
            holder = read_holder(self.path)
            if holder is None or holder.is_this_process():
                with contextlib.suppress(OSError):  # its disk is gone: the lock of a dead process holds nobody up
                    self.path.unlink(missing_ok=True)
            self._tidy()

    def _fill(self, handle: int) -> None:
        found = os.fstat(handle)
        self._mark = (found.st_dev, found.st_ino)
        _held.add(self._mark)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                told = asdict(_this_process())
                del told["file"]
                json.dump(told, file)
            works = do_locks_work(self.path)
        except OSError:
            self.release()
            raise self._no_place() from None
        if not works:
            self.release()
            raise Refused(
                N_(
                    "The folder of “{name}” cannot keep a second computer out: its locks do not work, as on some "
                    "network shares. Copy the file to this computer first and open it there."
                ),
                name=self.document.name,
            )

    def _tidy(self) -> None:
        """Remove locks of the dead that were put aside while they could not be removed, as under a virus scanner."""
        with contextlib.suppress(OSError):
            for path in [*self.path.parent.iterdir()]:
                if path.name.startswith(self.path.name) and ASIDE.fullmatch(path.name.removeprefix(self.path.name)):
                    holder = read_holder(path)
                    if holder is None or holder.is_dead():
                        path.unlink(missing_ok=True)

    def _no_place(self) -> StoreTrouble:
        return StoreTrouble(
            N_(
                "“{name}” cannot be opened or made there. Check that its folder is there, may be written and has "
                "space left."
            ),
            name=self.document.name,
        )

    def _wait_or_remove(self, patient: bool) -> None:
        """Remove the lock of a dead process, or wait a moment for one that is just being made. InUse: it is held."""
        holder = read_holder(self.path)
        if holder is not None and not holder.is_dead():
            raise in_use(self.document, holder)
        if holder is None and patient:  # who made it has not yet written its name into it, or gave it back just now
            time.sleep(UNFINISHED / 50)
            return
        aside = self.path.with_name(f"{self.path.name}.{uuid.uuid4().hex}")
        try:
            self.path.rename(aside)  # two who find a dead one do not both remove what lies there
        except FileNotFoundError:
            return
        except OSError:
            raise self._no_place() from None
        if _named(read_holder(aside)) == _named(holder):
            with contextlib.suppress(OSError):
                aside.unlink()
            return
        with contextlib.suppress(OSError):  # somebody else's came between looking and removing: it is given back
            aside.rename(self.path)
        raise InUse(N_("“{name}” is being opened by another program. Try again in a moment."), name=self.document.name)


def _named(holder: Holder | None) -> Holder | None:
    """Return who holds a lock, without the file that says so."""
    return replace(holder, file=None) if holder else None


def in_use(document: Path, holder: Holder) -> InUse:
    """Return the sentence on who has a document open; with the holder, where that is another computer's."""
    error = InUse(
        N_("“{name}” is in use by {person} on {host} since {since}. Close it there and open it again here."),
        name=document.name,
        person=holder.person,
        host=holder.host,
        since=holder.since,
    )
    error.elsewhere = None if holder.is_here() else holder
    return error


def give_up(document: Path, holder: Holder) -> None:
    """Remove the lock of another computer, after a person said that it is closed; only if it is still the same one."""
    path = lock_path(document)
    found = read_holder(path)
    if found is not None and (found.host, found.process, found.since) == (holder.host, holder.process, holder.since):
        path.unlink(missing_ok=True)


def read_holder(path: Path) -> Holder | None:
    """Return who wrote a lock file; None where it is gone or was never finished."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        told = json.loads(path.read_text(encoding="utf-8"))
        found = path.stat()
        who = (str(told[name]) for name in ("person", "since"))
        more = (str(told.get(name, "")) for name in ("born", "machine"))
        mark = (found.st_dev, found.st_ino)
        holder = Holder(str(told["host"]), int(told["process"]), float(told["started"]), *who, *more, file=mark)
        return holder if holder.process >= 0 else None
    return None


def _this_process() -> Holder:
    try:
        person = getpass.getuser()
    except (OSError, KeyError):  # no HOME, no entry for this user: the lock needs no name
        person = "?"
    process = psutil.Process()
    since = datetime.now(UTC).astimezone().isoformat(sep=" ", timespec="minutes")
    born = began(process.pid)
    return Holder(platform.node(), process.pid, process.create_time(), person, since, born, _machine())


def _machine() -> str:
    """Return what stands for this machine; empty where it has no network card to be known by."""
    node = uuid.getnode()
    made_up = node >> 40 & 1  # RFC 9562, section 6.10: a random node has the multicast bit
    return "" if made_up else hashlib.blake2b(str(node).encode(), digest_size=6).hexdigest()
