"""Merging other laptops' files into an open project: what would change, and the writing of it."""

import json
from collections import Counter
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from models import erasure
from models.errors import Refused
from models.ids import new_id
from models.merging import bringing
from models.merging.graph import Graph, GraphStep
from models.merging.registers import Registers
from models.merging.source import Source, Told, tables, tell
from models.merging.state import DELETED, Dispute, State, state_of
from models.merging.units import Unit, Values
from models.reader import Reader
from models.replay import Rows
from models.shapes import shapes
from models.statements import Statements
from models.store import Store
from models.writer import Writer
from resources.texts import N_

FEW = 50  # rows written before somebody who waits hears of it
HERE, THERE = "here", "there"
CODED = ("project", "workshop", "theme", "story", "contribution", "participant")  # one namespace of reference codes


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two laptops said differently. `here`, `there`: None where that side has no such row; `chosen`: the one that
    stands until a person decides. The kinds are those of models.merging.state.
    """

    id: str
    kind: str
    table: str
    row_id: str
    unit: Unit
    here: Values | None
    there: Values | None
    chosen: str


@dataclass(frozen=True)
class Merged:
    """What a merge changes here: rows by table that are new, changed and gone; conflicts; answers (ids) that were
    confirmed and are not any more; reference codes that were given twice, old and new; how many steps came.
    """

    new: dict[str, int]
    changed: dict[str, int]
    gone: dict[str, int]
    conflicts: tuple[Conflict, ...]
    provisional: tuple[str, ...]
    recoded: tuple[tuple[str, str], ...]
    steps: int
    forked: bool

    @property
    def is_nothing(self) -> bool:
        """Whether the files say nothing that is not here already."""
        return not self.steps


@dataclass
class Merge:
    """A merge of files into one project, to be given to `Project.merging`. It may be written once.

    `prepare` must come first: it erases here and in the copies what was erased for good in any of the files.
    """

    here: Told
    sources: Sequence[Source]
    run: str = ""
    label: ClassVar[str] = N_("Merge with other files")
    _state: State = field(init=False)
    _graph: Graph = field(init=False)
    _rows: Rows = field(init=False)
    _counts: tuple[Counter[str], Counter[str], Counter[str]] = field(init=False)
    _recoded: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def __post_init__(self) -> None:
        told = [self.here, *(source.told for source in self.sources)]
        steps: dict[str, GraphStep] = {}
        for one in told:
            steps = {**one.steps, **steps}
        erased = {row_id for one in told for _, row_id in one.erased}
        self._graph = Graph(steps, {one.tip for one in told})
        self._state = state_of(Registers(self._graph, erased))
        self._counts = (Counter(), Counter(), Counter())

    @property
    def tips(self) -> str:
        """The last steps of the other files, as a merge's step names them."""
        return " ".join(sorted({source.told.tip for source in self.sources} - {self.here.tip}))

    @property
    def is_nothing(self) -> bool:
        """Whether everything that the files say is here already."""
        tip = self.here.tip
        return all(self._graph.knows(tip, source.told.tip) for source in self.sources)

    @property
    def rows(self) -> Rows:
        """The merged rows, by table and id."""
        return self._state.rows

    def write(self, writer: Writer, reader: Reader) -> Generator[tuple[int, int]]:
        """Write the merged rows, a few at each `next`. RuntimeError: they did not come out as worked out."""
        self._rows = tables(reader)
        self._recode(writer)
        target = self._state.rows
        total = sum(map(len, target.values()))
        done = 0
        for name in shapes():
            for far in self._write_table(writer, name):
                yield done + far, total
            done += len(target[name])
        if tables(reader) != target:  # counted apart from how it was written: else everything is rolled back
            raise RuntimeError("the merged rows are not those that were worked out")

    def finish(self, statements: Statements, reader: Reader, step_id: str, device_id: str) -> Merged:
        """Bring what is outside the history, and return what the merge did."""
        known = set(self.here.steps)
        brought = [self._graph.steps[one] for one in self._graph.order if one not in known]
        bringing.steps(statements, brought, step_id)
        forked = self._is_forked()
        for source in self.sources:
            bringing.the_rest(statements, Reader(source.store.connection))
        if forked or self._shares_codes():
            bringing.leave_place(statements, device_id)
        conflicts = tuple(self._conflicts())
        bringing.conflicts(statements, [self._as_row(one, step_id) for one in conflicts])
        new, changed, gone = (dict(sorted(counter.items())) for counter in self._counts)
        return Merged(
            new, changed, gone, conflicts, self._provisional(reader), tuple(self._recoded), len(brought), forked
        )

    # -- inside -----------------------------------------------------------------------------------

    def _write_table(self, writer: Writer, name: str) -> Generator[int]:
        shape, now, then = shapes()[name], self._rows[name], self._state.rows[name]
        new, changed, gone = self._counts
        for row_id in now.keys() - then.keys():
            writer.restore(shape, row_id, now[row_id], None)
            gone[name] += 1
        kept = sorted(now.keys() & then.keys())
        for at, row_id in enumerate(kept):  # before what is new: a code that was given twice is free then
            row = now[row_id]
            if different := {column: value for column, value in then[row_id].items() if row[column] != value}:
                writer.restore(shape, row_id, {column: row[column] for column in different}, different)
                changed[name] += 1
            if at % FEW == 0:
                yield at
        fresh = [then[row_id] for row_id in sorted(then.keys() - now.keys())]
        for at in range(0, len(fresh), FEW):
            writer.bring(shape, fresh[at : at + FEW])
            yield len(kept) + at
        if fresh:
            new[name] += len(fresh)

    def _recode(self, writer: Writer) -> None:
        """Give a new code to rows whose code two laptops gave out; the older row keeps it."""
        taken: set[str] = set()
        for name in CODED:
            taken |= {str(row["code"]) for row in self._rows[name].values()}
        given: set[str] = set()
        coded = [(row_id, name) for name in CODED for row_id in self._state.rows[name]]
        for row_id, name in sorted(coded):
            row = self._state.rows[name][row_id]
            code = str(row["code"])
            if code in given:
                here = self._rows[name].get(row_id, {}).get("code")
                row["code"] = str(here) if here is not None and here not in given else self._unused(writer, taken)
                self._recoded.append((code, str(row["code"])))
            given.add(str(row["code"]))

    @staticmethod
    def _unused(writer: Writer, taken: set[str]) -> str:
        while (code := writer.codes.next()) in taken:
            pass
        taken.add(code)
        return code

    def _is_forked(self) -> bool:
        """Tell whether two files go on under one device's name, as a copy made by hand does."""
        seen: dict[tuple[str, int], str] = {}
        for step in self._graph.steps.values():
            if seen.setdefault((step.device, step.counter), step.id) != step.id:
                return True
        return False

    def _shares_codes(self) -> bool:
        """Tell whether somebody else gives out codes of the block that is ours."""
        mine = self.here.blocks.get(self.here.writer)
        others = ((device, block) for source in self.sources for device, block in source.told.blocks.items())
        return any(block == mine and device != self.here.writer for device, block in others)

    def _provisional(self, reader: Reader) -> tuple[str, ...]:
        before = {row_id for row_id, row in self._rows["answer"].items() if row["confirmed"]}
        for source in self.sources:
            before |= {row_id for row_id, row in source.told.rows["answer"].items() if row["confirmed"]}
        now = reader.driver_rows("SELECT id FROM answer WHERE NOT confirmed")
        return tuple(sorted(before & {str(row[0]) for row in now}))

    def _conflicts(self) -> Iterable[Conflict]:
        """Yield what a person has to decide on, but what was in dispute here already."""
        before = state_of(Registers(Graph(self.here.steps, {self.here.tip}), {one for _, one in self.here.erased}))
        old = {_key(dispute) for dispute in before.disputes}
        for dispute in self._state.disputes:
            if _key(dispute) in old or dispute.row_id not in self._state.rows[dispute.table]:
                continue
            yield from self._shown(dispute)

    def _shown(self, dispute: Dispute) -> Iterable[Conflict]:
        now = self._rows[dispute.table].get(dispute.row_id)
        whole = self._state.rows[dispute.table][dispute.row_id]
        stands = {name: whole[name] for name in dispute.unit}
        here = {name: now[name] for name in dispute.unit} if now is not None else None
        others: list[Values] = []
        for values in dispute.values:
            if values and values not in (here, *others):
                others.append(values)
        if dispute.kind == DELETED:  # that side says nothing
            kept = HERE if now is not None else THERE
            nothing: Values = {}
            sides = (nothing, None) if now is not None else (None, nothing)
            yield Conflict(new_id(), DELETED, dispute.table, dispute.row_id, (), *sides, kept)
            return
        for there in others or [None]:
            chosen = HERE if now is not None and (not others or stands == here) else THERE
            yield Conflict(new_id(), dispute.kind, dispute.table, dispute.row_id, dispute.unit, here, there, chosen)

    @staticmethod
    def _as_row(conflict: Conflict, step_id: str) -> tuple[object, ...]:
        sides = [
            json.dumps(side, ensure_ascii=False) if side is not None else "" for side in (conflict.here, conflict.there)
        ]
        about = (conflict.kind, conflict.table, conflict.row_id, " ".join(conflict.unit))
        return conflict.id, step_id, *about, *sides, conflict.chosen


def _key(dispute: Dispute) -> tuple[object, ...]:
    return dispute.kind, dispute.table, dispute.row_id, dispute.unit, dispute.steps


def prepare(store: Store, sources: Sequence[Source], now: datetime) -> Told:
    """Erase in every file what was erased for good in any of them, and return what the project itself tells.

    For a dry run the project's own store is a copy too; else its words are erased, which is no undo step.
    """
    while True:
        here = tell(Reader(store.connection), store.name)
        gone = here.erased.union(*(source.told.erased for source in sources))
        if all(told.erased == gone for told in (here, *(source.told for source in sources))):
            return here
        erasure.erase_again(store, gone, now)
        for source in sources:
            source.erase(gone, now)


def check_same_project(store: Store, source: Source) -> None:
    """Refuse a file of another project."""
    if store.connection.exec_driver_sql("SELECT id FROM project").scalar() != source.told.project_id:
        raise Refused(
            N_("“{name}” is another project, not a copy of this one. Only files that began as one can be merged."),
            name=source.name,
        )
