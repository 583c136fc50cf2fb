"""The list of what the quick run leaves out names tests that are there, each once."""

import ast
from collections import Counter
from functools import cache

from tests.quick import LEFT_OUT, ONE_OF_EACH, ROOT, named, too_slow

EVERY = [*named(LEFT_OUT), *named(ONE_OF_EACH)]


@cache
def names_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_every_entry_names_a_test() -> None:
    assert [f"{file}::{name}" for file, name in EVERY if name not in names_in(file)] == []


def test_no_test_is_named_twice() -> None:
    assert [one for one, n in Counter(EVERY).items() if n > 1] == []


def test_every_file_keeps_something_or_has_a_neighbour_that_does() -> None:
    """A folder of tests is never left out as a whole."""
    left = {(file, name) for file, name in named(LEFT_OUT)}
    for folder in {(ROOT / file).parent for file in LEFT_OUT}:
        files = [path.relative_to(ROOT).as_posix() for path in folder.glob("test_*.py")]
        kept = [
            name for file in files for name in names_in(file) if name.startswith("test_") and (file, name) not in left
        ]
        assert len(kept) > 2, folder


def test_of_variants_the_first_stays() -> None:
    (file, name), (other, slow) = next(named(ONE_OF_EACH)), next(named(LEFT_OUT))
    ids = [f"{file}::{name}[a]", f"{other}::{slow}", "tests/x.py::test_y", f"{file}::{name}[b]", f"{file}::{name}[c-d]"]
    assert too_slow(ids) == {ids[1], ids[3], ids[4]}
