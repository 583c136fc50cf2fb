"""Something dear that several tests look at, made by one process of a run for all of them."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 900.0  # seconds until the one that makes it is taken for dead


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[], Any]) -> Any:
    """Return what `make` gives, by way of JSON. AssertionError: the process that makes it does not come to an end."""
    folder: Path = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # the processes of a run have it in common
    done, claim = folder / f"{name}.json", folder / f"{name}.claim"
    until = time.monotonic() + PATIENCE
    while not done.exists():
        assert time.monotonic() < until, f"{name} is not made"
        try:
            os.close(os.open(claim, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            time.sleep(0.2)
            continue
        try:
            part = folder / f"{name}.part"
            part.write_text(json.dumps(make()), encoding="utf-8")
            part.replace(done)
        except BaseException:
            claim.unlink()  # the next one tries, and tells of it
            raise
    return json.loads(done.read_text(encoding="utf-8"))
