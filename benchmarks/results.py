"""Puts figures into results.md: one table, between two marks; what stands around it is kept."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import psutil

from benchmarks.measure import Figure
from models.store import driver

RESULTS = Path(__file__).with_name("results.md")
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
HEAD = "| Goal | What | Figure | Limit | |"
WORDS = {True: "reached", False: "**missed**", None: ""}


def write(figures: Sequence[Figure], path: Path = RESULTS) -> None:
    """Replace the rows of the goals that were measured, and say on what kind of machine."""
    text = path.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    old, tail = rest.split(END)
    goals = {figure.goal for figure in figures}
    kept = [line for line in old.splitlines() if line.startswith("| ") and line != HEAD and _goal(line) not in goals]
    rows = sorted([*kept, *map(_row, figures)], key=_goal)
    table = "\n".join((HEAD, "|---|---|--:|--:|---|", *rows))
    path.write_text(f"{head}{BEGIN}\n{machine()}\n\n{table}\n{END}{tail}", encoding="utf-8")


def machine() -> str:
    """Say when and on what kind of machine, without its name."""
    memory = psutil.virtual_memory().total / 1024**3
    return (
        f"Last run {datetime.now(UTC):%Y-%m-%d} · {os.cpu_count()} cores, {memory:.0f} GB · {platform.system()} · "
        f"Python {platform.python_version()} · {driver.__name__.partition('.')[0]}, SQLite {driver.sqlite_version}"
    )


def _goal(row: str) -> str:
    return row.split(" | ", maxsplit=1)[0].removeprefix("| ")


def _row(figure: Figure) -> str:
    limit = "" if figure.limit is None else f"{_number(figure.limit)} {figure.unit}"
    cells = (
        figure.goal,
        figure.what.replace("|", "/"),
        f"{_number(figure.value)} {figure.unit}",
        limit,
        WORDS[figure.reached],
    )
    return "| " + " | ".join(cells) + " |"


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"
