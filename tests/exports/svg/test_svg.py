"""The drawing as SVG: read by an XML parser and drawn by a browser; its words are all there, and nothing is fetched."""

import io
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from exports.catalog import compose, export_of
from exports.document import Document, Figure, Label, Paragraph, Picture, Rect
from exports.reports.path_poster import PosterOptions
from exports.svg.renderer import render_svg
from models import queries
from models.edits.path import AddTouchpoint
from models.project import Project
from tests.app.support import TODAY, sample_in
from tests.exports.html.browser import Browser
from tests.exports.path_drawing.made import fill
from tests.exports.reading_words import bare

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</text><script>alert(1)</script> & "quoted" ]]> <image href="https://evil.example/x.png"/> &amp; \x07 end'
EXPORT = export_of("path-poster-svg")


@pytest.fixture
def large(project: Project) -> Project:
    fill(project)
    way = project.ask(queries.paths)[0]
    project.perform(AddTouchpoint(way.stages[0].id, way.lanes[0].id, HOSTILE))
    return project


def svg_of(project: Project, **options: Any) -> bytes:
    out = io.BytesIO()
    with project.snapshot(EXPORT.purpose, TODAY) as copy:
        render_svg(compose(EXPORT, copy, PosterOptions(**options), "fi"), out)
    return out.getvalue()


def parsed(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)  # noqa: S314 - what we wrote ourselves


def texts(root: ElementTree.Element) -> list[str]:
    return [bare("".join(one.itertext())) for one in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("options", [{"paper": "A1"}, {"paper": "as-needed", "sheets": "A4"}], ids=str)
def test_every_word_of_every_card_is_text_in_it(large: Project, options: dict[str, Any]) -> None:
    found = texts(parsed(svg_of(large, **options)))
    for card in large.ask(queries.paths)[0].cards:
        assert bare(card.words) in found
        assert bare(card.code) in found
    assert bare("Kotihoidon palvelupolku") in found


def test_it_names_and_describes_itself(large: Project) -> None:
    root = parsed(svg_of(large))
    assert root.get("role") == "img"
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and words is not None
    assert title.text == "Kotihoidon palvelupolku"
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == words.get("id")
    assert all(bare(card.words) in bare(words.text or "") for card in large.ask(queries.paths)[0].cards)
    assert root.get("lang") == "fi"


def test_nothing_in_it_runs_or_is_fetched(large: Project) -> None:
    data = svg_of(large)
    root = parsed(data)
    known = set("svg title desc style rect g line polyline polygon circle text tspan".split())
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= known
    for one in root.iter():
        for name, value in one.attrib.items():
            assert not name.lower().startswith("on"), name
            assert "href" not in name
            assert "url(" not in value
    style = root.find(f"{SVG}style")
    assert style is not None
    assert set(re.findall(r"url\((\w+:)", style.text or "")) <= {"data:"}
    assert "@import" not in (style.text or "")


def test_the_same_project_gives_the_same_bytes(large: Project) -> None:
    assert svg_of(large) == svg_of(large)


def test_a_document_without_a_drawing_gives_its_words(project: Project) -> None:
    assert len(texts(parsed(svg_of(project)))) == 2  # the title, and that there is no path yet
    out = io.BytesIO()
    render_svg(Document("Nothing <here>", "en", (Paragraph("No path yet."),)), out)
    assert texts(parsed(out.getvalue())) == ["Nothing<here>", "Nopathyet."]


def test_any_picture_is_drawn_with_the_title_above() -> None:
    out = io.BytesIO()
    shapes = (Rect(0, 0, 90, 40, fill="accent", tint=True), Label(5, 20, "Inside & out", 12, width=80))
    render_svg(Document("Title", "en", (Figure(Picture(90, 40, shapes), "What it shows."),)), out)
    root = parsed(out.getvalue())
    assert texts(root) == ["Title", "Inside&out"]
    assert float(root.get("width", "0").removesuffix("pt")) >= 90


@pytest.mark.slow
def test_a_browser_draws_it_with_our_typeface_and_keeps_words_in_their_cards(browser: Browser, tmp_path: Path) -> None:
    with Project.open(sample_in(tmp_path)) as project:
        data = svg_of(project, paper="A2")
    html = b"<!DOCTYPE html><html lang='fi'><title>t</title><body>" + data[data.index(b"<svg") :] + b"</body></html>"
    with browser.shows(html, width=1600) as shown:
        assert shown.asked == []
        assert shown.logged == []
        wide = shown.page.evaluate(
            """() => [...document.querySelectorAll('tspan[textLength]')].map(one => {
                const held = parseFloat(one.getAttribute('textLength'));
                one.removeAttribute('textLength');
                return one.getComputedTextLength() / held;
            })"""
        )
        assert len(wide) > 100
        assert max(abs(share - 1) for share in wide) < 0.06  # measured for the typeface that is in the file
