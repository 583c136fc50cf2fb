"""Which cards are chosen, and where several of them land: rules of a path, without a screen."""

from hypothesis import given
from hypothesis import strategies as st

from models.records import CardRecord, LaneRecord, PathRecord, StageRecord
from widgets.canvas.drops import Carried, keys_at, landings, moves_of
from widgets.canvas.gestures.choosing import alone, between, every_card, next_to_write, toggled
from widgets.canvas.spots import Spot, spot_of_card, spot_of_lane, spot_of_stage

KINDS = ("people_do", "feeling", "people_meet", "visibility", "behind")


def card(name: str, stage: int, lane: int, order: str) -> CardRecord:
    facts = ("", "", "", "", "", False, "", "", "", "")
    return CardRecord(name, f"s{stage}", f"l{lane}", name, *facts, order)


def path_with(cards: list[tuple[str, int, int]], stages: int = 3) -> PathRecord:
    """Cards by name, stage and lane, in the order of the list within a cell."""
    made = [card(name, stage, lane, f"i{at:03}") for at, (name, stage, lane) in enumerate(cards)]
    made.sort(key=lambda one: (one.stage_id, one.lane_id, one.order))
    return PathRecord(
        "path",
        "",
        "as_is",
        "",
        False,
        stages=tuple(StageRecord(f"s{at}", f"Stage {at}", "within", "") for at in range(stages)),
        lanes=tuple(LaneRecord(f"l{at}", kind, "", "") for at, kind in enumerate(KINDS)),
        cards=tuple(made),
    )


ABOUT = [("a", 0, 0), ("b", 0, 0), ("c", 1, 0), ("d", 1, 2), ("e", 2, 4)]


def spot(path: PathRecord, name: str) -> Spot:
    found = spot_of_card(path, name)
    assert found is not None
    return found


def test_a_card_is_added_to_the_choice_and_taken_away_again() -> None:
    path = path_with(ABOUT)
    assert toggled(path, ("c",), spot(path, "a")) == (("a", "c"), spot(path, "a"))  # in reading order
    assert toggled(path, ("a", "c"), spot(path, "a")) == (("c",), spot(path, "c"))
    assert toggled(path, ("a",), spot(path, "a")) == ((), None)
    stage = spot_of_stage("s1")
    assert toggled(path, ("a",), stage) == (("a",), stage)  # what is no card changes nothing but the mark
    assert alone(stage) == ((), stage)


def test_a_rectangle_is_that_of_cells_and_of_places_in_them() -> None:
    path = path_with(ABOUT)
    assert between(path, spot(path, "a"), spot(path, "c"))[0] == ("a", "c")  # b lies below a, outside
    assert between(path, spot(path, "b"), spot(path, "c"))[0] == ("a", "b", "c")
    assert between(path, spot(path, "a"), spot(path, "e"))[0] == ("a", "b", "c", "d", "e")
    assert between(path, spot(path, "c"), Spot("cell", "", "s1", "l4"))[0] == ("c", "d")
    assert between(path, spot(path, "c"), spot_of_stage("s1")) == ((), spot_of_stage("s1"))


def test_all_cards_keep_the_mark() -> None:
    path = path_with(ABOUT)
    assert every_card(path, spot(path, "d")) == (("a", "b", "c", "d", "e"), spot(path, "d"))
    assert every_card(path, None) == (("a", "b", "c", "d", "e"), spot(path, "a"))
    assert every_card(path_with([]), None) == ((), None)


def test_writing_goes_on_along_the_lane_then_to_the_lane_below() -> None:
    path = path_with(ABOUT)
    seen: list[str] = []
    here: Spot | None = spot(path, "a")
    while here is not None:
        seen.append(here.id or f"{here.stage_id}{here.lane_id}")
        here = next_to_write(path, here, 1)
    assert seen == ["a", "b", "c", "s2l0", "s0l2", "d", "s2l2", "s0l4", "s1l4", "e"]
    before = next_to_write(path, spot(path, "c"), -1)
    assert before is not None
    assert before.id == "b"
    assert next_to_write(path, spot(path, "a"), -1) is None
    assert next_to_write(path, spot_of_stage("s1"), 1) == spot_of_stage("s2")
    assert next_to_write(path, spot_of_lane("l4"), 1) is None


def test_cards_keep_their_places_to_each_other_and_lanes_without_cells_are_passed_over() -> None:
    path = path_with(ABOUT)
    there = landings(path, Carried(("a", "c"), "a", "s1", "l2", 0))
    assert there == {"a": ("s1", "l2"), "c": ("s2", "l2")}
    assert landings(path, Carried(("c", "e"), "c", "s2", "l0", 0)) is None  # e would leave on the right
    assert landings(path, Carried(("a", "d"), "d", "s1", "l0", 0)) is None  # a would leave at the top
    assert landings(path, Carried(("a",), "a", "s0", "l1", 0)) is None  # a lane without cells
    assert landings(path, Carried(("a",), "gone", "s0", "l0", 0)) is None


def after(path: PathRecord, carried: Carried) -> dict[tuple[str, str], list[str]]:
    """The cells of a path as the moves leave them."""
    moves = moves_of(path, carried)
    assert moves is not None
    moved = {card_id: (stage, lane, order) for card_id, stage, lane, order in moves}
    placed = [(*moved.get(one.id, (one.stage_id, one.lane_id, one.order)), one.id) for one in path.cards]
    cells: dict[tuple[str, str], list[str]] = {}
    for stage, lane, _, name in sorted(placed):
        cells.setdefault((stage, lane), []).append(name)
    return cells


def test_cards_of_a_cell_are_put_between_others_as_a_block() -> None:
    path = path_with([*ABOUT, ("f", 1, 0)])
    assert after(path, Carried(("a", "b"), "b", "s1", "l0", 1))["s1", "l0"] == ["c", "a", "b", "f"]
    assert after(path, Carried(("a",), "a", "s0", "l0", 1))["s0", "l0"] == ["b", "a"]
    assert moves_of(path, Carried(("a",), "a", "s0", "l0", 0)) == ()  # it lies there already
    assert moves_of(path, Carried(("a", "c"), "a", "s0", "l0", 0)) == ()
    within = moves_of(path, Carried(("a", "c"), "a", "s0", "l0", 1))  # within its cell: the others stay where they are
    assert within is not None
    assert [move[0] for move in within] == ["a"]


PLACED = st.lists(st.tuples(st.integers(0, 2), st.sampled_from((0, 2, 4))), min_size=1, max_size=9)


@given(PLACED, st.data())
def test_whatever_is_moved_nothing_is_lost_and_the_rest_stays(
    placed: list[tuple[int, int]], data: st.DataObject
) -> None:
    path = path_with([(f"n{at}", stage, lane) for at, (stage, lane) in enumerate(placed)])
    ids = data.draw(st.lists(st.sampled_from([one.id for one in path.cards]), min_size=1, unique=True))
    carried = Carried(
        tuple(ids),
        data.draw(st.sampled_from(ids)),
        data.draw(st.sampled_from([stage.id for stage in path.stages])),
        data.draw(st.sampled_from(["l0", "l2", "l4"])),
        data.draw(st.integers(0, 5)),
    )
    cells = landings(path, carried)
    if cells is None:
        assert moves_of(path, carried) is None
        return
    left = after(path, carried)
    assert sorted(name for names in left.values() for name in names) == sorted(one.id for one in path.cards)
    home = {one.id: (one.stage_id, one.lane_id) for one in path.cards}
    for cell, names in left.items():
        for name in names:
            assert cell == (cells[name] if name in cells else home[name])
        stayed = [name for name in names if name not in cells]
        assert stayed == [one.id for one in path.cards if one.id in stayed]  # the others keep their order
        moved = [name for name in names if name in cells]
        if cell != home[carried.pressed_id]:
            assert moved == [one.id for one in path.cards if one.id in moved]


@given(st.integers(0, 6), st.integers(0, 8), st.integers(1, 6))
def test_keys_lie_between_their_neighbours(others: int, index: int, count: int) -> None:
    cards = [card(f"n{at}", 0, 0, f"i{at:03}") for at in range(others)]
    keys = keys_at(cards, index, count)
    index = min(index, others)
    everything = [*(one.order for one in cards[:index]), *keys, *(one.order for one in cards[index:])]
    assert everything == sorted(set(everything))
