"""The lines of a long list without holding it: ids in their order, sections that fold, and pages of rows when asked."""

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import Any

from models.lists import Listing

PAGE = 64
MOST_PAGES = 40
Read = Callable[[tuple[str, ...]], tuple[Any, ...]]  # rows with an id: ListRow, or those of another table


class Pages:
    """A listing as lines: without sections a line is a place in it; with them each section begins with a heading."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._pages: dict[int, dict[str, Any]] = {}
        self.listing = Listing("")
        self.folded: frozenset[str] = frozenset()
        self._heads: tuple[int, ...] = ()
        self._lines = 0

    def show(self, listing: Listing, folded: frozenset[str] | None = None) -> None:
        """Take another listing; what was read of the last one is forgotten."""
        self.listing = listing
        self.folded = self.folded if folded is None else folded
        self.forget()
        lengths = [1 + (0 if one.key in self.folded else one.count) for one in listing.sections]
        self._heads = (0, *accumulate(lengths))[:-1] if lengths else ()
        self._lines = sum(lengths) if lengths else len(listing)

    def forget(self) -> None:
        """Read rows anew when they are asked for."""
        self._pages.clear()

    def __len__(self) -> int:
        return self._lines

    def heading_at(self, line: int) -> int | None:
        """Return which section's heading a line is, None for a row."""
        if not self._heads:
            return None
        section = bisect_right(self._heads, line) - 1
        return section if self._heads[section] == line else None

    def line_of_heading(self, section: int) -> int:
        """Return the line of a section's heading."""
        return self._heads[section]

    def section_at(self, line: int) -> int | None:
        """Return which section a line belongs to, None where the list is not grouped."""
        return bisect_right(self._heads, line) - 1 if self._heads else None

    def place_at(self, line: int) -> int | None:
        """Return which place of the listing a line shows, None for a heading."""
        if not 0 <= line < self._lines:
            return None
        if not self._heads:
            return line
        section = bisect_right(self._heads, line) - 1
        inside = line - self._heads[section] - 1
        return None if inside < 0 else self.listing.starts[section] + inside

    def id_at(self, line: int) -> str:
        """Return the id of a line, empty for a heading."""
        place = self.place_at(line)
        return "" if place is None else self.listing.id_at(place)

    def line_of_place(self, place: int) -> int:
        """Return the line that shows a place, −1 where it is folded away or there is none."""
        if not 0 <= place < len(self.listing):
            return -1
        if not self._heads:
            return place
        section = self.listing.section_of(place)
        if self.listing.sections[section].key in self.folded:
            return -1
        return self._heads[section] + 1 + place - self.listing.starts[section]

    def line_of(self, row_id: str) -> int:
        """Return the line of an id, −1 where it is not shown."""
        return self.line_of_place(self.listing.position_of(row_id))

    def row_at(self, line: int) -> Any:
        """Return the row of a line, None for a heading; its page is read when it is first asked for."""
        place = self.place_at(line)
        if place is None:
            return None
        page = place // PAGE
        rows = self._pages.get(page)
        if rows is None:
            while len(self._pages) >= MOST_PAGES:
                del self._pages[next(iter(self._pages))]
            rows = self._pages[page] = {row.id: row for row in self._read(self.listing.page(page * PAGE, PAGE))}
        return rows.get(self.listing.id_at(place))
