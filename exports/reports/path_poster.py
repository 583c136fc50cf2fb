"""A service path as a poster: drawn on one sheet or on several to glue, and after it every word of it as text."""

from dataclasses import dataclass, field
from typing import Literal

from exports.document import Document
from exports.reports.content import Content
from models import records as r
from models.errors import Refused
from models.vocabulary import Term
from resources.texts import N_


@dataclass(frozen=True)
class PosterOptions:
    """Which path, on what paper, and what of it. `path`: its id, its title or its number; empty: the first one."""

    path: str = field(default="", metadata={"label": N_("Path"), "choices": "paths"})
    paper: Literal["A4", "A3", "A2", "A1", "A0", "as-needed"] = field(
        default="A3",
        metadata={
            "label": N_("How large"),
            "terms": (
                *(Term(name, name) for name in ("A4", "A3", "A2", "A1", "A0")),
                Term("as-needed", N_("As small as can be read")),
            ),
            "explain": N_("Upright or across, whichever makes the letters larger. They are never under 12 points."),
        },
    )
    sheets: Literal["one", "A4", "A3"] = field(
        default="one",
        metadata={
            "label": N_("Printed on"),
            "terms": (
                Term("one", N_("One sheet")),
                Term("A4", N_("A4 sheets to glue")),
                Term("A3", N_("A3 sheets to glue")),
            ),
        },
    )
    overlap: int = field(
        default=10, metadata={"label": N_("How far sheets overlap, in mm"), "explain": N_("From 5 to 30.")}
    )
    groups: bool = field(
        default=True,
        metadata={"label": N_("Groups told apart"), "explain": N_("A group of few people is not named.")},
    )
    counts: bool = field(default=True, metadata={"label": N_("How many stories and notes lie at a card")})


def path_poster(content: Content, options: PosterOptions) -> Document:
    """Return the poster of a path. Refused: there is no such path."""
    from exports.path_drawing.poster import poster_of  # measures with the typefaces: loaded when it is used

    return poster_of(content, options)


def chosen_path(content: Content, name: str) -> r.PathRecord | None:
    """Return the path that is meant by an id, a title or a number from 1. Refused: there is none."""
    if not name.strip():
        return content.paths[0] if content.paths else None
    wished = name.strip()
    for number, path in enumerate(content.paths, 1):
        if wished in (path.id, str(number)) or wished.casefold() == path.title.strip().casefold():
            return path
    known = ", ".join(path.title for path in content.paths) or "–"
    raise Refused(N_("There is no path “{name}”. There are: {known}."), name=name, known=known)
