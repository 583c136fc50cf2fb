"""The edit of restoring a backup, for the random walks: what tellers said elsewhere is taken over."""

from datetime import UTC, date, datetime, timedelta
from types import ModuleType
from typing import Any

from models.edits import taking_over
from models.edits.base import Edit

MODULES: tuple[ModuleType, ...] = (taking_over,)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PURPOSES = ("room", "internal_report", "public_report", "training")


def _said_elsewhere(walk: Any, a: int, b: int) -> Edit:
    """What another file says of a story and of a voice: earlier or later, a yes, a no, a withdrawal."""
    story, voice = walk.pick("story", a), walk.maybe("voice", b)
    began = walk.project.store.raw.execute("SELECT wall FROM history_step ORDER BY seq LIMIT 1").fetchone()[0]
    moment = EPOCH + timedelta(microseconds=began, hours=a % 50 - 10)
    consent = {
        "id": "x",
        "story_id": story,
        "purpose": PURPOSES[b % 4],
        "answer": ("yes", "no")[a % 2],
        "given": "written",
        "witness": "",
        "ask_again": date(2027, 1, 1) if a % 3 else None,
        "recorded_at": moment,
    }
    gone = {"id": "y", "recorded_at": moment}
    withdrawals = [{**gone, "story_id": story, "voice_id": None}] if a % 4 == 0 else []
    if b % 4 == 0:
        withdrawals.append({**gone, "story_id": None, "voice_id": voice or "nobody"})
    return taking_over.TakeOverConsents((consent,), tuple(withdrawals), follows=b % 2 == 0)


BACKUP_EDITS = (_said_elsewhere,)
