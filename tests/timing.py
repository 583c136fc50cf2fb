"""How long something takes at best: a guard against what hangs, on machines whose neighbours are noisy."""

import time
from collections.abc import Callable


def quickest(do: Callable[[], object], times: int = 3) -> float:
    """Return the processor time of this thread, in seconds, that `do` takes at best: what hangs does so every time."""
    best = float("inf")
    for _ in range(times):
        began = time.thread_time()
        do()
        best = min(best, time.thread_time() - began)
    return best
