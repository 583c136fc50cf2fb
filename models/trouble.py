"""What the database driver reports, sorted into sentences by its error code, never by its text."""

from typing import NoReturn

from sqlalchemy.exc import DBAPIError, OperationalError

from models.errors import Damaged, InUse, NotAProject, OnlyReading, PolkuError, StoreTrouble
from resources.texts import N_

# Primary result codes, https://www.sqlite.org/rescode.html
BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, TOOBIG, NOTADB = 5, 6, 7, 8, 10, 11, 13, 14, 18, 26
CONSTRAINT = 19  # without a sentence: a rule of the schema was broken, which is a bug
OF_THE_DISK = frozenset({IOERR, CORRUPT, NOTADB})  # may be gone at the next try: reading failed, or lied

_SENTENCES: dict[int, tuple[type[PolkuError], str]] = {
    BUSY: (InUse, N_("“{name}” is open in another program. Close it there and try again.")),
    LOCKED: (InUse, N_("“{name}” is open in another program. Close it there and try again.")),
    NOMEM: (StoreTrouble, N_("This computer has no memory left. Everything saved before is kept in “{name}”.")),
    READONLY: (OnlyReading, N_("“{name}” cannot be changed here. Save a copy in another folder and work there.")),
    IOERR: (
        StoreTrouble,
        N_("The disk with “{name}” did not answer. Everything saved before is kept. Check the disk and try again."),
    ),
    CORRUPT: (
        Damaged,
        N_("A part of “{name}” cannot be read. The file was left as it is. Open a backup, or a copy from elsewhere."),
    ),
    FULL: (
        StoreTrouble,
        N_(
            "The disk is full. Nothing was lost and this change was not saved. Free some space elsewhere and try "
            "again, or save a copy on another disk."
        ),
    ),
    CANTOPEN: (StoreTrouble, N_("“{name}” cannot be opened. Check that its folder is there and may be written.")),
    TOOBIG: (StoreTrouble, N_("This text is too long for “{name}”. Nothing was changed.")),
    NOTADB: (NotAProject, N_("“{name}” is not a Polku project. It was left as it is.")),
}
NO_COPY = N_(
    "The copy “{name}” could not be written there: its disk does not answer or is full. The project is as it was. "
    "Check the disk, free some space, and try again."
)
NOT_TIDY = N_(
    "“{name}” could not be closed properly: its disk does not answer or is full. Everything that was saved is kept, a "
    "part of it in “{name}-wal” beside it: leave that file there. Opening the project again puts it in order."
)
# A write was refused, also where a file may grow no further (a quota); the driver does not tell which.
_UNWRITTEN = N_(
    "“{name}” could not be written: its disk does not answer, is full, or takes no larger file. Nothing was lost and "
    "this change was not saved. Check the disk, free some space, and try again."
)


def result_code(error: BaseException) -> int:
    """Return SQLite's primary result code of a driver's error, 0 where it has none."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    return int(getattr(origin, "sqlite_errorcode", 0) or 0) & 0xFF


def is_of_the_disk(error: BaseException) -> bool:
    """Tell whether the disk failed, so that the file is to be looked at through a new connection."""
    return result_code(error) in OF_THE_DISK


def is_trouble(error: BaseException) -> bool:
    """Tell whether the machine is in trouble; else it is our bug."""
    return result_code(error) in _SENTENCES


def raise_trouble(error: BaseException, name: str, *, sound: bool = False, writing: bool = False) -> NoReturn:
    """Raise the sentence for a driver's error on the file `name`; an error without one is a bug and goes on.

    `sound`: the file was looked at anew and is not damaged, so that only the disk failed. `writing`: a change was to be
    saved.
    """
    code = result_code(error)
    if sound and code in (CORRUPT, NOTADB):
        code = IOERR
    found = _SENTENCES.get(code)
    if code == IOERR and writing:
        found = StoreTrouble, _UNWRITTEN
    if isinstance(error, UnicodeDecodeError | OperationalError) and not code:
        found = _SENTENCES[CORRUPT]  # the driver itself met bytes in a text that no Polku wrote, and quotes them
    if found is None:
        raise error
    kind, message = found
    raise kind(message, name=name) from None
