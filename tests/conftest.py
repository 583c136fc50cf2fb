"""What every test stands on: no network, no screen, a profile and a clock of its own, an open project."""

import gc
import os
import socket
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from models.project import Project
from tests.quick import too_slow

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_CALM: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
}
settings.register_profile("here", **_CALM)
settings.register_profile("ci", derandomize=True, print_blob=True, **_CALM)
settings.load_profile("ci" if os.environ.get("CI") else "here")

# What commands and windows keep of a person, such as backups in their documents, goes to a place of the tests' own.
_PERSON = TemporaryDirectory(prefix="polku-tests-", ignore_cleanup_errors=True)
if sys.platform.startswith("linux"):
    (Path(_PERSON.name) / "user-dirs.dirs").write_text(
        f'XDG_DOCUMENTS_DIR="{_PERSON.name}/Documents"\n', encoding="utf-8"
    )
    os.environ["XDG_CONFIG_HOME"] = _PERSON.name
    os.environ["XDG_DATA_HOME"] = str(Path(_PERSON.name) / "data")

BEGINNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what the quick run leaves out, before the marks are looked at."""
    slow = too_slow(item.nodeid for item in items)
    for item in items:
        if item.nodeid in slow:
            item.add_marker(pytest.mark.slow)


def pytest_sessionfinish() -> None:
    """Forget the tests' own person, and empty the clipboard: Qt without a screen crashes at the end where Python's data
    still lie in it."""
    _PERSON.cleanup()
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        widgets.QApplication.clipboard().clear()


class TickingClock:
    """A clock that goes on by one second each time it is read, unless it is set."""

    def __init__(self, now: datetime = BEGINNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture(autouse=True)
def _collected_between_tests(request: pytest.FixtureRequest) -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    """Collect Python's cyclic garbage after a test with windows, never within it: as the program does, on this thread.

    On the thread of a job it would take apart timers and scene items of an earlier test, and the process with them.
    """
    if "qapp" not in request.fixturenames:
        gc.enable()
        yield
        return
    from app.collector import tidy  # here: most programs that tests start need no Qt

    gc.disable()
    yield
    tidy()


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@lru_cache
def blank_project() -> bytes:
    """A new project, made once and copied for each test, which is ten times as fast."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "project.polku"
        Project.create(path, "Test project", clock=TickingClock()).close()
        return path.read_bytes()


@pytest.fixture
def project(tmp_path: Path, clock: TickingClock) -> Iterator[Project]:
    """A new, empty project, open."""
    path = tmp_path / "project.polku"
    path.write_bytes(blank_project())
    with Project.open(path, clock=clock) as opened:
        yield opened


class NetworkUsed(AssertionError):
    """Something tried to reach a network."""


def _guarded(method: Callable[..., Any]) -> Callable[..., Any]:
    def guard(self: socket.socket, *args: object, **kwargs: object) -> object:
        if self.family != getattr(socket, "AF_UNIX", None):
            raise NetworkUsed(f"a socket was used: {method.__name__}")
        return method(self, *args, **kwargs)

    return guard


def _refuse(*_: object, **__: object) -> object:
    raise NetworkUsed("a name was looked up")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    """Every socket but those within this computer raises, so the whole chain is known to run without a network."""
    for name in ("connect", "connect_ex", "bind", "listen", "sendto", "sendmsg"):
        if method := getattr(socket.socket, name, None):
            monkeypatch.setattr(socket.socket, name, _guarded(method))
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"):
        monkeypatch.setattr(socket, name, _refuse)
