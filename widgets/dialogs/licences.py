"""Which programs, fonts and pictures of others Polku is made with, and under which licences; read from what is here."""

import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from resources.files import path_of, read_bytes

NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")
LICENCE_FILES = ("licen", "copying")
# What pyproject.toml names, for a tree that is run without being installed; the optional one may be missing.
DIRECT = "alembic babel charset-normalizer psutil pyside6 qrcode reportlab sqlalchemy tzdata uharfbuzz sqlcipher3".split()  # fmt: skip  # noqa: E501
LONGEST = 60


@dataclass(frozen=True)
class Component:
    """One part of others: name, version, the licence's name, and its text where it came along."""

    name: str
    version: str
    licence: str
    text: str = ""


def own_licence() -> str:
    """Return the text of Polku's own licence; empty where it did not come along."""
    root = Path(__file__).resolve().parents[2] / "LICENSE"
    if root.is_file():
        return root.read_text(encoding="utf-8")
    return _text_of(_found("polku"))


def own_version() -> str:
    """Return Polku's version."""
    found = _found("polku")
    return found.version if found else "0"


def components() -> list[Component]:
    """Return everything of others that is here, by name: the libraries with what they need, Python, fonts, icons."""
    python = Component("Python", platform.python_version(), "PSF-2.0", _python_licence())
    return [*sorted((python, *_libraries()), key=lambda one: one.name.casefold()), *_drawn()]


def _libraries() -> Iterator[Component]:
    waiting, seen = [*DIRECT, *_needs(_found("polku"))], {"polku"}
    while waiting:
        name = waiting.pop(0)
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in seen:
            continue
        seen.add(key)
        found = _found(name)
        if found is None:
            continue  # for another system or another Python
        waiting += _needs(found)
        yield Component(found.metadata["Name"], found.version, _licence_of(found), _text_of(found))


def _drawn() -> Iterator[Component]:
    icons = read_bytes("icons", "LICENSE").decode("utf-8")
    yield Component("Lucide icons", "", "ISC", icons)
    for file in sorted(path_of("fonts", "licences").glob("*.txt")):
        name = file.stem.replace("-", " ").title()
        yield Component(name, "", "OFL-1.1", file.read_text(encoding="utf-8"))


def _found(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _needs(found: Distribution | None) -> list[str]:
    needed = (found.requires or []) if found else []
    return [match[0] for one in needed if "extra ==" not in one and (match := NAME.match(one))]


def _licence_of(found: Distribution) -> str:
    """Return the licence as the package tells it: an expression, a name, a classifier, or its text's first line."""
    told = _first(found, "License-Expression") or _first(found, "License").partition("\n")[0]
    if not told:
        classified = [c for c in found.metadata.get_all("Classifier") or [] if c.startswith("License")]
        told = classified[0].rpartition("::")[2].strip() if classified else ""
    first = next((line.strip() for line in _text_of(found).splitlines() if line.strip()), "")
    told = told or first or "?"
    return told if len(told) <= LONGEST else told[: LONGEST - 1] + "…"


def _first(found: Distribution, field: str) -> str:
    return str((found.metadata.get_all(field) or [""])[0])


def _text_of(found: Distribution | None) -> str:
    for file in (found.files or []) if found else []:
        if any(part in file.name.lower() for part in LICENCE_FILES) and not file.name.endswith(".py"):
            try:
                return file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue
    return ""


def _python_licence() -> str:
    for place in (Path(sys.base_prefix) / "LICENSE.txt", Path(sys.base_prefix) / "lib" / "LICENSE.txt"):
        if place.is_file():
            return place.read_text(encoding="utf-8", errors="replace")
    return ""
