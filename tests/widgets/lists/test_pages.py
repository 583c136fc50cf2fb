"""Lines of a long list: which is a heading, which place it shows, what is read."""

from hypothesis import given
from hypothesis import strategies as st

from models.lists import Listing, ListRow, Section
from widgets.lists.pages import MOST_PAGES, PAGE, Pages


def made(lengths: list[int], folded: frozenset[str] = frozenset()) -> tuple[Pages, list[int]]:
    """Pages of sections of some lengths; none: an ungrouped list of 100. The list counts what was read."""
    asked: list[int] = []

    def read(ids: tuple[str, ...]) -> tuple[ListRow, ...]:
        asked.append(len(ids))
        return tuple(ListRow(one, "", one) for one in ids)

    count = sum(lengths) or 100
    ids = "".join(f"{at:032x}" for at in range(count))
    pages = Pages(read)
    pages.show(Listing(ids, tuple(Section(str(at), length) for at, length in enumerate(lengths))), folded)
    return pages, asked


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.sets(st.sampled_from("012345")))
def test_every_line_is_a_heading_or_the_row_of_its_place(lengths: list[int], folded: set[str]) -> None:
    pages, _ = made(lengths, frozenset(folded))
    shown = [length for at, length in enumerate(lengths) if str(at) not in folded]
    assert len(pages) == len(lengths) + sum(shown)
    headings, places = 0, []
    for line in range(len(pages)):
        heading, place = pages.heading_at(line), pages.place_at(line)
        assert (heading is None) != (place is None)
        if heading is not None:
            assert pages.line_of_heading(heading) == line
            assert pages.row_at(line) is None
            headings += 1
        elif place is not None:
            assert pages.line_of_place(place) == line
            assert pages.line_of(pages.id_at(line)) == line
            row = pages.row_at(line)
            assert row is not None
            assert row.id == pages.listing.id_at(place)
            places.append(place)
    assert headings == len(lengths)
    assert places == sorted(set(places))


def test_a_page_is_read_once_and_few_are_kept() -> None:
    pages, asked = made([])
    assert pages.row_at(5) == pages.row_at(6 - 1)
    assert asked == [PAGE]
    pages.forget()
    assert pages.row_at(5) is not None
    assert len(asked) == 2
    pages, asked = made([PAGE * (MOST_PAGES + 5)])
    for line in range(1, len(pages), PAGE):
        pages.row_at(line)
    assert len(pages._pages) <= MOST_PAGES


def test_there_is_nothing_outside() -> None:
    pages, _ = made([2])
    for line in (-1, 3, 100):
        assert pages.place_at(line) is None
        assert pages.id_at(line) == ""
    assert pages.line_of_place(-1) == -1
    assert pages.line_of("f" * 32) == -1
