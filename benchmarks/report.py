"""P1, P2 and P3: the report of a large project through Polku's renderer against a typical ReportLab build of it."""

from collections.abc import Callable
from io import BytesIO
from time import process_time
from typing import Any, NamedTuple
from unittest.mock import patch

from benchmarks.measure import Cost, Figure, by_turns, cost_of, in_child
from benchmarks.report_content import content, document
from benchmarks.typical_report import typical_report

UNTAGGED = 0.55
TAGGED = 1.3 * UNTAGGED
CODES_SHARE = 0.20
MEMORY = 1.5


class Drawn(NamedTuple):
    """What one build took, and the processor's seconds of it that went into the codes."""

    cost: Cost
    codes: float
    pages: int


def measure(rows: int = 1000, stories: int = 50, codes: int = 200, rounds: int = 5) -> tuple[Figure, ...]:
    """Draw the report both ways by turns, each in a fresh process; what is imported is loaded before."""
    size = (rows, stories, codes)
    shares: list[float] = []

    def polku() -> Cost:
        drawn = in_child(polku_report, *size)
        shares.append(drawn.codes / drawn.cost.cpu)
        return drawn.cost

    tagged, typical = by_turns(rounds, polku, lambda: in_child(typical_report_cost, *size))
    what = f"tagged report ({rows:,} rows, {stories} stories, {codes} codes) / typical ReportLab build"
    return (
        Figure("P1", f"{what}, processor time", tagged.cpu / typical.cpu, "×", TAGGED),
        Figure(
            "P2",
            "share of the time that the codes take, with their captions",
            min(shares) * 100,
            "%",
            CODES_SHARE * 100,
        ),
        Figure(
            "P3",
            "memory at the peak above what was loaded before, the same two",
            tagged.megabytes / typical.megabytes,
            "×",
            MEMORY,
        ),
        Figure("P3", "all memory of the process at the peak", tagged.peak / typical.peak),
    )


def polku_report(rows: int, stories: int, codes: int) -> Drawn:
    """Draw the report with Polku."""
    from exports.pdf import parts, renderer

    drawn = document(content(1, 1, 1))
    renderer.render_pdf(drawn, BytesIO())  # loads what is imported at the first use
    drawn = document(content(rows, stories, codes))
    spent = 0.0
    pages = 0

    def timed(work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any) -> Any:
            nonlocal spent
            start = process_time()
            try:
                return work(*args)
            finally:
                spent += process_time() - start

        return run

    def build() -> None:
        nonlocal pages
        pages = renderer.render_pdf(drawn, BytesIO()).pages

    box = parts.QrBox
    with patch.object(box, "__post_init__", timed(box.__post_init__)), patch.object(box, "draw", timed(box.draw)):
        cost = cost_of(build)
    return Drawn(cost, spent, pages)


def typical_report_cost(rows: int, stories: int, codes: int) -> Cost:
    """What the typical build takes."""
    typical_report(content(1, 1, 1))
    said = content(rows, stories, codes)
    return cost_of(lambda: typical_report(said))
