"""Small groups: what is public by segment stands on at least five people, or does not say how many.

Groups below the limit are joined. If even together they stay below it, the next smallest group joins them, so
that nobody can take the shown numbers from a total and be left with one person.
"""

from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_LIMIT = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of a public table: the groups it stands for and their number; None: fewer than the limit."""

    groups: tuple[str, ...]
    count: int | None


def publish(counts: Mapping[str, int], limit: int = DEFAULT_LIMIT) -> tuple[Shown, ...]:
    """Return what may be shown of counts by group. Groups of which nobody came are shown as 0."""
    limit = max(limit, DEFAULT_LIMIT)
    absent = [name for name, count in counts.items() if count == 0]
    small = [name for name, count in counts.items() if 0 < count < limit]
    large = sorted((name for name, count in counts.items() if count >= limit), key=lambda name: counts[name])
    while small and large and sum(counts[name] for name in small) < limit:
        small.append(large.pop(0))
    joined = tuple(name for name in counts if name in small)
    total = sum(counts[name] for name in joined)
    rows = {name: Shown((name,), counts[name]) for name in counts if name in large or name in absent}
    ordered = [rows[name] for name in counts if name in rows]
    return (*ordered, Shown(joined, total if total >= limit else None)) if joined else tuple(ordered)


def may_name(group_size: int | None, limit: int = DEFAULT_LIMIT) -> bool:
    """Tell whether a group may be named beside words, feelings or votes; an uncounted group may not."""
    return group_size is not None and group_size >= max(limit, DEFAULT_LIMIT)
