"""Promised so far in a document: the bars, every line that adds up, what each line of what we have carries."""

from exports.document import Block, Heading, Paragraph, Table
from exports.reports import formats
from exports.reports.charts_part import load_chart
from exports.reports.content import Content, title_of
from models import records as r
from models import vocabulary as v
from models.capacity import Load, PromisedLine
from models.having import is_known
from models.load_lines import WayBackToBudget, if_decided, line_loads, what_brings_back, what_would_free
from resources.texts import N_

MEASURES = (("days", N_("Staff days")), ("money", N_("Money")))
# How each line counts, in the order in which they are listed.
BUCKETS = {
    "confirmed": N_("confirmed"),
    "provisional": N_("not confirmed yet"),
    "freed": N_("freed, confirmed"),
    "if_freed": N_("would come free, not added in"),
    "if": N_("if it is decided so, not added in"),
}
AT_MOST = 3  # ways back that are named


def the_load(content: Content) -> list[Block]:
    """Return both measures with their lines, then what we have."""
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("Promised so far, against what we have"))]
    drawn = [(content.loads[measure], tr(title)) for measure, title in MEASURES]
    blocks += [_chart(load, title, content) for load, title in drawn if load.used or load.have]
    blocks.append(_numbers(content))
    for measure, title in MEASURES:
        load = content.loads[measure]
        blocks.append(Heading(2, tr(title)))
        blocks.append(Paragraph(load_words(load, content)))
        if said := " ".join(_way_back(load, content)):
            blocks.append(Paragraph(said))
        blocks += _lines(measure, content)
    return [*blocks, *_what_we_have(content)]


def amount(measure: str, value: int, content: Content) -> str:
    """Return an amount of a measure in words."""
    return formats.amount(measure, value, content.project.currency, content.tr)


def load_words(load: Load, content: Content) -> str:
    """Return in sentences what is promised of what we have, by how much it is over, and what would change it."""
    tr = content.tr
    used, have = _of(load, load.used, content), load.have
    if have is None:
        words = tr("{used} promised; what we have is not known.", used=used)
    else:
        words = tr("{used} of {have} promised.", used=used, have=_of(load, have, content))
    if load.over:
        words += " " + tr("That is {over} over.", over=_of(load, load.over, content))
    if load.if_freed:
        freed = _of(load, load.if_freed, content)
        words += " " + tr("If what is not confirmed yet is confirmed, {freed} come free.", freed=freed)
    if waits := if_decided(content.lines, load.measure):
        words += " " + tr(
            "If what waits for a decision gets a yes, {more} come on top.", more=_of(load, waits, content)
        )
    return words


def _of(load: Load, value: int, content: Content) -> str:
    return amount(load.measure, value, content)


def _chart(load: Load, title: str, content: Content) -> Block:
    """Return the load as a bar; its numbers stand in the table of both measures."""
    tr = content.tr
    alt = tr("A bar of {measure} against what we have. {said}", measure=title, said=load_words(load, content))
    return load_chart(load, title, alt, content)


def _numbers(content: Content) -> Block:
    """Return both measures side by side."""
    tr = content.tr
    loads = [content.loads[measure] for measure, _ in MEASURES]
    unknown = tr("not known")
    rows = (
        (tr("Confirmed"), *(_of(one, one.confirmed, content) for one in loads)),
        (tr("Not confirmed yet"), *(_of(one, one.provisional, content) for one in loads)),
        (tr("Freed, confirmed"), *(_of(one, one.freed, content) for one in loads)),
        (tr("Together"), *(_of(one, one.used, content) for one in loads)),
        (tr("What we have"), *(unknown if one.have is None else _of(one, one.have, content) for one in loads)),
        (tr("Past what we have"), *(_of(one, one.over, content) for one in loads)),
    )
    head = (tr("Promised so far"), *(tr(title) for _, title in MEASURES))
    return Table(head, rows, (0.5, 0.25, 0.25), row_header=True, numeric=(1, 2), compact=True)


def _way_back(load: Load, content: Content) -> list[str]:
    """Return what would bring a measure that is over back within what we have."""
    tr = content.tr
    found = [tr("Without {what} it fits.", what=_named(way, content)) for way in _some(load, content)]
    freeing = what_would_free(load, content.lines)[:1]
    found += [tr("If {what} is confirmed, it fits.", what=_named(way, content)) for way in freeing]
    return found


def _some(load: Load, content: Content) -> tuple[WayBackToBudget, ...]:
    return what_brings_back(load, content.lines)[:AT_MOST]


def _named(way: WayBackToBudget, content: Content) -> str:
    titles = [content.subjects.get(one, ("", ""))[1] for one in way.subject_ids]
    return "; ".join(
        title if title.startswith(("“", "‘")) else content.tr("“{title}”", title=title) for title in titles
    )


def _lines(measure: str, content: Content) -> list[Block]:
    """Return every line: those that count first, with what they add up to."""
    tr, order = content.tr, list(BUCKETS)
    found = [line for line in content.lines if line.measure == measure]
    if not found:
        return []
    found.sort(key=lambda line: (order.index(line.bucket), -line.amount))
    rows = [_line_row(line, content) for line in found]
    total = amount(measure, content.loads[measure].used, content)
    rows.append(("", tr("Together: what is promised, less what is freed"), "", total))
    head = (tr("Code"), tr("For what"), tr("How it counts"), tr("At most"))
    return [Table(head, tuple(rows), (0.13, 0.42, 0.27, 0.18), row_header=True, numeric=(3,), compact=True)]


def _line_row(line: PromisedLine, content: Content) -> tuple[str, str, str, str]:
    tr = content.tr
    code, title = content.subjects.get(line.subject_id, ("", ""))
    label = "" if line.subject_id in content.gone else line.label.strip()  # it may echo what somebody took back
    what = tr("{title}: {label}", title=title, label=label) if label else title
    how = tr(BUCKETS[line.bucket])
    if line.inherited:
        how = tr("{how} (the answer to its theme)", how=how)
    value = amount(line.measure, line.amount, content)
    return code, what, how, f"−{value}" if line.bucket == "freed" else value


def _what_we_have(content: Content) -> list[Block]:
    tr = content.tr
    envelope = content.weighing.envelope
    offered = _offer_rows(content)
    if not (envelope or offered):
        return []
    named = {line.envelope_line_id for line in content.lines} - {None}
    used = {
        one.envelope_line_id: amount(measure, one.used, content)
        for measure, _ in MEASURES
        for one in line_loads(content.lines, envelope, measure)
        if one.envelope_line_id in named
    }
    rows = (*(_envelope_row(line, used.get(line.id, ""), content) for line in envelope), *offered)
    if not named:
        head = (tr("What we have"), tr("How much"), tr("Said by"))
        rows_of_three = tuple((what, much, by) for what, much, _, by in rows)
        return [Heading(2, tr("What we have")), Table(head, rows_of_three, (0.5, 0.22, 0.28), row_header=True)]
    head = (tr("What we have"), tr("How much"), tr("Promised from it"), tr("Said by"))
    return [Heading(2, tr("What we have")), Table(head, rows, (0.38, 0.2, 0.2, 0.22), row_header=True)]


def _envelope_row(line: r.EnvelopeRecord, used: str, content: Content) -> tuple[str, str, str, str]:
    tr = content.tr
    if line.amount is None:
        said = (line.note.strip() or "–") if is_known(line) else tr("not known yet")
    elif line.kind in ("money", "staff_days"):
        said = amount("money" if line.kind == "money" else "days", line.amount, content)
    else:
        said = f"{line.amount} {line.unit}".strip()
    who = "; ".join(part for part in (line.said_by.strip(), line.source.strip()) if part)
    return f"{tr(v.label(v.ENVELOPE_KINDS, line.kind))}: {line.name}", said, used, who


def _offer_rows(content: Content) -> list[tuple[str, str, str, str]]:
    """Return what citizens offered and was accepted for good; it has no amount and never fills staff days."""
    kind = content.tr(v.label(v.ENVELOPE_KINDS, "offers"))
    offers = (note for note in content.notes if note.kind == "offer")
    accepted = [note for note in offers if (answer := content.confirmed(note)) and answer.code == "accepted"]
    return [(f"{kind}: {title_of(note, content)}", "–", "", note.code) for note in accepted]
