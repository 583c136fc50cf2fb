"""Note slips with the number of the table: the ask, the kind, the step, and room for somebody's own words."""

from exports.document import Block, Paragraph, Run, Slip, TickBoxes, WritingLines, runs
from exports.reports.content import Content
from exports.reports.pack.part import A6_OR_MORE, Part, clamped, fitting, how_to_cut, sheets_of
from models import records as r
from models import vocabulary as v


def note_slips(content: Content, workshop: r.WorkshopRecord | None, tables: int, each: int) -> Part:
    """Return slips for every table, those of a table one after the other."""
    tr = content.tr
    title = tr("Note slips")
    tables = clamped(tables)
    each = min(clamped(each), max(1, 2 * 400 // tables))
    slips = tuple(_slip(content, workshop, table) for table in range(1, tables + 1) for _ in range(each))
    cut = fitting(slips, A6_OR_MORE, content)
    if cut is None:
        return Part(title, missing=tr("The ask is too long for a slip. Shorten it in Prepare."))
    count = tr("{tables}, {slips} for each", tables=tr.count("{n} table", "{n} tables", tables),
               slips=tr.count("{n} slip", "{n} slips", each))  # fmt: skip
    blocks = sheets_of(slips, cut)
    said = "" if workshop and workshop.ask else tr("The ask is not written down yet, so it is not on them.")
    return Part(title, count, " · ".join(part for part in (how_to_cut(content, cut), said) if part), blocks)


def _slip(content: Content, workshop: r.WorkshopRecord | None, table: int) -> Slip:
    tr = content.tr
    kinds = tuple(tr(term.label) for term in v.NOTE_KINDS if term.code != "unsorted")
    ask = workshop.ask if workshop else ""
    language = content.language_of("workshop", workshop.id, "ask") if workshop else ""
    blocks: list[Block] = [
        *((Paragraph(runs(Run(ask, bold=True, language=language))),) if ask else ()),
        TickBoxes(tr("What is it?"), kinds),
        WritingLines(tr("Step on the path, like B or B2"), 1),
        WritingLines(tr("Group (you may leave it empty)"), 1),
        WritingLines(tr("In your own words. They stay as you write them."), 0),
    ]
    return Slip(tr("Table {n}", n=table), tuple(blocks))
