"""What every part of the print pack gives back, and how pieces of paper are made to fit."""

from dataclasses import dataclass

from exports.document import Block, Document, PageBreak, Paper, Slip, Slips
from exports.reports.content import Content

MOST = 400  # pieces of one kind: more is a mistake in typing


@dataclass(frozen=True)
class Cut:
    """One way to divide a sheet: so many pieces across and down, and what to do with it in words."""

    paper: Paper
    across: int
    down: int

    @property
    def pieces(self) -> int:
        """How many pieces a sheet gives."""
        return self.across * self.down


@dataclass(frozen=True)
class Part:
    """A part of the pack: what the first page says of it, and its sheets; `missing` says why there is none."""

    title: str
    count: str = ""
    how: str = ""
    blocks: tuple[Block, ...] = ()
    missing: str = ""


A6_OR_MORE = (Cut("a4", 2, 2), Cut("a4", 1, 2), Cut("a4", 1, 1))
A5_OR_MORE = (Cut("a4-landscape", 2, 1), Cut("a4", 1, 1))
SMALL_OR_MORE = (Cut("a4", 2, 4), Cut("a4", 2, 3), Cut("a4", 2, 2), Cut("a4", 1, 2), Cut("a4", 1, 1))


def clamped(wanted: int) -> int:
    """Return a number of pieces that can be meant."""
    return max(1, min(wanted, MOST))


def fitting(slips: tuple[Slip, ...], cuts: tuple[Cut, ...], content: Content) -> Cut | None:
    """Return the smallest pieces that hold every one of these slips; nothing where a whole sheet is too small."""
    different = tuple(dict.fromkeys(slips))
    return next((cut for cut in cuts if _holds(different, cut, content)), None)


def by_size(slips: tuple[Slip, ...], cuts: tuple[Cut, ...], content: Content) -> list[tuple[Cut, tuple[Slip, ...]]]:
    """Return the slips in the smallest pieces that hold each; those that a whole sheet does not hold are left out."""
    found = [(fitting((slip,), cuts, content), slip) for slip in slips]
    groups = [(cut, tuple(slip for size, slip in found if size == cut)) for cut in cuts]
    return [(cut, group) for cut, group in groups if group]


def sheets_of(slips: tuple[Slip, ...], cut: Cut) -> tuple[Block, ...]:
    """Return the sheets to cut."""
    return (PageBreak(cut.paper, bare=True), Slips(slips, cut.across, cut.down))


def how_to_cut(content: Content, cut: Cut | None = None) -> str:
    """Return what to do with the sheets, in words."""
    return content.tr("A4, not cut") if cut and cut.pieces == 1 else content.tr("A4, cut along the dashed lines")


def _holds(slips: tuple[Slip, ...], cut: Cut, content: Content) -> bool:
    """Tell whether every slip fits a piece, by laying it out as the PDF does."""
    from exports.pdf.measure import pieces_of

    document = Document("", content.language, sheets_of(slips, cut))
    return pieces_of(document) == cut.pieces
