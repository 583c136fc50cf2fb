"""Sheets of a drawn path: no card is cut, no letter is too small, nothing is left out, whatever the path."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.document import Label
from exports.path_drawing.axis import Axis
from exports.path_drawing.drawing import Drawing, draw
from exports.path_drawing.layout import Planner
from exports.path_drawing.on_sheets import Asked, asked_of, place
from exports.path_drawing.sheets import NAMES, Placed, on_one, room_of, windows
from exports.path_drawing.words import SIZE, bounds
from exports.pdf.papers import MM
from models import records as r
from tests.exports.path_drawing.made import drawn, paths
from tests.exports.reading_words import bare

SLACK = 0.02  # points
FEW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
tiles = st.sampled_from(("a4", "a3"))
sizes = st.sampled_from((None, "a3", "a2", "a1", "a0"))


def made(path: r.PathRecord, asked: Asked, above: float = 60.0) -> tuple[Placed, Drawing]:
    placed = place(drawn(path), asked, above)
    return placed, draw(placed.layout)


@FEW
@given(path=paths(), tile=tiles, size=sizes, overlap=st.integers(5, 30))
def test_no_card_lies_on_a_border_or_in_a_strip_that_sheets_share(
    path: r.PathRecord, tile: str, size: str | None, overlap: int
) -> None:
    placed, drawing = made(path, asked_of(size or "", tile, overlap))
    parts = [window.part for row in windows(placed.layout) for window in row]
    for card_id, (left, top, right, bottom) in drawing.cards:
        holding = 0
        for part in parts:
            inside = (
                part.left + part.at_left - SLACK <= left and right <= part.right - part.at_right + SLACK
                and part.top + part.above - SLACK <= top and bottom <= part.bottom - part.below + SLACK
            )  # fmt: skip
            apart = (
                right <= part.left + SLACK or left >= part.right - SLACK
                or bottom <= part.top + SLACK or top >= part.bottom - SLACK
            )  # fmt: skip
            assert inside or apart, card_id
            holding += inside
        assert holding == 1
    assert {card_id for card_id, _ in drawing.cards} == {card.id for card in path.cards}


@FEW
@given(path=paths(), tile=tiles, size=sizes, overlap=st.integers(5, 30))
def test_sheets_fit_their_paper_overlap_as_far_as_asked_and_show_everything(
    path: r.PathRecord, tile: str, size: str | None, overlap: int
) -> None:
    placed, drawing = made(path, asked_of(size or "", tile, overlap))
    if placed.sheets == 1:
        return
    width, height = room_of(placed.paper)
    rows = windows(placed.layout)
    for row in rows:
        for window in row:
            part = window.part
            assert (part.right - part.left) * placed.scale <= width + SLACK
            assert (part.bottom - part.top) * placed.scale <= height + SLACK
        for one, other in pairwise(row):
            shared = one.part.right - other.part.left
            assert shared == pytest.approx(one.part.at_right) == pytest.approx(other.part.at_left)
            assert shared * placed.scale >= overlap * MM - SLACK
    for above, below in pairwise(rows):
        assert (above[0].part.bottom - below[0].part.top) * placed.scale >= overlap * MM - SLACK
    assert (rows[0][0].part.left, rows[0][0].part.top) == (0.0, 0.0)
    assert rows[-1][-1].part.right == pytest.approx(drawing.picture.width)
    assert rows[-1][-1].part.bottom == pytest.approx(drawing.picture.height)


@FEW
@given(path=paths(), tile=st.sampled_from(NAMES))
def test_letters_are_12_points_or_more_and_one_sheet_holds_the_whole(path: r.PathRecord, tile: str) -> None:
    placed, drawing = made(path, asked_of(tile, "one"))
    small = [one for one in drawing.picture.shapes if isinstance(one, Label) and one.size * placed.scale < SIZE - 0.01]
    assert small == []
    if placed.sheets == 1:
        width, height = room_of(placed.paper)
        assert drawing.picture.width * placed.scale <= width + SLACK
        assert drawing.picture.height * placed.scale <= height + SLACK


@FEW
@given(path=paths(), tile=tiles)
def test_every_word_of_a_card_stands_in_its_frame(path: r.PathRecord, tile: str) -> None:
    _, drawing = made(path, asked_of("", tile))
    labels = [(bounds(one), one.text) for one in drawing.picture.shapes if isinstance(one, Label)]
    said = {card.id: "" for card in path.cards}
    for card_id, (left, top, right, bottom) in drawing.cards:
        for (x, y, end, foot), text in labels:
            if left - 1 <= x and end <= right + 1 and top - 1 <= y and foot <= bottom + 1:
                said[card_id] += "" if text.endswith(", continued") else bare(text)
    for card in path.cards:
        for words in (card.words, card.waiting, card.what_works, card.code):
            assert bare(words) in said[card.id]


@FEW
@given(path=paths())
def test_frames_of_cards_do_not_touch(path: r.PathRecord) -> None:
    _, drawing = made(path, asked_of("", "a4"))
    for at, (_, one) in enumerate(drawing.cards):
        for _, other in drawing.cards[at + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_what_does_not_fit_on_one_sheet_is_spread_over_several() -> None:
    one = r.StageRecord("s", "Stage", "within", "", letter="A")
    lane = r.LaneRecord("l", "people_do", "", "", number="1")
    path = r.PathRecord("p", "The way", "as_is", "", False, None, (one,), (lane,))
    assert place(drawn(path), asked_of("A4", "one"), 60).sheets == 1
    many = tuple(r.StageRecord(f"s{at}", "Stage", "within", "", letter=chr(65 + at)) for at in range(20))
    wide = r.PathRecord("p", "The way", "as_is", "", False, None, many, (lane,))
    spread = place(drawn(wide), asked_of("A4", "one"), 60)
    assert spread.sheets > 1
    assert spread.paper.startswith("a4")
    assert on_one(Planner(drawn(wide)), "a0") is not None


@pytest.mark.parametrize(("size", "sheets"), [("A3", 2), ("A2", 4), ("A1", 8), ("A0", 16)])
def test_as_many_sheets_of_a4_are_used_as_make_up_the_size(size: str, sheets: int) -> None:
    stages = tuple(r.StageRecord(f"s{at}", "Stage", "within", "", letter=chr(65 + at)) for at in range(4))
    lane = r.LaneRecord("l", "people_do", "", "", number="1")
    path = r.PathRecord("p", "The way", "as_is", "", False, None, stages, (lane,))
    placed = place(drawn(path), asked_of(size, "A4"), 60)
    assert 1 <= placed.sheets <= sheets
    assert placed.scale > 1.0


@given(st.lists(st.floats(10, 200), min_size=1, max_size=12), st.floats(0, 40), st.floats(200, 600), st.floats(0, 60))
def test_groups_hold_every_part_once_and_fit(sizes: list[float], gap: float, limit: float, overlap: float) -> None:
    axis = Axis(tuple(sizes), (gap,) * (len(sizes) - 1))
    groups = axis.groups(limit, overlap)
    assert [at for first, last in groups for at in range(first, last + 1)] == list(range(len(sizes)))
    wide = axis.widened(groups, overlap)
    for first, last in groups:
        start, end = wide.span((first, last))
        assert end - start <= limit + 0.02 or first == last
