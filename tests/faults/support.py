"""What the tests of faults share. Each test is named after the letter and number of the fault that it tries."""

import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
NAMED = re.compile(r"^\s*def test_((?:[a-j]\d+_)+)", re.MULTILINE)


def faults_with_tests() -> Iterator[str]:
    """Yield the faults, such as "A1", that a test function anywhere in the tests is named after."""
    for file in sorted(TESTS.rglob("test_*.py")):
        for found in NAMED.findall(file.read_text(encoding="utf-8")):  # one test may try several: test_f1_f2_…
            yield from found.upper().strip("_").split("_")
