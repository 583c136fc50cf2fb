"""Columns or rows in a line with gaps between them, and how they share sheets: borders lie in the gaps alone."""

from dataclasses import dataclass
from itertools import accumulate

Group = tuple[int, int]  # the first and the last part on one sheet


@dataclass(frozen=True)
class Axis:
    """Parts of some sizes; `gaps[n]` lies after part n, the last part has none."""

    sizes: tuple[float, ...]
    gaps: tuple[float, ...]

    @property
    def length(self) -> float:
        """From the beginning of the first part to the end of the last."""
        return sum(self.sizes) + sum(self.gaps)

    @property
    def starts(self) -> tuple[float, ...]:
        """Where each part begins."""
        steps = (size + gap for size, gap in zip(self.sizes, (*self.gaps, 0.0), strict=True))
        return tuple(accumulate(steps, initial=0.0))[: len(self.sizes)]

    def end(self, part: int) -> float:
        """Return where a part ends."""
        return self.starts[part] + self.sizes[part]

    def gap_after(self, part: int) -> tuple[float, float]:
        """Return where the gap after a part lies; after the last one it is empty, before the first (-1) too."""
        if part < 0:
            return (0.0, 0.0)
        end = self.end(part)
        return (end, end + self.gaps[part] if part < len(self.gaps) else end)

    def span(self, group: Group) -> tuple[float, float]:
        """Return what a sheet shows: its parts, and the gaps at its edges whole, which its neighbours show too."""
        return self.gap_after(group[0] - 1)[0], self.gap_after(group[1])[1]

    def groups(self, limit: float, overlap: float) -> tuple[Group, ...]:
        """Return which parts share a sheet, as many as fit; a gap at a border is at least `overlap` wide."""
        made: list[Group] = []
        first = 0
        while first < len(self.sizes):
            last = first
            while last + 1 < len(self.sizes) and self._needed((first, last + 1), overlap) <= limit + 0.01:
                last += 1
            made.append((first, last))
            first = last + 1
        return tuple(made)

    def _needed(self, group: Group, overlap: float) -> float:
        first, last = group
        inside = sum(self.sizes[first : last + 1]) + sum(self.gaps[first:last])
        before = max(self.gaps[first - 1], overlap) if first else 0.0
        after = max(self.gaps[last], overlap) if last < len(self.gaps) else 0.0
        return before + inside + after

    def fits(self, groups: tuple[Group, ...], limit: float, overlap: float) -> bool:
        """Tell whether every group fits a sheet: a part may be larger than any."""
        return all(self._needed(group, overlap) <= limit + 0.01 for group in groups)

    def spare(self, groups: tuple[Group, ...], limit: float, overlap: float) -> list[float]:
        """Return what is left empty on the sheet of each group."""
        return [limit - self._needed(group, overlap) for group in groups]

    def widened(self, groups: tuple[Group, ...], overlap: float) -> "Axis":
        """Return the axis with the gaps at the borders of its groups as wide as sheets overlap."""
        borders = {last for _, last in groups[:-1]}
        gaps = (max(gap, overlap) if at in borders else gap for at, gap in enumerate(self.gaps))
        return Axis(self.sizes, tuple(gaps))
