"""What others find in our pages: axe-core in a browser, at a desk and on a phone, in light and in dark."""

import os
from functools import lru_cache
from typing import Literal

import pytest

from exports.catalog import DOCUMENTS
from exports.document import Document
from models.project import Project
from tests.app.support import document, sample_in
from tests.exports.html.browser import Browser
from tests.exports.html.cases import EVERYTHING, html_of

IDS = [one.id for one in DOCUMENTS if "html" in one.forms]
LOOKS: list[tuple[int, Literal["light", "dark"]]] = [
    (1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")
]  # fmt: skip
# Documents are made of blocks, all of which are looked at in all four ways; axe's contrasts take seconds a page.
AT_ODDS = [LOOKS[0], LOOKS[3]]


@lru_cache
def of_sample(export_id: str, folder: str) -> Document:
    from pathlib import Path

    with Project.open(sample_in(Path(folder)), reading=True) as project:
        return document(project, export_id)


def check(browser: Browser, html: bytes, width: int, scheme: Literal["light", "dark"]) -> None:
    with browser.shows(html, width=width, scheme=scheme) as shown:
        assert shown.violations() == []
        assert not shown.overflows()
        assert (shown.asked, shown.logged) == ([], [])


def test_every_block_passes_on_a_phone_in_the_dark(browser: Browser) -> None:
    check(browser, html_of(EVERYTHING), 320, "dark")


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_block_passes(browser: Browser, width: int, scheme: Literal["light", "dark"]) -> None:
    check(browser, html_of(EVERYTHING), width, scheme)


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), LOOKS if os.environ.get("POLKU_WHOLE") else AT_ODDS)
@pytest.mark.parametrize("export_id", IDS)
def test_every_document_of_the_sample_passes(
    export_id: str,
    width: int,
    scheme: Literal["light", "dark"],
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = of_sample(export_id, str(tmp_path_factory.getbasetemp()))
    check(browser, html_of(made), width, scheme)


# -- the checks above would notice ----------------------------------------------------------------------------------

SEEDED = {
    "a picture without words": (b">The path in four steps; the second is the lowest.<", b"><", "svg-img-alt"),
    "a heading that skips a level": (b'<h2 id="part-1"', b'<h4 id="part-1"', "heading-order"),
    "a page without a language": (b'<html lang="en">', b"<html>", "html-has-lang"),
    "a language that is none": (b'lang="fi"', b'lang="finnish"', "valid-lang"),
    "a photo without words": (b' alt="A flip chart with three wishes."', b"", "image-alt"),
    "words too faint": (b"--muted-text:#55635F", b"--muted-text:#B5C0BD", "color-contrast"),
    "a part that scrolls and cannot be reached": (b' tabindex="0"', b"", "scrollable-region-focusable"),
    "a header of a row that is none": (b'scope="row"', b'scope="line"', "scope-attr-valid"),
    "a page without a title of its own": (b"<h1>What", b"<h2>What", "page-has-heading-one"),
    "a page that cannot be made larger": (b"initial-scale=1", b"initial-scale=1, maximum-scale=1", "meta-viewport"),
}


@pytest.mark.slow
@pytest.mark.parametrize("mistake", SEEDED)
def test_a_mistake_made_on_purpose_is_found(mistake: str, browser: Browser) -> None:
    right, wrong, rule = SEEDED[mistake]
    html = html_of(EVERYTHING)
    assert right in html
    with browser.shows(html.replace(right, wrong), width=320) as shown:
        assert rule in " ".join(shown.violations())
