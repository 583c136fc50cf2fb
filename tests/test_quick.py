"""The list of what the quick run leaves out names tests that are there, each once, and no folder as a whole."""

import ast
from collections import Counter
from functools import cache

import pytest

from tests.quick import FIRST, ROOT, listed, measured, too_slow, written

EVERY = [(file, name.removesuffix(FIRST)) for file, name in listed()]


@cache
def names_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_every_entry_names_a_test() -> None:
    assert [f"{file}::{name}" for file, name in EVERY if name not in names_in(file)] == []


def test_no_test_is_named_twice() -> None:
    assert [one for one, n in Counter(EVERY).items() if n > 1] == []


@pytest.mark.parametrize("folder", ["app", "exports", "faults", "models", "widgets"])
def test_every_folder_keeps_many(folder: str) -> None:
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / folder).rglob("test_*.py")]
    tests = {(file, name) for file in files for name in names_in(file) if name.startswith("test_")}
    assert len(tests - {*EVERY}) > len(tests) // 4


def test_of_variants_the_first_stays() -> None:
    entries = (("a.py", f"test_a{FIRST}"), ("b.py", "test_b"))
    ids = ["a.py::test_a[a]", "b.py::test_b", "tests/x.py::test_y", "a.py::test_a[b]", "a.py::test_a[c-d]"]
    assert too_slow(ids, entries) == {ids[1], ids[3], ids[4]}


def test_the_list_follows_what_was_measured() -> None:
    took = [("a.py::test_a[a]", 0.2), ("a.py::test_a[b]", 0.2), ("b.py::test_b", 0.5), ("b.py::test_c", 0.1)]
    entries = measured([*took, ("b.py::test_d[a]", 0.5), ("b.py::test_d[b]", 0.1)], 0.3)
    assert entries == (("a.py", "test_a*"), ("b.py", "test_b"), ("b.py", "test_d"))
    assert written(entries) == "a.py test_a*\nb.py test_b test_d\n"
