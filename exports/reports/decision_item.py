"""One thing that a body is asked to decide: the question, who asked for it, what it takes, and room for the answer."""

from collections.abc import Iterable, Sequence

from exports.document import Block, Chip, Heading, Paragraph, Run, Table, TickBoxes, Together, Words, WritingLines, runs
from exports.reports import formats
from exports.reports.content import Content, quoted, subject_language, with_tongue
from exports.reports.formats import long_date
from exports.words import Tongues
from models import records as r
from models import vocabulary as v
from models.capacity import PromisedLine
from models.decisions import Sitting, Waits
from models.reviewers import main_view
from resources.texts import N_

MOST_VOICES = 3  # that are printed; more are counted


def decision_item(wait: Waits, sitting: Sitting, content: Content) -> list[Block]:
    """Return an item; of a note whose words were all withdrawn only that."""
    tr = content.tr
    subject = wait.note_id or wait.theme_id or ""
    language = subject_language(wait.note_id or wait.theme_id, content)
    title = with_tongue(
        tr("{code} {title}", code=wait.subject_code, title=named(wait, content)), named(wait, content), language
    )
    heading = Heading(2, title if isinstance(title, str) else Tongues(*title))
    if subject in content.gone:
        return [heading, Paragraph(tr("The words of this note were withdrawn. Ask whether it still needs a decision."))]
    blocks: list[Block] = [
        heading,
        Paragraph(with_tongue(_question(wait, content), named(wait, content), language), "sentence"),
    ]
    if not wait.confirmed:
        blocks.append(Chip(tr("Not confirmed yet: it may still change"), "neutral", "ring", provisional=True))
    blocks += [Paragraph(_by_when(wait, sitting, content)), *_who_asked(wait, content)]
    rows = tuple((tr(name), said) for name, said in _facts(wait, content) if said)
    head = (tr("About it"), tr("What is written down"))
    blocks.append(Table(head, rows, (0.27, 0.73), row_header=True, compact=True))
    blocks.append(TickBoxes(tr("The decision"), (tr("Yes"), tr("No"), tr("Later"))))
    blocks.append(WritingLines(tr("Why, or until when"), 2))
    blocks.append(WritingLines(tr("Date and signature"), 1))
    return [Together(tuple(blocks))]


def named(wait: Waits, content: Content) -> str:
    """Return what is to be decided, as documents name it: a wording, exact words as what they are, or a code."""
    return content.subjects.get(wait.note_id or wait.theme_id or "", ("", ""))[1]


def takes_at_most(waits: Iterable[Waits], measure: str, content: Content) -> str:
    """Return what some items would take of a measure together; empty where nobody said an amount."""
    found = [line.amount for wait in waits for line in _lines(wait, content) if line.measure == measure]
    return _amount(measure, sum(found), content) if found else ""


def _question(wait: Waits, content: Content) -> str:
    """Return what is asked, in one sentence of what the record holds."""
    tr = content.tr
    title = named(wait, content)
    what = title if title.startswith(("“", "‘", "”", "«")) else tr("“{title}”", title=title)
    takes = _together(_amounts(wait, content), content)
    starts, ends = _period(wait, content)
    if starts and ends:
        if takes:
            words = N_("May {what} be done from {starts} to {ends}, at a cost of {takes}?")
        else:
            words = N_("May {what} be done from {starts} to {ends}?")
    else:
        words = N_("May {what} be done, at a cost of {takes}?") if takes else N_("May {what} be done?")
    return tr(words, what=what, takes=takes, starts=starts, ends=ends)


def _together(amounts: Iterable[str], content: Content) -> str:
    """Return amounts as one part of a sentence."""
    listed = list(amounts)
    if len(listed) < 2:
        return "".join(listed)
    return content.tr("{these} and {last}", these=", ".join(listed[:-1]), last=listed[-1])


def _by_when(wait: Waits, sitting: Sitting, content: Content) -> Words:
    """Return the day that the decision is wanted, and plainly where it is past or not in the calendar."""
    tr = content.tr
    day = long_date(wait.day, content.language)
    if not day:
        return tr("No day is named by which this must be decided.")
    parts: list[str | Run] = [Run(tr("To be decided by: "), bold=True), tr("{day}.", day=day)]
    if sitting.is_past(content.today):
        parts += [" ", tr("That day is past, and no decision is written down.")]
    elif not sitting.date_id:
        parts += [" ", tr("That day is not in the calendar.")]
    return runs(*parts)


def _who_asked(wait: Waits, content: Content) -> list[Block]:
    """Return the exact words with the group where it is large enough to be named."""
    tr = content.tr
    notes = [
        note for note in content.notes if wait.note_id == note.id or (wait.theme_id and note.theme_id == wait.theme_id)
    ]
    voices = [voice for note in notes if content.may_print(note) for voice in note.voices]
    every = sum(len(note.voices) for note in notes)
    blocks: list[Block] = []
    for voice in voices[:MOST_VOICES]:
        words = quoted(voice.words, voice.words_source, voice.translated_by, tr)
        group = content.public_group(voice.segment_id, voice.workshop_id)
        said = tr("{words} – {group}", words=words, group=group) if group else words
        spoken = with_tongue(said, voice.words, content.language_of("voice", voice.id, "words"))
        blocks.append(Paragraph(spoken, "noted" if voice.words_source == "noted" else "quote"))
    if more := every - len(blocks):
        said = (
            tr.count("and {n} more voice", "and {n} more voices", more)
            if blocks
            else tr.count("{n} voice asked for it.", "{n} voices asked for it.", more)
        )
        blocks.append(Paragraph(said, "small"))
    return blocks


# -- what is written down ---------------------------------------------------------------------------------------------


def _facts(wait: Waits, content: Content) -> Sequence[tuple[str, str]]:
    return (
        (N_("What it takes"), "; ".join(_amounts(wait, content)) or content.tr("nobody has written down an amount")),
        (N_("When"), _when(wait, content)),
        (N_("How it is seen"), _seen(wait, content)),
        (N_("If it gets a yes"), _load(wait, content)),
        (N_("Without a decision"), _possible(wait, content)),
        (N_("Who answers"), _owner(wait, content)),
    )


def _amount(measure: str, value: int, content: Content) -> str:
    return formats.amount(measure, value, content.project.currency, content.tr)


def _subject(wait: Waits, one: r.CostRecord | r.EstimateRecord | r.FindingRecord) -> bool:
    """Tell whether a record is about what waits."""
    return (wait.note_id or wait.theme_id) == (one.contribution_id or one.theme_id)


def _amounts(wait: Waits, content: Content) -> list[str]:
    """Return every amount from low to high, money first, and how often it falls due."""
    tr, currency = content.tr, content.project.currency
    costs = [one for one in content.weighing.costs if _subject(wait, one) and one.direction == "takes"]
    found: list[str] = []
    for cost in sorted(costs, key=lambda one: one.measure != "money"):
        amount = formats.amount_range(cost.measure, cost.low, cost.high, currency, tr)
        if cost.recurrence != "once":
            amount = tr("{amount} {often}", amount=amount, often=tr(v.label(v.RECURRENCES, cost.recurrence)).lower())
        found.append(amount)
    estimate = _estimate(wait, content)
    if estimate and not found:
        found += [tr("no cost")] if estimate.no_cost else []
        found += [tr("no staff days")] if estimate.no_days else []
    return found


def _estimate(wait: Waits, content: Content) -> r.EstimateRecord | None:
    return next((one for one in content.weighing.estimates if _subject(wait, one)), None)


def _period(wait: Waits, content: Content) -> tuple[str, str]:
    estimate = _estimate(wait, content)
    if estimate is None:
        return "", ""
    return long_date(estimate.starts, content.language), long_date(estimate.ends, content.language)


def _when(wait: Waits, content: Content) -> str:
    tr, (starts, ends) = content.tr, _period(wait, content)
    if starts and ends:
        return tr("{starts} to {ends}", starts=starts, ends=ends)
    return tr("from {day}", day=starts) if starts else tr("until {day}", day=ends) if ends else ""


def _seen(wait: Waits, content: Content) -> str:
    """Return the six dimensions in short, each with how sure somebody was."""
    tr = content.tr
    findings = [one for one in content.weighing.findings if _subject(wait, one)]
    said: list[str] = []
    for term in v.DIMENSIONS:
        one = main_view(findings, term.code)
        if one is None or one.value == "unknown":
            said.append(tr("{dimension}: not known", dimension=tr(term.label)))
            continue
        value, sure = (
            tr(v.label(v.FINDING_VALUES, one.value)).lower(),
            tr(v.label(v.CONFIDENCE, one.confidence)).lower(),
        )
        said.append(tr("{dimension}: {value} ({sure})", dimension=tr(term.label), value=value, sure=sure))
    return "; ".join(said)


def _lines(wait: Waits, content: Content) -> list[PromisedLine]:
    """Return the lines of the load that a yes would add: its own and, of a theme, those of notes without an answer."""
    themes = {note.id: note.theme_id for note in content.notes}
    return [
        line
        for line in content.lines
        if line.bucket == "if"
        and (
            line.subject_id == (wait.note_id or wait.theme_id)
            or (line.inherited and wait.theme_id is not None and themes.get(line.subject_id) == wait.theme_id)
        )
    ]


def _load(wait: Waits, content: Content) -> str:
    """Return what would be promised with it, against what we have."""
    tr = content.tr
    said: list[str] = []
    for measure, name in (("money", N_("Money")), ("days", N_("Staff days"))):
        more = sum(line.amount for line in _lines(wait, content) if line.measure == measure)
        if not more:
            continue
        load = content.loads[measure]
        used, after = (_amount(measure, value, content) for value in (load.used, load.used + more))
        if load.have is None:
            words = N_("{measure}: {used} promised so far, {after} with it; what we have is not known.")
        elif load.used + more > load.have:
            words = N_("{measure}: {used} promised so far, {after} with it, of {have}. That is {over} over.")
        else:
            words = N_("{measure}: {used} promised so far, {after} with it, of {have}.")
        have, over = (
            _amount(measure, value, content) for value in (load.have or 0, load.used + more - (load.have or 0))
        )
        said.append(tr(words, measure=tr(name), used=used, after=after, have=have, over=over))
    return " ".join(said)


def _possible(wait: Waits, content: Content) -> str:
    estimate = _estimate(wait, content)
    answer = next((one for one in content.weighing.answers if one.id == wait.id and one.confirmed), None)
    part = (answer.possible_part if answer else "").strip() or (estimate.possible_part if estimate else "").strip()
    return part or content.tr("Nobody has written down which part could be done without it.")


def _owner(wait: Waits, content: Content) -> str:
    tr = content.tr
    answer = next((one for one in content.weighing.answers if one.id == wait.id), None)
    day = long_date(answer.report_back, content.language) if answer else ""
    if not wait.owner.strip():
        return tr("Nobody has said yet who answers this, and by when.")
    if not day:
        return wait.owner.strip()
    return tr("{owner}, who reports back by {day}", owner=wait.owner.strip(), day=day)
