"""A document as one file of HTML that needs nothing else: no script, no address is opened; the same bytes each time.

The templates and the style lie in resources/html. Jinja escapes whatever they print; only exports/html/wording.py and
exports/html/svg.py make markup, and they escape every text that they put into it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from exports.document import Block, Document, PageBreak, Paper
from exports.html.fonts import faces_css
from exports.html.palette import variables
from exports.html.view import View
from exports.html.wording import finalize, one_line
from exports.target import Cancelled
from resources.files import read_bytes

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class HtmlResult:
    """What was written: the address of every QR code in reading order, as it was given."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """What stands between two page breaks: paper and blocks already written."""

    paper: Paper
    bare: bool
    html: Markup


def render_html(
    document: Document,
    out: BinaryIO,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> HtmlResult:
    """Write the document into `out`, once, at the end.

    `progress` is called with (done, of), `cancelled` asked before each block; when it says yes, Cancelled is raised and
    `out` stays empty. Raises ValueError for an address too long for a QR code.
    """
    templates = _environment()
    view = View(document)
    view.make = _maker(templates, view)
    whole = len(document.blocks) + 1
    parts: list[Part] = []
    paper, bare, written = document.paper, document.bare, list[Markup]()
    for done, block in enumerate(document.blocks, 1):
        if cancelled and cancelled():
            raise Cancelled
        if isinstance(block, PageBreak):
            parts.append(Part(paper, bare, Markup("").join(written)))
            paper, bare, written = block.paper, block.bare, []
            view.paper = paper
        else:
            written.append(view.make(block))
        if progress:
            progress(done, whole)
    parts.append(Part(paper, bare, Markup("").join(written)))
    page = templates.get_template("page.html").render(
        document=document, view=view, parts=parts, style=_style(document, parts),
        footer=_css_text(document.footer), numbers=_css_text(document.pages),
    )  # fmt: skip
    out.write(page.encode("utf-8"))
    if progress:
        progress(whole, whole)
    return HtmlResult(tuple(view.codes))


def _environment() -> Environment:
    return Environment(
        autoescape=True,
        finalize=finalize,
        loader=FunctionLoader(lambda name: read_bytes("html", name).decode("utf-8")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _maker(templates: Environment, view: View) -> Callable[[Block], Markup]:
    """Return what writes a block: the macro of blocks.html that is named like the block's class."""
    macros: Any = templates.get_template("blocks.html").make_module({"view": view})

    def make(block: Block) -> Markup:
        return Markup(getattr(macros, type(block).__name__)(block))  # noqa: S704 - the macro has escaped its words

    return make


def _style(document: Document, parts: list[Part]) -> Markup:
    """Return the style of the page: faces with the letters that are there, colours, and the rules."""
    letters = "".join(sorted(set("".join(str(part.html) for part in parts) + _own_words(document))))
    rules = read_bytes("html", "page.css").decode("utf-8")
    slanted = letters if any("<em>" in part.html for part in parts) else ""
    css = "\n".join((faces_css(letters, bold=letters, italic=slanted), variables(), rules))
    return Markup(css.replace("<", ""))  # noqa: S704 - ours alone; no text of a project is in it


def _own_words(document: Document) -> str:
    return "".join((document.title, document.subtitle, document.header, document.footer, document.stamp))


def _css_text(text: str) -> Markup:
    """Return words as the content of a CSS box; {page} and {pages} are counted by the browser."""
    made: list[str] = []
    for part in one_line(text).replace("{page}", "\0{page}\0").replace("{pages}", "\0{pages}\0").split("\0"):
        counter = {"{page}": "counter(page)", "{pages}": "counter(pages)"}.get(part)
        made.append(counter or '"' + "".join(_css_letter(letter) for letter in part) + '"')
    return Markup(" ".join(made))  # noqa: S704 - every letter that means something to CSS or HTML is a number


def _css_letter(letter: str) -> str:
    return letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} "


__all__ = ["HtmlResult", "render_html"]
