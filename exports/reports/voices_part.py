"""Who was not heard, in a document: groups and steps as a table, and whose ideas got a yes.

Everything by group goes through the rule for small groups: a group of fewer people than the limit is joined with
another, and where even together they are fewer, no number is told.
"""

from collections.abc import Iterable, Sequence

from exports.document import Block, Callout, Heading, Paragraph, Table
from exports.reports.content import Content
from models import missing_voices as mv
from models import records as r
from models.small_groups import DEFAULT_LIMIT, Shown
from resources.texts import N_

MOST_STEPS = 8  # columns of one table
LITTLE = N_("Shares of few people or few ideas mean little: one idea more can turn them round.")


def who_was_not_heard(content: Content) -> list[Block]:
    """Return groups and steps of every path, and whose ideas got a yes; nothing where no group is named."""
    tr = content.tr
    if not content.groups:
        return []
    blocks: list[Block] = [Heading(1, tr("Who was not heard"))]
    heard = mv.heard_in(content.stories, content.notes)
    rows = _rows_of_grid(content, heard)
    grids = [mv.grid_of(path, content.groups, heard) for path in content.paths if path.stages]
    for grid in grids:
        blocks += _grid(grid, rows, content)
    if grids:
        blocks.append(Paragraph(_legend(content), "small"))
        blocks += _unheard(grids, content)
    return [*blocks, *_whose_yes(content)]


def _limit(content: Content) -> int:
    return max(content.project.small_group, DEFAULT_LIMIT)


def _rows_of_grid(content: Content, heard: mv.Heard) -> tuple[Shown, ...]:
    spoke = {group for (group, _), counted in heard.items() if counted.both}
    return mv.joined_groups(content.groups, spoke, mv.standing_on(content.sizes), _limit(content))


def _grid(grid: mv.Grid, rows: Iterable[Shown], content: Content) -> list[Block]:
    tr = content.tr
    blocks: list[Block] = [Heading(2, tr("Groups and steps: {path}", path=grid.path.title))]
    names = "; ".join(f"{stage.letter} {stage.name}" for stage in grid.path.stages)
    blocks.append(Paragraph(tr("The steps: {steps}.", steps=names), "small"))
    stages = grid.path.stages
    for at in range(0, len(stages), MOST_STEPS):
        part = stages[at : at + MOST_STEPS]
        share = 0.64 / len(part)
        lines = tuple((_group_words(row, content), *_cells(row, part, grid, content)) for row in rows)
        head = (tr("Group"), *(stage.letter for stage in part))
        blocks.append(Table(head, lines, (0.36, *(share for _ in part)), row_header=True, compact=True))
    return blocks


def _group_words(row: Shown, content: Content) -> str:
    names = names_of(row.groups, content)
    if row.count is None:
        return content.tr("{groups} (fewer than {limit} people)", groups=names, limit=_limit(content))
    return names


def _cells(row: Shown, stages: Sequence[r.StageRecord], grid: mv.Grid, content: Content) -> list[str]:
    """Return what was heard at each step; of too few people together nothing is told."""
    if row.count is None:
        return ["" for _ in stages]
    return [_cell(grid.together(row.groups, stage.id), content) for stage in stages]


def _cell(cell: mv.Cell, content: Content) -> str:
    if cell.state == mv.HEARD:
        return str(cell.heard.both)
    return content.tr("nobody") if cell.state == mv.NOBODY else "–"


def _legend(content: Content) -> str:
    tr = content.tr
    said = tr(
        "A number: stories and voices of the group at this step. “Nobody”: its knowledge was wanted here, and nobody "
        "of it was heard. A dash: not planned here."
    )
    told = tr("Counted are the stories whose tellers agreed to this report.")
    joined = tr(
        "Groups of fewer than {limit} people are joined; where they are fewer even together, no number is told.",
        limit=_limit(content),
    )
    return f"{said} {told} {joined}"


def _unheard(grids: Sequence[mv.Grid], content: Content) -> list[Block]:
    """Return planned groups nobody heard, once for all paths."""
    tr, unheard = content.tr, grids[0].unheard
    if not unheard:
        return []
    names = "; ".join(group.name for group in unheard)
    said = tr("Their knowledge was wanted, and nobody of them is heard in this report: {groups}.", groups=names)
    more = tr("Ask them in a way that suits them before their steps are changed.")
    return [Callout(tr("Still to be heard"), (Paragraph(said), Paragraph(more, "small")), "waiting")]


def _whose_yes(content: Content) -> list[Block]:
    tr = content.tr
    shares = mv.published(content.groups, mv.ideas_in(content.weighing), mv.standing_on(content.sizes), _limit(content))
    if not shares.ideas:
        return []
    head = (tr("Group"), tr("People in the room"), tr("Ideas"), tr("Got a yes"), tr("Looks possible, not confirmed"))
    rows = tuple(_yes_row(row, shares, content) for row in shares.rows)
    about = tr(
        "Of the ideas and stop-doings that got a confirmed yes, the share with a voice of the group, beside its share "
        "of the people who were counted. An idea with voices of several groups counts for each of them."
    )
    blocks: list[Block] = [Heading(2, tr("Whose ideas got a yes")), Paragraph(about, "small")]
    blocks.append(Table(head, rows, (0.32, 0.2, 0.1, 0.18, 0.2), row_header=True, compact=True))
    return [*blocks, Paragraph(tr(LITTLE), "small")]


def _yes_row(row: mv.YesRow, shares: mv.YesShares, content: Content) -> tuple[str, ...]:
    tr = content.tr
    name = names_of(row.groups, content)
    if row.hidden:
        return (name, tr("fewer than {limit}", limit=_limit(content)), "", "", "")
    return (name, _people(row, shares, content), str(row.ideas), _of(row.yes, shares.yes, content), str(row.maybe))


def _people(row: mv.YesRow, shares: mv.YesShares, content: Content) -> str:
    if row.people is None:
        return "" if row.groups == (None,) else content.tr("not counted")
    return _of(row.people, shares.people, content) if row.people else content.tr("nobody came")


def _of(part: int, whole: int, content: Content) -> str:
    percent = mv.share(part, whole)
    if percent is None:
        return str(part)
    return content.tr("{n} of {whole} ({percent} %)", n=part, whole=whole, percent=percent)


def names_of(groups: Iterable[str | None], content: Content) -> str:
    """Return the names of some groups in one line."""
    names = [content.group_name(group) if group else content.tr("Group not said") for group in groups]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {content.tr('and')} {names[-1]}"
