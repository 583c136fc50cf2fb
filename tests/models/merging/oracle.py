"""What a merged file must hold, worked out a second time in the plainest way: sets of all steps that each step knew.

It shares nothing with models.merging but the files. It speaks only of what nobody disputes: a column of which one write
knew all others, a row that nobody deleted.
"""

from collections import defaultdict

from models.images import Image, unpack
from models.project import Project
from tests.models.support import rows

STEPS = "SELECT id, kind, reverses, after, brought_by, images FROM history_step ORDER BY seq"
Cell = tuple[str, str, str]


def undisputed(project: Project) -> tuple[dict[Cell, object], set[tuple[str, str]]]:
    """The value of every cell that one write decides, and the rows that were made and that no last step deleted."""
    kinds, images, knew, tip = _read(project)
    effect = [one for one in knew if (one in knew[tip] or kinds[one][0] == "fixed") and kinds[one][0] not in MERGES]
    writes: dict[Cell, dict[str, object]] = defaultdict(dict)
    lives: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    made: set[tuple[str, str]] = set()
    for step in effect:
        for image in images[step]:
            row = (image.table, image.id)
            lives[row][step] = image.after is not None
            if image.before is None:
                made.add(row)
            for name, value in (image.after or {}).items():
                writes[image.table, image.id, name][step] = value
    last = {cell: _last(found, knew) for cell, found in writes.items()}
    cells = {cell: writes[cell][found[0]] for cell, found in last.items() if len(found) == 1}
    alive = {row for row, found in lives.items() if row in made and all(found[step] for step in _last(found, knew))}
    return cells, alive


MERGES = ("merge", "merged")


def _last(found: "dict[str, object] | dict[str, bool]", knew: dict[str, set[str]]) -> list[str]:
    return [step for step in found if not any(step != other and step in knew[other] for other in found)]


def _read(
    project: Project,
) -> tuple[dict[str, tuple[str, str | None]], dict[str, list[Image]], dict[str, set[str]], str]:
    kinds: dict[str, tuple[str, str | None]] = {}
    images: dict[str, list[Image]] = {}
    follows: dict[str, list[str]] = {}
    own = ""
    for step, kind, reverses, after, brought_by, packed in rows(project, STEPS):
        kinds[step] = (kind, reverses)
        follows[step] = after.split() or ([own] if own and not brought_by else [])
        own = own if brought_by else step
        images[step] = [one for one in unpack(packed) if one.before != {"erased": 1}]
    for step, (kind, reverses) in kinds.items():
        if reverses and kinds[reverses][0] not in MERGES:
            done = images[reverses]
            images[step] = [Image(i.table, i.id, i.after, i.before) for i in done[::-1]] if kind == "undo" else done
    knew: dict[str, set[str]] = {}
    while len(knew) < len(kinds):
        for step in kinds:
            if step not in knew and all(one in knew for one in follows[step] if one in kinds):
                knew[step] = {step}.union(*(knew[one] for one in follows[step] if one in kinds))
    return kinds, images, knew, own
