"""Every fault in scope is tried by a test of its name, or docs/reliability.md says why not."""

import re
from pathlib import Path

from tests.faults.support import faults_with_tests

ROOT = Path(__file__).resolve().parents[2]
LAST = {"A": 16, "B": 16, "C": 16, "D": 14, "E": 26, "F": 14, "G": 18, "I": 14}
OTHERS = ("J1", "J2", "J3", "J4", "J8", "J9")
OUTSIDE = ("I13",)  # not in scope
LINE = re.compile(r"^- \*\*([^*]+)\*\*", re.MULTILINE)


def in_scope() -> set[str]:
    """Every letter with its number that the list of faults holds and that is in scope."""
    numbered = {f"{letter}{number}" for letter, last in LAST.items() for number in range(1, last + 1)}
    return (numbered | set(OTHERS)) - set(OUTSIDE)


def explained() -> set[str]:
    """What docs/reliability.md has a line about."""
    text = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    return {name.strip() for line in LINE.findall(text) for name in line.split(",")}


def test_every_fault_has_a_test_or_a_reason() -> None:
    assert in_scope() - set(faults_with_tests()) - explained() == set()


def test_the_search_for_tests_finds_some_and_not_all() -> None:
    found = set(faults_with_tests())
    assert "A1" in found
    assert "A9" not in found  # a server that does not exist
    assert "A9" in explained()
