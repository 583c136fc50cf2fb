"""What it takes in a document: how people see the dimensions, where they differ, who does the work now and after."""

from collections import defaultdict
from collections.abc import Iterable

from exports.document import Block, Heading, Paragraph, Run, Table, Words, runs
from exports.reports.content import Content, subject_language, with_tongue
from exports.reports.formats import long_date
from models import records as r
from models import vocabulary as v
from models.reviewers import differing, main_view
from resources.texts import N_


def what_it_takes(content: Content) -> list[Block]:
    """Return a row for each note or theme that somebody weighed, and the shift of work written out."""
    tr = content.tr
    findings: defaultdict[str, list[r.FindingRecord]] = defaultdict(list)
    for one in content.weighing.findings:
        findings[one.contribution_id or one.theme_id or ""].append(one)
    estimates = {one.contribution_id or one.theme_id or "": one for one in content.weighing.estimates}
    rows: list[tuple[Words, ...]] = []
    for subject_id, code, title in _subjects(content):
        said = [*_dimensions(findings[subject_id], content), *_beside(estimates.get(subject_id), content)]
        if said:
            parts = [part for name, words in said for part in (Run(f"{name}: ", bold=True), f"{words}. ")]
            rows.append((code, title, runs(*parts)))
    if not rows:
        return []
    head = (tr("Code"), tr("Note or theme"), tr("What it takes, who looked, and how sure they are"))
    table = Table(head, tuple(rows), (0.13, 0.29, 0.58), row_header=True, compact=True)
    return [Heading(1, tr("What it takes")), table, *_shift(estimates, content)]


def _subjects(content: Content) -> Iterable[tuple[str, str, Words]]:
    """Yield id, code and title of what may be written about: nothing that somebody took back."""
    for one, (code, title) in content.subjects.items():
        if one not in content.gone:
            yield one, code, with_tongue(title, title, subject_language(one, content))


def _dimensions(findings: list[r.FindingRecord], content: Content) -> Iterable[tuple[str, str]]:
    """Yield each dimension that somebody said something of, with its view; where people differ, every view."""
    tr, views = content.tr, differing(findings)
    for term in v.DIMENSIONS:
        seen = views.get(term.code) or tuple(one for one in (main_view(findings, term.code),) if one)
        told = [_view(one, content) for one in seen if one.value != "unknown" or one.note]
        if not told:
            continue
        seen_so = "; ".join(told)
        yield tr(term.label), tr("reviewers differ: {views}", views=seen_so) if len(told) > 1 else seen_so


def _view(found: r.FindingRecord, content: Content) -> str:
    tr = content.tr
    value = tr(v.label(v.FINDING_VALUES, found.value)).lower()
    sure = tr(v.label(v.CONFIDENCE, found.confidence)).lower()
    day = long_date(found.looked_on, content.language)
    about = ", ".join(part for part in (sure, found.looked_by, day, found.source) if part)
    said = tr("{value} ({about})", value=value, about=about)
    return tr("{said} – {note}", said=said, note=found.note.rstrip(". ")) if found.note.strip() else said


def _beside(estimate: r.EstimateRecord | None, content: Content) -> Iterable[tuple[str, str]]:
    """Yield the period, who helps, what it asks of citizens, and what stands in the way."""
    if estimate is None:
        return
    tr = content.tr
    starts, ends = (long_date(day, content.language) for day in (estimate.starts, estimate.ends))
    said = (
        (N_("Period"), tr("{starts} to {ends}", starts=starts, ends=ends) if starts and ends else ""),
        (N_("Who helps"), estimate.helps),
        (N_("What it asks of citizens"), estimate.asks_of_citizens),
        (N_("What stands in the way"), tr(v.label(v.OBSTACLE_LEVELS, estimate.obstacle)).lower()),
        (N_("How it is governed"), tr(v.label(v.GOVERNANCE_DIMENSIONS, estimate.governance)).lower()),
        (N_("Which part could be done"), estimate.possible_part),
    )
    yield from ((tr(name), words.strip().rstrip(".")) for name, words in said if words.strip())


def _shift(estimates: dict[str, r.EstimateRecord], content: Content) -> list[Block]:
    """Return who does the work now and who would do it after: never hidden, whatever the answer is."""
    tr = content.tr
    rows: list[tuple[Words, ...]] = []
    for subject_id, code, title in _subjects(content):
        found = estimates.get(subject_id)
        if found and (found.work_now.strip() or found.work_after.strip()):
            now, after = (words.strip() or tr("not said") for words in (found.work_now, found.work_after))
            rows.append((code, title, now, after))
    if not rows:
        return []
    head = (tr("Code"), tr("Note or theme"), tr("Who does the work now"), tr("Who does it after"))
    about = tr("Where work would move from some people to others, and from whom to whom.")
    table = Table(head, tuple(rows), (0.13, 0.33, 0.27, 0.27), row_header=True, compact=True)
    return [Heading(2, tr("The shift of work")), Paragraph(about, "small"), table]
