"""What is written down about a mistake of ours: kinds of errors and places in the program, and nothing else.

An exception's message may quote a story, and so may a local variable, a line of source that holds a text, and a Qt
warning. So none of them is ever read here: only the names of classes and of functions, files of code, and numbers.
"""

import platform
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import FrameType, TracebackType

ROOT = Path(__file__).resolve().parents[1]
HEAD = (
    "Polku crash report.\n"
    "It holds kinds of errors and places in the program. It holds no words of people, no titles and no file names.\n"
)
MOST_FRAMES = 40
MOST_CAUSES = 8
QT_SPEAKER = re.compile(r"^(Q[A-Za-z0-9_]{1,60}(?:::~?[A-Za-z0-9_]{1,60})?)(?![A-Za-z0-9_])")
PACKAGES = ("site-packages", "dist-packages")


def report_of(error: BaseException, version: str, where: str) -> str:
    """Return the report about an exception as text. `where`: the hook that caught it, a word of ours."""
    return "\n".join([*preamble(version, where), *_described(error), ""])


def preamble(version: str, where: str) -> list[str]:
    """Return the first lines of a report: when, where, which versions."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    qt = sys.modules.get("PySide6")
    versions = (f"Polku {version}", f"Python {platform.python_version()}", f"PySide6 {getattr(qt, '__version__', '-')}")
    return ["", f"{now}  caught in {where}", " · ".join((*versions, platform.platform()))]


def key_of(error: BaseException) -> str:
    """Return what two reports of the same mistake have in common: its kind and its innermost place."""
    *_, last = (None, *traceback.walk_tb(error.__traceback__))
    return f"{_kind(error)} {place_of(last[0].f_code.co_filename)}:{last[1]}" if last else _kind(error)


@lru_cache(maxsize=1000)
def place_of(filename: str) -> str:
    """Return a file of code without the folders of somebody's machine."""
    path = Path(filename)
    try:
        return path.resolve().relative_to(ROOT).as_posix() if "site-packages" not in path.parts else _in_package(path)
    except (ValueError, OSError):
        return _in_package(path)


def stack_here(frame: FrameType | None) -> str:
    """Return the innermost place of our own code in a running stack; empty where there is none."""
    while frame is not None:
        place = place_of(frame.f_code.co_filename)
        if place.startswith(("app/", "widgets/")) and not place.startswith("app/crash"):
            return f"{place}:{frame.f_lineno} in {frame.f_code.co_name}"
        frame = frame.f_back
    return ""


def speaker_of(message: str) -> str:
    """Return which class and function of Qt speaks in a message; the rest of it may hold people's words."""
    found = QT_SPEAKER.match(message)
    return found[1] if found else "?"


def _in_package(path: Path) -> str:
    for name in PACKAGES:
        if name in path.parts:
            return "/".join(path.parts[path.parts.index(name) + 1 :])
    return path.name


def _kind(error: BaseException) -> str:
    kind = type(error)
    number = f" errno {error.errno}" if isinstance(error, OSError) and isinstance(error.errno, int) else ""
    return f"{kind.__module__}.{kind.__qualname__}{number}"


def _described(error: BaseException) -> Iterator[str]:
    for link, one in _chain(error):
        yield f"{link}{_kind(one)}"
        lines = [f"  {place} in {name}" for place, name in _places(one.__traceback__)]
        yield from _shortened(lines)


def _chain(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """Yield an error and what led to it, each once."""
    waiting, seen = [("", error)], set[int]()
    while waiting and len(seen) < MOST_CAUSES:
        link, one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield link, one
        if isinstance(one, BaseExceptionGroup):
            waiting += [("one of: ", inner) for inner in one.exceptions]
        if one.__cause__ is not None:
            waiting.append(("because of: ", one.__cause__))
        elif one.__context__ is not None and not one.__suppress_context__:
            waiting.append(("while handling: ", one.__context__))


def _places(trace: TracebackType | None) -> Iterator[tuple[str, str]]:
    for frame, line in traceback.walk_tb(trace):
        yield f"{place_of(frame.f_code.co_filename)}:{line}", frame.f_code.co_qualname


def _shortened(lines: list[str]) -> Iterable[str]:
    if len(lines) <= MOST_FRAMES:
        return lines
    half = MOST_FRAMES // 2
    return [*lines[:half], f"  … {len(lines) - MOST_FRAMES} more …", *lines[-half:]]
