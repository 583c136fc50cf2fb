"""Notes and answers for inside: which answer how many got, and every note with who answers and what it takes."""

from collections import Counter

from exports.document import Block, Heading, Paragraph, Table, Words
from exports.reports.answers_part import ANSWER_TONES, of_its_theme, spoken
from exports.reports.charts_part import Bar, Row, Series, chart
from exports.reports.content import Content, title_words
from exports.reports.formats import long_date
from exports.reports.load_part import amount
from models import records as r
from models.answers import IDEA_ANSWERS, phrase


def the_ledger(content: Content) -> list[Block]:
    """Return the answers by code, then every note with its answer, who answers and what it takes."""
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("Notes and answers"))]
    if not content.notes:
        return [*blocks, Paragraph(tr("There are no notes yet."))]
    blocks += _by_code(content)
    head = (tr("Code"), tr("Note"), tr("Answer"), tr("Who, by when"), tr("Takes"))
    costs: dict[str, list[r.CostRecord]] = {}
    for cost in content.weighing.costs:
        costs.setdefault(cost.contribution_id or cost.theme_id or "", []).append(cost)
    rows = tuple(_row(note, costs.get(note.id, []), content) for note in content.notes)
    table = Table(head, rows, (0.13, 0.29, 0.23, 0.2, 0.15), row_header=True, compact=True)
    return [*blocks, Heading(2, tr("Every note")), table]


def counted_answers(content: Content) -> Counter[str]:
    """Return how many notes are "confirmed", "provisional" and "silent"."""
    held = (content.answers.get(note.id) for note in content.notes)
    return Counter("silent" if one is None else "confirmed" if one.confirmed else "provisional" for one in held)


def _by_code(content: Content) -> list[Block]:
    """Return a bar for each answer that somebody got, what is not confirmed hatched and with its own phrase."""
    tr = content.tr
    found = _bars(content)
    rows = [Row(name, (bar,)) for name, bar in found]
    counts = counted_answers(content)
    alt = tr(
        "Bars for the answers to {all} notes: {sure} are confirmed, {maybe} not confirmed yet, {silent} not answered "
        "yet.",
        all=len(content.notes),
        sure=counts["confirmed"],
        maybe=counts["provisional"],
        silent=counts["silent"],
    )
    solid, hatched = Bar(1, "neutral"), Bar(1, "neutral", hatched=True)
    series = (Series(tr("confirmed"), solid), Series(tr("not confirmed, or not answered"), hatched))
    numbers = tuple((name, str(bar.value)) for name, bar in found)
    table = Table((tr("Answer"), tr("Notes")), numbers, (0.8, 0.2), row_header=True, numeric=(1,), compact=True)
    return [Heading(2, tr("How many got which answer")), *chart(rows, series, alt, content), table]


def _bars(content: Content) -> list[tuple[str, Bar]]:
    tr = content.tr
    held = [answer for note in content.notes if (answer := content.answers.get(note.id))]
    sure = Counter(one.code for one in held if one.confirmed)
    maybe = Counter(one.code for one in held if not one.confirmed)
    found: list[tuple[str, Bar]] = []
    for answer in IDEA_ANSWERS:
        tone = ANSWER_TONES[answer.code]
        found.append((tr(phrase(answer.code, confirmed=True)), Bar(sure.pop(answer.code, 0), tone)))
        name = tr("{phrase} (not confirmed yet)", phrase=tr(phrase(answer.code, confirmed=False)))
        found.append((name, Bar(maybe.pop(answer.code, 0), tone, hatched=True)))
    found.append((tr("Heard or answered"), Bar(sum(sure.values()), "neutral")))
    name = tr("{phrase} (not confirmed yet)", phrase=tr("Heard or answered"))
    found.append((name, Bar(sum(maybe.values()), "neutral", hatched=True)))
    silent = len(content.notes) - len(held)
    found.append((tr("Not answered yet"), Bar(silent, "muted", hatched=True)))
    return [(name, bar) for name, bar in found if bar.value]


def _row(note: r.NoteRecord, costs: list[r.CostRecord], content: Content) -> tuple[Words, ...]:
    tr = content.tr
    answer = content.answers.get(note.id)
    if answer is None:
        return (note.code, title_words(note, content), tr("Not answered yet"), "", _takes(costs, content))
    state = spoken(answer, content)
    if not answer.confirmed:
        state = tr("{phrase} (not confirmed yet)", phrase=state)
    if said := of_its_theme(answer, content):
        state = f"{state}. {said}"
    who = ", ".join(part for part in (answer.owner, long_date(answer.report_back, content.language)) if part)
    return (note.code, title_words(note, content), state, who, _takes(costs, content))


def _takes(costs: list[r.CostRecord], content: Content) -> str:
    tr = content.tr
    said: list[str] = []
    for cost in costs:
        much = amount(cost.measure, cost.high, content)
        said.append(tr("frees {amount}", amount=much) if cost.direction == "frees" else much)
    return "; ".join(said)
