"""The project lead's report: who was there, the path, what was said, what it takes, the load, and what was promised."""

from dataclasses import dataclass

from exports.document import Block, Document, Heading, Paragraph, Table
from exports.reports.answers_part import of_its_theme, overview, spoken
from exports.reports.content import Content, title_of
from exports.reports.formats import long_date
from exports.reports.influence_part import fix_or_fit_part, the_influence
from exports.reports.load_part import amount, the_load
from exports.reports.opening import headline, last_time, the_ask, the_limits, who_was_there
from exports.reports.participant_summary import stamp, story_blocks
from exports.reports.path_part import the_path
from exports.reports.photos_part import drawn_for, workshop_photos
from exports.reports.promises_part import the_decisions, the_promises
from exports.reports.takes_part import what_it_takes
from exports.reports.voices_part import who_was_not_heard
from exports.reports.votes_part import the_votes
from models import records as r


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
    blocks += the_load(content)
    blocks += _ledger(content)
    blocks += what_it_takes(content)
    blocks += the_promises(content)
    blocks += the_decisions(content)
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
    if said := of_its_theme(answer, content):
        state = f"{state}. {said}"
    who = ", ".join(part for part in (answer.owner, long_date(answer.report_back, content.language)) if part)
    return (note.code, title_of(note, content), state, who, _takes(costs, content))


def _takes(costs: list[r.CostRecord], content: Content) -> str:
    tr = content.tr
    said: list[str] = []
    for cost in costs:
        much = amount(cost.measure, cost.high, content)
        said.append(tr("frees {amount}", amount=much) if cost.direction == "frees" else much)
    return "; ".join(said)


def _stories(content: Content) -> list[Block]:
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("Stories"))]
    if not content.stories:
        return [*blocks, Paragraph(tr("Nobody has agreed yet that their story stands in an internal report."))]
    for story in content.stories:
        blocks += story_blocks(story, content, public=False)
    return blocks
