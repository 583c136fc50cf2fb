"""The rows that the registers come to: what lives, with which values, and where two laptops said different things."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.keep_gate import UNCONFIRMED
from models.merging.registers import Register, Registers, Row, referred
from models.merging.units import CONFIRMATION, ONE_OF_A_KIND, Unit, Values, content_of, is_shown, safest, units_of
from models.replay import Rows
from models.shapes import Raw, RawRow, referring_to, shapes

FIELD, DELETED, TWIN, UNSURE = "field", "deleted", "twin", "unsure"


@dataclass(frozen=True, slots=True)
class Dispute:
    """Where two laptops differ about a row. `kind`: FIELD, one unit has several values; DELETED, one deleted what
    another still used; TWIN, each made a row for one thing; UNSURE, a confirmation did not know of a change.

    `values`: what each says, the one that stands first; for TWIN whole rows. `steps`: who wrote each.
    """

    kind: str
    table: str
    row_id: str
    unit: Unit
    values: tuple[Values, ...]
    steps: tuple[str, ...]


@dataclass
class State:
    """Merged rows by table and id, the disputes, and ids of rows that were joined with another one."""

    rows: Rows
    disputes: list[Dispute] = field(default_factory=list[Dispute])
    joined: dict[str, str] = field(default_factory=dict[str, str])


def state_of(registers: Registers) -> State:
    """Return the rows of the merged file: the same for every order and grouping of the files."""
    return _Making(registers).made()


class _Making:
    def __init__(self, registers: Registers) -> None:
        self._registers = registers
        self._alive: set[Row] = set()
        self._void: set[tuple[Row, str]] = set()  # deletions, by row and step, that do not count
        self._unset: dict[
            tuple[Row, str, str], Raw
        ] = {}  # row, column, step: what a deletion that does not count emptied
        self._state = State({name: {} for name in shapes()})

    def made(self) -> State:
        self._find_alive()
        self._fill()
        self._keep_references()
        self._join_twins()
        self._doubt_confirmations()
        return self._state

    # -- what lives -------------------------------------------------------------------------------

    def _find_alive(self) -> None:
        waiting: list[Row] = []
        for row, register in self._registers.rows.items():
            if register.is_alive and row[1] not in self._registers.erased:
                self._alive.add(row)
                if register.is_disputed:
                    self._dispute(DELETED, row, (), [(step, {}) for step, alive in register.life if not alive])
                    waiting.append(row)
        while waiting:
            row = waiting.pop()
            for step, alive in self._registers.rows[row].life:
                if not alive:
                    waiting += self._take_back(step, row)

    def _take_back(self, step: str, row: Row) -> list[Row]:
        """Do not let a deletion count for a row and what it took along; return what lives again by that."""
        found: list[Row] = []
        for image in self._registers.images(step):
            other = (image.table, image.id)
            before = image.before or {}
            hangs = row in set(referred(image.table, before)) or self._carries(row, other)
            if image.after is None and hangs and self._owned(image.table, before, row, other):
                self._void.add((other, step))
                if other not in self._alive and self._is_dead_by_void(other):
                    self._alive.add(other)
                    found.append(other)
            elif image.after is not None and hangs:
                for name, value in image.after.items():
                    if value is None and before.get(name) == row[1]:
                        self._unset[other, name, step] = row[1]
        return found

    def _is_dead_by_void(self, row: Row) -> bool:
        register = self._registers.rows[row]
        return register.born is not None and all((row, step) in self._void for step, _ in register.life)

    def _owned(self, table: str, before: RawRow, row: Row, other: Row) -> bool:
        """Tell whether a row went because another one did: it hangs on it, or was carried by it."""
        shape = shapes()[table]
        owning = any(ref.owned and before.get(ref.column) == row[1] for ref in shape.references)
        versions = any(shape.table_column_of(name) and before.get(name) == row[1] for name in before)
        return owning or versions or self._carries(row, other)

    def _carries(self, row: Row, other: Row) -> bool:
        register = self._registers.rows[row]
        whole = register.born[1] if register.born else {}
        refs = shapes()[row[0]].references
        return any(ref.carries and ref.target == other[0] and whole.get(ref.column) == other[1] for ref in refs)

    # -- what it holds ----------------------------------------------------------------------------

    def _fill(self) -> None:
        for row in self._alive:
            self._state.rows[row[0]][row[1]] = self._valued(row)

    def _valued(self, row: Row) -> RawRow:
        register = self._registers.rows[row]
        table = row[0]
        assert register.born is not None  # noqa: S101 - what was never made does not live
        whole: RawRow = {**shapes()[table].defaults, **register.born[1]}
        for unit, heads in register.units.items():
            heads = [(step, self._set_again(row, step, values)) for step, values in heads]  # noqa: PLW2901
            chosen = safest(table, unit, [values for _, values in heads])
            if len({tuple(values.items()) for _, values in heads}) > 1 and is_shown(table, unit):
                self._dispute(FIELD, row, unit, heads, chosen)
            whole.update(chosen)
        return whole

    def _set_again(self, row: Row, step: str, values: Values) -> Values:
        if not self._unset:
            return values
        return {name: self._unset.get((row, name, step), value) for name, value in values.items()}

    def _keep_references(self) -> None:
        """Let what living rows need live too; empty what may be empty; a row that needs what was erased goes."""
        waiting = sorted(self._alive)
        while waiting:
            table, row_id = waiting.pop()
            whole = self._state.rows[table].get(row_id)
            if whole is None:
                continue
            for ref in shapes()[table].references:
                target = (ref.target, str(whole[ref.column]))
                if ref.loose or whole[ref.column] is None or target[1] in self._state.rows[ref.target]:
                    continue
                if ref.owned and self._can_live(target):
                    self._state.rows[target[0]][target[1]] = self._valued(target)
                    waiting.append(target)
                elif ref.owned:
                    waiting += self._remove((table, row_id))
                    break
                else:
                    whole[ref.column] = None

    def _can_live(self, row: Row) -> bool:
        register = self._registers.rows.get(row)
        return register is not None and register.born is not None and row[1] not in self._registers.erased

    def _remove(self, row: Row) -> list[Row]:
        """Take a row out, and return those that referred to it, to be looked at again."""
        del self._state.rows[row[0]][row[1]]
        found: list[Row] = []
        for child, ref in referring_to(row[0]):
            if not ref.loose:
                rows = self._state.rows[child.name]
                found += [(child.name, key) for key, whole in rows.items() if whole[ref.column] == row[1]]
        return found

    # -- rows that are one thing ------------------------------------------------------------------

    def _join_twins(self) -> None:
        for table, key, said in ONE_OF_A_KIND:
            rows = self._state.rows[table]
            groups: defaultdict[tuple[Raw, ...], list[str]] = defaultdict(list)
            for row_id, whole in rows.items():
                if all(whole[name] not in (None, "") for name in said):
                    groups[(*(whole[name] for name in key), self._mark(table, whole))].append(row_id)
            for twins in groups.values():
                if len(twins) > 1:
                    self._join(table, key, sorted(twins))

    def _mark(self, table: str, whole: RawRow) -> Raw:
        """Return what else tells ballots apart: in a rating one row for each mark."""
        if table != "ballot":
            return None
        option = self._state.rows["vote_option"].get(str(whole["option_id"]), {})
        rating = self._state.rows["vote_round"].get(str(option.get("round_id")), {}).get("method") == "rating"
        return whole["value"] if rating else None

    def _join(self, table: str, key: Unit, twins: list[str]) -> None:
        """Keep one row of several that say one thing; what hangs on the others hangs on it from then on."""
        rows = self._state.rows[table]
        said = {row_id: content_of(table, rows[row_id]) for row_id in twins}
        kept, others = twins[0], twins[1:]
        if any(said[other] != said[kept] for other in others):
            row = (table, kept)
            heads = [(str((self._registers.rows[table, one].born or ("",))[0]), said[one]) for one in twins]
            self._dispute(TWIN, row, tuple(name for name in said[kept] if name not in key), heads)
            self._choose(table, kept, said)
        for other in others:
            self._state.joined[other] = kept
            for child, ref in referring_to(table):
                for whole in self._state.rows[child.name].values():
                    if whole[ref.column] == other:
                        whole[ref.column] = kept
            for whole in self._state.rows["text_version"].values():
                if (whole["of_table"], whole["of_id"]) == (table, other):
                    whole["of_id"] = kept
            del rows[other]

    def _choose(self, table: str, kept: str, said: dict[str, Values]) -> None:
        """Let the safe value of each unit stand; two different answers to one thing are confirmed by nobody."""
        whole = self._state.rows[table][kept]
        for unit in dict.fromkeys(units_of(table).values()):
            known = [{name: one[name] for name in unit if name in one} for one in said.values()]
            if all(len(one) == len(unit) for one in known):
                whole.update(safest(table, unit, known))
        if table == "answer" and whole["confirmed"]:
            self._unconfirm(whole)

    # -- confirmations ----------------------------------------------------------------------------

    def _doubt_confirmations(self) -> None:
        """A confirmation holds for what was known to who gave it: an answer changed elsewhere meanwhile has none."""
        for row_id, whole in self._state.rows["answer"].items():
            if not whole["confirmed"]:
                continue
            register = self._registers.rows["answer", row_id]
            given = [step for step, values in register.heads(CONFIRMATION) if values["confirmed"]]
            if foreign := sorted(self._unknown_to(register, given)):
                self._unconfirm(whole)
                self._dispute(UNSURE, ("answer", row_id), CONFIRMATION, [(step, {}) for step in foreign])

    def _unknown_to(self, register: Register, given: list[str]) -> Iterator[str]:
        graph = self._registers.graph
        for unit, heads in register.units.items():
            if unit == CONFIRMATION or not is_shown("answer", unit):
                continue
            for step, _ in heads:
                if not all(graph.knows(one, step) or graph.knows(step, one) for one in given):
                    yield step

    @staticmethod
    def _unconfirm(whole: RawRow) -> None:
        whole.update({name: int(value) if isinstance(value, bool) else value for name, value in UNCONFIRMED.items()})

    def _dispute(
        self, kind: str, row: Row, unit: Unit, heads: list[tuple[str, Values]], chosen: Values | None = None
    ) -> None:
        ordered = sorted(heads, key=lambda head: (head[1] != chosen, head[0]))
        values, steps = tuple(values for _, values in ordered), tuple(step for step, _ in ordered)
        self._state.disputes.append(Dispute(kind, row[0], row[1], unit, values, steps))
