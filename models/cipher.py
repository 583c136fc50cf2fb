"""A lock with a password: SQLCipher's format, told apart from other files and tried without touching anything.

The key is worked out here from the password and the file's salt, and handed to SQLCipher as digits. So a password is
never part of a statement and need not be kept: with the key alone copies can be made that the same password opens.
A key or password is in no message, no log and no `repr`.
"""

import hashlib
import hmac
import os
import struct
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.driver import can_lock
from models.errors import CannotLock, NeedsPassword, NotAProject, Refused, WrongPassword
from resources.texts import N_

# SQLCipher 4, https://www.zetetic.net/sqlcipher/design/: each page ends with a nonce and a seal over page and number.
PAGE, SALT, SEAL = 4096, 16, 64
ROUNDS = 256_000
SALT_OF_SEAL, ROUNDS_OF_SEAL = 0x3A, 2
FORMAT = "cipher_compatibility=4"  # stays the same when SQLCipher's own defaults move on
LOG_HEAD, FRAME_HEAD = 32, 24  # of a write-ahead log, https://sqlite.org/fileformat.html#walformat
SHORTEST, LONGEST = 8, 1000
LONGEST_WAIT = 30.0  # seconds
KINDS_OF_BYTES = 240  # of 256 that a page of random bytes has, also where half of it was destroyed
KNOWN_MAGIC = (
    b"SQLite format", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"(\xb5/\xfd",
    b"Rar!", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS", b"ID3", b"fLaC", b"\x1aE\xdf\xa3",
    b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xd0\xcf\x11\xe0", b"II*\0", b"MM\0*", b"BM",
    b"wOF2", b"wOFF", b"\0\x01\0\0", b"OTTO", b"{\\rtf", b"<?xml", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """What opens one locked file and its copies; made of a password and the file's salt."""

    secret: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @classmethod
    def fresh(cls, password: str) -> "Key":
        """Return the key of a new file, with a salt of its own. Refused: the password is too short for a new one."""
        check_password(password)
        salt = os.urandom(SALT)
        while salt.startswith(KNOWN_MAGIC):  # the salt is how the file begins
            salt = os.urandom(SALT)
        return cls.of(password, salt)

    @classmethod
    def of(cls, password: str, salt: bytes) -> "Key":
        """Return the key that a password makes with a salt; slow on purpose. ValueError: nobody can type that."""
        if "\0" in password:  # HMAC fills a short key with zeros: one with a zero at its end would open the file too
            raise ValueError
        secret = hashlib.pbkdf2_hmac("sha512", _normal(password).encode(), salt, ROUNDS, 32)
        return cls(secret, salt)

    def digits(self) -> str:
        """Return the key as SQLCipher takes it."""
        return f"x'{(self.secret + self.salt).hex()}'"

    def seals(self, page: bytes, number: int) -> bool:
        """Tell whether a page was sealed with this key and is whole."""
        salt = bytes(byte ^ SALT_OF_SEAL for byte in self.salt)
        secret = hashlib.pbkdf2_hmac("sha512", self.secret, salt, ROUNDS_OF_SEAL, 32)
        body = page[SALT if number == 1 else 0 : PAGE - SEAL]
        seal = hmac.digest(secret, body + struct.pack("<I", number), "sha512")
        return hmac.compare_digest(seal, page[PAGE - SEAL : PAGE])


def check_password(password: str) -> None:
    """Refuse a password that a new lock should not have. Only its length counts."""
    try:
        _normal(password).encode()
    except UnicodeEncodeError:
        raise Refused(_CANNOT_BE_TYPED) from None
    if "\0" in password:
        raise Refused(_CANNOT_BE_TYPED)
    if len(_normal(password)) < SHORTEST:
        raise Refused(
            N_("Choose a password of at least {n} letters. Length is what counts: four or five plain words are good."),
            n=SHORTEST,
        )
    if len(_normal(password)) > LONGEST:
        raise Refused(N_("Choose a password of at most {n} letters."), n=LONGEST)


def wait_after(wrong: int) -> float:
    """Return the seconds to wait after so many wrong passwords: a half, one, two, four … thirty."""
    return min(0.5 * 2 ** (wrong - 1), LONGEST_WAIT) if wrong else 0.0


def looks_locked(path: Path, beginning: bytes) -> bool:
    """Tell whether a file that begins like this may be a locked project: nothing but noise, in whole pages.

    One that was cut short is no whole pages, and is known by its name.
    """
    size = path.stat().st_size
    whole = size % PAGE == 0 or path.suffix.lower() == ".polku"
    if size < PAGE or len(beginning) < PAGE or not whole or beginning.startswith(KNOWN_MAGIC):
        return False
    return len(set(beginning[:PAGE])) >= KINDS_OF_BYTES


def is_locked_file(path: Path) -> bool:
    """Tell whether a file looks like a locked project. Not for a file that this process has open."""
    with path.open("rb") as file:
        return looks_locked(path, file.read(PAGE))


def key_for(path: Path, password: str | Key | None) -> Key:
    """Return the key of a locked file. It touches nothing and needs no database, so a job may do it.

    NeedsPassword: none was given. WrongPassword: it does not open the file, or the file is none of ours. CannotLock:
    nothing opens it here. Not for a file that this process has open.
    """
    if not can_lock():
        raise CannotLock(NO_CIPHER, name=path.name)
    if password is None:
        raise NeedsPassword(LOCKED, name=path.name)
    try:
        with path.open("rb") as file:
            first = file.read(PAGE)
        salt = first[:SALT]
        key = password if isinstance(password, Key) else Key.of(password, salt)
        if key.salt == salt and any(key.seals(page, 1) for page in (first, *_pages_of_log(path))):
            return key
    except (UnicodeEncodeError, ValueError):  # no such password can have been set
        pass
    except OSError:
        raise NotAProject(N_("“{name}” cannot be reached. Check the folder and the disk."), name=path.name) from None
    raise WrongPassword(WRONG, name=path.name)


def keyed(key: Key) -> Callable[[Any, object], None]:
    """Return what lets a new connection of the driver read and write with a key. CannotLock: it would write plain."""

    def use_key(raw: Any, _: object) -> None:
        raw.execute("PRAGMA cipher_log_level=NONE")  # it would write to standard error
        raw.execute(f'PRAGMA key="{key.digits()}"')
        if not raw.execute("PRAGMA cipher_version").fetchone():
            raise CannotLock(NO_CIPHER, name="")
        raw.execute(f"PRAGMA {FORMAT}")

    return use_key


def _pages_of_log(path: Path) -> Iterator[bytes]:
    """Yield the first pages that a log beside the file holds: a power cut may have left the file's own one torn."""
    log = path.with_name(path.name + "-wal")
    if not log.exists():
        return
    with log.open("rb") as file:
        at = LOG_HEAD
        while len(head := _read(file, at, FRAME_HEAD)) == FRAME_HEAD:
            if int.from_bytes(head[:4]) == 1:
                yield _read(file, at + FRAME_HEAD, PAGE)
            at += FRAME_HEAD + PAGE


def _read(file: Any, at: int, length: int) -> bytes:
    file.seek(at)
    return file.read(length)


def _normal(password: str) -> str:
    """Return a password as it is whatever keyboard wrote it: é is one letter or two."""
    return unicodedata.normalize("NFC", password)


_CANNOT_BE_TYPED = N_("This password holds a character that cannot be typed. Choose another one.")
LOCKED = N_("“{name}” is locked with a password.")
WRONG = N_("The password is wrong, or “{name}” is not a Polku project.")
NO_CIPHER = N_(
    "“{name}” is locked with a password, and this computer lacks the part of Polku that opens it (SQLCipher). "
    "Open it on another computer. It was left as it is."
)
