"""What each step wrote, gathered by row and unit: the writes that no other one knew of are what the files say now."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from models.history import ERASED
from models.images import Image
from models.merging.graph import Graph
from models.merging.units import Unit, Values, safest, units_of
from models.shapes import RawRow, shapes

Row = tuple[str, str]  # a table and an id
Heads = list[tuple[str, Values]]  # steps and what each of them wrote


@dataclass(slots=True)
class Register:
    """All that is known of one row. `life`: the last steps that made, used (True) or deleted (False) it."""

    table: str
    born: tuple[str, RawRow] | None = None
    units: dict[Unit, Heads] = field(default_factory=dict[Unit, Heads])
    life: list[tuple[str, bool]] = field(default_factory=list[tuple[str, bool]])

    @property
    def is_alive(self) -> bool:
        """Whether the row was made, and some last step did not delete it."""
        return self.born is not None and any(alive for _, alive in self.life)

    @property
    def is_disputed(self) -> bool:
        """Whether it was deleted by somebody while somebody else still worked with it."""
        return self.is_alive and not all(alive for _, alive in self.life)

    def heads(self, unit: Unit) -> Heads:
        """Return the last writes of a unit, each with all of its columns."""
        if (found := self.units.get(unit)) is not None:
            return found
        return [(self.born[0], {name: self.born[1][name] for name in unit})] if self.born else []


class Registers:
    """The registers of every row that the steps in effect wrote or used."""

    def __init__(self, graph: Graph, erased: Collection[str]) -> None:
        self.graph = graph
        self.erased = erased
        self.rows: dict[Row, Register] = {}
        for step in graph.in_effect():
            for image in self.images(step.id):
                self._take(step.id, image)

    def images(self, step_id: str) -> Iterable[Image]:
        """Return what a step did to rows whose words were not erased."""
        for image in self.graph.images(self.graph.steps[step_id]):
            if image.before != {ERASED: 1} and image.after != {ERASED: 1} and image.id not in self.erased:
                yield image

    def _take(self, step: str, image: Image) -> None:
        register = self.rows.setdefault((image.table, image.id), Register(image.table))
        if image.after is None:
            self._live(register, step, alive=False)
            return
        if image.before is None:
            whole = {**shapes()[image.table].defaults, **image.after}
            if register.born is None:
                register.born = step, whole
            else:  # made again: an undone deletion, or one row in two histories
                self._write(register, step, {name: value for name, value in whole.items() if name != "id"})
        else:
            self._write(register, step, image.after)
        self._live(register, step, alive=True)
        self._use(step, image.table, image.after)

    def _write(self, register: Register, step: str, changed: RawRow) -> None:
        units = units_of(register.table)
        for unit in dict.fromkeys(units[name] for name in changed if name in units):
            heads = register.heads(unit)
            known = [values for at, values in heads if self.graph.knows(step, at)]
            base = safest(register.table, unit, known) if known else self._unsaid(register, unit)
            written = {name: changed.get(name, base[name]) for name in unit}
            kept = [head for head in heads if not self.graph.knows(step, head[0])]
            register.units[unit] = [*kept, (step, written)]

    def _unsaid(self, register: Register, unit: Unit) -> Values:
        """Return what a unit holds where a step changed a row that it cannot have known: an odd history."""
        whole = register.born[1] if register.born else shapes()[register.table].defaults
        return {name: whole[name] for name in unit}

    def _live(self, register: Register, step: str, *, alive: bool) -> None:
        kept = [head for head in register.life if not self.graph.knows(step, head[0])]
        register.life = [*kept, (step, alive)]

    def _use(self, step: str, table: str, written: RawRow) -> None:
        """Note that a step still worked with the rows that it refers to: who deleted them did not know of it."""
        for target in referred(table, written):
            if target[1] not in self.erased:
                self._live(self.rows.setdefault(target, Register(target[0])), step, alive=True)


def referred(table: str, row: RawRow) -> Iterable[Row]:
    """Yield the rows that columns of a row refer to, but those that only hold on loosely."""
    shape = shapes()[table]
    for ref in shape.references:
        if not ref.loose and row.get(ref.column) is not None:
            yield ref.target, str(row[ref.column])
    for name in row:
        if (other := shape.table_column_of(name)) and row.get(other) in shapes() and row[name]:
            yield str(row[other]), str(row[name])
