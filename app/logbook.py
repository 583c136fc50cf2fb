"""The program's own log: small, rotating, and without any word of people: starts and what was done with files.

A path may name a person, so a file is written down as a keyed hash; the key lies in the profile, outside the folder
that somebody may send along with a report. Own lines rather than `logging`: its records format whatever they are
handed, and its import costs the start more than this file.
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from resources.private import FILE, make_private_folder, open_private

LARGEST = 128_000  # bytes; then the log becomes the old log
KINDS = (
    "started ended opened created copied closed exported imported erased recovered refused troubled crashed qt".split()
)
CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")  # a code of ours: an export, a setting, a version


class Logbook:
    """The log of one profile. A log that cannot be written is no reason to stop working."""

    def __init__(self, folder: Path | None) -> None:
        """`folder` None: nothing is kept."""
        self._folder = folder
        self._key = b""

    @property
    def file(self) -> Path | None:
        """Where the log lies."""
        return self._folder / "polku.log" if self._folder else None

    def note(self, kind: str, file: Path | None = None, **facts: str | int) -> None:
        """Write one line: what was done, to which file, and facts that are numbers or codes of ours.

        Whatever else is handed in as a fact may be people's words, and "?" is written for it. ValueError: the kind is
        none of KINDS, which is a bug.
        """
        if kind not in KINDS:
            raise ValueError("no such kind of line")
        told = (f"{name}={fact if _is_code(fact) else '?'}" for name, fact in facts.items())
        parts = [kind, *([f"file={self.hash_of(file)}"] if file else []), *told]
        self.write(" ".join(parts))

    def write(self, line: str) -> None:
        """Append a line that is known to hold no words of people."""
        if self.file is None:
            return
        try:
            if self.file.is_file() and self.file.stat().st_size > LARGEST:
                self.file.replace(self.file.with_suffix(".old.log"))
            with open_private(self.file) as log:
                log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {line}\n")
        except OSError:
            return

    def hash_of(self, file: Path) -> str:
        """Return what stands for a file in the log: the same for the same path, and not to be guessed from outside."""
        told = os.fsencode(os.path.normcase(file.absolute()))
        import hashlib  # slow to load, and not needed for the first frame

        return hashlib.blake2b(told, key=self._secret(), digest_size=5).hexdigest()

    def _secret(self) -> bytes:
        if self._key:
            return self._key
        self._key = os.urandom(16)
        if self._folder:
            place = self._folder.parent / "log.key"
            try:
                self._key = place.read_bytes()[:16] if place.is_file() else self._key
                if not place.is_file():
                    make_private_folder(place.parent)
                    with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE), "wb") as key:
                        key.write(self._key)
            except OSError:
                pass  # then the hash holds for this run only
        return self._key


def _is_code(fact: str | int) -> bool:
    return isinstance(fact, int) or bool(CODE.fullmatch(fact))
