"""The benchmarks of search and of likely twins run and give figures; the labels name pairs, and hold no texts."""

import csv
from pathlib import Path

import pytest

from benchmarks import search, twins
from models.twins import LIKELY


def test_a_key_of_search_is_measured(tmp_path: Path) -> None:
    figures = search.measure(300, 3, tmp_path)
    assert {figure.goal for figure in figures} == {"D5"}
    assert all(figure.value > 0 for figure in figures)


def test_planted_twins_are_found_and_timed(tmp_path: Path) -> None:
    missed, time = twins.planted(400, 40, tmp_path)
    assert missed.value <= twins.MISSED_LIMIT
    assert time.value > 0


def test_the_labels_are_pairs_of_ids() -> None:
    with twins.LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 100
    assert {row["data_set"] for row in rows} == set(twins.SETS)
    assert {row["twin"] for row in rows} == {"yes", "no"}
    assert all(row["id"].isdigit() and row["other_id"].isdigit() for row in rows)
    assert len({(row["data_set"], frozenset((row["id"], row["other_id"]))) for row in rows}) == len(rows)


@pytest.mark.slow
@pytest.mark.skipif(not twins.IDEAS.is_dir(), reason="the folder with real ideas is not beside the project")
def test_most_marks_on_labelled_pairs_are_right() -> None:
    figures = {figure.what.partition(" ")[0]: figure.value for figure in reversed(twins.labelled())}
    assert LIKELY == 0.6
    assert figures["precision"] > 45
    assert figures["recall"] > 50
