"""The lock file beside an open project: who has it open, since when. Stale only if its process is dead."""

import contextlib
import getpass
import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from models.errors import InUse, StoreTrouble
from resources.texts import N_


@dataclass(frozen=True)
class Holder:
    """Who holds a project: host, process with its start time (seconds), person, moment (ISO 8601)."""

    host: str
    process: int
    started: float
    person: str
    since: str

    def is_dead(self) -> bool:
        """Tell whether the holder surely lives no more: this host, and no such process."""
        if self.host != platform.node():
            return False
        try:
            process = psutil.Process(self.process)
            return process.status() == psutil.STATUS_ZOMBIE or abs(process.create_time() - self.started) > 1
        except psutil.NoSuchProcess:
            return True
        except psutil.AccessDenied:
            return False


def lock_path(document: Path) -> Path:
    """Return the path of a document's lock file."""
    return document.with_name(f".{document.name}.lock")


class LockFile:
    """Held from `take` to `release`."""

    def __init__(self, document: Path) -> None:
        self.document = document
        self.path = lock_path(document)
        self._held = False

    def take(self) -> None:
        """Take the lock, over a dead process's if need be. InUse: somebody has it."""
        for _ in range(2):
            try:
                handle = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            except FileExistsError:
                self._remove_if_stale()
                continue
            except OSError:
                raise self._no_place() from None
            self._held = True
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(asdict(_this_process()), file)
            except OSError:
                self.release()
                raise self._no_place() from None
            return
        raise InUse(N_("“{name}” is being opened by another program. Try again in a moment."), name=self.document.name)

    def release(self) -> None:
        """Give the lock back; giving it back twice takes it from nobody, and a file that is gone is no harm."""
        if self._held:
            self._held = False
            self.path.unlink(missing_ok=True)

    def _no_place(self) -> StoreTrouble:
        return StoreTrouble(
            N_(
                "“{name}” cannot be opened or made there. Check that its folder is there, may be written and has "
                "space left."
            ),
            name=self.document.name,
        )

    def _remove_if_stale(self) -> None:
        holder = read_holder(self.path)
        if holder is not None and not holder.is_dead():
            raise InUse(
                N_("“{name}” is in use by {person} on {host} since {since}. Close it there and open it again here."),
                name=self.document.name,
                person=holder.person,
                host=holder.host,
                since=holder.since,
            )
        self.path.unlink(missing_ok=True)


def read_holder(path: Path) -> Holder | None:
    """Return who wrote a lock file; None where it is gone or was never finished."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        told = json.loads(path.read_text(encoding="utf-8"))
        who = (str(told[name]) for name in ("person", "since"))
        holder = Holder(str(told["host"]), int(told["process"]), float(told["started"]), *who)
        return holder if holder.process >= 0 else None
    return None


def _this_process() -> Holder:
    try:
        person = getpass.getuser()
    except (OSError, KeyError):  # no HOME, no entry for this user: the lock needs no name
        person = "?"
    process = psutil.Process()
    since = datetime.now(UTC).astimezone().isoformat(sep=" ", timespec="minutes")
    return Holder(platform.node(), process.pid, process.create_time(), person, since)
