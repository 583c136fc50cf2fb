"""The lead's report for readers with two minutes: one page, a sentence or two on everything that matters."""

from collections.abc import Iterable

from exports.document import Block, Bullets, Heading, Paragraph, Run, Runs, runs
from exports.reports.answers_part import overview
from exports.reports.content import Content, shortened
from exports.reports.formats import long_date
from exports.reports.ledger_part import counted_answers
from exports.reports.load_part import load_words
from exports.reports.path_part import feelings, lowest_steps
from exports.reports.vote_sheet import option_words
from models import records as r
from resources.texts import N_

MOST_NAMED = 3  # steps, groups, options: more are counted


def in_two_minutes(content: Content) -> list[Block]:
    """Return the page: what was asked, who came, what was heard, the answers, what they add up to, what comes next."""
    tr = content.tr
    parts = (
        (N_("Who was there: "), _who_came(content)),
        (N_("What was heard: "), _heard(content)),
        (N_("The lowest points: "), _lowest(content)),
        (N_("What people voted for: "), _voted(content)),
        (N_("The answers: "), _answers(content)),
        (N_("Staff days: "), load_words(content.loads["days"], content)),
        (N_("Money: "), load_words(content.loads["money"], content)),
        (N_("What was promised: "), _promised(content)),
        (N_("What waits for a decision: "), _waiting(content)),
        (N_("Who was not heard: "), _not_heard(content)),
    )
    items: tuple[Runs, ...] = tuple(runs(Run(tr(name), bold=True), said) for name, said in parts if said)
    asked = content.workshop.ask if content.workshop else ""
    language = content.language_of("workshop", content.workshop.id, "ask") if content.workshop else ""
    ask: list[Block] = [Paragraph(asked, "lead", language)] if asked else []
    return [Heading(1, tr("In two minutes")), *ask, *overview(content), Bullets(items)]


def _who_came(content: Content) -> str:
    tr = content.tr
    counted = [one for one in content.groups if one.attended is not None]
    if not counted:
        return tr("nobody counted the people in the room.")
    came = sum(one.attended or 0 for one in counted)
    planned = sum(one.planned or 0 for one in content.groups)
    where = tr.count("{n} workshop", "{n} workshops", len(content.workshops))
    if not planned:
        return tr("{came} people were counted at {workshops}.", came=came, workshops=where)
    return tr(
        "{came} of {planned} planned places were taken at {workshops}.", came=came, planned=planned, workshops=where
    )


def _heard(content: Content) -> str:
    tr = content.tr
    notes, stories = len(content.notes), len(content.stories)
    if not notes + stories:
        return tr("nothing is written down yet.")
    voices = sum(len(note.voices) for note in content.notes)
    return tr(
        "{stories}, {notes} with {voices}, in {themes}.",
        stories=tr.count("{n} story", "{n} stories", stories),
        notes=tr.count("{n} note", "{n} notes", notes),
        voices=tr.count("{n} voice", "{n} voices", voices),
        themes=tr.count("{n} theme", "{n} themes", len(content.themes)),
    )


def _lowest(content: Content) -> str:
    """Return the lowest steps of the newest path that somebody felt anything about."""
    tr = content.tr
    for path in reversed(content.paths):
        if cards := lowest_steps(feelings(path, content, public=False)):
            named = [tr("{code} {title}", code=one.code, title=shortened(one.words)) for one in cards[:MOST_NAMED]]
            return _and_more("; ".join(named), len(cards), content)
    return ""


def _and_more(named: str, of_all: int, content: Content) -> str:
    more = of_all - MOST_NAMED
    return content.tr.count("{named}; and {n} more", "{named}; and {n} more", more, named=named) if more > 0 else named


def _voted(content: Content) -> str:
    """Return what came first in the newest round that counts."""
    for closed in reversed(content.votes):
        if closed.replaced_by or not closed.result.agreed or closed.result.nobody:
            continue
        options = {one.id: one for one in closed.options}
        first = [
            options[one.option_id] for one in closed.result.standings if one.place == 1 and one.option_id in options
        ]
        named = "; ".join(shortened(option_words(one, content)) for one in first[:MOST_NAMED])
        return _and_more(named, len(first), content)
    return ""


def _answers(content: Content) -> str:
    tr, counts = content.tr, counted_answers(content)
    if not content.notes:
        return ""
    return tr(
        "{sure} of {all} notes have a confirmed answer, {maybe} one that is not confirmed yet, {silent} none.",
        sure=counts["confirmed"],
        all=len(content.notes),
        maybe=counts["provisional"],
        silent=counts["silent"],
    )


def _promised(content: Content) -> str:
    tr, found = content.tr, content.promises()
    if not found:
        return tr("nothing yet: no yes is confirmed.")
    late = sum(1 for one in found if not one.status and one.days_over(content.today) > 0)
    told = sum(1 for one in found if one.status)
    said = tr.count(
        "{n} promise; of {told} it is told what happened.",
        "{n} promises; of {told} it is told what happened.",
        len(found),
        told=told,
    )
    if not late:
        return said
    return tr.count("{said} {n} is late without a word.", "{said} {n} are late without a word.", late, said=said)


def _waiting(content: Content) -> str:
    tr = content.tr
    sittings = content.sittings()
    waits = [wait for one in sittings for wait in one.waits]
    if not waits:
        return ""
    said = tr.count("{n} answer waits for a body.", "{n} answers wait for a body.", len(waits))
    coming = [one for one in sittings if one.date_id and one.day and not one.is_past(content.today)]
    if not coming:
        return tr("{said} No coming date of a body is known.", said=said)
    day = long_date(coming[0].day, content.language)
    return tr("{said} Next: {body}, {day}.", said=said, body=shortened(coming[0].body), day=day)


def _not_heard(content: Content) -> str:
    tr = content.tr
    absent = [group for group in content.groups if group.planned and not group.attended]
    said = [_names(absent, content)] if absent else []
    spoken = {place.stage_id for one in (*content.stories, *content.notes) for place in one.places}
    silent = sum(1 for path in content.paths for stage in path.stages if stage.id not in spoken)
    if silent and spoken:
        said.append(tr.count("Nobody spoke about {n} step.", "Nobody spoke about {n} steps.", silent))
    return " ".join(said)


def _names(groups: Iterable[r.GroupRecord], content: Content) -> str:
    found = list(groups)
    named = "; ".join(shortened(one.name) for one in found[:MOST_NAMED])
    return content.tr("Invited, and nobody came: {groups}.", groups=_and_more(named, len(found), content))
