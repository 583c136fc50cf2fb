"""What the quick run (`start.py test --quick`) leaves out beside what is marked slow where it stands: tests/slow.txt.

A tenth of the tests takes half of the time. The list is written from what a whole run measured:

    python3 start.py test -- --junitxml took.xml
    .venv/bin/python -m tests.quick took.xml

Its lines name a file and its tests that took long; of one with a star the first variant stays (sizes of window and
text, documents, scripts). The full run knows nothing of the list. An entry that names nothing fails
(tests/test_quick.py).
"""

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
LIST = ROOT / "tests" / "slow.txt"
MOST = 0.35  # seconds that a test of the quick run took, all its variants together
FIRST = "*"  # behind a name: only the first variant stays


def listed() -> tuple[tuple[str, str], ...]:
    """Return file and name of each entry of the list, a star behind the name where the first variant stays."""
    lines = (line.split() for line in LIST.read_text(encoding="utf-8").splitlines())
    return tuple((file, name) for file, *names in lines for name in names)


def too_slow(ids: Iterable[str], entries: Iterable[tuple[str, str]] | None = None) -> set[str]:
    """Return which tests of a run, by their ids, the quick run leaves out."""
    known = [f"{file}::{name}" for file, name in (listed() if entries is None else entries)]
    left_out = {one for one in known if not one.endswith(FIRST)}
    first_stays = {one.removesuffix(FIRST) for one in known if one.endswith(FIRST)}
    found: set[str] = set()
    for one in ids:
        name = one.partition("[")[0]
        if name in left_out:
            found.add(one)
        if name in first_stays:  # this is the first of them: it stays
            first_stays.remove(name)
            left_out.add(name)
    return found


def measured(took: Iterable[tuple[str, float]], most: float = MOST) -> tuple[tuple[str, str], ...]:
    """Return the entries for tests that took so many seconds, by their ids in the order of the run."""
    variants: dict[str, list[float]] = defaultdict(list)
    for one, seconds in took:
        variants[one.partition("[")[0]].append(seconds)
    found: list[tuple[str, str]] = []
    for name, all_of_it in sorted(variants.items()):
        if sum(all_of_it) > most:
            file, _, test = name.partition("::")
            found.append((file, test + (FIRST if len(all_of_it) > 1 and all_of_it[0] <= most else "")))
    return tuple(found)


def written(entries: Iterable[tuple[str, str]]) -> str:
    """Return entries as the list holds them, a line a file."""
    by_file: dict[str, list[str]] = defaultdict(list)
    for file, name in entries:
        by_file[file].append(name)
    return "".join(f"{file} {' '.join(names)}\n" for file, names in sorted(by_file.items()))


def _read(report: Path) -> list[tuple[str, float]]:
    """Return ids and seconds from what pytest wrote with --junitxml."""
    cases = ElementTree.parse(report).getroot().iter("testcase")  # noqa: S314 - our own file
    return [
        (f"{one.attrib['classname'].replace('.', '/')}.py::{one.attrib['name']}", float(one.attrib["time"]))
        for one in cases
    ]


if __name__ == "__main__":
    LIST.write_text(written(measured(_read(Path(sys.argv[1])))), encoding="utf-8")
