"""A dry run of a merge: everything that it would do, done in copies; then the merge itself, ready to be performed.

`plan` works on copies in memory alone, so it may run on another thread than the project's.
"""

import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.cipher import Key
from models.edits.base import at_once
from models.errors import PolkuError, Refused
from models.merging.merge import Merge, Merged, check_same_project, prepare
from models.merging.source import Source
from models.project import Project
from models.replay import Rows
from models.store import Store
from resources.texts import N_

NAMED = (
    ("segment", "name"),
    ("theme", "title"),
    ("path", "title"),
    ("glossary_term", "word"),
)  # what may mean one thing


@dataclass(frozen=True, slots=True)
class SameName:
    """Two things of one name, or of names that look alike; two laptops made them. They stay two until a person joins
    them: one name may mean two things."""

    table: str
    names: tuple[str, str]
    ids: tuple[str, str]


@dataclass
class Plan:
    """What a merge would do. `refused`: files that cannot be merged, by name, each with the error that says why.
    `erased`: how many rows were erased for good elsewhere and would be erased here, which no undo brings back.
    """

    sources: tuple[Source, ...]
    refused: tuple[tuple[str, PolkuError], ...]
    result: Merged | None
    same_names: tuple[SameName, ...]
    erased: int
    _ready: Merge | None
    _last: str

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to merge: all is here already, or no file could be read."""
        return self.result is None or (self.result.is_nothing and not self.erased)

    def merge_into(self, project: Project, now: datetime, run: str = "") -> Merge:
        """Return the merge to be given to `Project.merging`, once. Erases first what was erased for good elsewhere.

        `run`: the decisions that follow with the same run are undone together with it.
        """
        if self._ready is None or self.erased or project.history.last() != self._last:
            here = prepare(project.store, self.sources, now)
            project.history.load()
            self._ready = Merge(here, self.sources)
        ready, self._ready = self._ready, None
        ready.run = run
        return ready

    def close(self) -> None:
        """Forget the copies."""
        for source in self.sources:
            with suppress(PolkuError):
                source.close()


def plan(copy: Store, files: Iterable[tuple[Path, str | Key | None]], now: datetime) -> Plan:
    """Return what merging files (each with its password, if it has one) into a project would do.

    `copy`: the project copied into memory; it is used up. Damaged: the project's own history does not tell its rows.
    """
    try:
        project = Project(copy, clock=lambda: now)
        sources, refused = _opened(files, project)
        if not sources:
            return Plan((), refused, None, (), 0, None, "")
        last, before = project.history.last(), _tombstones(copy)
        here = prepare(copy, sources, now)
        project.history.load()
        ready = Merge(here, sources)
        done = at_once(project.merging(Merge(here, sources)))
        assert isinstance(done.result, Merged)  # noqa: S101 - what merging returns
        alike = tuple(_same_names(here.rows, ready.rows))
        return Plan(sources, refused, done.result, alike, _tombstones(copy) - before, ready, last)
    finally:
        copy.abandon()


def _opened(
    files: Iterable[tuple[Path, str | Key | None]], project: Project
) -> tuple[tuple[Source, ...], tuple[tuple[str, PolkuError], ...]]:
    """Open what can be opened and belongs to the project; one bad file among ten leaves nine."""
    sources: list[Source] = []
    refused: list[tuple[str, PolkuError]] = []
    for path, password in files:
        try:
            source = Source.open(path, password)
        except PolkuError as error:
            refused.append((path.name, error))
            continue
        try:
            check_same_project(project.store, source)
        except Refused as error:
            source.close()
            refused.append((path.name, error))
        else:
            sources.append(source)
    return tuple(sources), tuple(refused)


def _tombstones(store: Store) -> int:
    return int(store.connection.exec_driver_sql("SELECT count(*) FROM tombstone").scalar() or 0)


def _same_names(here: Rows, merged: Rows) -> Iterable[SameName]:
    for table, column in NAMED:
        mine = {row_id: str(row[column]) for row_id, row in here[table].items()}
        theirs = {row_id: str(row[column]) for row_id, row in merged[table].items() if row_id not in mine}
        by_name = {_folded(name): row_id for row_id, name in mine.items() if row_id in merged[table]}
        for row_id, name in sorted(theirs.items()):
            if (other := by_name.get(_folded(name))) is not None:
                yield SameName(table, (mine[other], name), (other, row_id))


LOOKALIKES = str.maketrans("аеорсухіјѕԁһոνɡɩ", "aeopcyxijsdhnvgi")  # letters of other scripts that look like Latin ones


def _folded(name: str) -> str:
    """Return a name so that names which look alike are equal."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate(LOOKALIKES)
    return " ".join(plain.split())


NOTHING_NEW = N_("Everything in these files is here already. Nothing was changed.")
