"""What all benchmarks share: a figure, runs by turns in fresh processes, peak memory."""

import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import NamedTuple, ParamSpec, TypeVar

import psutil

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Figure:
    """One measured number and the limit that the goal sets; no limit: told for information."""

    goal: str
    what: str
    value: float
    unit: str = "×"
    limit: float | None = None

    @property
    def reached(self) -> bool | None:
        """Whether the limit is kept; None where there is none."""
        return None if self.limit is None else self.value <= self.limit


class Cost(NamedTuple):
    """What one piece of work took: seconds on the clock and of the processor, megabytes at the peak above what its
    process held before, and all megabytes at the peak."""

    wall: float
    cpu: float
    megabytes: float
    peak: float


def cost_of(work: Callable[[], object]) -> Cost:
    """Return what `work` takes. The peak is that of the process, so everything before must have been small."""
    before = peak_megabytes()
    wall, cpu = perf_counter(), process_time()
    work()
    wall, cpu, after = perf_counter() - wall, process_time() - cpu, peak_megabytes()
    return Cost(wall, cpu, after - before, after)


def quicker(times: list[float], of_hundred: int) -> float:
    """Return the time that so many of a hundred stay below, in the unit of the times: never above the longest.

    Between two times it lies on the straight line; of few times an estimate beyond the longest would tell of a wait
    that nobody had.
    """
    return quantiles(times, n=100, method="inclusive")[of_hundred - 1]


def peak_megabytes() -> float:
    """Return the most memory that this process ever held."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux: ru_maxrss would begin with the parent's size, VmHWM is the process's own
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    if sys.platform == "win32":
        return psutil.Process().memory_info().peak_wset / 1024**2
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def in_child(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what `work` returns in a fresh process, which no earlier run has warmed up or filled."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *args, **kwargs).result()


def by_turns(rounds: int, *works: Callable[[], Cost]) -> list[Cost]:
    """Run works by turns, so that what disturbs the machine meets all of them; the least times of each, and the
    median of the memory."""
    taken = [[work() for work in works] for _ in range(rounds)]
    return [
        Cost(
            min(cost.wall for cost in costs),
            min(cost.cpu for cost in costs),
            median(cost.megabytes for cost in costs),
            median(cost.peak for cost in costs),
        )
        for costs in zip(*taken, strict=True)
    ]
