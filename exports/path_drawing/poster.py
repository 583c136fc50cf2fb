"""The poster of a path as a document: the drawing on its sheets, and after it every word of it as text."""

from dataclasses import replace

from exports.document import Block, Document, PageBreak, Paragraph
from exports.path_drawing.in_words import alternative, path_in_words
from exports.path_drawing.layout import wanted
from exports.path_drawing.on_sheets import PAPER_NAMES, Asked, asked_of, blocks_of, place, smallest
from exports.pdf.measure import opening_height
from exports.reports.content import Content
from exports.reports.opening import framed, headline
from exports.reports.path_poster import PosterOptions, chosen_path
from models import vocabulary as v


def poster_of(content: Content, options: PosterOptions) -> Document:
    """Return the poster of a path. Refused: there is no such path."""
    tr = content.tr
    path = chosen_path(content, options.path)
    if path is None or not path.stages or not path.lanes:
        missing = tr("There is no path yet. Begin one in Map; its stages are the columns.")
        if path is not None:
            missing = tr("This path has no stages yet, so there is nothing to draw.")
        title = path.title if path is not None else tr("Poster of the path")
        return _framed(content, title, (Paragraph(missing, "lead"),), "")
    drawn = wanted(path, content, public=True, groups=options.groups, counts=options.counts)
    state = tr(v.label(v.PATH_STATES, path.state))
    subtitle = tr("{path} · {project}", path=state, project=headline(content))
    empty = _framed(content, path.title, (), subtitle)
    above = opening_height(replace(empty, paper="a4", bare=True))
    asked = asked_of(options.paper, options.sheets, float(options.overlap))
    if options.paper == "as-needed" and options.sheets == "one":
        asked = smallest(drawn, above) or asked
    placed = place(drawn, asked, above)
    blocks: list[Block] = blocks_of(placed, drawn, alternative(drawn))
    if placed.sheets == 1:
        made = replace(empty, paper=placed.paper, bare=True)
        blocks.append(PageBreak())
    else:
        made = empty
        if asked.size and placed.sheets > asked.sheets:
            blocks.insert(0, _larger(asked, content))
    return replace(made, blocks=(*blocks, *path_in_words(drawn)))


def _framed(content: Content, title: str, blocks: tuple[Block, ...], subtitle: str) -> Document:
    organisation = content.project.organisation
    return framed(
        content, title=title, blocks=blocks, footer=organisation, stamp=content.project.stamp, subtitle=subtitle
    )


def _larger(asked: Asked, content: Content) -> Paragraph:
    """Return why there are more sheets than were asked for."""
    paper = PAPER_NAMES[asked.size or asked.tile]
    return Paragraph(
        content.tr(
            "In letters of 12 points this path is larger than {paper}. It is spread over more sheets, so that it can "
            "be read.",
            paper=paper,
        )
    )
