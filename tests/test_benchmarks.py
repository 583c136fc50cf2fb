"""The benchmarks run and give figures, so that they do not rot; and nothing hangs: ten times the limits at most."""

import re
from pathlib import Path

import pytest

from benchmarks import capture, edits, imports, report, results, startup
from benchmarks.measure import Cost, Figure, by_turns, quicker
from benchmarks.report_content import content, document
from benchmarks.typical_report import typical_report
from exports.document import QrCode, walk

HANG = 10


def check(figures: tuple[Figure, ...], *goals: str) -> None:
    """Every figure of a ratio is positive, and the goals are measured."""
    assert {figure.goal for figure in figures} == set(goals)
    assert all(figure.value > 0 for figure in figures if figure.unit != "MB")


def check_no_hang(figures: tuple[Figure, ...]) -> None:
    """Times are far from a hang; memory of small runs says nothing."""
    for figure in figures:
        if figure.limit is not None and figure.unit == "×" and figure.goal != "P3":
            assert figure.value < HANG * figure.limit, figure


def test_one_edit_is_measured(tmp_path: Path) -> None:
    check(edits.measure(40, tmp_path), "D1")


def test_one_edit_is_far_from_a_hang(tmp_path: Path) -> None:
    check_no_hang(edits.measure(200, tmp_path))


def test_both_ways_of_an_import_are_measured(tmp_path: Path) -> None:
    costs = (
        imports.polku_import(300, tmp_path),
        imports.raw_import(300, tmp_path, search=True),
        imports.raw_import(300, tmp_path, search=False),
    )
    assert all(cost.wall > 0 and cost.peak > 0 and cost.megabytes >= 0 for cost in costs)
    assert all(0 < slice_ < 10 for slice_ in imports.longest_slice(300, tmp_path))


@pytest.mark.slow
def test_a_start_is_measured_and_is_far_from_a_hang(tmp_path: Path) -> None:
    figures = startup.measure(1, tmp_path)
    check(tuple(figure for figure in figures if figure.goal != "S4"), "S1", "S2", "S3")
    check_no_hang(figures)


def test_nothing_heavy_is_loaded_at_the_first_frame(tmp_path: Path) -> None:
    told = startup.run(startup.POLKU, str(tmp_path / "none.polku"), str(tmp_path / "profile"), "--first-frame")
    assert set(map(str, list(told["loaded"]))).isdisjoint(startup.HEAVY)  # pyright: ignore[reportArgumentType]


@pytest.mark.slow
def test_the_way_from_enter_to_the_card_is_measured(tmp_path: Path) -> None:
    figures = capture.measure(120, 50, tmp_path)
    check(figures, "D1")
    slowest = next(figure for figure in figures if figure.unit == "ms")
    assert slowest.value < HANG * capture.PAINTED_LIMIT


@pytest.mark.slow
def test_an_import_is_far_from_a_hang(tmp_path: Path) -> None:
    figures = imports.measure(5000, 1, tmp_path)
    check(figures, "D3")
    check_no_hang(figures)


def test_both_ways_of_the_report_say_the_same_and_are_measured() -> None:
    said = content(5, 2, 3)
    codes = [block for block in walk(document(said).blocks) if isinstance(block, QrCode)]
    assert [block.address for block in codes] == [address for _, _, address in said.codes]
    assert typical_report(said).startswith(b"%PDF")
    drawn, typical = report.polku_report(5, 2, 3), report.typical_report_cost(5, 2, 3)
    assert drawn.pages > 0
    assert 0 < drawn.codes < drawn.cost.cpu
    assert typical.cpu > 0


@pytest.mark.slow
def test_the_report_is_far_from_a_hang() -> None:
    figures = report.measure(100, 5, 20, 1)
    check(figures, "P1", "P2", "P3")
    check_no_hang(figures)


def test_works_take_turns_and_the_least_time_counts() -> None:
    order: list[str] = []
    times = iter((3.0, 8.0, 1.0, 9.0))

    def work(name: str) -> Cost:
        order.append(name)
        seconds = next(times)
        return Cost(seconds, seconds, seconds, seconds)

    one, two = by_turns(2, lambda: work("one"), lambda: work("two"))
    assert order == ["one", "two", "one", "two"]
    assert (one.wall, two.wall, one.megabytes) == (1.0, 8.0, 2.0)


@pytest.mark.parametrize("count", [2, 15, 120])
def test_no_figure_tells_of_a_wait_that_nobody_had(count: int) -> None:
    times = [8.0] * (count - 1) + [112.0]
    assert quicker(times, 50) == pytest.approx(8.0 if count > 2 else 60.0)
    assert quicker(times, 99) <= 112.0
    assert quicker([float(one) for one in range(101)], 99) == 99.0


def test_figures_replace_those_of_their_goal_and_the_text_around_stays(tmp_path: Path) -> None:
    path = tmp_path / "results.md"
    path.write_text(f"Before\n{results.BEGIN}\n{results.END}\nAfter\n", encoding="utf-8")
    results.write([Figure("D1", "a | b", 2.5, "×", 3.0), Figure("P1", "c", 0.8, "×", 0.715)], path)
    results.write([Figure("D1", "a", 3.5, "×", 3.0), Figure("D1", "more", 12.0, "MB")], path)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("Before\n")
    assert text.endswith("\nAfter\n")
    rows = [line for line in text.splitlines() if re.match(r"\| [A-Z]\d ", line)]
    assert rows == [
        "| D1 | a | 3.50 × | 3.00 × | **missed** |",
        "| D1 | more | 12 MB |  |  |",
        "| P1 | c | 0.80 × | 0.71 × | **missed** |",
    ]


def test_the_results_name_no_host_and_no_place() -> None:
    text = results.RESULTS.read_text(encoding="utf-8")
    assert text.count(results.BEGIN) == text.count(results.END) == 1
    assert not re.search(r"(^|[\s`(])(/[a-z]+/|[A-Z]:\\)", text)
