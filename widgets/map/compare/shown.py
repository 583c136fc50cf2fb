"""Two paths as they are drawn beside each other: a gap where one lacks a stage, and at each thing how it differs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.path_differences import Compared, Difference
from models.queries import lane_name
from models.records import LaneRecord, PathRecord, StageRecord
from resources.texts import Translator
from widgets.canvas.words import Mark
from widgets.map.compare.words import kind_words, marks_of

GAP = "gap "


@dataclass(frozen=True)
class Shown:
    """A path for one of two scenes. `marks`: of cards and stages; `kinds`: how cards differ; `gaps`: columns that only
    the other path has; `linked`: one of the two has connections, so the columns of both stand as far apart."""

    path: PathRecord
    marks: Mapping[str, tuple[Mark, ...]]
    kinds: Mapping[str, tuple[str, ...]]
    gaps: frozenset[str]
    linked: bool


def beside(found: Compared, tr: Translator) -> tuple[Shown, Shown]:
    """Return two paths with as many columns each, a stage and its pair at the same place."""
    of_row = found.of_row
    columns = [(one or _gap(two, tr), two or _gap(one, tr)) for one, two in found.columns]
    linked = bool(found.before.connections or found.after.connections)
    upper = _shown(found.before, tuple(one for one, _ in columns), of_row, tr, linked=linked)
    return upper, _shown(found.after, tuple(two for _, two in columns), of_row, tr, linked=linked)


def _shown(
    path: PathRecord, stages: tuple[StageRecord, ...], of_row: Mapping[str, Difference], tr: Translator, *, linked: bool
) -> Shown:
    lanes = tuple(_lane(lane, of_row.get(lane.id), tr) for lane in path.lanes)
    gaps = frozenset(stage.id for stage in stages if stage.id.startswith(GAP))
    marked = {row.id: of_row[row.id] for row in (*path.stages, *path.cards) if row.id in of_row}
    marks = {row_id: marks_of(one, tr) for row_id, one in marked.items()}
    kinds = {card.id: of_row[card.id].kinds for card in path.cards if card.id in of_row}
    return Shown(replace(path, stages=stages, lanes=lanes), marks, kinds, gaps, linked)


def _gap(other: StageRecord | None, tr: Translator) -> StageRecord:
    """Return a column that says that the stage of the other path is not there."""
    return StageRecord(GAP + (other.id if other else ""), tr("Not here"), "within", "", letter="–")


def _lane(lane: LaneRecord, difference: Difference | None, tr: Translator) -> LaneRecord:
    if difference is None:
        return lane
    how = ", ".join(kind_words(difference, tr))
    return replace(lane, name=tr("{lane} ({how})", lane=tr(lane_name(lane)), how=how))
