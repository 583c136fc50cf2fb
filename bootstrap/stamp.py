"""The stamp inside the environment says what it was made from, part by part; so a second start has nothing to do."""

import hashlib
import json
import platform
import sys
from pathlib import Path

from bootstrap.places import OPTIONAL_LOCK, PROJECT_FILES, RUNTIME_LOCK, TEST_LOCK, Places

Stamp = dict[str, str]


def fingerprint(root: Path, *names: str) -> str:
    """Return a hash over the names and bytes of some files."""
    digest = hashlib.sha256()
    for name in names:
        content = (root / name).read_bytes()
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def wanted_stamp(places: Places, tests: bool) -> Stamp:
    """Return what the stamp of a complete environment says."""
    stamp = {
        # Not sys.version: installing venv may bring a new build of the same Python along.
        "base": f"Python {platform.python_version()} of {sys.base_prefix} in {places.root}",
        "runtime": fingerprint(places.root, RUNTIME_LOCK, OPTIONAL_LOCK),
        "project": fingerprint(places.root, *PROJECT_FILES),
        "qt": "found",
    }
    return {**stamp, "tests": fingerprint(places.root, TEST_LOCK)} if tests else stamp


def read_stamp(places: Places) -> Stamp:
    """Return what is in the environment; a missing or broken part is left out."""
    try:
        stamp = json.loads(places.stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(stamp, dict) or not places.python.exists():
        return {}
    if not places.tool("polku").exists():
        stamp.pop("project", None)
    return {str(part): str(value) for part, value in stamp.items()}


def write_stamp(places: Places, stamp: Stamp) -> None:
    """Write the stamp in one go, never half of it."""
    beside = places.stamp.with_suffix(".new")
    beside.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    beside.replace(places.stamp)


def is_complete(have: Stamp, want: Stamp) -> bool:
    """Tell whether everything wanted is there; more than that (the test tools) does no harm."""
    return all(have.get(part) == value for part, value in want.items())


def must_start_anew(have: Stamp, want: Stamp) -> bool:
    """Tell whether the environment has to be made from nothing: other Python, place or locks, or a broken one."""
    if have.get("base") != want["base"]:
        return True
    return any(part in want and have.get(part, want[part]) != want[part] for part in ("runtime", "tests"))
