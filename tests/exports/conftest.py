"""One Chromium for all tests of pages and drawings in a process: Playwright runs once in a thread."""

from collections.abc import Generator

import pytest

from tests.exports.html.browser import Browser, running


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    with running() as found:
        yield found
