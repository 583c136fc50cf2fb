"""Promises of an earlier project file: read without changing or locking it, and compared with what is here already."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models import promises, queries
from models import records as r
from models.cipher import Key, key_for
from models.errors import InUse, Refused, StoreTrouble
from models.file_check import check_file, check_there
from models.left_behind import copy_with
from models.lock_file import lock_path, read_holder
from models.project import Project
from models.reader import Reader
from models.tables import SCHEMA_VERSION
from resources.half_made import passing_folder
from resources.texts import N_

VERSION_AT = slice(60, 64)  # of the header of an SQLite file


@dataclass(frozen=True, slots=True)
class Brought:
    """A promise of an earlier file. `sentence`: what the organisation said in public, empty where none was written;
    people's own words never come along."""

    source_id: str
    sentence: str
    code: str
    subject_code: str
    owner: str
    promised_on: date | None
    due: date | None
    outcome: str
    became: str


@dataclass(frozen=True, slots=True)
class EarlierFile:
    """What an earlier file holds. `unconfirmed`: answers in it that nobody confirmed, and which are no promises."""

    title: str
    project_id: str
    promises: tuple[Brought, ...]
    unconfirmed: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A promise of an earlier file beside what is here: new, told (something else became of it), or same.

    `here`: the earlier promise that it is here already, None for a new one.
    """

    promise: Brought
    state: str
    here: r.EarlierPromiseRecord | None = None


def read_earlier(path: Path, open_file: Path, project_id: str, password: str | Key | None = None) -> EarlierFile:
    """Return the promises of another file; for a job. `open_file`, `project_id`: of the project that is open.

    `password`: of a locked file. PolkuError: with the sentence; the file is left as it is, in every case.
    """
    try:
        path = check_there(path)
        if open_file.exists() and path.samefile(open_file):
            raise Refused(N_("This is the project that is open. Choose the file of an earlier one."))
        _check_not_in_use(path)
        key = key_for(path, password) if check_file(path) else None
        found = _read_copy(path, key) if key or _must_be_copied(path) else _read(path)  # a lock hides the version
    except OSError:
        raise StoreTrouble(N_("“{name}” could not be read. Check the disk and try again."), name=path.name) from None
    if found.project_id == project_id:
        raise Refused(N_("This is a copy of the project that is open. Choose the file of an earlier one."))
    return found


def compare(reader: Reader, found: EarlierFile) -> tuple[Compared, ...]:
    """Return each promise of an earlier file with whether it is here already."""
    here = {one.source_id: one for one in queries.earlier_promises(reader) if one.source_id}
    return tuple(_compared(promise, here.get(promise.source_id)) for promise in found.promises)


def _compared(promise: Brought, here: r.EarlierPromiseRecord | None) -> Compared:
    if here is None:
        return Compared(promise, "new")
    told = promise.outcome and (promise.outcome, promise.became) != (here.outcome, here.became)
    return Compared(promise, "told" if told else "same", here)


def _check_not_in_use(path: Path) -> None:
    """Refuse a file that another Polku writes right now: what it holds is not all in the file yet."""
    holder = read_holder(lock_path(path))
    if holder is not None and not holder.is_dead():
        raise InUse(
            N_("“{name}” is open in another Polku: {person} on {host}. Close it there and try again."),
            name=path.name,
            person=holder.person,
            host=holder.host,
        )


def _must_be_copied(path: Path) -> bool:
    """Tell whether reading would write: after a crash something is to be put in order, an older file is migrated."""
    with path.open("rb") as file:
        version = int.from_bytes(file.read(VERSION_AT.stop)[VERSION_AT])
    return version != SCHEMA_VERSION or path.with_name(path.name + "-wal").exists()


def _read_copy(path: Path, key: Key | None) -> EarlierFile:
    with passing_folder() as folder:
        copy = folder / path.name
        copy_with(path, copy, ("-wal",))
        return _read(copy, reading=False, key=key)


def _read(path: Path, *, reading: bool = True, key: Key | None = None) -> EarlierFile:
    with Project.open(path, reading=reading, password=key) as project:
        about = project.ask(queries.project)
        said = project.ask(promises.ledger)
        unconfirmed = project.ask(promises.unconfirmed)
    brought = tuple(_brought(about.id, one) for one in said)
    return EarlierFile(about.title, about.id, brought, unconfirmed)


def _brought(project_id: str, promise: promises.Promise) -> Brought:
    return Brought(
        f"{project_id}/{promise.id}",
        promise.sentence.strip(),
        promise.code,
        promise.subject_code,
        promise.owner,
        promise.confirmed_on,
        promise.report_back,
        promise.status,
        promise.became,
    )
