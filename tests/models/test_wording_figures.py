"""How many honest sentences are marked wrongly and how many over-promising ones are found; docs/wording.md says it."""

import csv
from pathlib import Path

import pytest

from models.wording import NOTHING, Facts, check, lists_of

DATA = Path(__file__).parents[1] / "data" / "wording"
OWN = ("own", "carinvite", "kutsu", "inbjudan")  # hard cases of our own; all other sources are public


def rows(*names: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for name in names:
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return found


def facts_of(written: str) -> Facts:
    return Facts(code=written.rstrip("+"), confirmed=written.endswith("+")) if written else NOTHING


def kinds(row: dict[str, str]) -> set[str]:
    return {mark.kind for mark in check(row["sentence"], facts_of(row["facts"]), lists_of(row["language"]))}


HONEST = rows("honest.tsv", "honest_fresh.tsv")
PUBLIC = [row for row in HONEST if row["source"] not in OWN]
HARD = [row for row in HONEST if row["source"] in OWN]


def test_there_are_200_honest_sentences_from_public_sources_and_hard_ones_beside_them() -> None:
    assert len(PUBLIC) >= 200
    assert len(HARD) >= 50
    assert len({row["sentence"] for row in HONEST}) == len(HONEST)


@pytest.mark.parametrize("honest", [PUBLIC, HARD], ids=["public", "hard"])
def test_at_most_five_honest_sentences_are_marked(honest: list[dict[str, str]]) -> None:
    wrong = [(row["sentence"], found) for row in honest if (found := kinds(row))]
    assert len(wrong) <= 5, wrong


@pytest.mark.parametrize(
    ("names", "count", "least"),
    [
        (("overpromising.tsv",), 100, 90),
        (("overpromising_fresh.tsv",), 20, 18),
        (("overpromising_unseen.tsv",), 24, 21),
        (("other.tsv",), 30, 27),
    ],
)
def test_nine_of_ten_over_promising_sentences_are_found_by_their_kind(
    names: tuple[str, ...], count: int, least: int
) -> None:
    asked = rows(*names)
    missed = [row["sentence"] for row in asked if row["kind"] not in kinds(row)]
    assert len(asked) == count
    assert count - len(missed) >= least, missed


def test_every_language_is_measured() -> None:
    for language, least in (("en", 120), ("fi", 40), ("sv", 40)):
        assert sum(row["language"] == language for row in HONEST) >= least
