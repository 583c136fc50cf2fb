"""Promises in a document: who answers for what by when and what became of it, and what waits for which body."""

from collections.abc import Iterable

from exports.document import Block, Heading, Paragraph, Table, Words, as_runs, plain, runs
from exports.reports.content import Content, subject_language, with_tongue
from exports.reports.formats import long_date
from models import vocabulary as v
from models.decisions import Sitting, Waits
from models.promises import Promise


def the_promises(content: Content) -> list[Block]:
    """Return the confirmed yes-answers by the day to report back. What is not confirmed is no promise."""
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("Promises"))]
    found = content.promises()
    if not found:
        return [*blocks, Paragraph(tr("Nothing is promised yet: no yes is confirmed."))]
    head = (tr("Code"), tr("What was said"), tr("Who, by when"), tr("What happened"))
    rows = tuple(_promise(one, content) for one in found)
    return [*blocks, Table(head, rows, (0.13, 0.4, 0.22, 0.25), row_header=True, compact=True)]


def the_decisions(content: Content) -> list[Block]:
    """Return the bodies and days, each with what waits for it; a body that nobody waits for has its row too.

    A body that only answers name which nobody confirmed is not named: that would say who decides, and when.
    """
    tr = content.tr
    found = content.sittings()
    if not found:
        return []
    sure = [one for one in found if one.date_id or any(wait.confirmed for wait in one.waits)]
    rows = [_sitting(one, content) for one in sure]
    drafts = [wait for one in found if one not in sure for wait in one.waits]
    if drafts:
        waiting = _listed(drafts, content)
        rows.append((tr("Who decides is not confirmed yet"), "", waiting))
    head = (tr("Who decides"), tr("When"), tr("What waits for it"))
    table = Table(head, tuple(rows), (0.27, 0.2, 0.53), row_header=True, compact=True)
    return [Heading(1, tr("Decision calendar")), table]


def _promise(one: Promise, content: Content) -> tuple[Words, ...]:
    tr = content.tr
    day = long_date(one.report_back, content.language)
    title = content.subjects.get(one.note_id or one.theme_id or "", ("", ""))[1]
    told = one.sentence.strip() and not one.withdrawn  # a sentence may echo words that somebody took back
    said = tr("{title} → {sentence}", title=title, sentence=one.sentence) if told else title
    words = with_tongue(said, title, subject_language(one.note_id or one.theme_id, content))
    return one.subject_code, words, ", ".join(part for part in (one.owner, day) if part), _became(one, content)


def _became(one: Promise, content: Content) -> str:
    tr = content.tr
    if not one.status:
        over = one.days_over(content.today)
        return tr("late: nothing was reported yet") if over > 0 else tr("nothing reported yet")
    label = tr(v.label(v.OUTCOMES, one.status))
    when = long_date(one.became_on, content.language)
    words = "" if one.withdrawn else one.became.strip()
    told = tr("{label}: {became}", label=label, became=words) if words else label
    return f"{told} ({when})" if when else told


def _sitting(one: Sitting, content: Content) -> tuple[Words, ...]:
    tr = content.tr
    body = one.body.strip() or tr("Nobody named yet")
    if one.note.strip():
        body = tr("{body} ({note})", body=body, note=one.note.strip())
    when = long_date(one.day, content.language) or tr("no date known yet")
    return body, when, _listed(one.waits, content) or tr("nothing")


def _listed(waits: Iterable[Waits], content: Content) -> Words:
    """Return what waits in one line, each in its language."""
    told = [_waits(one, content) for one in waits]
    if all(isinstance(one, str) for one in told):
        return "; ".join(map(plain, told))
    parts = [part for one in told for part in ("; ", *as_runs(one))]
    return runs(*parts[1:])


def _waits(one: Waits, content: Content) -> Words:
    tr = content.tr
    title = content.subjects.get(one.note_id or one.theme_id or "", ("", ""))[1]
    said = tr("{code} {title}", code=one.subject_code, title=title)
    said = said if one.confirmed else tr("{phrase} (not confirmed yet)", phrase=said)
    return with_tongue(said, title, subject_language(one.note_id or one.theme_id, content))
