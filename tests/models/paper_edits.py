"""The edits of the paper round trip that random walks perform."""

from typing import Any

from models.edits import paper
from models.edits.base import Edit
from models.paper_lines import PaperFeeling, PaperLine


def place_lines(walk: Any, a: int, b: int) -> Edit:
    """A new card in a cell, one below a card, and a feeling at a card; now and then of a group made for it."""
    path = walk.pick("path", a)
    stage, lane = walk.pick("stage", a, f"path_id = '{path}'"), walk.pick("lane", b, f"path_id = '{path}'")
    card = walk.maybe("touchpoint", b)
    group = "new" if a % 4 == 0 else walk.maybe("segment", a)
    felt = (PaperFeeling(a % 5 - 2, group),)
    lines = [PaperLine(stage, lane, None, walk.words(a), felt, ("told", "")[b % 2])]
    if card:
        there = walk.project.store.raw.execute("SELECT stage_id, lane_id FROM touchpoint WHERE id = ?", (card,))
        stage, lane = there.fetchone()
        lines += [PaperLine(stage, lane, card, walk.words(b)), PaperLine(stage, lane, card, "", felt)]
    made = (("new", f"Group {a}"),) if group == "new" else ()
    return paper.PlacePaperLines(tuple(lines[: 1 + b % 3]), walk.maybe("workshop", b), made)


def take_back(walk: Any, a: int, b: int) -> Edit:
    """A card that a line may have made, or what it said of how something feels."""
    if b % 2:
        return paper.TakeBackPaperLine(paper.Placed(walk.pick("touchpoint", a), True))
    feeling = walk.pick("feeling", a)
    return paper.TakeBackPaperLine(paper.Placed("", False, ((feeling, a % 5 - 2 if a % 3 else None),)))
