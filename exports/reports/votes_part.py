"""Results of votes in documents: only of closed rounds, by group only as far as the rule for small groups allows."""

from collections.abc import Mapping

from exports.document import Block, Heading, Paragraph, Run, Table, runs
from exports.reports.charts_part import Bar, Row, chart
from exports.reports.content import Content
from exports.reports.formats import long_date
from exports.reports.vote_sheet import option_words
from models import vocabulary as v
from models.vote_reads import Closed
from models.vote_records import RULES, OptionRecord
from models.vote_words import group_score, groups_words, place_words, surplus_words, turnout_words
from models.votes import public_groups
from resources.texts import N_

MOST_COLUMNS = 4
_COUNTED = {"dots": N_("Dots"), "one_choice": N_("Papers"), "rating": N_("Mark")}
_NOTHING = {"dots": "0", "one_choice": "0", "rating": "–"}


def the_votes(content: Content, *, public: bool) -> list[Block]:
    """Return what the closed rounds came to; nothing where there was no vote.

    `public`: a round that was held again is only named, and what may be a slip of counting is left to the organisers.
    """
    if not content.votes:
        return []
    blocks: list[Block] = [Heading(1, content.tr("Votes"))]
    for closed in content.votes:
        blocks += _round(closed, content, public=public)
    return blocks


def _round(closed: Closed, content: Content, *, public: bool) -> list[Block]:
    tr, round_, result = content.tr, closed.round, closed.result
    blocks: list[Block] = [Heading(2, round_.question)]
    if round_.decides:
        blocks.append(Paragraph(runs(Run(tr("What it decides: "), bold=True), tr(round_.decides))))
    if closed.replaced_by:
        blocks.append(Paragraph(tr("This vote was held again; the newer result replaces this one.")))
        if public:
            return blocks
    if not result.agreed:
        said = tr("Two people counted, and their numbers differ. There is no result before that is settled.")
        return [*blocks, Paragraph(said)]
    if result.nobody:
        return [*blocks, Paragraph(tr("Nobody voted. This vote decides nothing."))]
    options = {one.id: one for one in closed.options}
    rows = tuple(
        (place_words(one, tr), _words(options.get(one.option_id), content), str(one.score or _NOTHING[round_.method]))
        for one in result.standings
    )
    head = (tr("Place"), tr("What it is"), tr(_COUNTED[round_.method]))
    if not public:
        blocks += _chart(closed, options, content)
    blocks.append(Table(head, rows, (0.16, 0.7, 0.14), row_header=True, numeric=(2,)))
    blocks += _by_group(closed, content)
    blocks.append(Paragraph(_told(closed, content), "small"))
    surplus = "" if public else surplus_words(result, {one.id: one.name for one in content.groups}, tr)
    return [*blocks, Paragraph(surplus, "small")] if surplus else blocks


def _chart(closed: Closed, options: Mapping[str, OptionRecord], content: Content) -> list[Block]:
    """Return the result as bars, best first; its numbers stand in the table below."""
    tr, result = content.tr, closed.result
    counted = tr(_COUNTED[closed.round.method]).lower()
    rows = [
        Row(_words(options.get(one.option_id), content, code=False), (Bar(one.score, "accent"),))
        for one in result.standings
    ]
    first = "; ".join(row.name for row, one in zip(rows, result.standings, strict=True) if one.place == 1)
    alt = tr("Bars for each option of this vote: {counted}. First: {first}.", counted=counted, first=first)
    return chart(rows, (), alt, content)


def _told(closed: Closed, content: Content) -> str:
    """Return who voted, who counted and by which rule."""
    tr, round_, result = content.tr, closed.round, closed.result
    came = sum(n for (_, workshop), n in content.sizes.items() if workshop == round_.workshop_id and round_.workshop_id)
    held = next((one.day for one in content.workshops if one.id == round_.workshop_id), None)
    by = tr("Two people counted.") if result.counted_twice else tr("One person counted.")
    day = long_date(held, content.language)
    when = tr("Held on {day}.", day=day) if day else ""
    parts = (when, turnout_words(result, came, tr), by, tr(v.label(RULES, round_.method)))
    return " ".join(part for part in parts if part)


def _by_group(closed: Closed, content: Content) -> list[Block]:
    """Return the votes by group where every row stands on enough people."""
    tr, round_, result = content.tr, closed.round, closed.result
    came = {group: n for (group, workshop), n in content.sizes.items() if workshop == round_.workshop_id}
    shown = [groups for groups, n in public_groups(result, came, content.project.small_group) if n]
    shown = [groups for groups in shown if any(one.votes(groups) for one in result.standings)]
    if not shown or shown == [(None,)]:
        return []
    names = {one.id: one.name for one in content.groups}
    options = {one.id: one for one in closed.options}
    heads = [groups_words(groups, names, tr) for groups in shown]
    lines = [
        (
            _words(options.get(one.option_id), content, code=False),
            [group_score(one, groups, round_) for groups in shown],
        )
        for one in result.standings
    ]
    blocks: list[Block] = []
    for at in range(0, len(shown), MOST_COLUMNS):
        part = slice(at, at + MOST_COLUMNS)
        share = 0.72 / len(heads[part])
        rows = tuple((words, *numbers[part]) for words, numbers in lines)
        columns = tuple(range(1, len(heads[part]) + 1))
        widths = (0.28, *(share for _ in columns))
        blocks.append(Table((tr("By group"), *heads[part]), rows, widths, row_header=True, numeric=columns))
    return blocks


def _words(option: OptionRecord | None, content: Content, *, code: bool = True) -> str:
    if option is None:
        return content.tr("Not there any more")
    return " ".join(part for part in (option_words(option, content), option.code if code else "") if part)
