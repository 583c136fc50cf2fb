"""How long something takes at best: a guard against what hangs, on machines whose neighbours are noisy."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def quickest(do: Callable[[], object], times: int = 3) -> float:
    """Return the processor time of this thread, in seconds, that `do` takes at best: what hangs does so every time."""
    best = float("inf")
    for _ in range(times):
        began = time.thread_time()
        do()
        best = min(best, time.thread_time() - began)
    return best


def within(seconds: float, do: Callable[[], T]) -> T:
    """Return what `do` gives. AssertionError: it took longer at each of three times, not only when Python tidied up."""
    took: list[float] = []
    for _ in range(3):
        began = time.thread_time()
        found = do()
        took.append(time.thread_time() - began)
        if took[-1] < seconds:
            return found
    raise AssertionError(f"{took} seconds of the processor, and {seconds} are the limit")
