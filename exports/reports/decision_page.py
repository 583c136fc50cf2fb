"""What needs a decision: for each body what it is asked, by when, what it costs, who asked, and room for the answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from exports.document import (
    Block,
    Bullets,
    Callout,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Words,
    runs,
)
from exports.reports.content import Content, subject_language, with_tongue
from exports.reports.decision_item import decision_item, named, takes_at_most
from exports.reports.formats import long_date
from exports.reports.opening import framed
from exports.reports.participant_summary import stamp
from models.decisions import Sitting, Waits, plain_body
from resources.texts import N_


@dataclass(frozen=True)
class DecisionOptions:
    """`body`: the name, or a part of it, of the bodies that pages are wanted for; empty: all of them."""

    body: str = field(
        default="",
        metadata={
            "label": N_("Who decides"),
            "explain": N_("A part of the name is enough. Empty: every body, each on a page of its own."),
        },
    )


@dataclass(frozen=True)
class Body:
    """A body with its days in the calendar and what waits for it. Its items may name days that no line has."""

    name: str
    sittings: tuple[Sitting, ...]

    @property
    def waits(self) -> tuple[Waits, ...]:
        """What waits for it, by day."""
        return tuple(wait for one in self.sittings for wait in one.waits)


def decision_page(content: Content, options: DecisionOptions) -> Document:
    """Return an overview and a page for each body, or the page of one body."""
    tr = content.tr
    bodies, drafts = _bodies(content)
    wanted = [one for one in bodies if plain_body(options.body) in plain_body(one.name)]
    busy = [one for one in wanted if one.waits]
    blocks: list[Block] = []
    if options.body and not wanted:
        blocks.append(Paragraph(tr("Nobody of this name is in the calendar, and no answer names it.")))
    elif not busy and not drafts:
        blocks.append(Paragraph(tr("Nothing waits for a decision.")))
    if not options.body:
        blocks += [*_overview(busy, content), *_drafts(drafts, content)]
    blocks += _idle([one for one in wanted if not one.waits], content)
    for body in busy:
        blocks += [PageBreak()] if blocks else []
        blocks += _page(body, content)
    return framed(
        content,
        title=tr("What needs a decision"),
        blocks=tuple(blocks),
        subtitle=content.project.organisation,
        footer=tr("Internal. It holds what was weighed and words that were not agreed for the public."),
        stamp=stamp(content),
    )


def _bodies(content: Content) -> tuple[list[Body], list[Waits]]:
    """Return the bodies, and what waits for one that nobody confirmed: those are not named, as it would say who
    decides and when."""
    found: dict[str, Body] = {}
    drafts: list[Waits] = []
    for sitting in content.sittings():
        if not (sitting.date_id or any(wait.confirmed for wait in sitting.waits)):
            drafts += sitting.waits
            continue
        key = plain_body(sitting.body)
        body = found.get(key, Body(sitting.body.strip(), ()))
        found[key] = replace(body, sittings=(*body.sittings, sitting))
    return list(found.values()), drafts


# -- all bodies -------------------------------------------------------------------------------------------------------


def _overview(bodies: list[Body], content: Content) -> list[Block]:
    tr = content.tr
    if not bodies:
        return []
    head = (tr("Who decides"), tr("Next date"), tr("What waits"), tr("Money, at most"), tr("Staff days, at most"))
    rows = tuple(_overview_row(body, content) for body in bodies)
    table = Table(head, rows, (0.28, 0.2, 0.22, 0.15, 0.15), row_header=True, numeric=(3, 4), compact=True)
    about = tr("What is asked of whom and by when. A page for each body follows, with room for its decision.")
    return [Heading(1, tr("At a glance")), Paragraph(about), table]


def _overview_row(body: Body, content: Content) -> tuple[str, ...]:
    tr = content.tr
    codes = ", ".join(wait.subject_code for wait in body.waits)
    day = next_date(body, content.today)
    when = long_date(day, content.language) or tr("no date known")
    money, days = (takes_at_most(body.waits, measure, content) for measure in ("money", "days"))
    return _name(body, content), when, codes, money, days


def next_date(body: Body, today: date) -> date | None:
    """Return the next day of a body in the calendar, None where none is to come."""
    return min((one.day for one in body.sittings if one.date_id and one.day and one.day >= today), default=None)


def _name(body: Body, content: Content) -> str:
    return body.name or content.tr("Nobody named yet")


# -- one body ---------------------------------------------------------------------------------------------------------


def _page(body: Body, content: Content) -> list[Block]:
    blocks: list[Block] = [Heading(1, _name(body, content)), *_dates(body, content)]
    for sitting in body.sittings:
        for wait in sitting.waits:
            blocks += decision_item(wait, sitting, content)
    return blocks


def _dates(body: Body, content: Content) -> list[Block]:
    """Return the days of the body in the calendar, and that there is none, or that they are all past."""
    tr = content.tr
    lines = [one for one in body.sittings if one.date_id and one.day]
    said = [_date_words(one, content) for one in lines]
    blocks: list[Block] = [Paragraph(runs(Run(tr("Meets: "), bold=True), "; ".join(said)))] if said else []
    if not said:
        words = tr("No date of this body is in the calendar. Ask when it meets, and by when papers are wanted.")
        blocks.append(Callout(tr("No date"), (Paragraph(words),), "waiting"))
    elif next_date(body, content.today) is None:
        words = tr("Every date of this body in the calendar is past. Ask when it meets next.")
        blocks.append(Callout(tr("Past its date"), (Paragraph(words),), "waiting"))
    return blocks


def _date_words(one: Sitting, content: Content) -> str:
    day, note = long_date(one.day, content.language), one.note.strip()
    return content.tr("{day} ({note})", day=day, note=note) if note else day


def _idle(bodies: Iterable[Body], content: Content) -> list[Block]:
    """Return the bodies that nothing waits for: their dates may be useful soon."""
    tr = content.tr
    items = tuple(
        tr("{body}: {when}", body=_name(body, content), when="; ".join(_when(body, content))) for body in bodies
    )
    return [Heading(1, tr("Nothing waits for")), Bullets(items)] if items else []


def _when(body: Body, content: Content) -> list[str]:
    return [_date_words(one, content) for one in body.sittings if one.day] or [content.tr("no date known")]


def _drafts(drafts: Iterable[Waits], content: Content) -> list[Block]:
    """Return what somebody must decide first while it is not confirmed who."""
    tr = content.tr
    items = tuple(_draft(wait, content) for wait in drafts)
    if not items:
        return []
    about = tr("Somebody must decide these first. Who that is, and by when, is not confirmed yet.")
    return [Heading(1, tr("Who decides is not confirmed yet")), Paragraph(about), Bullets(items)]


def _draft(wait: Waits, content: Content) -> Words:
    tr, title = content.tr, named(wait, content)
    phrase = tr("{code} {title}", code=wait.subject_code, title=title)
    said = tr("{phrase} (not confirmed yet)", phrase=phrase)
    return with_tongue(said, title, subject_language(wait.note_id or wait.theme_id, content))
