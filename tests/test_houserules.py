"""Rules of the house that no linter knows, checked by reading the source."""

import ast
import contextlib
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ("app", "widgets", "exports", "models", "resources")
MODULES = sorted(path for folder in HOUSE for path in (ROOT / folder).rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 49
# Functions that are one long list of data may be longer; say which and why.
LONG_FUNCTIONS: frozenset[str] = frozenset()


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@dataclass(frozen=True)
class Source:
    """A module as the rules look at it: read, parsed and walked through once for all of them."""

    text: str
    tree: ast.Module
    functions: tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]
    calls: tuple[ast.Call, ...]
    imports: tuple[ast.Import, ...]
    imports_from: tuple[ast.ImportFrom, ...]
    strings: tuple[str, ...]  # no docstrings


@cache
def source_of(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    nodes = list(ast.walk(tree))
    docstrings = {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return Source(
        text=text,
        tree=tree,
        functions=tuple(one for one in nodes if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)),
        calls=tuple(one for one in nodes if isinstance(one, ast.Call)),
        imports=tuple(one for one in nodes if isinstance(one, ast.Import)),
        imports_from=tuple(one for one in nodes if isinstance(one, ast.ImportFrom)),
        strings=tuple(
            one.value
            for one in nodes
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in docstrings
        ),
    )


def calls() -> Iterator[tuple[Path, ast.Call]]:
    return ((path, call) for path in MODULES for call in source_of(path).calls)


@pytest.fixture(scope="module", autouse=True)
def forget() -> Iterator[None]:
    """Let go of the trees afterwards: a million objects would slow down whatever this process tries next."""
    yield
    source_of.cache_clear()


# What setting up, running and checking leave in the tree, and git does not take.
LEFT_BY_USE = frozenset(
    ".git .venv .venv-old .venv-lock __pycache__ .pytest_cache .ruff_cache .hypothesis .import_linter_cache".split()
) | {"polku-sample", "build", "dist"}


@cache
def committed() -> list[Path]:
    """Return the files of the repository; where there is no git, those of the tree that it would take."""
    with contextlib.suppress(OSError):
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
        if not done.returncode:
            names = done.stdout.decode().split("\0")
            return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    files = (path for path in ROOT.rglob("*") if LEFT_BY_USE.isdisjoint(path.relative_to(ROOT).parts))
    return [path for path in files if path.is_file()]


def texts() -> Iterator[tuple[str, str]]:
    for path in committed():
        try:
            yield name_of(path), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_there_is_something_to_read() -> None:
    assert len(MODULES) > 60
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} >= {"app", "exports", "models", "resources"}


def test_no_file_is_too_long_to_read_in_one_sitting() -> None:
    lengths = {name_of(path): source_of(path).text.count("\n") for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    long = {
        f"{name_of(path)}:{function.name}": length
        for path in MODULES
        for function in source_of(path).functions
        if (length := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    }
    assert {name: length for name, length in long.items() if name not in LONG_FUNCTIONS} == {}


def test_most_functions_are_short() -> None:
    lengths = sorted((f.end_lineno or 0) - f.lineno + 1 for path in MODULES for f in source_of(path).functions)
    assert lengths[len(lengths) * 9 // 10] <= 25


def _is_public(name: str) -> bool:
    return not name.startswith("_")


def _without_docstring(path: Path) -> Iterator[str]:
    tree = source_of(path).tree
    if not ast.get_docstring(tree):
        yield name_of(path)
    for node in tree.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef) or not _is_public(node.name):
            continue
        if not ast.get_docstring(node):
            yield f"{name_of(path)}:{node.name}"
        for inner in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(inner, ast.FunctionDef) and _is_public(inner.name) and not ast.get_docstring(inner):
                yield f"{name_of(path)}:{node.name}.{inner.name}"


def test_every_public_name_says_what_a_stranger_gets() -> None:
    assert [name for path in MODULES for name in _without_docstring(path)] == []


# -- writing --------------------------------------------------------------------------------------------------------

WRITERS = {
    "models/writer.py",  # the only way in for people's data
    "models/shapes.py",  # the writer's statements, prepared once a table
    "models/history.py",  # appends its steps
    "models/erasure.py",  # erases for good
    "models/store.py",  # opens, copies, closes
    "models/mending.py",  # takes out again what was said not to be saved
    "models/project.py",  # how far the device has come, what was exported (export_log)
    "models/device.py",  # who writes
    "models/search_index.py",  # follows the writer
    "models/snapshot.py",  # filters a copy in memory
    "models/merging/bringing.py",  # what a merge brings beside the rows: foreign steps, devices, conflicts
    "models/integrity.py",  # asks the search indexes to check themselves, which is said with an INSERT
    "models/recover.py",  # fills a new file with what a damaged one held
    "models/recover_mending.py",  # makes it whole
    "models/set_aside.py",  # takes out what no column can hold
    "models/laid_over.py",  # a table in memory before one of the file
}
SQL = re.compile(r"\b(INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|DROP\s+TABLE|ALTER\s+TABLE|REPLACE\s+INTO)\b", re.I)  # fmt: skip  # noqa: E501
CORE = {"insert", "update", "delete", "text"}


def _imports_core_writes(path: Path) -> bool:
    return any(
        (node.module or "").startswith("sqlalchemy") and {alias.name for alias in node.names} & CORE
        for node in source_of(path).imports_from
    )


def test_only_the_writer_and_its_few_companions_write() -> None:
    found = {
        name_of(path)
        for path in MODULES
        if any(SQL.search(string) for string in source_of(path).strings) or _imports_core_writes(path)
    }
    found = {name for name in found if not name.startswith("models/migrations/")}
    assert found <= WRITERS
    assert "models/snapshot.py" in found  # else the search above finds nothing


def test_edits_write_through_the_writer_alone() -> None:
    """An edit never sees a connection."""
    for path in sorted((ROOT / "models" / "edits").glob("*.py")):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\.connection\b", source), path.name
        assert "exec_driver_sql" not in source, path.name
        assert ".execute(" not in source, path.name


# -- committed files ------------------------------------------------------------------------------------------------

# Written in two parts, so that this file does not hold what it looks for.
REGISTRIES = tuple(
    first + second
    for first, second in (
        ("pypi", ".org"),
        ("files.python", "hosted"),
        ("registry.npm", "js"),
        ("npmjs", ".org"),
        ("deb.deb", "ian.org"),
        ("security.deb", "ian.org"),
        ("archive.ubu", "ntu.com"),
        ("proxy.gol", "ang.org"),
        ("crates", ".io/api"),
    )
)
PLACES = re.compile(r"(?<![\w.~-])/(?:home|Users|root)/[a-z]\w*|(?<![\w.])/work/(?:main|shared)\b|[A-Z]:\\\\?Users\\")


def test_no_committed_file_names_a_package_registry() -> None:
    found = [(name, word) for name, text in texts() for word in REGISTRIES if word in text.lower()]
    assert found == []


def test_no_committed_file_holds_a_place_on_somebodys_machine() -> None:
    found = [(name, hit[0]) for name, text in texts() if (hit := PLACES.search(text))]
    assert [(name, place) for name, place in found if name != name_of(Path(__file__))] == []


# -- texts ----------------------------------------------------------------------------------------------------------

BLOCKS = {"Paragraph", "Heading", "Chip", "Callout", "Bullets", "Label", "BarPart", "Run", "Table", "Figure", "QrCode"}
WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|[A-Z][a-z]{2,}")


def _raw_words(call: ast.Call) -> Iterator[str]:
    """Words of the program's own that stand in a block without going through the translator."""
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        yield from _raw(argument)


def _raw(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if WORDS.search(node.value):
            yield node.value
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from _raw(part)
    elif isinstance(node, ast.BinOp):
        yield from _raw(node.left)
        yield from _raw(node.right)
    elif isinstance(node, ast.IfExp):
        yield from _raw(node.body)
        yield from _raw(node.orelse)
    elif isinstance(node, ast.Tuple | ast.List):
        for part in node.elts:
            yield from _raw(part)


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def test_every_word_of_a_document_goes_through_the_translator() -> None:
    found = [
        (name_of(path), words)
        for path in sorted((ROOT / "exports" / "reports").glob("*.py"))
        for node in source_of(path).calls
        if _name(node) in BLOCKS
        for words in _raw_words(node)
    ]
    assert found == []


def test_every_sentence_of_a_refusal_can_be_translated() -> None:
    """Refused("…") would stay English for ever: the sentence is marked with N_, or is a name that is."""
    errors = {"Refused", "NotAProject", "NewerFile", "InUse", "OnlyReading", "GateClosed", "StoreTrouble", "Damaged"}
    found = [
        (name_of(path), node.args[0].value)
        for path, node in calls()
        if _name(node) in errors and node.args and isinstance(node.args[0], ast.Constant)
    ]
    assert found == []


def test_the_translator_is_given_literals_with_named_places() -> None:
    """tr(f"…") and tr("…" + x) can never be found in a catalogue."""
    found = [
        (name_of(path), node.lineno)
        for path, node in calls()
        if _name(node) in ("tr", "texts", "N_") and node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert found == []


# -- text is data ---------------------------------------------------------------------------------------------------


def test_nothing_reads_markup_from_texts() -> None:
    """ReportLab's Paragraph reads XML from a text and may open what it names; documents are set by our own code."""
    found = [
        name_of(path)
        for path in MODULES
        for node in source_of(path).imports_from
        if (node.module or "").startswith("reportlab.platypus")
    ]
    assert found == []


def test_nothing_evaluates_or_fetches() -> None:
    forbidden = {"urllib.request", "http.client", "requests", "ftplib", "pickle", "marshal", "shelve", "xmlrpc"}
    found = [
        (name_of(path), name)
        for path in MODULES
        for name in (
            *(alias.name for node in source_of(path).imports for alias in node.names),
            *(node.module or "" for node in source_of(path).imports_from),
        )
        if name in forbidden or name.partition(".")[0] in forbidden
    ]
    assert found == []
    called = [
        (name_of(path), node.func.id)
        for path, node in calls()
        if isinstance(node.func, ast.Name) and node.func.id in ("eval", "exec")
    ]
    assert called == []


def test_nothing_that_outlives_a_widget_calls_a_lambda_of_it() -> None:
    """A lambda keeps its widget's Python half after Qt deleted the other one; a method is disconnected by itself."""
    pattern = re.compile(r"\b(look|settings|document|session)\.\w*changed\.connect\(\s*lambda")
    assert [name_of(path) for path in MODULES if pattern.search(source_of(path).text)] == []
