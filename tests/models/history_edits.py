"""The edits of the History room that random walks perform, beside those of support.py."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from models import history
from models.edits import restoring
from models.edits.base import Edit

MODULES: tuple[ModuleType, ...] = (restoring,)


def _restored(walk: Any, a: int, b: int) -> Edit:
    """A row of some step, as it was after or before it; often one that is gone."""
    read = walk.project.store.raw.execute
    steps = read("SELECT seq, images FROM history_step WHERE kind = 'edit' ORDER BY seq DESC").fetchall()
    for seq, packed in steps[a % max(1, len(steps)) :]:
        images = history.unpack(packed)
        gone = [one for one in images if one.after is None] or images
        if gone:
            image = gone[b % len(gone)]
            return restoring.RestoreRow(image.table, image.id, int(seq), after=image.after is not None and bool(b % 3))
    raise LookupError


HISTORY_EDITS: tuple[Callable[[Any, int, int], Edit], ...] = (_restored, _restored, _restored, _restored)
