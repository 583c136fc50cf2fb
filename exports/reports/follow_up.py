"""What became of it, told later: what was kept, late, changed or broken, what is open and due when, what was changed
and why, and what came back.

Only confirmed answers are promises. Of answers that came back only counts are told, by the rule for small groups.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from exports.document import (
    Bar,
    BarPart,
    Beside,
    Block,
    Bullets,
    Chip,
    Document,
    Heading,
    Paragraph,
    Run,
    Together,
    Tone,
    Words,
    runs,
)
from exports.reports.content import Content
from exports.reports.formats import long_date
from exports.reports.notes_part import qr_of
from exports.reports.opening import OUTCOME_TONES, ended, framed, the_way_back
from exports.reports.you_said import SIZE, footer, ruled
from models import promises, responses
from models import vocabulary as v
from models.answers import answer_code
from models.promises import Promise
from models.small_groups import DEFAULT_LIMIT, publish
from models.weigh_records import ChangeRecord
from resources.texts import N_

EACH_UP_TO = 60
OPEN = "open"
SECTIONS = (
    ("kept", N_("Kept")),
    ("late", N_("Late")),
    ("changed", N_("Changed")),
    ("broken", N_("Not kept")),
    (OPEN, N_("Still open")),
)
TONES: dict[str, Tone] = {**OUTCOME_TONES, OPEN: "neutral"}
MOVED = {
    "report_back": N_("The day to report back was moved from {was} to {became}."),
    "owner": N_("Who answers for it was changed from {was} to {became}."),
}


@dataclass(frozen=True)
class FollowUpOptions:
    """The later letter has no options: everything that was promised stands in it."""


def follow_up(content: Content, options: FollowUpOptions) -> Document:
    """Return what became of every promise."""
    del options
    tr, ledger = content.tr, content.promises()
    blocks: list[Block] = [Paragraph(_lead(ledger, content), "lead"), *_bar(ledger, content)]
    each = len(ledger) <= EACH_UP_TO
    changes = _changes(content)
    for state, title in SECTIONS:
        mine = [one for one in ledger if _state(one) == state]
        if mine:
            blocks.append(Heading(1, tr(title)))
            blocks += ruled([_entry(one, changes.get(one.id, ()), content, each=each) for one in mine])
    blocks += [*_waiting(content), *came_back(content), *the_way_back(content)]
    return framed(
        content,
        title=tr("What became of it"),
        blocks=tuple(blocks),
        subtitle=content.project.organisation,
        footer=footer(content),
        stamp=content.project.stamp,
    )


def _state(one: Promise) -> str:
    """Return what is known of a promise: its newest outcome, else that it is open."""
    return one.status or OPEN


def _lead(ledger: tuple[Promise, ...], content: Content) -> str:
    tr = content.tr
    if not ledger:
        return tr("Nothing was promised yet: no yes was confirmed. So nothing can be kept or broken.")
    counts = Counter(_state(one) for one in ledger)
    said = [tr.count("We promised you {n} thing.", "We promised you {n} things.", len(ledger))]
    said += [tr.count("{n} is kept.", "{n} are kept.", counts["kept"])] if counts["kept"] else []
    said += [tr.count("{n} came late.", "{n} came late.", counts["late"])] if counts["late"] else []
    changed, broken = counts["changed"], counts["broken"]
    said += [tr.count("{n} became something else.", "{n} became something else.", changed)] if changed else []
    said += (
        [tr.count("{n} was not kept, and we say why.", "{n} were not kept, and we say why.", broken)] if broken else []
    )
    over = sum(1 for one in ledger if one.is_open() and one.days_over(content.today) > 0)
    waits = counts[OPEN]
    said += [tr.count("{n} is still open.", "{n} are still open.", waits)] if waits else []
    said += [tr.count("{n} is past its day.", "{n} are past their day.", over)] if over else []
    return " ".join(said)


def _bar(ledger: tuple[Promise, ...], content: Content) -> list[Block]:
    counts = Counter(_state(one) for one in ledger)
    parts = (BarPart(content.tr(name), counts[code], TONES[code], provisional=code == OPEN) for code, name in SECTIONS)
    return [Bar(tuple(parts))] if ledger else []


# -- one promise ----------------------------------------------------------------------------------------------------


def _entry(one: Promise, changes: tuple[ChangeRecord, ...], content: Content, *, each: bool) -> Block:
    """Return what was said, what became of it, what was changed and why, and when more is told."""
    tr = content.tr
    subject = one.note_id or one.theme_id or ""
    code, title = content.subjects.get(subject, (one.subject_code, ""))
    table, field = ("contribution", "wording") if one.note_id else ("theme", "title")
    language = content.language_of(table, subject, field) if title else ""
    blocks: list[Block] = [Paragraph(code, "small"), Heading(2, title or code, language)]
    if one.sentence.strip() and not one.withdrawn:  # a sentence may echo words that somebody took back
        sentence = Run(one.sentence, language=content.language_of("answer", one.id, "sentence"))
        blocks.append(Paragraph(runs(Run(tr("We said: "), bold=True), sentence)))
    blocks += [_became(one, content), *_changed(one, changes, content)]
    if one.is_open():
        blocks.append(Paragraph(_due(one, content), "small"))
    qr = qr_of(code, content, SIZE) if each and not one.withdrawn else None
    return Beside(tuple(blocks), qr) if qr else Together(tuple(blocks))


def _became(one: Promise, content: Content) -> Chip:
    tr = content.tr
    if not one.status:
        over = one.days_over(content.today) > 0
        said = tr("Past its day, and nothing was reported yet") if over else tr("Nothing reported yet")
        return Chip(said, "waiting" if over else "neutral", provisional=True)
    when = long_date(one.became_on, content.language)
    words = "" if one.withdrawn else one.became.strip()
    told = runs(Run(words, language=content.own_language), f" ({when})" if when and words else when)
    return Chip(tr(v.label(v.OUTCOMES, one.status)), TONES[one.status], words=told)


def _changed(one: Promise, changes: tuple[ChangeRecord, ...], content: Content) -> list[Block]:
    """Return what changed of the promise since it was confirmed: the day, who answers, or the answer; and why."""
    items: list[Words] = []
    for change in changes:
        said = _change_words(change, content)
        why = "" if one.withdrawn else change.why.strip()
        if said:
            items.append(f"{said} {content.tr('Why: {reason}', reason=ended(why))}" if why else said)
    return [Bullets(tuple(items))] if items else []


def _change_words(change: ChangeRecord, content: Content) -> str:
    tr = content.tr
    if change.field == "code" and change.was:
        was, became = (tr(answer_code(code).label) for code in (change.was, change.became))
        return tr("The answer was changed from “{was}” to “{became}”.", was=was, became=became)
    if change.field not in MOVED or not (change.was and change.became):
        return ""
    was, became = (_value(change.field, value, content) for value in (change.was, change.became))
    return tr(MOVED[change.field], was=was, became=became)


def _value(field: str, value: str, content: Content) -> str:
    return long_date(date.fromisoformat(value), content.language) if field == "report_back" else value


def _due(one: Promise, content: Content) -> str:
    tr = content.tr
    day = long_date(one.report_back, content.language)
    if not day:
        return tr("{owner} answers for it.", owner=one.owner)
    if one.days_over(content.today) > 0:
        return tr("{owner} answers for it. We wanted to report back by {day}, and did not.", owner=one.owner, day=day)
    return tr("{owner} answers for it. We report back by {day}.", owner=one.owner, day=day)


def _changes(content: Content) -> dict[str, tuple[ChangeRecord, ...]]:
    """Return what changed of each answer, oldest first."""
    found: dict[str, list[ChangeRecord]] = {}
    for change in content.changes():
        if change.answer_id:
            found.setdefault(change.answer_id, []).append(change)
    return {answer: tuple(changes) for answer, changes in found.items()}


# -- what waits, and what came back ---------------------------------------------------------------------------------


def _waiting(content: Content) -> list[Block]:
    """Return the answers that wait for somebody: who decides when, whom it went to, and by when we find out."""
    tr = content.tr
    items: list[Words] = []
    for one in content.texts.promises(content.ask(promises.waiting)):
        if one.code == "no":
            continue
        code, title = content.subjects.get(one.note_id or one.theme_id or "", (one.subject_code, ""))
        became = "" if one.withdrawn else one.became.strip()
        told = f" {ended(became)}" if became else ""
        items.append(runs(Run(code, bold=True), f" {title}: ", f"{ended(_waits_for(one, content))}{told}"))
    if not items:
        return []
    return [Heading(1, tr("What waits for somebody")), Bullets(tuple(items))]


def _waits_for(one: Promise, content: Content) -> str:
    tr = content.tr
    if one.code == "decide":
        day = long_date(one.decision_day, content.language) or tr("no date known yet")
        return tr("{body} decides, {day}", body=one.body, day=day)
    if one.code == "pass":
        return tr("passed on to {recipient}", recipient=one.recipient)
    return tr("we find out by {day}", day=long_date(one.find_out_by, content.language))


def came_back(content: Content) -> list[Block]:
    """Return how many answers came back and what they said, by the rule for small groups; nothing where none did."""
    tr = content.tr
    counts = content.ask(responses.counts)
    if not counts.placed:
        return []
    limit = max(content.project.small_group, DEFAULT_LIMIT)
    heading = Heading(1, tr("What came back to us"))
    if counts.placed < limit:
        return [heading, Paragraph(tr("Fewer than {limit} answers came back. Thank you for each.", limit=limit))]
    said = tr.count(
        "{n} answer came back. Thank you for each.", "{n} answers came back. Thank you for each.", counts.placed
    )
    items: list[Words] = []
    for row in publish(counts.by_verdict, limit):
        names = tr(" or ").join(tr(v.label(v.VERDICTS, verdict)) for verdict in row.groups)
        many = str(row.count) if row.count is not None else tr("fewer than {limit}", limit=limit)
        if row.count != 0:
            items.append(runs(Run(many, bold=True), f" {names}"))
    return [heading, Paragraph(said), *([Bullets(tuple(items))] if items else [])]
