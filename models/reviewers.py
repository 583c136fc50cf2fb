"""Several people look at what something takes: which view stands first, and where they differ."""

from collections import defaultdict
from collections.abc import Iterable

from models.records import FindingRecord
from models.suggestion import CAREFUL


def main_view(findings: Iterable[FindingRecord], dimension: str) -> FindingRecord | None:
    """Return the view that stands first: the one that was there first, whoever comes later."""
    return min((one for one in findings if one.dimension == dimension), key=lambda one: one.id, default=None)


def differing(findings: Iterable[FindingRecord]) -> dict[str, tuple[FindingRecord, ...]]:
    """Return the dimensions that people see differently, each with its views from the least to the most careful.

    Who does not know contradicts nobody.
    """
    by_dimension: defaultdict[str, list[FindingRecord]] = defaultdict(list)
    for one in sorted(findings, key=lambda found: (CAREFUL[found.value], found.id)):
        if one.value != "unknown":
            by_dimension[one.dimension].append(one)
    return {code: tuple(views) for code, views in by_dimension.items() if len({one.value for one in views}) > 1}


def reviewers(findings: Iterable[FindingRecord]) -> tuple[str, ...]:
    """Return who looked, in the order in which they came; an empty name for views that nobody signed."""
    return tuple(dict.fromkeys(one.looked_by for one in sorted(findings, key=lambda found: found.id)))
