"""As it is and as it could be: a copy differs in nothing, each edit of it shows, and both directions say the same."""

from bisect import bisect_left
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import queries
from models.edits import path, path_cards, path_copy, path_frame, path_links, path_shape
from models.edits import project as on_project
from models.edits.linking_paths import LinkPaths, UnlinkPath
from models.errors import Refused
from models.order import between
from models.path_differences import Difference, Fact, Felt, compared, differences, linked, pair_with
from models.path_pairs import out_of_order
from models.project import Project
from models.records import CardRecord, PathRecord
from tests.models.support import result, undoes

LANES = (("people_do", ""), ("behind", ""), ("own", "Our lane"))
Both = tuple[PathRecord, PathRecord]


def draw(project: Project, title: str = "Way", words: str = "Card", cards: int = 6) -> str:
    """A path of three stages and three lanes, two cards in a cell."""
    made = tuple(path.NewCard(at // 2 % 3, at // 6, f"{words} {at}", (("", -1),)) for at in range(cards))
    return result(project.perform(path.AddPath(title, stages=("Before", "During", "After"), lanes=LANES, cards=made)))


def read(project: Project, path_id: str) -> PathRecord:
    return next(one for one in project.ask(queries.paths) if one.id == path_id)


@pytest.fixture
def both(project: Project) -> Callable[[], Both]:
    """As it is, and its copy, read anew at each call."""
    first = draw(project)
    cards = read(project, first).cards
    project.perform(path_links.Connect(cards[0].id, cards[2].id, "branch", "if it rains"))
    second = result(project.perform(path_copy.CopyPath(first, "Could be")))
    return lambda: (read(project, first), read(project, second))


def said(found: tuple[Difference, ...]) -> list[tuple[str, tuple[str, ...], str]]:
    """What differs, how, and what it is called."""

    def name(one: Difference) -> str:
        row: Any = one.after or one.before
        return str(getattr(row, "words", None) or getattr(row, "name", None) or getattr(row, "label", ""))

    return [(one.what, one.kinds, name(one)) for one in found]


# -- a copy, and single edits -----------------------------------------------------------------------


def test_an_untouched_copy_differs_in_nothing(both: Callable[[], Both]) -> None:
    before, after = both()
    assert differences(before, after) == ()
    assert differences(after, before) == ()
    assert [(one and one.name, two and two.name) for one, two in compared(before, after).columns] == [
        ("Before", "Before"),
        ("During", "During"),
        ("After", "After"),
    ]


def _first_card(after: PathRecord) -> CardRecord:
    return after.cards[0]


EDITS: tuple[tuple[Callable[[PathRecord], Any], list[tuple[str, tuple[str, ...], str]]], ...] = (
    (
        lambda p: path.ChangeTouchpoint(p.cards[0].id, {"waiting": "2 days"}),
        [("card", ("changed",), "Card 0")],
    ),
    (lambda p: path.AddTouchpoint(p.stages[1].id, p.lanes[0].id, "New"), [("card", ("added",), "New")]),
    (
        lambda p: path.DeleteTouchpoint(p.cards[0].id),
        [("card", ("removed",), "Card 0"), ("connection", ("removed",), "if it rains")],
    ),
    (
        lambda p: path.MoveTouchpoint(p.cards[1].id, p.stages[2].id, p.lanes[1].id, "m"),
        [("card", ("moved",), "Card 1")],
    ),
    (
        lambda p: path.MoveTouchpoint(p.cards[1].id, p.stages[0].id, p.lanes[0].id, between("", p.cards[0].order)),
        [("card", ("moved",), "Card 1")],
    ),
    (lambda p: path_frame.ChangeStage(p.stages[0].id, {"position": "before"}), [("stage", ("changed",), "Before")]),
    (lambda p: path_frame.MoveStage(p.stages[0].id, 2), [("stage", ("moved",), "Before")]),
    (lambda p: path.AddStage(p.id, "Later", at=1), [("stage", ("added",), "Later")]),
    (
        lambda p: path_frame.DeleteStage(p.stages[2].id),
        [("stage", ("removed",), "After"), ("card", ("removed",), "Card 4"), ("card", ("removed",), "Card 5")],
    ),
    (lambda p: path_frame.MoveLane(p.lanes[2].id, 0), [("lane", ("moved",), "Our lane")]),
    (lambda p: path_frame.ChangeLane(p.lanes[2].id, {"name": "Theirs"}), [("lane", ("changed",), "Theirs")]),
    (
        lambda p: path_links.ChangeConnection(p.connections[0].id, {"label": "if it snows"}),
        [("connection", ("changed",), "if it snows")],
    ),
    (lambda p: path_links.Disconnect(p.connections[0].id), [("connection", ("removed",), "if it rains")]),
    (
        lambda p: path_links.Connect(p.cards[1].id, None, "drop_out", "gives up"),
        [("connection", ("added",), "gives up")],
    ),
    (
        lambda p: path_shape.SplitStage(p.stages[0].id, "Soon", (p.cards[1].id,)),
        [("stage", ("added",), "Soon"), ("card", ("moved",), "Card 1")],
    ),
    (
        lambda p: path_shape.MergeStages(p.stages[2].id, p.stages[1].id),
        [("stage", ("removed",), "After"), ("card", ("moved",), "Card 4"), ("card", ("moved",), "Card 5")],
    ),
)


@pytest.mark.parametrize("number", range(len(EDITS)))
def test_each_edit_of_the_copy_shows_as_what_it_did(project: Project, both: Callable[[], Both], number: int) -> None:
    make, expected = EDITS[number]
    project.perform(make(both()[1]))
    assert said(differences(*both())) == expected
    project.undo()
    assert differences(*both()) == ()


def test_a_changed_fact_is_named_with_what_it_was_and_what_it_is(project: Project, both: Callable[[], Both]) -> None:
    card = _first_card(both()[1])
    values = {"waiting": "2 days", "pain_point": True, "evidence": "told"}
    project.perform(path.ChangeTouchpoint(card.id, values))
    (found,) = differences(*both())
    assert [(fact.name, fact.before, fact.after) for fact in found.facts] == [
        ("waiting", "", "2 days"),
        ("pain_point", "no", "yes"),
        ("evidence", "", "told"),
    ]
    assert [fact.label_of(fact.after) for fact in found.facts] == ["2 days", "yes", "Told"]


def test_a_card_can_be_moved_and_changed_at_once(project: Project, both: Callable[[], Both]) -> None:
    after = both()[1]
    project.perform(path.MoveTouchpoint(after.cards[0].id, after.stages[1].id, after.lanes[1].id, "m"))
    project.perform(path.ChangeTouchpoint(after.cards[0].id, {"words": "Someone rings"}))
    (found,) = (one for one in differences(*both()) if one.what == "card")
    assert found.kinds == ("moved", "changed")
    assert found.facts == (Fact("words", "Card 0", "Someone rings"),)


def test_a_connection_that_leads_elsewhere_moved(project: Project, both: Callable[[], Both]) -> None:
    after = both()[1]
    project.perform(path_links.Disconnect(after.connections[0].id))
    project.perform(path_links.Connect(after.cards[0].id, after.cards[5].id, "branch", "if it rains"))
    assert said(differences(*both())) == [("connection", ("moved",), "if it rains")]


# -- any edits ----------------------------------------------------------------------------------------

OPS: tuple[Callable[[PathRecord, int, int, str], Any], ...] = (
    lambda p, a, b, w: path.ChangeTouchpoint(_at(p.cards, a).id, {("words", "channel", "waiting")[b % 3]: w}),
    lambda p, a, b, _: path.ChangeTouchpoint(_at(p.cards, a).id, {"pain_point": bool(b % 2)}),
    lambda p, a, b, w: path.AddTouchpoint(_at(p.stages, a).id, _at(p.lanes, b).id, w, at=b % 3),
    lambda p, a, _, w: path.DeleteTouchpoint(_at(p.cards, a).id),
    lambda p, a, b, w: path.MoveTouchpoint(_at(p.cards, a).id, _at(p.stages, b).id, _at(p.lanes, a + b).id, f"m{w}z"),
    lambda p, a, b, w: path_frame.ChangeStage(_at(p.stages, a).id, {"name": w}),
    lambda p, a, b, _: path_frame.MoveStage(_at(p.stages, a).id, b % 4),
    lambda p, a, b, _: path_frame.MoveLane(_at(p.lanes, a).id, b % 4),
    lambda p, a, b, w: path.AddStage(p.id, w, at=b % 4),
    lambda p, a, b, w: path.AddLane(p.id, "own", w, at=b % 4),
    lambda p, a, _, w: path_frame.DeleteStage(_at(p.stages, a).id) if len(p.stages) > 2 else None,
    lambda p, a, _, w: path_frame.DeleteLane(_at(p.lanes, a).id) if len(p.lanes) > 2 else None,
    lambda p, a, b, w: path_shape.SplitStage(_at(p.stages, a).id, w, ()),
    lambda p, a, b, _: path_shape.MergeStages(_at(p.stages, a).id, _at(p.stages, b).id) if len(p.stages) > 2 else None,
    lambda p, a, b, w: path_links.Connect(_at(p.cards, a).id, _at(p.cards, b).id, "next", w),
    lambda p, a, b, w: path_cards.PasteCards((path_cards.PastedCard(_at(p.stages, a).id, _at(p.lanes, b).id, w),)),
)
walks = st.lists(st.tuples(st.integers(0, len(OPS) - 1), st.integers(0, 40), st.integers(0, 40)), max_size=7)


def _at(rows: tuple[Any, ...], number: int) -> Any:
    if not rows:
        raise LookupError
    return rows[number % len(rows)]


def walk(project: Project, path_id: str, ops: list[tuple[int, int, int]]) -> None:
    """Perform what can be performed; every new word is one of its own, so that nothing is paired by words."""
    for number, (op, a, b) in enumerate(ops):
        try:
            edit = OPS[op](read(project, path_id), a, b, f"new {number}")
            if edit is not None:
                project.perform(edit)
        except (LookupError, Refused):
            continue


def by_origin(before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[set[str], set[str], dict[str, str]]:
    """Ids of what was removed, ids of what was added, and the original of each copy: the naive way."""
    there = {one.id for one in before}
    origin = {one.id: one.origin_id for one in after if one.origin_id in there}
    return there - set(origin.values()), {one.id for one in after} - origin.keys(), origin


@settings(max_examples=20)
@given(walks)
def test_what_was_done_to_the_copy_is_what_differs(project: Project, ops: list[tuple[int, int, int]]) -> None:
    first = draw(project)
    second = result(project.perform(path_copy.CopyPath(first, "Could be")))
    walk(project, second, ops)
    before, after = read(project, first), read(project, second)
    found = compared(before, after)
    for what, rows, others in (
        ("stage", before.stages, after.stages),
        ("lane", before.lanes, after.lanes),
        ("card", before.cards, after.cards),
    ):
        gone, new, origin = by_origin(rows, others)
        here = [one for one in found.differences if one.what == what]
        assert {one.before.id for one in here if one.after is None and one.before} == gone
        assert {one.after.id for one in here if one.before is None and one.after} == new
        known: dict[str, Any] = {one.id: one for one in rows}
        for other in others:
            if other.id in origin:
                own = known[origin[other.id]]
                facts = {
                    name
                    for name in type(own).__slots__
                    if name in ("words", "channel", "waiting", "pain_point", "name", "position", "kind")
                    and getattr(own, name) != getattr(other, name)
                }
                difference = found.of_row.get(other.id)
                assert {fact.name for fact in difference.facts} == facts if difference else not facts
    _cells_are_as_said(before, after, found.of_row)
    _order_is_as_said([one.id for one in before.stages], after.stages, found.of_row)
    _order_is_as_said([one.id for one in before.lanes], after.lanes, found.of_row)


def _cells_are_as_said(before: PathRecord, after: PathRecord, of_row: dict[str, Difference]) -> None:
    """A card that is in another cell moved; of those that stayed, the ones that did not move are in their order."""
    origin = {one.id: one.origin_id for one in (*after.stages, *after.lanes)}
    cell_of = {card.id: (card.stage_id, card.lane_id) for card in before.cards}
    cells: dict[tuple[str | None, str | None], list[CardRecord]] = {}
    for card in after.cards:
        cell = (origin[card.stage_id], origin[card.lane_id])
        if card.origin_id in cell_of and cell_of[card.origin_id] != cell:
            assert of_row[card.id].moved
        elif card.origin_id in cell_of:
            cells.setdefault(cell, []).append(card)
    for cards in cells.values():
        _order_is_as_said([card.id for card in before.cards], tuple(cards), of_row)


def _order_is_as_said(ids: list[str], after: tuple[Any, ...], of_row: dict[str, Difference]) -> None:
    pairs = [(ids.index(one.origin_id), one.id) for one in after if one.origin_id in ids]
    moved = [row for _, row in pairs if row in of_row and of_row[row].moved]
    kept = [place for place, row in pairs if row not in moved]
    assert kept == sorted(kept)
    assert len(kept) == longest([place for place, _ in pairs])  # no more than needed is called moved


def longest(places: list[int]) -> int:
    """The length of the longest rising part, by patience."""
    piles: list[int] = []
    for place in places:
        at = bisect_left(piles, place)
        piles[at : at + 1] = [place]
    return len(piles)


@settings(max_examples=20)
@given(walks, walks)
def test_both_directions_say_the_same(
    project: Project, ops: list[tuple[int, int, int]], others: list[tuple[int, int, int]]
) -> None:
    """Two copies of one path, both edited, and the first of them with the path itself."""
    first = draw(project)
    copies = [result(project.perform(path_copy.CopyPath(first, title))) for title in ("One", "Two")]
    walk(project, copies[0], ops)
    walk(project, copies[1], others)
    whole = [read(project, path_id) for path_id in (first, *copies)]
    for one, other in ((whole[0], whole[1]), (whole[1], whole[2])):
        there, back = differences(one, other), differences(other, one)
        assert {found.turned() for found in there} == set(back)
        assert len(there) == len(set(there)) == len(back)


@given(st.permutations(range(7)))
def test_as_few_as_possible_moved_and_the_same_seen_from_the_other_side(order: list[int]) -> None:
    pairs = [(at, place, f"{(at * 5) % 7}") for at, place in enumerate(order)]
    moved = out_of_order(pairs)
    kept = [place for at, place in enumerate(order) if at not in moved]
    assert kept == sorted(kept)
    assert len(kept) == longest(order)
    turned = sorted((place, at, name) for at, place, name in pairs)
    assert {turned[at][2] for at in out_of_order(turned)} == {pairs[at][2] for at in moved}


# -- drawn apart, felt, linked -------------------------------------------------------------------------


def test_paths_that_were_drawn_apart_pair_by_words(project: Project) -> None:
    first = draw(project)
    words = [("during ", "Card  2"), ("Before", "card 0"), ("Afterwards", "Card 4"), ("Before", "Card 5")]
    stages = ("Before", "during ", "Afterwards")
    cards = tuple(path.NewCard(stages.index(stage), 0, text) for stage, text in words)
    lanes = (("people_do", ""), ("own", "our  LANE"))
    second = result(project.perform(path.AddPath("Drawn", "could_be", stages=stages, lanes=lanes, cards=cards)))
    found = compared(read(project, first), read(project, second))
    assert [(one.name, two.name) for one, two in found.pairs.stages.both] == [
        ("Before", "Before"),
        ("During", "during "),
    ]
    assert [(one.words, two.words) for one, two in found.pairs.cards.both] == [
        ("Card 0", "card 0"),
        ("Card 2", "Card  2"),
    ]
    by_kind = {kind: {words for what, kinds, words in said(found.differences) if what == "card" and kinds == (kind,)} for kind in ("added", "removed")}  # fmt: skip  # noqa: E501
    assert by_kind == {"added": {"Card 4", "Card 5"}, "removed": {"Card 1", "Card 3", "Card 4", "Card 5"}}
    assert {(one and one.name, two and two.name) for one, two in found.columns} == {
        ("Before", "Before"),
        ("During", "during "),
        ("After", None),
        (None, "Afterwards"),
    }


def test_what_was_removed_and_typed_again_is_no_difference(project: Project, both: Callable[[], Both]) -> None:
    after = both()[1]
    card = after.cards[1]
    project.perform(path.DeleteTouchpoint(card.id))
    project.perform(path.AddTouchpoint(card.stage_id, card.lane_id, card.words.upper()))
    (found,) = differences(*both())
    assert (found.kinds, found.facts) == (("changed",), (Fact("words", "Card 1", "CARD 1"),))


def test_how_it_feels_differs_where_both_say_something(project: Project, both: Callable[[], Both]) -> None:
    group = result(project.perform(on_project.AddSegment("Relatives")))
    before, after = both()
    for card, value in ((before.cards[0], -2), (after.cards[0], 1), (before.cards[2], -1), (after.cards[2], -1)):
        project.perform(path.SetFeeling(card.id, value, group))
    project.perform(path.SetFeeling(after.cards[4].id, 2, group))  # there nobody says it of the path as it is
    (found,) = differences(*both())
    assert (found.kinds, found.felt) == (("felt",), (Felt(group, (-2,), (1,)),))
    assert found.turned().felt == (Felt(group, (1,), (-2,)),)


def test_a_stage_that_moved_leaves_a_gap(project: Project, both: Callable[[], Both]) -> None:
    project.perform(path_frame.MoveStage(both()[1].stages[0].id, 2))
    columns = [(one and one.name, two and two.name) for one, two in compared(*both()).columns]
    assert columns == [("Before", None), ("During", "During"), ("After", "After"), (None, "Before")]


def test_paths_are_linked_and_unlinked_by_hand(project: Project) -> None:
    first, second = draw(project, "As it is"), draw(project, "As it could be")
    undoes(project, LinkPaths(second, first))
    paths = project.ask(queries.paths)
    assert [(one.title, two.title) for one, two in linked(paths)] == [("As it is", "As it could be")]
    assert pair_with(paths, first) == pair_with(paths, second) == linked(paths)[0]
    assert differences(*linked(paths)[0]) == ()
    for again, sentence in ((LinkPaths(first, second), "way round"), (LinkPaths(first, first), "another path")):
        with pytest.raises(Refused, match=sentence):
            project.perform(again)
    with pytest.raises(Refused):
        project.perform(LinkPaths(first, "0" * 32))
    undoes(project, UnlinkPath(second))
    assert linked(project.ask(queries.paths)) == ()


def test_of_several_copies_the_newest_is_shown_beside_the_path_and_each_beside_it(project: Project) -> None:
    first = draw(project)
    copies = [result(project.perform(path_copy.CopyPath(first, title))) for title in ("One", "Two")]
    paths = project.ask(queries.paths)
    found = pair_with(paths, first)
    assert found is not None
    assert found[1].id == copies[1]
    assert pair_with(paths, copies[0]) == (paths[0], paths[1])
    project.perform(path.DeletePath(first))
    assert pair_with(project.ask(queries.paths), copies[0]) is None
