"""The counting rules by themselves: sums, places, ties, two counts, small groups, re-votes."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from models.vote_records import (
    FIRST,
    PAPERS,
    SECOND,
    SETTLED,
    BallotRecord,
    OptionRecord,
    RoundRecord,
    TurnoutRecord,
    letter_of,
)
from models.votes import Result, agree, in_force, places, public_groups, result_of, score

IDS = ("1", "2", "3", "4")
OPTIONS = tuple(OptionRecord(one, None, None, one, "") for one in IDS)
GROUPS = ("carers", "staff", None)
METHODS = ("dots", "one_choice", "rating")


def a_round(method: str = "dots", **values: object) -> RoundRecord:
    plain = {"workshop_id": None, "question": "?", "dots": 3, "decides": "", "closed": True, "order": "i"}
    more = {"top": 5, "again_of_id": None, "closed_at": None}
    return RoundRecord(**{"id": "round", "method": method, **plain, **more, **values})  # type: ignore[arg-type]


def votes(option: str, n: int, group: str | None = None, tally: str = FIRST, mark: int = 0) -> BallotRecord:
    """What somebody counted: `n` dots, or `n` papers with a mark."""
    return BallotRecord(option, None, group, tally, mark or n, n if mark else 1)


def chose(option: str, n: int, group: str | None = None, tally: str = FIRST) -> BallotRecord:
    return BallotRecord(option, None, group, tally, 1, n)


def result(method: str, *ballots: BallotRecord, papers: tuple[TurnoutRecord, ...] = (), **values: object) -> Result:
    return result_of(a_round(method, **values), OPTIONS, ballots, papers)


def ballots_of(method: str) -> st.SearchStrategy[list[BallotRecord]]:
    who = (st.sampled_from(IDS), st.none(), st.sampled_from(GROUPS), st.just(FIRST))
    if method == "dots":
        return st.lists(st.builds(BallotRecord, *who, st.integers(0, 9), st.just(1)), max_size=20)
    marks = st.integers(1, 5) if method == "rating" else st.just(1)
    return st.lists(st.builds(BallotRecord, *who, marks, st.integers(0, 9)), max_size=20)


@given(st.sampled_from(METHODS).flatmap(lambda method: st.tuples(st.just(method), ballots_of(method))))
def test_totals_are_the_sum_over_groups_and_nothing_is_lost(case: tuple[str, list[BallotRecord]]) -> None:
    method, ballots = case
    made = result(method, *ballots)
    given_by = Counter[str]()
    for one in ballots:
        given_by[one.option_id] += one.value * one.papers if method == "dots" else one.papers
    for standing in made.standings:
        assert standing.votes() == sum(standing.votes((group,)) for group in GROUPS) == given_by[standing.option_id]
        for mark, n in standing.marks().items():
            assert n == sum(standing.marks((group,)).get(mark, 0) for group in GROUPS)
    assert {standing.option_id for standing in made.standings} == set(IDS)


@given(st.sampled_from(METHODS).flatmap(lambda method: st.tuples(st.just(method), ballots_of(method))))
def test_a_higher_score_has_a_better_place_and_an_equal_one_the_same(case: tuple[str, list[BallotRecord]]) -> None:
    made = result(case[0], *case[1])
    for one in made.standings:
        for other in made.standings:
            if one.place and other.place:
                assert (one.place < other.place) == (one.score > other.score)
                assert (one.place == other.place) == (one.score == other.score)
        same = [other for other in made.standings if other.place == one.place and one.place]
        assert one.shared == (len(same) > 1)
    placed = sorted(one.place for one in made.standings if one.place)
    assert placed == sorted(1 + sum(1 for other in placed if other < place) for place in placed)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=30))
def test_at_least_half_of_the_papers_gave_the_mark_of_a_rating_or_passed_it(marks: list[int]) -> None:
    counts: dict[tuple[str | None, int], int] = {(None, mark): n for mark, n in Counter(marks).items()}
    mark = score("rating", counts)
    assert 2 * sum(1 for one in marks if one >= mark) >= len(marks)
    assert 2 * sum(1 for one in marks if one > mark) <= len(marks)


def test_ties_share_a_place_and_the_next_one_is_left_out() -> None:
    made = result("one_choice", chose("1", 2), chose("2", 7), chose("3", 2), chose("4", 1))
    assert [(one.option_id, one.place, one.shared) for one in made.standings] == [
        ("2", 1, False),
        ("1", 2, True),
        ("3", 2, True),
        ("4", 4, False),
    ]


def test_a_few_extreme_papers_do_not_move_a_rating() -> None:
    made = result("rating", votes("1", 9, mark=4), votes("1", 4, mark=1), votes("2", 9, mark=3), votes("2", 4, mark=5))
    assert [(one.option_id, one.score, one.place) for one in made.standings[:2]] == [("1", 4, 1), ("2", 3, 2)]
    assert [one.place for one in made.standings[2:]] == [0, 0]  # nobody marked them


def test_an_empty_round_has_no_places() -> None:
    assert result("dots").nobody
    blank = result("one_choice", papers=(TurnoutRecord("staff", FIRST, 6),))
    assert (blank.nobody, blank.blank, blank.voted) == (True, 6, 6)
    assert {one.place for one in blank.standings} == {0}
    assert result("dots", votes("1", 0)).nobody
    assert not result("dots", votes("1", 1)).nobody


def test_blank_papers_and_unused_dots_are_counted() -> None:
    papers = (TurnoutRecord("staff", FIRST, 10),)
    assert result("one_choice", chose("1", 7, "staff"), papers=papers).blank == 3
    assert result("dots", votes("1", 27, "staff"), papers=papers, dots=3).unused == 3
    assert result("dots", votes("1", 27, "staff")).unused is None  # nobody counted papers: dots on a wall


def test_more_votes_than_papers_are_pointed_out_and_counted_all_the_same() -> None:
    papers = (TurnoutRecord("staff", FIRST, 2), TurnoutRecord("carers", FIRST, 9))
    made = result("dots", votes("1", 7, "staff"), papers=papers, dots=3)
    assert [(one.group, one.given, one.most) for one in made.surplus] == [("staff", 7, 6)]
    assert (made.standings[0].score, made.unused) == (7, 26)
    whole = (TurnoutRecord(None, FIRST, 2),)
    made = result("one_choice", chose("1", 2, "staff"), chose("2", 1, "carers"), papers=whole)
    assert [(one.group, one.given, one.most) for one in made.surplus] == [("all", 3, 2)]
    assert made.blank is None
    rated = result("rating", votes("1", 3, "staff", mark=4), votes("2", 2, "staff", mark=4), papers=papers)
    assert [(one.group, one.given, one.most) for one in rated.surplus] == [("staff", 3, 2)]


def test_two_counts_that_differ_have_no_result_until_it_is_settled() -> None:
    both = (chose("1", 4), chose("2", 3), chose("1", 4, tally=SECOND), chose("2", 2, tally=SECOND))
    made = result("one_choice", *both)
    assert [(one.cell, one.first, one.second, one.settled) for one in made.differences] == [
        (("2", None, 0), 3, 2, None)
    ]
    assert not made.agreed
    assert made.standings == ()
    settled = result("one_choice", *both, chose("2", 2, tally=SETTLED))
    assert settled.agreed
    assert settled.counted_twice
    assert [(one.option_id, one.score) for one in settled.standings[:2]] == [("1", 4), ("2", 2)]


def test_one_count_stands_and_says_that_it_is_one() -> None:
    for tally in (FIRST, SECOND, SETTLED):
        made = result("one_choice", chose("1", 4, tally=tally))
        assert (made.standings[0].score, made.agreed, made.counted_twice) == (4, True, False)


CELLS = st.dictionaries(
    st.tuples(st.sampled_from((*IDS, PAPERS)), st.sampled_from(GROUPS), st.just(0)), st.integers(0, 4)
)


@given(CELLS, CELLS, CELLS)
def test_what_holds_is_what_both_counted_or_what_was_settled(first: dict, second: dict, settled: dict) -> None:  # type: ignore[type-arg]
    holds, differences = agree(first, second, settled)
    differ = {one.cell for one in differences}
    if first and second:
        assert differ == {cell for cell in first | second if first.get(cell, 0) != second.get(cell, 0)}
        assert all(holds[cell] == first.get(cell, 0) for cell in first | second if cell not in differ)
        assert all(holds.get(cell) == settled.get(cell) for cell in differ)
    else:
        assert differ == set()


def test_papers_of_single_participants_are_added_to_those_of_groups() -> None:
    own = BallotRecord("1", "somebody", "carers", "", 2, 1)
    made = result("dots", votes("1", 3, "carers"), own)
    assert (made.standings[0].score, made.standings[0].votes(("carers",))) == (5, 5)


# -- small groups -----------------------------------------------------------------------------------------------------

SIZES = st.fixed_dictionaries({"carers": st.integers(0, 12), "staff": st.integers(0, 12), None: st.integers(0, 12)})


@given(SIZES, st.integers(5, 8))
def test_no_group_below_the_limit_can_be_read_from_what_is_public(sizes: dict[str | None, int], limit: int) -> None:
    ballots = [chose("1", n, group) for group, n in sizes.items()]
    papers = tuple(TurnoutRecord(group, FIRST, n) for group, n in sizes.items())
    shown = public_groups(result("one_choice", *ballots, papers=papers), {}, limit)
    assert sorted(str(one) for groups, _ in shown for one in groups) == sorted(map(str, sizes))
    for groups, count in shown:
        people = sum(sizes[group] for group in groups)
        assert (count is None and people < limit) or (count == people and (people >= limit or people == 0))


def test_a_group_whose_people_nobody_counted_is_joined() -> None:
    made = result("dots", votes("1", 9, "carers"), votes("1", 9, "staff"), votes("2", 1, None))
    shown = public_groups(made, {"carers": 12, "staff": None}, 5)
    assert shown == ((("carers", "staff", None), 14),)


# -- re-votes ---------------------------------------------------------------------------------------------------------


def test_a_re_vote_replaces_the_earlier_round_once_it_is_closed_and_somebody_voted() -> None:
    full, empty = result("dots", votes("1", 2)), result("dots")
    first, again, third = (
        a_round(id="a", order="a"),
        a_round(id="b", order="b", again_of_id="a"),
        a_round(id="c", order="c", again_of_id="b"),
    )
    assert in_force((first, again), {"a": full, "b": full}) == {"a": "b"}
    assert in_force((first, again), {"a": full, "b": empty}) == {}
    assert in_force((first, a_round(id="b", order="b", again_of_id="a", closed=False)), {"a": full, "b": full}) == {}
    assert in_force((first, again, third), {"a": full, "b": full, "c": full}) == {"a": "c", "b": "c"}
    assert in_force((first, again, third), {"a": full, "b": full, "c": empty}) == {"a": "b"}
    differ = result("one_choice", chose("1", 1), chose("1", 2, tally=SECOND))
    assert in_force((first, again), {"a": full, "b": differ}) == {}


def test_options_of_nobody_do_not_stop_a_family_that_refers_to_itself() -> None:
    loop = (a_round(id="a", order="a", again_of_id="b"), a_round(id="b", order="b", again_of_id="a"))
    assert set(in_force(loop, {"a": result("dots", votes("1", 2))})) <= {"a", "b"}


def test_letters_go_on_after_z() -> None:
    assert [letter_of(at) for at in (0, 1, 25, 26, 27, 51, 52)] == ["A", "B", "Z", "AA", "AB", "AZ", "BA"]


def test_left_out_options_have_no_place() -> None:
    options = (OPTIONS[0], OptionRecord("2", None, None, "2", "As it is, this looks not possible"))
    made = result_of(a_round("dots"), options, (votes("1", 1), votes("2", 9)), ())
    assert [one.option_id for one in made.standings] == ["1"]
    assert places("dots", ("1",), {("1", None, 0): 1})[0].place == 1
