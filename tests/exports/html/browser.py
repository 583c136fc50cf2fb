"""Chromium without a window, to judge pages as readers' browsers and axe-core see them. No network is ever reached."""

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Route, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Every rule that axe has for WCAG 2.0 to 2.2 A and AA and for good practice; what is off unless asked for, too.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


def chromium() -> str:
    """Return where Chromium is; the test is skipped where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("Chromium is not installed here: start.py test says how to get it")
    return found


@dataclass
class Shown:
    """A page in the browser, with what it asked the network for and what it complained of."""

    page: Page
    asked: list[str] = field(default_factory=list[str])
    logged: list[str] = field(default_factory=list[str])

    def violations(self) -> list[str]:
        """Return what axe-core finds, one line for each rule with the first elements."""
        found: list[Any] = Axe().run(self.page, options=RULES).response["violations"]
        return [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]

    def overflows(self) -> bool:
        """Tell whether the page as a whole is wider than the window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


class Browser:
    """One running Chromium for many pages."""

    def __init__(self, context: BrowserContext, folder: Path) -> None:
        self._context, self._folder = context, folder

    @contextmanager
    def shows(self, html: bytes, *, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Generator[Shown]:
        """Open a page from a file; requests are stopped and noted."""
        file = self._folder / "page.html"
        file.write_bytes(html)
        page = self._context.new_page()
        shown = Shown(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.on("console", lambda message: shown.logged.append(message.text))
        page.on("pageerror", lambda error: shown.logged.append(str(error)))

        def stop(route: Route) -> None:
            if route.request.url == file.as_uri():
                route.continue_()
                return
            shown.asked.append(route.request.url)
            route.abort()

        page.route("**/*", stop)
        page.goto(file.as_uri())
        try:
            yield shown
        finally:
            page.close()


@contextmanager
def running() -> Generator[Browser]:
    """Start Chromium with a folder of its own, and end it."""
    program = chromium()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            Path(folder) / "user", executable_path=program, args=ARGUMENTS, headless=True, service_workers="block"
        )
        try:
            yield Browser(context, Path(folder))
        finally:
            context.close()
