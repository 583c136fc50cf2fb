"""The tables of weighing, of answers, and of what came back."""

from collections.abc import Iterator

from exports.reports.content import Content
from exports.tables.building import OF, Ask, Columns, Rows, code_of, sheet_of
from exports.tables.sheet import Cell, Sheet
from exports.tables.voices import CODE, amount, confirmed_words
from models import responses, versions
from resources.texts import N_

FINDINGS: Columns = (
    OF,
    ("dimension", N_("mandate, money, people, skills, partners or calendar"), "text"),
    ("value", N_("within, stretch, beyond or unknown"), "text"),
    ("note", N_("A remark"), "long"),
    ("source", N_("Where it comes from"), "text"),
    ("confidence", N_("guess, checked or confirmed"), "text"),
    ("looked by", N_("The role that looked"), "text"),
    ("looked on", N_("The day of looking"), "date"),
)
COSTS: Columns = (
    OF,
    ("measure", N_("money or days"), "text"),
    ("direction", N_("takes or frees"), "text"),
    ("label", N_("What for"), "text"),
    ("low", N_("At the low end; empty: not known"), "decimal"),
    ("high", N_("At the high end, which is what counts"), "decimal"),
    ("recurrence", N_("once, month, quarter or year"), "text"),
    ("from", N_("From which day"), "date"),
    ("until", N_("Until which day"), "date"),
)
ANSWERS: Columns = (
    OF,
    ("answer", N_("Code of the answer: now, try, decide, pass, unknown, no …"), "text"),
    ("confirmed", N_("Whether somebody confirmed the answer"), "yes_no"),
    ("confirmed role", N_("The role that confirmed it"), "text"),
    ("confirmed on", N_("The day of confirming"), "date"),
    ("said in public", N_("The sentence said in public, of confirmed answers only"), "long"),
    ("reason", N_("Why not, in plain words"), "long"),
    ("which part could be", N_("Which part could be done"), "long"),
    ("who decides", N_("The body that decides"), "text"),
    ("decision day", N_("The day of its meeting"), "date"),
    ("passed to", N_("To whom it is passed on"), "text"),
    ("we find out by", N_("The day by which it is known"), "date"),
    ("who answers", N_("The role that answers"), "text"),
    ("report back", N_("The day of reporting back"), "date"),
    ("outcome", N_("What became of it: kept, late, changed or broken"), "text"),
    ("what became of it", N_("The same in words"), "long"),
)


def weighed_sheets(content: Content) -> Iterator[Sheet]:
    """Return what things take, and the answers to them."""
    weighing = content.weighing
    kept = [f for f in weighing.findings if f.contribution_id not in content.gone]
    rows: Rows = (
        (
            code_of(f.contribution_id or f.theme_id, content),
            f.dimension,
            f.value,
            f.note,
            f.source,
            f.confidence,
            f.looked_by,
            f.looked_on,
        )
        for f in kept
    )
    yield sheet_of(
        "findings", N_("What it takes"), N_("The six dimensions, as each reviewer saw them"), FINDINGS, rows, content
    )
    rows = (
        (
            code_of(c.contribution_id or c.theme_id, content),
            c.measure,
            c.direction,
            c.label,
            amount(c.measure, c.low, content),
            amount(c.measure, c.high, content),
            c.recurrence,
            c.starts,
            c.ends,
        )
        for c in weighing.costs
        if c.contribution_id not in content.gone
    )
    yield sheet_of("costs", N_("Costs"), N_("Money and staff days that things take or free"), COSTS, rows, content)
    yield sheet_of("answers", N_("Answers"), N_("Answers to notes and themes"), ANSWERS, _answers(content), content)


def _answers(content: Content) -> Iterator[tuple[Cell, ...]]:
    for a in content.weighing.answers:
        if a.contribution_id in content.gone:
            continue
        outcome = content.outcomes.get(a.id) if a.confirmed else None
        yield (
            *(code_of(a.contribution_id or a.theme_id, content), a.code, a.confirmed, a.confirmed_role, a.confirmed_on),
            *(confirmed_words(a), *((a.reason, a.possible_part) if a.confirmed else ("", ""))),
            *(a.body, a.decision_day, a.recipient, a.find_out_by, a.owner, a.report_back),
            *((outcome.status, outcome.became) if outcome else ("", "")),
        )


RESPONSES: Columns = (
    (CODE, N_("Reference code of what it answers; empty: it waits in the inbox"), "code"),
    ("code as written", N_("The code as the person wrote it"), "text"),
    ("verdict", N_("Did we get it right? right, partly or wrong"), "text"),
    (
        "words",
        N_("What the person wrote or said"),
        "long",
    ),
    ("channel", N_("How it came: web, mail, text, slip, phone or spoken"), "text"),
    ("date", N_("The day it came"), "date"),
    ("language", N_("Language of the words, as a code such as fi"), "text"),
    ("set aside", N_("Whether somebody set it aside"), "yes_no"),
    ("source id", N_("Number or id of the words there"), "text"),
)
FURTHER: Columns = (
    ("source id", N_("Number or id of the words there"), "text"),
    (CODE, N_("Reference code of what it answers; empty: it waits in the inbox"), "code"),
    ("question", N_("The further question, as it was asked"), "long"),
    ("words", N_("What the person wrote or said"), "long"),
)


def came_back_sheets(content: Content, ask: Ask) -> Iterator[Sheet]:
    """Return what came back by the codes; never who answered."""
    came = tuple(reversed(ask(responses.came_back)))
    rows: Rows = (
        (
            *(one.about.code, one.code_given, one.verdict, one.words, one.channel),
            *(one.day, one.language, one.set_aside, one.source_id),
        )
        for one in came
    )
    about = N_("Answers of people by the codes; never who answered")
    yield sheet_of("responses", N_("What came back"), about, RESPONSES, rows, content)
    rows = ((one.source_id, one.about.code, question, words) for one in came for question, words in one.answers)
    yield sheet_of("further questions", N_("Further questions"), N_("Answers to them"), FURTHER, rows, content)


VERSIONS: Columns = (
    (CODE, N_("Reference code of what the text belongs to"), "code"),
    ("text", N_("Which text: ask, title, sentence, wording or clearer"), "text"),
    ("language", N_("Language of the words, as a code such as fi"), "text"),
    ("easy read", N_("Whether it is written in easy read"), "yes_no"),
    ("words", N_("The text in this language"), "long"),
    ("writer", N_("Who wrote it"), "text"),
    ("outdated", N_("Whether the text was changed since it was written"), "yes_no"),
)


def version_sheets(content: Content, ask: Ask) -> Iterator[Sheet]:
    """Return the texts in other languages and in easy read; none of a sentence that nobody confirmed."""
    codes = {one.key: one.code for one in ask(versions.texts)}
    late = ask(versions.outdated)
    said = {answer.id for answer in content.weighing.answers if answer.confirmed}
    rows: Rows = (
        (codes.get(one.key, ""), one.field, one.language, one.easy_read, one.words, one.writer, one.id in late)
        for one in ask(versions.versions)
        if one.of_table != "answer" or one.of_id in said
    )
    about = N_("Texts of the organisation in other languages and in easy read")
    yield sheet_of("versions", N_("Versions"), about, VERSIONS, rows, content)
