"""The project lead's report, thin for now: who was there, the path, what was said, what it takes, the load."""

from dataclasses import dataclass

from exports.document import Bar, BarPart, Block, Document, Heading, Paragraph, Table
from exports.reports.answers_part import overview, spoken
from exports.reports.content import Content, title_of
from exports.reports.formats import days, long_date, money
from exports.reports.influence_part import fix_or_fit_part, the_influence
from exports.reports.opening import headline, last_time, the_ask, the_limits, who_was_there
from exports.reports.participant_summary import stamp, story_blocks
from exports.reports.path_part import the_path
from exports.reports.photos_part import drawn_for, workshop_photos
from exports.reports.voices_part import who_was_not_heard
from exports.reports.votes_part import the_votes
from models import records as r
from models import vocabulary as v
from models.capacity import Load
from resources.texts import N_


@dataclass(frozen=True)
class LeadOptions:
    """The lead's report has no options yet."""


def lead_report(content: Content, options: LeadOptions) -> Document:
    """Return the lead's document; only stories that may stand in an internal report are in its content."""
    del options
    tr = content.tr
    blocks: list[Block] = [*overview(content)]
    blocks += the_ask(content)
    blocks += the_limits(content)
    blocks += last_time(content)
    blocks += who_was_there(content, public=False)
    blocks += who_was_not_heard(content)
    for path in content.paths:
        blocks += the_path(path, content, public=False)
    blocks += the_votes(content, public=False)
    blocks += _load(content)
    blocks += _ledger(content)
    blocks += the_influence(content)
    blocks += fix_or_fit_part(content)
    blocks += _stories(content)
    blocks += workshop_photos(content, public=False)
    blocks += drawn_for(content)
    return Document(
        title=tr("Report of the project lead"),
        language=content.language,
        blocks=tuple(blocks),
        subtitle=content.project.organisation,
        header=headline(content),
        footer=tr("Internal. It holds stories that were not agreed for the public."),
        stamp=stamp(content),
        subject=content.project.title,
        pages=tr("{page} of {pages}"),
    )


def _load(content: Content) -> list[Block]:
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("Promised so far, against what we have"))]
    for measure, title in (("days", N_("Staff days")), ("money", N_("Money"))):
        load = content.loads[measure]
        blocks.append(Heading(2, tr(title)))
        blocks.append(Paragraph(_load_words(load, content)))
        if load.confirmed or load.provisional:
            blocks.append(_load_bar(load, content))
    rows = tuple(_envelope_row(line, content) for line in content.weighing.envelope)
    if rows:
        head = (tr("What we have"), tr("How much"), tr("Said by"))
        blocks += [Heading(2, tr("What we have")), Table(head, rows, (0.5, 0.22, 0.28), row_header=True)]
    return blocks


def _load_words(load: Load, content: Content) -> str:
    tr = content.tr
    used, have = _amount(load, load.used, content), load.have
    if have is None:
        words = tr("{used} promised; what we have is not known.", used=used)
    else:
        words = tr("{used} of {have} promised.", used=used, have=_amount(load, have, content))
    if load.over:
        words += " " + tr("That is {over} over.", over=_amount(load, load.over, content))
    if load.if_freed:
        words += " " + tr(
            "If what is not confirmed yet is confirmed, {freed} come free.", freed=_amount(load, load.if_freed, content)
        )
    return words


def _amount(load: Load, value: int, content: Content) -> str:
    if load.measure == "money":
        return money(value, content.project.currency, content.language)
    return content.tr("{n} days", n=days(value, content.language))


def _load_bar(load: Load, content: Content) -> Block:
    tr = content.tr
    unit = 100
    parts = (
        BarPart(tr("confirmed"), max(0, load.confirmed - load.freed) // unit, "settled"),
        BarPart(tr("not confirmed yet"), load.provisional // unit, "waiting", provisional=True),
    )
    limit = (load.have or 0) // unit
    return Bar(parts, limit=limit, limit_label=tr("what we have: {have}", have=_amount(load, load.have or 0, content)))


def _envelope_row(line: r.EnvelopeRecord, content: Content) -> tuple[str, str, str]:
    tr = content.tr
    if line.kind == "money" and line.amount is not None:
        amount = money(line.amount, content.project.currency, content.language)
    elif line.kind == "staff_days" and line.amount is not None:
        amount = tr("{n} days", n=days(line.amount, content.language))
    elif line.amount is not None:
        amount = f"{line.amount} {line.unit}".strip()
    else:
        amount = tr("not known") if line.kind in ("money", "staff_days", "other") else "–"
    return (f"{tr(v.label(v.ENVELOPE_KINDS, line.kind))}: {line.name}", amount, line.said_by)


def _ledger(content: Content) -> list[Block]:
    """Return every note with its answer, who answers and what it takes."""
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("Notes and answers"))]
    if not content.notes:
        return [*blocks, Paragraph(tr("There are no notes yet."))]
    head = (tr("Code"), tr("Note"), tr("Answer"), tr("Who, by when"), tr("Takes"))
    costs: dict[str, list[r.CostRecord]] = {}
    for cost in content.weighing.costs:
        costs.setdefault(cost.contribution_id or cost.theme_id or "", []).append(cost)
    rows = tuple(_ledger_row(note, costs.get(note.id, []), content) for note in content.notes)
    return [*blocks, Table(head, rows, (0.13, 0.29, 0.23, 0.2, 0.15), row_header=True, compact=True)]


def _ledger_row(note: r.NoteRecord, costs: list[r.CostRecord], content: Content) -> tuple[str, ...]:
    tr = content.tr
    answer = content.answers.get(note.id)
    if answer is None:
        return (note.code, title_of(note, content), tr("Not answered yet"), "", _takes(costs, content))
    state = spoken(answer, content)
    if not answer.confirmed:
        state = tr("{phrase} (not confirmed yet)", phrase=state)
    who = ", ".join(part for part in (answer.owner, long_date(answer.report_back, content.language)) if part)
    return (note.code, title_of(note, content), state, who, _takes(costs, content))


def _takes(costs: list[r.CostRecord], content: Content) -> str:
    tr = content.tr
    said: list[str] = []
    for cost in costs:
        amount = (
            money(cost.high, content.project.currency, content.language)
            if cost.measure == "money"
            else tr("{n} days", n=days(cost.high, content.language))
        )
        said.append(tr("frees {amount}", amount=amount) if cost.direction == "frees" else amount)
    return "; ".join(said)


def _stories(content: Content) -> list[Block]:
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("Stories"))]
    if not content.stories:
        return [*blocks, Paragraph(tr("Nobody has agreed yet that their story stands in an internal report."))]
    for story in content.stories:
        blocks += story_blocks(story, content, public=False)
    return blocks
