"""Ballot papers to cut: of the vote that is open, else with empty lines. Nothing on them tells one from another."""

from exports.document import Block, Paragraph, Slip, WritingLines
from exports.reports.content import Content
from exports.reports.pack.part import SMALL_OR_MORE, Part, clamped, fitting, how_to_cut, sheets_of
from exports.reports.vote_sheet import ballot_paper

BLANK_LINES = 5


def ballots(content: Content, wanted: int) -> Part:
    """Return as many ballot papers as are wanted, rounded up to whole sheets."""
    tr = content.tr
    title = tr("Ballot papers")
    paper, what = _paper(content)
    cut = fitting((paper,), SMALL_OR_MORE, content)
    if cut is None:
        return Part(title, missing=tr("This vote has too many words for a ballot paper. Shorten its options."))
    count = -(-clamped(wanted) // cut.pieces) * cut.pieces
    said = tr.count("{n} paper, {what}", "{n} papers, {what}", count, what=what)
    return Part(title, said, how_to_cut(content, cut), sheets_of((paper,) * count, cut))


def _paper(content: Content) -> tuple[Slip, str]:
    """Return a ballot paper and what it is for."""
    tr = content.tr
    name = tr("Ballot paper")
    for sheet in reversed(content.sheets):
        if not sheet.round.closed and any(not option.left_out for option in sheet.options):
            return Slip(name, ballot_paper(sheet, content)), tr("for “{question}”", question=sheet.round.question)
    lines: list[Block] = [
        WritingLines(tr("What is voted on"), 1),
        Paragraph(tr("Write the letter of what you choose, one on each line. You may leave the paper empty.")),
        WritingLines("", BLANK_LINES - 1),
    ]
    return Slip(name, tuple(lines)), tr("empty, because no vote is open")
