"""The sections every document shares: the ask, what may change, last time, who was there, the way back."""

from exports.document import (
    Block,
    Bullets,
    Callout,
    Chip,
    Document,
    Heading,
    Paragraph,
    Run,
    Table,
    Together,
    Tone,
    runs,
)
from exports.reports.content import Content
from exports.reports.formats import long_date
from models import records as r
from models import vocabulary as v
from models.small_groups import publish
from resources.texts import N_

OUTCOME_TONES: dict[str, Tone] = {"kept": "settled", "late": "waiting", "changed": "decide", "broken": "closed"}
FEW = 4  # items without a reason that stand in one line
SCOPE_TITLES = (
    ("open", N_("Open: everything about it may change")),
    ("shapeable", N_("Shapeable: it stays, and how it is done may change")),
    ("fixed", N_("Fixed: it cannot change now")),
)


def framed(
    content: Content, *, title: str, blocks: tuple[Block, ...], footer: str, stamp: str, subtitle: str = ""
) -> Document:
    """Return a document in the frame that all of them have: language, headline, subject and page numbers."""
    return Document(
        title=title,
        language=content.language,
        blocks=blocks,
        subtitle=subtitle,
        header=headline(content),
        footer=footer,
        stamp=stamp,
        subject=content.project.title,
        pages=content.tr("{page} of {pages}"),
    )


def headline(content: Content) -> str:
    """Return the project and the date of its newest workshop in one line."""
    day = content.workshop.day if content.workshop else None
    return " · ".join(part for part in (content.project.title, long_date(day, content.language)) if part)


def the_ask(content: Content) -> list[Block]:
    """Return what was asked, how far the word goes and who answers by when, newest workshop first."""
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("What we asked"))]
    if not content.workshops:
        return [*blocks, Paragraph(tr("No workshop is entered yet, so nobody has been asked anything."))]
    newer: r.WorkshopRecord | None = None
    for workshop in reversed(content.workshops):
        when = ", ".join(filter(None, (long_date(workshop.day, content.language), workshop.venue)))
        named = len(content.workshops) > 1
        if named or when:
            blocks.append(Paragraph(runs(Run(workshop.title, bold=True), f", {when}" if when else ""), "small"))
        asked = workshop.ask or tr("The ask was not written down.")
        language = content.language_of("workshop", workshop.id, "ask") if workshop.ask else ""
        blocks.append(Paragraph(asked, "body" if newer else "lead", language))
        blocks += _word_and_pledge(content, workshop, newer)
        newer = workshop
    return blocks


def _word_and_pledge(content: Content, workshop: r.WorkshopRecord, newer: r.WorkshopRecord | None) -> list[Block]:
    """Return how far the word goes and who answers; what was said of the newer workshop is not said again."""
    tr = content.tr
    blocks: list[Block] = []
    if newer and (newer.promise_level, newer.promise_note) == (workshop.promise_level, workshop.promise_note):
        pass
    elif workshop.promise_level:
        label = v.label(v.PROMISE_LEVELS, str(workshop.promise_level))
        level, note = tr(label), workshop.promise_note
        begun = next((one for one in (level, label) if note.startswith(one)), "")
        rest = note.removeprefix(begun) if begun else f" {note}".rstrip()
        said = (level if begun else f"{level}.", Run(rest, language=content.own_language))
        blocks.append(Paragraph(runs(Run(tr("How far our word goes: "), bold=True), *said)))
    else:
        blocks.append(Paragraph(tr("How far our word goes has not been said.")))
    if workshop.pledge_role and workshop.pledge_day:
        day = long_date(workshop.pledge_day, content.language)
        said = tr("{role} answers everything by {day}.", role=workshop.pledge_role, day=day)
        blocks.append(Paragraph(runs(Run(tr("Who answers: "), bold=True), said)))
    else:
        blocks.append(Paragraph(tr("Nobody has promised an answer by a date yet.")))
    return blocks


def the_limits(content: Content) -> list[Block]:
    """Return open, shapeable and fixed, a fixed item with its reason and date."""
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("What could change and what could not"))]
    if not content.scope:
        return [*blocks, Paragraph(tr("This was not said before people were asked."))]
    for kind, title in SCOPE_TITLES:
        items = [item for item in content.scope if item.kind == kind]
        bare = not any(item.reason or item.until for item in items)
        if items and bare and len(items) <= FEW:
            said = " · ".join(item.statement for item in items)
            blocks.append(Paragraph(runs(Run(f"{tr(title)}: ", bold=True), Run(said, language=content.own_language))))
        elif items:
            bullets = Bullets(tuple(_scope_words(item, content) for item in items))
            blocks.append(Together((Heading(2, tr(title)), bullets)))
    return blocks


def _scope_words(item: r.ScopeRecord, content: Content) -> str:
    day = long_date(item.until, content.language)
    said = [item.statement]
    said += [content.tr("Why: {reason}", reason=item.reason)] if item.reason else []
    said += [content.tr("Until {day}", day=day)] if day else []
    return item.statement if len(said) == 1 else " ".join(ended(part) for part in said)


def ended(sentence: str) -> str:
    """Return a sentence with its full stop, unless it ends in a mark of its own."""
    stripped = sentence.rstrip()
    return stripped if stripped.endswith((".", "!", "?", "…", "”", "。", "؟")) else stripped + "."


def last_time(content: Content) -> list[Block]:
    """Return what was promised last time and what became of it."""
    tr = content.tr
    if not content.earlier:
        return []
    said: list[Block] = []
    for promise in content.earlier:
        label = tr(v.label(v.OUTCOMES, promise.outcome)) if promise.outcome else tr("Not known")
        words = runs(Run(ended(promise.statement), bold=True), f" {promise.became}" if promise.became else "")
        chip = Chip(label, OUTCOME_TONES.get(promise.outcome, "neutral"), words=words)
        said.append(chip)
    return [Heading(1, tr("Last time we promised")), *said]


def who_was_there(content: Content, *, public: bool) -> list[Block]:
    """Return how many people of each group came, who was missing, and the steps that nobody spoke about.

    `public`: numbers by group follow the rule for small groups.
    """
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("Who was there, and who was not"))]
    tables = [table for workshop in reversed(content.workshops) if (table := _attendance(workshop, content, public))]
    if not tables:
        blocks.append(Paragraph(tr("Nobody counted the people in the room.")))
    return [*blocks, *_side_by_side(tables), *_missing(content)]


def _attendance(workshop: r.WorkshopRecord, content: Content, public: bool) -> Table | None:
    """Return one workshop's people by group, None where nobody counted."""
    tr = content.tr
    counts = {g.name: g.attended for g in content.groups_of[workshop.id] if g.attended is not None}
    if not counts:
        return None
    if public:
        rows = [
            (_joined(row.groups, tr("and")), _number(row.count, content))
            for row in publish(counts, content.project.small_group)
        ]
    else:
        planned = {group.name: group.planned for group in content.groups_of[workshop.id]}
        rows = [(name, _of_planned(count, planned[name], content)) for name, count in counts.items()]
    return Table((tr("Group"), workshop.title), tuple(rows), (0.7, 0.3), row_header=True)


def _side_by_side(tables: list[Table]) -> list[Table]:
    """Return one table with a column a workshop where all have the same rows (at most three), else one a workshop."""
    names = [tuple(row[0] for row in table.rows) for table in tables]
    if not 1 < len(tables) <= 3 or len(set(names)) > 1:
        return tables
    head = (tables[0].head[0], *(table.head[1] for table in tables))
    rows = tuple((name, *(table.rows[place][1] for table in tables)) for place, name in enumerate(names[0]))
    share = 0.44 / len(tables)
    return [Table(head, rows, (0.56, *(share for _ in tables)), row_header=True)]


def _number(count: int | None, content: Content) -> str:
    if count is None:
        return content.tr("fewer than {limit}", limit=content.project.small_group)
    return str(count) if count else content.tr("nobody came")


def _of_planned(came: int, planned: int | None, content: Content) -> str:
    return content.tr("{came} of {planned} planned", came=came, planned=planned) if planned else str(came)


def _joined(names: tuple[str, ...], last: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def _missing(content: Content) -> list[Block]:
    tr = content.tr
    said: list[str] = []
    absent = [group.name for group in content.groups if group.planned and not group.attended]
    if absent:
        said.append(tr("Invited, and nobody came: {groups}.", groups="; ".join(absent)))
    spoken = {place.stage_id for story in content.stories for place in story.places}
    spoken |= {place.stage_id for note in content.notes for place in note.places}
    for path in content.paths:
        silent = [f"{stage.letter} {stage.name}" for stage in path.stages if stage.id not in spoken]
        if silent and spoken:
            said.append(tr("Nobody spoke about these steps: {steps}.", steps="; ".join(silent)))
    if not said:
        return []
    ending = Paragraph(tr("What they would have said is not in this document."), "small")
    words: tuple[Block, ...] = (*(Paragraph(sentence) for sentence in said), ending)
    return [Callout(tr("Who is missing"), words, "waiting")]


SEEN = {"mail": N_("We will see your address."), "text": N_("We will see your number.")}


def we_see(content: Content) -> str:
    """Return what we see of somebody who answers by the way back; empty for a form, which says it itself."""
    back = content.way_back
    return content.tr(SEEN[back.kind]) if back and back.kind in SEEN and content.is_open_way_back() else ""


def the_way_back(content: Content) -> list[Block]:
    """Return how to answer, also on paper and by voice."""
    tr = content.tr
    blocks: list[Block] = [Heading(1, tr("Tell us whether we got it right"))]
    back = content.way_back
    if back is None:
        return [
            *blocks,
            Paragraph(
                tr(
                    "There is no address to answer to yet, so no codes are printed. Write on this paper, with the "
                    "code of the note, and hand it to anybody of us; or tell us, and we write it down."
                )
            ),
        ]
    if not content.is_open_way_back():
        day = long_date(back.closes, content.language)
        blocks.append(Paragraph(tr("Answers were taken until {day}. You can still write on this paper.", day=day)))
        return blocks
    how = {
        "web": N_("Scan a code with a phone: it opens a form that knows which note you mean."),
        "mail": N_(
            "Scan a code with a phone: it opens an e-mail with the code in its subject. We will see your address."
        ),
        "text": N_("Scan a code with a phone: it opens a text message with the code in it. We will see your number."),
    }
    said = [tr(how[back.kind])]
    if back.opens and back.opens > content.today:
        said.append(tr("You can answer from {day}.", day=long_date(back.opens, content.language)))
    if back.closes:
        said.append(tr("You can answer until {day}.", day=long_date(back.closes, content.language)))
    blocks.append(Paragraph(" ".join(said)))
    paper = tr("No phone? Write the code and your words on any paper, or tell one of us. It counts the same.")
    return [*blocks, Paragraph(paper)]
