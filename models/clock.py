"""Time: the wall clock, and a hybrid logical clock that never goes backwards within a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def local_day(now: datetime) -> date:
    """Return the calendar date of a moment on this machine."""
    return now.astimezone().date()


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """A hybrid logical time: microseconds of the wall clock, then a counter."""

    wall: int
    logical: int

    def next(self, wall: int) -> "Stamp":
        """Return a later stamp, also when the wall clock stands still or has been set back."""
        return Stamp(wall, 0) if wall > self.wall else Stamp(self.wall, self.logical + 1)
