"""Who came and what was heard where, as charts with their numbers: for inside only."""

from exports.document import Block, Heading, Table
from exports.reports.charts_part import Bar, Row, Series, chart
from exports.reports.content import Content
from models import missing_voices as mv
from models import records as r


def who_came(content: Content) -> list[Block]:
    """Return planned and present people by group as bars, a figure a workshop; their numbers stand in the table below.

    Nothing for a workshop where nobody counted.
    """
    made: list[Block] = []
    for workshop in reversed(content.workshops):
        made += _workshop(workshop, content)
    return made


def _workshop(workshop: r.WorkshopRecord, content: Content) -> list[Block]:
    tr = content.tr
    groups = [one for one in content.groups_of[workshop.id] if one.planned or one.attended is not None]
    counted = [one for one in groups if one.attended is not None]
    if not counted:
        return []
    planned, there = Bar(0, "neutral", hollow=True), Bar(0, "accent")
    rows = [
        Row(one.name, (Bar(one.planned or 0, planned.tone, hollow=True), Bar(one.attended or 0, there.tone)))
        for one in groups
    ]
    came, wanted = sum(one.attended or 0 for one in groups), sum(one.planned or 0 for one in groups)
    alt = tr(
        "Bars for each group at {workshop}: how many people were planned and how many came. Together {came} came and "
        "{wanted} were planned.",
        workshop=workshop.title,
        came=came,
        wanted=wanted,
    )
    if absent := [one.name for one in groups if one.planned and not one.attended]:
        alt = tr("{alt} Nobody came of: {groups}.", alt=alt, groups="; ".join(absent))
    series = (Series(tr("planned"), planned), Series(tr("came"), there))
    return chart(rows, series, alt, content, tr("Planned and present: {workshop}", workshop=workshop.title))


def voices_by_step(content: Content) -> list[Block]:
    """Return how many stories and voices belong to each step of each path, as bars and as a table."""
    tr = content.tr
    heard = mv.heard_in(content.stories, content.notes)
    blocks: list[Block] = []
    for path in content.paths:
        counts = [(stage, *_heard_at(stage.id, heard)) for stage in path.stages]
        if not any(stories or voices for _, stories, voices in counts):
            continue
        title = tr("Voices at each step: {path}", path=path.title)
        rows = [
            Row(f"{stage.letter} {stage.name}", (Bar(stories, "story"), Bar(voices, "note", hatched=True)))
            for stage, stories, voices in counts
        ]
        series = (
            Series(tr("stories"), Bar(1, "story")),
            Series(tr("voices of notes"), Bar(1, "note", hatched=True)),
        )
        numbers = tuple((f"{stage.letter} {stage.name}", str(told), str(voices)) for stage, told, voices in counts)
        head = (tr("Step"), tr("Stories"), tr("Voices of notes"))
        table = Table(head, numbers, (0.6, 0.18, 0.22), row_header=True, numeric=(1, 2), compact=True)
        blocks += [Heading(2, title), *chart(rows, series, _alternative(counts, content), content), table]
    return blocks


def _heard_at(stage_id: str, heard: mv.Heard) -> tuple[int, int]:
    found = [counted for (_, stage), counted in heard.items() if stage == stage_id]
    return sum(one.stories for one in found), sum(one.notes for one in found)


def _alternative(counts: list[tuple[r.StageRecord, int, int]], content: Content) -> str:
    tr = content.tr
    loudest = max(counts, key=lambda one: one[1] + one[2])
    said = tr(
        "Bars for each step: how many stories and voices of notes belong to it. The most belong to {step}: {n}.",
        step=f"{loudest[0].letter} {loudest[0].name}",
        n=loudest[1] + loudest[2],
    )
    silent = [f"{stage.letter} {stage.name}" for stage, stories, voices in counts if not stories + voices]
    return tr("{alt} None belong to: {steps}.", alt=said, steps="; ".join(silent)) if silent else said
